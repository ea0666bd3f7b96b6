"""Reserves of a round, and lists that are offered: who would come in somebody's place, and what fits the terms.

Both are asked, and nothing is kept; whoever cannot go is noted on the page of the plan, which repairs it.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.rounds.offers import Conformity, check_list
from homeward.actions.workspace.rounds.opening import terms_of
from homeward.actions.workspace.rounds.planning import size_round
from homeward.errors import InvalidCase, InvalidInput
from homeward.exchange.planning.program import Stopped
from homeward.exchange.planning.rule import tell_where
from homeward.exchange.repairing.reserve import ReserveList
from homeward.web.pages import Table
from homeward.web.screens.rounds import words
from homeward.web.screens.rounds.opened import many, opened, page, whole_in
from homeward.web.screens.rounds.planning import SECONDS, patience
from homeward.web.screens.verdicts import said
from homeward.web.terms import term


@require_safe
def view(request: HttpRequest, round_id: str) -> HttpResponse:
    """Show the two questions."""
    _, found = opened(request, round_id, "agree round")
    return _page(request, found)


def _page(
    request: HttpRequest,
    found: RoundState,
    *,
    reserves: ReserveList | None = None,
    fitting: Conformity | None = None,
    says: str = "",
) -> HttpResponse:
    told: dict[str, object] = {
        "categories": [one.name for one in terms_of(found).categories],
        "ticked": request.POST.getlist("of"),
        "typed": request.POST,
        "rates": [(side, request.POST.get(f"rate-{n}", "5")) for n, side in enumerate(found.sides)],
        "is_asked": reserves is not None,
    }
    if reserves is not None:
        told |= {"table": _reserves(reserves), "is_enough": reserves.is_enough, "percent": reserves.chance * 100}
    if fitting is not None:
        contested = [(one.rule, ", ".join(one.contested)) for one in fitting.fits if one.contested]
        told |= {"fits": _fits(fitting), "unknown": fitting.unknown, "contested": contested}
    return page(request, "reserve.html", found, told=told, says=says)


def _reserves(reserves: ReserveList) -> Table:
    columns = (
        gettext("who"),
        gettext("in the plan"),
        gettext("in reserve, the first to come first"),
        gettext("filled"),
    )
    rows = [
        (
            tell_where(kind.where),
            ", ".join(person for unit in kind.going for person in unit),
            ", ".join(person for unit in kind.reserves for person in unit)
            or (gettext("nobody is left") if kind.is_spent else gettext("nobody is needed")),
            gettext("%(percent).1f per cent") % {"percent": kind.chance * 100},
        )
        for kind in reserves.kinds
    ]
    return Table("reserves", gettext("Reserves, by who can stand for whom"), columns, rows)


def _fits(fitting: Conformity) -> Table:
    columns = (gettext("rule"), gettext("asks"), gettext("by"), gettext("fits"), gettext("says"))
    rows = [
        (one.rule, one.asks, own.side, term(words.FITS, own.fits), own.says)
        for one in fitting.fits
        for own in one.readings
    ]
    return Table("fits", gettext("Rule by rule, by each side's classification"), columns, rows)


@require_POST
def size(request: HttpRequest, round_id: str) -> HttpResponse:
    """Name the fewest reserves with which a round of the last plan is filled."""
    desk, found = opened(request, round_id, "agree round")
    try:
        return _page(request, found, reserves=_sized(request, desk, found))
    except (InvalidInput, InvalidCase) as error:
        return _page(request, found, says=str(error))
    except Stopped:
        return _page(request, found, says=gettext("This took too long; nothing was found."))


def _sized(request: HttpRequest, desk: Desk, found: RoundState) -> ReserveList:
    rates = [f"{side}={_percent(request, f'rate-{n}')}" for n, side in enumerate(found.sides)]
    number = whole_in(request, "number") or 1
    level = _percent(request, "level")
    return size_round(desk, found.id, rates, level, patience(SECONDS[0]), number=number)


def _percent(request: HttpRequest, name: str) -> float:
    try:
        return float(said(request, name)) / 100
    except ValueError:
        raise InvalidInput(gettext("Write each chance as a number of per cent.")) from None


@require_POST
def fits(request: HttpRequest, round_id: str) -> HttpResponse:
    """Say rule by rule whether a list that is offered fits the terms."""
    desk, found = opened(request, round_id, "agree round")
    try:
        codes = said(request, "list").encode()
        return _page(request, found, fitting=check_list(desk, round_id, codes, many(request, "of")))
    except (InvalidInput, InvalidCase) as error:
        return _page(request, found, says=str(error))
