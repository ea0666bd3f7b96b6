"""Invented collections with known truth: families, remains, parts, claims, in the numbers that are asked for.

Everything is drawn from a given generator, so the same seed gives the same collection. Nobody in it exists: markers and
tables are invented too, since a laboratory must choose its own population table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidInput
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, Person, pedigree_from_rows
from homeward.evidence.dna.profile import Genotype, Profile, Sample, Sex
from homeward.evidence.dna.simulation import simulate_profiles
from homeward.identify.claims import Claim

Codes = NDArray[np.int16]
Rows = tuple[tuple[str, str | None, str | None, Sex], ...]

_PARENTS: Rows = (("FA", None, None, "M"), ("MO", None, None, "F"))
_SON: Rows = (*_PARENTS, ("MP", "FA", "MO", "M"))
_WIFE: Rows = (("MP", None, None, "M"), ("WI", None, None, "F"))


@dataclass(frozen=True, slots=True)
class Kin:
    """One kind of family: its pedigree, who gives samples, who is missing."""

    name: str
    rows: Rows
    donors: tuple[str, ...]
    missing: tuple[str, ...] = ("MP",)


def _sibs(n: int) -> Rows:
    return tuple((f"S{k + 1}", "FA", "MO", "F" if k % 2 else "M") for k in range(n))


def _children(n: int) -> Rows:
    return tuple((f"C{k + 1}", "MP", "WI", "M" if k % 2 else "F") for k in range(n))


KINDS: tuple[Kin, ...] = (
    Kin("both parents", _SON, ("FA", "MO")),
    Kin("mother and one sibling", (*_SON, *_sibs(1)), ("MO", "S1")),
    Kin("father and one sibling", (*_SON, *_sibs(1)), ("FA", "S1")),
    Kin("two siblings", (*_SON, *_sibs(2)), ("S1", "S2")),
    Kin("three siblings", (*_SON, *_sibs(3)), ("S1", "S2", "S3")),
    Kin("wife and one child", (*_WIFE, *_children(1)), ("WI", "C1")),
    Kin("wife and two children", (*_WIFE, *_children(2)), ("WI", "C1", "C2")),
    Kin("wife and three children", (*_WIFE, *_children(3)), ("WI", "C1", "C2", "C3")),
    Kin("two children", (*_WIFE, *_children(2)), ("C1", "C2")),
    Kin("mother and two siblings", (*_SON, *_sibs(2)), ("MO", "S1", "S2")),
    Kin("parents, two brothers missing", (*_SON, ("MQ", "FA", "MO", "M")), ("FA", "MO"), ("MP", "MQ")),
    Kin(
        "mother and sister, two brothers missing",
        (*_SON, ("MQ", "FA", "MO", "M"), ("S1", "FA", "MO", "F")),
        ("MO", "S1"),
        ("MP", "MQ"),
    ),
)
WEAK_KINDS: tuple[Kin, ...] = (
    Kin("mother only", _SON, ("MO",)),
    Kin("father only", _SON, ("FA",)),
    Kin("one sibling", (*_SON, *_sibs(1)), ("S1",)),
    Kin("one child", (*_WIFE, *_children(1)), ("C1",)),
    Kin("half sibling", (*_SON, ("M2", None, None, "F"), ("HS", "FA", "M2", "F")), ("HS",)),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a simulated collection is like; shares are between 0 and 1."""

    families: int = 900
    remains: int = 600
    listed: float = 0.6  # share of the people behind the remains who are missing in one of the families
    other_side: float = 0.1  # share of the families that stand on the other party's list
    weak_families: float = 0.15  # share of families with one typed relative only
    women: float = 0.1
    partial: float = 0.2  # share of remains with some loci lost
    lost_loci: float = 0.4  # share of loci lost in those
    dropout: float = 0.0  # chance of losing an allele copy in partial remains
    parts: float = 0.0  # share of remains that are a further part of a body already there
    claimed: float = 0.0  # share of remains that come with a name
    wrong_claims: float = 0.1  # share of claims that name somebody else

    @property
    def parts_per_person(self) -> float:
        """Give how many parts of one person a part picked at random is one of.

        A body has one part and others at random, 1 / (1 - p) = m on average; larger bodies are picked more often, which
        makes it 1 + (m^2 - 1) / m.
        """
        mean = 1.0 / max(1.0 - self.parts, 0.05)
        return 1.0 + (mean**2 - 1.0) / mean


@dataclass(frozen=True, eq=False)
class Scenario:
    """A simulated collection and its truth."""

    markers: tuple[Marker, ...]
    families: tuple[Family, ...]
    found: tuple[Sample, ...]
    claims: tuple[Claim, ...]
    truth: Mapping[str, str | None]  # found id to missing id, None: on nobody's list
    bodies: Mapping[str, str]  # found id to the body it is of


