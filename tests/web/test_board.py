import re

import pytest

from homeward.actions.workspace.desk import approve, new_id
from homeward.actions.workspace.pairs import all_cases, read_reason, vote
from homeward.actions.workspace.review.elsewhere import note_earlier
from tests.actions.workspace.sample import acts, last, seat
from tests.web.conftest import BROWSER
from tests.web.reviewing import HOSTILE, before_board, copied, form_of, paired, read, signed

WORDS = {"code-1": "names and dates agree", "words-1": "on both lists"}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("board") / "w"
    return folder, paired(folder)


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base[0], tmp_path / "w") as made:
        yield made


@pytest.fixture
def cases(base):
    return base[1]


def shown(browser, path):
    page = browser.get(path, **BROWSER)
    assert page.status_code == 200
    return page.content.decode()


def do(browser, case_id, what, times=1, **said):
    """Fill in one form of the page and send it, perhaps more than once: the last answer."""
    path = f"/board/{case_id}/"
    form = form_of(browser.get(path, **BROWSER), f"{path}{what}/") | said
    return [browser.post(f"{path}{what}/", form, **BROWSER) for _ in range(times)][-1]


def kinds(workspace):
    return [act.kind for act in acts(workspace)]


def state(workspace, case_id):
    with workspace.store.read() as now:
        return now.state("case", case_id).status


def test_the_agenda_says_what_asks_something_of_whoever_looks(enter, workspace, cases):
    before_board(workspace, cases[0])
    read(workspace, "boris", cases[1])
    page = shown(enter("greta"), "/board/")
    assert "1 case waits for a board or for signatures." in page
    assert "1 of them asks something of you." in page
    assert "your vote" in page
    assert cases[1] not in page
    assert "your vote" not in shown(enter("boris"), "/board/")


def test_a_member_sees_both_readings_and_which_votes_are_missing(enter, workspace, cases):
    before_board(workspace, cases[0])
    page = shown(enter("greta"), f"/board/{cases[0]}/")
    for said in ("boris", "clara", "Votes that are missing:", "hanna", "What the evidence carries", "<svg"):
        assert said in page


def test_a_board_votes_decides_and_signs_on_its_pages_and_dissent_stays(enter, workspace, cases):
    before_board(workspace, cases[0])
    for name, outcome in (("greta", "established"), ("hanna", "established"), ("ivan", "possible")):
        answer = do(enter(name), cases[0], "vote", times=2, outcome=outcome, **WORDS)
        assert answer.status_code == 302
    assert kinds(workspace).count("vote") == 3
    assert do(enter("greta"), cases[0], "decide", times=2, text="two of three votes").status_code == 302
    assert state(workspace, cases[0]) == "decided"
    page = shown(enter("hanna"), f"/board/{cases[0]}/")
    assert "2 signatures are missing." in page
    assert "Dissent" in page
    for name in ("greta", "hanna"):
        assert do(enter(name), cases[0], "sign", times=2).status_code == 302
    assert state(workspace, cases[0]) == "signed"
    assert kinds(workspace).count("signature") == 2
    page = shown(enter("ivan"), f"/board/{cases[0]}/")
    assert "Decided and signed:" in page
    assert "two of three votes" in page
    assert "Dissent" in page


def test_who_was_not_shown_a_case_sees_no_outcome_until_they_ask_with_a_reason(enter, workspace, cases):
    read(workspace, "boris", cases[0])
    read(workspace, "clara", cases[0])
    browser = enter("greta")
    page = shown(browser, f"/board/{cases[0]}/").split("<main")[1]
    assert not [word for word in ("boris", "established", "supports", "carries", "<svg") if word in page]
    assert do(browser, cases[0], "show", text="  ").status_code == 422
    assert do(browser, cases[0], "show", times=2, text="to prepare the board").status_code == 302
    assert kinds(workspace).count("showing") == 1
    page = shown(browser, f"/board/{cases[0]}/")
    assert "boris" in page
    assert "Your signature" in page


def test_a_split_case_is_put_before_a_board_and_an_unknown_name_is_said_and_kept(enter, workspace, cases):
    read(workspace, "boris", cases[0])
    read(workspace, "clara", cases[0], "possible")
    browser = enter("boris")
    assert "Why two readings do not settle it" in shown(browser, f"/board/{cases[0]}/")
    offered = shown(browser, f"/board/{cases[0]}/")
    assert {
        name for name in ("anna", "fadi", "greta", "hanna", "ivan") if f'name="names" value="{name}"' in offered
    } == {*("greta", "hanna", "ivan")}
    page = do(browser, cases[0], "seat", names=["greta", "nobody"])
    assert page.status_code == 422
    assert 'value="greta" checked' in page.content.decode()
    assert 'value="hanna" checked' not in page.content.decode()
    assert do(browser, cases[0], "seat", times=2, names=["greta", "hanna", "ivan"]).status_code == 302
    assert state(workspace, cases[0]) == "before the board"
    assert kinds(workspace).count("seating") == 1


