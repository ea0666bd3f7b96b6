"""An exchange as a program: a column for each profile and round, a row for each sum of a rule.

n[p, t]    how many units of profile p go in round t, whole, 0 to the size of p
s[p, j]    whether unit j of profile p goes, where an objective adds up what differs inside a profile;
           sum over j of s[p, j] = sum over t of n[p, t]. Whole by itself: the best units fill up first
z[r, t]    whether an order of release lets the second class go in round t
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil, floor, gcd, inf, lcm

import numpy as np

from homeward.exchange.planning.exchange import FAIR, Exchange, Number, Objective, is_releasable, matches
from homeward.exchange.planning.lottery import joint_seed, ticket
from homeward.exchange.planning.profiles import Asked, Profile, Unit, contract
from homeward.exchange.planning.program import Ints, Patience, Program, Row
from homeward.exchange.planning.rule import Together, Where
from homeward.exchange.planning.sums import ADDED, PEOPLE, Count, Gate, Sum, Term, goal_of, pairs_of, sums_of

HELD, TICKET = -2, -1  # places in what a unit gains


@dataclass(frozen=True, slots=True)
class Bounded:
    """A row of the program that a rule asks for.

    row     columns and coefficients, bounded by low and high; place: where it stands in the program
    most    how large or small the row can be at most, bounds aside
    step    how far its bounds move when the rule's own number grows by one; None where the rule has no number
    """

    rule: str
    place: int
    row: Row
    low: float
    high: float
    most: float
    step: Fraction | None = None
    exact: tuple[float, float] = (-inf, inf)  # its bounds before they were rounded; where the rule has a number


def _add(program: Program, rule: str, row: Row, bounds: tuple[float, float], step: Fraction | None = None) -> Bounded:
    most = float(np.abs(row[1]) @ np.array(program.upper)[row[0]]) if len(row[0]) else 0.0
    return Bounded(rule, program.add_row(row, *bounds), row, *bounds, most, step)


@dataclass(frozen=True, slots=True)
class Scaled:
    """A goal in whole numbers: true value = constant + row / scale.

    number    which of the objectives it is, or is a step of, from 0; -1 for what only breaks ties
    """

    row: Row
    scale: int
    is_max: bool
    constant: Number = 0
    number: int = -1

    def value(self, reached: int) -> Number:
        """Give the true value where the row reaches a whole number."""
        exact = self.constant + Fraction(reached, self.scale)
        return exact.numerator if isinstance(exact, Fraction) and exact.denominator == 1 else exact


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The program of one exchange, and what its columns mean.

    columns    int64 (n_profiles, n_rounds), -1 where the profile cannot travel
    pieces     for profiles whose units differ in what they gain: a column for each unit, made when first asked
    brings     for each keyed count: profiles and what a unit of each brings
    """

    exchange: Exchange
    profiles: tuple[Profile, ...]
    columns: Ints
    program: Program
    rows: tuple[Bounded, ...]
    asked: Asked
    brings: Mapping[Count, tuple[Ints, tuple[Number, ...]]]
    pieces: dict[int, Ints] = field(default_factory=dict)


def build(exchange: Exchange, patience: Patience, *, is_loose: bool = False, more: Sequence[Count] = ()) -> Model:
    """Build the program of an exchange.

    more        counts to tell people apart by, beside those of rules and objectives
    is_loose    travelling together is asked by rows, which can be freed, instead of by joining people into units
    """
    rules = sorted(exchange.rules, key=lambda rule: rule.id)
    sums = [item for rule in rules for item in sums_of(exchange, rule)]
    if is_loose:
        families = [rule for rule in rules if isinstance(rule, Together)]
        sums += [item for rule in families for item in pairs_of(exchange, rule)]
        exchange = replace(exchange, rules=tuple(rule for rule in rules if not isinstance(rule, Together)))
    asked = _asked(exchange, sums, more)
    seed = joint_seed(exchange.seeds)
    profiles = contract(exchange, asked, {person.id: ticket(seed, person.id) for person in exchange.people})
    columns = np.full((len(profiles), exchange.n_rounds), -1, np.int64)
    places = [(p, number - 1) for p, profile in enumerate(profiles) for number in profile.rounds]
    if places:
        columns[tuple(np.array(places).T)] = np.arange(len(places))
    program = Program([len(profiles[p].units) for p, _ in places], patience)
    for own, profile in zip(columns, profiles, strict=True):
        if len(profile.rounds) > 1:
            used = own[own >= 0]
            program.add_row((used, np.ones(len(used))), high=len(profile.units))
    empty = Model(exchange, profiles, columns, program, (), asked, _brings(profiles, asked.keyed))
    rows = tuple(row for item in sums for row in _rows(empty, item))
    return Model(exchange, profiles, columns, program, rows, asked, empty.brings)


