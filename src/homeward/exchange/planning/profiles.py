"""People who are interchangeable in every rule, counted instead of named: 219,552 decisions become 10,476.

People who travel together are one unit. Units that bring the same to every count of every rule and objective, and can
travel in the same rounds, form a profile: only how many of them go in each round matters. Numbers that objectives only
add up (time held, weights) do not split a profile. Inside it those go first who serve the objectives best in their
order, then the longest held, then the larger ticket; swapping any two would break an objective or a tie rule, so
nothing is lost (docs/models/exchange.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from homeward.exchange.planning.exchange import Exchange, Number, Person, is_releasable, matches, rounds_open
from homeward.exchange.planning.rule import Together, Where
from homeward.exchange.planning.sums import Count, amount

Amounts = tuple[tuple[int, Number], ...]  # what a unit brings: (place of the count, amount), nothing for 0


@dataclass(frozen=True, slots=True)
class Unit:
    """People who travel together, or one person alone."""

    people: tuple[Person, ...]
    rounds: tuple[int, ...]  # in which all of them can travel
    gain: tuple[Number, ...]  # what its going adds to each count that objectives only add up, then held_days, tickets


@dataclass(frozen=True, slots=True)
class Profile:
    """Units that no rule can tell apart, the first to go first."""

    amounts: Amounts
    rounds: tuple[int, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What rules and objectives look at.

    keyed     counts that depend on who goes when
    gains     counts that are only added up, with 1 where more is better and -1 where less is, in order of importance
    waits     whose longest waits are compared: units differ by the time each of them has been held
    """

    keyed: tuple[Count, ...]
    gains: tuple[tuple[Count, int], ...] = ()
    waits: tuple[Where, ...] = ()


def contract(exchange: Exchange, asked: Asked, tickets: Mapping[str, int]) -> tuple[Profile, ...]:
    """Join people into units, and units into profiles.

    tickets   each person's lottery number
    returns   profiles in an order that depends on nobody's place in the file; units that can never travel are left out
    """
    people = [person for person in exchange.people if is_releasable(person)]
    brings = _amounts(people, asked.keyed)
    added = _gains(people, asked.gains)
    groups: defaultdict[tuple[object, ...], list[Unit]] = defaultdict(list)
    for members in _units(exchange):
        rounds = set(range(1, exchange.n_rounds + 1))
        for person in members:
            rounds &= set(rounds_open(exchange, person))
        if rounds:
            unit = _unit(members, tuple(sorted(rounds)), added, tickets)
            amounts = _total([brings[person.id] for person in members])
            groups[amounts, unit.rounds, _waits(members, asked.waits)].append(unit)
    found = (
        Profile(amounts, units[0].rounds, tuple(sorted(units, key=_first_to_go)))  # type: ignore[arg-type]
        for (amounts, *_), units in groups.items()
    )
    return tuple(sorted(found, key=lambda profile: profile.units[0].people[0].id))


def _unit(
    members: tuple[Person, ...],
    rounds: tuple[int, ...],
    added: Mapping[str, tuple[Number, ...]],
    tickets: Mapping[str, int],
) -> Unit:
    gain = tuple(map(sum, zip(*(added[person.id] for person in members), strict=True)))
    held, drawn = (person.held_days for person in members), (tickets[person.id] for person in members)
    return Unit(members, rounds, (*gain, sum(held), sum(drawn)))


def _waits(members: tuple[Person, ...], waits: Sequence[Where]) -> tuple[object, ...]:
    return tuple(tuple(sorted(p.held_days for p in members if matches(p, where))) for where in waits)


def _first_to_go(unit: Unit) -> tuple[tuple[Number, ...], str]:
    return tuple(-number for number in unit.gain), unit.people[0].id


def _units(exchange: Exchange) -> Iterator[tuple[Person, ...]]:
    """Give the people joined by `together`, each group and all groups in order of id."""
    root: dict[str, str] = {}

    def find(identity: str) -> str:
        while (above := root.get(identity, identity)) != identity:
            root[identity] = root.get(above, above)
            identity = above
        return identity

    for rule in exchange.rules:
        if isinstance(rule, Together):
            first, *others = sorted(rule.ids)
            for other in others:
                root[find(other)] = find(first)
    members: defaultdict[str, list[Person]] = defaultdict(list)
    for person in sorted(exchange.people, key=lambda person: person.id):
        members[find(person.id)].append(person)
    yield from map(tuple, members.values())


def _total(amounts: Sequence[dict[int, Number]]) -> Amounts:
    if len(amounts) == 1:
        return tuple(sorted(amounts[0].items()))
    total: defaultdict[int, Number] = defaultdict(int)
    for own in amounts:
        for place, number in own.items():
            total[place] += number
    return tuple(sorted((place, number) for place, number in total.items() if number))


def _amounts(people: Iterable[Person], counts: Sequence[Count]) -> Mapping[str, dict[int, Number]]:
    """Give what each person brings to each count. People who look alike to all restrictions are looked at once."""
    named: defaultdict[str, list[int]] = defaultdict(list)
    for place, count in enumerate(counts):
        for identity in count.where.ids or ():
            named[identity].append(place)
    general = [(place, count) for place, count in enumerate(counts) if count.where.ids is None]
    seen: dict[object, list[int]] = {}
    result: dict[str, dict[int, Number]] = {}
    for person in people:
        look = person.home, person.categories, person.group
        if look not in seen:
            seen[look] = [place for place, count in general if matches(person, count.where)]
        own = [place for place in named.get(person.id, ()) if matches(person, counts[place].where)]
        brought = ((place, amount(counts[place], person)) for place in (*seen[look], *own))
        result[person.id] = {place: number for place, number in brought if number}
    return result


def _gains(people: Iterable[Person], gains: Sequence[tuple[Count, int]]) -> Mapping[str, tuple[Number, ...]]:
    wheres: dict[Where, int] = {}
    order = [wheres.setdefault(count.where, len(wheres)) for count, _ in gains]
    result = {}
    for person in people:
        inside = [matches(person, where) for where in wheres]
        result[person.id] = tuple(
            sign * amount(count, person) if inside[place] else 0
            for (count, sign), place in zip(gains, order, strict=True)
        )
    return result
