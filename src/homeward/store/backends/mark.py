"""The mark: how far the log of an embedded store had come, in a small file beside it.

SQLite takes a damaged write-ahead log for one that ends there: what was confirmed after the damage would be gone, and
nobody told. The mark is written after each commit, without a flush of its own: a power cut may leave an older one or
none, which says less and never anything wrong. It also shows that somebody put an older copy of the store in its place.
"""

import hashlib
import hmac
import os
from pathlib import Path

from homeward.ledger.merkle import DIGEST_BYTES
from homeward.store.refusals import Damaged

_BYTES = 8 + 2 * DIGEST_BYTES


class Mark:
    """The size of the log and the digest of its last entry, under a key of their own."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def write(self, size: int, last: bytes) -> None:
        """Note how far the log has come."""
        says = size.to_bytes(8) + last
        try:
            os.pwrite(self._file, says + self._tag(says), 0)
        except OSError:
            return  # the commit stands; an older mark says less, and never anything wrong

    def read(self) -> tuple[int, bytes] | None:
        """Give the size and the last digest; nothing where no mark is left.

        raises    Damaged where the mark was altered
        """
        data = os.pread(self._file, _BYTES, 0)
        says, tag = data[: -DIGEST_BYTES or None], data[-DIGEST_BYTES:]
        if not data.strip(b"\0"):
            return None
        if len(data) != _BYTES or not hmac.compare_digest(tag, self._tag(says)):
            raise Damaged(f"{self._path.name} was altered")
        return int.from_bytes(says[:8]), says[8:]

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)

    def _tag(self, says: bytes) -> bytes:
        return hmac.new(self._key, says, hashlib.sha256).digest()
