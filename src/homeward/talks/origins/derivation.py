"""Derivation between claims: which claim of a text comes from which claim of its source, within linked sentences.

A claim whose figure is nowhere in the source sentence is new, though its sentence derives.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from homeward.talks.claims.claim import Claim
from homeward.talks.claims.sentences import Sentence
from homeward.talks.origins.alignment import COMMON, Alignment
from homeward.talks.origins.drift import Drift, drift_between
from homeward.talks.origins.slips import is_slip
from homeward.talks.origins.stems import stems_of


@dataclass(frozen=True, slots=True)
class Derivation:
    """One claim that comes from another."""

    found: Claim
    sought: Claim
    drift: Drift


def derive_claims(alignment: Alignment, found: Sequence[Claim], sought: Sequence[Claim]) -> tuple[Derivation, ...]:
    """Pair the claims of two aligned texts, sentence by sentence, best pairs first."""
    derived = []
    for link in alignment.links:
        if link.derived != "yes":
            continue
        sources = [alignment.found[place].sentence for place in link.found]
        mine = [claim for claim in found if any(_stands_in(claim, sentence) for sentence in sources)]
        own = [claim for claim in sought if _stands_in(claim, alignment.sought[link.sought].sentence)]
        derived += _pairs(mine, own)
    return tuple(derived)


def _stands_in(claim: Claim, sentence: Sentence) -> bool:
    return sentence.start <= claim.span.start < sentence.end


def _pairs(found: Sequence[Claim], sought: Sequence[Claim]) -> list[Derivation]:
    scored = sorted(
        ((_closeness(one, other), i, j) for i, one in enumerate(found) for j, other in enumerate(sought)),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    derived: dict[int, int] = {}
    used: set[int] = set()
    for score, i, j in scored:
        if j not in derived and i not in used and score > 0.0:
            derived[j] = i
            used.add(i)
    for score, i, j in scored:  # several claims may come from one
        if j not in derived and score > 0.0 and not _has_new_figure(sought[j], found):
            derived[j] = i
    return [Derivation(found[i], sought[j], drift_between(found[i], sought[j])) for j, i in sorted(derived.items())]


def _has_new_figure(claim: Claim, found: Sequence[Claim]) -> bool:
    return claim.figure is not None and all(_figures(one, claim) <= 0.0 for one in found)


def _closeness(found: Claim, sought: Claim) -> float:
    """Score how likely a claim comes from another of the source sentence; at most 0 where it cannot."""
    one, other = set(stems_of(found.span.exact)) - COMMON, set(stems_of(sought.span.exact)) - COMMON
    words = 2 * len(one & other) / max(1, len(one) + len(other))
    same_day = found.event_date is not None and found.event_date == sought.event_date
    return _figures(found, sought) + words + 0.5 * same_day + 0.01


def _figures(found: Claim, sought: Claim) -> float:
    """Score two figures: equal 1, slipped 0.8, of the same unit 0, of others -2; 0 where one has none."""
    if found.figure is None or sought.figure is None:
        return 0.0
    mine, true = ({one.low, one.high} - {None} for one in (found.figure, sought.figure))
    if mine & true:
        return 1.0
    if any(is_slip(a, b) for a in mine for b in true if a is not None and b is not None):
        return 0.8
    return -0.5 if found.figure.unit == sought.figure.unit else -2.0
