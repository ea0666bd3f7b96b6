import csv
import io

import pytest

from homeward.actions.workspace.desk import approve, waiting_acts
from homeward.actions.workspace.files import flag_harm
from homeward.actions.workspace.lists import Delivery, files_of, import_list
from homeward.actions.workspace.rights import Role
from tests.actions.workspace.sample import DAY, HEADER, a_list, acts, delivery, last, make, seat
from tests.web.conftest import BROWSER
from tests.web.reviewing import HOSTILE, copied, form_of, invented

PEOPLE = {
    "anna": (Role.CASEWORKER,),
    "olga": (Role.CASEWORKER,),
    "nina": (Role.NEGOTIATOR,),
    "boris": (Role.REVIEWER,),
    "fadi": (Role.CUSTODIAN,),
}
TEAMS = {"olga": "2"}
SECOND = (
    HEADER
    + "N-1,Вигадькомаркер,Олена,Петрівна,1987-03-15,Северин,солдат,А-100017\n"
    + "N-2,Бравкенко,Микола,Іванович,1979-11-02,Долинка,сержант,А-100024\n"
    + "N-3,Жутавук,Іван,Юрійович,1991-07-30,Лісове,капітан,А-100031\n"
    + "N-5,Новенький,Петро,Ілліч,1990-02-02,Лісове,солдат,А-100055\n"
).encode()


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists") / "w"
    with (made := make(folder, PEOPLE, **TEAMS)).store:
        [anna] = seat(made, "anna")
        first = import_list(anna, delivery("sought", a_list("N")))
        import_list(anna, delivery("sought", SECOND))
        many = import_list(anna, delivery("found", a_list("S", tuple(invented(60)))))
        hostile = f"{HEADER}X-1,{HOSTILE},{'a' * 8000},,1987-03-14,,,A-1\n".encode()
        bad = import_list(anna, Delivery(data=hostile, party=HOSTILE, role="found", on=DAY))
        return folder, {"list": first.list_id, "many": many.list_id, "bad": bad.list_id}


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base[0], tmp_path / "w") as made:
        yield made


@pytest.fixture
def ids(base):
    return base[1]


def shown(browser, path="/lists/"):
    page = browser.get(path, **BROWSER)
    assert page.status_code == 200, page.content
    return page.content.decode()


def test_all_lists_stand_there_with_their_versions_and_counts(enter, ids):
    page = shown(enter("anna"))
    assert f'href="/lists/{ids["list"]}/"' in page
    rows = list(csv.reader(io.StringIO(shown(enter("anna"), "/lists/?form=csv"), newline="")))
    assert ["North", "people sought", "2", "May 3, 2026", "5", "4", "4", "0", "0"] in rows
    assert ["South", "people found", "1", "May 3, 2026", "60", "60", "60", "0", "0"] in rows


def test_who_sees_counts_alone_sees_no_line(enter, ids):
    page = shown(enter("nina"), f"/lists/{ids['list']}/")
    assert "Your role sees the counts of lists, not their lines." in page
    assert "Бравкенко" not in page


def test_a_list_shows_its_lines_by_fifty_and_each_page_is_one_entry_of_them(enter, workspace, ids):
    browser = enter("anna")
    first, second = (shown(browser, f"/lists/{ids['many']}/?page={page}") for page in (1, 2))
    assert first.count('name="file"') == 50
    assert second.count('name="file"') == 10
    assert "60 lines that you may open" in first
    looks = [act for act in acts(workspace) if act.kind == "list viewed"]
    assert [len(act.subjects) for act in looks[-2:]] == [50, 10]


def test_a_page_that_is_none_is_the_first(enter, ids):
    browser = enter("anna")
    for page in ("0", "-1", "x", "9" * 30, "²"):
        assert shown(browser, f"/lists/{ids['many']}/?page={page}").count('name="file"') == 50


def test_a_caseworker_of_another_team_sees_that_there_is_a_list_and_none_of_its_lines(enter, ids):
    page = shown(enter("olga"), f"/lists/{ids['list']}/")
    assert "There are no lines here that you may open." in page
    assert "Бравкенко" not in page


