"""Two lists of invented people with known truth, written by two parties, with the errors such lists have.

People live in households: brothers, twins, parents with children; some share a name with a stranger. The sought side
writes mostly Ukrainian, the found side mostly Russian or Latin letters; cells are empty, dates half known, days and
months exchanged, letters struck wrongly. Every family name and every place is made up from syllables.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidInput
from homeward.identify.trials.people_traits import Origin, Traits, draw_traits, exchange_papers, write_traits
from homeward.records.names.tables.men import MEN
from homeward.records.names.tables.patronymics import russian, ukrainian
from homeward.records.names.tables.women import WOMEN
from homeward.records.person import Person

_STARTS = (
    "Баг Вер Гол Дзум Жар Зал Кол Лоб Мар Нег Осн Пар Рид Сал Тар Уст Фир Хав Цвір Чап Шар Яв Бурк Горн Стеб Крив"
).split()
_MIDDLES = "а о у ал ен ин ор уш ач еб овк анд".split()
_ENDINGS = (  # Ukrainian man, woman; Russian man, woman
    ("енко", "енко", "енко", "енко"),
    ("чук", "чук", "чук", "чук"),
    ("юк", "юк", "юк", "юк"),
    ("ський", "ська", "ский", "ская"),
    ("ов", "ова", "ов", "ова"),
    ("ко", "ко", "ко", "ко"),
    ("ець", "ець", "ец", "ец"),
    ("ак", "ак", "ак", "ак"),
)
_PLACES = tuple(
    f"{start}{end}"
    for start in ("Білар", "Горід", "Заріч", "Лугов", "Новор", "Степ", "Тарн", "Ясен")
    for end in ("ка", "ське", "не", "івка", "град", "поль")
)
_RANKS = ("солдат", "старший солдат", "молодший сержант", "сержант", "старший сержант", "лейтенант", "капітан")
_RANKS_RU = ("рядовой", "ефрейтор", "младший сержант", "сержант", "старший сержант", "лейтенант", "капитан")
_CATEGORIES = ("military", "military", "military", "civilian")
_TO_RUSSIAN = str.maketrans({"і": "и", "ї": "и", "є": "е", "и": "ы", "ґ": "г", "І": "И", "Ї": "И", "Є": "Е", "'": "ъ"})
_LATIN = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёъыэ",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch  iu ia e  y e".split(" "),
        strict=True,
    )
)
_LATIN_RU = _LATIN | {"г": "g", "и": "i", "е": "e", "ю": "yu", "я": "ya", "й": "y"}
_KEYS = "йцукенгшщзхфывапролджэячсмитьбю"
_FIRST_DAY, _LAST_DAY = date(1944, 1, 1), date(2008, 12, 31)
_SEEN_FROM, _SEEN_DAYS = date(2022, 3, 1), 900


@dataclass(frozen=True, slots=True)
class Noise:
    """How often something happens to a cell, and in which letters a list is written."""

    empty: float = 0.15
    no_birth_date: float = 0.1
    half_birth_date: float = 0.08
    wrong_birth_date: float = 0.04
    typing_error: float = 0.05
    no_patronymic: float = 0.1
    initials: float = 0.01
    identity_number: float = 0.3
    twice: float = 0.03
    scripts: tuple[tuple[str, float], ...] = (("uk", 0.9), ("ru", 0.1))
    untold: float = 0.5  # of body, papers, mother and home, where the plan has them written


SOUGHT = Noise()
FOUND = Noise(
    empty=0.4,
    half_birth_date=0.1,
    typing_error=0.08,
    no_patronymic=0.18,
    initials=0.02,
    identity_number=0.12,
    scripts=(("ru", 0.55), ("ru-latin", 0.17), ("uk", 0.16), ("uk-latin", 0.12)),
    untold=0.7,
)


@dataclass(frozen=True, slots=True)
class ListPlan:
    """How large two lists are and how much they share.

    n          lines of each list
    shared     share of the people on the sought list who are on the found list too
    traits     are body, papers, mother and home written too? The other fields are the same with and without
    """

    n: int = 1000
    shared: float = 0.55
    sought: Noise = SOUGHT
    found: Noise = FOUND
    traits: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.n <= 1_000_000:
            raise InvalidInput(f"lists of {self.n:,} lines; give 1 to 1,000,000")
        if not 0.0 <= self.shared <= 1.0:
            raise InvalidInput(f"the shared part {self.shared} must lie between 0 and 1")


@dataclass(frozen=True, slots=True)
class Lists:
    """Two lists, which lines are one person, and which household each line is of."""

    sought: tuple[Person, ...]
    found: tuple[Person, ...]
    truth: tuple[tuple[str, str], ...]  # (sought line, found line)
    household: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Human:
    """One invented person, in Ukrainian and Russian letters."""

    number: int
    household: int
    sex: str
    family: tuple[str, str]
    given: tuple[str, str]
    patronymic: tuple[str, str]
    born: date
    birth_place: str
    seen_place: str
    seen: date
    rank: int | None
    unit: str
    category: str
    id_number: str
    traits: Traits | None = None


def simulate_lists(plan: ListPlan, rng: np.random.Generator) -> Lists:
    """Draw people and write two lists of them. Same seed, same lists."""
    n_people = max(round(plan.n * (2.0 - plan.shared)), 1)
    people = _draw_people(n_people, rng)
    apart = rng.spawn(1)[0]  # so that traits change nothing else
    if plan.traits:
        people = _with_traits(people, apart)
    order = rng.permutation(len(people))
    first = [people[k] for k in order[: plan.n]]
    n_shared = round(plan.n * plan.shared)
    second = [*first[:n_shared], *(people[k] for k in order[plan.n : 2 * plan.n - n_shared])]
    if plan.traits:
        second = _with_papers_exchanged(second, apart)
    sought, sought_of = _write_list(first, plan.sought, "S", (rng, apart))
    found, found_of = _write_list(second, plan.found, "F", (rng, apart))
    lines: dict[int, list[str]] = {}
    for record_id, human in found_of.items():
        lines.setdefault(human.number, []).append(record_id)
    truth = tuple((s, f) for s, human in sought_of.items() for f in lines.get(human.number, ()))
    household = {record_id: human.household for record_id, human in (*sought_of.items(), *found_of.items())}
    return Lists(sought, found, truth, household)


def _draw_people(n: int, rng: np.random.Generator) -> list[_Human]:
    people: list[_Human] = []
    household = 0
    while len(people) < n:
        head = _draw_one(len(people), household, rng)
        people.append(head)
        kind = rng.random()
        if kind < 0.08:
            people.append(_brother(head, len(people), is_twin=rng.random() < 0.06, rng=rng))
        elif kind < 0.11:
            people.append(_child(head, len(people), rng))
        elif kind < 0.12:
            stranger = _draw_one(len(people), household + 1, rng)
            people.append(
                replace(stranger, sex=head.sex, family=head.family, given=head.given, patronymic=head.patronymic)
            )
            household += 1
        household += 1
    return people[:n]


def _with_traits(people: Sequence[_Human], rng: np.random.Generator) -> list[_Human]:
    origins = [
        Origin(human.sex, human.born, (human.household, human.patronymic[0]), human.birth_place, _draw_given("f", rng))
        for human in people
    ]
    drawn = draw_traits(origins, _PLACES, rng)
    return [replace(human, traits=traits) for human, traits in zip(people, drawn, strict=True)]


def _with_papers_exchanged(people: Sequence[_Human], rng: np.random.Generator) -> list[_Human]:
    told = [human.traits for human in people if human.traits is not None]
    return [replace(human, traits=traits) for human, traits in zip(people, exchange_papers(told, rng), strict=True)]


def _tell_traits(human: _Human, script: str, untold: float, rng: np.random.Generator) -> dict[str, Any]:
    """Write the traits of one person in the letters of a line; nothing where there are none."""
    if human.traits is None:
        return {}
    told = dict(write_traits(human.traits, script, human.seen, untold, rng))
    if told["residence"]:
        told["residence"] = _place(told["residence"], script)
    if told["mother_name"] and script.endswith("latin"):
        told["mother_name"] = _latin(told["mother_name"], script)
    return told


def _draw_one(number: int, household: int, rng: np.random.Generator) -> _Human:
    sex = "m" if rng.random() < 0.88 else "f"
    stem = str(rng.choice(_STARTS)) + str(rng.choice(_MIDDLES)) + str(rng.choice(_MIDDLES))
    ending = _ENDINGS[int(rng.integers(len(_ENDINGS)))]
    woman = int(sex == "f")
    family = stem + ending[woman], stem.translate(_TO_RUSSIAN) + ending[2 + woman]
    given, father = _draw_given(sex, rng), _draw_given("m", rng)
    military = str(rng.choice(_CATEGORIES))
    born = _FIRST_DAY + timedelta(days=int(rng.integers((_LAST_DAY - _FIRST_DAY).days)))
    serves = military == "military"
    return _Human(
        number=number,
        household=household,
        sex=sex,
        family=family,
        given=given,
        patronymic=_patronymic(father, sex),
        born=born,
        birth_place=str(rng.choice(_PLACES)),
        seen_place=str(rng.choice(_PLACES)),
        seen=_SEEN_FROM + timedelta(days=int(rng.integers(_SEEN_DAYS))),
        rank=min(int(rng.geometric(0.4)) - 1, len(_RANKS) - 1) if serves else None,
        unit=f"А{int(rng.integers(1000, 1400))}" if serves else "",
        category=military,
        id_number=str(int(rng.integers(10**9, 10**10))),
    )


@lru_cache(maxsize=2)
def _given_names(sex: str) -> tuple[tuple[tuple[str, str], ...], NDArray[np.float64]]:
    """The tables' names in a fixed shuffle, the k-th with a chance in proportion to 1 / (k + 8)."""
    rows = [line.split(";") for line in (MEN if sex == "m" else WOMEN).strip().replace("\n ", " ").splitlines()]
    pairs = [(row[0].split()[0], row[1].split()[0]) for row in rows if row[0].split() and row[1].split()]
    order = np.random.default_rng(5).permutation(len(pairs))
    return tuple(pairs[k] for k in order), np.cumsum(1.0 / (np.arange(len(pairs)) + 8.0))


