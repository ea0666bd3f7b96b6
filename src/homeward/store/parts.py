"""Parts: what an act says of each of its subjects, sealed under that subject's key and kept beside the entry.

The act carries the digest of its parts as the fact "parts", so that they can be checked without any key, also after a
subject was erased. Salts of commitments belong into the text of a part: they go with the key.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from homeward.errors import InvalidInput
from homeward.ledger.act import Act, Fact, about_sealed
from homeward.ledger.sealing import NONCE_BYTES, seal, unseal

PARTS_FACT = "parts"


@dataclass(frozen=True, slots=True)
class Part:
    """What an act says of one subject, sealed."""

    subject: str
    box: bytes


def seal_parts(log: str, act_id: str, texts: Mapping[str, str], keys: Mapping[str, bytes]) -> tuple[Part, ...]:
    """Seal what an act says of its subjects.

    texts    by subject
    keys     by subject, from `Store.make_keys`
    """
    return tuple(
        Part(subject, seal(text, keys[subject], secrets.token_bytes(NONCE_BYTES), _about(log, act_id, subject)))
        for subject, text in sorted(texts.items())
    )


def open_part(log: str, act_id: str, part: Part, key: bytes) -> str:
    """Open a part; raises InvalidInput where the key or a single bit is another."""
    return unseal(part.box, key, _about(log, act_id, part.subject))


def parts_fact(parts: Iterable[Part]) -> tuple[str, Fact]:
    """Give the fact by which an act carries the digest of its parts."""
    digest = sha256(b"homeward/parts/1\n")
    for part in sorted(parts, key=lambda part: part.subject):
        digest.update(part.subject.encode() + sha256(part.box).digest())
    return PARTS_FACT, digest.hexdigest()


def check_parts(act: Act, parts: Iterable[Part]) -> None:
    """Raise InvalidInput where an act does not carry exactly these parts."""
    kept = tuple(parts)
    strangers = {part.subject for part in kept} - set(act.subjects)
    if strangers:
        raise InvalidInput(f"a part of act {act.id} is of {min(strangers)}, who is not a subject of it")
    wanted = parts_fact(kept) if kept else (PARTS_FACT, None)
    if dict(act.facts).get(PARTS_FACT) != wanted[1]:
        raise InvalidInput(f"act {act.id} does not carry the digest of its {len(kept)} parts as a fact")


def _about(log: str, act_id: str, subject: str) -> bytes:
    return b"part\n" + about_sealed(log, act_id, subject)
