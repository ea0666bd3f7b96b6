"""Plans of invented exchanges: one round of 2 x 2,000 people, twelve rounds of 2 x 10,000, and explanations.

python -m benchmarks exchange

People, families, categories and needs follow fixed shares (see `invent`); three seeds for one round. Times are without
start-up; the whole command is timed once, with start-up, in a process of its own.
"""

import json
import resource
import subprocess
import sys
import time
from typing import Any

import numpy as np

from homeward.actions.exchange.plan import answer_plan, plan_file
from homeward.exchange.explaining.everyone import explain_everyone
from homeward.exchange.explaining.explain import explain_person
from homeward.exchange.planning.conflicts import find_conflicts
from homeward.exchange.planning.plan import plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.formats.problem_file import read_exchange

Json = dict[str, Any]
_CATEGORIES = {"severe": 0.06, "young": 0.15, "women": 0.03, "journalist": 0.005, "political": 0.02}
_SIDES = ("north", "south")


def run() -> list[tuple[str, str]]:
    """Plan and explain; every plan must be proven."""
    rows = []
    for seed in (1, 2, 3):
        rows.append((f"1,200 for 1,200 of 2 x 2,000, four objectives, seed {seed}", _plan(one_round(seed))))
    rows.append(("the same, six objectives with shares of 24 groups", _plan(one_round(1, is_fair=True))))
    rows.append(("all for all, 2 x 10,000, 12 rounds, five objectives", _plan(many_rounds(10_000, 12, 900))))
    rows.append(("the same as a command with start-up and answer", _command(many_rounds(10_000, 12, 900))))
    rows.append(("1,200 for 1,200 as a command with start-up and answer", _command(one_round(1))))
    rows += _explain(one_round(1))
    rows.append(("conflicts of an impossible all for all, 2 x 2,000, 3 rounds", _conflicts(many_rounds(2_000, 3, 500))))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    return [*rows, ("peak memory of all of it", f"{peak:,.0f} MB")]


def _plan(problem: Json) -> str:
    data = json.dumps(problem).encode()
    start = time.perf_counter()
    outcome = plan_file(data, Patience())
    seconds = time.perf_counter() - start
    answer = answer_plan(outcome)
    gap = max(map(abs, answer["gap"]), default=0)
    way = outcome.planned.way
    assert way is not None
    return (
        f"{answer['status']}, gap {gap}, {answer['n_going']:,} go, {len(way.model.profiles)} profiles, "
        f"{way.model.program.n_columns:,} columns, ties settled {answer['ties_settled']}, {seconds:.2f} s"
    )


def _command(problem: Json) -> str:
    start = time.perf_counter()
    command = [sys.executable, "-m", "homeward", "plan", "-", "--json"]
    run = subprocess.run(command, input=json.dumps(problem).encode(), capture_output=True, check=True)
    answer = json.loads(run.stdout)
    return f"{answer['status']}, {answer['seconds']:.2f} s of {time.perf_counter() - start:.2f} s"


def _explain(problem: Json) -> list[tuple[str, str]]:
    exchange = read_exchange(json.dumps(problem).encode()).exchange
    planned = plan_exchange(exchange, Patience())
    assert planned.way is not None
    start = time.perf_counter()
    told = explain_everyone(planned.way)
    seconds = time.perf_counter() - start
    states = [own.state for own in told.values()]
    words = ", ".join(f"{state} {states.count(state):,}" for state in ("always", "never", "sometimes"))
    left = [identity for identity, own in told.items() if own.bar.startswith("objective")][:10]
    start = time.perf_counter()
    for identity in left:
        explain_person(exchange, identity, Patience(), planned)
    each = (time.perf_counter() - start) / len(left)
    return [
        (f"everybody of {len(told):,} explained in short", f"{words}, {seconds:.1f} s"),
        ("one person in full: whose place, which smallest change", f"{each:.2f} s each"),
    ]


def _conflicts(problem: Json) -> str:
    exchange = read_exchange(json.dumps(problem).encode()).exchange
    start = time.perf_counter()
    found = find_conflicts(exchange, Patience(lambda: 60.0 - (time.perf_counter() - start)))
    seconds = time.perf_counter() - start
    return f"{len(found.sets)} minimal sets, complete {found.is_complete}, {seconds:.1f} s"


