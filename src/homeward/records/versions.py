"""Versions of one list, and what became of each line: from one version to the next, and in the bargain about it.

A version never changes: what is handed over again is the next one, with its number, its day and the digest of its
bytes. Where a line stands in the bargain is a fold over moves, each of one party on one day; a move that cannot follow
moves nothing and is said. Lines are told by their identifier. A line that comes back under another identifier is found
by comparison (`actions.lists.check`), not here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import pairwise
from typing import Literal, get_args

from homeward.errors import InvalidInput, Problem
from homeward.records.claim import check_time
from homeward.records.person import Person

Became = Literal["same", "changed", "new", "gone"]
LineState = Literal["requested", "offered", "agreed", "refused", "presented", "absent", "substituted"]
STATES: tuple[LineState, ...] = get_args(LineState)
# What may follow what; None is a line about which nobody has said anything. Presented is the end.
MOVES: Mapping[LineState | None, tuple[LineState, ...]] = {
    None: ("requested", "offered"),
    "requested": ("offered", "agreed", "refused"),
    "offered": ("requested", "agreed", "refused"),
    "refused": ("requested", "offered"),
    "agreed": ("refused", "presented", "absent", "substituted"),
    "presented": (),
    "absent": ("requested", "offered", "presented"),  # later, on the same day or in the next round
    "substituted": ("requested", "offered"),
}
_PARTIES_TO_AGREE = 2
_FIELDS = tuple(field.name for field in fields(Person) if field.name != "record_id")


@dataclass(frozen=True, slots=True)
class ListVersion:
    """One list as one party handed it over, under its number."""

    party: str
    number: int  # from 1
    on: date
    digest: bytes  # SHA-256 of the bytes as they came
    lines: tuple[Person, ...]

    def __post_init__(self) -> None:
        if self.number < 1:
            raise InvalidInput(f"version {self.number} of the list of {self.party}: versions count from 1")
        if len(self.digest) != sha256().digest_size:
            raise InvalidInput(f"version {self.number} of the list of {self.party}: the digest is not a SHA-256")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one line, as it was and as it is."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line from one version of a list to the next."""

    record_id: str
    state: Became
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class LineMove:
    """One party's word about one line."""

    record_id: str
    to: LineState
    party: str
    at: datetime
    version: int  # of the list on which the line stood
    by: str | None = None  # who said it for the party
    because: str | None = None  # a reason or its code, where one was given
    substitute: str | None = None  # record_id of who was presented instead

    def __post_init__(self) -> None:
        check_time(f"line {self.record_id}", self.at)
        if self.to not in STATES:
            raise InvalidInput(f"line {self.record_id}: {self.to!r} is none of {', '.join(STATES)}")


@dataclass(frozen=True, slots=True)
class LineStanding:
    """Where one line stands in the bargain."""

    record_id: str
    state: LineState | None = None
    last: LineMove | None = None  # the move that set the state: who, when, on which version
    signatures: tuple[LineMove, ...] = ()  # the first "agreed" of each party; two make the line agreed

    @property
    def signed(self) -> tuple[str, ...]:
        """Give the parties that have agreed to the line, in the order of their names."""
        return tuple(sorted(move.party for move in self.signatures))


def make_version(data: bytes, lines: Sequence[Person], *, party: str, number: int, on: date) -> ListVersion:
    """Give a list its place among the versions of its party.

    data     the bytes as they came, for the digest
    raises   InvalidInput where the number is below 1
    """
    return ListVersion(party, number, on, sha256(data).digest(), tuple(lines))


def check_versions(versions: Iterable[ListVersion]) -> tuple[str, ...]:
    """Say what is wrong with the versions of lists, in whatever order they come: gaps, doubles, dates that go back."""
    ordered = sorted(versions, key=lambda v: (v.party, v.number, v.on, v.digest))
    return tuple(says for before, after in pairwise(ordered) if before.party == after.party
                 for says in _between(before, after))  # fmt: skip


def _between(before: ListVersion, after: ListVersion) -> Iterator[str]:
    both = f"list of {after.party}: versions {before.number} and {after.number}"
    if after.number == before.number and after.digest != before.digest:
        yield f"list of {after.party}: two different lists have the number {after.number}"
    if after.number > before.number and after.digest == before.digest:
        yield f"{both} are byte for byte the same"
    if after.number > before.number + 1:
        yield f"{both} have others between them that are not here"
    if after.number > before.number and after.on < before.on:
        yield f"{both} are of {before.on} and {after.on}: the date goes back"


def compare_versions(before: Sequence[Person], after: Sequence[Person]) -> tuple[Line, ...]:
    """Tell for every line of either version what became of it: the later version's lines first, in their order.

    >>> [line.state for line in compare_versions((Person("1"), Person("2")), (Person("2", sex="m"), Person("3")))]
    ['changed', 'new', 'gone']
    """
    earlier = {person.record_id: person for person in before}
    lines = []
    for person in after:
        old = earlier.pop(person.record_id, None)
        if old is None:
            lines.append(Line(person.record_id, "new"))
            continue
        changes = tuple(
            Change(name, getattr(old, name), getattr(person, name))
            for name in _FIELDS
            if getattr(old, name) != getattr(person, name)
        )
        lines.append(Line(person.record_id, "changed" if changes else "same", changes))
    return (*lines, *(Line(record_id, "gone") for record_id in earlier))


def line_standings(moves: Iterable[LineMove]) -> tuple[dict[str, LineStanding], tuple[Problem, ...]]:
    """Fold moves into where each line stands; moves may come in any order.

    A line is agreed when a second party has moved it to agreed; until then it stays as it was, signed by one. Any other
    move ends what was signed before.

    returns    the standing of each line by record_id, and a `Problem` for each move that could not follow (it moved
               nothing)
    """
    standings: dict[str, LineStanding] = {}
    problems: list[Problem] = []
    for move in sorted(moves, key=_order):
        old = standings.get(move.record_id, LineStanding(move.record_id))
        if move.to in MOVES[old.state]:
            standings[move.record_id] = _moved(old, move)
        elif move.to != old.state:
            problems.append(_refusal(old, move))
    return standings, tuple(problems)


def _order(move: LineMove) -> tuple[object, ...]:
    """Sort moves by time; of one instant, by the natural order of states, then by what they say."""
    said = (move.party, move.version, move.by or "", move.because or "", move.substitute or "")
    return move.record_id, move.at, STATES.index(move.to), said


def _moved(old: LineStanding, move: LineMove) -> LineStanding:
    if move.to != "agreed":
        return LineStanding(move.record_id, move.to, move)
    if move.party in old.signed:
        return old
    signatures = (*old.signatures, move)
    if len(signatures) < _PARTIES_TO_AGREE:
        return replace(old, signatures=signatures)
    return LineStanding(move.record_id, "agreed", move, signatures)


def _refusal(old: LineStanding, move: LineMove) -> Problem:
    then = ", ".join(MOVES[old.state]) or "nothing more"
    stood = old.state or "not on the table"
    says = f"{move.party} says {move.to} on {move.at.date()}, but the line was {stood}; then comes {then}"
    return Problem(f"line {move.record_id}", says, stood)
