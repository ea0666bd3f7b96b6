"""The disk: when something is durable, what it answers when it cannot take more, and whether it keeps what it confirms.

A folder that must be whole or not there at all is built beside its place, flushed, and given its name last. Which rows
stand in a database is left to the two back ends.
"""

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DatabaseError

from homeward.errors import InvalidInput
from homeward.store.refusals import Damaged, NotOpened, StoreError
from homeward.store.stops import reach

# A durable write of 4 KiB needs at least the way to the medium and back: about 10 us for the fastest drives with
# capacitors of their own, and the file system writes twice. Below 20 us something answered that keeps nothing: memory,
# or a cache that was told to ignore flushes. Measured: ext4 on a virtual disk 100 to 4,000 us, tmpfs 1 to 15 us.
PLAUSIBLE_FLUSH_SECONDS = 20e-6
_N_FLUSHES = 9
_BLOCK_BYTES = 4096
# Answers that pass when there is room, the right to write, or a server again; all others mean that the disk reads
# otherwise than it was written. Source: sqlite.org/rescode.html.
_PASSING = {
    "SQLITE_FULL": "the disk is full; make room and try again",
    "SQLITE_IOERR": "the disk did not do it; look after the disk and the room on it, then try again",
    "SQLITE_CANTOPEN": "the file cannot be opened; look for room and for the right to write to its folder",
    "SQLITE_READONLY": "the file cannot be written; let this user write to it",
    "SQLITE_BUSY": "another process keeps writing to this store; try again",
}


def explain(error: BaseException | None) -> str | None:
    """Say what a database answered that will pass, and what to do; nothing where it is damage."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name:
        return next((says for start, says in _PASSING.items() if name.startswith(start)), None)
    state = getattr(error, "sqlstate", "")
    if state is None or str(state)[:2] in ("08", "53", "57", "58"):
        return f"the server did not do it; try again when it answers: {_first_line(error)}"
    return None


def refusal_of(error: Any, says: str) -> StoreError:
    """Turn what a database answered into one sentence: Damaged only where waiting and making room cannot help."""
    orig = getattr(error, "orig", None) or error
    passing = explain(orig)
    return Damaged(f"{says}: {_first_line(orig)}") if passing is None else StoreError(f"{says}: {passing}")


def not_kept(error: DatabaseError) -> StoreError:
    """Turn what a database answered to a step into one sentence; a server may have kept it and died without a word."""
    if error.connection_invalidated:
        return StoreError(
            f"the server went away before it answered: {_first_line(error.orig)}; whether this was kept shows when the "
            "same act, with the same id, is sent again: it is kept once"
        )
    return StoreError(f"nothing was kept: {explain(error.orig) or _first_line(error.orig)}")


@contextmanager
def refusals_told(says: str) -> Iterator[None]:
    """Turn what disk and files answer into one StoreError that begins with these words."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{says}: {_name_of(error)}{error.strerror or error}") from None
    except (sqlcipher.Error, DatabaseError) as error:
        answer = getattr(error, "orig", error)
        raise StoreError(f"{says}: {explain(answer) or _first_line(answer)}") from None


@contextmanager
def made_whole(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it gets its name, durably, when all went well, and else nothing is left of it.

    What a killed process left beside is taken away the next time.

    raises    NotOpened where something is there already, or somebody else is making it now; InvalidInput for the
              folder that one stands in; StoreError where the disk refuses
    """
    target = Path(folder).resolve()
    if target == Path.cwd():
        raise InvalidInput("a folder that is whole or not there cannot be the one you stand in: name another")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise NotOpened(f"{folder} is not empty; name a folder that is not there yet")
    beside = target.with_name(f".{target.name}.making")
    says = f"{folder} was not made"
    with refusals_told(says):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = _take(beside, folder)
    try:
        with refusals_told(says):
            yield beside
            flush_tree(beside)
            reach("making")
            beside.rename(target)
            reach("making")
            flush(target.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        os.close(lock)


def _take(beside: Path, folder: Path) -> int:
    """Take a folder for oneself, empty: the handle that holds it."""
    beside.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(beside, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not beside.exists() or beside.stat().st_ino != os.fstat(handle).st_ino:
            raise BlockingIOError
        for left in beside.iterdir():
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()
    except BlockingIOError:
        os.close(handle)
        raise NotOpened(f"{folder} is being made by another process") from None
    except OSError:
        os.close(handle)
        raise
    return handle


def flush(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_tree(folder: Path) -> None:
    """Bring a folder with everything in it to the disk, files first."""
    for place, _, names in os.walk(folder, topdown=False):
        for name in names:
            flush(Path(place, name))
        flush(Path(place))


def settle(part: Path, path: Path) -> None:
    """Give a finished file its name, durably: the file first, then the folder that names it."""
    flush(part)
    reach("backup")
    part.replace(path)
    flush(path.parent)


def destroy(path: Path) -> None:
    """Overwrite a file, take it away, and let the disk know: for keys that must not be read again.

    On flash memory and on file systems that copy on writing, the old bytes may survive in spare cells.
    """
    with refusals_told(f"{path} was not destroyed"):
        with path.open("r+b", buffering=0) as file:
            left = os.fstat(file.fileno()).st_size
            while left > 0:
                left -= file.write(secrets.token_bytes(min(left, 1 << 20))) or 0
            os.fsync(file.fileno())
        path.unlink()
        flush(path.parent)


def doubt_of(folder: Path) -> str | None:
    """Say in a sentence when flushes come back faster than any drive that keeps them; nothing where they do not."""
    seconds = measure_flush(folder)
    if seconds is None or seconds >= PLAUSIBLE_FLUSH_SECONDS:
        return None
    return (
        f"A flush takes {seconds * 1e6:.0f} microseconds here, faster than drives are: this drive or file system may "
        "confirm what it does not keep when the power fails."
    )


def measure_flush(folder: Path) -> float | None:
    """Measure how long a durable write of 4 KiB takes: the median, in seconds; nothing where none can be written."""
    path, took = folder / f".flush-{secrets.token_hex(4)}", []
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return None
    try:
        for number in range(_N_FLUSHES):
            block = bytes([number + 1]) * _BLOCK_BYTES
            start = time.perf_counter()
            os.pwrite(handle, block, 0)
            os.fsync(handle)
            took.append(time.perf_counter() - start)
    except OSError:
        return None
    finally:
        os.close(handle)
        path.unlink()
    return median(took)


def _name_of(error: OSError) -> str:
    return f"{Path(error.filename).name}: " if error.filename else ""


def _first_line(error: BaseException | None) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
