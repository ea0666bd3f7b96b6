"""Why does the posterior say what it says? One pair, opened marker by marker.

`explain_pair` shows what was seen, what the family would lead one to expect, who else comes into question and what
would change the answer. Sentences here are English; `reports.wording` has them in other languages. One line for each
found person is `summary`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from homeward.errors import InvalidInput
from homeward.evidence.dna.comparison.panel import Panel, Sighting, Sightings, sight
from homeward.evidence.dna.profile import Genotype, Individual
from homeward.evidence.weight import Weight
from homeward.identify.claims import CheckedClaim, weigh_claim
from homeward.identify.collection import Collection, Comparison
from homeward.identify.identification import Identification
from homeward.identify.joint.posterior import Option
from homeward.identify.marker_weights import MarkerWeight, Question, weigh_markers

ChangeKind = Literal[
    "strongest markers", "mutated markers", "other evidence", "rarer before", "still needed", "to spare"
]
THRESHOLD = 0.9995  # of the posterior; the bar of large identification programmes (Cyprus, western Balkans)
_N_RIVALS = 5
_TIE = 1e-9
_SWALLOWED = 1e-12  # probabilities below are lost in rounding when others near 1 are added up
_LEAST_TIED = 1e-3  # posteriors below this are not called a tie, however equal


@dataclass(frozen=True, slots=True)
class Rival:
    """Another pairing that shares the found or the missing person of the pair."""

    found: str
    missing: str
    log10_lr: float | None  # DNA of this pair alone; None where sexes disagree or nothing can be compared
    posterior: float
    is_tie: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What would change the answer: the log10 weight gained or lost, and the posterior if all else stayed."""

    kind: ChangeKind
    markers: tuple[str, ...]
    log10_change: float
    posterior: float


@dataclass(frozen=True, slots=True)
class PairExplanation:
    """One pair, opened.

    samples            the found samples taken together because they are surely of one body
    given              other found people in their most probable places of this family, (found, missing): `markers` are
                       weighed with them as relatives. In families with several missing people the evidence may lie
                       between the found, not between found and donors
    log10_dna          sum over the markers; `log10_alone` the same with nobody else placed
    best_log10         best whole assignment with this pair against the best without it
    against            probability of everything else, where 1 - posterior is too small to be told from 0
    nobody             posterior that the found person is nobody on the list
    other_missing      who else the found person may be; `other_found` who else may be the missing person
    """

    found: str
    missing: str
    family: str
    party: str | None
    samples: tuple[str, ...]
    given: tuple[tuple[str, str], ...]
    markers: tuple[MarkerWeight, ...]
    other: tuple[Weight, ...]
    log10_dna: float
    log10_alone: float
    posterior: float
    against: float
    nobody: float
    best_log10: float
    other_missing: tuple[Rival, ...]
    other_found: tuple[Rival, ...]
    prior: str
    changes: tuple[Change, ...]

    @property
    def log10_total(self) -> float:
        """DNA, the others being placed as `given` says, and all other evidence."""
        return self.log10_dna + sum(weight.log10_lr for weight in self.other)

    @property
    def ties(self) -> tuple[Rival, ...]:
        """Rivals that the evidence cannot tell from this pair."""
        return tuple(rival for rival in (*self.other_missing, *self.other_found) if rival.is_tie)


def explain_pair(
    identification: Identification,
    comparison: Comparison,
    found_id: str,
    missing_id: str,
    *,
    claims: Sequence[CheckedClaim] = (),
) -> PairExplanation:
    """Open one pair.

    raises    InvalidInput where the found or the missing person is not in the case
    """
    return explain_pairs(identification, comparison, [(found_id, missing_id)], claims=claims)[0]


def explain_pairs(
    identification: Identification,
    comparison: Comparison,
    pairs: Sequence[tuple[str, str]],
    *,
    claims: Sequence[CheckedClaim] = (),
) -> tuple[PairExplanation, ...]:
    """Open many pairs at once, which is much faster than one by one."""
    index = _Index.of(identification.collection)
    for found, missing in pairs:
        if found not in index.row or missing not in index.column:
            raise InvalidInput(f"the pair {found}, {missing} is not in the case; check both ids")
    asks = _asks(identification, index, pairs)
    panel = identification.collection.panel
    with_others = weigh_markers(panel, [ask.question for ask in asks])
    crowded = [ask for ask in asks if ask.given]
    alone = weigh_markers(panel, [ask.alone() for ask in crowded])
    alone_of = {ask.pair: weights for ask, weights in zip(crowded, alone, strict=True)}
    out = []
    for ask, weights in zip(asks, with_others, strict=True):
        single = alone_of.get(ask.pair, weights)
        both = tuple(replace(m, log10_alone=s.log10_lr) for m, s in zip(weights, single, strict=True))
        out.append(_explain(identification, comparison, ask, markers=both, claims=claims))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Index:
    row: dict[str, int]
    column: dict[str, int]

    @classmethod
    def of(cls, collection: Collection) -> "_Index":
        """Number the found and the missing people."""
        return cls(
            {sample.id: k for k, sample in enumerate(collection.found)},
            {person.id: k for k, person in enumerate(collection.missing)},
        )


