"""The pages of pledges: each side's figure beside the other, what is late in words, why, and what leaves."""

import csv
import io
import json
from datetime import date
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homeward.actions.workspace.promises.addresses import pledge_addresses
from homeward.actions.workspace.promises.board import view_board
from homeward.actions.workspace.promises.claims import reject_claim
from homeward.actions.workspace.promises.journal import journal_of
from tests.actions.workspace.promises.sample import commitment, event, pledge_bodies, record
from tests.actions.workspace.promises.sample import workspace as made_in
from tests.actions.workspace.sample import acts, seat
from tests.web.conftest import BROWSER
from tests.web.reviewing import HOSTILE, copied, form_of

LATE = "2031-06-30"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pledges") / "w"
    with (made := made_in(folder)).store:
        [olena] = seat(made, "olena")
        refs = pledge_bodies(olena)
        source = f"claim:{refs[0]}"
        record(
            olena,
            event("d1", "claim", 1200, source, date="2031-06-09"),
            event("d2", "receive", 1150, source, date="2031-06-10", by="North"),
            event("d3", "verify", 1100, source, date="2031-06-16", by="North"),
        )
        return folder, refs


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base[0], tmp_path / "w") as made:
        yield made


@pytest.fixture
def address(workspace):
    return address_of(workspace, "dead")


def address_of(workspace, pledge):
    [olena] = seat(workspace, "olena")
    return f"/pledges/{pledge_addresses(olena, journal_of(olena))[pledge]}/"


def shown(browser, path, status=200):
    page = browser.get(path, **BROWSER)
    assert page.status_code == status
    return page.content.decode()


def board_on(workspace, day=date(2031, 6, 30)):
    [olena] = seat(workspace, "olena")
    return view_board(olena, day)


def n_recorded(workspace):
    return [act.kind for act in acts(workspace)].count("pledge recorded")


def test_the_board_shows_each_sides_figure_and_says_what_is_late_in_a_sentence(enter, address):
    page = shown(enter("auditor"), f"/pledges/?as_of={LATE}")
    missing = "South still owes North 4,900 containers of “remains of the fallen”"
    assert f"{missing}: the last day was June 20, 2031, 10 days before." in page
    for number in ("6,000", "1,200", "1,150", "1,100", "4,900"):
        assert f"<td><bdi>{number}</bdi></td>" in page
    assert f'href="{address}?as_of={LATE}"' in page


def test_on_a_day_before_the_last_nothing_is_late_and_later_entries_are_not_there(enter):
    page = shown(enter("auditor"), "/pledges/?as_of=2031-06-09")
    assert "Nothing is late on this day." in page
    assert "<td><bdi>1,200</bdi></td>" in page
    assert "1,150" not in page


def test_a_day_that_is_none_is_said_and_shows_today(enter):
    for path in ("/pledges/?as_of=yesterday", "/pledges/?as_of=2031-06-09&as_of=2031-06-10"):
        page = shown(enter("auditor"), path, status=422)
        assert 'role="alert"' in page
        assert 'value="2026-05-03"' in page


def test_a_pledge_says_how_it_stands_and_each_row_gives_the_words_it_rests_on(enter, address):
    page = shown(enter("olena"), f"{address}?as_of={LATE}")
    assert "South says that it delivered 1,200 containers; North says that it received 1,150 containers." in page
    assert page.count("<q><bdi>the South will hand over 6,000 bodies</bdi></q>") == 5
    assert page.count("#here") == 5
    assert "50 containers are still being verified." in page
    assert "From pledged to verified, in containers" in page


def test_the_line_of_time_has_a_twin_with_every_sum(enter, address):
    page = shown(enter("auditor"), f"{address}?as_of={LATE}")
    assert page.count("<svg") == 1
    assert "June 16, 2031</bdi></th>\n<td><bdi>6,000 containers</bdi></td><td><bdi>1,200 containers</bdi></td>" in page


def test_where_documents_are_not_to_be_read_their_words_stand_without_a_link(enter, address):
    page = shown(enter("auditor"), f"{address}?as_of={LATE}")
    assert "the South will hand over 6,000 bodies" in page
    assert 'href="/documents/' not in page.split("<main")[1].replace('href="/documents/"', "")
    assert "Record an entry" not in page


def test_what_would_change_a_pledge_is_said(enter, address):
    page = shown(enter("auditor"), f"{address}?as_of=2031-06-18")
    assert "If nothing is entered until June 21, 2031: overdue: 0 containers, then 4,900 containers" in page


def test_a_day_ahead_is_called_one(enter, address):
    assert "This day lies ahead" in shown(enter("auditor"), f"{address}?as_of={LATE}")


def test_what_rests_on_a_rejected_claim_is_left_to_people_and_said(enter, workspace, base):
    [olena] = seat(workspace, "olena")
    reject_claim(olena, base[1][0], "it is no pledge")
    page = shown(enter("auditor"), f"/pledges/?as_of={LATE}")
    assert "is not confirmed any more" in page
    assert "4,900" not in page


