"""What stands before and behind every page: headers, where a request comes from, and refusals that all look alike.

"Not found" and "not allowed" are the same page with the same status, so that nobody learns which. A mistake in a form
is said on the page; damage of the store is said as such.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext

from homeward.actions.workspace.desk import Refused
from homeward.errors import HomewardError
from homeward.review.lifecycle import NotAllowed
from homeward.store.refusals import Damaged
from homeward.web.entry.opening import TooMany
from homeward.web.served import NoDesk, served_or_none

Answer = Callable[[HttpRequest], HttpResponse]
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# same-origin, not no-referrer: with the latter a browser sends "Origin: null" with every form of our own pages.
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Gives every answer its headers, and lets no form come from another host."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, guarded."""
        if request.method not in SAFE and request.headers.get("Sec-Fetch-Site", "same-origin") not in (
            "same-origin",
            "none",
        ):
            response: HttpResponse = HttpResponse(status=403)
        else:
            response = self.answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
            patch_vary_headers(response, ["Cookie"])
        return response


class OneMoment:
    """Lets all that a page reads be of one moment: its parts agree, and the store is asked once for the moment."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what acts looks anew at each step."""
        workspace = served_or_none()
        if workspace is None or request.method not in SAFE:
            return self.answer(request)
        with workspace.store.sharing():
            return self.answer(request)


class Refusals:
    """Turns what an action raises into a page."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say what went wrong; what is not ours stays an error of the program."""
        if isinstance(error, NoDesk):
            query = urlencode({"next": _safe_path(request)})
            return redirect(f"/sign-in/?{query}")
        if isinstance(error, Refused):
            return not_found(request)
        if isinstance(error, TooMany):
            return _too_many(request, error)
        if isinstance(error, Damaged):
            return _says(request, str(error), 503)
        if isinstance(error, NotAllowed):
            return _says(request, str(error), 409)
        if isinstance(error, HomewardError):
            return _says(request, str(error), 422)
        return None


def _safe_path(request: HttpRequest) -> str:
    path = request.get_full_path() if request.method in SAFE else "/"
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else "/"


def _says(request: HttpRequest, says: str, status: int) -> HttpResponse:
    return render(request, "homeward/refusal.html", {"says": says}, status=status)


def _too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    if error.again_after < 60:
        says = gettext("Many people are signing in at this moment. Try again shortly.")
    else:
        says = gettext("Too many attempts with this name from here. Wait a quarter of an hour, then try again.")
    response = _says(request, says, 429)
    response.headers["Retry-After"] = str(error.again_after)
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Show the one page for what is not there and for what is not to be seen."""
    return _says(request, gettext("There is nothing here, or nothing that you may see."), 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Show that the program failed; nothing of why goes to a page."""
    return HttpResponse(gettext("Something failed here. What you asked for was not done."), status=500)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form that did not come from a page of ours."""
    return _says(request, gettext("This form is too old, or came from elsewhere. Open the page again."), 403)
