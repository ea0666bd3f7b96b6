"""How many of the missing will be identifiable, and which relatives of which families should be asked next?

In each family relatives are put in order, each time the one who adds most to the expected log10 LR. The path of
expected identifiable persons along that order is made concave, so that two relatives who help only together are one
step; over all families the steepest steps come first. Half of the draws choose, the other half report: a choice that
only looked lucky does not flatter the result.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, sqrt

import numpy as np

from homeward.errors import InvalidInput
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.mutation import Floats
from homeward.identify.power.aim import FOR_A_COLLECTION, Aim
from homeward.identify.power.forms import Ints, Rows, forms_of
from homeward.identify.power.genotypes import Genotypes
from homeward.identify.power.spread import COARSE
from homeward.identify.power.study import Judged, Study

_MAX_ROWS = 1000  # profiles weighed against all genotypes at once: 35 MB for 24 markers
_MIN_GAIN = 1e-4  # persons; a sample that brings less is not proposed
_SURE = 1e-3  # a family that lacks less than this many persons needs no more relatives
_LACKS = (0.9, 0.6, 0.3, 0.1, _SURE)  # families that lack most are asked about first


@dataclass(frozen=True, slots=True)
class Prospect:
    """How identifiable one missing person is, with the donors at hand.

    log10_lr    expected if found; not known where the family's own profiles are impossible together
    reaches     chance to reach the threshold if found with a complete profile
    """

    family: str
    missing: str
    log10_lr: float | None
    reaches: float


@dataclass(frozen=True, slots=True)
class NextSamples:
    """One step of a sampling campaign: one relative, or several of one family who help only together.

    n_samples    relatives asked so far, these included
    persons      identifiable persons expected after this step
    error        standard error of `persons` against that without any new sample
    """

    family: str
    relatives: tuple[str, ...]
    n_samples: int
    persons: float
    error: float


@dataclass(frozen=True, slots=True)
class CollectionPower:
    """How many of the missing will be identifiable, now and after each step of a sampling campaign.

    prospects     everybody missing
    impossible    families whose own profiles contradict each other; their missing count as not identifiable
    """

    threshold: float
    prospects: tuple[Prospect, ...]
    steps: tuple[NextSamples, ...]
    impossible: tuple[str, ...]

    @property
    def persons_now(self) -> float:
        """Give the number of persons expected to be identifiable with the donors at hand."""
        return sum(prospect.reaches for prospect in self.prospects)


def collection_power(
    families: Sequence[Family],
    panel: Panel,
    *,
    rng: np.random.Generator,
    aim: Aim = FOR_A_COLLECTION,
    n_more: int = 0,
) -> CollectionPower:
    """Compute how many of the missing will be identifiable, and where the next samples bring most.

    aim        `n_relatives` is the most to ask in one family
    n_more     relatives who may be asked in all
    returns    a `CollectionPower`; families that contradict themselves are listed, never raised. The order of
               samples is greedy: good, not proven to be the best
    raises     InvalidInput for a negative number of samples; UnknownAllele; TooLarge
    """
    if n_more < 0:
        raise InvalidInput(f"{n_more} more samples cannot be asked for")
    genotypes = Genotypes.of(panel)
    starts = rng.random((aim.n_relatives, 2, len(panel.markers)))
    prospects: dict[int, list[Prospect]] = {}
    stages: list[_Stage] = []
    for form in forms_of(families, panel):
        for part in form.parts(max(1, _MAX_ROWS // aim.n_draws)):
            study = Study(part, genotypes, aim.threshold, 2, aim.n_draws // 2, COARSE)
            now = [study.judge(part.rows, place) for place in part.missing]
            for row, number in enumerate(part.members):
                prospects[number] = [_prospect(families[number], k, judged, row) for k, judged in enumerate(now)]
            stages.append(_Stage(study, part.rows, 0, np.sum([judged.reaches[:, 0] for judged in now], axis=0)))
    everybody = tuple(prospect for number in sorted(prospects) for prospect in prospects[number])
    impossible = dict.fromkeys(prospect.family for prospect in everybody if prospect.log10_lr is None)
    paths = _find_paths(stages, families, starts, n_more)
    steps = _take_steepest(families, paths, sum(prospect.reaches for prospect in everybody), n_more)
    return CollectionPower(aim.threshold, everybody, tuple(steps), tuple(impossible))


def _prospect(family: Family, place: int, judged: Judged, row: int) -> Prospect:
    mean, reaches = float(judged.log10_lr[row, 0]), float(judged.reaches[row, 0])
    is_known = not isnan(mean)
    return Prospect(family.id, family.missing[place], mean if is_known else None, reaches if is_known else 0.0)


@dataclass(frozen=True, slots=True)
class _Path:
    """Expected identifiable persons of one family after nobody, one, two ... more relatives, twice independently."""

    relatives: tuple[str, ...]
    chosen_by: tuple[float, ...]
    reported: tuple[float, ...]

    def after(self, relative: str, chosen_by: float, reported: float) -> "_Path":
        """Give the path with one more relative."""
        return _Path((*self.relatives, relative), (*self.chosen_by, chosen_by), (*self.reported, reported))


@dataclass(frozen=True, slots=True, eq=False)
class _Stage:
    """Families of one form after `level` more relatives, the same in all.

    persons    float64 (n_families,): expected identifiable, nan where the family contradicts itself
    """

    study: Study
    rows: Rows
    level: int
    persons: Floats

    @property
    def lack(self) -> Floats:
        """Persons still to be won: no further sample can bring more."""
        return len(self.study.form.missing) - self.persons

    def take(self, which: Ints) -> "_Stage":
        """Give the stage of some of its families."""
        return _Stage(self.study.take(which), self.rows.take(which), self.level, self.persons[which])


def _find_paths(stages: Sequence[_Stage], families: Sequence[Family], starts: Floats, n_more: int) -> dict[int, _Path]:
    """Find the families' paths, until none that is left can come among the steepest `n_more` samples."""
    paths = {
        number: _Path((), (now,), (now,))
        for stage in stages
        for number, now in zip(stage.study.form.members, stage.persons.tolist(), strict=True)
    }
    waiting = [stage for stage in stages if n_more]
    for lowest in _LACKS:
        later = []
        while waiting:
            stage = waiting.pop()
            first = np.nonzero(stage.lack > lowest)[0]
            if len(first):
                waiting += _ask_one_more(stage.take(first), families, paths, starts)
            rest = np.nonzero((stage.lack <= lowest) & (stage.lack > _SURE))[0]
            if len(rest):
                later.append(stage.take(rest))
        waiting = later
        slopes = [slope for path in paths.values() for slope, a, b in _steps(path.chosen_by) for _ in range(a, b)]
        if sum(slope >= lowest for slope in slopes) >= n_more:
            break
    return paths


