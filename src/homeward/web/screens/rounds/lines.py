"""The table of a round: where each line stands, what was said of it, whose move is due, what both sides signed.

What binds this side (a signature, taking it back) waits for a second of its negotiators; what a side said is noted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.rounds.bases import grounds_lost
from homeward.actions.workspace.rounds.candidates import Candidate, find_candidates, hidden_from
from homeward.actions.workspace.rounds.items import (
    Moved,
    agreement_of,
    move_lines,
    moves_of,
    proofs_of,
    sign_items,
    take_back,
    take_proofs,
    view_table,
)
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.errors import InvalidInput
from homeward.exchange.agreeing.table import Row
from homeward.records.versions import LineMove, LineStanding
from homeward.web.acts_told import tell_changes
from homeward.web.pages import Table
from homeward.web.screens.rounds import words
from homeward.web.screens.rounds.opened import Acts, act_named, attachment, file_in, many, opened, page
from homeward.web.screens.verdicts import said
from homeward.web.terms import term

_ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line, in words."""

    id: str
    case: str | None  # of a candidate: why is told there
    holder: str | None
    state: str
    due: str | None
    days: int | None
    signed: tuple[str, ...]
    moves: tuple[tuple[str, str, datetime, str | None], ...]  # by whom, what, when, why
    is_agreed: bool


@require_safe
def view(request: HttpRequest, round_id: str) -> HttpResponse:
    """Show the table."""
    desk, found = opened(request, round_id, "agree round")
    return _page(request, desk, found)


def _page(request: HttpRequest, desk: Desk, found: RoundState, *, says: str = "") -> HttpResponse:
    seen = seen_by(desk, found)
    table, agreement = view_table(desk, seen), agreement_of(found, hidden_from(desk, found))
    rows = {row.record_id: row for row in table.rows}
    people = find_candidates(desk, found).by_id
    ids = sorted({*rows, *people})
    shown = Paginator(ids, _ROWS).get_page(request.GET.get("page"))
    moves: dict[str, list[LineMove]] = {}
    for move in moves_of(seen):
        moves.setdefault(move.record_id, []).append(move)
    agreed = {item.id for item in agreement.agreed}
    lost = grounds_lost(desk, seen, [one for one in shown if one not in people])
    told = {
        "lines": [
            _told(one, rows.get(one), moves.get(one, []), is_agreed=one in agreed, known=people.get(one))
            for one in shown
        ],
        "lost": [(one, tell_changes(lost[one]), one in agreed) for one in shown if one in lost],
        "page": shown,
        "n_agreed": len(agreement.agreed),
        "open": [(one.item.id, one.signed_by, one.waits_for) for one in agreement.open],
        "containers": [item.id for item in agreement.agreed if item.kind == "container"],
        "withdrawn": [item.id for item in agreement.withdrawn],
        "table_says": [*table.says, *(one.says for one in agreement.notices if one.to == found.opening.own)],
        "problems": [*table.problems, *agreement.problems],
        "refusals": Table(
            "refusals",
            gettext("Asked for and refused"),
            (gettext("side"), gettext("asked for"), gettext("refused"), gettext("refused without a reason")),
            [(one.side, one.n_asked, one.n_refused, one.n_without_reason) for one in table.refusals],
        ),
        "ticked": many(request, "line") if says else (),
        "container_id": new_id(),
        "proofs_id": new_id(),
    }
    return page(request, "lines.html", found, told=told, says=says)


def _told(one: str, row: Row | None, moves: list[LineMove], *, is_agreed: bool, known: Candidate | None) -> Told:
    standing = LineStanding(one) if row is None else row.standing
    holder = known.holder if known else None
    return Told(
        id=one,
        case=known.case if known else None,
        holder=holder if row is None else row.holder or holder,
        state=term(words.LINES, standing.state or "nobody has moved"),
        due=row.due if row else None,
        days=row.days if row else None,
        signed=standing.signed,
        moves=tuple((it.party, term(words.LINES, it.to), it.at, it.because) for it in _once(moves)),
        is_agreed=is_agreed,
    )


def _once(moves: list[LineMove]) -> Iterator[LineMove]:
    """Give each move once: proofs that come back bring a signature again."""
    signed = set()
    for move in moves:
        if move.to != "agreed" or (move.party, move.version) not in signed:
            yield move
        if move.to == "agreed":
            signed.add((move.party, move.version))


# ── one act each ──


def _move(to: str, desk: Desk, round_id: str, request: HttpRequest, act_id: str) -> Kept:
    moved = Moved(_lines(request), to, said(request, "by"), said(request, "because") or None)
    return move_lines(desk, round_id, moved, act_id=act_id)


def _sign(desk: Desk, round_id: str, request: HttpRequest, act_id: str) -> Kept:
    return sign_items(desk, round_id, _lines(request), act_id=act_id)


def _sign_container(desk: Desk, round_id: str, request: HttpRequest, act_id: str) -> Kept:
    text = f"{said(request, 'container')}>{said(request, 'to')}"
    return sign_items(desk, round_id, (), (text,), act_id=act_id)


def _take_back(desk: Desk, round_id: str, request: HttpRequest, act_id: str) -> Kept:
    lines = _lines(request)
    if len(lines) > 1:
        raise InvalidInput(gettext("Take one line back at a time: each has its reason."))
    if not said(request, "because"):
        raise InvalidInput(gettext("Say why it is taken back; the other side is told."))
    return take_back(desk, round_id, lines[0], said(request, "because"), act_id=act_id)


def _take_proofs(desk: Desk, round_id: str, request: HttpRequest, act_id: str) -> Kept:
    return take_proofs(desk, round_id, file_in(request), act_id=act_id)


def _lines(request: HttpRequest) -> tuple[str, ...]:
    lines = many(request, "line")
    if not lines:
        raise InvalidInput(gettext("Tick at least one line."))
    return lines


_NOTED = gettext_lazy("Noted.")
_SIGNED = gettext_lazy("Signed for this side.")
_ACTS: Acts = {
    "requested": (partial(_move, "requested"), _NOTED),
    "offered": (partial(_move, "offered"), _NOTED),
    "refused": (partial(_move, "refused"), _NOTED),
    "sign": (_sign, _SIGNED),
    "container": (_sign_container, _SIGNED),
    "take-back": (_take_back, gettext_lazy("Taken back. It goes to the other side with the next proofs.")),
    "proofs": (_take_proofs, gettext_lazy("Taken in, and every signature checked.")),
}


@require_POST
def act(request: HttpRequest, round_id: str) -> HttpResponse:
    """Do one act about lines."""
    return act_named(request, round_id, _ACTS, asks="agree round", tab="lines", page=_page)


@require_safe
def proofs(request: HttpRequest, round_id: str) -> HttpResponse:
    """Give the signed items as proofs, to be sent to the other side."""
    desk, found = opened(request, round_id, "agree round")
    day: date = desk.workspace.clock().date()
    return attachment(proofs_of(seen_by(desk, found)), f"items-{found.opening.name}-{day.isoformat()}.proofs")
