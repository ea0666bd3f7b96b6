"""Key files: a signing key sealed by a passphrase.

Argon2id makes the outer key, so that each guess costs memory and time; the cost stands in the file. Reading and writing
the bytes, and asking for the passphrase, is left to `store` and `cli`.
"""

from dataclasses import dataclass
from typing import cast
from unicodedata import normalize

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from homeward.errors import InvalidInput
from homeward.ledger.encoding import Plain, decode, encode
from homeward.ledger.keys import SigningKey, read_hex, read_verifier_key, write_verifier_key
from homeward.ledger.sealing import KEY_BYTES, SALT_BYTES, unwrap_key, wrap_key

_MOST_MEMORY_KIB = 2**20  # 1 GiB: a hostile key file must not stop the machine
_MOST_PASSES = 64


@dataclass(frozen=True, slots=True)
class Hardness:
    """What one guess of a passphrase costs. The default takes 64 MiB and about a third of a second.

    Source: RFC 9106, 4, second recommended option.
    """

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        if not (8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB and 1 <= self.passes <= _MOST_PASSES):
            raise InvalidInput(f"{self.memory_kib:,} KiB and {self.passes} passes are outside what is read")
        if not 1 <= self.lanes <= _MOST_PASSES:
            raise InvalidInput(f"{self.lanes} lanes are outside what is read")


def key_from_passphrase(passphrase: str, salt: bytes, hardness: Hardness) -> bytes:
    """Make 32 bytes from a passphrase by Argon2id; the same letters typed in another way make the same bytes."""
    if not passphrase:
        raise InvalidInput("a passphrase is empty")
    if len(salt) != SALT_BYTES:
        raise InvalidInput(f"a salt has {SALT_BYTES} random bytes, not {len(salt)}")
    maker = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=hardness.passes, lanes=hardness.lanes, memory_cost=hardness.memory_kib
    )
    return maker.derive(normalize("NFC", passphrase).encode())


def write_key_file(
    key: SigningKey, passphrase: str, *, salt: bytes, nonce: bytes, hardness: Hardness | None = None
) -> bytes:
    """Seal a signing key by a passphrase; the file shows its verifier key and nothing else.

    salt, nonce    16 and 12 random bytes, new for each file
    """
    cost = hardness or Hardness()
    head: dict[str, Plain] = {
        "form": "homeward/key-file/1",
        "lanes": cost.lanes,
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "salt": salt.hex(),
        "verifier_key": write_verifier_key(key.verifier()),
    }
    outer = key_from_passphrase(passphrase, salt, cost)
    wrapped = wrap_key(key.seed, outer, nonce, encode(head).decode())
    return encode({**head, "sealed": wrapped.hex()}) + b"\n"


def read_key_file(data: bytes, passphrase: str) -> SigningKey:
    """Open a key file; raises InvalidInput where the passphrase is another or the file was altered."""
    value = decode(data.removesuffix(b"\n"))
    names = {"form", "lanes", "memory_kib", "passes", "salt", "sealed", "verifier_key"}
    if not isinstance(value, dict) or set(value) != names or value["form"] != "homeward/key-file/1":
        raise InvalidInput("this is not a key file of form homeward/key-file/1")
    numbers = [value[name] for name in ("memory_kib", "passes", "lanes")]
    if not all(type(number) is int for number in numbers):
        raise InvalidInput("this key file does not say what a guess costs")
    hardness = Hardness(*cast(list[int], numbers))
    wrapped, salt = read_hex(str(value.pop("sealed"))), read_hex(str(value["salt"]))
    verifier = read_verifier_key(str(value["verifier_key"]))
    outer = key_from_passphrase(passphrase, salt, hardness)
    key = SigningKey(verifier.name, unwrap_key(wrapped, outer, encode(value).decode()))
    if key.verifier() != verifier:
        raise InvalidInput(f"the key file of {verifier.name} holds another key than it shows")
    return key
