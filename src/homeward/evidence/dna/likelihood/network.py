"""A pedigree at one marker as a product of small tables.

Variables are allele copies: one for each person and parental side. A typed person has instead one variable that runs
over the ordered pairs of alleles the observation allows (two for a plain genotype), which keeps tables small. People
without typed or sought descendants are left out, which is exact: their terms sum to one. Everybody else stays, also
untyped founders, so a mutation model that is not stationary counts them (docs/adr/0002).

Founders' copies are independent draws from the table, unless `Shape.draws` says otherwise: copies of one block are one
draw and share one variable. Who belongs to which block, and how probably, is decided in `theta`.

A `Shape` holds what does not depend on the genotypes, so that one plan serves many families and markers at once.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from homeward.errors import TooLarge
from homeward.evidence.dna.likelihood.elimination import Plan, Scope, fits, peak_entries, plan_elimination, run_plan
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.pedigree import Pedigree

Ints = NDArray[np.int64]
NOBODY = -1
HIDDEN = 0  # n_states of a person without evidence
ALONE = -1  # a founder's copy that is a draw of its own
GIVEN = -2  # a founder's copy whose draw is accounted for elsewhere


@dataclass(frozen=True, slots=True)
class Shape:
    """Who descends from whom and who carries evidence, without any genotype."""

    fathers: tuple[int, ...]  # place of the father, NOBODY for a founder; parents come first
    mothers: tuple[int, ...]
    is_single: tuple[bool, ...]  # carries one copy only: a man at an X marker; or only one of a founder's two matters
    is_x: bool
    n_states: tuple[int, ...]  # number of ordered pairs an observation allows; HIDDEN without evidence
    is_plain: tuple[bool, ...]  # all pairs are one genotype in two orders, so children need not know which
    targets: tuple[int, ...]  # people whose genotypes are asked for
    # how each person's paternal and maternal copy is drawn, if a founder: ALONE, GIVEN, or the number of a block of
    # copies that are one draw; empty means that all are ALONE
    draws: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The ordered pairs of alleles that observations allow, with their probabilities, for a batch.

    paternal, maternal    int64 (batch, n_states) by person; for a single copy both are the same
    weight                float64, same shape: P(observation | pair)
    A batch axis of length 1 is shared by the whole batch, here as in `Alleles`.
    """

    paternal: Mapping[int, Ints]
    maternal: Mapping[int, Ints]
    weight: Mapping[int, Floats]


@dataclass(frozen=True, slots=True)
class Alleles:
    """Frequencies and mutation matrices of a batch of (possibly lumped) markers."""

    frequency: Floats  # (batch, n)
    male: Floats  # (batch, n, n)
    female: Floats


@dataclass(frozen=True, slots=True)
class _Factor:
    kind: str
    person: int
    parent: int
    scope: Scope


def shape_of(
    pedigree: Pedigree,
    evidence: Mapping[str, tuple[int, bool]],
    targets: tuple[str, ...] = (),
    *,
    is_x: bool = False,
    keep_people: bool = False,
) -> tuple[Shape, tuple[str, ...]]:
    """Reduce a pedigree to the people who matter, and tell which they are, in order.

    evidence    by person id: number of states, and whether they are one plain genotype
    returns     the shape, and the ids of its people
    """
    wanted = {person.id for person in pedigree.people} if keep_people else set(evidence) | set(targets)
    order = _relevant(pedigree, wanted)
    place = {person: number for number, person in enumerate(order)}
    people = [pedigree.by_id[person] for person in order]
    shape = Shape(
        fathers=tuple(NOBODY if p.father is None else place[p.father] for p in people),
        mothers=tuple(NOBODY if p.mother is None else place[p.mother] for p in people),
        is_single=tuple(is_x and p.sex == "M" for p in people),
        is_x=is_x,
        n_states=tuple(evidence[p.id][0] if p.id in evidence else HIDDEN for p in people),
        is_plain=tuple(p.id in evidence and evidence[p.id][1] for p in people),
        targets=tuple(place[target] for target in targets),
    )
    return shape, tuple(order)


def _relevant(pedigree: Pedigree, wanted: set[str]) -> list[str]:
    """Give the wanted people and all their ancestors, parents first; the rest sums to one."""
    keep = set(wanted)
    for person in reversed(pedigree.people):
        if person.id in keep and person.father is not None and person.mother is not None:
            keep |= {person.father, person.mother}
    return [person.id for person in pedigree.people if person.id in keep]


def _copy(shape: Shape, person: int, side: str) -> int:
    """The variable of a person's copy; its block's where the copy is in one."""
    draw = _draw(shape, person, side)
    return _block(shape, draw) if draw >= 0 else 3 * person + (1 if side == "paternal" else 2)


def _state(person: int) -> int:
    return 3 * person + 3


