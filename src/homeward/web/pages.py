"""What pages share: the menu, tables that look and leave alike, and what became of an act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language_bidi, gettext, gettext_lazy

from homeward.actions.workspace.desk import Kept
from homeward.actions.workspace.members import Member
from homeward.actions.workspace.rights import Scope, right_of
from homeward.store.refusals import StoreError
from homeward.web.served import NoDesk, desk_of

# The screens, in the order in which a day goes, each with the rights of which any one opens it. It is only shown or not
# by them: what somebody may do there is decided behind each.
MENU: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("/", gettext_lazy("My day"), ()),
    ("/lists/", gettext_lazy("Lists"), ("see counts", "import list", "propose match", "read match")),
    ("/files/", gettext_lazy("Files"), ("open person",)),
    ("/queue/", gettext_lazy("Review queue"), ("read match",)),
    ("/board/", gettext_lazy("Board"), ("read match",)),
    ("/remains/", gettext_lazy("Remains"), ("move remains",)),
    ("/families/", gettext_lazy("Families and DNA"), ("see kinship ratio",)),
    ("/rounds/", gettext_lazy("Rounds"), ("see counts",)),
    ("/pledges/", gettext_lazy("Pledges and texts"), ("see counts",)),
    ("/audit/", gettext_lazy("Audit"), ("read audit trail",)),
    ("/members/", gettext_lazy("Members"), ("reset second factor",)),
)
# What stands below a screen of the menu under an address of its own.
_BELOW = {"import": "lists", **dict.fromkeys(("figures", "documents", "beside", "windows"), "pledges")}


@dataclass(frozen=True, slots=True)
class Table:
    """What a page shows as rows, and what leaves when it is exported.

    name       of the file that leaves, without an ending
    links      the address of a row's first cell, where it has one
    """

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]]
    links: Sequence[str | None] = ()

    @property
    def linked(self) -> list[tuple[str | None, object, Sequence[object]]]:
        """Give each row as its address, its first cell and the others."""
        links = self.links or [None] * len(self.rows)
        return [(link, row[0], row[1:]) for link, row in zip(links, self.rows, strict=True)]


def every_page(request: HttpRequest) -> Mapping[str, object]:
    """Give what the frame of every page needs."""
    try:
        member = desk_of(request).member
    except (NoDesk, StoreError):  # a page says what the store refuses, and needs nothing of it for that
        return {"member": None, "is_rtl": get_language_bidi()}
    first = request.path.split("/")[1]
    here = _BELOW.get(first, first)
    menu = [(path, label, path.strip("/") == here) for path, label, rights in MENU if _opens(member, rights)]
    return {"member": member, "menu": menu, "is_rtl": get_language_bidi()}


def _opens(member: Member, rights: tuple[str, ...]) -> bool:
    return not rights or any(right_of(role, one, Scope.OWN).is_granted for role in member.roles for one in rights)


def show(request: HttpRequest, template: str, context: Mapping[str, object] | None = None) -> HttpResponse:
    """Show a page, with its status: 200."""
    return render(request, f"homeward/{template}", dict(context or {}))


def tell(request: HttpRequest, kept: Kept, says: str) -> None:
    """Say on the next page what became of an act."""
    if kept.waits_for is not None:
        messages.info(request, gettext("This waits for a second person."))
    elif kept.is_repeat:
        messages.info(request, gettext("This had been done before; nothing was changed."))
    else:
        messages.success(request, says)
