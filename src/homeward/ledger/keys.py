"""Keys that sign: Ed25519, named and written as C2SP signed notes do.

A signing key stays with one person or one ledger; its verifier key goes to everybody. Names in keys are pseudonyms:
whose key it is, is known to the store alone. Randomness comes in as an argument. What keys seal is in `sealing`.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from homeward.errors import InvalidInput

SEED_BYTES = 32
SIGNATURE_BYTES = 64
HASH_BYTES = 4
_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]{1,200}")
_VKEY = re.compile(r"(?P<name>[^+]+)\+(?P<hash>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/]+={0,2})")

# Points of small order, without their sign bit: some signatures by such a key hold for any text. The same seven
# stand in libsodium; tests/ledger/test_keys.py computes them.
_SMALL_ORDER = frozenset(
    bytes.fromhex(text)
    for text in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    )
)


class KeyUse(IntEnum):
    """What a verifier key is trusted for: the signature type of C2SP."""

    SIGN = 1  # acts, and heads of one's own ledger
    COUNTERSIGN = 4  # heads of another's ledger, with the time: C2SP tlog-cosignature v1


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """What everybody may have: a name, the public half, and what it is trusted for."""

    name: str
    public: bytes
    use: KeyUse = KeyUse.SIGN

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise InvalidInput(f"{self.name!r} is no name of a key: 1 to 200 characters, no spaces, no plus")
        if len(self.public) != SEED_BYTES:
            raise InvalidInput(f"a public Ed25519 key has {SEED_BYTES} bytes, not {len(self.public)}")
        if bytes([*self.public[:-1], self.public[-1] & 0x7F]) in _SMALL_ORDER:
            raise InvalidInput(f"the key {self.name} is of small order: its signatures would hold for any text")

    @property
    def hash(self) -> bytes:
        """Give the four bytes that stand before a signature in a note."""
        return sha256(self.name.encode() + b"\n" + bytes([self.use]) + self.public).digest()[:HASH_BYTES]

    @property
    def id(self) -> str:
        """Give the pseudonym that stands in entries: 32 hex digits, the same whatever the key's name and use."""
        return sha256(b"homeward/key/1\n" + self.public).hexdigest()[:32]

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Tell whether the holder of this key signed exactly these bytes."""
        try:
            _load(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """What only its holder has: a name and 32 secret random bytes, which are never shown."""

    name: str
    seed: bytes = field(repr=False)
    _secret: Ed25519PrivateKey = field(init=False, repr=False, compare=False)
    _verifier: VerifierKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.seed) != SEED_BYTES:
            raise InvalidInput(f"a seed has {SEED_BYTES} random bytes, not {len(self.seed)}")
        secret = Ed25519PrivateKey.from_private_bytes(self.seed)
        object.__setattr__(self, "_secret", secret)
        object.__setattr__(self, "_verifier", VerifierKey(self.name, secret.public_key().public_bytes_raw()))

    @property
    def id(self) -> str:
        """Give the pseudonym that stands in entries."""
        return self._verifier.id

    def verifier(self, use: KeyUse = KeyUse.SIGN) -> VerifierKey:
        """Give the half that everybody may have."""
        return replace(self._verifier, use=use)

    def sign(self, message: bytes) -> bytes:
        """Sign exactly these bytes: 64 bytes, the same each time."""
        return self._secret.sign(message)


def write_verifier_key(key: VerifierKey) -> str:
    """Write a verifier key as C2SP does: name, hash, type and public half.

    Source: C2SP signed-note and golang.org/x/mod/sumdb/note. Oracle: tests/oracles/ledger_published.json.
    """
    return f"{key.name}+{key.hash.hex()}+{b64encode(bytes([key.use]) + key.public).decode()}"


def read_verifier_key(text: str) -> VerifierKey:
    """Read a verifier key; raises InvalidInput for any other type, a wrong hash or anything not canonical."""
    found = _VKEY.fullmatch(text)
    if not found:
        raise InvalidInput("this is not a verifier key: NAME+HASH+BASE64")
    raw = read_base64(found["key"])
    if not raw or raw[0] not in tuple(KeyUse):
        raise InvalidInput(f"the verifier key of {found['name']} is not Ed25519 for signing or countersigning")
    key = VerifierKey(found["name"], raw[1:], KeyUse(raw[0]))
    if key.hash.hex() != found["hash"]:
        raise InvalidInput(f"the verifier key of {key.name} was altered: its hash is {key.hash.hex()}")
    return key


def read_base64(text: str) -> bytes:
    """Read standard base64, in the one way to write it."""
    try:
        data = b64decode(text, validate=True)
    except (NotBase64, ValueError):
        raise InvalidInput(f"{text[:40]!r} is not base64") from None
    if b64encode(data).decode() != text:
        raise InvalidInput(f"{text[:40]!r} is not base64 as everybody writes it")
    return data


def read_hex(text: str) -> bytes:
    """Read small hex digits, in the one way to write them."""
    try:
        data = bytes.fromhex(text)
    except ValueError:
        data = b""
    if data.hex() != text:
        raise InvalidInput(f"{text[:40]!r} is not written in small hex digits")
    return data


@lru_cache(maxsize=1024)
def _load(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)
