"""Serving a workspace: an open store, a database of accounts, and a server with threads in one process.

One process, because open signing keys live in its memory and are given to no other.
"""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server

from homeward.actions.workspace.folding.heads import HEADS
from homeward.actions.workspace.folding.states import CASES, THINGS
from homeward.actions.workspace.place import Workspace
from homeward.errors import InvalidInput
from homeward.store.instance_key import derive_key
from homeward.web.configuring import Setting, configure
from homeward.web.served import serve_workspace

ACCOUNTS_FILE = "accounts.sqlite"
_THREADS = 4  # enough to wait for the disk; more of them wait for each other, and the slowest page grows slower
_CONNECTIONS = 200  # that stay open between two pages: a browser keeps several
_OBJECTS = 50_000  # new ones before garbage is looked for
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where pages are asked for.

    names                other names of this machine, beside localhost
    certificate, key     PEM files for TLS; both or none
    """

    host: str = "127.0.0.1"
    port: int = 8080
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None

    def __post_init__(self) -> None:
        if (self.certificate is None) != (self.key is None):
            raise InvalidInput("a certificate is served with its key: give both files, or none")
        if self.certificate is None and self.host not in _LOOPBACK:
            raise InvalidInput("other machines are served with TLS only: give a certificate and its key")

    @property
    def url(self) -> str:
        """Give the address to open in a browser."""
        name = self.names[0] if self.names else ("localhost" if self.host in _LOOPBACK else self.host)
        return f"{'http' if self.certificate is None else 'https'}://{name}:{self.port}/"


def set_up(workspace: Workspace, names: tuple[str, ...] = ()) -> None:
    """Get the pages of a workspace ready in this process: settings, accounts, sessions."""
    from django.core.management import call_command  # after the settings

    secret = hashlib.sha256(derive_key(workspace.instance_key, "web sessions")).hexdigest()
    accounts = workspace.folder / ACCOUNTS_FILE
    accounts.touch(mode=0o600)
    configure(Setting(accounts=accounts, secret=secret, hosts=("localhost", "127.0.0.1", "[::1]", *names)))
    call_command("migrate", verbosity=0, interactive=False)
    serve_workspace(workspace)


@contextmanager
def server(workspace: Workspace, address: Address) -> Iterator[Server]:
    """Give a server that is ready to start; it is stopped on the way out."""
    set_up(workspace, (*address.names, *(() if address.host in ("0.0.0.0", "::") else (address.host,))))
    from django.core.wsgi import get_wsgi_application  # after the settings

    made = Server((address.host, address.port), get_wsgi_application(), numthreads=_THREADS, request_queue_size=64)
    made.server_name, made.keep_alive_conn_limit = "homeward", _CONNECTIONS
    if address.certificate is not None and address.key is not None:
        made.ssl_adapter = BuiltinSSLAdapter(str(address.certificate), str(address.key))
    try:
        with _read_ahead(workspace):
            yield made
    finally:
        made.stop()
        serve_workspace(None)


@contextmanager
def _read_ahead(workspace: Workspace) -> Iterator[None]:
    """Read what most pages ask for before anybody asks: a second for 5,000 files, once.

    What was read lives as long as the process; to look through it for garbage again and again would stop a page.
    """
    before = gc.get_threshold()
    with workspace.store.read() as now:
        for memory in (HEADS, CASES, THINGS):
            memory.all(now)
    gc.freeze()
    gc.set_threshold(_OBJECTS, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