def _asked(exchange: Exchange, sums: Iterable[Sum | Gate], more: Sequence[Count]) -> Asked:
    keyed: dict[Count, None] = dict.fromkeys(more)
    for item in sums:
        counts = (item.then, item.first) if isinstance(item, Gate) else [term.count for term in item.terms]
        keyed.update(dict.fromkeys(counts))
    gains: dict[Count, int] = {}
    for objective in exchange.objectives:
        if objective.measure in ADDED:
            gains.setdefault(Count(objective.measure, objective.where), 1 if objective.is_max else -1)
        else:
            keyed.update(dict.fromkeys(_counts(exchange, objective)))
    waits = [o.where for o in exchange.objectives if o.measure == "longest_waits"]
    return Asked(tuple(keyed), tuple((c, sign) for c, sign in gains.items() if c not in keyed), tuple(waits))


def _counts(exchange: Exchange, objective: Objective) -> Iterable[Count]:
    if objective.measure == "share_by_group":
        return group_counts(exchange, objective)
    return () if objective.measure in FAIR else [term.count for term in goal_of(exchange, objective).terms]


def group_counts(exchange: Exchange, objective: Objective) -> dict[Count, int]:
    """Give the count of each group whose share an objective compares, and the size of the group."""
    able = [p for p in exchange.people if is_releasable(p) and p.group is not None and matches(p, objective.where)]
    where = objective.where
    sizes: dict[Count, int] = {}
    for group in sorted({str(person.group) for person in able}):
        count = Count(PEOPLE, Where(where.home, where.category, group, where.ids))
        sizes[count] = sum(person.group == group for person in able)
    return sizes


def _brings(profiles: Sequence[Profile], keyed: Sequence[Count]) -> dict[Count, tuple[Ints, tuple[Number, ...]]]:
    found: list[tuple[list[int], list[Number]]] = [([], []) for _ in keyed]
    for place, profile in enumerate(profiles):
        for count, number in profile.amounts:
            found[count][0].append(place)
            found[count][1].append(number)
    pairs = zip(keyed, found, strict=True)
    return {count: (np.array(own, np.int64), tuple(numbers)) for count, (own, numbers) in pairs}


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def row_of(model: Model, terms: Iterable[Term]) -> tuple[Row, int]:
    """Give the row of a sum of keyed counts, its coefficients made whole, and the number they were multiplied by."""
    parts = []
    for term in terms:
        places, numbers = model.brings[term.count]
        exact = [Fraction(term.times * number) for number in numbers]
        parts.append((places, exact, np.array(term.rounds, np.int64) - 1))
    scale = lcm(*(number.denominator for _, exact, _ in parts for number in exact))
    dense = np.zeros(model.program.n_columns)
    for places, exact, rounds in parts:
        own = model.columns[np.ix_(places, rounds)]
        times = np.array([float(number * scale) for number in exact])
        spread = np.broadcast_to(times[:, None], own.shape)
        np.add.at(dense, own[own >= 0], spread[own >= 0])
    used = np.flatnonzero(dense)
    return (used, dense[used]), scale


def _rows(model: Model, item: Sum | Gate) -> Iterable[Bounded]:
    if isinstance(item, Gate):
        yield from _gate(model, item)
        return
    (columns, times), scale = row_of(model, item.terms)
    shared = gcd(*times.astype(np.int64).tolist()) or 1
    factor = Fraction(scale, shared)
    low = -inf if item.low is None else ceil(item.low * factor)
    high = inf if item.high is None else floor(item.high * factor)
    step = None if item.step is None else item.step * factor
    exact = (
        -inf if item.low is None else float(item.low * factor),
        inf if item.high is None else float(item.high * factor),
    )
    yield replace(_add(model.program, item.rule, (columns, times / shared), (low, high), step), exact=exact)


def _gate(model: Model, gate: Gate) -> Iterable[Bounded]:
    """Open round t to the second class only if all of the first have gone: n[p, t] <= size of p * z[t]."""
    [switch] = model.program.add_columns([1.0])
    (first, ones), _ = row_of(model, [Term(gate.first, tuple(range(1, gate.round + 1)), 1)])
    by_now = np.append(first, switch), np.append(ones, -gate.n_first)
    yield _add(model.program, gate.rule, by_now, (0.0, inf))
    for place in model.brings[gate.then][0].tolist():
        column = model.columns[place, gate.round - 1]
        if column >= 0:
            pair = np.array([column, switch]), np.array([1.0, -len(model.profiles[place].units)])
            yield _add(model.program, gate.rule, pair, (-inf, 0.0))


