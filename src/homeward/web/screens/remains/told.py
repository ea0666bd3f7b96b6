"""What is known of remains, turned into what a page shows: branches of the tree, what is to do, samples, custody.

A declared name is told as a claim with its source, and of the very thing that it came with.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from homeward.actions.workspace.things import RemainsView
from homeward.records.remains import (
    FOLLOWS,
    CustodyEvent,
    Finding,
    Node,
    Remains,
    Sample,
    declared_of,
    found_of,
    history_of,
    results_of,
)
from homeward.web.pages import Table
from homeward.web.terms import Terms, term

MOST_BELOW = 10  # of one container, on the page of all; the others are on its own page
LEVELS: Final[Terms] = {
    "container": _("container"),
    "item": _("item"),
    "individual": _("individual"),
    "person": _("person"),
}
LINKS: Final[Terms] = {
    "lies in": _("lies in"),
    "split from": _("split from"),
    "belongs to": _("belongs to"),
    "merged into": _("merged into"),
    "identified as": _("identified as"),
}
FOUND: Final[Terms] = {
    "not ours": _("not ours"),
    "several people": _("several people"),
    "part of an earlier delivery": _("part of an earlier delivery"),
}
TO_DO: Final[Terms] = {
    "not ours": _("Give it back to the other side, by a hand-over of its own that names the first."),
    "several people": _("Split it into an item for each person; until then it is compared with nobody."),
    "part of an earlier delivery": _("Link it to the individual of that delivery, so that nobody is counted twice."),
}
RESULTS: Final[Terms] = {
    "profile": _("profile"),
    "partial profile": _("partial profile"),
    "mixed profile": _("mixed profile"),
    "no profile": _("no profile"),
}


@dataclass(frozen=True, slots=True)
class Branch:
    """One thing of the tree, and what hangs below it.

    url       where its page is; None where it was linked to and never got a code
    marks     what is to be known before it is touched: findings, custody that breaks
    n_more    of what hangs below, how many are not shown here
    """

    level: str
    code: str
    url: str | None
    marks: tuple[str, ...]
    below: tuple["Branch", ...]
    n_more: int = 0
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What follows from a finding and was not done yet."""

    code: str
    finding: str
    says: str


def branches(view: RemainsView, n_more: Mapping[str, int]) -> tuple[Branch, ...]:
    """Write the tree for a page.

    n_more    by code, how many of what hangs below were left out
    """
    marks = _marks(view)

    def branch(node: Node) -> Branch:
        below = tuple(branch(one) for one in node.below)
        if node.level == "person":
            return Branch(term(LEVELS, "person"), node.id, f"/files/{node.id}/", (), below, is_person=True)
        known = view.id_by_code.get(node.id)
        url = None if known is None else f"/remains/{known}/"
        return Branch(term(LEVELS, node.level), node.id, url, marks.get(node.id, ()), below, n_more.get(node.id, 0))

    return tuple(branch(node) for node in view.tree)


def _marks(view: RemainsView) -> dict[str, tuple[str, ...]]:
    remains = view.remains
    found = {one.of for one in remains.findings}
    marks = {code: [term(FOUND, one.outcome) for one in found_of(remains, code)] for code in found}
    broken = {
        code for code in {event.of for event in remains.custody} if any(_is_about(code, one) for one in view.breaks)
    }
    for code in broken:
        marks.setdefault(code, []).append(gettext("custody breaks"))
    return {code: tuple(told) for code, told in marks.items()}


def _is_about(code: str, broken: str) -> bool:
    return broken.startswith(f"{code}, ")


def due(view: RemainsView) -> tuple[tuple[Finding, Step], ...]:
    """Give each finding that asks for something still, with what."""
    said = set(view.due)
    return tuple(
        (one, Step(one.of, term(FOUND, one.outcome), term(TO_DO, one.outcome)))
        for one in view.remains.findings
        if f"{one.of}: {one.outcome}; {FOLLOWS[one.outcome]}" in said
    )


