"""What can a family's donors prove, and whom should we ask next?

Markers are independent given the donors' profiles, so the log10 LR of a found person is a sum of independent terms, one
for each marker, each with few values: the possible genotypes. `tables` weighs all of them at once, and the sum's law is
a convolution on a fine grid. Nothing is drawn at random for the donors at hand; profiles of relatives still to be asked
are listed at each marker where they are few, and drawn where they are many.

Everything here is about a found person with a complete profile, compared alone. docs/models/power.md says what that
leaves out.

Source: Egeland, Pinto & Vigeland 2014, FSI Genetics 9:100 (exclusion); Vigeland, Marsico, Herrera Piñero & Egeland 2020,
FSI Genetics 49:102376 (whom to ask).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, inf, isnan, log10, log2, nan, prod, sqrt

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidCase, InvalidInput
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import merge_twins
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.panel import UNTYPED, Codes, Panel, Sighting, Sightings
from homeward.evidence.dna.pedigree import Pedigree
from homeward.evidence.dna.profile import Sex
from homeward.evidence.dna.tables import Structure, weigh_sightings
from homeward.identify.prior import Prior

Ints = NDArray[np.int64]
DEFAULT_THRESHOLD = 6.0  # posterior 0.9995 for one of 500 listed with q = 1/2: log10(1999 * 500)
_FINE, _COARSE = 0.01, 0.05  # steps of the grid of log10 LR
_WINDOW = 200.0  # values further than half of this from the mean fold over; their mass is far below rounding
_MAX_ROWS = 1000  # profiles weighed against all genotypes at once: 35 MB for 24 markers
_MIN_GAIN = 1e-4  # persons; a sample that brings less is not proposed
_SURE = 1e-3  # a family that lacks less than this many persons needs no more relatives
_LACKS = (inf, 0.9, 0.6, 0.3, 0.1, _SURE)  # families that lack most are asked about first
_FEW = 4  # draws by which the best relative of a family is chosen
_GOLDEN = (sqrt(5.0) - 1.0) / 2.0  # spreads the families' starting points evenly
_LN10 = np.log(10.0)


@dataclass(frozen=True, slots=True)
class Aim:
    """What counts as enough, and how much may be asked.

    threshold      log10 LR that a found person must reach; `log10_lr_needed` finds it from a prior
    n_relatives    how many more relatives of one family may be asked
    n_draws        profiles of relatives considered at each marker; more make errors smaller
    """

    threshold: float = DEFAULT_THRESHOLD
    n_relatives: int = 1
    n_draws: int = 400

    def __post_init__(self) -> None:
        if self.n_relatives < 1 or self.n_draws < 2:
            raise InvalidInput(f"{self.n_relatives} relatives and {self.n_draws} draws: ask one or more, draw 2 or more")


FOR_ONE_FAMILY = Aim()
FOR_A_COLLECTION = Aim(n_relatives=2, n_draws=16)


def log10_lr_needed(prior: Prior, n_missing: int, *, posterior: float = 0.9995) -> float:
    """Give the log10 LR at which one found person reaches a posterior, no rival coming near.

    With w the prior weight of leaving the found person unmatched, N (1 - q) / q for an open list of N,

        posterior = LR / (LR + w), so LR = w posterior / (1 - posterior)

        n_missing    N, everybody on the list
        returns      log10 LR
        raises       InvalidInput for a closed prior, which needs no evidence about one person alone

    >>> round(log10_lr_needed(Prior("open", listed=0.5), 500), 3)
    6.0
    """
    if prior.kind == "closed":
        raise InvalidInput("a closed prior gives no threshold for one person alone; use an open one")
    if not 0.0 < posterior < 1.0:
        raise InvalidInput(f"the posterior {posterior} must lie between 0 and 1")
    return log10(posterior / (1.0 - posterior)) + prior.log10_unmatched(n_missing)


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """How the log10 LR of one found person is distributed, on a grid of 0.01.

    log10_lr       float64 (n,), ascending
    probability    float64 (n,), sums to 1 - impossible
    impossible     probability of log10 LR -inf
    mean, sd       of all other values, exact
    """

    log10_lr: Floats
    probability: Floats
    impossible: float
    mean: float
    sd: float

    def reaches(self, threshold: float) -> float:
        """Give P(log10 LR >= threshold), to a hundredth of a unit."""
        return float(_share_above(self.log10_lr, self.probability, threshold))

    def quantile(self, share: float) -> float:
        """Give the log10 LR below which this share of cases lies."""
        if not 0.0 < share < 1.0:
            raise InvalidInput(f"the share {share} must lie between 0 and 1")
        below = self.impossible + np.cumsum(self.probability)
        if share <= self.impossible:
            return -inf
        return float(self.log10_lr[min(int(np.searchsorted(below, share)), len(below) - 1)])


@dataclass(frozen=True, slots=True, eq=False)
class FamilyPower:
    """What the donors of one family can prove about one missing person.

    if_true         the log10 LR where the found person is the missing one
    if_unrelated    where the found person is a stranger
    exclusion       by marker of `loci`, the chance that a stranger is impossible there without mutation
    inconsistent    loci that contradict each other within the family without mutation: they would exclude the missing
                    person too, so they count as excluding nobody
    """

    missing: str
    loci: tuple[str, ...]
    if_true: Spread
    if_unrelated: Spread
    exclusion: tuple[float, ...]
    inconsistent: tuple[str, ...]

    def reached_if_true(self, threshold: float = DEFAULT_THRESHOLD) -> float:
        """Give the chance that the right person reaches a log10 LR."""
        return self.if_true.reaches(threshold)

    def reached_if_unrelated(self, threshold: float = DEFAULT_THRESHOLD) -> float:
        """Give the chance that a stranger reaches a log10 LR, however small it is.

        Whatever value x the log10 LR takes, P(x | unrelated) = P(x | true) / 10^x.
        """
        grid, chance = self.if_true.log10_lr, self.if_true.probability
        far = np.maximum(grid, threshold - 1.0)  # what lies lower does not count and may not overflow
        return float(_share_above(grid, chance * np.exp(-_LN10 * far), threshold))

    def reaches_posterior(self, prior: Prior, n_missing: int, *, posterior: float = 0.9995) -> float:
        """Give the chance that the right person reaches a posterior under a stated prior, no rival coming near."""
        return self.reached_if_true(log10_lr_needed(prior, n_missing, posterior=posterior))

    @property
    def exclusion_total(self) -> float:
        """Give the chance that a stranger is impossible at one locus or more."""
        return float(1.0 - np.prod(1.0 - np.array(self.exclusion)))

    @property
    def expected_excluding_loci(self) -> float:
        """Give the number of loci that exclude a stranger, on average."""
        return float(sum(self.exclusion))


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking some relatives is expected to bring.

    log10_lr           expected, where the found person is the missing one
    gain               how much of it they add
    reaches            chance that the right person reaches the threshold
    log10_lr_error, reaches_error    standard errors; 0 where every possible profile was counted
    """

    relatives: tuple[str, ...]
    log10_lr: float
    gain: float
    reaches: float
    log10_lr_error: float = 0.0
    reaches_error: float = 0.0


