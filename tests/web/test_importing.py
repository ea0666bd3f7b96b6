import gzip
import io
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.lists import all_lists, files_of, import_list
from homeward.actions.workspace.oversight.pace import LIST_VIEWED
from homeward.actions.workspace.rights import Role
from homeward.web.drafts import FOLDER
from homeward.web.memory import MOST_BYTES
from tests.actions.workspace.sample import HEADER, MARKERS, a_list, acts, delivery, last, make, seat
from tests.web.conftest import BROWSER
from tests.web.reviewing import HOSTILE, copied, invented

PEOPLE = {
    "anna": (Role.CASEWORKER,),
    "olga": (Role.CASEWORKER,),
    "boris": (Role.REVIEWER,),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("importing") / "w"
    with (made := make(folder, PEOPLE)).store:
        import_list(seat(made, "anna")[0], delivery("found", a_list("S")))
    return folder


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base, tmp_path / "w") as made:
        yield made


def form(data, **others):
    return {
        "list": SimpleUploadedFile("any.csv", data),
        "party": "North",
        "role": "sought",
        "on": "2026-05-03",
    } | others


def bring(browser, data, **others):
    """Send a file: the address of the next page."""
    page = browser.post("/import/", form(data, **others), **BROWSER)
    assert page.status_code == 302, page.content.decode()
    return page.headers["Location"]


def shown(browser, path, status=200):
    page = browser.get(path, **BROWSER)
    assert page.status_code == status, page.content
    return page.content.decode()


def kept_of(workspace):
    """What the store has: kinds of acts, and the lists."""
    return [act.kind for act in acts(workspace)], set(all_lists(seat(workspace, "anna")[0]))


def test_a_list_goes_from_file_to_receipt_and_nothing_is_kept_before_the_signature(enter, workspace):
    browser = enter("anna")
    before = kept_of(workspace)
    path = bring(browser, a_list("N"))
    assert "4</b>can be taken" in shown(browser, path)
    page = browser.post(path, {"then": "check", "encoding": "detected"}, **BROWSER)
    assert page.headers["Location"] == f"{path}check/"
    assert "version 1 of this list" in shown(browser, f"{path}check/")
    assert kept_of(workspace) == before
    signed = browser.post(f"{path}sign/", **BROWSER)
    assert signed.headers["Location"] == f"{path}receipt/"
    receipt = shown(browser, f"{path}receipt/")
    act = next(one for one in acts(workspace) if one.kind == "list imported" and one.id == path.split("/")[2])
    assert act.id in receipt
    assert act.actor in receipt
    assert "<dt>taken</dt><dd>4</dd>" in receipt
    assert act.channel == "web"
    assert not list((workspace.folder / FOLDER).iterdir())


def test_a_list_is_imported_once_however_often_the_button_is_pressed(enter, workspace):
    browser = enter("anna")
    path = bring(browser, a_list("N"))
    answers = [browser.post(f"{path}sign/", **BROWSER) for _ in range(3)]
    assert {one.headers["Location"] for one in answers} == {f"{path}receipt/"}
    assert [act.kind for act in acts(workspace)].count("list imported") == 2


def test_leaving_and_coming_back_goes_on_where_one_was(enter, workspace):
    path = bring(enter("anna"), a_list("N"))
    later = enter("anna")
    assert f'href="{path}"' in shown(later, "/import/")
    assert "4</b>will be taken" in shown(later, f"{path}check/")
    assert later.post(f"{path}aside/", **BROWSER).headers["Location"] == "/import/"
    assert not list((workspace.folder / FOLDER).iterdir())
    shown(later, path, 404)


def test_what_somebody_has_begun_is_nobody_elses_and_lies_sealed(enter, workspace):
    path = bring(enter("anna"), a_list("N"))
    [kept] = (workspace.folder / FOLDER).iterdir()
    data = kept.read_bytes()
    assert not any(word.encode() in data for word in (*MARKERS, "North", "sought"))
    anna = seat(workspace, "anna")[0].member.id
    assert anna not in kept.name
    other = enter("olga")
    shown(other, path, 404)
    assert path not in shown(other, "/import/")
    assert other.post(f"{path}sign/", **BROWSER).headers["Location"] == f"{path}receipt/"
    shown(other, f"{path}receipt/", 404)
    assert len(all_lists(seat(workspace, "anna")[0])) == 1


