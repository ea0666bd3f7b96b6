"""Boards that leave: every row with its source, the same bytes each time, and an entry that says what left."""

import csv
import io
import json
import re
from hashlib import sha256

import pypdf
import pytest

from homeward.actions.workspace.desk import Refused
from homeward.actions.workspace.promises.board import view_board
from homeward.actions.workspace.promises.documents import Arrived, keep_document
from homeward.actions.workspace.promises.exports import FORMS, Wish, export_board
from homeward.actions.workspace.promises.texts import lay_documents
from homeward.errors import InvalidInput
from tests.actions.workspace.promises.sample import DAY, pledge_bodies, workspace
from tests.actions.workspace.sample import acts, seat

PLACE = re.compile(r"sha256:[0-9a-f]{64}#\d+-\d+")
FIRST = "MEMORANDUM OF THE NORTH\n1. All for all: every prisoner goes home within 30 days.\n2. A pause of 36 hours.\n"
SECOND = "MEMORANDUM OF THE SOUTH\n1. Prisoners are exchanged one for one within 60 days.\n"


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    with (made := workspace(tmp_path_factory.mktemp("out") / "w")).store:
        olena, auditor, reviewer = seat(made, "olena", "auditor", "reviewer")
        pledge_bodies(olena)
        yield made, olena, auditor, reviewer


@pytest.mark.parametrize("form", FORMS)
def test_the_same_board_leaves_as_the_same_bytes_and_the_entry_holds_their_digest(desks, form):
    place, olena, auditor, _ = desks
    contents = []
    for desk in (olena, auditor):
        content, entry = export_board(desk, view_board(desk, DAY), Wish(form=form))
        assert dict(entry.act.facts) == {"digest": sha256(content).hexdigest(), "form": form}
        assert (entry.act.kind, entry.act.actor) == ("board exported", desk.member.id)
        contents.append(content)
    assert contents[0] == contents[1]
    assert acts(place)[-1].kind == "board exported"


@pytest.mark.parametrize("table", ["board", "timeline", "figures"])
def test_every_row_names_its_source_and_its_entry(desks, table):
    _, olena, _, _ = desks
    content, _ = export_board(olena, view_board(olena, DAY), Wish(form="csv", table=table))
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert rows
    assert all(PLACE.search(row["rests_on"]) for row in rows)
    assert all(row["entry"].isdecimal() for row in rows if "entry" in row)


def test_a_page_for_each_figure_shows_what_comes_from_what(desks):
    _, olena, _, _ = desks
    content, _ = export_board(olena, view_board(olena, DAY), Wish(form="pdf", language="uk"))
    board, figure = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert "із запізненням" in board
    assert "незалежних джерел: 2" in figure
    tree = figure[figure.index("Що звідки походить") :]
    assert tree.index("briefing.txt") < tree.index("↳") < tree.index("radio.txt") < tree.index("ministry.txt")
    assert "послаблено (запропоновано програмою)" in tree


def test_memoranda_stand_side_by_side_each_clause_with_its_place(desks):
    _, olena, auditor, _ = desks
    ids = [
        keep_document(olena, Arrived(name=name, data=text.encode(), source="invented"))[0].id
        for name, text in (("a1.txt", FIRST), ("b1.txt", SECOND))
    ]
    _, table = lay_documents(olena, ids)
    for wish in (Wish(form="csv", table="texts"), Wish(form="json")):
        content, _ = export_board(olena, view_board(olena, DAY), wish, table)
        rows = (
            json.loads(content)["texts"]
            if wish.form == "json"
            else list(csv.DictReader(io.StringIO(content.decode(), newline="")))
        )
        texts = {sha256(text.encode()).hexdigest(): text for text in (FIRST, SECOND)}
        for row in rows:
            for side in ("a", "b"):
                for place in filter(None, row[f"source_{side}"].split("; ")):
                    digest, _, span = place.removeprefix("sha256:").partition("#")
                    start, end = map(int, span.split("-"))
                    assert texts[digest][start:end] in row[side]
        assert any(row["source_a"] and row["source_b"] for row in rows)
    with pytest.raises(Refused):
        lay_documents(auditor, ids)


def test_an_export_that_cannot_be_meant_is_refused_and_nobody_exports_what_they_may_not_see(desks):
    place, olena, _, reviewer = desks
    board = view_board(olena, DAY)
    for how in ({"form": "docx"}, {"form": "pdf", "language": "xx"}):
        with pytest.raises(InvalidInput):
            Wish(**how)
    with pytest.raises(InvalidInput, match="none of the tables"):
        export_board(olena, board, Wish(form="csv", table="people"))
    n_acts = len(acts(place))
    with pytest.raises(Refused):
        export_board(reviewer, board, Wish(form="json"))
    assert [act.kind for act in acts(place)[n_acts:]] == ["refused"]
