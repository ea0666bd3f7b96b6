"""Families: the list of those somebody may see, and one pedigree with its samples and what it put before readers.

The picture shows who gave a sample and who is missing. No genotype is in what the action gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from homeward.actions.workspace.folding.genetic import FamilyRecord
from homeward.actions.workspace.laboratory.families import SeenFamily, SeenPair, view_families, view_family
from homeward.records.remains import SampleResult
from homeward.reports.pedigree_drawing import Marks, draw_legend, draw_pedigree
from homeward.reports.picture import Figure
from homeward.web.pages import Table, show
from homeward.web.screens.families.words import may, words_of_reports
from homeward.web.screens.remains.told import RESULTS
from homeward.web.screens.review.facing import Evidence, evidence_of
from homeward.web.served import desk_of
from homeward.web.terms import STATES, term
from homeward.web.window import Window

_FEW_MARKERS = 0.5  # as `pedigree_drawing` has it: half filled below this share of the best-typed donor's


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair before readers; without evidence for whoever may still read it blind."""

    case: str
    state: str
    evidence: Evidence | None


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """Show the families, a page at a time."""
    desk = desk_of(request)
    window: Window[str] = Window(request)
    families = view_families(desk, window)
    told = {
        "table": _table(families),
        "page": window.page,
        "sees_samples": may(desk, "see genetic profile"),
        "proposes": may(desk, "propose match"),
    }
    return show(request, "families/all.html", told)


def _table(families: dict[str, FamilyRecord]) -> Table:
    columns = (gettext("family"), gettext("people"), gettext("gave samples"), gettext("missing"))
    rows = [(one.id, len(one.people), len(one.donors), ", ".join(one.missing)) for one in families.values()]
    links = [f"/families/{one}/" for one in families]
    return Table("families", gettext("Families of the missing"), columns, rows, links)


@require_safe
def one(request: HttpRequest, family_id: str) -> HttpResponse:
    """Show one family."""
    desk = desk_of(request)
    seen = view_family(desk, family_id)
    figure = _draw(seen)
    told = {
        "name": seen.id,
        "figure": figure,
        "twin": Table("pedigree", figure.title, figure.table.head, figure.table.rows),
        "legend": draw_legend(words_of_reports()),
        "donors": _donors(seen),
        "pairs": [_pair(pair) for pair in seen.pairs],
        "reads": may(desk, "read match"),
    }
    return show(request, "families/one.html", told)


def _draw(seen: SeenFamily) -> Figure:
    words = words_of_reports()
    title = words.say("pedigree.title", family=seen.id)
    return draw_pedigree(seen.pedigree, Marks(_roles(seen)), title=title, words=words)


def _roles(seen: SeenFamily) -> dict[str, str]:
    most = max(seen.n_markers.values(), default=0)

    def role(person: str) -> str:
        if person in seen.missing:
            return "missing"
        n_markers = seen.n_markers.get(person, 0)
        return "none" if not n_markers else "donor" if n_markers > _FEW_MARKERS * most else "partial"

    return {person.id: role(person.id) for person in seen.pedigree.people}


def _donors(seen: SeenFamily) -> Table:
    columns = (gettext("donor"), gettext("what the laboratory said"))
    rows = [(person, _said(results) or gettext("no result yet")) for person, results in seen.results.items()]
    return Table("donors", gettext("Samples of donors"), columns, rows)


def _said(results: Sequence[SampleResult]) -> str:
    told = ((term(RESULTS, one.result), date_format(one.on or one.at, "DATE_FORMAT")) for one in results)
    return ", ".join(f"{result} ({day})" for result, day in told)


def _pair(pair: SeenPair) -> Pair:
    evidence = None if pair.basis is None else evidence_of(pair.basis)
    return Pair(pair.case, term(STATES, pair.state), evidence)


URLS = [
    path("families/", everything, name="families"),
    path("families/<str:family_id>/", one, name="family"),
]
