"""The child process: the same answer as without it, and one refusal whatever happens to it."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from homeward.formats.foreign import child, process
from homeward.formats.foreign.process import read_limited
from homeward.formats.foreign.source import Request
from homeward.formats.people.any_format import read_people
from tests.formats.people.test_malformed import CSV, PFIF, TSV, XLSX

IN_A_CHILD = True  # see conftest
ASKED = Request(
    encoding=None, separator=None, sheet=None, file_bytes=1 << 30, is_xml_read=True, is_encoding_guessed=True
)
FILES = {
    "CSV": CSV,
    "TSV": TSV,
    "gzip": gzip.compress(CSV),
    "XLSX": XLSX,
    "PFIF": PFIF,
    "gzipped PFIF": gzip.compress(PFIF),
    "cp1251": CSV.decode().encode("cp1251"),
    "koi8-u": CSV.decode().replace("№", "id").encode("koi8-u"),
    "utf-16 PFIF": PFIF.decode().replace("'utf-8'", "'utf-16'").encode("utf-16"),
    "declared cp1251": PFIF.decode().replace("'utf-8'", "'windows-1251'").encode("cp1251"),
    "empty": b"",
    "damaged": XLSX[:900],
    "doctype": b"<!DOCTYPE x><x/>",
    "late quote": CSV + b'\n"',
}


def refusal(lines) -> str:
    (*_, last) = lines
    return last["refused"]


@pytest.mark.parametrize("name", FILES)
def test_the_child_answers_as_the_same_code_does_here(name):
    here = json.loads(json.dumps(list(child.lines(FILES[name], ASKED))))
    there = json.loads(json.dumps(list(read_limited(FILES[name], ASKED))))
    assert there == here


@pytest.mark.parametrize(("name", "value"), [("WALL_SECONDS", 0.0), ("MEMORY_BYTES", 1 << 20), ("LINE_BYTES", 20)])
@pytest.mark.parametrize("kind", ["CSV", "XLSX", "PFIF"])
def test_a_child_over_a_limit_is_one_refusal(monkeypatch, name, value, kind):
    monkeypatch.setattr(process, name, value)
    assert "could not be read" in refusal(read_limited(FILES[kind], ASKED))
    listing = read_people(FILES[kind])
    assert (listing.people, len(listing.problems)) == ((), 1)


def test_a_child_that_only_computes_is_ended_by_its_processor_time(monkeypatch):
    spin = (
        "import sys; sys.path.append(sys.argv[1]); from foreign.child import _limit; _limit(1 << 30, 1)\nwhile 1: pass"
    )
    monkeypatch.setattr(process, "_START", spin)
    assert "could not be read" in refusal(read_limited(CSV, ASKED))


def test_what_a_child_says_that_is_no_answer_is_a_refusal(monkeypatch):
    for said in (b"", b"x\n", b"[" * 100_000 + b"\n", b'{"kind": "text"}\n'):
        monkeypatch.setattr(process, "_START", f"import sys; sys.stdout.buffer.write({said!r})")
        assert "could not be read" in refusal(read_limited(CSV, ASKED))


def test_the_child_can_open_no_file_and_no_socket_and_imports_nothing_heavy():
    program = (
        "import sys; sys.path.append(sys.argv[1]); from foreign import child; import socket\n"
        "child._import_all(b'a,b')\n"
        "child._open_no_more()\n"
        "for tried in (lambda: open('/etc/passwd'), socket.socket):\n"
        "    try: tried()\n"
        "    except OSError: print('refused')\n"
        "print(*sorted({'numpy', 'homeward', 'site'} & set(sys.modules)))\n"
    )
    folder = str(Path(child.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, folder], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["refused", "refused"]


def test_a_list_that_is_left_in_the_middle_leaves_no_child_behind():
    lines = read_limited((CSV + b"\n") * 20_000, ASKED)
    next(lines)
    lines.close()


def test_a_file_longer_than_allowed_is_refused_without_a_child(monkeypatch):
    from homeward.formats import spreadsheet

    monkeypatch.setattr(spreadsheet, "PACKED_BYTES", 100)
    assert "more than the limit of 100" in read_people(XLSX).problems[0].says
