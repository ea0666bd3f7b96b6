"""The levels of agreement of two parts of a name, best first. What a level weighs stands in `weigh`."""

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """How two written parts of a name agree, best first."""

    IDENTICAL = "the same letters"
    STANDARD = "the same under a standard of transliteration"
    LANGUAGE = "the same name in another language"
    SHORT = "a short form of the same name"
    FORM = "the same name in another case, or in the form of the other sex"
    INITIAL = "the initial fits"
    SLIP = "one slip of the pen apart"
    NEAR = "near, but not the same"
    DIFFERENT = "different"
    MISSING = "not given on one side"


@dataclass(frozen=True, slots=True)
class Match:
    """How one role agrees.

    value      what is shared: identity of a given name, sound key of a surname; "" where nothing is
    belief     chance that both spellings mean the shared value: below 1 for ambiguous short forms and readings
    because    a sentence without the names themselves
    """

    level: Level
    value: str = ""
    belief: float = 1.0
    because: str = ""


MISSING = Match(Level.MISSING, because="not given on one side")