@dataclass(frozen=True, slots=True)
class Advice:
    """Whom to ask for one missing person.

    now         without anybody new
    ranked      each relative alone, the greatest gain first
    together    the best one, then that one with the best second, and so on
    """

    missing: str
    threshold: float
    now: Asked
    ranked: tuple[Asked, ...]
    together: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Prospect:
    """How identifiable one missing person is, with the donors at hand."""

    family: str
    missing: str
    log10_lr: float | None  # expected if found; not known where the family's profiles are impossible together
    reaches: float  # chance to reach the threshold if found


@dataclass(frozen=True, slots=True)
class NextSamples:
    """One step of a sampling campaign: one relative, or several of one family who help only together.

    n_samples    relatives asked so far, these included
    persons      identifiable persons expected after this step, with its standard error
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


def family_power(family: Family, panel: Panel, missing: str) -> FamilyPower:
    """Compute what the donors of a family can prove about one of its missing, others of whom stay unknown.

    At one marker, with R the donors' profiles and g a genotype,

        log10 LR(g) = log10 P(g | R) - log10 P(g), drawn with P(g | R) if true and with P(g) if unrelated

    and the markers' terms add up. The sum is resolved to 0.01; means and standard deviations are exact.

        returns    a `FamilyPower`
        raises     InvalidCase where the person is not one of the family's missing, or where the donors' profiles are
                   impossible together at a marker; UnknownAllele; TooLarge

    >>> from homeward.evidence.dna.frequency import Marker
    >>> from homeward.evidence.dna.pedigree import nuclear
    >>> marker = Marker("L1", ("7", "8"), np.array([0.5, 0.5]))
    >>> trio = nuclear("father", "mother", ("son", "M"))
    >>> family = Family("F1", trio, {"father": {"L1": ("7", "7")}}, ("son",))
    >>> power = family_power(family, Panel((marker,)), "son")
    >>> round(power.if_true.mean, 3), power.exclusion  # half 8/7 with LR 1, half 7/7 with LR 2
    (0.151, (0.25,))

    Source: Egeland, Pinto & Vigeland 2014, FSI Genetics 9:100. Oracle: exclusion_power.
    """
    study = _study_of(family, panel, missing)
    target = study.form.place(missing)
    log10_lr = study.weigh(study.form.rows, target)[0]
    _check_possible(family, study, log10_lr)
    population = study.genotypes.population(study.form.sex(target))
    strict = replace(study, genotypes=study.genotypes.without_mutation()).weigh(study.form.rows, target)[0]
    excluded = study.genotypes.by_marker(np.where(np.isneginf(strict), population, 0.0))
    contradicts = study.genotypes.by_marker(np.isnan(strict).astype(np.float64)) > 0.0
    loci = tuple(marker.name for marker in panel.markers)
    return FamilyPower(
        missing,
        loci,
        _spread(study.genotypes, log10_lr, population * np.exp(_LN10 * log10_lr)),
        _spread(study.genotypes, log10_lr, population),
        tuple(np.where(contradicts, 0.0, excluded).tolist()),
        tuple(name for name, odd in zip(loci, contradicts.tolist(), strict=True) if odd),
    )


def whom_to_ask(
    family: Family,
    panel: Panel,
    missing: str,
    *,
    rng: np.random.Generator,
    aim: Aim = FOR_ONE_FAMILY,
    candidates: Sequence[str] | None = None,
) -> Advice:
    """Compute what each relative not yet typed would add to the evidence about one missing person.

    A relative's profile h comes with P(h | R), R the donors' profiles. The expected log10 LR after asking is then the
    mean over h and over the missing person's g of log10 P(g | R, h) / P(g); it is never below that of R alone.

        candidates    ids; nobody named: everybody of the pedigree not typed, not missing and not unavailable
        returns       an `Advice`; at each marker the relatives' genotypes are counted one by one where a quarter of
                      `aim.n_draws` suffices, and else drawn, spread evenly over their distribution; standard errors come
                      from four independent quarters
        raises        InvalidCase as `family_power`, and for a candidate who is not in the pedigree, typed or missing

    Source: Vigeland, Marsico, Herrera Piñero & Egeland 2020, FSI Genetics 49:102376, with exact tables in place of
    simulated families.
    """
    study = replace(_study_of(family, panel, missing), aim=aim, n_batches=4)
    target, places = study.form.place(missing), _candidates(family, study.form, candidates)
    _check_possible(family, study, study.weigh(study.form.rows, target)[0])
    now = study.judge(study.form.rows, target)
    rows, asked, together, ranked = study.form.rows, (), [], ()
    for _ in range(min(aim.n_relatives, len(places))):
        start = rng.random((study.n_batches, len(panel.markers)))
        options = {place: study.ask(rows, place, start) for place in places if place not in asked}
        results = {place: study.judge(option, target) for place, option in options.items()}
        order = sorted(results, key=lambda place: (-results[place].log10_lr.mean(), place))
        ranked = ranked or tuple(_asked(study.form, (place,), results[place], now) for place in order)
        rows, asked = options[order[0]], (*asked, order[0])
        together.append(_asked(study.form, asked, results[order[0]], now))
    return Advice(missing, aim.threshold, _asked(study.form, (), now, now), ranked, tuple(together))


def collection_power(
    families: Sequence[Family],
    panel: Panel,
    *,
    rng: np.random.Generator,
    aim: Aim = FOR_A_COLLECTION,
    n_more: int = 0,
) -> CollectionPower:
    """Compute how many of the missing will be identifiable, and where the next samples bring most.

    In each family relatives are put in order, each time the one who adds most to the expected log10 LR; the path of
    expected identifiable persons along that order is then made concave, so that two relatives who help only together
    are one step. Over all families the steepest steps come first. Half of the draws choose, the other half report, so
    that lucky-looking choices do not flatter the result.

        aim        `n_relatives` is the most to ask in one family
        n_more     relatives who may be asked in all
        returns    a `CollectionPower`; families that contradict themselves are listed, never raised
        raises     InvalidInput for a negative number of samples; UnknownAllele; TooLarge
    """
    if n_more < 0:
        raise InvalidInput(f"{n_more} more samples cannot be asked for")
    genotypes = _Genotypes.of(panel)
    starts = rng.random((aim.n_relatives, 2, len(panel.markers)))
    prospects: dict[int, list[Prospect]] = {}
    parts: list[_Part] = []
    for form in _forms(families, panel):
        for own in form.parts(max(1, _MAX_ROWS // aim.n_draws)):
            study = _Study(own, genotypes, aim, 2, _COARSE)
            now = [study.judge(own.rows, place) for place in own.missing]
            for row, number in enumerate(own.members):
                prospects[number] = [_prospect(families[number], k, judged, row) for k, judged in enumerate(now)]
            parts.append(_Part(study, sum((judged.reaches[:, 0] for judged in now), start=np.zeros(len(own.members)))))
    everybody = tuple(prospect for number in sorted(prospects) for prospect in prospects[number])
    impossible = dict.fromkeys(prospect.family for prospect in everybody if prospect.log10_lr is None)
    paths = _paths(parts, families, starts, n_more)
    steps = _campaign(families, paths, sum(prospect.reaches for prospect in everybody), n_more)
    return CollectionPower(aim.threshold, everybody, tuple(steps), tuple(impossible))


def _prospect(family: Family, place: int, judged: "_Judged", row: int) -> Prospect:
    mean, reaches = float(judged.log10_lr[row, 0]), float(judged.reaches[row, 0])
    known = not isnan(mean)
    return Prospect(family.id, family.missing[place], mean if known else None, reaches if known else 0.0)


def _asked(form: "_Form", places: tuple[int, ...], judged: "_Judged", now: "_Judged") -> Asked:
    n_batches = judged.log10_lr.shape[1]
    mean, reaches = (float(values.mean()) for values in (judged.log10_lr, judged.reaches))
    errors = [0.0, 0.0]
    if n_batches > 1:
        errors = [float(v.std(ddof=1)) / sqrt(n_batches) for v in (judged.log10_lr, judged.reaches)]
    relatives = tuple(form.names[place] for place in places)
    return Asked(relatives, mean, mean - float(now.log10_lr.mean()), reaches, *errors)


def _study_of(family: Family, panel: Panel, missing: str) -> "_Study":
    if missing not in family.missing:
        raise InvalidCase(f"family {family.id}: {missing} is not one of its missing")
    (form,) = _forms([family], panel)
    if form.clashes.any():
        raise InvalidCase(f"family {family.id}: identical twins show different alleles; check the samples")
    return _Study(form, _Genotypes.of(panel), FOR_ONE_FAMILY, 1, _FINE)


def _check_possible(family: Family, study: "_Study", log10_lr: Floats) -> None:
    odd = study.genotypes.by_marker(np.isnan(log10_lr).astype(np.float64)) > 0.0
    if odd.any():
        names = ", ".join(m.name for m, is_odd in zip(study.genotypes.panel.markers, odd, strict=True) if is_odd)
        raise InvalidCase(f"family {family.id}: the profiles are impossible together at {names}; check the relations")


def _candidates(family: Family, form: "_Form", named: Sequence[str] | None) -> tuple[int, ...]:
    if named is None:
        return form.askable
    for person in named:
        if person not in form.names or family.profiles.get(person) or person in family.missing:
            raise InvalidCase(f"family {family.id}: {person} is no relative to ask: typed, missing or not in the pedigree")
    return tuple(form.place(person) for person in named)


# ── a sampling campaign ──


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
class _Part:
    """Families of one form; `persons` is float64 (n_families,), expected identifiable now, nan where impossible."""

    study: "_Study"
    persons: Floats


def _paths(
    parts: Sequence[_Part], families: Sequence[Family], starts: Floats, n_more: int
) -> dict[int, _Path]:
    """Find the paths of the families that may gain most, until no other can come among the steepest `n_more` samples.

    A family can't gain more persons than it still lacks, with however many samples.
    """
    paths: dict[int, _Path] = {}
    for highest, lowest in pairwise(_LACKS if n_more else ()):
        for part in parts:
            lack = len(part.study.form.missing) - part.persons
            which = np.nonzero((lack > lowest) & (lack <= highest))[0]
            if len(which):
                own = replace(part.study, form=part.study.form.take(which))
                paths |= _ask_on(own, families, part.persons[which], starts)
        slopes = [slope for path in paths.values() for slope, a, b in _steps(path.chosen_by) for _ in range(a, b)]
        if sum(slope >= lowest for slope in slopes) >= n_more:
            break
    return paths


def _ask_on(
    study: "_Study", families: Sequence[Family], persons: Floats, starts: Floats
) -> dict[int, _Path]:
    """Ask relatives one after another in each family, the best of them by a few draws first."""
    members = study.form.members
    paths = {number: _Path((), (now,), (now,)) for number, now in zip(members, persons.tolist(), strict=True)}
    waiting = [(study.form, study.form.rows, 0)]
    while waiting:
        form, rows, level = waiting.pop()
        own = replace(study, form=form)
        places = _worth_asking(form, rows.typed)
        if not places:
            continue
        best = own.choose(rows, places, starts[level])
        for choice in np.unique(best).tolist():
            which = np.nonzero(best == choice)[0]
            some = replace(study, form=form.take(which))
            more = some.ask(rows.take(which), places[choice], starts[level])
            judged = [some.judge(more, target) for target in form.missing]
            reached = np.sum([one.reaches for one in judged], axis=0)
            for number, (chosen_by, reported) in zip(some.form.members, reached.tolist(), strict=True):
                name = families[number].pedigree.people[places[choice]].id
                paths[number] = paths[number].after(name, chosen_by, reported)
            left = np.nonzero(len(form.missing) - reached[:, 0] > _SURE)[0]
            if level + 1 < len(starts) and len(left):
                waiting.append((some.form.take(left), more.take(left), level + 1))
    return paths


def _worth_asking(form: "_Form", typed: tuple[str, ...]) -> tuple[int, ...]:
    """Relatives not typed yet who share an ancestor with somebody who matters; of several alike, the first."""
    near = _with_ancestors(form.pedigree, (*typed, *(form.ids[place] for place in form.missing)))
    kinds: dict[object, int] = {}
    for place in form.askable:
        person = form.pedigree.by_id[form.ids[place]]
        if person.id in typed or not near & _with_ancestors(form.pedigree, (person.id,)):
            continue
        is_alone = person.is_founder or form.pedigree.children_of(person.id)
        kinds.setdefault(person.id if is_alone else (person.father, person.mother, person.sex), place)
    return tuple(kinds.values())


def _with_ancestors(pedigree: Pedigree, people: Iterable[str]) -> set[str]:
    found = set(people)
    for person in reversed(pedigree.people):
        if person.id in found and person.father is not None and person.mother is not None:
            found |= {person.father, person.mother}
    return found


def _campaign(
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
        if slope < _MIN_GAIN:
            return
        yield slope, begin, end
        begin = end


# ── families of one form ──


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Possible profiles of everybody typed or asked, each marker on its own.

    codes     int16 (n_families, n_batches, n_draws, n_typed, n_markers, 2)
    weight    float64 (n_families, n_batches, n_draws, n_markers), sums to 1 over the draws
    """

    typed: tuple[str, ...]
    codes: Codes
    weight: Floats

    def take(self, which: Ints) -> "_Rows":
        """Give some families' rows."""
        return _Rows(self.typed, self.codes[which], self.weight[which])


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """Families that differ in genotypes only; identical twins are one person.

    pedigree            of the first family, without twins; `names` are its people with twins, `ids` who they became
    missing, askable    places among `names`
    members             places in the caller's list of families
    codes               int16 (n_families, n_typed, n_markers, 2)
    clashes             bool (n_families,): identical twins show different alleles
    """

    pedigree: Pedigree
    names: tuple[str, ...]
    ids: tuple[str, ...]
    missing: tuple[int, ...]
    askable: tuple[int, ...]
    members: tuple[int, ...]
    typed: tuple[str, ...]
    codes: Codes
    clashes: NDArray[np.bool_]

    @property
    def rows(self) -> _Rows:
        """The donors' profiles."""
        return _Rows(self.typed, self.codes[:, None, None], np.ones((len(self.codes), 1, 1, self.codes.shape[2])))

    def place(self, name: str) -> int:
        """Give a person's place."""
        return self.names.index(name)

    def sex(self, place: int) -> Sex:
        """Give a person's sex."""
        return self.pedigree.by_id[self.ids[place]].sex

    def take(self, which: Ints) -> "_Form":
        """Give the form with some of its families."""
        members = tuple(self.members[k] for k in which.tolist())
        return replace(self, members=members, codes=self.codes[which], clashes=self.clashes[which])

    def parts(self, size: int) -> Iterator["_Form"]:
        """Split into forms of at most this many families."""
        for begin in range(0, len(self.members), size):
            yield self.take(np.arange(begin, min(begin + size, len(self.members))))


