"""The board: what waits for it, the dossier of one case, votes, the decision, signatures, what was done, reading again.

A page is also the minutes: printed, it has no forms. Each form is one act; what the act needs is decided by the action.
"""

from collections.abc import Callable, Mapping, Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.pairs import (
    decide_as_board,
    note_deed,
    open_case,
    reopen_case,
    seat_board,
    show_score,
    sign_decision,
    vote,
)
from homeward.actions.workspace.review.doubts import answer_exclusion, declare_conflict
from homeward.actions.workspace.review.identified import link_identified, naming_of
from homeward.actions.workspace.review.standing import CLOSED_STATES, Seats, Waiting, board_agenda, dossier_of, seats_of
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.review.lifecycle import allowed_kinds
from homeward.web.guards import not_found
from homeward.web.pages import Table, show, tell
from homeward.web.screens.remains.told import LEVELS
from homeward.web.screens.review.facing import evidence_of, facing, kinds_of
from homeward.web.screens.review.rounds_told import tell_earlier, tell_rounds
from homeward.web.screens.verdicts import Typed, blank, chosen, outcome_in, reasons_in, said, typed
from homeward.web.served import desk_of
from homeward.web.terms import DEEDS, OUTCOMES, STATES, term

_ROWS = 50
_ASKS: Mapping[str, str | Promise] = {"vote": gettext_lazy("your vote"), "sign": gettext_lazy("your signature")}


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """Show the agenda: what waits for a board or for signatures, and what was decided."""
    every = board_agenda(desk_of(request))
    agenda = [one for one in every if one.state not in CLOSED_STATES]
    closed = sorted((one for one in every if one.state in CLOSED_STATES), key=lambda one: (one.since, one.id))[::-1]
    page, decided = (
        Paginator(some, _ROWS).get_page(request.GET.get(name)) for some, name in ((agenda, "page"), (closed, "decided"))
    )
    told = {
        "agenda": _table("agenda", gettext("Waiting for a board or for signatures"), list(page)),
        "closed": _table("decided", gettext("Signed"), list(decided)),
        "page": page,
        "decided": decided,
        "n_mine": sum(one.asks_me is not None for one in agenda),
        "n_agenda": len(agenda),
    }
    return show(request, "board.html", told)


def _table(name: str, caption: str, cases: list[Waiting]) -> Table:
    columns = (gettext("case"), gettext("state"), gettext("since"), gettext("asks of you"))
    rows = [
        (one.id, term(STATES, one.state), date_format(one.since, "DATE_FORMAT"), term(_ASKS, one.asks_me or ""))
        for one in cases
    ]
    return Table(name, caption, columns, rows, [f"/board/{one.id}/" for one in cases])


@require_safe
def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """Show the dossier of one case."""
    return _page(request, desk_of(request), case_id, blank())


def _page(request: HttpRequest, desk: Desk, case_id: str, form: Typed, says: str = "", what: str = "") -> HttpResponse:
    opened = open_case(desk, case_id)
    dossier, seats = dossier_of(desk, case_id), seats_of(desk, case_id)
    view = opened.view
    told = {
        "case": case_id,
        "state": term(STATES, view.state),
        "is_signed": view.state in CLOSED_STATES and not view.withheld,
        **_naming(desk, case_id),
        "is_blind": bool(view.withheld),
        "files": facing(desk, opened),
        "kinds": kinds_of(view.kinds),
        "evidence": None if view.basis is None else evidence_of(view.basis),
        "exclusions": view.exclusions,
        "rounds": tell_rounds(view, dossier),
        "earlier": tell_earlier(view),
        "dossier": dossier,
        "judged": [] if dossier is None else [(term(OUTCOMES, one), why) for one, why in dossier.judged.items()],
        "to_vote": [] if dossier is None else [dossier.names.get(one, one) for one in dossier.to_vote],
        "can_decide": [] if dossier is None else [(one, term(OUTCOMES, one)) for one in dossier.can_decide],
        "outcome": view.rounds[-1].outcome if view.rounds else None,
        "deeds": chosen(DEEDS, said(request, "kind") if request.method == "POST" else ""),
        "may": _may(desk, allowed_kinds(view.state), is_blind=bool(view.withheld)),
        "form": form,
        "says": says,
        "wrong": what,
        "ids": {name: new_id() for name in _DEEDS} | ({what: form.act_id} if what else {}),
        "seats": _sitting(seats, _seats(request)),
        "left_out": seats,
        "typed": {"text": form.text, "what": what, "member": said(request, "member")},
    }
    return render(request, "homeward/board_case.html", told, status=422 if says else 200)


def _naming(desk: Desk, case_id: str) -> dict[str, object]:
    """Give how the link of remains to the person stands, and what these remains are called."""
    naming = naming_of(desk, case_id)
    return {"naming": naming, "level": "" if naming is None else term(LEVELS, naming.level)}


