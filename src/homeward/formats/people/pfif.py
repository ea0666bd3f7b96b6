"""PFIF 1.4 in and out: the People Finder Interchange Format, with a list of what is lost either way.

In: every `person` element becomes a line, with what its newest note says of the place last known. Whatever has no field
here is named once for each element, never dropped in silence. A document type is refused at once: it is how an XML
file attacks its reader. Out: what PFIF has no element for stands in the description, in words.

Source: zesty.ca/pfif/1.4 (the specification); docs/guide/lists.md says what is lost.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml import ElementTree as SafeTree
from defusedxml.common import DefusedXmlException

from homeward.errors import Problem
from homeward.records.fields import FIELDS
from homeward.records.listing import Listing
from homeward.records.names.parse import Name, parse
from homeward.records.person import Person

NAMESPACE = "http://zesty.ca/pfif/1.4"
MAX_BYTES = 200_000_000
_SPACE = re.compile(r"^\{http://zesty\.ca/pfif/1\.[0-9]+\}")
_IN = {
    "person_record_id": "record_id",
    "family_name": "family_name",
    "given_name": "given_name",
    "date_of_birth": "birth_date",
    "sex": "sex",
}
_KNOWN_ELSEWHERE = frozenset({"note", "full_name"})
_SEX_OUT = {"m": "male", "f": "female"}
_OUT = frozenset({*_IN.values(), "full_name", "last_seen_place"})  # elements of PFIF; the rest is said in words
_OUT_IN_WORDS = tuple((field.name, field.says) for field in FIELDS if field.name not in _OUT)
LOST_ON_THE_WAY_OUT = tuple(words for _, words in _OUT_IN_WORDS)  # as elements; kept as text in the description


def read_pfif(data: bytes) -> Listing:
    """Read the people of a PFIF file, versions 1.1 to 1.4.

    returns    a `Listing`; a file that is not PFIF gives no people and a `Problem` that says why
    """
    if len(data) > MAX_BYTES:
        return _refuse(f"{len(data):,} bytes; at most {MAX_BYTES:,} are read")
    try:
        root = SafeTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        return _refuse("the file declares a document type or entities, which no list needs; it was not read further")
    except (ParseError, ValueError, LookupError, UnicodeError, RecursionError) as error:
        return _refuse(f"the file is not XML: {str(error)[:120]}")
    if not _SPACE.match(root.tag) or _local(root) != "pfif":
        return _refuse("the file is XML, but not PFIF: its outermost element is not pfif")
    return _assemble(root)


def _refuse(says: str) -> Listing:
    return Listing(problems=(Problem("file", says, "nothing"),))


def _assemble(root: Element) -> Listing:
    people: list[Person] = []
    problems: list[Problem] = []
    unread: Counter[str] = Counter()
    seen: set[str] = set()
    n_held = n_refused = 0
    elements = [element for element in root.iter() if _local(element) == "person"]
    notes = _notes(root)
    for number, element in enumerate(elements, start=1):
        where = f"person {number}"
        values = _values(element, unread)
        record_id = values.get("record_id")
        if not values.keys() - {"record_id"}:
            problems.append(Problem(where, "no name, date or sex", "nothing"))
            n_refused += 1
        elif record_id in seen:
            problems.append(
                Problem(where, f"the identifier {record_id} stands twice", "the line before; this one is held")
            )
            n_held += 1
        else:
            if record_id is None:
                record_id = f"person {number}"
                problems.append(Problem(where, "no identifier", f"the line, as {record_id!r}"))
            seen.add(record_id)
            place = notes.get(record_id)
            people.append(Person(**values | {"record_id": record_id, "last_seen_place": place}))  # type: ignore[arg-type]
    problems += [
        Problem(f"element {name}", f"stands with {count} people and has no field here", "the rest of the line")
        for name, count in sorted(unread.items())
    ]
    columns = tuple((field, element) for element, field in _IN.items())
    return Listing(tuple(people), columns, tuple(problems), len(elements), n_held, n_refused, "PFIF")


def _local(element: Element) -> str:
    return _SPACE.sub("", element.tag) if isinstance(element.tag, str) else ""


def _values(person: Element, unread: Counter[str]) -> dict[str, str]:
    said = [(_local(child), (child.text or "").strip()) for child in reversed(person)]
    first = {name: text for name, text in said if text}  # the first of several stands
    unread.update(first.keys() - _IN.keys() - _KNOWN_ELSEWHERE)
    values = {field: first[name] for name, field in _IN.items() if name in first}
    full = first.get("full_name", "").replace("\n", " ")
    if full and not values.keys() & {"family_name", "given_name"}:
        values |= _name_parts(full)
    return values


def _name_parts(full: str) -> dict[str, str]:
    read = next(iter(parse(full)), Name())
    parts = {"family_name": read.family, "given_name": read.given, "patronymic": read.patronymic}
    return {field: text for field, text in parts.items() if text} or {"family_name": full}


def _notes(root: Element) -> dict[str, str]:
    """The place last known of each person, by the newest note that names one."""
    newest: dict[str, tuple[str, str]] = {}
    for note in (element for element in root.iter() if _local(element) == "note"):
        said = {_local(child): (child.text or "").strip() for child in note}
        record, place = said.get("person_record_id", ""), said.get("last_known_location", "")
        when = said.get("source_date", "")
        if record and place and when >= newest.get(record, ("", ""))[0]:
            newest[record] = when, place
    return {record: place for record, (_, place) in newest.items()}


def write_pfif(people: Sequence[Person], *, source: str, made_at: datetime, domain: str) -> bytes:
    """Write people as PFIF 1.4.

    source     who says so: the required source name
    made_at    UTC; the required source date of every record
    domain     the origin that stands before every identifier, as in example.org/17
    """
    root = Element(f"{{{NAMESPACE}}}pfif")
    for person in people:
        _write_person(root, person, (source, made_at.strftime("%Y-%m-%dT%H:%M:%SZ"), domain))
    indent(root)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True, default_namespace=NAMESPACE)
    return text


def _write_person(root: Element, person: Person, told: tuple[str, str, str]) -> None:
    source, when, domain = told
    element = SubElement(root, f"{{{NAMESPACE}}}person")
    record_id = person.record_id if "/" in person.record_id else f"{domain}/{person.record_id}"
    names = (person.family_name, person.given_name, person.patronymic)
    full = " ".join(part for part in names if part)
    fields = (
        ("person_record_id", record_id),
        ("source_name", source),
        ("source_date", when),
        ("full_name", full or "unknown"),
        ("given_name", person.given_name),
        ("family_name", person.family_name),
        ("description", "; ".join(_in_words(person))),
        ("sex", _SEX_OUT.get((person.sex or "").casefold(), person.sex)),
        ("date_of_birth", person.birth_date),
    )
    _add(element, fields)
    if person.last_seen_place:
        note = SubElement(element, f"{{{NAMESPACE}}}note")
        said = (
            ("note_record_id", f"{record_id}.place"),
            ("person_record_id", record_id),
            ("author_name", source),
            ("source_date", when),
            ("last_known_location", person.last_seen_place),
            ("text", "place last seen, as listed"),
        )
        _add(note, said)


def _add(element: Element, fields: Iterable[tuple[str, str | None]]) -> None:
    for name, text in fields:
        if text:
            SubElement(element, f"{{{NAMESPACE}}}{name}").text = _xml_text(text)


def _in_words(person: Person) -> list[str]:
    return [f"{words}: {getattr(person, name)}" for name, words in _OUT_IN_WORDS if getattr(person, name)]


def _xml_text(text: str) -> str:
    """Leave out what no XML file can hold: control characters and halves of characters."""
    return "".join(sign if _is_xml(ord(sign)) else "\N{REPLACEMENT CHARACTER}" for sign in text)


def _is_xml(code: int) -> bool:
    return code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
