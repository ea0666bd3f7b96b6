"""The exact posterior over who is who, everybody at once.

An assignment gives each family one row of its table and uses each found person at most once. Its weight is the product
of the rows' likelihood ratios and of w for everybody left over. The sum over all assignments runs through the families
one by one and remembers only which of the found people that later families could also claim are already used; groups
of people who share no family are independent.

Source: Vigeland & Egeland 2021, Sci Rep 11:13661 (the posterior); the sum itself is a dynamic program over families.
"""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import exp, inf, log, log1p

import numpy as np
from numpy.typing import NDArray

from homeward.errors import TooLarge

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LN10 = log(10.0)
MAX_STEPS = 400_000
_LN_MANY = log(2.0**52)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to fill one family: which found people it uses, and its weight against leaving the family empty."""

    uses: int  # bit mask over the group's found people
    ln_weight: float
    placed: tuple[tuple[int, int], ...]  # (found, place among the family's missing), in the caller's numbers


@dataclass(frozen=True, slots=True)
class Slot:
    """One family, or one set of body parts left over, with its options.

    family      the caller's number; -1 for body parts
    requires    people who must all be used once this slot is filled: body parts that no family took are left over
                together or apart, and each way has its weight
    """

    family: int
    options: tuple[Option, ...]
    requires: int = 0

    def allows(self, state: int, option: Option) -> bool:
        """Tell whether an option may follow when the people in `state` are used."""
        return not state & option.uses and not self.requires & ~(state | option.uses)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One whole assignment of a group.

    ln_weight    of all ways to sort the parts that nobody's family took, where there are such
    """

    ln_weight: float
    choice: tuple[int, ...]  # option taken in each slot


@dataclass(frozen=True, slots=True)
class GroupPosterior:
    """The posterior of one independent group.

    probability    for each slot the probability of each of its options
    ln_best        for each slot and option the weight of the best assignment that takes it
    """

    slots: tuple[Slot, ...]
    ln_total: float
    probability: tuple[tuple[float, ...], ...]
    ln_best: tuple[tuple[float, ...], ...]
    n_assignments: int
    top: tuple[Ranked, ...]
    max_error: float = 0.0  # standard error of the probabilities where they were sampled


def count_steps(slots: Sequence[Slot], limit: int) -> int:
    """Count the additions that the exact sum over a group needs; stops counting beyond the limit."""
    try:
        return sum(len(layer.source) for layer in _layers(slots, limit))
    except TooLarge:
        return limit + 1


def solve_group(slots: Sequence[Slot], top: int, *, limit: int = MAX_STEPS) -> GroupPosterior:
    """Sum over all assignments of one group exactly.

    slots      families; found people are numbered by bits
    top        how many of the best whole assignments to list
    returns    probabilities of every option, the number of assignments, the best ones in order
    raises     TooLarge beyond `limit` additions
    """
    if len(slots) == 1 and slots[0].family >= 0:
        return _solve_alone(slots[0], top)
    ordered = order_slots(slots)
    layers = _layers(ordered, limit)
    forward = _forward(layers, np.zeros(1), _segment_ln_sum)
    backward = _backward(layers, _segment_ln_sum)
    best_to, best_on = _forward(layers, np.zeros(1), np.maximum.reduceat), _backward(layers, np.maximum.reduceat)
    count = _forward(layers, np.zeros(1), _segment_ln_sum, with_weights=False)
    ln_total = float(backward[0][0])
    probability, ln_best = [], []
    for place, layer in enumerate(layers):
        n = len(ordered[place].options)
        through = forward[place][layer.source] + layer.weight + backward[place + 1][layer.target]
        probability.append(tuple(np.bincount(layer.option, np.exp(through - ln_total), n).tolist()))
        highest = np.full(n, -np.inf)
        np.maximum.at(
            highest, layer.option, best_to[place][layer.source] + layer.weight + best_on[place + 1][layer.target]
        )
        ln_best.append(tuple(highest.tolist()))
    n_assignments = round(exp(float(count[-1][0]))) if count[-1][0] < _LN_MANY else -1
    ranked = tuple(_top([_fold(slot, layer) for slot, layer in zip(ordered, layers, strict=True)], top))
    return GroupPosterior(tuple(ordered), ln_total, tuple(probability), tuple(ln_best), n_assignments, ranked)


