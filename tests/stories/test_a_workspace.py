"""The guide to a workspace, as written: every command in it runs, and the story ends as it says."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from homeward.cli.app import app
from homeward.ledger.key_file import Hardness
from homeward.ledger.keys import read_verifier_key
from homeward.ledger.proof import check_entry_proof

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "workspace.md").read_text(encoding="utf-8")
MEMBERS = ("anna", "boris", "clara", "dina", "emil", "fadi", "greta", "hanna", "ivan")
RUNNER = CliRunner()
DONE, WAITS, REFUSED = 0, 4, 3


def lines():
    """The commands of the guide, in their order, each with the exit code it must have."""
    for block in re.findall(r"^```sh\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            program, *words = shlex.split(line, comments=True)
            if program == "homeward":
                yield words, WAITS if "# waits" in line else DONE


class Told:
    """What the ids of the guide stand for, asked from the workspace when they are needed."""

    def __init__(self):
        self.ids = {}

    def fill(self, words):
        if {"SOUGHT-LIST", "FOUND-LIST"} & set(words) and "SOUGHT-LIST" not in self.ids:
            for list_id, record in ask("list", "--as", "anna")["lists"].items():
                self.ids[record["role"].upper() + "-LIST"] = list_id
        if "FILE" in words and "FILE" not in self.ids:
            files = ask("list", self.ids["SOUGHT-LIST"], "--as", "anna")["files"]
            by_record = {file["line"]["record_id"]: file["file"] for file in files}
            self.ids |= {"FILE": by_record["N-2"], "OTHER-FILE": by_record["N-3"]}
        if "CASE" in words and "CASE" not in self.ids:
            self.ids["CASE"] = ask("queue", "--as", "boris")["case"]
        if "WAITING" in words:
            [self.ids["WAITING"]] = [one["id"] for one in ask("pending", "--as", "fadi")["pending"]]
        return [self.ids.get(word, word) for word in words]


def run(*words):
    return RUNNER.invoke(app, [str(word) for word in words])


def ask(*words):
    result = run(*words, "--json")
    assert result.exit_code == DONE, result.output
    return json.loads(result.stdout)


@pytest.fixture
def at_home(tmp_path, monkeypatch):
    """A folder with the two lists of the guide, and everybody's passphrase; guessing is cheap here."""
    monkeypatch.setattr(Hardness.__init__, "__defaults__", (8, 1, 1))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOMEWARD_WORKSPACE", "north")
    monkeypatch.setenv("HOMEWARD_INSTANCE_PASSPHRASE", "the workspace has one too")
    for name in MEMBERS:
        monkeypatch.setenv(f"HOMEWARD_PASSPHRASE_{name.upper()}", f"{name} types four words")
    for name, text in re.findall(r"^```csv (\S+)\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_guide_runs_as_written_and_nobody_is_named_on_the_disk(at_home):
    told = Told()
    outputs = {}
    for words, code in lines():
        result = run(*told.fill(words))
        assert result.exit_code == code, (words, result.output, result.exception)
        assert "Traceback" not in result.output
        outputs[tuple(words)] = result.output
    _check_the_end(at_home, told.ids, outputs)
    _check_the_disk(at_home)


def _check_the_end(folder, ids, outputs):
    case = ask("decide", ids["CASE"], "--show", "to answer the family", "--as", "hanna")
    assert case["state"] == "acted on"
    said = [act["what"]["outcome"] for round_ in case["rounds"] for act in (*round_["verdicts"], *round_["votes"])]
    assert sorted(said) == ["established"] * 3 + ["possible"] * 2
    blind = next(text for words, text in outputs.items() if words == ("read", "CASE", "--as", "clara"))
    assert "posterior" not in blind.replace("weights, posterior and verdicts", "")
    assert run("show", ids["OTHER-FILE"], "--as", "anna").exit_code == REFUSED
    assert ask("verify", "--as", "emil")["whole"]
    again = ask("verify", "--as", "emil", "--workspace", "north-again")
    assert again["whole"]
    assert any("Epoch 2 opens" in sentence for sentence in again["sentences"])
    assert any("keys of file" in text for words, text in outputs.items() if words[0] == "approve")
    key = re.search(r"verifier key: (\S+)", next(iter(outputs.values())))[1]
    entry, signed = check_entry_proof((folder / "proof.json").read_bytes(), [read_verifier_key(key)])
    assert (entry.number, signed.head.origin) == (3, "homeward/agency-north/1")
    command = [sys.executable, str(ROOT / "tools" / "verify_proof.py"), "proof.json", "--key", key]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def _check_the_disk(folder):
    """Look for what is said of people in the bytes of every file but the lists themselves."""
    names = [name for name in MEMBERS if len(name) > 4]  # four letters stand in random bytes now and then
    marks = ("Вигадько", "Бравкенко", "Дзумбаренко", "Жутавук", "А-100017", "threatened", *names)
    paths = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".csv"]
    assert len(paths) > 20
    for path in paths:
        data = path.read_bytes()
        assert not any(mark.encode() in data for mark in marks), path
