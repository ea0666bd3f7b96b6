"""The interface for programs: signing in and out, acts that are done once, second persons, and hostile requests."""

import base64
import json
import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user_model
from django.test import Client

from homeward.actions.story.people import PASSPHRASE
from homeward.web import served as places
from homeward.web.configuring import IDLE_SECONDS
from homeward.web.guards import HEADERS
from tests.actions.workspace.sample import HEADER, acts
from tests.web.conftest import BROWSER
from tests.web.machine.said import OPERATIONS, address_of

LIST = HEADER + "N-900,Вигадченко,Олена,Петрівна,1987-03-14,Северин,солдат,А-900017\n"


def sent_list(**more):
    data = base64.b64encode(LIST.encode()).decode()
    return {"data": data, "party": "Third side", "role": "sought", "on": "2026-05-03", **more}


# ── who asks ──


def test_nobody_is_answered_without_a_token_and_every_answer_has_its_headers(served, ids, program):
    nobody, n_acts = program(), len(acts(served))
    for method, path, operation in OPERATIONS:
        if path.endswith("/sign-in"):
            continue
        at = address_of(path, ids, operation)
        answer = nobody.get(at) if method == "get" else nobody.post(at)
        assert (answer.status_code, answer.json()["schema"]) == (401, "homeward/problem/1"), path
        assert answer.headers["Cache-Control"] == "no-store"
        assert all(answer.headers[name] == value for name, value in HEADERS.items())
    assert len(acts(served)) == n_acts


@pytest.mark.parametrize("header", ["Bearer x", "Bearer", "Basic YTpi", "bearer  ", "Bearer " + "x" * 5000, "\u20ac"])
def test_a_token_that_is_none_opens_nothing(program, header):
    nobody = program()
    nobody.headers = {"HTTP_AUTHORIZATION": header}
    assert nobody.get("/me").status_code == 401