def counts(view: RemainsView) -> list[tuple[str, int]]:
    """Count what there is, by level, and the samples."""
    levels = Counter(one.level for one in view.remains.things)
    words = (
        ("container", gettext("containers")),
        ("item", gettext("items")),
        ("individual", gettext("individuals")),
    )
    told = [(says, levels[level]) for level, says in words]  # type: ignore[index]
    return [*told, (gettext("samples"), len(view.remains.samples))]


# ── one thing ──


@dataclass(frozen=True, slots=True)
class Told:
    """Everything noted of one thing, as tables and sentences.

    names      declared names: the claim, its source, the line of a list, the day
    broken     where custody of it or of its samples breaks
    """

    names: tuple[tuple[str, str, str | None, str], ...]
    steps: tuple[Step, ...]
    broken: tuple[str, ...]
    findings: Table
    links: Table
    samples: Table
    custody: Table


def tell(view: RemainsView, code: str) -> Told:
    """Tell all of one thing."""
    remains = view.remains
    taken = [one for one in remains.samples if one.item == code]
    about = {code, *(one.id for one in taken)}
    return Told(
        names=tuple((one.name, one.source, one.line, _day(one)) for one in declared_of(remains, code)),
        steps=tuple(step for finding, step in due(view) if finding.of == code),
        broken=tuple(says for says in view.breaks if any(_is_about(one, says) for one in about)),
        findings=_findings(remains, code),
        links=_links(remains, code),
        samples=_samples(remains, taken),
        custody=_custody([one for one in remains.custody if one.of in about], code, taken),
    )


def _day(one: object) -> str:
    return date_format(one.at, "DATE_FORMAT")  # type: ignore[attr-defined]


def _findings(remains: Remains, code: str) -> Table:
    columns = (gettext("finding"), gettext("why"), gettext("earlier thing"), gettext("day"))
    rows = [(term(FOUND, one.outcome), one.because, one.other, _day(one)) for one in found_of(remains, code)]
    return Table("findings", gettext("What an examination found"), columns, rows)


def _links(remains: Remains, code: str) -> Table:
    columns = (gettext("link"), pgettext("a link", "to"), gettext("why"), gettext("day"), gettext("taken back"))
    rows = [
        (
            term(LINKS, link.kind),
            link.whole,
            link.because,
            _day(link),
            "" if gone is None else f"{date_format(gone.on, 'DATE_FORMAT')}: {gone.because}",
        )
        for link, gone in history_of(remains, code)
    ]
    return Table("links", gettext("Links ever made of it, oldest first"), columns, rows)


def _samples(remains: Remains, taken: Iterable[Sample]) -> Table:
    columns = (
        gettext("sample"),
        gettext("tissue"),
        gettext("laboratory"),
        gettext("seal"),
        gettext("taken on"),
        gettext("in the laboratory"),
    )
    rows = [
        (one.code or one.id, one.tissue, one.laboratory, one.seal, _day(one), _state(remains, one)) for one in taken
    ]
    return Table("samples", gettext("Samples, and what the laboratory said"), columns, rows)


def _state(remains: Remains, sample: Sample) -> str:
    results = results_of(remains, sample.id)
    told = ", ".join(term(RESULTS, one.result) for one in results)
    return told or gettext("no result yet")


def _custody(events: list[CustodyEvent], code: str, taken: Iterable[Sample]) -> Table:
    columns = (
        gettext("what"),
        gettext("day"),
        gettext("from"),
        pgettext("custody", "to"),
        gettext("place"),
        gettext("why"),
        gettext("seal found"),
        gettext("seal left"),
        gettext("condition"),
    )
    names = {one.id: one.code or one.id for one in taken} | {code: code}
    rows = [
        (
            names[one.of],
            date_format(one.at, "DATETIME_FORMAT"),
            one.giver,
            one.taker,
            one.place,
            one.because,
            one.seal_in,
            one.seal_out,
            one.condition,
        )
        for one in events
    ]
    return Table("custody", gettext("Who held it, in the order in which it was written down"), columns, rows)