def _block(shape: Shape, number: int) -> int:
    return 3 * len(shape.fathers) + 1 + number


def _draw(shape: Shape, person: int, side: str) -> int:
    return shape.draws[person][side == "maternal"] if shape.draws else ALONE


def _copies(shape: Shape, person: int) -> Scope:
    """The variables of all copies of a person without evidence; one where both copies are in one block."""
    sides = ("maternal",) if shape.is_single[person] else ("paternal", "maternal")
    return tuple(dict.fromkeys(_copy(shape, person, side) for side in sides))


@lru_cache(maxsize=8192)
def _factors(shape: Shape) -> tuple[_Factor, ...]:
    found: list[_Factor] = []
    for person in range(len(shape.fathers)):
        typed = shape.n_states[person] != HIDDEN
        if typed:
            found.append(_Factor("weight", person, NOBODY, (_state(person),)))
        for side, parent in (("paternal", shape.fathers[person]), ("maternal", shape.mothers[person])):
            if side == "paternal" and shape.is_single[person]:
                continue  # a man has no paternal copy at an X marker
            own = _state(person) if typed else _copy(shape, person, side)
            if parent == NOBODY:
                found += _founder_factors(shape, person, side, own)
            else:
                found.append(_child_factor(shape, person, parent, side, own))
    for number in sorted({draw for pair in shape.draws for draw in pair if draw >= 0}):
        found.append(_Factor("hidden founder block", NOBODY, NOBODY, (_block(shape, number),)))
    return tuple(found)


def _founder_factors(shape: Shape, person: int, side: str, own: int) -> list[_Factor]:
    """A founder's copy is looked up in the table, or is the allele of its block."""
    typed = "typed" if shape.n_states[person] != HIDDEN else "hidden"
    draw = _draw(shape, person, side)
    if draw == ALONE:
        return [_Factor(f"{typed} founder {side}", person, NOBODY, (own,))]
    if draw == GIVEN or typed == "hidden":
        return []
    return [_Factor(f"typed tie {side}", person, NOBODY, (_block(shape, draw), own))]


def _child_factor(shape: Shape, person: int, parent: int, side: str, own: int) -> _Factor:
    typed = "typed" if shape.n_states[person] != HIDDEN else "hidden"
    if shape.n_states[parent] == HIDDEN:
        return _Factor(f"{typed} child {side} of hidden", person, parent, (*_copies(shape, parent), own))
    if shape.is_plain[parent]:
        return _Factor(f"{typed} child {side} of plain", person, parent, (own,))
    return _Factor(f"{typed} child {side} of typed", person, parent, (_state(parent), own))


_NOMINAL = 8  # one plan serves all small tables: the best order hardly depends on the number of alleles
_SMALL = 12


@lru_cache(maxsize=8192)
def plan_of(shape: Shape, n_alleles: int) -> Plan:
    """Plan the elimination of one shape for tables of `n_alleles` alleles."""
    keep = _kept(shape)
    scopes, sizes = [factor.scope for factor in _factors(shape)], _sizes(shape, n_alleles)
    if n_alleles <= _SMALL and n_alleles != _NOMINAL:
        try:
            plan = plan_of(shape, _NOMINAL)
        except TooLarge:
            return plan_elimination(scopes, sizes, keep)
        peak = peak_entries(plan.steps, sizes)
        if not plan.cut and fits(peak):
            return replace(plan, peak=peak)
    return plan_elimination(scopes, sizes, keep)


def _sizes(shape: Shape, n_alleles: int) -> dict[int, int]:
    sizes: dict[int, int] = {}
    for person, n_states in enumerate(shape.n_states):
        sizes |= {3 * person + 1: n_alleles, 3 * person + 2: n_alleles, _state(person): n_states}
    return sizes | {_block(shape, draw): n_alleles for pair in shape.draws for draw in pair if draw >= 0}


def solve(shape: Shape, alleles: Alleles, evidence: Evidence) -> Floats:
    """Compute P(all observations, genotypes of the targets).

    returns    float64 (batch, ...): for each target two axes (paternal, maternal copy) of n alleles, one axis for
               a single copy; without targets the likelihood itself
    """
    table, log10_scale = solve_scaled(shape, alleles, evidence)
    value: Floats = table * 10.0**log10_scale
    return value


def solve_scaled(shape: Shape, alleles: Alleles, evidence: Evidence) -> tuple[Floats, float]:
    """Compute the same as a table and the log10 of a factor left out of it, for likelihoods below the least float."""
    plan = plan_of(shape, alleles.frequency.shape[-1])
    tables = _Tables(shape, alleles, evidence)
    factors, log10_scale = [], 0.0
    for factor in _factors(shape):
        array = tables.build(factor)
        top = float(array.max(initial=0.0))
        if 0.0 < top < 1.0:
            array, log10_scale = array / top, log10_scale + math.log10(top)
        factors.append((array, factor.scope))
    return _write_out(shape, run_plan(plan, factors), alleles, evidence), log10_scale


