"""What lists say of people beside names, dates and places: body, marks, things, mother, country; as numbers.

A trait that one of the two lists never mentions is left out here, so that lists without it cost nothing. What levels
weigh stands in `evidence.kinds`.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.background import BACKGROUNDS, value_shares
from homeward.evidence.body import (
    compare_heights,
    level_of_blood,
    level_of_build,
    level_of_eyes,
    level_of_hair,
    level_table,
)
from homeward.evidence.effects import compare_words, find_other_sides, measure_surprise
from homeward.evidence.kinds import NameLevel, SignLevel
from homeward.evidence.places import compare_signs
from homeward.identify.lists.name_keys import Coder, Tokens, make_tokens, read_given
from homeward.identify.lists.name_levels import compare_tokens
from homeward.records.body import (
    Range,
    read_age,
    read_blood_group,
    read_build,
    read_eyes,
    read_hair,
    read_height,
    read_nationality,
)
from homeward.records.dates import read_date
from homeward.records.effects import read_effects, read_marks
from homeward.records.names.given import candidates, father_candidates
from homeward.records.names.repair import repair
from homeward.records.person import Person

Array = NDArray[Any]
Key = TypeVar("Key", bound=Hashable)
Levels = NDArray[np.int8]
Floats = NDArray[np.float64]
People = Sequence[Person]
_SHADES: Mapping[str, tuple[Callable[[str], Any], Callable[[Any, Any], int]]] = {
    "build": (read_build, level_of_build),
    "hair": (read_hair, level_of_hair),
    "eyes": (read_eyes, level_of_eyes),
    "blood_group": (read_blood_group, level_of_blood),
}
_WORDS: Mapping[str, Callable[[str], tuple[str, ...] | None]] = {"marks": read_marks, "effects": read_effects}
_SIGNS: Mapping[str, Callable[[str], str | None]] = {"nationality": read_nationality}


@dataclass(frozen=True, eq=False)
class Traits:
    """The traits of one list: an array a kind, one row a record.

    int32 codes, -1 where not known; of marks and effects a row of words, padded with -1; of heights cm from and to, 0
    where not known; of ages years from and to, -1 where not known, and the day on which it was true as a year, or 0
    """

    by_kind: Mapping[str, Array]

    def take(self, rows: NDArray[np.int64]) -> "Traits":
        """Give the traits of some records, in the order asked."""
        return Traits({kind: values[rows] for kind, values in self.by_kind.items()})


@dataclass(frozen=True, eq=False)
class TraitWords:
    """What the codes of both lists stand for.

    levels        of each kind with few values, the level of every two of them
    words         of marks and effects, every word
    other_side    for each word the number of the same word of the other side of the body
    """

    mother: Tokens
    levels: Mapping[str, Levels]
    words: Mapping[str, tuple[str, ...]]
    other_side: Mapping[str, NDArray[np.int32]]

    @staticmethod
    def empty() -> "TraitWords":
        """Give the words of lists that mention no trait."""
        return TraitWords(make_tokens([], Coder()), {}, {}, {})


class Codes(Generic[Key]):
    """Numbers for values, shared by both lists."""

    def __init__(self) -> None:
        self.by_value: dict[Key, int] = {}

    def give(self, values: Sequence[Key | None]) -> NDArray[np.int32]:
        """Number values, -1 where there is none."""
        give = self.by_value.setdefault
        return np.array([-1 if value is None else give(value, len(self.by_value)) for value in values], dtype=np.int32)

    def give_rows(self, rows: Sequence[tuple[Key, ...] | None], width: int) -> NDArray[np.int32]:
        """Number several values a record, each row padded with -1."""
        coded = np.full((len(rows), max(width, 1)), -1, dtype=np.int32)
        for place, row in enumerate(rows):
            if row:
                coded[place, : len(row)] = self.give(row)
        return coded

    def words(self) -> NDArray[np.object_]:
        """Give the values in the order of their numbers."""
        return np.array(list(self.by_value), dtype=object)


def read_traits(found: People, sought: People) -> tuple[dict[str, Array], dict[str, Array], TraitWords]:
    """Read the traits that both lists mention; ages, where one of them does, for the other may have dates."""
    both: dict[str, tuple[Array, Array]] = {}
    levels: dict[str, Levels] = {}
    for kind, (read, level) in _SHADES.items():
        codes: Codes[Any] = Codes()
        if coded := _coded(kind, (found, sought), read, codes):
            both[kind], levels[kind] = coded, level_table(list(codes.by_value), level)
    for kind, sign in _SIGNS.items():
        if coded := _coded(kind, (found, sought), sign, Codes[str]()):
            both[kind] = coded
    words = {}
    for kind, many in _WORDS.items():
        if said := _texts(kind, (found, sought)):
            both[kind], words[kind] = _worded(said, many)
    if said := _texts("height", (found, sought)):
        both["height"] = _spans(said[0], read_height), _spans(said[1], read_height)
    if any(person.age for people in (found, sought) for person in people):
        both["age"] = _ages(found), _ages(sought)
    mothers = Codes[str]()
    if coded := _coded("mother_name", (found, sought), _mother, mothers):
        both["mother_name"] = coded
    mother = make_tokens([read_given(name) for name in mothers.by_value], Coder())
    sides = {kind: find_other_sides(said) for kind, said in words.items()}
    one, two = ({kind: pair[side] for kind, pair in both.items()} for side in (0, 1))
    return one, two, TraitWords(mother, levels, words, sides)


def _texts(kind: str, lists: tuple[People, People]) -> list[list[str | None]] | None:
    """Give the cells of a kind on both lists; None where one of the lists has no such cell filled."""
    texts = [[getattr(person, kind) for person in people] for people in lists]
    return texts if all(any(column) for column in texts) else None


def _coded(
    kind: str, lists: tuple[People, People], read: Callable[[str], Any], codes: Codes[Any]
) -> tuple[Array, Array] | None:
    said = _texts(kind, lists)
    if said is None:
        return None
    found, sought = (codes.give([read(text) if text else None for text in column]) for column in said)
    return found, sought


def _worded(
    said: list[list[str | None]], read: Callable[[str], tuple[str, ...] | None]
) -> tuple[tuple[Array, Array], tuple[str, ...]]:
    rows = [[read(text) if text else None for text in column] for column in said]
    codes, width = Codes[str](), max(len(row or ()) for column in rows for row in column)
    found, sought = (codes.give_rows(column, width) for column in rows)
    return (found, sought), tuple(codes.by_value)


def _spans(texts: Sequence[str | None], read: Callable[[str], Range | None], unknown: float = 0.0) -> Floats:
    spans = [(read(text) if text else None) or (unknown, unknown) for text in texts]
    return np.array(spans, dtype=np.float64).reshape(-1, 2)


def _ages(people: People) -> Floats:
    """Give ages, and the day on which somebody was that old: when last seen, where that is known."""
    spans = _spans([person.age for person in people], read_age, unknown=-1.0)
    seen = [read_date(person.last_seen_date) if person.last_seen_date else None for person in people]
    year = [0.0 if day is None else day.year + ((day.month or 6.5) - 0.5) / 12.0 for day in seen]
    return np.column_stack([spans, np.array(year, dtype=np.float64)])


def _mother(text: str) -> str | None:
    """Take the given name from what is written of a mother; the first word where no table knows one."""
    words = text.replace(",", " ").split()
    plain = [(word, repair(word)[0]) for word in words]
    known = (word for word, name in plain if candidates(name) and not father_candidates(name))
    return next(known, words[0] if words else None)


def measure_traits(found: Traits, sought: Traits, words: TraitWords, n_same: float) -> dict[str, Floats]:
    """Count all values on both lists; n_same pairs of one person are expected if all told every trait."""
    shares: dict[str, Floats] = {}
    for kind, mine in found.by_kind.items():
        yours = sought.by_kind[kind]
        if kind in _WORDS:
            texts = np.concatenate([mine, yours])
            counts = np.bincount(texts[texts >= 0], minlength=len(words.words[kind])).astype(float)
            shares[kind] = measure_surprise(words.words[kind], counts, int((texts[:, 0] >= 0).sum()))
        elif kind in BACKGROUNDS:
            values = [_values(kind, side, words) for side in (mine, yours)]
            told = min(float((side.reshape(len(side), -1)[:, 0] >= 0).mean()) for side in (mine, yours))
            shares[kind] = value_shares(values[0], values[1], BACKGROUNDS[kind], n_same * told)
    return shares


def _values(kind: str, column: Array, words: TraitWords) -> NDArray[np.int64]:
    """Give the value of each record that has one; several of a name that has several forms."""
    if kind == "mother_name":
        column = words.mother.forms[column[column >= 0]].ravel()
    elif kind == "residence":
        column = column[:, 0]
    return column[column >= 0].astype(np.int64)


def compare_trait(
    kind: str, pair: tuple[Array, Array], words: TraitWords, share: Floats | None
) -> tuple[Levels, Floats | None]:
    """Give the level of every pair on a trait that can be told by itself, and what the shared value adds.

    share    what each value adds, or how surprising each word is; None for kinds whose values weigh the same
    """
    found, sought = pair
    if kind == "height":
        return compare_heights(found, sought), None
    if kind in _WORDS:
        return compare_words(found, sought, np.zeros(0) if share is None else share, words.other_side[kind]), None
    if kind == "mother_name":
        return _mothers(found, sought, words.mother, np.zeros(0) if share is None else share)
    level = compare_signs(found, sought) if kind in _SIGNS else words.levels[kind][found, sought]
    return level, np.where(level == SignLevel.SAME, share_of_equal(found, sought, share), 0.0)


def _mothers(found: Array, sought: Array, mothers: Tokens, share: Floats) -> tuple[Levels, Floats]:
    """Compare mothers' given names; a known name and an unknown one may be her given and her maiden name."""
    level, rarity = compare_tokens(mothers, found, sought, share)
    if len(mothers.is_known):
        odd = (level == NameLevel.OTHER) & (mothers.is_known[found] != mothers.is_known[sought])
        level[odd] = NameLevel.MISSING
    return level, rarity


def share_of_equal(found: Array, sought: Array, share: Floats | None) -> Floats:
    """Give what the value adds where both have the same one, 0 elsewhere."""
    same = (found == sought) & (found >= 0)
    if share is None or not len(share):
        return np.zeros(len(found))
    return np.where(same, share[np.where(same, found, 0)], 0.0)
