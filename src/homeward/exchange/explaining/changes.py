"""The smallest change of rules that gives one more person a place and takes nobody's.

Everybody in the plan keeps going, though perhaps in another round; the person goes; each rule may give way at a cost. A
rule with a number gives way one by one (a seat, a person of tolerance); a rule about names only as a whole. Costs say
how much is asked of whom, smallest first:

    capacity 2 for each unit: a carrier's to give       quota, parity 3 for each person, pace 1 for each per mille
    order, apart, only_if, keep 8: a promise to some    veto 12: the other side's refusal
    all_for_all 20                                      together 1,000: a family is never split to save a seat
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from homeward.exchange.planning.exchange import Exchange, Plan
from homeward.exchange.planning.model import Bounded, Model, build
from homeward.exchange.planning.program import Ints, Patience, Row
from homeward.exchange.planning.rule import (
    AllForAll,
    Capacity,
    Parity,
    Quota,
    Rule,
    Together,
    Veto,
    Where,
    tell,
    tell_number,
)
from homeward.exchange.planning.search import solve

_KEPT, _ASKED = "(kept)", "(asked)"
_MOST = 10_000.0  # units by which a rule may give way


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that gives way.

    by        how much its number changes; None where the rule is dropped
    says      "one more of seat for people going home to north in each round"
    """

    rule: str
    by: int | None
    says: str


def smallest_changes(exchange: Exchange, plan: Plan, identity: str, patience: Patience) -> tuple[Change, ...]:
    """Find the cheapest changes by which a person goes and nobody of the plan loses a place.

    returns    nothing where not even dropping rules would do, or no rule is in the way
    raises     Stopped
    """
    everybody = AllForAll(_KEPT, Where(ids=frozenset(plan)))
    asked = AllForAll(_ASKED, Where(ids=frozenset({identity})))
    fixed = (everybody, asked) if plan else (asked,)
    wanted = replace(exchange, rules=(*exchange.rules, *fixed), objectives=())
    model = build(wanted, patience, is_loose=True)
    soft = soften(model, exchange.rules)
    whole = solve(model.program, soft.costs, is_max=False)
    return () if whole is None else soft.changes(whole.values)


@dataclass(frozen=True, slots=True)
class Softened:
    """Rules of a program that may give way.

    columns    by how much each rule gives way
    costs      the row that adds up what is asked
    """

    columns: tuple[tuple[Rule, int], ...]
    costs: Row

    def changes(self, values: Ints) -> tuple[Change, ...]:
        """Give the changes of an answer."""
        amounts = ((rule, int(values[column])) for rule, column in self.columns)
        return tuple(_change(rule, amount) for rule, amount in amounts if amount)


def soften(model: Model, rules: Sequence[Rule]) -> Softened:
    """Let some rules of a loose model give way, each at its cost."""
    pairs = tuple((rule, _yield(model, rule)) for rule in sorted(rules, key=lambda rule: rule.id))
    columns = np.array([column for _, column in pairs], np.int64)
    return Softened(pairs, (columns, np.array([float(_cost(rule)) for rule, _ in pairs])))


def _cost(rule: Rule) -> int:
    match rule:
        case Capacity():
            return 2
        case Parity():
            return 1 if rule.measure == "pace" else 3
        case Quota():
            return 3
        case Veto():
            return 12
        case AllForAll():
            return 20
        case Together():
            return 1000
        case _:
            return 8


def _yield(model: Model, rule: Rule) -> int:
    """Add the column by which a rule gives way to its rows."""
    has_number = isinstance(rule, Capacity | Quota | Parity)
    [column] = model.program.add_columns([_MOST if has_number else 1.0])
    for row in model.rows:
        if row.rule == rule.id:
            _loosen(model, row, column)
    return int(column)


def _loosen(model: Model, row: Bounded, column: int) -> None:
    step = _widest(row) if row.step is None else float(row.step)
    low, high = (row.low, row.high) if row.step is None else row.exact  # rounded, a bound would hide part of a step
    columns, times = row.row
    model.program.set_row(row.place)
    own = np.append(columns, column)
    if high < inf:
        model.program.add_row((own, np.append(times, -step)), high=high)
    if low > -inf:
        model.program.add_row((own, np.append(times, step)), low=low)


def _widest(row: Bounded) -> float:
    """Give a step so wide that one of it frees the row whatever the plan."""
    return row.most + abs(row.high if row.high < inf else row.low) + 1.0


def _change(rule: Rule, amount: int) -> Change:
    if not isinstance(rule, Capacity | Quota | Parity):
        return Change(rule.id, None, f"the rule {rule.id} set aside ({tell(rule)})")
    if isinstance(rule, Capacity):
        return Change(rule.id, amount, f"{amount} more of {rule.resource} ({rule.id})")
    if isinstance(rule, Quota):
        return Change(rule.id, amount, f"bounds wider by {amount} ({rule.id})")
    wider = tell_number(rule.tolerance + amount)
    return Change(rule.id, amount, f"a tolerance of {wider} instead of {tell_number(rule.tolerance)} ({rule.id})")


def changed(exchange: Exchange, changes: Sequence[Change]) -> Exchange:
    """Give the exchange with its rules changed."""
    by_rule = {change.rule: change.by for change in changes}
    rules = [_with(rule, by_rule[rule.id]) if rule.id in by_rule else rule for rule in exchange.rules]
    return replace(exchange, rules=tuple(rule for rule in rules if rule is not None))


def _with(rule: Rule, by: int | None) -> Rule | None:
    if by is None:
        return None
    if isinstance(rule, Capacity):
        return replace(rule, most=rule.most + by)
    if isinstance(rule, Parity):
        return replace(rule, tolerance=rule.tolerance + by)
    if isinstance(rule, Quota):
        least = None if rule.least is None else max(0, rule.least - by)
        return replace(rule, least=least, most=None if rule.most is None else rule.most + by)
    return rule
