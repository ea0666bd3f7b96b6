"""Keys of written names, once for every distinct token: sounds of a family name, identities of a given name.

Two spellings of one family name share at least one reading; two forms of one given name share an identity, and so do a
given name and the patronymic made of it. A token that no table knows but that is one slip from a known name is near
that name's identity. Rows of keys are padded with -1. How a token sounds is told by `records.names`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from homeward.records.names.given import (
    FULL,
    WESTERN,
    Candidate,
    candidates,
    father_candidates,
    initials_of,
    sound_forms_of,
    unknown_father,
)
from homeward.records.names.readings import keys
from homeward.records.names.repair import repair
from homeward.records.names.sounds import VOWELS

Ints = NDArray[np.int32]
_LETTERS = {letter: number for number, letter in enumerate("aeioubvdzklmnprstfcCSZh")}
_MOST_KEYS = 6
_MOST_FORMS = 8
_LONG = 4  # sounds from which one slip still leaves a name recognisable
_CASES = (  # endings of family names by sex and case, and the one that stands for all of them
    (re.compile(r"(?:sk|ck|zk)(?:a|oi|oho|omu|ohoo|im|oiu|oo|ei|ou)$"), 2, "i"),
    (re.compile(r"(?:ov|ev|in)(?:a|oi|u|im|oiu|ei)$"), 2, ""),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one token can be read.

    same     keys that make two tokens the same name
    forms    keys that make them forms of one name: short, Western, in another case or sex
    near     keys of known names one slip away
    first    sounds with which the name can begin
    """

    same: tuple[str, ...]
    forms: tuple[str, ...]
    near: tuple[str, ...]
    sounds: tuple[str, ...]
    first: tuple[str, ...]
    is_initial: bool = False
    is_known: bool = False  # it stands in a table of names, so that another name is no slip of it


def read_family(token: str) -> Reading:
    """Read a token as a family name."""
    plain = repair(token)[0]
    spoken = keys(plain.replace("-", "").replace(" ", ""))[:_MOST_KEYS]
    parts = [part for part in re.split(r"[-\s]+", plain) if len(part) > 2]
    halves = [keys(part)[0] for part in parts if keys(part)] if len(parts) > 1 else []
    forms = dict.fromkeys(form for sound in (*spoken, *halves) for form in (*_without_case(sound), sound))
    return Reading(spoken, tuple(forms)[:_MOST_FORMS], (), spoken, _firsts((*spoken, *halves)), is_initial(token))


def _without_case(sound: str) -> tuple[str, ...]:
    for ending, kept, replaced in _CASES:
        found = ending.search(sound)
        if found and len(sound) > 5:
            return (sound[: found.start() + kept] + replaced,)
    return ()


def read_given(token: str) -> Reading:
    """Read a token as a given name."""
    return _read_known(token, candidates, "given")


def read_father(token: str) -> Reading:
    """Read a token as a patronymic, or as a father's name in the genitive."""
    return _read_known(token, father_candidates, "patronymic")


def _read_known(token: str, look_up: Callable[[str], tuple[Candidate, ...]], role: str) -> Reading:
    if is_initial(token):
        spoken = keys(token.strip(". "))
        return Reading((), (), (), spoken, _firsts(spoken), True)
    plain = repair(token)[0]
    spoken = keys(plain)[:_MOST_KEYS]
    found = look_up(plain)
    if not found and role == "patronymic":
        stems = tuple(f"~{stem}" for stem, _ in unknown_father(plain))
        return Reading(stems or spoken, stems or spoken, (), spoken, _firsts(spoken))
    if not found:
        return Reading(spoken, spoken, (), spoken, _firsts(spoken))
    full = tuple(dict.fromkeys(c.identity for c in found if c.level in (FULL, WESTERN)))
    forms = tuple(dict.fromkeys((*full, *(c.identity for c in found))))[:_MOST_KEYS]
    first = tuple(dict.fromkeys(letter for name in forms for letter in sorted(initials_of(name))))
    return Reading(full[:_MOST_KEYS], forms, (), spoken, first or _firsts(spoken), is_known=True)


def read_names(tokens: Sequence[str]) -> list[tuple[Reading, Reading]]:
    """Read many tokens, each as a family name and as a given name: columns are sometimes swapped."""
    return [(read_family(token), read_given(token)) for token in tokens]


def read_fathers(tokens: Sequence[str]) -> list[tuple[Reading, ...]]:
    """Read many tokens as patronymics."""
    return [(read_father(token),) for token in tokens]


def _firsts(spoken: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sound[0] for sound in spoken if sound))


