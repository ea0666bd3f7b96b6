"""PFIF 1.1 to 1.4 in, 1.4 out: the People Finder Interchange Format, with a list of what is lost either way.

In: every `person` element becomes a line, with what its newest note says of the place last known. Whatever has no field
here, or stands where the format has no place for it, is named once for each element, never dropped in silence. Out:
what PFIF has no element for stands in the description, in words.

Source: zesty.ca/pfif/1.4 (the specification); docs/guide/lists.md says what is lost.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from homeward.errors import Problem
from homeward.formats.foreign.source import Line
from homeward.formats.people.answers import ASSUME, Answers
from homeward.formats.people.lines import Lines, gather_people
from homeward.formats.people.tables import ask_for_people
from homeward.formats.reading import DETECT, FILE, count_characters
from homeward.formats.spreadsheet import open_foreign
from homeward.records.fields import FIELDS
from homeward.records.listing import Listing
from homeward.records.person import Person

NAMESPACE = "http://zesty.ca/pfif/1.4"
_ROOT = re.compile(r"(http://zesty\.ca/pfif/1\.[1-4] )pfif")
_IN = {
    "person_record_id": "record_id",
    "family_name": "family_name",
    "given_name": "given_name",
    "date_of_birth": "birth_date",
    "sex": "sex",
}
_FIELDS = (*_IN.values(), "full_name", "last_seen_place")
_OF_NOTE = frozenset("note_record_id person_record_id source_date entry_date author_name last_known_location".split())
_SEX_OUT = {"m": "male", "f": "female"}
_OUT = frozenset(_FIELDS)  # elements of PFIF; the rest is said in words
_OUT_IN_WORDS = tuple((field.name, field.says) for field in FIELDS if field.name not in _OUT)
LOST_ON_THE_WAY_OUT = tuple(words for _, words in _OUT_IN_WORDS)  # as elements; kept as text in the description

_Element = list[Any]  # name with namespace, line, text, oddities, children


def read_pfif(data: bytes, answers: Answers = ASSUME) -> Listing:
    """Read the people of a PFIF file, versions 1.1 to 1.4.

    returns    a `Listing`; a file that is not PFIF gives no people and a `Problem` that says why
    """
    return people_of_tree(open_foreign(data, ask_for_people(answers, is_xml_read=True)), answers)


def people_of_tree(told: Iterable[Line], answers: Answers) -> Listing:
    """Make a list of people of what `foreign` tells of an XML file."""
    facts, *rest = told  # the bounded pipe bounds them
    end = rest[-1] if rest else facts
    assert isinstance(facts, dict)  # `foreign` begins and ends every answer so
    assert isinstance(end, dict)
    if "refused" in end:
        return _refuse(end["refused"], end["where"])
    if facts["kind"] != "xml":
        return _refuse("the file is not XML")
    root = _ROOT.fullmatch(facts["root"])
    if root is None:
        is_named = "zesty.ca/pfif" in facts["root"]
        why = "it names no version from 1.1 to 1.4" if is_named else "its outermost element is not pfif"
        return _refuse(f"the file is XML, but not PFIF that is known here: {why}")
    found = _Found(root[1])
    for element in chain.from_iterable(block for block in rest if isinstance(block, list)):
        found.take(element)
    found.note_odd("pfif", 1, end["odd"])
    return found.listing(answers)


def _refuse(says: str, where: str = FILE) -> Listing:
    return Listing(problems=(Problem(where, says, "nothing"),), source="XML")


@dataclass(frozen=True, slots=True)
class _Found:
    """What the elements of a file have said so far."""

    space: str
    people: list[dict[str, str]] = field(default_factory=list)
    wheres: list[str] = field(default_factory=list)
    held: list[Problem] = field(default_factory=list)
    said: list[Problem] = field(default_factory=list)
    notes: dict[str, tuple[str, str]] = field(default_factory=dict)  # person: when, place last known
    unread: Counter[str] = field(default_factory=Counter)
    odd: dict[tuple[str, str], list[int]] = field(default_factory=dict)  # what, in which element: how often, first line

    def take(self, element: _Element) -> None:
        """Take one element below the outermost one."""
        name = self._local(element)
        self.note_odd(name, element[1], element[3])
        if element[2].strip():
            self.note_odd(name, element[1], ("text between the elements",))
        if name == "person":
            self._take_person(element)
        elif name == "note":
            self._take_note(element, "")
        else:
            self.unread[name] += 1
            self._hold_inside(element, name)

    def note_odd(self, name: str, line: int, odd: Iterable[str]) -> None:
        """Note what stands in an element beside its value."""
        for what in odd:
            self.odd.setdefault((what, name), [0, line])[0] += 1

    def _local(self, element: _Element) -> str:
        name: str = element[0]
        return name.removeprefix(self.space) if name.startswith(self.space) else name.replace(" ", ":")

    def _take_person(self, element: _Element) -> None:
        number = len(self.people) + len(self.held) + 1
        where = f"line {element[1]}, person {number}"
        first = self._values(element, where)
        longest = max(map(_length, first.values()), default=0)
        if longest > DETECT.limits.cell_chars:
            says = f"a value of {longest:,} characters, more than the limit of {DETECT.limits.cell_chars:,}"
            self.held.append(Problem(where, says, "nothing of the person"))
            return
        values = {_IN.get(name, name): text for name, text in first.items() if name in _IN or name == "full_name"}
        self.unread.update(first.keys() - _IN.keys() - {"full_name"})
        if "record_id" not in values and values:
            self.said.append(Problem(where, "no identifier", f"the line, as 'person {number}'"))
            values["record_id"] = f"person {number}"
        for child in element[4]:
            if self._local(child) == "note":
                self._take_note(child, values.get("record_id", ""))
        self.people.append(values)
        self.wheres.append(where)

    def _values(self, element: _Element, where: str) -> dict[str, str]:
        """Take the texts of a person's or note's elements; the first of several stands."""
        first: dict[str, str] = {}
        for child in element[4]:
            name, text = self._local(child), " ".join(child[2].split())
            if name == "note" and self._local(element) == "person":
                continue
            self.note_odd(name, child[1], child[3])
            for inner in child[4]:
                self.unread[f"{name}/{self._local(inner)}"] += 1
                self._hold_inside(inner, name)
            if text and first.setdefault(name, text) != text:
                self.said.append(Problem(f"{where}, {name}", "stands twice and differs", "the first"))
        return first

    def _hold_inside(self, element: _Element, name: str) -> None:
        """Count people who stand where PFIF has no place for them."""
        for child in (element, *element[4]) if self._local(element) != "person" else (element,):
            if self._local(child) == "person":
                where = f"line {child[1]}, person {len(self.people) + len(self.held) + 1}"
                self.held.append(Problem(where, f"stands inside the element {name}", "nothing of the person"))
            elif child is not element:
                self._hold_inside(child, name)

    def _take_note(self, note: _Element, record: str) -> None:
        said = self._values(note, f"line {note[1]}, note")
        self.unread.update(f"note/{name}" for name in said.keys() - _OF_NOTE)
        record = said.get("person_record_id", record)
        place, when = said.get("last_known_location", ""), said.get("source_date", "")
        if record and place and when >= self.notes.get(record, ("", ""))[0]:
            self.notes[record] = when, place

    def listing(self, answers: Answers) -> Listing:
        """Make the list."""
        for person in self.people:
            person["last_seen_place"] = self.notes.get(person.get("record_id", ""), ("", ""))[1]
        rows = [tuple(person.get(name, "") for name in _FIELDS) for person in self.people]
        gathered = gather_people(Lines(_FIELDS, rows, self.wheres.__getitem__), answers)
        columns = tuple((name, element) for element, name in _IN.items())
        problems = (*self.said, *self.held, *gathered.problems, *self._unread(), *self._odd())
        n_held = len(self.held) + gathered.n_held
        n_in = len(self.people) + len(self.held)
        empty = () if n_in else (Problem(FILE, "no person in the file", "nothing"),)
        return Listing(
            gathered.people, columns, (*problems, *empty), n_in, n_held, gathered.n_refused, "PFIF", gathered.questions
        )

    def _unread(self) -> Iterator[Problem]:
        for name, count in sorted(self.unread.items()):
            yield Problem(f"element {name}", f"stands {count:,} times and has no field here", "the rest of the line")

    def _odd(self) -> Iterator[Problem]:
        for (what, name), (count, line) in sorted(self.odd.items()):
            yield Problem(f"line {line}, {name}", f"{what}, {count:,} times in the file", "the value without it")


def _length(text: str) -> int:
    return count_characters(text, DETECT.limits.cell_chars)


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
