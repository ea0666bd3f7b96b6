"""The one way in which anything is done in a workspace: rights, then signature, then all of it kept in one step.

    granted = authorise(desk, "import list")          refused attempts are entries too
    keep(desk, granted, drafts)                       signs and keeps, or asks a second person

Where the table asks for two people, what the first one signed waits under "second asked", sealed and unchanged, until
another person who holds the right signs the very same bytes: `approve`. Only then does it have any effect.
"""

import json
import re
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Literal, NoReturn

from sqlalchemy.exc import DatabaseError

from homeward.actions.workspace.folding.erasing import check_erasing
from homeward.actions.workspace.folding.fold import effects_of
from homeward.actions.workspace.folding.guarded import Guarded, guarded_of
from homeward.actions.workspace.folding.memory import forget_all
from homeward.actions.workspace.folding.record_text import Plain, plain_of, read_record, write_json
from homeward.actions.workspace.folding.states import CASES, Waiting
from homeward.actions.workspace.members import MEMBERS, Member, check_present, find_member, open_key
from homeward.actions.workspace.oversight.pace import (
    ALARM,
    FILE_READ,
    Pace,
    Tally,
    is_alarmed,
    why_stopped,
)
from homeward.actions.workspace.place import PROGRAM, Workspace
from homeward.actions.workspace.rights import CALLED_BY_HARM, Right, Role, Scope, right_of
from homeward.errors import HomewardError, InvalidInput
from homeward.ledger.act import Act, Fact, act_bytes, read_act
from homeward.ledger.entry import Entry, Signature, sign
from homeward.ledger.key_file import Hardness, key_from_passphrase
from homeward.ledger.keys import SigningKey
from homeward.ledger.sealing import SALT_BYTES
from homeward.review.case import Case
from homeward.review.lifecycle import NotAllowed
from homeward.store.parts import Part, open_part, parts_fact, seal_parts
from homeward.store.refusals import Damaged, Erased
from homeward.store.state import State, Wanted
from homeward.store.store import Store
from homeward.store.transaction import ERASED, Snapshot, Transaction

Channel = Literal["command line", "interface", "web"]
# What is granted in part (a laboratory imports results, an auditor exports proofs) does not grant the whole.
_ID = re.compile("[0-9a-f]{32}")
_WHOLE = ("", "not own", "destroys key")
_WAYS = ("alone", "proposal", "with a second")  # the best first
_CONFIRMS = "confirm identity"
_NEVER_OWN = ("give role", "reset second factor")  # of other members only


class Refused(HomewardError):
    """This person may not do this, or there is no such thing: the same sentence, so that nobody learns which."""


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """One person at work in an open workspace."""

    workspace: Workspace
    member: Member
    key: SigningKey
    channel: Channel = "interface"
    tally: Tally = field(default_factory=Tally, repr=False)

    @property
    def store(self) -> Store:
        """Give the store."""
        return self.workspace.store


@dataclass(frozen=True, slots=True)
class Granted:
    """What a person may do, and in which role."""

    act: str
    role: Role
    right: Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One act before it is signed."""

    kind: str
    texts: Mapping[str, str] = field(default_factory=dict)  # what it says of each subject
    others: tuple[str, ...] = ()  # subjects that it names without a word about them
    facts: tuple[tuple[str, Fact], ...] = ()
    relies_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """One act, signed, with its sealed parts."""

    act: Act
    signatures: tuple[Signature, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Signer:
    """Who signs, where, and when."""

    key: SigningKey
    channel: Channel
    at: datetime

    @classmethod
    def of_ledger(cls, workspace: Workspace, channel: Channel) -> "_Signer":
        """Let the ledger sign what nobody in person can."""
        return cls(workspace.ledger_key, channel, workspace.now)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an act.

    entries       of the acts, or of the one that asks for a second person
    waits_for     the id under which another person approves; None where it is done
    is_repeat     it had been kept before, and nothing was done now
    """

    entries: tuple[Entry, ...]
    waits_for: str | None = None
    is_repeat: bool = False


def sit_down(workspace: Workspace, name: str, passphrase: str, channel: Channel = "interface") -> Desk:
    """Let a person begin to work; a failed attempt is an entry.

    raises    Refused where there is no such person, or the passphrase is another
    """
    member = _known_member(workspace, name)
    try:
        if member is not None:
            return Desk(workspace, member, open_key(workspace.folder, member, passphrase), channel)
        key_from_passphrase(passphrase, bytes(SALT_BYTES), Hardness())  # takes as long as if there were such a member
    except InvalidInput:
        pass
    _refuse_sign_in(workspace, member, channel)


