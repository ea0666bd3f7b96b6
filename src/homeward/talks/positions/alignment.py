"""Which clause answers which: between two sides, and between two drafts of one side.

Similarity is the share of what both clauses speak of (Dice, rare things weighing more). One to one first, as the best
whole assignment; then what is left over joins the pair it is like, if it says what that pair lacked: a clause split in
two, or two merged. What is below the threshold stays alone.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from homeward.talks.positions.reading import Reading
from homeward.talks.positions.vocabulary import OPPOSED, kind_of

LEAST_ALIKE = 0.22
_GENERIC = 0.35  # what a word weighs that says little by itself
_SAME_TOPIC = 0.12
_OPPOSITE = 0.1  # who says the opposite speaks of the same matter
_LEAST_TO_JOIN = 0.27
MUCH_ALIKE = 0.5  # from which a clause left over joins a pair by itself
_RELATED = ({"Ce", "XTruce"}, {"TjMis", "XRemVer"}, {"GCh", "XChild"}, {"XSanction", "TjSan"}, {"SsrFf", "SsrDdr"})

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Clauses that answer each other, by their places in the two lists."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    likeness: float


def weigh_words(texts: Iterable[Sequence[Reading]]) -> Weights:
    """Give what each thing spoken of weighs: the more clauses of one text speak of it, the less."""
    texts = tuple(texts)
    n_clauses = max(1, sum(map(len, texts)))
    counts = Counter(one for text in texts for reading in text for one in reading.matters)
    return {
        one: math.log(1.0 + n_clauses / n_with) * (_GENERIC if kind_of(one) == "generic" else 1.0)
        for one, n_with in counts.items()
    }


def likeness(first: Iterable[Reading], second: Iterable[Reading], weights: Weights) -> float:
    """Give how alike two groups of clauses are, from 0 to a little above 1."""
    first, second = tuple(first), tuple(second)
    of_first, of_second = (frozenset[str]().union(*(own.matters for own in group)) for group in (first, second))
    total = _sum(of_first, weights) + _sum(of_second, weights)
    share = 2.0 * _sum(of_first & of_second, weights) / total if total else 0.0
    is_same = any(_is_same_topic(one.topic, two.topic) for one in first for two in second)
    is_opposite = share > 0.0 and any(_is_opposite(one.concepts, two.concepts) for one in first for two in second)
    return share + _SAME_TOPIC * is_same + _OPPOSITE * is_opposite


def _is_opposite(first: frozenset[str], second: frozenset[str]) -> bool:
    return any((one in first and two in second) or (two in first and one in second) for one, two in OPPOSED)


def _sum(things: Iterable[str], weights: Weights) -> float:
    return math.fsum(weights.get(one, 0.0) for one in things)


def _is_same_topic(first: str | None, second: str | None) -> bool:
    if first is None or second is None:
        return False
    return first == second or any({first, second} <= group for group in _RELATED)


def align(first: Sequence[Reading], second: Sequence[Reading], weights: Weights) -> tuple[Pair, ...]:
    """Align two lists of clauses; clauses in no pair answer nothing."""
    if not first or not second:
        return ()
    from scipy.optimize import linear_sum_assignment

    table = [[likeness((one,), (two,), weights) for two in second] for one in first]
    worth = [[max(0.0, cell - LEAST_ALIKE) for cell in row] for row in table]
    rows, columns = linear_sum_assignment(worth, maximize=True)
    pairs = [
        Pair((row,), (column,), table[row][column])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if table[row][column] >= LEAST_ALIKE
    ]
    pairs = _join(pairs, first, second, weights)
    return tuple(sorted(pairs, key=lambda pair: (pair.first, pair.second)))


def _join(pairs: list[Pair], first: Sequence[Reading], second: Sequence[Reading], weights: Weights) -> list[Pair]:
    """Let each clause left over join the pair it is most like, if much alike or saying what the pair lacked."""
    taken = {(0, own) for pair in pairs for own in pair.first} | {(1, own) for pair in pairs for own in pair.second}
    for side, readings in enumerate((first, second)):
        for own, reading in enumerate(readings):
            if (side, own) in taken or not pairs:
                continue
            scored = [(_fits(reading, side, pair, (first, second), weights), place) for place, pair in enumerate(pairs)]
            score, place = max(scored)
            if score > 0.0:
                pairs[place] = _with(pairs[place], side, own)
    return pairs


def _fits(reading: Reading, side: int, pair: Pair, texts: Sequence[Sequence[Reading]], weights: Weights) -> float:
    """Give how alike a clause is to the other side of a pair; 0 where it adds nothing to it."""
    own_side, other_side = ((pair.first, pair.second), (pair.second, pair.first))[side]
    other = [texts[1 - side][one] for one in other_side]
    alike = likeness((reading,), other, weights)
    said = frozenset[str]().union(*(texts[side][one].matters for one in own_side))
    wanted = frozenset[str]().union(*(one.matters for one in other))
    lacked = any(kind_of(one) != "generic" for one in (wanted - said) & reading.matters)
    return alike if alike >= MUCH_ALIKE or (lacked and alike >= _LEAST_TO_JOIN) else 0.0


def _with(pair: Pair, side: int, own: int) -> Pair:
    if side == 0:
        return replace(pair, first=tuple(sorted((*pair.first, own))))
    return replace(pair, second=tuple(sorted((*pair.second, own))))
