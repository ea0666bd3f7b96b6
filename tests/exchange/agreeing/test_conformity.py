from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.agreeing.conformity import ELIGIBLE, WINDOW, check_conformity
from homeward.exchange.planning.exchange import Exchange, Person
from homeward.exchange.planning.rule import AllForAll, Capacity, Order, Parity, Quota, Veto, Where

SEVERE, YOUNG = Where(category="severe"), Where(category="young")


def exchange(*rules, n=4, n_rounds=1, **changes):
    people = tuple(Person(f"n{i}", "north") for i in range(n)) + tuple(Person(f"s{i}", "south") for i in range(n))
    return Exchange(("north", "south"), tuple(range(n_rounds)), 99, people, rules, **changes)


def all_in(*ids):
    return dict.fromkeys(ids, 1)


def severe(**answers):
    return {one: {"severe": answer} for one, answer in answers.items()}


def reading(rule, listed, placed, **more):
    """Judge by one side alone."""
    fit = {one.rule: one for one in check_conformity(exchange(rule, **more), listed, {"North": placed})}[rule.id]
    return fit.readings[0]


# ── the dispute about a list ──


def test_the_dispute_about_640_names_is_a_table():
    people = tuple(Person(f"n{i:03d}", "north") for i in range(640))
    agreed = frozenset({"severe", "young"})
    ours = {one.id: {"severe": "yes" if i < 600 else "no", "young": "no"} for i, one in enumerate(people)}
    theirs = {one.id: {"severe": "yes", "young": "no"} for one in people[:630]}
    problem = Exchange(("north", "south"), (0,), 9, people)
    eligible, window = check_conformity(problem, {one.id: 1 for one in people}, {"A": ours, "B": theirs}, agreed)
    by_a, by_b = eligible.readings
    assert (eligible.rule, eligible.asks) == (ELIGIBLE, "every line is of severe or young")
    assert (by_a.fits, by_a.n_of_it, by_a.n_unknown) == ("no", 600, 0)
    assert by_a.says == "40 of none of them: n600, n601, n602, n603, n604, n605 and 34 more"
    assert (by_b.fits, by_b.n_of_it, by_b.n_unknown) == ("unknown", 630, 10)
    assert eligible.contested == tuple(f"n{i}" for i in range(600, 630))
    assert not eligible.is_agreed
    assert (window.rule, window.is_agreed) == (WINDOW, True)


def test_one_category_of_several_is_enough_and_a_missing_word_is_unknown():
    placed = {"n0": {"severe": "no", "young": "yes"}, "n1": {"severe": "no"}, "n2": {"severe": "no", "young": "no"}}
    eligible, _ = check_conformity(exchange(), all_in("n0", "n1", "n2"), {"A": placed}, frozenset({"severe", "young"}))
    assert (eligible.readings[0].n_of_it, eligible.readings[0].n_unknown) == (1, 1)
    assert eligible.readings[0].says == "1 of none of them: n2"


# ── rules of the planner, by each side ──


def test_a_rule_can_fit_by_one_side_and_not_by_the_other():
    rule = Quota("q", 2, None, "all", SEVERE)
    placed = {"A": severe(n0="yes", n1="yes"), "B": severe(n0="yes", n1="no")}
    _, fit = check_conformity(exchange(rule), all_in("n0", "n1"), placed)
    assert [(one.fits, one.n_of_it) for one in fit.readings] == [("yes", 2), ("no", 1)]
    assert (fit.contested, fit.is_agreed) == (("n1",), False)


def test_a_rule_without_categories_is_the_same_for_both():
    rules = (Parity("even", "count", 0), Veto("no", frozenset({"n0"}), "south"), Capacity("seats", "seat", 1))
    fits = check_conformity(exchange(*rules), all_in("n0", "s0"), {"A": {}, "B": {}})
    assert [(one.rule, {item.fits for item in one.readings}) for one in fits] == [
        (WINDOW, {"yes"}), ("even", {"yes"}), ("no", {"no"}), ("seats", {"no"}),
    ]  # fmt: skip
    assert all(one.is_agreed for one in fits)
    refused = fits[2].readings[0]
    assert (refused.says, refused.n_of_it, refused.n_unknown) == ("n0 is refused", 1, 0)


def test_who_is_not_held_breaks_the_window_and_no_other_rule():
    gone = Exchange(("north", "south"), (0,), 9, (Person("n0", "north", status="dead"),), (Quota("q", 1, 1),))
    window, fit = check_conformity(gone, all_in("n0"), {"A": {}})
    assert (window.readings[0].fits, window.readings[0].says) == ("no", "n0 cannot travel in round 1")
    assert fit.readings[0].fits == "yes"


