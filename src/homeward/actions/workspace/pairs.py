"""Pairs before readers: proposing them from two lists, the queue, two readings, the board, signatures.

What a case allows is decided by `review`; here stands who asks, and what a person gets to see. Whoever reads second
sees neither score nor first verdict.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

import numpy as np

from homeward.actions.workspace.desk import (
    Desk,
    Draft,
    Granted,
    Kept,
    authorise,
    keep,
    new_id,
    note,
    refuse,
    scope_of,
)
from homeward.actions.workspace.files import withheld_fields, without_fields
from homeward.actions.workspace.folding.heads import HEADS, Head, decide_alike
from homeward.actions.workspace.folding.memory import Conclusion
from homeward.actions.workspace.folding.record_text import write_json
from homeward.actions.workspace.folding.states import (
    CASES,
    THINGS,
    CaseState,
    FileRecord,
    ThingState,
    case_of,
    file_of,
    thing_of,
    write_case_act,
)
from homeward.actions.workspace.lists import all_lists, files_of
from homeward.actions.workspace.members import Member, find_member
from homeward.actions.workspace.place import PROGRAM
from homeward.actions.workspace.rights import Role, Scope, right_of
from homeward.actions.workspace.settings import Settings
from homeward.errors import InvalidInput
from homeward.identify.lists.explanation import Explanation, explain_listed
from homeward.identify.lists.matching import Matching, match_lists
from homeward.review.act import (
    KIND_OF,
    BoardDecision,
    Content,
    Deed,
    DeedKind,
    GivingBack,
    Pair,
    Proposal,
    Reopening,
    Rules,
    Seating,
    Showing,
    Signing,
    Taking,
    Vote,
)
from homeward.review.basis import Basis
from homeward.review.case import Case
from homeward.review.lifecycle import State
from homeward.review.queue import WAITS_FOR, Place, Queue, Sorted, places_of, sort_out
from homeward.review.reading import View, visible
from homeward.review.reopening import standing_decision
from homeward.review.verdict import CODES, Outcome, Reason, Verdict, check_outcome
from homeward.store.heads import sign_head
from homeward.store.transaction import Snapshot

_MOST_AT_WORK = 32  # people whose view of all cases stays in memory
_SEED = 20_220_224  # of the strangers drawn to learn from: the same lists give the same answer
_READABLE: tuple[State, ...] = ("proposed", "read once")
_PRIOR_RULE = "expected overlap of both lists, spread evenly over all pairs"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What became of a comparison of two lists.

    Of pairs that were before readers already it says the same whatever the limit: else whoever compares again with
    another limit, and another, learns the score of a pair that they may later read blind.
    """

    case_ids: tuple[str, ...]
    n_known: int  # pairs that were before readers already
    n_below: int  # other pairs worth listing, but below the probability from which pairs are proposed
    kept: Kept


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as one person sees it, with both files."""

    id: str
    view: View
    found: FileRecord | ThingState  # a person on a list, or remains
    sought: FileRecord


def propose_pairs(
    desk: Desk, found_list: str, sought_list: str, *, least: float | None = None, act_id: str | None = None
) -> Proposed:
    """Match two lists and put every probable pair before readers.

    least     probability from which a pair is proposed; by default the setting
    raises    Refused where this person answers for neither list, or there are no such lists
    """
    settings = desk.workspace.settings
    limit = settings.propose_from if least is None else least
    if not 0.0 < limit <= 1.0:
        raise InvalidInput(f"{limit} is no probability from which pairs are proposed")
    granted = may_propose(desk, found_list, sought_list)
    note(desk, granted.role, Draft(kind="lists compared", others=(found_list, sought_list)))
    found, sought = (open_files(desk, one) for one in (found_list, sought_list))
    if not found or not sought:
        raise InvalidInput("one of the lists has no file that is open")
    matching = match_lists(
        [file.line for file in found.values()],
        [file.line for file in sought.values()],
        np.random.default_rng(_SEED),
    )
    before = {one.case.pair for one in all_cases(desk)}
    known = {pair for pair in before if pair.found in found and pair.sought in sought}
    pairs = _listed_pairs(matching, (tuple(found), tuple(sought)))
    new = {pair: place for pair, place in pairs.items() if pair not in known and matching.probability[place] >= limit}
    told = zip(new, explain_listed(matching, tuple(new.values())), strict=True)
    drafts = [
        draft_of(new_id(), pair, Proposal(basis=_basis(matching, why, settings), rules=settings.rules))
        for pair, why in told
    ]
    n_known, n_below = len(known), len(pairs.keys() - known - new.keys())
    ids = tuple(next(iter(draft.texts)) for draft in drafts)
    if not drafts:
        return Proposed((), n_known, n_below, Kept(()))
    return Proposed(ids, n_known, n_below, keep(desk, granted, drafts, says="to propose pairs", act_id=act_id))


def may_propose(desk: Desk, found_list: str, sought_list: str) -> Granted:
    """Look up who may propose pairs between two lists; raises Refused, or InvalidInput for two lists of one side."""
    lists = all_lists(desk)
    if found_list not in lists or sought_list not in lists:
        refuse(desk, "propose match")
    if (lists[found_list].role, lists[sought_list].role) != ("found", "sought"):
        raise InvalidInput("pairs are proposed between a list of people found and a list of people sought")
    owners = {lists[one].owner for one in (found_list, sought_list)}
    teams = {lists[one].team for one in (found_list, sought_list)}
    away = Scope.TEAM if desk.member.team in teams else Scope.OTHER
    scope = Scope.OWN if any(desk.member.answers_for(owner) for owner in owners) else away
    return authorise(desk, "propose match", scope, about=(found_list, sought_list))


def open_files(desk: Desk, list_id: str) -> dict[str, FileRecord]:
    """Give the files of a list that this person may compare: none that is closed, or must not exist for them."""
    shut = (Scope.HARM, Scope.CLOSED)
    return {one: file for one, file in files_of(desk, list_id).items() if scope_of(desk.member, file) not in shut}


def _listed_pairs(matching: Matching, ids: tuple[tuple[str, ...], tuple[str, ...]]) -> dict[Pair, int]:
    """Give the pairs that were worth listing, and where they stand in the matching."""
    sides = zip(matching.found.tolist(), matching.sought.tolist(), strict=True)
    return {Pair(ids[0][found], ids[1][sought]): place for place, (found, sought) in enumerate(sides)}


def _basis(matching: Matching, told: Explanation, settings: Settings) -> Basis:
    n_pairs = matching.n_people[0] * matching.n_people[1]
    return Basis(
        weights=tuple(step for step in told.steps if step.log10_lr != 0.0),
        posterior=told.probability,
        prior=min(matching.model.n_same / n_pairs, 1.0),
        prior_rule=_PRIOR_RULE,
        program=PROGRAM,
        thresholds=settings.thresholds,
    )


def draft_of(case_id: str, pair: Pair, what: Content) -> Draft:
    """Draft one act about a case. Outcomes are sealed: whoever reads a reopened case blind can read the ledger, too."""
    number = getattr(what, "round", None)
    facts = () if number is None or isinstance(what, Verdict | Vote) else (("round", number),)
    return Draft(
        kind=KIND_OF[type(what)],
        texts={case_id: write_case_act(pair, what)},
        others=(pair.found, pair.sought),
        facts=facts,
    )


def all_cases(desk: Desk, status: str | None = None) -> tuple[CaseState, ...]:
    """Give all cases, to compute on."""
    with desk.store.read() as now:
        return tuple(CASES.all(now, status=status).values())


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to read for one person, and where every case stands that is not closed, with their ids."""

    queue: Queue
    ids: Mapping[Pair, str]
    places: tuple[tuple[str, Place], ...]  # in the order of ids


