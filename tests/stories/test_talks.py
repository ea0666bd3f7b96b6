"""The guide to talks, as written: every command in it runs, and the story ends as it says."""

import json
import re
import shlex
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from homeward.cli.app import app
from homeward.ledger.key_file import Hardness

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "talks.md").read_text(encoding="utf-8")
MEMBERS = ("olena", "petro", "ada", "fadi")
NAMES = {
    **{"BRIEFING": "briefing.txt", "RADIO": "radio.txt", "MINISTRY": "ministry.txt"},
    **{"A-ONE": "a1.txt", "B-ONE": "b1.txt"},
}
RUNNER = CliRunner()


def run(*words):
    return RUNNER.invoke(app, [str(word) for word in words])


def ask(*words):
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def fill(text):
    """Put ids in the place of the words that stand for them."""
    if not any(word in text for word in NAMES):
        return text
    ids = {one["name"]: one["document"] for one in ask("document", "list", "--as", "olena")["documents"]}
    for word, name in NAMES.items():
        text = text.replace(word, ids.get(name, word))
    return text


@pytest.fixture
def at_home(tmp_path, monkeypatch):
    monkeypatch.setattr(Hardness.__init__, "__defaults__", (8, 1, 1))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOMEWARD_WORKSPACE", "north")
    monkeypatch.setenv("HOMEWARD_INSTANCE_PASSPHRASE", "the workspace has one too")
    for name in MEMBERS:
        monkeypatch.setenv(f"HOMEWARD_PASSPHRASE_{name.upper()}", f"{name} types four words")
    return tmp_path


def test_the_guide_to_talks_runs_as_written(at_home):
    files = re.findall(r"^```(?:text|json) (\S+)\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL)
    for name, text in files:
        (at_home / name).write_text(text, encoding="utf-8")
    for block in re.findall(r"^```sh\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            program, *words = shlex.split(line)
            if program != "homeward":
                continue
            if "pledges.json" in words:
                path = at_home / "pledges.json"
                path.write_text(fill(path.read_text(encoding="utf-8")), encoding="utf-8")
            result = run(*map(fill, words))
            assert result.exit_code == 0, (words, result.output, result.exception)
    _check_the_end(at_home)


def _check_the_end(folder):
    [matter] = ask("figures", "bodies held by the South", "--as", "ada")["matters"]
    assert (matter["documents"], matter["sources"]) == (3, 2)
    assert {flag["what"] for flag in matter["flags"]} == {"conflict"}
    board = ask("pledge", "board", "--as-of", "2031-06-30", "--as", "ada")
    assert [(row["pledge"], row["pledged"], row["overdue"], row["course"]) for row in board["board"]] == [
        ("dead", 6000, 6000, "late")
    ]
    assert "min 6,400" in board["board"][0]["said_of_it"]
    assert (folder / "board.pdf").read_bytes().startswith(b"%PDF")
    exported = ask("pledge", "export", "again.json", "--as-of", "2031-06-30", "--as", "ada")
    assert exported["digest"] == sha256((folder / "board.json").read_bytes()).hexdigest()
    refused = run("claim", "confirm", fill("BRIEFING/a02"), "--matter", "x", "--as", "ada")
    assert refused.exit_code == 3


@pytest.mark.parametrize(
    ("words", "exit_code", "says"),
    [
        (("claim", "confirm", "0000/a01", "--matter", "x"), 3, "nothing here"),
        (("document", "show", "zz"), 3, "nothing here"),
        (("document", "add", "none.txt", "--source", "x"), 2, "none.txt"),
        (("pledge", "record", "none.json"), 2, "none.json"),
        (("pledge", "board", "--as-of", "yesterday"), 2, "2031-04-06"),
        (("pledge", "board", "--why", "nothing"), 2, "no pledge"),
        (("pledge", "export", "board.docx"), 2, "no form"),
        (("figures", "gold"), 2, "nobody has confirmed"),
    ],
)
def test_a_mistake_ends_with_one_sentence(at_home, words, exit_code, says):
    made = run("init", "north", "--ledger", "agency-north", "--member", "olena=negotiator", "--member", "ada=auditor",
               "--member", "fadi=key custodian")  # fmt: skip
    assert made.exit_code == 0, made.output
    result = run(*words, "--as", "olena")
    assert (result.exit_code, "Traceback" in result.output) == (exit_code, False)
    assert says in result.output
