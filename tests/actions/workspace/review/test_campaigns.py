from datetime import date

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve, authorise, keep, new_id
from homeward.actions.workspace.files import erase_file
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.pairs import (
    all_cases,
    draft_of,
    open_case,
    read_case,
    read_reason,
    reopen_case,
    sign_decision,
    take_reading,
)
from homeward.actions.workspace.review.campaigns import STAGES, open_campaign, view_campaigns, view_weak
from homeward.actions.workspace.review.doubts import answer_exclusion, declare_conflict
from homeward.actions.workspace.review.elsewhere import note_earlier
from homeward.errors import InvalidInput
from homeward.review.act import Pair, Proposal
from homeward.review.basis import Basis
from homeward.review.lifecycle import NotAllowed
from homeward.review.reopening import standing_decision
from tests.actions.workspace.laboratory import PEOPLE
from tests.actions.workspace.sample import acts, delivery, last, make, propose, seat

BECAUSE = (read_reason("names and dates agree: on both lists"),)
HEADER = "found,sought,outcome,grounds,log10_lr,by,on,reason\n"
TABLE = HEADER + (
    "F-1,S-1,established,recognition; effects,,commission of the North,2019-05-03,seen by a friend\n"
    "F-2,S-2,probable,DNA,,commission of the North,2019-05-04,\n"
    "F-3,S-3,established,DNA profile,8.5,commission of the North,2019-05-05,\n"
    "F-4,S-4,excluded,teeth,,commission of the North,2019-05-06,tooth 36\n"
)


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE)).store:
        yield made


@pytest.fixture
def lists(workspace):
    [anna] = seat(workspace, "anna")
    return {role: import_list(anna, delivery(role)).list_id for role in ("found", "sought")}


@pytest.fixture
def register(workspace, lists):
    """Four decisions made elsewhere, by the line of the person sought."""
    boris, clara = seat(workspace, "boris", "clara")
    done = note_earlier(boris, TABLE.encode())
    assert dict(done.rows) == {"in": 4, "new": 4, "known": 0, "held": 0}
    approve(clara, done.kept.waits_for)
    return cases_by_line(workspace, lists)


def cases_by_line(workspace, lists):
    [anna] = seat(workspace, "anna")
    sought = files_of(anna, lists["sought"])
    return {sought[one.case.pair.sought].record_id: one for one in all_cases(anna)}


def test_decisions_made_elsewhere_count_when_two_have_signed_and_only_once(workspace, register):
    assert {line: one.case.state for line, one in register.items()} == dict.fromkeys(register, "decided elsewhere")
    assert register["S-1"].case.earlier[0].what.on == date(2019, 5, 3)
    [boris] = seat(workspace, "boris")
    again = note_earlier(boris, TABLE.encode())
    assert (dict(again.rows), again.kept.is_repeat) == ({"in": 4, "new": 0, "known": 4, "held": 0}, True)
    assert check_workspace(workspace).is_whole


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("F-9,S-1,established,DNA,,commission,2019-05-03,", "no id here"),
        ("S-1,F-1,established,DNA,,commission,2019-05-03,", "no id here"),
        ("F-1,S-1,certain,DNA,,commission,2019-05-03,", "the outcome is one of"),
        ("F-1,S-1,established,DNA,,commission,3.5.2019,", "the day is written"),
        ("F-1,S-1,established,DNA,,,2019-05-03,", "who decided"),
        ("F-1,S-1,established,DNA,much,commission,2019-05-03,", "no number"),
    ],
)
def test_a_row_that_cannot_be_read_is_held_and_said(workspace, lists, row, says):
    [boris] = seat(workspace, "boris")
    done = note_earlier(boris, (HEADER + row + "\n").encode())
    assert (done.rows["in"], done.rows["held"], done.rows["new"]) == (1, 1, 0)
    assert says in done.problems[-1].says
    with pytest.raises(InvalidInput, match="columns"):
        note_earlier(boris, b"found,sought\nF-1,S-1\n")


def test_weak_grounds_are_counted_for_all_and_listed_for_whoever_gives_up_reading_them_blind(workspace, register):
    boris, clara = seat(workspace, "boris", "clara")
    counted = view_weak(boris)
    assert counted.cases is None
    assert counted.n_cases == 2
    assert dict(counted.by_weakness) == {
        "recognition alone": 1,
        "effects alone": 1,
        "profile without statistics": 1,
    }
    listed = view_weak(boris, reason="to plan the year")
    assert {one for one, _ in listed.cases} == {register["S-1"].id, register["S-2"].id}
    asked = open_campaign(clara, "recognised by sight", ["recognition alone"])
    approve(seat(workspace, "greta")[0], asked.kept.waits_for)
    greta = seat(workspace, "greta")[0]
    take_reading(greta, register["S-1"].id)
    read_case(greta, register["S-1"].id, "possible", BECAUSE)
    with pytest.raises(NotAllowed, match="seen the score"):
        take_reading(boris, register["S-1"].id)
    for name in ("lena", "fadi"):
        with pytest.raises(Refused):
            view_weak(seat(workspace, name)[0])


