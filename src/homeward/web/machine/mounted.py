"""The interface as it is mounted: its description, its addresses, and what a refusal looks like.

Not found and not allowed are one answer. What an address does not know, a method that it does not take and a body that
is no JSON are said as JSON, too, and before anything is read.
"""

import json
from collections.abc import Callable
from functools import cache, wraps

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from homeward.actions.workspace.desk import Refused
from homeward.errors import HomewardError
from homeward.review.lifecycle import NotAllowed
from homeward.store.refusals import Damaged
from homeward.web.entry.opening import TooMany
from homeward.web.machine import audit, cases, crossings, files, lists, pledges, remains, rounds, signing_in
from homeward.web.machine.asking import BySession, ByToken, says
from homeward.web.machine.schema import problem

_MOST_SHOWN = 5  # faults of one request
_ABOUT = """The actions of one workspace, for programs. Sign in as a member; rights are those of that member.
Every act bears an act_id of its own: the same id again does nothing again. What is refused looks like what is not
there: 404, "not found". What waits for a second person is answered with 202. See docs/guide/api.md."""


def _api() -> NinjaAPI:
    made = NinjaAPI(
        title="Homeward",
        version="1",
        description=_ABOUT,
        openapi_url=None,  # see `described`
        docs_url=None,  # a page for trying out would load scripts from other hosts
        urls_namespace="machine",
        auth=[ByToken(), BySession()],
        servers=[{"url": "/"}],
    )
    for area in (signing_in, lists, files, cases, remains, rounds, crossings, pledges, audit):
        made.add_router("", area.router)
    for kind, answer in _REFUSALS.items():
        made.add_exception_handler(kind, answer)
    return made


def _not_found(request: HttpRequest, error: object) -> HttpResponse:
    return says("not found", 404)


def _damaged(request: HttpRequest, error: object) -> HttpResponse:
    return says(str(error), 503)


def _not_now(request: HttpRequest, error: object) -> HttpResponse:
    return says(str(error), 409)


def _not_meant(request: HttpRequest, error: object) -> HttpResponse:
    return says(str(error), 422)


def _too_many(request: HttpRequest, error: object) -> HttpResponse:
    assert isinstance(error, TooMany)
    answer = says(str(error), 429)
    answer.headers["Retry-After"] = str(error.again_after)
    return answer


def _not_signed_in(request: HttpRequest, error: object) -> HttpResponse:
    answer = says("sign in first", 401)
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _faulty(request: HttpRequest, error: object) -> HttpResponse:
    assert isinstance(error, HttpError)
    return says(error.message, error.status_code)


def _not_read(request: HttpRequest, error: object) -> HttpResponse:
    """Say where a request does not fit its description; never with what stood there."""
    assert isinstance(error, ValidationError)
    where = [f"{'.'.join(str(part) for part in one['loc'][-2:])[:80]}: {one['msg']}" for one in error.errors]
    return says("; ".join(where[:_MOST_SHOWN]), 422)


_REFUSALS: dict[type[Exception], Callable[[HttpRequest, object], HttpResponse]] = {
    Refused: _not_found,
    Damaged: _damaged,
    NotAllowed: _not_now,
    TooMany: _too_many,
    HomewardError: _not_meant,
    AuthenticationError: _not_signed_in,
    HttpError: _faulty,
    ValidationError: _not_read,
    RequestDataTooBig: lambda request, error: says("this is too much at once", 413),
}
View = Callable[..., HttpResponse]


def _in_json(view: View) -> View:
    """Answer in JSON also where no operation is reached: another method, another kind of body."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if request.method == "POST" and request.content_type != "application/json":
            return says("a body is JSON here: Content-Type: application/json", 415)
        response = view(request, *args, **named)
        if isinstance(response, HttpResponseNotAllowed):
            answer = says(f"{request.method} is not for this address", 405)
            answer.headers["Allow"] = response.headers["Allow"]
            return answer
        return response

    return answered


def _nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    return says("not found", 404)


@cache
def description() -> str:
    """Write the description of the interface: OpenAPI 3.1, as JSON."""
    value = api.get_openapi_schema(path_prefix="api/1")
    value["components"]["schemas"]["Problem"] = problem()
    return json.dumps(value, ensure_ascii=False)


@require_safe
def described(request: HttpRequest) -> HttpResponse:
    """Give the description of the interface as OpenAPI; there is nothing of anybody in it."""
    return HttpResponse(description().encode(), content_type="application/json")


def _urls() -> list[URLPattern | URLResolver]:
    own: list[URLPattern | URLResolver] = [path("openapi.json", described, name="openapi")]
    own += [one for one in api.urls[0] if getattr(one, "name", "") != "api-root"]
    own.sort(key=lambda one: "<" in str(one.pattern))  # words like "check" stand before ids
    for one in own:
        if isinstance(one, URLPattern):
            one.callback = _in_json(one.callback)
    return [*own, path("<path:rest>", _nothing), path("", _nothing)]


api = _api()
URLS = _urls()
