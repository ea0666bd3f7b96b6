"""Lists of people as JSON, in and out: flat objects with our field names, or whole files with dated claims.

In: a list of objects, or an object with such a list under "people". Keys are known by our names and by every heading
of the table of fields. JSON is read strictly: an object with a key that stands twice is held, because readers differ in
which of the two they keep; NaN and Infinity are no values. Every entry is accounted for, and nothing in the bytes is an
exception. Out: only what is known, one entry a line. `form.json_schema` describes both.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from homeward.errors import Problem
from homeward.formats.people.form import SCHEMA, csv_header
from homeward.formats.reading import FILE, show, without_collection
from homeward.records.claim import (
    ROLES,
    SURE,
    Claim,
    PersonFile,
    Role,
    Sure,
    Withdrawal,
    claims_of,
    line_of,
    person_of,
    write_date,
)
from homeward.records.dates import PartialDate, read_date
from homeward.records.fields import FIELD_BY_NAME, FIELDS, NOTHING_SAID, fold_heading
from homeward.records.listing import Listing
from homeward.records.person import Person

MAX_BYTES = 512 * 1024 * 1024
MAX_VALUES = 32_000_000  # of all entries, counted by commas and brackets: what they take in memory is bounded by it
MAX_CHARS = 8192  # of one value
_MOST_PROBLEMS = 1000  # of odd values; entries are all accounted for
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?[ \t\r\n]*(?:\[[ \t\r\n]*(?:[\[{"\]]|$)|\{[ \t\r\n]*(?:["}]|$))')
_TOO_LONG = "too long"  # told by what it is, not by what it says
_DATES = ("birth_date", "last_seen_date")
_FIELD_BY_HEADING = {heading: (one.name, rank) for one in FIELDS for rank, heading in enumerate(one.headings)}
_OF_FILE = frozenset(("role", "claims", "withdrawals"))
_OF_CLAIM = ("id", "field", "value", "source", "on", "sure", "by")
_OF_WITHDRAWAL = ("of", "by", "on", "because")
_KINDS = {bool: "true or false", list: "a list"}
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_LONGEST_HEADING = 200  # signs and blanks included
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Origin:
    """What entries without it are taken to be: found or sought, on whose word, of which day."""

    role: Role = "sought"
    source: str = "list"
    on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class _Twice:
    """An object in which a key stands twice."""

    key: str


@dataclass(frozen=True, slots=True)
class _NoNumber:
    """NaN or Infinity, which some programs write and JSON does not have."""

    text: str


@dataclass(frozen=True, slots=True)
class _Account:
    """What is noted while reading; filled entry by entry."""

    problems: list[Problem] = field(default_factory=list)  # of entries
    odd: list[Problem] = field(default_factory=list)  # of single values
    unread: Counter[str] = field(default_factory=Counter)
    columns: dict[str, str] = field(default_factory=dict)

    def note(self, where: str, says: str, kept: str) -> None:
        """Note an odd value; of very many the first are enough."""
        if len(self.odd) < _MOST_PROBLEMS:
            self.odd.append(Problem(where, says, kept))

    def leave_out(self, number: int, why: str) -> None:
        """Note an entry of which nothing is used."""
        self.problems.append(Problem(f"entry {number}", why, "nothing of the entry"))

    def all_problems(self) -> tuple[Problem, ...]:
        """Give the problems of entries, of single values, and of keys that nobody asks for, the most frequent first."""
        unread = [
            Problem(f"key {show(key)}", f"stands {count:,} times and has no field here", "the rest of the entry")
            for key, count in self.unread.most_common(_MOST_PROBLEMS)
        ]
        if len(self.unread) > _MOST_PROBLEMS:
            says = f"{len(self.unread) - _MOST_PROBLEMS:,} more keys have no field here"
            unread.append(Problem(FILE, says, "the rest of each entry"))
        return (*self.problems, *self.odd, *unread)


def is_json(data: bytes) -> bool:
    """Tell whether bytes begin as JSON does: [ or {, and then what may follow; "[Surname],[Name]" heads a table."""
    return _JSON.match(data) is not None


def read_json_people(data: bytes) -> Listing:
    """Read a list of people; of a file with claims the line that stands (`records.claim.line_of`).

    returns    a `Listing`; bytes that are not JSON, or hold no list, give no people and a `Problem` that says why
    """
    with without_collection():
        read, listing = _read(data, Origin())
        return replace(listing, people=tuple(line_of(one) if isinstance(one, PersonFile) else one for one in read))


def read_person_files(data: bytes, origin: Origin) -> tuple[tuple[PersonFile, ...], Listing]:
    """Read people as files with claims; each value of a flat object is one claim of the origin.

    returns    the files, and the same people as a `Listing`
    """
    with without_collection():
        read, listing = _read(data, origin)
        files = tuple(one if isinstance(one, PersonFile) else _file_of(one, origin) for one in read)
        return files, replace(listing, people=tuple(line_of(file) for file in files))


def _file_of(line: Person, origin: Origin) -> PersonFile:
    return PersonFile(line.record_id, origin.role, claims_of(line, origin.source, origin.on))


def _read(data: bytes, origin: Origin) -> tuple[list[Person | PersonFile], Listing]:
    """Read every entry; the listing has everything but the people."""
    account = _Account()
    entries = _entries(_load(data), account)
    read: dict[str, Person | PersonFile] = {}
    n_held = n_refused = 0
    for number, entry in enumerate(entries, start=1):
        one = _read_entry(entry, f"entry {number}", origin, account)
        if one is None:
            n_refused += 1
        elif isinstance(one, _Twice):
            account.leave_out(number, f"the key {show(one.key)} stands twice")
            n_held += 1
        elif read.setdefault(one.record_id, one) is not one:
            account.leave_out(number, f"the identifier {show(one.record_id)} stands on an earlier entry")
            n_held += 1
    columns = tuple((name, key) for key, name in account.columns.items())
    listing = Listing((), columns, account.all_problems(), len(entries), n_held, n_refused, "JSON")
    return list(read.values()), listing


def _load(data: bytes) -> object:
    """Parse bytes; a `Problem` where they are no JSON. Numbers stay as they were written."""
    if len(data) > MAX_BYTES:
        return Problem(FILE, f"{len(data):,} bytes; at most {MAX_BYTES:,} are read", "nothing")
    if sum(map(data.count, (b",", b"[", b"{"))) > MAX_VALUES:
        return Problem(FILE, f"more than {MAX_VALUES:,} values", "nothing")
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_object, parse_int=str, parse_float=str, parse_constant=_NoNumber)
    except UnicodeDecodeError:
        return Problem(FILE, "not UTF-8 text", "nothing")
    except RecursionError:
        return Problem(FILE, "lists or objects within each other, too deep to be a list of people", "nothing")
    except json.JSONDecodeError as error:
        return Problem(FILE, f"not JSON: {error.msg}, line {error.lineno}, column {error.colno}", "nothing")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object] | _Twice:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    (key, _), *_ = Counter(key for key, _ in pairs).most_common(1)
    return _Twice(key)


def _entries(whole: object, account: _Account) -> list[object]:
    """Find the list of entries: the document itself, or what stands under "people"; one object is one entry."""
    if isinstance(whole, Problem):
        account.problems.append(whole)
        return []
    if isinstance(whole, dict) and "people" not in whole:
        return [whole]
    if isinstance(whole, dict):
        account.unread.update(whole.keys() - {"schema", "people"})
        if whole.get("schema", SCHEMA) != SCHEMA:
            account.problems.append(Problem(FILE, f"its schema is not {SCHEMA}", "nothing"))
            return []
        whole = whole["people"]
    if isinstance(whole, list):
        return whole
    says = "neither a list of people nor an object with one under 'people'"
    says = f"the key {show(whole.key)} stands twice in the outermost object" if isinstance(whole, _Twice) else says
    account.problems.append(Problem(FILE, says, "nothing"))
    return []


def _read_entry(entry: object, where: str, origin: Origin, account: _Account) -> Person | PersonFile | _Twice | None:
    """Read one entry; None where it is nobody."""
    if isinstance(entry, _Twice):
        return entry
    if not isinstance(entry, dict):
        account.problems.append(Problem(where, "not an object with fields", "nothing of the entry"))
        return None
    values = _values(entry, where, account)
    record_id = values.pop("record_id", None) or where
    line = person_of(record_id, values)
    if "claims" not in entry:
        made: Person | PersonFile = line
    else:
        made = _file(entry, line, where, origin, account)
        values = {claim.id: claim.value for claim in made.claims}
    if not values:
        account.problems.append(Problem(where, "nothing is said of anybody", "nothing of the entry"))
        return None
    return made


def _values(entry: dict[str, object], where: str, account: _Account) -> dict[str, str]:
    """Take the values of an object by field; of two keys for one field the more usual one stands."""
    answers: dict[str, list[tuple[int, str, str]]] = {}
    for key, value in entry.items():
        name, rank = _field_of(key)
        if name is not None and (text := _text(value, where, key, account)) is not None:
            answers.setdefault(name, []).append((rank, key, text))
        elif name is None and (key not in _OF_FILE or "claims" not in entry):
            account.unread[key] += 1
    values = {}
    for name, told in answers.items():
        (_, key, values[name]), *others = sorted(told)
        account.columns.setdefault(key, name)
        for _, other, _ in others:
            account.note(where, f"{show(other)} and {show(key)} are one field", f"what stands under {show(key)}")
    return _checked(values, where, account)


@lru_cache(maxsize=4096)
def _field_of(key: str) -> tuple[str | None, int]:
    is_sound = len(key) <= _LONGEST_HEADING and not _HALF.search(key)
    return _FIELD_BY_HEADING.get(fold_heading(key), (None, 0)) if is_sound else (None, 0)


def _checked(values: dict[str, str], where: str, account: _Account) -> dict[str, str]:
    for name in _DATES:
        if name in values and read_date(values[name]) is None:
            account.note(f"{where}, {name}", f"{show(values[name])} is no date of the calendar", "text; date unknown")
    return values


def _text(value: object, where: str, key: str, account: _Account) -> str | None:
    """Take a value as text; None where it says nothing, or is of a kind that no field holds."""
    if value is None:
        return None
    if not isinstance(value, str):
        what = value.text if isinstance(value, _NoNumber) else _KINDS.get(type(value), "an object")
        account.note(f"{where}, {show(key)}", f"{what} is no value of a field", "nothing; the value is unknown")
        return None
    text = _clean(value)
    if text is _TOO_LONG:
        account.note(f"{where}, {show(key)}", f"{len(value):,} characters; at most {MAX_CHARS:,} are read", "nothing")
        return None
    if text and not text.isascii() and _HALF.search(text):
        account.note(f"{where}, {show(key)}", "half of a character (a lone surrogate)", "the text with a sign for it")
        return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)
    return text


@lru_cache(maxsize=1 << 14)
def _clean(value: str) -> str | None:
    """Take blanks off a text; None where it is a word for not known. Files say most of their words many times."""
    text = value.strip()
    if len(text) > MAX_CHARS:
        return _TOO_LONG
    return None if text.casefold() in NOTHING_SAID else text


# ── files with claims ──


def _file(entry: dict[str, object], line: Person, where: str, origin: Origin, account: _Account) -> PersonFile:
    """Read a file: its claims, what stands beside them as claims of the origin, its withdrawals."""
    role = next((role for role in ROLES if role == entry.get("role")), None)
    if role is None and entry.get("role") is not None:
        account.note(f"{where}, role", f"neither {' nor '.join(ROLES)}", origin.role)
    claims = {claim.id: claim for claim in claims_of(line, origin.source, origin.on)}
    for place, said in _objects(entry, "claims", where, account):
        claim = _claim(said, f"{where}, {place}", f"{line.record_id}/{place}", origin, account)
        if claim is None:
            continue
        other = claims.setdefault(claim.id, claim)
        if other is not claim and other != claim:
            account.note(f"{where}, {place}", f"the identifier {show(claim.id)} stands for two claims", "the first")
    withdrawals = tuple(
        withdrawal
        for place, said in _objects(entry, "withdrawals", where, account)
        if (withdrawal := _withdrawal(said, f"{where}, {place}", account)) is not None
    )
    return PersonFile(line.record_id, role or origin.role, tuple(claims.values()), withdrawals)


def _objects(
    entry: dict[str, object], key: str, where: str, account: _Account
) -> Iterator[tuple[str, dict[str, object]]]:
    """Give the objects of a list under a key, and note whatever else stands there."""
    listed = entry.get(key)
    if listed is not None and not isinstance(listed, list):
        account.note(f"{where}, {key}", "not a list", "nothing of it")
    for number, said in enumerate(listed if isinstance(listed, list) else (), start=1):
        place = f"{key.removesuffix('s')} {number}"
        if isinstance(said, dict):
            yield place, said
        else:
            twice = f"the key {show(said.key)} stands twice" if isinstance(said, _Twice) else "not an object"
            account.note(f"{where}, {place}", twice, "nothing of it")


def _claim(said: dict[str, object], where: str, own_id: str, origin: Origin, account: _Account) -> Claim | None:
    told: dict[str, str] = {}
    for key, written in said.items():
        if key not in _OF_CLAIM:
            account.unread[f"{key} of a claim"] += 1
        elif (text := _text(written, where, key, account)) is not None:
            told[key] = text
    name, value = told.get("field"), told.get("value")
    if name not in FIELD_BY_NAME or name == "record_id":
        account.note(where, f"{show(name or '')} is no field that can be claimed", "nothing of the claim")
        return None
    if value is None:
        return None
    on = _said_on(told, where, origin, account)
    return Claim(
        told.get("id", own_id),
        name,
        value,
        told.get("source", origin.source),
        on,
        _sure(told, where, account),
        told.get("by"),
    )


def _said_on(told: dict[str, str], where: str, origin: Origin, account: _Account) -> PartialDate | None:
    """Date a claim; one of the origin by the origin's day, while a source of its own has its own day or none."""
    if "on" not in told:
        return None if "source" in told else origin.on
    on = read_date(told["on"])
    if on is None:
        account.note(f"{where}, on", f"{show(told['on'])} is no date of the calendar", "the claim, undated")
    return on


def _sure(told: dict[str, str], where: str, account: _Account) -> Sure:
    """Take how sure a claim is; a word that is not known here counts as the least sure."""
    for sure in SURE:
        if sure == told.get("sure", "stated"):
            return sure
    account.note(f"{where}, sure", f"{show(told['sure'])} is none of {', '.join(SURE)}", SURE[-1])
    return SURE[-1]


def _withdrawal(said: dict[str, object], where: str, account: _Account) -> Withdrawal | None:
    account.unread.update(f"{key} of a withdrawal" for key in said.keys() - set(_OF_WITHDRAWAL))
    of, by, on, because = (_text(said.get(key), where, key, account) for key in _OF_WITHDRAWAL)
    day = _day(on)
    if of and by and because and day:
        return Withdrawal(of, by, day, because)
    says = "a withdrawal needs of, by, on (a whole day, as 2026-03-01) and because"
    account.note(where, says, "nothing of it: what it meant to withdraw stands")
    return None


def _day(text: str | None) -> date | None:
    read = read_date(text) if text else None
    return date(read.year, read.month, read.day) if read and read.is_full and read.month and read.day else None


# ── out ──


def write_json_people(people: Sequence[Person]) -> bytes:
    """Write people as flat objects: our field names, only what is known, one person a line."""
    return _write({name: value for name in csv_header() if (value := getattr(one, name))} for one in people)


def write_person_files(files: Sequence[PersonFile]) -> bytes:
    """Write files with all their claims and withdrawals, withdrawn claims included, one person a line."""
    return _write(
        {
            "record_id": file.record_id,
            "role": file.role,
            "claims": [_known(one, _OF_CLAIM, write_date(one.on) if one.on else None) for one in file.claims],
            "withdrawals": [_known(one, _OF_WITHDRAWAL, one.on.isoformat()) for one in file.withdrawals],
        }
        for file in files
    )


def _known(said: Claim | Withdrawal, names: Sequence[str], on: str | None) -> dict[str, str]:
    told = {name: on if name == "on" else getattr(said, name) for name in names}
    return {name: value for name, value in told.items() if value is not None}


def _write(entries: Iterable[object]) -> bytes:
    lines = ",\n".join(map(_ENCODER.encode, entries))
    # a half of a character, which no reader of ours lets in, becomes a question mark
    return f'{{"schema": "{SCHEMA}", "people": [\n{lines}\n]}}\n'.encode(errors="replace")
