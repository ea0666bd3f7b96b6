import pytest

from homeward.actions.workspace.pairs import all_cases
from homeward.web.templatetags.words import brief
from tests.actions.workspace.sample import acts, last, seat
from tests.web.conftest import BROWSER
from tests.web.reviewing import copied, form_of, paired, read


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("queue") / "w"
    return folder, paired(folder)


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base[0], tmp_path / "w") as made:
        yield made


@pytest.fixture
def cases(base):
    return base[1]


def shown(browser, path="/queue/"):
    page = browser.get(path, **BROWSER)
    assert page.status_code == 200
    return page.content.decode()


def holder(workspace, case_id):
    [anna] = seat(workspace, "anna")
    lease = next(one.case.lease for one in all_cases(anna) if one.id == case_id)
    return None if lease is None else lease.reader


def test_the_queue_offers_one_reading_counts_the_others_and_says_where_every_case_stands(enter, cases):
    page = shown(enter("boris"))
    assert "4 readings wait for you; one is offered at a time." in page
    assert "4 open cases" in page
    assert page.count("Take the next") == 1
    assert all(f'href="/queue/{one}/"' in page for one in cases)


def test_what_is_not_offered_is_counted_with_its_reason(enter, workspace, cases):
    read(workspace, "boris", cases[0])
    page = shown(enter("boris"))
    assert "you gave the first reading: 1" in page
    assert "3 readings wait for you" in page
    held = enter("clara")
    held.post("/queue/next/", form_of(held.get("/queue/", **BROWSER), "/queue/next/"), **BROWSER)
    assert "it is with another reader: 1" in shown(enter("greta"))


def test_the_queue_shows_no_score_and_no_verdict_to_whom_may_read_blind(enter, workspace, cases):
    read(workspace, "boris", cases[0], "excluded")
    page = shown(enter("clara"))
    assert "excluded" not in page
    assert "boris" not in page


def test_take_the_next_claims_it_once_and_goes_to_the_pair(enter, workspace):
    browser = enter("boris")
    form = form_of(browser.get("/queue/", **BROWSER), "/queue/next/")
    answers = [browser.post("/queue/next/", form, **BROWSER) for _ in range(2)]
    assert {one.status_code for one in answers} == {302}
    [path] = {one.headers["Location"] for one in answers}
    assert [act.kind for act in acts(workspace)].count("taking") == 1
    assert holder(workspace, path.split("/")[2]) == seat(workspace, "boris")[0].member.id
    assert "You hold these readings" in shown(browser)


def test_a_reading_is_taken_by_its_case_given_back_and_free_for_another(enter, workspace, cases):
    browser, path = enter("boris"), f"/queue/{cases[2]}/"
    form = form_of(browser.get(path, **BROWSER), f"{path}take/")
    for _ in range(2):
        assert browser.post(f"{path}take/", form, **BROWSER).headers["Location"] == path
    assert holder(workspace, cases[2]) is not None
    assert [act.kind for act in acts(workspace)].count("taking") == 1
    back = form_of(browser.get(path, **BROWSER), f"{path}back/")
    for _ in range(2):
        assert browser.post(f"{path}back/", back, **BROWSER).headers["Location"] == "/queue/"
    assert holder(workspace, cases[2]) is None
    assert last(workspace).channel == "web"


def test_who_has_no_right_to_read_finds_no_queue_and_the_attempt_is_an_entry(enter, workspace, cases):
    browser = enter("fadi")
    for ask in (browser.get("/queue/", **BROWSER), browser.post(f"/queue/{cases[0]}/take/", **BROWSER)):
        assert ask.status_code == 404
        assert (last(workspace).kind, last(workspace).channel) == ("refused", "web")


def test_the_counts_leave_as_a_file_and_name_no_case(enter, workspace, cases):
    read(workspace, "boris", cases[0])
    answer = enter("clara").get("/queue/?export=csv", **BROWSER)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.content.decode().splitlines() == ["state,cases", "proposed,3", "read once,1"]
    assert enter("clara").get("/queue/?export=exe", **BROWSER).status_code == 422
    assert enter("fadi").get("/queue/?export=csv", **BROWSER).status_code == 404


def test_a_form_that_says_a_thing_twice_is_refused(enter, cases):
    browser = enter("boris")
    page = browser.post(f"/queue/{cases[0]}/take/", {"act_id": ["0" * 32, "1" * 32]}, **BROWSER)
    assert page.status_code == 422


def test_an_id_is_shown_by_its_first_letters_with_the_whole_as_a_title():
    assert brief("ab" * 16) == f'<bdi title="{"ab" * 16}">abababab</bdi>'
    assert brief(f"sha256:{'0f' * 32}#12-20").endswith(">sha256:0f0f0f0f#12-20</bdi>")
    assert brief("<b>" + "a" * 32) == f"<bdi>&lt;b&gt;{'a' * 32}</bdi>"
