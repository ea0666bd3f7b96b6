"""A lost second factor: two other people reset it, and the member's next right passphrase takes it away, once.

Nothing here opens a key: whoever forgets the passphrase gets a new key as a new member. Where factors are kept, and
that they are gone, is the matter of whoever asks for `open_reset` and then says `use_reset`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from homeward.actions.workspace.desk import Desk, Draft, Kept, authorise, keep, refuse
from homeward.actions.workspace.folding.record_text import write_json
from homeward.actions.workspace.members import MEMBERS, find_member
from homeward.actions.workspace.oversight.orders import carry_out, done_id
from homeward.errors import InvalidInput
from homeward.ledger.entry import Entry, decode_entry
from homeward.store.transaction import Snapshot

ASKS = "reset second factor"  # in the table of rights
FACTOR_SET, RESET, RESET_USED = "second factor set", "second factor reset", "second factor reset used"
_TWO = 2  # people
_MOST_LETTERS = 500  # of a reason


@dataclass(frozen=True, slots=True)
class Reset:
    """A reset that two people signed.

    by    names of who asked for it and of who signed as the second person
    """

    id: str
    at: datetime
    by: tuple[str, ...]


def reset_second_factor(desk: Desk, name: str, *, reason: str, act_id: str | None = None) -> Kept:
    """Ask to reset the second factor of another member, who has lost it; a second person signs.

    raises    Refused, also for whoever asks it for themselves; InvalidInput without a reason, or such a member
    """
    granted = authorise(desk, ASKS)
    if not 0 < len(reason.strip()) <= _MOST_LETTERS:
        raise InvalidInput(f"a second factor is reset for a reason, of {_MOST_LETTERS} letters at most")
    with desk.store.read() as now:
        member = find_member(now, name)
    if member is None:
        raise InvalidInput("there is no member of this name")
    if member.id == desk.member.id:
        refuse(desk, ASKS, (member.id,))
    draft = Draft(kind=RESET, texts={member.id: write_json({"reason": reason.strip()})})
    says = f"reset of the second factor of member {member.id}: {reason.strip()}"
    return keep(desk, granted, [draft], says=says, act_id=act_id)


def open_reset(desk: Desk, valid: timedelta) -> Reset | None:
    """Give the reset that whoever sits here can use now; None where there is none.

    valid    how long after the second signature

    Only the newest one counts. It is used up once it was used, and by a factor that was set after it: the order of the
    ledger says which came first, not a clock.
    """
    since = desk.workspace.now - valid
    with desk.store.read() as now:
        entry = _newest(now, desk.member.id)
        if entry is None or entry.placed_at < since or _is_used(now, entry):
            return None
        return _told(now, entry)


def used_reset(desk: Desk) -> Reset | None:
    """Give the reset through which whoever sits here is without a second factor, until they set one; else None."""
    with desk.store.read() as now:
        entry = _newest(now, desk.member.id)
        return _told(now, entry) if entry is not None and _is_used(now, entry) else None


def use_reset(desk: Desk, reset: Reset) -> Kept:
    """Keep that a reset was used; raises Refused where it was used before."""
    draft = Draft(kind=RESET_USED, others=(desk.member.id,), relies_on=(reset.id,))
    return carry_out(desk, desk.member.roles[0], [draft], reset.id)


def _newest(now: Snapshot, member_id: str) -> Entry | None:
    """Find the newest reset that two others signed for a member, unless a factor was set since."""
    found = [entry for entry in now.entries_of_kind(RESET) if _is_for(entry, member_id)]
    if not found or member_id in _set_since(now, found[-1]):
        return None
    return found[-1]


def _is_for(reset: Entry, member_id: str) -> bool:
    signers = {one.key_id for one in reset.signatures}
    return reset.act.subjects[:1] == (member_id,) and len(signers) >= _TWO and member_id not in signers


def _set_since(now: Snapshot, reset: Entry) -> Iterator[str]:
    """Give the members who set a factor after a reset."""
    return (decode_entry(data).act.actor for data in now.entries_of_kinds([FACTOR_SET], reset.number + 1))


def _is_used(now: Snapshot, reset: Entry) -> bool:
    return now.entry_of(done_id(reset.act.id)) is not None


def _told(now: Snapshot, reset: Entry) -> Reset:
    signers = tuple(dict.fromkeys((reset.act.actor, *(one.key_id for one in reset.signatures))))
    known = MEMBERS.named(now, signers)
    return Reset(reset.act.id, reset.placed_at, tuple(known[one].name if one in known else one for one in signers))
