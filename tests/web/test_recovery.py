"""A lost second factor: two people reset it, the right passphrase takes it away once, and nothing else does."""

import json
import re
import secrets
from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.oversight.factors import RESET, RESET_USED, reset_second_factor
from homeward.web.configuring import RESET_HOURS
from homeward.web.served import serve_workspace
from tests.actions.workspace.sample import acts, last, seat
from tests.web.conftest import BROWSER
from tests.web.test_entry import (
    GIVE,
    PASSPHRASE,
    WRONG,
    _nobody_has_failed_before,
    begin,
    clock,
    code_of,
    get,
    is_at_work,
    post,
    set_app,
)

__all__ = ("_nobody_has_failed_before", "clock", "set_app")  # fixtures
FORM = {"member": "caseworker", "reason": "the telephone was lost"}
TOLD = "Your second factor was reset on"


def rows(workspace, name="caseworker"):
    return Authenticator.objects.filter(user__username=seat(workspace, name)[0].member.id).count()


def reset(workspace, name="caseworker"):
    administrator, protection = seat(workspace, "administrator", "protection")
    return approve(protection, reset_second_factor(administrator, name, reason="lost").waits_for).entries[0]


def kinds(workspace):
    return [act.kind for act in acts(workspace)]


def sign_in_as_program(passphrase=PASSPHRASE):
    body = json.dumps({"name": "caseworker", "passphrase": passphrase})
    return Client().post("/api/1/sign-in", body, content_type="application/json", **BROWSER)


def test_a_lost_factor_goes_by_two_people_and_the_passphrase_and_its_owner_is_told_and_sets_a_new_one(
    workspace, enter, set_app
):
    set_app()
    administrator, protection = enter("administrator"), enter("protection")
    answer = administrator.post("/members/", {**FORM, "act_id": secrets.token_hex(16)}, follow=True, **BROWSER)
    assert "This waits for a second person." in answer.content.decode()
    assert begin()[1].headers["Location"] == GIVE  # one person is not enough
    page = get(protection, "/").content.decode()
    assert "the telephone was lost" in page
    protection.post(re.search('action="(/approve/[0-9a-f]+/)"', page)[1], **BROWSER)
    assert last(workspace).kind == RESET
    assert rows(workspace) == 2  # until the passphrase is given
    browser, answer = begin()
    assert answer.headers["Location"] == "/"
    day = get(browser, "/").content.decode()
    assert TOLD in day
    assert "administrator asked for it, protection signed." in day
    assert "Set a second factor" in day
    assert rows(workspace) == 0
    assert last(workspace).kind == RESET_USED
    assert TOLD not in get(browser, "/").content.decode()  # once for each time that they sign in


def test_a_wrong_passphrase_uses_nothing_up_and_the_factor_is_asked_for_as_long_as_nobody_reset_it(workspace, set_app):
    set_app()
    set_app("reviewer")
    reset(workspace)
    for _ in range(2):
        assert begin(passphrase=WRONG)[1].status_code == 403
    assert sign_in_as_program(WRONG).status_code == 401
    assert begin("reviewer")[1].headers["Location"] == GIVE  # of somebody else
    assert rows(workspace) == rows(workspace, "reviewer") == 2
    assert RESET_USED not in kinds(workspace)
    assert is_at_work(begin()[0])


def test_a_factor_that_is_set_after_the_reset_stays(workspace, set_app, clock):
    set_app()
    reset(workspace)
    _, secret, _ = set_app()  # signs in without the old one, and sets a new one
    assert kinds(workspace).count(RESET_USED) == 1
    for _ in range(2):
        browser, answer = begin()
        assert answer.headers["Location"] == GIVE
        assert not is_at_work(browser)
    assert sign_in_as_program().status_code == 401
    clock.now += 30
    assert post(browser, GIVE, {"code": code_of(secret, clock.now)}).status_code == 302
    assert kinds(workspace).count(RESET_USED) == 1


def test_a_factor_that_came_after_a_reset_that_nobody_used_stays_too(workspace, set_app):
    reset(workspace)  # there was nothing to take away
    set_app()
    assert begin()[1].headers["Location"] == GIVE
    assert RESET_USED not in kinds(workspace)


def test_a_reset_that_nobody_used_for_three_days_does_nothing(workspace, set_app):
    set_app()
    at = reset(workspace).placed_at + timedelta(hours=RESET_HOURS, seconds=1)
    serve_workspace(replace(workspace, clock=lambda: at))
    assert begin()[1].headers["Location"] == GIVE
    assert sign_in_as_program().status_code == 401
    assert rows(workspace) == 2


def test_a_program_signs_in_without_the_lost_factor_once(workspace, set_app):
    set_app()
    assert sign_in_as_program().status_code == 401
    reset(workspace)
    assert sign_in_as_program().status_code == 200
    assert (last(workspace).kind, last(workspace).channel) == (RESET_USED, "interface")
    assert rows(workspace) == 0
    assert TOLD in get(begin()[0], "/").content.decode()  # no page had said so yet
    set_app()
    assert sign_in_as_program().status_code == 401
    assert TOLD not in get(begin()[0], "/sign-in/").content.decode()


def test_a_reset_asked_for_twice_with_one_id_is_asked_for_once(workspace, enter):
    form, browser = {**FORM, "act_id": secrets.token_hex(16)}, enter("administrator")
    for _ in range(2):
        assert browser.post("/members/", form, **BROWSER).status_code == 302
    assert kinds(workspace).count("second asked") == 1


def test_the_member_who_lost_it_and_who_has_not_the_right_ask_in_vain(workspace, enter):
    for name, about in (("administrator", "administrator"), ("caseworker", "reviewer"), ("auditor", "reviewer")):
        answer = enter(name).post("/members/", {**FORM, "member": about}, **BROWSER)
        assert answer.status_code == 404
        assert last(workspace).kind == "refused"


@pytest.mark.parametrize("name", ["administrator", "caseworker"])
def test_everybody_sees_who_works_here_and_only_who_may_reset_a_factor_a_form(enter, name):
    page = get(enter(name), "/members/").content.decode()
    assert "data-protection officer" in page
    assert ('name="reason"' in page) is (name == "administrator")
    assert f'<option value="{name}"' not in page


def test_a_mistake_is_said_and_what_was_typed_is_kept_and_shown_inert(enter):
    hostile = "<script>x</script>\u202e=1+1"
    browser = enter("administrator")
    for form in ({"member": "nobody", "reason": hostile}, {"member": hostile, "reason": "x" * 10_000}):
        page = browser.post("/members/", form, **BROWSER)
        assert page.status_code == 422
        assert "<script>x" not in page.content.decode()
        assert 'role="alert"' in page.content.decode()
    assert browser.post("/members/", {**FORM, "reason": " "}, **BROWSER).status_code == 422
    assert browser.post("/members/", {"member": ["reviewer", "auditor"], "reason": "x"}, **BROWSER).status_code == 422
