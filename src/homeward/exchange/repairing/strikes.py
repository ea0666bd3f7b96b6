"""Balanced strikes: each side may strike so many names from the other's list, without reasons; the rest must go.

For N places a side and k strikes, each side orders the people it wants home. The holder may strike at most k of the
first N + k whom both confirm; the first N that are left go. One number, k, is negotiated instead of hundreds of names:
whoever wants to refuse more must grant as much. Who is not confirmed stands outside: denying a name is no strike, and
the next name enters.

What k may cost a side is known before anybody strikes: the other leaves at worst those N of the N + k who add least to
the objectives, in their order. For objectives that add up people one by one that is exact, by a sort and no search.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from homeward.errors import InvalidInput, Problem
from homeward.exchange.explaining.explain import tell_objective
from homeward.exchange.planning.exchange import Exchange, Number, Objective, Person, is_releasable, matches
from homeward.exchange.planning.lottery import joint_seed, ticket
from homeward.exchange.planning.rule import AllForAll, Quota, Rule, Veto, Where, tell_number
from homeward.exchange.planning.sums import ADDED

Values = tuple[Number, ...]  # what somebody adds to each objective that adds people up, more is better
_ADDED = ("count", *ADDED)


@dataclass(frozen=True, slots=True)
class Contest:
    """What is agreed before anybody strikes.

    n_places    people who go home to each side
    k           names that each side may strike
    lists       for each side, the people it wants home, the most wanted first
    """

    n_places: int
    k: int
    lists: Mapping[str, tuple[str, ...]]


def open_contest(
    exchange: Exchange, n_places: int, k: int, lists: Mapping[str, Sequence[str]] | None = None
) -> Contest:
    """Set up strikes; a side without a list wants its people in the order of the objectives, time held, and lottery.

    lists     by the side people go home to
    raises    InvalidInput
    """
    if n_places < 1 or k < 0:
        raise InvalidInput(f"{n_places} places and {k} strikes: at least 1 place and 0 strikes are needed")
    given = dict(lists or {})
    odd = sorted(given.keys() - set(exchange.sides))
    if odd:
        raise InvalidInput(f"{odd[0][:60]!r} is neither {exchange.sides[0]!r} nor {exchange.sides[1]!r}")
    homes = {person.id: person.home for person in exchange.people}
    for side, ids in given.items():
        _check_list(homes, side, ids)
    return Contest(n_places, k, {side: tuple(given.get(side) or _usual(exchange, side)) for side in exchange.sides})


def _check_list(homes: Mapping[str, str], side: str, ids: Sequence[str]) -> None:
    wrong = [own for own in ids if homes.get(own) != side]
    if wrong:
        raise InvalidInput(f"the list of {side} names {wrong[0][:60]!r}, who does not go home to {side}")
    if len(set(ids)) < len(ids):
        raise InvalidInput(f"the list of {side} names somebody twice")


def _usual(exchange: Exchange, side: str) -> Iterator[str]:
    seed = joint_seed(exchange.seeds)

    def wanted(person: Person) -> tuple[Values, Number, int, str]:
        least = tuple(-value for value in values_of(exchange, person))
        return least, -person.held_days, -ticket(seed, person.id), person.id

    yield from (person.id for person in sorted((p for p in exchange.people if p.home == side), key=wanted))


def values_of(exchange: Exchange, person: Person) -> Values:
    """Give what a person's going adds to each objective that adds people up; less is written as minus."""
    values: list[Number] = []
    for objective in exchange.objectives:
        if objective.measure in _ADDED:
            own: Number = 1 if objective.measure == "count" else getattr(person, objective.measure)
            sign = 1 if objective.is_max else -1
            values.append(sign * own if matches(person, objective.where) else 0)
    return tuple(values)


def window(exchange: Exchange, contest: Contest, side: str) -> tuple[str, ...]:
    """Give the names of a side's list that may be struck: the first N + k whom both sides confirm."""
    held = {person.id for person in exchange.people if is_releasable(person)}
    return tuple(own for own in contest.lists[side] if own in held)[: contest.n_places + contest.k]


def check_strikes(exchange: Exchange, contest: Contest, struck: Mapping[str, Sequence[str]]) -> tuple[Problem, ...]:
    """Check what the sides strike: at most k names, each once, from the part of the other's list that may be struck.

    struck    by the side that strikes
    """
    problems = [
        Problem(f"strikes of {side[:60]!r}", f"it is neither of {' and '.join(exchange.sides)}", "nothing")
        for side in sorted(struck.keys() - set(exchange.sides))
    ]
    for side, other in (exchange.sides, exchange.sides[::-1]):
        names, open_to = tuple(struck.get(side, ())), set(window(exchange, contest, other))
        where, seen = f"strikes of {side!r}", set[str]()
        if len(names) > contest.k:
            says = f"{len(names)} names are struck; {contest.k} may be"
            problems.append(Problem(where, says, "nothing; which of them count is not for others to choose"))
        for name in names:
            if name in seen:
                problems.append(Problem(where, f"{name[:60]!r} is struck twice", "one of them"))
            elif name not in open_to:
                first = f"the first {contest.n_places + contest.k} confirmed names of {other}"
                problems.append(Problem(where, f"{name[:60]!r} is not among {first}", "nothing"))
            seen.add(name)
    return tuple(problems)


