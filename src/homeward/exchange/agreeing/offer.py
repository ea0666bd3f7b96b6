"""Offers and counter-offers: rules and named lines, valid for some days; what was answered, and what was conceded.

An offer is said by one side: whom it gives, whom it asks for, under which rules. Where offers stand is a fold over a
log of offers and answers. The difference between two successive offers of a side is its concession (or its hardening),
in words and as data; which of two numbers is the better one for whom is not judged here. The counter-offer that changes
least is found by planning, not here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Literal

from homeward.errors import InvalidInput, Problem
from homeward.exchange.agreeing.table import Sides
from homeward.exchange.planning.rule import Rule, Where, tell, tell_ids, tell_where
from homeward.records.claim import check_time

Said = Literal["accepted", "refused", "withdrawn"]  # the last by whoever made the offer, the others by the other side
OfferState = Literal["open", "not yet valid", "expired", "accepted", "refused", "withdrawn", "countered", "replaced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What one side proposes to the other."""

    id: str
    by: str
    at: datetime
    valid_from: date  # first and last day (UTC) on which it can be accepted
    valid_until: date
    rules: tuple[Rule, ...] = ()
    gives: frozenset[str] = frozenset()  # lines whom the side that offers holds, and would return
    asks: frozenset[str] = frozenset()  # lines whom it wants returned
    follows: str | None = None  # id of the offer that this one counters, or replaces where it is the side's own

    def __post_init__(self) -> None:
        check_time(f"offer {self.id}", self.at)
        if self.valid_until < self.valid_from:
            raise InvalidInput(
                f"offer {self.id}: valid from {self.valid_from} until {self.valid_until}, which is before"
            )
        if both := self.gives & self.asks:
            raise InvalidInput(f"offer {self.id}: {tell_ids(sorted(both))} given and asked for at once")
        if len({rule.id for rule in self.rules}) != len(self.rules):
            raise InvalidInput(f"offer {self.id}: two rules have one id")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a side says to an offer; a counter-offer is an offer of its own."""

    id: str
    offer: str
    by: str
    at: datetime
    says: Said
    because: str | None = None

    def __post_init__(self) -> None:
        check_time(f"answer {self.id}", self.at)


@dataclass(frozen=True, slots=True)
class OfferStanding:
    """Where one offer stands, and by what."""

    offer: Offer
    state: OfferState
    by: Offer | Answer | None = None  # what ended it; None where nobody answered


@dataclass(frozen=True, slots=True)
class Moved:
    """One parameter of one rule, as it was and as it is."""

    rule: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one offer to another, from the standpoint of the side that made the later one."""

    by: str
    before: str  # id of the offer
    after: str
    gives_more: tuple[str, ...]  # conceded
    gives_less: tuple[str, ...]  # taken back
    asks_more: tuple[str, ...]  # demanded anew
    asks_less: tuple[str, ...]  # conceded
    rules_new: tuple[str, ...]
    rules_gone: tuple[str, ...]
    moved: tuple[Moved, ...]
    words: tuple[str, ...]  # each of these in a sentence

    @property
    def n_conceded(self) -> int:
        """Count the names conceded: given in addition, or asked for no more."""
        return len(self.gives_more) + len(self.asks_less)

    @property
    def n_taken_back(self) -> int:
        """Count the names taken back: given no more, or asked for in addition."""
        return len(self.gives_less) + len(self.asks_more)


# ── the log ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def fold_offers(
    log: Iterable[Offer | Answer], on: date, sides: Sides
) -> tuple[tuple[OfferStanding, ...], tuple[Problem, ...]]:
    """Fold offers and answers, in whatever order they arrive, into where each offer stands at the end of a day (UTC).

    The first answer or following offer ends an offer; a following offer comes before an answer of the same instant.
    Nobody accepts or refuses an offer of their own, and none is accepted outside its days or after it ended; such
    answers are problems and end nothing.

    returns    offers in the order of their times
    """
    problems: list[Problem] = []
    standings: dict[str, OfferStanding] = {}
    for one in _in_order(log, on, problems):
        if one.by not in sides:
            problems.append(Problem(_name(one), f"{one.by} is neither {sides[0]} nor {sides[1]}", "nothing"))
            continue
        ends = one.offer if isinstance(one, Answer) else one.follows
        if ends is not None:
            old = standings.get(ends)
            says = _why_not(one, ends, old)
            if says is None and old is not None:
                standings[ends] = replace(old, state=_state_by(one, old.offer), by=one)
            elif says is not None:
                problems.append(Problem(_name(one), says, f"offer {ends} stays as it was"))
        if isinstance(one, Offer):
            standings[one.id] = OfferStanding(one, "open")
    return tuple(_on_day(one, on) for one in standings.values()), tuple(
        sorted(problems, key=lambda one: (one.where, one.says))
    )


