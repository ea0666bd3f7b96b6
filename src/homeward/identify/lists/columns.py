"""Two lists as columns of numbers: every text read once, equal meanings with equal codes on both lists.

Whatever is compared a million times later is an integer here. -1 (0 in dates) means that nothing is known.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.dates import DateColumn
from homeward.evidence.places import PlaceColumn
from homeward.identify.lists.name_keys import (
    Coder,
    Reading,
    Tokens,
    add_near,
    is_initial,
    make_tokens,
    read_fathers,
    read_names,
)
from homeward.identify.lists.traits import Codes, Traits, TraitWords, read_traits
from homeward.records.dates import PartialDate, date_in_number, read_date
from homeward.records.gazetteer.coordinates import Point
from homeward.records.names.given import father_candidates
from homeward.records.person import Person
from homeward.records.places import read_place
from homeward.records.service import read_category, read_number, read_rank, read_sex, read_unit

Ints = NDArray[np.int32]
Value = TypeVar("Value")
ReadMany = Callable[[Sequence[str]], Sequence[tuple[Reading, ...]]]
Spread = Callable[[ReadMany, Iterable[Sequence[str]]], Iterable[Sequence[tuple[Reading, ...]]]]
PAPERS = ("service_number", "document_number")
_CHUNK = 4000  # tokens read at a time


@dataclass(frozen=True, eq=False)
class Words:
    """What the codes of both lists stand for."""

    family: Tokens  # of family and of given names as written, read as family names: columns are sometimes swapped
    given: Tokens  # the same tokens, read as given names
    father: Tokens
    settlements: NDArray[np.object_]
    points: NDArray[np.float64]  # latitude and longitude in degrees of the places known to lie somewhere
    units: NDArray[np.object_]
    numbers: NDArray[np.object_]
    traits: TraitWords


@dataclass(frozen=True, eq=False)
class Columns:
    """One list as numbers, one entry a record."""

    family: Ints  # token in Words.family
    given: Ints  # token in Words.given
    patronymic: Ints  # token in Words.father
    born: DateColumn  # as written
    born_by_number: DateColumn  # completed by the number where the record itself says less
    birth_place: PlaceColumn
    seen_place: PlaceColumn
    seen_day: Ints
    rank: Ints
    unit: Ints
    category: Ints
    sex: Ints
    number: Ints
    traits: Traits  # with residence (settlement, as written, region, where) and the numbers of other papers

    def __len__(self) -> int:
        return len(self.family)


@dataclass(frozen=True, eq=False)
class _PlaceCodes:
    """Numbers for settlements, regions and points, shared by both lists."""

    names: Codes[str]
    regions: Codes[str]
    points: Codes[Point]

    def give(self, texts: Sequence[str | None]) -> PlaceColumn:
        """Number the places written."""
        read = [None if not text else read_place(text) for text in texts]
        at = self.points.give([None if place is None else place.at for place in read])
        return PlaceColumn(
            self.names.give([None if place is None else place.settlement for place in read]),
            self.names.give([None if place is None else place.written for place in read]),
            self.regions.give([None if place is None else place.region for place in read]),
            at if (at >= 0).any() else at[:0],
        )

    def where(self) -> NDArray[np.float64]:
        """Give latitude and longitude of every point in the order of their numbers."""
        return np.array([(at.latitude, at.longitude) for at in self.points.by_value], dtype=np.float64).reshape(-1, 2)


def make_columns(
    found: Sequence[Person], sought: Sequence[Person], spread: Spread = map
) -> tuple[Columns, Columns, Words]:
    """Read every text of both lists into numbers.

    spread    does the reading of names, chunk by chunk: `map`, or the map of several processes
    """
    names, fathers, units, kinds, sexes, numbers = (Codes[str]() for _ in range(6))
    places = _PlaceCodes(Codes(), Codes(), Codes())
    *traits, trait_words = read_traits(found, sought)
    papers = _papers_told(found, sought)
    columns = []
    for people, told in zip((found, sought), traits, strict=True):
        family = names.give([_plain(person.family_name) for person in people])
        parts = [_split_given(_plain(person.given_name), _plain(person.patronymic)) for person in people]
        given = names.give([part[0] for part in parts])
        patronymic = fathers.give([part[1] for part in parts])
        number_texts = [_read(person.id_number, read_number) for person in people]
        born = [_read(person.birth_date, read_date) for person in people]
        seen = [_read(person.last_seen_date, read_date) for person in people]
        columns.append(
            Columns(
                family=family,
                given=given,
                patronymic=patronymic,
                born=_dates(born),
                born_by_number=_dates([_complete(*pair) for pair in zip(born, number_texts, strict=True)]),
                birth_place=places.give([person.birth_place for person in people]),
                seen_place=places.give([person.last_seen_place for person in people]),
                seen_day=np.array([0 if day is None else day.day_number or 0 for day in seen], dtype=np.int32),
                rank=np.array([_or_none(_read(person.rank, read_rank)) for person in people], dtype=np.int32),
                unit=units.give([_read(person.unit, read_unit) for person in people]),
                category=kinds.give([_read(person.category, read_category) for person in people]),
                sex=sexes.give([_read(person.sex, read_sex) for person in people]),
                number=numbers.give(number_texts),
                traits=Traits(told | _read_papers(people, papers, numbers, places)),
            )
        )
    words = _read_words(list(names.by_value), list(fathers.by_value), spread)
    return (
        columns[0],
        columns[1],
        replace(
            words,
            settlements=places.names.words(),
            points=places.where(),
            units=units.words(),
            numbers=numbers.words(),
            traits=trait_words,
        ),
    )


def _papers_told(found: Sequence[Person], sought: Sequence[Person]) -> tuple[str, ...]:
    """Name the numbers that one list gives, which may stand elsewhere on the other, and residence if both give it."""
    numbers = [kind for kind in PAPERS if any(getattr(person, kind) for people in (found, sought) for person in people)]
    has_homes = all(any(person.residence for person in people) for people in (found, sought))
    return (*numbers, "residence") if has_homes else tuple(numbers)


def _read_papers(
    people: Sequence[Person], kinds: Sequence[str], numbers: Codes[str], places: "_PlaceCodes"
) -> dict[str, Ints]:
    told = {
        kind: numbers.give([_read(getattr(person, kind), read_number) for person in people])
        for kind in kinds
        if kind in PAPERS
    }
    if "residence" in kinds:
        home = places.give([person.residence for person in people])
        at = home.at if len(home.at) else np.full(len(people), -1, dtype=np.int32)
        told["residence"] = np.stack([home.settlement, home.written, home.region, at], axis=1)
    return told


def _read_words(names: Sequence[str], fathers: Sequence[str], spread: Spread) -> Words:
    def read(tokens: Sequence[str], how: ReadMany) -> list[tuple[Reading, ...]]:
        chunks = [tokens[start : start + _CHUNK] for start in range(0, len(tokens), _CHUNK)]
        return [readings for part in spread(how, chunks) for readings in part]

    both, coder, nothing = read(names, read_names), Coder(), np.zeros(0, dtype=np.object_)
    return Words(
        make_tokens([readings[0] for readings in both], Coder()),
        make_tokens(add_near([readings[1] for readings in both], "given"), coder),
        make_tokens(add_near([readings[0] for readings in read(fathers, read_fathers)], "patronymic"), coder),
        nothing,
        np.zeros((0, 2)),
        nothing,
        nothing,
        TraitWords.empty(),
    )


def _plain(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _split_given(given: str | None, patronymic: str | None) -> tuple[str | None, str | None]:
    """Part a patronymic or a second initial from a given name with which it shares a cell."""
    if given is None or patronymic is not None or not ("." in given or " " in given):
        return given, patronymic
    words = given.replace(".", ". ").split()
    if len(words) == 2 and (is_initial(words[1]) or father_candidates(words[1])):
        return words[0], words[1]
    return given, patronymic


def _read(text: str | None, read: Callable[[str], Value | None]) -> Value | None:
    return read(text) if text else None


def _or_none(value: int | None) -> int:
    return -1 if value is None else value


def _dates(dates: Sequence[PartialDate | None]) -> DateColumn:
    table = np.array([_parts(date) for date in dates], dtype=np.int32).reshape(-1, 4)
    year, month, day, rough = (np.ascontiguousarray(table[:, place]) for place in range(4))
    return DateColumn(year, month, day, rough > 0)


def _parts(date: PartialDate | None) -> tuple[int, int, int, int]:
    if date is None:
        return 0, 0, 0, 0
    return (date.year, 0, 0, 1) if date.is_approximate else (date.year, date.month or 0, date.day or 0, 0)


def _complete(written: PartialDate | None, number: str | None) -> PartialDate | None:
    """Take the birth date from the number where the record does not give it whole, and does not contradict it."""
    if (written is not None and written.is_full) or number is None:
        return written
    hidden = date_in_number(number)
    if hidden is None or (written is not None and hidden.year != written.year):
        return written
    return hidden


def take(columns: Columns, rows: NDArray[np.int64]) -> Columns:
    """Give the columns of some records, in the order asked."""
    return Columns(
        family=columns.family[rows],
        given=columns.given[rows],
        patronymic=columns.patronymic[rows],
        born=columns.born.take(rows),
        born_by_number=columns.born_by_number.take(rows),
        birth_place=columns.birth_place.take(rows),
        seen_place=columns.seen_place.take(rows),
        seen_day=columns.seen_day[rows],
        rank=columns.rank[rows],
        unit=columns.unit[rows],
        category=columns.category[rows],
        sex=columns.sex[rows],
        number=columns.number[rows],
        traits=columns.traits.take(rows),
    )
