"""Showing the story: in a terminal until somebody ends it; else once, as a browser would ask for it."""

import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from cheroot.wsgi import Server

from homeward.actions.workspace.place import open_workspace
from homeward.errors import InvalidInput
from homeward.web.serving import Address, server

_HOST, _TRIES, _SECONDS = "127.0.0.1", 100, 60
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Seen:
    """What a member saw who signed in: what waits for them, a line each."""

    url: str
    member: str
    waits: tuple[str, ...]


def free_port(first: int) -> int:
    """Give a port of this machine at which nobody listens, the first one or one of those after it.

    raises    InvalidInput where all of them are taken
    """
    for port in range(first, min(first + _TRIES, 65_536)):
        with socket.socket() as own:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                own.bind((_HOST, port))
                return port
    raise InvalidInput(f"no port is free from {first} on: give another one with --port")


@contextmanager
def served(folder: Path, passphrase: str, port: int) -> Iterator[tuple[Server, Address]]:
    """Open a workspace and get its pages ready, as `homeward serve` does."""
    address = Address(host=_HOST, port=port)
    workspace = open_workspace(folder, passphrase)
    with workspace.store, server(workspace, address) as made:
        try:
            made.prepare()
        except OSError as error:
            raise InvalidInput(f"nothing can be served at {_HOST}:{port}: {error}") from None
        yield made, address


def look_once(folder: Path, passphrase: str, member: str, port: int) -> Seen:
    """Serve a workspace, sign one member in over http, read their day, and stop.

    raises    InvalidInput where the pages do not answer as they should
    """
    with served(folder, passphrase, port) as (made, address):
        thread = threading.Thread(target=made.serve, daemon=True)
        thread.start()
        try:
            page = _my_day(port, member, passphrase)
        finally:
            made.stop()
            thread.join(_SECONDS)
    return Seen(address.url, member, _lines(page))


def _my_day(port: int, member: str, passphrase: str) -> str:
    cookies: SimpleCookie = SimpleCookie()
    form = _ask(port, "GET", "/sign-in/", cookies)
    token = _TOKEN.search(form)
    if token is None:
        raise InvalidInput("the page for signing in has no form")
    told = {"csrfmiddlewaretoken": token[1], "name": member, "passphrase": passphrase}
    _ask(port, "POST", "/sign-in/", cookies, told)
    return _ask(port, "GET", "/", cookies)


def _ask(port: int, method: str, path: str, cookies: SimpleCookie, told: Mapping[str, str] | None = None) -> str:
    """Ask for a page, and keep the cookies that it sets."""
    headers = {"Cookie": "; ".join(f"{name}={one.value}" for name, one in cookies.items()), "Accept-Language": "en"}
    if told is not None:
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://localhost:{port}"}
    connection = HTTPConnection(_HOST, port, timeout=_SECONDS)
    try:
        body = None if told is None else urlencode(told)
        connection.request(method, path, body, {"Host": f"localhost:{port}", **headers})
        answer = connection.getresponse()
        page = answer.read().decode()
    except (OSError, HTTPException) as error:
        raise InvalidInput(f"{path} does not answer: {error}") from None
    finally:
        connection.close()
    if answer.status != (200 if told is None else 302):
        raise InvalidInput(f"{path} answers {answer.status}")
    for line in answer.headers.get_all("Set-Cookie") or ():
        cookies.load(line)
    return page


class _Work(HTMLParser):
    """Reads the lines of the list of work on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._is_work = self._is_button = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line."""
        self._is_work = self._is_work or (tag == "ul" and ("class", "work") in attrs)
        self._is_button = self._is_button or tag == "button"
        if self._is_work and tag == "li":
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        """End the list."""
        self._is_work = self._is_work and tag != "ul"
        self._is_button = self._is_button and tag != "button"

    def handle_data(self, data: str) -> None:
        """Read words."""
        if self._is_work and not self._is_button and self.lines:
            self.lines[-1] += data


def _lines(page: str) -> tuple[str, ...]:
    if "<h1>My day</h1>" not in page:
        raise InvalidInput("nobody was signed in: the page is another than My day")
    parser = _Work()
    parser.feed(page)
    return tuple(" ".join(line.split()) for line in parser.lines)
