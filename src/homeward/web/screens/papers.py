"""Papers that leave: choose two languages and take the PDF; and check a paper that somebody brings, by its code.

The page that offers a paper opens nothing. The entry is kept before the file is given; who may take it out is decided
by the action alone.
"""

from collections.abc import Mapping, Sequence

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from homeward.actions.workspace.desk import new_id
from homeward.actions.workspace.papers.checking import Checked, check_paper, code_in
from homeward.actions.workspace.papers.making import kind_of, make_paper
from homeward.errors import InvalidInput
from homeward.reports.papers.paper import Kind
from homeward.reports.papers.words import WORDS
from homeward.web.acts_told import ROLES, tell_changes
from homeward.web.configuring import LANGUAGES
from homeward.web.guards import not_found
from homeward.web.leaving import attachment
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of
from homeward.web.terms import Terms, term

_MOST_BYTES = 20 * 2**20
KINDS: Mapping[Kind, str | Promise] = {
    "decision record": _("Decision record"),
    "family extract": _("Notice to the family"),
    "capture card": _("Capture card of a prisoner of war"),
    "internment card": _("Internment card of a civilian"),
    "child card": _("Card of a child"),
    "manifest": _("Manifest"),
    "receipt": _("Receipt"),
    "custody label": _("Label with a code"),
    "round report": _("Report of a round"),
}
_HOLDS: Mapping[Kind, str | Promise] = {
    "decision record": _(
        "Everything that the decision rests on, with who read, voted and signed. For the file, a court, a board."
    ),
    "family extract": _(
        "The outcome in plain words, what it means, and how to object. Nothing of other people, and no numbers."
    ),
    "capture card": _(
        "The fields of the Third Geneva Convention, article 70. For the family and the Central Tracing Agency."
    ),
    "internment card": _(
        "The fields of the Fourth Geneva Convention, article 106. For the family and the Central Tracing Agency."
    ),
    "child card": _(
        "The 19 items of Additional Protocol I, article 78. Only where there is no risk of harm to the child."
    ),
    "manifest": _("Who and what crosses, by codes, to be read out and signed."),
    "receipt": _("Who and what passed, by codes. It attests the transfer and nobody's identity."),
    "custody label": _("The code for people and for a scanner, what it is, and its seal. No name."),
    "round report": _("Three counts side by side, their differences in words, and what became of everybody. No names."),
}
_STANDINGS: Terms = {
    "stands": _("The paper stands: nothing has changed what it rests on."),
    "no longer stands": _("The paper no longer stands: what it rests on was changed after it was made."),
    "is gone": _("What the paper was about is no longer here; nobody can say more of it."),
    "no such paper": _("No paper with this code was made here."),
}


@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, kind: str, about: str) -> HttpResponse:
    """Offer a paper, and give it."""
    try:
        known = kind_of(kind)
    except InvalidInput:
        return not_found(request)
    desk_of(request)  # nobody sees anything without a passphrase
    if request.method != "POST":
        return _offer(request, known, about)
    try:
        languages = (said(request, "first"), said(request, "second"))
        made = make_paper(desk_of(request), known, about, languages, act_id=said(request, "act_id") or None)
    except InvalidInput as wrong:
        return _offer(request, known, about, str(wrong))
    return attachment(made.content, made.name)


def _offer(request: HttpRequest, kind: Kind, about: str, says: str = "") -> HttpResponse:
    here = (get_language() or "en").split("-")[0]
    first = said(request, "first") or (here if here in WORDS else "en")
    second = said(request, "second") or ("en" if first != "en" else "uk")
    told = {
        "kind": KINDS[kind],
        "holds": _HOLDS[kind],
        "act_id": new_id(),
        "says": says,
        "choices": [
            ("first", gettext("First language, of who holds the paper"), _choices(first)),
            ("second", gettext("Second language"), _choices(second)),
        ],
    }
    return render(request, "homeward/papers/make.html", told, status=422 if says else 200)


def _choices(chosen: str) -> Sequence[tuple[str, str, bool]]:
    return [(one, dict(LANGUAGES)[one], one == chosen) for one in WORDS]


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a file, and say whether the paper stands."""
    desk_of(request)
    if request.method != "POST":
        return render(request, "homeward/papers/check.html", {"code": ""})
    code, file = said(request, "code"), _file_in(request)
    try:
        found = check_paper(desk_of(request), code or code_in(file or b""), file)
    except InvalidInput as wrong:
        return render(request, "homeward/papers/check.html", {"code": code, "says": str(wrong)}, status=422)
    return render(request, "homeward/papers/check.html", {"code": code, "found": found, **_in_words(found)})


def _file_in(request: HttpRequest) -> bytes | None:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return None
    if (file.size or 0) > _MOST_BYTES:
        raise InvalidInput(gettext("No paper of ours is as large as this file."))
    return file.read()


def _in_words(found: Checked) -> dict[str, object]:
    words = WORDS.get((get_language() or "en").split("-")[0], WORDS["en"])

    def word(value: object) -> object:
        return words.get(str(value["term"]), "") if isinstance(value, dict) else value

    parts = []
    for part in (found.says or {}).get("parts", ()):
        heading = words.get(part.get("heading") or "", "")
        if part["is"] == "fields":
            parts.append({"heading": heading, "rows": [(words[label], word(value)) for label, value in part["rows"]]})
        elif part["is"] == "grid":
            rows = [[word(cell) for cell in row] for row in part["rows"]]
            parts.append({"heading": heading, "columns": [words[one] for one in part["columns"]], "cells": rows})
    return {
        "standing": term(_STANDINGS, found.standing),
        "kind": "" if found.kind is None else KINDS[found.kind],
        "by": term(ROLES, found.by or ""),
        "because": tell_changes(found.because),
        "parts": parts,
    }


URLS = [
    path("papers/check/", check, name="paper_check"),
    path("papers/<slug:kind>/<path:about>/", make, name="paper_make"),
]