@dataclass(frozen=True, eq=False)
class _Ask:
    """One pair to be opened, with other found people in their most probable places of the family."""

    pair: tuple[str, str]
    place: tuple[int, int]
    question: Question
    given: tuple[tuple[str, str], ...] = ()

    def alone(self) -> Question:
        """The same question with nobody else placed."""
        placed = {missing for _, missing in self.given}
        family = self.question.family
        own = {person: seen for person, seen in family.profiles.items() if person not in placed}
        return Question(self.question.body, replace(family, profiles=own))


def _explain(
    identification: Identification,
    comparison: Comparison,
    ask: _Ask,
    *,
    markers: tuple[MarkerWeight, ...],
    claims: Sequence[CheckedClaim],
) -> PairExplanation:
    collection, (i, j) = identification.collection, ask.place
    family = ask.question.family
    posterior, nobody = identification.posterior, float(identification.nobody[i])
    other = _other_evidence(collection, ask.pair, claims)
    against = _against(identification, i, j)
    return PairExplanation(
        found=ask.pair[0],
        missing=ask.pair[1],
        family=family.id,
        party=family.party,
        samples=tuple(sample.id for sample in ask.question.body.samples),
        given=ask.given,
        markers=markers,
        other=other,
        log10_dna=float(sum(weight.log10_lr for weight in markers)),
        log10_alone=float(sum(weight.log10_alone for weight in markers)),
        posterior=float(posterior[i, j]),
        against=against,
        nobody=nobody,
        best_log10=float(identification.best[i, j]),
        other_missing=_rivals(identification, comparison, [(i, k) for k in range(posterior.shape[1])], (i, j)),
        other_found=_rivals(identification, comparison, [(k, j) for k in range(posterior.shape[0])], (i, j)),
        prior=identification.describe_prior(),
        changes=tuple(_changes(markers, other, float(posterior[i, j]), against)),
    )


def _other_evidence(
    collection: Collection, pair: tuple[str, str], claims: Sequence[CheckedClaim]
) -> tuple[Weight, ...]:
    total = collection.pair_log10.get(pair, 0.0)
    named = [c.claim for c in claims if (c.claim.found, c.claim.missing) == pair] if total else []
    weights = [weigh_claim(claim, len(collection.missing)) for claim in named]
    rest = total - sum(weight.log10_lr for weight in weights)
    if abs(rest) > _TIE:
        weights.append(Weight("other evidence", rest, "lists of people, and all other evidence given with the case"))
    return tuple(weights)


def _rivals(
    identification: Identification, comparison: Comparison, cells: Sequence[tuple[int, int]], pair: tuple[int, int]
) -> tuple[Rival, ...]:
    """The pairings that come closest: first by posterior, then by DNA; those that say nothing are left out."""
    collection, posterior, log10_lr = identification.collection, identification.posterior, comparison.log10_lr

    def rank(cell: tuple[int, int]) -> tuple[float, float]:
        return -float(posterior[cell]), -float(np.nan_to_num(log10_lr[cell], nan=-np.inf))

    others = [cell for cell in cells if cell != pair and (posterior[cell] > 1e-6 or log10_lr[cell] > 0.0)]
    return tuple(
        Rival(
            collection.found[cell[0]].id,
            collection.missing[cell[1]].id,
            None if np.isnan(log10_lr[cell]) else float(log10_lr[cell]),
            float(posterior[cell]),
            is_tie(identification, comparison, pair, cell),
        )
        for cell in sorted(others, key=rank)[:_N_RIVALS]
    )


def is_tie(
    identification: Identification, comparison: Comparison, pair: tuple[int, int], other: tuple[int, int]
) -> bool:
    """Tell whether two pairings are equally probable; two parts of one body, which may both be right, are no tie.

    pair, other    places in the matrix (found, missing)
    """
    one, two = float(identification.posterior[pair]), float(identification.posterior[other])
    if one < _LEAST_TIED or one + two > 1.0 + 1e-6:
        return False
    alike = abs(comparison.log10_lr[pair] - comparison.log10_lr[other]) < _TIE
    return abs(one - two) <= (max(_TIE, 4.0 * identification.max_error) if alike else _TIE)


def _against(identification: Identification, i: int, j: int) -> float:
    """Give the probability of everything but a pair; from the best assignments where rounding has swallowed it."""
    row = identification.posterior[i]
    against = float(identification.nobody[i]) + float(row.sum() - row[j])
    if against > _SWALLOWED:
        return min(against, 1.0)
    return float(10.0 ** -max(identification.best[i, j], -np.log10(_SWALLOWED)))


