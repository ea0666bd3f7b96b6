from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import approve, waiting_acts
from homeward.actions.workspace.files import SaidStatus, claim_status, erase_file, flag_harm, open_file
from homeward.actions.workspace.folding.fold import EFFECTS, check_states, replay
from homeward.actions.workspace.folding.record_text import plain_of, read_record, value_of, write_record
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.pairs import (
    all_cases,
    decide_as_board,
    open_case,
    read_case,
    read_reason,
    reopen_case,
    seat_board,
    sign_decision,
    take_reading,
    vote,
)
from homeward.actions.workspace.things import note_remains
from homeward.errors import HomewardError, InvalidInput
from homeward.records.dates import PartialDate
from homeward.records.status import StatusClaim
from homeward.review.act import KIND_OF, BoardDecision, Proposal, Rules
from homeward.review.basis import Basis
from homeward.review.verdict import OUTCOMES, Reason, Verdict
from homeward.store.state import Wanted
from tests.actions.workspace.sample import acts, delivery, make, propose, seat

BECAUSE = (read_reason("names and dates agree: on both lists"),)


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w")).store:
        yield made


@pytest.mark.parametrize(
    "record",
    [
        StatusClaim("1", "vital", "unknown", "sister", PartialDate(2025, 3)),
        Proposal(basis=Basis(unweighed=("recognition",), posterior=0.5), rules=Rules(lease=timedelta(minutes=3))),
        Verdict(1, "excluded", (Reason("teeth speak against", "tooth 36"),)),
        BoardDecision(1, "premature", "two of three"),
    ],
)
def test_a_record_is_read_as_it_was_written(record):
    assert read_record(type(record), write_record(record)) == record


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (StatusClaim, {"axis": "vital"}),
        (PartialDate, {"year": 1, "era": "x"}),
        (date, "yesterday"),
        (int, 1.7),
        (int, float("inf")),
        (timedelta, 1e300),
    ],
)
def test_what_is_no_such_record_is_refused(kind, value):
    with pytest.raises(InvalidInput):
        value_of(kind, value)


def test_times_keep_their_zone():
    moment = datetime.fromisoformat("2026-05-03T12:00:00.000001+00:00")
    assert value_of(datetime, plain_of(moment)) == moment


def test_folding_the_ledger_again_gives_every_state_that_is_kept(workspace):
    anna, boris = seat(workspace, "anna", "boris")
    case_id = propose(anna)[0]
    take_reading(boris, case_id)
    read_case(boris, case_id, "possible", BECAUSE)
    file_id = next(iter(files_of(anna, import_list(anna, delivery()).list_id)))
    flag_harm(anna, file_id, lift=False, reason="threatened")
    note_remains(anna, "thing", {"id": "C-1", "level": "container"})
    claim_status(anna, file_id, SaidStatus("vital", "presumed dead", "unit"))
    with workspace.store.read() as now:
        states = replay(now)
        kinds = {kind for kind, _ in states}
        assert kinds == {"member", "settings", "list", "person", "case", "thing", "pending"}
        for kind in kinds:
            kept = {state.object: state for state in now.states(Wanted(kind=kind))}
            assert kept == {object_id: state for (own, object_id), state in states.items() if own == kind}


@pytest.mark.parametrize("change", ["body", "version", "dropped", "added"])
def test_a_state_that_the_acts_do_not_add_up_to_is_reported(workspace, change):
    [anna] = seat(workspace, "anna")
    file_id = next(iter(files_of(anna, import_list(anna, delivery()).list_id)))

    def step(transaction):
        old = transaction.now.state("person", file_id)
        if change == "dropped":
            transaction.drop("person", file_id)
        elif change == "added":
            transaction.put(replace(old, object="a" * 32, version=1))
        else:
            body = old.body.replace("S-", "T-") if change == "body" else old.body
            transaction.put(replace(old, version=2, body=body))

    workspace.store.write(step)
    found = check_workspace(workspace)
    assert not found.is_whole
    assert any("add up to" in sentence for sentence in found.sentences)


def test_every_kind_of_act_about_a_case_has_its_effect():
    assert set(KIND_OF.values()) <= EFFECTS.keys()


# ── laws, under any sequence of allowed and forbidden acts ──

_NAMES = ("anna", "boris", "clara", "dina", "emil", "fadi")
_DEEDS = (*"take read sign seat vote board death approve erase reopen".split(), "open case", "open file")


def attempt(desk, deed, outcome, place):
    """Try to do something; whatever is refused changes nothing but the ledger."""
    cases, files = all_cases(desk), sorted(_file_ids(desk))
    case_id = cases[place % len(cases)].id if cases else "0" * 32
    file_id = files[place % len(files)]
    doing = {
        "take": lambda: take_reading(desk, case_id),
        "read": lambda: read_case(desk, case_id, outcome, BECAUSE),
        "sign": lambda: sign_decision(desk, case_id, outcome),
        "seat": lambda: seat_board(desk, case_id, ("dina", "boris")[: 1 + place % 2]),
        "vote": lambda: vote(desk, case_id, outcome, BECAUSE),
        "board": lambda: decide_as_board(desk, case_id, outcome, "by the votes"),
        "open case": lambda: open_case(desk, case_id, reason=None if place % 2 else "to know"),
        "open file": lambda: open_file(desk, file_id, reason="to know"),
        "death": lambda: claim_status(desk, file_id, SaidStatus("vital", "dead, certified", "registry")),
        "approve": lambda: [approve(desk, one) for one, _ in waiting_acts(desk)[:1]],
        "erase": lambda: erase_file(desk, file_id, reason="asked by the person"),
        "reopen": lambda: reopen_case(desk, case_id, "a second sample came"),
    }
    try:
        doing[deed]()
    except HomewardError:
        return


def _file_ids(desk):
    with desk.store.read() as now:
        return [state.object for state in now.states(Wanted(kind="person"))]


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.sampled_from(_NAMES), st.sampled_from(_DEEDS), st.sampled_from(OUTCOMES[:3]), st.integers(0, 3)),
        min_size=20,
        max_size=45,
    )
)
def test_no_sequence_of_acts_breaks_the_laws(tmp_path_factory, tried):
    with (workspace := make(tmp_path_factory.mktemp("laws") / "w")).store:
        desks = dict(zip(_NAMES, seat(workspace, *_NAMES), strict=True))
        propose(desks["anna"])
        for name, deed, outcome, place in tried:
            attempt(desks[name], deed, outcome, place)
        _check_laws(workspace, desks["anna"])


def _check_laws(workspace, desk):
    found = check_workspace(workspace)
    assert found.is_whole, found.sentences
    for one in all_cases(desk):
        for round_ in one.case.rounds:
            who = [act.who for act in round_.verdicts]
            assert len(set(who)) == len(who) <= 2
            assert not round_.is_signed or len(round_.signers) >= 2
            assert not round_.is_signed or len(round_.verdicts) == 2
    with workspace.store.read() as now:
        for kind in ("status claimed", "subject erased", "reopening"):
            for entry in now.entries_of_kind(kind):
                assert len(entry.signatures) == 2
        assert check_states(now) == ()
    seen = [act.id for act in acts(workspace)]
    assert len(set(seen)) == len(seen)