def view_work(desk: Desk) -> Work:
    """Sort the cases that wait for a reading for this person, and say where all open ones stand.

    A case about a file that must not exist for this person does not exist either.

    raises    Refused where no role of this person reads
    """
    work = _work(desk)
    return Work(work.readings.at(desk.workspace.clock()), work.ids, work.places)


def view_queue(desk: Desk) -> tuple[Queue, dict[Pair, str]]:
    """Sort the cases that wait for a reading for this person: what may be taken, why not the others, and their ids.

    A case about a file that must not exist for this person does not exist either.

    raises    Refused where no role of this person reads
    """
    work = _work(desk)
    return work.readings.at(desk.workspace.clock()), dict(work.ids)


def count_queue(desk: Desk) -> int:
    """Count the readings that this person may take, and does not have in hand; raises Refused."""
    return _work(desk).readings.n_offers(desk.workspace.clock())


@dataclass(frozen=True, slots=True)
class _Work:
    """What waits for a reading, and where all open cases stand, that exist for one person; no word of the hour."""

    readings: Sorted
    ids: Mapping[Pair, str]
    places: tuple[tuple[str, Place], ...]


def _read_work(now: Snapshot, member: Member) -> _Work:
    seen = [(one, scope) for one, scope in _SEEN.of(now, member) if one.case.state in WAITS_FOR]
    ids = {one.case.pair: one.id for one, _ in seen}
    places = sorted(((ids[it.pair], it) for it in places_of(one.case for one, _ in seen)), key=lambda it: it[0])
    readable = [(one.case, scope) for one, scope in seen if one.case.state in _READABLE]
    barred = frozenset(case.pair for case, scope in readable if scope is not Scope.OWN)
    readings = sort_out((case for case, _ in readable), member.id, may_read=lambda pair: pair not in barred)
    return _Work(readings, MappingProxyType(ids), tuple(places))


