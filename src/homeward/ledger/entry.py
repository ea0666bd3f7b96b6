"""Entries: one signed act in its place in the chain, as lines of text.

    homeward/entry/1
    homeward/tracing-agency-a/1                          the ledger, and its epoch
    4711                                                 number, from 0
    1795000000000000                                     placed at: microseconds since 1970, UTC
    6e340b9cffb37a98...                                  digest of entry number - 1
    {"actor":"5f2c...","kind":"verdict given",...}       the act, in canonical bytes
    5f2c... fYUI...                                      key id and signature, a line each, in the order of key ids

Each line ends in a newline. The digest of an entry is its leaf in the Merkle tree: SHA-256(0x00, all these bytes).
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from homeward.errors import InvalidInput
from homeward.ledger.act import Act, act_bytes, check_time, microseconds, moment, read_act, sign_act
from homeward.ledger.encoding import LARGEST
from homeward.ledger.keys import SIGNATURE_BYTES, SigningKey, read_base64
from homeward.ledger.merkle import DIGEST_BYTES

MOST_BYTES = 8 * 1024
NO_PREVIOUS = bytes(DIGEST_BYTES)
_MOST_EPOCHS = 999_999
_MOST_SIGNATURES = 16
_SHAPE = re.compile(
    rb"homeward/entry/1\n"
    rb"(homeward/[a-z0-9][a-z0-9.-]{0,62})/([1-9][0-9]{0,5})\n"
    rb"(0|[1-9][0-9]{0,15})\n"
    rb"(0|[1-9][0-9]{0,15})\n"
    rb"([0-9a-f]{64})\n"
    rb"(\{[^\n]*\})\n"
    rb"((?:[0-9a-f]{32} [A-Za-z0-9+/]{86}==\n){0,16})"
)

_KEY_ID = re.compile(r"[0-9a-f]{32}")

Lines = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed the act of an entry."""

    key_id: str  # 32 hex digits
    signature: bytes

    def __post_init__(self) -> None:
        if not _KEY_ID.fullmatch(self.key_id):
            raise InvalidInput(f"{self.key_id!r} is no id of a key: 32 hex digits")
        if len(self.signature) != SIGNATURE_BYTES:
            raise InvalidInput(f"a signature has {SIGNATURE_BYTES} bytes, not {len(self.signature)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One signed act. Never changed, never removed: a later act can only answer it."""

    log: str
    epoch: int  # from 1; a restore opens the next one
    number: int  # place in the chain, from 0
    placed_at: datetime  # UTC, never before the entry in front
    previous: bytes  # digest of entry number - 1; 32 zero bytes for the first
    act: Act
    signatures: tuple[Signature, ...] = ()  # in the order of key ids, each key once

    def __post_init__(self) -> None:
        if self.act.log != self.log:
            raise InvalidInput(f"an act that is meant for {self.act.log} stands in {self.log}")
        is_placed = len(self.previous) == DIGEST_BYTES and 0 <= self.number <= LARGEST
        if not is_placed or not 1 <= self.epoch <= _MOST_EPOCHS:
            raise InvalidInput(f"entry {self.number:,} of epoch {self.epoch} has no place in a chain")
        check_time(self.placed_at)
        _check_order(self.signatures)


def encode_entry(entry: Entry) -> bytes:
    """Write an entry: these bytes are what the chain and the tree are made of.

    raises    InvalidInput above 8 KiB: commit to a digest instead
    """
    signatures = "".join(f"{item.key_id} {b64encode(item.signature).decode()}\n" for item in entry.signatures)
    head = (
        f"homeward/entry/1\n{entry.log}/{entry.epoch}\n{entry.number}\n{microseconds(entry.placed_at)}\n"
        f"{entry.previous.hex()}\n"
    )
    data = b"%b%b\n%b" % (head.encode(), act_bytes(entry.act), signatures.encode())
    if len(data) > MOST_BYTES:
        raise InvalidInput(f"entry {entry.number:,} has {len(data):,} bytes; above {MOST_BYTES:,}, commit to a digest")
    return data


def decode_entry(data: bytes) -> Entry:
    """Read an entry strictly; raises InvalidInput for any bytes that `encode_entry` would not have written."""
    log, epoch, number, placed_at, previous, act, signatures = split_entry(data)
    return Entry(
        log=log.decode(),
        epoch=int(epoch),
        number=int(number),
        placed_at=moment(int(placed_at)),
        previous=bytes.fromhex(previous.decode()),
        act=read_act(act),
        signatures=read_signatures(signatures),
    )


def split_entry(data: bytes) -> Lines:
    """Split an entry into ledger, epoch, number, time, previous digest, act and signature lines.

    The act stays closed: a replay of millions of entries reads no more than this.
    """
    found = _SHAPE.fullmatch(data)
    if found is None or len(data) > MOST_BYTES:
        raise InvalidInput(f"this is not an entry of form homeward/entry/1, in at most {MOST_BYTES:,} bytes")
    return found.groups()  # type: ignore[return-value]  # the pattern has these seven groups


def read_signatures(lines: bytes) -> tuple[Signature, ...]:
    """Read the signature lines of an entry; raises InvalidInput where they are out of order."""
    pairs = [line.split(" ") for line in lines.decode().splitlines()]
    signatures = tuple(Signature(key_id, read_base64(text)) for key_id, text in pairs)
    _check_order(signatures)
    return signatures


def sign(act: Act, *keys: SigningKey) -> tuple[Signature, ...]:
    """Sign an act with one key or several, in the order that an entry wants."""
    data = act_bytes(act)
    return tuple(sorted((Signature(key.id, sign_act(data, key)) for key in keys), key=lambda item: item.key_id))


def _check_order(signatures: tuple[Signature, ...]) -> None:
    ids = [item.key_id for item in signatures]
    if ids != sorted(set(ids)) or len(ids) > _MOST_SIGNATURES:
        raise InvalidInput(f"at most {_MOST_SIGNATURES} signatures, in the order of key ids, each key once")
