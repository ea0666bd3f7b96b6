"""Who works here, for everybody: whom to ask for a second signature; a form to reset a factor that one of them lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from homeward.actions.workspace.desk import Desk, new_id
from homeward.actions.workspace.founding import list_members
from homeward.actions.workspace.members import Member
from homeward.actions.workspace.oversight.factors import ASKS, reset_second_factor
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.web.acts_told import ROLES
from homeward.web.configuring import RESET_HOURS
from homeward.web.pages import Table, tell
from homeward.web.screens.talks.reading import said
from homeward.web.served import desk_of
from homeward.web.terms import term


@require_http_methods(["GET", "POST"])
def view(request: HttpRequest) -> HttpResponse:
    """Show the members; a form asks for the reset of a second factor that one of them lost."""
    desk = desk_of(request)
    if request.method != "POST":
        return _page(request, desk)
    try:
        name, reason, act_id = (said(request, one) for one in ("member", "reason", "act_id"))
        kept = reset_second_factor(desk, name, reason=reason, act_id=act_id or None)
    except InvalidInput as error:
        return _page(request, desk, str(error))
    tell(request, kept, gettext("The second factor is reset."))
    return redirect("members")


def _page(request: HttpRequest, desk: Desk, says: str = "") -> HttpResponse:
    people = list_members(desk)
    here = [one for one in people if not one.has_left]
    told = {
        "table": _table(people),
        "others": [one.name for one in here if one.id != desk.member.id],
        "may_reset": any(right_of(role, ASKS, Scope.OWN).is_granted for role in desk.member.roles),
        "hours": RESET_HOURS,
        "says": says,
        "typed": request.POST,
        "act_id": new_id(),
    }
    return render(request, "homeward/members.html", told, status=422 if says else 200)


def _table(people: tuple[Member, ...]) -> Table:
    columns = gettext("Name"), gettext("Roles"), gettext("Team"), gettext("Key")
    return Table("members", gettext("Members"), columns, [(one.name, _roles(one), one.team, one.id) for one in people])


def _roles(member: Member) -> str:
    if member.has_left:
        return gettext("has left")
    return ", ".join(term(ROLES, role.value) for role in member.roles)
