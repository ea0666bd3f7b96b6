"""The day of a hand-over on a page: marks by forms and by devices, counts, receipts, the copy for a telephone."""

import json
import re
from datetime import timedelta

import pytest

from homeward.actions.workspace.desk import approve, new_id, waiting_acts
from homeward.actions.workspace.folding.rounds import Counts, MarksTaken
from homeward.actions.workspace.pairs import reopen_case
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.crossing import view_day
from homeward.actions.workspace.rounds.held import manifests_of, receipts_of, signed_receipts
from tests.actions.workspace.rounds.conftest import LATER, load
from tests.actions.workspace.rounds.test_containers import bagged
from tests.actions.workspace.rounds.test_seen import flag
from tests.actions.workspace.sample import acts
from tests.web import rounding
from tests.web.rounding import BROWSER, HOSTILE, page_of, send

identified, begun, agreed, sides = rounding.identified, rounding.begun, rounding.agreed, rounding.sides


@pytest.fixture
def north(sides):
    yield from rounding.served_side(sides[0])


@pytest.fixture
def workspace(north):
    return north.workspace


@pytest.fixture
def digest(north, sides):
    return load(sides[1], north)


@pytest.fixture
def day(north, digest):
    return f"/rounds/{north.round_id}/day/{digest}/"


def called(north, digest):
    seen = view_day(north.seat("hana"), north.now("hana", "roll call"), digest)
    return {one.line.id: one.state for one in seen.called}


def marks(north):
    return [mark for one in north.now("hana", "roll call").said(MarksTaken) for mark in one.marks]


def device(north, digest, *said):
    """Marks as a device makes them."""
    [held] = [one for one in manifests_of(north.now("hana", "roll call")) if one.paper.digest.hex() == digest]
    same = {"manifest": held.manifest.id, "who": "h1", "device": "d1", "at": LATER.isoformat()}
    return {
        "marks": [
            {**same, "id": f"m{n}", "counter": n, "line": line, "said": word}
            for n, (line, word) in enumerate(said, start=1)
        ]
    }


def post(browser, path, told):
    data = told if isinstance(told, bytes) else json.dumps(told).encode()
    return browser.generic("POST", path, data, content_type="application/json", **BROWSER)


# ── forms without script ──


def test_a_tap_is_one_mark_however_often_the_form_is_sent(enter, north, day, digest):
    hana = enter("hana")
    page = page_of(hana, day)
    assert re.findall(r'class="state">([^<]+)<', page) == ["not called yet", "not called yet"]
    said = {"line": "South:S-1", "said": "present", "mark_id": new_id(), "place": "1"}
    assert send(hana, f"{day}mark/", 2, **said).headers["Location"] == f"{day}#line-1"
    [one] = marks(north)
    assert (one.said, one.line, one.counter, one.who) == ("present", "South:S-1", 1, north.seat("hana").member.id)
    assert called(north, digest) == {"South:S-1": "present", "South:S-2": "not called"}


def test_the_later_tap_of_a_person_stands_and_marks_are_numbered_without_a_gap(enter, north, day, digest):
    hana = enter("hana")
    for word in ("present", "absent", "present"):
        send(hana, f"{day}mark/", line="South:S-1", said=word, mark_id=new_id())
    send(hana, f"{day}mark/", said="unknown person", other="B-7", mark_id=new_id())
    send(hana, f"{day}mark/", said="end", mark_id=new_id())
    assert [one.counter for one in marks(north)] == [1, 2, 3, 4, 5]
    assert called(north, digest)["South:S-1"] == "present"
    page = page_of(hana, day)
    assert "There without a line:" in page
    assert "have not arrived" not in page


def test_who_stays_and_who_is_unfit_look_alike(enter, day):
    hana = enter("hana")
    for line, word in (("South:S-1", "stays"), ("South:S-2", "unfit")):
        send(hana, f"{day}mark/", line=line, said="present", mark_id=new_id())
        send(hana, f"{day}mark/", line=line, said=word, mark_id=new_id())
    page = page_of(hana, day)
    assert re.findall(r'class="state">([^<]+)<', page) == ["not go", "not go"]


def test_a_mark_that_cannot_be_meant_is_said_on_the_page_and_marks_nothing(enter, north, day):
    hana = enter("hana")
    wrong = (
        {"said": "brought instead", "line": "South:S-1"},
        {"said": "brought instead", "line": "South:S-1", "other": HOSTILE},
        {"said": "dead", "line": "South:S-1"},
        {"said": "present", "line": "x" * 10_000},
        {"said": "present"},
    )
    for said in wrong:
        answer = send(hana, f"{day}mark/", **said, mark_id=new_id())
        assert answer.status_code == 422, said
        assert b"<script>alert" not in answer.content
    assert marks(north) == []


