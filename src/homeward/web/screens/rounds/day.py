"""The day of a hand-over on a telephone: roll call, three counters, receipts of one manifest.

The page does its work online with plain forms. With script it goes on without a network: `roll.js` keeps marks in an
outbox, and a worker keeps one copy of this page (`copy`: lines and forms, no name, no menu) until the manifest expires.
"""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.rounds.crossing import Day, count_by_roll, make_receipt, note_count, view_day
from homeward.actions.workspace.rounds.held import find_manifest
from homeward.errors import InvalidInput
from homeward.exchange.handing_over.count import VOICES, Comparison, Voice
from homeward.exchange.handing_over.roll_call import Called
from homeward.web.guards import not_found
from homeward.web.pages import Table
from homeward.web.screens.rounds import words
from homeward.web.screens.rounds.marks import mark_once
from homeward.web.screens.rounds.opened import act_once, has, opened, page, whole_in
from homeward.web.screens.verdicts import chosen, said
from homeward.web.served import desk_of
from homeward.web.terms import term

LASTS = "Roll-Lasts"  # for how many seconds a worker may keep the copy: until the manifest expires, by this clock


@require_safe
def view(request: HttpRequest, round_id: str, digest: str) -> HttpResponse:
    """Show roll call, counters and receipts of one manifest."""
    return _page(request, opened(request, round_id, "roll call")[1], digest)


