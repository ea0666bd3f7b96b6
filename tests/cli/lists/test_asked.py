import json

import pytest
from typer.testing import CliRunner

from homeward.cli.app import app

RUNNER = CliRunner()
HEADER = "id,surname,name,born\n"


@pytest.fixture
def lists(tmp_path):
    names = ("Вигадько,Олена", "Бравкенко,Микола", "Жутавук,Іван", "Дзумба,Тарас", "Стебовчук,Марко")
    rows = "".join(f"{n},{name},0{n + 1}/0{n + 2}/1980\n" for n, name in enumerate(names))
    for name in ("sought.csv", "found.csv"):
        (tmp_path / name).write_text(HEADER + rows, encoding="utf-8")
    return tmp_path


def match(folder, *more):
    return RUNNER.invoke(app, ["match", str(folder / "sought.csv"), str(folder / "found.csv"), *more])


def asked(result):
    return {(question["list"], question["about"]) for question in json.loads(result.stdout)["questions"]}


def test_what_a_list_leaves_open_is_asked_in_words_with_the_assumption_and_the_columns(lists):
    result = match(lists, "--column", "birth_date=born")
    assert result.exit_code == 0, result.output
    assert (
        "SOUGHT, dates: do 5 different dates such as 01/02/1980 begin with the day or with the month?" in result.stderr
    )
    assert "assumed: day-first" in result.stderr
    assert "birth_date = 'born'" in result.stdout


def test_answers_are_of_both_lists_or_of_one(lists):
    assert asked(match(lists, "--json")) == {("SOUGHT", "dates"), ("FOUND", "dates")}
    assert asked(match(lists, "--json", "--dates", "found:month-first")) == {("SOUGHT", "dates")}
    assert asked(match(lists, "--json", "--dates", "day-first")) == set()
    assert asked(match(lists, "--json", "--answer", "dates=day-first")) == set()


def test_strict_reading_ends_with_two_while_a_question_is_open(lists):
    result = match(lists, "--strict")
    assert result.exit_code == 2
    assert "SOUGHT leaves open 1: dates" in result.stderr
    assert match(lists, "--strict", "--dates", "day-first").exit_code == 0


def test_check_asks_of_every_list_and_takes_answers_by_file(lists):
    command = ["check", str(lists / "sought.csv"), "--against", str(lists / "found.csv"), "--json"]
    assert asked(RUNNER.invoke(app, command)) == {("LIST", "dates"), ("found.csv", "dates")}
    answered = RUNNER.invoke(app, [*command, "--dates", "list:day-first", "--dates", "found.csv:day-first", "--strict"])
    assert asked(answered) == set()


@pytest.mark.parametrize(
    "more",
    [
        ("--dates", "year-first"),
        ("--encoding", "rot13"),
        ("--column", "birth_date"),
        ("--column", "birth_date=nowhere"),
        ("--answer", "weather=fine"),
        ("--answer", "years=soon"),
    ],
)
def test_an_answer_that_cannot_be_meant_is_one_sentence(lists, more):
    result = match(lists, *more)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
