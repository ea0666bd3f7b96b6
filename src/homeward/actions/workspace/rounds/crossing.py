"""The day of a round: marks from devices, three counts, receipts; and what became of everybody who crossed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.folding.memory import remember_same
from homeward.actions.workspace.folding.record_text import value_of
from homeward.actions.workspace.folding.rounds import Counts, MarksTaken, PaperTaken, RoundState
from homeward.actions.workspace.rounds.bases import rests_on
from homeward.actions.workspace.rounds.candidates import find_candidates, hidden_from
from homeward.actions.workspace.rounds.held import (
    Held,
    find_manifest,
    manifests_of,
    receipts_of,
    seen_receipt,
    signed_receipts,
    taken,
)
from homeward.actions.workspace.rounds.opening import all_rounds, find_round, keys_of, said_before, say
from homeward.actions.workspace.rounds.seen import all_seen_by, seen_by
from homeward.errors import HomewardError, InvalidInput, Problem
from homeward.exchange.handing_over.booking import Booking, Happened, book
from homeward.exchange.handing_over.count import Comparison, Count, Counted, Voice, compare_counts
from homeward.exchange.handing_over.manifest import Manifest, write_manifest
from homeward.exchange.handing_over.outcome import Assessment, Crossed, Result, outcomes_after
from homeward.exchange.handing_over.paper import sign_paper, unsigned
from homeward.exchange.handing_over.presence import Finding, Listing, double_presence
from homeward.exchange.handing_over.receipt import (
    Receipt,
    Receipted,
    Transfer,
    compare_with_manifest,
    read_receipt,
    write_receipt,
)
from homeward.exchange.handing_over.roll_call import (
    Called,
    Mark,
    RollCall,
    Unlisted,
    call_lines,
    not_arrived,
    problems_of,
    roll_call,
    unlisted,
)
from homeward.formats.case import load_json

_MOST_MARKS = 20_000


@dataclass(frozen=True, slots=True)
class Day:
    """One manifest at its crossing."""

    held: Held
    called: tuple[Called, ...]
    unlisted: tuple[Unlisted, ...]
    waiting: tuple[str, ...]  # marks that have not arrived
    problems: tuple[Problem, ...]
    counts: Comparison | None  # None where nobody has counted
    receipted: Receipted
    unsigned: Mapping[str, tuple[str, ...]]  # by receipt: who has not signed


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What became of everybody who crossed in a round, and what it brings to the ledger of pledges."""

    results: tuple[Result, ...]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    bookings: tuple[Booking, ...]


def take_marks(
    desk: Desk, round_id: str, data: bytes, *, act_id: str | None = None
) -> tuple[tuple[Problem, ...], int, Kept | None]:
    """Take in marks as devices send them, in any order and any number of times.

    data       JSON, {"marks": [...]}, a mark as `Mark` has its fields
    returns    what is no mark, how many marks are new, and what became of the act; nothing where all were known
    raises     Refused; InvalidInput where it is no such file
    """
    found, granted = find_round(desk, round_id, "roll call")
    marks, problems = _read_marks(data)
    known = set(_call_of(found).marks)
    new = tuple(dict.fromkeys(mark for mark in marks if mark not in known))
    if not new:
        return problems, 0, None
    return problems, len(new), say(desk, granted, found, MarksTaken(new), act_id=act_id, alone=True)


def count_by_roll(desk: Desk, round_id: str, digest: str, voice: Voice, *, act_id: str | None = None) -> Kept:
    """Note as a voice's count what the roll call saw present.

    raises    Refused; InvalidInput where there is no such manifest
    """
    found, granted = find_round(desk, round_id, "roll call")
    held = find_manifest(found, digest)
    lines = tuple(
        Counted("persons" if one.kind == "person" else "containers", one.id, held.manifest.giver)
        for one in _passed(found, held.manifest)
    )
    by = _body_of(found, held, voice)
    count = Count(voice=voice, by=by, at=desk.workspace.clock(), lines=lines)
    return say(desk, granted, found, Counts(held.paper.digest.hex(), count), act_id=act_id, alone=True)


def _body_of(found: RoundState, held: Held, voice: Voice) -> str:
    return {"giver": held.manifest.giver, "receiver": held.manifest.receiver}.get(voice, found.opening.neutral)


def note_count(desk: Desk, round_id: str, digest: str, data: bytes, *, act_id: str | None = None) -> Kept:
    """Note what a voice says it counted: lines, or figures without names.

    data      JSON as `Count` has its fields; `at` may be left out
    raises    Refused; InvalidInput where it cannot be meant
    """
    found, granted = find_round(desk, round_id, "roll call")
    held = find_manifest(found, digest)
    count = _read_count({"at": desk.workspace.clock().isoformat(), **load_json(data)})
    if count.by != _body_of(found, held, count.voice):
        raise InvalidInput(f"the {count.voice} of this manifest is {_body_of(found, held, count.voice)}")
    return say(desk, granted, found, Counts(held.paper.digest.hex(), count), act_id=act_id, alone=True)


