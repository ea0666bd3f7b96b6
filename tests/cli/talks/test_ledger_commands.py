import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from homeward.cli.app import app

RUNNER = CliRunner()
EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "talks"
LEDGER, DUTIES = str(EXAMPLES / "ledger.json"), str(EXAMPLES / "duties.json")
TEXTS = [str(EXAMPLES / name) for name in ("a1.txt", "b1.txt")]


def ask(*words):
    result = RUNNER.invoke(app, [*words, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_what_is_owed_is_told_for_each_day_with_its_reasons():
    answer = ask("pledges", LEDGER, "--as-of", "2031-04-22", "--as-of", "2031-05-20")
    assert (answer["schema"], answer["as_of"]) == ("homeward-pledges/1", ["2031-04-22", "2031-05-20"])
    early, late = (answer["balances"][day] for day in answer["as_of"])
    assert (early["release"]["received"], late["release"]["received"]) == (61, 60)
    assert (early["dead"]["outstanding"], late["dead"]["overdue"]) == (5, 5)
    assert late["relief"]["state"] == "suspended"
    assert answer["according_to"] == {"relief": {"North": "suspended", "South": "in force"}}
    assert answer["commitments"]["2031-05-20"]["relief"]["because"] == ["e03", "e11", "e14"]
    assert {"commitment": "dead", "question": "claimed, not received"}.items() <= answer["open_items"][0].items()


def test_a_key_stands_only_where_the_pledge_has_what_it_speaks_of():
    own = ask("pledges", LEDGER, "--as-of", "2031-04-22")["balances"]["2031-04-22"]
    assert {"overdue"} == own["dead"].keys() & {"overdue", "due", "state", "enforceable_due"}
    assert {"due", "state", "enforceable_due"} == own["relief"].keys() & {"overdue", "due", "state", "enforceable_due"}


def test_why_tells_the_line_of_time_and_what_would_change_it():
    why = ask("pledges", LEDGER, "--as-of", "2031-05-03", "--why", "relief")["why"]
    assert [row["entry"] for row in why["timeline"]] == ["e03", "e14"]
    assert {row["event"] for row in why["would_change"]} == {"verify", "decision_continue", "objection", "time"}


def test_the_board_is_written_as_a_table(tmp_path):
    path = tmp_path / "board.csv"
    assert RUNNER.invoke(app, ["pledges", LEDGER, "--as-of", "2031-05-20", "--csv", str(path)]).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert [(row["commitment"], row["outstanding"], row["course"]) for row in rows][:2] == [
        ("dead", "5", "late"),
        ("release", "60", "late"),
    ]


def test_duties_are_told_with_their_article_and_windows_with_who_reports():
    answer = ask("duties", DUTIES, "--as-of", "2031-04-20")
    assert answer["counts"] == {"overdue": 1, "running": 2, "done late": 1, "done": 1}
    assert answer["duties"][0]["article"] == "Fourth Geneva Convention, art. 136"
    assert answer["windows"][0]["reports"] == {
        "South": [{"at": "2031-04-20T09:30:00+03:00", "says": "shots heard", "inside": True}]
    }


def test_positions_are_laid_out_with_spans_and_counts():
    answer = ask("positions", *TEXTS)
    assert [row["status"] for row in answer["first_round"]] == [
        "agreed",
        "partly agreed",
        "disputed",
        "only a",
        "only b",
    ]
    clause = answer["clauses"][0]
    assert Path(TEXTS[0]).read_text(encoding="utf-8")[clause["start"] : clause["end"]] == clause["text"]
    assert answer["first_round"][2]["common_ground"].endswith("duration: 48 hours")


@pytest.mark.parametrize(
    "words", [("pledges", LEDGER, "--as-of", "2031-05-20", "--why", "dead"), ("duties", DUTIES), ("positions", *TEXTS)]
)
def test_answers_are_shown_as_text_too(words):
    result = RUNNER.invoke(app, list(words))
    assert (result.exit_code, bool(result.stdout.strip())) == (0, True)


@pytest.mark.parametrize(
    "words",
    [
        ("pledges", LEDGER, "--as-of", "tomorrow"),
        ("pledges", LEDGER, "--why", "x"),
        ("pledges", DUTIES),
        ("positions", TEXTS[0]),
    ],
)
def test_a_mistake_ends_with_one_sentence(words):
    result = RUNNER.invoke(app, list(words))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: ")
