"""How many reserves, and who: so that a round can be filled although some drop out.

Of N people wanted each drops out with chance q, and so does each reserve who comes instead. With R reserves the round
is filled if at most R drop out before the N-th is there:

    P(filled) = sum over d = 0..R of C(N + d - 1, d) q^d (1 - q)^N

which is also the chance that at most R of N + R drop out. Reserves stand per kind of people, those whom no rule tells
apart, because one of another kind could break a parity or want a bed that is not there. A family travels whole or not
at all: it drops out if one of it does. The chances of all kinds are multiplied; that is exact where drop-outs are
independent, and too low where a planner finds somebody of another kind who fits (`repair`).

Assumption: drop-outs are independent. Where a whole prison is late they are not, and no list is long enough.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from math import exp, inf, lgamma, log, log1p, prod

import numpy as np

from homeward.errors import InvalidInput
from homeward.exchange.planning.exchange import Exchange, Number, Plan
from homeward.exchange.planning.model import build
from homeward.exchange.planning.profiles import Profile, Unit
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import Where, tell_ids, tell_where
from homeward.exchange.repairing.strikes import values_of

_MOST_RESERVES = 1_000_000
_NO_CHANCE = 1e-300


def n_reserves(n: int, rate: float, level: float) -> int:
    """Give the fewest reserves with which n places are filled with a chance of at least a level.

    n         places
    rate      chance that one person drops out, 0 to below 1
    level     wanted chance, between 0 and 1

    >>> [n_reserves(300, rate, 0.95) for rate in (0.01, 0.05, 0.10, 0.24, 0.62)]
    [6, 23, 44, 114, 550]
    """
    _check(rate, level)
    if n < 1 or rate == 0.0:
        return 0
    chance, first = 0.0, n * log1p(-rate)
    for d in range(_MOST_RESERVES):
        chance += exp(lgamma(n + d) - lgamma(d + 1) - lgamma(n) + d * log(rate) + first)
        if chance >= level:
            return d
    raise InvalidInput(f"no {_MOST_RESERVES:,} reserves fill {n:,} places at a drop-out rate of {rate}")


def _check(rate: float, level: float) -> None:
    if not 0.0 <= rate < 1.0:
        raise InvalidInput(f"a drop-out rate of {rate} must lie from 0 to below 1")
    if not 0.0 < level < 1.0:
        raise InvalidInput(f"a level of {level} must lie between 0 and 1")


@dataclass(frozen=True, slots=True)
class KindReserve:
    """The reserves of one kind of people: units that no rule tells apart.

    where       what all of them have in common
    going       who goes in the round, by unit
    reserves    who would come instead, by unit, the first to come first
    chance      that all places of this kind are filled
    is_spent    whether nobody else of this kind is left
    """

    where: Where
    going: tuple[tuple[str, ...], ...]
    reserves: tuple[tuple[str, ...], ...]
    chance: float
    is_spent: bool


@dataclass(frozen=True, slots=True)
class ReserveList:
    """The reserves of one round.

    chance       that the whole round is filled, kinds being independent
    """

    round: int
    level: float
    kinds: tuple[KindReserve, ...]
    chance: float

    @property
    def is_enough(self) -> bool:
        """Whether the level asked for is reached; if not, some kinds have nobody left."""
        return self.chance >= self.level

    @property
    def reserves(self) -> tuple[str, ...]:
        """Everybody in reserve, kind after kind."""
        return tuple(person for kind in self.kinds for unit in kind.reserves for person in unit)


def size_reserves(
    exchange: Exchange, plan: Plan, rates: Mapping[str, float], level: float, *, number: int = 1
) -> ReserveList:
    """Name the fewest reserves with which one round is filled with a chance of at least a level.

    Reserves are added one unit at a time where they raise the chance most. Within a kind the chance gains less with
    each further one (it is log-concave), so that no other choice does with fewer. Where rates differ inside a kind that
    is no theorem, and the list may be a little longer than the shortest. Inside a kind those come first who go in no
    round, then those of the last rounds, whose own place would have to be filled again; among them who adds most to the
    objectives that add people up, then the longest held, then by lottery.

    rates     chance that one person drops out, by the side he or she goes home to
    number    the round
    returns   the list; where some kinds have too few people left for the level, as sure as can be of the others
    """
    for side in exchange.sides:
        if side not in rates:
            raise InvalidInput(f"no drop-out rate is given for {side!r}")
        _check(rates[side], level)
    if not 1 <= number <= exchange.n_rounds:
        raise InvalidInput(f"round {number} is not one of the {exchange.n_rounds} rounds")
    profiles = build(
        replace(exchange, objectives=()), Patience()
    ).profiles  # what only objectives look at breaks no rule
    lines = [line for profile in profiles if (line := _line(exchange, profile, plan, number)).going]
    fills = [_Fill(_chances(line.going, rates), _chances(line.reserves, rates)) for line in lines]
    counts = _spread(fills, level)
    kinds = tuple(
        KindReserve(_in_common(line.going), _ids(line.going), _ids(line.reserves[:n]), fill.chance(n), n == fill.n_most)
        for line, fill, n in zip(lines, fills, counts, strict=True)
    )
    return ReserveList(number, level, kinds, prod(kind.chance for kind in kinds))


@dataclass(frozen=True, slots=True)
class _Line:
    going: tuple[Unit, ...]
    reserves: tuple[Unit, ...]


def _line(exchange: Exchange, profile: Profile, plan: Plan, number: int) -> _Line:
    rounds = [plan.get(unit.people[0].id, inf) for unit in profile.units]
    going = tuple(unit for unit, own in zip(profile.units, rounds, strict=True) if own == number)
    if number not in profile.rounds:
        return _Line(going, ())
    free = [
        (-own, _worth(exchange, unit), unit) for unit, own in zip(profile.units, rounds, strict=True) if own > number
    ]
    return _Line(going, tuple(unit for *_, unit in sorted(free, key=lambda entry: entry[:2])))


def _worth(exchange: Exchange, unit: Unit) -> tuple[Number, ...]:
    """Give what a unit adds to the objectives, the most first; equals stay in the order of time held and lottery."""
    added = [values_of(exchange, person) for person in unit.people]
    return tuple(-sum(own) for own in zip(*added, strict=True))


def _ids(units: Sequence[Unit]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(person.id for person in unit.people) for unit in units)


def _chances(units: Sequence[Unit], rates: Mapping[str, float]) -> tuple[float, ...]:
    """Give for each unit the chance that all of it come."""
    return tuple(prod(1.0 - rates[person.home] for person in unit.people) for unit in units)


def _in_common(units: Sequence[Unit]) -> Where:
    people = [person for unit in units for person in unit.people]
    homes = {person.home for person in people}
    shared = frozenset.intersection(*(person.categories for person in people))
    return Where(home=homes.pop() if len(homes) == 1 else None, category=", ".join(sorted(shared)) or None)


class _Fill:
    """The chance that one kind is filled, by the number of its reserves; worked out as far as asked."""

    def __init__(self, going: Sequence[float], reserves: Sequence[float]) -> None:
        self.n_most = len(reserves)
        self._steps = self._walk(going, reserves)
        self._known = [next(self._steps)]

    def chance(self, n: int) -> float:
        """Give the chance with so many reserves, at most all there are."""
        while len(self._known) <= n:
            self._known.append(next(self._steps))
        return self._known[n]

    @staticmethod
    def _walk(going: Sequence[float], reserves: Sequence[float]) -> Iterator[float]:
        n_absent = np.ones(1)  # chance of each number of absent people among those called so far
        for present in going:
            n_absent = np.convolve(n_absent, (present, 1.0 - present))
        yield float(n_absent[0])
        for n, present in enumerate(reserves, start=1):
            n_absent = np.convolve(n_absent, (present, 1.0 - present))
            yield min(1.0, float(n_absent[: n + 1].sum()))


def _spread(fills: Sequence[_Fill], level: float) -> list[int]:
    """Give each kind its number of reserves, one by one where it helps most, until the level is reached.

    Where not even everybody would do, the level is taken of what everybody would reach.
    """
    counts = [0] * len(fills)
    queue = [(-_gain(fill, 0), place) for place, fill in enumerate(fills) if fill.n_most]
    heapify(queue)
    reached = sum(_log(fill.chance(0)) for fill in fills)
    most = sum(_log(fill.chance(fill.n_most)) for fill in fills)
    while queue and reached < (log(level) if most >= log(level) else most + log(level)):
        _, place = heappop(queue)
        counts[place] += 1
        reached += _log(fills[place].chance(counts[place])) - _log(fills[place].chance(counts[place] - 1))
        if counts[place] < fills[place].n_most:
            heappush(queue, (-_gain(fills[place], counts[place]), place))
    return counts


def _gain(fill: _Fill, n: int) -> float:
    is_hopeless = fill.chance(n) < _NO_CHANCE  # no logarithm is left to compare
    return inf if is_hopeless else _log(fill.chance(n + 1)) - _log(fill.chance(n))


def _log(chance: float) -> float:
    return log(max(chance, _NO_CHANCE))


def tell_reserves(reserves: ReserveList) -> tuple[str, ...]:
    """Say which reserves a round needs, kind by kind, and how sure it is then."""
    told = [_tell(kind) for kind in reserves.kinds if kind.reserves]
    n_people = len(reserves.reserves)
    end = f"With {n_people:,} in reserve round {reserves.round} is filled with a chance of {reserves.chance:.1%}."
    if reserves.is_enough:
        return (*told, end)
    spent = [kind for kind in reserves.kinds if kind.is_spent]
    sure = prod(kind.chance for kind in reserves.kinds if not kind.is_spent)
    n_going = sum(len(unit) for kind in spent for unit in kind.going)
    short = (
        f"Of {len(spent)} kinds, {n_going:,} people going, nobody else is left; all others are filled with {sure:.1%}."
    )
    return (*told, end, short)


def _tell(kind: KindReserve) -> str:
    n_going, n_more = (sum(map(len, units)) for units in (kind.going, kind.reserves))
    who = tell_ids([" with ".join(unit) for unit in kind.reserves])
    return f"{n_going} {tell_where(kind.where)}: {n_more} in reserve ({who})"
