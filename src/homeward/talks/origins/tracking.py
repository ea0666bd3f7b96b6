"""Figures over time and against each other: what moved on, what conflicts, which sums do not close.

A later value of one speaker supersedes the earlier one, which stays on record; values of different speakers stand side
by side. Nothing is averaged.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import inf
from typing import Literal

from homeward.talks.claims.claim import Claim
from homeward.talks.claims.figures import Figure, find_figures
from homeward.talks.claims.sentences import split_sentences
from homeward.talks.origins.alignment import COMMON
from homeward.talks.origins.derivation import Derivation
from homeward.talks.origins.independence import is_comparable
from homeward.talks.origins.slips import is_slip
from homeward.talks.origins.stems import stems_of

What = Literal[
    "conflict", "moved on", "refinement", "denied", "different whole", "sum does not close", "slip suspected",
    "contradiction", "before the hand-over", "proposed conflict",
]  # fmt: skip
_NEGATED = re.compile(r"(?<!\w)(?:not|never|no longer|n't|не|ні|жодн\w+|нет|никогда)(?!\w)|n['’]t(?!\w)", re.IGNORECASE)
_HEADS = frozenset({None, "people", "names", "bodies"})  # units in which parts of one total may be told
_OPPOSED = 0.5  # share of common stems of two claims of which one denies the other


@dataclass(frozen=True, slots=True)
class Flag:
    """Something about figures that a reader should look at."""

    what: What
    claims: tuple[Claim, ...]
    says: str


def track_figures(
    matter: Sequence[Claim], published: Mapping[str, date | None], derivations: Sequence[Derivation] = ()
) -> tuple[Flag, ...]:
    """Compare the figures of one matter: every pair once, in the order of publication; copies say nothing of their own.

    published    the day of each document, by name; None where it is not known
    """
    copied = {(one.sought.document, one.sought.id) for one in derivations}
    dated = sorted(
        (claim for claim in matter if claim.figure is not None and (claim.document, claim.id) not in copied),
        key=lambda claim: published.get(claim.document) or date.min,
    )
    return tuple(flag for one, other in combinations(dated, 2) if (flag := _compare(one, other, published)) is not None)


def _compare(one: Claim, other: Claim, published: Mapping[str, date | None]) -> Flag | None:
    assert one.figure is not None
    assert other.figure is not None
    pair = (one, other)
    if not is_comparable(one, other):
        is_share = one.figure.unit == other.figure.unit == "percent"
        says = f"of {one.figure.denominator} and of {other.figure.denominator}"
        return Flag("different whole", pair, says) if is_share else None
    told = f"{told_of(one.figure)} and {told_of(other.figure)}"
    if (one.act == "denied") != (other.act == "denied"):
        return Flag("denied", pair, f"{told}: one denies it")
    if _is_same_speaker(one, other) and published.get(one.document) != published.get(other.document):
        is_moved = interval_of(one.figure) != interval_of(other.figure)
        return Flag("moved on", pair, f"{told_of(one.figure)}, later {told_of(other.figure)}") if is_moved else None
    what = _intervals(interval_of(one.figure), interval_of(other.figure))
    words = f"{told} cannot both be" if what == "conflict" else f"{told}: one lies within the other"
    return Flag(what, pair, words) if what else None


def _intervals(mine: tuple[float, float], true: tuple[float, float]) -> What | None:
    """Compare two intervals: apart, one within the other, or neither."""
    if mine == true:
        return None
    if mine[1] < true[0] or true[1] < mine[0]:
        return "conflict"
    hull = min(mine[0], true[0]), max(mine[1], true[1])
    return "refinement" if hull in (mine, true) else None


def interval_of(figure: Figure) -> tuple[float, float]:
    """Give the values a figure allows; "about" allows a tenth more or less."""
    low, high = (-inf if figure.low is None else figure.low), (inf if figure.high is None else figure.high)
    return (low * 0.9, high * 1.1) if figure.bound == "about" else (low, high)


def told_of(figure: Figure) -> str:
    """Tell a figure with its bound: "at least 40"."""
    low, high = ("" if value is None else f"{value:,g}" for value in (figure.low, figure.high))
    words = {
        "min": f"at least {low}",
        "more than": f"more than {low}",
        "max": f"at most {high}",
        "about": f"about {low}",
    }
    return words.get(figure.bound, low if low == high else f"{low} to {high}")


def _is_same_speaker(one: Claim, other: Claim) -> bool:
    names = [
        (claim.speaker.name or claim.speaker.side or "").lower().split() if claim.speaker else []
        for claim in (one, other)
    ]
    return names[0][-1:] == names[1][-1:] != []


def find_open_sums(text: str) -> tuple[tuple[str, float, tuple[float, ...]], ...]:
    """Find totals whose listed parts do not add up: the words, the total, the parts.

    >>> find_open_sums("It said 31 names are in dispute: 17 not held, 8 dead and 5 doubles.")
    (('31 names are in dispute: 17 not held, 8 dead and 5', 31.0, (17.0, 8.0, 5.0)),)
    """
    told = (sentence.text for sentence in split_sentences(text) if ":" in sentence.text)
    return tuple(found for words in told for found in _open_sum(words))


def _exact(text: str) -> list[Figure]:
    return [one for one in find_figures(text) if one.bound == "exact" and not one.is_manner]


def _open_sum(text: str) -> Iterator[tuple[str, float, tuple[float, ...]]]:
    figures = _exact(text)
    if len(figures) < 3 or not {one.unit for one in figures} <= _HEADS:
        return
    total, *parts = figures
    is_listed = text[total.end : parts[0].start].rstrip().endswith(":")
    is_whole = re.search(r"\s(?:and|та|і|й|и|а)\s+$", text[parts[-2].end : parts[-1].start])
    values = [one.low or 0.0 for one in parts]
    if is_listed and is_whole and abs(sum(values) - (total.low or 0.0)) > 1e-9:
        yield text[total.start : parts[-1].end], total.low or 0.0, tuple(values)


def find_slips(derivations: Sequence[Derivation]) -> tuple[Flag, ...]:
    """Find figures whose digits changed places on the way from a text to one derived from it."""
    flags = []
    for one in derivations:
        mine, true = one.found.figure, one.sought.figure
        if mine and true and mine.low and true.low and is_slip(mine.low, true.low):
            says = f"{mine.low:,g} became {true.low:,g}: one source, so the earlier figure stands"
            flags.append(Flag("slip suspected", (one.found, one.sought), says))
    return tuple(flags)


def find_contradictions(claims: Sequence[Claim]) -> tuple[Flag, ...]:
    """Find pairs of claims in like words of which only one is negated: "handed over" and "not handed over"."""
    told = [(set(stems_of(claim.span.exact)) - COMMON, _is_negated(claim), claim) for claim in claims]
    flags = []
    for (one, is_no, first), (other, is_other_no, second) in combinations(told, 2):
        share = 2 * len(one & other) / max(1, len(one) + len(other))
        if is_no != is_other_no and share >= _OPPOSED and len(one & other) >= 2:
            flags.append(Flag("contradiction", (first, second), "one affirms what the other denies"))
    return tuple(flags)


def _is_negated(claim: Claim) -> bool:
    return not claim.is_affirmed or _NEGATED.search(claim.span.exact) is not None


def find_early(claims: Sequence[Claim], published: Mapping[str, date | None], handed_over: date) -> tuple[Flag, ...]:
    """Find claims of a document's content that were published before it was officially handed over."""
    return tuple(
        Flag("before the hand-over", (claim,), f"published {day}, handed over {handed_over}")
        for claim in claims
        if claim.via is not None and (day := published.get(claim.document)) is not None and day < handed_over
    )
