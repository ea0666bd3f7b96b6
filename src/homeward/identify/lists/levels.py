"""On which level does every kind of evidence agree, for many pairs at once?

Levels are small integers, one column a kind; beside them stands what the value itself adds, the rarer the more. Names
are compared once for each distinct pair of tokens, whatever the number of pairs of people.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.background import BACKGROUNDS, value_shares
from homeward.evidence.body import AgeLevel, HeightLevel, compare_ages
from homeward.evidence.dates import DateColumn, compare_birth_dates, compare_seen_dates
from homeward.evidence.kinds import KIND_NUMBER, KINDS, NameLevel, OrderLevel, PlaceLevel, SignLevel
from homeward.evidence.places import PlaceColumn, compare_places, compare_ranks, compare_signs, measure_distances
from homeward.identify.lists.columns import PAPERS, Columns, Words, take
from homeward.identify.lists.name_keys import Tokens
from homeward.identify.lists.name_levels import compare_tokens, distinct_pairs, shared_key, slips
from homeward.identify.lists.traits import compare_trait, measure_traits, share_of_equal

Longs = NDArray[np.int64]
Levels = NDArray[np.int8]
Floats = NDArray[np.float32]
Put = Callable[[str, Levels, "NDArray[np.float64] | None"], None]
_CHUNK = 500_000  # pairs compared at a time


@dataclass(frozen=True, eq=False)
class Agreement:
    """What pairs agree on.

    levels    int8 (n_pairs, n_kinds), 0 where not known on one side
    rarity    float32 (n_pairs, n_kinds): log10 that the value adds to the weight of its level
    lineal    int8 (n_pairs,): 1 where one's given name is the other's father's name, 2 where it is not, 0 unknown
    """

    levels: Levels
    rarity: Floats
    lineal: Levels

    def __len__(self) -> int:
        return len(self.levels)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> "Agreement":
        """Give some of the pairs."""
        return Agreement(self.levels[rows], self.rarity[rows], self.lineal[rows])


@dataclass(frozen=True, eq=False)
class Shares:
    """What the values of each kind add to a weight, by their codes."""

    family: NDArray[np.float64]
    given: NDArray[np.float64]
    father: NDArray[np.float64]
    born: NDArray[np.float64]
    birth_place: NDArray[np.float64]
    seen_place: NDArray[np.float64]
    rank: NDArray[np.float64]
    unit: NDArray[np.float64]
    traits: dict[str, NDArray[np.float64]]


def measure_shares(found: Columns, sought: Columns, words: Words, n_same: float) -> Shares:
    """Count all values on both lists."""

    def codes(kind: str, mine: NDArray[np.int32], yours: NDArray[np.int32]) -> NDArray[np.float64]:
        found_values, sought_values = (side[side >= 0].astype(np.int64) for side in (mine, yours))
        return value_shares(found_values, sought_values, BACKGROUNDS[kind], n_same)

    def names(kind: str, tokens: Tokens, attribute: str) -> NDArray[np.float64]:
        mine, yours = (
            tokens.forms[part[part >= 0]] for part in (getattr(found, attribute), getattr(sought, attribute))
        )
        return codes(kind, mine, yours)

    return Shares(
        names("family_name", words.family, "family"),
        names("given_name", words.given, "given"),
        names("patronymic", words.father, "patronymic"),
        codes("birth_date", day_code(found.born), day_code(sought.born)),
        codes("birth_place", found.birth_place.settlement, sought.birth_place.settlement),
        codes("last_seen_place", found.seen_place.settlement, sought.seen_place.settlement),
        codes("rank", found.rank, sought.rank),
        codes("unit", found.unit, sought.unit),
        measure_traits(found.traits, sought.traits, words.traits, n_same),
    )


def day_code(born: DateColumn) -> NDArray[np.int32]:
    """Number full dates; -1 where a date is partial."""
    return np.where(born.day > 0, (born.year - 1800) * 384 + born.month * 32 + born.day, -1).astype(np.int32)


def compare_pairs(lists: tuple[Columns, Columns, Words], shares: Shares, rows: tuple[Longs, Longs]) -> Agreement:
    """Compare many pairs on every kind.

    lists    found and sought columns, and the words they share
    rows     int64 (n_pairs,) each: the found and the sought record of every pair
    """
    found, sought, words = lists
    parts = [
        _compare(
            take(found, rows[0][start : start + _CHUNK]), take(sought, rows[1][start : start + _CHUNK]), words, shares
        )
        for start in range(0, max(len(rows[0]), 1), _CHUNK)
    ]
    return join_parts(parts)


def join_parts(parts: Sequence[Agreement]) -> Agreement:
    """Put agreements of several sets of pairs one after the other."""
    return Agreement(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("levels", "rarity", "lineal")))


def _compare(found: Columns, sought: Columns, words: Words, shares: Shares) -> Agreement:
    levels = np.zeros((len(found), len(KINDS)), dtype=np.int8)
    rarity = np.zeros((len(found), len(KINDS)), dtype=np.float32)

    def put(kind: str, level: Levels, share: NDArray[np.float64] | None = None) -> None:
        levels[:, KIND_NUMBER[kind]] = level
        if share is not None:
            rarity[:, KIND_NUMBER[kind]] = share

    _put_names(found, sought, words, shares, put)
    put("birth_date", *_births(found, sought, shares.born))
    for kind, mine, yours, share in (
        ("birth_place", found.birth_place, sought.birth_place, shares.birth_place),
        ("last_seen_place", found.seen_place, sought.seen_place, shares.seen_place),
    ):
        put(kind, *_places(mine, yours, words, share))
    put("last_seen_date", compare_seen_dates(found.seen_day, sought.seen_day))
    put("rank", compare_ranks(found.rank, sought.rank), share_of_equal(found.rank, sought.rank, shares.rank))
    units = slips(found.unit, sought.unit, words.units)
    put("unit", compare_signs(found.unit, sought.unit, units), share_of_equal(found.unit, sought.unit, shares.unit))
    put("category", compare_signs(found.category, sought.category))
    put("sex", compare_signs(found.sex, sought.sex))
    numbers = slips(found.number, sought.number, words.numbers)
    put("id_number", compare_signs(found.number, sought.number, numbers))
    if found.traits.by_kind:
        _put_traits((found, sought), words, shares, put)
        _tell_once(levels, found, sought)
    return Agreement(levels, rarity, _lineal(found, sought, words))


def _put_names(found: Columns, sought: Columns, words: Words, shares: Shares, put: Put) -> None:
    """Compare family and given names as written; where neither fits, as if one list had swapped its two columns."""
    family, family_share = compare_tokens(words.family, found.family, sought.family, shares.family)
    given, given_share = compare_tokens(words.given, found.given, sought.given, shares.given)
    order = np.where(_is_alike(family) & _is_alike(given), OrderLevel.SAME, OrderLevel.MISSING).astype(np.int8)
    odd = np.nonzero((family >= NameLevel.NEAR) & (given >= NameLevel.NEAR))[0]
    best = np.full(len(odd), np.iinfo(np.int64).max)
    # Which list swapped them is not said; the reading in which both parts agree better is meant.
    for mine, other, yours, counter in (
        (found.given[odd], found.family[odd], sought.family[odd], sought.given[odd]),
        (found.family[odd], found.given[odd], sought.given[odd], sought.family[odd]),
    ):
        level, share = compare_tokens(words.family, mine, yours, shares.family)
        first, first_share = compare_tokens(words.given, other, counter, shares.given)
        distance = (level.astype(np.int64) + first) * len(NameLevel) + level
        fits = _is_alike(level) & _is_alike(first) & (distance < best)
        best[fits] = distance[fits]
        rows = odd[fits]
        family[rows], family_share[rows] = level[fits], share[fits]
        given[rows], given_share[rows] = first[fits], first_share[fits]
        order[rows] = OrderLevel.SWAPPED
    put("family_name", family, family_share)
    put("given_name", given, given_share)
    put("name_order", order, None)
    put("patronymic", *compare_tokens(words.father, found.patronymic, sought.patronymic, shares.father))


def _is_alike(level: Levels) -> NDArray[np.bool_]:
    return (level > 0) & (level <= NameLevel.SLIP)


def _put_traits(pair: tuple[Columns, Columns], words: Words, shares: Shares, put: Put) -> None:
    found, sought = pair
    for kind, mine in found.traits.by_kind.items():
        yours, share = sought.traits.by_kind[kind], shares.traits.get(kind)
        if kind == "age":
            put(kind, compare_ages(mine, yours, found.born, sought.born), None)
        elif kind in PAPERS:
            put(kind, compare_signs(mine, yours, slips(mine, yours, words.numbers)), None)
        elif kind == "residence":
            put(kind, *_places(*_homes(found, sought), words, shares.traits[kind]))
        else:
            put(kind, *compare_trait(kind, (mine, yours), words.traits, share))


def _tell_once(levels: Levels, found: Columns, sought: Columns) -> None:
    """Silence what another kind has said already, and hear numbers that stand in each other's columns."""
    by_kind = found.traits.by_kind
    if "height" in by_kind:  # that women are smaller than men is what the sexes have said
        levels[levels[:, KIND_NUMBER["sex"]] == SignLevel.OTHER, KIND_NUMBER["height"]] = HeightLevel.MISSING
    if "age" in by_kind:
        levels[levels[:, KIND_NUMBER["birth_date"]] > 0, KIND_NUMBER["age"]] = AgeLevel.MISSING
    if "residence" in by_kind:  # who lives where they were born says so once
        stayed = [
            (side.birth_place.settlement >= 0) & (side.birth_place.settlement == side.traits.by_kind["residence"][:, 0])
            for side in (found, sought)
        ]
        levels[stayed[0] & stayed[1], KIND_NUMBER["residence"]] = PlaceLevel.MISSING
    kinds = ("id_number", *(kind for kind in PAPERS if kind in by_kind))
    mine, yours = ([side.number, *(side.traits.by_kind[kind] for kind in kinds[1:])] for side in (found, sought))
    for first, second in combinations(range(len(kinds)), 2):
        crossed = _same(mine[first], yours[second]) | _same(mine[second], yours[first])
        one, other = KIND_NUMBER[kinds[first]], KIND_NUMBER[kinds[second]]
        levels[crossed & (levels[:, one] > SignLevel.SAME), one] = SignLevel.MISSING
        levels[crossed & (levels[:, one] != SignLevel.SAME), other] = SignLevel.SAME


