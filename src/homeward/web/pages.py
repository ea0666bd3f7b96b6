"""What pages share: the menu, tables that look and leave alike, and what became of an act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi, gettext, gettext_lazy

from homeward.actions.workspace.desk import Kept
from homeward.web.served import NoDesk, desk_of

# The screens, in the order in which a day goes; what somebody may do there is decided behind each.
MENU = (
    ("/", gettext_lazy("My day")),
    ("/lists/", gettext_lazy("Lists")),
    ("/files/", gettext_lazy("Files")),
    ("/queue/", gettext_lazy("Review queue")),
    ("/board/", gettext_lazy("Board")),
    ("/remains/", gettext_lazy("Remains")),
    ("/families/", gettext_lazy("Families and DNA")),
    ("/rounds/", gettext_lazy("Rounds")),
    ("/pledges/", gettext_lazy("Pledges and texts")),
    ("/audit/", gettext_lazy("Audit")),
)


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
    except NoDesk:
        return {"member": None, "is_rtl": get_language_bidi()}
    here = request.path.split("/")[1]
    menu = [(path, label, path.strip("/") == here) for path, label in MENU]
    return {"member": member, "menu": menu, "is_rtl": get_language_bidi()}


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
