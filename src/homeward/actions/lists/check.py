"""Check an arriving list: against itself, and against earlier lists, people already returned, and the giver's own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import numpy as np

from homeward.actions.answers import Json
from homeward.actions.lists.reading import SHOWN_PROBLEMS, answer_problem, answer_question, answer_rows, read_listing
from homeward.errors import InvalidInput, Problem
from homeward.formats.people.answers import ASSUME, Answers
from homeward.formats.people.json_people import write_json_people
from homeward.formats.people.pfif import write_pfif
from homeward.formats.people.tables import write_csv, write_workbook
from homeward.identify.lists.matching import match_lists
from homeward.identify.lists.within import find_doubles
from homeward.records.contradictions import Contradiction, find_contradictions
from homeward.records.listing import Listing, Question
from homeward.records.person import Person
from homeward.records.versions import Line, compare_versions

Role = Literal["earlier", "returned", "own"]
_SURE = 0.9  # probability of one person from which two lists are said to hold the same person
_SEED = 20_220_224
_RETURNED = ("return", "exchang", "released", "repatriat", "обмін", "поверн", "звільн", "обмен", "возвращ", "освобож")


@dataclass(frozen=True, eq=False)
class Earlier:
    """A list to check against.

    role    "earlier" version or round; people "returned" already; people of the giver's "own" side
    """

    name: str
    role: Role
    data: bytes
    answers: Answers = ASSUME


@dataclass(frozen=True, eq=False)
class Checked:
    """A list as read, everything it contradicts, and what became of the lines of an earlier version."""

    listing: Listing
    contradictions: tuple[Contradiction, ...]
    lines: tuple[Line, ...]
    problems: tuple[tuple[str, Problem], ...]
    questions: tuple[tuple[str, Question], ...] = ()


def check_list(data: bytes, against: Sequence[Earlier], *, listed_on: date, answers: Answers = ASSUME) -> Checked:
    """Read a list and find what it contradicts.

    listed_on    the day the list is of
    raises       InvalidInput where nobody could be read from one of the lists, or strict answers leave a question open
    """
    listing = read_listing("LIST", data, answers)
    others = [(earlier, read_listing(earlier.name, earlier.data, earlier.answers)) for earlier in against]
    found = [c for person in listing.people for c in find_contradictions(person, listed_on=listed_on)]
    found += _doubles(listing.people)
    for earlier, other in others:
        found += _known(listing.people, other.people, earlier)
    problems = [("LIST", problem) for problem in listing.problems]
    problems += [(earlier.name, problem) for earlier, other in others for problem in other.problems]
    questions = [("LIST", question) for question in listing.questions]
    questions += [(earlier.name, question) for earlier, other in others for question in other.questions]
    versions = next((other.people for earlier, other in others if earlier.role == "earlier"), None)
    lines = () if versions is None else compare_versions(versions, listing.people)
    place = {person.record_id: row for row, person in enumerate(listing.people)}
    return Checked(
        listing, tuple(sorted(found, key=lambda c: place[c.record_id])), lines, tuple(problems), tuple(questions)
    )


def _doubles(people: Sequence[Person]) -> Iterator[Contradiction]:
    for double in find_doubles(people, least=_SURE):
        one, two = people[double.one].record_id, people[double.two].record_id
        says = f"probably the same person as {one}, who stands on this list too"
        yield Contradiction(two, "double", says, one, "LIST", round(double.probability, 6))


def _known(people: Sequence[Person], others: Sequence[Person], earlier: Earlier) -> Iterator[Contradiction]:
    """Find the people of a list on another, and say what that means."""
    matching = match_lists(people, others, np.random.default_rng(_SEED))
    pairs = zip(matching.found.tolist(), matching.sought.tolist(), matching.probability.tolist(), strict=True)
    sure = [(people[row], others[column], probability) for row, column, probability in pairs if probability >= _SURE]
    matched = {person.record_id for person, _, _ in sure}
    unmoved = {person.record_id for person, other, _ in sure if person.record_id == other.record_id}
    for person, other, probability in sure:
        told = _meaning(person, other, earlier, is_unmoved=person.record_id in unmoved)
        if told is not None:
            yield Contradiction(person.record_id, *told, other.record_id, earlier.name, round(probability, 6))
    if earlier.role == "earlier":
        yield from _reused(people, others, earlier.name, matched)


def _reused(
    people: Sequence[Person], others: Sequence[Person], name: str, matched: set[str]
) -> Iterator[Contradiction]:
    """Find identifiers that an earlier list gave to somebody else."""
    by_id = {other.record_id: other for other in others}
    for person in people:
        before = by_id.get(person.record_id)
        if before is not None and person.record_id not in matched and _is_somebody_else(person, before):
            says = f"{name} gave this identifier to somebody with another name and birth date"
            yield Contradiction(person.record_id, "identifier of another person", says, before.record_id, name)


def _meaning(person: Person, other: Person, earlier: Earlier, *, is_unmoved: bool) -> tuple[str, str] | None:
    """Say what it means that a person stands on another list.

    is_unmoved    the other list has the person under the same identifier too, perhaps beside a double
    """
    if earlier.role == "own":
        return "of the giver's own side", f"probably {other.record_id} of {earlier.name}, the giver's own people"
    if earlier.role == "returned" or _says_returned(other):
        return "already returned", f"probably {other.record_id} of {earlier.name}, who has been returned"
    if not is_unmoved:
        return "known under another identifier", f"probably {other.record_id} of {earlier.name}"
    return None


def _says_returned(person: Person) -> bool:
    return any(word in (person.category or "").casefold() for word in _RETURNED)


def _is_somebody_else(person: Person, before: Person) -> bool:
    names = (person.family_name, before.family_name), (person.given_name, before.given_name)
    differ = all(one and other and one.casefold() != other.casefold() for one, other in names)
    return differ and bool(person.birth_date and before.birth_date and person.birth_date != before.birth_date)


def write_list(people: Sequence[Person], suffix: str, *, made_at: datetime) -> bytes:
    """Write the people of a list as a table (.csv), a workbook (.xlsx), PFIF (.xml) or JSON (.json).

    raises    InvalidInput for another suffix
    """
    if suffix == ".csv":
        return write_csv(people).encode()
    if suffix == ".xlsx":
        return write_workbook(people)
    if suffix == ".xml":
        return write_pfif(people, source="homeward", made_at=made_at, domain="homeward.invalid")
    if suffix == ".json":
        return write_json_people(people)
    raise InvalidInput(f"a list is written as .csv, .xlsx, .xml (PFIF) or .json, not as {suffix!r}")


def answer_check(checked: Checked) -> Json:
    """Write what was found as JSON."""
    listing, kinds = checked.listing, Counter(c.kind for c in checked.contradictions)
    states = Counter(line.state for line in checked.lines)
    return {
        "rows": answer_rows(listing),
        "columns": dict(listing.columns),
        "questions": [answer_question(name, question) for name, question in checked.questions],
        "kinds": dict(kinds.most_common()),
        "contradictions": [
            {
                "record": c.record_id,
                "kind": c.kind,
                "says": c.says,
                "other": c.other_id,
                "other_list": c.other_list,
                "probability": c.probability,
            }
            for c in checked.contradictions
        ],
        "lines": dict(states),
        "changed": [
            {
                "record": line.record_id,
                "changes": [{"field": c.field, "before": c.before, "after": c.after} for c in line.changes],
            }
            for line in checked.lines
            if line.state == "changed"
        ],
        "new": [line.record_id for line in checked.lines if line.state == "new"],
        "gone": [line.record_id for line in checked.lines if line.state == "gone"],
        "problems": [answer_problem(name, problem) for name, problem in checked.problems[:SHOWN_PROBLEMS]],
        "n_problems": len(checked.problems),
    }
