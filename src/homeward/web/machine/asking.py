"""Who asks, and what every answer has in common.

A token stands in the header Authorization and in the memory of the process, nowhere else. A browser may use the cookie
of its session in its place, and then it needs the token of a form as well, as every page of ours sends it.
"""

import base64
import binascii
import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Annotated, Any, get_args, get_origin

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.errors import HttpError
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf
from pydantic import BaseModel

from homeward.actions.answers import Json
from homeward.actions.workspace.answering.acts import answer_kept
from homeward.actions.workspace.desk import Desk, Kept
from homeward.actions.workspace.rights import ACTS
from homeward.errors import InvalidInput
from homeward.web.machine.schema import PROBLEM, PROBLEM_SHAPE, Answers
from homeward.web.served import NoDesk, desk_of, desk_under

View = Callable[..., HttpResponse]
Rights = str | tuple[str, ...]
_REFUSALS = {400: "no JSON", 401: "not signed in", 404: "not there, or not for you", 422: "not to be meant so"}
_LATER = {409: "the case does not allow it now"}


class ByToken(HttpBearer):
    """The token that signing in gives."""

    def authenticate(self, request: HttpRequest, token: str) -> Desk | None:
        """Give the desk of a token."""
        try:
            return desk_under(token)
        except NoDesk:
            return None


class BySession(APIKeyCookie):
    """The cookie of a session in a browser; what changes anything needs the token of a form, too."""

    def __init__(self) -> None:
        self.param_name = settings.SESSION_COOKIE_NAME
        super().__init__()

    def __call__(self, request: HttpRequest) -> Desk | None:
        """Give the desk of a session; a request that shows a token is judged by that alone."""
        if "Authorization" in request.headers:
            return None
        try:
            desk = desk_of(request)
        except NoDesk:
            return None
        if check_csrf(request) is not None:
            raise HttpError(403, "the token of a form is missing or too old")
        return replace(desk, channel="interface")

    def authenticate(self, request: HttpRequest, key: str | None) -> Desk | None:
        """Leave it to the session, which is found by its cookie."""
        return None


def at(request: HttpRequest) -> Desk:
    """Give the desk of the program that asks."""
    desk: Desk = request.auth  # type: ignore[attr-defined]
    return desk


# ── answers ──


def told(value: Mapping[str, object], status: int = 200) -> HttpResponse:
    """Answer with JSON."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return HttpResponse(text.encode(), content_type="application/json", status=status)


def became(done: Kept, about: Json | None = None) -> HttpResponse:
    """Answer what became of an act; 202 where it waits for a second person."""
    value = {"schema": "homeward-act/1", **(about or {}), **answer_kept(done)}
    return told(value, 200 if done.waits_for is None else 202)


def says(sentence: str, status: int) -> HttpResponse:
    """Answer that nothing was done, and why."""
    return told({"schema": PROBLEM, "says": sentence}, status)


def bytes_in(text: str) -> bytes:
    """Read base64; raises InvalidInput where it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise InvalidInput("data is written in base64, whole: four signs for each three bytes") from None


def in_base64(data: bytes) -> str:
    """Write bytes so that JSON can hold them."""
    return base64.b64encode(data).decode()


# ── operations ──


def reads(router: Router, path: str, act: Rights, gives: Answers) -> Callable[[View], View]:
    """Offer something to read under an address.

    act      the right of the table that it needs, or one of several; none where everybody signed in may
    gives    what is answered
    """
    return _offers(router, "GET", path, act, {200: gives})


def does(
    router: Router, path: str, act: Rights, gives: Answers, waits: Answers | None = None
) -> Callable[[View], View]:
    """Offer something to do under an address: by POST, with JSON.

    waits    what is answered where a second person has to sign; None where it is the same
    """
    return _offers(router, "POST", path, act, {200: gives, 202: waits or gives})


def _offers(
    router: Router, method: str, path: str, act: Rights, gives: Mapping[int, Answers]
) -> Callable[[View], View]:
    rights = (act,) if isinstance(act, str) else act
    assert ACTS.keys() >= set(rights)

    def offer(view: View) -> View:
        asked = strictly(view)
        router.api_operation(
            [method],
            path,
            response=dict.fromkeys((*gives, *_REFUSALS, *_LATER, 503)),
            summary=(inspect.getdoc(view) or "").splitlines()[0],
            operation_id=f"{view.__module__.rpartition('.')[2]}_{view.__name__.strip('_')}",
            openapi_extra={"responses": _described(gives), "x-homeward-rights": list(rights)},
        )(asked)
        return view

    return offer


def _described(gives: Mapping[int, Answers]) -> dict[int, Any]:
    refused = dict.fromkeys((*_REFUSALS, *_LATER, 503), PROBLEM_SHAPE)
    return {
        status: {
            "description": _REFUSALS.get(status) or _LATER.get(status) or _DONE.get(status, "the store is damaged"),
            "content": {"application/json": {"schema": dict(shape)}},
        }
        for status, shape in {**gives, **refused}.items()
    }


_DONE = {200: "done", 202: "signed, and waits for a second person"}


def strictly(view: View) -> View:
    """Refuse what an address says twice, or says although nobody asks for it."""
    known = _asked_in_address(view)

    @wraps(view)
    def answered(request: HttpRequest, **values: Any) -> HttpResponse:
        for name, said in request.GET.lists():
            if name not in known or len(said) > 1:
                raise InvalidInput(f"{name[:40]!r} is not asked for here, or said twice")
        return view(request, **values)

    return answered


def _asked_in_address(view: View) -> frozenset[str]:
    """Give the names that stand after the question mark of an address."""
    names: set[str] = set()
    for parameter in inspect.signature(view).parameters.values():
        if get_origin(parameter.annotation) is Annotated:
            model = get_args(parameter.annotation)[0]
            if isinstance(model, type) and issubclass(model, BaseModel):
                names |= model.model_fields.keys()
    return frozenset(names)
