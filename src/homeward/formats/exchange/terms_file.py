"""Terms of a round: one JSON document with sides, days, categories, rules and objectives, and nobody's name.

It is an exchange problem (`problem_file`) without people, and with categories: each has a name, its ground, and a test
as data. People come from signed identifications, and `complete` writes them in.

    {"sides": ["North", "South"], "rounds": [0],
     "categories": [{"name": "severely wounded or sick", "standard": true},
                    {"name": "18 to 25", "ground": "agreement of 2 June, point 3", "test": {"aged": [18, 25]}}],
     "rules": [...], "objectives": [...]}

A test is one of {"aged": [least, most]}, {"held_days": n}, {"trait": name, "yes": [...], "no": [...]},
{"all": [...]} and {"any": [...]}; ages and days may bear "on", the agreed day.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from homeward.errors import InvalidCase, InvalidInput
from homeward.exchange.agreeing.category import Aged, AllOf, AnyOf, Category, Ground, HeldFor, Test, Trait
from homeward.exchange.agreeing.grounds import standard_categories
from homeward.formats.case import Reader, load_json
from homeward.formats.problem_file import read_exchange

_CHILD_BELOW, _LONG_DAYS = 18, 365
_OWN = ("categories", "child_below", "long_days")
_DEEPEST = 8  # tests inside tests
_ENDS = 2
_TESTS = ("aged", "held_days", "trait", "all", "any")


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """What a round is planned by, before anybody is in it."""

    sides: tuple[str, str]
    categories: tuple[Category, ...]
    problem: Mapping[str, object]  # of `problem_file`, without people


def read_terms(data: bytes) -> Terms:
    """Read the terms of a round.

    raises    InvalidCase with what is wrong and where
    """
    file = Reader(load_json(data), "terms")
    if file.has("people") or file.has("problem"):
        raise InvalidCase("terms: people come from signed identifications and are not named here")
    problem = {key: value for key, value in file.value.items() if key not in _OWN}
    bare = {**problem, "people": [], "rules": [], "objectives": []}  # rules may name people, who come later
    exchange = read_exchange(json.dumps(bare).encode()).exchange
    categories = _categories(file)
    return Terms(exchange.sides, categories, problem)


def complete(terms: Terms, people: Sequence[Mapping[str, object]]) -> bytes:
    """Write terms and people as an exchange problem; `read_exchange` checks what rules say of people."""
    return json.dumps({**terms.problem, "people": list(people)}, ensure_ascii=False, sort_keys=True).encode()


def _categories(file: Reader) -> tuple[Category, ...]:
    child_below = file.whole("child_below") if file.has("child_below") else _CHILD_BELOW
    long_days = file.whole("long_days") if file.has("long_days") else _LONG_DAYS
    standard = {one.name: one for one in standard_categories(child_below=child_below, long_days=long_days)}
    found = tuple(_category(one, standard) for one in (file.items("categories") if file.has("categories") else ()))
    names = [one.name for one in found]
    if len(set(names)) != len(names):
        raise InvalidCase("terms: two categories have one name")
    return found


def _category(item: Reader, standard: Mapping[str, Category]) -> Category:
    name = item.text("name")
    if item.flag("standard"):
        if name not in standard:
            raise InvalidCase(f"{item.where}: {name!r} is not one of {', '.join(standard)}")
        return standard[name]
    papers = (
        tuple(_texts(one, f"{item.where}: evidence") for one in item.array("evidence")) if item.has("evidence") else ()
    )
    ground = Ground(item.text("code", "AGR"), item.text("ground"))
    return Category(name, ground, _test(item.object("test"), 1), papers, item.flag("as_of_right"))


def _test(item: Reader, depth: int) -> Test:
    kinds = [kind for kind in _TESTS if item.has(kind)]
    if len(kinds) != 1 or depth > _DEEPEST:
        raise InvalidCase(f"{item.where}: a test is one of {', '.join(_TESTS)}, at most {_DEEPEST} inside each other")
    [kind] = kinds
    if kind == "aged":
        return _aged(item)
    if kind == "held_days":
        return HeldFor(item.whole("held_days"), _day(item))
    if kind == "trait":
        try:
            return Trait(item.text("trait"), frozenset(_words(item, "yes")), frozenset(_words(item, "no")))
        except InvalidInput as error:
            raise InvalidCase(f"{item.where}: {error}") from None
    tests = tuple(_test(one, depth + 1) for one in item.items(kind))
    if not tests:
        raise InvalidCase(f"{item.where}: {kind} of nothing")
    return AllOf(tests) if kind == "all" else AnyOf(tests)


def _aged(item: Reader) -> Aged:
    ends = item.array("aged")
    if len(ends) != _ENDS or not all(end is None or type(end) is int for end in ends):
        raise InvalidCase(f"{item.where}: aged is [least, most] in whole years, null for no end")
    known = [end for end in ends if isinstance(end, int)]
    if not known or known != sorted(known):
        raise InvalidCase(f"{item.where}: nobody is aged {ends[0]} to {ends[1]}")
    least, most = (end if isinstance(end, int) else None for end in ends)
    return Aged(least, most, _day(item))


def _day(item: Reader) -> date | None:
    if not item.has("on"):
        return None
    try:
        return date.fromisoformat(item.text("on"))
    except ValueError:
        raise InvalidCase(f"{item.where}: on is a day as 2026-06-02") from None


def _words(item: Reader, key: str) -> tuple[str, ...]:
    return _texts(item.get(key), f"{item.where}: {key}") if item.has(key) else ()


def _texts(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InvalidCase(f"{where} must be a list of texts")
    return tuple(value)
