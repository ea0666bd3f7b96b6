"""How far do two tokens of a name agree? Once for each distinct pair of tokens, whatever the number of people.

Equal keys decide first, as comparisons of integers; only tokens without a common key are spelled out and their slips
counted.
"""

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.kinds import NameLevel
from homeward.identify.lists.name_keys import Tokens

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Levels = NDArray[np.int8]
_WORDY = 4  # letters from which one slip still leaves a word recognisable


def distinct_pairs(found: Ints, sought: Ints) -> tuple[Longs, Longs, Longs, Longs]:
    """Give the distinct pairs of codes, which of the given pairs know both, and where each stands among the distinct.

    returns    found codes, sought codes, rows with both known, place of each such row among the distinct pairs
    """
    known = np.nonzero((found >= 0) & (sought >= 0))[0]
    width = int(sought.max(initial=0)) + 1
    codes, place = np.unique(found[known].astype(np.int64) * width + sought[known], return_inverse=True)
    return codes // width, codes % width, known, place


def compare_tokens(
    tokens: Tokens, found: Ints, sought: Ints, share: NDArray[np.float64]
) -> tuple[Levels, NDArray[np.float64]]:
    """Give the level of every pair of tokens, and what the shared value adds."""
    one, two, known, place = distinct_pairs(found, sought)
    level, key = _compare_distinct(tokens, one, two)
    levels = np.zeros(len(found), dtype=np.int8)
    levels[known] = level[place]
    added = np.where(key >= 0, share[key] if len(share) else 0.0, 0.0)
    rarity = np.zeros(len(found))
    rarity[known] = added[place]
    return levels, rarity


def _compare_distinct(tokens: Tokens, one: Longs, two: Longs) -> tuple[Levels, Longs]:
    level = np.full(len(one), NameLevel.OTHER, dtype=np.int8)
    key = shared_key(tokens.forms[one], tokens.forms[two])
    is_form = np.nonzero(key >= 0)[0]
    same = shared_key(tokens.same[one[is_form]], tokens.same[two[is_form]])
    key[is_form] = np.where(same >= 0, same, key[is_form])
    short = tokens.is_initial[one] | tokens.is_initial[two]
    rest = np.nonzero((key < 0) & ~short)[0]
    level[rest] = _edits(tokens, one[rest], two[rest])
    level[rest[_is_near(tokens, one[rest], two[rest])]] = NameLevel.SLIP
    level[tokens.is_known[one] & tokens.is_known[two] & ~short] = NameLevel.ANOTHER
    fits = tokens.first[one] & tokens.first[two] > 0
    level[short] = np.where(fits[short], NameLevel.INITIAL, NameLevel.OTHER)
    level[is_form] = np.where(same >= 0, NameLevel.SAME, NameLevel.FORM)
    level[(one == two) & ~short] = NameLevel.SAME
    return level, key


def _is_near(tokens: Tokens, one: Longs, two: Longs) -> NDArray[np.bool_]:
    """Is one of the tokens one slip away from a known name that the other stands for, or is near too?"""
    mine, yours = tokens.near[one], tokens.near[two]
    is_near = np.zeros(len(one), dtype=bool)
    odd = np.nonzero((mine[:, 0] >= 0) | (yours[:, 0] >= 0))[0]
    both = np.concatenate([tokens.forms[two[odd]], yours[odd]], axis=1)
    is_near[odd] = (shared_key(mine[odd], both) >= 0) | (shared_key(tokens.forms[one[odd]], yours[odd]) >= 0)
    return is_near


def shared_key(found: Ints, sought: Ints) -> Longs:
    """Give the first key that two rows share, -1 where none."""
    shared = np.full(len(found), -1, dtype=np.int64)
    for mine in range(found.shape[1]):
        known = found[:, mine] >= 0
        for yours in range(sought.shape[1]):
            same = (found[:, mine] == sought[:, yours]) & known & (shared < 0)
            shared[same] = found[same, mine]
    return shared


def _edits(tokens: Tokens, found: Longs, sought: Longs) -> Levels:
    """Count the slips between tokens that share no key."""
    level = np.full(len(found), NameLevel.OTHER, dtype=np.int8)
    if not len(found):
        return level
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    one, two = tokens.sounds[found].tolist(), tokens.sounds[sought].tolist()
    edits = cpdist(one, two, scorer=OSA.distance, score_cutoff=3, dtype=np.uint8, workers=2)
    length = np.minimum(tokens.length[found], tokens.length[sought])
    level[(edits == 3) & (length >= 2 * _WORDY)] = NameLevel.NEAR
    level[(edits == 2) & (length > _WORDY)] = NameLevel.NEAR
    level[(edits <= 1) & (length >= _WORDY)] = NameLevel.SLIP
    level[(edits <= 1) & (length < _WORDY)] = NameLevel.NEAR
    return level


def slips(found: Ints, sought: Ints, texts: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which pairs of codes stand for texts that are one slip apart."""
    one, two, known, place = distinct_pairs(found, sought)
    is_slip = np.zeros(len(found), dtype=bool)
    if len(one):
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import cpdist

        edits = cpdist(
            texts[one].tolist(), texts[two].tolist(), scorer=OSA.distance, score_cutoff=1, dtype=np.uint8, workers=2
        )
        long = np.array([len(text) >= _WORDY for text in texts], dtype=bool)
        is_slip[known] = ((edits == 1) & long[one])[place]
    return is_slip
