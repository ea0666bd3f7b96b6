"""The screens of a round: what each shows, that it acts once, and that it is nothing to who has no right to it."""

import re
from datetime import timedelta
from typing import get_args

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homeward.actions.workspace.desk import approve, new_id, waiting_acts
from homeward.actions.workspace.folding.rounds import ItemTakenBack, LinesMoved, PaperSeen, PeopleDropped, PlanMade
from homeward.actions.workspace.rounds.candidates import LeftOut, find_candidates
from homeward.actions.workspace.rounds.gates import passages
from homeward.actions.workspace.rounds.held import manifests_of, write_file
from homeward.actions.workspace.rounds.items import agreement_of, proofs_of
from homeward.actions.workspace.rounds.papers import make_manifest
from homeward.web.screens.rounds import words
from tests.actions.workspace.rounds.conftest import LATER, load, window
from tests.actions.workspace.sample import acts
from tests.web import rounding
from tests.web.rounding import HOSTILE, ids_in, page_of, send

identified, begun, agreed = rounding.identified, rounding.begun, rounding.agreed
planned_sides, sides = rounding.planned_sides, rounding.sides


@pytest.fixture
def north(sides):
    yield from rounding.served_side(sides[0])


@pytest.fixture
def planned(planned_sides):
    yield from rounding.served_side(planned_sides[0])


@pytest.fixture
def workspace(request):
    name = "north" if "north" in request.fixturenames else "planned"
    return request.getfixturevalue(name).workspace


def at(side, rest=""):
    return f"/rounds/{side.round_id}/{rest}"


def n_of(side, kind):
    return len(side.now().said(kind))


