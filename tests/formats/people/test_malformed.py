"""Two thousand damaged files for each reader of people: no exception, no hang, and every row accounted for.

Valid files are damaged by bytes, by pieces and by cells. The damage comes from seeds, so a failure names its number.
"""

import io
import random
import re
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pytest

from homeward.formats.people.any_format import read_people
from homeward.formats.people.pfif import read_pfif
from homeward.formats.people.tables import read_people_table
from homeward.records.listing import Listing
from tests.formats.workbooks import workbook

N_CASES = 2_000  # for each reader
SLOWEST_SECONDS = 20.0  # wall time of one small file, on a machine that does other things too

HEADER = ("№", "Прізвище", "Ім'я", "Дата народження", "Стать", "РНОКПП", "Примітка")
ROWS = [(f"A-{n}", "Вигадько", "Олена", f"{n + 1:02}/04/1987", "ж", f"31849000{n:02}", "x") for n in range(8)]
CSV = "\r\n".join(",".join(row) for row in (HEADER, *ROWS)).encode()
TSV = CSV.replace(b",", b"\t")
XLSX = workbook([list(HEADER), *(list(row) for row in ROWS)])
PFIF = (
    "<?xml version='1.0' encoding='utf-8'?><p:pfif xmlns:p='http://zesty.ca/pfif/1.4'>"
    + "".join(
        f"<p:person><p:person_record_id>n/{n}</p:person_record_id><p:full_name>Вигадько Олена</p:full_name>"
        "<p:sex>female</p:sex><p:note><p:source_date>2026</p:source_date><p:last_known_location>Місто"
        "</p:last_known_location></p:note></p:person>"
        for n in range(6)
    )
    + "</p:pfif>"
).encode()
PIECES = (
    *b"\0 \xff \xfe\xff \xef\xbb\xbf \" ' , =1+1 \xe2\x80\xae".split(b" "),
    *b"<!DOCTYPE_x> <!-- ]]> <![CDATA[ </ <p:person> <p:sex>x</p:sex> &x;".split(b" "),
    *(
        b"\t",
        b"\n",
        b"\r",
        b"&#0;",
        b"\x1f\x8b",
        b"PK\x03\x04",
        b"31/02/1987",
        b"03/04/80",
        b"31850",
        b"9" * 400,
        b"x" * 9000,
    ),
    *("١٢/٠٣/١٩٨٧".encode(), "Iван".encode("cp1251"), b"\xcc\x81" * 9),
)


@dataclass(frozen=True)
class Reader:
    name: str
    read: Callable[[bytes], Listing]
    valid: bytes


READERS = (
    Reader("CSV", read_people_table, CSV),
    Reader("TSV", read_people_table, TSV),
    Reader("XLSX", read_people_table, XLSX),
    Reader("PFIF", read_pfif, PFIF),
    Reader("any", read_people, PFIF),
)


def flip(data: bytes, draw: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(draw.randint(1, 6)):
        damaged[draw.randrange(len(damaged))] = draw.randrange(256)
    return bytes(damaged)


def truncate(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data))]


def insert(data: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(data))
    return data[:place] + draw.choice(PIECES) + data[place:]


def splice(data: bytes, draw: random.Random) -> bytes:
    one, two, three = sorted(draw.randrange(len(data)) for _ in range(3))
    return draw.choice((data[:one] + data[two:], data[:two] + data[one:], data[two:three] + data[one:two]))


def swap(data: bytes, draw: random.Random) -> bytes:
    separator = b"<" if data.startswith(b"<") else b"," if b"," in data else b"\t"
    cells = data.split(separator)
    for _ in range(draw.randint(1, 6)):
        cells[draw.randrange(len(cells))] = draw.choice((draw.choice(cells), draw.choice(PIECES)))
    return separator.join(cells)


def values(data: bytes, draw: random.Random) -> bytes:
    """Damage what stands between the tags of an XML file, or the tags in pairs, so that it stays well-formed."""
    text = data.decode("utf-8", errors="replace")
    odd = escape(draw.choice(PIECES).decode("utf-8", errors="replace").replace("\0", ""))
    found = list(re.finditer(r">([^<>]+)<|<(p:\w+)>[^<>]*</\2>", text))
    one = draw.choice(found) if found else None
    if one is None:
        return data
    new = f">{odd}<" if one[1] else draw.choice(("", one[0] * 2, f"<p:{odd.isalnum()}>{odd}</p:{odd.isalnum()}>"))
    return (text[: one.start()] + new + text[one.end() :]).encode("utf-8", errors="replace")


def encode(data: bytes, draw: random.Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(draw.choice(("utf-16", "cp1251", "koi8-u", "utf-8-sig", "utf-7", "utf-32")), errors="replace")


def inside(data: bytes, draw: random.Random) -> bytes:
    """Damage a part of an archive and pack it again, so that the damage arrives at the reader of sheets."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        hit = draw.choice([name for name in names if "sheet1" in name or "shared" in name or "workbook" in name])
        for name in names:
            content = old.read(name)
            new.writestr(name, draw.choice((flip, truncate, insert, splice))(content, draw) if name == hit else content)
    return stream.getvalue()


def damage(data: bytes, draw: random.Random) -> bytes:
    if data.startswith(b"PK"):
        data = inside(data, draw) if draw.random() < 0.7 else data
        return draw.choice((flip, truncate, insert, splice))(data, draw) if draw.random() < 0.4 else data
    if data.startswith(b"<") and draw.random() < 0.5:
        for _ in range(draw.randint(1, 12)):
            data = values(data, draw)
        return data
    for _ in range(draw.choice((1, 1, 1, 2, 4))):
        data = draw.choice((flip, truncate, insert, splice, swap, swap, encode))(data or b"x", draw)
    return data


def accounted(listing: Listing) -> bool:
    n_known = listing.n_rows_accepted + listing.n_rows_held + listing.n_rows_refused
    is_told = all(problem.where and problem.says and problem.kept for problem in listing.problems)
    is_silent = not listing.problems and (listing.n_rows_held or listing.n_rows_refused or not listing.people)
    return (
        listing.n_rows_in == n_known
        and min(listing.n_rows_held, listing.n_rows_refused) >= 0
        and is_told
        and not is_silent
    )


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_two_thousand_damaged_files_are_read_or_refused_and_every_row_is_accounted_for(reader):
    n_read = n_refused = 0
    seen = set()
    for number in range(N_CASES):
        data = damage(reader.valid, random.Random(f"{reader.name} {number}"))
        start = time.monotonic()
        listing = reader.read(data)
        assert time.monotonic() - start < SLOWEST_SECONDS, number
        assert accounted(listing), (number, listing.problems)
        seen.add(zlib.crc32(data))
        n_read += bool(listing.people)
        n_refused += not listing.people
    assert n_read + n_refused == N_CASES
    assert min(n_read, n_refused) > N_CASES // 20  # the damage is neither trivial nor total
    assert len(seen) > 0.8 * N_CASES


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_the_undamaged_files_are_read_whole(reader):
    listing = reader.read(reader.valid)
    assert listing.n_rows_accepted == listing.n_rows_in > 0
