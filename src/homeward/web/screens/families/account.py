"""The account of what came of a file: kept in the session until another one, so that its page can be shown again.

There is no genotype in it, and nothing of it is on the disk.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from homeward.actions.workspace.desk import Kept
from homeward.errors import Problem
from homeward.web.pages import Table, show
from homeward.web.served import desk_of
from homeward.web.terms import Terms, term
from homeward.web.window import Window

_AT = "account"  # the name in the session
_MOST = 2_000  # problems that are kept; all are counted
_COUNTS: Final[Terms] = {
    "rows in": _("rows of the file"),
    "rows accepted": _("rows accepted"),
    "rows held": _("rows held"),
    "rows refused": _("rows refused"),
    "new": _("results that are new"),
    "known": _("results known before"),
    "held": _("results held"),
    "found compared": _("found, compared"),
    "families compared": _("families, compared"),
    "pairs proposed": _("pairs put before readers"),
    "pairs known": _("pairs known before"),
    "pairs below": _("pairs below the limit"),
}


def keep_account(
    request: HttpRequest, act_id: str, kept: Kept, counts: Mapping[str, int], problems: tuple[Problem, ...]
) -> HttpResponse:
    """Keep what came of a file, and lead to its page."""
    request.session[_AT] = {
        "act": act_id,
        "member": desk_of(request).member.id,
        "counts": dict(counts),
        "problems": [(one.where, one.says, one.kept) for one in problems[:_MOST]],
        "n_problems": len(problems),
        "waits": kept.waits_for is not None,
        "is_repeat": kept.is_repeat,
    }
    return redirect(f"/families/came/{act_id}/")


@require_safe
def view(request: HttpRequest, act_id: str) -> HttpResponse:
    """Show what came of the last file."""
    told: dict[str, Any] | None = request.session.get(_AT)
    if told is None or (told["act"], told["member"]) != (act_id, desk_of(request).member.id):
        raise Http404
    window: Window[tuple[str, str, str]] = Window(request)
    columns = (gettext("where"), gettext("what is wrong"), gettext("what was kept"))
    table = Table("problems", gettext("What could not be taken as it came"), columns, window(told["problems"]))
    counts = [(term(_COUNTS, name), n) for name, n in told["counts"].items()]
    return show(request, "families/came.html", {"told": told, "counts": counts, "table": table, "page": window.page})


URLS = [path("families/came/<str:act_id>/", view, name="families_came")]
