"""Heads: the size and the root of a ledger at one moment, signed, in C2SP checkpoint form.

    homeward/tracing-agency-a/1
    4712
    vZRkYoJJ2f3UVEtU6V1Y7cRxTq7uO1Vt0yVBqUqG3Xk=

    — homeward/tracing-agency-a 7s4Tf...
    — neutral.example/witness Uw2QO...

Whoever holds a head can tell later whether anything up to it was changed. Countersignatures say when others saw it.

Source: C2SP tlog-checkpoint. Oracle: tests/oracles/ledger_published.json.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from homeward.errors import InvalidInput
from homeward.ledger.keys import KeyUse, SigningKey, VerifierKey, read_base64
from homeward.ledger.merkle import DIGEST_BYTES
from homeward.ledger.notes import Note, Signer, check_note, countersign_note, read_note, sign_note, write_note

_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_ORIGIN = re.compile(r"(?P<log>homeward/[a-z0-9][a-z0-9.-]{0,62})/(?P<epoch>[1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class Head:
    """How many entries there are, and the root over all of them."""

    origin: str  # "homeward/tracing-agency-a/1": ledger and epoch; any line where the ledger is another program's
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not self.origin or "\n" in self.origin or self.size < 0 or len(self.root) != DIGEST_BYTES:
            raise InvalidInput(f"a head of {self.size:,} entries needs an origin and a root of {DIGEST_BYTES} bytes")


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head, the note that it stands in, and the known keys that signed it."""

    head: Head
    note: Note
    signers: tuple[Signer, ...]

    @property
    def text(self) -> str:
        """Write the note as others read it."""
        return write_note(self.note)

    @property
    def countersigners(self) -> tuple[Signer, ...]:
        """Those who saw this head, with the time."""
        return tuple(signer for signer in self.signers if signer.key.use is KeyUse.COUNTERSIGN)


def origin_of(log: str, epoch: int) -> str:
    """Give the first line of the heads of a ledger in an epoch."""
    return f"{log}/{epoch}"


def split_origin(origin: str) -> tuple[str, int]:
    """Split the first line of a head into ledger and epoch; raises InvalidInput for another program's."""
    found = _ORIGIN.fullmatch(origin)
    if not found:
        raise InvalidInput(f"{origin[:80]!r} is not the origin of a Homeward ledger")
    return found["log"], int(found["epoch"])


def write_head(head: Head) -> str:
    """Write a head as the three lines that are signed."""
    return f"{head.origin}\n{head.size}\n{b64encode(head.root).decode()}\n"


def read_head(text: str) -> Head:
    """Read the three lines of a head strictly; raises InvalidInput for more lines, which nobody could audit."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not _SIZE.fullmatch(lines[1]):
        raise InvalidInput("a head is three lines: origin, number of entries, root")
    return Head(lines[0], int(lines[1]), read_base64(lines[2]))


def sign_head(head: Head, key: SigningKey) -> SignedHead:
    """Sign a head with the key of its ledger."""
    return SignedHead(head, sign_note(write_head(head), key), (Signer(key.verifier()),))


def countersign(signed: SignedHead, key: SigningKey, at: datetime) -> SignedHead:
    """Add one's countersignature to a head of another ledger, after its consistency proof was verified.

    at    UTC, by the countersigner's clock; whole seconds count
    """
    note = countersign_note(signed.note, key, at)
    return SignedHead(signed.head, note, (*signed.signers, *check_note(note, [key.verifier(KeyUse.COUNTERSIGN)])[-1:]))


def open_head(text: str, keys: Iterable[VerifierKey]) -> SignedHead:
    """Read a head of a Homeward ledger and check its signatures by the known keys.

    The key of a ledger bears the ledger's name: no other key, of a person or a partner, can sign its heads.

    raises    InvalidInput where the form is another, a known key's signature does not hold, or its ledger did not sign
    """
    note = read_note(text)
    head, signers = read_head(note.text), check_note(note, keys)
    log, _ = split_origin(head.origin)
    if not any(signer.key.use is KeyUse.SIGN and signer.key.name == log for signer in signers):
        raise InvalidInput(f"the head of {head.origin} at {head.size:,} entries is not signed by a known key of {log}")
    return SignedHead(head, note, signers)
