"""An exchange to be planned: two sides, rounds, people, rules, and what matters most.

Everything here is data as agreed or told; nothing is decided. Rounds are numbered from 1. A person's home is the side
he or she returns to; the other side holds the person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from homeward.exchange.planning.rule import ANYBODY, Rule, Where

Number = int | Fraction  # exact: 0.1 in a file is one tenth
Plan = Mapping[str, int]  # person to round; people who stay are left out

HELD = "held"
STATUSES = (HELD, "dead", "refuses", "not_held", "unconfirmed", "unfit", "absent")

Measure = Literal["count", "held_days", "weight", "value", "wait", "kept", "share_by_group", "longest_waits"]
MEASURES = ("count", "held_days", "weight", "value", "wait", "kept", "share_by_group", "longest_waits")
FAIR = ("share_by_group", "longest_waits")  # measured by a list, compared from its worst entry on


@dataclass(frozen=True, slots=True)
class Person:
    """One person as both sides list them."""

    id: str
    home: str
    held_days: Number = 0
    categories: frozenset[str] = frozenset()
    needs: tuple[tuple[str, Number], ...] = ()  # of each resource: beds, escorts; a seat is never listed
    group: str | None = None
    weight: Number = 1  # in a table of rates
    value: Number = 0
    earliest: int = 1  # first and last round in which the person can travel
    latest: int | None = None
    status: str = HELD


@dataclass(frozen=True, slots=True)
class Objective:
    """What matters; an earlier objective is never harmed for a later one."""

    measure: Measure
    is_max: bool
    where: Where = ANYBODY
    plan: tuple[tuple[str, int], ...] = ()  # kept: the plan announced before


@dataclass(frozen=True, slots=True)
class Wishes:
    """What two sides gain and lose by each person going home, for analysts only; see `fairness`."""

    gain: tuple[Mapping[str, Number], Mapping[str, Number]]  # by person, of each side
    loss: tuple[Mapping[str, Number], Mapping[str, Number]]
    least: tuple[Number, Number]  # what each side has without a deal


@dataclass(frozen=True, slots=True)
class Exchange:
    """Everything a plan depends on. People and rules stand in the order given; no answer depends on it."""

    sides: tuple[str, str]
    days: tuple[Number, ...]  # day of each round, ascending
    horizon: Number  # the day that stands for "not released"
    people: tuple[Person, ...]
    rules: tuple[Rule, ...] = ()
    objectives: tuple[Objective, ...] = ()
    wishes: Wishes | None = None
    seeds: Mapping[str, str] = field(default_factory=dict)  # of the lottery, by side
    n_over: int = 0  # rounds that are over: what was broken in them is past, and no rule asks for it any more

    @property
    def n_rounds(self) -> int:
        """Number of rounds."""
        return len(self.days)


def is_releasable(person: Person) -> bool:
    """Tell whether both sides confirm that the person is held and can go."""
    return person.status == HELD


def matches(person: Person, where: Where) -> bool:
    """Tell whether a rule with this restriction speaks of a person.

    >>> matches(Person("n1", "north", categories=frozenset(["severe"])), Where(home="north", category="severe"))
    True
    """
    return (
        (where.home is None or person.home == where.home)
        and (where.category is None or where.category in person.categories)
        and (where.group is None or person.group == where.group)
        and (where.ids is None or person.id in where.ids)
    )


def rounds_open(exchange: Exchange, person: Person) -> range:
    """Give the rounds in which a person can travel at all: none unless held and able to go."""
    if not is_releasable(person):
        return range(0)
    last = exchange.n_rounds if person.latest is None else min(person.latest, exchange.n_rounds)
    return range(max(1, person.earliest), last + 1)
