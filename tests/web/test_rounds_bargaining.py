"""Talking before a crossing, on pages: offers made and answered, terms changed, each once and each inert."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homeward.actions.workspace.desk import approve, new_id, waiting_acts
from homeward.actions.workspace.folding.rounds import NewTerms, OfferMade
from homeward.actions.workspace.rounds.held import read_paper
from homeward.actions.workspace.rounds.offers import view_offers
from homeward.actions.workspace.rounds.swapping import open_own_list, step_to_send
from homeward.ledger.keys import write_verifier_key
from homeward.web.served import serve_workspace
from tests.actions.workspace.rounds.test_swapping import OF_NORTH, OF_SOUTH, commit, neutral_signs, take
from tests.actions.workspace.sample import acts
from tests.actions.workspace.witnessing import conftest as witnessed
from tests.web import rounding
from tests.web.conftest import BROWSER
from tests.web.rounding import HOSTILE, page_of, send

identified, begun, planned_sides = rounding.identified, rounding.begun, rounding.planned_sides
asked_once, three = witnessed.asked_once, witnessed.three
DAYS = {"valid_from": "2026-05-03", "valid_until": "2026-05-09"}


@pytest.fixture
def planned(planned_sides):
    yield from rounding.served_side(planned_sides[0])


@pytest.fixture
def neutral(three):
    serve_workspace(three.neutral)
    yield three
    serve_workspace(None)


@pytest.fixture
def workspace(request):
    if "neutral" in request.fixturenames:
        return request.getfixturevalue("neutral").neutral
    return request.getfixturevalue("planned").workspace


def at(side, rest):
    return f"/rounds/{side.round_id}/{rest}"


def second(side):
    for one, _ in waiting_acts(side.seat("oleh")):
        approve(side.seat("oleh"), one)


def states(side):
    return {one.offer.id: one.state for one in view_offers(side.seat("nina"), side.now()).standings}


# ── offers ──


def test_an_own_offer_stands_once_when_a_second_negotiator_has_signed(enter, planned):
    nina = enter("nina")
    said = {"by": "North", "gives": "North:N-1", "asks": "South:S-1, South:S-2", "act_id": new_id(), **DAYS}
    assert send(nina, at(planned, "offers/make/"), 2, **said).status_code == 302
    assert "None yet." in page_of(nina, at(planned, "offers/"))
    second(planned)
    assert len(planned.now().said(OfferMade)) == 1
    page = page_of(nina, at(planned, "offers/"))
    assert "South:S-1</bdi>, <bdi>South:S-2" in page
    assert "has accepted" in page


def test_the_other_sides_offer_is_taken_in_from_a_file_and_countered(enter, planned):
    nina = enter("nina")
    told = json.dumps({"id": "S-7", "gives": ["South:S-1"], "asks": ["North:N-1"], **DAYS}).encode()
    file = SimpleUploadedFile("offer.json", told)
    assert send(nina, at(planned, "offers/make/"), by="South", act_id=new_id(), file=file).status_code == 302
    assert states(planned) == {"S-7": "open"}
    assert '<option value="S-7" selected>' in page_of(nina, at(planned, "offers/") + "?follows=S-7")
    said = {"by": "North", "gives": "North:N-2", "asks": "South:S-1", "follows": "S-7", **DAYS}
    send(nina, at(planned, "offers/make/"), act_id=new_id(), **said)
    second(planned)
    assert states(planned)["S-7"] == "countered"
    assert "answered with another offer" in page_of(nina, at(planned, "offers/"))


def test_refusing_takes_one_and_accepting_two(enter, planned):
    nina = enter("nina")
    for name in ("S-1", "S-2"):
        file = SimpleUploadedFile("o", json.dumps({"id": name, "gives": ["South:S-1"], "asks": [], **DAYS}).encode())
        send(nina, at(planned, "offers/make/"), by="South", act_id=new_id(), file=file)
    for name, word in (("S-1", "refused"), ("S-2", "accepted")):
        said = {"offer": name, "says": word, "by": "North", "act_id": new_id()}
        assert send(nina, at(planned, "offers/answer/"), 2, **said).status_code == 302
    assert states(planned) == {"S-1": "refused", "S-2": "open"}
    second(planned)
    assert states(planned)["S-2"] == "accepted"


def test_an_offer_that_cannot_be_meant_keeps_what_was_typed_and_runs_nothing(enter, planned):
    nina = enter("nina")
    for wrong in ({"by": "East"}, {"gives": HOSTILE}, {"rules": "[" + HOSTILE}, {"valid_from": "soon"}):
        said = {"by": "North", "gives": "North:N-1", **DAYS, **wrong}
        answer = send(nina, at(planned, "offers/make/"), act_id=new_id(), **said)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'value="2026-05-09"' in page
        assert "<script>alert" not in page
    assert send(nina, at(planned, "offers/answer/"), offer=HOSTILE, says="refused", by="North").status_code == 422
    assert planned.now().said(OfferMade) == ()


# ── terms ──


def test_terms_count_when_two_have_signed_and_the_page_says_what_is_new_and_what_is_gone(enter, planned):
    nina, terms = enter("nina"), json.loads(planned.now().terms)
    page = page_of(nina, at(planned, "terms/"))
    assert "with which the round was opened" in page
    assert "at most 2 of seat" in page
    assert "000A" not in page
    terms["rules"] = terms["rules"][:1]
    said = {"terms": json.dumps(terms), "act_id": new_id()}
    assert send(nina, at(planned, "terms/"), 2, **said).status_code == 302
    assert planned.now().said(NewTerms) == ()
    second(planned)
    assert len(planned.now().said(NewTerms)) == 1
    page = page_of(nina, at(planned, "terms/"))
    assert "gone: <code>" in page
    assert "with which the round was opened" not in page


def test_terms_that_are_none_are_said_with_what_was_typed_and_run_nothing(enter, planned):
    nina = enter("nina")
    for text in (HOSTILE, "{}", "["):
        answer = send(nina, at(planned, "terms/"), terms=text, act_id=new_id())
        assert answer.status_code == 422
        assert "<script>alert" not in answer.content.decode()
    file = SimpleUploadedFile("terms.json", b"\xff\xfe")
    assert send(nina, at(planned, "terms/"), act_id=new_id(), file=file).status_code == 422
    assert planned.now().said(NewTerms) == ()


# ── reserves ──


def test_reserves_are_named_with_the_chance_that_the_round_is_filled_and_nothing_is_kept(enter, planned):
    nina, n_acts = enter("nina"), len(planned.now().acts)
    said = {"rate-0": "0", "rate-1": "0", "level": "90", "number": "1"}
    page = send(nina, at(planned, "reserve/size/"), **said).content.decode()
    assert "with a chance of 100.0 per cent" in page  # nobody drops out
    assert "less than was asked for" not in page
    page = send(nina, at(planned, "reserve/size/"), **{**said, "rate-0": "10", "rate-1": "10"}).content.decode()
    assert "with a chance of 65.6 per cent" in page  # 0.9 ** 4, and nobody else is left
    assert "less than was asked for" in page
    for wrong in ({"rate-0": HOSTILE}, {"rate-1": "nan"}, {"level": "100"}, {"number": "9"}):
        answer = send(nina, at(planned, "reserve/size/"), **said | wrong)
        assert answer.status_code == 422
        assert "<script>alert" not in answer.content.decode()
    assert len(planned.now().acts) == n_acts


def test_a_list_is_judged_rule_by_rule_and_whom_nobody_knows_is_named(enter, planned):
    nina = enter("nina")
    page = send(nina, at(planned, "reserve/fits/"), list=f"South:S-1\n{HOSTILE}").content.decode()
    assert "at most 2 of seat" in page
    assert "Of nobody who may be in this round:" in page
    assert "<script>alert" not in page
    assert send(nina, at(planned, "reserve/fits/"), list="South:S-1", of="else").status_code == 422


# ── swap ──


def put(browser, side, what, data, times=1):
    """The same file sent as often as told, by one act."""
    act_id = new_id()
    for _ in range(times):
        file = SimpleUploadedFile("f", data)
        answer = send(browser, at(side, "swap/act/"), what=what, act_id=act_id, file=file)
    return answer


def given(browser, side, what):
    return browser.get(at(side, f"swap/file/{what}/"), **BROWSER)


def test_two_lists_cross_by_the_page_and_the_other_is_seen_only_when_both_are_open(enter, planned, planned_sides):
    nina, (_, south) = enter("nina"), planned_sides
    assert put(nina, planned, "commit", OF_NORTH, 2).status_code == 302
    assert given(nina, planned, "commitment").status_code == 422  # a second negotiator has not signed
    second(planned)
    sent = given(nina, planned, "commitment").content
    assert "Вигадько" not in sent.decode()
    take(south, sent)
    put(nina, planned, "take", commit(south, OF_SOUTH))
    assert "waits for the countersignature" in page_of(nina, at(planned, "swap/"))
    signed = neutral_signs(planned)
    assert put(nina, planned, "take", signed, 2).status_code == 302
    take(south, signed)
    assert send(nina, at(planned, "swap/act/"), 2, what="open", act_id=new_id()).status_code == 302
    second(planned)
    assert given(nina, planned, "received").status_code == 422
    take(south, given(nina, planned, "list").content)
    south.both("nina", "oleh", open_own_list)
    put(nina, planned, "take", step_to_send(south.now(), "list"))
    assert "Both lists are open." in page_of(nina, at(planned, "swap/"))
    answer = given(nina, planned, "received")
    assert b"w-9" in answer.content
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_step_out_of_turn_and_a_hostile_file_are_said_and_change_nothing(enter, planned):
    nina = enter("nina")
    n_acts = len(planned.now().acts)
    assert send(nina, at(planned, "swap/act/"), what="open", act_id=new_id()).status_code == 422
    for what, data in (("take", HOSTILE.encode()), ("take", b'{"form":"<script>alert(1)"}'), ("commit", b"")):
        answer = put(nina, planned, what, data)
        assert answer.status_code == 422
        assert "<script>alert" not in answer.content.decode()
    file = SimpleUploadedFile("f", b"{}")
    assert send(nina, at(planned, "swap/check/"), file=file).status_code == 422
    assert given(nina, planned, "else").status_code == 404
    assert len(planned.now().acts) == n_acts


# ── rights ──


def test_who_agrees_no_round_finds_nothing_of_the_talks_and_the_attempt_is_an_entry(enter, planned):
    for name in ("hana", "boris"):
        browser = enter(name)
        for path in ("offers/", "terms/", "reserve/", "swap/", "swap/file/list/"):
            page_of(browser, at(planned, path), 404)
            assert acts(planned.workspace)[-1].kind == "refused"
        assert send(browser, at(planned, "offers/make/"), by="North", act_id=new_id()).status_code == 404


# ── the intermediary ──


def test_what_a_second_person_approves_is_signed_by_the_page_once(enter, neutral):
    nora = enter("nora")
    keys = list(neutral.keys().items())
    said = {f"{what}-{n}": text for n, (side, key) in enumerate(keys, 1) for what, text in _of(side, key)}
    said |= {"name": "Neutral", "act_id": new_id()}
    for _ in range(2):
        file = SimpleUploadedFile("m", neutral.asks.manifest)
        answer = send(nora, "/rounds/witness/", **said, file=file)
        assert answer.status_code == 302
    [(waiting, _)] = waiting_acts(neutral.sit("nils"))
    page = page_of(nora, answer.headers["Location"])
    assert f'value="{waiting}"' in page
    assert "of round R7: 2 lines from South to North" in page
    approve(neutral.sit("nils"), waiting)
    signed = send(
        nora, "/rounds/witness/", **said, approved=waiting, file=SimpleUploadedFile("m", neutral.asks.manifest)
    )
    assert len(read_paper(signed.content).signatures) == 3
    answer = send(nora, "/rounds/witness/", **said | {"name": HOSTILE}, file=SimpleUploadedFile("m", b"{"))
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()


def _of(side, key):
    return (("side", side), ("key", write_verifier_key(key)))