def _changes(
    markers: Sequence[MarkerWeight], other: Sequence[Weight], posterior: float, against: float
) -> Iterator[Change]:
    """List what would change the posterior; each is counted with everything else held still."""
    odds = np.log10(posterior / against) if posterior > 0.0 and against > 0.0 else np.inf * (2 * posterior - 1.0)
    strongest = sorted((m for m in markers if m.log10_lr > 0.0), key=lambda m: -m.log10_lr)[:2]
    yield from _without("strongest markers", strongest, odds)
    yield from _without("mutated markers", [m for m in markers if m.status == "needs a mutation"], odds)
    total = sum(weight.log10_lr for weight in other)
    if total:
        yield Change("other evidence", (), -total, _chance(odds - total))
    yield Change("rarer before", (), -1.0, _chance(odds - 1.0))
    gap = float(np.log10(THRESHOLD / (1.0 - THRESHOLD)) - odds)
    if np.isfinite(gap):
        yield Change("still needed" if gap > 0.0 else "to spare", (), abs(gap), THRESHOLD)


def _without(kind: ChangeKind, some: Sequence[MarkerWeight], log10_odds: float) -> Iterator[Change]:
    if some:
        gone = -sum(m.log10_lr for m in some)
        yield Change(kind, tuple(m.marker for m in some), gone, _chance(log10_odds + gone))


def _chance(log10_odds: float) -> float:
    """Turn odds into a probability."""
    return float(1.0 / (1.0 + 10.0 ** min(-log10_odds, 300.0)))


def _asks(identification: Identification, index: _Index, pairs: Sequence[tuple[str, str]]) -> list[_Ask]:
    """Place the others of each pair's family as in the most probable way that holds the pair."""
    collection = identification.collection
    atom_of = {k: atom for atom in identification.bodies.atoms for k in atom}
    families = {collection.missing[index.column[missing]].family for _, missing in pairs}
    several = [number for number in families if len(collection.families[number].missing) > 1]
    ways = {number: _ways(identification, number) for number in several}
    asks = []
    for pair in pairs:
        i, j = index.row[pair[0]], index.column[pair[1]]
        person = collection.missing[j]
        family = collection.families[person.family]
        others = _others(identification, ways.get(person.family, ()), pair, person.place)
        body = _individual(collection, atom_of[i])
        question = _place(Question(body, replace(family, missing=(pair[1],))), others, collection.panel, family.missing)
        given = tuple((placed.id, family.missing[where]) for where, placed in others)
        asks.append(_Ask(pair, (i, j), question, given))
    return asks


def _individual(collection: Collection, atom: Sequence[int]) -> Individual:
    samples = tuple(collection.found[k] for k in atom)
    return Individual("+".join(sample.id for sample in samples), samples[0].sex, samples)


def _ways(identification: Identification, family: int) -> tuple[tuple[float, Option], ...]:
    """The ways to fill a family, most probable first."""
    for group in identification.groups:
        for slot, probability in zip(group.slots, group.probability, strict=True):
            if slot.family == family:
                return tuple(sorted(zip(probability, slot.options, strict=True), key=lambda way: -way[0]))
    return ()


def _others(
    identification: Identification, ways: Sequence[tuple[float, Option]], pair: tuple[str, str], place: int
) -> list[tuple[int, Individual]]:
    """Who else stands in the family, by place, in the most probable way that holds the pair."""
    bodies = identification.bodies.bodies
    for _, option in ways:
        placed = [(where, bodies[body]) for body, where in option.placed]
        if any(where == place and pair[0] in {s.id for s in body.samples} for where, body in placed):
            return [(where, body) for where, body in placed if where != place]
    return []


def _place(
    question: Question, others: Sequence[tuple[int, Individual]], panel: Panel, missing: Sequence[str]
) -> Question:
    """Make relatives of the other found people; at X markers only where it is known which sex their place has."""
    profiles, chances = dict(question.family.profiles), {}
    at_x = {marker.name for marker in panel.markers if marker.chromosome == "X"}
    sightings = sight(panel, [body for _, body in others])
    for row, (where, _) in enumerate(others):
        sex = question.family.pedigree.by_id[missing[where]].sex
        seen = {k: v for k, v in _profile(panel, sightings, row).items() if sex != "U" or k not in at_x}
        profiles[missing[where]] = {name: genotype for name, (genotype, _) in seen.items()}
        for name, (_, sighting) in seen.items():
            if sighting.dropouts:
                chances[missing[where], name] = sighting.chances
    return Question(question.body, replace(question.family, profiles=profiles), chances)


def _profile(panel: Panel, sightings: Sightings, row: int) -> dict[str, tuple[Genotype, Sighting]]:
    out: dict[str, tuple[Genotype, Sighting]] = {}
    for marker, seen, start, column in zip(
        panel.markers, sightings.by_marker, sightings.starts, sightings.columns[row].tolist(), strict=True
    ):
        if column > 0:
            sighting = seen[column - start]
            out[marker.name] = (marker.alleles[sighting.first], marker.alleles[sighting.last]), sighting
    return out
