"""Invented bodies, papers, mothers and homes for the invented people of `people`, and how two parties write them.

Heights are measured with an error, colours taken for their neighbours, blood groups of tags are wrong at times, a mark
is seen by one side only or on the wrong side of the body; now and then papers and things of another are found on
somebody. Brothers and sisters share mother, country and home. Words are Ukrainian, Russian, and English where a list is
in Latin letters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

_LANGUAGES = {"uk": 0, "ru": 1}  # all other scripts are written in English
_SIDES = (("лівій", "левой", "left"), ("правій", "правой", "right"))
_MARKS = (("шрам", "шрам", "scar"), ("татуювання", "татуировка", "tattoo"), ("родимка", "родинка", "mole"))
_PARTS = (
    ("руці", "руке", "arm"), ("нозі", "ноге", "leg"), ("кисті", "кисти", "hand"), ("стопі", "ступне", "foot"),
    ("гомілці", "голени", "shin"),
)  # fmt: skip
_MOTIFS = (
    ("орел", "орёл", "eagle"), ("вовк", "волк", "wolf"), ("хрест", "крест", "cross"), ("череп", "череп", "skull"),
    ("якір", "якорь", "anchor"), ("серце", "сердце", "heart"), ("тризуб", "трезуб", "trident"),
)  # fmt: skip
_THINGS = (
    ("берці", "берцы", "boots"), ("куртка", "куртка", "jacket"), ("футболка", "футболка", "shirt"),
    ("ремінь", "ремень", "belt"), ("шкарпетки", "носки", "socks"), ("шапка", "шапка", "hat"),
    ("годинник", "часы", "watch"), ("хрестик", "крестик", "cross"), ("каблучка", "кольцо", "ring"),
    ("ніж", "нож", "knife"), ("ікона", "икона", "icon"), ("браслет", "браслет", "bracelet"),
)  # fmt: skip
_QUALITIES = (
    ("чорн.", "черн.", "black"), ("зелен.", "зелен.", "green"), ("олива", "олива", "olive"),
    ("сірий", "серый", "grey"), ("срібний", "серебряный", "silver"), ("золотий", "золотой", "gold"),
)  # fmt: skip
_BUILDS = (
    ("худорлява", "худощавое", "thin"), ("середня", "среднее", "medium"), ("міцна", "крепкое", "stocky"),
    ("повна", "полное", "fat"),
)  # fmt: skip
_HAIR = (
    ("чорне", "чёрные", "black"), ("темне", "тёмные", "dark"), ("каштанове", "каштановые", "brown"),
    ("русяве", "русые", "light brown"), ("світле", "светлые", "blond"), ("сиве", "седые", "grey"),
)  # fmt: skip
_EYES = (
    ("блакитні", "голубые", "blue"), ("сірі", "серые", "grey"), ("зелені", "зелёные", "green"),
    ("горіхові", "ореховые", "hazel"), ("карі", "карие", "brown"),
)  # fmt: skip
_COUNTRIES = (("Україна", "Украина", "Ukraine"), ("Грузія", "Грузия", "Georgia"), ("Польща", "Польша", "Poland"))
_GROUPS = ("O", "A", "B", "AB")
_ROMAN = ("I", "II", "III", "IV")
_OF_GROUPS = (0.35, 0.38, 0.19, 0.08)
_ERROR_CM, _WRONG_TAG, _OTHER_SIDE, _NEIGHBOUR = 2.2, 0.03, 0.03, 0.18
_BEARERS = 0.01  # people with the papers and things of another


@dataclass(frozen=True, slots=True)
class Origin:
    """What a person's traits follow from."""

    sex: str
    born: date
    parents: tuple[int, str]  # brothers and sisters have the same
    birth_place: str
    mother: tuple[str, str]  # her given name in Ukrainian and Russian


@dataclass(frozen=True, slots=True)
class Papers:
    """Numbers and things that a person carries; things are numbers of a thing and of its quality."""

    service_number: str
    document_number: str
    things: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Traits:
    """What is true of one invented person; shades are numbers on their scales."""

    born: date
    height_cm: float
    build: int
    hair: int
    eyes: int
    blood: tuple[int, bool]
    marks: tuple[tuple[int, int, int, int], ...]  # kind, part, side, motif
    papers: Papers
    mother: tuple[str, str]
    residence: str
    country: int


def draw_traits(origins: Sequence[Origin], places: Sequence[str], rng: np.random.Generator) -> list[Traits]:
    """Draw the traits of people; those with the same parents share mother, country and home."""
    first: dict[tuple[int, str], Traits] = {}
    drawn = []
    for origin in origins:
        traits = _draw_one(origin, places, rng)
        if head := first.setdefault(origin.parents, traits):
            home = head.residence if rng.random() < 0.6 else traits.residence
            traits = replace(traits, mother=head.mother, country=head.country, residence=home)
        drawn.append(traits)
    return drawn


