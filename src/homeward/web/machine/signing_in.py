"""Signing in as a program, and out again; who one is, and what waits.

The passphrase opens the key of the member, as on the page: attempts are counted by name and address, a failed one is an
entry. Where a member has a second factor, a code of it is asked for here, too; a passkey needs a browser.
"""

from typing import TYPE_CHECKING

from allauth.core.context import request_context
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from ninja import Router

from homeward.actions.workspace.answering.acts import answer_day, answer_kept, answer_members, answer_pending
from homeward.actions.workspace.desk import Desk, Draft, approve, note, waiting_acts
from homeward.actions.workspace.files import certificate_of
from homeward.actions.workspace.founding import list_members
from homeward.actions.workspace.oversight.day import my_day
from homeward.store.transaction import ERASED
from homeward.web.configuring import IDLE_SECONDS, MOST_SECONDS
from homeward.web.entry.codes import CodeForm
from homeward.web.entry.opening import open_desk
from homeward.web.entry.recovery import drop_lost
from homeward.web.machine.asking import at, does, reads, says, strictly, told
from homeward.web.machine.schema import PROBLEM_SHAPE, Id, Nothing, Said, Word, answer, kept
from homeward.web.served import close_place, leave, open_place

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

router = Router(tags=["signing in"])
_TOKEN = answer("homeward-token/1", token="text", idle_seconds="number", most_seconds="number")
_REFUSED = {"description": "no such member with this passphrase, or no such code"}


class SignIn(Said):
    """Who signs in, with what only they know."""

    name: Word
    passphrase: Word
    code: Word | None = None


def sign_in(request: HttpRequest, said: SignIn) -> HttpResponse:
    """Sign in as a member: a token for the header Authorization."""
    opened = open_desk(request, said.name, said.passphrase, "interface")
    if opened is None:
        return says("no member of this workspace has this name and passphrase", 401)
    user, desk = opened
    drop_lost(user, desk)
    if is_mfa_enabled(user) and not _has_code(request, user, desk, said.code):
        return says("a code of the second factor is needed, and each opens once", 401)
    token = open_place(desk)
    return told(
        {"schema": "homeward-token/1", "token": token, "idle_seconds": IDLE_SECONDS, "most_seconds": MOST_SECONDS}
    )


def _has_code(request: HttpRequest, user: "AbstractBaseUser", desk: Desk, code: str | None) -> bool:
    """Check a code of the second factor, and use it up; a wrong one is an entry: whoever gave it has the passphrase."""
    if code is None:
        return False
    with request_context(request):
        form = CodeForm(user=user, data={"code": code})
        if form.is_valid():
            form.save()
            return True
    note(desk, desk.member.roles[0], Draft(kind="sign-in failed", others=(desk.member.id,)))
    return False


router.api_operation(
    ["POST"],
    "/sign-in",
    auth=None,
    summary="Sign in as a member: a token for the header Authorization.",
    operation_id="sign_in",
    openapi_extra={
        "security": [],
        "x-homeward-rights": [],
        "responses": {
            200: {"description": "signed in", "content": {"application/json": {"schema": _TOKEN}}},
            **{
                status: {**_REFUSED, "content": {"application/json": {"schema": PROBLEM_SHAPE}}}
                for status in (400, 401, 422, 429)
            },
        },
    },
)(strictly(sign_in))


@does(router, "/sign-out", (), answer("homeward-signed-out/1"))
def sign_out(request: HttpRequest, said: Nothing) -> HttpResponse:
    """Sign out: the token opens nothing more, and the key is forgotten."""
    close_place(request.headers.get("Authorization", "").partition(" ")[2])
    leave(request)
    return told({"schema": "homeward-signed-out/1"})


@reads(router, "/me", (), answer("homeward-me/1", name="text", key="text", team="text", roles="texts"))
def me(request: HttpRequest) -> HttpResponse:
    """Say who asks, and in which roles."""
    own = at(request).member
    roles = [role.value for role in own.roles]
    return told({"schema": "homeward-me/1", "name": own.name, "key": own.id, "team": own.team, "roles": roles})


@reads(router, "/members", (), answer("homeward-members/1", members="rows"))
def members(request: HttpRequest) -> HttpResponse:
    """List the members with their roles and keys."""
    return told(answer_members(list_members(at(request))))


_DAY = answer("homeward-day/1", approvals="rows", readings="number", leases="rows", boards="texts", alarms="number?")


@reads(router, "/day", (), _DAY)
def day(request: HttpRequest) -> HttpResponse:
    """Say what waits for whoever asks."""
    return told(answer_day(my_day(at(request))))


@reads(router, "/pending", (), answer("homeward-pending/1", pending="rows"))
def pending(request: HttpRequest) -> HttpResponse:
    """List what one person has signed and a second one has to."""
    return told(answer_pending(waiting_acts(at(request))))


@does(router, "/pending/{act_id}/approve", (), kept("homeward-approve/1", kind="text", certificate="text?"))
def approval(request: HttpRequest, act_id: Id, said: Nothing) -> HttpResponse:
    """Sign what another person has signed, so that it takes effect."""
    done = approve(at(request), act_id)
    first = done.entries[0]
    certificate = certificate_of(first) if first.act.kind == ERASED else None
    about = {"schema": "homeward-approve/1", "kind": first.act.kind, "certificate": certificate}
    return told({**about, **answer_kept(done)})