def _refuse_sign_in(workspace: Workspace, member: Member | None, channel: Channel) -> NoReturn:
    draft = Draft(kind="sign-in failed", others=() if member is None else (member.id,))
    keep_prepared(workspace.store, [_prepare(workspace, draft, "instance", _Signer.of_ledger(workspace, channel))])
    raise Refused("no member of this workspace has this name and passphrase")


def _known_member(workspace: Workspace, name: str) -> Member | None:
    try:
        with workspace.store.read() as now:
            return find_member(now, name)
    except DatabaseError as error:
        raise Damaged(f"the store cannot be read: {error.orig}; keep the disk, and restore from a backup") from None


def authorise(
    desk: Desk,
    act: str,
    scope: Scope = Scope.OWN,
    *,
    about: Sequence[str] = (),
    reason: str | None = None,
) -> Granted:
    """Look up what a person may do; the best of their roles counts.

    about     ids of the files that it is about
    raises    Refused where no role grants it, and then the attempt is an entry; InvalidInput where a reason is missing
    """
    rights = [Granted(act, role, right_of(role, act, scope)) for role in _roles_now(desk)]
    granted = [one for one in rights if one.right.is_granted and one.right.part in _WHOLE]
    if not granted:
        refuse(desk, act, about)
    best = min(granted, key=lambda one: (_WAYS.index(one.right.way), one.right.reason))
    if best.right.reason and not (reason and reason.strip()):
        raise InvalidInput(f"to {act} here needs a reason, which is kept and shown to who answers for the file")
    return best


def _roles_now(desk: Desk) -> tuple[Role, ...]:
    """Give the roles of whoever sits here as they are now; raises Refused where they have left since."""
    member = member_now(desk)
    if member.has_left:
        _refuse_sign_in(desk.workspace, member, desk.channel)
    return member.roles


def member_now(desk: Desk) -> Member:
    """Give whoever sits here as they are kept at this moment: roles may have been taken away since they sat down."""
    with desk.store.read() as now:
        return MEMBERS.named(now, (desk.member.id,)).get(desk.member.id, desk.member)


def refuse(desk: Desk, act: str, about: Sequence[str] = ()) -> NoReturn:
    """Keep an entry of a refused attempt, and refuse it.

    Refused attempts count as files opened, so that nobody tries ids until one fits.

    raises    Refused, always
    """
    n_opened = _pace_of(desk).n_hour + 1
    if n_opened >= desk.workspace.settings.files_stop_hour:
        _raise_alarm(desk, ("files opened", n_opened))
    draft = Draft(kind="refused", others=tuple(one for one in about if _ID.fullmatch(one)), facts=(("asked", act),))
    keep_prepared(desk.store, [prepare(desk, _roles_now(desk)[0], draft)])
    raise Refused(f"{act}: there is nothing here that you may do this with")


def keep(
    desk: Desk, granted: Granted, drafts: Sequence[Draft], *, says: str, act_id: str | None = None, alone: bool = False
) -> Kept:
    """Sign acts and keep them in one step with all their effects; where the right asks for it, ask a second person.

    says      in words, without names: what the second person reads
    act_id    of the first act: where it was kept before, nothing is done again
    alone     one person is enough here, although the table asks for two: the second signature is an act of its own, or
              the thing is small
    raises    NotAllowed where a case does not allow it; that attempt is an entry too
    """
    first_id = check_id(act_id) or new_id()
    before = None if act_id is None else _kept_before(desk, drafts[0], first_id)
    if before is not None:
        return Kept((before,), is_repeat=True)
    prepared = prepare_all(desk, granted.role, drafts, first_id)
    if granted.right.way == "with a second" and not alone:
        return _ask_second(desk, granted, prepared, says)
    try:
        return keep_prepared(desk.store, prepared)
    except NotAllowed:
        about = [subject for draft in drafts for subject in (*draft.texts, *draft.others)]
        note = Draft(kind="refused", others=tuple(dict.fromkeys(about))[:60], facts=(("asked", granted.act),))
        keep_prepared(desk.store, [prepare(desk, granted.role, note)])
        raise


