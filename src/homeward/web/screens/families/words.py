"""Words of the laboratory in the reader's language, and what several of its pages ask."""

from typing import Final

from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.reports.wording import LANGUAGES, Words
from homeward.web.terms import Terms

ORIGINS: Final[Terms] = {
    "item": _("remains"),
    "person": _("a person on a list"),
    "donor": _("a donor of a family"),
}


def words_of_reports() -> Words:
    """Give the words of pictures in the reader's language, or in English where there are none yet."""
    language = (get_language() or "en").split("-")[0]
    return Words(language if language in LANGUAGES else "en")


def may(desk: Desk, act: str) -> bool:
    """Tell whether an offer is worth showing; what may be done is decided by the action."""
    return any(right_of(role, act, Scope.OWN).is_granted for role in desk.member.roles)


def file_in(request: HttpRequest) -> tuple[str, bytes]:
    """Read the one file of a form: its name and its bytes; raises InvalidInput where there is none, or several."""
    files = request.FILES.getlist("file")
    if len(files) != 1:
        raise InvalidInput(gettext("Choose one file."))
    return files[0].name or "", files[0].read()
