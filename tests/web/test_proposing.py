"""Two lists are compared on a page: pairs come before readers once, and nobody learns a score by asking again."""

import pytest

from homeward.actions.workspace.lists import import_list
from homeward.actions.workspace.pairs import all_cases
from tests.actions.workspace.sample import acts, delivery, last, make, seat
from tests.web.conftest import BROWSER
from tests.web.reviewing import HOSTILE, PEOPLE, copied, form_of

AT = "/lists/propose/"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("proposing") / "w"
    with (made := make(folder, PEOPLE)).store:
        [anna] = seat(made, "anna")
        found = import_list(anna, delivery("found")).list_id
        return folder, (found, import_list(anna, delivery("sought", party=f"North {HOSTILE}")).list_id)


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base[0], tmp_path / "w") as made:
        yield made


def compare(browser, found, sought, times=1):
    """Fill in the form and send it, perhaps more than once: the last answer."""
    form = form_of(browser.get(AT, **BROWSER), AT) | {"found": found, "sought": sought}
    return [browser.post(AT, form, **BROWSER) for _ in range(times)][-1]


def shown(browser, path=AT):
    page = browser.get(path, **BROWSER)
    assert page.status_code == 200
    return page.content.decode()


def test_pairs_of_two_lists_come_before_readers_once_however_often_the_form_is_sent(enter, workspace, base):
    browser = enter("anna")
    assert f'href="{AT}"' in shown(browser, "/lists/")
    assert compare(browser, *base[1], times=2).headers["Location"] == AT
    page = shown(browser)
    assert "4 pairs were put before readers." in page
    assert "4 pairs were before readers already." in page
    assert len(all_cases(seat(workspace, "anna")[0])) == 4
    assert [act.kind for act in acts(workspace)].count("proposal") == 4


def test_two_lists_of_one_side_are_a_mistake_that_is_said_and_what_was_chosen_stays(enter, workspace, base):
    page = compare(enter("anna"), base[1][1], base[1][0])
    assert page.status_code == 422
    text = page.content.decode()
    assert 'role="alert"' in text
    assert "proposal" not in {act.kind for act in acts(workspace)}


def test_who_may_not_propose_finds_no_such_page_and_the_attempt_is_an_entry(enter, workspace, base):
    browser = enter("fadi")
    told = {"found": base[1][0], "sought": base[1][1], "act_id": "0" * 32}
    for ask in (browser.get(AT, **BROWSER), browser.post(AT, told, **BROWSER)):
        assert ask.status_code == 404
        assert last(workspace).kind == "refused"
    unknown = enter("anna").post(AT, told | {"found": "0" * 32}, **BROWSER)
    assert unknown.status_code == 404


def test_the_name_of_a_party_is_shown_inert(enter):
    page = shown(enter("anna"))
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "⟨202E⟩" in page
