"""Who answers for files and how they stand, of thousands at once: what a page of a list and its count need.

To open what is sealed takes longer than everything else here. So a head stays in the memory of the process for the
state that it was read from, and is read again when an act has changed that state. What was erased is in no answer.
"""

from dataclasses import dataclass

from homeward.actions.workspace.folding.states import head_of
from homeward.store.state import Wanted, find_states
from homeward.store.transaction import Snapshot

_MOST = 200_000  # heads in memory: about 100 MB


@dataclass(frozen=True, slots=True)
class Head:
    """One file as the table of rights sees it, and where its line stands among others."""

    record_id: str
    owner: str
    team: str
    has_harm_flag: bool
    is_closed: bool


_known: dict[tuple[str, str], Head] = {}  # by file and the act that last changed it


def forget_heads() -> None:
    """Let go of all heads: something was erased, and no word of it stays in the memory of a process."""
    _known.clear()


def heads_of(now: Snapshot, *, list_id: str | None = None) -> dict[str, Head]:
    """Give the heads of all files by id, or of those of one list."""
    wanted = Wanted(kind="person", parent=list_id)
    act_by_id = {row.object: row.act_id for rows in find_states(now.connection, wanted) for row in rows}
    missing = [file_id for file_id, act_id in act_by_id.items() if (file_id, act_id) not in _known]
    if len(_known) + len(missing) > _MOST:
        _known.clear()
        missing = list(act_by_id)
    read = {}
    for file_id, state in now.states_named("person", missing).items():
        head = head_of(state)
        read[file_id] = Head(head.record_id, head.owner, head.team, head.has_harm_flag, head.is_closed)
        _known[file_id, state.act_id] = read[file_id]
    kept = ((file_id, read.get(file_id) or _known.get((file_id, act_id))) for file_id, act_id in act_by_id.items())
    return {file_id: head for file_id, head in kept if head is not None}
