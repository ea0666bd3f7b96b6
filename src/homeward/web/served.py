"""The one workspace that this process serves, and who is at work in it.

A person's signing key is open in memory only, from the moment they give their passphrase until they leave, are idle for
ten minutes, or the process ends: in the session stands a random number, and nothing on the disk could sign. While a
second factor is still asked for, nobody can work at the desk, and after five minutes it is gone.
"""

import secrets
from dataclasses import dataclass, replace
from threading import Lock, Timer
from time import monotonic

from django.http import HttpRequest

from homeward.actions.workspace.desk import Desk, member_now
from homeward.actions.workspace.place import Workspace
from homeward.errors import HomewardError
from homeward.web.configuring import HALF_SECONDS, IDLE_SECONDS, MOST_SECONDS

_AT = "desk"  # the name in the session
_NOW = "homeward.desk"  # the name in the surroundings of one request, which no header can set
MOST_DESKS_EACH = 2  # ASVS 5.0, 7.1.2: a third place of work takes the oldest away
_TIDY_SECONDS = 60


class NoDesk(HomewardError):
    """Nobody is at work here: the passphrase was not given yet, or the time is over."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody works: since when, when last, and whether a second factor is still to be given.

    since, seen    seconds of the clock of this process
    """

    desk: Desk
    since: float
    seen: float
    is_half: bool = False

    def is_over(self, now: float) -> bool:
        """Tell whether its time is over."""
        if self.is_half:
            return now - self.since > HALF_SECONDS
        return now - self.seen > IDLE_SECONDS or now - self.since > MOST_SECONDS