def _forms(families: Sequence[Family], panel: Panel) -> Iterator[_Form]:
    groups: dict[tuple[tuple[int, ...], ...], list[int]] = {}
    for number, family in enumerate(families):
        people, closed = family.pedigree.people, {*family.missing, *family.unavailable}
        place = {person.id: k for k, person in enumerate(people)}
        typed = tuple(place[donor.id] for donor in family.donors)
        askable = tuple(k for k, p in enumerate(people) if k not in typed and p.id not in closed)
        rows = tuple((place.get(p.father or "", -1), place.get(p.mother or "", -1), "MFU".index(p.sex)) for p in people)
        twins = tuple(tuple(place[twin] for twin in group) for group in family.pedigree.twins)
        missing = tuple(place[person] for person in family.missing)
        groups.setdefault((typed, askable, missing, *rows, (), *twins), []).append(number)
    for (typed, askable, missing, *_), members in groups.items():
        yield _form_of([families[number] for number in members], panel, members, (typed, askable, missing))


def _form_of(
    families: Sequence[Family], panel: Panel, members: Sequence[int], roles: tuple[tuple[int, ...], ...]
) -> _Form:
    typed, askable, missing = roles
    pedigree = families[0].pedigree
    first_twin = {twin: group[0] for group in pedigree.twins for twin in group}
    names = tuple(person.id for person in pedigree.people)
    ids = tuple(first_twin.get(name, name) for name in names)
    profiles = [family.profiles[family.pedigree.people[place].id] for family in families for place in typed]
    every = panel.encode_all(profiles).reshape(len(families), len(typed), len(panel.markers), 2)
    codes: dict[str, Codes] = {}
    clashes = np.zeros(len(families), dtype=bool)
    for column, place in enumerate(typed):
        own, twin = every[:, column], codes.get(ids[place])
        if twin is not None:
            both = (own[..., 0] != UNTYPED) & (twin[..., 0] != UNTYPED)
            clashes |= (both & (np.sort(own, axis=-1) != np.sort(twin, axis=-1)).any(axis=-1)).any(axis=-1)
            own = np.where(own == UNTYPED, twin, own)
        codes[ids[place]] = own
    merged = merge_twins(pedigree, {})[0]
    stacked = np.stack([*codes.values()], axis=1) if codes else every
    return _Form(merged, names, ids, missing, askable, tuple(members), tuple(codes), stacked, clashes)


