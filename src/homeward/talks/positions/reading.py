"""What a clause says, as far as a program can lay it beside another: concepts, quantities, parties, modes.

Words outside the vocabulary are kept by their first letters, written in Latin script: a plain stemmer that does for
English, Ukrainian and Russian alike (McNamee & Mayfield 2004 found such prefixes as good as stemmers for Slavic texts).
This is a proposal for people to check; nothing is decided from it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from anyascii import anyascii

from homeward.records.dates import read_date
from homeward.talks.claims.numbers import Number, find_numbers
from homeward.talks.positions.clause import Clause
from homeward.talks.positions.vocabulary import TOPICS, concept_of, concept_pattern, kind_of

Role = Literal["deadline", "duration", "notice", "rate", "age", "date", "count"]
_NEAR, _FAR = 14, 28  # characters to either side in which a quantity's role is looked for
_STEM = 6  # letters of a word that are compared
_HOURS = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 720.0, "year": 8_760.0}
_UNITS: tuple[tuple[str, str], ...] = (
    ("hour", "hours?|годин\\w*|час(?:а|ов|ы)?"),
    ("day", "days?|дн(?:і|ів|ями|я|ей|ям)|день|доб[иіу]?|діб|сут(?:ки|ок)"),
    ("week", "weeks?|тиж(?:ні|нів|день|ня)|недел[ьиюя]"),
    ("month", "months?|місяц\\w*|месяц\\w*"),
    ("year", "years?|рок(?:ів|и|у)|рік|год(?:а|у|ы)?|лет"),
    ("percent", "%|per ?cent|відсот\\w+|процент\\w+"),
    ("km", "km|kilomet\\w+|км|кілометр\\w*|километр\\w*"),
)
_UNIT = re.compile(rf"[\s\u00a0]*(?:{'|'.join(f'({pattern})' for _, pattern in _UNITS)})(?!\w)", re.IGNORECASE)
_LONE = re.compile(  # a period without a number: "within a month", "a week's notice", "протягом місяця"
    r"(?<!\w)(?:an?|one|протягом|впродовж|упродовж|в течение|за|через)[ \u00a0]"
    r"(?:(day|день|доби|добу|суток|сутки)|(week|тижня|тиждень|недели|неделю)|(month|місяця|місяць|месяца|месяц)"
    r"|(year|року|рік|года|год))(?!\w)",
    re.IGNORECASE,
)
_MONTHS = (
    "jan\\w*|feb\\w*|mar(?:ch)?|apr\\w*|may|june?|july?|aug\\w*|sep\\w*|oct\\w*|nov\\w*|dec\\w*|січ\\w+|лют\\w+|берез\\w+|квіт\\w+"
    "|трав\\w+|черв\\w+|лип\\w+|серп\\w+|верес\\w+|жовт\\w+|листоп\\w+|груд\\w+|янв\\w+|февр\\w+|март\\w*|апр\\w+|ма[яй]|июн\\w+|июл\\w+"
    "|авг\\w+|сент\\w+|окт\\w+|нояб\\w+|дек\\w+"
)
_DATE = re.compile(
    rf"(?<!\w)(\d{{1,2}} (?:{_MONTHS})\.? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\.\d{{2}}\.\d{{4}})(?!\w)",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?<!\w)(?:aged?|years of age|years? old|вік\w*|віком|возраст\w*)(?!\w)", re.IGNORECASE)
_RATE = re.compile(
    r"(?<!\w)(?:each|every|per|rounds? of|groups? of|batches of|щомісяц\w+|щотиж\w+|кожн\w+|ежемесячн\w*|еженедельн\w*"
    r"|кажд\w+)(?!\w)",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"notice|notif|повідомл|попередж|уведом|предупрежд", re.IGNORECASE)
_DURATION = re.compile(
    r"(?<!\w)(?:for|lasts?|lasting|period of|триває|строком на|на|длится|сроком на|длительностью)"
    r"(?:\s+(?:a period of|at least|not less than|щонайменше|не менше|не менее))?\s*$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"(?<!\w)(?:within|no later than|not later than|by|before|after|протягом|не пізніше|до|через|упродовж"
    r"|впродовж|в течение|не позднее)"
    r"(?:\s+\w+)?\s*$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SILENT = frozenset(
    (
        "a an the of and or to in on at by for from with without that this these those which who whom whose it "
        "its is are was were be been being has have had shall will must should would as so than then there their "
        "they them he she his her our together also only such other into over under between along across up out "
        "off against about during upon no more least most take takes effect begin begins place numbers number "
        "regard side sides party parties until one time two use made make age aged years old within і й та або чи "
        "що як який яка яке які якого яких яким у в на до з із зі за від для про при по під над між через без щоб "
        "це цей ця ці той те ті він вона воно вони їх його її є був була було були буде будуть бути не разом "
        "також тільки інші інший серед після вік віком років року и или что как который которая которое которые "
        "которого которых с со от о об под между чтобы это этот эта эти тот он она оно они их его её ее есть был "
        "была было были будет будут быть вместе также только другие после учёта учета вне возраст возрасте "
        "возрастом лет"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a clause: how much of what, in which role."""

    value: float  # time in hours, a date as its number in the calendar
    dimension: str  # "time", "date", "percent", "km", "people" or whatever is counted
    role: Role
    written: str


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a clause says."""

    clause: Clause
    concepts: frozenset[str]
    stems: frozenset[str]  # words in no table, and names
    quantities: tuple[Quantity, ...]
    parties: frozenset[str]
    topic: str | None
    needs: tuple[str, ...]  # others whose consent it is made subject to
    holders: frozenset[str]  # under whose control something is to be, by stem
    written: Mapping[str, str]  # by stem, the first word that has it

    @property
    def matters(self) -> frozenset[str]:
        """Give what the clause is about: concepts that say something by themselves, and words in no table."""
        return frozenset(one for one in self.concepts if kind_of(one) in ("matter", "generic")) | self.stems


_AND = frozenset(("and", "та", "і", "й", "и"))
_CONSENT = re.compile(
    r"(?:subject to|with|upon|за|при|с)\s+(?:the\s+)?(?:consent|approval|agreement|згод\w+|схвален\w+|согласи\w+"
    r"|одобрени\w+)\s+(?:of\s+)?(?:the\s+)?"
    r"((?:[^\W\d_]+\s?){1,4})",
    re.IGNORECASE,
)


_HOLDER = re.compile(
    r"(?:(?:under the (?:control|administration|authority) of|(?:controlled|administered|governed|run) by)"
    r" (?:the |an? )?"
    r"|під (?:контрол\w+|управлінн\w+) |под (?:контрол\w+|управлени\w+) )([^\W\d_]+)",
    re.IGNORECASE,
)


def read_clause(clause: Clause, parties: Sequence[str] = ()) -> Reading:
    """Read one clause.

    parties    names of the parties as their titles write them; recognised by how they begin
    """
    text = clause.text.replace("’", "'")
    concepts, rest = _take_concepts(text)
    quantities = tuple(_quantities(text, concepts))
    named, stems = _take_words(rest, parties)
    if _names_both(text, parties):
        concepts = concepts | {"both sides"}
    matters = concepts | stems.keys()
    topic = next((code for code, _, wanted in TOPICS if matters >= set(wanted)), None)
    holders = frozenset(stem(match[1]) for match in _HOLDER.finditer(text))
    needs = tuple(dict.fromkeys(" ".join(match[1].split()) for match in _CONSENT.finditer(text)))
    return Reading(clause, frozenset(concepts), frozenset(stems), quantities, named, topic, needs, holders, stems)


def _take_concepts(text: str) -> tuple[frozenset[str], str]:
    concepts, parts, at = set(), [], 0
    for match in concept_pattern().finditer(text):
        concepts.add(concept_of(match))
        parts.append(text[at : match.start()])
        at = match.end()
    return frozenset(concepts), " ; ".join([*parts, text[at:]])


def _take_words(rest: str, parties: Sequence[str]) -> tuple[frozenset[str], dict[str, str]]:
    """Split what is left into parties named and stems of other words; numbers, dates and units say nothing here."""
    bare = _DATE.sub(" ", rest)
    for number in reversed(find_numbers(bare)):
        unit = _UNIT.match(bare, number.end)
        bare = bare[: number.start] + " ; " + bare[unit.end() if unit else number.end :]
    named, stems = set(), dict[str, str]()
    for match in _TOKEN.finditer(bare):
        word = match[0]
        if word.lower() in _SILENT:
            continue
        party = next((own for own in parties if word[:1].isupper() and _begins_alike(word, own)), None)
        if party is not None:
            named.add(party)
        elif len(word) > 2:
            stems.setdefault(stem(word), word)
    return frozenset(named), stems


def _names_both(text: str, parties: Sequence[str]) -> bool:
    """Tell whether two parties stand side by side: "North and South each hand over"."""
    found = [
        (match.start(), match.end(), own)
        for match in _TOKEN.finditer(text)
        for own in parties
        if match[0][:1].isupper() and _begins_alike(match[0], own)
    ]
    return any(one[2] != other[2] and text[one[1] : other[0]].strip() in _AND for one, other in pairwise(sorted(found)))


def _begins_alike(word: str, party: str) -> bool:
    head = party[: max(2, len(party) - 3)].lower()
    return word.lower().startswith(head) and abs(len(word) - len(party)) <= 4


@cache
def stem(word: str) -> str:
    """Give the beginning of a word in Latin script.

    >>> stem("Мости"), stem("мостів"), stem("bridges")
    ('mosti', 'mostiv', 'bridge')
    """
    return anyascii(word.lower()).replace("y", "i").replace("'", "")[:_STEM]


# ── quantities ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _quantities(text: str, concepts: frozenset[str]) -> Iterator[Quantity]:
    yield from _dates(text)
    bare = _DATE.sub(lambda match: " " * len(match[0]), text)
    if "without notice" in concepts:
        yield Quantity(0.0, "time", "notice", "without notice")
    for match in _LONE.finditer(bare):
        period = ("day", "week", "month", "year")[(match.lastindex or 1) - 1]
        role = _role(bare, match.start(), match.end(), period, concepts)
        yield Quantity(_HOURS[period], "time", role, match[0].strip())
    for number in find_numbers(bare):
        yield _counted(bare, number, concepts)


def _dates(text: str) -> Iterator[Quantity]:
    for match in _DATE.finditer(text):
        day = read_date(match[0])
        if day is not None and day.month and day.day:
            yield Quantity(day.year * 372 + day.month * 31 + day.day, "date", "date", match[0])


def _counted(text: str, number: Number, concepts: frozenset[str]) -> Quantity:
    match = _UNIT.match(text, number.end)
    end = match.end() if match else number.end
    unit = _UNITS[(match.lastindex or 1) - 1][0] if match else None
    role = _role(text, number.start, end, unit, concepts)
    written = text[number.start : end].strip()
    if role == "age":
        return Quantity(number.value, "age", role, written)
    hours = _HOURS.get(unit or "")
    return Quantity(number.value * (hours or 1.0), "time" if hours else unit or "people", role, written)


def _role(text: str, start: int, end: int, unit: str | None, concepts: frozenset[str]) -> Role:
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if unit in (None, "year") and _AGE.search(text[max(0, start - _FAR) : end + _FAR]):
        return "age"
    if unit in _HOURS:
        if _NOTICE.search(text[max(0, start - _FAR) : end + _FAR]):
            return "notice"
        if _DURATION.search(text[max(0, start - _FAR) : start]):
            return "duration"
        if _DEADLINE.search(text[max(0, start - _FAR) : start]):
            return "deadline"
        return "duration" if "ceasefire" in concepts else "deadline"
    return "rate" if _RATE.search(before) or _RATE.search(after) else "count"