def _draw_given(sex: str, rng: np.random.Generator) -> tuple[str, str]:
    names, rising = _given_names(sex)
    return names[int(np.searchsorted(rising, rng.random() * rising[-1]))]


def _patronymic(father: tuple[str, str], sex: str) -> tuple[str, str]:
    own, theirs = ukrainian(father[0]), russian(father[1])
    if sex == "m":
        return own[0], theirs[0]
    return (
        next((form for form in own if form.endswith("на")), own[0]),
        next((form for form in theirs if form.endswith("на")), theirs[0]),
    )


def _brother(head: _Human, number: int, *, is_twin: bool, rng: np.random.Generator) -> _Human:
    born = head.born if is_twin else head.born + timedelta(days=int(rng.integers(400, 3000)))
    other = _draw_one(number, head.household, rng)
    given = _draw_given(head.sex, rng)
    return replace(
        other,
        sex=head.sex,
        family=head.family,
        patronymic=head.patronymic,
        given=given,
        born=born,
        birth_place=head.birth_place,
    )


def _child(head: _Human, number: int, rng: np.random.Generator) -> _Human:
    other = _draw_one(number, head.household, rng)
    born = head.born + timedelta(days=int(rng.integers(7000, 13_000)))
    if head.sex == "f":
        return replace(other, sex="f", family=head.family, born=born, given=_draw_given("f", rng))
    return replace(
        other,
        sex="m",
        family=head.family,
        born=born,
        given=_draw_given("m", rng),
        patronymic=_patronymic(head.given, "m"),
    )