# ── genotypes and their weights ──


@dataclass(frozen=True, slots=True, eq=False)
class _Genotypes:
    """Every genotype that can be seen at each marker, as columns; column 0 means untyped.

    pairs     int16 (width, 2)
    blocks    first column of each marker, and the one after its last
    """

    panel: Panel
    sightings: Sightings
    pairs: Codes
    blocks: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, panel: Panel) -> "_Genotypes":
        """List the genotypes of a panel."""
        by_marker = tuple(_listed(marker) for marker in panel.markers)
        sightings = Sightings(by_marker, np.zeros((0, len(panel.markers)), dtype=np.int32))
        pairs = [(UNTYPED, UNTYPED), *((s.first, s.last) for own in by_marker for s in own)]
        blocks = tuple((start, start + len(own)) for start, own in zip(sightings.starts, by_marker, strict=True))
        return cls(panel, sightings, np.array(pairs, dtype=np.int16), blocks)

    def without_mutation(self) -> "_Genotypes":
        """Give the same genotypes with mutation switched off."""
        return replace(self, panel=self.panel.without_mutation())

    def by_marker(self, values: Floats) -> Floats:
        """Add up each marker's columns: (..., width) to (..., n_markers)."""
        return np.stack([values[..., begin:end].sum(axis=-1) for begin, end in self.blocks], axis=-1)

    def population(self, sex: Sex) -> Floats:
        """P(seen) for a stranger: (width,); sums to 1 at each marker but for silent alleles."""
        out = np.zeros(len(self.pairs))
        for marker, (begin, end) in zip(self.panel.markers, self.blocks, strict=True):
            first, last = self.pairs[begin:end].T
            p = marker.frequencies
            silent = float(p[-1]) if marker.has_silent else 0.0
            if marker.chromosome == "X" and sex == "M":
                out[begin:end] = np.where(first == last, p[first], 0.0)
            else:
                out[begin:end] = np.where(first == last, p[first] * (p[first] + 2.0 * silent), 2.0 * p[first] * p[last])
        return out


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """Per family and batch, float64 (n_families, n_batches): expected log10 LR if true (nan: the profiles are impossible),
    and the chance to reach the threshold."""

    log10_lr: Floats
    reaches: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Study:
    """Families of one form, with what is asked about them."""

    form: _Form
    genotypes: _Genotypes
    aim: Aim
    n_batches: int
    step: float

    def weigh(self, rows: _Rows, target: int) -> Floats:
        """Log10 LR of every genotype of a person in every row: (n_rows, width)."""
        person, panel = self.form.ids[target], self.genotypes.panel
        flat = rows.codes.reshape(prod(rows.codes.shape[:3]), *rows.codes.shape[3:])
        others = [k for k, name in enumerate(rows.typed) if name != person]
        names = tuple(rows.typed[k] for k in others)
        log10_lr = weigh_sightings(
            Structure(self.form.pedigree, names, person, flat[:, others]), panel, self.genotypes.sightings
        )
        if person in rows.typed:
            self._weigh_twin(log10_lr, flat[:, rows.typed.index(person)], self.form.sex(target))
        return log10_lr

    def _weigh_twin(self, log10_lr: Floats, twin: Codes, sex: Sex) -> None:
        """Where an identical twin is typed only that genotype is possible, and it weighs one over its frequency."""
        with np.errstate(divide="ignore"):
            alone = -np.log10(self.genotypes.population(sex))
        low, high = np.sort(twin, axis=-1).transpose(2, 0, 1)
        for place, (begin, end) in enumerate(self.genotypes.blocks):
            is_typed = low[:, place] != UNTYPED
            own = log10_lr[is_typed, begin:end]
            first, last = self.genotypes.pairs[begin:end].T
            same = (low[is_typed, place, None] == first) & (high[is_typed, place, None] == last)
            point = np.where(same, np.where(np.isneginf(own), nan, alone[begin:end]), -inf)
            point[np.isnan(point).any(axis=1) | np.isnan(own).any(axis=1)] = nan
            log10_lr[is_typed, begin:end] = point

    def choose(self, rows: _Rows, places: Sequence[int], start: Floats) -> Ints:
        """Find for each family the relative who adds most to the expected log10 LR, by a few draws of the first batch."""
        few = replace(self, n_batches=1, aim=replace(self.aim, n_draws=_FEW))
        first = _Rows(rows.typed, rows.codes[:, :1], rows.weight[:, :1])
        if len(places) == 1:
            return np.zeros(len(self.form.members), dtype=np.int64)
        options = [few.ask(first, place, start[:1]) for place in places]
        means = [sum(few.expect(option, target)[2] for target in self.form.missing) for option in options]
        return np.argmax(np.array(means)[:, :, 0], axis=0)

    def judge(self, rows: _Rows, target: int) -> _Judged:
        """Find the law of the log10 LR of the right person over all rows of a family and batch."""
        values, chance, mean = self.expect(rows, target)
        rest = 1.0 - self.genotypes.by_marker(chance.sum(axis=1))
        grid, law = _law(self.genotypes, values, chance, (np.maximum(rest, 0.0), np.nan_to_num(mean.ravel()), self.step))
        reaches = np.where(np.isnan(mean), nan, _share_above(grid, law, self.aim.threshold).reshape(mean.shape))
        return _Judged(mean, reaches)

    def expect(self, rows: _Rows, target: int) -> tuple[Floats, Floats, Floats]:
        """Weigh all genotypes of a person in all rows.

        returns    log10 LR (0 where not finite) and chance if true, float64 (n_families * n_batches, n_draws, width);
                   expected log10 LR (n_families, n_batches), nan where the profiles are impossible
        """
        shape = rows.weight.shape
        log10_lr = self.weigh(rows, target).reshape(shape[0] * shape[1], shape[2], -1)
        chance = self.genotypes.population(self.form.sex(target)) * _power_of_ten(log10_lr)
        for place, (begin, end) in enumerate(self.genotypes.blocks):
            chance[..., begin:end] *= rows.weight[..., place].reshape(*chance.shape[:2], 1)
        is_odd = np.isnan(log10_lr).any(axis=(1, 2)) | np.repeat(self.form.clashes, shape[1])
        values = np.where(np.isfinite(log10_lr), log10_lr, 0.0)
        mean = np.where(is_odd, nan, np.einsum("rkc,rkc->r", chance, values))
        return values, chance, mean.reshape(shape[:2])

    def ask(self, rows: _Rows, place: int, start: Floats) -> _Rows:
        """Add a profile of one more person to every row, from its distribution there.

        start    float64 (n_batches, n_markers), from 0 to 1: where the even spacing of draws begins
        """
        n_draws = self.aim.n_draws // self.n_batches
        chance = self.genotypes.population(self.form.sex(place)) * _power_of_ten(self.weigh(rows, place))
        chance = chance.reshape(*rows.weight.shape[:3], -1)
        shape = (len(chance), self.n_batches, n_draws)
        known = np.empty((*shape, *rows.codes.shape[3:]), dtype=np.int16)
        drawn = np.empty((*shape, *rows.codes.shape[4:]), dtype=np.int16)
        weight = np.empty((*shape, rows.codes.shape[4]))
        turn = _GOLDEN * np.array(self.form.members)[:, None]  # families must not all err to the same side
        for locus, (begin, end) in enumerate(self.genotypes.blocks):
            own = chance[..., begin:end]
            unseen = np.maximum(1.0 - own.sum(axis=-1, keepdims=True), 0.0)
            joint = np.concatenate([own, unseen], axis=-1) * rows.weight[..., locus, None]
            joint = joint.reshape(*joint.shape[:2], -1)
            which, weight[..., locus] = _pick_evenly(joint, n_draws, start[:, locus] + turn)
            row, column = np.divmod(which, end - begin + 1)
            before = np.broadcast_to(rows.codes[..., locus, :], (*shape[:2], *rows.codes.shape[2:4], 2))
            known[..., locus, :] = np.take_along_axis(before, row[..., None, None], axis=2)
            is_blank = self.genotypes.panel.markers[locus].chromosome == "X" and self.form.sex(place) == "U"
            pairs = np.concatenate([self.genotypes.pairs[begin:end], [[UNTYPED, UNTYPED]]])
            drawn[..., locus, :] = UNTYPED if is_blank else pairs[column]
        drawn[weight == 0.0] = UNTYPED
        known[np.broadcast_to((weight == 0.0)[..., None, :], known.shape[:-1])] = UNTYPED
        return _add_person(rows.typed, self.form.ids[place], known, drawn, weight)