def test_a_campaign_is_counted_before_it_is_asked_for_and_begins_when_two_have_signed(workspace, register, lists):
    anna, boris, clara = seat(workspace, "anna", "boris", "clara")
    n_acts = len([act for act in acts(workspace) if act.kind == "reopening"])
    assert open_campaign(boris, "", is_trial=True).n_cases == 2
    assert len([act for act in acts(workspace) if act.kind == "reopening"]) == n_acts == 0
    asked = open_campaign(boris, "recognised by sight", ["recognition alone"])
    assert (asked.n_cases, view_campaigns(boris)) == (1, ())
    approve(clara, asked.kept.waits_for)
    [running] = view_campaigns(anna)
    assert dict(running.stages) == dict.fromkeys(STAGES, 0) | {"under_way": 1}
    now = cases_by_line(workspace, lists)["S-1"].case
    assert (now.state, standing_decision(now).outcome) == ("proposed", "established")
    assert now.earlier[0].what.because == "seen by a friend"
    for name, wrong in (("boris", ["eyes"]), ("boris", ["effects alone"])):
        with pytest.raises(InvalidInput):
            open_campaign(seat(workspace, name)[0], "again", wrong)
    with pytest.raises(InvalidInput, match="reason"):
        open_campaign(boris, " ")


def test_a_campaign_says_what_was_confirmed_and_what_changed(workspace, register, lists):
    boris, clara, greta, hanna = seat(workspace, "boris", "clara", "greta", "hanna")
    approve(clara, open_campaign(boris, "old decisions").kept.waits_for)
    case_id = register["S-1"].id
    for desk in (greta, hanna):
        take_reading(desk, case_id)
        read_case(desk, case_id, "premature", BECAUSE)
    for desk in (greta, hanna):
        sign_decision(desk, case_id, "premature")
    [running] = view_campaigns(boris)
    assert dict(running.stages) == dict.fromkeys(STAGES, 0) | {"under_way": 1, "changed": 1}
    assert sum(running.stages.values()) == 2


def test_what_was_erased_of_a_campaign_is_counted_and_not_named(workspace, lists):
    boris, clara, dina, fadi, greta, hanna = seat(workspace, "boris", "clara", "dina", "fadi", "greta", "hanna")
    pair = Pair(*(next(iter(files_of(dina, lists[role]))) for role in ("found", "sought")))
    seen = Basis(unweighed=("recognition",), posterior=0.97, prior=0.5, prior_rule="by hand")
    case_id = new_id()
    keep(boris, authorise(boris, "read match"), [draft_of(case_id, pair, Proposal(basis=seen))], says="")

    def decide(readers, outcome):
        for desk in readers:
            take_reading(desk, case_id)
            read_case(desk, case_id, outcome, BECAUSE)
        for desk in readers:
            sign_decision(desk, case_id, outcome)

    decide((boris, clara), "probable")
    approve(clara, open_campaign(boris, "recognised by sight").kept.waits_for)
    decide((greta, hanna), "probable")
    assert view_campaigns(boris)[0].stages["confirmed"] == 1
    approve(fadi, erase_file(dina, pair.sought, reason="asked by the person").waits_for)
    assert dict(view_campaigns(boris)[0].stages) == dict.fromkeys(STAGES, 0) | {"erased": 1}


def test_a_case_decided_elsewhere_is_read_again_on_what_was_known_then(workspace, register, lists):
    boris, clara = seat(workspace, "boris", "clara")
    approve(clara, reopen_case(boris, register["S-2"].id, "a sample came").waits_for)
    now = cases_by_line(workspace, lists)["S-2"].case
    assert now.round.basis == register["S-2"].case.earlier[0].what.basis


def test_an_exclusion_made_elsewhere_is_answered_and_stays(workspace, register, lists):
    boris, clara = seat(workspace, "boris", "clara")
    case_id = register["S-4"].id
    [exclusion] = open_case(boris, case_id).view.exclusions
    with pytest.raises(InvalidInput):
        answer_exclusion(boris, case_id, "  ")
    with pytest.raises(NotAllowed, match="no exclusion"):
        answer_exclusion(boris, case_id, "another person", exclusion="0" * 32)
    answer_exclusion(boris, case_id, "the card was of another person")
    [now] = open_case(clara, case_id, reason="to know").view.exclusions
    assert (now.id, now.answers[0].what.because) == (exclusion.id, "the card was of another person")
    with pytest.raises(InvalidInput, match="0 exclusions"):
        answer_exclusion(boris, register["S-1"].id, "none")


def test_whoever_is_too_near_to_a_case_neither_reads_nor_signs_it(workspace):
    anna, boris = seat(workspace, "anna", "boris")
    case_id = propose(anna)[0]
    declare_conflict(boris, case_id, "clara", "a cousin")
    with pytest.raises(NotAllowed, match="conflict of interest"):
        take_reading(seat(workspace, "clara")[0], case_id)
    with pytest.raises(InvalidInput, match="no member"):
        declare_conflict(boris, case_id, "nobody", "a cousin")
    with pytest.raises(Refused):
        declare_conflict(seat(workspace, "fadi")[0], case_id, "clara", "a cousin")
    assert last(workspace).kind == "refused"