def _read_seen(now: Snapshot, member: Member) -> tuple[tuple[CaseState, Scope], ...]:
    """Give the cases that exist for somebody, and how each stands to them."""
    cases = tuple(CASES.all(now).values())
    scopes = _scopes(now, member, [one.case for one in cases])
    return tuple((one, scope) for one, scope in zip(cases, scopes, strict=True) if scope is not Scope.HARM)


# Of a hundred thousand cases each answer takes some megabytes.
_SEEN, _WORK = Conclusion(_read_seen, _MOST_AT_WORK), Conclusion(_read_work, _MOST_AT_WORK)


def _work(desk: Desk) -> _Work:
    _check_reads(desk)
    with desk.store.read() as now:
        return _WORK.of(now, desk.member)


def view_places(desk: Desk) -> tuple[tuple[str, Place], ...]:
    """Say of every case that is not closed where it stands, with its id, in the order of ids.

    raises    Refused where no role of this person reads
    """
    return view_work(desk).places


def seen_cases(desk: Desk) -> dict[Pair, CaseState]:
    """Give the cases that exist for this person."""
    with desk.store.read() as now:
        return {one.case.pair: one for one, _ in _SEEN.of(now, desk.member)}


def _check_reads(desk: Desk) -> None:
    if not any(right_of(role, "read match", Scope.OWN).is_granted for role in desk.member.roles):
        refuse(desk, "read match")


def take_reading(desk: Desk, case_id: str, *, act_id: str | None = None) -> Kept:
    """Take the reading that is due; it comes back when the lease has run out."""
    return act_on(desk, case_id, "read match", lambda case: Taking(len(case.rounds)), act_id)


def give_back(desk: Desk, case_id: str, *, act_id: str | None = None) -> Kept:
    """Give a reading back unread."""
    return act_on(desk, case_id, "read match", lambda case: GivingBack(len(case.rounds)), act_id)