def _kept_before(desk: Desk, draft: Draft, act_id: str) -> Entry | None:
    """Give the entry of an act that was kept under an id; raises InvalidInput where that was, or waits as, another."""
    with desk.store.read() as now:
        entry = now.entry_of(act_id)
    known = [entry.act] if entry else [item.act for item in waiting_act(desk, act_id)[1][:1]]
    subjects = desk.store.keys.read((*draft.texts, *draft.others)).keys()  # what it makes anew has no key yet
    if any((act.kind, act.actor) != (draft.kind, desk.member.id) or subjects - {*act.subjects} for act in known):
        raise InvalidInput(f"the id {act_id} belongs to another act; give each act its own")
    return entry


def note(desk: Desk, role: Role, draft: Draft) -> Entry:
    """Keep an act that changes nothing: a reading, a comparison, a verification.

    raises    Refused where it opens a file, and this person has opened too many
    """
    if draft.kind == FILE_READ:
        check_pace(desk, reason="another reading")
    return keep_prepared(desk.store, [prepare(desk, role, draft)]).entries[0]


def prepare(desk: Desk, role: Role, draft: Draft, act_id: str | None = None) -> Prepared:
    """Sign one act."""
    return prepare_all(desk, role, [draft], act_id or new_id())[0]


def prepare_all(desk: Desk, role: Role, drafts: Sequence[Draft], first_id: str) -> tuple[Prepared, ...]:
    """Sign acts; the first bears a given id."""
    subjects = {subject for draft in drafts for subject in draft.texts}
    keys = desk.store.keys.make(subjects) if subjects else {}
    ids = (first_id, *(new_id() for _ in drafts[1:]))
    signer = _Signer(desk.key, desk.channel, desk.workspace.now)
    return tuple(
        _prepare(desk.workspace, draft, role.value, signer, act_id, keys)
        for draft, act_id in zip(drafts, ids, strict=True)
    )


def new_id() -> str:
    """Draw a random id: 32 hex digits."""
    return secrets.token_hex(16)


def check_pace(desk: Desk, *, reason: str | None) -> None:
    """See that a person does not open more files than one person reads; the count stands in the ledger.

    reason    one is needed above the lower limits; nothing helps above the upper one
    raises    Refused, whether or not there is such a file; the attempt is an entry, and so is an alarm
    """
    pace = _pace_of(desk)
    stopped = why_stopped(pace, desk.workspace.settings, reason)
    if stopped is not None:
        stop(desk, "open person", stopped, ("files opened", pace.n_hour))


def check_looks(desk: Desk) -> None:
    """See that a person does not look at lists without end; raises Refused, and keeps an entry and an alarm."""
    most, n_looks = desk.workspace.settings.lists_minute, _pace_of(desk).n_looks_minute
    if n_looks >= most:
        says = f"you have looked at lists {most} times in a minute; no more now"
        stop(desk, "open person", says, ("lists viewed", n_looks))


def _pace_of(desk: Desk) -> Pace:
    with desk.store.read() as now:
        return desk.tally.count(now, desk.member.id, desk.workspace.clock())


def stop(desk: Desk, asked: str, says: str, alarm: tuple[str, int]) -> NoReturn:
    """Keep an alarm and an entry of what went above a limit, and refuse it; raises Refused, always."""
    _raise_alarm(desk, alarm)
    draft = Draft(kind="refused", facts=(("asked", asked), ("because", "limit")))
    keep_prepared(desk.store, [prepare(desk, desk.member.roles[0], draft)])
    raise Refused(says)


def _raise_alarm(desk: Desk, alarm: tuple[str, int]) -> None:
    """Keep an alarm about this person, one an hour, signed by the ledger: whoever audits sees it."""
    with desk.store.read() as now:
        if is_alarmed(now, desk.member.id, desk.workspace.clock()):
            return
    draft = Draft(kind=ALARM, others=(desk.member.id,), facts=(("about", alarm[0]), ("n", alarm[1])))
    signer = _Signer.of_ledger(desk.workspace, desk.channel)
    keep_prepared(desk.store, [_prepare(desk.workspace, draft, "instance", signer)])


def hides(member: Member, file: Guarded) -> bool:
    """Tell whether a file must not exist for a person, in no list and no count: flagged, and of another team."""
    return file.has_harm_flag and file.team != member.team and CALLED_BY_HARM.isdisjoint(member.roles)


def scope_of(member: Member, file: Guarded, *, is_assigned: bool = False) -> Scope:
    """Say how a file or document stands to a person."""
    if file.has_harm_flag and file.team != member.team:
        return Scope.HARM
    if file.is_closed:
        return Scope.CLOSED
    if member.answers_for(file.owner) or is_assigned:
        return Scope.OWN
    return Scope.TEAM if file.team == member.team else Scope.OTHER


