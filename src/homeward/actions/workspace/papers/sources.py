"""Where a paper gets what it says: from the views that people look at, under the same rights, with the same entries.

Each source opens its subject first, so that whoever makes a paper has read it by the ledger, too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from homeward.actions.workspace.desk import Desk, authorise
from homeward.actions.workspace.files import OpenedFile, find_file, open_file
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.folding.states import FileRecord, ThingState
from homeward.actions.workspace.members import all_members
from homeward.actions.workspace.pairs import find_case, open_case
from homeward.actions.workspace.rights import Scope
from homeward.actions.workspace.rounds.crossing import view_afterwards, view_day
from homeward.actions.workspace.rounds.held import content_of, find_paper, manifests_of, receipts_of
from homeward.actions.workspace.rounds.opening import find_round, keys_of, round_scope
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.actions.workspace.things import view_remains
from homeward.errors import InvalidInput
from homeward.exchange.handing_over.manifest import Manifest
from homeward.exchange.handing_over.paper import unsigned
from homeward.exchange.handing_over.receipt import Receipt
from homeward.reports.papers.cards import capture_card, child_card, internment_card
from homeward.reports.papers.crossings import manifest_paper, receipt_paper, round_report
from homeward.reports.papers.decisions import Side, decision_record, family_extract
from homeward.reports.papers.labels import custody_label
from homeward.reports.papers.paper import Kind, Paper
from homeward.review.case import Case
from homeward.review.decision import Decision, decision_of

EXPORT = "export up to 20 lines"
_CHILD = "child"
_CARDS: Mapping[str | None, tuple[Kind, ...]] = {
    _CHILD: ("child card",),
    "civilian": ("internment card",),
    "military": ("capture card",),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A paper, and what it is about.

    object     kind and id of the state whose last act the paper stands on
    subject    under whose key what it says is sealed: erased with it
    others     ids that its act names, too
    scope      of the right to take it out; None where it holds nothing of a person
    """

    paper: Paper
    object: tuple[str, str]
    subject: str
    others: tuple[str, ...]
    scope: Scope | None


def source_of(desk: Desk, kind: Kind, about: str, on: date) -> Source:
    """Gather what a paper says.

    about     id of the case, the file, the thing or the round; of a manifest or receipt "ROUND/DIGEST"
    raises    Refused where there is no such thing for this person; InvalidInput where there is no such paper of it
    """
    return _SOURCES[kind](desk, about, on)


# ── decisions ──


def _record(desk: Desk, case_id: str, on: date) -> Source:
    case, decision = _decided(desk, case_id)
    opened = open_case(desk, case_id)
    with desk.store.read() as now:
        names = {member.id: member.name for member in all_members(now)}
    told = (case_id, case.state)
    paper = decision_record(told, _side(opened.found), _side(opened.sought), decision, names, on)
    return Source(paper, ("case", case_id), case_id, _ids(case), Scope.OWN)


def _extract(desk: Desk, case_id: str, on: date) -> Source:
    case, decision = _decided(desk, case_id)
    file, scope = _opened(desk, case.pair.sought)
    paper = family_extract(_side(file.file), decision, desk.workspace.store.log.removeprefix("homeward/"), on)
    return Source(paper, ("case", case_id), case.pair.sought, (case_id,), scope)


def _decided(desk: Desk, case_id: str) -> tuple[Case, Decision]:
    case = find_case(desk, case_id, "read match")[0].case
    decision = decision_of(case, len(case.rounds)) if case.rounds else None
    if decision is None or not decision.is_signed or case.state not in ("signed", "acted on"):
        raise InvalidInput("a paper is made of a decision that stands, and is signed by as many as it needs")
    if desk.member.id not in case.informed:
        raise InvalidInput("this decision is not shown to you: you may still read the case blind")
    return case, decision


def _ids(case: Case) -> tuple[str, ...]:
    return case.pair.found, case.pair.sought


def _side(one: FileRecord | ThingState) -> Side:
    return Side(one.record_id, one.line) if isinstance(one, FileRecord) else Side(one.code)


# ── cards ──


def _opened(desk: Desk, file_id: str) -> tuple[OpenedFile, Scope]:
    opened = open_file(desk, file_id)
    if not isinstance(opened, OpenedFile):
        raise InvalidInput("a paper of this file is made by whoever may open it alone")
    return opened, find_file(desk, file_id, "open person")[1]