def _write_list(
    people: Sequence[_Human], noise: Noise, letter: str, rngs: tuple[np.random.Generator, np.random.Generator]
) -> tuple[tuple[Person, ...], dict[str, _Human]]:
    rng, apart = rngs
    twice = [human for human in people if rng.random() < noise.twice]
    everybody = [*people, *twice]
    lines, of = [], {}
    for number, place in enumerate(rng.permutation(len(everybody)), start=1):
        record_id = f"{letter}{number:06d}"
        human = everybody[place]
        script = str(rng.choice([name for name, _ in noise.scripts], p=[share for _, share in noise.scripts]))
        told = _tell_traits(human, script, noise.untold, apart)
        lines.append(replace(_write_line(record_id, human, script, noise=noise, rng=rng), **told))
        of[record_id] = human
    return tuple(lines), of


def _write_line(record_id: str, human: _Human, script: str, *, noise: Noise, rng: np.random.Generator) -> Person:
    is_russian = script.startswith("ru")
    family, given, patronymic = (
        _spell(forms[is_russian], script, noise.typing_error, rng)
        for forms in (human.family, human.given, human.patronymic)
    )
    if rng.random() < noise.initials:
        given, patronymic = f"{given[0]}.", f"{patronymic[0]}."

    def keep(text: str) -> str | None:
        return text if text and rng.random() >= noise.empty else None

    rank = "" if human.rank is None else (_RANKS_RU if is_russian else _RANKS)[human.rank]
    seen = human.seen + timedelta(days=int(rng.integers(-20, 21)) if rng.random() < 0.4 else 0)
    return Person(
        record_id,
        family_name=family,
        given_name=given,
        patronymic=None if rng.random() < noise.no_patronymic else patronymic,
        birth_date=_write_date(human.born, noise, rng),
        sex=keep(human.sex),
        birth_place=keep(_place(human.birth_place, script)),
        last_seen_place=keep(_place(human.seen_place, script)),
        last_seen_date=keep(seen.isoformat()),
        rank=keep(rank),
        unit=keep(human.unit),
        category=keep(human.category),
        id_number=human.id_number if rng.random() < noise.identity_number else None,
    )


