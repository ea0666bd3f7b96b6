"""Two files facing each other, and the evidence about them item by item: what the comparison and the board both show.

What somebody may see was decided by the action that opened the case; nothing is added to it here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy, pgettext

from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.files import withheld_fields
from homeward.actions.workspace.folding.record_text import plain_of
from homeward.actions.workspace.folding.states import FileRecord, ThingState
from homeward.actions.workspace.pairs import Opened
from homeward.actions.workspace.rights import Scope
from homeward.evidence.weight import Weight
from homeward.records.remains import Finding
from homeward.reports.differences import Difference, Extent, Piece, compare_texts
from homeward.reports.pictures.waterfall import Step, Told, waterfall
from homeward.reports.wording import strength
from homeward.review.basis import Basis, unexplained
from homeward.web.pages import Table
from homeward.web.terms import AGAINST, FIELDS, FOR, KINDS, term

_EXTENTS: Mapping[Extent, str | Promise] = {
    "same": gettext_lazy("the same"),
    "in part": gettext_lazy("differ in part"),
    "wholly": gettext_lazy("differ"),
}
_MOST_PARTS = 4  # differing parts that are written out beside the marks


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both files; a side is None where nothing was written."""

    label: str
    found: SafeString | None
    sought: SafeString | None
    says: str
    parts: tuple[str, str] | None = None  # what stands here and not there, without marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """Both files as a page shows them.

    missing     fields of neither file
    not_shown   fields that this person does not see
    findings    what was found of remains, in words
    """

    rows: tuple[Row, ...]
    missing: tuple[str, ...]
    not_shown: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for and against a pair, in words, as a picture, and in numbers."""

    svg: SafeString
    text: str
    words: Table
    numbers: Table
    against: tuple[str, ...]  # unexplained
    explained: tuple[tuple[str, str], ...]  # a discrepancy and what explains it
    sources: tuple[tuple[str, str], ...]


def facing(desk: Desk, opened: Opened) -> Facing:
    """Put both files of a case side by side."""
    found, sought = _values(opened.found), _values(opened.sought)
    hidden = withheld_fields(desk.member, Scope.OWN)
    names = [name for name in FIELDS if name in found or name in sought]
    lacking = [name for name in FIELDS if name not in names and name not in (*hidden, "level", "findings")]
    findings = opened.found.records if isinstance(opened.found, ThingState) else ()
    return Facing(
        rows=tuple(_row(name, found.get(name), sought.get(name)) for name in names),
        missing=tuple(term(FIELDS, name) for name in lacking),
        not_shown=tuple(term(FIELDS, name) for name in hidden),
        findings=tuple(f"{one.outcome}: {one.because}" for one in findings if isinstance(one, Finding)),
    )


def _values(side: FileRecord | ThingState) -> dict[str, str]:
    if isinstance(side, FileRecord):
        line = plain_of(side.line)
        return {name: str(value) for name, value in line.items()} if isinstance(line, dict) else {}
    findings = "; ".join(f"{one.outcome}: {one.because}" for one in side.records if isinstance(one, Finding))
    return {"record_id": side.code, "level": side.level} | ({"findings": findings} if findings else {})


def _row(name: str, found: str | None, sought: str | None) -> Row:
    label = term(FIELDS, name)
    if name == "record_id" or found is None or sought is None:  # two lists number their people each in its own way
        says = "" if name == "record_id" else gettext("known of one side only")
        return Row(label, _plain(found), _plain(sought), says)
    told = compare_texts(found, sought)
    says = str(_EXTENTS[told.extent])
    return Row(label, _marked(told.found, "del"), _marked(told.sought, "ins"), says, _parts(told))


def _plain(text: str | None) -> SafeString | None:
    return None if text is None else _marked(compare_texts(text, text).found, "del")


