"""Verbs of saying and acting where they stand, and what is known while a sentence is read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from homeward.talks.claims.quotations import Quotation
from homeward.talks.claims.speaking.known import Known
from homeward.talks.claims.speaking.speakers import Party, Speaker
from homeward.talks.claims.words.all_languages import verbs
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


def find_hits(text: str) -> tuple[Hit, ...]:
    """Find the verbs of a text; of overlapping ones the longest, of equal ones that of the rarer act."""
    found = [Hit(*match.span(), act) for pattern, act in verbs() for match in pattern.finditer(text)]
    found.sort(key=lambda hit: (hit.start, -(hit.end - hit.start)))
    kept: list[Hit] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


def met(speaker: Speaker, reading: Reading) -> Speaker:
    """Give the fuller form of a speaker, who now is the last to have spoken; an office gives way to its holder."""
    known = reading.known
    holder = None if speaker.is_person or speaker.name is None else known.by_role(speaker.name)
    found = known.resolve(speaker) if holder is None else replace(holder, start=speaker.start, end=speaker.end)
    known.last = found
    return found


def has_words(text: str, part: tuple[int, int]) -> bool:
    """Tell whether a stretch holds two words or more."""
    return len(text[part[0] : part[1]].split()) >= 2