def going(exchange: Exchange, contest: Contest, struck: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Give for each side who goes home to it: the first N of its list that the other did not strike."""
    first, second = exchange.sides
    by_other = {first: set(struck.get(second, ())), second: set(struck.get(first, ()))}
    left = {side: [own for own in window(exchange, contest, side) if own not in by_other[side]] for side in by_other}
    return {side: tuple(own[: contest.n_places]) for side, own in left.items()}


def strike_rules(exchange: Exchange, contest: Contest, struck: Mapping[str, Sequence[str]]) -> tuple[Rule, ...]:
    """Give the rules that strikes amount to: who is struck stays, who is left goes, and nobody beyond the places.

    raises    InvalidInput where a strike is not valid
    """
    problems = check_strikes(exchange, contest, struck)
    if problems:
        raise InvalidInput(f"{problems[0].where}: {problems[0].says}")
    rules: list[Rule] = []
    for side, names in going(exchange, contest, struck).items():
        other = exchange.sides[0] if side == exchange.sides[1] else exchange.sides[1]
        stay = frozenset(struck.get(other, ()))
        rules += [Veto(f"struck by {other}", stay, other)] if stay else []
        rules.append(AllForAll(f"left on the list of {side}", Where(ids=frozenset(names))))
        rules.append(Quota(f"places of {side}", None, contest.n_places, "all", Where(home=side)))
    return tuple(rules)


@dataclass(frozen=True, slots=True)
class Cost:
    """What k strikes may cost one side, in the objectives that add people up.

    unstruck    what its people add if nobody is struck
    worst       what they add at least, whatever the other strikes
    struck      the strikes that bring it there
    """

    side: str
    k: int
    unstruck: Values
    worst: Values
    struck: tuple[str, ...]


def cost_curve(exchange: Exchange, contest: Contest, ks: Sequence[int]) -> tuple[Cost, ...]:
    """Give for each number of strikes and each side what they may cost it."""
    return tuple(worst_strikes(exchange, replace(contest, k=k), side) for k in ks for side in exchange.sides)


def worst_strikes(exchange: Exchange, contest: Contest, side: str) -> Cost:
    """Find the strikes of the other side that leave a side worst off, objective after objective.

    Where the list is long enough the other can leave any N of the N + k: it strikes those who add most. Beyond that,
    where the list is short, it strikes only who adds anything.
    """
    people = {person.id: person for person in exchange.people}
    names = window(exchange, contest, side)
    worth = {name: values_of(exchange, people[name]) for name in names}
    dear = sorted(names, key=lambda name: worth[name], reverse=True)
    n_over = max(0, len(names) - contest.n_places)  # at most k
    nothing = (0,) * len(added_goals(exchange))
    more = [name for name in dear[n_over : contest.k] if worth[name] > nothing]
    struck = (*dear[:n_over], *more)
    left = [name for name in names if name not in set(struck)][: contest.n_places]
    return Cost(
        side, contest.k, _total(exchange, worth, names[: contest.n_places]), _total(exchange, worth, left), struck
    )


def struck_values(exchange: Exchange, contest: Contest, struck: Mapping[str, Sequence[str]], side: str) -> Values:
    """Give what the people of a side who go after some strikes add to the objectives."""
    people = {person.id: person for person in exchange.people}
    names = going(exchange, contest, struck)[side]
    return _total(exchange, {name: values_of(exchange, people[name]) for name in names}, names)


def added_goals(exchange: Exchange) -> tuple[int, ...]:
    """Give the numbers, from 0, of the objectives that add people up one by one."""
    return tuple(number for number, own in enumerate(exchange.objectives) if own.measure in _ADDED)


def _total(exchange: Exchange, worth: Mapping[str, Values], names: Sequence[str]) -> Values:
    places = range(len(added_goals(exchange)))
    return tuple(sum(worth[name][place] for name in names) for place in places)


def tell_costs(exchange: Exchange, costs: Sequence[Cost]) -> tuple[str, ...]:
    """Say what each number of strikes may cost each side: the first objective that falls."""
    goals = [exchange.objectives[number] for number in added_goals(exchange)]
    return tuple(_tell(goals, cost) for cost in costs)


def _tell(goals: Sequence[Objective], cost: Cost) -> str:
    lost = [own for own in zip(goals, cost.unstruck, cost.worst, strict=True) if own[1] != own[2]]
    if not lost:
        return f"{cost.k} strikes cost {cost.side} nothing."
    goal, was, now = lost[0]
    sign = 1 if goal.is_max else -1
    reached = f"{tell_number(sign * now)} instead of {tell_number(sign * was)}"
    return f"{cost.k} strikes may cost {cost.side}, in {tell_objective(goal)}: {reached}."