def _kept(shape: Shape) -> Scope:
    """The variables that say what the targets carry, each once."""
    return tuple(
        dict.fromkeys(
            v
            for target in shape.targets
            for v in ((_state(target),) if shape.n_states[target] != HIDDEN else _copies(shape, target))
        )
    )


def _write_out(shape: Shape, table: Floats, alleles: Alleles, evidence: Evidence) -> Floats:
    """Give each target axes of alleles, also one typed through a twin, asked for twice, or with copies of one block."""
    wanted = [
        (target, side)
        for target in shape.targets
        for side in (("maternal",) if shape.is_single[target] else ("paternal", "maternal"))
    ]
    kept = _kept(shape)
    if len(kept) == len(wanted) and all(shape.n_states[target] == HIDDEN for target in shape.targets):
        return table
    identity = np.eye(alleles.frequency.shape[-1])
    axes = {v: number + 1 for number, v in enumerate(kept)}
    operands: list[object] = [table, [0, *axes.values()]]
    fresh = range(len(axes) + 1, len(axes) + 1 + len(wanted))
    for (target, side), axis in zip(wanted, fresh, strict=True):
        if shape.n_states[target] != HIDDEN:
            operands += [identity[getattr(evidence, side)[target]], [0, axes[_state(target)], axis]]
        else:
            operands += [identity, [axes[_copy(shape, target, side)], axis]]
    written: Floats = np.einsum(*operands, [0, *fresh])  # type: ignore[call-overload]
    return written


class _Tables:
    """Builds the array of each factor; keeps the transmission tables that several factors share."""

    def __init__(self, shape: Shape, alleles: Alleles, evidence: Evidence) -> None:
        self.shape, self.alleles, self.evidence = shape, alleles, evidence
        self._shared: dict[str, Floats] = {}

    def build(self, factor: _Factor) -> Floats:
        if factor.kind == "weight":
            return self.evidence.weight[factor.person]
        typed, role, side, *rest = factor.kind.split()
        states = getattr(self.evidence, side)[factor.person] if typed == "typed" else None
        if role in ("founder", "tie"):
            return self._drawn(role, states)
        matrix: Floats = self.alleles.male if side == "paternal" else self.alleles.female
        if rest[-1] == "hidden":
            return self._from_hidden(matrix, factor, states)
        rows = self._from_typed(matrix, factor.parent)
        if rest[-1] == "plain":
            rows = rows[:, 0]
        return rows if states is None else _pick(rows, states)

    def _drawn(self, role: str, states: Ints | None) -> Floats:
        """P(founder's copy), or whether it is the allele of its block."""
        frequency = self.alleles.frequency
        if states is None:
            return frequency
        return _pick(np.eye(frequency.shape[-1])[None] if role == "tie" else frequency, states)

    def _from_hidden(self, matrix: Floats, factor: _Factor, states: Ints | None) -> Floats:
        """P(transmitted allele | the parent's hidden copies)."""
        if len(factor.scope) == 2:  # one copy, or two of one block
            return matrix if states is None else _pick(matrix, states)
        if states is not None:
            columns = _pick(matrix, states)
            return 0.5 * (columns[:, :, None, :] + columns[:, None, :, :])
        key = factor.kind.split()[2]
        if key not in self._shared:
            self._shared[key] = 0.5 * (matrix[:, :, None, :] + matrix[:, None, :, :])
        return self._shared[key]

    def _from_typed(self, matrix: Floats, parent: int) -> Floats:
        """P(transmitted allele | each state of a typed parent): (batch, n_states, n)."""
        maternal = _rows(matrix, self.evidence.maternal[parent])
        if self.shape.is_single[parent]:
            return maternal
        both: Floats = 0.5 * (_rows(matrix, self.evidence.paternal[parent]) + maternal)
        return both


def _rows(matrix: Floats, states: Ints) -> Floats:
    """Rows of the matrix at each state's allele: (batch, n_states, n)."""
    if matrix.shape[0] == 1:
        shared: Floats = matrix[0][states]
        return shared
    return matrix[np.arange(matrix.shape[0])[:, None], states]


def _pick(table: Floats, states: Ints) -> Floats:
    """Values at the states' alleles, which stand on the table's last axis: (batch, ..., n_states)."""
    if states.shape[0] == 1:
        return table[..., states[0]]
    n_batch, inner = states.shape[0], table.shape[1:-1]
    full = np.broadcast_to(table, (n_batch, *table.shape[1:]))
    index = states.reshape(n_batch, *([1] * len(inner)), states.shape[-1])
    return np.take_along_axis(full, np.broadcast_to(index, (n_batch, *inner, states.shape[-1])), axis=-1)