def _add_person(typed: tuple[str, ...], person: str, known: Codes, drawn: Codes, weight: Floats) -> _Rows:
    if person in typed:  # a twin of somebody typed: news only where that one was not
        column = typed.index(person)
        known[:, :, :, column] = np.where(drawn == UNTYPED, known[:, :, :, column], drawn)
        return _Rows(typed, known, weight)
    return _Rows((*typed, person), np.concatenate([known, drawn[:, :, :, None]], axis=3), weight)


def _power_of_ten(log10_lr: Floats) -> Floats:
    """10^x, and 0 where x is not finite."""
    return np.exp(_LN10 * np.where(np.isfinite(log10_lr), log10_lr, -inf))


def _pick_evenly(chances: Floats, n: int, start: Floats) -> tuple[Ints, Floats]:
    """Represent a distribution by n weighted places: all of them where that many suffice, else evenly spaced quantiles.

        chances    float64 (n_families, 1 or n_batches, n_places)
        start      float64 (n_families, n_batches): where the first quantile lies, modulo 1
        returns    places and weights (n_families, n_batches, n); a place drawn twice stands once, with both weights
    """
    shape, n_places = (*start.shape, n), chances.shape[-1]
    full = np.broadcast_to(chances, (*start.shape, n_places))
    total = np.maximum(full.sum(axis=-1, keepdims=True), 1e-300)
    if n_places <= n:
        places = np.zeros(shape, dtype=np.int64)
        weights = np.zeros(shape)
        places[..., :n_places], weights[..., :n_places] = np.arange(n_places), full / total
        return places, weights
    n_rows = start.size
    row = np.arange(n_rows)[:, None]
    steps = (np.cumsum(full, axis=-1) / total).reshape(n_rows, n_places) + row
    points = (np.arange(n) + (start % 1.0)[..., None]).reshape(n_rows, n) / n + row
    drawn = np.searchsorted(steps.ravel(), points.ravel(), side="right").reshape(n_rows, n) - row * n_places
    drawn = np.clip(drawn, 0, n_places - 1)
    is_new = np.diff(drawn, axis=1, prepend=-1) > 0
    group = np.cumsum(is_new, axis=1) - 1 + row * n
    counts = np.bincount(group.ravel(), minlength=n_rows * n)
    weights = np.where(is_new, counts[group] / n, 0.0)
    return drawn.reshape(shape), weights.reshape(shape)


