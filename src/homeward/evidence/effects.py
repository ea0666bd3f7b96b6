"""How far do two lists of words agree: marks on a body, things carried?

What one text says and the other does not is silence. Shared words count by how rare they are:

    surprise = sum over shared words w of log10( p(word before w) / p(w) ),  p(w) = (c - 1 + n0 p0) / (n + n0)

where "scar/arm" is the word before "scar/arm/left", so that a scar, its place and its side together weigh what the
three together are rare; c of the n texts of both lists say w, one of them the pair's own. What a surprise of some size
weighs is learned like every level: words of one text are not independent, and its sum is not taken for a weight.
"""

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.dates import first_level

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Levels = NDArray[np.int8]
_RARE, _NOTED, _COMMON = 3.0, 2.0, 1.0  # log10 of surprise
_WORTH = 100.0  # n0: texts seen before
_FIRST, _LATER, _FREE = 0.2, 0.1, 0.01  # p0 of "scar", of "scar/arm", of "=eagle" and words that no table knows
_SIDES = {"left": "right", "right": "left"}


class WordsLevel(IntEnum):
    """Levels of two sets of words; only marks have a side, and so the last level."""

    MISSING, RARE, NOTED, COMMON, SILENT, OTHER_SIDE = range(6)


def measure_surprise(words: Sequence[str], counts: Floats, n_texts: int) -> Floats:
    """Give how surprising each shared word is, log10, given the word before it.

    words     distinct words; every word before another is among them
    counts    texts of both lists that say the word
    """
    expected = np.array([_FREE if "=" in w or "~" in w else _LATER if "/" in w else _FIRST for w in words])
    share = (np.maximum(counts - 1.0, 0.0) + _WORTH * expected) / (n_texts + _WORTH)
    place = {word: number for number, word in enumerate(words)}
    before = np.array([place.get(word.rpartition("/")[0], -1) for word in words], dtype=np.int64)
    given = np.where(before >= 0, share[before] if len(share) else 1.0, 1.0)
    return np.maximum(np.log10(given / share), 0.0)


def find_other_sides(words: Sequence[str]) -> Ints:
    """Give for each word the number of the same word of the other side of the body, -1 where there is none."""
    place = {word: number for number, word in enumerate(words)}
    turned = [
        f"{body}/{_SIDES[side]}" if side in _SIDES else "" for body, _, side in (w.rpartition("/") for w in words)
    ]
    return np.array([place.get(word, -1) for word in turned], dtype=np.int32)


def compare_words(found: Ints, sought: Ints, surprise: Floats, other_side: Ints) -> Levels:
    """Give the level of every pair of texts.

    found, sought    int32 (n_pairs, most_words): numbers of words, each once, padded with -1
    surprise         float64 (n_words,); other_side    int32 (n_words,)
    """
    levels = np.zeros(len(found), dtype=np.int8)
    known = np.nonzero((found[:, 0] >= 0) & (sought[:, 0] >= 0))[0]
    found, sought = found[known], sought[known]
    surprise, other_side = np.append(surprise, 0.0), np.append(other_side, -1)  # where -1, no word, points
    total = np.zeros(len(found))
    is_turned, is_same_side = np.zeros(len(found), dtype=bool), np.zeros(len(found), dtype=bool)
    for word in found.T:
        shared = (word >= 0) & (word[:, None] == sought).any(axis=1)
        total += np.where(shared, surprise[word], 0.0)
        turned = other_side[word]
        is_turned |= (turned >= 0) & (turned[:, None] == sought).any(axis=1)
        is_same_side |= shared & (turned >= 0)
    total = total.round(9)  # on a limit the order of adding must not decide
    conditions = (
        (total >= _RARE, WordsLevel.RARE),
        (total >= _NOTED, WordsLevel.NOTED),
        (is_turned & ~is_same_side, WordsLevel.OTHER_SIDE),
        (total >= _COMMON, WordsLevel.COMMON),
    )
    levels[known] = first_level(conditions, WordsLevel.SILENT)
    return levels
