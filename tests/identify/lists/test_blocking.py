from dataclasses import replace

import numpy as np
import pytest

from homeward.identify.lists import blocking
from homeward.identify.lists.blocking import find_candidates, match_keys
from homeward.identify.lists.columns import make_columns
from homeward.identify.lists.keys import Keys
from homeward.records.person import Person
from tests.identify.lists.invented import lists

ONE = Person("S1", "Бравкенко", "Микола", "Іванович", "1987-03-14", "m", "Київ", "Бахмут", "2023-01-12", None, "А1237")
OTHERS = [Person(f"F{k}", f"Шергу{x}дук", "Роман", "Петрович", "1960-01-01") for k, x in enumerate("абвгд")]


def is_candidate(found, sought=ONE):
    pairs = find_candidates(*make_columns([*OTHERS, found], [sought]))
    return len(OTHERS) in pairs.found.tolist()


@pytest.mark.parametrize(
    "changes",
    [
        {"family_name": "Бравкенко", "given_name": "Николай"},
        {"family_name": "Bravkenko", "given_name": "N."},
        {"family_name": "Николай", "given_name": "Бравкенко"},
        {"family_name": "Бравекнко", "birth_date": None},
        {"family_name": "Бравкен", "given_name": "Нкиолай"},
        {"family_name": None},
        {"given_name": None, "patronymic": None, "birth_date": None},
        {"birth_date": "1987-03-15", "family_name": "Браваркенко"},
        {"birth_date": "1987"},
        {"family_name": "Шергудук", "birth_date": "1987-14-03"[:4] + "-03-14"},
    ],
)
def test_a_true_pair_is_looked_at_whatever_one_thing_is_wrong(changes):
    assert is_candidate(replace(ONE, record_id="F", **changes))


@pytest.mark.parametrize(
    "left",
    [
        {"family_name": "Бравкенко", "unit": "А1237"},
        {"family_name": "Барвкенко", "unit": "А1237"},
        {"family_name": "Бравкеко", "last_seen_place": "Бахмут"},
        {"family_name": "Бравкенк", "birth_place": "Киев"},
        {"family_name": "Барвкенко", "patronymic": "Иванович"},
        {"family_name": "Бравкенко", "birth_date": "1985-03-14"},
        {"family_name": "Бравенко", "birth_date": "1985-03-14"},
        {"patronymic": "Іванович", "birth_place": "Київ", "last_seen_place": "Бахмут"},
    ],
)
def test_a_true_pair_of_which_little_is_left_is_looked_at(left):
    assert is_candidate(Person("F", **left))


def test_pairs_too_common_to_look_at_are_counted_where_nothing_refines_them():
    namesakes = [Person(f"{k}", "Бравкенко", "Микола") for k in range(100)]
    pairs = find_candidates(*make_columns(namesakes, namesakes))
    assert len(pairs.found) == 0
    assert pairs.n_skipped == 100 * 100


def test_strangers_are_not_looked_at():
    assert not is_candidate(Person("F", "Шергудук", "Роман", "Петрович", "1960-01-01"))


def test_two_unknowns_never_meet():
    assert not is_candidate(Person("F", given_name="Роман"), Person("S", "Бравкенко"))


def test_every_pair_stands_once_and_in_order():
    sought, found, _ = lists()
    pairs = find_candidates(*make_columns(found, sought))
    codes = pairs.found * len(sought) + pairs.sought
    assert (np.diff(codes) > 0).all()


def test_true_pairs_of_invented_lists_are_kept():
    sought, found, truth = lists(n=200, seed=5)
    pairs = find_candidates(*make_columns(found, sought))
    kept = {(sought[j].record_id, found[i].record_id) for i, j in zip(pairs.found, pairs.sought, strict=True)}
    assert len(truth & kept) >= 0.985 * len(truth)


def test_keys_of_two_fields_need_both():
    one = Keys(np.array([0, 1, 1]), np.array([5, 6, 7]))
    two = Keys(np.array([1, 2]), np.array([8, 9]))
    both = one & two
    assert both.record.tolist() == [1, 1]
    assert len(set(both.value.tolist())) == 2


def test_a_value_that_too_many_share_is_given_back(monkeypatch):
    monkeypatch.setattr(blocking, "MOST_IN_BLOCK", 3)
    common, rare = Keys(np.arange(3), np.array([1, 1, 2])), Keys(np.arange(3), np.array([1, 1, 2]))
    codes, skipped = match_keys(common, rare, 10)
    assert codes.tolist() == [22]
    assert skipped.tolist() == [1]


def test_pairs_that_were_skipped_are_counted(monkeypatch):
    monkeypatch.setattr(blocking, "MOST_IN_BLOCK", 3)
    crowd = [replace(ONE, record_id=f"F{k}") for k in range(4)]
    pairs = find_candidates(*make_columns(crowd, [replace(ONE, record_id="S")] * 2))
    assert pairs.n_skipped > 0


@pytest.mark.parametrize("column", ["id_number", "service_number", "document_number"])
def test_a_shared_number_is_enough_in_whichever_column_it_stands(column):
    sought = replace(ONE, document_number="МР 4471903")
    nameless = Person("F9", **{column: "МР4471903"})
    assert is_candidate(nameless, sought)
