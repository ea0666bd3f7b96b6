"""Which given name stands behind a written form: full, short, in another case or language, or as a patronymic?

An identity is the Ukrainian form of a name: "Микола" for Микола, Николай, Mikalai, Nicholas, Коля and Миколи. One form
may have several (Саша, Даня), and Олександра is either Oleksandra or the genitive of Oleksandr: all are given, and
the other parts of the name decide (`parse`, and the comparison). Left to others: names from outside the region.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from homeward.records.names import cyrillic, latin
from homeward.records.names.readings import script
from homeward.records.names.sounds import VOWELS, Reading, key
from homeward.records.names.tables.men import MEN
from homeward.records.names.tables.patronymics import belarusian, russian, ukrainian
from homeward.records.names.tables.women import WOMEN

MAN, WOMAN = "m", "f"
FULL, WESTERN, SHORT, CASE = "full", "western", "short", "case"
_RANK = {FULL: 0, WESTERN: 1, SHORT: 2, CASE: 3}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One name that a token may be."""

    identity: str  # "Микола"
    sex: str  # MAN or WOMAN: of the bearer, also for a patronymic
    level: str  # FULL, WESTERN, SHORT or CASE

    @property
    def is_case(self) -> bool:
        """Is the token in a case other than the nominative?"""
        return self.level == CASE


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    by_letters: dict[str, dict[Candidate, None]]
    by_sounds: dict[str, dict[Candidate, None]]
    by_key: dict[str, dict[Candidate, None]]


@dataclass(frozen=True, slots=True)
class _Row:
    identity: str
    sex: str
    ukrainian: tuple[str, ...]
    russian: tuple[str, ...]
    belarusian: tuple[str, ...]
    polish: tuple[str, ...]
    western: tuple[str, ...]
    short: tuple[str, ...]

    @property
    def regional(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.ukrainian, *self.russian, *self.belarusian)))


@lru_cache(maxsize=1)
def _rows() -> tuple[_Row, ...]:
    rows = []
    for sex, table in ((MAN, MEN), (WOMAN, WOMEN)):
        for line in table.strip().replace("\n    ", " ").splitlines():
            fields = [tuple(dict.fromkeys(field.split())) for field in line.split(";")]
            rows.append(_Row(fields[0][0], sex, *fields))
    return tuple(rows)


def _letters(token: str) -> str:
    marked = unicodedata.normalize("NFD", token.casefold().replace("ё", "е").replace("й", "и")).replace("ł", "l")
    return "".join(letter for letter in marked if letter.isalpha())


# ── given names ──


@lru_cache(maxsize=1)
def _given() -> _Index:
    letters: defaultdict[str, dict[Candidate, None]] = defaultdict(dict)
    sounds: defaultdict[str, dict[Candidate, None]] = defaultdict(dict)
    for row in _rows():
        for level, forms in ((FULL, row.regional + row.polish), (WESTERN, row.western), (SHORT, row.short)):
            for form in forms:
                letters[_letters(form)][Candidate(row.identity, row.sex, level)] = None
                for reading in _slavic(form) if level != WESTERN else ():
                    sounds[reading.sounds][Candidate(row.identity, row.sex, level)] = None
        for form in row.regional:
            for reading in cyrillic.readings(form):
                for other in _cases(reading.sounds):
                    sounds[other][Candidate(row.identity, row.sex, CASE)] = None
                for other in _pet_names(reading.sounds):
                    sounds[other][Candidate(row.identity, row.sex, SHORT)] = None
    return _index(letters, sounds)


def _index(letters: dict[str, dict[Candidate, None]], sounds: dict[str, dict[Candidate, None]]) -> _Index:
    by_key: defaultdict[str, dict[Candidate, None]] = defaultdict(dict)
    for form, candidates in sounds.items():
        by_key[key(form)].update(candidates)
    return _Index(letters, sounds, by_key)


def _best(candidates: dict[Candidate, None]) -> tuple[Candidate, ...]:
    """Keep the plainest nominative of each identity, and its other cases: Арсенія is short, and the genitive too."""
    found: dict[tuple[str, str, bool], Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: _RANK[c.level]):
        found.setdefault((candidate.identity, candidate.sex, candidate.is_case), candidate)
    return tuple(found.values())