def test_a_dispute_of_two_devices_is_shown_and_settled_by_who_says_so(enter, north, day, digest):
    hana = enter("hana")
    post(hana, f"{day}marks/", device(north, digest, ("South:S-1", "absent")))
    send(hana, f"{day}mark/", line="South:S-1", said="present", mark_id=new_id())
    assert called(north, digest)["South:S-1"] == "disputed"
    page = page_of(hana, day)
    [answers] = re.findall(r'name="answers" value="([^"]+)"', page)
    assert "presence is" in page
    send(hana, f"{day}mark/", line="South:S-1", said="present", answers=answers, mark_id=new_id())
    assert called(north, digest)["South:S-1"] == "present"


def test_seals_are_kept_as_they_were_found_and_nothing_where_nobody_looked(enter, north, sides):
    bagged(sides)
    digest = load(sides[1], north)
    hana, day = enter("hana"), f"/rounds/{north.round_id}/day/{digest}/"
    assert 'name="seal:21"' in page_of(hana, day)
    said = {"line": "K-3", "said": "present"}
    looked = ({"seal:21": ""}, {"seal:21": "broken", "other_seals": "22"}, {"seal:21": "gone"})
    for seals in looked:
        assert send(hana, f"{day}mark/", **said, **seals, mark_id=new_id()).status_code == 302
    told = [one.seals and [(seal.number, seal.is_whole) for seal in one.seals] for one in marks(north)]
    assert told == [None, [("21", False), ("22", True)], ()]


def test_whoever_a_harm_flag_hides_is_on_no_page_of_the_day(enter, north, day):
    flag(north)
    hana = enter("hana")
    for path in (day, f"{day}copy/", f"{day}state/", f"/rounds/{north.round_id}/gates/"):
        page = page_of(hana, path)
        assert "South:S-1" in page, path
        assert "South:S-2" not in page, path


# ── devices ──


def test_marks_of_a_device_sent_twice_are_taken_in_once(enter, north, day, digest):
    hana, told = enter("hana"), device(north, digest, ("South:S-1", "present"), ("South:S-2", "absent"))
    first, second = (post(hana, f"{day}marks/", told).json() for _ in range(2))
    assert (first["new"], second["new"]) == (2, 0)
    assert first["lines"] == second["lines"] == {"South:S-1": ["go", "go"], "South:S-2": ["absent", "absent"]}
    assert len(marks(north)) == 2
    state = hana.get(f"{day}state/", **BROWSER).json()
    assert state["lines"] == first["lines"]
    assert len(state["token"]) > 20


def test_of_odd_marks_the_place_is_told_and_the_others_are_taken_in(enter, north, day, digest):
    told = device(north, digest, ("South:S-1", "present"), ("South:S-2", "dead"))
    answer = post(enter("hana"), f"{day}marks/", told).json()
    assert answer["new"] == 1
    assert [one["place"] for one in answer["problems"]] == [1]


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"\xff", b'{"marks":1}', b'{"marks":' + b"[" * 100_000, b'{"marks":[{}]}']
)
def test_what_is_no_roll_call_of_this_manifest_is_refused_in_a_sentence(enter, north, day, data):
    answer = post(enter("hana"), f"{day}marks/", data)
    assert answer.status_code == 422
    assert len(answer.json()["says"]) < 400
    assert marks(north) == []


def test_marks_are_taken_from_nobody_without_the_right_or_the_token(enter, north, day, digest):
    told = device(north, digest, ("South:S-1", "present"))
    assert post(enter("boris"), f"{day}marks/", told).status_code == 404
    assert acts(north.workspace)[-1].kind == "refused"
    strict = enter("hana")
    strict.handler.enforce_csrf_checks = True
    assert post(strict, f"{day}marks/", told).status_code == 403
    assert marks(north) == []


# ── the copy and its worker ──


def test_the_copy_holds_lines_and_forms_and_no_name_menu_or_count(enter, north, day):
    hana = enter("hana")
    answer = hana.get(f"{day}copy/", **BROWSER)
    page = answer.content.decode()
    assert 'data-line="South:S-1"' in page
    assert 'class="call"' in page
    for held in (">hana<", 'action="/sign-out/"', 'href="/files/"', 'id="counts"', 'id="receipts"'):
        assert held in page_of(hana, day), held
        assert held not in page, held
    people = find_candidates(north.seat("nina"), north.now()).people
    assert all(one.found not in page for one in people)
    assert all(one.case not in page for one in people)


