"""How a list was read, column by column: what a person sees before they say that it is right."""

from dataclasses import dataclass
from itertools import chain

from homeward.errors import InvalidInput
from homeward.formats.people.answers import Answers, answer
from homeward.formats.people.any_format import read_people
from homeward.formats.people.headings import find_people_columns
from homeward.formats.people.json_people import is_json
from homeward.formats.people.tables import ask_for_people
from homeward.formats.reading import Limits, Reading, Table, table_of
from homeward.formats.spreadsheet import open_foreign
from homeward.records.listing import Listing

N_SAMPLES = 3
_MOST_COLUMNS = 256


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    place      from 1
    samples    the first different cells with anything in them
    field      what it was read as; None where nothing of it is read
    """

    place: int
    heading: str
    samples: tuple[str, ...]
    field: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """How a list was read under some answers.

    columns    of a table; of other formats there are none
    says       why the answers could not be taken; the list was then read without them
    """

    listing: Listing
    columns: tuple[Column, ...]
    says: str | None = None


def look_at(data: bytes, told: tuple[tuple[str, str], ...]) -> Look:
    """Read a list, and show its columns; whatever is wrong with it is a problem of its listing."""
    try:
        answers = answer(told)
        return Look(read_people(data, answers), _columns(data, answers))
    except InvalidInput as error:
        return Look(read_people(data), _columns(data, Answers()), str(error))


def _columns(data: bytes, answers: Answers) -> tuple[Column, ...]:
    how = Reading(limits=Limits(columns=_MOST_COLUMNS))
    try:
        told = open_foreign(data, ask_for_people(answers, is_xml_read=True))
        facts = next(told)
        if is_json(data) or (isinstance(facts, dict) and facts.get("kind") == "xml"):
            return ()
        table = table_of(chain((facts,), told), how)
    except InvalidInput:
        return ()
    if table.is_refused:
        return ()
    places, _ = find_people_columns(table, answers)
    fields = {place: field for field, place in places.items()}
    return tuple(
        Column(place + 1, heading, _samples(table, place), fields.get(place))
        for place, heading in enumerate(table.header)
    )


def _samples(table: Table, place: int) -> tuple[str, ...]:
    cells = (row[place] for row in table.rows[: 20 * N_SAMPLES])
    return tuple(dict.fromkeys(cell for cell in cells if cell))[:N_SAMPLES]
