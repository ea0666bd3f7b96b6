"""The form by which a person reads a claim: its fields as they stand, and what of them was typed otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

from homeward.actions.workspace.promises.claims import SeenClaim
from homeward.actions.workspace.promises.readings import Changes
from homeward.errors import InvalidInput
from homeward.talks.claims.claim import Claim
from homeward.web.pages import Table
from homeward.web.screens.talks.reading import day_of, number_of, said
from homeward.web.screens.talks.words import (
    BOUNDS,
    CLAIM_STATES,
    SAYINGS,
    say_day,
    say_figure,
    say_unsure,
)
from homeward.web.screens.verdicts import chosen
from homeward.web.terms import Terms, term

TEXTS: Terms = {
    "speaker": gettext_lazy("Who says it"),
    "side": gettext_lazy("Of which side"),
    "via": gettext_lazy("Through whom or what it came, in words of the document"),
    "unit": gettext_lazy("What is counted"),
    "of": gettext_lazy("Of a share: the whole"),
    "hedge": gettext_lazy("Words of the document that weaken it"),
    "condition": gettext_lazy("Words of the document that say on what it depends"),
    "topic": gettext_lazy("What it speaks of, in a few words"),
}
NUMBERS: Terms = {"low": gettext_lazy("Number, or its low end"), "high": gettext_lazy("Its high end, if another")}
DAYS: Terms = {"said_on": gettext_lazy("Day it was said"), "event_date": gettext_lazy("Day it is about")}
_AFFIRMED = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a form of a claim: name, label, what stands in it."""

    acts: list[tuple[str, str, bool]]
    bounds: list[tuple[str, str, bool]]
    texts: list[tuple[str, str, str]]
    numbers: list[tuple[str, str, str]]
    days: list[tuple[str, str, str]]
    is_denied: bool


def values_of(own: Claim | None) -> Mapping[str, Any]:
    """Give the fields of a claim by their names in the form; of none, nothing is known."""
    if own is None:
        return {}
    speaker, figure = own.speaker, own.figure
    return {
        "act": own.act,
        "speaker": None if speaker is None else speaker.name,
        "side": None if speaker is None else speaker.side,
        "via": None if own.via is None else own.via.name,
        "low": None if figure is None else figure.low,
        "high": None if figure is None else figure.high,
        "bound": None if figure is None else figure.bound,
        "unit": None if figure is None else figure.unit,
        "of": None if figure is None else figure.denominator,
        "hedge": own.hedge,
        "condition": own.condition,
        "affirmed": own.is_affirmed,
        "said_on": own.said_on,
        "event_date": own.event_date,
        "topic": own.about,
    }


def fields_of(own: Claim | None, typed: Mapping[str, str]) -> Fields:
    """Give the fields as they are shown: what was typed, else what the claim says; an exact number stands once."""
    known = dict(values_of(own))
    if known.get("bound") == "exact":
        known["high"] = None

    def now(name: str) -> str:
        value = known.get(name)
        plain = "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)
        return typed.get(name, plain)

    return Fields(
        acts=chosen(SAYINGS, now("act") or "said"),
        bounds=[("", gettext("no number"), not now("bound")), *chosen(BOUNDS, now("bound"))],
        texts=[(name, term(TEXTS, name), now(name)) for name in TEXTS],
        numbers=[(name, term(NUMBERS, name), now(name)) for name in NUMBERS],
        days=[(name, term(DAYS, name), now(name)) for name in DAYS],
        is_denied=typed["affirmed"] == "no" if "affirmed" in typed else known.get("affirmed") is False,
    )


def changes_in(request: HttpRequest, own: Claim | None) -> Changes:
    """Read what was typed otherwise than a claim says; what stands as it stood is no change.

    raises    InvalidInput for what is no number or day, or where something that the claim says was taken away
    """
    known, told = values_of(own), _typed(request)
    _check_kept(known, told)
    other = {name: value for name, value in told.items() if value is not None and value != known.get(name)}
    if any(told[name] != known.get(name) for name in NUMBERS):  # both ends together: one may be open now
        other |= {name: told[name] for name in NUMBERS}
    return Changes(**other)


def _check_kept(known: Mapping[str, Any], told: Mapping[str, Any]) -> None:
    """See that nothing that a claim says was taken away; of two ends of a figure one may be."""
    gone = [name for name, value in told.items() if value is None and known.get(name) is not None]
    has_figure = any(told[name] is not None for name in NUMBERS)
    if any(name not in NUMBERS or not has_figure for name in gone):
        raise InvalidInput(
            gettext(
                "What the claim says can be read otherwise, not taken away: fill the field in, or reject the claim."
            )
        )


def _typed(request: HttpRequest) -> dict[str, Any]:
    affirmed = said(request, "affirmed")
    if affirmed and affirmed not in _AFFIRMED:
        raise InvalidInput(gettext("Say whether the words are affirmed or denied."))
    told: dict[str, Any] = {name: said(request, name) or None for name in ("act", "bound", *TEXTS)}
    ends = {name: _float(said(request, name)) for name in NUMBERS}
    if told["bound"] == "exact":  # typed once
        ends = {name: next((end for end in (ends[name], *ends.values()) if end is not None), None) for name in NUMBERS}
    told |= ends
    told |= {name: day_of(said(request, name)) for name in DAYS}
    return told | {"affirmed": _AFFIRMED.get(affirmed)}


def _float(text: str) -> float | None:
    value = number_of(text)
    return None if value is None else float(value)


def read_as(own: Claim) -> list[tuple[str, str]]:
    """Say a reading of a claim field by field, what is not known left out."""
    known = values_of(own)
    told = [
        (gettext("Act"), term(SAYINGS, own.act)),
        (gettext("Figure"), say_figure(own.figure)),
        *((term(TEXTS, name), str(known[name] or "")) for name in TEXTS if name != "unit"),
        *((term(DAYS, name), say_day(known[name])) for name in DAYS),
        (gettext("Words"), "" if own.is_affirmed else gettext("denied")),
        (gettext("Unsure of"), say_unsure(own.unsure)),
    ]
    return [(label, value) for label, value in told if value]


def claims_table(claims: list[SeenClaim]) -> Table:
    """Give claims as a table: each leads to its reading."""
    columns = (
        *(gettext("claim"), gettext("state"), gettext("act"), gettext("by"), gettext("figure")),
        *(gettext("words"), gettext("unsure of")),
    )
    rows, links = [], []
    for one in claims:
        own = one.confirmed or one.proposed
        who = None if own.speaker is None else own.speaker.name or own.speaker.side
        state = term(CLAIM_STATES, one.state)
        told = state if one.found_by is None else gettext("%(state)s, found by a person") % {"state": state}
        row = (one.proposed.id, told, term(SAYINGS, own.act), who, say_figure(own.figure))
        rows.append((*row, own.span.exact, say_unsure(own.unsure)))
        links.append(f"/documents/{one.document.id}/{one.proposed.id}/")
    return Table("claims", gettext("Claims in this document"), columns, rows, links)
