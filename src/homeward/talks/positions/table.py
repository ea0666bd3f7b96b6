"""The table of positions: one row for each issue, in every round of drafts, and how it moved.

In the manner of the four columns of a trilogue: side a, side b, common ground, status. A row goes on from round to
round by the clauses it holds; a clause dropped without replacement leaves its row behind as withdrawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from homeward.talks.positions.alignment import Weights, align, weigh_words
from homeward.talks.positions.comparing import Compared, compare
from homeward.talks.positions.drafts import Change, find_changes
from homeward.talks.positions.reading import Reading
from homeward.talks.positions.vocabulary import TOPICS

Moved = Literal["closer", "further apart", "unchanged", "new", "withdrawn by a", "withdrawn by b"]
Draft = tuple[Reading, ...]
_NAMES: Mapping[str, str] = {code: name for code, name, _ in reversed(TOPICS)}


@dataclass(frozen=True, slots=True)
class Row:
    """One issue in one round."""

    topic: str | None
    first: tuple[Reading, ...]
    second: tuple[Reading, ...]
    compared: Compared
    moved: Moved | None = None  # None in the first round

    @property
    def issue(self) -> str:
        """Name the issue by its topic and by what the clauses share."""
        shared = self.compared.common or next((tuple(one.written.values()) for one in (*self.first, *self.second)), ())
        name = _NAMES.get(self.topic or "", "other")
        return f"{name}: {', '.join(shared[:3])}" if shared else name


@dataclass(frozen=True, slots=True)
class Positions:
    """Two sides' positions in every round, and the changes of each draft."""

    rounds: tuple[tuple[Row, ...], ...]
    changes: tuple[Change, ...]


def lay_out(first: Sequence[Draft], second: Sequence[Draft]) -> Positions:
    """Lay the drafts of two sides beside each other, round by round; a side without a new draft stands by its last."""
    weights = weigh_words((*first, *second))
    changes = {
        side: [find_changes(old, new, weights) for old, new in pairwise(drafts)]
        for side, drafts in (("a", first), ("b", second))
    }
    rounds: list[tuple[Row, ...]] = [_first_round(first[0], second[0], weights)]
    for number in range(1, max(len(first), len(second))):
        now = [drafts[min(number, len(drafts) - 1)] for drafts in (first, second)]
        steps = [changes[side][number - 1] if number <= len(changes[side]) else None for side in ("a", "b")]
        rounds.append(_next_round(rounds[-1], now, steps, weights))
    return Positions(tuple(rounds), tuple(change for side in ("a", "b") for step in changes[side] for change in step))


def _first_round(first: Draft, second: Draft, weights: Weights) -> tuple[Row, ...]:
    pairs = align(first, second, weights)
    rows = [
        _row(tuple(first[one] for one in pair.first), tuple(second[one] for one in pair.second), weights)
        for pair in pairs
    ]
    rows += _alone(first, second, rows, weights)
    return _in_order(rows, first, second)


def _alone(first: Draft, second: Draft, rows: Sequence[Row], weights: Weights) -> list[Row]:
    placed = {one.clause.id for row in rows for one in (*row.first, *row.second)}
    alone = [_row((one,), (), weights) for one in first if one.clause.id not in placed]
    return alone + [_row((), (one,), weights) for one in second if one.clause.id not in placed]


def _row(first: tuple[Reading, ...], second: tuple[Reading, ...], weights: Weights) -> Row:
    topic = next((one.topic for one in (*first, *second) if one.topic is not None), None)
    return Row(topic, first, second, compare(first, second, weights))


def _in_order(rows: Sequence[Row], first: Draft, second: Draft) -> tuple[Row, ...]:
    order = {one.clause.id: place for place, one in enumerate((*first, *second))}
    return tuple(sorted(rows, key=lambda row: order[(row.first or row.second)[0].clause.id]))


def _next_round(
    rows: Sequence[Row], now: Sequence[Draft], steps: Sequence[tuple[Change, ...] | None], weights: Weights
) -> tuple[Row, ...]:
    became = [_became(step) for step in steps]
    following: list[Row] = []
    fresh: list[Row] = []
    for row in rows:
        if row.compared.status == "withdrawn":
            continue
        first, second = (_follow(side, own) for side, own in zip((row.first, row.second), became, strict=True))
        if not first and not second:
            by: Moved = "withdrawn by a" if row.first else "withdrawn by b"
            following.append(Row(row.topic, (), (), Compared("withdrawn"), by))
        else:
            after = _row(first, second, weights)
            following.append(replace(after, topic=row.topic or after.topic, moved=_moved(row, after)))
    placed = {one.clause.id for row in following for one in (*row.first, *row.second)}
    left = [tuple(one for one in draft if one.clause.id not in placed) for draft in now]
    if any(left):
        fresh = [replace(row, moved="new") for row in _first_round(left[0], left[1], weights)]
    return tuple(_meet([*following, *fresh], weights))


def _became(step: tuple[Change, ...] | None) -> Mapping[str, tuple[Reading, ...]] | None:
    """Map each old clause to the clauses it became; None where the side brought no new draft."""
    return None if step is None else {one.clause.id: change.new for change in step for one in change.old}


def _follow(side: tuple[Reading, ...], became: Mapping[str, tuple[Reading, ...]] | None) -> tuple[Reading, ...]:
    if became is None:
        return side
    found = {own.clause.id: own for one in side for own in became.get(one.clause.id, ())}
    return tuple(found.values())


def _meet(rows: list[Row], weights: Weights) -> list[Row]:
    """Join rows of one side only that now answer each other, and rows that came to share a clause."""
    lone_first = [row for row in rows if row.compared.status == "only a"]
    lone_second = [row for row in rows if row.compared.status == "only b"]
    pairs = align([row.first[0] for row in lone_first], [row.second[0] for row in lone_second], weights)
    gone: set[int] = set()
    for pair in pairs:
        one, two = lone_first[pair.first[0]], lone_second[pair.second[0]]
        joined = replace(_row(one.first, two.second, weights), moved="closer")
        rows = [joined if row is one else row for row in rows]
        gone.add(id(two))
    return [row for row in rows if id(row) not in gone]


def _moved(before: Row, after: Row) -> Moved:
    """Tell whether the sides came closer: fewer conflicts, smaller gaps, less that only one says."""
    was, now = _distance(before), _distance(after)
    return "unchanged" if was == now else "closer" if now < was else "further apart"


_RANK = {"agreed": 0, "partly agreed": 1, "disputed": 2, "only a": 3, "only b": 3, "withdrawn": 4}


def _distance(row: Row) -> tuple[float, ...]:
    own = row.compared
    gaps = {
        (gap.dimension, gap.role): abs(gap.first.value - gap.second.value) / max(gap.first.value, gap.second.value, 1.0)
        for gap in own.gaps
    }
    size = sum(abs(gap.first.value - gap.second.value) for gap in own.gaps)
    return _RANK[own.status], len(own.opposed), len(gaps), size, len(own.only_first) + len(own.only_second)
