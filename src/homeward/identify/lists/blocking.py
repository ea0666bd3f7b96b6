"""Which pairs are worth a look: those that share at least one of some thirty keys.

A true pair is lost only where every key fails, so keys are made of different fields: names by sound, by consonants,
with one sound left out, without given name, without birth date, swapped. Keys of which a part is unknown are dropped
first. A value that too many share is refined by one more field; what even then is too common is skipped, and counted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.identify.lists.columns import Columns, Words
from homeward.identify.lists.keys import Keys, make_variants, simple_keys

Longs = NDArray[np.int64]
MOST_IN_BLOCK = 4_000  # pairs of one value that are taken without asking more


@dataclass(frozen=True, eq=False)
class Candidates:
    """Pairs worth a look.

    found, sought   int64 (n_pairs,): rows of the lists, ordered
    n_skipped       pairs that share only keys too common to look at: a bound on what was passed over
    """

    found: Longs
    sought: Longs
    n_skipped: int = 0


Recipe = tuple[tuple[str, ...], tuple[str, ...]]  # the key, and what refines it where it is too common
RECIPES: tuple[Recipe, ...] = (
    (("number",), ("given_initial",)),
    (("family", "given"), ("father",)),
    (("family", "given"), ("year",)),
    (("family", "given"), ("birth_place",)),
    (("family", "given"), ("seen_place",)),
    (("family", "father"), ("given_initial",)),
    (("family", "year"), ("given_initial",)),
    (("family", "seen_day"), ("given_initial",)),
    (("family", "birth_place"), ("given_initial",)),
    (("family", "seen_place"), ("given_initial",)),
    (("family", "given_initial"), ("unit",)),
    (("family_consonants", "given"), ("year",)),
    (("family_consonants", "year"), ("given_initial",)),
    (("family_consonants", "given_initial"), ("seen_day",)),
    (("family_but_one", "given"), ("year",)),
    (("family_but_one", "given"), ("father",)),
    (("family_but_one", "given"), ("seen_day",)),
    (("family_but_one", "year"), ("given_initial",)),
    (("family_but_one", "father"), ("given_initial",)),
    (("family_but_one", "seen_day"), ("given_initial",)),
    (("date",), ("given",)),
    (("date",), ("family_initial",)),
    (("day", "given", "family_initial"), ("father",)),
    (("month", "given", "family_initial"), ("father",)),
    (("given", "father", "year"), ("family_initial",)),
    (("given", "father", "seen_day"), ("family_initial",)),
    (("given", "father", "birth_place"), ("seen_place",)),
    (("given", "father", "seen_place"), ("unit",)),
    (("given", "seen_day", "seen_place"), ("family_initial",)),
    (("given", "seen_day", "family_initial"), ("seen_place",)),
    (("given", "unit", "family_initial"), ("seen_place",)),
    (("family", "day"), ("given_initial",)),
    (("family_but_one", "day"), ("given_initial",)),
    (("family_but_one", "birth_place"), ("seen_place",)),
    (("family_but_one", "seen_place"), ("birth_place",)),
    (("family_but_one", "unit"), ("seen_place",)),
    (("family_consonants", "day"), ("given_initial",)),
    (("family_consonants", "father"), ("given_initial",)),
    (("family_consonants", "birth_place"), ("seen_place",)),
    (("family_consonants", "seen_place"), ("birth_place",)),
    (("family_consonants", "seen_day"), ("given_initial",)),
    (("family_consonants", "unit"), ("seen_place",)),
    (("father", "birth_place", "seen_place"), ("family_initial",)),
    (("father", "unit", "family_initial"), ("seen_place",)),
    (("father", "seen_day", "family_initial"), ("seen_place",)),
    (("father", "year", "family_initial"), ("birth_place",)),
    (("seen_day", "seen_place", "unit"), ("family_initial",)),
)


_SWAPS = (("name", "name_swapped"), ("name_swapped", "name"))


def find_candidates(found: Columns, sought: Columns, words: Words) -> Candidates:
    """Find all pairs that share a key."""
    variants = make_variants(words.family)
    keys = simple_keys(found, words, variants), simple_keys(sought, words, variants)
    width = max(len(sought), 1)
    parts: list[Longs] = []
    n_skipped = 0
    for codes, skipped in _blocks(*keys, width=width):
        parts.append(codes)
        n_skipped += skipped
    codes = np.sort(np.concatenate(parts))
    codes = codes[np.diff(codes, prepend=-1) > 0]
    n_others = len(found) * len(sought) - len(codes)  # one pair may be skipped under several keys
    return Candidates(codes // width, codes % width, min(n_skipped, n_others))


def _blocks(found: Mapping[str, Keys], sought: Mapping[str, Keys], *, width: int) -> Iterator[tuple[Longs, int]]:
    """Give the pairs of each recipe, and how many it skipped."""
    for names, refined in RECIPES:
        mine, yours = combine(found, names), combine(sought, names)
        codes, common = match_keys(mine, yours, width)
        yield codes, 0
        if len(common):
            all_of_it = mine.having(common), yours.having(common)
            more = combine(found, refined), combine(sought, refined)
            mine, yours = all_of_it[0] & more[0], all_of_it[1] & more[1]
            told = all_of_it[0].of(more[0].record), all_of_it[1].of(more[1].record)
            untold = count_pairs(*all_of_it, common) - count_pairs(*told, common)
            codes, common = match_keys(mine, yours, width)
            yield codes, count_pairs(mine, yours, common) + untold
    for one, other in _SWAPS:
        yield match_keys(found[one], sought[other], width)[0], 0


def combine(keys: Mapping[str, Keys], names: tuple[str, ...]) -> Keys:
    """Make the key of several fields."""
    combined = keys[names[0]]
    for name in names[1:]:
        combined = combined & keys[name]
    return combined


def match_keys(found: Keys, sought: Keys, width: int) -> tuple[Longs, Longs]:
    """Pair all records with equal values.

    returns    codes found * width + sought, and the values that too many share, whose pairs are left out
    """
    f_order, s_order = np.argsort(found.value, kind="stable"), np.argsort(sought.value, kind="stable")
    f_values, s_values = found.value[f_order], sought.value[s_order]
    f_first = np.nonzero(np.diff(f_values, prepend=-1))[0]  # values are never below 0
    values, f_count = f_values[f_first], np.diff(np.append(f_first, len(f_values)))
    s_first = np.searchsorted(s_values, values, side="left")
    s_count = np.searchsorted(s_values, values, side="right") - s_first
    size = f_count * s_count
    is_common = size > MOST_IN_BLOCK
    keep = (size > 0) & ~is_common
    f_first, s_first, s_count, size = f_first[keep], s_first[keep], s_count[keep], size[keep]
    block = np.repeat(np.arange(len(size)), size)
    offset = np.arange(len(block)) - np.repeat(np.cumsum(size) - size, size)
    row, column = offset // s_count[block], offset % s_count[block]
    rows = found.record[f_order[f_first[block] + row]]
    return rows * width + sought.record[s_order[s_first[block] + column]], values[is_common]


def count_pairs(found: Keys, sought: Keys, values: Longs) -> int:
    """Count the pairs that share some values."""
    if not len(values):
        return 0
    mine, yours = (
        np.bincount(np.searchsorted(values, keys.having(values).value), minlength=len(values))
        for keys in (found, sought)
    )
    return int((mine * yours).sum())
