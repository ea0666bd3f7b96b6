"""What a harm flag can hide, and what can be erased: files of people, and documents of talks."""

from typing import Protocol

from homeward.actions.workspace.folding.promises import document_of
from homeward.actions.workspace.folding.states import file_of
from homeward.store.transaction import Snapshot


class Guarded(Protocol):
    """A file or document as the table of rights sees it."""

    @property
    def owner(self) -> str:
        """Give the member who answers for it."""

    @property
    def team(self) -> str:
        """Give the team that sees it when it is flagged."""

    @property
    def has_harm_flag(self) -> bool:
        """Tell whether it has a harm flag."""

    @property
    def is_closed(self) -> bool:
        """Tell whether it is read, not changed."""


def guarded_of(now: Snapshot, object_id: str) -> Guarded | None:
    """Find a file or a document by its id; None where there is neither, or no longer."""
    file = now.state("person", object_id)
    if file is not None:
        return file_of(file)
    document = now.state("document", object_id)
    return None if document is None else document_of(document)
