"""A person as dated claims: who said what of which field, when, and how surely; nothing is ever overwritten.

A file holds claims and their withdrawals. The flat line that matching takes (`line_of`) is a reading of the file, made
anew whenever asked; what does not stand on it stays in the file. What is true of a person now (alive, held, returned)
is left to `status`; which of two claims is right is left to people.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, Protocol, TypeVar, get_args

from homeward.errors import InvalidInput
from homeward.records.dates import PartialDate, read_date
from homeward.records.fields import FIELDS
from homeward.records.names.parse import parse
from homeward.records.names.readings import keys
from homeward.records.person import Person
from homeward.records.places import read_place
from homeward.records.service import read_category, read_number, read_rank, read_sex, read_unit

Role = Literal["found", "sought"]
# The surest first. An estimate is first hand and comes before what somebody had from somebody else.
Sure = Literal["seen in a document", "stated", "estimated", "heard"]
ROLES: tuple[Role, ...] = get_args(Role)
SURE: tuple[Sure, ...] = get_args(Sure)
_RANK = {sure: rank for rank, sure in enumerate(SURE)}
_CLAIMED = dict.fromkeys(field.name for field in FIELDS if field.name != "record_id")  # in order
_ON_LINE = tuple(name for name in _CLAIMED if name != "full_name")
_NEAR_DEGREES = 0.1  # about 10 km: a town is not a point
_NEAR_YEARS = 2  # "about 1980" and 1982 do not contradict each other


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of one field, on somebody's word."""

    id: str  # its own; a withdrawal names it
    field: str  # of `fields`, but not record_id, which names the file
    value: str  # as it was said
    source: str  # whose word it is: "list of the South, version 3", "sister"
    on: PartialDate | None = None  # when it was said
    sure: Sure = "stated"
    by: str | None = None  # who wrote it down

    def __post_init__(self) -> None:
        if self.field not in _CLAIMED:
            check_field(self.field)
        if self.sure not in _RANK:
            raise InvalidInput(f"claim {self.id}: {self.sure!r} is not one of {', '.join(SURE)}")
        if not self.value.strip():
            raise InvalidInput(f"claim {self.id}: no value for {self.field}; what is not known is not claimed")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Taking back something that was said. It stays readable; to say it again is a new claim."""

    of: str  # the identifier of what is taken back
    by: str
    on: date
    because: str


@dataclass(frozen=True, slots=True)
class PersonFile:
    """All that was said of one person, found or sought."""

    record_id: str
    role: Role
    claims: tuple[Claim, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()

    def __post_init__(self) -> None:
        check_identifiers(self.claims)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims of one field that cannot all be right, in the order of `line_of`: the first stands on the line."""

    field: str
    claims: tuple[Claim, ...]


class Identified(Protocol):
    """Anything that was said under an identifier of its own, and can be withdrawn."""

    @property
    def id(self) -> str:
        """Give the identifier."""


Said = TypeVar("Said", bound=Identified)


def check_field(name: str) -> None:
    """Refuse a field that nobody can claim.

    raises    InvalidInput
    """
    if name not in _CLAIMED:
        raise InvalidInput(f"{name[:60]!r} is no field of a person; the fields are {', '.join(_CLAIMED)}")


def check_identifiers(said: Iterable[Identified]) -> None:
    """Refuse two different things said under one identifier.

    raises    InvalidInput
    """
    seen: dict[str, Identified] = {}
    for one in said:
        other = seen.setdefault(one.id, one)
        if other is not one and other != one:
            raise InvalidInput(f"the identifier {one.id[:60]!r} stands for two different things; give each its own")


def check_time(what: str, at: datetime) -> None:
    """Refuse a time without a zone: on a border two clocks differ, and nobody can tell later which one was meant.

    raises    InvalidInput
    """
    if at.utcoffset() is None:
        raise InvalidInput(f"{what}: {at.isoformat()} has no time zone; give one, as {at.isoformat()}+00:00")