def _cases(sounds: str) -> Iterator[str]:
    """Decline a name by its last sound: genitive, dative, accusative and instrumental."""
    if sounds.endswith("a"):
        stem = sounds[:-1].removesuffix("i")
        glide = sounds[: len(sounds) - 1]
        yield from (f"{glide}{end}" if not glide.endswith("i") or end != "i" else glide for end in ("i", "u", "e"))
        yield from (f"{glide}oi", f"{glide}ei", f"{glide}oiu", f"{glide}eiu", f"{stem}i")
    elif sounds.endswith("o"):
        yield from (sounds[:-1] + end for end in ("a", "u", "om", "ovi"))
    elif sounds == "lev" or sounds.endswith("vel"):  # Лев, Льва; Павел, Павла
        fleeting = sounds[:-2] + sounds[-1]
        yield from (stem + end for stem in (fleeting, sounds) for end in ("a", "u", "om", "ovi"))
    else:
        yield from (sounds + end for end in ("a", "u", "om", "em", "ovi", "evi", "ia", "iu"))
        if sounds.endswith("v"):
            yield from (f"{sounds}i", f"{sounds}iu")


def _pet_names(sounds: str) -> Iterator[str]:
    """Make the short forms that any name can have: Марточка, Макарка, Назарчик."""
    if sounds.endswith("a"):
        stem = sounds[:-1].removesuffix("i")
        yield from (stem + end for end in ("oCka", "eCka", "onka", "enka"))
    elif sounds[-1] not in VOWELS:
        yield from (sounds + end for end in ("ka", "ko", "Cik"))


@lru_cache(maxsize=1 << 17)
def candidates(token: str) -> tuple[Candidate, ...]:
    """Give every given name that a token may be, with the sex of its bearer; nothing where the tables hold none.

    >>> [(c.identity, c.level) for c in candidates("Oleksandra")]
    [('Олександра', 'full'), ('Олександр', 'case')]
    """
    return _find(_given(), token)


def _find(index: _Index, token: str) -> tuple[Candidate, ...]:
    found: dict[Candidate, None] = {}
    found.update(dict.fromkeys(index.by_letters.get(_letters(token), ())))
    spoken = _slavic(token)
    for reading in spoken:
        found.update(dict.fromkeys(index.by_sounds.get(reading.sounds, ())))
    if script(token) == "Latn" and all(c.level == CASE for c in found):  # Cyrillic leaves no doubt about glides
        for reading in spoken:
            found.update(dict.fromkeys(index.by_key.get(key(reading.sounds), ())))
    return _best(found)


def is_written(token: str) -> bool:
    """Tell whether a table lists exactly these letters as a given name.

    >>> is_written("Валентин"), is_written("Валентн")
    (True, False)
    """
    return _letters(token) in _given().by_letters


def written_names() -> Iterable[str]:
    """Give all listed names of the region, full and short, in small letters."""
    return (form.casefold() for row in _rows() for form in (*row.regional, *row.short))


def _slavic(token: str) -> tuple[Reading, ...]:
    """Read a token by the Slavic habits only; a Polish spelling as Poles do."""
    kind = script(token)
    if kind == "Latn":
        return latin.readings(token)
    return cyrillic.readings(token) if kind == "Cyrl" else ()


def identities(token: str, sex: str | None = None) -> tuple[tuple[str, str], ...]:
    """Give (identity, level) of every given name that a token may be, the plainest first.

        sex      "m" or "f": leave the names of the other sex out
        returns  level is "full", "western", "short" or "case"

    >>> identities("Mikalai"), identities("Саша", "f")
    ((('Микола', 'full'),), (('Олександра', 'short'),))
    """
    return tuple((c.identity, c.level) for c in candidates(token) if sex is None or c.sex == sex)


# ── patronymics ──


