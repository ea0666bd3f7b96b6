import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidCase
from homeward.exchange.agreeing.category import Aged, AnyOf, HeldFor, Trait
from homeward.formats.exchange.terms_file import complete, read_terms
from homeward.formats.problem_file import read_exchange

TERMS = {
    "sides": ["North", "South"],
    "rounds": [0, 30],
    "long_days": 400,
    "categories": [
        {"name": "severely wounded or sick", "standard": True},
        {"name": "18 to 25", "ground": "agreement of 2 June, point 3", "test": {"aged": [18, 25], "on": "2026-06-02"}},
        {
            "name": "women or long held",
            "ground": "agreement",
            "test": {"any": [{"trait": "sex", "yes": ["f"], "no": ["m"]}, {"held_days": 365}]},
            "evidence": [["identity card", "birth certificate"]],
        },
    ],
    "rules": [{"id": "first", "kind": "veto", "ids": ["n1"], "by": "South"}],
    "objectives": [{"sense": "max", "measure": "count"}],
}


def read(**changed):
    return read_terms(json.dumps(TERMS | changed).encode())


def test_terms_give_categories_with_ground_test_and_evidence():
    wounded, young, others = read().categories
    assert wounded.as_of_right
    assert young.test == Aged(18, 25, date(2026, 6, 2))
    assert young.ground.words == "agreement of 2 June, point 3"
    assert others.test == AnyOf((Trait("sex", frozenset("f"), frozenset("m")), HeldFor(365)))
    assert others.evidence == (("identity card", "birth certificate"),)


def test_people_are_written_into_the_terms_as_an_exchange_problem():
    problem = read_exchange(complete(read(), [{"id": "n1", "home": "North"}, {"id": "s1", "home": "South"}]))
    assert [person.id for person in problem.exchange.people] == ["n1", "s1"]
    assert problem.exchange.days == (0, 30)


@pytest.mark.parametrize(
    "changed",
    [
        {"people": []},
        {"problem": {}},
        {"sides": ["North"]},
        {"categories": [{"name": "x", "standard": True}]},
        {"categories": [{"name": "x", "ground": "g", "test": {}}]},
        {"categories": [{"name": "x", "ground": "g", "test": {"aged": [18, 25], "held_days": 3}}]},
        {"categories": [{"name": "x", "ground": "g", "test": {"aged": [25, 18]}}]},
        {"categories": [{"name": "x", "ground": "g", "test": {"aged": [None, None]}}]},
        {"categories": [{"name": "x", "ground": "g", "test": {"aged": [True, 25]}}]},
        {"categories": [{"name": "x", "ground": "g", "test": {"aged": [18, 25], "on": "31.02."}}]},
        {"categories": [{"name": "x", "ground": "g", "test": {"all": []}}]},
        {"categories": [{"name": "x", "ground": "g", "test": {"trait": "sex"}}]},
        {"categories": [{"name": "x", "test": {"aged": [18, 25]}}]},
        {"categories": [TERMS["categories"][1]] * 2},
    ],
)
def test_terms_that_cannot_be_meant_are_refused_with_one_sentence(changed):
    with pytest.raises(InvalidCase):
        read(**changed)


def test_tests_inside_tests_end_somewhere():
    test = {"held_days": 1}
    for _ in range(20):
        test = {"all": [test]}
    with pytest.raises(InvalidCase, match="inside each other"):
        read(categories=[{"name": "x", "ground": "g", "test": test}])


_KEYS = st.sampled_from([*TERMS, "name", "ground", "test", "aged", "all"])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(list(TERMS)), _JSON, max_size=3))
def test_whatever_stands_in_terms_they_are_read_or_refused(changed):
    with suppress(InvalidCase):
        assert read(**changed).sides == ("North", "South")
