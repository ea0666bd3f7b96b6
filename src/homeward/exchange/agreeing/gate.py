"""Gates before a crossing: a person's own free wish, fitness to travel, what a child needs. Others see go or not go.

A wish is heard in private by the neutral; asked by anybody else it can stop a person, never send one. The last word
counts until the crossing, and a refusal needs no reason. What is not known is not a go. Why somebody does not go is
for `reasons` alone, which the neutral keeps to itself: the view for others has the same bytes whatever the reason. A
harm flag takes a person out of everyone else's view and count. Who may call what is left to the rights of the edges.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal, TypeVar

from homeward.errors import InvalidInput
from homeward.ledger.encoding import Plain, encode
from homeward.records.claim import check_time

Passage = Literal["go", "not go"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person said about going, and who heard it."""

    is_to_go: bool
    heard_by: str
    at: datetime

    def __post_init__(self) -> None:
        check_time("a wish", self.at)


@dataclass(frozen=True, slots=True)
class Fitness:
    """What a medical board found about travelling."""

    is_fit: bool
    by: str
    at: datetime
    until: date  # the last day (of the crossing) for which the finding holds

    def __post_init__(self) -> None:
        check_time("a finding of fitness", self.at)


@dataclass(frozen=True, slots=True)
class BestInterest:
    """Whether return is in the best interest of a child, as decided by those who answer for it."""

    is_to_go: bool
    by: str
    at: datetime

    def __post_init__(self) -> None:
        check_time("a decision about a child", self.at)


@dataclass(frozen=True, slots=True)
class Relation:
    """Whether the relation to whoever receives a child was verified."""

    is_verified: bool
    to: str  # id of the file of the relative
    by: str
    at: datetime

    def __post_init__(self) -> None:
        check_time("a verified relation", self.at)


@dataclass(frozen=True, slots=True)
class HarmFlag:
    """Knowledge of this person could hurt somebody: only the team sees that the person is there."""

    team: frozenset[str]
    by: str
    at: datetime
    lifted_at: datetime | None = None

    def __post_init__(self) -> None:
        for at in (self.at, *filter(None, [self.lifted_at])):
            check_time("a harm flag", at)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonGates:
    """Everything that was said about one person's gates, in any order; none of it shows when this is printed."""

    person: str  # id
    is_child: bool | None  # None: not known, and then a child's gates hold
    wishes: tuple[Wish, ...] = field(default=(), repr=False)
    fitness: tuple[Fitness, ...] = field(default=(), repr=False)
    best_interest: tuple[BestInterest, ...] = field(default=(), repr=False)
    relations: tuple[Relation, ...] = field(default=(), repr=False)
    flags: tuple[HarmFlag, ...] = field(default=(), repr=False)
    crossed_at: datetime | None = None  # what is said from then on comes too late for these gates

    def __post_init__(self) -> None:
        if self.crossed_at is not None:
            check_time(f"the crossing of {self.person}", self.crossed_at)


DatedT = TypeVar("DatedT", Wish, Fitness, BestInterest, Relation)


def ready(gates: PersonGates, at: datetime, *, neutral: str) -> Passage:
    """Tell whether a person can go, by all that was said until a moment."""
    return "not go" if any(_closed(gates, at, neutral)) else "go"


def reasons(gates: PersonGates, at: datetime, *, neutral: str) -> tuple[str, ...]:
    """Say which gates are closed, for the neutral alone; nothing of this may reach a party.

    >>> reasons(PersonGates(person="n1", is_child=False), datetime.fromisoformat("2025-06-02T09:00Z"), neutral="N")
    ('the wish is not known: nobody has heard it in private', 'no finding of fitness')
    """
    return tuple(_closed(gates, at, neutral))


