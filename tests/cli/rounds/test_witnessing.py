"""The neutral signs by commands alone, in a workspace of its own, and both sides take the files in."""

from datetime import UTC, datetime, timedelta

import pytest

from homeward.actions.workspace.place import open_workspace
from homeward.ledger.key_file import Hardness
from homeward.ledger.keys import read_verifier_key
from tests.actions.workspace.rounds.conftest import LATER, clock
from tests.actions.workspace.rounds.sample import PEOPLE, key_of
from tests.actions.workspace.sample import PASSPHRASE
from tests.actions.workspace.witnessing.sample import NEUTRALS, make_all
from tests.cli.rounds.test_round import MISTAKE, REFUSED, WAITS, Side


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    """The folder with three workspaces and the files that were sent, and the ids of the round."""
    folder = tmp_path_factory.mktemp("walk") / "all"
    rounds, asks = make_all(folder)
    for name in ("unsigned", "manifest", "receipt"):
        (folder / f"{name}.paper").write_bytes(getattr(asks, name))
    for name, data in zip(("north", "south"), asks.commitments, strict=True):
        (folder / f"{name}.step").write_bytes(data)
    keys = []
    for name in ("North", "South"):
        with (side := open_workspace(folder / name.lower(), PASSPHRASE, clock(LATER))).store:
            keys += ["--side", f"{name}={key_of(side)}"]
    return folder, rounds, keys


@pytest.fixture(autouse=True)
def _passphrases(monkeypatch):
    monkeypatch.setattr(Hardness.__init__, "__defaults__", (8, 1, 1))
    monkeypatch.setenv("HOMEWARD_INSTANCE_PASSPHRASE", PASSPHRASE)
    for name in (*PEOPLE, *NEUTRALS):
        monkeypatch.setenv(f"HOMEWARD_PASSPHRASE_{name.upper()}", PASSPHRASE)


def test_the_neutral_signs_manifest_receipt_and_swap_and_both_sides_take_them(walk):
    folder, rounds, keys = walk
    neutral = Side(folder / "neutral")
    sides = [Side(folder / name.lower(), rounds[name]) for name in ("North", "South")]

    def sign(target, *words):
        words = ("round", "witness", *words, *keys, "--name", "Neutral")
        told = neutral.ask("nora", *words)
        assert all(read_verifier_key(text.partition("=")[2]).id in told["says"] for text in keys[1::2])
        early = neutral.run("nora", *words, "--approved", told["waits_for"], "--out", target)
        assert (early.exit_code, target.exists()) == (REFUSED, False)
        neutral.ask("nils", "approve", told["waits_for"])
        signed = neutral.ask("nora", *words, "--approved", told["waits_for"], "--out", target)
        assert (signed["out"], signed["waits_for"]) == (str(target), None)
        again = neutral.run("nora", *words, "--approved", told["waits_for"], "--out", folder / "again")
        assert (again.exit_code, (folder / "again").exists()) == (REFUSED, False)

    for name in ("manifest", "receipt"):
        sign(folder / f"{name}.signed", folder / f"{name}.paper")
        assert (folder / f"{name}.signed").read_bytes().count(b"\n") == 5  # form, bytes, three signatures
        for side in sides:
            side.round("hana", "take-paper", folder / f"{name}.signed")
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    sign(folder / "swap.signed", folder / "north.step", folder / "south.step", "--open-by", until)
    for side, other in zip(sides, ("south", "north"), strict=True):
        for step in (f"{other}.step", "swap.signed"):
            side.ask("nina", "round", "swap", "take", side.round_id, folder / step)
        shown = side.ask("nina", "round", "swap", "show", side.round_id)
        assert shown["state"] == "waiting for lists"
    assert all(
        one.ask(name, "verify")["whole"] for one, name in zip((neutral, *sides), ("nora", "dina", "dina"), strict=True)
    )


def test_mistakes_end_with_one_sentence_and_leave_no_file(walk):
    folder, _, keys = walk
    neutral, paper, target = Side(folder / "neutral"), folder / "manifest.paper", folder / "never"
    named = ("--name", "Neutral", "--out", target)
    for words, code in (
        ((folder / "unsigned.paper", *keys, *named), MISTAKE),
        ((paper, *keys[:2], *named), MISTAKE),
        ((paper, *keys[:2], *keys[:2], *named), MISTAKE),
        ((paper, *keys[:2], "--side", "South=nokey", *named), MISTAKE),
        ((paper, *keys[:2], "--side", "South", *named), MISTAKE),
        ((folder / "nowhere", *keys, *named), MISTAKE),
        ((paper, folder / "receipt.paper", *keys, *named), MISTAKE),
        ((paper, *keys, *named, "--open-by", "2099-01-01T00:00+00:00"), MISTAKE),
        ((folder / "north.step", folder / "south.step", *keys, *named, "--open-by", "soon"), MISTAKE),
        ((folder / "north.step", folder / "south.step", *keys, *named, "--open-by", "2099-01-01T00:00"), MISTAKE),
        ((folder / "north.step", folder / "south.step", *keys, *named, "--open-by", "0001-01-01T00:00+03:00"), MISTAKE),
        ((paper, *keys, "--name", "Neutral", "--approved", "0" * 32), MISTAKE),
        ((paper, *keys, *named, "--approved", "0" * 32), REFUSED),
    ):
        result = neutral.run("nora", "round", "witness", *words)
        assert (result.exit_code, "Traceback" in result.output) == (code, False), (words, result.output)
        assert len(result.stderr.strip().splitlines()) == 1
    assert neutral.run("neda", "round", "witness", paper, *keys, *named).exit_code == REFUSED
    assert not target.exists()


def test_what_is_attested_is_said_in_words_before_anybody_signs(walk):
    folder, _, keys = walk
    words = ("round", "witness", folder / "receipt.paper", *keys, "--name", "Neutral")
    result = Side(folder / "neutral").run("nora", *words)
    assert result.exit_code == WAITS
    assert "does not say who anybody is" in result.output
    assert "homeward approve" in result.output
