import html

import pytest

from homeward.actions.workspace.desk import approve, new_id
from homeward.actions.workspace.lists import import_list
from homeward.actions.workspace.pairs import propose_pairs, reopen_case, take_reading
from tests.actions.workspace.sample import a_list, acts, delivery, last, seat
from tests.web.conftest import BROWSER
from tests.web.reviewing import HOSTILE, copied, form_of, paired, read, signed

SAID = {"outcome": "probable", "code-1": "names and dates agree", "words-1": "both lists say 1987", "then": "stay"}
# Nothing of these may stand on the page of somebody who may still read blind.
SCORE = ("supports", "speaks against", "likelihood", "probability", "waterfall", "boris", "verdict of", "established:")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("comparison") / "w"
    return folder, paired(folder)


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base[0], tmp_path / "w") as made:
        yield made


@pytest.fixture
def cases(base):
    return base[1]


def shown(browser, case_id):
    page = browser.get(f"/queue/{case_id}/", **BROWSER)
    assert page.status_code == 200
    return page.content.decode()


def take(browser, case_id):
    path = f"/queue/{case_id}/"
    browser.post(f"{path}take/", form_of(browser.get(path, **BROWSER), f"{path}take/"), **BROWSER)


def give(browser, case_id, **said):
    path = f"/queue/{case_id}/"
    return browser.post(path, form_of(browser.get(path, **BROWSER), path) | SAID | said, **BROWSER)


def verdicts(workspace):
    return [act for act in acts(workspace) if act.kind == "verdict"]


def without_form(page):
    """The page up to where a reader writes: the choices of a verdict are the same for everybody."""
    return page.split('id="verdict"')[0]


def test_the_first_reader_sees_the_evidence_in_words_and_as_a_picture_with_its_table(enter, cases):
    browser = enter("boris")
    take(browser, cases[0])
    page = shown(browser, cases[0])
    for said in ("supports strongly", "<svg", "The same in numbers", "This is the first reading", "You hold it until"):
        assert said in page
    assert page.index("supports strongly") < page.index("The same in numbers")


def test_who_may_read_blind_sees_neither_score_nor_verdict_before_and_while_reading(enter, workspace, cases):
    read(workspace, "boris", cases[0])
    browser = enter("clara")
    before = shown(browser, cases[0])
    take(browser, cases[0])
    during = without_form(shown(browser, cases[0]))
    for page in (before, during):
        assert [word for word in SCORE if word in page.split("<main")[1]] == []
    assert "you see neither the score nor the first verdict" in during
    assert "birth date" in during


def test_after_their_own_verdict_a_reader_sees_the_other_one(enter, workspace, cases):
    read(workspace, "boris", cases[0])
    browser = enter("clara")
    take(browser, cases[0])
    assert "boris" not in shown(browser, cases[0])
    assert give(browser, cases[0]).headers["Location"] == f"/queue/{cases[0]}/"
    page = shown(browser, cases[0])
    assert "boris" in page
    assert "both lists say 1987" in page
    assert "Your verdict is signed and kept." in page


def test_the_first_reader_of_a_reopened_case_sees_earlier_verdicts_after_their_own(enter, workspace, cases):
    signed(workspace, cases[0])
    boris, greta = seat(workspace, "boris", "greta")
    approve(greta, reopen_case(boris, cases[0], "a second sample came").waits_for)
    browser = enter("hanna")
    take(browser, cases[0])
    assert "clara" not in shown(browser, cases[0])
    give(browser, cases[0])
    page = shown(browser, cases[0])
    assert "clara" in page
    assert "Read again because:" in page


