import csv
import io

import pytest

from homeward.actions.lists import names
from homeward.actions.lists.names import answer_pairs, scored_table, weigh_each, weigh_pairs
from homeward.errors import InvalidInput

PAIRS = """id,name_a,note,name_b
1,Сова Остап Лукич,"one, two",Sova Ostap
2,Сова Остап,,
3,Сова Остап,x,Журба Гліб
"""


def weigh(text: str) -> names.ScoredPairs:
    return weigh_pairs(text.encode())


def test_every_row_gets_its_weight_in_its_place():
    scored = weigh(PAIRS)
    table = list(csv.DictReader(io.StringIO(scored_table(scored))))
    assert [row["id"] for row in table] == ["1", "2", "3"]
    assert [row["note"] for row in table] == ["one, two", "", "x"]
    assert list(table[0]) == ["id", "name_a", "note", "name_b", "log10_lr"]
    assert float(table[0]["log10_lr"]) > 3.0
    assert float(table[2]["log10_lr"]) < 0.0


def test_a_row_without_a_name_weighs_nothing_and_is_reported():
    scored = weigh(PAIRS)
    assert scored.log10_lr[1] == 0.0
    assert [problem.where for problem in scored.problems] == ["row 3, name_b"]


def test_rows_of_another_length_are_held_and_counted():
    scored = weigh(PAIRS + "4,Сова\n")
    assert (scored.n_rows_in, len(scored.rows), scored.n_rows_held) == (4, 3, 1)


def test_a_second_run_replaces_the_weights_of_the_first():
    once = scored_table(weigh(PAIRS))
    assert scored_table(weigh(once)) == once


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"name_a,name\nx,y\n", b"a,b\n1,2\n", b'name_a,name_b\n"x,y\n'])
def test_what_is_no_table_of_pairs_is_refused_with_a_reason(data):
    with pytest.raises(InvalidInput):
        weigh_pairs(data)


def test_two_processes_give_the_same_weights_as_one(monkeypatch):
    pairs = [("Сова Остап", "Sova Ostap"), ("Сова Остап", "Журба Гліб"), ("", "Сова")] * 3
    alone = weigh_each(pairs)
    monkeypatch.setattr(names, "_MANY", 2)
    assert names._weigh_many(pairs) == alone


def test_the_summary_accounts_for_every_row():
    answer = answer_pairs(weigh(PAIRS), 0.5)
    assert answer["pairs"] == 3
    assert answer["pairs_for_same_person"] + answer["pairs_against"] + answer["pairs_silent"] == 3
    assert answer["pairs_per_second"] == 6
    assert answer["n_problems"] == 1
