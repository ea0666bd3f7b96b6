"""What will the log10 LR of the right person be, with these donors, and with one more?

A `Study` holds families of one form. Its rows are possible profiles of everybody typed: at first the donors' own, then,
with each relative asked, profiles drawn from P(theirs | all before). Markers are independent given the donors, so each
marker's rows are drawn, weighted and averaged on their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, nan, prod, sqrt

import numpy as np

from homeward.evidence.dna.comparison.panel import UNTYPED, Codes
from homeward.evidence.dna.comparison.tables import Structure, weigh_sightings
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.profile import Sex
from homeward.identify.power.forms import Form, Ints, Rows
from homeward.identify.power.genotypes import Genotypes
from homeward.identify.power.spread import FINE, law_of_sum, share_above

LN10 = float(np.log(10.0))
_FEW = 3  # draws by which the best relative of a family is chosen
_GOLDEN = (sqrt(5.0) - 1.0) / 2.0  # spreads the families' starting points evenly


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What to expect of the right person, by family and batch of draws.

    log10_lr    float64 (n_families, n_batches), expected; nan where the family's own profiles are impossible
    reaches     same shape, chance to reach the threshold
    """

    log10_lr: Floats
    reaches: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """Families of one form, with what is asked about them."""

    form: Form
    genotypes: Genotypes
    threshold: float
    n_batches: int = 1  # independent sets of draws
    n_draws: int = 1  # in each of them
    step: float = FINE  # of the grid of log10 LR

    def take(self, which: Ints) -> "Study":
        """Give the study of some of its families."""
        return replace(self, form=self.form.take(which))

    def weigh(self, rows: Rows, place: int) -> Floats:
        """Weigh every genotype of a person in every row: float64 (n_rows, width) log10 LR.

        -inf where impossible, nan where the row itself is impossible at that marker.
        """
        person = self.form.ids[place]
        flat = rows.codes.reshape(prod(rows.codes.shape[:3]), *rows.codes.shape[3:])
        others = [k for k, name in enumerate(rows.typed) if name != person]
        typed = tuple(rows.typed[k] for k in others)
        structure = Structure(self.form.pedigree, typed, person, flat[:, others])
        log10_lr = weigh_sightings(structure, self.genotypes.panel, self.genotypes.sightings)
        if person in rows.typed:
            self._weigh_twin(log10_lr, flat[:, rows.typed.index(person)], self.form.sex(place))
        return log10_lr

    def _weigh_twin(self, log10_lr: Floats, twin: Codes, sex: Sex) -> None:
        """Where an identical twin is typed only that genotype is possible, and it weighs one over its frequency."""
        with np.errstate(divide="ignore"):
            alone = -np.log10(self.genotypes.population(sex))
        for place, (begin, end) in enumerate(self.genotypes.blocks):
            is_typed = twin[:, place, 0] != UNTYPED
            own = log10_lr[is_typed, begin:end]
            is_same = (twin[is_typed, place, None] == self.genotypes.pairs[begin:end]).all(axis=-1)
            point = np.where(is_same, alone[begin:end], -inf)
            point[~(is_same & np.isfinite(own)).any(axis=1)] = nan
            log10_lr[is_typed, begin:end] = point

    def judge(self, rows: Rows, place: int) -> Judged:
        """Find what to expect of a person over all rows of a family and batch."""
        values, chances, mean = self.expect(rows, place)
        rest = np.maximum(1.0 - self.genotypes.by_marker(chances.sum(axis=1)), 0.0)  # silent alleles: nothing is seen
        terms = list(self.genotypes.split(values, chances))
        grid, law = law_of_sum(terms, rest, centre=np.nan_to_num(mean.ravel()), step=self.step)  # type: ignore[arg-type]
        reaches = share_above(grid, law, self.threshold).reshape(mean.shape)
        return Judged(mean, np.where(np.isnan(mean), nan, reaches))

    def expect(self, rows: Rows, place: int) -> tuple[Floats, Floats, Floats]:
        """Find the mean log10 LR of a person over all rows of a family and batch, if true.

        returns    log10 LR (0 where not finite) and chance of every genotype in every row, float64
                   (n_families * n_batches, n_draws, width); mean, float64 (n_families, n_batches)
        """
        shape = rows.weight.shape
        log10_lr = self.weigh(rows, place).reshape(shape[0] * shape[1], shape[2], -1)
        chances = self.genotypes.population(self.form.sex(place)) * power_of_ten(log10_lr)
        for locus, (begin, end) in enumerate(self.genotypes.blocks):
            chances[..., begin:end] *= rows.weight[..., locus].reshape(*chances.shape[:2], 1)
        is_odd = np.isnan(log10_lr).any(axis=(1, 2)) | np.repeat(self.form.clashes, shape[1])
        values = np.where(np.isfinite(log10_lr), log10_lr, 0.0)
        mean = np.where(is_odd, nan, np.einsum("rkc,rkc->r", chances, values)).reshape(shape[:2])
        return values, chances, mean

    def choose(self, rows: Rows, places: Sequence[int], start: Floats) -> Ints:
        """Find for each family which relative adds most to the expected log10 LR, by a few draws of the first batch."""
        if len(places) == 1:
            return np.zeros(len(self.form.members), dtype=np.int64)
        few = replace(self, n_batches=1, n_draws=_FEW)
        turn = _GOLDEN * np.array(self.form.members)[:, None]
        first = _thin(rows.first_batch, _FEW, start[:1] + turn[..., None])
        means = np.zeros((len(places), len(self.form.members)))
        for number, place in enumerate(places):
            more = few.ask(first, place, start[:1])
            for target in self.form.missing:
                means[number] += few.expect(more, target)[2][:, 0]
        best: Ints = np.argmax(means, axis=0)
        return best

    def ask(self, rows: Rows, place: int, start: Floats) -> Rows:
        """Add a profile of one more person to every row, from its distribution there.

        start    float64 (n_batches, n_markers), from 0 to 1: where the even spacing of draws begins
        """
        sex = self.form.sex(place)
        chances = self.genotypes.population(sex) * power_of_ten(self.weigh(rows, place))
        chances = chances.reshape(*rows.weight.shape[:3], -1)
        shape = (len(chances), self.n_batches, self.n_draws)
        known = np.empty((*shape, *rows.codes.shape[3:]), dtype=np.int16)
        drawn = np.empty((*shape, *rows.codes.shape[4:]), dtype=np.int16)
        weight = np.empty((*shape, rows.codes.shape[4]))
        turn = _GOLDEN * np.array(self.form.members)[:, None]  # families must not all err to the same side
        for locus, (begin, end) in enumerate(self.genotypes.blocks):
            own = chances[..., begin:end]
            unseen = np.maximum(1.0 - own.sum(axis=-1, keepdims=True), 0.0)
            joint = np.concatenate([own, unseen], axis=-1) * rows.weight[..., locus, None]
            joint = joint.reshape(*joint.shape[:2], -1)
            which, weight[..., locus] = pick_evenly(joint, shape[2], start[:, locus] + turn)
            row, column = np.divmod(which, end - begin + 1)
            before = np.broadcast_to(rows.codes[..., locus, :], (*shape[:2], *rows.codes.shape[2:4], 2))
            known[..., locus, :] = np.take_along_axis(before, row[..., None, None], axis=2)
            pairs = np.concatenate([self.genotypes.pairs[begin:end], [[UNTYPED, UNTYPED]]])
            is_blank = sex == "U" and self.genotypes.panel.markers[locus].chromosome == "X"
            drawn[..., locus, :] = UNTYPED if is_blank else pairs[column]
        drawn[weight == 0.0] = UNTYPED
        known[np.broadcast_to((weight == 0.0)[:, :, :, None], known.shape[:-1])] = UNTYPED
        n_used = 1 + int(np.nonzero(weight.any(axis=(0, 1, 3)))[0].max(initial=0))
        known, drawn, weight = known[:, :, :n_used], drawn[:, :, :n_used], weight[:, :, :n_used]
        return Rows(rows.typed, known, weight).with_person(self.form.ids[place], drawn)


