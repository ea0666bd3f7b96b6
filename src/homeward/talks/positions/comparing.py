"""What two aligned clauses agree on, and where they differ: agreed, partly agreed, disputed.

Disputed: a quantity in the same role differs, or one says what the other rules out (all for all and one for one, at
once and in steps). Partly agreed: no such conflict, and one says more than the other; common is what both say.
Agreed: both say the same. Silence is not compared: a clause without an answer is "only a" or "only b", never a refusal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from homeward.talks.positions.alignment import Weights
from homeward.talks.positions.reading import Quantity, Reading
from homeward.talks.positions.vocabulary import OPPOSED, kind_of

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
    concepts = [frozenset[str]().union(*(one.concepts for one in group)) for group in (first, second)]
    matters = [frozenset[str]().union(*(one.matters for one in group)) for group in (first, second)]
    gaps = tuple(_gaps(_quantities(first), _quantities(second)))
    opposed = (*_opposed(*concepts), *_rates(concepts, first, second), *_holders(first, second))
    only = [
        (own - other) | _modes(own_concepts - other_concepts)
        for own, other, own_concepts, other_concepts in (
            (matters[0], matters[1], concepts[0], concepts[1]),
            (matters[1], matters[0], concepts[1], concepts[0]),
        )
    ]
    extra = [_weight(words, weights) for words in only]
    has_more = max(extra) >= _LEAST_EXTRA or _lone_quantities(first, second) or _is_one_sided(concepts, first, second)
    status: Status = "disputed" if gaps or opposed else "partly agreed" if has_more else "agreed"
    written = {stem: word for one in (*first, *second) for stem, word in one.written.items()}
    told = [tuple(sorted(written.get(one, one) for one in words)) for words in (*only, matters[0] & matters[1])]
    only_first, only_second, common = told
    return Compared(status, gaps, opposed, only_first, only_second, common, needs)


def _modes(concepts: Iterable[str]) -> frozenset[str]:
    return frozenset(_MODES) & frozenset(concepts)


def _weight(words: Iterable[str], weights: Weights) -> float:
    """Weigh what only one says; words that are generic are often left to be understood."""
    return sum(1.0 if word in _MODES else weights.get(word, 0.0) for word in words if kind_of(word) != "generic")


def _quantities(readings: Iterable[Reading]) -> tuple[Quantity, ...]:
    return tuple(quantity for one in readings for quantity in one.quantities)


def _gaps(first: Sequence[Quantity], second: Sequence[Quantity]) -> Iterable[Gap]:
    keys = dict.fromkeys((one.dimension, one.role) for one in first)
    for dimension, role in keys:
        of_first, of_second = (
            [one for one in group if (one.dimension, one.role) == (dimension, role)] for group in (first, second)
        )
        shared = {one.value for one in of_first} & {one.value for one in of_second}
        left = [[one for one in group if one.value not in shared] for group in (of_first, of_second)]
        if left[0] and left[1]:
            yield Gap(dimension, role, left[0][0], left[1][0])


def _lone_quantities(first: Iterable[Reading], second: Iterable[Reading]) -> bool:
    """Tell whether one gives a quantity where the other gives none of the kind."""
    keys = [{(one.dimension, one.role) for one in _quantities(group)} for group in (first, second)]
    return keys[0] != keys[1]


def _opposed(first: frozenset[str], second: frozenset[str]) -> Iterable[tuple[str, str]]:
    for one, two in (*OPPOSED, *((two, one) for one, two in OPPOSED)):
        is_clear = two not in first and one not in second  # whoever says both opposes nobody
        if one in first and two in second and is_clear:
            yield one, two
    if ("not" in first) != ("not" in second):
        yield ("not", "so") if "not" in first else ("so", "not")


def _rates(
    concepts: Sequence[frozenset[str]], first: Iterable[Reading], second: Iterable[Reading]
) -> Iterable[tuple[str, str]]:
    """Give "all" against so many at a time: who asks for everybody does not ask for a rate."""
    rates = [sorted(one.written for one in _quantities(group) if one.role == "rate") for group in (first, second)]
    for_all = [{"all", "release"} <= own and not rate for own, rate in zip(concepts, rates, strict=True)]
    at_a_time = ["all" not in own and bool(rate) for own, rate in zip(concepts, rates, strict=True)]
    if for_all[0] and at_a_time[1]:
        yield "all", rates[1][0]
    if for_all[1] and at_a_time[0]:
        yield rates[0][0], "all"


def _holders(first: Iterable[Reading], second: Iterable[Reading]) -> Iterable[tuple[str, str]]:
    """Give who is to hold something, where the two name different ones."""
    held = [frozenset[str]().union(*(one.holders for one in group)) for group in (first, second)]
    if held[0] and held[1] and held[0].isdisjoint(held[1]):
        yield f"held by {min(held[0])}", f"held by {min(held[1])}"


def _is_one_sided(concepts: Sequence[frozenset[str]], first: Iterable[Reading], second: Iterable[Reading]) -> bool:
    """Tell whether one binds both sides and the other names one party alone."""
    both = ["both sides" in own for own in concepts]
    alone = [any(len(one.parties) == 1 for one in group) for group in (first, second)]
    return (both[0] and alone[1] and not both[1]) or (both[1] and alone[0] and not both[0])
