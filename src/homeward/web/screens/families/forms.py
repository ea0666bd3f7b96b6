"""The forms of the laboratory's files: which file, of which laboratory, of which day; what was typed is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.actions.workspace.desk import Desk, new_id
from homeward.actions.workspace.laboratory.results import Report
from homeward.errors import InvalidInput
from homeward.web.screens.verdicts import said

FILES: Final[Mapping[str, str | Promise]] = {
    "results": _("Enter a table of profiles"),
    "families": _("Enter a table of families"),
    "controls": _("Replace the list of staff and known contaminants"),
}
_HELP: Final[Mapping[str, str | Promise]] = {
    "results": _("Each row under the id or the code of a sample: wide, long, or as GeneMapper exports it."),
    "families": _("Pedigrees with the profiles of donors; the missing bear the ids of the list of people sought."),
    "controls": _("Profiles under codes. A result like one of them is held. Nobody but the laboratory sees the list."),
}
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "results": ("laboratory", "on", "kit", "statistics", "second", "force"),
    "families": ("laboratory", "on", "kit", "force"),
    "controls": (),
    "result": ("laboratory", "on", "kit"),
}


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is shown, and what was typed into it."""

    what: str
    act_id: str
    values: Mapping[str, str] = field(default_factory=dict)
    says: str = ""

    @property
    def title(self) -> str | Promise:
        """Say what is entered."""
        return FILES[self.what]

    @property
    def help(self) -> str | Promise:
        """Say what stands in the file."""
        return _HELP[self.what]

    @property
    def asks(self) -> tuple[str, ...]:
        """Give the fields beside the file."""
        return _FIELDS[self.what]


def blank(desk: Desk, what: str) -> Form:
    """Give an empty form, of today."""
    return Form(what, new_id(), {"on": desk.workspace.clock().date().isoformat()})


def typed_in(request: HttpRequest, what: str) -> Form:
    """Read back what was typed."""
    return Form(what, said(request, "act_id"), {name: said(request, name) for name in _FIELDS[what]})


def report_in(form: Form) -> Report:
    """Read what is the same for all results; raises InvalidInput where the day is none, or no laboratory is named."""
    values = form.values
    try:
        on = date.fromisoformat(values["on"])
    except ValueError:
        raise InvalidInput(gettext("Give the day of the results, as 2026-03-01.")) from None
    statistics = values.get("statistics", "")
    if statistics not in ("", "yes", "no"):
        raise InvalidInput(gettext("Compared with relatives by numbers: yes, no, or not said."))
    return Report(
        laboratory=values["laboratory"],
        on=on,
        kit=values["kit"] or None,
        has_statistics={"": None, "yes": True, "no": False}[statistics],
        second_laboratory=values.get("second") or None,
    )
