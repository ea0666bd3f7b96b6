import json

import pytest
from pytest import approx
from typer.testing import CliRunner

from homeward.actions.dna.identify import answer_collection, identify_file
from homeward.actions.dna.listed import read_listed
from homeward.actions.lists.match import match_people
from homeward.cli.app import app
from homeward.errors import InvalidInput, TooLarge
from tests.actions import as_bytes, father_and_son
from tests.actions import collection as small_collection

SOUGHT = (
    "record_id,family_name,given_name,birth_date,sex\nSON,Вигадько,Адам,1987-03-14,m\nX1,Лобенко,Ірина,1990-01-02,f\n"
)
FOUND = "record_id,family_name,given_name,birth_date\nR1,Выгадько,Адам,1987-03-14\nX2,Лобенко,Ирина,1990-01-02\n"


def answered(**options):
    return answer_collection(identify_file(as_bytes(small_collection()), **options))["answer"]


def identified(sought: str = SOUGHT, found: str = FOUND):
    return answered(listed=read_listed(sought.encode(), found.encode()))


def test_people_on_lists_only_take_part():
    posterior = identified()["joint"]["marginal_posterior"]
    assert posterior["X2"]["X1"] > 0.95
    assert posterior["R1"]["SON"] > answered()["joint"]["marginal_posterior"]["R1"]["SON"]


def with_sex(*sexes: str) -> bytes:
    head, *lines = FOUND.splitlines()
    return "\n".join([f"{head},sex", *(f"{line},{sex}" for line, sex in zip(lines, sexes, strict=True))]).encode()


def test_without_dna_the_lists_weigh_what_they_weigh_alone():
    lines = SOUGHT.encode(), with_sex("m", "f")
    alone, both = match_people(*lines).matching, answered(listed=read_listed(*lines))
    pairs = zip(alone.found.tolist(), alone.sought.tolist(), alone.log10_lr.tolist(), strict=True)
    weight = {(i, j): log10_lr for i, j, log10_lr in pairs}
    row, column = both["rows_found"].index("X2"), both["columns_missing"].index("X1")
    assert both["lists"]["log10_lr"][row][column] == approx(weight[1, 1])


def test_a_wrong_sex_on_a_line_speaks_against_the_person_and_excludes_nobody():
    right, wrong = (
        answered(listed=read_listed(SOUGHT.encode(), with_sex("m", sex)))["joint"]["marginal_posterior"]["X2"]["X1"]
        for sex in "fm"
    )
    assert right > wrong > 0.5


def test_probabilities_of_everybody_sum_to_one():
    posterior = identified()["joint"]["marginal_posterior"]
    assert [sum(row.values()) for row in posterior.values()] == approx([1.0] * len(posterior))


def test_lists_that_say_nothing_change_nothing():
    silent = read_listed(b"record_id,family_name\nSON,A\n", b"record_id,given_name\nR1,B\n")
    before, after = answered()["joint"], answered(listed=silent)["joint"]
    assert after["marginal_posterior"]["R1"] == approx(before["marginal_posterior"]["R1"])


def test_the_answer_gives_account_of_both_lists():
    answer = identified()["lists"]
    assert answer["rows"]["sought"] == {"in": 2, "accepted": 2, "held": 0, "refused": 0}
    assert answer["pairs_weighed"] == 4
    assert len(answer["log10_lr"]) == 3  # R1, R2 and X2


def test_a_list_nobody_can_be_read_from_is_a_mistake():
    with pytest.raises(InvalidInput, match="FOUND: nobody"):
        read_listed(SOUGHT.encode(), b"")


def test_lists_too_long_are_refused_before_they_are_matched():
    rows = "record_id,family_name\n" + "".join(f"S{k},Вигадько\n" for k in range(1001))
    with pytest.raises(TooLarge, match="split the case"):
        read_listed(rows.encode(), rows.encode())


def test_the_command_takes_both_lists_or_none(tmp_path):
    for name, text in (
        ("case.json", as_bytes(small_collection())),
        ("s.csv", SOUGHT.encode()),
        ("f.csv", FOUND.encode()),
    ):
        (tmp_path / name).write_bytes(text)
    case, sought, found = (str(tmp_path / name) for name in ("case.json", "s.csv", "f.csv"))
    alone = CliRunner().invoke(app, ["identify", case, "--sought", sought])
    assert (alone.exit_code, "go together" in alone.stderr) == (2, True)
    both = CliRunner().invoke(app, ["identify", case, "--sought", sought, "--found", found, "--json"])
    assert json.loads(both.stdout)["answer"]["lists"]["pairs_weighed"] == 4
    shown = CliRunner().invoke(app, ["identify", case, "--sought", sought, "--found", found])
    assert "lists" in shown.stdout


def test_a_case_of_another_kind_is_refused_as_before(tmp_path):
    (tmp_path / "case.json").write_bytes(as_bytes(father_and_son()))
    assert CliRunner().invoke(app, ["identify", str(tmp_path / "case.json")]).exit_code == 2
