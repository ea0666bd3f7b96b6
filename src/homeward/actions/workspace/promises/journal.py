"""The journal of pledges: entries that people signed, and what the rounds of this workspace book by themselves.

Each entry says on what it rests: a confirmed claim, a place in a kept document, or a paper of a round.

    claim:DOCUMENT/CLAIM     document:DOCUMENT:120-180     paper:DIGEST

A document that was erased leaves its pledges standing: they say so. What rests on a document that a harm flag hides,
and what is said of such a pledge, is not there for whom the flag hides it from.

What rounds book is never written down a second time: it is computed from their receipts and signed outcomes whenever
the journal is read, so that it cannot be entered twice, nor forgotten. Bookings are counts; a person whose file must
not exist for whoever looks is in none of them, as in the round itself.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from homeward.actions.workspace.desk import Desk, Draft, Kept, authorise, keep, new_id
from homeward.actions.workspace.files import is_case_hidden
from homeward.actions.workspace.folding.promises import PLEDGE_RECORDED, DocumentState, PromiseRow, Row, promise_of
from homeward.actions.workspace.folding.record_text import Plain, plain_of, write_json
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.promises.claims import SeenClaim, claims_of, find_claim
from homeward.actions.workspace.promises.documents import (
    RECORDS,
    ErasedDocument,
    all_documents,
    erased_documents,
    find_document,
)
from homeward.actions.workspace.rounds.crossing import bookings_of
from homeward.actions.workspace.rounds.held import papers_of, receipts_of
from homeward.actions.workspace.rounds.opening import all_rounds
from homeward.actions.workspace.rounds.seen import all_seen_by
from homeward.errors import InvalidCase, InvalidInput, Problem
from homeward.exchange.handing_over.booking import Booking
from homeward.exchange.handing_over.outcome import Assessment
from homeward.formats.case import load_json
from homeward.formats.talks.ledger import read_ledger
from homeward.store.state import Wanted
from homeward.talks.conditions.terms import names_in
from homeward.talks.pledges.booking import entries_of
from homeward.talks.pledges.journal import ACCOUNT_BY_KIND, Entry, Ledger

MOST_ROWS = 500  # of one file: each becomes a signed act
_KEYS: Mapping[str, Row] = {"commitments": "commitment", "events": "event"}
_PLACE = re.compile(r"([0-9a-f]{4,32}):(\d{1,9})-(\d{1,9})")
_ID = re.compile(r"\S{1,60}")  # without blanks: those of bookings have some
_DELIVERED = ("claim", "receive", "verify", "reject")
_OUTCOMES = ("confirmed", "not ours")
_TERMS = ("due", "condition", "renewal", "resume", "deadline")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Rests:
    """On what an entry rests, so that anybody can look it up.

    number     of the signed entry of this workspace's ledger; None for what rounds book
    source     "sha256:...#120-180", "paper ...", "receipt ... of round R7", or "erased on ...: document ..."
    words      the words of the document
    matter     of the claim, where it rests on one
    """

    number: int | None
    source: str
    words: str | None = None
    matter: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Journal:
    """All pledges and entries as one person may see them."""

    ledger: Ledger
    rests: Mapping[str, Rests]  # by the id of a pledge ("pledge ID") or entry
    bookings: tuple[Booking, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Recorded:
    """One entry of the journal with the act that made it."""

    row: PromiseRow
    number: int


@dataclass(frozen=True, slots=True)
class _Told:
    """All that entries may rest on, as one person may see it."""

    documents: Mapping[str, DocumentState]
    claims: Mapping[str, SeenClaim]
    erased: Mapping[str, ErasedDocument]


def record_pledges(desk: Desk, data: bytes, *, act_id: str | None = None) -> tuple[int, Kept]:
    """Record pledges and entries: each row of the file becomes one signed act, or none does.

    data      a ledger as `formats.talks.ledger` reads it; each row has a `source`
    returns   how many entries were recorded
    raises    Refused; InvalidCase or InvalidInput with what is wrong and where
    """
    granted = authorise(desk, RECORDS)
    rows = _read_rows(data)
    before = _repeated(desk, act_id)
    if before is not None:
        return 0, before
    drafts = []
    placed = []
    for own in rows:
        source, relies_on = (None, ()) if own.what == "calendar" else _check_source(desk, own)
        told = own if source is None else replace(own, row={**own.row, "source": source})
        placed.append(told)
        text = write_json({"what": told.what, "row": _plain(told.row)})
        facts = (("about", told.what),)
        drafts.append(Draft(kind=PLEDGE_RECORDED, texts={new_id(): text}, facts=facts, relies_on=relies_on))
    recorded = _recorded(desk)
    _check_new([own.row for own in recorded], placed)
    known = {*(one.id for one in all_documents(desk)), *(one.id for one in erased_documents(desk))}
    _check_whole(_visible(recorded, known), placed)
    return len(drafts), keep(desk, granted, drafts, says=f"to record {len(drafts)} pledges", act_id=act_id)


def journal_of(desk: Desk) -> Journal:
    """Read the journal with all bookings, to compute on, as this person may see it."""
    documents = {one.id: one for one in all_documents(desk)}
    claims = {one.ref: one for one in claims_of(tuple(documents.values()))}
    erased = {one.id: one for one in erased_documents(desk)}
    problems: list[Problem] = []
    recorded = _visible(_recorded(desk), documents.keys() | erased.keys())
    standing = list(_confirmed(_once(recorded, problems), claims, erased, problems))
    file = read_ledger(_as_ledger([own.row for own in standing]))
    told = _Told(documents, claims, erased)
    rests = {_name(own.row): _rests(own, told) for own in standing if own.row.what != "calendar"}
    bookings = tuple(booking for seen in all_seen_by(desk, all_rounds(desk)) for booking in _bookings(desk, seen))
    entries, untold = entries_of(bookings, file.ledger)
    booked = tuple({entry.id: entry for entry in entries}.values())
    rests |= {entry.id: Rests(None, entry.source or "") for entry in booked}
    problems += [*file.problems, *untold, *_told_twice(file.ledger.entries, booked)]
    ledger = replace(file.ledger, entries=(*file.ledger.entries, *booked))
    return Journal(ledger, rests, bookings, tuple(problems))


# ── recording ──


def _read_rows(data: bytes) -> list[PromiseRow]:
    told = load_json(data)
    calendar = told.get("calendar")
    rows = [PromiseRow("calendar", calendar)] if isinstance(calendar, dict) else []
    for key, what in _KEYS.items():
        items = told.get(key, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise InvalidCase(f"{key} must hold objects")
        rows += [PromiseRow(what, item) for item in items]
    if not 0 < len(rows) <= MOST_ROWS:
        raise InvalidCase(f"a file of pledges holds 1 to {MOST_ROWS} of commitments and events; this holds {len(rows)}")
    for own in rows:
        identity = own.row.get("id")
        if own.what != "calendar" and not (isinstance(identity, str) and _ID.fullmatch(identity)):
            raise InvalidCase(f"{own.what} {str(identity)[:60]!r}: an id has 1 to 60 characters, and no blank")
    return rows


def _repeated(desk: Desk, act_id: str | None) -> Kept | None:
    if act_id is None:
        return None
    with desk.store.read() as now:
        entry = now.entry_of(act_id)
    return None if entry is None else Kept((entry,), is_repeat=True)


def _check_source(desk: Desk, own: PromiseRow) -> tuple[str, tuple[str, ...]]:
    """Give what a row rests on, in full, and the acts that say so; raises InvalidInput where there is no such thing."""
    where = f"{own.what} {own.row['id']!r}"
    source = own.row.get("source")
    kind, _, told = source.partition(":") if isinstance(source, str) else ("", "", "")
    if kind == "claim":
        claim = find_claim(desk, told)
        if claim.read is None or claim.confirmed is None:
            raise InvalidInput(f"{where}: claim {told[:60]} is {claim.state}; nothing counts that nobody has confirmed")
        return f"claim:{claim.ref}", (claim.read.act,)
    place = _PLACE.fullmatch(told)
    if kind == "document" and place is not None:
        found = find_document(desk, place[1])
        if not int(place[2]) < int(place[3]) <= len(found.record.text):
            raise InvalidInput(f"{where}: document {found.id[:8]} has no place {place[2]}-{place[3]}")
        return f"document:{found.id}:{place[2]}-{place[3]}", ()
    if kind == "paper":
        return f"paper:{_check_paper(desk, own, told, where)}", ()
    raise InvalidInput(
        f"{where}: its source is none of claim:DOCUMENT/CLAIM, document:DOCUMENT:START-END, paper:DIGEST"
    )


def _check_paper(desk: Desk, own: PromiseRow, told: str, where: str) -> str:
    for found in all_rounds(desk):
        receipts = {paper.digest.hex() for _, paper in receipts_of(found)}
        for digest in (paper.digest.hex() for paper in papers_of(found)):
            if len(told) >= _SHOWN and digest.startswith(told):
                if digest in receipts and own.row.get("kind") in _DELIVERED:
                    raise InvalidInput(f"{where}: what a receipt says books by itself; it is not entered twice")
                return digest
    raise InvalidInput(f"{where}: no round of this workspace has a paper {told[:60]!r}")


def _check_new(old: Sequence[PromiseRow], new: Sequence[PromiseRow]) -> None:
    """Refuse ids that are taken, also by entries that this person does not see: each names one thing for everybody."""
    taken = [_name(own) for own in (*old, *new) if own.what != "calendar"]
    twice = next((name for name, n in Counter(taken).items() if n > 1), None)
    if twice is not None:
        raise InvalidInput(f"{twice[:80]!r} is in the journal already, or twice in this file; each id is used once")


def _check_whole(known: Sequence[_Recorded], new: Sequence[PromiseRow]) -> None:
    """Refuse new rows that the journal could not read; nothing is signed that would book nothing."""
    old = [own.row for own in known]
    told = {one.where for one in read_ledger(_as_ledger(old)).problems}
    read = read_ledger(_as_ledger([*old, *new])).problems
    problems = [one for one in read if one.where not in told and one.kept.startswith("nothing")]
    if problems:
        more = f"; and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        says = "; ".join(f"{one.where}: {one.says}" for one in problems[:_SHOWN])
        raise InvalidInput(f"nothing was recorded: {says}{more}")


# ── reading ──


def _recorded(desk: Desk) -> list[_Recorded]:
    """Give the entries of the journal in the order in which they were signed."""
    with desk.store.read() as now:
        found = [(promise_of(state), now.entry_of(state.act_id)) for state in now.states(Wanted(kind="promise"))]
    rows = [_Recorded(row, entry.number) for row, entry in found if entry is not None]
    return sorted(rows, key=lambda own: own.number)


def _visible(rows: Sequence[_Recorded], known: Iterable[str]) -> list[_Recorded]:
    """Leave out what rests on documents that do not exist for whoever looks, and what speaks of such entries.

    known    ids of the documents that do, erased ones included
    """
    seen = {None, *known}
    hidden = {_name(own.row) for own in rows if _document(own.row) not in seen}
    leans = _leans(rows) if hidden else {}
    n_before = 0
    while n_before < len(hidden):  # an entry may speak of one that speaks of one
        n_before = len(hidden)
        hidden |= {_name(own.row) for own in rows if not hidden.isdisjoint(_spoken_of(own.row, leans))}
    return [own for own in rows if own.row.what == "calendar" or _name(own.row) not in hidden]


def _leans(rows: Sequence[_Recorded]) -> Mapping[str, tuple[str, ...]]:
    """Give for each pledge those that its formulas name: without them it would mean something else."""
    pledges = read_ledger(_as_ledger([own.row for own in _once(rows, [])])).ledger.pledges
    named = {own.id: [names_in(one) for one in (own.due, own.condition) if one is not None] for own in pledges}
    return {f"pledge {own}": tuple(f"pledge {one}" for one in set().union(*names)) for own, names in named.items()}


def _spoken_of(own: PromiseRow, leans: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield f"pledge {own.row.get('commitment')}"
    yield from (str(own.row[key]) for key in ("about", "corrects") if key in own.row)
    yield from leans.get(_name(own), ())


def _document(own: PromiseRow) -> str | None:
    """Give the document that an entry rests on; None for a paper, and for a calendar."""
    kind, _, told = str(own.row.get("source", "")).partition(":")
    return re.split("[:/]", told)[0] if kind in ("claim", "document") else None


def _once(rows: Iterable[_Recorded], problems: list[Problem]) -> Iterator[_Recorded]:
    """Leave out what two people recorded under one id at the same time: the first counts, and that is said."""
    seen: set[str] = set()
    for own in rows:
        name = _name(own.row)
        if own.row.what != "calendar" and name in seen:
            problems.append(Problem(_where(own), "its id was recorded before", "the entry; it books nothing"))
        else:
            seen.add(name)
            yield own


def _confirmed(
    rows: Iterable[_Recorded],
    claims: Mapping[str, SeenClaim],
    erased: Mapping[str, ErasedDocument],
    problems: list[Problem],
) -> Iterator[_Recorded]:
    """Leave out what rests on a claim that somebody rejected since; of a pledge its name stays, others lean on it.

    A claim whose document was erased stays what it was then.
    """
    for own in rows:
        kind, _, ref = str(own.row.row.get("source", "")).partition(":")
        document_id, _, claim_id = ref.partition("/")
        stood = document_id in erased and claim_id not in erased[document_id].rejected
        if kind != "claim" or stood or (ref in claims and claims[ref].confirmed is not None):
            yield own
            continue
        says = f"the claim it rests on, {ref}, is not confirmed any more"
        problems.append(Problem(_where(own), says, "the entry; it books nothing"))
        if own.row.what == "commitment":
            named = {key: value for key, value in own.row.row.items() if key not in _TERMS}
            yield replace(own, row=replace(own.row, row=named))


def _as_ledger(rows: Sequence[PromiseRow]) -> bytes:
    """Write entries as one ledger; of several calendars the last counts."""
    calendars = [_plain(own.row) for own in rows if own.what == "calendar"]
    told: dict[str, Plain] = {key: [_plain(own.row) for own in rows if own.what == what] for key, what in _KEYS.items()}
    return json.dumps(told | ({"calendar": calendars[-1]} if calendars else {})).encode()


def _plain(row: Mapping[str, Any]) -> Plain:
    return plain_of(dict(row))


def _name(own: PromiseRow) -> str:
    identity = str(own.row.get("id"))
    return f"pledge {identity}" if own.what == "commitment" else identity


def _where(own: _Recorded) -> str:
    return f"entry {own.number}, {own.row.what} {str(own.row.row.get('id'))[:60]!r}"


def _rests(own: _Recorded, known: _Told) -> Rests:
    kind, _, told = str(own.row.row["source"]).partition(":")
    gone = known.erased.get(_document(own.row) or "")
    if gone is not None:
        return Rests(own.number, gone.says)
    if kind == "claim":
        claim = known.claims[told]
        span = claim.proposed.span  # where it stands is not what people read otherwise
        source = f"sha256:{claim.document.record.digest}#{span.start}-{span.end}"
        return Rests(own.number, source, span.exact, None if claim.read is None else claim.read.what.matter)
    if kind == "document":
        document_id, start, end = re.split("[:-]", told)
        record = known.documents[document_id].record
        words = record.text[int(start) : int(end)]
        return Rests(own.number, f"sha256:{record.digest}#{start}-{end}", words)
    return Rests(own.number, f"paper {told}")


# ── what rounds book ──


def _bookings(desk: Desk, seen: RoundState) -> Iterator[Booking]:
    """Give what a round books, of what this person may see of it.

    Who is confirmed is known by single cases, and a person's case is nobody's to see here: counts of a day are booked.
    """
    with desk.store.read() as now:
        acts = tuple(
            act
            for act in seen.acts
            if not (isinstance(act.what, Assessment) and is_case_hidden(now, desk.member, act.what.basis or ""))
        )
    counts: Counter[Booking] = Counter()
    for one in bookings_of(seen if len(acts) == len(seen.acts) else replace(seen, acts=acts)):
        is_outcome = one.event in _OUTCOMES
        source = f"signed outcomes of round {seen.opening.name}" if is_outcome else f"receipt {one.source}"
        counts[replace(one, source=source, n=0)] += one.n
    yield from (replace(one, n=n) for one, n in counts.items())


def _told_twice(entries: Sequence[Entry], booked: Sequence[Entry]) -> Iterator[Problem]:
    """Tell entries that say what a round has booked: perhaps one event, told twice."""
    by_round = {_event(entry): entry.id for entry in booked}
    gone = {entry.about for entry in entries}
    for entry in entries:
        if entry.kind in ACCOUNT_BY_KIND and entry.id not in gone and _event(entry) in by_round:
            says = "a round books the same quantity on the same day: one event told twice? Withdraw the entry if so"
            yield Problem(f"event {entry.id[:60]!r}", says, "both")


def _event(entry: Entry) -> tuple[str | None, str, date, Any]:
    return entry.pledge, entry.kind, entry.day, entry.quantity