def _solve_alone(slot: Slot, top: int) -> GroupPosterior:
    """Sum over the options of one family that nobody competes with."""
    weight = np.array([option.ln_weight for option in slot.options])
    highest = float(weight.max())
    ln_total = highest + log(float(np.exp(weight - highest).sum()))
    best = np.argsort(-weight, kind="stable")[:top].tolist()
    ranked = tuple(Ranked(float(weight[number]), (number,)) for number in best)
    probability = tuple(np.exp(weight - ln_total).tolist())
    return GroupPosterior((slot,), ln_total, (probability,), (tuple(weight.tolist()),), len(weight), ranked)


def order_slots(slots: Sequence[Slot]) -> list[Slot]:
    """Put families next to each other that compete for the same people, so that few need to be remembered."""
    reach = [_union(option.uses for option in slot.options) for slot in slots]
    left, ordered, seen = set(range(len(slots))), [], 0
    while left:
        taken = _union(reach[k] for k in left if not slots[k].requires)
        ready = [k for k in left if not slots[k].requires & taken]
        n_open = {k: _count((seen | reach[k]) & _union(reach[j] for j in left if j != k)) for k in ready}
        chosen = min(ready, key=lambda k: (n_open[k], k))
        ordered.append(slots[chosen])
        seen |= reach[chosen]
        left.remove(chosen)
    return ordered


def _union(masks: Iterable[int]) -> int:
    total = 0
    for mask in masks:
        total |= mask
    return total


def _count(mask: int) -> int:
    return mask.bit_count()


def ln_add(one: float, other: float) -> float:
    """Add two numbers given by their logarithms."""
    if one < other:
        one, other = other, one
    return one if other == -inf else one + log1p(exp(other - one))


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """All ways of filling one slot: from which state, by which option, to which state; ordered by target."""

    source: Ints
    option: Ints
    target: Ints
    weight: Floats  # of the option
    starts: Ints  # where the ways to each target begin


def _layers(slots: Sequence[Slot], limit: int) -> list[_Layer]:
    """List the states after each slot: which people that later slots can use are already used.

    People are renumbered as they come into reach and leave it, so that a state fits into 62 bits.
    """
    reach = [_union(option.uses for option in slot.options) | slot.requires for slot in slots]
    later = [0] * (len(slots) + 1)
    for place in range(len(slots) - 1, -1, -1):
        later[place] = later[place + 1] | reach[place]
    states, steps = np.zeros(1, dtype=np.int64), 0
    bit_of: dict[int, int] = {}
    layers: list[_Layer] = []
    for place, slot in enumerate(slots):
        # people whom no other family can take need not be remembered
        _give_bits(bit_of, reach[place] & (later[place + 1] | slot.requires))
        uses = np.array([_translate(option.uses, bit_of) for option in slot.options], dtype=np.int64)
        needs = np.int64(_translate(slot.requires, bit_of))
        steps += len(states) * len(uses)
        if steps > limit:
            raise TooLarge(f"a group of {len(slots)} families needs more than {limit:,} steps; drop weaker pairs")
        fits = (states[:, None] & uses[None, :]) == 0
        if slot.requires:
            fits &= ((states[:, None] | uses[None, :]) & needs) == needs
        source, option = np.nonzero(fits)
        staying = _translate(later[place + 1] & _union(1 << person for person in bit_of), bit_of)
        after = (states[source] | uses[option]) & np.int64(staying)
        for person in [person for person in bit_of if not later[place + 1] >> person & 1]:
            del bit_of[person]
        states, target = np.unique(after, return_inverse=True)
        order = np.argsort(target, kind="stable")
        weight = np.array([o.ln_weight for o in slot.options])[option[order]]
        starts = np.searchsorted(target[order], np.arange(len(states)))
        layers.append(_Layer(source[order], option[order], target[order], weight, starts))
    return layers