def test_who_may_not_see_counts_gets_the_same_page_as_for_what_is_not_there(enter, workspace, address):
    nothing = shown(enter("auditor"), f"/pledges/{'0' * 32}/", status=404)
    for path in ("/pledges/", address):
        assert "There is nothing here, or nothing that you may see." in shown(enter("caseworker"), path, status=404)
        assert acts(workspace)[-1].kind == "refused"
    assert "There is nothing here, or nothing that you may see." in nothing


def test_an_entry_is_recorded_once_however_often_it_is_sent(enter, workspace, address, base):
    browser, before = enter("olena"), n_recorded(workspace)
    form = form_of(browser.get(address, **BROWSER), f"{address}add/")
    form |= {"kind": "verify", "date": "2031-06-20", "quantity": "50", "by": "North", "source": f"claim:{base[1][0]}"}
    for _ in range(2):
        assert browser.post(f"{address}add/", form, **BROWSER).status_code == 302
    assert n_recorded(workspace) == before + 1
    assert board_on(workspace).owed[0].verified == 1150


def test_a_mistake_in_an_entry_is_said_and_what_was_typed_stays(enter, workspace, address, base):
    browser, before = enter("olena"), n_recorded(workspace)
    form = form_of(browser.get(address, **BROWSER), f"{address}add/")
    for wrong in ({"quantity": "many"}, {"quantity": ""}, {"date": "soon"}, {"kind": "joy"}, {"source": ""}):
        told = {"kind": "verify", "date": "2031-06-20", "quantity": "50", "by": HOSTILE}
        told |= {"source": f"claim:{base[1][0]}"}
        page = browser.post(f"{address}add/", {**form, **told, **wrong}, **BROWSER)
        assert page.status_code == 422
        text = page.content.decode()
        assert 'role="alert"' in text
        assert "&lt;script&gt;alert(1)" in text
        assert "<script>alert" not in text
    assert n_recorded(workspace) == before


def test_a_pledge_is_recorded_with_its_quantity_and_who_only_looks_cannot(enter, workspace, base):
    form = {"id": "food", "debtor": "North", "creditor": "South", "what": HOSTILE, "unit": "parcels", "quantity": "40"}
    form |= {"date": "2031-06-01", "deadline": "2031-06-12", "counts_as_met": "received", "act_id": "ab" * 16}
    form |= {"source": f"claim:{base[1][1]}"}
    before = n_recorded(workspace)
    assert enter("auditor").post("/pledges/record/", form, **BROWSER).status_code == 404
    assert acts(workspace)[-1].kind == "refused"
    browser = enter("olena")
    for _ in range(2):
        assert browser.post("/pledges/record/", form, **BROWSER).status_code == 302
    assert n_recorded(workspace) == before + 2
    [food] = [one for one in board_on(workspace).owed if one.pledge == "food"]
    assert (food.pledged, food.overdue, food.course) == (40, 40, "late")
    for path in (f"/pledges/?as_of={LATE}", f"{address_of(workspace, 'food')}?as_of={LATE}"):
        page = shown(browser, path)
        assert "<script>alert" not in page
        assert "\u202e" not in page


def test_a_file_of_pledges_is_recorded_whole(enter, workspace, base):
    rows = {"commitments": [commitment(f"claim:{base[1][0]}", id="other")]}
    file = SimpleUploadedFile("p.json", json.dumps(rows).encode())
    page = enter("olena").post("/pledges/record/", {"act_id": "cd" * 16, "file": file}, **BROWSER)
    assert page.status_code == 302
    assert {one.pledge for one in board_on(workspace).owed} == {"dead", "other"}


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "pdf"])
def test_a_board_leaves_with_an_entry_that_holds_its_digest(enter, workspace, form):
    browser = enter("auditor")
    page = browser.post("/pledges/export/", {"form": form, "as_of": LATE}, **BROWSER)
    assert page.status_code == 200
    assert page.headers["Content-Disposition"].startswith('attachment; filename="pledges-')
    last = acts(workspace)[-1]
    assert last.kind == "board exported"
    assert dict(last.facts)["digest"] == sha256(page.content).hexdigest()


def test_an_exported_table_holds_the_figures_of_the_day(enter):
    page = enter("auditor").post("/pledges/export/", {"form": "csv", "table": "board", "as_of": LATE}, **BROWSER)
    [row] = csv.DictReader(io.StringIO(page.content.decode()))
    assert (row["pledged"], row["claimed"], row["received"], row["verified"]) == ("6000", "1200", "1150", "1100")


def test_an_export_of_no_known_form_is_a_mistake_and_no_entry(enter, workspace):
    browser = enter("auditor")
    assert browser.post("/pledges/export/", {"form": "exe"}, **BROWSER).status_code == 422
    assert "board exported" not in {act.kind for act in acts(workspace)}