def standing(said: Iterable[Said], withdrawals: Iterable[Withdrawal], *, on: date | None = None) -> tuple[Said, ...]:
    """Leave out what was withdrawn, by a day if one is given. The order of withdrawals never matters."""
    gone = {withdrawal.of for withdrawal in withdrawals if on is None or withdrawal.on <= on}
    return tuple(one for one in said if one.id not in gone)


def first_withdrawals(withdrawals: Iterable[Withdrawal]) -> dict[str, Withdrawal]:
    """Give the first withdrawal of each thing that was withdrawn, by its identifier."""
    latest_first = sorted(withdrawals, key=lambda w: (w.on, w.by, w.because), reverse=True)
    return {withdrawal.of: withdrawal for withdrawal in latest_first}


def date_order(day: PartialDate | None) -> tuple[int, int, int]:
    """Give what dates are sorted by: what is not known counts as earliest."""
    return (0, 0, 0) if day is None else (day.year, day.month or 0, day.day or 0)


@lru_cache(maxsize=1 << 14)
def write_date(day: PartialDate) -> str:
    """Write a partial date so that `read_date` reads it.

    >>> write_date(PartialDate(1987, 3)), write_date(PartialDate(1980, is_approximate=True))
    ('1987-03', '~1980')
    """
    parts = [f"{day.year:04}", *(f"{part:02}" for part in (day.month, day.day) if part is not None)]
    return "~" * day.is_approximate + "-".join(parts)


def line_of(file: PersonFile) -> Person:
    """Read a file as one line: of each field the claim that stands.

    Of claims not withdrawn the surest stands (a document, then first hand, then estimates, then hearsay), of equally
    sure ones the newest, of equally new ones that with the lowest identifier, so that the order of arrival never
    decides. A whole name is taken apart where neither family nor given name is claimed.

    >>> rows = Claim("1", "sex", "m", "a sister"), Claim("2", "sex", "f", "a passport", sure="seen in a document")
    >>> line_of(PersonFile("7", "sought", rows)).sex
    'f'
    """
    gone = {withdrawal.of for withdrawal in file.withdrawals}
    best: dict[str, Claim] = {}
    for claim in file.claims:
        other = best.get(claim.field)
        if claim.id not in gone and (other is None or _place(claim) < _place(other)):
            best[claim.field] = claim
    return person_of(file.record_id, {name: claim.value for name, claim in best.items()})


def person_of(record_id: str, values: dict[str, str]) -> Person:
    """Make a line of values by field name."""
    return Person(record_id, **with_name_parts(values))


def with_name_parts(values: dict[str, str]) -> dict[str, str]:
    """Give a name written in one piece its parts, in the order most plausible; names in fields of their own win.

    >>> with_name_parts({"full_name": "Вигадько Юрій Ілліч", "sex": "m"})
    {'family_name': 'Вигадько', 'given_name': 'Юрій', 'patronymic': 'Ілліч', 'sex': 'm'}
    """
    if "full_name" not in values:
        return values
    whole, others = values["full_name"], {name: value for name, value in values.items() if name != "full_name"}
    if "family_name" in others or not any(map(str.isalpha, whole)):
        return others
    read = next(iter(parse(whole)), None)
    if read is None:
        return {"family_name": whole} | others
    parts = {"family_name": read.family, "given_name": read.given, "patronymic": read.patronymic}
    return {name: part for name, part in parts.items() if part} | others


def _place(claim: Claim) -> tuple[int, int, int, int, str]:
    year, month, day = date_order(claim.on)
    return _RANK[claim.sure], -year, -month, -day, claim.id


def claims_of(person: Person, source: str, on: PartialDate | None, *, by: str | None = None) -> tuple[Claim, ...]:
    """Make one claim of each value of a list's row, each as stated by the list.

    source    the list and its version: with the row and field it makes the identifiers
    on        the day of the list
    """
    root = f"{source}/{person.record_id}/"
    said = ((name, getattr(person, name)) for name in _ON_LINE)
    return tuple(Claim(root + name, name, value, source, on, by=by) for name, value in said if value)