def _listed(marker: Marker) -> tuple[Sighting, ...]:
    """Every genotype that can be seen, the rare ones first: even spacing then meets about as many as there should be."""
    n = marker.n_alleles - int(marker.has_silent)
    p = marker.frequencies
    pairs = sorted(((i, j) for i in range(n) for j in range(i, n)), key=lambda pair: p[pair[0]] * p[pair[1]])
    return tuple(Sighting(i, j) for i, j in pairs)


# ── the law of a sum over markers ──


def _spread(genotypes: _Genotypes, log10_lr: Floats, chance: Floats) -> Spread:
    """Describe the log10 LR of a person whose genotypes have these chances."""
    impossible = genotypes.by_marker(np.where(np.isneginf(log10_lr), chance, 0.0))
    values = np.where(np.isfinite(log10_lr), log10_lr, 0.0)
    mass = np.where(np.isfinite(log10_lr), chance, 0.0)
    rest = np.maximum(1.0 - impossible - genotypes.by_marker(mass), 0.0)  # silent alleles: nothing is seen
    share = np.maximum(1.0 - impossible, 1e-300)
    means = genotypes.by_marker(mass * values) / share
    variance = float((genotypes.by_marker(mass * values**2) / share - means**2).sum())
    mean = float(means.sum())
    grid, law = _law(genotypes, values[None, None], mass[None, None], (rest[None], np.array([mean]), _FINE))
    nowhere = float(1.0 - np.prod(1.0 - impossible))
    return Spread(grid[0], law[0], nowhere, mean, sqrt(max(variance, 0.0)))


