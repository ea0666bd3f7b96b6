"""What is on the table of a round on a day: every line, where it stands, whose move is due, who refuses how much.

Lists are versions (`records.versions`), and where a line stands is a fold over moves, so the table of any earlier day
can be laid again. That two lines are one person is found by comparison elsewhere and comes in as an argument. Nothing
is corrected: what stands on two lists, or was signed on a version that has changed since, is said.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from fractions import Fraction

from homeward.errors import InvalidInput, Problem
from homeward.records.versions import (
    STATES,
    Line,
    LineMove,
    LineStanding,
    ListVersion,
    compare_versions,
    line_standings,
)

Sides = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    record_id: str
    standing: LineStanding
    lists: tuple[str, ...]  # parties on whose newest list the line stands
    holder: str | None  # who holds the person, by the first request or offer; None where nobody moved
    due: str | None  # the side whose move is due; None where nobody's is
    since: date | None  # the day of the move that waits for an answer
    days: int | None  # how long it has waited


@dataclass(frozen=True, slots=True)
class Refusals:
    """How much one side, as the holder, refuses of what it was asked for. In persons, not lines."""

    side: str
    n_asked: int
    n_refused: int  # of those asked for
    n_without_reason: int  # of those refused

    @property
    def share(self) -> Fraction | None:
        """Give the share refused; None where nobody was asked for."""
        return Fraction(self.n_refused, self.n_asked) if self.n_asked else None


@dataclass(frozen=True, slots=True)
class Table:
    """Everything on the table on one day."""

    on: date
    rows: tuple[Row, ...]  # by record_id
    refusals: tuple[Refusals, ...]  # of each side
    says: tuple[str, ...]  # what somebody ought to look at
    problems: tuple[Problem, ...]  # moves that moved nothing


def lay_table(
    versions: Iterable[ListVersion],
    moves: Iterable[LineMove],
    on: date,
    *,
    sides: Sides,
    same_person: Sequence[frozenset[str]] = (),
) -> Table:
    """Lay the table as it stood at the end of a day (UTC), from versions and moves in any order.

    same_person    lines that are one person, each line in one set at most
    raises         InvalidInput where a line is in two sets
    """
    held = tuple(version for version in versions if version.on <= on)
    said = tuple(move for move in moves if _day(move) <= on)
    inside = tuple(move for move in said if move.party in sides)
    standings, problems = line_standings(inside)
    newest = _newest(held)
    holders, doubted = _holders(inside, sides)
    lists = _lists(newest)
    rows = tuple(
        _row(standings.get(one, LineStanding(one)), lists.get(one, ()), holders.get(one), sides=sides, on=on)
        for one in sorted({*standings, *lists})
    )
    persons = _persons(same_person)
    asked = {move.record_id for move in inside if move.to == "requested"}
    says = (*_twice(newest, rows, same_person), *_changed_since(held, newest, standings))
    return Table(
        on,
        rows,
        tuple(_refusals(side, rows, asked, persons) for side in sides),
        says,
        (*_strangers(said, sides), *doubted, *problems),
    )


def compare(
    before: ListVersion, after: ListVersion, standings: Mapping[str, LineStanding]
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Tell what changed from one version to a later one, and which changes touch a line that somebody has signed.

    standings    of `records.versions.line_standings`
    returns      all lines, and a sentence for each signed line that is gone or changed: it must be signed anew
    raises       InvalidInput where the versions are of two parties, or the second is not the later one
    """
    if before.party != after.party or before.number >= after.number:
        both = f"version {before.number} of {before.party} and {after.number} of {after.party}"
        raise InvalidInput(f"{both}: compare a version with a later one of the same party")
    lines = compare_versions(before.lines, after.lines)
    return lines, tuple(_tell_touched(lines, standings, before, after))


def _tell_touched(
    lines: Iterable[Line], standings: Mapping[str, LineStanding], before: ListVersion, after: ListVersion
) -> Iterator[str]:
    for line in lines:
        standing = standings.get(line.record_id)
        if standing is None or not standing.signed or line.state not in ("changed", "gone"):
            continue
        fields = f" ({', '.join(change.field for change in line.changes)})" if line.changes else ""
        signed = f"line {line.record_id}, signed by {' and '.join(standing.signed)}"
        yield f"{signed}, is {line.state}{fields} from version {before.number} to {after.number} of {after.party}"


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _row(standing: LineStanding, lists: tuple[str, ...], holder: str | None, *, sides: Sides, on: date) -> Row:
    due, waits_for = _due(standing, holder, sides)
    since = _day(waits_for) if waits_for else None
    return Row(standing.record_id, standing, lists, holder, due, since, (on - since).days if since else None)


def _due(standing: LineStanding, holder: str | None, sides: Sides) -> tuple[str | None, LineMove | None]:
    """Tell whose move is due, and the move that waits for it."""
    match standing.state:
        case "requested" | "offered":
            waits = standing.signatures[0] if standing.signatures else standing.last
            return (_other(waits.party, sides), waits) if waits else (None, None)
        case "absent" | "substituted":
            return holder, standing.last  # the holder owes the person, or an answer
        case _:
            return None, None


