"""The slow twin of exchange planning: all plans of a small problem, one by one, and every rule as a mask over them.

Works on the JSON of a problem and shares no code with the package. A plan is a row of rounds, 0 for those who stay.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

Json = dict[str, Any]
Mask = NDArray[np.bool_]


class Everything:
    """All plans that status and windows allow, and which of them keep which rule.

    plans    int64 (n_plans, n_people)
    """

    def __init__(self, problem: Json) -> None:
        self.problem, self.people = problem, problem["people"]
        self.n_rounds = len(problem["rounds"])
        choices = [self._choices(person) for person in self.people]
        self.plans = np.array(list(product(*choices)), np.int64).reshape(-1, len(self.people))
        self.kept = {rule["id"]: self._keeps(rule) for rule in problem["rules"]}

    def _choices(self, person: Json) -> list[int]:
        if person.get("status", "held") != "held":
            return [0]
        return [0, *range(person.get("earliest", 1), person.get("latest", self.n_rounds) + 1)]

    def feasible(self, rules: tuple[str, ...] | None = None) -> Mask:
        keeps = [self.kept[rule] for rule in (self.kept if rules is None else rules)]
        return np.logical_and.reduce([np.ones(len(self.plans), bool), *keeps])

    def conflicts(self) -> list[list[str]]:
        found: list[set[str]] = []
        rules = sorted(self.kept)
        for size in range(1, len(rules) + 1):
            for chosen in combinations(rules, size):
                if not any(own <= set(chosen) for own in found) and not self.feasible(chosen).any():
                    found.append(set(chosen))
        return sorted(sorted(own) for own in found)

    def best(self) -> tuple[Mask, list[Any]]:
        """The plans that are best in every objective in turn, and what they reach."""
        left, reached = self.feasible(), []
        for objective in self.problem["objectives"]:
            scores = self._scores(objective)
            top = (max if objective["sense"] == "max" else min)(scores[place] for place in np.flatnonzero(left))
            left &= np.array([score == top for score in scores])
            reached.append([str(x) for x in top] if objective["measure"] == "share_by_group" else _plain(top))
        return left, reached

    def states(self) -> dict[str, str]:
        left, _ = self.best()
        goes = self.plans[left] > 0
        every, some = goes.all(axis=0), goes.any(axis=0)
        return {
            person["id"]: "always" if a else "sometimes" if s else "never"
            for person, a, s in zip(self.people, every, some, strict=True)
        }

    def row(self, plan: dict[str, int]) -> int:
        wanted = np.array([plan.get(person["id"], 0) for person in self.people])
        [place] = np.flatnonzero((self.plans == wanted).all(axis=1))
        return int(place)

    # ── rules ──

    def _inside(self, where: Json | None) -> Mask:
        own = where or {}
        return np.array(
            [
                own.get("home", p["home"]) == p["home"]
                and ("category" not in own or own["category"] in p.get("categories", []))
                and ("group" not in own or own["group"] == p.get("group"))
                and ("ids" not in own or p["id"] in own["ids"])
                for p in self.people
            ],
            bool,
        )

    def _at(self, ids: list[str]) -> list[int]:
        places = {person["id"]: place for place, person in enumerate(self.people)}
        return [places[identity] for identity in ids]

    def _spans(self, scope: str | int) -> Iterator[range]:
        last = self.n_rounds
        if scope == "each":
            yield from (range(t, t + 1) for t in range(1, last + 1))
        elif scope == "running":
            yield from (range(1, t + 1) for t in range(1, last + 1))
        else:
            yield range(1, last + 1) if scope == "all" else range(int(scope), int(scope) + 1)

    def _total(self, amounts: list[Fraction], inside: Mask, span: range) -> NDArray[np.object_]:
        goes = (self.plans >= span.start) & (self.plans < span.stop)
        return (goes[:, inside].astype(object) * np.array(amounts, object)[inside]).sum(axis=1)

    def _keeps(self, rule: Json) -> Mask:
        keeps = getattr(self, f"_keeps_{rule['kind']}")(rule)
        return np.broadcast_to(np.asarray(keeps, bool), len(self.plans)).copy()

    def _keeps_veto(self, rule: Json) -> Mask:
        return (self.plans[:, self._at(rule["ids"])] == 0).all(axis=1)

    def _keeps_together(self, rule: Json) -> Mask:
        own = self.plans[:, self._at(rule["ids"])]
        return (own == own[:, :1]).all(axis=1)

    def _keeps_apart(self, rule: Json) -> Mask:
        own = self.plans[:, self._at(rule["ids"])]
        if rule["scope"] == "plan":
            return (own > 0).sum(axis=1) <= 1
        return np.all([(own == t).sum(axis=1) <= 1 for t in range(1, self.n_rounds + 1)], axis=0)

    def _keeps_only_if(self, rule: Json) -> Mask:
        one, other = self.plans[:, self._at(rule["ids"])].T
        return (one == 0) | ((other > 0) & (other <= one))

    def _keeps_order(self, rule: Json) -> Mask:
        held = np.array([person.get("status", "held") == "held" for person in self.people], bool)
        never = self.n_rounds + 1
        when = np.where(self.plans == 0, never, self.plans)
        first = when[:, self._inside(rule["first"]) & held].max(axis=1, initial=0)
        then = when[:, self._inside(rule["then"])].min(axis=1, initial=never)
        return (then == never) | (first <= then)

    def _keeps_capacity(self, rule: Json) -> Mask:
        name = rule["resource"]
        needs = [Fraction(1 if name == "seat" else p.get("needs", {}).get(name, 0)) for p in self.people]
        inside = self._inside(rule.get("where"))
        spans = self._spans(rule.get("scope", "each"))
        return np.all([self._total(needs, inside, span) <= rule["max"] for span in spans], axis=0)

    def _keeps_quota(self, rule: Json) -> Mask:
        inside, ones = self._inside(rule.get("where")), [Fraction(1)] * len(self.people)
        totals = [self._total(ones, inside, span) for span in self._spans(rule.get("scope", "each"))]
        return np.all([(n >= rule.get("min", 0)) & (n <= rule.get("max", 99)) for n in totals], axis=0)

    def _keeps_parity(self, rule: Json) -> Mask:
        is_weight = rule["measure"] == "weight"
        amounts = [Fraction(str(p.get("weight", 1))) if is_weight else Fraction(1) for p in self.people]
        inside = self._inside(rule.get("where"))
        homes = [np.array([p["home"] == side for p in self.people], bool) for side in self.problem["sides"]]
        held = np.array([person.get("status", "held") == "held" for person in self.people], bool)
        masks = []
        for span in self._spans(rule.get("scope", "all")):
            first, second = (self._total(amounts, inside & home, span) for home in homes)
            if rule["measure"] == "pace":
                n_first, n_second = (int((inside & home & held).sum()) for home in homes)
                if n_first and n_second:
                    gap = abs(first * n_second - second * n_first)
                    masks.append(gap * 1000 <= rule["tolerance"] * n_first * n_second)
            else:
                x, y = rule.get("ratio", [1, 1])
                masks.append(abs(y * first - x * second) <= Fraction(str(rule["tolerance"])))
        return np.all([np.ones(len(self.plans), bool), *masks], axis=0)

    def _keeps_all_for_all(self, rule: Json) -> Mask:
        held = np.array([person.get("status", "held") == "held" for person in self.people], bool)
        return (self.plans[:, self._inside(rule.get("where")) & held] > 0).all(axis=1)

    def _keeps_keep(self, rule: Json) -> Mask:
        # somebody who cannot go at all leaves no plan to keep
        own = self.plans[:, self._at(list(rule["plan"]))]
        return (own == np.array(list(rule["plan"].values()), np.int64)).all(axis=1)

    # ── objectives ──

    def _scores(self, objective: Json) -> list[Any]:
        inside, measure = self._inside(objective.get("where")), objective["measure"]
        held = np.array([person.get("status", "held") == "held" for person in self.people], bool)
        days = [self.problem.get("horizon", self.problem["rounds"][-1] + 1), *self.problem["rounds"]]
        if measure == "kept":
            own = self.plans[:, self._at(list(objective["plan"]))]
            return (own == np.array(list(objective["plan"].values()), np.int64)).sum(axis=1).tolist()
        if measure == "wait":
            return np.array(days)[self.plans][:, inside & held].sum(axis=1).tolist()
        if measure == "longest_waits":
            served = np.array([person.get("held_days", 0) for person in self.people])
            waits = (np.array(days)[self.plans] + served)[:, inside & held]
            return [sorted(row, reverse=True) for row in waits.tolist()]
        if measure == "share_by_group":
            return self._shares(inside & held)
        default = {"weight": 1, "count": 1}.get(measure, 0)
        own_numbers = [Fraction(str(1 if measure == "count" else p.get(measure, default))) for p in self.people]
        return list(self._total(own_numbers, inside, range(1, self.n_rounds + 1)))

    def _shares(self, able: Mask) -> list[list[Fraction]]:
        names = np.array([person.get("group") or "" for person in self.people])
        columns = []
        for name in sorted(set(names[able]) - {""}):
            own = able & (names == name)
            columns.append([Fraction(int(n), int(own.sum())) for n in (self.plans[:, own] > 0).sum(axis=1)])
        return [sorted(row) for row in zip(*columns, strict=True)] if columns else [[]] * len(self.plans)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return value
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else float(exact)
