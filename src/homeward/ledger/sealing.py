"""What the ledger may hold of a person: salted commitments and sealed text, nothing else.

A commitment binds to a value without showing it; without its salt nothing can be learned or guessed. A sealed text
opens with the subject's key alone. Erasing salt and key leaves the entries as they are, and unreadable for ever.
Salts, keys and nonces are random bytes that come in as arguments; where they are kept, the store says.
"""

from hashlib import sha256
from hmac import compare_digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from homeward.errors import InvalidInput

SALT_BYTES = 16
KEY_BYTES = 32
NONCE_BYTES = 12
_BINDING_BYTES = 32
_TAG_BYTES = 16


def commit(salt: bytes, value: bytes) -> bytes:
    """Commit to a value: 32 bytes that show nothing of it and fit no other value.

    salt    16 random bytes, new for each commitment; a bare digest of a birth date falls in 68 ms
    """
    if len(salt) != SALT_BYTES:
        raise InvalidInput(f"a salt has {SALT_BYTES} random bytes, not {len(salt)}")
    return sha256(b"homeward/commitment/1\n" + salt + value).digest()


def seal(text: str, key: bytes, nonce: bytes, about: bytes) -> bytes:
    """Seal a text under a subject's key: AES-256-GCM.

    nonce      12 random bytes, never used twice with one key
    about      where the text belongs; it opens nowhere else
    returns    nonce, 32 bytes that bind to the key, cipher text with tag

    AES-GCM alone lets its maker find two keys that open one text in two ways; the binding forbids that.
    """
    box = AESGCM(_check_key(key)).encrypt(_check_nonce(nonce), text.encode(), about)
    return nonce + _binding(key, nonce) + box


def unseal(box: bytes, key: bytes, about: bytes) -> str:
    """Open a sealed text; raises InvalidInput where the key, the place or a single bit is another."""
    return _open(box, _check_key(key), about).decode()


def wrap_key(inner: bytes, outer: bytes, nonce: bytes, label: str) -> bytes:
    """Seal one key under another: instance, class and subject keys form a tree."""
    box = AESGCM(_check_key(outer)).encrypt(_check_nonce(nonce), _check_key(inner), _about_key(label))
    return nonce + _binding(outer, nonce) + box


def unwrap_key(wrapped: bytes, outer: bytes, label: str) -> bytes:
    """Open a sealed key; raises InvalidInput where the outer key or the label is another."""
    return _open(wrapped, _check_key(outer), _about_key(label))


def _open(box: bytes, key: bytes, about: bytes) -> bytes:
    nonce, start = box[:NONCE_BYTES], NONCE_BYTES + _BINDING_BYTES
    fits = len(box) >= start + _TAG_BYTES and compare_digest(box[NONCE_BYTES:start], _binding(key, nonce))
    try:
        if fits:
            return AESGCM(key).decrypt(nonce, box[start:], about)
    except InvalidTag:
        pass
    raise InvalidInput("this does not open: another key or passphrase, another place, or altered bytes")


def _binding(key: bytes, nonce: bytes) -> bytes:
    return sha256(b"homeward/binding/1\n" + key + nonce).digest()


def _about_key(label: str) -> bytes:
    return b"homeward/wrapped-key/1\n" + label.encode()


def _check_key(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise InvalidInput(f"a key has {KEY_BYTES} random bytes, not {len(key)}")
    return key


def _check_nonce(nonce: bytes) -> bytes:
    if len(nonce) != NONCE_BYTES:
        raise InvalidInput(f"a nonce has {NONCE_BYTES} random bytes, not {len(nonce)}")
    return nonce