def invented_markers(n_loci: int = 24, *, mutation: Mutation | None = None) -> tuple[Marker, ...]:
    """Invent markers: 8 to 24 alleles on a ladder of repeats, some micro-variants, no population's frequencies.

    mutation    default: proportional, 0.002 from fathers and 0.0005 from mothers
    """
    if n_loci < 1:
        raise InvalidInput(f"{n_loci} loci: give at least one")
    model = mutation or Mutation("proportional", Rates(0.002), Rates(0.0005))
    return tuple(_invented(number, model) for number in range(n_loci))


def _invented(number: int, mutation: Mutation) -> Marker:
    n = 8 + (7 * number) % 17
    ladder = [f"{8 + k}" if (k + number) % 6 else f"{7 + k}.3" for k in range(n)]
    place = np.arange(n) - (n - 1) * (0.35 + 0.3 * ((number * 5) % 7) / 6.0)
    weight = np.exp(-0.5 * (place / (1.2 + n / 9.0)) ** 2) + 0.004 * (1 + (np.arange(n) * (number + 3)) % 5)
    return Marker(f"L{number + 1:02}", tuple(ladder), weight / weight.sum(), mutation=mutation)


def simulate_collection(markers: Sequence[Marker], rng: np.random.Generator, plan: Plan) -> Scenario:
    """Draw a collection: families by kind, their profiles, and remains of some of their missing and of strangers.

    raises    InvalidInput where a share lies outside 0 and 1
    """
    _check(plan)
    kinds = _choose_kinds(rng, plan)
    families, everybody = _draw_families(tuple(markers), rng, kinds, plan)
    bodies = _choose_bodies(rng, families, plan)
    profiles = _body_profiles(tuple(markers), rng, bodies, everybody)
    found, truth, body_of = _make_remains(tuple(markers), rng, bodies, profiles, plan)
    claims = _make_claims(rng, found, truth, families, plan)
    return Scenario(tuple(markers), families, found, claims, truth, body_of)


def _check(plan: Plan) -> None:
    shares = (
        "listed",
        "other_side",
        "weak_families",
        "women",
        "partial",
        "lost_loci",
        "parts",
        "claimed",
        "wrong_claims",
    )
    for name in shares:
        if not 0.0 <= getattr(plan, name) <= 1.0:
            raise InvalidInput(f"{name} {getattr(plan, name)} must lie between 0 and 1")
    if plan.families < 0 or plan.remains < 0 or not 0.0 <= plan.dropout < 1.0:
        raise InvalidInput("families and remains are counts, dropout is at least 0 and below 1")


def _choose_kinds(rng: np.random.Generator, plan: Plan) -> list[Kin]:
    weak = rng.random(plan.families) < plan.weak_families
    strong_kind = rng.integers(len(KINDS), size=plan.families)
    weak_kind = rng.integers(len(WEAK_KINDS), size=plan.families)
    return [WEAK_KINDS[w] if is_weak else KINDS[s] for is_weak, s, w in zip(weak, strong_kind, weak_kind, strict=True)]


def _draw_families(
    markers: tuple[Marker, ...], rng: np.random.Generator, kinds: Sequence[Kin], plan: Plan
) -> tuple[tuple[Family, ...], dict[str, Codes]]:
    """Draw profiles of everybody, kind by kind; give the families and the codes of the missing."""
    families: dict[int, Family] = {}
    missing: dict[str, Codes] = {}
    is_woman = rng.random(len(kinds)) < plan.women
    is_other = rng.random(len(kinds)) < plan.other_side
    for kind in (*KINDS, *WEAK_KINDS):
        for woman in (False, True):
            numbers = [n for n, own in enumerate(kinds) if own is kind and bool(is_woman[n]) == woman]
            if numbers:
                pedigree = _pedigree(kind, woman=woman)
                draws = simulate_profiles(pedigree, markers, rng, n=len(numbers))
                codes = {person: draws.of(person) for person in (*kind.donors, *kind.missing)}
                genotypes = {person: _genotypes(markers, codes[person]) for person in kind.donors}
                for row, number in enumerate(numbers):
                    party = "South" if is_other[number] else None
                    families[number] = _family(kind, pedigree, number, {p: g[row] for p, g in genotypes.items()}, party)
                    for person in kind.missing:
                        missing[f"F{number + 1}.{person}"] = codes[person][row]
    return tuple(families[n] for n in range(len(kinds))), missing


def _pedigree(kind: Kin, *, woman: bool) -> Pedigree:
    """The pedigree of a kind of family; with a missing woman, husband and wife change places."""
    if not woman or len(kind.missing) > 1:
        return pedigree_from_rows(kind.rows)
    swapped: dict[Sex, Sex] = {"M": "F", "F": "M", "U": "U"}
    rows = []
    for person, father, mother, sex in kind.rows:
        turned = person in ("MP", "WI")
        parents = (mother, father) if father == "MP" else (father, mother)
        rows.append((person, *parents, swapped[sex] if turned else sex))
    return pedigree_from_rows(rows)