def test_a_verdict_is_kept_once_however_often_the_form_is_sent_and_leads_to_the_next_pair(enter, workspace, cases):
    browser, path = enter("boris"), f"/queue/{cases[0]}/"
    take(browser, cases[0])
    form = form_of(browser.get(path, **BROWSER), path) | SAID | {"then": "next"}
    places = {browser.post(path, form, **BROWSER).headers["Location"] for _ in range(3)}
    assert len(verdicts(workspace)) == 1
    assert verdicts(workspace)[0].channel == "web"
    [place] = places
    assert place != path
    assert place.split("/")[2] in cases
    assert [act.kind for act in acts(workspace)].count("taking") == 2


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"outcome": ""}, "Choose an outcome."),
        ({"outcome": "certain"}, "is no outcome"),
        ({"words-1": ""}, "one of both is missing"),
        ({"code-1": ""}, "one of both is missing"),
        ({"code-1": "it looks so"}, "write a reason as"),
        ({"code-1": "", "words-1": ""}, "Give at least one reason"),
        ({"act_id": "7"}, "is no id of an act"),
    ],
)
def test_a_mistake_is_said_on_the_page_and_what_was_typed_stays(enter, workspace, cases, wrong, says):
    browser = enter("boris")
    take(browser, cases[0])
    page = give(
        browser, cases[0], **({"words-2": "kept words", "code-2": "other"} | wrong if says[0] != "G" else wrong)
    )
    assert page.status_code == 422
    assert says in page.content.decode()
    assert verdicts(workspace) == []
    if says[0] != "G":
        assert 'value="kept words"' in page.content.decode()


def test_a_verdict_without_the_reading_in_hand_is_not_kept_and_its_words_are_not_lost(enter, workspace, cases):
    browser = enter("boris")
    page = browser.post(f"/queue/{cases[0]}/", SAID | {"act_id": new_id()}, **BROWSER)
    assert page.status_code == 422
    assert verdicts(workspace) == []
    assert "both lists say 1987" in page.content.decode()


def test_who_may_not_read_finds_nothing_and_the_attempt_is_an_entry(enter, workspace, cases):
    browser, path = enter("fadi"), f"/queue/{cases[0]}/"
    pages = [browser.get(path, **BROWSER), browser.get(f"/queue/{'0' * 32}/", **BROWSER)]
    pages.append(browser.post(path, SAID | {"act_id": new_id()}, **BROWSER))
    assert {page.status_code for page in pages} == {404}
    assert len({page.content.split(b"<main")[1] for page in pages}) == 1
    assert last(workspace).kind == "refused"


def test_each_opening_of_a_pair_is_an_entry_before_it_is_shown(enter, workspace, cases):
    browser = enter("boris")
    before = len([act for act in acts(workspace) if act.kind == "file read"])
    shown(browser, cases[0])
    assert len([act for act in acts(workspace) if act.kind == "file read"]) == before + 1


def test_hostile_words_in_files_and_reasons_are_shown_inert(enter, workspace):
    people = [(HOSTILE, "=1+1", "Olehovych", "1980-01-01", "x" * 8_000, "солдат", "Q-1")]
    [anna] = seat(workspace, "anna")
    data = {role: a_list(f"{role[0]}-hostile-", people) for role in ("found", "sought")}
    lists = [import_list(anna, delivery(role, data[role])).list_id for role in data]
    [case_id] = propose_pairs(anna, *lists, least=1e-9).case_ids
    browser = enter("boris")
    take(browser, case_id)
    give(browser, case_id, **{"words-1": HOSTILE + "y" * 10_000})
    page = shown(browser, case_id)
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "⟨202E⟩" in page
    assert html.escape("<script>alert(1)</script>") in page


def test_the_single_keys_are_listed_and_can_be_switched_off_for_good(enter, workspace, cases):
    browser = enter("boris")
    [desk] = seat(workspace, "boris")
    take_reading(desk, cases[0])
    assert "<kbd>x</kbd>" in without_keys(shown(browser, cases[0]))
    answer = browser.post("/queue/keys/", {"keys": "off"}, **BROWSER)
    assert answer.status_code == 204
    assert "<kbd>x</kbd>" not in without_keys(shown(browser, cases[0]))
    assert "checked" not in shown(browser, cases[0]).split('id="keys-on"')[1].split(">")[0]
    browser.post("/queue/keys/", {"keys": "on"}, **BROWSER)
    assert "<kbd>x</kbd>" in without_keys(shown(browser, cases[0]))


def without_keys(page):
    return page.split('id="keys"')[0]
