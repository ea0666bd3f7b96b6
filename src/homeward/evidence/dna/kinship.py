"""How much better does one family tree explain the profiles than another?

`weigh_hypotheses` compares whole pedigrees; `log10_likelihood` is one pedigree at one marker. Mass comparison of
remains with families uses `conditional` instead, which computes each family once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from homeward.errors import InvalidCase, InvalidInput
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.likelihood.lumping import Lumped, lump
from homeward.evidence.dna.likelihood.network import Alleles, Evidence, Shape, shape_of
from homeward.evidence.dna.likelihood.observation import NO_ERRORS, States, Uncertainty, states_of
from homeward.evidence.dna.likelihood.theta import average_scaled
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.pedigree import Pedigree, Person
from homeward.evidence.dna.profile import Profile


@dataclass(frozen=True, slots=True)
class Model:
    """What is assumed beside the pedigree and the tables."""

    theta: float = 0.0
    errors: Mapping[str, Uncertainty] = field(default_factory=dict)  # by person id; absent: none

    def __post_init__(self) -> None:
        if not 0.0 <= self.theta < 1.0:
            raise InvalidInput(f"theta {self.theta} must be at least 0 and below 1")


PLAIN_MODEL = Model()


@dataclass(frozen=True, slots=True)
class Kinship:
    """Likelihoods of every hypothesis, marker by marker.

    log10_likelihood    float64 (n_hypotheses, n_markers), -inf where impossible
    """

    hypotheses: tuple[str, ...]
    markers: tuple[str, ...]
    denominator: str
    log10_likelihood: Floats

    def log10_lr(self, hypothesis: str) -> Floats:
        """Weigh a hypothesis against the denominator at each marker; nan where both are impossible."""
        own = self.log10_likelihood[self.hypotheses.index(hypothesis)]
        other = self.log10_likelihood[self.hypotheses.index(self.denominator)]
        with np.errstate(invalid="ignore"):
            ratio: Floats = own - other
            return ratio

    def posterior(self) -> Floats:
        """Give the probability of each hypothesis where all are equally likely before."""
        total = self.log10_likelihood.sum(axis=1)
        if np.isneginf(total).all():
            return np.full(len(total), np.nan)
        share: Floats = 10.0 ** (total - total.max())
        share /= share.sum()
        return share


def weigh_hypotheses(
    hypotheses: Mapping[str, Pedigree],
    profiles: Mapping[str, Profile],
    markers: Iterable[Marker],
    *,
    denominator: str,
    model: Model = PLAIN_MODEL,
) -> Kinship:
    """Compute the likelihood of the profiles under each pedigree, at each marker.

    hypotheses     name to pedigree; a typed person who is not in one of them does not count there, which is how
                   "one person, not two" is asked
    returns        a `Kinship`; `log10_lr(name)` compares with the denominator
    raises         InvalidCase where a typed person is in no hypothesis; UnknownAllele
    """
    if denominator not in hypotheses:
        raise InvalidInput(f"denominator {denominator!r} is none of the hypotheses {', '.join(hypotheses)}")
    table = tuple(markers)
    for person in profiles:
        if not any(person in pedigree.by_id for pedigree in hypotheses.values()):
            raise InvalidCase(f"typed person {person} is in none of the hypotheses")
    values = [
        [log10_likelihood(pedigree, profiles, marker, model=model) for marker in table]
        for pedigree in hypotheses.values()
    ]
    shape = (len(hypotheses), len(table))
    return Kinship(tuple(hypotheses), tuple(m.name for m in table), denominator, np.array(values).reshape(shape))


def log10_likelihood(
    pedigree: Pedigree, profiles: Mapping[str, Profile], marker: Marker, *, model: Model = PLAIN_MODEL
) -> float:
    """Compute log10 P(profiles at one marker | pedigree).

    Founders draw alleles from the table (with theta above 0 from one urn), children by Mendel, every transmission
    through the mutation matrix of the parent's sex; everybody in the pedigree counts, typed or not.

        returns    float, -inf where impossible, 0.0 where nobody is typed at the marker
        raises     UnknownAllele, InvalidCase (a man with two X alleles), TooLarge

    >>> from homeward.evidence.dna.pedigree import nuclear
    >>> marker = Marker("L1", ("1", "2"), np.array([0.1, 0.9]))
    >>> family = nuclear("father", "mother", ("child", "F"))
    >>> round(10 ** log10_likelihood(family, {"child": {"L1": ("1", "2")}}, marker), 6)
    0.18

    Source: Elston & Stewart 1971, Hum Hered 21:523. Oracle: kinship_lr, theta, silent, x_linked, dropout.
    """
    problem = set_up(pedigree, profiles, marker, model=model)
    if problem is None:
        return 0.0
    table, log10_scale = _scaled_average(problem, model.theta)
    value = float(table.item())
    return float(np.log10(value)) + log10_scale if value > 0.0 else -np.inf


@dataclass(frozen=True, slots=True)
class Problem:
    """One pedigree and marker, ready to be summed."""

    lumped: Lumped
    shape: Shape
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Keep:
    """What to keep apart although nobody asks: alleles nobody carries, and people whose terms sum to one."""

    alleles: tuple[str, ...] = ()
    everybody: bool = False


KEEP_NOTHING = Keep()


def set_up(
    pedigree: Pedigree,
    profiles: Mapping[str, Profile],
    marker: Marker,
    *,
    targets: tuple[str, ...] = (),
    keep: Keep = KEEP_NOTHING,
    model: Model = PLAIN_MODEL,
) -> Problem | None:
    """Prepare one pedigree and marker; None where nobody is typed and nobody asked for.

    targets     people whose genotypes are asked for
    """
    is_x = marker.chromosome == "X"
    typed = {
        person: profile[marker.name]
        for person, profile in profiles.items()
        if profile.get(marker.name) and person in pedigree.by_id
    }
    if not (typed or targets or keep.everybody):
        return None
    if is_x:
        pedigree = _sexed(pedigree, typed)
    seen = {allele for genotype in typed.values() for allele in genotype}
    for allele in seen:
        marker.index(allele)
    lumped = lump(marker, seen | set(keep.alleles))
    states = {
        person: states_of(
            lumped.marker,
            genotype,
            model.errors.get(person, NO_ERRORS),
            is_single=is_x and pedigree.by_id[person].sex == "M",
        )
        for person, genotype in typed.items()
    }
    pedigree, states, named = merge_twins(pedigree, states, targets)
    kinds = {person: (len(state.weight), state.is_plain) for person, state in states.items()}
    shape, order = shape_of(pedigree, kinds, named, is_x=is_x, keep_people=keep.everybody)
    place = {person: number for number, person in enumerate(order)}
    evidence = Evidence(
        {place[person]: state.paternal[None] for person, state in states.items()},
        {place[person]: state.maternal[None] for person, state in states.items()},
        {place[person]: state.weight[None] for person, state in states.items()},
    )
    return Problem(lumped, shape, evidence)


def average_over_urn(problem: Problem, theta: float) -> Floats:
    """P(data, targets), averaged over the urn of founder alleles."""
    table, log10_scale = _scaled_average(problem, theta)
    average: Floats = table * 10.0**log10_scale
    return average


def _scaled_average(problem: Problem, theta: float) -> tuple[Floats, float]:
    lumped = problem.lumped
    alleles = Alleles(lumped.marker.frequencies[None], lumped.male[None], lumped.female[None])
    return average_scaled(problem.shape, alleles, problem.evidence, theta)


def _sexed(pedigree: Pedigree, typed: Mapping[str, tuple[str, ...]]) -> Pedigree:
    """At an X marker a typed person of unknown sex is a man with one allele written, a woman with two."""
    people = tuple(
        replace(person, sex="M" if len(typed[person.id]) == 1 else "F")
        if person.sex == "U" and person.id in typed
        else person
        for person in pedigree.people
    )
    return Pedigree(people, pedigree.twins)


def merge_twins(
    pedigree: Pedigree, states: Mapping[str, States], targets: tuple[str, ...] = ()
) -> tuple[Pedigree, dict[str, States], tuple[str, ...]]:
    """Make one person of each group of identical twins: the first, with all the evidence and all the children."""
    if not pedigree.twins:
        return pedigree, dict(states), targets
    stands_for = {twin: group[0] for group in pedigree.twins for twin in group}

    def one(person: str | None) -> str | None:
        return None if person is None else stands_for.get(person, person)

    people = tuple(
        Person(p.id, one(p.father), one(p.mother), p.sex) for p in pedigree.people if stands_for.get(p.id, p.id) == p.id
    )
    merged: dict[str, States] = {}
    for person, state in states.items():
        first = stands_for.get(person, person)
        merged[first] = _both(merged[first], state) if first in merged else state
    named = tuple(stands_for.get(target, target) for target in targets)
    return Pedigree(people), merged, named


def _both(one: States, other: States) -> States:
    """The pairs that two observations of the same genotype allow."""
    weight: dict[tuple[int, int], float] = {}
    for p, m, w in zip(other.paternal.tolist(), other.maternal.tolist(), other.weight.tolist(), strict=True):
        weight[p, m] = weight.get((p, m), 0.0) + w
    pairs = zip(one.paternal.tolist(), one.maternal.tolist(), strict=True)
    factor = np.array([weight.get(pair, 0.0) for pair in pairs])
    return States(one.paternal, one.maternal, one.weight * factor)
