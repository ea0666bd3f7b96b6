"""Signing in: a passphrase opens the key, a second factor lets work begin, and guessing is slow."""

import base64
import hashlib
import hmac
import re
from threading import Event, Thread
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from allauth.core.context import request_context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as codes
from axes.utils import reset
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from homeward.web import served
from homeward.web.configuring import HALF_SECONDS, IDLE_SECONDS, MOST_FAILURES
from homeward.web.entry.opening import MOST_AT_ONCE, MOST_WAITING, Openings, TooMany
from tests.actions.workspace.sample import PASSPHRASE, acts, seat
from tests.web.conftest import BROWSER

GIVE, SESSION = "/me/second-factor/give/", "__Host-session"
WRONG = "four other words here"


@pytest.fixture(autouse=True)
def _nobody_has_failed_before():
    cache.clear()
    reset()


@pytest.fixture
def clock(monkeypatch):
    """A clock for codes; it goes when it is told to."""
    told = SimpleNamespace(now=1_800_000_000)
    monkeypatch.setattr(codes, "time", SimpleNamespace(time=lambda: told.now))
    return told


def code_of(secret, now):
    """RFC 6238 by hand: SHA-1, 30 seconds, 6 digits."""
    digest = hmac.new(base64.b32decode(secret), (now // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def get(browser, path):
    return browser.get(path, **BROWSER)


def post(browser, path, told=None, **more):
    return browser.post(path, told or {}, **{**BROWSER, **more})


def begin(name="caseworker", browser=None, passphrase=PASSPHRASE, **more):
    """Give a name and a passphrase."""
    browser = browser or Client()
    return browser, post(browser, "/sign-in/", {"name": name, "passphrase": passphrase}, **more)


def is_at_work(browser):
    return get(browser, "/").status_code == 200


@pytest.fixture
def set_app(enter, clock):
    """Give somebody a code app: their browser, its secret, and their spare codes."""

    def make(name="caseworker"):
        browser = enter(name)
        post(browser, "/me/again/", {"passphrase": PASSPHRASE})
        page = get(browser, "/me/second-factor/app/").content.decode()
        secret = re.search("<kbd>([A-Z2-7]{32})</kbd>", page)[1]
        answer = post(browser, "/me/second-factor/app/", {"code": code_of(secret, clock.now)})
        assert answer.headers["Location"] == "/me/second-factor/spare-codes/"
        spare = re.findall("<kbd>([0-9]{8})</kbd>", get(browser, "/me/second-factor/spare-codes/").content.decode())
        return browser, secret, spare

    return make


# ── the second factor ──


def test_the_hand_made_code_is_the_one_of_rfc_6238():
    assert code_of(base64.b32encode(b"12345678901234567890"), 1111111109) == "081804"  # appendix B, last six digits


def test_a_passphrase_alone_opens_no_desk_where_a_second_factor_is_set(set_app, clock):
    _, secret, _ = set_app()
    browser, answer = begin()
    assert (answer.status_code, answer.headers["Location"]) == (302, GIVE)
    for path in ("/", "/me/", "/me/again/", "/me/second-factor/", "/me/second-factor/app/", "/lists/"):
        assert get(browser, path).status_code in (302, 404), path
        assert path == "/lists/" or get(browser, path).headers["Location"].startswith("/sign-in/"), path
    clock.now += 30
    answer = post(browser, GIVE, {"code": code_of(secret, clock.now)})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert is_at_work(browser)


def test_the_token_of_a_session_is_another_after_each_thing_that_was_given(set_app, clock):
    _, secret, _ = set_app()
    clock.now += 30
    browser, _ = begin()
    tokens = [browser.cookies[SESSION].value]
    post(browser, GIVE, {"code": code_of(secret, clock.now)})
    tokens.append(browser.cookies[SESSION].value)
    post(browser, "/me/again/", {"passphrase": PASSPHRASE})
    tokens.append(browser.cookies[SESSION].value)
    assert len({*tokens}) == 3
    for old in tokens[:2]:
        other = Client()
        other.cookies[SESSION] = old
        assert not is_at_work(other)


def test_a_code_opens_once_and_no_code_before_it_opens_afterwards(set_app, clock):
    _, secret, _ = set_app()
    start = clock.now
    assert post(begin()[0], GIVE, {"code": code_of(secret, start)}).status_code == 200  # it set the app up
    clock.now += 60
    now = code_of(secret, clock.now)
    first, _ = begin()
    assert post(first, GIVE, {"code": now}).status_code == 302
    second, _ = begin()
    for shift, taken in ((0, False), (-30, False), (60, False), (30, True)):
        answer = post(second, GIVE, {"code": code_of(secret, clock.now + shift)})
        assert (answer.status_code == 302) is taken, shift
    clock.now += 25
    third, _ = begin()
    assert post(third, GIVE, {"code": now}).status_code == 200


def test_a_spare_code_opens_once(set_app):
    _, _, spare = set_app()
    assert len({*spare}) == 10
    for code, status in ((spare[3], 302), (spare[3], 200), (spare[0], 302)):
        assert post(begin()[0], GIVE, {"code": code}).status_code == status
    browser, _ = begin()
    post(browser, GIVE, {"code": spare[1]})
    assert "7 spare codes are left" in get(browser, "/me/second-factor/").content.decode()
    page = get(browser, "/me/second-factor/spare-codes/")
    assert page.status_code == 302  # the passphrase again, and then only how many there are
    post(browser, "/me/again/", {"passphrase": PASSPHRASE})
    page = get(browser, "/me/second-factor/spare-codes/").content.decode()
    assert not any(code in page for code in spare)


def test_a_wrong_code_is_an_entry_and_after_five_the_right_one_opens_nothing_either(workspace, set_app, clock):
    _, secret, _ = set_app()
    clock.now += 30
    right = code_of(secret, clock.now)
    browser, _ = begin()
    for _ in range(MOST_FAILURES):
        page = post(browser, GIVE, {"code": f"{(int(right) + 500_000) % 10**6:06}"})
        assert "This code is wrong, too old, or was used before." in page.content.decode()
    assert [act.kind for act in acts(workspace)[-MOST_FAILURES:]] == ["sign-in failed"] * MOST_FAILURES
    assert "Too many wrong codes." in post(browser, GIVE, {"code": right}).content.decode()
    assert not is_at_work(browser)


def test_a_passphrase_given_again_needs_the_second_factor_again(set_app, clock):
    browser, secret, _ = set_app()
    assert is_at_work(browser)
    begin(browser=browser)
    assert not is_at_work(browser)
    clock.now += 30
    post(browser, GIVE, {"code": code_of(secret, clock.now)})
    assert is_at_work(browser)


def test_a_desk_that_waits_for_a_second_factor_is_forgotten_after_five_minutes(workspace):
    desks = served.Desks()
    [anna] = seat(workspace, "caseworker")
    start = served.monotonic()
    early, late = desks.open(anna, is_half=True), desks.open(anna, is_half=True)
    assert desks.find(early) is None
    assert desks.half(early) is anna
    number = desks.begin(early, at=start + HALF_SECONDS - 1)
    assert number not in (None, early)
    assert desks.find(number) is anna
    assert desks.tidy(at=start + HALF_SECONDS + 1) == 1  # though nobody asked for the other
    assert desks.half(late) is None
    assert desks.begin(late) is None
    assert desks.tidy(at=start + 2 * IDLE_SECONDS) == 0


def test_a_process_that_serves_another_workspace_has_forgotten_every_key(workspace):
    desks = served.Desks()
    numbers = [desks.open(*seat(workspace, "caseworker"), is_half=is_half) for is_half in (True, False)]
    desks.close_all()
    assert [desks.half(numbers[0]), desks.find(numbers[1])] == [None, None]
    assert desks.tidy() == 0


def test_who_has_only_a_passphrase_takes_no_place_of_work_away(workspace):
    desks = served.Desks()
    [anna] = seat(workspace, "caseworker")
    working = [desks.open(anna) for _ in range(2)]
    halves = [desks.open(anna, is_half=True) for _ in range(5)]
    assert all(desks.find(one) is anna for one in working)
    assert [desks.half(one) is anna for one in halves] == [False, False, False, True, True]


def test_a_second_factor_is_changed_only_after_the_passphrase_was_given_again(enter):
    browser = enter("caseworker")
    for path in ("app/", "passkeys/add/", "spare-codes/new/"):
        answer = get(browser, f"/me/second-factor/{path}")
        assert unquote(answer.headers["Location"]) == f"/me/again/?next=/me/second-factor/{path}"
    wrong = post(browser, "/me/again/", {"passphrase": WRONG})
    assert wrong.status_code == 403
    assert get(browser, "/me/second-factor/app/").status_code == 302
    right = browser.post("/me/again/?next=/me/second-factor/app/", {"passphrase": PASSPHRASE}, **BROWSER)
    assert right.headers["Location"] == "/me/second-factor/app/"
    assert get(browser, "/me/second-factor/app/").status_code == 200


def test_my_day_asks_for_a_second_factor_until_one_is_set_and_again_when_it_is_gone(set_app, enter, workspace):
    asks = "Set a second factor"
    assert asks in get(enter("reviewer"), "/").content.decode()
    browser, _, _ = set_app()
    assert asks not in get(browser, "/").content.decode()
    assert post(browser, "/me/second-factor/app/remove/").status_code == 302
    assert asks in get(browser, "/").content.decode()
    assert begin()[1].headers["Location"] == "/"
    [desk] = seat(workspace, "caseworker")
    assert not Authenticator.objects.filter(user__username=desk.member.id).exists()  # the spare codes are gone too


def test_a_second_factor_that_is_set_or_taken_away_is_an_entry(set_app, workspace):
    browser, _, _ = set_app()
    assert [act.kind for act in acts(workspace) if act.kind.startswith("second factor")] == ["second factor set"] * 2
    assert post(browser, "/me/second-factor/app/remove/").status_code == 302
    removed = [act for act in acts(workspace) if act.kind == "second factor removed"]
    assert ("factor", "totp") in removed[0].facts
    assert {act.actor for act in removed} == {seat(workspace, "caseworker")[0].member.id}


def test_the_secret_is_shown_as_a_picture_of_our_own_while_an_app_is_set_up_and_not_after(enter, set_app):
    browser = enter("reviewer")
    assert get(browser, "/me/second-factor/app/picture/").status_code == 404
    post(browser, "/me/again/", {"passphrase": PASSPHRASE})
    page = get(browser, "/me/second-factor/app/").content.decode()
    assert "data:" not in page
    picture = get(browser, "/me/second-factor/app/picture/")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    assert b"style" not in picture.content
    done, _, _ = set_app()
    assert get(done, "/me/second-factor/app/picture/").status_code == 404


def test_authenticators_are_told_a_pseudonym_and_no_name(enter, workspace):
    page = get(enter("caseworker"), "/me/")
    with request_context(page.wsgi_request):
        told = f"{get_adapter().build_totp_url(page.wsgi_request.user, 'ABC')} "
        told += str(get_adapter().get_public_key_credential_user_entity(page.wsgi_request.user))
    assert told.count(seat(workspace, "caseworker")[0].member.id) == 3
    assert "caseworker" not in told
    assert "issuer=Homeward" in told


def test_no_secret_no_token_no_passphrase_and_no_name_lie_on_the_disk(set_app):
    browser, secret, spare = set_app()
    begin(passphrase=WRONG)
    raw = settings.DATABASES["default"]["NAME"]
    with open(raw, "rb") as file:
        data = file.read()
    assert browser.cookies[SESSION].value.encode() not in data
    for word in (secret, *spare, PASSPHRASE, WRONG, "caseworker"):
        assert word.encode() not in data, word


def test_a_second_factor_of_another_workspace_is_damage_and_lets_nobody_in(set_app, workspace):
    _, _, spare = set_app()
    kept = Authenticator.objects.get(type="recovery_codes", user__username=seat(workspace, "caseworker")[0].member.id)
    kept.data["seed"] = kept.data["seed"][:-6] + "AAAAA="
    kept.save()
    browser, _ = begin()
    assert post(browser, GIVE, {"code": spare[0]}).status_code == 503
    assert not is_at_work(browser)


# ── guessing ──


def test_no_header_makes_another_address_of_one(workspace):
    here = [{"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": f"10.9.9.{n}"} for n in range(MOST_FAILURES + 1)]
    assert [begin(passphrase=WRONG, **one)[1].status_code for one in here] == [403] * MOST_FAILURES + [429]


def test_after_five_wrong_passphrases_a_name_waits_at_that_address_alone(workspace):
    here, there = {"REMOTE_ADDR": "10.0.0.1"}, {"REMOTE_ADDR": "10.0.0.2"}
    statuses = [begin(passphrase=WRONG, **here)[1].status_code for _ in range(MOST_FAILURES)]
    assert statuses == [403] * MOST_FAILURES
    n_acts = len(acts(workspace))
    answer = begin(**here)[1]
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
    assert len(acts(workspace)) == n_acts  # nothing was opened
    assert begin(**there)[1].status_code == 302
    assert begin("reviewer", **here)[1].status_code == 302
    assert begin(**here)[1].status_code == 429


def test_who_signs_in_starts_again_from_no_failure(workspace):
    for _ in range(2):
        for _ in range(MOST_FAILURES - 1):
            assert begin(passphrase=WRONG)[1].status_code == 403
        assert begin()[1].status_code == 302


def test_two_keys_are_opened_at_once_ten_wait_and_the_next_is_sent_away():
    openings, release, inside = Openings(), Event(), []

    def work(mark):
        with openings.one(mark):
            inside.append(mark)
            release.wait(10)

    threads = [Thread(target=work, args=(f"{n}",), daemon=True) for n in range(MOST_AT_ONCE + MOST_WAITING)]
    for n, thread in enumerate(threads, start=1):
        thread.start()
        while len(openings._open) + openings._n_waiting < n:
            pass
    assert len(inside) <= MOST_AT_ONCE
    assert openings._n_waiting == MOST_WAITING
    with pytest.raises(TooMany), openings.one("one more"):
        pass
    release.set()
    for thread in threads:
        thread.join(10)
    assert sorted(inside) == sorted(f"{n}" for n in range(MOST_AT_ONCE + MOST_WAITING))
    with openings.one("one more"):
        pass


def test_attempts_with_one_name_are_counted_one_after_the_other(workspace):
    statuses = []
    threads = [
        Thread(target=lambda: statuses.append(begin(passphrase=WRONG)[1].status_code)) for _ in range(MOST_FAILURES + 4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(statuses) == [403] * MOST_FAILURES + [429] * 4


# ── where somebody is at work ──


def test_a_person_sees_where_they_work_and_ends_the_other_place(enter):
    first, second, other = enter("caseworker"), enter("caseworker"), enter("reviewer")
    page = get(second, "/me/").content.decode()
    assert page.count("Another browser") == 1
    assert page.count("<td>") == 4
    answer = second.post("/me/end-others/", follow=True, **BROWSER)
    assert "Work at 1 other place is ended." in answer.content.decode()
    assert [is_at_work(one) for one in (first, second, other)] == [False, True, True]
    assert "Another browser" not in get(second, "/me/").content.decode()


# ── what is not there ──


def test_of_django_allauth_nothing_but_second_factors_has_an_address(enter):
    browser = enter("caseworker")
    for name in (
        "signup",
        "email",
        "change_password",
        "set_password",
        "reset_password",
        "inactive",
        "request_login_code",
    ):
        with pytest.raises(NoReverseMatch):
            reverse(f"account_{name}")
    for path in (
        "/accounts/",
        "/accounts/signup/",
        "/sign-in/signup/",
        "/me/email/",
        "/me/second-factor/webauthn/login/",
    ):
        assert get(browser, path).status_code == 404


def test_an_idle_desk_shows_and_changes_no_second_factor(set_app, workspace):
    browser, _, _ = set_app()
    served.serve_workspace(workspace)  # every desk is closed; the session is as it was
    for path in ("", "app/", "app/remove/", "passkeys/", "spare-codes/"):
        assert get(browser, f"/me/second-factor/{path}").headers["Location"].startswith("/sign-in/")
        assert post(browser, f"/me/second-factor/{path}").headers["Location"].startswith("/sign-in/")
