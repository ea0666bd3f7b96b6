import pytest

from homeward.actions.workspace.desk import waiting_acts
from homeward.actions.workspace.pairs import reopen_case
from homeward.actions.workspace.things import view_remains
from tests.actions.workspace.laboratory import PEOPLE
from tests.actions.workspace.review.test_identified import remains_case
from tests.actions.workspace.sample import acts, last, make, seat
from tests.web.conftest import BROWSER
from tests.web.reviewing import HOSTILE, copied, form_of


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("identified") / "w"
    with (made := make(folder, PEOPLE)).store:
        one = remains_case(made)
    return folder, one


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base[0], tmp_path / "w") as made:
        yield made


@pytest.fixture
def one(base):
    return base[1]


def shown(browser, path):
    page = browser.get(path, **BROWSER)
    assert page.status_code == 200, page.content
    return page.content.decode()


def ask(browser, case_id, text, times=1):
    path = f"/board/{case_id}/"
    form = form_of(browser.get(path, **BROWSER), f"{path}identify/") | {"text": text}
    return [browser.post(f"{path}identify/", form, **BROWSER) for _ in range(times)][-1]


def links(workspace):
    [anna] = seat(workspace, "anna")
    return [link for link in view_remains(anna).remains.links if link.kind == "identified as"]


def test_the_link_is_asked_for_where_the_decision_stands_and_signed_there_by_a_second_person(enter, workspace, one):
    boris, path = enter("boris"), f"/board/{one.id}/"
    page = shown(boris, path)
    assert "Individual <bdi>D-1</bdi>: not linked to the person sought." in page
    assert "Link the remains to the person sought" in page
    assert ask(boris, one.id, "by the decision of two readers", times=2).status_code == 302
    assert len(waiting_acts(seat(workspace, "clara")[0])) == 1
    page = shown(boris, path)
    assert "This waits for a second person." in page
    assert "and waits for a second person." in page
    assert "<bdi>clara</bdi>" in page
    assert "<bdi>greta</bdi>" not in page  # who was not shown the case
    assert "Link the remains to the person sought" not in page
    assert "Sign as the second person" not in page
    assert links(workspace) == []
    clara = enter("clara")
    assert f'<a href="{path}">the case</a>' in shown(clara, "/")
    [(act_id, _)] = waiting_acts(seat(workspace, "clara")[0])
    assert f'action="/approve/{act_id}/"' in shown(clara, path)
    assert clara.post(f"/approve/{act_id}/", **BROWSER).status_code == 302
    [link] = links(workspace)
    assert (link.part, link.whole) == ("D-1", one.case.pair.sought)
    page = shown(boris, path)
    assert "linked to the person sought since May 3, 2026, by two signatures." in page
    assert "Ask for the link" not in page


def test_without_grounds_nothing_is_asked_and_hostile_ones_are_shown_inert(enter, workspace, one):
    boris = enter("boris")
    wrong = ask(boris, one.id, "  ")
    assert wrong.status_code == 422
    assert "Say on which grounds the remains are linked." in wrong.content.decode()
    assert "second asked" not in [act.kind for act in acts(workspace)][-3:]
    assert ask(boris, one.id, HOSTILE).status_code == 302
    assert "<script>alert" not in shown(enter("clara"), "/")


def test_whoever_was_not_shown_the_case_sees_nothing_of_the_link(enter, workspace, one):
    page = shown(enter("greta"), f"/board/{one.id}/")
    assert "Whose remains these were" not in page
    assert "D-1" in page  # the file of what was found, which readers see


def test_no_link_is_asked_for_on_a_decision_that_is_read_again(enter, workspace, one):
    [boris] = seat(workspace, "boris")
    kept = reopen_case(boris, one.id, "a second sample")
    enter("clara").post(f"/approve/{kept.waits_for}/", **BROWSER)
    page = shown(enter("boris"), f"/board/{one.id}/")
    assert "not linked to the person sought." in page
    assert "Ask for the link" not in page


def test_who_may_not_confirm_an_identity_is_refused_and_it_is_an_entry(enter, workspace, one):
    page = enter("anna").post(f"/board/{one.id}/identify/", {"act_id": "1" * 32, "text": "x"}, **BROWSER)
    assert page.status_code == 404
    assert last(workspace).kind == "refused"