def test_a_second_begun_list_takes_the_place_of_the_first(enter, workspace):
    browser = enter("anna")
    first = bring(browser, a_list("N"))
    second = bring(browser, a_list("M"))
    shown(browser, first, 404)
    shown(browser, second)
    assert len(list((workspace.folder / FOLDER).iterdir())) == 1


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", b"\0" * 30_000_000)
    return out.getvalue()


BAD = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "text of no list": "Dear Sir,\nwe send you nothing.\n".encode("utf-16-le"),
    "mixed encodings": a_list("N") + "Вигадько".encode("cp1251"),
    "a bomb": bomb(),
    "half a workbook": bomb()[:900],
    "a packed nothing": gzip.compress(b"\0" * 100_000),
    "XML with an entity": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "JSON": b'{"people": [{}]}',
}


def test_bad_lists_give_problems_on_the_page_and_are_never_an_error(enter, workspace):
    browser = enter("anna")
    for name, data in BAD.items():
        path = bring(browser, data)
        page = shown(browser, path)
        assert "Nobody could be read from it." in page, name
        assert "problem" in page.partition("<h2>")[2], name
        refused = browser.get(f"{path}check/", **BROWSER)
        assert refused.status_code == 422, name
        assert "nobody could be read" in refused.content.decode(), name
        assert browser.post(f"{path}sign/", **BROWSER).status_code == 422, name
    assert len(all_lists(seat(workspace, "anna")[0])) == 1


def test_a_question_is_answered_and_the_list_is_read_anew(enter):
    browser = enter("anna")
    rows = "id;ПІБ;Дата народження;Щось\n1;Вигадько Олена;03/04/1980;5\n2;Бравкенко Микола;05/06/1981;6\n"
    path = bring(browser, rows.encode("cp1251"))
    page = shown(browser, path)
    assert "text in cp1251" in page
    assert "begin with the day or with the month" in page
    about = page.index('value="dates"')
    number = page[:about].rpartition('name="about-')[2].partition('"')[0]
    told = {f"about-{number}": "dates", f"choice-{number}": "month-first", "encoding": "detected", "then": "again"}
    told |= {"col-1": "record_id", "col-2": "full_name", "col-3": "birth_date", "col-4": "unit"}
    assert browser.post(path, told, **BROWSER).headers["Location"] == path
    page = shown(browser, path)
    assert "1980-03-04" in page
    assert "begin with the day or with the month" not in page
    assert '<option value="unit" selected>' in page
    browser.post(path, {"forget": "1"}, **BROWSER)
    assert '<option value="unit" selected>' not in shown(browser, path)


def test_the_encoding_is_said_by_the_question_or_by_the_list_of_all_and_taken_back(enter):
    browser = enter("anna")
    path = bring(browser, "id;ПІБ\n1;Вигадько Олена\n2;Бравкенко Микола\n".encode("cp1251"))
    number = shown(browser, path).partition('value="encoding"')[0].rpartition('name="about-')[2].partition('"')[0]
    asked = {f"about-{number}": "encoding", f"choice-{number}": "iso8859-5", "encoding": "detected"}
    for told, read_as in (
        (asked, "iso8859-5"),
        ({"encoding": "koi8-u"}, "koi8-u"),
        ({"encoding": "detected"}, "cp1251"),
    ):
        browser.post(path, told, **BROWSER)
        assert f"text in {read_as}" in shown(browser, path)


def test_answers_that_cannot_be_are_said_on_the_page(enter):
    browser = enter("anna")
    path = bring(browser, a_list("N"))
    for told in (
        {"encoding": "klingon"},
        {"about-0": "dates", "choice-0": "sideways"},
        {"about-0": "nothing", "choice-0": "x"},
        {"col-1": "family_name", "col-2": "family_name"},
        {"col-1": "no_field"},
        {"encoding": ["cp1251", "koi8-r"]},
    ):
        page = browser.post(path, told, **BROWSER)
        assert page.status_code == 422, told
        assert 'role="alert"' in page.content.decode()
    assert browser.post(path, {"col-99": "unit"}, **BROWSER).status_code == 302
    assert "no column is headed" in shown(browser, path)
    assert browser.get(f"{path}check/", **BROWSER).status_code == 422


