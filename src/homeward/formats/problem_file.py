"""Exchange problems: one JSON document with sides, rounds, people, rules and objectives.

The form is that of the public exchange cases (schema "exchange-oracle/1"); the problem may stand alone or under the key
`problem`. A file is read whole or refused with one sentence: what a rule asks must be known before anybody is told who
goes home. Only what changes no answer is passed over, with a `Problem`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from homeward.errors import InvalidCase, Problem
from homeward.exchange.planning.exchange import (
    MEASURES,
    STATUSES,
    Exchange,
    Number,
    Objective,
    Person,
    Wishes,
    is_releasable,
    matches,
)
from homeward.exchange.planning.judge import holdings
from homeward.exchange.planning.lottery import opens
from homeward.exchange.planning.rule import (
    AllForAll,
    Apart,
    Capacity,
    Keep,
    OnlyIf,
    Order,
    Parity,
    Quota,
    Rule,
    Scope,
    Together,
    Veto,
    Where,
    tell_where,
)
from homeward.formats.case import Reader, load_json

MOST_PEOPLE, MOST_ROUNDS, MOST_RULES = 100_000, 400, 20_000
_LARGEST = 10**12  # sums stay exact in double precision
_SIDES = 2
_LONGEST_SIDE = 100  # letters of a name, which stands in many sentences


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """A problem as read, and what was passed over."""

    id: str
    exchange: Exchange
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """What names in rules may refer to."""

    sides: tuple[str, str]
    n_rounds: int
    people: Mapping[str, Person]
    categories: Collection[str]
    groups: Collection[str]
    problems: list[Problem]


def read_exchange(data: bytes) -> ExchangeFile:
    """Read one exchange problem.

    raises    InvalidCase with what is wrong and where
    """
    file = Reader(load_json(data), "file")
    item = Reader(file.get("problem"), "problem") if file.has("problem") else Reader(file.value, "problem")
    sides = _sides(item)
    days = _days(item)
    people = _people(item, sides, len(days))
    known = _Known(
        sides,
        len(days),
        {person.id: person for person in people},
        {category for person in people for category in person.categories},
        {person.group for person in people if person.group is not None},
        [],
    )
    rules = _rules(item, known)
    objectives = tuple(_objective(one, known) for one in _items(item, "objectives"))
    horizon = _number(item, "horizon", days[-1] + 1)
    if horizon < days[-1]:
        raise InvalidCase(f"problem: horizon {horizon} lies before the last round, day {days[-1]}")
    wishes = _wishes(item, known)
    exchange = Exchange(sides, days, horizon, people, rules, objectives, wishes, _seeds(item, sides))
    problems = (*known.problems, *_oddities(exchange))
    return ExchangeFile(file.text("id", "") or item.text("id", ""), exchange, problems)


# ── parts ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _items(item: Reader, key: str) -> list[Reader]:
    return item.items(key) if item.has(key) else []


def _object(item: Reader, key: str) -> Reader:
    """Give an object, an empty one where nothing is said; an empty text or list is no object."""
    return Reader(item.get(key) if item.has(key) else {}, f"{item.where}: {key}")


def _number(item: Reader, key: str, default: Number | None = None) -> Number:
    if not item.has(key) and default is not None:
        return default
    return _exact(item.get(key), f"{item.where}: {key}")


def _exact(value: object, where: str) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidCase(f"{where} must be a number, found {str(value)[:40]!r}")
    if not abs(value) <= _LARGEST:
        told = f"{value:.3g}" if isinstance(value, float) else f"{str(value)[:12]}..., {len(str(value))} digits"
        raise InvalidCase(f"{where} is {told}; numbers up to {_LARGEST:.0e} are read")
    if isinstance(value, int):
        return value
    exact = Fraction(str(value))
    if exact.denominator > 10**6:
        raise InvalidCase(f"{where} is {value}; at most six decimals are read")
    return exact.numerator if exact.denominator == 1 else exact


def _at_least_zero(item: Reader, key: str, default: Number | None = None) -> Number:
    number = _number(item, key, default)
    if number < 0:
        raise InvalidCase(f"{item.where}: {key} is {number}, below 0")
    return number


def _whole(item: Reader, key: str, most: int) -> int:
    number = _number(item, key)
    if not isinstance(number, int) or not 1 <= number <= most:
        raise InvalidCase(f"{item.where}: {key} is {number}; rounds are numbered 1 to {most}")
    return number


def _texts(item: Reader, key: str) -> list[str]:
    values = item.array(key)
    for value in values:
        if not isinstance(value, str):
            raise InvalidCase(f"{item.where}: {key} must hold texts, found {str(value)[:40]!r}")
    return [str(value) for value in values]


def _sides(item: Reader) -> tuple[str, str]:
    sides = _texts(item, "sides")
    if len(sides) != _SIDES or sides[0] == sides[1] or not all(sides):
        raise InvalidCase(f"problem: sides must be two different names, found {str(sides)[:80]}")
    if max(map(len, sides)) > _LONGEST_SIDE:
        raise InvalidCase(
            f"problem: a side's name has {max(map(len, sides))} letters; at most {_LONGEST_SIDE} are read"
        )
    return sides[0], sides[1]


def _days(item: Reader) -> tuple[Number, ...]:
    days = [_exact(value, "problem: rounds") for value in item.array("rounds")]
    if not days:
        raise InvalidCase("problem: rounds is empty; give the day of at least one round")
    if len(days) > MOST_ROUNDS:
        raise InvalidCase(f"problem: {len(days):,} rounds; at most {MOST_ROUNDS} are planned at once")
    if any(later <= day for day, later in pairwise(days)):
        raise InvalidCase(f"problem: the days of the rounds must ascend, found {[float(day) for day in days][:12]}")
    return tuple(days)


def _people(item: Reader, sides: tuple[str, str], n_rounds: int) -> tuple[Person, ...]:
    rows = item.array("people")
    if len(rows) > MOST_PEOPLE:
        raise InvalidCase(f"problem: {len(rows):,} people; at most {MOST_PEOPLE:,} are planned at once")
    people = tuple(_person(Reader(row, f"people {n}"), sides, n_rounds) for n, row in enumerate(rows, start=1))
    seen: set[str] = set()
    for person in people:
        if person.id in seen:
            raise InvalidCase(f"people: {person.id[:60]!r} stands twice")
        seen.add(person.id)
    return people


def _person(item: Reader, sides: tuple[str, str], n_rounds: int) -> Person:
    identity = item.text("id")
    if not identity:
        raise InvalidCase(f"{item.where}: id is empty")
    item = Reader(item.value, f"people: {identity[:60]!r}")
    home, status = item.text("home"), item.text("status", "held")
    if home not in sides:
        raise InvalidCase(f"{item.where}: home {home[:40]!r} is neither {sides[0]!r} nor {sides[1]!r}")
    if status not in STATUSES:
        raise InvalidCase(f"{item.where}: status {status[:40]!r} is not one of {', '.join(STATUSES)}")
    needs = _object(item, "needs")
    if "seat" in needs.value:
        raise InvalidCase(f"{item.where}: everybody needs one seat; it is not listed under needs")
    return Person(
        identity,
        home,
        _at_least_zero(item, "held_days", 0),
        frozenset(_texts(item, "categories") if item.has("categories") else ()),
        tuple(sorted((name, _at_least_zero(needs, name)) for name in needs.value)),
        item.text("group") if item.has("group") else None,
        _at_least_zero(item, "weight", 1),
        _number(item, "value", 0),
        _whole(item, "earliest", n_rounds) if item.has("earliest") else 1,
        _whole(item, "latest", n_rounds) if item.has("latest") else None,
        status,
    )


def _where(item: Reader, key: str, known: _Known) -> Where:
    if not item.has(key):
        return Where()
    own = Reader(item.get(key), f"{item.where}: {key}")
    odd = sorted(own.value.keys() - {"home", "category", "group", "ids"})
    if odd:
        raise InvalidCase(f"{own.where}: {odd[0][:40]!r} is none of home, category, group, ids")
    home, category, group = (own.text(name) if own.has(name) else None for name in ("home", "category", "group"))
    if home is not None and home not in known.sides:
        raise InvalidCase(f"{own.where}: home {home[:40]!r} is neither {known.sides[0]!r} nor {known.sides[1]!r}")
    for name, value, values in (("category", category, known.categories), ("group", group, known.groups)):
        if value is not None and value not in values:
            known.problems.append(
                Problem(own.where, f"nobody has the {name} {value[:40]!r}", "the rule; it matches nobody")
            )
    return Where(home, category, group, _ids(own, known) if own.has("ids") else None)


def _ids(item: Reader, known: _Known, least: int = 1) -> frozenset[str]:
    ids = _texts(item, "ids")
    for identity in ids:
        if identity not in known.people:
            raise InvalidCase(f"{item.where}: ids names {identity[:60]!r}, who is not among the people")
    if len(set(ids)) < len(ids):
        known.problems.append(Problem(item.where, "ids names somebody twice", "each person once"))
    if len(set(ids)) < least:
        raise InvalidCase(f"{item.where}: ids names {len(set(ids))} people; at least {least} are needed")
    return frozenset(ids)


def _scope(item: Reader, default: Scope, known: _Known) -> Scope:
    value = item.value.get("scope", default)
    if value in ("each", "running", "all"):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= known.n_rounds:
        return value
    raise InvalidCase(
        f"{item.where}: scope {str(value)[:40]!r} is none of each, running, all, or a round 1 to {known.n_rounds}"
    )


def _plan(item: Reader, known: _Known) -> tuple[tuple[str, int], ...]:
    own = Reader(item.get("plan"), f"{item.where}: plan")
    for identity in own.value:
        if identity not in known.people:
            raise InvalidCase(f"{own.where} names {identity[:60]!r}, who is not among the people")
    return tuple(sorted((identity, _whole(own, identity, known.n_rounds)) for identity in own.value))


# ── rules and objectives ──────────────────────────────────────────────────────────────────────────────────────────────


def _rules(item: Reader, known: _Known) -> tuple[Rule, ...]:
    rows = _items(item, "rules")
    if len(rows) > MOST_RULES:
        raise InvalidCase(f"problem: {len(rows):,} rules; at most {MOST_RULES:,} are read")
    rules = tuple(_rule(row, known) for row in rows)
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise InvalidCase(f"rules: {rule.id[:60]!r} stands twice; each rule needs an id of its own")
        seen.add(rule.id)
    return rules


def _rule(item: Reader, known: _Known) -> Rule:
    identity, kind = item.text("id"), item.text("kind")
    if kind not in _READERS:
        raise InvalidCase(f"{item.where}: kind {kind[:40]!r} is not known; known are {', '.join(_READERS)}")
    return _READERS[kind](Reader(item.value, f"rule {identity[:60]!r}"), identity, known)


def _veto(item: Reader, identity: str, known: _Known) -> Rule:
    return Veto(identity, _ids(item, known), item.text("by") if item.has("by") else None)


def _together(item: Reader, identity: str, known: _Known) -> Rule:
    return Together(identity, _ids(item, known, 2))


def _apart(item: Reader, identity: str, known: _Known) -> Rule:
    scope = item.text("scope", "round")
    if scope not in ("round", "plan"):
        raise InvalidCase(f"{item.where}: scope {scope[:40]!r} is neither round nor plan")
    return Apart(identity, _ids(item, known, 2), scope == "plan")


def _only_if(item: Reader, identity: str, known: _Known) -> Rule:
    ids = _texts(item, "ids")
    if len(_ids(item, known, 2)) != 2 or len(ids) != 2:
        raise InvalidCase(f"{item.where}: only_if needs two ids, found {len(ids)}")
    return OnlyIf(identity, ids[0], ids[1])


def _order(item: Reader, identity: str, known: _Known) -> Rule:
    for key in ("first", "then"):
        item.get(key)  # to be said, if only as {}: an order that speaks of everybody is seldom meant
    return Order(identity, _where(item, "first", known), _where(item, "then", known))


def _all_for_all(item: Reader, identity: str, known: _Known) -> Rule:
    return AllForAll(identity, _where(item, "where", known))


def _keep(item: Reader, identity: str, known: _Known) -> Rule:
    return Keep(identity, _plan(item, known))


def _capacity(item: Reader, identity: str, known: _Known) -> Rule:
    most, scope = _at_least_zero(item, "max"), _scope(item, "each", known)
    return Capacity(identity, item.text("resource"), most, scope, _where(item, "where", known))


def _quota(item: Reader, identity: str, known: _Known) -> Rule:
    least, most = (_at_least_zero(item, key) if item.has(key) else None for key in ("min", "max"))
    if least is None and most is None:
        raise InvalidCase(f"{item.where}: a quota needs min or max")
    if least is not None and most is not None and least > most:
        raise InvalidCase(f"{item.where}: min {least} is above max {most}")
    return Quota(identity, least, most, _scope(item, "each", known), _where(item, "where", known))


def _parity(item: Reader, identity: str, known: _Known) -> Rule:
    measure = item.text("measure", "count")
    if measure not in ("count", "weight", "pace"):
        raise InvalidCase(f"{item.where}: measure {measure[:40]!r} is none of count, weight, pace")
    tolerance, scope = _at_least_zero(item, "tolerance", 0), _scope(item, "all", known)
    return Parity(identity, measure, tolerance, scope, _ratio(item), _where(item, "where", known))  # type: ignore[arg-type]


_READERS: Mapping[str, Callable[[Reader, str, _Known], Rule]] = {
    "veto": _veto,
    "together": _together,
    "apart": _apart,
    "only_if": _only_if,
    "order": _order,
    "capacity": _capacity,
    "quota": _quota,
    "parity": _parity,
    "all_for_all": _all_for_all,
    "keep": _keep,
}


def _ratio(item: Reader) -> tuple[Number, Number]:
    if not item.has("ratio"):
        return 1, 1
    ratio = [_exact(value, f"{item.where}: ratio") for value in item.array("ratio")]
    if len(ratio) != 2 or min(ratio) <= 0:
        raise InvalidCase(f"{item.where}: ratio must be two numbers above 0, such as [1, 3]")
    return ratio[0], ratio[1]


_USUAL = {"wait": "min", "longest_waits": "min"}


def _objective(item: Reader, known: _Known) -> Objective:
    measure = item.text("measure")
    if measure not in MEASURES:
        raise InvalidCase(f"{item.where}: measure {measure[:40]!r} is not one of {', '.join(MEASURES)}")
    sense = item.text("sense", _USUAL.get(measure, "max"))
    if sense not in ("max", "min"):
        raise InvalidCase(f"{item.where}: sense {sense[:40]!r} is neither max nor min")
    fair = {"share_by_group": "max", "longest_waits": "min"}.get(measure, sense)
    if sense != fair:
        raise InvalidCase(f"{item.where}: {measure} can only be made {fair}: the worst off come first")
    plan = _plan(item, known) if measure == "kept" else ()
    return Objective(measure, sense == "max", _where(item, "where", known), plan)  # type: ignore[arg-type]


# ── bargaining and lottery ────────────────────────────────────────────────────────────────────────────────────────────


def _wishes(item: Reader, known: _Known) -> Wishes | None:
    if item.has("wishes"):
        if item.has("utilities"):
            raise InvalidCase("problem: wishes and utilities exclude each other; give one of them")
        return _wish_lists(_object(item, "wishes"), known)
    if not item.has("utilities"):
        return None
    own = _object(item, "utilities")
    tables = {name: tuple(_table(own, side, name, known) for side in known.sides) for name in ("gain", "loss")}
    least = _object(item, "disagreement")
    first, second = (_number(least, side, 0) for side in known.sides)
    return Wishes(tables["gain"], tables["loss"], (first, second))  # type: ignore[arg-type]


def _wish_lists(item: Reader, known: _Known) -> Wishes:
    """Read whom each side wants home: every wish counts as one person, nobody has a price."""
    tables: list[dict[str, Number]] = []
    for side in known.sides:
        ids = _texts(item, side) if item.has(side) else []
        for identity in ids:
            if identity not in known.people or known.people[identity].home != side:
                raise InvalidCase(f"{item.where}: {side} names {identity[:60]!r}, who does not go home to {side}")
        tables.append(dict.fromkeys(ids, 1))
    return Wishes((tables[0], tables[1]), ({}, {}), (0, 0))


def _table(item: Reader, side: str, name: str, known: _Known) -> dict[str, Number]:
    own = _object(_object(item, side), name)
    for identity in own.value:
        if identity not in known.people:
            raise InvalidCase(f"{own.where} names {identity[:60]!r}, who is not among the people")
    return {identity: _number(own, identity) for identity in own.value}


def _seeds(item: Reader, sides: Sequence[str]) -> dict[str, str]:
    own = _object(item, "lottery")
    seeds, commitments = _object(own, "seeds"), _object(own, "commitments")
    for side in (*seeds.value, *commitments.value):
        if side not in sides:
            raise InvalidCase(f"{own.where}: {side[:40]!r} is neither {sides[0]!r} nor {sides[1]!r}")
    found = {side: seeds.text(side) for side in sides if seeds.has(side)}
    for side, seed in found.items():
        if commitments.has(side) and not opens(commitments.text(side), side, seed):
            raise InvalidCase(f"{own.where}: the seed of {side} is not the one it committed to")
    if len(found) == 1:
        raise InvalidCase(f"{own.where}: only {next(iter(found))} has told its seed; a draw needs both")
    return found


# ── what changes no answer ────────────────────────────────────────────────────────────────────────────────────────────


def _oddities(exchange: Exchange) -> Iterator[Problem]:
    for rule in exchange.rules:
        if isinstance(rule, Parity) and rule.measure == "pace" and 0 in holdings(exchange, rule.where):
            says = f"one side has no releasable {tell_where(rule.where)}, so it has no share to compare"
            yield Problem(f"rule {rule.id!r}", says, "the rule; it asks nothing")
    yield from _shut_out(exchange)
    for number, objective in enumerate(exchange.objectives, start=1):
        n = _n_without_group(exchange, objective) if objective.measure == "share_by_group" else 0
        if n:
            yield Problem(f"objective {number}", f"{n} people are of no group", "the objective, without them")


def _shut_out(exchange: Exchange) -> Iterator[Problem]:
    for person in exchange.people:
        if (person.latest or exchange.n_rounds) < person.earliest:
            says = f"latest round {person.latest} lies before the earliest, {person.earliest}"
            yield Problem(f"people: {person.id!r}", says, "the person, who cannot travel")


def _n_without_group(exchange: Exchange, objective: Objective) -> int:
    return sum(p.group is None and is_releasable(p) and matches(p, objective.where) for p in exchange.people)
