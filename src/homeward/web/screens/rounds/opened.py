"""What every page of a round shares: the round, the way to its other pages, forms read back, an act done once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.rights import right_of
from homeward.actions.workspace.rounds.opening import find_round, round_scope
from homeward.errors import InvalidCase, InvalidInput
from homeward.web.guards import not_found
from homeward.web.pages import tell
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of

TABS: Sequence[tuple[str, str | Promise, str]] = (
    ("", gettext_lazy("Overview"), "see counts"),
    ("terms/", gettext_lazy("Terms"), "agree round"),
    ("offers/", gettext_lazy("Offers"), "agree round"),
    ("plan/", gettext_lazy("Plan"), "agree round"),
    ("reserve/", gettext_lazy("Reserves"), "agree round"),
    ("lines/", gettext_lazy("Lines"), "agree round"),
    ("swap/", gettext_lazy("Swap of lists"), "agree round"),
    ("gates/", gettext_lazy("Gates"), "roll call"),
    ("papers/", gettext_lazy("Papers"), "roll call"),
    ("after/", gettext_lazy("Afterwards"), "roll call"),
)
Acts = Mapping[str, tuple[Callable[[Desk, str, HttpRequest, str], Kept], str | Promise]]  # by name: does it, says it
_MOST_FILE = 8 * 1024 * 1024


def opened(request: HttpRequest, round_id: str, asks: str) -> tuple[Desk, RoundState]:
    """Find the round of a page; raises Refused where there is none, or it is not theirs."""
    desk = desk_of(request)
    return desk, find_round(desk, round_id, asks)[0]


def has(desk: Desk, found: RoundState, act: str) -> bool:
    """Say whether something is worth showing; what is allowed is decided by the action alone."""
    return any(right_of(role, act, round_scope(desk, found)).is_granted for role in desk.member.roles)


def page(
    request: HttpRequest, template: str, found: RoundState, *, told: Mapping[str, object], says: str = ""
) -> HttpResponse:
    """Show a page of a round; where a mistake is said, with what was typed."""
    base, desk, opening = f"/rounds/{found.id}/", desk_of(request), found.opening
    context = {
        "round": {"id": found.id, "name": opening.name, "sides": found.sides, "neutral": opening.neutral, "at": base},
        "tabs": [(base + at, label, base + at == request.path) for at, label, act in TABS if has(desk, found, act)],
        "act_id": new_id(),
        "says": says,
        "typed": request.POST if says else {},
        **told,
    }
    return render(request, f"homeward/rounds/{template}", context, status=422 if says else 200)


def act_once(
    request: HttpRequest, act: Callable[[str], Kept], says: str, *, back: str, again: Callable[[str], HttpResponse]
) -> HttpResponse:
    """Do one act and go back to a page; a mistake is said on the same page, and what was typed stays.

    act      takes the id of the act, which the form brought
    again    shows the page with what is wrong
    """
    try:
        tell(request, act(said(request, "act_id")), says)
    except (InvalidInput, InvalidCase) as error:
        return again(str(error))
    return redirect(back)


def act_named(
    request: HttpRequest, round_id: str, acts: Acts, *, asks: str, tab: str, page: Callable[..., HttpResponse]
) -> HttpResponse:
    """Do the act of a round that a form names, once, and go back to its page.

    asks    for the right that opens the round
    page    shows the page again, with what is wrong as `says`
    """
    desk, found = opened(request, round_id, asks)
    known = acts.get(said(request, "what"))
    if known is None:
        return not_found(request)
    do, says = known
    return act_once(
        request,
        lambda act_id: do(desk, round_id, request, act_id),
        str(says),
        back=f"/rounds/{round_id}/{tab}/",
        again=lambda wrong: page(request, desk, found, says=wrong),
    )


def many(request: HttpRequest, name: str) -> tuple[str, ...]:
    """Read the boxes that were ticked, each once."""
    return tuple(dict.fromkeys(one for one in request.POST.getlist(name) if one))


def file_in(request: HttpRequest, name: str = "file") -> bytes:
    """Read the file that came with a form; raises InvalidInput where there is none, or it is too large."""
    sent = request.FILES.getlist(name)
    if len(sent) != 1:
        raise InvalidInput(gettext("Choose one file."))
    if (sent[0].size or 0) > _MOST_FILE:
        raise InvalidInput(gettext("This file is larger than any paper of a round."))
    data: bytes = sent[0].read()
    return data


def day_in(request: HttpRequest, name: str) -> date | None:
    """Read a day; nothing where none was given."""
    text = said(request, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidInput(gettext("Write a day as year-month-day.")) from None


def moment_in(request: HttpRequest, name: str) -> datetime:
    """Read a time in UTC; raises InvalidInput where it is none."""
    try:
        at = datetime.fromisoformat(said(request, name))
    except ValueError:
        raise InvalidInput(gettext("Write each time as day and hour, in UTC.")) from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def whole_in(request: HttpRequest, name: str) -> int | None:
    """Read a whole number; nothing where none was given."""
    text = said(request, name)
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise InvalidInput(gettext("Write a whole number, from 0."))
    return int(text)


def attachment(data: bytes, name: str) -> HttpResponse:
    """Give a file to be kept, never shown by the browser."""
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
