"""Does an offered list fit what was agreed? Rule by rule, in numbers and words, by each side's own classification.

A dispute about a list ("640 names", "not the agreed categories") becomes a table that both can read: how many lines fit
by the one side, by the other, whom nobody can place, and whom the two place differently. Rules are judged by
`planning.judge`, as every plan is. Whose classification is right is left to people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from homeward.errors import InvalidInput
from homeward.exchange.agreeing.category import Answer
from homeward.exchange.planning.exchange import Exchange, Person, Plan, matches
from homeward.exchange.planning.judge import broken_rules
from homeward.exchange.planning.rule import (
    AllForAll,
    Apart,
    Capacity,
    Keep,
    OnlyIf,
    Order,
    Parity,
    Quota,
    Rule,
    Together,
    Veto,
    Where,
    tell,
    tell_ids,
)

Placed = Mapping[str, Mapping[str, Answer]]  # person to category to answer; what is not said is unknown
ELIGIBLE = "eligible"  # every line is of an agreed category
WINDOW = "window"  # every line is of somebody who can travel in that round


@dataclass(frozen=True, slots=True)
class Reading:
    """How one rule comes out under one side's classification."""

    side: str
    fits: Answer
    n_of_it: int  # lines of which the rule speaks for certain; for `eligible` and `window`, lines that fit
    n_unknown: int  # people of whom this side does not know whether the rule speaks of them
    says: str  # what breaks it; empty where it fits


@dataclass(frozen=True, slots=True)
class Fit:
    """How one rule comes out for a list."""

    rule: str  # its id
    asks: str  # the rule in words
    readings: tuple[Reading, ...]  # of each side
    contested: tuple[str, ...]  # lines whose categories matter here, affirmed by one side and denied by the other

    @property
    def is_agreed(self) -> bool:
        """Tell whether all sides find the same answer, and it is known."""
        answers = {one.fits for one in self.readings}
        return len(answers) == 1 and "unknown" not in answers


def check_conformity(
    exchange: Exchange, listed: Plan, placed: Mapping[str, Placed], eligible: frozenset[str] = frozenset()
) -> tuple[Fit, ...]:
    """Judge an offered list by every agreed rule, once under each side's classification.

    exchange    people, rounds and rules as agreed; the categories its people carry are not read
    listed      line to the round for which it is offered
    placed      side to what it says of persons and categories
    eligible    categories of which every line must be one at least; none means that this was not agreed
    raises      InvalidInput where a line is of nobody in the exchange, or nobody classifies

    Where memberships are unknown a rule is judged with all of them and with none. That settles a rule that can only
    get easier or only harder with more members; for parity and order, any unknown member leaves it unknown.
    """
    known = {person.id for person in exchange.people}
    if lost := sorted(listed.keys() - known):
        raise InvalidInput(f"{len(lost)} lines are of nobody in the exchange: {tell_ids(lost)}")
    if not placed:
        raise InvalidInput("nobody classifies; give what each side says of the lines")
    first = [_fit_eligible(listed, placed, eligible)] if eligible else []
    rules = (_fit(exchange, rule, listed, placed) for rule in exchange.rules)
    return (*first, _fit_window(exchange, listed, placed), *rules)


def _fit_eligible(listed: Plan, placed: Mapping[str, Placed], eligible: frozenset[str]) -> Fit:
    names = tuple(sorted(eligible))
    asks = f"every line is of {' or '.join(names)}"
    answers = {side: {one: _any(said.get(one, {}), names) for one in sorted(listed)} for side, said in placed.items()}
    readings = tuple(_read_eligible(side, own) for side, own in sorted(answers.items()))
    split = [one for one in sorted(listed) if {"yes", "no"} <= {own[one] for own in answers.values()}]
    return Fit(ELIGIBLE, asks, readings, tuple(split))


def _any(said: Mapping[str, Answer], categories: tuple[str, ...]) -> Answer:
    answers = {said.get(name, "unknown") for name in categories}
    return "yes" if "yes" in answers else "unknown" if "unknown" in answers else "no"


def _read_eligible(side: str, answers: Mapping[str, Answer]) -> Reading:
    bad = [one for one, answer in answers.items() if answer == "no"]
    n_unknown = sum(answer == "unknown" for answer in answers.values())
    n_fits = len(answers) - len(bad) - n_unknown
    fits: Answer = "no" if bad else "unknown" if n_unknown else "yes"
    says = f"{len(bad)} of none of them: {tell_ids(bad)}" if bad else ""
    return Reading(side, fits, n_fits, n_unknown, says)


# ── rules of the planner ──────────────────────────────────────────────────────────────────────────────────────────────