def open_case(desk: Desk, case_id: str, *, reason: str | None = None) -> Opened:
    """Open a case with both files; both readings are entries before anything is shown.

    reason    given, score and verdicts are shown as well, and this person is never again its blind reader
    raises    Refused where there is no such case, or this person may not see it
    """
    one, granted = find_case(desk, case_id, "read match" if reason is None else "confirm identity")
    if reason is not None:
        keep(desk, granted, [draft_of(case_id, one.case.pair, Showing(reason))], says="", alone=True)
    text = write_json({"case": case_id})
    pair = one.case.pair
    note(desk, granted.role, Draft(kind="file read", texts={pair.found: text, pair.sought: text}, others=(case_id,)))
    with desk.store.read() as now:
        case, found, sought = now.state("case", case_id), _side(now, pair.found), _side(now, pair.sought)
    if case is None or found is None or not isinstance(sought, FileRecord):
        refuse(desk, granted.act)
    withheld = withheld_fields(desk.member, Scope.OWN)
    shown = without_fields(found, withheld) if isinstance(found, FileRecord) else found
    return Opened(case_id, visible(case_of(case).case, desk.member.id), shown, without_fields(sought, withheld))


def show_score(desk: Desk, case_id: str, reason: str, *, act_id: str | None = None) -> Kept:
    """Let this person see score and verdicts when the case is opened next; they are never again its blind reader."""
    return act_on(desk, case_id, "confirm identity", lambda case: Showing(reason), act_id)


def _side(now: Snapshot, one: str) -> FileRecord | ThingState | None:
    """Find a person on a list, or remains, by id."""
    state = now.state("person", one)
    if state is not None:
        return file_of(state)
    state = now.state("thing", one)
    return None if state is None else thing_of(state)


def read_case(
    desk: Desk, case_id: str, outcome: Outcome, reasons: Sequence[Reason], *, act_id: str | None = None
) -> Kept:
    """Give the verdict of a reader who has taken the reading."""
    return act_on(desk, case_id, "read match", lambda case: Verdict(len(case.rounds), outcome, tuple(reasons)), act_id)


def seat_board(desk: Desk, case_id: str, names: Sequence[str], *, act_id: str | None = None) -> Kept:
    """Put a case before a board, or add members to it."""
    with desk.store.read() as now:
        members = [find_member(now, name) for name in names]
    if any(member is None for member in members):
        raise InvalidInput("one of these names is no member of this workspace: homeward member list")
    ids = tuple(member.id for member in members if member is not None)
    return act_on(desk, case_id, "confirm identity", lambda case: Seating(len(case.rounds), ids), act_id)


def vote(desk: Desk, case_id: str, outcome: Outcome, reasons: Sequence[Reason], *, act_id: str | None = None) -> Kept:
    """Vote as a member of the board."""
    return act_on(
        desk, case_id, "confirm identity", lambda case: Vote(len(case.rounds), outcome, tuple(reasons)), act_id
    )


def decide_as_board(desk: Desk, case_id: str, outcome: Outcome, text: str, *, act_id: str | None = None) -> Kept:
    """Write down what more than half of the votes say."""
    return act_on(
        desk, case_id, "confirm identity", lambda case: BoardDecision(len(case.rounds), outcome, text), act_id
    )


def sign_decision(desk: Desk, case_id: str, outcome: Outcome, *, act_id: str | None = None) -> Kept:
    """Sign what the readers or the board settled; as many people as the rules ask do so, by an act each.

    The ledger signs a head over it, so that nobody can take a decision back unnoticed.
    """
    kept = act_on(
        desk,
        case_id,
        "confirm identity",
        lambda case: Signing(len(case.rounds), case.round.decider, outcome),
        act_id,
    )
    sign_head(desk.store, desk.workspace.ledger_key)
    return kept


def note_deed(desk: Desk, case_id: str, kind: str, detail: str, *, act_id: str | None = None) -> Kept:
    """Write down what a person did on a signed decision."""
    return act_on(
        desk, case_id, "confirm identity", lambda case: Deed(len(case.rounds), cast(DeedKind, kind), detail), act_id
    )


def reopen_case(desk: Desk, case_id: str, because: str, *, act_id: str | None = None) -> Kept:
    """Ask to begin the readings anew, on the same basis; a second person signs. The old decision stays readable."""
    one, granted = find_case(desk, case_id, "reopen decision")
    what = reopening_of(one.case, desk.workspace.settings.rules, because)
    draft = draft_of(case_id, one.case.pair, what)
    return keep(desk, granted, [draft], says=f"to read case {case_id} again", act_id=act_id)


