"""What can a family's donors prove about one missing person, and whom should we ask next?

Markers are independent given the donors' profiles, so the log10 LR of a found person is a sum of independent terms, one
for each marker, over its possible genotypes. Nothing is drawn at random for the donors at hand; profiles of relatives
still to be asked are listed at each marker where they are few, and drawn where they are many.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from homeward.errors import InvalidCase
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.mutation import Floats
from homeward.identify.power.aim import DEFAULT_THRESHOLD, FOR_ONE_FAMILY, Aim, log10_lr_needed
from homeward.identify.power.forms import Form, Places, forms_of
from homeward.identify.power.genotypes import Genotypes
from homeward.identify.power.spread import FINE, Spread, law_of_sum, share_above
from homeward.identify.power.study import LN10, Judged, Study, power_of_ten
from homeward.identify.prior import Prior

_N_BATCHES = 4


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
        return float(share_above(grid, chance * np.exp(-LN10 * far), threshold))

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


def family_power(family: Family, panel: Panel, missing: str) -> FamilyPower:
    """Compute what the donors of a family can prove about one of its missing, the others of whom stay unknown.

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
    >>> round(power.if_true.mean, 3), power.exclusion  # half are 7/8, LR 1; half are 7/7, LR 2; a stranger may be 8/8
    (0.151, (0.25,))

    Source: Egeland, Pinto & Vigeland 2014, FSI Genetics 9:186. Oracle: exclusion_power.
    """
    study = _study_of(family, panel, missing)
    place = study.form.place(missing)
    log10_lr = study.weigh(study.form.rows, place)[0]
    _check_possible(family, study, log10_lr)
    population = study.genotypes.population(study.form.sex(place))
    strict = replace(study, genotypes=study.genotypes.without_mutation()).weigh(study.form.rows, place)[0]
    excluded = study.genotypes.by_marker(np.where(np.isneginf(strict), population, 0.0))
    contradicts = study.genotypes.by_marker(np.isnan(strict).astype(np.float64)) > 0.0
    loci = tuple(marker.name for marker in panel.markers)
    return FamilyPower(
        missing,
        loci,
        _spread(study.genotypes, log10_lr, population * power_of_ten(log10_lr)),
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
                      `aim.n_draws` suffices, and else drawn, spread evenly over their distribution; standard errors
                      come from four independent quarters
        raises        InvalidCase as `family_power`, and for a candidate who is not in the pedigree, typed or missing

    Source: Vigeland, Marsico, Herrera Piñero & Egeland 2020, FSI Genetics 49:102376, with exact tables in place of
    simulated families.
    """
    n_draws = aim.n_draws // _N_BATCHES
    study = replace(_study_of(family, panel, missing), threshold=aim.threshold, n_batches=_N_BATCHES, n_draws=n_draws)
    target, places = study.form.place(missing), _candidates(family, study.form, candidates)
    _check_possible(family, study, study.weigh(study.form.rows, target)[0])
    now = study.judge(study.form.rows, target)
    rows, asked = study.form.rows, Places()
    ranked: list[Asked] = []
    together: list[Asked] = []
    for _ in range(min(aim.n_relatives, len(places))):
        start = rng.random((_N_BATCHES, len(panel.markers)))
        options = {place: study.ask(rows, place, start) for place in places if place not in asked}
        results = {place: study.judge(option, target) for place, option in options.items()}
        order = sorted(results, key=lambda place: (-results[place].log10_lr.mean(), place))
        ranked = ranked or [_asked(study.form, (place,), results[place], now) for place in order]
        rows, asked = options[order[0]], (*asked, order[0])
        together.append(_asked(study.form, asked, results[order[0]], now))
    return Advice(missing, aim.threshold, _asked(study.form, (), now, now), tuple(ranked), tuple(together))


def _study_of(family: Family, panel: Panel, missing: str) -> Study:
    if missing not in family.missing:
        raise InvalidCase(f"family {family.id}: {missing} is not one of its missing")
    (form,) = forms_of([family], panel)
    if form.clashes.any():
        raise InvalidCase(f"family {family.id}: identical twins show different alleles; check the samples")
    return Study(form, Genotypes.of(panel), DEFAULT_THRESHOLD)


def _check_possible(family: Family, study: Study, log10_lr: Floats) -> None:
    is_odd = study.genotypes.by_marker(np.isnan(log10_lr).astype(np.float64)) > 0.0
    if is_odd.any():
        names = ", ".join(m.name for m, odd in zip(study.genotypes.panel.markers, is_odd, strict=True) if odd)
        raise InvalidCase(f"family {family.id}: the profiles are impossible together at {names}; check the relations")


def _candidates(family: Family, form: Form, named: Sequence[str] | None) -> Places:
    if named is None:
        return form.askable
    for person in named:
        if person not in form.names or family.profiles.get(person) or person in family.missing:
            raise InvalidCase(f"family {family.id}: {person} cannot be asked: typed, missing or not in the pedigree")
    return tuple(form.place(person) for person in named)


def _asked(form: Form, places: Places, judged: Judged, now: Judged) -> Asked:
    n_batches = judged.log10_lr.shape[1]
    mean, reaches = (float(values.mean()) for values in (judged.log10_lr, judged.reaches))
    errors = [0.0, 0.0]
    if n_batches > 1:
        errors = [float(values.std(ddof=1)) / sqrt(n_batches) for values in (judged.log10_lr, judged.reaches)]
    relatives = tuple(form.names[place] for place in places)
    return Asked(relatives, mean, mean - float(now.log10_lr.mean()), reaches, *errors)


def _spread(genotypes: Genotypes, log10_lr: Floats, chances: Floats) -> Spread:
    """Describe the log10 LR of a person whose genotypes have these chances."""
    impossible = genotypes.by_marker(np.where(np.isneginf(log10_lr), chances, 0.0))
    values = np.where(np.isfinite(log10_lr), log10_lr, 0.0)
    mass = np.where(np.isfinite(log10_lr), chances, 0.0)
    rest = np.maximum(1.0 - impossible - genotypes.by_marker(mass), 0.0)  # silent alleles: nothing is seen
    share = np.maximum(1.0 - impossible, 1e-300)
    means = genotypes.by_marker(mass * values) / share
    variance = float((genotypes.by_marker(mass * values**2) / share - means**2).sum())
    mean = float(means.sum())
    terms = [(own[None], chance[None]) for own, chance in genotypes.split(values, mass)]
    grid, law = law_of_sum(terms, rest[None], centre=np.array([mean]), step=FINE)
    return Spread(grid[0], law[0], float(1.0 - np.prod(1.0 - impossible)), mean, sqrt(max(variance, 0.0)))