def _holders(moves: Iterable[LineMove], sides: Sides) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Read off requests and offers who holds each person; who is said to be held by both is a problem."""
    said: dict[str, dict[str, None]] = {}
    for move in sorted(moves, key=lambda one: (one.at, STATES.index(one.to), one.party)):
        if move.to in ("requested", "offered"):
            holder = move.party if move.to == "offered" else _other(move.party, sides)
            said.setdefault(move.record_id, {})[holder] = None
    problems = tuple(
        Problem(
            f"line {one}",
            f"by requests and offers both {' and '.join(sorted(both))} hold this person",
            next(iter(both)),
        )
        for one, both in sorted(said.items())
        if len(both) > 1
    )
    return {one: next(iter(both)) for one, both in said.items()}, problems


def _strangers(moves: Iterable[LineMove], sides: Sides) -> Iterator[Problem]:
    for move in sorted(moves, key=lambda one: (one.record_id, one.at, one.party)):
        if move.party not in sides:
            yield Problem(f"line {move.record_id}", f"{move.party} is neither {sides[0]} nor {sides[1]}", "nothing")


def _newest(versions: Iterable[ListVersion]) -> dict[str, ListVersion]:
    return {version.party: version for version in sorted(versions, key=lambda v: (v.party, v.number, v.on, v.digest))}


def _lists(newest: Mapping[str, ListVersion]) -> dict[str, tuple[str, ...]]:
    """Tell for every line on whose newest list it stands."""
    parties: dict[str, dict[str, None]] = {}
    for party, version in newest.items():
        for person in version.lines:
            parties.setdefault(person.record_id, {})[party] = None
    return {one: tuple(own) for one, own in parties.items()}


def _other(side: str, sides: Sides) -> str:
    return sides[1] if side == sides[0] else sides[0]


def _day(move: LineMove) -> date:
    return move.at.astimezone(UTC).date()


# ── what somebody ought to look at ────────────────────────────────────────────────────────────────────────────────────


def _persons(same_person: Sequence[frozenset[str]]) -> dict[str, str]:
    """Give every line of a set one name for the person."""
    counted = Counter(one for ids in same_person for one in ids)
    if twice := sorted(one for one, n in counted.items() if n > 1):
        raise InvalidInput(f"line {twice[0]} stands in two sets of one person; join them")
    return {one: min(ids) for ids in same_person for one in ids}


def _refusals(side: str, rows: Iterable[Row], asked: set[str], persons: Mapping[str, str]) -> Refusals:
    """Count persons: one with several lines is refused where all of them are."""
    by_person: dict[str, list[Row]] = {}
    for row in rows:
        if row.holder == side and row.record_id in asked:
            by_person.setdefault(persons.get(row.record_id, row.record_id), []).append(row)
    refused = [own for own in by_person.values() if all(row.standing.state == "refused" for row in own)]
    silent = [own for own in refused if not any(row.standing.last and row.standing.last.because for row in own)]
    return Refusals(side, len(by_person), len(refused), len(silent))


def _twice(
    newest: Mapping[str, ListVersion], rows: Sequence[Row], same_person: Sequence[frozenset[str]]
) -> Iterator[str]:
    for version in newest.values():
        counted = Counter(person.record_id for person in version.lines)
        for one in sorted(one for one, n in counted.items() if n > 1):
            yield f"line {one} stands {counted[one]} times in version {version.number} of the list of {version.party}"
    for row in rows:
        if len(row.lists) > 1:
            yield f"line {row.record_id} stands on the lists of {' and '.join(row.lists)}"
    by_id = {row.record_id: row for row in rows}
    for ids in sorted(same_person, key=sorted):
        lines = [by_id[one] for one in sorted(ids) if one in by_id]
        if len(lines) > 1:
            stand = ", ".join(f"{row.record_id} ({row.standing.state or 'nobody has moved'})" for row in lines)
            yield f"one person stands on the table under {len(lines)} ids: {stand}"


def _changed_since(
    versions: Iterable[ListVersion], newest: Mapping[str, ListVersion], standings: Mapping[str, LineStanding]
) -> Iterator[str]:
    """Say what was signed on a version and is changed or gone in the newest, and what was signed on two versions."""
    for before in sorted(versions, key=lambda v: (v.party, v.number)):
        after = newest[before.party]
        here = {
            one: standing
            for one, standing in standings.items()
            if any(move.version == before.number for move in standing.signatures)
        }
        if here and before.number < after.number:
            yield from compare(before, after, here)[1]
    for one, standing in sorted(standings.items()):
        if len({move.version for move in standing.signatures}) > 1:
            on = " and ".join(f"{move.party} on version {move.version}" for move in standing.signatures)
            yield f"line {one} is signed by {on}"
