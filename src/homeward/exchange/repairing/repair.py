"""Somebody dies, is not held, refuses, is unfit or absent: who goes now, with the least change for all others?

The plan announced is repaired in this order, each step to the proven optimum:

    1. all rules are kept
    2. as many as can be of those announced keep their round
    3. the objectives, in their order
    4. the fewest people go who were not announced; of those announced who lose their round, the most go in another
    5. the reserves agreed come first; then people of the same kind as those who left, whom no rule and no objective
       tells apart
    6. time held, then the lottery, as in any plan (`planning.plan`)

Steps 2 and 4 make the number of changed names the smallest of all plans that are as good. A family does not travel
without one of its own who refuses, is unfit or absent: they decide together, and a new problem file says what they
decided. Whoever is dead or not held holds nobody back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

import numpy as np

from homeward.errors import InvalidInput
from homeward.exchange.planning.climb import Climb, settle
from homeward.exchange.planning.conflicts import Conflicts, find_conflicts
from homeward.exchange.planning.exchange import Exchange, Objective, Plan
from homeward.exchange.planning.judge import Score, measure
from homeward.exchange.planning.model import Scaled, build
from homeward.exchange.planning.plan import Planned, plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import Keep, Rule, Together, Where, tell, tell_ids

Reason = Literal["dead", "not_held", "refuses", "unfit", "absent"]
REASONS: tuple[Reason, ...] = ("dead", "not_held", "refuses", "unfit", "absent")
_GONE = ("dead", "not_held")  # who holds no family back


@dataclass(frozen=True, slots=True)
class Substitution:
    """Who loses a place, and who enters instead; either may be nobody.

    is_same_kind    whether no rule and no objective tells the two apart
    """

    left: tuple[str, ...]
    entered: tuple[str, ...]
    is_same_kind: bool


@dataclass(frozen=True, slots=True, eq=False)
class Repair:
    """A plan announced, and what becomes of it.

    planned          the new plan; its first objective is the number who keep their round
    before, after    what both plans reach in the objectives of the exchange
    stay             how many keep the round announced
    moved            who goes in another round
    substitutions    who enters instead of whom
    conflicts        where no plan is left: the rules that exclude each other now
    """

    exchange: Exchange
    planned: Planned
    before: tuple[Score, ...]
    after: tuple[Score, ...]
    stay: int
    moved: tuple[str, ...]
    substitutions: tuple[Substitution, ...]
    conflicts: Conflicts | None = None

    @property
    def n_changed(self) -> int:
        """How many names of the announcement changed: left, entered or moved."""
        return len(self.moved) + sum(len(own.left) + len(own.entered) for own in self.substitutions)


def repair(
    exchange: Exchange,
    plan: Plan,
    out: Mapping[str, Reason],
    patience: Patience,
    *,
    reserves: Sequence[str] = (),
) -> Repair:
    """Repair an announced plan after drop-outs.

    plan        as announced: person to round
    out         who drops out, and why
    reserves    who was agreed to come first
    raises      InvalidInput for names that are not listed, Stopped
    """
    _check(exchange, plan, out, reserves)
    left = drop(exchange, out)
    announced = tuple(sorted((person, number) for person, number in plan.items() if person not in out))
    kinds = _kinds(exchange)
    planned = plan_exchange(
        replace(left, objectives=_objectives(left, announced, plan, reserves)),
        patience,
        then=lambda way: settle(way, _same_kind(way, plan, kinds)),
    )
    before = measure(exchange, plan)
    if planned.status == "infeasible":
        return Repair(left, planned, before, (), 0, (), (), find_conflicts(left, patience))
    now = planned.plan
    moved = tuple(person for person, number in announced if now.get(person, number) != number)
    stay = sum(now.get(person) == number for person, number in announced)
    return Repair(left, planned, before, measure(left, now), stay, moved, _substitutions(exchange, plan, now, kinds))


def _check(exchange: Exchange, plan: Plan, out: Mapping[str, Reason], reserves: Sequence[str]) -> None:
    known = {person.id for person in exchange.people}
    for what, ids in (("the plan", plan), ("the drop-outs", out), ("the reserves", reserves)):
        unknown = sorted(set(ids) - known)
        if unknown:
            raise InvalidInput(f"{what} names {unknown[0][:60]!r}, who is not among the people")
    wrong = [number for number in plan.values() if not 1 <= number <= exchange.n_rounds]
    if wrong:
        raise InvalidInput(f"the plan names round {wrong[0]}; rounds are numbered 1 to {exchange.n_rounds}")
    odd = [reason for reason in out.values() if reason not in REASONS]
    if odd:
        raise InvalidInput(f"reason {odd[0]!r} is not one of {', '.join(REASONS)}")


def drop(exchange: Exchange, out: Mapping[str, Reason]) -> Exchange:
    """Give the exchange as it is once some people cannot go: what was agreed for others stands."""
    people = tuple(replace(person, status=out.get(person.id, person.status)) for person in exchange.people)
    gone = frozenset(person for person, reason in out.items() if reason in _GONE)
    rules = (_without(rule, gone, out) for rule in exchange.rules)
    return replace(exchange, people=people, rules=tuple(rule for rule in rules if rule is not None))


def _without(rule: Rule, gone: frozenset[str], out: Mapping[str, Reason]) -> Rule | None:
    if isinstance(rule, Together):
        return replace(rule, ids=rule.ids - gone) if len(rule.ids - gone) > 1 else None
    if isinstance(rule, Keep):
        return replace(rule, plan=tuple(pair for pair in rule.plan if pair[0] not in out))
    return rule


def _objectives(
    exchange: Exchange, announced: tuple[tuple[str, int], ...], plan: Plan, reserves: Sequence[str]
) -> tuple[Objective, ...]:
    names = {
        "new": frozenset(person.id for person in exchange.people if person.id not in plan),
        "old": frozenset(plan),
        "reserves": frozenset(person for person in reserves if person not in plan),
    }
    goals = (("new", False), ("old", True), ("reserves", True))
    more = (Objective("count", is_max, Where(ids=names[name])) for name, is_max in goals)
    return Objective("kept", True, plan=announced), *exchange.objectives, *more


# ── kinds ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The kinds of people as the plan was made: within one, no rule and no objective tells units apart."""

    kind: Mapping[str, int]  # of each person who could travel
    units: tuple[tuple[int, tuple[str, ...]], ...]  # people who travel together, with their kind

    def split(self, ids: Iterable[str]) -> defaultdict[int, list[tuple[str, ...]]]:
        """Give by kind the units, or what is among some people of each."""
        chosen, found = set(ids), defaultdict(list)
        for kind, unit in self.units:
            inside = tuple(person for person in unit if person in chosen)
            if inside:
                found[kind].append(inside)
        return found