def _family(kind: Kin, pedigree: Pedigree, number: int, profiles: Mapping[str, Profile], party: str | None) -> Family:
    name = f"F{number + 1}"
    people = tuple(
        Person(f"{name}.{p.id}", p.father and f"{name}.{p.father}", p.mother and f"{name}.{p.mother}", p.sex)
        for p in pedigree.people
    )
    own = {f"{name}.{person}": profile for person, profile in profiles.items()}
    return Family(name, Pedigree(people), own, tuple(f"{name}.{person}" for person in kind.missing), party)


def _genotypes(markers: tuple[Marker, ...], codes: Codes) -> list[dict[str, Genotype]]:
    """Write codes (n, n_markers, 2) as profiles; -1 is untyped."""
    names = [marker.alleles for marker in markers]
    return [
        {m.name: (a[x], a[y]) for m, a, (x, y) in zip(markers, names, row, strict=True) if x >= 0}
        for row in np.sort(codes, axis=2).tolist()
    ]


@dataclass(frozen=True, slots=True)
class _Body:
    missing: str | None
    sex: Sex


def _choose_bodies(rng: np.random.Generator, families: Sequence[Family], plan: Plan) -> list[_Body]:
    """Choose whose bodies were found: some of the missing, and strangers."""
    n_bodies = max(plan.remains - round(plan.parts * plan.remains), min(plan.remains, 1))
    sought = [(person, family.pedigree.by_id[person].sex) for family in families for person in family.missing]
    n_listed = min(round(plan.listed * n_bodies), len(sought))
    chosen = rng.permutation(len(sought))[:n_listed].tolist()
    listed = [_Body(*sought[k]) for k in chosen]
    strangers = [_Body(None, "F" if rng.random() < plan.women else "M") for _ in range(n_bodies - n_listed)]
    bodies = listed + strangers
    return [bodies[k] for k in rng.permutation(len(bodies)).tolist()]


def _body_profiles(
    markers: tuple[Marker, ...], rng: np.random.Generator, bodies: Sequence[_Body], everybody: Mapping[str, Codes]
) -> Codes:
    if not bodies:
        return np.zeros((0, len(markers), 2), dtype=np.int16)
    stranger = simulate_profiles(Pedigree((Person("stranger", sex="M"),)), markers, rng, n=len(bodies)).of("stranger")
    rows = [everybody[b.missing] if b.missing is not None else stranger[k] for k, b in enumerate(bodies)]
    return np.array(rows, dtype=np.int16).reshape(len(bodies), len(markers), 2)


def _make_remains(
    markers: tuple[Marker, ...], rng: np.random.Generator, bodies: Sequence[_Body], profiles: Codes, plan: Plan
) -> tuple[tuple[Sample, ...], dict[str, str | None], dict[str, str]]:
    n_further = plan.remains - len(bodies)
    of_body = [*range(len(bodies)), *(rng.integers(len(bodies), size=n_further).tolist() if len(bodies) else [])]
    order = rng.permutation(len(of_body)).tolist()
    codes = profiles[[of_body[k] for k in order]].copy()
    is_partial = rng.random(len(order)) < plan.partial
    lost = (rng.random(codes.shape[:2]) < plan.lost_loci) & is_partial[:, None]
    if plan.dropout:
        codes, nothing = _drop_alleles(rng, codes, np.where(is_partial, plan.dropout, 0.0))
        lost |= nothing
    codes[lost] = -1
    found, truth, body_of = [], {}, {}
    for number, (profile, k) in enumerate(zip(_genotypes(markers, codes), order, strict=True)):
        name, body = f"R{number + 1}", bodies[of_body[k]]
        dropout = plan.dropout if is_partial[number] else 0.0
        found.append(Sample(name, body.sex, profile, dropout, is_part=plan.parts > 0.0))
        truth[name] = body.missing
        body_of[name] = f"B{of_body[k] + 1}"
    return tuple(found), truth, body_of


def _drop_alleles(
    rng: np.random.Generator, codes: Codes, chance: NDArray[np.float64]
) -> tuple[Codes, NDArray[np.bool_]]:
    """Lose allele copies; a lost copy shows the other one. Gives the codes, and where nothing is left."""
    gone: NDArray[np.bool_] = rng.random(codes.shape) < chance[:, None, None]
    shown = np.where(gone, codes[:, :, ::-1], codes)
    return shown.astype(np.int16), gone[:, :, 0] & gone[:, :, 1]


def _make_claims(
    rng: np.random.Generator,
    found: Sequence[Sample],
    truth: Mapping[str, str | None],
    families: Sequence[Family],
    plan: Plan,
) -> tuple[Claim, ...]:
    sought = [person for family in families for person in family.missing]
    claims = []
    for sample in found:
        if not sought or rng.random() >= plan.claimed:
            continue
        true = truth[sample.id]
        is_wrong = true is None or rng.random() < plan.wrong_claims
        named = sought[int(rng.integers(len(sought)))] if is_wrong else true
        claims.append(Claim(sample.id, str(named), 0.8))
    return tuple(claims)
