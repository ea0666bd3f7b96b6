"""If it all ended after a round: who would have given how many, and whose most urgent are still held?

Series of exchanges stop without warning. The exposure of a side after a round is how many more it has let go than it
has received until then; the largest of all rounds is the bound that a running parity promises.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from homeward.exchange.planning.exchange import Exchange, Plan, is_releasable, matches
from homeward.exchange.planning.rule import Where, tell_where


@dataclass(frozen=True, slots=True)
class Tier:
    """One class of people of one side after a round."""

    where: Where
    n_home: int
    n_left: int  # who could travel and have not gone


@dataclass(frozen=True, slots=True)
class Stop:
    """How things stand if nothing follows a round.

    n_home      of each side, how many of its people have come home
    exposure    of each side, how many more it has let go than received; the two add up to 0
    """

    round: int
    n_home: tuple[int, int]
    exposure: tuple[int, int]
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Every end that a plan could come to."""

    sides: tuple[str, str]
    stops: tuple[Stop, ...]

    @property
    def most_exposed(self) -> int:
        """The largest exposure of either side after any round."""
        return max((abs(stop.exposure[0]) for stop in self.stops), default=0)


def play_stops(exchange: Exchange, plan: Plan, tiers: Sequence[str] | None = None) -> Scenario:
    """Count, for each round, how things stand if nothing follows it.

    tiers    categories to be told apart, the most urgent first; None for those that objectives name, in their order
    """
    named = [objective.where.category for objective in exchange.objectives] if tiers is None else tiers
    chosen = tuple(dict.fromkeys(name for name in named if name is not None))
    return Scenario(exchange.sides, tuple(_stop(exchange, plan, n, chosen) for n in range(1, exchange.n_rounds + 1)))


def _stop(exchange: Exchange, plan: Plan, number: int, tiers: Sequence[str]) -> Stop:
    gone = {person for person, own in plan.items() if own <= number}
    first, second = (sum(p.id in gone and p.home == side for p in exchange.people) for side in exchange.sides)
    wheres = [Where(home=side, category=tier) for tier in tiers for side in exchange.sides]
    return Stop(
        number, (first, second), (second - first, first - second), tuple(_tier(exchange, gone, w) for w in wheres)
    )


def _tier(exchange: Exchange, gone: set[str], where: Where) -> Tier:
    able = [person.id in gone for person in exchange.people if is_releasable(person) and matches(person, where)]
    return Tier(where, sum(able), len(able) - sum(able))


def tell_scenario(scenario: Scenario) -> tuple[str, ...]:
    """Say for each round how things stand if nothing follows it."""
    told = [_tell(scenario.sides, stop) for stop in scenario.stops]
    return (*told, f"At no moment has a side let go over {scenario.most_exposed:,} more than it has received.")


def _tell(sides: tuple[str, str], stop: Stop) -> str:
    home = " and ".join(f"{n:,} are home to {side}" for side, n in zip(sides, stop.n_home, strict=True))
    ahead = next((side for side, n in zip(sides, stop.exposure, strict=True) if n > 0), None)
    even = "both even" if ahead is None else f"{ahead} has let go {max(stop.exposure):,} more than it received"
    left = "; ".join(f"{tier.n_left:,} {tell_where(tier.where)} still held" for tier in stop.tiers if tier.n_left)
    return f"If it ended after round {stop.round}: {home}, {even}." + (f" {left}." if left else "")
