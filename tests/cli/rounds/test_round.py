"""The round of `tests/actions/workspace/rounds`, walked by commands alone, each side in its own folder."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from homeward.cli.app import app
from homeward.ledger.key_file import Hardness
from homeward.ledger.keys import write_verifier_key
from tests.actions.workspace.rounds.sample import NEUTRAL, PEOPLE, TERMS, found, identify, key_of
from tests.actions.workspace.sample import PASSPHRASE

RUNNER = CliRunner()
DONE, MISTAKE, REFUSED, WAITS = 0, 2, 3, 4
PERSON = "South:S-1"


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rounds")
    keys = {}
    for side in ("north", "south"):
        with (workspace := found(folder / side, f"agency-{side}")).store:
            identify(workspace)
            keys[side] = key_of(workspace)
    (folder / "terms.json").write_text(json.dumps(TERMS), encoding="utf-8")
    return folder, keys


@pytest.fixture(autouse=True)
def _passphrases(monkeypatch):
    monkeypatch.setattr(Hardness.__init__, "__defaults__", (8, 1, 1))
    monkeypatch.setenv("HOMEWARD_INSTANCE_PASSPHRASE", PASSPHRASE)
    for name in PEOPLE:
        monkeypatch.setenv(f"HOMEWARD_PASSPHRASE_{name.upper()}", PASSPHRASE)


class Side:
    """One side at its own command line."""

    def __init__(self, folder, round_id=""):
        self.folder, self.round_id = folder, round_id

    def run(self, name, *words):
        return RUNNER.invoke(app, [*map(str, words), "--workspace", str(self.folder), "--as", name])

    def ask(self, name, *words):
        result = self.run(name, *words, "--json")
        assert result.exit_code in (DONE, WAITS), (words, result.output, result.exception)
        return json.loads(result.stdout)

    def round(self, name, command, *words):
        return self.ask(name, "round", command, self.round_id, *words)

    def both_sign(self, first, second, command, *words):
        """Two people of the side do it, the second by approving."""
        told = self.round(first, command, *words)
        self.ask(second, "approve", told["waits_for"])
        return told


def begin(folders, side):
    folder, keys = folders
    own, other = (side.capitalize(), "South" if side == "north" else "North")
    here = Side(folder / side)
    told = here.ask(
        "nina", "round", "open", "R7", folder / "terms.json", "--own", own,
        "--other", f"{other}={keys[other.lower()]}", "--neutral", f"Neutral={write_verifier_key(NEUTRAL.verifier())}",
        "--on", "2026-05-03",
    )  # fmt: skip
    here.ask("oleh", "approve", told["waits_for"])
    here.round_id = told["round"]
    return here


def test_two_sides_walk_a_round_by_commands_alone(folders):
    north, south = (begin(folders, side) for side in ("north", "south"))
    folder = folders[0]
    for here in (north, south):
        assert here.round("nina", "plan")["plan"] == dict.fromkeys(("North:N-1", "North:N-2", PERSON, "South:S-2"), 1)
        for person in ("North:N-1", "North:N-2", PERSON, "South:S-2"):
            here.round("hana", "gate", person, "wish", "go", "--by", "Neutral")
            here.round("hana", "gate", person, "fitness", "go", "--by", "doctors", "--until", "2099-12-31")
    assert "would" in north.run("nina", "round", "explain", north.round_id, PERSON).output

    north.both_sign("nina", "oleh", "sign")
    assert north.run("nina", "round", "proofs", north.round_id, "--out", folder / "items").exit_code == DONE
    south.round("nina", "take", folder / "items")
    south.both_sign("nina", "oleh", "sign")
    assert south.run("nina", "round", "proofs", south.round_id, "--out", folder / "items2").exit_code == DONE
    north.round("nina", "take", folder / "items2")
    told = north.round("nina", "table")
    assert {one["state"] for one in told["lines"]} == {"agreed"}

    now = datetime.now(UTC)
    times = {"--opens": now, "--closes": now + timedelta(hours=6), "--expires": now + timedelta(days=1)}
    window = (
        "--giver",
        "South",
        "--place",
        "bridge",
        *(word for name, at in times.items() for word in (name, at.isoformat())),
    )
    made = south.both_sign("hana", "igor", "manifest", *window)
    assert made["lines"] == 2
    [listed] = south.round("hana", "papers")["manifests"]
    assert listed["lacks"] == ["North has not signed"]
    digest = listed["digest"]
    assert south.run("hana", "round", "papers", south.round_id, digest, "--out", folder / "m").exit_code == DONE
    north.round("hana", "take-paper", folder / "m")
    early = north.run("hana", "round", "use", north.round_id, digest)
    assert (early.exit_code, "North has not signed" in early.output) == (MISTAKE, True)
    north.both_sign("hana", "igor", "countersign", digest)
    north.round("hana", "use", digest)
    again = north.run("hana", "round", "use", north.round_id, digest)
    assert (again.exit_code, "was used before" in again.output) == (MISTAKE, True)

    marks = [
        {"id": "a1", "manifest": made["manifest"], "said": "present", "who": "h1", "at": "2026-05-03T12:30:00+00:00",
         "device": "d1", "counter": 1, "line": PERSON},
        {"id": "a2", "manifest": made["manifest"], "said": "absent", "who": "h1", "at": "2026-05-03T12:31:00+00:00",
         "device": "d1", "counter": 2, "line": "South:S-2"},
    ]  # fmt: skip
    (folder / "marks.json").write_text(json.dumps({"marks": marks}), encoding="utf-8")
    assert north.round("hana", "marks", folder / "marks.json")["new"] == 2
    north.round("hana", "count", digest, "--by-roll", "receiver")
    day = north.round("hana", "day", digest, "--device", "d1", "--device", "d2")
    assert {one["id"]: one["shown"] for one in day["lines"]} == {PERSON: "go", "South:S-2": "absent"}
    assert any("d2" in says for says in day["waiting"])
    north.both_sign("hana", "igor", "receipt", digest)
    case = next(one["case"] for one in north.round("nina", "candidates")["people"] if one["id"] == PERSON)
    north.round("hana", "outcome", "person", PERSON, "confirmed", "--basis", case)
    after = north.round("hana", "after")
    assert after["board"]["persons"] == {
        "candidates": 4, "planned": 4, "agreed": 4, "on a manifest": 2, "crossed": 1, "confirmed": 1,
    }  # fmt: skip
    assert north.run("hana", "round", "after", north.round_id).exit_code == DONE
    assert north.ask("dina", "verify")["whole"]


def test_mistakes_end_with_one_sentence_and_rights_hold(folders):
    folder = folders[0]
    north = Side(folder / "north", "0" * 32)
    assert north.run("nina", "round", "candidates", north.round_id).exit_code == REFUSED
    assert north.run("anna", "round", "list").exit_code == REFUSED
    bad = folder / "bad.json"
    other, neutral = f"South={folders[1]['south']}", "Neutral=nokey"
    keys = ("--own", "North", "--other", other, "--neutral", neutral, "--on", "2026-05-03")
    named = {"sides": ["North", "South"], "rounds": [0], "people": []}
    for text in ("{}", json.dumps(named), "[", json.dumps(named | {"sides": ["East", "South"]})):
        bad.write_text(text)
        result = north.run("nina", "round", "open", "R9", bad, *keys)
        assert (result.exit_code, "Traceback" in result.output) == (MISTAKE, False), result.output
    bad.write_text(json.dumps(TERMS))
    assert north.run("nina", "round", "open", "R 9", bad, *keys).exit_code == MISTAKE
    assert north.run("nina", "round", "open", "R9", bad, *keys).exit_code == MISTAKE
