"""Verbs of saying and acting where they stand, and what is known while a sentence is read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from homeward.talks.claims.quotations import Quotation
from homeward.talks.claims.speaking.known import Known
from homeward.talks.claims.speaking.speakers import Party, Speaker
from homeward.talks.claims.words.all_languages import verbs_in
from homeward.talks.claims.words.lexicon import Act

SAYING: frozenset[Act] = frozenset({"said", "reported", "alleged", "observed"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of one sentence and who says them.

    parts     where the words stand, in order
    verb      where the verb stands
    """

    speaker: Speaker | None
    act: Act
    parts: tuple[tuple[int, int], ...]
    verb: tuple[int, int]
    via: tuple[str, int, int] | None = None
    is_quoted: bool = False
    is_embedded: bool = False
    is_citing: bool = False
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A verb of saying or acting in a sentence."""

    start: int
    end: int
    act: Act


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of the document while one of its sentences is read."""

    at: int  # where the sentence begins
    parties: Sequence[Party]
    known: Known
    quotations: tuple[Quotation, ...]  # of this sentence


@lru_cache(maxsize=256)
def find_hits(text: str) -> tuple[Hit, ...]:
    """Find the verbs of a text; of overlapping ones the longest, of equal ones that of the rarer act."""
    found = [Hit(*match.span(), act) for pattern, act in verbs_in(text) for match in pattern.finditer(text)]
    found = [hit for hit in found if not _is_quality(text, hit)] + [*_followed_by_that(text)]
    found.sort(key=lambda hit: (hit.start, -(hit.end - hit.start)))
    kept: list[Hit] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


_ANY = re.compile(r"\b(?:the|an?|its|their|his|her|our|any|no)\s+$", re.IGNORECASE)
_OF_SIDES = re.compile(r"(?:agreed|signed|reached|settled)\s+(?:up)?(?:between|with|among)\b")
_WAS = re.compile(r"\b(?:was|were|been|is|are|has|have|had|they|we|sides|parties)\s+(?:\w+ly\s+)?$", re.IGNORECASE)


def _is_quality(text: str, hit: Hit) -> bool:
    """Tell whether a participle only says which: "the agreed place", "lists agreed between the parties"."""
    word, before = text[hit.start : hit.end], text[: hit.start]
    if not word.endswith("ed"):
        return False
    is_between = _OF_SIDES.match(text, hit.start) is not None and _WAS.search(before) is None
    return _ANY.search(before) is not None or is_between


_BODIES = frozenset("agency organisation organization institution body group department".split())
_THAT = re.compile(r"(?<=[a-z]{3}ed) that\b")  # "ventured that": whatever the verb, somebody tells
_HAPPENS = frozenset("emerged turned happened appeared seemed followed ensured showed proved meant indeed".split())


def _followed_by_that(text: str) -> Iterator[Hit]:
    """Read any other verb in the past before "that" as one of saying."""
    for match in _THAT.finditer(text):
        start = text.rfind(" ", 0, match.start()) + 1
        if text[start : match.start()] not in _HAPPENS:
            yield Hit(start, match.start(), "said")


def met(speaker: Speaker, reading: Reading) -> Speaker:
    """Give the fuller form of a speaker, who now is the last to have spoken; an office gives way to its holder."""
    known = reading.known
    holder = None if speaker.is_person or speaker.name is None else _holder(speaker, speaker.name, known)
    found = known.resolve(speaker) if holder is None else replace(holder, start=speaker.start, end=speaker.end)
    known.last = found
    return found


def _holder(speaker: Speaker, name: str, known: Known) -> Speaker | None:
    """Give whoever an office or "the agency" stands for; nobody of another side."""
    holder = known.by_role(name) or known.stand_in(speaker)
    if holder is not None and speaker.side is not None and holder.side not in (None, speaker.side):
        holder = None
    return known.body if holder is None and name.lower() in _BODIES else holder


def has_words(text: str, part: tuple[int, int]) -> bool:
    """Tell whether a stretch holds two words or more."""
    return len(text[part[0] : part[1]].split()) >= 2
