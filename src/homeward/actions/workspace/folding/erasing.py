"""What is erased with the file of a person: the cases about it, and its samples; and when that has to wait.

It is looked up twice: when erasing is asked for, and again in the step that keeps it, because a case may have been
opened, or a sample taken, before the second person signed.
"""

from homeward.actions.workspace.folding.states import file_of
from homeward.errors import InvalidInput
from homeward.ledger.act import Act
from homeward.review.queue import WAITS_FOR
from homeward.store.transaction import Snapshot

_BEGINS_CASE = ("proposal", "earlier decision")


def cases_about(now: Snapshot, file_id: str) -> tuple[tuple[str, str], ...]:
    """Give the ids and states of the cases that name a file, found or sought."""
    begins = (entry for entry in now.entries_about(file_id) if entry.act.kind in _BEGINS_CASE)
    named = {other for entry in begins for other in entry.act.subjects}
    states = (now.state("case", other) for other in sorted(named))
    return tuple((state.object, state.status or "") for state in states if state is not None)


def erased_with(now: Snapshot, file_id: str) -> tuple[str, ...]:
    """Give all that is erased with a file, or a sample: its own id first.

    raises    InvalidInput where a case about it is open: the law may want it kept until then
    """
    cases = cases_about(now, file_id)
    if any(state in WAITS_FOR for _, state in cases):
        raise InvalidInput("a case about this file is open; the file is erased when it is decided")
    state = now.state("person", file_id)
    samples = () if state is None else tuple(sample.id for sample in file_of(state).samples)
    return (file_id, *(case_id for case_id, _ in cases), *samples)


def check_erasing(now: Snapshot, act: Act) -> None:
    """Refuse to erase what is not all that there is by now; raises InvalidInput."""
    if not {*erased_with(now, act.subjects[0])} <= {*act.subjects}:
        raise InvalidInput("more is kept of this file than when its erasing was asked for; ask again")
