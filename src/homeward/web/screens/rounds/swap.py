"""Two lists handed over at once, on a page: what the swap waits for, its steps as files, and what proves a breach.

Every order of steps is judged by the actions; what is not to be sent or seen yet is said in their words.
"""

from collections.abc import Callable, Mapping
from typing import Literal, get_args

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.rounds.swapping import (
    SwapView,
    check_evidence_file,
    commit_list,
    open_own_list,
    received_list,
    step_to_send,
    take_from_others,
    view_swap,
    write_evidence,
)
from homeward.errors import InvalidCase, InvalidInput
from homeward.web.guards import not_found
from homeward.web.screens.rounds import words
from homeward.web.screens.rounds.opened import Acts, act_named, attachment, file_in, opened, page
from homeward.web.terms import term

File = Literal["commitment", "list", "received", "evidence"]


@require_safe
def view(request: HttpRequest, round_id: str) -> HttpResponse:
    """Show how far the swap has come, who is late, and what can be done next."""
    desk, found = opened(request, round_id, "agree round")
    return _page(request, desk, found)


def _page(request: HttpRequest, desk: Desk, found: RoundState, *, says: str = "", proves: str = "") -> HttpResponse:
    seen, own = view_swap(desk, found), found.opening.own
    committed = {one.party for one in seen.swap.commitments}
    told = {
        "state": term(words.SWAPS, seen.swap.state),
        "steps": _steps(found, seen),
        "overdue": seen.overdue,
        "broken": [one.commitment.party for one in seen.evidence],
        "problems": seen.problems,
        "may_commit": own not in committed,
        "may_open": seen.swap.state == "waiting for lists" and not _has_opened(seen, own),
        "files": _files(found),
        "open_by": seen.swap.countersign.open_by if seen.swap.countersign else None,
        "proves": proves,
        "ids": {name: new_id() for name in ("commit", "open", "take")},
    }
    return page(request, "swap.html", found, told=told, says=says)


def _has_opened(seen: SwapView, party: str) -> bool:
    return any(one.statement.party == party for one in seen.swap.openings)


def _steps(found: RoundState, seen: SwapView) -> list[Mapping[str, object]]:
    """Say of each side what it has done."""
    by_party = {one.party: one for one in seen.swap.commitments}
    return [
        {"side": side, "commitment": by_party.get(side), "has_opened": _has_opened(seen, side)} for side in found.sides
    ]


_WRITE: Mapping[File, Callable[[RoundState], bytes]] = {
    "commitment": lambda found: step_to_send(found, "commitment"),
    "list": lambda found: step_to_send(found, "list"),
    "received": received_list,
    "evidence": write_evidence,
}


def _files(found: RoundState) -> list[tuple[str, str | Promise]]:
    """Name the files that there are by now."""
    there: list[tuple[str, str | Promise]] = []
    for name, write in _WRITE.items():
        try:
            write(found)
        except InvalidInput:
            continue
        there.append((name, term(words.SWAP_FILES, name)))
    return there


def _commit(desk: Desk, round_id: str, request: HttpRequest, act_id: str) -> Kept:
    return commit_list(desk, round_id, file_in(request), act_id=act_id)[-1]


def _open(desk: Desk, round_id: str, request: HttpRequest, act_id: str) -> Kept:
    return open_own_list(desk, round_id, act_id=act_id)


def _take(desk: Desk, round_id: str, request: HttpRequest, act_id: str) -> Kept:
    return take_from_others(desk, round_id, file_in(request), act_id=act_id)


_ACTS: Acts = {
    "commit": (_commit, gettext_lazy("This side has committed to its list.")),
    "open": (_open, gettext_lazy("The list of this side is open.")),
    "take": (_take, gettext_lazy("Taken in, and every signature checked.")),
}


@require_POST
def act(request: HttpRequest, round_id: str) -> HttpResponse:
    """Commit, open, or take in a step of somebody else; each once."""
    return act_named(request, round_id, _ACTS, asks="agree round", tab="swap", page=_page)


@require_POST
def check(request: HttpRequest, round_id: str) -> HttpResponse:
    """Say what evidence proves that somebody shows; nothing is kept."""
    desk, found = opened(request, round_id, "agree round")
    try:
        return _page(request, desk, found, proves=check_evidence_file(found, file_in(request)))
    except (InvalidInput, InvalidCase) as error:
        return _page(request, desk, found, says=str(error))


@require_safe
def download(request: HttpRequest, round_id: str, what: str) -> HttpResponse:
    """Give a step to be sent, the list that was received, or evidence, as a file."""
    desk, found = opened(request, round_id, "agree round")
    name = next((one for one in get_args(File) if one == what), None)
    if name is None:
        return not_found(request)
    try:
        return attachment(_WRITE[name](found), f"swap-{name}.json")
    except InvalidInput as error:
        return _page(request, desk, found, says=str(error))
