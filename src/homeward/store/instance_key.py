"""The instance key: 32 random bytes that open everything an instance keeps, themselves sealed by a passphrase.

A passphrase can be changed without writing the store anew: only the small key file is sealed again. What each file is
encrypted with is derived from the instance key, one key for each purpose.
"""

import secrets
from typing import cast

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from homeward.errors import InvalidInput
from homeward.ledger.encoding import Plain, decode, encode
from homeward.ledger.key_file import Hardness, key_from_passphrase
from homeward.ledger.sealing import KEY_BYTES, NONCE_BYTES, SALT_BYTES, unwrap_key, wrap_key

_FORM = "homeward/instance-key/1"


def new_instance_key() -> bytes:
    """Draw a new instance key."""
    return secrets.token_bytes(KEY_BYTES)


def derive_key(instance_key: bytes, purpose: str) -> bytes:
    """Derive the key for one purpose: 32 bytes that say nothing of the instance key or of other purposes."""
    if len(instance_key) != KEY_BYTES:
        raise InvalidInput(f"an instance key has {KEY_BYTES} bytes, not {len(instance_key)}")
    return HKDFExpand(SHA256(), KEY_BYTES, f"homeward/{purpose}/1".encode()).derive(instance_key)


def seal_instance_key(instance_key: bytes, passphrase: str, hardness: Hardness | None = None) -> bytes:
    """Seal an instance key by a passphrase, as the bytes of a key file."""
    cost, salt = hardness or Hardness(), secrets.token_bytes(SALT_BYTES)
    head: dict[str, Plain] = {
        "form": _FORM,
        "lanes": cost.lanes,
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "salt": salt.hex(),
    }
    outer = key_from_passphrase(passphrase, salt, cost)
    wrapped = wrap_key(instance_key, outer, secrets.token_bytes(NONCE_BYTES), encode(head).decode())
    return encode({**head, "sealed": wrapped.hex()}) + b"\n"


def open_instance_key(data: bytes, passphrase: str) -> bytes:
    """Open a key file; raises InvalidInput where the passphrase is another or the file was altered."""
    value = decode(data.removesuffix(b"\n"))
    names = {"form", "lanes", "memory_kib", "passes", "salt", "sealed"}
    if not isinstance(value, dict) or set(value) != names or value["form"] != _FORM:
        raise InvalidInput(f"this is not a key file of form {_FORM}")
    numbers = [value[name] for name in ("memory_kib", "passes", "lanes")]
    if not all(type(number) is int for number in numbers):
        raise InvalidInput("this key file does not say what a guess costs")
    try:
        wrapped, salt = bytes.fromhex(str(value.pop("sealed"))), bytes.fromhex(str(value["salt"]))
    except ValueError:
        raise InvalidInput("this key file holds something that is not written in hex digits") from None
    outer = key_from_passphrase(passphrase, salt, Hardness(*cast(list[int], numbers)))
    return unwrap_key(wrapped, outer, encode(value).decode())
