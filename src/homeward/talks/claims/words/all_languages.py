"""The words of all languages in one set of compiled patterns: the script of a word tells its language well enough."""

import re
from functools import cache

from homeward.talks.claims.words.english import ENGLISH
from homeward.talks.claims.words.lexicon import Act, Bound, Words
from homeward.talks.claims.words.russian import RUSSIAN
from homeward.talks.claims.words.ukrainian import UKRAINIAN

LANGUAGES: tuple[Words, ...] = (ENGLISH, UKRAINIAN, RUSSIAN)
APOSTROPHE = "['’ʼ`]"


def either(*patterns: str) -> str:
    """Join patterns into one that matches whole words; the longest alternatives should come first."""
    return r"(?<![\w])(?:" + "|".join(pattern for pattern in patterns if pattern) + r")(?!\w)"


_CYRILLIC = re.compile(r"[Ѐ-ӿ№]")  # and the sign that goes with it
_LATIN = re.compile(r"[A-Za-z]")


def compiled_in(field: str, text: str) -> re.Pattern[str]:
    """Give one field of the languages that a text may be written in: English alone where no letter is Cyrillic."""
    return compiled(field, is_latin=_CYRILLIC.search(text) is None)


@cache
def compiled(field: str, *, is_latin: bool = False) -> re.Pattern[str]:
    """Compile one field of all languages, or of English alone: its patterns as whole words."""
    patterns = []
    for words in (ENGLISH,) if is_latin else LANGUAGES:
        value = getattr(words, field)
        patterns += [value] if isinstance(value, str) else list(value)
    return re.compile(either(*(pattern.replace("['’ʼ]", APOSTROPHE) for pattern in patterns)), re.IGNORECASE)


def verbs_in(text: str) -> tuple[tuple[re.Pattern[str], Act], ...]:
    """Give the verbs, act by act, of the languages whose letters a text is written in."""
    return _verbs(_LATIN.search(text) is not None, _CYRILLIC.search(text) is not None)


@cache
def _verbs(has_latin: bool, has_cyrillic: bool) -> tuple[tuple[re.Pattern[str], Act], ...]:
    acts: dict[Act, list[str]] = {}
    for words in LANGUAGES:
        if not (has_latin if words is ENGLISH else has_cyrillic):
            continue
        for pattern, act in words.verbs:
            acts.setdefault(act, []).append(pattern)
    return tuple((re.compile(either(*patterns), re.IGNORECASE), act) for act, patterns in acts.items())


@cache
def bounds(is_before: bool) -> tuple[tuple[re.Pattern[str], Bound], ...]:
    """Compile the words of bounds: those that end right before a number, or begin right after it."""
    made: list[tuple[re.Pattern[str], Bound]] = []
    for words in LANGUAGES:
        for pattern, bound in words.before if is_before else words.after:
            whole = (
                rf"(?<!\w)(?:{pattern})\s+(?:the |a |an |на |за |о |об )?$"
                if is_before
                else rf"\s?,?\s?(?:{pattern})(?!\w)"
            )
            made.append((re.compile(whole, re.IGNORECASE), bound))
    return tuple(made)


@cache
def units() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compile the nouns of units."""
    return tuple(
        (re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE), unit)
        for words in LANGUAGES
        for pattern, unit in words.units
    )


@cache
def number_words() -> dict[str, float]:
    """Give all words of numbers, with a plain apostrophe."""
    return {word: value for words in LANGUAGES for word, value in words.numbers.items()}
