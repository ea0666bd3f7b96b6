"""Two sides with gains and losses of their own: every deal that neither can better without the other losing.

For analysts only. A real negotiation works with tiers, refusals and shares (`fairness`), not with prices on people.

    frontier            all pairs of utilities that no other plan beats in both, best for the first side first
    ideal               the best each side could have, with the other no worse off than without a deal
    utilitarian         the largest sum
    nash                the largest product of gains over no deal
    egalitarian         the smaller gain as large as possible, then the larger
    kalai_smorodinsky   the same with gains as parts of the ideal gains

The frontier is walked from end to end: the best for the first side, and at that the best for the second; then again
with the second better off by at least the smallest step there is. Every step is proven in whole numbers.

Sources: Nash 1950, Econometrica 18:155; Kalai & Smorodinsky 1975, Econometrica 43:513.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf

from homeward.exchange.planning.exchange import Exchange, Number, Person, Plan, Wishes
from homeward.exchange.planning.model import Model, build, people_of, row_of
from homeward.exchange.planning.program import Patience, Row
from homeward.exchange.planning.rule import Where
from homeward.exchange.planning.search import solve, value_of
from homeward.exchange.planning.sums import Count, Term

Point = tuple[Number, Number]
_UTILITIES = Count("value", Where()), Count("held_days", Where())  # two numbers of a person that no rule reads


@dataclass(frozen=True, slots=True)
class Bargain:
    """The frontier of two sides and the deals that four ideas of fairness choose.

    points    by idea; several where they tie
    plan      of the first egalitarian point
    """

    frontier: tuple[Point, ...]
    ideal: Point
    points: Mapping[str, tuple[Point, ...]]
    plan: Plan


def find_bargain(exchange: Exchange, wishes: Wishes, patience: Patience) -> Bargain | None:
    """Walk the frontier of an exchange with wishes; None where no plan leaves both at least as well off as no deal.

    raises    Stopped
    """
    people = tuple(_priced(exchange, wishes, person) for person in exchange.people)
    model = build(replace(exchange, people=people, objectives=()), patience, more=_UTILITIES)
    everything = tuple(range(1, exchange.n_rounds + 1))
    (first, first_scale), (second, second_scale) = (row_of(model, [Term(own, everything, 1)]) for own in _UTILITIES)
    least = wishes.least[0] * first_scale, wishes.least[1] * second_scale
    steps = _walk(model, (first, second), (float(least[0]), float(least[1])))
    if not steps:
        return None
    plans = {(_exact(a, first_scale), _exact(b, second_scale)): plan for (a, b), plan in steps}
    return _choose(tuple(plans), plans, wishes.least)


def _priced(exchange: Exchange, wishes: Wishes, person: Person) -> Person:
    mine, other = (0, 1) if person.home == exchange.sides[0] else (1, 0)
    utility: list[Number] = [0, 0]
    utility[mine] = wishes.gain[mine].get(person.id, 0)
    utility[other] = -wishes.loss[other].get(person.id, 0)
    return replace(person, value=utility[0], held_days=utility[1])


def _exact(reached: int, scale: int) -> Number:
    exact = Fraction(reached, scale)
    return exact.numerator if exact.denominator == 1 else exact


def _walk(
    model: Model, rows: tuple[Row, Row], least: tuple[float, float]
) -> list[tuple[tuple[int, int], dict[str, int]]]:
    program = model.program
    places = [program.add_row(row, low, inf) for row, low in zip(rows, least, strict=True)]
    steps = []
    while (best := solve(program, rows[0], is_max=True)) is not None:
        first = value_of(rows[0], best.values)
        program.set_row(places[0], first, inf)
        top = solve(program, rows[1], is_max=True) or best
        second = value_of(rows[1], top.values)
        steps.append(((first, second), people_of(model, top.values)))
        program.set_row(places[0], least[0], inf)
        program.set_row(places[1], second + 1, inf)
    return steps


def _choose(frontier: tuple[Point, ...], plans: Mapping[Point, Plan], least: tuple[Number, Number]) -> Bargain:
    ideal = max(first for first, _ in frontier), max(second for _, second in frontier)
    whole = tuple(best - low or 1 for best, low in zip(ideal, least, strict=True))

    def gains(point: Point) -> tuple[Number, ...]:
        return tuple(own - low for own, low in zip(point, least, strict=True))

    def parts(point: Point) -> list[Fraction]:
        return sorted(Fraction(gain) / best for gain, best in zip(gains(point), whole, strict=True))

    ideas: dict[str, Callable[[Point], object]] = {
        "utilitarian": sum,
        "nash": lambda point: gains(point)[0] * gains(point)[1],
        "egalitarian": lambda point: sorted(gains(point)),
        "kalai_smorodinsky": parts,
    }
    points = {name: _best(frontier, worth) for name, worth in ideas.items()}
    return Bargain(frontier, ideal, points, plans[points["egalitarian"][0]])


def _best(frontier: Sequence[Point], worth: Callable[[Point], object]) -> tuple[Point, ...]:
    top = max(map(worth, frontier))  # type: ignore[type-var]
    return tuple(point for point in frontier if worth(point) == top)
