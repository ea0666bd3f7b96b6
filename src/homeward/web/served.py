"""The one workspace that this process serves, and who is at work in it.

A person's signing key is open in memory only, from the moment they give their passphrase until they leave, are idle for
ten minutes, or the process ends: in the session stands a random number, and nothing on the disk could sign.
"""

import secrets
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic

from django.http import HttpRequest

from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.place import Workspace
from homeward.errors import HomewardError
from homeward.web.configuring import IDLE_SECONDS, MOST_SECONDS

_AT = "desk"  # the name in the session
MOST_DESKS_EACH = 2  # ASVS 5.0, 7.1.2: a third place of work takes the oldest away


class NoDesk(HomewardError):
    """Nobody is at work here: the passphrase was not given yet, or the time is over."""


@dataclass(frozen=True, slots=True)
class _Place:
    desk: Desk
    since: float
    seen: float


class Desks:
    """Who is at work, by the random number in their session."""

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._turn = Lock()

    def open(self, desk: Desk) -> str:
        """Keep a desk: the number under which it is found."""
        number, at = secrets.token_urlsafe(32), monotonic()
        with self._turn:
            mine = [key for key, one in self._places.items() if one.desk.member.id == desk.member.id]
            for key in mine[: max(0, len(mine) + 1 - MOST_DESKS_EACH)]:
                del self._places[key]
            self._places[number] = _Place(desk, at, at)
        return number

    def find(self, number: str, *, at: float | None = None) -> Desk | None:
        """Give the desk of a number, unless it was idle or at work for too long; then it is forgotten."""
        now = monotonic() if at is None else at
        with self._turn:
            place = self._places.get(number)
            if place is None:
                return None
            if now - place.seen > IDLE_SECONDS or now - place.since > MOST_SECONDS:
                del self._places[number]
                return None
            self._places[number] = replace(place, seen=now)
            return place.desk

    def close(self, number: str) -> None:
        """Forget a desk, and with it the open key."""
        with self._turn:
            self._places.pop(number, None)


class _Served:
    """What this process serves."""

    def __init__(self) -> None:
        self.workspace: Workspace | None = None
        self.desks = Desks()


_served = _Served()


def serve_workspace(workspace: Workspace | None) -> None:
    """Say which workspace the pages are about; nobody is at work in it yet."""
    _served.workspace, _served.desks = workspace, Desks()


def workspace_served() -> Workspace:
    """Give the workspace; raises NoDesk where none is served."""
    if _served.workspace is None:
        raise NoDesk("no workspace is served by this process")
    return _served.workspace


def sit(request: HttpRequest, desk: Desk) -> None:
    """Let the person of this session work at a desk."""
    leave(request)
    request.session[_AT] = _served.desks.open(desk)


def leave(request: HttpRequest) -> None:
    """Close the desk of this session."""
    number = request.session.pop(_AT, None)
    if number is not None:
        _served.desks.close(number)


def desk_of(request: HttpRequest) -> Desk:
    """Give the desk of whoever asks; raises NoDesk where they have to give their passphrase first."""
    number = request.session.get(_AT)
    desk = _served.desks.find(number) if isinstance(number, str) else None
    if desk is None or not request.user.is_authenticated or request.user.get_username() != desk.member.id:
        raise NoDesk("give your passphrase first")
    return desk
