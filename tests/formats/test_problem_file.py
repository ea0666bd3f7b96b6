import json
from fractions import Fraction

import pytest

from homeward.errors import InvalidCase
from homeward.formats.problem_file import read_exchange


def problem(**changes):
    people = [{"id": "n1", "home": "north"}, {"id": "n2", "home": "north"}, {"id": "s1", "home": "south"}]
    return {"sides": ["north", "south"], "rounds": [0, 7], "people": people, "rules": [], "objectives": []} | changes


def rule(**fields):
    return problem(rules=[{"id": "r1"} | fields])


def person(**fields):
    return problem(people=[{"id": "n1", "home": "north"} | fields])


def read(value):
    return read_exchange(value if isinstance(value, bytes) else json.dumps(value).encode())


SEATS = {"kind": "capacity", "resource": "seat", "max": 3}
BAD = [
    (b"", "not JSON"),
    (b"[]", "not a JSON object"),
    (b'{"sides": [], "sides": []}', "'sides' stands twice"),
    (b'{"sides": ["a", "b"], "rounds": [NaN]}', "NaN is not a number"),
    (b"\xff", "not UTF-8"),
    ({}, "sides is missing"),
    (problem(sides=["north", "north"]), "two different names"),
    (problem(sides=["north", "s" * 101]), "101 letters"),
    (problem(rounds=[]), "rounds is empty"),
    (problem(rounds=[7, 0]), "must ascend"),
    (problem(rounds=[True]), "must be a number"),
    (problem(rounds=list(range(401))), "at most 400"),
    (problem(horizon=3), "before the last round"),
    (problem(people={}), "must be a list"),
    (person(home="east"), "neither 'north' nor 'south'"),
    (person(id=""), "id is empty"),
    (person(status="gone"), "is not one of held"),
    (person(held_days=-1), "below 0"),
    (person(held_days=1e300), "numbers up to"),
    (person(held_days="many"), "must be a number"),
    (person(needs={"bed": -1}), "below 0"),
    (person(needs=[]), "needs: expected an object"),
    (problem(lottery=""), "lottery: expected an object"),
    (problem(rounds=[0, 10**400]), "numbers up to"),
    (rule(**SEATS | {"max": float("inf")}), "Infinity is not a number"),
    (b'{"a": ' * 100_000 + b"1" + b"}" * 100_000, "not JSON"),
    (b'{"horizon": ' + b"9" * 5_000 + b"}", "cannot be read"),
    (person(needs={"seat": 1}), "everybody needs one seat"),
    (person(earliest=3), "rounds are numbered 1 to 2"),
    (person(categories=[1]), "must hold texts"),
    (problem(people=[{"id": "n1", "home": "north"}] * 2), "'n1' stands twice"),
    (rule(kind="magic"), "'magic' is not known"),
    (rule(), "kind must be a text"),
    (problem(rules=[{"id": "r", "kind": "veto", "ids": ["n1"]}] * 2), "'r' stands twice"),
    (rule(kind="veto", ids=["n9"]), "'n9', who is not among the people"),
    (rule(kind="veto", ids=[]), "at least 1"),
    (rule(kind="together", ids=["n1"]), "at least 2"),
    (rule(kind="only_if", ids=["n1", "n2", "s1"]), "needs two ids"),
    (rule(kind="apart", ids=["n1", "n2"], scope="day"), "neither round nor plan"),
    (rule(kind="order", first={}), "then is missing"),
    (rule(kind="keep", plan={"n1": 9}), "numbered 1 to 2"),
    (rule(**SEATS | {"max": -1}), "below 0"),
    (rule(**SEATS | {"max": None}), "max is missing"),
    (rule(**SEATS, scope="daily"), "none of each, running, all"),
    (rule(**SEATS, scope=3), "none of each, running, all"),
    (rule(**SEATS, where={"colour": "red"}), "'colour' is none of home"),
    (rule(**SEATS, where={"home": "east"}), "neither 'north' nor 'south'"),
    (rule(**SEATS, where={"ids": []}), "at least 1"),
    (rule(kind="quota"), "needs min or max"),
    (rule(kind="quota", min=3, max=2), "min 3 is above max 2"),
    (rule(kind="parity", measure="mood"), "none of count, weight, pace"),
    (rule(kind="parity", ratio=[1, 0]), "two numbers above 0"),
    (rule(kind="parity", tolerance=-1), "below 0"),
    (problem(objectives=[{"measure": "mood"}]), "'mood' is not one of"),
    (problem(objectives=[{"measure": "count", "sense": "most"}]), "neither max nor min"),
    (problem(objectives=[{"measure": "longest_waits", "sense": "max"}]), "the worst off come first"),
    (problem(utilities={"north": {"gain": {"n9": 1}}}), "'n9', who is not among the people"),
    (problem(wishes={"north": ["s1"]}), "does not go home to north"),
    (problem(lottery={"seeds": {"east": "x"}}), "'east' is neither"),
]


@pytest.mark.parametrize(("value", "says"), BAD)
def test_a_bad_problem_ends_with_one_clear_sentence(value, says):
    with pytest.raises(InvalidCase, match=r"^[^\n]*$") as caught:
        read(value)
    assert says in str(caught.value)


def test_a_million_people_in_one_rule_are_refused_by_name():
    with pytest.raises(InvalidCase, match="not among the people"):
        read(rule(kind="veto", ids=[f"x{n}" for n in range(1_000_000)]))


def test_a_tenth_is_exactly_a_tenth():
    assert read(person(weight=0.1)).exchange.people[0].weight == Fraction(1, 10)


def test_a_problem_may_stand_alone_or_inside_a_case():
    assert read(problem()).exchange == read({"problem": problem()}).exchange


ODD = [
    (rule(**SEATS, where={"category": "nobody"}), "nobody has the category"),
    (rule(kind="veto", ids=["n1", "n1"]), "names somebody twice"),
    (rule(kind="parity", measure="pace", tolerance=5, where={"ids": ["n1"]}), "no share to compare"),
    (person(earliest=2, latest=1), "lies before the earliest"),
    (problem(objectives=[{"measure": "share_by_group"}]), "of no group"),
]


@pytest.mark.parametrize(("value", "says"), ODD)
def test_what_changes_no_answer_is_told_and_passed_over(value, says):
    assert any(says in own.says for own in read(value).problems)
