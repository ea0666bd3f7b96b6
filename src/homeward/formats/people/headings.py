"""Which column of a table holds which field of a person: as said, else as the headings suggest, asked where two fit."""

from collections.abc import Iterator

from homeward.errors import InvalidInput
from homeward.formats.people.answers import Answers
from homeward.formats.people.date_order import N_SAMPLES
from homeward.formats.reading import Table
from homeward.records.fields import FIELD_BY_NAME, FIELDS, fold_heading, guess_columns
from homeward.records.listing import Question


def find_people_columns(table: Table, answers: Answers) -> tuple[dict[str, int], tuple[Question, ...]]:
    """Find the column of each field, in the order of the fields.

    raises    InvalidInput where an answer names a column that the table does not have
    """
    said = {field: _place(table.header, heading, field) for field, heading in answers.columns}
    guessed = guess_columns(table.header)
    found = {field: place for field, place in guessed.items() if field not in said and place not in said.values()}
    columns = found | said
    if "family_name" in found and not {"given_name", "full_name"} & set(columns):
        columns["full_name"] = columns.pop("family_name")  # one column for the whole name, whatever it is called
    ordered = {field.name: columns[field.name] for field in FIELDS if field.name in columns}
    return ordered, tuple(_ask_columns(table, found, set(columns.values())))


def _place(header: tuple[str, ...], heading: str, field: str) -> int:
    """Find the column that an answer names: by number, by heading, or by heading without case and signs."""
    if heading.startswith("#") and heading[1:].isdecimal() and 1 <= int(heading[1:]) <= len(header):
        return int(heading[1:]) - 1
    folded = [fold_heading(one) for one in header]
    for names, wanted in ((list(header), heading), (folded, fold_heading(heading))):
        if names.count(wanted) == 1:
            return names.index(wanted)
    many = "several columns are" if heading in header else "no column is"
    raise InvalidInput(f"{many} headed {heading!r}, said to hold {field}; the third column can be named as #3")


def _ask_columns(table: Table, found: dict[str, int], taken: set[int]) -> Iterator[Question]:
    """Ask where a second column, read as nothing else, fits the heading of a field too."""
    folded = [fold_heading(heading) for heading in table.header]
    for field, place in found.items():
        rivals = [
            column
            for column, heading in enumerate(folded)
            if column not in taken and heading and heading in FIELD_BY_NAME[field].headings
        ]
        if not rivals:
            continue
        choices = tuple(_name(table.header, column) for column in (place, *rivals))
        values = tuple(dict.fromkeys(row[place] for row in table.rows[: 20 * N_SAMPLES] if row[place]))[:N_SAMPLES]
        asks = f"which column holds the {FIELD_BY_NAME[field].says}?"
        yield Question(f"column {field}", asks, choices, choices[0], values)


def _name(header: tuple[str, ...], column: int) -> str:
    return header[column] if header.count(header[column]) == 1 else f"#{column + 1}"
