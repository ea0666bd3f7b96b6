"""The guide to a round, as written: every command in it runs on two workspaces, and the story ends as it says."""

import json
import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from homeward.actions.workspace.place import open_workspace
from homeward.actions.workspace.rounds.opening import find_round
from homeward.actions.workspace.rounds.swapping import swap_of, write_step
from homeward.cli.app import app
from homeward.exchange.agreeing.swap import countersign
from homeward.ledger.key_file import Hardness
from homeward.ledger.keys import write_verifier_key
from tests.actions.workspace.rounds.sample import NEUTRAL, PEOPLE, found, identify, key_of
from tests.actions.workspace.sample import PASSPHRASE, seat

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "round.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```(?:json|csv) (\S+)\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL))
WORD = re.compile(r"\b[A-Z]+(?:-[A-Z]+)*\b")
RUNNER = CliRunner()
DONE, WAITS = 0, 4
NOW = datetime.now(UTC)


def lines():
    """The commands of the guide, in their order, each with the exit code it must have."""
    for block in re.findall(r"^```sh\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            yield shlex.split(line, comments=True)[1:], WAITS if "# waits" in line else DONE


def ask(*words):
    result = RUNNER.invoke(app, [*words, "--json"])
    assert result.exit_code == DONE, (words, result.output)
    return json.loads(result.stdout)


class Told:
    """What the words in capitals stand for, asked from the workspaces when they are needed."""

    def __init__(self, keys):
        days = {"TODAY": NOW.date(), "LAST-DAY": (NOW + timedelta(days=9)).date()}
        times = {"OPENS": 0, "CLOSES": 6, "EXPIRES": 20}
        self.known = {**keys, **{word: day.isoformat() for word, day in days.items()}}
        self.known |= {word: (NOW + timedelta(hours=hours)).isoformat() for word, hours in times.items()}

    def fill(self, text, side):
        return WORD.sub(lambda found: self.of(found[0], side), text)

    def of(self, word, side):
        asked = getattr(self, "_" + word.lower().replace("-", "_"), None)
        if asked is not None and word not in self.known:
            self.known[word] = asked(side)
        return self.known.get(word, word)

    def _round(self, side):
        [one] = ask("round", "list", "--workspace", side, "--as", "nina")["rounds"]
        return one["id"]

    def _in_north(self, _):
        return self._round("north")

    def _in_south(self, _):
        return self._round("south")

    def _papers(self, side, kind):
        round_id = self.of(f"IN-{side.upper()}", side)
        return ask("round", "papers", round_id, "--workspace", side, "--as", "hana")[kind][0]

    def _paper(self, _):
        return self._papers("south", "manifests")["digest"]

    def _manifest(self, _):
        return self._papers("south", "manifests")["id"]

    def _receipt(self, _):
        return self._papers("north", "receipts")["digest"]

    def _case(self, _):
        asked = ("round", "candidates", self.of("IN-NORTH", "north"), "--workspace", "north", "--as", "nina")
        return next(one["case"] for one in ask(*asked)["people"] if one["id"] == "South:S-1")

    def _countersignature(self, _):
        """The intermediary sees both commitments and signs, in a program of its own."""
        workspace = open_workspace(Path("north"), PASSPHRASE)
        with workspace.store:
            now = find_round(seat(workspace, "nina")[0], self.of("IN-NORTH", "north"), "agree round")[0]
            step = countersign(swap_of(now)[0], NEUTRAL, NOW, NOW + timedelta(days=1))
        Path("countersigned").write_bytes(write_step(step))
        return "countersigned"


@pytest.fixture
def at_the_table(tmp_path, monkeypatch):
    """Two workspaces in one folder, everybody in them identified, and everybody's passphrase."""
    monkeypatch.setattr(Hardness.__init__, "__defaults__", (8, 1, 1))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOMEWARD_INSTANCE_PASSPHRASE", PASSPHRASE)
    for name in PEOPLE:
        monkeypatch.setenv(f"HOMEWARD_PASSPHRASE_{name.upper()}", PASSPHRASE)
    keys = {"NEUTRAL-KEY": write_verifier_key(NEUTRAL.verifier())}
    for side in ("north", "south"):
        with (workspace := found(tmp_path / side, f"agency-{side}")).store:
            identify(workspace)
            keys[f"{side.upper()}-KEY"] = key_of(workspace)
    return Told(keys)


def test_the_guide_to_a_round_runs_as_written(at_the_table):
    told, outputs = at_the_table, {}
    for words, code in lines():
        side = words[words.index("--workspace") + 1]
        for name in FILES.keys() & set(words):
            Path(name).write_text(told.fill(FILES[name], side), encoding="utf-8")
        result = RUNNER.invoke(app, [told.fill(word, side) for word in words])
        assert result.exit_code == code, (words, result.output, result.exception)
        outputs[tuple(words[:3])] = result.output
        if code == WAITS:
            told.known["WAITING"] = re.search(r"homeward approve ([0-9a-f]{32})", result.output)[1]
    after = ask("round", "after", told.known["IN-NORTH"], "--workspace", "north", "--as", "hana")
    assert [(one["id"], one["outcome"]) for one in after["results"]] == [("South:S-1", "confirmed")]
    assert after["board"]["persons"]["agreed"] == 4
    assert json.loads(Path("wanted-by-south.json").read_text())["lines"] == [{"birth_year": "1991", "id": "w-7"}]
    assert "gives more 1: North:N-2" in outputs["round", "offers", "IN-NORTH"]
    assert "instead of South:S-2" in outputs["round", "drop", "IN-NORTH"]
    for side in ("north", "south"):
        assert ask("verify", "--workspace", side, "--as", "dina")["whole"]
