"""What two aligned clauses agree on, and where they differ: agreed, partly agreed, disputed.

Disputed: a quantity in the same role differs, or one says what the other rules out (all for all and one for one, at
once and in steps), or each says more of its own than they share: two answers to one question. Partly agreed: no such
conflict, and one says more than the other; common is what both say.
Agreed: both say the same. Silence is not compared: a clause without an answer is "only a" or "only b", never a refusal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from homeward.talks.positions.alignment import Weights
from homeward.talks.positions.opposing import find_opposed
from homeward.talks.positions.quantities import Quantity
from homeward.talks.positions.reading import Reading
from homeward.talks.positions.vocabulary import kind_of

Status = Literal["agreed", "partly agreed", "disputed", "only a", "only b", "withdrawn"]
_LEAST_EXTRA = 1.0  # weight of what only one says, from which they agree in part only
_MODES = ("all for all", "one for one", "in steps", "conditional")


@dataclass(frozen=True, slots=True)
class Gap:
    """One quantity that the two give differently in the same role."""

    dimension: str
    role: str
    first: Quantity
    second: Quantity

    @property
    def is_bridged(self) -> bool:
        """Tell whether one lies inside what the other leaves open: 60 days inside "at least 30"."""
        return self.first.has_room_for(self.second) or self.second.has_room_for(self.first)


@dataclass(frozen=True, slots=True)
class Compared:
    """How two groups of clauses stand to each other."""

    status: Status
    gaps: tuple[Gap, ...] = ()
    opposed: tuple[tuple[str, str], ...] = ()
    only_first: tuple[str, ...] = ()
    only_second: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()  # others on whose consent one of them depends

    @property
    def differences(self) -> tuple[str, ...]:
        """Say every difference in words."""
        return (
            *(f"{gap.role}: {gap.first.written} / {gap.second.written}" for gap in self.gaps),
            *(f"{one} / {two}" for one, two in self.opposed),
            *((f"only in a: {', '.join(self.only_first)}",) if self.only_first else ()),
            *((f"only in b: {', '.join(self.only_second)}",) if self.only_second else ()),
        )


def compare(first: Sequence[Reading], second: Sequence[Reading], weights: Weights) -> Compared:
    """Compare two groups of clauses that answer each other; one of them may be empty."""
    needs = tuple(dict.fromkeys(who for one in (*first, *second) for who in one.needs))
    if not first or not second:
        return Compared("only b" if second else "only a", needs=needs)
    concepts = [_joined(one.concepts for one in group) for group in (first, second)]
    matters = [_joined(one.matters for one in group) for group in (first, second)]
    only = [
        (matters[own] - matters[other]) | _modes(concepts[own] - concepts[other]) for own, other in ((0, 1), (1, 0))
    ]
    all_gaps = tuple(find_gaps(first, second))
    gaps = tuple(gap for gap in all_gaps if not gap.is_bridged)
    opposed = find_opposed(first, second)
    status = _status(first, second, (gaps, all_gaps), bool(opposed), only, weights)
    written = _written((*first, *second))
    told = [tuple(sorted(written.get(one, one) for one in words)) for words in (*only, matters[0] & matters[1])]
    only_first, only_second, common = told
    return Compared(status, gaps, opposed, only_first, only_second, common, needs)


def _status(
    first: Sequence[Reading],
    second: Sequence[Reading],
    gaps: tuple[tuple[Gap, ...], tuple[Gap, ...]],
    is_opposed: bool,
    only: Sequence[frozenset[str]],
    weights: Weights,
) -> Status:
    """Tell the status from the gaps (unbridged, all), from contradictions, and from what only one says."""
    shared = _joined(one.matters for one in first) & _joined(one.matters for one in second)
    is_rival = len(first) == len(second) == 1 and _are_rivals(only, shared, weights)
    if gaps[0] or is_opposed or is_rival:
        return "disputed"
    has_more = max(_weight(words, weights) for words in only) >= _LEAST_EXTRA
    return "partly agreed" if gaps[1] or has_more or _lacks(first, second) else "agreed"


def _joined(groups: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*groups)


def _written(readings: Iterable[Reading]) -> dict[str, str]:
    return {stem: word for one in readings for stem, word in one.written.items()}


def _lacks(first: Sequence[Reading], second: Sequence[Reading]) -> bool:
    concepts = [_joined(one.concepts for one in group) for group in (first, second)]
    return _lone_quantities(first, second) or _is_one_sided(concepts, first, second)


def _modes(concepts: Iterable[str]) -> frozenset[str]:
    return frozenset(_MODES) & frozenset(concepts)


def _weight(words: Iterable[str], weights: Weights) -> float:
    """Weigh what only one says; words that are generic are often left to be understood."""
    return sum(1.0 if word in _MODES else weights.get(word, 0.0) for word in words if kind_of(word) != "generic")


def _are_rivals(only: Sequence[frozenset[str]], shared: frozenset[str], weights: Weights) -> bool:
    """Tell whether each says more of its own than they share, in at least two words: two answers to one question."""
    told = [[one for one in own if kind_of(one) != "generic"] for own in only]
    return min(map(len, told)) > 1 and min(_weight(own, weights) for own in only) > _weight(shared, weights)


def _quantities(readings: Iterable[Reading]) -> tuple[Quantity, ...]:
    return tuple(quantity for one in readings for quantity in one.quantities)


_Placed = tuple[Reading, Quantity]


def find_gaps(first: Sequence[Reading], second: Sequence[Reading]) -> Iterable[Gap]:
    """Give the first gap of each role and dimension, also where one quantity leaves room for the other."""
    told: set[tuple[str, str]] = set()
    for one, two in _uneven(first, second):
        quantity, other = one[1], two[1]
        key = other.dimension if quantity.dimension == "people" else quantity.dimension, quantity.role
        if key not in told and _are_of_one_thing(one, two):
            told.add(key)
            yield Gap(*key, quantity, other)


def _uneven(first: Sequence[Reading], second: Sequence[Reading]) -> Iterable[tuple[_Placed, _Placed]]:
    """Give every pair of quantities that answer one question, once equal ones have cancelled out, one for one."""
    left, right = ([(own, one) for own in group for one in own.quantities] for group in (first, second))
    for placed in tuple(left):
        equal = next((own for own in right if _is_alike(placed[1], own[1]) and placed[1].value == own[1].value), None)
        if equal is not None:
            left.remove(placed)
            right.remove(equal)
    return [(one, two) for one in left for two in right if _is_alike(one[1], two[1])]


def _is_alike(one: Quantity, two: Quantity) -> bool:
    """Tell whether two quantities answer the same question; what is counted may be left to be understood."""
    dimensions = {one.dimension, two.dimension}
    return one.role == two.role and (len(dimensions) == 1 or "people" in dimensions)


def _are_of_one_thing(one: _Placed, two: _Placed) -> bool:
    """Tell whether two quantities stand in parts of their clauses that speak of something in common."""
    parts = [
        next((part.matters for part in own.parts if part.start <= quantity.at < part.end), frozenset[str]())
        for own, quantity in (one, two)
    ]
    return not all(parts) or not parts[0].isdisjoint(parts[1])


def _lone_quantities(first: Iterable[Reading], second: Iterable[Reading]) -> bool:
    """Tell whether one gives a quantity where the other gives none of the kind."""
    keys = [{one.role for one in _quantities(group)} for group in (first, second)]
    return keys[0] != keys[1]


def _is_one_sided(concepts: Sequence[frozenset[str]], first: Iterable[Reading], second: Iterable[Reading]) -> bool:
    """Tell whether one binds both sides and the other names one party alone."""
    both = ["both sides" in own for own in concepts]
    alone = [any(len(one.parties) == 1 for one in group) for group in (first, second)]
    return (both[0] and alone[1] and not both[1]) or (both[1] and alone[0] and not both[0])