@lru_cache(maxsize=1)
def _patronymics() -> _Index:
    letters: defaultdict[str, dict[Candidate, None]] = defaultdict(dict)
    sounds: defaultdict[str, dict[Candidate, None]] = defaultdict(dict)
    for identity, form in _patronymic_forms():
        sex = WOMAN if form.endswith("а") else MAN
        letters[_letters(form)][Candidate(identity, sex, FULL)] = None
        for reading in cyrillic.readings(form):
            sounds[reading.sounds][Candidate(identity, sex, FULL)] = None
            stem, ends = (
                (reading.sounds[:-1], "i u e oi oiu") if sex == WOMAN else (reading.sounds, "a u em om evi ovi")
            )
            for end in ends.split():
                sounds[stem + end][Candidate(identity, sex, CASE)] = None
    return _index(letters, sounds)


def _patronymic_forms() -> Iterator[tuple[str, str]]:
    for row in _rows():
        if row.sex == MAN:
            for make, fathers in ((ukrainian, row.ukrainian), (russian, row.russian), (belarusian, row.belarusian)):
                for father in fathers:
                    yield from ((row.identity, form) for form in make(father))


@lru_cache(maxsize=1 << 17)
def father_candidates(token: str) -> tuple[Candidate, ...]:
    """Give every father's name behind a patronymic, with the sex of its bearer; nothing for unknown fathers.

    >>> [(c.identity, c.sex) for c in father_candidates("Николаевна")]
    [('Микола', 'f')]
    """
    return _find(_patronymics(), token)


def father_of(token: str) -> tuple[str, ...]:
    """Give the identities of the father's name behind a patronymic.

    >>> father_of("Mykolaiovych"), father_of("Миколайович") == father_of("Николаевич")
    (('Микола',), True)
    """
    return tuple(dict.fromkeys(c.identity for c in father_candidates(token)))


_PATRONYMIC_SON = re.compile(r"^(.{2,}?)(?:ov|ev|av|iv)iC(?:a|u|em|om)?$")
_PATRONYMIC_DAUGHTER = re.compile(r"^(.{2,}?)(?:ov|ev|av|iv)n(?:a|i|u|e|o)i?$")


@lru_cache(maxsize=1 << 17)
def unknown_father(token: str) -> tuple[tuple[str, str], ...]:
    """Take a patronymic of a father whose name no table holds apart: (stem of his name by its sounds, bearer's sex).

    >>> unknown_father("Рашидович"), unknown_father("Rashidovna")
    ((('raSid', 'm'),), (('raSid', 'f'),))
    """
    found: dict[tuple[str, str], None] = {}
    for sound in dict.fromkeys(key(reading.sounds) for reading in _slavic(token)):
        for sex, pattern in ((MAN, _PATRONYMIC_SON), (WOMAN, _PATRONYMIC_DAUGHTER)):
            match = pattern.search(sound)
            if match:
                found[match[1], sex] = None
    return tuple(found)


# ── forms of one identity, to measure slips of the pen against ──


@lru_cache(maxsize=1)
def _forms() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {(row.identity, "given"): row.regional for row in _rows()}
    fathers: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for identity, form in _patronymic_forms():
        fathers[identity, "patronymic"][form] = None
    return found | {name: tuple(forms) for name, forms in fathers.items()}


def forms_of(identity: str, role: str) -> tuple[str, ...]:
    """Give the regional forms of an identity in Cyrillic: role "given", or "patronymic" for all made from it.

    >>> forms_of("Гліб", "given")
    ('Гліб', 'Глеб')
    """
    return _forms().get((identity, role), ())


@lru_cache(maxsize=1 << 16)
def sound_forms_of(identity: str, role: str) -> tuple[str, ...]:
    """Give the sound keys of `forms_of`."""
    found: dict[str, None] = {}
    for form in forms_of(identity, role):
        spoken: tuple[Reading, ...] = cyrillic.readings(form)
        found.update(dict.fromkeys(key(reading.sounds) for reading in spoken))
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def initials_of(identity: str) -> frozenset[str]:
    """Give the first sounds a name has in the languages of the region, with and without the glide: Микола, Николай.

    >>> sorted(initials_of("Микола"))
    ['m', 'n']
    """
    spoken = (reading.sounds for form in forms_of(identity, "given") for reading in cyrillic.readings(form))
    return frozenset(sound[0] for sounds in spoken for sound in (sounds, key(sounds)) if sound)