def _give_bits(bit_of: dict[int, int], people: int) -> None:
    free = iter(bit for bit in range(10_000) if bit not in set(bit_of.values()))
    while people:
        person = (people & -people).bit_length() - 1
        people &= people - 1
        if person not in bit_of:
            bit_of[person] = next(free)
    if max(bit_of.values(), default=0) > 61:
        raise TooLarge("more than 62 people compete at once; drop weaker pairs")


def _translate(people: int, bit_of: dict[int, int]) -> int:
    total = 0
    while people:
        person = (people & -people).bit_length() - 1
        people &= people - 1
        if person in bit_of:
            total |= 1 << bit_of[person]
    return total


def _segment_ln_sum(values: Floats, starts: Ints) -> Floats:
    """Add numbers given by logarithms, segment by segment."""
    highest = np.maximum.reduceat(values, starts)
    sizes = np.diff(np.append(starts, len(values)))
    level = np.where(np.isneginf(highest), 0.0, highest)
    shares = np.exp(values - np.repeat(level, sizes))
    with np.errstate(divide="ignore"):
        return level + np.log(np.add.reduceat(shares, starts))


def _forward(
    layers: Sequence[_Layer], first: Floats, combine: Callable[[Floats, Ints], Floats], *, with_weights: bool = True
) -> list[Floats]:
    """For each state before each slot, the combined log weight of all ways to get there."""
    tables = [first]
    for layer in layers:
        ways = tables[-1][layer.source] + (layer.weight if with_weights else 0.0)
        tables.append(combine(ways, layer.starts))
    return tables


def _backward(layers: Sequence[_Layer], combine: Callable[[Floats, Ints], Floats]) -> list[Floats]:
    """For each state before each slot, the combined log weight of all that may follow."""
    tables = [np.zeros(1)]
    n_before = [1, *(len(layer.starts) for layer in layers[:-1])]
    for layer, n_states in zip(reversed(layers), reversed(n_before), strict=True):
        onwards = layer.weight + tables[-1][layer.target]
        order = np.argsort(layer.source, kind="stable")
        source = layer.source[order]
        present = np.searchsorted(source, np.arange(n_states))
        is_here = np.diff(np.append(present, len(source))) > 0
        table = np.full(n_states, -np.inf)
        table[is_here] = combine(onwards[order], present[is_here])
        tables.append(table)
    return tables[::-1]


def _fold(slot: Slot, layer: _Layer) -> _Layer:
    """Make one of all ways to sort parts that nobody's family took: their sum, under the name of the heaviest.

    No later slot can use these parts, so that all ways lead from one state to one other.
    """
    if slot.family >= 0:
        return layer
    order = np.lexsort((-layer.weight, layer.source))
    source, starts = np.unique(layer.source[order], return_index=True)
    heaviest = order[starts]
    weight = _segment_ln_sum(layer.weight[order], starts)
    rank = np.argsort(layer.target[heaviest], kind="stable")
    target = layer.target[heaviest][rank]
    return _Layer(
        source[rank], layer.option[heaviest][rank], target, weight[rank], np.searchsorted(target, np.unique(target))
    )


def _top(layers: Sequence[_Layer], top: int) -> list[Ranked]:
    """List the best assignments in order: a best-first search whose bound is exact, so it never turns back."""
    best = _backward(layers, np.maximum.reduceat)
    by_source: list[dict[int, list[tuple[int, int, float]]]] = [{} for _ in layers]
    heap: list[tuple[float, tuple[int, ...], int, float]] = [(-float(best[0][0]), (), 0, 0.0)]
    found: list[Ranked] = []
    while heap and len(found) < top:
        _, choice, state, ln_weight = heapq.heappop(heap)
        place = len(choice)
        if place == len(layers):
            found.append(Ranked(ln_weight, choice))
            continue
        if state not in by_source[place]:
            layer = layers[place]
            here = np.nonzero(layer.source == state)[0]
            ways = layer.option[here].tolist(), layer.target[here].tolist(), layer.weight[here].tolist()
            by_source[place][state] = list(zip(*ways, strict=True))
        for number, after, weight in by_source[place][state]:
            value = ln_weight + weight
            bound = value + float(best[place + 1][after])
            if bound > -inf:
                heapq.heappush(heap, (-bound, (*choice, number), after, value))
    return found