def reopening_of(
    case: Case, rules: Rules, because: str, *, basis: Basis | None = None, campaign: str | None = None
) -> Reopening:
    """Say that a case is read again, on a new basis, or on that of its last round or of what was decided elsewhere."""
    if basis is None:
        standing = standing_decision(case)
        basis = case.round.basis if case.rounds else standing.basis if standing else Basis()
    return Reopening(len(case.rounds), because, Proposal(basis=basis, rules=rules), campaign)


def read_outcome(text: str) -> Outcome:
    """Read an outcome; raises InvalidInput for a word that is none."""
    check_outcome(text)
    return cast(Outcome, text)


def read_reason(text: str) -> Reason:
    """Read a reason as people write it: "names and dates agree: both born 14 March 1987".

    raises    InvalidInput where the code is none, or the words are missing
    """
    code, _, words = text.partition(":")
    known = next((one for one in CODES if one == code.strip()), None)
    if known is None:
        raise InvalidInput(f"write a reason as 'CODE: words'; the codes are {', '.join(CODES)}")
    return Reason(known, words.strip())


def act_on(desk: Desk, case_id: str, asks: str, make: Callable[[Case], Content], act_id: str | None) -> Kept:
    """Add an act to a case: `make` makes it from the case as it stands."""
    one, granted = find_case(desk, case_id, asks)
    draft = draft_of(case_id, one.case.pair, make(one.case))
    # The second person of a reading or decision is in the rules of the case: an act, and a signature, of their own.
    return keep(desk, granted, [draft], says="", act_id=act_id, alone=True)


def find_case(desk: Desk, case_id: str, asks: str) -> tuple[CaseState, Granted]:
    """Find a case and look up a right to it; raises Refused where there is none, also where there is no such case."""
    with desk.store.read() as now:
        one = CASES.named(now, (case_id,)).get(case_id)
    if one is None:
        refuse(desk, asks, (case_id,))
    pair, scope = one.case.pair, scope_of_case(desk, one.case)
    # Of a hidden case the entry names what was asked for and no more: everybody may prove an entry.
    about = (case_id,) if scope is Scope.HARM else (case_id, pair.found, pair.sought)
    return one, authorise(desk, asks, scope, about=about)


_READERS = frozenset({Role.REVIEWER, Role.LABORATORY, Role.ADJUDICATOR})


_NEARER = (Scope.OWN, Scope.CLOSED, Scope.TEAM, Scope.OTHER)


def scopes_of_cases(desk: Desk, cases: Sequence[Case]) -> list[Scope]:
    """Say how each pair stands to a person: as the more sensitive of its two files, and as the nearer of them.

    The queue assigns cases to readers; what they may take is theirs to read.
    """
    with desk.store.read() as now:
        return _scopes(now, desk.member, cases)


def _scopes(now: Snapshot, member: Member, cases: Sequence[Case]) -> list[Scope]:
    ids = {one for case in cases for one in (case.pair.found, case.pair.sought)}
    files = HEADS.named(now, ids)
    things = THINGS.named(now, ids - files.keys())
    scopes = {one: _scope_of_side(member, thing) for one, thing in things.items()}
    scopes |= decide_alike(files, lambda head: _scope_of_side(member, head))
    return [_nearest([scopes[one] for one in (it.pair.found, it.pair.sought) if one in scopes]) for it in cases]


def scope_of_case(desk: Desk, case: Case) -> Scope:
    """Say how one pair stands to a person."""
    return scopes_of_cases(desk, [case])[0]


def _nearest(scopes: Sequence[Scope]) -> Scope:
    return Scope.HARM if Scope.HARM in scopes else min(scopes, key=_NEARER.index, default=Scope.OTHER)


def _scope_of_side(member: Member, side: Head | ThingState) -> Scope:
    is_reader = any(role in _READERS for role in member.roles)
    if isinstance(side, Head):
        return scope_of(member, side, is_assigned=is_reader)
    if is_reader or member.answers_for(side.owner):
        return Scope.OWN
    return Scope.TEAM if side.team == member.team else Scope.OTHER