def _sitting(seats: Seats | None, chosen: Sequence[str]) -> list[tuple[str, bool]]:
    """Give who can sit on the board, and whether they were chosen."""
    return [] if seats is None else [(name, name in chosen) for name in seats.names]


def _seats(request: HttpRequest) -> list[str]:
    """Read the names that were chosen for a board."""
    return [name for value in request.POST.getlist("names") for name in value.replace(",", " ").split()]


def _may(desk: Desk, kinds: tuple[str, ...], *, is_blind: bool) -> dict[str, bool]:
    """Say which forms are worth showing; what is allowed is decided by the action alone."""

    def has(act: str) -> bool:
        return any(right_of(role, act, Scope.OWN).is_granted for role in desk.member.roles)

    confirms = has("confirm identity")
    return {
        "show": confirms and is_blind,
        "seat": confirms and "seating" in kinds,
        "sign": confirms and "signature" in kinds,
        "identify": "deed" in kinds,  # on a decision that stands: not while the case is read again
        "remains": has("move remains"),
        "deed": confirms and "deed" in kinds,
        "answer": confirms,
        "reopen": has("reopen decision") and "reopening" in kinds,
        "conflict": has("read match"),
    }


# ── one act each ──

Deed = Callable[[Desk, str, Typed, HttpRequest], Kept]


def _show(desk: Desk, case_id: str, form: Typed, request: HttpRequest) -> Kept:
    return show_score(desk, case_id, form.text, act_id=form.act_id)


def _seat(desk: Desk, case_id: str, form: Typed, request: HttpRequest) -> Kept:
    return seat_board(desk, case_id, _seats(request), act_id=form.act_id)


def _vote(desk: Desk, case_id: str, form: Typed, request: HttpRequest) -> Kept:
    return vote(desk, case_id, outcome_in(form), reasons_in(form), act_id=form.act_id)


def _decide(desk: Desk, case_id: str, form: Typed, request: HttpRequest) -> Kept:
    return decide_as_board(desk, case_id, outcome_in(form), form.text, act_id=form.act_id)


def _sign(desk: Desk, case_id: str, form: Typed, request: HttpRequest) -> Kept:
    return sign_decision(desk, case_id, outcome_in(form), act_id=form.act_id)


def _deed(desk: Desk, case_id: str, form: Typed, request: HttpRequest) -> Kept:
    return note_deed(desk, case_id, said(request, "kind"), form.text, act_id=form.act_id)


def _identify(desk: Desk, case_id: str, form: Typed, request: HttpRequest) -> Kept:
    if not form.text:
        raise InvalidInput(gettext("Say on which grounds the remains are linked."))
    return link_identified(desk, case_id, form.text, act_id=form.act_id)


def _answer(desk: Desk, case_id: str, form: Typed, request: HttpRequest) -> Kept:
    exclusion = said(request, "exclusion")
    return answer_exclusion(desk, case_id, form.text, exclusion=exclusion, act_id=form.act_id)


def _conflict(desk: Desk, case_id: str, form: Typed, request: HttpRequest) -> Kept:
    return declare_conflict(desk, case_id, said(request, "member"), form.text, act_id=form.act_id)


def _reopen(desk: Desk, case_id: str, form: Typed, request: HttpRequest) -> Kept:
    return reopen_case(desk, case_id, form.text, act_id=form.act_id)


_DEEDS: Mapping[str, tuple[Deed, str | Promise]] = {
    "show": (_show, gettext_lazy("Score and verdicts are shown to you now.")),
    "seat": (_seat, gettext_lazy("The board is seated.")),
    "vote": (_vote, gettext_lazy("Your vote is signed and kept.")),
    "decide": (_decide, gettext_lazy("The decision of the board is written down.")),
    "sign": (_sign, gettext_lazy("Your signature is kept.")),
    "deed": (_deed, gettext_lazy("What was done is written down.")),
    "identify": (_identify, gettext_lazy("The remains are linked to the person.")),
    "answer": (_answer, gettext_lazy("Your answer stands beside the exclusion.")),
    "conflict": (_conflict, gettext_lazy("The conflict of interest is kept.")),
    "reopen": (_reopen, gettext_lazy("The case is read again.")),
}


@require_POST
def act(request: HttpRequest, case_id: str, what: str) -> HttpResponse:
    """Do one act about a case; a mistake is said on the same page, and what was typed stays."""
    desk, form = desk_of(request), typed(request)
    known = _DEEDS.get(what)
    if known is None:
        return not_found(request)
    do, says = known
    try:
        tell(request, do(desk, case_id, form, request), str(says))
    except InvalidInput as error:
        return _page(request, desk, case_id, form, str(error), what)
    return redirect(f"/board/{case_id}/")


URLS = [
    path("board/", view, name="board"),
    path("board/<str:case_id>/", case, name="board_case"),
    path("board/<str:case_id>/<str:what>/", act, name="board_act"),
]