class Desks:
    """Who is at work, by the random number in their session."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._turn = Lock()
        self._timer: Timer | None = None

    def open(self, desk: Desk, *, is_half: bool = False) -> str:
        """Keep a desk: the number under which it is found.

        is_half    a second factor is still to be given: it takes no place of work away from anybody
        """
        number, at = secrets.token_urlsafe(32), monotonic()
        with self._turn:
            mine = [
                key
                for key, one in self._places.items()
                if (one.desk.member.id, one.is_half) == (desk.member.id, is_half)
            ]
            for key in mine[: max(0, len(mine) + 1 - MOST_DESKS_EACH)]:
                del self._places[key]
            self._places[number] = Place(desk, at, at, is_half)
            self._watch()
        return number

    def begin(self, number: str, *, at: float | None = None) -> str | None:
        """Let work begin at a desk that was half open: its new number; None where it was open for too long."""
        with self._turn:
            self._drop(monotonic() if at is None else at)
            place = self._places.pop(number, None)
        return None if place is None else self.open(place.desk)

    def find(self, number: str, *, at: float | None = None) -> Desk | None:
        """Give the desk of a number, unless it was idle or at work for too long; then it is forgotten."""
        now = monotonic() if at is None else at
        with self._turn:
            self._drop(now)
            place = self._places.get(number)
            if place is None or place.is_half:
                return None
            self._places[number] = replace(place, seen=now)
            return place.desk

    def half(self, number: str) -> Desk | None:
        """Give a desk whose second factor is still to be given: to say that it was not, and for nothing else."""
        with self._turn:
            place = self._places.get(number)
        return place.desk if place is not None and place.is_half else None

    def close(self, number: str) -> None:
        """Forget a desk, and with it the open key."""
        with self._turn:
            self._places.pop(number, None)

    def close_all(self) -> None:
        """Forget everybody."""
        with self._turn:
            self._places.clear()
            if self._timer is not None:
                self._timer.cancel()

    def of(self, member_id: str) -> dict[str, Place]:
        """Give the places where a person is at work."""
        with self._turn:
            self._drop(monotonic())
            return {n: one for n, one in self._places.items() if one.desk.member.id == member_id and not one.is_half}

    def tidy(self, *, at: float | None = None) -> int:
        """Forget each desk whose time is over, whether or not anybody asks for it: how many are left."""
        with self._turn:
            self._drop(monotonic() if at is None else at)
            self._timer = None
            self._watch()
            return len(self._places)

    def _drop(self, now: float) -> None:
        for number in [number for number, one in self._places.items() if one.is_over(now)]:
            del self._places[number]

    def _watch(self) -> None:
        """See to it that a key is forgotten also where nobody asks for a page any more."""
        if self._timer is None and self._places:
            self._timer = Timer(_TIDY_SECONDS, self.tidy)
            self._timer.daemon = True
            self._timer.start()


class _Served:
    """What this process serves."""

    def __init__(self) -> None:
        self.workspace: Workspace | None = None
        self.desks = Desks()


_served = _Served()


def serve_workspace(workspace: Workspace | None) -> None:
    """Say which workspace the pages are about; nobody is at work in it yet, nor in the one before."""
    _served.desks.close_all()
    _served.workspace, _served.desks = workspace, Desks()


def workspace_served() -> Workspace:
    """Give the workspace; raises NoDesk where none is served."""
    if _served.workspace is None:
        raise NoDesk("no workspace is served by this process")
    return _served.workspace


def served_or_none() -> Workspace | None:
    """Give the workspace, if one is served."""
    return _served.workspace


def hold(request: HttpRequest, desk: Desk) -> None:
    """Keep a desk that was opened in this session, until `sit`; nobody works at it yet."""
    leave(request)
    request.session[_AT] = _served.desks.open(desk, is_half=True)


def held(request: HttpRequest) -> Desk | None:
    """Give the desk that waits in this session for a second factor."""
    return _served.desks.half(str(request.session.get(_AT)))


def sit(request: HttpRequest) -> None:
    """Let the person of this session work: everything that was asked of them was given."""
    number = _served.desks.begin(str(request.session.pop(_AT, None)))
    if number is not None:
        request.session[_AT] = number


def leave(request: HttpRequest) -> None:
    """Close the desk of this session."""
    number = request.session.pop(_AT, None)
    if number is not None:
        _served.desks.close(number)


def desk_of(request: HttpRequest) -> Desk:
    """Give the desk of whoever asks, in the roles of this moment.

    raises    NoDesk where they have to give their passphrase first, or have left
    """
    number = str(request.session.get(_AT))
    desk = _served.desks.find(number)
    if desk is None or not request.user.is_authenticated or request.user.get_username() != desk.member.id:
        raise NoDesk("give your passphrase first")
    known: tuple[str, Desk] | None = request.META.get(_NOW)  # looked up once for each request
    if known is None or known[0] != number:
        known = number, _as_now(number, desk)
        request.META[_NOW] = known
    return known[1]


def _as_now(number: str, desk: Desk) -> Desk:
    """Seat a member as they are by now: what is shown is decided by their roles, and those may have been taken away."""
    member = member_now(desk)
    if member.has_left:
        _served.desks.close(number)
        raise NoDesk("give your passphrase first")
    return desk if member == desk.member else replace(desk, member=member)


def open_place(desk: Desk) -> str:
    """Let a program work at a desk: the token that it shows with each request, and that nobody writes down here."""
    return _served.desks.open(desk)


def desk_under(token: str) -> Desk:
    """Give the desk that a program works at, in the roles of this moment.

    raises    NoDesk where the token is none, its time is over, or whoever it is of has left
    """
    desk = _served.desks.find(token)
    if desk is None:
        raise NoDesk("sign in first")
    return _as_now(token, desk)


def close_place(token: str) -> None:
    """End the work of a program."""
    _served.desks.close(token)


def places_of(request: HttpRequest) -> tuple[tuple[Place, bool], ...]:
    """Give where the person who asks is at work, each with whether it is here."""
    mine = _served.desks.of(desk_of(request).member.id)
    return tuple((place, number == request.session[_AT]) for number, place in mine.items())


def leave_elsewhere(request: HttpRequest) -> int:
    """Close every other desk of the person who asks: how many."""
    others = [number for number in _served.desks.of(desk_of(request).member.id) if number != request.session[_AT]]
    for number in others:
        _served.desks.close(number)
    return len(others)