def _draw_one(origin: Origin, places: Sequence[str], rng: np.random.Generator) -> Traits:
    mean = 177.0 if origin.sex == "m" else 165.0
    marks = tuple(
        (int(rng.integers(len(_MARKS))), int(rng.integers(len(_PARTS))), int(rng.integers(2)), _skewed(_MOTIFS, rng))
        for _ in range(int(rng.poisson(0.9)))
    )
    things = tuple(dict.fromkeys((_skewed(_THINGS, rng), _skewed(_QUALITIES, rng)) for _ in range(rng.poisson(3.0))))
    return Traits(
        born=origin.born,
        height_cm=float(rng.normal(mean, 6.8)),
        build=int(rng.choice(4, p=(0.2, 0.5, 0.22, 0.08))),
        hair=int(rng.choice(5, p=(0.12, 0.28, 0.25, 0.22, 0.13))),
        eyes=int(rng.choice(5, p=(0.27, 0.28, 0.12, 0.08, 0.25))),
        blood=(int(rng.choice(4, p=_OF_GROUPS)), bool(rng.random() < 0.85)),
        marks=marks,
        papers=Papers(f"{rng.integers(10**5, 10**6)}", f"ТТ{rng.integers(10**5, 10**6)}", things),
        mother=origin.mother,
        residence=origin.birth_place if rng.random() < 0.5 else str(rng.choice(places)),
        country=int(rng.choice(3, p=(0.95, 0.03, 0.02))),
    )


def _skewed(table: Sequence[object], rng: np.random.Generator) -> int:
    """Draw a place in a table, the first ones more often."""
    return min(int(rng.geometric(2.0 / len(table))) - 1, len(table) - 1)


def exchange_papers(everybody: Sequence[Traits], rng: np.random.Generator) -> list[Traits]:
    """Put papers and things of another on a few people."""
    others = rng.integers(len(everybody), size=len(everybody))
    wrong = rng.random(len(everybody)) < _BEARERS
    return [
        replace(traits, papers=everybody[other].papers) if is_wrong else traits
        for traits, other, is_wrong in zip(everybody, others.tolist(), wrong.tolist(), strict=True)
    ]


def write_traits(
    traits: Traits, script: str, seen: date, untold: float, rng: np.random.Generator
) -> Mapping[str, str | None]:
    """Write traits as a list in one script does, each told by chance: the fields of a `Person`.

    seen      the day on which an age was true
    untold    how often a trait is not told
    """
    language = _LANGUAGES.get(script, 2)
    name = 0 if script.startswith("uk") else 1
    written = {
        "service_number": traits.papers.service_number,
        "document_number": traits.papers.document_number,
        "age": _write_age(traits.born, seen, rng),
        "nationality": _COUNTRIES[traits.country][language],
        "mother_name": traits.mother[name],
        "residence": traits.residence,
        "height": _write_height(traits.height_cm, rng),
        "build": _BUILDS[_near(traits.build, 4, rng)][language],
        "hair": _HAIR[5 if seen.year - traits.born.year > 58 else _near(traits.hair, 5, rng)][language],
        "eyes": _EYES[_near(traits.eyes, 5, rng)][language],
        "blood_group": _write_blood(traits.blood, rng),
        "marks": ", ".join(_write_mark(mark, language, rng) for mark in traits.marks if rng.random() < 0.7),
        "effects": ", ".join(
            _write_thing(thing, language, rng) for thing in traits.papers.things if rng.random() < 0.6
        ),
    }
    return {field: text if text and rng.random() >= untold else None for field, text in written.items()}


def _near(step: int, n: int, rng: np.random.Generator) -> int:
    """Take a shade for its neighbour at times."""
    return int(np.clip(step + rng.choice((-1, 1)), 0, n - 1)) if rng.random() < _NEIGHBOUR else step


def _write_age(born: date, seen: date, rng: np.random.Generator) -> str:
    age = max(seen.year - born.year - ((seen.month, seen.day) < (born.month, born.day)), 0)
    how = rng.random()
    if how < 0.15:
        low = age - int(rng.integers(0, 6))
        return f"{max(low, 0)}-{max(low, 0) + 5}"
    return f"{max(age + int(rng.integers(-1, 2)), 0)}" if how < 0.3 else f"{age}"


def _write_height(height_cm: float, rng: np.random.Generator) -> str:
    said = rng.normal(height_cm, _ERROR_CM if rng.random() > 0.02 else 10.0)
    how = rng.random()
    if how < 0.15:
        low = round(said / 5.0) * 5 - 5 * int(rng.random() < 0.5)
        return f"{low}-{low + 5}"
    if how < 0.25:
        return f"~{round(said / 5.0) * 5}"
    return f"{said / 100.0:.2f} м" if how < 0.35 else f"{said:.0f}"


def _write_blood(blood: tuple[int, bool], rng: np.random.Generator) -> str:
    group, is_positive = blood
    if rng.random() < _WRONG_TAG:
        group = int(rng.choice(4, p=_OF_GROUPS))
    sign = "+" if is_positive != (rng.random() < 0.01) else "-"
    forms = (f"{_GROUPS[group]}({_ROMAN[group]}) Rh{sign}", f"{_ROMAN[group]} Rh({sign})", f"{group + 1}{sign}")
    return (*forms, _ROMAN[group])[int(rng.integers(4))]


def _write_mark(mark: tuple[int, int, int, int], language: int, rng: np.random.Generator) -> str:
    kind, part, side, motif = mark
    side = 1 - side if rng.random() < _OTHER_SIDE else side
    words = [_MARKS[kind][language], _SIDES[side][language], _PARTS[part][language]]
    return " ".join(words) + (f" {_MOTIFS[motif][language]}" if kind == 1 and rng.random() < 0.7 else "")


def _write_thing(thing: tuple[int, int], language: int, rng: np.random.Generator) -> str:
    name, quality = _THINGS[thing[0]][language], _QUALITIES[thing[1]][language]
    return name if rng.random() < 0.4 else f"{name} {quality}"