def _law(
    genotypes: _Genotypes, values: Floats, mass: Floats, about: tuple[Floats, Floats, float]
) -> tuple[Floats, Floats]:
    """Convolve the markers' terms by Fourier transform.

        values, mass    float64 (n, n_draws, width); each value is shared between the two grid points around it, which
                        keeps the mean
        about           mass at 0 of what is not listed (n, n_markers), centre of the window (n,), step of the grid
        returns         grid and probability, float64 (n, size)
    """
    rest, centre, step = about
    size = 2 ** ceil(log2(_WINDOW / step))
    row = np.arange(len(values))[:, None, None] * size
    spectrum: NDArray[np.complex128] | float = 1.0
    for place, (begin, end) in enumerate(genotypes.blocks):
        cell = values[..., begin:end] / step
        low = np.floor(cell)
        upper = mass[..., begin:end] * (cell - low)
        lower = mass[..., begin:end] - upper
        index = low.astype(np.int64)
        held = np.bincount(((index & (size - 1)) + row).ravel(), lower.ravel(), len(values) * size)
        held += np.bincount(((index + 1 & (size - 1)) + row).ravel(), upper.ravel(), len(values) * size)
        held = held.reshape(len(values), size)
        held[:, 0] += rest[:, place]
        spectrum = spectrum * np.fft.rfft(held)
    law = np.fft.irfft(spectrum, n=size)
    cells = np.round(centre / step).astype(np.int64)[:, None] + np.arange(-size // 2, size // 2)
    return cells * step, np.maximum(np.take_along_axis(law, cells & (size - 1), axis=1), 0.0)


def _share_above(grid: Floats, chance: Floats, threshold: float) -> Floats:
    """Add up the chances at or above a threshold; a grid point on it counts half."""
    step = grid[..., 1:2] - grid[..., :1]
    share: Floats = (chance * np.clip((grid - threshold) / step + 0.5, 0.0, 1.0)).sum(axis=-1)
    return share