def make_receipt(
    desk: Desk, round_id: str, digest: str, *, place: str | None = None, act_id: str | None = None
) -> tuple[Receipt, Kept]:
    """Make a receipt of what the roll call says passed and no receipt names yet, and sign it for this side.

    returns   the receipt, with the transfers that this person may see
    raises    Refused; InvalidInput where nothing has passed that has no receipt, or the manifest was not begun
    """
    found, granted = find_round(desk, round_id, "sign manifest")
    held, hidden = find_manifest(found, digest), hidden_from(desk, found)
    manifest = held.manifest
    if (said := said_before(desk, act_id, PaperTaken, found)) is not None:
        return seen_receipt(read_receipt(said.what.data.encode()), hidden), said.kept
    if manifest.recipient == found.opening.ledger and not held.is_used:
        raise InvalidInput("this manifest was not begun: homeward round use")
    before = _receipts(found, held)
    receipted = {(one.kind, one.id) for receipt in before for one in receipt.transfers}
    transfers = [one for one in _passed(found, manifest) if (one.kind, one.id) not in receipted]
    if not transfers:
        raise InvalidInput("nothing has passed that has no receipt yet; take the marks of the roll call first")
    receipt = Receipt(
        id=new_id(),
        manifest=held.paper.digest,
        round=manifest.round,
        part=len(before) + 1,
        giver=manifest.giver,
        receiver=manifest.receiver,
        neutral=found.opening.neutral,
        place=place or manifest.place,
        at=desk.workspace.clock(),
        transfers=tuple(sorted(transfers, key=lambda one: (one.kind, one.id))),
    )
    paper = sign_paper(write_receipt(receipt), desk.workspace.ledger_key)
    return seen_receipt(receipt, hidden), say(desk, granted, found, taken(paper), act_id=act_id)


def note_outcome(desk: Desk, round_id: str, said: Assessment, *, act_id: str | None = None) -> Kept:
    """Note what a person or container turned out to be; all but "open" rests on a decision signed in this workspace.

    said      its basis is the id of the case, or of the act by which a finding about remains was noted
    raises    Refused; InvalidInput where nothing such crossed, or no such decision says so of it
    """
    found, granted = find_round(desk, round_id, "roll call")
    if said.of not in _crossed(found) or said.of.id in hidden_from(desk, found):
        raise InvalidInput(f"{said.of.kind} {said.of.id} did not cross in this round, as far as receipts say")
    if said.by not in found.sides:
        raise InvalidInput(f"an outcome is the word of {' or '.join(found.sides)}")
    named_by = find_candidates(desk, found).by_id.get(said.of.id)
    if said.outcome != "open" and not rests_on(desk, said, named_by.case if named_by else None):
        raise InvalidInput(
            "all but 'open' needs the id of a signed case, or of the act of a finding, that says so of it"
        )
    return say(desk, granted, found, said, act_id=act_id, alone=True)


def view_day(desk: Desk, found: RoundState, digest: str, devices: tuple[str, ...] = ()) -> Day:
    """Lay everything about one manifest beside each other: roll call, three counts, receipts.

    found    the whole round: what a harm flag hides is left out here, but for the numbers of devices
    """
    whole, found = found, seen_by(desk, found)
    held = find_manifest(found, digest)
    manifest = held.manifest
    marks = tuple(mark for mark in _call_of(whole).marks if mark.manifest == manifest.id)
    own = RollCall(tuple(mark for mark in _call_of(found).marks if mark.manifest == manifest.id))
    counts = {one.count.voice: one.count for one in found.said(Counts) if one.manifest == held.paper.digest.hex()}
    keys, as_seen = keys_of(found), write_manifest(manifest).digest
    return Day(
        held,
        call_lines(own, manifest),
        unlisted(own, manifest),
        not_arrived(RollCall(marks), devices) if marks or devices else (),
        problems_of(own, manifest),
        compare_counts(counts.values()) if counts else None,
        compare_with_manifest(manifest, [replace(one, manifest=as_seen) for one in _receipts(found, held)]),
        {
            receipt.id: unsigned(paper, keys)
            for receipt, paper in receipts_of(found)
            if receipt.manifest == held.paper.digest
        },
    )


