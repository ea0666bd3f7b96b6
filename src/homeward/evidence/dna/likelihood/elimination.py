"""Summing a product of small tables over its hidden variables, exactly and in batches.

A factor is an array with a batch axis first and one axis for each of its variables. `plan_elimination` picks
the order (always the variable whose removal leaves the smallest table) and `run_plan` follows it. An order whose tables
would not fit is cut: some variables are fixed to each of their states in turn.

Source: variable elimination for pedigrees as a Bayesian network, Lauritzen & Sheehan 2003, Stat Sci 18:489.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np

from homeward.errors import TooLarge
from homeward.evidence.dna.mutation import Floats

Scope = tuple[int, ...]
_MAX_ENTRIES = 2**24  # entries of the largest table of one instance: 128 MiB
_MAX_SLICES = 100_000
_MAX_OPERANDS = 16
_BATCH = 0  # label of the batch axis; variables start at 1


@dataclass(frozen=True, slots=True)
class Step:
    """Multiply some tables and sum one or more variables out of the product."""

    inputs: tuple[int, ...]  # places in the growing list of tables
    scopes: tuple[Scope, ...]
    keep: Scope
    labels: tuple[tuple[int, ...], ...]  # axes of each input and of the result, numbered from 1 within the step


@dataclass(frozen=True, slots=True)
class Plan:
    """How to reduce the tables of a network to one table over `keep`."""

    steps: tuple[Step, ...]
    cut: tuple[tuple[int, int], ...]  # variables fixed to each state in turn, with their sizes
    keep: Scope
    peak: int  # entries of the largest table, for one instance


def plan_elimination(scopes: Sequence[Scope], sizes: Mapping[int, int], keep: Scope) -> Plan:
    """Choose an order of elimination that keeps the largest table small.

    scopes     variables of each factor
    sizes      number of states of each variable
    keep       variables of the answer, in order
    raises     TooLarge where even cutting does not bring the tables below the limit
    """
    cut: list[int] = []
    while True:
        remaining = [tuple(v for v in scope if v not in cut) for scope in scopes]
        steps, peak = _greedy_steps(remaining, sizes, tuple(v for v in keep if v not in cut))
        if fits(peak):
            return Plan(tuple(steps), tuple((v, sizes[v]) for v in cut), keep, peak)
        cut.append(_variable_to_cut(steps, sizes, keep))
        if prod(sizes[v] for v in cut) > _MAX_SLICES:
            raise TooLarge(
                f"the pedigree needs a table of {peak:,} entries (limit {_MAX_ENTRIES:,}); "
                "use a proportional mutation model, which lumps unseen alleles, or leave out distant relatives"
            )


def fits(peak: int) -> bool:
    """Tell whether a table of so many entries may be made."""
    return peak <= _MAX_ENTRIES


def _greedy_steps(scopes: Sequence[Scope], sizes: Mapping[int, int], keep: Scope) -> tuple[list[Step], int]:
    tables: dict[int, Scope] = dict(enumerate(scopes))
    hidden = {v for scope in scopes for v in scope} - set(keep)
    where = _places(tables)
    cost = {v: _size_after(v, where, tables, sizes) for v in hidden}
    steps: list[Step] = []
    peak, n_tables = 1, len(scopes)
    while cost:
        best = min(cost, key=lambda v: (cost[v], v))
        used = {place: tables.pop(place) for place in sorted(where[best])}
        union = _union(used.values())
        # variables that stand nowhere else can leave in the same step
        gone = {v for v in union if v in hidden and where[v] <= used.keys()}
        result = tuple(v for v in union if v not in gone)
        peak = max(peak, prod(sizes[v] for v in union))
        for step in _chain(used, result, sizes, n_tables):
            steps.append(step)
            n_tables += 1
        tables[n_tables - 1] = result
        for v in union:
            where[v] = (where[v] - used.keys()) | {n_tables - 1}
        cost = {v: size for v, size in cost.items() if v not in gone}
        cost |= {v: _size_after(v, where, tables, sizes) for v in result if v in cost}
    last = _gather(list(tables), tables, steps, len(scopes))
    steps.append(_step(tuple(last), tuple(tables[place] for place in last), keep))
    return steps, max(peak, prod(sizes[v] for v in keep))


def _places(tables: Mapping[int, Scope]) -> dict[int, set[int]]:
    """Tell for each variable in which tables it stands."""
    where: dict[int, set[int]] = {}
    for place, scope in tables.items():
        for v in scope:
            where.setdefault(v, set()).add(place)
    return where


def _chain(used: Mapping[int, Scope], result: Scope, sizes: Mapping[int, int], n_tables: int) -> Iterator[Step]:
    """Multiply tables two at a time, the smallest first: einsum is much faster with two."""
    waiting = sorted(used, key=lambda place: (prod(sizes[v] for v in used[place]), place))
    inputs, scopes = [waiting[0]], [used[waiting[0]]]
    for number, place in enumerate(waiting[1:], start=1):
        later = {v for p in waiting[number + 1 :] for v in used[p]} | set(result)
        keep = result if number == len(waiting) - 1 else tuple(v for v in _union([*scopes, used[place]]) if v in later)
        yield _step((*inputs, place), (*scopes, used[place]), keep)
        inputs, scopes = [n_tables], [keep]
        n_tables += 1
    if len(waiting) == 1:
        yield _step(tuple(inputs), tuple(scopes), result)


def _gather(used: list[int], tables: dict[int, Scope], steps: list[Step], n_factors: int) -> list[int]:
    """Multiply tables in groups first where there are more than one call of einsum takes."""
    while len(used) > _MAX_OPERANDS:
        group, used = used[:_MAX_OPERANDS], used[_MAX_OPERANDS:]
        union = _union(tables[place] for place in group)
        steps.append(_step(tuple(group), tuple(tables[place] for place in group), union))
        for place in group:
            del tables[place]
        tables[n_factors + len(steps) - 1] = union
        used.append(n_factors + len(steps) - 1)
    return used


def _step(inputs: tuple[int, ...], scopes: tuple[Scope, ...], keep: Scope) -> Step:
    label = {v: place + 1 for place, v in enumerate(_union(scopes))}
    labels = tuple((_BATCH, *(label[v] for v in scope)) for scope in (*scopes, keep))
    return Step(inputs, scopes, keep, labels)


def peak_entries(steps: Iterable[Step], sizes: Mapping[int, int]) -> int:
    """Count the entries of the largest table that some steps go through, for one instance."""
    return max(prod(sizes[v] for v in _union(step.scopes)) for step in steps)


def _size_after(
    variable: int, where: Mapping[int, set[int]], tables: Mapping[int, Scope], sizes: Mapping[int, int]
) -> int:
    return prod(sizes[v] for v in {v for place in where[variable] for v in tables[place]})


def _union(scopes: Iterable[Scope]) -> Scope:
    return tuple(dict.fromkeys(v for scope in scopes for v in scope))


def _variable_to_cut(steps: Sequence[Step], sizes: Mapping[int, int], keep: Scope) -> int:
    largest = max(steps, key=lambda step: prod(sizes[v] for v in _union(step.scopes)))
    candidates = [v for v in _union(largest.scopes) if v not in keep]
    if not candidates:
        raise TooLarge(f"the asked table has {prod(sizes[v] for v in keep):,} entries; ask for fewer people at once")
    return max(candidates, key=lambda v: (sum(v in scope for step in steps for scope in step.scopes), -v))


def run_plan(plan: Plan, factors: Sequence[tuple[Floats, Scope]]) -> Floats:
    """Reduce the factors to one table over `plan.keep`.

    factors    array and scope of each; arrays carry the batch axis first, of length 1 where shared
    returns    float64 (batch, ...)
    """
    if not factors:
        return np.ones(1)
    total: Floats | None = None
    for states in product(*(range(size) for _, size in plan.cut)):
        fixed = {variable: state for (variable, _), state in zip(plan.cut, states, strict=True)}
        tables = [array[(slice(None), *(fixed.get(v, slice(None)) for v in scope))] for array, scope in factors]
        for step in plan.steps:
            tables.append(_multiply(step, tables))
        total = tables[-1] if total is None else total + tables[-1]
    return np.ones(1) if total is None else total


def _multiply(step: Step, tables: list[Floats]) -> Floats:
    operands: list[object] = []
    for place, label in zip(step.inputs, step.labels[:-1], strict=True):
        operands += (tables[place], label)
    result: Floats = np.einsum(*operands, step.labels[-1])  # type: ignore[call-overload]
    return result
