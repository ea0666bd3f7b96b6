"""Who answers for files and how they stand, of thousands at once: what a page of a list and its count need."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from homeward.actions.workspace.folding.memory import Memory
from homeward.actions.workspace.folding.states import head_of
from homeward.store.state import State
from homeward.store.transaction import Snapshot

_LONGEST = 20  # digits that are a number and no text
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Head:
    """One file as the table of rights sees it, and where its line stands among others."""

    record_id: str
    owner: str
    team: str
    has_harm_flag: bool
    is_closed: bool
    order: tuple[str, int, str] = field(default=("", -1, ""), compare=False, repr=False)  # by what lines are sorted


def _read(state: State) -> Head:
    head = head_of(state)
    order = in_natural_order(head.record_id)
    return Head(head.record_id, head.owner, head.team, head.has_harm_flag, head.is_closed, order)


def in_natural_order(text: str) -> tuple[str, int, str]:
    """Give by what identifiers are sorted, so that N-2 comes before N-10."""
    letters = text.rstrip("0123456789")
    digits = text[len(letters) :]
    return letters, int(digits) if digits and len(digits) < _LONGEST else -1, text


def decide_alike(heads: Mapping[str, Head], decide: Callable[[Head], T]) -> dict[str, T]:
    """Decide something about each of thousands of files, once for all that stand alike to the table of rights."""
    known: dict[tuple[str, str, bool, bool], T] = {}
    decided = {}
    for one, head in heads.items():
        alike = (head.owner, head.team, head.has_harm_flag, head.is_closed)
        if alike not in known:
            known[alike] = decide(head)
        decided[one] = known[alike]
    return decided


HEADS = Memory("person", _read)


def heads_of(now: Snapshot, *, list_id: str | None = None) -> Mapping[str, Head]:
    """Give the heads of all files by id, or of those of one list."""
    return HEADS.all(now, parent=list_id)
