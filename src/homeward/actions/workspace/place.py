"""Where a workspace lives: one folder with a store, the sealed keys, and settings to read. `make` and `open` it.

workspace.json     whose ledger it is, and on which server, where it is not in the folder
settings.json      to read and edit; what counts is what two people signed
instance.key       opens the store, and is itself sealed by a passphrase
members/           a sealed signing key for each person
store/             everything else, encrypted; where a server keeps it, the keys of the subjects alone

The folder gets its name when all of this is in it and on the disk: there is a whole workspace, or none.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from homeward import __version__
from homeward.actions.workspace.folding.memory import Memory
from homeward.actions.workspace.members import all_members, check_passphrase
from homeward.actions.workspace.settings import Settings, read_settings, write_settings
from homeward.errors import InvalidInput
from homeward.ledger.checkpoint import origin_of, split_origin
from homeward.ledger.entry import decode_entry
from homeward.ledger.key_file import Hardness
from homeward.ledger.keys import SigningKey, VerifierKey
from homeward.store.backends.disk import refusals_told
from homeward.store.backends.postgresql import is_url, without_password
from homeward.store.instance_key import derive_key, new_instance_key, open_instance_key, seal_instance_key
from homeward.store.refusals import NotOpened
from homeward.store.store import Store, create_store, open_store

WORKSPACE_FILE, SETTINGS_FILE, KEY_FILE, STORE_FOLDER = "workspace.json", "settings.json", "instance.key", "store"
PROGRAM = f"homeward {__version__}"
SETTINGS_ID = "0" * 31 + "1"  # the one object of its kind
_FORM = "homeward/workspace/1"
Clock = Callable[[], datetime]
_SETTINGS = Memory("settings", lambda state: read_settings(state.body))


def utc_now() -> datetime:
    """Tell the time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Site:
    """Whose ledger a folder is for, and where its store is."""

    log: str
    server: str | None = None  # URL of the database, without a password; nothing where the store lies in the folder


@dataclass(frozen=True, slots=True, eq=False)
class Workspace:
    """An open workspace; whoever opened it closes its store."""

    folder: Path
    store: Store
    instance_key: bytes
    clock: Clock = utc_now

    @property
    def ledger_key(self) -> SigningKey:
        """Give the key that signs heads, and what nobody else can sign: a failed sign-in."""
        return ledger_key_of(self.store.log, self.instance_key)

    @property
    def now(self) -> datetime:
        """Tell the time by the clock, or where that went back, by the last entry: no decision precedes its proposal."""
        with self.store.read() as now:
            last = [decode_entry(data).placed_at for data in now.entries(max(now.size - 1, 0))]
        return max(self.clock(), *last)

    @property
    def settings(self) -> Settings:
        """Give the settings that count now."""
        with self.store.read() as now:
            return _SETTINGS.named(now, (SETTINGS_ID,)).get(SETTINGS_ID, Settings())

    @property
    def verifier_keys(self) -> tuple[VerifierKey, ...]:
        """Give the keys that everything in the ledger is checked with."""
        with self.store.read() as now:
            return (self.ledger_key.verifier(), *(member.key for member in all_members(now)))


def ledger_key_of(log: str, instance_key: bytes) -> SigningKey:
    """Derive the key of a ledger, so that it lives and goes with the instance key."""
    return SigningKey(log, derive_key(instance_key, "ledger"))


def log_of(name: str) -> str:
    """Give the name of a ledger as heads bear it; raises InvalidInput where it cannot be one.

    >>> log_of("agency-north")
    'homeward/agency-north'
    """
    log = f"homeward/{name.removeprefix('homeward/')}"
    split_origin(origin_of(log, 1))
    return log


def site_of(log: str, server: str | None) -> Site:
    """Say where a new workspace keeps its store; raises InvalidInput where the server is none that Homeward knows."""
    if server is not None and not is_url(server):
        raise InvalidInput("the store of a workspace lies in its folder, or at postgresql://USER@HOST/DATABASE")
    return Site(log, None if server is None else without_password(server))


def make_folder(folder: Path, site: Site, passphrase: str, settings: Settings, hardness: Hardness | None) -> bytes:
    """Fill the empty folder of a workspace, but for its store: its new instance key."""
    check_passphrase(passphrase)
    key = new_instance_key()
    _write(folder / KEY_FILE, seal_instance_key(key, passphrase, hardness))
    _write(folder / SETTINGS_FILE, write_settings(settings).encode())
    write_site(folder, site)
    return key


def write_site(folder: Path, site: Site) -> None:
    """Note in a folder whose ledger it is for, and where its store is."""
    server = {} if site.server is None else {"store": site.server}
    _write(folder / WORKSPACE_FILE, json.dumps({"form": _FORM, "log": site.log, **server}).encode() + b"\n")


def make_store(folder: Path, log: str, instance_key: bytes, clock: Clock, server: str | None = None) -> Workspace:
    """Make the empty store of a new workspace, in its folder or on a server; keys of subjects stay in the folder."""
    keys = folder / STORE_FOLDER
    store = create_store(server or keys, instance_key, log, keys=keys if server else None, clock=clock)
    return Workspace(folder, store, instance_key, clock)


def open_workspace(folder: Path, passphrase: str, clock: Clock = utc_now, *, server: str | None = None) -> Workspace:
    """Open a workspace.

    server    the URL of its database, where it is not to be found as `workspace.json` says: it moved, or a password is
              needed. What lies in a folder stays there, whatever is said here
    raises    InvalidInput or NotOpened where it is none, or the passphrase is another
    """
    site = read_site(folder)
    return enter(folder, site, read_instance_key(folder, passphrase), clock, server=server)


def enter(folder: Path, site: Site, instance_key: bytes, clock: Clock, *, server: str | None = None) -> Workspace:
    """Open the store of a workspace with its instance key; raises NotOpened where it is of another ledger."""
    keys = folder / STORE_FOLDER
    at = None if site.server is None else server or site.server
    store = open_store(at or keys, instance_key, keys=keys if at else None, clock=clock)
    if store.log != site.log:
        store.close()
        raise NotOpened(f"{folder} is for {site.log}, and the store there is of {store.log}")
    return Workspace(folder, store, instance_key, clock)


def read_instance_key(folder: Path, passphrase: str) -> bytes:
    """Open the instance key that lies in a folder."""
    return open_instance_key(_read(folder / KEY_FILE), passphrase)


def read_site(folder: Path) -> Site:
    """Say whose ledger a folder is for, and where its store is; raises NotOpened where it is no workspace."""
    try:
        told = json.loads(_read(folder / WORKSPACE_FILE))
    except ValueError:
        told = None
    if not isinstance(told, dict) or told.get("form") != _FORM:
        raise NotOpened(f"{folder} is no workspace of form {_FORM}")
    return Site(str(told["log"]), told.get("store"))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotOpened(
            f"{path.parent} is no workspace: {path.name}: {error.strerror}; make one: homeward init"
        ) from None


def _write(path: Path, data: bytes) -> None:
    with refusals_told("nothing was kept"):
        path.write_bytes(data)
        path.chmod(0o600)