def test_a_version_says_which_lines_are_new_changed_the_same_and_gone(enter, workspace, ids):
    page = shown(enter("anna"), f"/lists/{ids['list']}/versions/2/")
    assert "birth date: 1987-03-14 → 1987-03-15" in page
    rows = {row.split("</bdi>")[0].rpartition(">")[2]: row for row in page.split("<tr>")[2:]}
    states = {"N-1": "changed", "N-2": "the same", "N-3": "the same", "N-4": "no longer on the list", "N-5": "new"}
    assert {record: f"<bdi>{state}</bdi>" in rows[record] for record, state in states.items()} == dict.fromkeys(
        states, True
    )
    assert list(rows)[:3] == ["N-5", "N-1", "N-4"]
    assert "the same" not in shown(enter("anna"), f"/lists/{ids['list']}/versions/1/").partition("<tbody>")[2]


def test_a_version_that_is_not_there_is_nothing_here(enter, workspace, ids):
    browser = enter("anna")
    for path in (f"/lists/{ids['list']}/versions/3/", f"/lists/{'0' * 32}/versions/1/", f"/lists/{'0' * 32}/"):
        assert browser.get(path, **BROWSER).status_code == 404
        assert last(workspace).kind == "refused"


def test_a_list_without_a_right_is_nothing_here_and_the_attempt_is_an_entry(enter, workspace, ids):
    browser = enter("fadi")
    for path in ("/lists/", f"/lists/{ids['list']}/"):
        assert browser.get(path, **BROWSER).status_code == 404
        assert (last(workspace).kind, last(workspace).channel) == ("refused", "web")


def chosen(browser, workspace, list_id, many):
    path = f"/lists/{list_id}/export/"
    form = form_of(browser.get(f"/lists/{list_id}/", **BROWSER), path)
    return path, form | {"file": list(files_of(seat(workspace, "anna")[0], list_id))[:many], "form": "csv"}


def test_lines_leave_by_name_and_with_a_reason_once(enter, workspace, ids):
    browser = enter("anna")
    path, form = chosen(browser, workspace, ids["list"], 2)
    without = browser.post(path, form | {"reason": " "}, **BROWSER)
    assert without.status_code == 422
    assert "is made for a reason" in without.content.decode()
    assert without.content.decode().count(" checked>") == 2
    page = browser.post(path, form | {"reason": "asked by the neutral"}, **BROWSER)
    assert page.headers["Content-Disposition"] == f'attachment; filename="lines-{form["act_id"]}.csv"'
    assert len(page.content.decode().splitlines()) == 3
    assert last(workspace).kind == "lines exported"
    again = browser.post(path, form | {"reason": "asked by the neutral"}, **BROWSER)
    assert again.status_code == 422
    assert [act.kind for act in acts(workspace)].count("lines exported") == 1


def test_more_than_twenty_lines_wait_for_a_second_person_and_leave_once(enter, workspace, ids):
    browser = enter("anna")
    path, form = chosen(browser, workspace, ids["many"], 21)
    page = browser.post(path, form | {"reason": "asked by the neutral"}, **BROWSER)
    assert page.status_code == 302
    place = page.headers["Location"]
    assert browser.post(place, **BROWSER).status_code == 404
    [olga] = seat(workspace, "olga")
    [(act_id, _)] = waiting_acts(olga)
    approve(olga, act_id)
    given = browser.post(place, **BROWSER)
    assert len(given.content.decode().splitlines()) == 22
    assert browser.post(place, **BROWSER).status_code == 404


def test_a_flagged_line_is_in_no_page_and_no_count_of_another_team(enter, workspace, ids):
    [anna] = seat(workspace, "anna")
    file_id = next(iter(files_of(anna, ids["bad"])))
    flag_harm(anna, file_id, lift=False, reason="relatives were threatened")
    page = shown(enter("olga"))
    assert ids["bad"] not in page
    assert enter("olga").get(f"/lists/{ids['bad']}/", **BROWSER).status_code == 404
    assert "harm flag" in shown(enter("anna"), f"/lists/{ids['bad']}/")


def test_foreign_words_are_shown_inert(enter, ids):
    browser = enter("anna")
    for path in ("/lists/", f"/lists/{ids['bad']}/", f"/lists/{ids['bad']}/versions/1/"):
        page = shown(browser, path)
        assert "<script>alert" not in page
        assert "\u202e" not in page
    assert "⟨202E⟩=1+1" in shown(browser)
    rows = list(csv.reader(io.StringIO(shown(browser, "/lists/?form=csv"), newline="")))
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
