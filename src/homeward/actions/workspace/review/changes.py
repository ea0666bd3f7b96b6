"""Why something no longer stands: which later acts took the ground from under it, and on which day each took effect.

A paper rests on a decision, a file or a round, an outcome after a crossing on a decision or a finding. Who may be told
is decided by whoever asks here; nothing is told of what was decided instead, by whom, or why.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from homeward.actions.workspace.folding.promises import FLAG_LIFTED, FLAG_SET
from homeward.actions.workspace.folding.rounds import ROUND_KINDS
from homeward.actions.workspace.folding.states import case_of
from homeward.ledger.entry import Entry
from homeward.review.case import Case
from homeward.store.transaction import ERASED, Snapshot

What = Literal[
    "erased",
    "opened again",
    "decided anew",
    "taken back",
    "said by a list",
    "status said",
    "harm flag set",
    "harm flag lifted",
    "sample noted",
    "round went on",
]
_OF_FILE: Final[Mapping[str, What]] = {
    "claims added": "said by a list",
    "status claimed": "status said",
    FLAG_SET: "harm flag set",
    FLAG_LIFTED: "harm flag lifted",
    "sample taken": "sample noted",
}
_OF_ROUND: Final[Mapping[str, What]] = dict.fromkeys(ROUND_KINDS, "round went on")
_OF: Final[Mapping[str, Mapping[str, What]]] = {"person": _OF_FILE, "round": _OF_ROUND}


@dataclass(frozen=True, slots=True)
class Change:
    """One later act; of several of one sort the first."""

    what: What
    on: date  # when it took effect


def changes_since(now: Snapshot, kind: str, object_id: str, number: int) -> tuple[Change, ...]:
    """Give what became of a case, file or round after an entry, oldest first.

    number    of the entry
    """
    state = now.state(kind, object_id)
    if state is None:
        return erased_since(now, (object_id,), number)
    if kind == "case":
        return tuple(_of_case(now, case_of(state).case, number))
    told = _OF.get(kind, {})
    seen = ((told[one.act.kind], one) for one in _after(now, object_id, number) if one.act.kind in told)
    return _first(seen)


def erased_since(now: Snapshot, subjects: Iterable[str], number: int) -> tuple[Change, ...]:
    """Give the day on which any of some subjects was erased after an entry; nothing where none was."""
    seen = [one for subject in subjects for one in _after(now, subject, number) if one.act.kind == ERASED]
    return _first(("erased", one) for one in sorted(seen, key=lambda one: one.number))


def _of_case(now: Snapshot, case: Case, number: int) -> Iterator[Change]:
    """Say of each round of readings that was opened after an entry when that was, and when it was signed."""
    for round_ in case.rounds:
        opened = now.entry_of(round_.opened.id)
        if opened is None or opened.number <= number:
            continue
        yield Change("opened again", opened.placed_at.date())
        if round_.is_signed:
            signed = [entry for act in round_.signatures if (entry := now.entry_of(act.id)) is not None]
            yield Change("decided anew", max(one.placed_at for one in signed).date())


def _after(now: Snapshot, subject: str, number: int) -> list[Entry]:
    return [entry for entry in now.entries_about(subject) if entry.number > number]


def _first(seen: Iterable[tuple[What, Entry]]) -> tuple[Change, ...]:
    days: dict[What, date] = {}
    for what, entry in seen:
        days.setdefault(what, entry.placed_at.date())
    return tuple(Change(what, on) for what, on in days.items())