# ── invented problems ──


def invent(rng: np.random.Generator, n: int, n_rounds: int, refused: float) -> tuple[list[Json], list[Json]]:
    """Invent n people a side: a tenth in families, overlapping categories, long and short captivity, 12 groups."""
    people: list[Json] = []
    rules: list[Json] = []
    for side in _SIDES:
        first = len(people)
        while len(people) < first + n:
            size = min(int(rng.integers(2, 6)) if rng.random() < 0.1 / 3 else 1, first + n - len(people))
            ids = [f"{side[0]}{len(people) - first + more:05d}" for more in range(size)]
            people += [_person(rng, own, side, n_rounds, refused) for own in ids]
            if size > 1:
                rules.append({"id": f"family {ids[0]}", "kind": "together", "ids": ids})
    return people, rules


def _person(rng: np.random.Generator, identity: str, side: str, n_rounds: int, refused: float) -> Json:
    categories = [name for name, share in _CATEGORIES.items() if rng.random() < share]
    low, high = (400, 1151) if rng.random() < 0.3 else (10, 400)
    one: Json = {"id": identity, "home": side, "held_days": int(rng.integers(low, high)), "categories": categories}
    one["group"] = f"{side} {rng.integers(12)}"
    if "severe" in categories:
        one["needs"] = {"bed": 1, "escort": 1}
    elif rng.random() < 0.05:
        one["needs"] = {"escort": 1}
    if rng.random() < refused:
        one["status"] = "refuses"
    if n_rounds > 1 and rng.random() < 0.1:
        one["earliest"] = int(rng.integers(2, max(3, n_rounds // 3 + 1)))
    return one


def one_round(seed: int, *, is_fair: bool = False) -> Json:
    """Give 1,200 for 1,200 of 2 x 2,000: five categories, families, feuds, seats, beds and escorts."""
    rng = np.random.default_rng(seed)
    people, rules = invent(rng, 2_000, 1, 0.05)
    for number in range(20):
        ids = [people[place]["id"] for place in rng.choice(len(people), 2, replace=False)]
        rules.append({"id": f"feud {number}", "kind": "apart", "scope": "round", "ids": ids})
    rules += _capacities(seats=1_200, beds=100)
    rules.append({"id": "escorts", "kind": "capacity", "resource": "escort", "max": 260})
    rules.append({"id": "even", "kind": "parity", "measure": "count", "tolerance": 0})
    for name in _CATEGORIES:
        even = {"kind": "parity", "measure": "count", "tolerance": 5, "where": {"category": name}}
        rules.append({"id": f"even {name}"} | even)
    objectives: list[Json] = [{"measure": "count", "where": {"category": name}} for name in ("severe", "young")]
    objectives += [{"measure": "count"}, {"measure": "held_days"}]
    if is_fair:
        objectives[3:3] = [{"measure": "count", "where": {"category": "women"}}, {"measure": "share_by_group"}]
    return {"sides": _SIDES, "rounds": [0], "people": people, "rules": rules, "objectives": objectives}


def many_rounds(n: int, n_rounds: int, seats: int) -> Json:
    """Give all for all of 2 x n over rounds of two weeks, never more than 20 people ahead."""
    people, rules = invent(np.random.default_rng(1), n, n_rounds, 0.0)
    rules += _capacities(seats=seats, beds=63)
    rules.append({"id": "all", "kind": "all_for_all"})
    rules.append({"id": "even", "kind": "parity", "measure": "count", "scope": "running", "tolerance": 20})
    tiers = ("severe", "young", "women", "political")
    objectives: list[Json] = [{"measure": "wait", "where": {"category": name}} for name in tiers]
    rounds = [14 * number for number in range(n_rounds)]
    objectives.append({"measure": "wait"})
    return {"sides": _SIDES, "rounds": rounds, "people": people, "rules": rules, "objectives": objectives}


def _capacities(*, seats: int, beds: int) -> list[Json]:
    each = [("seat", seats, side) for side in _SIDES] + [("bed", beds, side) for side in _SIDES]
    return [
        {"id": f"{what}s {side}", "kind": "capacity", "resource": what, "max": most, "where": {"home": side}}
        for what, most, side in each
    ]