def _kinds(exchange: Exchange) -> _Kinds:
    profiles = build(exchange, Patience()).profiles
    units = tuple((kind, tuple(p.id for p in unit.people)) for kind, own in enumerate(profiles) for unit in own.units)
    return _Kinds({person: kind for kind, unit in units for person in unit}, units)


def _same_kind(way: Climb, plan: Plan, kinds: _Kinds) -> list[Scaled]:
    """Ask for as many units of each kind as were announced; what goes beyond them does not count."""
    model = way.model
    columns: defaultdict[int, list[int]] = defaultdict(list)
    for own, profile in zip(model.columns, model.profiles, strict=True):
        columns[kinds.kind[profile.units[0].people[0].id]] += own[own >= 0].tolist()
    announced = {kind: len(units) for kind, units in kinds.split(plan).items() if columns[kind]}
    matched = model.program.add_columns([float(n) for n in announced.values()])
    for kind, column in zip(announced, matched.tolist(), strict=True):
        going = columns[kind]
        row = np.array([*going, column]), np.array([*[1.0] * len(going), -1.0])
        model.program.add_row(row, low=0.0)
    return [Scaled((matched, np.ones(len(matched))), 1, is_max=True)]


def _substitutions(exchange: Exchange, before: Plan, after: Plan, kinds: _Kinds) -> tuple[Substitution, ...]:
    """Pair those who leave with those who enter: of one kind first, then of one side."""
    left, entered = kinds.split(before.keys() - after.keys()), kinds.split(after.keys() - before.keys())
    pairs = []
    for kind in sorted(left.keys() & entered.keys()):
        while left[kind] and entered[kind]:
            pairs.append(Substitution(left[kind].pop(0), entered[kind].pop(0), True))
    homes = {person.id: person.home for person in exchange.people}
    for side in exchange.sides:
        out, new = ([u for own in units.values() for u in own if homes[u[0]] == side] for units in (left, entered))
        pairs += [Substitution(one, other, False) for one, other in zip_longest(out, new, fillvalue=())]
    return tuple(pairs)


# ── in words ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def tell_repair(repaired: Repair) -> tuple[str, ...]:
    """Say what becomes of a plan: who stays, who enters instead of whom."""
    if repaired.conflicts is not None:
        rules = {rule.id: rule for rule in repaired.exchange.rules}
        own = ("; ".join(f"{tell(rules[rule])} ({rule})" for rule in ids) for ids in repaired.conflicts.sets)
        return ("No plan keeps the rules any more.", *(f"These cannot all hold now: {rules}." for rules in own))
    told = [f"{repaired.stay:,} keep the round announced to them; {repaired.n_changed:,} names change."]
    told += [_tell_substitution(own, repaired.planned.plan) for own in repaired.substitutions]
    told += [f"{person} goes in round {repaired.planned.plan[person]} instead." for person in repaired.moved]
    return tuple(told)


def _tell_substitution(own: Substitution, plan: Plan) -> str:
    if not own.entered:
        return f"Nobody enters instead of {tell_ids(own.left)}."
    verb = "enters" if len(own.entered) == 1 else "enter"
    instead = f" instead of {tell_ids(own.left)}" if own.left else ""
    kind = ", of the same kind" if own.is_same_kind else ""
    return f"{tell_ids(own.entered)} {verb} in round {plan[own.entered[0]]}{instead}{kind}."
