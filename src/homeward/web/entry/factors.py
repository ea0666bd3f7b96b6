"""The pages of second factors: a code app, passkeys, spare codes.

Of django-allauth only what stands in URLS has an address. Each page but the one that asks for the factor is for who is
at work, and what changes a factor asks for the passphrase again.
"""

import io
from collections.abc import Callable, Mapping
from functools import wraps

import segno
from allauth.account.signals import authentication_step_completed
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as factors
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as spare_codes
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from allauth.mfa.totp import views as app
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import views as passkeys
from django.dispatch import Signal, receiver
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_safe

from homeward.actions.workspace.desk import Draft, note
from homeward.web.entry.codes import use_up
from homeward.web.served import desk_of, held

View = Callable[..., HttpResponseBase]
_STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def _at_desk(view: View) -> View:
    """Show a page only to who is at work: an account that is signed in and idle is not."""

    @wraps(view)
    def shown(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        desk_of(request)
        return view(request, *args, **named)

    return shown


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """Draw the secret of a code app that is being set up, for a camera; it stands beside it in letters."""
    desk_of(request)
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    drawn = io.BytesIO()
    address = get_adapter().build_totp_url(authenticated_user(request), secret)
    segno.make(address, micro=False).save(
        drawn, kind="svg", scale=5, border=4, light="white", svgclass=None, lineclass=None
    )
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def needs_second_factor(request: HttpRequest) -> Mapping[str, object]:
    """Let a page say that somebody has set no second factor yet; it is looked up only where a page asks."""
    return {"needs_second_factor": lambda: not is_mfa_enabled(authenticated_user(request), _STRONG)}


@receiver(authentication_step_completed)
def _renew_token(request: HttpRequest, **_: object) -> None:
    """Give the session another token whenever somebody may do more than before (ASVS 5.0, 7.2.4)."""
    request.session.cycle_key()


@receiver(authenticator_added)
def _use_up_first(request: HttpRequest, authenticator: Authenticator, **_: object) -> None:
    """Let the code with which an app was set up open nothing."""
    if authenticator.type == Authenticator.Type.TOTP:
        use_up(authenticator, request.POST.get("code", ""))
    _keep_change(request, "second factor set", authenticator)


@receiver(authenticator_removed)
@receiver(authenticator_reset)
def _keep_removal(request: HttpRequest, authenticator: Authenticator, signal: Signal, **_: object) -> None:
    kind = "second factor removed" if signal is authenticator_removed else "second factor set"
    _keep_change(request, kind, authenticator)


def _keep_change(request: HttpRequest, kind: str, authenticator: Authenticator) -> None:
    """Keep an entry of a factor that was set or taken away: whoever has somebody's passphrase could do both."""
    desk = desk_of(request)
    facts = (("factor", Authenticator.Type(authenticator.type).name.lower()),)
    note(desk, desk.member.roles[0], Draft(kind=kind, others=(desk.member.id,), facts=facts))


@receiver(authentication_failed)
def _keep_failure(request: HttpRequest, **_: object) -> None:
    """Keep an entry of a wrong code: whoever gave it has the passphrase."""
    desk = held(request)
    if desk is not None:
        note(desk, desk.member.roles[0], Draft(kind="sign-in failed", others=(desk.member.id,)))


URLS = [
    path("", _at_desk(factors.index), name="mfa_index"),
    path("give/", factors.authenticate, name="mfa_authenticate"),
    path("app/", _at_desk(app.activate_totp), name="mfa_activate_totp"),
    path("app/picture/", picture, name="app_picture"),
    path("app/remove/", _at_desk(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("passkeys/", _at_desk(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add/", _at_desk(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", _at_desk(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/name/", _at_desk(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("spare-codes/", _at_desk(spare_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("spare-codes/new/", _at_desk(spare_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