def scaled(model: Model, number: int) -> Scaled:
    """Give a linear objective as a row; numbers that are only added up stand on the pieces of profiles."""
    goal = goal_of(model.exchange, model.exchange.objectives[number])
    by_count = {count: (place, sign) for place, (count, sign) in enumerate(model.asked.gains)}
    if goal.terms and goal.terms[0].count in by_count:
        [term] = goal.terms
        place, sign = by_count[term.count]
        row, scale = gain_row(model, place)
        return Scaled((row[0], row[1] * sign), scale, goal.is_max, goal.constant, number)
    row, scale = row_of(model, goal.terms)
    return Scaled(row, scale, goal.is_max, goal.constant, number)


def gain_row(model: Model, place: int) -> tuple[Row, int]:
    """Give the row that adds up one gain of all who go, and the number its coefficients were multiplied by."""
    columns: list[Ints] = []
    times: list[Number] = []
    for number, profile in enumerate(model.profiles):
        gains = [unit.gain[place] for unit in profile.units]
        if len(set(gains)) == 1:
            own = model.columns[number]
            columns.append(own[own >= 0])
            times += gains[:1] * len(columns[-1])
        else:
            columns.append(pieces_of(model, number))
            times += gains
    scale = lcm(*(Fraction(number).denominator for number in times))
    whole = np.array([float(number * scale) for number in times])
    used = np.flatnonzero(whole)
    return (np.concatenate([*columns, np.empty(0, np.int64)])[used], whole[used]), scale


def pieces_of(model: Model, profile: int) -> Ints:
    """Give the columns of a profile's units, made when first asked."""
    if profile not in model.pieces:
        pieces = model.program.add_columns([1.0] * len(model.profiles[profile].units), is_whole=False)
        own = model.columns[profile]
        used = own[own >= 0]
        row = np.concatenate([used, pieces]), np.concatenate([np.ones(len(used)), -np.ones(len(pieces))])
        model.program.add_row(row, 0.0, 0.0)
        model.pieces[profile] = pieces
    return model.pieces[profile]


def tie_row(model: Model, gain: int) -> Row:
    """Give the row that adds up, over profiles, the mean gain of their units times the day on which they go."""
    dense = np.zeros(model.program.n_columns)
    for own, profile in zip(model.columns, model.profiles, strict=True):
        mean = floor(Fraction(sum(unit.gain[gain] for unit in profile.units), len(profile.units)))
        for column, day in zip(own, model.exchange.days, strict=True):
            if column >= 0:
                dense[column] = mean * floor(day)
    used = np.flatnonzero(dense)
    return used, dense[used]


# ── back to people ────────────────────────────────────────────────────────────────────────────────────────────────────


def filled(model: Model, values: Ints) -> Ints:
    """Give an answer with the pieces of each profile filled from the first to go on."""
    result = values.copy()
    for place, pieces in model.pieces.items():
        own = model.columns[place]
        result[pieces] = 0
        result[pieces[: int(values[own[own >= 0]].sum())]] = 1
    return result


def all_go(model: Model, values: Ints) -> bool:
    """Tell whether everybody who can travel goes."""
    used = model.columns[model.columns >= 0]
    return int(values[used].sum()) == sum(len(profile.units) for profile in model.profiles)


def people_of(model: Model, values: Ints) -> dict[str, int]:
    """Name the people of an answer: inside a profile the first to go go, the longest held in the earliest rounds.

    values     int64 (n_columns,)
    returns    person to round, in order of id
    """
    plan: dict[str, int] = {}
    for own, profile in zip(model.columns, model.profiles, strict=True):
        n_by_round = [int(values[column]) if column >= 0 else 0 for column in own]
        going = sorted(profile.units[: sum(n_by_round)], key=_earliest)
        rounds = (number for number, n in enumerate(n_by_round, start=1) for _ in range(n))
        for unit, number in zip(going, rounds, strict=True):
            plan.update((person.id, number) for person in unit.people)
    return dict(sorted(plan.items()))


def _earliest(unit: Unit) -> tuple[Number, Number, str]:
    return -Fraction(unit.gain[HELD], len(unit.people)), -unit.gain[TICKET], unit.people[0].id