def test_signing_out_ends_the_token_and_idleness_does(served, program):
    anna = program("anna")
    token = anna.headers["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    assert anna.get("/me").json()["name"] == "anna"
    assert anna.post("/sign-out").status_code == 200
    assert anna.get("/me").status_code == 401
    idle = program("anna").headers["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    assert idle != token
    desks = places._served.desks
    assert desks.find(idle, at=places.monotonic() + IDLE_SECONDS + 1) is None


def test_a_wrong_passphrase_is_an_entry_of_this_channel_and_too_many_attempts_are_refused(served, program):
    nobody = program()
    for _ in range(5):
        assert nobody.post("/sign-in", name="vera", passphrase="of somebody else").status_code in (401, 429)
    last = acts(served)[-1]
    assert (last.kind, last.channel) == ("sign-in failed", "interface")
    answer = nobody.post("/sign-in", name="vera", passphrase=PASSPHRASE)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_who_has_a_second_factor_needs_a_code_and_each_code_opens_once(served, program):
    nobody = program()
    igor = nobody.post("/sign-in", name="igor", passphrase=PASSPHRASE)
    program_of_igor = program()
    program_of_igor.headers = {"HTTP_AUTHORIZATION": f"Bearer {igor.json()['token']}"}
    user = get_user_model().objects.get(username=program_of_igor.get("/me").json()["key"])
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    try:
        said = {"name": "igor", "passphrase": PASSPHRASE}
        code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
        assert nobody.post("/sign-in", **said).status_code == 401
        assert nobody.post("/sign-in", **said, code="000000x").status_code == 401
        assert acts(served)[-1].kind == "sign-in failed"
        assert nobody.post("/sign-in", **said, code=code).status_code == 200
        assert nobody.post("/sign-in", **said, code=code).status_code == 401
    finally:
        Authenticator.objects.filter(user=user).delete()


def test_a_browser_reads_with_its_session_and_acts_only_with_the_token_of_a_form(served):
    browser = Client(enforce_csrf_checks=True)
    browser.get("/sign-in/", **BROWSER)
    token = browser.cookies["__Host-token"].value
    said = {"name": "anna", "passphrase": PASSPHRASE, "csrfmiddlewaretoken": token}
    from_here = {**BROWSER, "HTTP_ORIGIN": "https://localhost"}
    assert browser.post("/sign-in/", said, **from_here).status_code == 302
    assert browser.get("/api/1/me", **BROWSER).json()["name"] == "anna"
    path, body = "/api/1/lists/check", json.dumps(sent_list())
    assert browser.post(path, body, content_type="application/json", **from_here).status_code == 403
    token = browser.cookies["__Host-token"].value
    answer = browser.post(path, body, content_type="application/json", HTTP_X_CSRFTOKEN=token, **from_here)
    assert answer.status_code == 200, answer.content
    wrong = {**from_here, "HTTP_AUTHORIZATION": "Bearer x", "HTTP_X_CSRFTOKEN": token}
    assert browser.post(path, body, content_type="application/json", **wrong).status_code == 401


# ── acts ──


def test_a_list_is_checked_then_imported_once_however_often_it_is_sent(served, program):
    anna, act_id = program("anna"), secrets.token_hex(16)
    checked = anna.post("/lists/check", **sent_list()).json()
    assert (checked["number"], checked["rows"]["accepted"], checked["alone"]) == (1, 1, True)
    first = anna.post("/lists/import", **sent_list(act_id=act_id)).json()
    assert (first["rows"], first["repeat"]) == ({"in": 1, "accepted": 1, "held": 0, "refused": 0}, False)
    n_acts = len(acts(served))
    again = anna.post("/lists/import", **sent_list(act_id=act_id)).json()
    assert (again["list"], again["repeat"]) == (first["list"], True)
    assert len(acts(served)) == n_acts
    page = anna.get(f"/lists/{first['list']}", start=0, most=1).json()
    assert (page["n_lines"], page["files"][0]["line"]["record_id"]) == (1, "N-900")
    file_id = page["files"][0]["file"]
    assert anna.get(f"/files/{file_id}").json()["record"] == "N-900"
    assert acts(served)[-1].kind == "file read"


def test_many_at_once_with_one_act_id_do_it_once(served, program):
    nina, act_id = program("nina"), secrets.token_hex(16)
    [round_id] = [one["id"] for one in nina.get("/rounds").json()["rounds"] if one["name"] == "R2"]
    person = nina.get(f"/rounds/{round_id}/candidates").json()["people"][0]["id"]
    said = {"people": [person], "to": "requested", "by": "North", "act_id": act_id}
    with ThreadPoolExecutor(4) as several:
        answers = list(several.map(lambda _: nina.post(f"/rounds/{round_id}/move", **said), range(4)))
    assert {one.status_code for one in answers} == {200}
    assert sorted(one.json()["repeat"] for one in answers) == [False, True, True, True]


def test_what_takes_two_people_waits_and_counts_when_another_has_approved(served, program):
    ada, dina = program("ada"), program("dina")
    asked = ada.act("/audit/names")
    assert asked.status_code == 202
    waits = asked.json()["waits_for"]
    assert ada.post(f"/pending/{waits}/approve").status_code == 404  # never one's own
    assert waits in [one["id"] for one in dina.get("/pending").json()["pending"]]
    assert dina.post(f"/pending/{waits}/approve").status_code == 200
    named = ada.post("/audit/named", approved=waits, wanted={"most": 5})
    assert named.status_code == 200, named.content
    assert ada.post("/audit/named", approved=waits).status_code == 404  # once


def test_what_is_refused_and_what_is_not_there_are_the_same_answer(ids, program):
    emil = program("emil")
    answers = [emil.get(f"/files/{one}") for one in (ids["file_id"], "0" * 32)] + [emil.get("/nothing")]
    assert {(one.status_code, one.content) for one in answers} == {(404, answers[0].content)}
    assert answers[0].json() == {"schema": "homeward/problem/1", "says": "not found"}


# ── hostile requests ──


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"act_id": "' + b"f" * 32 + b'", "act_id": 1, "more": 1}',
        b'{"name": "\\ud800", "passphrase": "\\u0000"}',
        b'{"name": NaN}',
        b'{"name": 1e400, "passphrase": "x"}',
    ],
)
def test_a_body_that_is_no_request_is_refused_as_json(program, body):
    anna = program("anna")
    for path in ("/sign-in", "/lists/import", "/rounds", "/verify"):
        answer = anna.send(path, body)
        assert answer.status_code in (400, 422), (path, answer.content)
        assert answer.json()["schema"] == "homeward/problem/1"


def test_what_nobody_asks_for_is_refused_wherever_it_stands(ids, program):
    anna = program("anna")
    assert anna.get("/lists", token="x").status_code == 422
    assert anna.client.get("/api/1/files?most=1&most=2", **BROWSER, **anna.headers).status_code == 422
    assert anna.act(f"/cases/{ids['case_id']}/take", role="auditor").status_code == 422
    assert anna.get(f"/files/{'F' * 32}").status_code == 422
    assert anna.get(f"/lists/{ids['list_id']}", most=10**9).status_code == 422
    assert anna.send("/sign-out", "a=1", "application/x-www-form-urlencoded").status_code == 415
    assert anna.client.delete("/api/1/me", **BROWSER, **anna.headers).status_code == 405
    assert anna.post("/sign-out").status_code == 200


def test_hostile_text_comes_back_as_it_was_sent_and_as_json(program):
    text = "<script>alert(1)</script>\u202e=1+1"
    answer = program("nina").act("/documents", name=text, data="VGhleQ==", source=text)
    assert answer.status_code in (200, 422)
    assert answer.headers["Content-Type"] == "application/json"
    if answer.status_code == 200:
        assert (answer.json()["name"], answer.json()["source"]) == (text, text)


def test_another_site_reaches_nothing(program):
    anna = program("anna")
    anna.headers |= {"HTTP_SEC_FETCH_SITE": "cross-site"}
    assert anna.post("/verify").status_code == 403
