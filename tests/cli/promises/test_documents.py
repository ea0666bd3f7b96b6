"""Documents and claims on the command line: found by hand, flagged, erased; exit codes and JSON."""

import json

import pytest
from typer.testing import CliRunner

from homeward.cli.app import app
from homeward.ledger.key_file import Hardness
from tests.actions.workspace.sample import PASSPHRASE

RUNNER = CliRunner()
DONE, MISTAKE, REFUSED, WAITS = 0, 2, 3, 4
MEMBERS = {
    "olena": "negotiator",
    "omar": "negotiator",
    "ada": "auditor",
    "dina": "data-protection officer",
    "fadi": "key custodian",
}
TEXT = "KARST, 2 June 2031 (Newswire) - The South will hand over 6,000 bodies, Lev Moray said on Monday.\n"


def run(*words):
    return RUNNER.invoke(app, [str(word) for word in words])


def ask(*words, exit_code=DONE):
    result = run(*words, "--json")
    assert result.exit_code == exit_code, (words, result.output, result.exception)
    return json.loads(result.stdout)


@pytest.fixture
def briefing(tmp_path, monkeypatch):
    """The id of a document in a workspace."""
    monkeypatch.setattr(Hardness.__init__, "__defaults__", (8, 1, 1))
    monkeypatch.delenv("HOMEWARD_STORE", raising=False)
    monkeypatch.setenv("HOMEWARD_INSTANCE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("HOMEWARD_WORKSPACE", str(tmp_path / "w"))
    monkeypatch.chdir(tmp_path)
    for name in MEMBERS:
        monkeypatch.setenv(f"HOMEWARD_PASSPHRASE_{name.upper()}", PASSPHRASE)
    people = [word for name, role in MEMBERS.items() for word in ("--member", f"{name}={role}")]
    assert run("init", tmp_path / "w", "--ledger", "north", *people).exit_code == DONE
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    return ask("document", "add", "b.txt", "--source", "invented", "--party", "South", "--as", "olena")["document"]


def test_a_claim_is_added_by_its_words_or_its_place_and_shows_them(briefing):
    start = TEXT.index("hand over")
    added = ask("claim", "add", briefing[:8], "--span", f"{start}-{start + 22}", "--words", "hand over 6,000 bodies",
                "--speaker", "Lev Moray", "--side", "South", "--act", "pledged", "--low", 6000, "--high", 6000,
                "--denied", "--event-date", "2031-06-20", "--as", "olena")  # fmt: skip
    assert (added["claim"], added["words"]) == (f"{briefing}/p01", "hand over 6,000 bodies")
    told = run("claim", "add", briefing, "--words", "Lev Moray said", "--as", "omar")
    assert (told.exit_code, told.stdout.strip()) == (DONE, f"{briefing}/p02: Lev Moray said")
    assert run("claim", "confirm", added["claim"], "--matter", "bodies", "--as", "omar").exit_code == DONE
    claims = {one["claim"]: one for one in ask("claim", "list", briefing, "--as", "olena")["claims"]}
    own = claims[added["claim"]]
    assert (own["found_by"], own["state"], len(own["readings"])) == ("a person", "confirmed", 1)
    assert (own["proposed"]["affirmed"], own["proposed"]["event_date"]) == (False, "2031-06-20")
    assert claims[f"{briefing}/a01"]["found_by"] == "program"
    shown = run("claim", "list", briefing, "--as", "olena").stdout.splitlines()
    assert sum("person" in line for line in shown) == 2  # and not the one that the program proposed


@pytest.mark.parametrize(
    ("words", "exit_code", "says"),
    [
        ((), MISTAKE, "--span START-END"),
        (("--span", "12"), MISTAKE, "--span START-END"),
        (("--span", "5-5"), MISTAKE, "no words stand"),
        (("--words", "nobody"), MISTAKE, "0 times"),
        (("--span", "0-5", "--event-date", "soon"), MISTAKE, "--event-date"),
        (("--span", "0-5", "--as", "ada"), REFUSED, "nothing here"),
    ],
)
def test_a_claim_that_cannot_be_added_ends_with_one_sentence(briefing, words, exit_code, says):
    result = run("claim", "add", briefing, "--as", "olena", *words)
    assert (result.exit_code, "Traceback" in result.output) == (exit_code, False)
    assert says in result.output


def test_a_document_is_flagged_and_erased_by_the_commands_for_files(briefing):
    assert run("flag", briefing, "--reason", "it names a source", "--as", "omar").exit_code == DONE
    assert [one["harm_flag"] for one in ask("document", "list", "--as", "olena")["documents"]] == [True]
    assert briefing in run("document", "show", briefing[:8], "--as", "olena").stdout
    waits = ask("erase", briefing, "--reason", "court order", "--as", "dina", exit_code=WAITS)["waits_for"]
    assert f"to erase document {briefing}" in ask("pending", "--as", "fadi")["pending"][0]["says"]
    done = ask("approve", waits, "--as", "fadi")
    assert f"the key of document {briefing} was destroyed" in done["certificate"]
    listed = ask("document", "list", "--as", "olena")
    assert (listed["documents"], [one["document"] for one in listed["erased"]]) == ([], [briefing])
    assert "erased on" in run("document", "list", "--as", "olena").stdout
    shown = run("document", "show", briefing, "--as", "olena")
    assert (shown.exit_code, "nothing else of it is left" in shown.output) == (MISTAKE, True)
    assert ask("verify", "--as", "ada")["whole"]