def _write_date(day: date, noise: Noise, rng: np.random.Generator) -> str | None:
    drawn = rng.random(3)
    if drawn[0] < noise.no_birth_date:
        return None
    if drawn[1] < noise.half_birth_date:
        return str(day.year)
    if drawn[2] < noise.wrong_birth_date:
        wrong = (
            date(day.year, day.day, day.month) if day.day <= 12 else day + timedelta(days=1),
            day + timedelta(days=1),
            date(day.year + 1, day.month, min(day.day, 28)),
        )
        return wrong[int(rng.integers(3))].isoformat()
    return day.isoformat()


def _place(place: str, script: str) -> str:
    if script == "uk":
        return place
    return _latin(place, script) if script.endswith("latin") else place.translate(_TO_RUSSIAN)


def _spell(name: str, script: str, typing_error: float, rng: np.random.Generator) -> str:
    text = name
    if rng.random() < typing_error and len(text) > 4:
        place = int(rng.integers(1, len(text) - 1))
        how = int(rng.integers(3))
        if how == 0:
            text = text[:place] + text[place + 1 :]
        elif how == 1:
            text = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        else:
            text = text[:place] + _KEYS[int(rng.integers(len(_KEYS)))] + text[place + 1 :]
    return _latin(text, script) if script.endswith("latin") else text


def _latin(text: str, script: str) -> str:
    letters = _LATIN_RU if script == "ru-latin" else _LATIN
    return "".join(letters.get(letter, letter) for letter in text.casefold()).capitalize()
