"""Marks of the roll call, as a page without script sends one and as a device sends all it has.

Taking marks in is a union: whatever comes twice counts once. One mark is made here by a form; its id is of what the
form was shown with and of what was said, so that a second click, or the button that goes back, says nothing twice.
"""

import json
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.folding.rounds import MarksTaken, RoundState
from homeward.actions.workspace.rounds.crossing import take_marks, view_day
from homeward.actions.workspace.rounds.held import Held, find_manifest
from homeward.actions.workspace.rounds.opening import find_round
from homeward.errors import InvalidCase, InvalidInput, Problem
from homeward.exchange.handing_over.roll_call import SAID, Mark
from homeward.web.screens.rounds import words
from homeward.web.screens.rounds.opened import opened
from homeward.web.screens.verdicts import said
from homeward.web.terms import term

_turn = Lock()  # marks are numbered by their device, and two forms at once would have one number
_SEALS = {"whole": True, "broken": False}


def device_of(desk: Desk) -> str:
    """Name the device of forms without script: one for each person, because nothing of a browser is known."""
    return f"page-{desk.member.id[:16]}"


def mark_once(request: HttpRequest, desk: Desk, round_id: str, digest: str) -> bool:
    """Make and take in the one mark of a form: whether it is new.

    raises    Refused; InvalidInput where it cannot be meant
    """
    with _turn:
        found = find_round(desk, round_id, "roll call")[0]
        held, known = find_manifest(found, digest), _known(found)
        mark = _mark_in(request, desk, held)
        if any(one.id == mark["id"] for one in known):
            return False
        own = [one.counter for one in known if (one.device, one.manifest) == (mark["device"], held.manifest.id)]
        data = json.dumps({"marks": [{**mark, "counter": max(own, default=0) + 1}]}).encode()
        problems, n_new, _ = take_marks(desk, round_id, data)
    if problems:
        raise InvalidInput(problems[0].says)
    return n_new > 0


def _known(found: RoundState) -> tuple[Mark, ...]:
    return tuple(mark for one in found.said(MarksTaken) for mark in one.marks)


def _mark_in(request: HttpRequest, desk: Desk, held: Held) -> dict[str, Any]:
    word, shown_with = said(request, "said"), said(request, "mark_id")
    if word not in SAID or not shown_with:
        raise InvalidInput(gettext("Choose what is marked."))
    has_other = word in ("brought instead", "unknown person")
    other = (said(request, "other") or None) if has_other else None
    if has_other and other is None:
        raise InvalidInput(gettext("Give a code to whoever, or whatever, is there: letters and digits, no name."))
    mark = {
        "id": f"{shown_with[:40]}-{SAID.index(word)}",
        "manifest": held.manifest.id,
        "said": word,
        "who": desk.member.id,
        "at": desk.workspace.clock().isoformat(),
        "device": device_of(desk),
        "line": said(request, "line") or None,
        "other": other,
        "answers": said(request, "answers").split(),
    }
    seals = _seals_in(request) if word == "present" else None
    return mark if seals is None else mark | {"seals": seals}


def _seals_in(request: HttpRequest) -> list[dict[str, object]] | None:
    """Read the seals as they were found; nothing where nobody looked."""
    looked = {name.removeprefix("seal:"): said(request, name) for name in request.POST if name.startswith("seal:")}
    found = {number: _SEALS[how] for number, how in looked.items() if how in _SEALS}
    found |= dict.fromkeys(said(request, "other_seals").split(), True)
    if not found and not any(looked.values()):
        return None
    return [{"number": number, "is_whole": found[number]} for number in sorted(found)]


# ── for devices ──


@require_safe
def state(request: HttpRequest, round_id: str, digest: str) -> HttpResponse:
    """Give a device the token that it sends marks with, and where each line stands."""
    desk, found = opened(request, round_id, "roll call")
    return JsonResponse({"token": get_token(request), "lines": lines_of(desk, found, digest)})


@require_POST
def take(request: HttpRequest, round_id: str, digest: str) -> HttpResponse:
    """Take in what a device has, and say which of it cannot be read; the device keeps that, and shows it."""
    desk, found = opened(request, round_id, "roll call")
    try:
        _check_manifest(request.body, find_manifest(found, digest))
        with _turn:
            problems, n_new, _ = take_marks(desk, round_id, request.body)
    except (InvalidInput, InvalidCase) as error:
        return JsonResponse({"says": str(error)}, status=422)
    found = find_round(desk, round_id, "roll call")[0]
    told = {"new": n_new, "problems": [_told(one) for one in problems], "lines": lines_of(desk, found, digest)}
    return JsonResponse(told)


def _check_manifest(data: bytes, held: Held) -> None:
    """Refuse marks of another manifest: a page sends those of its own."""
    try:
        told = json.loads(data)
        marks = told["marks"]
        others = [one for one in marks if isinstance(one, dict) and one.get("manifest") != held.manifest.id]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise InvalidInput(gettext("These are no marks of a roll call.")) from None
    if others:
        raise InvalidInput(gettext("These marks are of another manifest."))


def lines_of(desk: Desk, found: RoundState, digest: str) -> dict[str, list[str]]:
    """Give each line as others see it: the word, and the word in the reader's language."""
    called = view_day(desk, found, digest).called
    return {one.line.id: [one.shown, term(words.SHOWN, one.shown)] for one in called}


def _told(problem: Problem) -> dict[str, object]:
    """Say which mark it was: its place among those that were sent, from 0."""
    place = problem.where.removeprefix("mark ")
    return {"place": int(place) - 1 if place.isdecimal() else None, "says": problem.says}
