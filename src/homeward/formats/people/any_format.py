"""A list of people in whatever format it came: told by its content, never by its name."""

from homeward.formats.people.pfif import read_pfif
from homeward.formats.people.tables import read_people_table
from homeward.records.listing import Listing


def read_people(data: bytes) -> Listing:
    """Read a list of people from a table (CSV, TSV, gzip, XLSX) or a PFIF file."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return read_pfif(data)
    return read_people_table(data)