def seen_by(everybody: Iterable[PersonGates], viewer: str, at: datetime, *, neutral: str) -> dict[str, Passage]:
    """Give what one viewer sees of everybody's gates: go or not go by id, and no more; flagged people are not there.

    raises    InvalidInput where a person is given twice
    """
    seen: dict[str, Passage] = {}
    known: set[str] = set()
    for gates in sorted(everybody, key=lambda one: one.person):
        if gates.person in known:
            raise InvalidInput(f"person {gates.person} is given twice; join what was said")
        known.add(gates.person)
        if not is_hidden_from(gates, viewer, at):
            seen[gates.person] = ready(gates, at, neutral=neutral)
    return seen


def view_bytes(everybody: Iterable[PersonGates], viewer: str, at: datetime, *, neutral: str) -> bytes:
    """Write what one viewer sees as canonical bytes, the same whatever the reasons."""
    people: list[Plain] = [
        {"id": person, "passage": passage}
        for person, passage in seen_by(everybody, viewer, at, neutral=neutral).items()
    ]
    return encode(people)


def count(everybody: Iterable[PersonGates], viewer: str, at: datetime, *, neutral: str) -> tuple[int, int]:
    """Count those who go and those who do not, of the people this viewer sees."""
    passages = list(seen_by(everybody, viewer, at, neutral=neutral).values())
    return passages.count("go"), passages.count("not go")


def is_hidden_from(gates: PersonGates, viewer: str, at: datetime) -> bool:
    """Tell whether a harm flag hides a person from a viewer; of several flags each hides from all but its own team."""
    return any(
        flag.at <= at and (flag.lifted_at is None or at < flag.lifted_at) and viewer not in flag.team
        for flag in gates.flags
    )


# ── gates ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _closed(gates: PersonGates, at: datetime, neutral: str) -> Iterator[str]:
    yield from _closed_wish(_until(gates.wishes, gates, at), neutral)
    day = at if gates.crossed_at is None else min(at, gates.crossed_at)
    yield from _closed_fitness(_until(gates.fitness, gates, at), day.astimezone(UTC).date())
    if gates.is_child is not False:
        yield from _closed_child(_until(gates.best_interest, gates, at), _until(gates.relations, gates, at))


def _closed_wish(said: Sequence[Wish], neutral: str) -> Iterator[str]:
    """A go counts where the neutral heard it; a refusal counts whoever heard it, until the neutral has asked again."""
    heard = _newest([wish for wish in said if wish.heard_by == neutral])
    if not heard:
        yield "the wish is not known: nobody has heard it in private"
        return
    since = [wish for wish in said if wish.at >= heard[0].at]
    if not all(wish.is_to_go for wish in heard):
        yield "the person does not want to go"
    elif not all(wish.is_to_go for wish in since):
        yield "a refusal was reported since; the neutral must ask again"


def _closed_fitness(found: Sequence[Fitness], day: date) -> Iterator[str]:
    newest = _newest(found)
    if not newest:
        yield "no finding of fitness"
    elif not all(one.is_fit for one in newest):
        yield "not fit to travel"
    elif not all(day <= one.until for one in newest):
        yield "the finding of fitness no longer holds"


def _closed_child(decided: Sequence[BestInterest], related: Sequence[Relation]) -> Iterator[str]:
    newest = _newest(decided)
    if not newest or not all(one.is_to_go for one in newest):
        yield "no decision that return is in the best interest of the child"
    last = [_newest([one for one in related if one.to == relative]) for relative in {one.to for one in related}]
    if not any(all(one.is_verified for one in own) for own in last):
        yield "no verified relation to whoever receives the child"


def _until(said: Sequence[DatedT], gates: PersonGates, at: datetime) -> list[DatedT]:
    """Keep what was said until a moment, and before the crossing."""
    crossed = gates.crossed_at
    return [one for one in said if one.at <= at and (crossed is None or one.at < crossed)]


def _newest(said: Sequence[DatedT]) -> list[DatedT]:
    """Keep what was said last; more than one where it was said at one moment, and then the stricter word holds."""
    last = max((one.at for one in said), default=None)
    return [one for one in said if one.at == last]
