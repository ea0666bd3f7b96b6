"""One record of a list: what somebody wrote about a person, as it was written.

Normal forms stand beside it (`dates`, `places`, `service`, `names`), never instead of it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One row of a list, field by field; None where nothing was written."""

    record_id: str
    family_name: str | None = None
    given_name: str | None = None
    patronymic: str | None = None
    birth_date: str | None = None
    sex: str | None = None
    birth_place: str | None = None
    last_seen_place: str | None = None
    last_seen_date: str | None = None
    rank: str | None = None
    unit: str | None = None
    category: str | None = None
    id_number: str | None = None
    service_number: str | None = None
    document_number: str | None = None
    age: str | None = None
    nationality: str | None = None
    mother_name: str | None = None
    next_of_kin: str | None = None
    residence: str | None = None
    language: str | None = None
    religion: str | None = None
    height: str | None = None
    build: str | None = None
    hair: str | None = None
    eyes: str | None = None
    blood_group: str | None = None
    marks: str | None = None
    effects: str | None = None
    health: str | None = None
    held_by: str | None = None
    held_place: str | None = None