def _same(found: NDArray[np.int32], sought: NDArray[np.int32]) -> NDArray[np.bool_]:
    same: NDArray[np.bool_] = (found == sought) & (found >= 0)
    return same


def _births(found: Columns, sought: Columns, share: NDArray[np.float64]) -> tuple[Levels, NDArray[np.float64]]:
    """Compare birth dates as written, and where only one has a number, with the date in it too; the better counts."""
    level = compare_birth_dates(found.born, sought.born)
    rarity = share_of_equal(day_code(found.born), day_code(sought.born), share)
    one_number = (found.number >= 0) ^ (sought.number >= 0)
    for mine, yours in ((found.born_by_number, sought.born), (found.born, sought.born_by_number)):
        other = compare_birth_dates(mine, yours)
        better = one_number & (other > 0) & ((level == 0) | (other < level))
        level = np.where(better, other, level)
        rarity = np.where(better, share_of_equal(day_code(mine), day_code(yours), share), rarity)
    return level, rarity


def _places(
    found: PlaceColumn, sought: PlaceColumn, words: Words, share: NDArray[np.float64]
) -> tuple[Levels, NDArray[np.float64]]:
    apart_km = measure_distances(found, sought, words.points)
    level = compare_places(found, sought, slips(found.settlement, sought.settlement, words.settlements), apart_km)
    valued = (level > 0) & (level <= PlaceLevel.RENAMED)
    return level, np.where(valued, share_of_equal(found.settlement, sought.settlement, share), 0.0)