def _capture(desk: Desk, file_id: str, on: date) -> Source:
    opened, scope = _opened(desk, file_id)
    _check_role(opened.file, "capture card")
    home = opened.file.line.nationality or "……"
    return Source(capture_card(opened.file.line, home, on), ("person", file_id), file_id, (), scope)


def _internment(desk: Desk, file_id: str, on: date) -> Source:
    opened, scope = _opened(desk, file_id)
    _check_role(opened.file, "internment card")
    return Source(internment_card(opened.file.line, on), ("person", file_id), file_id, (), scope)


def _child(desk: Desk, file_id: str, on: date) -> Source:
    opened, scope = _opened(desk, file_id)
    if opened.file.line.category != _CHILD:
        raise InvalidInput("the card of a child is made of a file whose list says that it is a child's")
    return Source(child_card(opened.file.line, on), ("person", file_id), file_id, (), scope)


def cards_for(category: str | None) -> tuple[Kind, ...]:
    """Say which card is made of somebody who is held; where the list does not say what they are, one of two.

    >>> cards_for("civilian"), cards_for(None)
    (('internment card',), ('capture card', 'internment card'))
    """
    return _CARDS.get(category, ("capture card", "internment card"))


def _check_role(file: FileRecord, what: Kind) -> None:
    if file.role != "found" or file.line.category == _CHILD:
        raise InvalidInput(f"a {what} is made of somebody who is held, not of whom a list seeks, nor of a child")
    [card, *others] = cards_for(file.line.category)
    if what not in (card, *others):
        raise InvalidInput(f"the list says that this person is {file.line.category}: make the {card} of them")


# ── crossings ──


def _round(desk: Desk, round_id: str) -> tuple[RoundState, Scope]:
    found = find_round(desk, round_id, "roll call")[0]
    return seen_by(desk, found), round_scope(desk, found)


def _of_paper(desk: Desk, about: str, on: date, kind: type[object]) -> Source:
    round_id, _, digest = about.partition("/")
    found, scope = _round(desk, round_id)
    held = find_paper(found, digest)
    content = content_of(held)
    if not isinstance(content, kind):
        raise InvalidInput("this is the other kind of paper: a manifest before the crossing, a receipt at it")
    signed = [name for name, key in sorted(keys_of(found).items()) if not unsigned(held, {name: key})]
    told = (held.digest.hex(), signed, on)
    if isinstance(content, Manifest):
        [seen] = [one.manifest for one in manifests_of(found) if one.paper.digest == held.digest]
        paper = manifest_paper(seen, *told)
    else:
        [receipt] = [one for one, it in receipts_of(found) if it.digest == held.digest]
        paper = receipt_paper(receipt, *told)
    return Source(paper, ("round", round_id), round_id, (), scope)


def _manifest(desk: Desk, about: str, on: date) -> Source:
    return _of_paper(desk, about, on, Manifest)


def _receipt(desk: Desk, about: str, on: date) -> Source:
    return _of_paper(desk, about, on, Receipt)


def _report(desk: Desk, round_id: str, on: date) -> Source:
    found, scope = _round(desk, round_id)
    days = [view_day(desk, found, one.paper.digest.hex()) for one in manifests_of(found)]
    counts = [day.counts for day in days if day.counts is not None]
    sides = (*found.sides, found.opening.neutral)
    paper = round_report(found.opening.name, sides, counts, view_afterwards(desk, found).results, on)
    return Source(paper, ("round", round_id), round_id, (), scope)


# ── remains ──


def _label(desk: Desk, thing_id: str, on: date) -> Source:
    authorise(desk, "move remains")
    view = view_remains(desk, of=thing_id, pick=lambda view: ())
    [code] = [code for code, one in view.id_by_code.items() if one == thing_id]
    [thing] = [one for one in view.remains.things if one.id == code]
    events = [one for one in view.remains.custody if one.of == code]
    seal = events[-1].seal_out if events else None
    paper = custody_label(code, thing.level, seal, events[-1].place if events else thing.place, on)
    return Source(paper, ("thing", thing_id), thing_id, (), None)


_SOURCES: Mapping[Kind, Callable[[Desk, str, date], Source]] = {
    "decision record": _record,
    "family extract": _extract,
    "capture card": _capture,
    "internment card": _internment,
    "child card": _child,
    "manifest": _manifest,
    "receipt": _receipt,
    "custody label": _label,
    "round report": _report,
}
