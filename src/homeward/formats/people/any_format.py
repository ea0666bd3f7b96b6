"""A list of people in whatever format it came: told by its content, never by its name."""

from itertools import chain

from homeward.formats.people.answers import ASSUME, Answers
from homeward.formats.people.json_people import is_json, read_json_people
from homeward.formats.people.pfif import people_of_tree
from homeward.formats.people.tables import ask_for_people, people_of_table
from homeward.formats.reading import without_collection
from homeward.formats.spreadsheet import open_foreign
from homeward.records.listing import Listing


def read_people(data: bytes, answers: Answers = ASSUME) -> Listing:
    """Read a list of people from a table (CSV, TSV, XLSX), a PFIF file (all also gzipped) or JSON.

    raises    InvalidInput where an answer names a column that the table does not have
    """
    if is_json(data):
        return read_json_people(data)
    with without_collection():
        told = open_foreign(data, ask_for_people(answers, is_xml_read=True))
        facts = next(told)
        told = chain((facts,), told)
        if isinstance(facts, dict) and facts.get("kind") == "xml":
            return people_of_tree(told, answers)
        return people_of_table(told, answers)
