from collections import Counter

import numpy as np
import pytest

from homeward.errors import InvalidInput
from homeward.identify.trials.people import FOUND, SOUGHT, ListPlan, Noise, simulate_lists

CLEAN = Noise(*[0.0] * 9, scripts=(("uk", 1.0),))


def lists(n=400, seed=3, **plan):
    return simulate_lists(ListPlan(n, **plan), np.random.default_rng(seed))


def test_the_same_seed_writes_the_same_lists_and_another_seed_others():
    assert lists() == lists()
    assert lists() != lists(seed=4)


def test_lists_have_the_lines_asked_for_and_share_what_was_asked():
    drawn = lists(shared=0.5, sought=CLEAN, found=CLEAN)
    assert (len(drawn.sought), len(drawn.found), len(drawn.truth)) == (400, 400, 200)


def test_lines_that_are_one_person_agree_where_nothing_was_disturbed():
    drawn = lists(sought=CLEAN, found=CLEAN)
    sought = {person.record_id: person for person in drawn.sought}
    found = {person.record_id: person for person in drawn.found}
    pairs = [(sought[s], found[f]) for s, f in drawn.truth]
    assert all(
        (s.family_name, s.given_name, s.birth_date) == (f.family_name, f.given_name, f.birth_date) for s, f in pairs
    )


def test_identifiers_stand_once_and_the_truth_names_lines_that_exist():
    drawn = lists()
    for people in (drawn.sought, drawn.found):
        assert len({person.record_id for person in people}) == len(people)
    assert {s for s, _ in drawn.truth} <= {person.record_id for person in drawn.sought}
    assert {f for _, f in drawn.truth} <= {person.record_id for person in drawn.found}


def test_cells_are_empty_about_as_often_as_asked():
    drawn = lists(4000)
    for people, noise in ((drawn.sought, SOUGHT), (drawn.found, FOUND)):
        empty = sum(person.last_seen_place is None for person in people) / len(people)
        assert empty == pytest.approx(noise.empty, abs=0.03)


def test_households_hold_relatives():
    sizes = Counter(Counter(lists(2000).household.values()).values())
    assert sizes[2] > 20


def test_no_given_name_fills_the_list():
    names = Counter(person.given_name for person in lists(2000, sought=CLEAN).sought)
    assert names.most_common(1)[0][1] < 2000 * 0.1


@pytest.mark.parametrize("wrong", [{"n": 0}, {"n": 10**9}, {"shared": 1.5}, {"shared": float("nan")}])
def test_lists_that_cannot_be_meant_are_refused(wrong):
    with pytest.raises(InvalidInput):
        ListPlan(**wrong)
