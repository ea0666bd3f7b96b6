"""Rules that cannot hold together: every minimal set of them, as far as patience lasts.

A set conflicts if no plan keeps all its rules; it is minimal if it no longer does without any one of them. Sets are
found by the way of MARCO: the largest set of rules not yet known to conflict or to hold is tried; if it holds, every
later try must contain a rule outside it; if not, rules are taken out as long as it still conflicts, and no later try
may contain what is left. When nothing is left to try, all minimal sets are known.

Source: Liffiton, Previti, Malik & Marques-Silva 2016, Constraints 21:223.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from homeward.exchange.planning.exchange import Exchange
from homeward.exchange.planning.model import Bounded, build
from homeward.exchange.planning.program import Ints, Patience, Program, Stopped
from homeward.exchange.planning.search import excluding_rows, solve

_MOST_SETS, _MOST_TRIES = 50, 400


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Minimal sets of rules that cannot hold together.

    sets           ids of rules, as they stand in the problem
    is_complete    whether there are no others
    """

    sets: tuple[tuple[str, ...], ...]
    is_complete: bool


def find_conflicts(exchange: Exchange, patience: Patience) -> Conflicts:
    """Find the minimal sets of rules that no plan keeps; none where some plan keeps all rules."""
    trial = _Trial(exchange, patience)
    rules = trial.rules
    left = Program([1.0] * len(rules), patience)
    everything = np.arange(len(rules), dtype=np.int64)
    sets: list[tuple[str, ...]] = []
    try:
        for _ in range(_MOST_TRIES):
            chosen = solve(left, (everything, np.ones(len(rules))))
            if chosen is None or len(sets) >= _MOST_SETS:
                return Conflicts(_in_order(exchange, sets), chosen is None)
            inside = {rule for rule, is_in in zip(rules, chosen.values[: len(rules)], strict=True) if is_in}
            if trial.holds(inside):
                outside = _places(rules, set(rules) - inside)
                if not len(outside):
                    return Conflicts((), True)
                left.add_row((outside, np.ones(len(outside))), low=1.0)
            else:
                sets.append(tuple(sorted(trial.shrink(inside))))
                own = _places(rules, sets[-1])
                left.add_row((own, np.ones(len(own))), high=len(own) - 1.0)
    except Stopped:
        pass
    return Conflicts(_in_order(exchange, sets), False)


def _places(rules: Sequence[str], chosen: Iterable[str]) -> Ints:
    own = set(chosen)
    return np.array([place for place, rule in enumerate(rules) if rule in own], np.int64)


def _in_order(exchange: Exchange, sets: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    place = {rule.id: number for number, rule in enumerate(exchange.rules)}
    ordered = sorted(sorted(place[rule] for rule in own) for own in sets)
    return tuple(tuple(exchange.rules[number].id for number in own) for own in ordered)


class _Trial:
    """One program of all rules, of which any set can be tried."""

    def __init__(self, exchange: Exchange, patience: Patience) -> None:
        self.rules = sorted(rule.id for rule in exchange.rules)
        model = build(exchange, patience, is_loose=True)
        self._program = model.program
        self._rows: defaultdict[str, list[Bounded]] = defaultdict(list)
        for row in model.rows:
            self._rows[row.rule].append(row)
        self._rule_of_row = {row.place: row.rule for row in model.rows}
        self._asked = set(self.rules)

    def holds(self, rules: set[str]) -> bool:
        """Tell whether some plan keeps these rules."""
        for rule in sorted(self._asked ^ rules):
            for row in self._rows[rule]:
                if rule in rules:
                    self._program.set_row(row.place, row.low, row.high)
                else:
                    self._program.set_row(row.place)
        self._asked = set(rules)
        return solve(self._program) is not None

    def shrink(self, rules: set[str]) -> set[str]:
        """Take out rules as long as the rest conflicts: first many at once, then one by one."""
        witness = {self._rule_of_row[place] for place in excluding_rows(self._program) if place in self._rule_of_row}
        left = sorted(witness if witness and not self.holds(witness) else rules)
        size = max(1, len(left) // 2)
        while True:
            kept = list(left)
            for start in range(0, len(left), size):
                part = set(left[start : start + size])
                fewer = [rule for rule in kept if rule not in part]
                if not self.holds(set(fewer)):
                    kept = fewer
            if size == 1:
                return set(kept)
            left, size = kept, max(1, size // 2)
