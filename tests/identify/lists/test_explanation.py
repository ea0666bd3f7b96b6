import numpy as np
import pytest

from homeward.evidence.kinds import KIND_NUMBER, KINDS
from homeward.identify.lists.explanation import explain_listed, explain_pair
from homeward.identify.lists.matching import match_lists
from homeward.records.person import Person
from tests.identify.lists.invented import lists


@pytest.fixture(scope="module")
def matching():
    sought, found, _ = lists(n=30)
    return match_lists(found, sought, np.random.default_rng(1))


def test_the_steps_add_up_to_the_weight_of_the_pair(matching):
    for place in range(0, len(matching.found), 5):
        told = explain_pair(matching, int(matching.found[place]), int(matching.sought[place]))
        assert sum(step.log10_lr for step in told.steps) == pytest.approx(told.log10_lr)
        assert told.log10_lr == pytest.approx(matching.log10_lr[place])
        assert told.probability == pytest.approx(matching.probability[place])


def test_many_listed_pairs_are_explained_as_each_would_be_alone(matching):
    places = tuple(range(0, len(matching.found), 3))
    for place, told in zip(places, explain_listed(matching, places), strict=True):
        alone = explain_pair(matching, int(matching.found[place]), int(matching.sought[place]))
        assert (told.levels, told.probability) == (alone.levels, alone.probability)
        assert told.log10_lr == pytest.approx(alone.log10_lr)
        assert [step.because for step in told.steps] == [step.because for step in alone.steps]


def test_every_kind_has_a_sentence_and_the_relatives_stand_last(matching):
    told = explain_pair(matching, 0, 0)
    assert [step.kind for step in told.steps] == [*(kind.name for kind in KINDS), "relative"]
    assert all(step.because for step in told.steps)
    assert len(told.levels) == len(told.steps)


def test_a_pair_that_was_not_listed_is_explained_without_a_probability(matching):
    listed = set(zip(matching.found.tolist(), matching.sought.tolist(), strict=True))
    found, sought = next((i, j) for i in range(30) for j in range(30) if (i, j) not in listed)
    assert explain_pair(matching, found, sought).probability is None


@pytest.mark.parametrize(
    ("one", "two", "says"),
    [
        ("Бахмут", "Soledar", "places last seen: within 40 km; about 12 km apart"),
        ("Бахмут", "48.5900, 38.0010", "places last seen: within 10 km; less than 1 km apart"),
        ("Бахмут", "Херсон", "places last seen: other; about 458 km apart"),
        ("Бахмут", "Артёмовск", "places last seen: old and new name of one place"),
        ("Бахмут", "Новозаріччя", "places last seen: other"),
    ],
)
def test_the_sentence_of_two_places_says_how_far_apart_they_lie(one, two, says):
    found, sought, _ = lists(n=10)
    named = {"family_name": "Бравкенко", "given_name": "Микола", "birth_date": "1987-03-14", "id_number": "3184900017"}
    here, there = Person("X", **named, last_seen_place=one), Person("Y", **named, last_seen_place=two)
    matching = match_lists([*found, here], [*sought, there], np.random.default_rng(1))
    told = explain_pair(matching, len(found), len(sought))
    assert told.steps[KIND_NUMBER["last_seen_place"]].because.startswith(says)
    place = np.nonzero((matching.found == len(found)) & (matching.sought == len(sought)))[0]
    assert explain_listed(matching, place.tolist())[0].steps == told.steps
