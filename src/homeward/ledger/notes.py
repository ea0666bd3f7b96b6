"""Signed notes: a text, a blank line, and one line for each signature, as C2SP writes them.

Anybody can read a note without a program, and check it with any of several. Two kinds of signature are known: by the
maker of the text, and by somebody who countersigns it with the time. Other lines are left alone, so that a partner may
add kinds that do not exist today.

Source: C2SP signed-note and tlog-cosignature v1. Oracle: tests/oracles/ledger_published.json.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from homeward.errors import InvalidInput
from homeward.ledger.keys import HASH_BYTES, SIGNATURE_BYTES, KeyUse, SigningKey, VerifierKey, read_base64

MOST_BYTES = 256 * 1024
MOST_SIGNATURES = 64
_LINE = re.compile(r"— (?P<name>[^\s+]+) (?P<blob>[A-Za-z0-9+/]+={0,2})")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_TIME_BYTES = 8
_START = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = 253_402_300_799  # the last second of year 9999


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line: who, the first four bytes that tell which key, and the signature."""

    name: str
    key_hash: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A text of whole lines and its signatures."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def __post_init__(self) -> None:
        if not self.text.endswith("\n") or _CONTROL.search(self.text):
            raise InvalidInput("the text of a note is whole lines, without control characters")


@dataclass(frozen=True, slots=True)
class Signer:
    """A known key whose signature holds, and when it countersigned."""

    key: VerifierKey
    countersigned_at: datetime | None = None  # UTC, whole seconds


def sign_note(text: str, key: SigningKey) -> Note:
    """Sign a text of whole lines."""
    note = Note(text, ())
    return replace(note, signatures=(NoteSignature(key.name, key.verifier().hash, key.sign(text.encode())),))


def countersign_note(note: Note, key: SigningKey, at: datetime) -> Note:
    """Add a countersignature, which says: as of this time, this is the newest that I have seen, and it fits.

    at    with a time zone; whole seconds count
    """
    if at.tzinfo is None or at < _START:
        raise InvalidInput("a countersignature needs a time with a zone, after 1970")
    seconds = (at - _START) // timedelta(seconds=1)
    signature = seconds.to_bytes(_TIME_BYTES) + key.sign(_countersigned(note.text, seconds))
    line = NoteSignature(key.name, key.verifier(KeyUse.COUNTERSIGN).hash, signature)
    return replace(note, signatures=(*note.signatures, line))


def write_note(note: Note) -> str:
    """Write a note as text."""
    lines = [f"— {item.name} {b64encode(item.key_hash + item.signature).decode()}\n" for item in note.signatures]
    return f"{note.text}\n{''.join(lines)}"


def read_note(text: str) -> Note:
    """Read a note strictly; raises InvalidInput where a line is not as C2SP writes it.

    Reading is not believing: `check_note` tells who signed.
    """
    if len(text) > MOST_BYTES or _CONTROL.search(text):
        raise InvalidInput("this is not a signed note: too long, or control characters in it")
    body, gap, tail = text.rpartition("\n\n")
    if not gap or not body or not tail.endswith("\n"):
        raise InvalidInput("this is not a signed note: a text, a blank line, signature lines")
    lines = tail.removesuffix("\n").split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise InvalidInput(f"{len(lines)} signatures stand under the note; at most {MOST_SIGNATURES} are read")
    return Note(body + "\n", tuple(_read_line(line) for line in lines))


def check_note(note: Note, keys: Iterable[VerifierKey]) -> tuple[Signer, ...]:
    """Tell which of the known keys signed, in the order of the lines; unknown lines are left alone.

    raises    InvalidInput where a line bears the name and hash of a known key and does not hold
    """
    known = {(key.name, key.hash): key for key in keys}
    found = []
    for line in note.signatures:
        key = known.get((line.name, line.key_hash))
        if key is not None:
            found.append(_check_line(note.text, line, key))
    return tuple(found)


def _check_line(text: str, line: NoteSignature, key: VerifierKey) -> Signer:
    at, message, signature = None, text.encode(), line.signature
    if key.use is KeyUse.COUNTERSIGN:
        seconds = int.from_bytes(signature[:_TIME_BYTES])
        message, signature = _countersigned(text, seconds), signature[_TIME_BYTES:]
        at = _START + timedelta(seconds=seconds) if seconds <= _LATEST else None
    is_dated = at is not None or key.use is KeyUse.SIGN
    if not is_dated or len(signature) != SIGNATURE_BYTES or not key.verify(message, signature):
        raise InvalidInput(f"the signature of {key.name} does not hold: the note or the signature was altered")
    return Signer(key, at)


def _countersigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _read_line(line: str) -> NoteSignature:
    found = _LINE.fullmatch(line)
    blob = read_base64(found["blob"]) if found else b""
    if not found or len(blob) <= HASH_BYTES:
        raise InvalidInput(f"this is not a signature line: {line[:60]!r}")
    return NoteSignature(found["name"], blob[:HASH_BYTES], blob[HASH_BYTES:])
