"""Orders that two people signed: one person asked, another approved, and whoever asked carries it out, once.

Draft(kind="export ordered", ...)     waits under the id of its act, as everything that takes two
approved_order(desk, id, ...)         the act, where a second person has signed it within the last day
carry_out(desk, role, drafts, id)     keeps what was done under an id that follows from the order's: once
"""

from collections.abc import Sequence
from datetime import timedelta

from homeward.actions.workspace.desk import Desk, Draft, Kept, keep_prepared, prepare_all, refuse, waiting_act
from homeward.actions.workspace.rights import Role
from homeward.ledger.act import Act

VALID = timedelta(days=1)  # from the second signature on
_TWO = 2  # people


def approved_order(desk: Desk, order_id: str, kind: str, asks: str) -> Act:
    """Give an order of this person that a second one has signed.

    raises    Refused where there is none, it is somebody else's, it has run out, or it has been carried out
    """
    state, acts = waiting_act(desk, order_id)
    if state is None or state.status != "approved":
        refuse(desk, asks)
    with desk.store.read() as now:
        entry, done = now.entry_of(order_id), now.entry_of(done_id(order_id))
    if entry is None or done is not None or desk.workspace.clock() > entry.placed_at + VALID:
        refuse(desk, asks)
    is_mine = (entry.act.kind, entry.act.actor) == (kind, desk.member.id)
    if not is_mine or entry.act != acts[0].act or len(entry.signatures) < _TWO:
        refuse(desk, asks)
    return entry.act


def open_orders(desk: Desk, kind: str) -> tuple[str, ...]:
    """Give the ids of what this person may carry out now, newest first, to compute on."""
    since = desk.workspace.clock() - VALID
    with desk.store.read() as now:
        return tuple(
            entry.act.id
            for entry in reversed(now.entries_of_kind(kind))
            if entry.placed_at >= since
            and entry.act.actor == desk.member.id
            and len(entry.signatures) >= _TWO
            and now.entry_of(done_id(entry.act.id)) is None
        )


def carry_out(desk: Desk, role: Role, drafts: Sequence[Draft], order_id: str) -> Kept:
    """Keep what was done on an order; raises Refused where somebody was quicker."""
    kept = keep_prepared(desk.store, prepare_all(desk, role, drafts, done_id(order_id)))
    if kept.is_repeat:
        refuse(desk, drafts[0].kind)
    return kept


def done_id(order_id: str) -> str:
    """Give the id of the act that carries an order out: always the same, so that the ledger takes it once."""
    return f"{int(order_id, 16) ^ (1 << 126):032x}"
