"""Drift: what changed between a claim and the claim that derives from it, slot by slot.

    figure       212 → 221                       distorted (a slip where two digits changed places)
    bound        at least 40 → some 40           weakened
    hedge        would cover → is expected to    weakened
    act          pledged → willing               weakened
    speaker      named → nobody                  less specific
    condition    changed                         distorted; dropped: strengthened; added: weakened
    quantifier   all → -                         weakened
    time         20 March → -                    less specific

The worst slot names the drift of the claim; weakened here and strengthened there is distorted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from homeward.talks.claims.claim import Claim
from homeward.talks.claims.figures import Figure
from homeward.talks.origins.slips import is_slip
from homeward.talks.origins.stems import stems_of
from homeward.talks.origins.strength import certainty_of, commitment_of, has_happened, inclusion_of

Kind = Literal["verbatim", "same", "less specific", "weakened", "strengthened", "distorted"]
Slot = Literal["figure", "bound", "hedge", "speaker", "act", "condition", "quantifier", "time"]
_BOUND_STRENGTH = {"exact": 3, "min": 2, "more than": 2, "max": 2, "range": 2, "about": 1}
_ALIKE = 0.5  # share of common stems above which two conditions are one


@dataclass(frozen=True, slots=True)
class Change:
    """One slot that moved."""

    slot: Slot
    kind: Kind
    says: str  # "at least 40 -> some 40"


@dataclass(frozen=True, slots=True)
class Drift:
    """How a claim changed on its way."""

    kind: Kind
    changes: tuple[Change, ...] = ()


def drift_between(found: Claim, sought: Claim) -> Drift:
    """Tell how the sought claim differs from the found one that it derives from."""
    is_verbatim = _plain(found.span.exact) == _plain(sought.span.exact)
    around = (*_commitment(found, sought), *_speaker(found, sought))  # outside the words themselves
    changes = around if is_verbatim else (*_changes(found, sought), *around)
    if is_verbatim and not changes:
        return Drift("verbatim")
    kinds = {change.kind for change in changes}
    if "distorted" in kinds or {"weakened", "strengthened"} <= kinds:
        return Drift("distorted", changes)
    for kind in ("weakened", "strengthened", "less specific"):
        if kind in kinds:
            return Drift(kind, changes)
    return Drift("same")


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def _changes(found: Claim, sought: Claim) -> Iterator[Change]:
    yield from _figure(found.figure, sought.figure, found, sought)
    yield from _hedge(found, sought)
    yield from _condition(found, sought)
    yield from _quantifier(found, sought)
    yield from _time(found, sought)


def _shown(claim: Claim) -> str:
    figure = claim.figure
    return "-" if figure is None else claim.span.exact[figure.start - claim.span.start : figure.end - claim.span.start]


def _figure(one: Figure | None, other: Figure | None, found: Claim, sought: Claim) -> Iterator[Change]:
    if one is None:
        return
    if other is None:
        yield Change("figure", "less specific", f"{_shown(found)} dropped")
        return
    if one.unit == other.unit == "percent" and _other_share(one, other):
        yield Change("figure", "distorted", f"share of {one.denominator} -> share of {other.denominator}")
    yield from _value(one, other, f"{_shown(found)} -> {_shown(sought)}")


def _value(one: Figure, other: Figure, says: str) -> Iterator[Change]:
    mine, true = _points(one), _points(other)
    if not mine & true:
        slipped = any(is_slip(a, b) for a in mine for b in true)
        yield Change("figure", "distorted", says + " (digits transposed)" * slipped)
    elif one.bound != other.bound or mine != true:
        step = _BOUND_STRENGTH[other.bound] - _BOUND_STRENGTH[one.bound]
        yield Change("bound", "weakened" if step < 0 else "strengthened" if step > 0 else "distorted", says)


def _points(figure: Figure) -> set[float]:
    return {value for value in (figure.low, figure.high) if value is not None}


def _other_share(one: Figure, other: Figure) -> bool:
    if one.denominator is None or other.denominator is None:
        return False
    return not set(stems_of(one.denominator)) & set(stems_of(other.denominator))


def _hedge(found: Claim, sought: Claim) -> Iterator[Change]:
    mine, true = certainty_of(found.span.exact), certainty_of(sought.span.exact)
    if mine is None and true == 1:
        yield Change("hedge", "distorted" if has_happened(found.span.exact) else "weakened", "stated -> possible")
    elif mine is not None and true is not None and mine != true:
        yield Change("hedge", "weakened" if true < mine else "strengthened", f"certainty {mine} -> {true}")
    elif mine == 1 and true is None:
        yield Change("hedge", "strengthened", "possible -> stated")


def _bound_by(claim: Claim) -> int | None:
    return commitment_of(f"{claim.because} {claim.span.exact}")


def _commitment(found: Claim, sought: Claim) -> Iterator[Change]:
    mine, true = _bound_by(found), _bound_by(sought)
    if mine is not None and true is not None and mine != true and {mine, true} != {3, 4}:
        yield Change("act", "weakened" if true < mine else "strengthened", f"{found.act} -> {sought.act}")


def _speaker(found: Claim, sought: Claim) -> Iterator[Change]:
    mine, true = (claim.speaker.name if claim.speaker else None for claim in (found, sought))
    if mine and not true:
        yield Change("speaker", "less specific", "speaker lost")
    elif mine and true and not _same_name(mine, true):
        yield Change("speaker", "distorted", "another speaker")


def _same_name(mine: str, true: str) -> bool:
    one, other = mine.lower().split(), true.lower().split()
    return bool({word[:4] for word in one} & {word[:4] for word in other})


def _condition(found: Claim, sought: Claim) -> Iterator[Change]:
    if found.condition and sought.condition:
        one, other = set(stems_of(found.condition)), set(stems_of(sought.condition))
        if 2 * len(one & other) < _ALIKE * (len(one) + len(other)):
            yield Change("condition", "distorted", "condition changed")
    elif found.condition:
        yield Change("condition", "strengthened", "condition dropped")
    elif sought.condition:
        yield Change("condition", "weakened", "condition added")


def _quantifier(found: Claim, sought: Claim) -> Iterator[Change]:
    mine, true = inclusion_of(found.span.exact), inclusion_of(sought.span.exact)
    if mine == 3 and true != 3:
        yield Change("quantifier", "weakened", "all dropped")
    elif true == 3 and mine != 3:
        yield Change("quantifier", "strengthened", "all added")


def _time(found: Claim, sought: Claim) -> Iterator[Change]:
    if found.event_date and not sought.event_date:
        yield Change("time", "less specific", f"{found.event_date} dropped")
    elif found.event_date and sought.event_date and found.event_date != sought.event_date:
        yield Change("time", "distorted", f"{found.event_date} -> {sought.event_date}")