def _in_order(log: Iterable[Offer | Answer], on: date, problems: list[Problem]) -> list[Offer | Answer]:
    """Sort what was said by the day; what came twice counts once, and two things under one id count not at all."""
    by_id: dict[tuple[str, str], set[Offer | Answer]] = {}
    for one in log:
        if _day(one.at) <= on:
            by_id.setdefault((type(one).__name__, one.id), set()).add(one)
    for many in by_id.values():
        if len(many) > 1:
            problems.append(
                Problem(_name(next(iter(many))), f"{len(many)} different ones have this id", "none of them")
            )
    said = [one for many in by_id.values() if len(many) == 1 for one in many]
    return sorted(said, key=lambda one: (one.at, isinstance(one, Answer), one.id))


def _why_not(one: Offer | Answer, ends: str, old: OfferStanding | None) -> str | None:
    """Say why an answer or a following offer cannot end an offer; None where it can."""
    if old is None:
        return f"there is no offer {ends} before {_day(one.at)}"
    offer, day = old.offer, _day(one.at)
    if isinstance(one, Answer) and (one.by == offer.by) != (one.says == "withdrawn"):
        own = "its own offer" if one.by == offer.by else "the other side's offer"
        return f"{own} {ends} cannot be {one.says} by {one.by}"
    if old.state != "open":
        return f"offer {ends} is {old.state} since {_day(old.by.at) if old.by else day}"
    if isinstance(one, Answer) and one.says == "accepted" and not offer.valid_from <= day <= offer.valid_until:
        return f"offer {ends} is valid from {offer.valid_from} until {offer.valid_until}, and {day} is not between"
    return None


def _state_by(one: Offer | Answer, offer: Offer) -> OfferState:
    if isinstance(one, Answer):
        return one.says
    return "replaced" if one.by == offer.by else "countered"


def _on_day(standing: OfferStanding, on: date) -> OfferStanding:
    if standing.state != "open" or standing.offer.valid_from <= on <= standing.offer.valid_until:
        return standing
    return replace(standing, state="not yet valid" if on < standing.offer.valid_from else "expired")


def _name(one: Offer | Answer) -> str:
    return f"{type(one).__name__.lower()} {one.id}"


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()


# ── concessions ───────────────────────────────────────────────────────────────────────────────────────────────────────


def difference(before: Offer, after: Offer) -> Difference:
    """Tell what changed from one offer to another; an offer of the other side is read from this side's standpoint."""
    gives, asks = (before.gives, before.asks) if before.by == after.by else (before.asks, before.gives)
    old = {rule.id: rule for rule in before.rules}
    new = {rule.id: rule for rule in after.rules}
    names = {
        "gives_more": _sorted(after.gives - gives),
        "gives_less": _sorted(gives - after.gives),
        "asks_more": _sorted(after.asks - asks),
        "asks_less": _sorted(asks - after.asks),
    }
    rules_new, rules_gone = _sorted(new.keys() - old.keys()), _sorted(old.keys() - new.keys())
    moved = tuple(step for one in sorted(old.keys() & new.keys()) for step in _moves(old[one], new[one]))
    words = [f"{after.by} {_SAYS[kind]} {len(ids)}: {tell_ids(ids)}" for kind, ids in names.items() if ids]
    words += [f"new rule {one}: {tell(new[one])}" for one in rules_new]
    words += [f"rule {one} is dropped: {tell(old[one])}" for one in rules_gone]
    words += [
        f"rule {one}: {tell(new[one])}; before: {tell(old[one])}" for one in sorted({step.rule for step in moved})
    ]
    words += _tell_days(before, after)
    return Difference(
        after.by, before.id, after.id, **names, rules_new=rules_new, rules_gone=rules_gone, moved=moved,
        words=tuple(words),
    )  # fmt: skip


def concessions(offers: Iterable[Offer], side: str) -> tuple[Difference, ...]:
    """Give the differences between successive offers of one side, oldest first."""
    own = sorted((offer for offer in offers if offer.by == side), key=lambda offer: (offer.at, offer.id))
    return tuple(difference(before, after) for before, after in pairwise(own))


_SAYS = {
    "gives_more": "gives more",
    "gives_less": "gives no longer",
    "asks_more": "asks for more",
    "asks_less": "asks no longer for",
}


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))


def _moves(old: Rule, new: Rule) -> Iterator[Moved]:
    if type(old) is not type(new):
        yield Moved(new.id, "kind", type(old).__name__, type(new).__name__)
        return
    for field in fields(new):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
            yield Moved(new.id, field.name, _plain(before), _plain(after))


def _plain(value: object) -> object:
    if isinstance(value, Where):
        return tell_where(value)
    return tuple(sorted(value)) if isinstance(value, frozenset) else value


def _tell_days(before: Offer, after: Offer) -> Iterator[str]:
    if (before.valid_from, before.valid_until) != (after.valid_from, after.valid_until):
        was = f"before: {before.valid_from} to {before.valid_until}"
        yield f"valid from {after.valid_from} to {after.valid_until}; {was}"