def test_a_form_that_is_not_whole_says_what_is_missing(enter, workspace):
    browser = enter("anna")
    for wrong in ({"party": " "}, {"party": "a" * 10_000}, {"role": "lost"}, {"on": "31.02.2026"}, {"list": ""}):
        page = browser.post("/import/", form(a_list("N")) | wrong, **BROWSER)
        assert page.status_code == 422, wrong
        assert 'role="alert"' in page.content.decode()
    assert not (workspace.folder / FOLDER).exists()


def test_a_file_above_the_limit_is_not_taken_and_no_file_touches_the_disk(enter, nowhere):
    browser = enter("anna")
    page = browser.post("/import/", form(b"a" * (MOST_BYTES + 1)), **BROWSER)
    assert page.status_code == 422
    assert "none above the limit" in page.content.decode()
    bring(browser, b"id,name\n" + b"1,a\n" * 1_000_000)  # above what Django would leave in memory


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """Who would put a file that arrives on the disk fails."""
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", str(tmp_path / "not there"))


def test_a_form_without_a_token_is_refused(enter, workspace):
    enter("anna")
    browser = Client(enforce_csrf_checks=True)
    page = browser.post("/import/", form(a_list("N")), **BROWSER)
    assert page.status_code == 403
    assert not (workspace.folder / FOLDER).exists()


def test_the_check_shows_contradictions_with_the_versions_before_and_what_becomes_of_each_line(enter, workspace):
    browser = enter("anna")
    rows = a_list("S").decode().replace("1987-03-14", "1987-03-15").replace("S-2,", "S-9,").encode()
    path = bring(browser, rows, party="South", role="found")
    page = shown(browser, f"{path}check/")
    assert "version 2 of this list" in page
    assert "known under another identifier" in page
    for n, words in ((1, "new"), (1, "changed"), (2, "the same"), (1, "no longer on the list")):
        assert f"<b>{n}</b>{words}" in page
    assert "birth date" in page
    assert "1987-03-14" not in page  # what stands in a file is shown where it is opened
    assert last(workspace).kind == LIST_VIEWED


def test_the_very_same_bytes_change_nothing(enter, workspace):
    browser = enter("anna")
    path = bring(browser, a_list("S"), party="South", role="found")
    assert "Signing changes nothing." in shown(browser, f"{path}check/")
    [list_id] = all_lists(seat(workspace, "anna")[0])
    assert browser.post(f"{path}sign/", **BROWSER).headers["Location"] == f"/lists/{list_id}/"
    assert [act.kind for act in acts(workspace)].count("list imported") == 1


def test_a_long_list_waits_for_a_second_person_and_its_receipt_says_so(enter, workspace):
    browser = enter("anna")
    path = bring(browser, a_list("N", tuple(invented(101))))
    assert "a second person signs after you" in shown(browser, f"{path}check/")
    browser.post(f"{path}sign/", **BROWSER)
    assert "A list waits for a second person" in shown(browser, f"{path}receipt/")
    [olga] = seat(workspace, "olga")
    approve(olga, path.split("/")[2])
    page = shown(browser, f"{path}receipt/")
    assert "A list was brought in" in page
    assert olga.member.id in page
    assert len(files_of(olga, next(one for one, it in all_lists(olga).items() if it.party == "North"))) == 101


def test_who_may_not_import_finds_nothing_here_and_the_attempt_is_an_entry(enter, workspace):
    browser = enter("boris")
    for ask in (browser.get("/import/", **BROWSER), browser.post("/import/", form(a_list("N")), **BROWSER)):
        assert ask.status_code == 404
        assert (last(workspace).kind, last(workspace).channel) == ("refused", "web")
    assert not (workspace.folder / FOLDER).exists()


def test_foreign_words_are_shown_inert(enter):
    browser = enter("anna")
    rows = f"{HEADER.replace('rank', HOSTILE)}N-1,{HOSTILE},{'a' * 8000},,1987-03-14,,{HOSTILE},=1+1\n"
    path = bring(browser, rows.encode(), party=HOSTILE)
    for page in (shown(browser, path), shown(browser, f"{path}check/"), shown(browser, "/import/")):
        assert "<script>alert" not in page
        assert "\u202e" not in page
    browser.post(f"{path}sign/", **BROWSER)
    assert "<script>alert" not in shown(browser, f"{path}receipt/")
