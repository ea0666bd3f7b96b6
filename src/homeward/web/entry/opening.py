"""Opening a key, so that guessing is slow and costs this machine little.

Attempts are counted by name and address together, so that nobody locks another out from elsewhere; the name is kept as
an HMAC only. At most two keys are opened at once: Argon2 takes memory and a processor.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Condition
from typing import TYPE_CHECKING

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_ip_address
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from homeward.actions.workspace.desk import Channel, Desk
from homeward.actions.workspace.members import clean_name
from homeward.errors import HomewardError
from homeward.web.configuring import FAILURE_MINUTES

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

MOST_AT_ONCE, MOST_WAITING = 2, 10
_SHORTLY = 5


class TooMany(HomewardError):
    """Too many attempts with one name from one address, or too many people at once."""

    def __init__(self, says: str, again_after: int) -> None:
        super().__init__(says)
        self.again_after = again_after  # seconds


class Openings:
    """Lets a few open keys at a time, and of one name and address only one after the other.

    One after the other, so that an attempt is counted before the next one begins: many at once are no more guesses.
    """

    def __init__(self) -> None:
        self._turn = Condition()
        self._open: set[str] = set()
        self._n_waiting = 0

    @contextmanager
    def one(self, mark: str) -> Iterator[None]:
        """Wait for a turn; raises TooMany where too many wait already."""
        with self._turn:
            if not self._is_free(mark):
                if self._n_waiting >= MOST_WAITING:
                    raise TooMany("too many sign in at once", _SHORTLY)
                self._n_waiting += 1
                self._turn.wait_for(lambda: self._is_free(mark))
                self._n_waiting -= 1
            self._open.add(mark)
        try:
            yield
        finally:
            with self._turn:
                self._open.discard(mark)
                self._turn.notify_all()

    def _is_free(self, mark: str) -> bool:
        return len(self._open) < MOST_AT_ONCE and mark not in self._open


_openings = Openings()


def mark_of(name: str) -> str:
    """Give what a name is counted under: nobody reads it back without the key of this instance."""
    return salted_hmac("homeward sign-in", clean_name(name), algorithm="sha256").hexdigest()


def mark_of_attempt(request: HttpRequest, credentials: Mapping[str, object] | None) -> str:
    """Give what django-axes counts an attempt under."""
    return mark_of(str((credentials or {}).get("username") or ""))


def address_of(request: HttpRequest) -> str:
    """Give the address that asks, for django-axes: that of the connection, whatever headers say."""
    return str(request.META.get("REMOTE_ADDR", ""))


def open_desk(
    request: HttpRequest, name: str, passphrase: str, channel: Channel = "web"
) -> "tuple[AbstractBaseUser, Desk] | None":
    """Open the key of a member: their account and desk; None where no member has this name and passphrase.

    raises    TooMany, before anything is opened; a failed attempt is an entry
    """
    mark, address = mark_of(name), get_client_ip_address(request)
    opened: list[Desk] = []
    with _openings.one(f"{mark} {address}"):
        if not AxesProxyHandler.is_allowed(request, {"username": name}):
            raise TooMany("too many attempts with this name from here", FAILURE_MINUTES * 60)
        user = authenticate(request, username=name, password=passphrase, opened=opened, channel=channel)
    if user is None or not opened:
        return None
    AxesProxyHandler.reset_attempts(username=mark, ip_address=address)
    return user, opened[0]