def measure_apart(lists: tuple[Columns, Columns, Words], rows: tuple[Longs, Longs]) -> dict[str, NDArray[np.float64]]:
    """Measure how far apart the places of many pairs lie, by kind, in km; nan where that is not known."""
    found, sought, words = take(lists[0], rows[0]), take(lists[1], rows[1]), lists[2]
    places = {
        "birth_place": (found.birth_place, sought.birth_place),
        "last_seen_place": (found.seen_place, sought.seen_place),
    }
    if "residence" in found.traits.by_kind:
        places["residence"] = _homes(found, sought)
    apart = {kind: measure_distances(*pair, words.points) for kind, pair in places.items()}
    return {kind: km for kind, km in apart.items() if km is not None}


def _homes(found: Columns, sought: Columns) -> tuple[PlaceColumn, PlaceColumn]:
    mine, yours = (PlaceColumn(*side.traits.by_kind["residence"].T) for side in (found, sought))
    return mine, yours


def _lineal(found: Columns, sought: Columns, words: Words) -> Levels:
    """Is the given name of one the father's name of the other?"""
    lineal = np.zeros(len(found), dtype=np.int8)
    for child, father in ((found.patronymic, sought.given), (sought.patronymic, found.given)):
        one, two, known, place = distinct_pairs(child, father)
        fits = shared_key(words.father.forms[one], words.given.forms[two]) >= 0
        here = np.where(fits, 1, 2)[place]
        lineal[known] = np.where((lineal[known] == 1) | (here == 1), 1, here)
    return lineal