def is_initial(text: str) -> bool:
    """Tell whether a token is an initial: one letter, or two or three with a point.

    >>> is_initial("О."), is_initial("Yu."), is_initial("Ян")
    (True, True, False)
    """
    letters = text.strip(". ")
    return len(letters) == 1 or (len(letters) <= 3 and text.rstrip().endswith(".") and text.count(".") == 1)


@dataclass(frozen=True, eq=False)
class Tokens:
    """All distinct tokens of one role on both lists.

    same, forms, near   int32 (n_tokens, n_keys): codes of readings or identities, padded with -1
    sounds              object (n_tokens,): the likeliest reading, for counting slips
    first               int32 (n_tokens,): bits of the sounds with which it can begin
    is_initial          bool (n_tokens,): only an initial was written
    is_known            bool (n_tokens,): it stands in a table of names
    """

    same: Ints
    forms: Ints
    near: Ints
    sounds: NDArray[np.object_]
    first: Ints
    is_initial: NDArray[np.bool_]
    is_known: NDArray[np.bool_]

    @cached_property
    def length(self) -> Ints:
        """Count the sounds of each token."""
        return np.array([len(sound) for sound in self.sounds], dtype=np.int32)

    @property
    def all_keys(self) -> Ints:
        """Give every key by which a token can be found."""
        return np.concatenate([self.same, self.forms, self.near], axis=1)


class Coder:
    """Numbers for keys, so that equal keys of several roles have equal numbers."""

    def __init__(self) -> None:
        self.number_by_key: dict[str, int] = {}

    def rows(self, rows: Sequence[tuple[str, ...]]) -> Ints:
        """Number the keys of rows of different lengths; rows are padded with -1."""
        width = max((len(row) for row in rows), default=1) or 1
        coded = np.full((len(rows), width), -1, dtype=np.int32)
        give = self.number_by_key.setdefault
        for number, row in enumerate(rows):
            for place, key in enumerate(row):
                coded[number, place] = give(key, len(self.number_by_key))
        return coded


def make_tokens(readings: Sequence[Reading], coder: Coder) -> Tokens:
    """Turn the readings of all distinct tokens into arrays."""
    bits = [sum(1 << _LETTERS[letter] for letter in reading.first if letter in _LETTERS) for reading in readings]
    return Tokens(
        coder.rows([reading.same for reading in readings]),
        coder.rows([reading.forms for reading in readings]),
        coder.rows([reading.near for reading in readings]),
        np.array([reading.sounds[0] if reading.sounds else "" for reading in readings], dtype=object),
        np.array(bits, dtype=np.int32),
        np.array([reading.is_initial for reading in readings], dtype=bool),
        np.array([reading.is_known for reading in readings], dtype=bool),
    )


def add_near(readings: Sequence[Reading], role: str) -> list[Reading]:
    """Give tokens that no table knows the identities of known names one slip away.

    role    "given" or "patronymic"
    """
    known = sorted({form for reading in readings if reading.is_known for form in reading.forms})
    forms = [(sound, name) for name in known for sound in sound_forms_of(name, role) if len(sound) >= _LONG]
    odd = [place for place, reading in enumerate(readings) if _is_unknown(reading)]
    mended = list(readings)
    for start in range(0, len(odd) if forms else 0, 1000):
        part = odd[start : start + 1000]
        for row, names in _names_near([readings[place].sounds[0] for place in part], forms).items():
            r = readings[part[row]]
            first = tuple(dict.fromkeys((*r.first, *(x for name in names for x in sorted(initials_of(name))))))
            mended[part[row]] = Reading(r.same, r.forms, names[:_MOST_KEYS], r.sounds, first)
    return mended


def _is_unknown(reading: Reading) -> bool:
    """Tell whether a token is a whole word that stands for no known name."""
    return not reading.is_initial and not reading.is_known and bool(reading.sounds) and len(reading.sounds[0]) >= _LONG


def _names_near(written: Sequence[str], forms: Sequence[tuple[str, str]]) -> dict[int, tuple[str, ...]]:
    """Give, for each written token that has any, the names of which a form is one slip away."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cdist

    sounds = [sound for sound, _ in forms]
    edits = cdist(written, sounds, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8, workers=2)
    near: dict[int, dict[str, None]] = {}
    for row, column in np.argwhere(edits <= 1).tolist():
        near.setdefault(row, {})[forms[column][1]] = None
    return {row: tuple(names) for row, names in near.items()}


@lru_cache(maxsize=1 << 18)
def consonants(sound: str) -> str:
    """Give a reading without vowels."""
    return "".join(letter for letter in sound if letter not in VOWELS)
