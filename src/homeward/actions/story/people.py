"""Who works in the story, and how two of them do what takes two."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from homeward.actions.workspace.desk import Desk, Kept, approve, sit_down
from homeward.actions.workspace.founding import Making, Newcomer, add_member, found_workspace
from homeward.actions.workspace.place import Workspace
from homeward.actions.workspace.rights import Role
from homeward.ledger.key_file import Hardness

# Words that everybody may know: nobody in the workspace exists, and nothing in it is secret.
PASSPHRASE = "only for the demonstration"
_READERS = ("boris", "clara", "greta", "hanna", "ivan")
PEOPLE: Mapping[str, tuple[Role, ...]] = {
    "anna": (Role.CASEWORKER,),
    "vera": (Role.CASEWORKER,),
    **dict.fromkeys(_READERS, (Role.REVIEWER,)),
    "lena": (Role.LABORATORY,),
    "nina": (Role.NEGOTIATOR,),
    "oleh": (Role.NEGOTIATOR,),
    "hana": (Role.HAND_OVER,),
    "igor": (Role.HAND_OVER,),
    "dina": (Role.PROTECTION,),
    "ada": (Role.AUDITOR,),
    "emil": (Role.ADMINISTRATOR,),
    "fadi": (Role.CUSTODIAN,),
}
_TALKS = frozenset({"nina", "oleh", "hana", "igor"})


def found(folder: Path, log: str, making: Making) -> Workspace:
    """Make a workspace with everybody of the story but Luka, who comes later: at most 16 sign the first act."""
    founders = [_newcomer(name, roles) for name, roles in PEOPLE.items()]
    return found_workspace(folder, log, PASSPHRASE, founders, making=making)


def _newcomer(name: str, roles: tuple[Role, ...]) -> Newcomer:
    return Newcomer(name, roles, PASSPHRASE, "talks" if name in _TALKS else "files")


def add_luka(cast: "Cast", hardness: Hardness) -> None:
    """Let a second scientist join, as two people sign."""
    luka = _newcomer("luka", (Role.LABORATORY,))
    cast.both(("emil", "dina"), add_member, luka, hardness=hardness)


class Cast:
    """Everybody at their desks, each seated once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._desks: dict[str, Desk] = {}

    def seat(self, name: str) -> Desk:
        """Give the desk of somebody."""
        if name not in self._desks:
            self._desks[name] = sit_down(self.workspace, name, PASSPHRASE)
        return self._desks[name]

    def both(self, names: tuple[str, str], what: Callable[..., Any], *words: Any, **more: Any) -> Any:
        """Let one do something, and the other approve it where it waits: what the first one got."""
        result = what(self.seat(names[0]), *words, **more)
        last = result[-1] if isinstance(result, tuple) else result
        kept = last if isinstance(last, Kept) else getattr(last, "kept", None)
        if kept is not None and kept.waits_for:
            approve(self.seat(names[1]), kept.waits_for)
        return result
