"""The pages of signing in and out, and of where a person is at work."""

from datetime import timedelta
from time import monotonic

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password, resume_request
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from homeward.web.entry.opening import open_desk
from homeward.web.entry.recovery import drop_lost, tell_reset
from homeward.web.served import desk_of, hold, leave, leave_elsewhere, places_of


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a name and a passphrase; then, where one is set, for the second factor."""
    if request.method != "POST":
        return render(request, "homeward/sign_in.html")
    name = request.POST.get("name", "")
    opened = open_desk(request, name, request.POST.get("passphrase", ""))
    if opened is None:
        says = gettext("No member of this workspace has this name and passphrase.")
        return render(request, "homeward/sign_in.html", {"says": says, "name": name}, status=403)
    user, desk = opened
    leave(request)
    logout(request)  # what was given in this browser before counts no more: not a second factor either
    hold(request, desk)
    drop_lost(user, desk)
    tell_reset(request, desk)
    return perform_password_login(request, {}, Login(user=user, redirect_url=_after(request)))


def _after(request: HttpRequest) -> str:
    after = request.GET.get("next", "/")
    return after if url_has_allowed_host_and_scheme(after, allowed_hosts=None) else "/"


@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Ask for the passphrase again, before a second factor is changed."""
    member = desk_of(request).member
    if request.method != "POST":
        return render(request, "homeward/sign_in_again.html")
    opened = open_desk(request, member.name, request.POST.get("passphrase", ""))
    if opened is None:
        says = gettext("This is not your passphrase.")
        return render(request, "homeward/sign_in_again.html", {"says": says}, status=403)
    reauthenticate_by_password(request)
    return resume_request(request) or redirect("mfa_index")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the desk and the session, and let the browser forget what it has seen."""
    leave(request)
    logout(request)
    response = redirect("/sign-in/")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Show where whoever asks is at work."""
    now, clock = timezone.now(), monotonic()
    shown = [
        (now - timedelta(seconds=clock - one.since), now - timedelta(seconds=clock - one.seen), is_here)
        for one, is_here in places_of(request)
    ]
    return render(request, "homeward/places.html", {"places": shown, "has_others": len(shown) > 1})


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End work everywhere else."""
    n = leave_elsewhere(request)
    messages.success(
        request, ngettext("Work at %(n)d other place is ended.", "Work at %(n)d other places is ended.", n) % {"n": n}
    )
    return redirect("places")