def check_id(act_id: str | None) -> str | None:
    """Refuse what is no id of an act; raises InvalidInput."""
    if act_id is not None and not _ID.fullmatch(act_id):
        raise InvalidInput(f"{act_id[:40]!r} is no id of an act: 32 hex digits, new for each")
    return act_id


def _prepare(
    workspace: Workspace,
    draft: Draft,
    role: str,
    signer: "_Signer",
    act_id: str | None = None,
    keys: Mapping[str, bytes] | None = None,
) -> Prepared:
    act_id = act_id or new_id()
    parts = seal_parts(workspace.store.log, act_id, draft.texts, keys or {})
    facts = (*draft.facts, *((parts_fact(parts),) if parts else ()))
    act = Act(
        log=workspace.store.log,
        id=act_id,
        kind=draft.kind,
        actor=signer.key.id,
        role=role,
        channel=signer.channel,
        done_at=signer.at,
        program=PROGRAM,
        subjects=tuple(dict.fromkeys((*draft.texts, *draft.others))),
        relies_on=draft.relies_on,
        facts=tuple(sorted(facts)),
    )
    return Prepared(act, sign(act, signer.key), parts)


def keep_prepared(store: Store, prepared: Sequence[Prepared]) -> Kept:
    """Keep acts and their effects in one step."""
    named = {part.subject for item in prepared for part in item.parts}
    keys = store.keys.read(named)
    if named - keys.keys():
        raise Erased(f"{min(named - keys.keys())}, which this is about, was erased")
    texts = [
        {part.subject: open_part(store.log, item.act.id, part, keys[part.subject]) for part in item.parts}
        for item in prepared
    ]

    def step(transaction: Transaction) -> None:
        for item, told in zip(prepared, texts, strict=True):
            if item.act.kind == ERASED:
                check_erasing(transaction.now, item.act)
            transaction.append(item.act, item.signatures, item.parts)
            transaction.put(*effects_of(item.act, told, transaction.now.state))
        last = prepared[-1]
        check_present(transaction.now, last.act, [one.key_id for one in last.signatures])

    written = store.write(step, prepared[0].act.id)
    if any(item.act.kind == ERASED for item in prepared):
        forget_all()
    return Kept(written.entries, is_repeat=written.is_repeat)


# ── the second person ──


def _ask_second(desk: Desk, granted: Granted, prepared: Sequence[Prepared], says: str) -> Kept:
    first = prepared[0].act
    about = first.subjects[0] if first.subjects else None
    digest = sha256(act_bytes(first)).hexdigest()
    waiting = Waiting(granted.act, says, desk.member.id, first.done_at, about, digest)
    text = write_json({"waiting": plain_of(waiting), "acts": [_pack(item) for item in prepared]})
    draft = Draft(
        kind="second asked", texts={first.id: text}, others=first.subjects[:8], facts=(("asked", granted.act),)
    )
    kept = keep_prepared(desk.store, [prepare(desk, granted.role, draft, _asking_id(first.id))])
    return Kept(kept.entries, waits_for=first.id, is_repeat=kept.is_repeat)


def _asking_id(act_id: str) -> str:
    """Give the id of the act that asks: the same each time, so that asking twice asks once."""
    return f"{int(act_id, 16) ^ (1 << 127):032x}"


def _pack(item: Prepared) -> Plain:
    return {
        "act": act_bytes(item.act).decode(),
        "signatures": {one.key_id: b64encode(one.signature).decode() for one in item.signatures},
        "parts": {part.subject: b64encode(part.box).decode() for part in item.parts},
    }


def _unpack(told: Mapping[str, Mapping[str, str]]) -> Prepared:
    act = read_act(str(told["act"]).encode())
    signatures = tuple(Signature(key, b64decode(text)) for key, text in sorted(told["signatures"].items()))
    parts = tuple(Part(subject, b64decode(box)) for subject, box in sorted(told["parts"].items()))
    return Prepared(act, signatures, parts)


def waiting_acts(desk: Desk) -> tuple[tuple[str, Waiting], ...]:
    """Give what waits for a second person, oldest first, with the ids to approve it by.

    What is about a file that must not exist for this person is left out.
    """
    with desk.store.read() as now:
        found = [
            (one.object, read_record(Waiting, one.body)) for one in now.states(Wanted(kind="pending", status="waiting"))
        ]
        seen = [pair for pair in found if _is_for(desk.member, now, pair)]
    return tuple(sorted(seen, key=lambda pair: pair[1].at))


