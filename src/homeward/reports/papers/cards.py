"""Cards of the conventions: for a prisoner of war, for a civilian internee, and for a child.

The capture card has the fields of the Third Geneva Convention, article 70 and annex IV B, and nothing may be added to
them; it is sent within a week of arrival, to the family and to the Central Agency. The internment card has those of the
Fourth, article 106 and annex III, and is sent the same way. The child card has those of Additional Protocol I, article
78 (3), and is sent "whenever there is no risk of harm to the child". A field that nobody has filled stays on the card,
to be written in by hand.
"""

from datetime import date

from homeward.records.person import Person
from homeward.reports.papers.paper import Fields, Paper, Row, Signing, Statements, Term, name_with_reading


def capture_card(line: Person, home: str, on: date) -> Paper:
    """Write the card of a prisoner of war.

    home    the power on which the prisoner depends
    """
    rows: tuple[Row, ...] = (
        ("power", home),
        ("surname", name_with_reading(line.family_name)),
        ("first names", name_with_reading(line.given_name)),
        ("father's first name", name_with_reading(line.patronymic)),
        ("date of birth", line.birth_date),
        ("place of birth", line.birth_place),
        ("rank", line.rank),
        ("service number", line.service_number or line.id_number),
        ("next of kin", line.next_of_kin),
        ("taken prisoner on", line.last_seen_date),
        ("health, one of seven words", line.health),
        ("prisoner's number", line.document_number),
        ("camp", line.held_place),
        ("date", on.isoformat()),
    )
    parts = (Fields(rows), Statements((Term("card: no remark may be added"),)), Signing(("signature of the prisoner",)))
    return Paper("capture card", line.record_id, on, parts)


def internment_card(line: Person, on: date) -> Paper:
    """Write the card of a civilian internee."""
    rows: tuple[Row, ...] = (
        ("nationality", line.nationality),
        ("surname", name_with_reading(line.family_name)),
        ("first names", name_with_reading(line.given_name)),
        ("father's first name", name_with_reading(line.patronymic)),
        ("date of birth", line.birth_date),
        ("place of birth", line.birth_place),
        ("occupation", None),
        ("address before detention", line.residence),
        ("next of kin", line.next_of_kin),
        ("interned on", line.last_seen_date),
        ("health", line.health),
        ("present address", line.held_place),
        ("date", on.isoformat()),
    )
    parts = (Fields(rows), Statements((Term("card: no remark may be added"),)), Signing(("signature of the internee",)))
    return Paper("internment card", line.record_id, on, parts)


def child_card(line: Person, on: date) -> Paper:
    """Write the card of a child that was brought to another country."""
    rows: tuple[Row, ...] = (
        ("surname", name_with_reading(line.family_name)),
        ("first names", name_with_reading(line.given_name)),
        ("sex", line.sex),
        ("place and date of birth, or age", "; ".join(one for one in _birth(line) if one) or None),
        ("father's full name", name_with_reading(line.patronymic)),
        ("mother's full and maiden name", name_with_reading(line.mother_name)),
        ("next of kin", line.next_of_kin),
        ("nationality", line.nationality),
        ("language", line.language),
        ("address of the family", line.residence),
        ("identity number", line.id_number),
        ("health", line.health),
        ("blood group", line.blood_group),
        ("distinguishing features", line.marks),
        ("when and where found", "; ".join(one for one in (line.last_seen_date, line.last_seen_place) if one) or None),
        ("when and from where the child left", None),
        ("religion", line.religion),
        ("present address", line.held_place),
        ("if the child has died", None),
    )
    says = (Term("card: only where no harm"), Term("card: photographs"))
    return Paper("child card", line.record_id, on, (Fields(rows), Statements(says), Signing(("for the office",))))


def _birth(line: Person) -> tuple[str | None, ...]:
    return line.birth_place, line.birth_date or line.age
