"""Where a workspace lives: one folder with a store, the sealed keys, and settings to read. `make` and `open` it.

workspace.json     whose ledger it is
settings.json      to read and edit; what counts is what two people signed
instance.key       opens the store, and is itself sealed by a passphrase
members/           a sealed signing key for each person
store/             everything else, encrypted
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from homeward import __version__
from homeward.actions.workspace.members import all_members, check_passphrase
from homeward.actions.workspace.settings import Settings, read_settings, write_settings
from homeward.errors import InvalidInput
from homeward.ledger.checkpoint import origin_of, split_origin
from homeward.ledger.key_file import Hardness
from homeward.ledger.keys import SigningKey, VerifierKey
from homeward.store.instance_key import derive_key, new_instance_key, open_instance_key, seal_instance_key
from homeward.store.refusals import NotOpened
from homeward.store.store import Store, create_store, open_store

WORKSPACE_FILE, SETTINGS_FILE, KEY_FILE, STORE_FOLDER = "workspace.json", "settings.json", "instance.key", "store"
PROGRAM = f"homeward {__version__}"
SETTINGS_ID = "0" * 31 + "1"  # the one object of its kind
_FORM = "homeward/workspace/1"
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Tell the time."""
    return datetime.now(UTC)


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
    def settings(self) -> Settings:
        """Give the settings that count now."""
        with self.store.read() as now:
            state = now.state("settings", SETTINGS_ID)
        return Settings() if state is None else read_settings(state.body)

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


def make_folder(folder: Path, log: str, passphrase: str, settings: Settings, hardness: Hardness | None) -> bytes:
    """Make the folder of a workspace, without a store: its new instance key.

    raises    NotOpened where something is there already
    """
    check_passphrase(passphrase)
    if folder.exists() and any(folder.iterdir()):
        raise NotOpened(f"{folder} is not empty; a workspace is made in a folder of its own")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = new_instance_key()
    _write(folder / KEY_FILE, seal_instance_key(key, passphrase, hardness))
    _write(folder / SETTINGS_FILE, write_settings(settings).encode())
    _write(folder / WORKSPACE_FILE, json.dumps({"form": _FORM, "log": log}).encode() + b"\n")
    return key


def make_store(folder: Path, log: str, instance_key: bytes, clock: Clock) -> Workspace:
    """Make the empty store of a new workspace."""
    store = create_store(folder / STORE_FOLDER, instance_key, log, clock=clock)
    return Workspace(folder, store, instance_key, clock)


def open_workspace(folder: Path, passphrase: str, clock: Clock = utc_now) -> Workspace:
    """Open a workspace; raises InvalidInput or NotOpened where it is none, or the passphrase is another."""
    read_log_name(folder)
    instance_key = read_instance_key(folder, passphrase)
    return Workspace(folder, open_store(folder / STORE_FOLDER, instance_key, clock=clock), instance_key, clock)


def read_instance_key(folder: Path, passphrase: str) -> bytes:
    """Open the instance key that lies in a folder."""
    return open_instance_key(_read(folder / KEY_FILE), passphrase)


def read_log_name(folder: Path) -> str:
    """Say whose ledger lies in a folder; raises NotOpened where it is no workspace."""
    try:
        told = json.loads(_read(folder / WORKSPACE_FILE))
    except ValueError:
        told = None
    if not isinstance(told, dict) or told.get("form") != _FORM:
        raise NotOpened(f"{folder} is no workspace of form {_FORM}")
    return str(told["log"])


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotOpened(
            f"{path.parent} is no workspace: {path.name}: {error.strerror}; make one: homeward init"
        ) from None


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
        path.chmod(0o600)
    except OSError as error:
        raise InvalidInput(f"{path}: {error.strerror}") from None