def test_a_contested_line_of_the_other_direction_does_not_matter_to_a_rule():
    rule = Quota("q", 0, 9, "all", Where(home="north", category="severe"))
    placed = {"A": severe(s0="yes", n0="yes"), "B": severe(s0="no", n0="yes")}
    _, fit = check_conformity(exchange(rule), all_in("n0", "s0"), placed)
    assert fit.contested == ()


# ── what is unknown ──


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [
        (1, None, "yes"),  # two are, two may be
        (2, 4, "yes"),
        (3, None, "unknown"),
        (5, None, "no"),
        (None, 1, "no"),
        (None, 3, "unknown"),
        (3, 3, "unknown"),  # neither two nor four, but it may be three
    ],
)
def test_a_quota_is_settled_where_unknown_members_cannot_change_it(least, most, expected):
    found = reading(Quota("q", least, most, "all", SEVERE), all_in("n0", "n1", "n2", "n3"), severe(n0="yes", n1="yes"))
    assert (found.fits, found.n_of_it, found.n_unknown) == (expected, 2, 2)


def test_parity_with_an_unknown_member_stays_unknown():
    rule = Parity("even", "count", 0, where=SEVERE)
    assert reading(rule, all_in("n0", "s0"), {}).fits == "unknown"  # both or neither would be even; one would not
    assert reading(rule, all_in("n0", "s0"), severe(n0="yes", s0="yes")).fits == "yes"


def test_all_for_all_asks_about_those_who_are_not_on_the_list():
    rule = AllForAll("all", SEVERE)
    known = severe(**{f"{side}{i}": "yes" if f"{side}{i}" in ("n0", "n1") else "no" for side in "ns" for i in range(4)})
    assert reading(rule, all_in("n0", "n1"), known).fits == "yes"
    assert reading(rule, all_in("n0"), known).says == "n1 is left behind"
    assert reading(rule, all_in("n0", "n1"), known | {"n2": {}}).fits == "unknown"
    doubted = reading(rule, all_in("n0"), known | {"n2": {}})
    assert (doubted.fits, doubted.says) == ("no", "n1 is left behind")  # what is sure comes before what may be
    assert reading(rule, all_in("n0", "n1"), known | {"n2": {}}).says == "n2 is left behind"


answers = st.sampled_from(("yes", "no", "unknown"))
rules = st.one_of(
    st.builds(Quota, st.just("r"), st.none() | st.integers(0, 3), st.none() | st.integers(0, 3), where=st.just(SEVERE)),
    st.builds(Capacity, st.just("r"), st.just("seat"), st.integers(0, 3), where=st.just(SEVERE)),
    st.builds(Parity, st.just("r"), st.sampled_from(("count", "pace")), st.integers(0, 500), where=st.just(SEVERE)),
    st.just(AllForAll("r", SEVERE)),
    st.just(Order("r", SEVERE, YOUNG)),
    st.just(Order("r", YOUNG, SEVERE)),
)


@settings(max_examples=150)
@given(rules, st.lists(st.tuples(answers, answers), min_size=4, max_size=4), st.data())
def test_a_settled_answer_holds_however_the_unknown_turn_out(rule, said, data):
    ids = ("n0", "n1", "s0", "s1")
    listed = {one: 1 + data.draw(st.integers(0, 1)) for one in data.draw(st.sets(st.sampled_from(ids)))}
    placed = {one: dict(zip(("severe", "young"), both, strict=True)) for one, both in zip(ids, said, strict=True)}
    found = reading(rule, listed, placed, n=2, n_rounds=2)
    doubts = [(one, name) for one, own in placed.items() for name, answer in own.items() if answer == "unknown"]
    worlds = set()
    for turns in list(product(("yes", "no"), repeat=len(doubts)))[:64]:
        world = {one: dict(own) for one, own in placed.items()}
        for (one, name), turn in zip(doubts, turns, strict=True):
            world[one][name] = turn
        worlds.add(reading(rule, listed, world, n=2, n_rounds=2).fits)
    assert "unknown" not in worlds
    assert found.fits == "unknown" or worlds == {found.fits}


# ── mistakes ──


def test_lines_of_nobody_and_no_classification_are_mistakes():
    with pytest.raises(InvalidInput, match="1 lines are of nobody in the exchange: n9"):
        check_conformity(exchange(), all_in("n9"), {"A": {}})
    with pytest.raises(InvalidInput, match="nobody classifies"):
        check_conformity(exchange(), all_in("n0"), {})
