"""The posterior of a group too large to sum: independent chains, with their disagreement as the error.

Each step takes one family (sometimes two that compete) and redraws its option from its exact distribution given all
others, so the chain's law is the posterior. How parts that no family takes belong together is summed exactly at each
step, so that every family can always give up what it has and no chain is caught. Eight chains wander to different
places first, each with its own seed; the standard error of every probability comes from how far they differ, and is
reported beside it.

Source: Geman & Geman 1984 (Gibbs sampling); Geyer 1992, Statist Sci 7:473 (error of Markov chain averages).
"""

from collections.abc import Mapping, Sequence
from math import exp, inf, log, sqrt

import numpy as np

from homeward.identify.joint.posterior import Floats, GroupPosterior, Ranked, Slot, ln_add

_N_CHAINS = 8
_SEED = 20_260_101
_TOLERANCE = 0.002
_MAX_SWEEPS = 6400
_SCATTER = 20  # sweeps before the first
_FIRST_SWEEPS = 200  # half of them to forget the start; fewer leave rare options unseen
_LEAST_ERROR = 1e-9  # chains that agree to the last digit have still only sampled


def sample_group(
    slots: Sequence[Slot], top: int, *, tolerance: float = _TOLERANCE, seed: int = _SEED
) -> GroupPosterior:
    """Estimate the posterior of one group.

    slots        whatever the families take, every set of parts must have a way to be left over
    tolerance    standard error below which sampling stops
    returns      a `GroupPosterior` whose `max_error` is the largest standard error reached, whose `top` are the best
                 assignments met, and whose counts and totals are those of the assignments met
    """
    chains = [_Chain(slots, np.random.default_rng([seed, number])) for number in range(_N_CHAINS)]
    for chain in chains:
        chain.scatter(_SCATTER)
    sweeps, error = 0, inf
    while sweeps < _MAX_SWEEPS and error > tolerance:
        more = max(sweeps, _FIRST_SWEEPS)
        for chain in chains:
            chain.run(more, keep_from=0 if sweeps else more // 2)
        sweeps += more
        error = _standard_error(chains)
    shares = [np.mean([chain.share(place) for chain in chains], axis=0) for place in range(len(slots))]
    met: dict[tuple[int, ...], float] = {}
    for chain in chains:
        met |= chain.met
    ranked = sorted(met.items(), key=lambda item: (-item[1], item[0]))
    total = -inf
    for _, weight in ranked:
        total = ln_add(total, weight)
    best = _best_met(slots, met)
    tops = tuple(Ranked(weight, choice) for choice, weight in ranked[:top])
    probability = tuple(tuple(share.tolist()) for share in shares)
    return GroupPosterior(
        tuple(slots), total, probability, tuple(best), len(met), tops, max(error, _counting_error(chains))
    )


class _Chain:
    """One chain over the options of every family; the ways to sort parts that no family takes are summed, not drawn."""

    def __init__(self, slots: Sequence[Slot], rng: np.random.Generator) -> None:
        self.slots, self.rng = slots, rng
        self.families = [place for place, slot in enumerate(slots) if slot.family >= 0]
        self.sets = {place: _Sortings(slot) for place, slot in enumerate(slots) if slot.family < 0}
        self.choice = [next((k for k, option in enumerate(slot.options) if not option.uses), 0) for slot in slots]
        self.counts = [np.zeros(len(slot.options)) for slot in slots]
        self.rivals = _rivals(slots)
        self.met: dict[tuple[int, ...], float] = {}
        self.warmth = 1.0

    def scatter(self, sweeps: int) -> None:
        """Wander without regard to weights, so that chains start apart and disagree where they cannot move freely."""
        self.warmth = 0.0
        self.run(sweeps, keep_from=sweeps)
        self.warmth = 1.0

    def run(self, sweeps: int, *, keep_from: int) -> None:
        for sweep in range(sweeps):
            for place in self.families:
                self._redraw(place)
            for place in self.families:
                rivals = self.rivals[place]
                if rivals:
                    self._redraw_pair(place, rivals[int(self.rng.integers(len(rivals)))])
            if sweep >= keep_from:
                self._record()

    def share(self, place: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
        return self.counts[place] / max(self.counts[place].sum(), 1.0)

    def _record(self) -> None:
        used, weight = self._used(), 0.0
        for place in self.families:
            number = self.choice[place]
            self.counts[place][number] += 1
            weight += self.slots[place].options[number].ln_weight
        for place, sortings in self.sets.items():
            shares = sortings.shares(used)
            self.counts[place] += shares
            self.choice[place] = int(shares.argmax())
        if len(self.met) < 100_000:
            self.met[tuple(self.choice)] = weight + self._ln_left(used)

    def _used(self, *without: int) -> int:
        used = 0
        for place in self.families:
            if place not in without:
                used |= self.slots[place].options[self.choice[place]].uses
        return used

    def _ln_left(self, used: int) -> float:
        return sum(sortings.ln_sum(used) for sortings in self.sets.values())

    def _draw(self, weights: Sequence[float]) -> int:
        highest = max(weights)
        chances = np.array([exp(self.warmth * (weight - highest)) if weight > -inf else 0.0 for weight in weights])
        return int(np.searchsorted(np.cumsum(chances), self.rng.random() * chances.sum(), side="right"))

    def _redraw(self, place: int) -> None:
        used, options = self._used(place), self.slots[place].options
        fits = [number for number, option in enumerate(options) if not option.uses & used]
        weights = [options[number].ln_weight + self._ln_left(used | options[number].uses) for number in fits]
        if max(weights, default=-inf) > -inf:
            self.choice[place] = fits[self._draw(weights)]

    def _redraw_pair(self, one: int, other: int) -> None:
        used = self._used(one, other)
        first = [(k, o) for k, o in enumerate(self.slots[one].options) if not o.uses & used]
        second = [(k, o) for k, o in enumerate(self.slots[other].options) if not o.uses & used]
        if len(first) * len(second) > 40_000:
            return
        fits = [(i, j, a, b) for i, a in first for j, b in second if not a.uses & b.uses]
        weights = [a.ln_weight + b.ln_weight + self._ln_left(used | a.uses | b.uses) for _, _, a, b in fits]
        if max(weights, default=-inf) > -inf:
            self.choice[one], self.choice[other], *_ = fits[self._draw(weights)]


class _Sortings:
    """The ways in which the parts of one set that no family takes may belong together."""

    def __init__(self, slot: Slot) -> None:
        self.slot = slot
        self._known: dict[int, tuple[float, Floats]] = {}

    def ln_sum(self, used: int) -> float:
        """The log weight of all ways together, given which people the families use."""
        return self._given(used)[0]

    def shares(self, used: int) -> Floats:
        """The chance of each way."""
        return self._given(used)[1]

    def _given(self, used: int) -> tuple[float, Floats]:
        taken = used & self.slot.requires
        if taken not in self._known:
            options = self.slot.options
            weight = np.array([o.ln_weight if self.slot.allows(taken, o) else -inf for o in options])
            highest = float(weight.max())
            chances = np.exp(weight - highest) if highest > -inf else np.zeros(len(options))
            total = float(chances.sum())
            self._known[taken] = (highest + log(total), chances / total) if total else (-inf, chances)
        return self._known[taken]


def _best_met(slots: Sequence[Slot], met: Mapping[tuple[int, ...], float]) -> list[tuple[float, ...]]:
    """The weight of the best assignment met that takes each option of each slot."""
    choices, weights = np.array(list(met), dtype=np.int64), np.array(list(met.values()))
    best = []
    for place, slot in enumerate(slots):
        highest = np.full(len(slot.options), -inf)
        np.maximum.at(highest, choices[:, place], weights)
        best.append(tuple(highest.tolist()))
    return best


def _rivals(slots: Sequence[Slot]) -> list[list[int]]:
    """For each family the others that can use the same people."""
    reach = []
    for slot in slots:
        total = 0
        for option in slot.options if slot.family >= 0 else ():
            total |= option.uses
        reach.append(total)
    return [[j for j in range(len(slots)) if j != k and reach[j] & reach[k]] for k in range(len(slots))]


def _counting_error(chains: Sequence[_Chain]) -> float:
    """The largest standard error that as many independent draws would have: chains may agree by chance.

    An option drawn k times of n counts as (k + 1) / (n + 2), so that one never drawn is not held to be impossible.
    """
    worst = _LEAST_ERROR
    for place in range(len(chains[0].slots)):
        drawn = np.sum([chain.counts[place] for chain in chains], axis=0)
        n = float(drawn.sum())
        share = (drawn + 1.0) / (n + 2.0)
        worst = max(worst, float(np.sqrt(share * (1.0 - share) / max(n, 1.0)).max()))
    return worst


def _standard_error(chains: Sequence[_Chain]) -> float:
    """The largest standard error of any option's probability, from the spread between chains."""
    worst = 0.0
    for place in range(len(chains[0].slots)):
        shares = np.array([chain.share(place) for chain in chains])
        worst = max(worst, float(shares.std(axis=0, ddof=1).max()) / sqrt(len(chains)))
    return worst