def _fit_window(exchange: Exchange, listed: Plan, placed: Mapping[str, Placed]) -> Fit:
    """Judge what no classification changes: who is held, able to go, and in a round that is open to them."""
    bad = broken_rules(replace(exchange, rules=()), listed)
    says = "; ".join(how for _, how in bad)
    fits: Answer = "no" if bad else "yes"
    readings = tuple(Reading(side, fits, len(listed) - len(bad), 0, says) for side in sorted(placed))
    return Fit(WINDOW, "everybody is held, and can travel in the round offered", readings, ())


def _fit(exchange: Exchange, rule: Rule, listed: Plan, placed: Mapping[str, Placed]) -> Fit:
    wheres = _wheres(rule)
    readings = tuple(_read(exchange, rule, listed, side=side, said=said) for side, said in sorted(placed.items()))
    split = [
        person.id
        for person in exchange.people
        if person.id in listed and any(_is_contested(person, where, placed) for where in wheres)
    ]
    return Fit(rule.id, tell(rule), readings, tuple(sorted(split)))


def _read(exchange: Exchange, rule: Rule, listed: Plan, *, side: str, said: Placed) -> Reading:
    wheres = _wheres(rule)
    with_all, with_none = (_classified(exchange, wheres, said, is_in=is_in) for is_in in (True, False))
    doubted = [
        person.id
        for person in exchange.people
        if (person.id in listed or _looks_beyond_the_list(rule))
        and any(_place(person, where, said) == "unknown" for where in wheres)
    ]
    n_of_it = sum(_speaks_of(rule, person) for person in with_none.people if person.id in listed)
    broken = _breaks(with_none, rule, listed) or _breaks(with_all, rule, listed)
    if not doubted:
        return Reading(side, "no" if broken else "yes", n_of_it, 0, "; ".join(broken))
    fits = _judge_extremes(rule, with_all, with_none, listed)
    return Reading(side, fits, n_of_it, len(doubted), "" if fits == "yes" else "; ".join(broken))


def _judge_extremes(rule: Rule, with_all: Exchange, with_none: Exchange, listed: Plan) -> Answer:
    """Judge a rule with every unknown member and with none; between them lies what can be true."""
    answers: list[Answer] = []
    for piece in _one_way(rule):
        n_broken = bool(_breaks(with_all, piece, listed)) + bool(_breaks(with_none, piece, listed))
        answers.append("no" if n_broken == 2 else "unknown" if n_broken else "yes")
    if "no" in answers:
        return "no"
    return "unknown" if "unknown" in answers or not answers else "yes"


def _one_way(rule: Rule) -> tuple[Rule, ...]:
    """Split a rule into parts that more members can only ease, or only strain; none where that cannot be done."""
    match rule:
        case Quota():
            return replace(rule, most=None), replace(rule, least=None)
        case Capacity() | AllForAll():
            return (rule,)
        case _:
            return ()


def _looks_beyond_the_list(rule: Rule) -> bool:
    """Tell whether those who are not on the list matter: who is left behind, goes later, or is a share's whole."""
    return isinstance(rule, AllForAll | Order) or (isinstance(rule, Parity) and rule.measure == "pace")


def _breaks(exchange: Exchange, rule: Rule, listed: Plan) -> tuple[str, ...]:
    n_windows = len(broken_rules(replace(exchange, rules=()), listed))  # these come first, and are told once
    return tuple(how for _, how in broken_rules(replace(exchange, rules=(rule,)), listed)[n_windows:])


def _classified(exchange: Exchange, wheres: tuple[Where, ...], said: Placed, *, is_in: bool) -> Exchange:
    """Give everybody the categories that one side says, and the unknown ones as well or not at all."""
    names = {where.category for where in wheres if where.category is not None}
    wanted = ("yes", "unknown") if is_in else ("yes",)
    people = tuple(
        replace(
            person,
            categories=frozenset(name for name in names if said.get(person.id, {}).get(name, "unknown") in wanted),
        )
        for person in exchange.people
    )
    return replace(exchange, people=people)


def _place(person: Person, where: Where, said: Placed) -> Answer:
    """Tell whether a restriction speaks of a person by one side's classification."""
    if not matches(person, replace(where, category=None)):
        return "no"
    return "yes" if where.category is None else said.get(person.id, {}).get(where.category, "unknown")


def _is_contested(person: Person, where: Where, placed: Mapping[str, Placed]) -> bool:
    return {"yes", "no"} <= {_place(person, where, said) for said in placed.values()}


def _wheres(rule: Rule) -> tuple[Where, ...]:
    match rule:
        case Order():
            return rule.first, rule.then
        case AllForAll() | Capacity() | Quota() | Parity():
            return (rule.where,)
        case _:
            return ()


def _speaks_of(rule: Rule, person: Person) -> bool:
    match rule:
        case Veto() | Together() | Apart():
            return person.id in rule.ids
        case OnlyIf():
            return person.id in (rule.person, rule.other)
        case Keep():
            return any(person.id == one for one, _ in rule.plan)
        case _:
            return any(matches(person, where) for where in _wheres(rule))
