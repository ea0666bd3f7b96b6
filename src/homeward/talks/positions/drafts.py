"""What changed from one draft of a side to its next: weakened, strengthened, split, merged, added, deleted.

Strength is the side's own demand: a longer ceasefire, an earlier deadline, shorter notice, "every", fewer conditions
are stronger; "may", steps, conditions and dropped words are weaker. Where the signs disagree it is only "reworded".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from homeward.talks.positions.alignment import Weights, align
from homeward.talks.positions.comparing import Compared, Gap, compare, find_gaps
from homeward.talks.positions.reading import Reading

Kind = Literal[
    "unchanged",
    "renumbered",
    "reworded",
    "weakened",
    "strengthened",
    "generalised",
    "quantity and addition",
    "split",
    "merged",
    "added",
    "deleted",
]
_STRONGER_IF_MORE = {
    "duration": 1,
    "deadline": -1,
    "date": -1,
    "notice": -1,
    "every": -1,
    "count": 1,
    "rate": 1,
    "age": 0,
}
_STRONGER_IF_SAID = {"deadline": 1, "date": 1, "notice": -1, "every": 1}  # to bind oneself to a day asks more than none
_KIND_BY_SIGNS: dict[frozenset[int], Kind] = {frozenset({1}): "strengthened", frozenset({-1}): "weakened"}
_STRENGTH = {
    "all": 1,
    "without conditions": 1,
    "at once": 1,
    "may": -1,
    "conditional": -1,
    "in steps": -1,
    "extendable": 1,
}


@dataclass(frozen=True, slots=True)
class Change:
    """Clauses of the old draft, what became of them, and in which words that shows."""

    old: tuple[Reading, ...]
    new: tuple[Reading, ...]
    kind: Kind
    details: tuple[str, ...]


def find_changes(old: Sequence[Reading], new: Sequence[Reading], weights: Weights) -> tuple[Change, ...]:
    """Follow every clause from one draft to the next."""
    pairs = align(old, new, weights)
    kept = {place for pair in pairs for place in pair.first}
    found = {place for pair in pairs for place in pair.second}
    changes = [
        _change([old[place] for place in pair.first], [new[place] for place in pair.second], weights) for pair in pairs
    ]
    changes += [Change((own,), (), "deleted", ()) for place, own in enumerate(old) if place not in kept]
    changes += [Change((), (own,), "added", ()) for place, own in enumerate(new) if place not in found]
    order = {own.clause.id: place for place, own in enumerate((*old, *new))}
    return tuple(sorted(changes, key=lambda change: order[(change.old or change.new)[0].clause.id]))


def _change(old: list[Reading], new: list[Reading], weights: Weights) -> Change:
    compared = compare(old, new, weights)
    kind, details = _kind(old, new, compared), tuple(_details(compared))
    return Change(tuple(old), tuple(new), kind, () if kind in ("unchanged", "renumbered") else details)


def _kind(old: list[Reading], new: list[Reading], compared: Compared) -> Kind:
    if len(old) != len(new):
        return "split" if len(new) > len(old) else "merged"
    before, after = old[0], new[0]
    if _words(before) == _words(after):
        return "unchanged" if before.clause.number == after.clause.number else "renumbered"
    if compared.gaps and _new_quantity(before, after):
        return "quantity and addition"
    if "both sides" in after.concepts - before.concepts and before.parties > after.parties:
        return "generalised"
    return _KIND_BY_SIGNS.get(frozenset(_signs(before, after, compared)), "reworded")


def _words(reading: Reading) -> str:
    return " ".join(reading.clause.text.lower().split()).rstrip(".;,")


def _new_quantity(before: Reading, after: Reading) -> bool:
    known = {(one.dimension, one.role) for one in before.quantities}
    return any((one.dimension, one.role) not in known for one in after.quantities)


def _signs(before: Reading, after: Reading, compared: Compared) -> Sequence[int]:
    """Give +1 for every sign that the new words ask more, -1 for every sign that they ask less."""
    gaps = [_sign_of(gap) for gap in find_gaps((before,), (after,))]
    roles = [{one.role for one in own.quantities} for own in (before, after)]
    gaps += [_STRONGER_IF_SAID.get(role, 0) for role in roles[1] - roles[0]]
    gaps += [-_STRONGER_IF_SAID.get(role, 0) for role in roles[0] - roles[1]]
    came, went = after.concepts - before.concepts, before.concepts - after.concepts
    words = [_STRENGTH[one] for one in came if one in _STRENGTH] + [-_STRENGTH[one] for one in went if one in _STRENGTH]
    if "in part" in came:
        words.append(-1)
    if "in part" in went and not compared.only_first:  # who drops "half of the cost" drops the cost too
        words.append(1)
    signs = [sign for sign in (*gaps, *words) if sign]
    if signs or bool(compared.only_first) == bool(compared.only_second):
        return signs
    return [1 if compared.only_second else -1]  # only words came, or only words went


def _sign_of(gap: Gap) -> int:
    return _STRONGER_IF_MORE[gap.role] * (1 if gap.second.value > gap.first.value else -1)


def _details(compared: Compared) -> Iterator[str]:
    yield from (f"{gap.role}: {gap.first.written} -> {gap.second.written}" for gap in compared.gaps)
    yield from (f"{one} -> {two}" for one, two in compared.opposed)
    if compared.only_first:
        yield f"dropped: {', '.join(compared.only_first)}"
    if compared.only_second:
        yield f"added: {', '.join(compared.only_second)}"
