"""Invented exchange problems of every kind of rule and objective, small enough to enumerate."""

from typing import Any

import numpy as np

Json = dict[str, Any]
SIDES = ("north", "south")
CATEGORIES = ("severe", "young", "civilian")
_SIZES = {1: 12, 2: 8, 3: 6}  # rounds: most people, so that all plans can be listed
KINDS = "veto together apart only_if order capacity quota parity all_for_all keep".split()
MEASURES = "count held_days weight value wait kept share_by_group longest_waits".split()


def invent(seed: int) -> Json:
    """Invent a problem; equal seeds give equal problems."""
    rng = np.random.default_rng(seed)
    n_rounds = int(rng.choice([1, 1, 2, 3]))
    rounds = np.cumsum(rng.integers(1, 20, n_rounds)).tolist()
    people = [person(rng, number, n_rounds) for number in range(int(rng.integers(2, _SIZES[n_rounds] + 1)))]
    rules = [rule(rng, f"r{number}", people, n_rounds) for number in range(int(rng.integers(0, 7)))]
    objectives = [objective(rng, people, n_rounds) for _ in range(int(rng.integers(0, 5)))]
    problem: Json = {"sides": list(SIDES), "rounds": rounds, "people": people, "rules": rules}
    if rng.random() < 0.5:
        problem["horizon"] = rounds[-1] + int(rng.integers(1, 40))
    return problem | {"objectives": objectives}


def person(rng: np.random.Generator, number: int, n_rounds: int) -> Json:
    one: Json = {
        "id": f"p{number:02d}",
        "home": SIDES[int(rng.integers(2))],
        "held_days": int(rng.choice([5, 10, 10, 30, 70])),
        "categories": [name for name in CATEGORIES if rng.random() < 0.35],
        "group": str(rng.choice(["hill", "river", "coast"])),
    }
    if rng.random() < 0.4:
        one["needs"] = {"bed": int(rng.integers(1, 3))}
    if rng.random() < 0.4:
        one["weight"] = float(rng.choice([0.5, 2, 3, 5]))
    if rng.random() < 0.4:
        one["value"] = int(rng.integers(-3, 9))
    if rng.random() < 0.2:
        one["earliest"] = int(rng.integers(1, n_rounds + 1))
    if rng.random() < 0.2:
        one["latest"] = int(rng.integers(1, n_rounds + 1))
    if rng.random() < 0.1:
        one["status"] = "dead"
    return one


def where(rng: np.random.Generator, people: list[Json]) -> Json:
    own: Json = {}
    if rng.random() < 0.4:
        own["home"] = SIDES[int(rng.integers(2))]
    if rng.random() < 0.4:
        own["category"] = str(rng.choice(CATEGORIES))
    if rng.random() < 0.1:
        own["group"] = "hill"
    if rng.random() < 0.1:
        own["ids"] = some(rng, people, 1)
    return own


def some(rng: np.random.Generator, people: list[Json], least: int) -> list[str]:
    n = int(rng.integers(least, min(len(people), 3) + 1)) if len(people) >= least else len(people)
    return [people[place]["id"] for place in rng.choice(len(people), n, replace=False)]


def announced(rng: np.random.Generator, people: list[Json], n_rounds: int) -> Json:
    return {identity: int(rng.integers(1, n_rounds + 1)) for identity in some(rng, people, 1)}


def rule(rng: np.random.Generator, identity: str, people: list[Json], n_rounds: int) -> Json:
    weights = np.array([1, 3, 1.5, 1, 1, 4, 1.5, 4, 1, 0.7])
    kind = str(rng.choice(KINDS, p=weights / weights.sum()))
    one: Json = {"id": identity, "kind": kind}
    scope = [*["each", "running", "all"], int(rng.integers(1, n_rounds + 1))][int(rng.integers(4))]
    match kind:
        case "veto":
            return one | {"ids": some(rng, people, 1)}
        case "together":
            return one | {"ids": some(rng, people, 2)}
        case "apart":
            return one | {"ids": some(rng, people, 2), "scope": str(rng.choice(["round", "plan"]))}
        case "only_if":
            return one | {"ids": some(rng, people, 2)[:2]}
        case "order":
            return one | {"first": where(rng, people), "then": where(rng, people)}
        case "capacity":
            resource = str(rng.choice(["seat", "bed"]))
            return one | {
                "resource": resource,
                "max": int(rng.integers(0, 5)),
                "scope": scope,
                "where": where(rng, people),
            }
        case "quota":
            return (
                one
                | {"min": int(rng.integers(0, 3)), "max": int(rng.integers(2, 6)), "scope": scope}
                | _own(rng, people)
            )
        case "parity":
            measure = str(rng.choice(["count", "weight", "pace"]))
            tolerance = int(rng.integers(0, 400)) if measure == "pace" else int(rng.integers(0, 3))
            ratio = [1, 1] if rng.random() < 0.7 else [1, 2]
            return (
                one | {"measure": measure, "tolerance": tolerance, "scope": scope, "ratio": ratio} | _own(rng, people)
            )
        case "all_for_all":
            return one | _own(rng, people)
        case _:
            return one | {"plan": announced(rng, people, n_rounds)}


def _own(rng: np.random.Generator, people: list[Json]) -> Json:
    return {"where": where(rng, people)} if rng.random() < 0.8 else {}


def objective(rng: np.random.Generator, people: list[Json], n_rounds: int) -> Json:
    weights = np.array([4, 2, 1, 1, 3, 1, 2, 2])
    measure = str(rng.choice(MEASURES, p=weights / weights.sum()))
    sense = {"share_by_group": "max", "longest_waits": "min", "wait": "min"}.get(measure, "max")
    if measure in ("count", "held_days", "value") and rng.random() < 0.15:
        sense = "min"
    one: Json = {"measure": measure, "sense": sense}
    if measure == "kept":
        return one | {"plan": announced(rng, people, n_rounds)}
    return one | _own(rng, people)