def wide(page):
    """The words of a page without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


# ── overview ──


def test_every_reason_why_somebody_identified_is_in_no_round_has_words_in_each_language():
    assert set(words.LEFT_OUT) == set(get_args(LeftOut))


def test_the_rounds_are_listed_with_both_sides_to_who_works_on_them(enter, north):
    for name in ("nina", "hana"):
        page = page_of(enter(name), "/rounds/")
        assert f'href="{at(north)}"' in page
        assert "North – South" in page
    assert page_of(enter("boris"), "/rounds/", 404)


def test_the_overview_counts_each_stage_by_the_side_that_gives(enter, north, sides):
    load(sides[1], north)
    page = page_of(enter("hana"), at(north))
    rows = re.findall(
        r'<tr><th scope="row"><bdi>([^<]+)</bdi></th>\s*<td><bdi>([^<]+)</bdi></td><td><bdi>([^<]+)', page
    )
    assert rows == [
        ("identified, and signed", "2 persons", "2 persons"),
        ("in the last plan", "2 persons", "2 persons"),
        ("agreed by both sides", "2 persons", "2 persons"),
        ("on a manifest", "0 persons", "2 persons"),
        ("handed over, by a receipt", "0 persons", "0 persons"),
        ("confirmed afterwards", "0 persons", "0 persons"),
    ]
    assert "South:S-1" not in page
    assert re.search(r"<b>4</b>go</li><li><b>0</b>not go", page)


def test_the_overview_says_whose_signature_is_due(enter, planned):
    nina = enter("nina")
    assert "Nobody's move is due." in page_of(nina, at(planned)).replace("&#x27;", "'")
    send(nina, at(planned, "lines/act/"), what="requested", line="South:S-1", by="North", act_id=new_id())
    assert "South has to answer on 1 line." in wide(page_of(nina, at(planned)))


def test_a_page_of_a_round_is_nothing_to_who_has_no_right_and_the_attempt_is_an_entry(enter, north):
    pages = {"hana": ("plan/", "lines/", "lines/proofs/"), "nina": ("gates/", "papers/", "after/")}
    for name, paths in pages.items():
        browser = enter(name)
        for path in paths:
            page_of(browser, at(north, path), 404)
            assert acts(north.workspace)[-1].kind == "refused"
    boris = enter("boris")
    for path in ("", "plan/", f"why/{'0' * 32}/", "gates/", "papers/abc/", "day/abc/", "day/abc/state/"):
        page_of(boris, at(north, path), 404)


def test_a_round_is_opened_by_two_and_a_mistake_keeps_what_was_typed(enter, north):
    nina = enter("nina")
    said = {
        "name": "R8",
        "own": "North",
        "other": "South",
        "neutral": "Neutral",
        "on": "2026-06-01",
        "act_id": new_id(),
    }
    answer = send(nina, "/rounds/open/", **said, other_key=HOSTILE, neutral_key="x", file=SimpleUploadedFile("t", b"{"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="R8"' in page
    assert "<script>alert" not in page
    opening = north.now().opening
    for _ in range(2):
        file = SimpleUploadedFile("terms.json", opening.terms.encode())
        keys = {"other_key": opening.keys["South"], "neutral_key": opening.keys["Neutral"]}
        assert send(nina, "/rounds/open/", **said, **keys, file=file).status_code == 302
    [(waiting, _)] = waiting_acts(north.seat("oleh"))
    approve(north.seat("oleh"), waiting)
    assert page_of(nina, "/rounds/").count("R8") == 1


# ── plan ──


def test_the_plan_is_made_once_however_often_the_form_is_sent(enter, planned):
    before = n_of(planned, PlanMade)
    nina = enter("nina")
    assert send(nina, at(planned, "plan/run/"), 2, seconds="5", act_id=new_id()).status_code == 302
    assert n_of(planned, PlanMade) == before + 1
    page = page_of(nina, at(planned, "plan/"))
    assert "No other plan is better under the terms; that is proven." in page
    assert send(nina, at(planned, "plan/run/"), seconds="500000", act_id=new_id()).status_code == 422


def test_whom_the_law_returns_stands_apart_from_whom_a_bargain_sends(enter, planned):
    nina, cases = enter("nina"), find_candidates(planned.seat("nina"), planned.now()).by_id
    path = at(planned, f"why/{cases['South:S-1'].case}/paper/")
    assert 'id="right"' not in page_of(nina, at(planned, "plan/"))
    for side in ("North", "South"):
        said = {"paper": "finding of a mixed medical commission", "by": side, "act_id": new_id()}
        assert send(nina, path, 2, **said).status_code == 302
    assert n_of(planned, PaperSeen) == 2
    assert send(nina, path, paper=HOSTILE, by="East", act_id=new_id()).status_code == 422
    right, rest = page_of(nina, at(planned, "plan/")).split('id="going"')
    assert "South:S-1" in right.split('id="right"')[1]  # severely wounded
    assert "South:S-1" not in rest.split("<datalist")[0]
    assert "South:S-2" in rest
    assert "The law returns this person" in page_of(nina, at(planned, f"why/{cases['South:S-1'].case}/"))


def test_prices_say_what_would_be_better_without_a_rule(enter, planned):
    nina = enter("nina")
    assert "Find the prices" in page_of(nina, at(planned, "plan/"))
    page = wide(page_of(nina, at(planned, "plan/?prices=1")))
    assert "one for one" in page
    assert "nothing would be better: it costs nothing" in page


def test_why_somebody_is_in_the_plan_is_said_in_sentences(enter, planned):
    nina, cases = enter("nina"), find_candidates(planned.seat("nina"), planned.now()).by_id
    page = wide(page_of(nina, at(planned, f"why/{cases['South:S-1'].case}/")))
    assert "South:S-1 goes in every best plan, in this one in round 1." in page
    assert "Your relative is in the plan, in round 1." in page
    page_of(nina, at(planned, f"why/{'0' * 32}/"), 404)


def test_who_drops_out_is_noted_once_and_the_plan_repaired(enter, planned):
    nina, said = enter("nina"), {"person": "South:S-2", "because": "absent", "act_id": new_id()}
    assert send(nina, at(planned, "plan/drop/"), 2, **said).status_code == 302
    assert n_of(planned, PeopleDropped) == 1
    assert "South:S-2" not in planned.now().said(PlanMade)[-1].plan
    answer = send(nina, at(planned, "plan/drop/"), person=HOSTILE, because="absent", act_id=new_id())
    assert answer.status_code == 422
    assert b"<script>alert" not in answer.content


# ── lines ──


def test_a_line_is_noted_once_and_shows_what_was_said_of_it(enter, planned):
    nina, act_id = enter("nina"), new_id()
    said = {"what": "requested", "line": "South:S-1", "by": "North", "because": HOSTILE, "act_id": act_id}
    assert send(nina, at(planned, "lines/act/"), 2, **said).status_code == 302
    assert n_of(planned, LinesMoved) == 1
    page = page_of(nina, at(planned, "lines/"))
    assert re.search(r"South:S-1.*?<td>requested</td>.*?<bdi>South</bdi>", page, re.S)
    assert "<script>alert" not in page
    assert "\u202e" not in page


def test_items_are_signed_by_two_and_the_second_is_asked_once(enter, planned):
    nina = enter("nina")
    said = {"what": "sign", "line": ["South:S-1", "North:N-1"], "act_id": new_id()}
    answer = send(nina, at(planned, "lines/act/"), 2, **said)
    assert "This waits for a second person." in page_of(nina, answer.headers["Location"])
    [(waiting, _)] = waiting_acts(planned.seat("oleh"))
    assert not agreement_of(planned.now()).open
    approve(planned.seat("oleh"), waiting)
    assert {one.item.id for one in agreement_of(planned.now()).open} == {"South:S-1", "North:N-1"}
    assert "North:N-1: signed by North, waits for South" in wide(page_of(nina, at(planned, "lines/")))


def test_what_the_other_side_signed_is_taken_in_from_its_file(enter, north, sides):
    nina = enter("nina")
    proofs = nina.get(at(north, "lines/proofs/"), **rounding.BROWSER)
    assert proofs.headers["Content-Disposition"].startswith("attachment;")
    assert proofs.content == proofs_of(north.now())
    for data, status in ((proofs.content, 302), (b"\xff no proofs", 422)):
        file = SimpleUploadedFile("of-south", data)
        assert send(nina, at(north, "lines/act/"), what="proofs", file=file, act_id=new_id()).status_code == status


def test_taking_back_needs_one_line_and_a_reason(enter, north):
    nina, path = enter("nina"), at(north, "lines/act/")
    said = {"what": "take-back", "act_id": new_id()}
    assert send(nina, path, **said, line=["South:S-1", "South:S-2"], because="no").status_code == 422
    assert send(nina, path, **said, line="South:S-1").status_code == 422
    assert send(nina, path, **said, line="South:S-1", because="held elsewhere").status_code == 302
    approve(north.seat("oleh"), waiting_acts(north.seat("oleh"))[0][0])
    assert n_of(north, ItemTakenBack) == 1
    assert "South:S-1" in wide(page_of(nina, at(north, "lines/"))).split("Taken back")[1]


# ── gates ──


def test_a_gate_that_is_heard_shows_go_or_not_go_and_never_why(enter, north):
    hana = enter("hana")
    said = {"person": "South:S-1", "gate": "wish", "passage": "not go", "by": "Neutral", "act_id": new_id()}
    n_acts = len(acts(north.workspace))
    assert send(hana, at(north, "gates/hear/"), 2, **said).status_code == 302
    assert len(acts(north.workspace)) <= n_acts + 2
    found, desk = north.now("hana", "roll call"), north.seat("hana")
    assert passages(desk, found, find_candidates(desk, found).people)["South:S-1"] == "not go"
    page = page_of(hana, at(north, "gates/"))
    assert re.search(r"South:S-1</bdi></th>\s*<td><bdi>South</bdi></td><td><bdi>not go", page)
    answer = send(hana, at(north, "gates/hear/"), **{**said, "gate": "fitness", "act_id": new_id()})
    assert answer.status_code == 422  # until when is missing


# ── papers ──


def test_a_manifest_is_made_by_two_and_can_be_sent(enter, north):
    hana = enter("hana")
    times = {
        name: (LATER + timedelta(hours=n)).strftime("%Y-%m-%dT%H:%M") for n, name in enumerate(("opens", "closes"), 1)
    }
    said = {"what": "manifest", "giver": "North", "place": HOSTILE, "number": "1", **times, "act_id": new_id()}
    said["expires"] = (LATER + timedelta(hours=9)).strftime("%Y-%m-%dT%H:%M")
    assert send(hana, at(north, "papers/act/"), 2, **said).status_code == 302
    approve(north.seat("igor"), waiting_acts(north.seat("igor"))[0][0])
    [held] = manifests_of(north.now("hana", "roll call"))
    assert {line.id for line in held.manifest.lines} == {"North:N-1", "North:N-2"}
    page = page_of(hana, at(north, "papers/"))
    assert "<script>alert" not in page
    assert "2 persons" in wide(page)
    paper = hana.get(at(north, f"papers/{held.paper.digest.hex()}/"), **rounding.BROWSER)
    assert paper.content == write_file(held.paper)
    assert paper.headers["Content-Disposition"].startswith("attachment;")
    assert send(hana, at(north, "papers/act/"), **{**said, "act_id": new_id(), "opens": "soon"}).status_code == 422


def test_a_manifest_of_the_other_side_is_taken_in_signed_and_begun(enter, north, sides):
    south = sides[1]
    south.both("hana", "igor", make_manifest, window())
    held = manifests_of(south.now("hana", "roll call"))[-1]
    hana, digest = enter("hana"), held.paper.digest.hex()
    for _ in range(2):
        file = SimpleUploadedFile("manifest", write_file(held.paper))
        assert send(hana, at(north, "papers/act/"), what="take", file=file, act_id="ab" * 16).status_code == 302
    assert send(hana, at(north, "papers/act/"), what="use", digest=digest, act_id=new_id()).status_code == 422
    assert send(hana, at(north, "papers/act/"), what="countersign", digest=digest, act_id=new_id()).status_code == 302
    approve(north.seat("igor"), waiting_acts(north.seat("igor"))[0][0])
    assert "Begin the crossing" in page_of(hana, at(north, "papers/"))
    assert send(hana, at(north, "papers/act/"), 2, what="use", digest=digest, act_id=new_id()).status_code == 302
    [now] = manifests_of(north.now("hana", "roll call"))
    assert now.is_used


def test_no_page_is_shown_with_one_act_id_twice(enter, north, sides):
    digest = load(sides[1], north)
    for name, path in (("nina", "plan/"), ("nina", "lines/"), ("hana", "papers/"), ("hana", f"day/{digest}/")):
        found = ids_in(page_of(enter(name), at(north, path)))
        assert found
        assert len(found) == len(set(found)), path