def _marked(pieces: Sequence[Piece], tag: str) -> SafeString:
    """Write a value with a mark on what the other does not have: struck or underlined, so that no colour is needed."""
    opening, closing = mark_safe(f"<{tag}>"), mark_safe(f"</{tag}>")
    told = ((opening, one.text, closing) if one.is_other else ("", one.text, "") for one in pieces)
    return format_html("<bdi>{}</bdi>", format_html_join("", "{}{}{}", told))


def _parts(told: Difference) -> tuple[str, str] | None:
    if told.extent != "in part":
        return None
    sides = ([one.text for one in side if one.is_other] for side in (told.found, told.sought))
    found, sought = (" … ".join(side[:_MOST_PARTS]) or "–" for side in sides)
    return found, sought


# ── evidence ──


def evidence_of(basis: Basis) -> Evidence:
    """Say item by item what speaks for and against a pair: words first, numbers beside them."""
    weights = [weight for weight in basis.weights if weight.log10_lr != 0.0]
    steps = [_step(weight) for weight in weights]
    total = _step(Weight(gettext("all together"), basis.log10_lr, ""))
    title = gettext("Evidence for and against, item by item")
    text = gettext("Items for the same person: %(n_for)s, against: %(n_against)s; all together: %(total)s.") % {
        "n_for": sum(step.log10_lr > 0.0 for step in steps),
        "n_against": sum(step.log10_lr < 0.0 for step in steps),
        "total": total.says,
    }
    head = (pgettext("evidence", "item"), gettext("in words"), gettext("number (log10 of the likelihood ratio)"))
    figure = waterfall(steps, Told(title=title, text=text, head=head, total=total))
    rows = [(step.name, step.says, _because(weight)) for step, weight in zip(steps, weights, strict=True)]
    rows += [(term(KINDS, kind), gettext("not weighed"), gettext("somebody relied on it")) for kind in basis.unweighed]
    return Evidence(
        svg=mark_safe(str(figure.svg)),
        text=text,
        words=Table("evidence", title, (head[0], head[1], gettext("why")), rows),
        numbers=Table("numbers", gettext("The same in numbers"), figure.table.head, figure.table.rows),
        against=unexplained(basis),
        explained=tuple((f"{one.kind}: {one.says}", one.explanation) for one in basis.discrepancies if one.explanation),
        sources=tuple(_sources(basis)),
    )


def kinds_of(kinds: Iterable[str]) -> tuple[str, ...]:
    """Say which kinds of evidence were compared, in words."""
    return tuple(term(KINDS, kind) for kind in kinds)


def _because(weight: Weight) -> str:
    """Give the sentence without the name of the item, which stands before it."""
    _, colon, rest = weight.because.partition(": ")
    return rest if colon and "_" not in rest else weight.because


def _step(weight: Weight) -> Step:
    name, value = term(KINDS, weight.kind), weight.log10_lr
    if not isfinite(value):
        return Step(name, value, gettext("speaks against, and no error could explain it"), "−∞")
    word = strength(value)
    says = gettext("says hardly anything") if word is None else term(FOR if value > 0.0 else AGAINST, word)
    sign = "+" if value > 0.0 else "−"
    return Step(name, value, says, f"{sign}{number_format(abs(value), 2)}")


def _sources(basis: Basis) -> Iterable[tuple[str, str]]:
    """Name with what the numbers were computed."""
    if basis.posterior is not None:
        yield gettext("probability of the same person, given all other pairs"), _share(basis.posterior)
    if basis.prior is not None:
        yield gettext("probability before any evidence"), f"{basis.prior:.3g}"
    if basis.prior_rule:
        yield gettext("rule for it"), basis.prior_rule
    if basis.program:
        yield gettext("program"), basis.program
    for label, named in (
        (gettext("table of frequencies"), basis.frequency_table),
        (gettext("pedigree"), basis.pedigree),
    ):
        if named is not None:
            yield label, f"{named.id}, SHA-256 {named.digest}"


def _share(p: float) -> str:
    return number_format(p, 6)