def _ask_one_more(
    stage: _Stage, families: Sequence[Family], paths: dict[int, _Path], starts: Floats
) -> Iterator[_Stage]:
    """Ask the best relative of each family, write what comes of it into the paths, give the next stages."""
    study, level = stage.study, stage.level
    places = study.form.worth_asking(stage.rows.typed)
    if not places or level == len(starts):
        return
    best = study.choose(stage.rows, places, starts[level])
    for choice in np.unique(best).tolist():
        which = np.nonzero(best == choice)[0]
        own = study.take(which)
        rows = own.ask(stage.rows.take(which), places[choice], starts[level])
        reached = np.sum([own.judge(rows, place).reaches for place in own.form.missing], axis=0)
        for number, (chosen_by, reported) in zip(own.form.members, reached.tolist(), strict=True):
            name = families[number].pedigree.people[places[choice]].id
            paths[number] = paths[number].after(name, chosen_by, reported)
        yield _Stage(own, rows, level + 1, reached[:, 0])


def _take_steepest(
    families: Sequence[Family], paths: Mapping[int, _Path], persons: float, n_more: int
) -> Iterator[NextSamples]:
    """Take the steepest steps of all families first, as far as the samples go."""
    steps = [(slope, number, begin, end) for number in paths for slope, begin, end in _steps(paths[number].chosen_by)]
    steps.sort(key=lambda step: -step[0])
    n_samples, variance, closed = 0, 0.0, set()
    for _, number, begin, end in steps:
        if number in closed or n_samples + end - begin > n_more:
            closed.add(number)
            continue
        path = paths[number]
        gain, other = path.reported[end] - path.reported[begin], path.chosen_by[end] - path.chosen_by[begin]
        n_samples, persons, variance = n_samples + end - begin, persons + gain, variance + 0.5 * (gain - other) ** 2
        yield NextSamples(families[number].id, path.relatives[begin:end], n_samples, persons, sqrt(variance))


def _steps(persons: Sequence[float]) -> Iterator[tuple[float, int, int]]:
    """The upper hull of a path: slope, begin and end of each step, steepest first."""
    begin = 0
    while begin < len(persons) - 1:
        slope, end = max(((persons[k] - persons[begin]) / (k - begin), k) for k in range(begin + 1, len(persons)))
        if not slope >= _MIN_GAIN:
            return
        yield slope, begin, end
        begin = end