def test_the_copy_says_how_long_it_may_be_kept_until_the_manifest_expires(enter, north, day, digest):
    [held] = manifests_of(north.now("hana", "roll call"))
    lasts = int(enter("hana").get(f"{day}copy/", **BROWSER).headers["Roll-Lasts"])
    left = (held.manifest.expires_at - north.workspace.clock()) / timedelta(seconds=1)
    assert left < lasts < left + 60


def test_the_worker_is_given_to_who_has_signed_in_and_asks_for_one_day_alone(enter, day):
    answer = enter("hana").get("/rounds/worker.js", **BROWSER)
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers
    assert b"registration.scope" in answer.content


def test_the_roll_call_is_installed_at_its_own_address_and_no_other(enter, day):
    told = enter("hana").get(f"{day}roll.webmanifest", **BROWSER).json()
    assert (told["start_url"], told["scope"], told["display"]) == (day, day, "standalone")
    assert page_of(enter("boris"), f"{day}roll.webmanifest", 404)


# ── counts and receipts ──


def test_three_counts_stand_beside_each_other_and_their_difference_is_in_words(enter, north, day, digest):
    hana = enter("hana")
    for line, word in (("South:S-1", "present"), ("South:S-2", "absent")):
        send(hana, f"{day}mark/", line=line, said=word, mark_id=new_id())
    assert "Nobody has counted yet." in page_of(hana, day)
    said = {"voice": "receiver", "what": "roll", "act_id": new_id()}
    assert send(hana, f"{day}count/", 2, **said).status_code == 302
    told = {"voice": "giver", "what": "figures", "persons": "2", "containers": "", "act_id": new_id()}
    assert send(hana, f"{day}count/", **told).status_code == 302
    assert len(north.now("hana", "roll call").said(Counts)) == 2
    page = page_of(hana, day)
    row = re.search(r"<bdi>persons</bdi></th>(.*?)</tr>", page, re.S).group(1)
    assert re.findall(r"<bdi>([^<]+)</bdi>", row) == ["South", "2", "does not say", "1"]
    assert "Where they differ" in page
    assert send(hana, f"{day}count/", **{**told, "persons": "-1", "act_id": new_id()}).status_code == 422


def test_a_receipt_is_made_of_what_passed_by_two_and_then_it_counts(enter, north, day, digest):
    hana = enter("hana")
    assert send(hana, f"{day}receipt/", act_id=new_id()).status_code == 422
    send(hana, f"{day}mark/", line="South:S-1", said="present", mark_id=new_id())
    assert send(hana, f"{day}receipt/", 2, act_id=new_id()).status_code == 302
    approve(north.seat("igor"), waiting_acts(north.seat("igor"))[0][0])
    found = north.now("hana", "roll call")
    assert len(receipts_of(found)) == 1
    assert [one.id for receipt in signed_receipts(found) for one in receipt.transfers] == ["South:S-1"]
    assert "1 line is named by no receipt." in page_of(hana, day)


def test_an_outcome_rests_on_the_signed_case_of_this_very_person(enter, north, day):
    hana = enter("hana")
    send(hana, f"{day}mark/", line="South:S-1", said="present", mark_id=new_id())
    send(hana, f"{day}receipt/", act_id=new_id())
    approve(north.seat("igor"), waiting_acts(north.seat("igor"))[0][0])
    cases = {one.id: one.case for one in find_candidates(north.seat("nina"), north.now()).people}
    path = f"/rounds/{north.round_id}/after/"
    said = {"of": "person South:S-1", "outcome": "confirmed", "act_id": new_id()}
    for basis in ("", cases["South:S-2"], HOSTILE):
        answer = send(hana, f"{path}note/", **said, basis=basis)
        assert answer.status_code == 422
        assert b"<script>alert" not in answer.content
    assert send(hana, f"{path}note/", 2, **said, basis=cases["South:S-1"]).status_code == 302
    row = re.search(r"<bdi>South:S-1</bdi></th>(.*?)</tr>", page_of(hana, path), re.S).group(1)
    assert "<bdi>confirmed</bdi>" in row
    assert "What no longer stands" not in page_of(hana, path)
    boris, clara = north.seat("boris", "clara")
    approve(clara, reopen_case(boris, cases["South:S-1"], "a second sample came").waits_for)
    lapsed = re.search(r'aria-labelledby="lapsed".*?</section>', page_of(hana, path), re.S).group(0)
    assert re.search(r"<bdi>South:S-1</bdi>, <bdi>North</bdi>: confirmed\. The case was opened again on \w+ \d", lapsed)
    assert "a second sample came" not in lapsed
    lines = page_of(enter("nina"), f"/rounds/{north.round_id}/lines/")
    lost = re.search(r'aria-labelledby="lost".*?</section>', lines, re.S).group(0)
    assert re.search(r"<bdi>South:S-1</bdi> \(signed by both sides\): The case was opened again on \w+ \d", lost)