def history(file: PersonFile, field: str) -> tuple[tuple[Claim, Withdrawal | None], ...]:
    """Give all that was ever said of a field, oldest first, each with its (first) withdrawal.

    raises    InvalidInput where there is no such field
    """
    check_field(field)
    gone = first_withdrawals(file.withdrawals)
    said = sorted((c for c in file.claims if c.field == field), key=lambda c: (date_order(c.on), c.id))
    return tuple((claim, gone.get(claim.id)) for claim in said)


def disagreements(file: PersonFile) -> tuple[Disagreement, ...]:
    """Find the fields on which claims not withdrawn disagree, once spelling, script and exactness are allowed for.

    A year agrees with every day of it, and a name or place with its form in another language.
    """
    by_field: dict[str, list[Claim]] = {name: [] for name in _CLAIMED}
    for claim in standing(file.claims, file.withdrawals):
        by_field[claim.field].append(claim)
    return tuple(
        Disagreement(name, tuple(sorted(said, key=_place)))
        for name, said in by_field.items()
        if _is_disputed(name, said)
    )


def _is_disputed(name: str, said: Sequence[Claim]) -> bool:
    values = tuple({claim.value for claim in said})
    agree = _AGREE.get(name, _same_text)
    return any(not agree(one, two) for place, one in enumerate(values) for two in values[:place])


def _same_text(one: str, two: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(two.casefold().split())


def _by(read: Callable[[str], str | int | None]) -> Callable[[str, str], bool]:
    """Compare by one normal form, and as text where either has none."""

    def agree(one: str, two: str) -> bool:
        first, second = read(one), read(two)
        return _same_text(one, two) if first is None or second is None else first == second

    return agree


def _same_date(one: str, two: str) -> bool:
    first, second = read_date(one), read_date(two)
    if first is None or second is None:
        return _same_text(one, two)
    if first.is_approximate or second.is_approximate:
        return abs(first.year - second.year) <= _NEAR_YEARS
    parts = ((first.year, second.year), (first.month, second.month), (first.day, second.day))
    return all(known is None or other is None or known == other for known, other in parts)


def _same_place(one: str, two: str) -> bool:
    first, second = read_place(one), read_place(two)
    if first is None or second is None:
        return _same_text(one, two)
    if first.at and second.at and not (first.settlement and second.settlement):  # one side gave coordinates alone
        apart = abs(first.at.latitude - second.at.latitude), abs(first.at.longitude - second.at.longitude)
        return max(apart) <= _NEAR_DEGREES
    parts = ((first.settlement, second.settlement), (first.region, second.region))
    return all(known is None or other is None or known == other for known, other in parts)


def _same_name(one: str, two: str) -> bool:
    first, second = one.replace("-", " ").split(), two.replace("-", " ").split()
    return _same_text(one, two) or (len(first) == len(second) and all(map(_same_word, first, second)))


def _same_word(one: str, two: str) -> bool:
    """Tell whether two words sound alike by any reading; an initial agrees with every name that begins so."""
    heard, other = keys(one), keys(two)
    if len(one.strip(".")) == 1 or len(two.strip(".")) == 1:
        return any(a.startswith(b) or b.startswith(a) for a in heard for b in other)
    return _same_text(one, two) or not set(heard).isdisjoint(other)


_AGREE: dict[str, Callable[[str, str], bool]] = {
    **dict.fromkeys(("family_name", "given_name", "patronymic", "full_name", "mother_name"), _same_name),
    **dict.fromkeys(("birth_date", "last_seen_date"), _same_date),
    **dict.fromkeys(("birth_place", "last_seen_place", "residence", "held_place"), _same_place),
    **dict.fromkeys(("id_number", "service_number", "document_number"), _by(read_number)),
    "sex": _by(read_sex),
    "rank": _by(read_rank),
    "unit": _by(read_unit),
    "category": _by(read_category),
}
