"""The keys by which pairs are found: one value, or several, for each record that has it.

Simple keys come from one field; recipes in `blocking` combine them. A record without the field has no entry at all, so
that two unknowns never meet.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.identify.lists.columns import PAPERS, Columns, Words
from homeward.identify.lists.name_keys import Coder, Tokens, consonants

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
_N_SOUNDS = 24  # of the alphabet of sounds, as bits


@dataclass(frozen=True, eq=False)
class Keys:
    """One key of one list: which record has which value; a record may have several, or none."""

    record: Longs
    value: Longs

    def __and__(self, other: "Keys") -> "Keys":
        """Combine two keys: every value of one with every value of the other of the same record."""
        order = np.argsort(other.record, kind="stable")
        record, value = other.record[order], other.value[order]
        first = np.searchsorted(record, self.record, side="left")
        count = np.searchsorted(record, self.record, side="right") - first
        mine = np.repeat(np.arange(len(self.record)), count)
        offset = np.arange(len(mine)) - np.repeat(np.cumsum(count) - count, count)
        return Keys(self.record[mine], mix(self.value[mine], value[first[mine] + offset]))

    def having(self, values: Longs) -> "Keys":
        """Keep the entries with some values."""
        here = np.isin(self.value, values)
        return Keys(self.record[here], self.value[here])

    def of(self, records: Longs) -> "Keys":
        """Keep the entries of some records."""
        here = np.isin(self.record, records)
        return Keys(self.record[here], self.value[here])


def mix(one: Longs, other: Longs) -> Longs:
    """Make one number of two, so that different pairs practically never meet (a meeting only costs one comparison)."""
    with np.errstate(over="ignore"):
        mixed = (one.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) ^ (
            (other.astype(np.uint64) + np.uint64(0x632BE59BD9B4E019)) * np.uint64(0xC2B2AE3D27D4EB4F)
        )
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(1)).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Variants:
    """Coarser keys of family names: consonants only, and every form with one sound left out."""

    consonants: Ints
    but_one: Ints


def make_variants(family: Tokens) -> Variants:
    """Make the coarser keys of all family names."""
    bare = [consonants(sound) for sound in family.sounds]
    return Variants(
        Coder().rows([(key,) if len(key) > 1 else () for key in bare]),
        Coder().rows([_but_one(sound) for sound in family.sounds]),
    )


def _but_one(sound: str) -> tuple[str, ...]:
    """Give a name and all its forms with one sound left out: two names one slip apart share one of them."""
    if len(sound) < 4:
        return (sound,) if sound else ()
    return tuple(dict.fromkeys((sound, *(sound[:place] + sound[place + 1 :] for place in range(len(sound))))))


def simple_keys(columns: Columns, words: Words, variants: Variants) -> Mapping[str, Keys]:
    """Make the keys of one list that come from one field."""
    born = columns.born_by_number
    low, high = np.minimum(born.month, born.day), np.maximum(born.month, born.day)
    family, given = _of_tokens(columns.family, words.family.all_keys), _of_tokens(columns.given, words.given.all_keys)
    is_full = born.day > 0
    return {
        "family": family,
        "family_consonants": _of_tokens(columns.family, variants.consonants),
        "family_but_one": _of_tokens(columns.family, variants.but_one),
        "family_initial": _of_tokens(columns.family, _first_sounds(words.family.first)),
        "given": given,
        "given_initial": _of_tokens(columns.given, _first_sounds(words.given.first)),
        "name": family & given,
        "name_swapped": _of_tokens(columns.given, words.family.all_keys)
        & _of_tokens(columns.family, words.given.all_keys),
        "father": _of_tokens(columns.patronymic, words.father.all_keys),
        "year": _of_codes(np.where(born.year > 0, born.year, -1)),
        "month": _of_codes(np.where(is_full, born.year * 100 + born.month, -1)),
        "day": _of_codes(np.where(is_full, born.month * 100 + born.day, -1)),
        "date": _of_codes(np.where(is_full, born.year * 10_000 + low * 100 + high, -1)),  # day and month either way
        "seen_day": _of_codes(np.where(columns.seen_day > 0, columns.seen_day, -1)),
        "seen_place": _of_codes(columns.seen_place.settlement),
        "birth_place": _of_codes(columns.birth_place.settlement),
        "unit": _of_codes(columns.unit),
        "number": _any_number(columns),
    }


def _any_number(columns: Columns) -> Keys:
    """Take every number of a record, in whichever column: a passport's may be typed as the identity number."""
    papers = [_of_codes(columns.traits.by_kind[kind]) for kind in PAPERS if kind in columns.traits.by_kind]
    numbers = [_of_codes(columns.number), *papers]
    return Keys(*(np.concatenate([getattr(keys, part) for keys in numbers]) for part in ("record", "value")))


def _of_codes(value: Ints) -> Keys:
    record = np.nonzero(value >= 0)[0]
    return Keys(record, value[record].astype(np.int64))


def _of_tokens(token: Ints, keys: Ints) -> Keys:
    known = np.nonzero(token >= 0)[0]
    rows = -np.sort(-keys, axis=1)[token[known]]
    is_new = rows >= 0
    is_new[:, 1:] &= rows[:, 1:] != rows[:, :-1]  # of a key that stands twice, once is enough
    place, column = np.nonzero(is_new)
    return Keys(known[place], rows[place, column].astype(np.int64))


def _first_sounds(bits: Ints) -> Ints:
    """Give the numbers of the bits that are set, a row a token, padded with -1."""
    numbers = np.arange(_N_SOUNDS, dtype=np.int32)
    rows = -np.sort(-np.where(bits[:, None] >> numbers & 1, numbers, -1), axis=1)
    width = int((rows >= 0).sum(axis=1).max(initial=1))
    return rows[:, : max(width, 1)].astype(np.int32)