def _may_know(desk: Desk, pair: tuple[str, Waiting]) -> bool:
    with desk.store.read() as now:
        return _is_for(desk.member, now, pair)


def _is_for(member: Member, now: Snapshot, pair: tuple[str, Waiting]) -> bool:
    told = _cases_told(now, pair[1])
    if told and not any(member.id in case.informed for case in told):
        return False  # they may be a blind reader one day
    entry = now.entry_of(_asking_id(pair[0]))
    found = [guarded_of(now, subject) for subject in (entry.act.subjects if entry else ())]
    if not any(hides(member, one) for one in found if one is not None):
        return True
    return any(right_of(role, pair[1].asks, Scope.HARM).is_granted for role in member.roles)


def waiting_act(desk: Desk, act_id: str) -> tuple[State | None, tuple[Prepared, ...]]:
    """Give the state of what waits under an id, and the acts themselves; nothing where there is none."""
    with desk.store.read() as now:
        state = now.state("pending", act_id)
        text = None if state is None else now.texts(_asking_id(act_id))[act_id]
    acts = () if text is None else tuple(_unpack(told) for told in json.loads(text)["acts"])
    return state, acts


def approve(desk: Desk, act_id: str) -> Kept:
    """Sign what another person has signed, so that it takes effect.

    raises    Refused where this person does not hold the right, or is the same person; InvalidInput where they have a
              conflict of interest in a case about the remains that it names
    """
    waiting, acts, is_done = _find_waiting(desk, act_id)
    about = () if waiting.about is None else (waiting.about,)
    _check_second(desk, waiting, acts)
    subjects = about or acts[0].act.subjects
    granted = authorise(desk, waiting.asks, _scope_of_second(desk, about), about=subjects, reason="approval")
    if granted.right.way == "proposal":  # two who may only propose are not one who may confirm
        refuse(desk, waiting.asks, subjects[:8])
    if is_done:
        with desk.store.read() as now:
            entries = tuple(entry for item in acts if (entry := now.entry_of(item.act.id)) is not None)
        return Kept(entries, is_repeat=True)
    signed = [Prepared(item.act, _with(item, desk.key), item.parts) for item in acts]
    return keep_prepared(desk.store, signed)


def _check_second(desk: Desk, waiting: Waiting, acts: Sequence[Prepared]) -> None:
    """See that a second person is another one, not whom it is about, and without a conflict of interest."""
    is_own = waiting.asks in _NEVER_OWN and desk.member.id in acts[0].act.subjects[:1]
    if waiting.by == desk.member.id or is_own:
        refuse(desk, waiting.asks, () if waiting.about is None else (waiting.about,))
    with desk.store.read() as now:
        if any(desk.member.id in one.conflicted for one in _cases_told(now, waiting)):
            raise InvalidInput("this is signed by somebody without a conflict of interest in the case")


def _cases_told(now: Snapshot, waiting: Waiting) -> list[Case]:
    """Give the cases whose outcome a waiting act tells of: remains are linked to whom a decision says they are."""
    if waiting.asks != _CONFIRMS or waiting.about is None:
        return []
    return [one.case for one in CASES.all(now, parent=waiting.about).values()]


def _find_waiting(desk: Desk, act_id: str) -> tuple[Waiting, tuple[Prepared, ...], bool]:
    """Find what waits under an id, and whether it is done already; what is hidden from this person is not there."""
    state, acts = waiting_act(desk, act_id)
    waiting = None if state is None else read_record(Waiting, state.body)
    if state is None or waiting is None or not _may_know(desk, (act_id, waiting)):
        refuse(desk, "approve")
    return waiting, acts, state.status != "waiting"


def _scope_of_second(desk: Desk, about: Sequence[str]) -> Scope:
    """Give how a file stands to whoever approves: the right must be theirs, the caseload need not."""
    with desk.store.read() as now:
        found = guarded_of(now, about[0]) if about else None
    return Scope.OWN if found is None else scope_of(desk.member, found, is_assigned=True)


def _with(item: Prepared, key: SigningKey) -> tuple[Signature, ...]:
    return tuple(sorted((*item.signatures, *sign(item.act, key)), key=lambda one: one.key_id))
