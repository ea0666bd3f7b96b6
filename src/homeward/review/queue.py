"""Which case to read next, and why each of the others is not offered.

Cases come in the order of what they are worth:

    value = n_helped (bits + days waiting / 7)

    n_helped    persons who get an answer
    bits        p log2(p / q) + (1 - p) log2((1 - p) / (1 - q)), for posterior p and prior q: what the evidence says;
                large where a pair was found among thousands, or a name that was sure before turns out wrong. For a
                second reading 10, whatever the evidence says: the place in the queue would tell the score

A week of waiting is worth a bit, so a case cannot wait for ever: it stands before every newcomer worth less than
n_helped times its weeks. Equal values go by waiting, then by pair.

The order of first readings tells about scores too. Hand a reader the first offer; the whole list is for who runs it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log2
from typing import Literal

from homeward.review.act import Pair
from homeward.review.basis import Basis
from homeward.review.case import Case
from homeward.review.lifecycle import State
from homeward.review.reading import NotOffered, why_not_read

DAYS_PER_BIT = 7.0
BLIND_BITS = 10.0  # a pair found among a thousand
_DAY, _NO_TIME = timedelta(days=1), timedelta(0)
_ANY = datetime.min.replace(tzinfo=UTC)  # nothing but a lease asks for the hour
# What each state that is not closed waits for; a closed case waits for nobody.
WAITS_FOR: Mapping[State, str] = {
    "proposed": "a first reading",
    "read once": "a second reading",
    "agreed": "signatures",
    "split": "a board",
    "before the board": "votes",
    "decided": "signatures",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A reading that this person may take, or has in hand."""

    pair: Pair
    reading: Literal["first", "second"]
    n_helped: int
    waiting: timedelta
    is_in_hand: bool


@dataclass(frozen=True, slots=True)
class Withheld:
    """A case that is not offered to this person, and why."""

    pair: Pair
    because: NotOffered


@dataclass(frozen=True, slots=True)
class Queue:
    """Every case, once: offered or withheld."""

    offers: tuple[Offer, ...]  # what is in hand first, then by value
    withheld: tuple[Withheld, ...]  # in the order of pairs


@dataclass(frozen=True, slots=True)
class Place:
    """Where one case stands that is not closed, and since when."""

    pair: Pair
    state: State
    waits_for: str
    since: datetime  # of the last act about it


def places_of(cases: Iterable[Case]) -> tuple[Place, ...]:
    """Say of every case that is not closed where it stands, each once, in the order of pairs."""
    waiting = sorted(((case, case.state) for case in cases), key=lambda one: _by_pair(one[0]))
    return tuple(
        Place(case.pair, state, WAITS_FOR[state], case.acts[-1].at) for case, state in waiting if state in WAITS_FOR
    )


def queue_for(
    cases: Iterable[Case], reader: str, now: datetime, *, may_read: Callable[[Pair], bool] = lambda pair: True
) -> Queue:
    """Sort all cases for one reader: what they may take, in order, and why not the others.

    may_read    the right to read this pair; what it is, is not decided here
    """
    return sort_out(cases, reader, may_read=may_read).at(now)


@dataclass(frozen=True, slots=True)
class _Due:
    """A reading that somebody may take, with what its value is computed from at any time."""

    case: Case
    bits: float
    since: datetime
    n_helped: int

    def offer(self, reader: str, now: datetime) -> tuple[bool, float, timedelta, tuple[str, str], Offer]:
        """Give the offer, behind what it is sorted by."""
        case = self.case
        waits, is_in_hand = max(now - self.since, _NO_TIME), _in_hand(case, reader, now)
        worth = self.n_helped * (self.bits + waits / _DAY / DAYS_PER_BIT)
        reading: Literal["first", "second"] = "second" if case.round.verdicts else "first"
        offer = Offer(case.pair, reading, self.n_helped, waits, is_in_hand)
        return not is_in_hand, -worth, -waits, _by_pair(case), offer


@dataclass(frozen=True, slots=True)
class Sorted:
    """All cases for one reader, as far as that can be told at any hour: who reads what at which moment is left open."""

    reader: str
    free: tuple[_Due, ...]  # nobody has them: this reader may take them
    withheld: tuple[Withheld, ...]  # at any hour
    leased: tuple[Case, ...]  # with somebody, or were

    def at(self, now: datetime) -> Queue:
        """Sort for a moment."""
        dues, withheld = list(self.free), list(self.withheld)
        for case in self.leased:
            because = why_not_read(case, self.reader, now)
            if because is None:
                dues.append(_due(case))
            else:
                withheld.append(Withheld(case.pair, because))
        offers = sorted((one.offer(self.reader, now) for one in dues), key=lambda one: one[:-1])
        if self.leased:
            withheld.sort(key=lambda one: (one.pair.found, one.pair.sought))
        return Queue(tuple(offer for *_, offer in offers), tuple(withheld))

    def n_offers(self, now: datetime) -> int:
        """Count what may be taken at a moment and is not in hand."""
        takes = (case for case in self.leased if why_not_read(case, self.reader, now) is None)
        return len(self.free) + sum(not _in_hand(case, self.reader, now) for case in takes)


def sort_out(cases: Iterable[Case], reader: str, *, may_read: Callable[[Pair], bool] = lambda pair: True) -> Sorted:
    """Sort all cases for one reader, as far as that needs no clock."""
    free: list[_Due] = []
    withheld: list[Withheld] = []
    leased: list[Case] = []
    for case in sorted(cases, key=_by_pair):
        if not may_read(case.pair):
            withheld.append(Withheld(case.pair, "no right"))
        elif case.lease is not None:
            leased.append(case)
        elif because := why_not_read(case, reader, _ANY):
            withheld.append(Withheld(case.pair, because))
        else:
            free.append(_due(case))
    return Sorted(reader, tuple(free), tuple(withheld), tuple(leased))


def count_offers(
    cases: Iterable[Case], reader: str, now: datetime, *, may_read: Callable[[Pair], bool] = lambda pair: True
) -> int:
    """Count what one reader may take and does not have in hand, as `queue_for` would offer it."""
    return sort_out(cases, reader, may_read=may_read).n_offers(now)


def value(case: Case, now: datetime) -> float:
    """Give what reading a case is worth; the formula stands at the top of this module."""
    return -_due(case).offer("", now)[1]


def _due(case: Case) -> _Due:
    verdicts = case.round.verdicts
    bits = BLIND_BITS if verdicts else information_bits(case.round.basis)
    since = verdicts[-1] if verdicts else case.round.opened
    return _Due(case, bits, since.at, case.round.proposal.n_helped)


def information_bits(basis: Basis) -> float:
    """Give how far the evidence moved the probability of a pair, in bits; 0 where prior or posterior is not known.

    The Kullback-Leibler divergence of the posterior from the prior; a prior of 0 or 1 cannot be moved.

    >>> information_bits(Basis(posterior=1.0, prior=1 / 1024))
    10.0
    >>> information_bits(Basis(posterior=0.0, prior=0.75))
    2.0
    """
    p, q = basis.posterior, basis.prior
    if p is None or q is None or not 0.0 < q < 1.0:
        return 0.0
    return sum(part * log2(part / before) for part, before in ((p, q), (1.0 - p, 1.0 - q)) if part > 0.0)


def _by_pair(case: Case) -> tuple[str, str]:
    return case.pair.found, case.pair.sought


def _in_hand(case: Case, reader: str, now: datetime) -> bool:
    return case.lease is not None and case.lease.holds(reader, now)
