"""Old backups: which there are, whether they still hold, and which copies of keys are too old to be kept.

A backup is never taken away here: that is for people to do, with the list before them. Copies of keys are known by the
backups that name them; one that was carried elsewhere is for whoever carried it. A copy of the keys of subjects
must go after 30 days, since whoever was erased lives on in it; but only when a younger copy opens and a backup that
holds goes with it. The keys of today open older backups, but for those who were erased since.
"""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from homeward.actions.workspace.copies import BACKUP_FILE, NOTE_FILE
from homeward.actions.workspace.desk import Desk, Draft, authorise, note
from homeward.errors import InvalidInput
from homeward.store.backends.disk import destroy
from homeward.store.backup import count_keys, inspect_backup
from homeward.store.refusals import StoreError

MOST_DAYS = 30  # of a copy of keys
_LEAST_BYTES = 4096  # a database has a page at least; an empty file would be made into one
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup, as it was found."""

    folder: Path
    made_at: datetime
    n_entries: int | None  # None where it does not hold
    says: str  # "holds", or what does not
    keys: Path | None  # where the copy of its keys went; None where the backup does not say

    @property
    def holds(self) -> bool:
        """Tell whether it was opened and replayed just now, without a failure."""
        return self.n_entries is not None


@dataclass(frozen=True, slots=True)
class KeyCopy:
    """One copy of the keys of subjects."""

    path: Path
    made_at: datetime
    opens: bool
    is_expired: bool  # opens, and is older than 30 days: to be destroyed
    is_destroyed: bool = False


@dataclass(frozen=True, slots=True)
class Copies:
    """All backups in a folder and all copies of keys that they name and that are still there, newest first."""

    backups: tuple[Backup, ...]
    keys: tuple[KeyCopy, ...]


def list_backups(desk: Desk, folder: Path) -> Copies:
    """Find the backups under a folder; each is opened and replayed again in a fresh process.

    raises    Refused; InvalidInput where there is no such folder
    """
    granted = authorise(desk, "backup")
    found = _find(desk, folder)
    note(desk, granted.role, Draft(kind="backups listed", facts=(("count", len(found.backups)),)))
    return found


def destroy_old_keys(desk: Desk, folder: Path) -> Copies:
    """Destroy copies of keys that are older than 30 days: overwritten, then taken away.

    raises    Refused; InvalidInput where none younger opens, or no backup holds: make a backup first
    """
    granted = authorise(desk, "backup")
    found = _find(desk, folder)
    old = [item for item in found.keys if item.is_expired]
    if old and not _is_covered(found):
        raise InvalidInput(
            f"{len(old)} copies of keys are older than {MOST_DAYS} days, but no backup that holds has younger keys: "
            "make a backup first, then destroy these"
        )
    for item in old:
        for end in _BESIDE:
            item.path.with_name(item.path.name + end).unlink(missing_ok=True)
        destroy(item.path)
    if old:
        note(desk, granted.role, Draft(kind="key copies destroyed", facts=(("count", len(old)),)))
    return replace(found, keys=tuple(replace(item, is_destroyed=item.is_expired) for item in found.keys))


def _is_covered(found: Copies) -> bool:
    young = {item.path for item in found.keys if item.opens and not item.is_expired}
    return any(one.holds and one.keys in young for one in found.backups)


def _find(desk: Desk, folder: Path) -> Copies:
    if not folder.is_dir():
        raise InvalidInput(f"{folder} is no folder; name the one that backups are made in")
    places = [path for path in (folder, *sorted(folder.glob("[!.]*"))) if (path / BACKUP_FILE).is_file()]
    backups = sorted((_look_at(desk, path) for path in places), key=lambda one: one.made_at)
    # Where two backups name one file, the older copy had gone before the younger was made: none is written over.
    made = {one.keys: one.made_at for one in backups if one.keys is not None}
    keys = [_look_at_keys(desk, path, made_at) for path, made_at in made.items() if path.is_file()]
    return Copies(tuple(reversed(backups)), tuple(reversed(keys)))


def _look_at(desk: Desk, folder: Path) -> Backup:
    made_at, keys = _read_note(folder)
    workspace = desk.workspace
    backup = folder / BACKUP_FILE
    try:
        checked = inspect_backup(backup, desk.store.keys_at, workspace.instance_key, workspace.verifier_keys)
    except StoreError as error:
        return Backup(folder, made_at, None, str(error), keys)
    return Backup(folder, made_at, checked.n_entries, "holds", keys)


def _read_note(folder: Path) -> tuple[datetime, Path | None]:
    """Read when a backup was made and where its keys went; without its note, the age of the file counts."""
    try:
        told = json.loads((folder / NOTE_FILE).read_bytes())
        return datetime.fromisoformat(told["made_at"]).astimezone(UTC), Path(told["keys"])
    except (OSError, ValueError, KeyError, TypeError):
        return datetime.fromtimestamp((folder / BACKUP_FILE).stat().st_mtime, UTC), None


def _look_at_keys(desk: Desk, path: Path, made_at: datetime) -> KeyCopy:
    try:
        opens = path.stat().st_size >= _LEAST_BYTES and count_keys(path, desk.workspace.instance_key) >= 0
    except StoreError:
        opens = False
    is_old = desk.workspace.clock() - made_at > timedelta(days=MOST_DAYS)
    return KeyCopy(path, made_at, opens, is_old and opens)