def view_afterwards(desk: Desk, found: RoundState) -> Afterwards:
    """Say what became of everybody who crossed, who stands in two places at once, and what is booked."""
    found = seen_by(desk, found)
    results, problems = outcomes_after(_crossed(found), found.said(Assessment))
    listings = [one for other in all_seen_by(desk, all_rounds(desk)) for one in _listings(other)]
    return Afterwards(results, problems, double_presence(listings), book(_happened(found, results)))


@remember_same(256)
def bookings_of(seen: RoundState) -> tuple[Booking, ...]:
    """Say what a round brings to the ledger of pledges, of what somebody may see of it."""
    results, _ = outcomes_after(_crossed(seen), seen.said(Assessment))
    return book(_happened(seen, results))


def _crossed(found: RoundState) -> frozenset[Crossed]:
    return frozenset(Crossed(one.kind, one.id) for receipt in signed_receipts(found) for one in receipt.transfers)


def _passed(found: RoundState, manifest: Manifest) -> list[Transfer]:
    """Give what the roll call saw pass: lines present, what was brought instead, and whoever had no line."""
    call = _call_of(found)
    passed = []
    for one in call_lines(call, manifest):
        said = one.line.n_declared if one.line.kind == "container" else None
        if one.state == "present":
            passed.append(Transfer(kind=one.line.kind, id=one.line.id, seals=one.seals, n_said=said))
        elif one.state == "substituted" and one.other is not None:
            passed.append(Transfer(kind=one.line.kind, id=one.other, instead_of=one.line.id))
    passed += [Transfer(kind="person", id=one.other) for one in unlisted(call, manifest)]
    return passed


def _call_of(found: RoundState) -> RollCall:
    return roll_call(mark for taken_in in found.said(MarksTaken) for mark in taken_in.marks)


def _receipts(found: RoundState, held: Held) -> list[Receipt]:
    return [receipt for receipt in signed_receipts(found) if receipt.manifest == held.paper.digest]


def _listings(found: RoundState) -> Iterator[Listing]:
    for held in manifests_of(found):
        manifest = held.manifest
        done = {(one.kind, one.id): receipt.at for receipt in _receipts(found, held) for one in receipt.transfers}
        ended = {one.line.id: one.state for one in call_lines(_call_of(found), manifest)}
        for line in manifest.lines:
            at = done.get((line.kind, line.id))
            gone = ended.get(line.id) in ("absent", "stays", "unfit", "substituted")
            listing = Listing(
                id=line.id, manifest=manifest.id, round=manifest.round, giver=manifest.giver,
                receiver=manifest.receiver, at=manifest.opens_at, state="not crossed" if gone else "open",
            )  # fmt: skip
            yield listing if at is None else replace(listing, at=at, state="crossed")


def _happened(found: RoundState, results: tuple[Result, ...]) -> Iterator[Happened]:
    """Say each event of each person and container once, with the paper that says so."""
    by_thing = {result.of: result for result in results}
    for held in manifests_of(found):
        digest = held.paper.digest.hex()
        for receipt in _receipts(found, held):
            for one in receipt.transfers:
                unit = "persons" if one.kind == "person" else "containers"
                told: dict[str, Any] = {"id": one.id, "unit": unit, "side": held.manifest.giver, "manifest": digest}
                told["day"] = receipt.at.date()
                yield Happened(**told, event="crossed", source=receipt.id)
                yield Happened(**told, event="received", source=receipt.id)
                result = by_thing[Crossed(one.kind, one.id)]
                if result.outcome in ("confirmed", "not ours"):
                    last = max(result.assessments, key=lambda said: said.at)
                    yield Happened(
                        **{**told, "day": last.at.date()}, event=_EVENT[result.outcome], source=last.basis or last.id
                    )


_EVENT: Mapping[str, Any] = {"confirmed": "confirmed", "not ours": "not ours"}


def _read_marks(data: bytes) -> tuple[tuple[Mark, ...], tuple[Problem, ...]]:
    told = load_json(data).get("marks")
    if not isinstance(told, list) or len(told) > _MOST_MARKS:
        raise InvalidInput(f'marks come as {{"marks": [...]}}, at most {_MOST_MARKS:,} at once')
    marks, problems = [], []
    for number, item in enumerate(told, start=1):
        try:
            marks.append(value_of(Mark, item))
        except (HomewardError, TypeError, ValueError, AttributeError, OverflowError) as error:
            problems.append(Problem(f"mark {number}", f"it cannot be read: {str(error)[:160]}", "nothing of it"))
    return tuple(marks), tuple(problems)


def _read_count(told: Mapping[str, object]) -> Count:
    try:
        count: Count = value_of(Count, told)
    except (HomewardError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise InvalidInput(f"this count cannot be read: {str(error)[:160]}") from None
    return count