@require_safe
def copy(request: HttpRequest, round_id: str, digest: str) -> HttpResponse:
    """Give the roll call alone, for a worker to keep: what the manifest holds, and nobody's name."""
    desk, found = opened(request, round_id, "roll call")
    response = _page(request, found, digest, is_copy=True)
    if response.status_code == 200:
        left = find_manifest(found, digest).manifest.expires_at - desk.workspace.clock()
        response.headers[LASTS] = str(max(int(left.total_seconds()), 0))
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the worker; it lies here so that it may answer for the pages of a round, and it asks for one day alone."""
    desk_of(request)
    return HttpResponse(_file("roll_worker.js"), content_type="text/javascript; charset=utf-8")


@require_safe
def installed(request: HttpRequest, round_id: str, digest: str) -> HttpResponse:
    """Say how this one roll call is put on the first screen of a telephone; its address differs from day to day."""
    opened(request, round_id, "roll call")
    told = json.loads(_file("roll.webmanifest"))
    at = f"/rounds/{round_id}/day/{digest}/"
    return JsonResponse({**told, "id": at, "start_url": at, "scope": at}, content_type="application/manifest+json")


def _file(name: str) -> bytes:
    return Path(str(finders.find(f"homeward/{name}"))).read_bytes()


def _page(
    request: HttpRequest, found: RoundState, digest: str, *, says: str = "", is_copy: bool = False
) -> HttpResponse:
    desk = desk_of(request)
    try:
        day = view_day(desk, found, digest)
    except InvalidInput:
        return not_found(request)
    held, manifest = day.held, day.held.manifest
    counted = Counter[str](one.shown for one in day.called)
    told: dict[str, object] = {
        "digest": held.paper.digest.hex(),
        "manifest": manifest,
        "at": f"/rounds/{found.id}/day/{held.paper.digest.hex()}/",
        "who": desk.member.id,
        "is_begun": held.is_used,
        "is_over": manifest.expires_at <= desk.workspace.clock(),
        "lines": [_line(one) for one in day.called],
        "tiles": [(one, term(words.SHOWN, one), counted[one]) for one in words.SHOWN],
        "shown_words": words.SHOWN.items(),
        "said_words": words.SAID.items(),
        "unlisted": day.unlisted,
        "mark_id": new_id(),
        "is_copy": is_copy,
    }
    told |= {"member": None, "messages": None} if is_copy else _beside(desk, found, day)
    return page(request, "day.html", found, told=told, says=says)


def _line(one: Called) -> dict[str, object]:
    return {
        "line": one.line,
        "kind": term(words.KINDS, one.line.kind),
        "shown": one.shown,
        "word": term(words.SHOWN, one.shown),
        "differences": one.differences,
        # Whoever settles what devices say differently names the marks whose place theirs takes.
        "answers": " ".join(mark.id for mark in one.marks) if one.differences else "",
        "mark_id": new_id(),
    }


def _beside(desk: Desk, found: RoundState, day: Day) -> Mapping[str, object]:
    """Give what stands beside the roll call: counts, receipts, and what has not arrived."""
    return {
        "counts": None if day.counts is None else _counts(day.counts),
        "differences": [] if day.counts is None else [*day.counts.differences, *day.counts.remarks],
        "is_agreed": day.counts is not None and day.counts.is_agreed,
        "voices": chosen(words.VOICES, ""),
        "waiting": day.waiting,
        "problems": day.problems,
        "mismatches": day.receipted.mismatches,
        "n_open": len(day.receipted.open),
        "receipts": list(day.unsigned.items()),
        "may_sign": has(desk, found, "sign manifest"),
        "roll_id": new_id(),
        "receipt_id": new_id(),
    }


def _counts(counts: Comparison) -> Table:
    columns = (gettext("counted"), gettext("given by"), *(term(words.VOICES, one) for one in VOICES))
    rows = [
        (
            term(words.UNITS, cell.unit)
            if cell.category is None
            else f"{term(words.UNITS, cell.unit)}, {cell.category}",
            cell.giver,
            *(gettext("does not say") if n is None else number_format(n) for n in cell.n),
        )
        for cell in counts.cells
    ]
    return Table("counts", gettext("Three counts beside each other"), columns, rows)


# ── acts ──


@require_POST
def mark(request: HttpRequest, round_id: str, digest: str) -> HttpResponse:
    """Make one mark, without script."""
    desk, found = opened(request, round_id, "roll call")
    try:
        if mark_once(request, desk, round_id, digest):
            messages.success(request, gettext("Marked."))
        else:
            messages.info(request, gettext("This had been marked before; nothing was changed."))
    except InvalidInput as error:
        return _page(request, found, digest, says=str(error))
    return redirect(f"/rounds/{round_id}/day/{digest}/#{_anchor(said(request, 'place'))}")


def _anchor(place: str) -> str:
    return f"line-{place}" if place.isdecimal() else "roll"


@require_POST
def count(request: HttpRequest, round_id: str, digest: str) -> HttpResponse:
    """Note one of the three counts: by the roll call, or in figures as somebody told it."""
    desk, found = opened(request, round_id, "roll call")

    def act(act_id: str) -> Kept:
        voice = next((one for one in VOICES if one == said(request, "voice")), None)
        if voice is None:
            raise InvalidInput(gettext("Choose who counted."))
        if said(request, "what") == "roll":
            return count_by_roll(desk, round_id, digest, voice, act_id=act_id)
        return note_count(desk, round_id, digest, _figures(request, found, digest, voice), act_id=act_id)

    return act_once(
        request,
        act,
        gettext("The count is kept. It corrects no other."),
        back=f"/rounds/{round_id}/day/{digest}/#counts",
        again=lambda says: _page(request, found, digest, says=says),
    )


def _figures(request: HttpRequest, found: RoundState, digest: str, voice: Voice) -> bytes:
    manifest = find_manifest(found, digest).manifest
    by = {"giver": manifest.giver, "receiver": manifest.receiver}.get(voice, found.opening.neutral)
    told = [(unit, whole_in(request, unit)) for unit in ("persons", "containers")]
    figures = [{"unit": unit, "giver": manifest.giver, "n": n} for unit, n in told if n is not None]
    if not figures:
        raise InvalidInput(gettext("Give at least one number."))
    return json.dumps({"voice": voice, "by": by, "figures": figures}).encode()


@require_POST
def receipt(request: HttpRequest, round_id: str, digest: str) -> HttpResponse:
    """Make a receipt of what passed and has none yet."""
    desk, found = opened(request, round_id, "roll call")
    return act_once(
        request,
        lambda act_id: make_receipt(desk, round_id, digest, act_id=act_id)[1],
        gettext("The receipt is signed for this side. It attests the transfer, and no identity."),
        back=f"/rounds/{round_id}/day/{digest}/#receipts",
        again=lambda says: _page(request, found, digest, says=says),
    )
