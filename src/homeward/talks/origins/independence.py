"""Independence: how many documents support a claim without having it from each other.

Two numbers, never one: *said by* counts who attests that it was said, *supported by* counts origins: claims joined by
derivation, or by one utterance (same speaker, same words), are one. No scores and no probabilities. Which claims speak
of one matter is proposed here and confirmed by a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from homeward.talks.claims.claim import Claim
from homeward.talks.origins.alignment import COMMON
from homeward.talks.origins.derivation import Derivation
from homeward.talks.origins.stems import stems_of

_SAME_MATTER = 0.45  # share of common stems, of two claims with equal figures
_SAME_WORDS = 0.7  # of two claims without figures


@dataclass(frozen=True, slots=True)
class Support:
    """How well one matter is supported.

    documents                of all its claims: what naive counting says
    documents_not_derived    with at least one claim that comes from no other document's
    origins                  components of claims joined by derivation or one utterance
    """

    claims: tuple[Claim, ...]
    documents: int
    documents_not_derived: int
    origins: int
    derived_only: tuple[str, ...]  # ids of claims that derive from another


class _Components:
    def __init__(self, n: int) -> None:
        self._above = list(range(n))

    def top(self, place: int) -> int:
        while self._above[place] != place:
            self._above[place] = self._above[self._above[place]]
            place = self._above[place]
        return place

    def join(self, one: int, other: int) -> None:
        self._above[max(self.top(one), self.top(other))] = min(self.top(one), self.top(other))


def support_of(claims: Sequence[Claim], derivations: Sequence[Derivation]) -> Support:
    """Count the support of one matter, whose claims a person or `propose_matters` put together."""
    keys = [_key(claim) for claim in claims]
    sources = {_key(one.sought): _key(one.found) for one in derivations}
    derived = [key for key in keys if key in sources]
    joined = _Components(len(claims))
    for place, claim in enumerate(claims):
        for earlier in range(place):
            linked = sources.get(keys[place]) == keys[earlier] or sources.get(keys[earlier]) == keys[place]
            if linked or _is_one_utterance(claims[earlier], claim):
                joined.join(earlier, place)
    return Support(
        claims=tuple(claims),
        documents=len({claim.document for claim in claims}),
        documents_not_derived=len(
            {claim.document for claim, key in zip(claims, keys, strict=True) if key not in sources}
        ),
        origins=len({joined.top(place) for place in range(len(claims))}),
        derived_only=tuple(claim_id for _, claim_id in derived),
    )


def _key(claim: Claim) -> tuple[str, str]:
    return claim.document, claim.id


def _is_one_utterance(one: Claim, other: Claim) -> bool:
    names = [claim.speaker.name if claim.speaker else None for claim in (one, other)]
    if None in names or (names[0] or "").split()[-1].lower()[:4] != (names[1] or "").split()[-1].lower()[:4]:
        return False
    return _stems_of(one.span.exact) == _stems_of(other.span.exact)


_stems_of = lru_cache(maxsize=4096)(stems_of)  # of claims, each compared with many


def propose_matters(claims: Sequence[Claim], derivations: Sequence[Derivation]) -> tuple[tuple[Claim, ...], ...]:
    """Propose which claims speak of one matter: derived ones, and those with equal figures and like words.

    Figures with different units or denominators are never put together.
    """
    stems = [set(stems_of(claim.span.exact)) - COMMON for claim in claims]
    place_by_key = {_key(claim): place for place, claim in enumerate(claims)}
    joined = _Components(len(claims))
    for one in derivations:
        joined.join(place_by_key[_key(one.found)], place_by_key[_key(one.sought)])
    for place, claim in enumerate(claims):
        for earlier in range(place):
            share = 2 * len(stems[place] & stems[earlier]) / max(1, len(stems[place]) + len(stems[earlier]))
            if _is_one_matter(claims[earlier], claim, share):
                joined.join(earlier, place)
    groups: dict[int, list[Claim]] = {}
    for place, claim in enumerate(claims):
        groups.setdefault(joined.top(place), []).append(claim)
    return tuple(tuple(group) for group in groups.values())


def _is_one_matter(one: Claim, other: Claim, share: float) -> bool:
    if one.figure is None and other.figure is None:
        return share >= _SAME_WORDS
    if one.figure is None or other.figure is None or not is_comparable(one, other):
        return False
    return (one.figure.low, one.figure.high) == (other.figure.low, other.figure.high) and share >= _SAME_MATTER


def is_comparable(one: Claim, other: Claim) -> bool:
    """Tell whether two figures count the same kind of thing: one unit, and of shares one whole."""
    if one.figure is None or other.figure is None or one.figure.unit != other.figure.unit:
        return False
    wholes = [figure.denominator for figure in (one.figure, other.figure)]
    if None in wholes:
        return one.figure.unit != "percent" or wholes == [None, None]
    return bool(set(stems_of(wholes[0] or "")) & set(stems_of(wholes[1] or "")) - COMMON)