def test_whoever_has_a_conflict_of_interest_or_has_read_is_not_offered_a_seat_and_is_named_nowhere(
    enter, workspace, cases
):
    read(workspace, "boris", cases[0])
    read(workspace, "clara", cases[0], "possible")
    browser = enter("boris")
    path = f"/board/{cases[0]}/"
    assert "conflict of interest in this case" not in shown(browser, path)
    assert do(browser, cases[0], "conflict", member="ivan", text="a cousin").status_code == 302
    page = shown(browser, path)
    assert re.findall(r'name="names" value="(\w+)"', page) == ["greta", "hanna"]
    assert "1 member with a declared conflict of interest in this case is not offered." in page
    assert "2 members who read this case are not offered." in page
    assert "ivan" not in page


def test_a_signed_case_is_opened_again_by_two_and_the_old_decision_stays_readable(enter, workspace, cases):
    signed(workspace, cases[0])
    assert do(enter("boris"), cases[0], "deed", kind="family told", text="in person").status_code == 302
    browser = enter("boris")
    assert do(browser, cases[0], "reopen", times=2, text="a second sample came").status_code == 302
    assert "This waits for a second person." in shown(browser, "/board/")
    assert state(workspace, cases[0]) == "acted on"
    [asked] = [act for act in acts(workspace) if act.kind == "second asked"]
    approve(seat(workspace, "greta")[0], f"{int(asked.id, 16) ^ (1 << 127):032x}")
    assert state(workspace, cases[0]) == "proposed"
    page = shown(enter("boris"), f"/board/{cases[0]}/")
    for said in ("Round 2 of readings", "a second sample came", "Decided and signed:", "in person"):
        assert said in page


def test_a_conflict_of_interest_is_kept_and_takes_a_vote_away(enter, workspace, cases):
    before_board(workspace, cases[0])
    browser = enter("ivan")
    assert do(browser, cases[0], "conflict", times=2, member="ivan", text="a cousin").status_code == 302
    assert kinds(workspace).count("conflict") == 1
    assert "Your vote" not in shown(browser, f"/board/{cases[0]}/")


def test_an_exclusion_of_another_body_is_shown_answered_once_and_stays(enter, workspace, cases):
    boris, greta = seat(workspace, "boris", "greta")
    pair = next(one.case.pair for one in all_cases(boris) if one.id == cases[0])
    table = f"found,sought,outcome,by,on,reason\n{pair.found},{pair.sought},excluded,commission,2019-05-03,height\n"
    approve(greta, note_earlier(boris, table.encode()).kept.waits_for)
    browser = enter("boris")
    assert "Earlier exclusions of this pair" in shown(browser, f"/board/{cases[0]}/")
    assert do(browser, cases[0], "answer", times=2, text="measured anew").status_code == 302
    assert kinds(workspace).count("answer") == 1
    page = shown(browser, f"/board/{cases[0]}/")
    assert "measured anew" in page
    assert "height" in page


def test_who_has_no_right_finds_nothing_and_the_attempt_is_an_entry(enter, workspace, cases):
    before_board(workspace, cases[0])
    for name, what in (("fadi", "vote"), ("anna", "vote"), ("anna", "sign"), ("fadi", "conflict")):
        page = enter(name).post(
            f"/board/{cases[0]}/{what}/",
            {"act_id": new_id(), "outcome": "possible", "member": "ivan", "text": "x", **WORDS},
            **BROWSER,
        )
        assert page.status_code == 404
        assert last(workspace).kind == "refused"
    for path in ("/board/", f"/board/{cases[0]}/"):
        assert enter("fadi").get(path, **BROWSER).status_code == 404
    assert "vote" not in kinds(workspace)


def test_a_form_that_is_none_finds_nothing(enter, cases):
    assert enter("boris").post(f"/board/{cases[0]}/merge/", **BROWSER).status_code == 404


def test_hostile_words_of_a_vote_and_a_decision_are_shown_inert(enter, workspace, cases):
    before_board(workspace, cases[0])
    for desk in seat(workspace, "greta", "hanna", "ivan"):
        vote(desk, cases[0], "possible", (read_reason(f"other: {HOSTILE}"),))
    do(enter("greta"), cases[0], "decide", text=HOSTILE + "z" * 9_000)
    page = shown(enter("hanna"), f"/board/{cases[0]}/")
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "⟨202E⟩" in page
