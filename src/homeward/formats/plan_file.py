"""Files beside an exchange problem: a plan announced before, and the lists and strikes of a contest.

A plan is what `homeward plan --json` writes, or {"plan": {"N01": 1}}. Lists and strikes are {"lists": {"north": [...]},
"struck": {"south": [...]}}: whom each side wants home, the most wanted first, and whom each side strikes. Both are read
whole or refused with one sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from homeward.errors import InvalidCase
from homeward.exchange.planning.exchange import Exchange, Plan
from homeward.formats.case import Reader, load_json


def read_plan(data: bytes, exchange: Exchange) -> Plan:
    """Read a plan: person to round.

    raises    InvalidCase for names or rounds that the exchange does not have
    """
    item = Reader(Reader(load_json(data), "plan file").get("plan"), "plan file: plan")
    known = {person.id for person in exchange.people}
    for person, number in item.value.items():
        if person not in known:
            raise InvalidCase(f"{item.where} names {person[:60]!r}, who is not among the people")
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= exchange.n_rounds:
            says = f"{str(number)[:40]!r} is no round; rounds are numbered 1 to {exchange.n_rounds}"
            raise InvalidCase(f"{item.where}: {person[:60]!r}: {says}")
    return {person: int(str(number)) for person, number in sorted(item.value.items())}


@dataclass(frozen=True, slots=True)
class StrikeFile:
    """Lists and strikes as read; who may strike whom is checked by `exchange.repairing.strikes`."""

    lists: Mapping[str, tuple[str, ...]]
    struck: Mapping[str, tuple[str, ...]]


def read_strikes(data: bytes) -> StrikeFile:
    """Read lists and strikes, by side.

    raises    InvalidCase
    """
    file = Reader(load_json(data), "strike file")
    odd = sorted(file.value.keys() - {"lists", "struck"})
    if odd:
        raise InvalidCase(f"{file.where}: {odd[0][:40]!r} is neither lists nor struck")
    return StrikeFile(_by_side(file, "lists"), _by_side(file, "struck"))


def _by_side(file: Reader, key: str) -> dict[str, tuple[str, ...]]:
    if not file.has(key):
        return {}
    item, found = Reader(file.get(key), f"{file.where}: {key}"), {}
    for side in item.value:
        ids = item.array(side)
        for one in ids:
            if not isinstance(one, str):
                raise InvalidCase(f"{item.where}: {side[:40]!r} must hold texts, found {str(one)[:40]!r}")
        found[side] = tuple(map(str, ids))
    return found
