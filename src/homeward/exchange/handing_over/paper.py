"""Papers of a hand-over: canonical bytes that giver, receiver and intermediary sign, and strict reading of them.

A paper holds its form among its fields, so that no signature under one form holds for another. Reading is not
believing: `unsigned` says whose signature lacks. Which fields a manifest or a receipt has is left to their modules.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NoReturn

from homeward.errors import InvalidInput
from homeward.ledger.encoding import Plain, decode, encode
from homeward.ledger.entry import Signature
from homeward.ledger.keys import SigningKey, VerifierKey

DIGEST_BYTES = 32
_DOMAIN = b"homeward/hand-over/1\n"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}")


@dataclass(frozen=True, slots=True)
class Paper:
    """The bytes of a manifest or receipt, and the signatures under them."""

    data: bytes
    signatures: tuple[Signature, ...] = ()  # in the order of key ids, each key once

    @property
    def digest(self) -> bytes:
        """Give the SHA-256 of the bytes, whoever signed them."""
        return sha256(self.data).digest()


@dataclass(frozen=True, slots=True)
class Fields:
    """One object of a paper, read field by field; whatever is not as written raises InvalidInput."""

    value: dict[str, Plain]

    def text(self, name: str) -> str:
        """Give a text that must be there."""
        value = self.value.get(name)
        return value if isinstance(value, str) else _refuse(name, "text")

    def text_or_none(self, name: str) -> str | None:
        """Give a text, or None where the field is left out: not known."""
        return self.text(name) if name in self.value else None

    def count(self, name: str) -> int:
        """Give a whole number that must be there."""
        value = self.value.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else _refuse(name, "a whole number")

    def count_or_none(self, name: str) -> int | None:
        """Give a whole number, or None where the field is left out."""
        return self.count(name) if name in self.value else None

    def truth(self, name: str) -> bool:
        """Give true or false."""
        value = self.value.get(name)
        return value if isinstance(value, bool) else _refuse(name, "true or false")

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts; empty where the field is left out."""
        values = self._list(name)
        return tuple(value if isinstance(value, str) else _refuse(name, "a list of texts") for value in values)

    def objects(self, name: str) -> tuple["Fields", ...]:
        """Give a list of objects; empty where the field is left out."""
        values = self._list(name)
        return tuple(
            Fields(value) if isinstance(value, dict) else _refuse(name, "a list of objects") for value in values
        )

    def digest(self, name: str) -> bytes:
        """Give a SHA-256 written in small hex digits."""
        text = self.text(name)
        if not re.fullmatch(r"[0-9a-f]{64}", text):
            _refuse(name, "64 hex digits")
        return bytes.fromhex(text)

    def _list(self, name: str) -> list[Plain]:
        value = self.value.get(name, [])
        return value if isinstance(value, list) else _refuse(name, "a list")


def write_paper(form: str, fields: Mapping[str, Plain | None]) -> Paper:
    """Write the fields of a paper as canonical bytes; what is None is not known and left out."""
    return Paper(encode({**known_fields(fields), "form": form}))


def known_fields(fields: Mapping[str, Plain | None]) -> dict[str, Plain]:
    """Leave out what is not known."""
    return {name: value for name, value in fields.items() if value is not None}


def read_fields(data: bytes, form: str) -> Fields:
    """Open the bytes of a paper of one form; raises InvalidInput for another form or bytes that are not canonical."""
    value = decode(data)
    if not isinstance(value, dict) or value.get("form") != form:
        raise InvalidInput(f"this is not a paper of form {form}")
    return Fields(value)


def check_same(data: bytes, written: Paper) -> None:
    """Refuse bytes that hold more than was read from them."""
    if written.data != data:
        raise InvalidInput("the paper has a part that its form does not have, or one that is empty")


def sign_paper(paper: Paper, *keys: SigningKey) -> Paper:
    """Add signatures to those that stand under a paper; a key that signed already signs the same again."""
    by_key = {item.key_id: item for item in paper.signatures}
    by_key |= {key.id: Signature(key.id, key.sign(_DOMAIN + paper.data)) for key in keys}
    return Paper(paper.data, tuple(by_key[key_id] for key_id in sorted(by_key)))


def unsigned(paper: Paper, keys: Mapping[str, VerifierKey]) -> tuple[str, ...]:
    """Say for whom of those who must sign a paper no signature stands or holds.

    keys       the key of each who must sign, by the name under which they stand in the paper
    returns    sentences, in the order of names; nothing where all signed these very bytes
    """
    by_key = {item.key_id: item.signature for item in paper.signatures}
    says = []
    for name, key in sorted(keys.items()):
        signature = by_key.get(key.id)
        if signature is None:
            says.append(f"{name} has not signed")
        elif not key.verify(_DOMAIN + paper.data, signature):
            says.append(f"the signature of {name} does not hold for these bytes")
    return tuple(says)


def check_code(what: str, text: str) -> None:
    """Refuse what is no code: letters, digits and . _ : / -, so that a name written out of habit is refused."""
    if not _CODE.fullmatch(text):
        raise InvalidInput(f"{what} is a code of 1 to 64 letters and digits, without spaces")


def check_words(what: str, text: str) -> None:
    """Refuse an empty text."""
    if not text.strip():
        raise InvalidInput(f"{what} has no words; what is not known is left out")


def _refuse(name: str, kind: str) -> NoReturn:
    raise InvalidInput(f"a paper has {kind} where it says {name}")