def _thin(rows: Rows, n: int, start: Floats) -> Rows:
    """Keep n of a batch's draws at each marker, evenly spaced; start is float64 (n_families, n_batches, n_markers)."""
    if rows.weight.shape[2] <= n:
        return rows
    codes = np.empty((*rows.codes.shape[:2], n, *rows.codes.shape[3:]), dtype=np.int16)
    weight = np.empty((*rows.weight.shape[:2], n, rows.weight.shape[3]))
    for locus in range(weight.shape[3]):
        which, weight[..., locus] = pick_evenly(rows.weight[..., locus], n, start[..., locus])
        codes[..., locus, :] = np.take_along_axis(rows.codes[..., locus, :], which[..., None, None], axis=2)
    codes[np.broadcast_to((weight == 0.0)[:, :, :, None], codes.shape[:-1])] = UNTYPED
    return Rows(rows.typed, codes, weight)


def power_of_ten(log10_lr: Floats) -> Floats:
    """Give 10^x, and 0 where x is not finite."""
    return np.exp(LN10 * np.where(np.isfinite(log10_lr), log10_lr, -inf))


def pick_evenly(chances: Floats, n: int, start: Floats) -> tuple[Ints, Floats]:
    """Represent distributions by n weighted places: all of them where that many suffice, else evenly spaced quantiles.

        chances    float64 (n_families, 1 or n_batches, n_places), not all 0
        start      float64 (n_families, n_batches): where the first quantile lies, modulo 1
        returns    places and weights (n_families, n_batches, n); a place met twice stands once, with both weights

    >>> places, weights = pick_evenly(np.array([[[0.75, 0.05, 0.2]]]), 2, np.array([[0.4]]))
    >>> places.tolist(), weights.tolist()
    ([[[0, 0]]], [[[1.0, 0.0]]])
    """
    shape, n_places = (*start.shape, n), chances.shape[-1]
    full = np.broadcast_to(chances, (*start.shape, n_places))
    total = np.maximum(full.sum(axis=-1, keepdims=True), 1e-300)
    if n_places <= n:
        places, weights = np.zeros(shape, dtype=np.int64), np.zeros(shape)
        places[..., :n_places], weights[..., :n_places] = np.arange(n_places), full / total
        return places, weights
    row = np.arange(start.size)[:, None]
    steps = (np.cumsum(full, axis=-1) / total).reshape(start.size, n_places) + row
    points = (np.arange(n) + (start % 1.0)[..., None]).reshape(start.size, n) / n + row
    met = np.searchsorted(steps.ravel(), points.ravel(), side="right").reshape(start.size, n) - row * n_places
    met = np.clip(met, 0, n_places - 1)
    is_new = np.diff(met, axis=1, prepend=-1) > 0
    group = np.cumsum(is_new, axis=1) - 1 + row * n
    counts = np.bincount(group.ravel(), minlength=start.size * n)
    return met.reshape(shape), np.where(is_new, counts[group] / n, 0.0).reshape(shape)
