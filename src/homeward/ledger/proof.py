"""Proofs that leave the house: one entry, or the growth of a ledger, for somebody who does not have the ledger.

A proof is one JSON document in canonical bytes. `tools/verify_proof.py` checks it without Homeward; what is here says
the same, with other code. Keys in a document say who is meant to have signed; whether they are to be trusted, the
reader knows from elsewhere.

    {"form":"homeward/proof/1","entry":TEXT,"keys":[VKEY,...],"proof":TEXT}
    {"form":"homeward/consistency/1","hashes":[BASE64,...],"keys":[VKEY,...],"newer":NOTE,"older":NOTE}

Source: "proof" is a C2SP tlog-proof v1: the entry's number, the path to the root, the signed head.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence

from homeward.errors import InvalidInput
from homeward.ledger.checkpoint import SignedHead, open_head, split_origin
from homeward.ledger.encoding import Plain, decode, encode
from homeward.ledger.entry import Entry, decode_entry
from homeward.ledger.keys import VerifierKey, read_base64, read_verifier_key, write_verifier_key
from homeward.ledger.merkle import (
    Nodes,
    leaf_digest,
    prove_consistency,
    prove_inclusion,
    verify_consistency,
    verify_inclusion,
)

_TLOG_PROOF = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,15})")
_MOST_HASHES = 128


def write_entry_proof(entry: bytes, nodes: Nodes, signed: SignedHead) -> bytes:
    """Prove that an entry stands in the ledger of a signed head."""
    number = decode_entry(entry).number
    path = prove_inclusion(nodes, number, signed.head.size)
    lines = [_TLOG_PROOF, f"index {number}", *_to_text(path), "", signed.text]
    return write_document(
        {"form": "homeward/proof/1", "entry": entry.decode(), "proof": "\n".join(lines), "keys": list_keys(signed)}
    )


def check_entry_proof(data: bytes, trusted: Iterable[VerifierKey]) -> tuple[Entry, SignedHead]:
    """Check a proof of one entry: the entry, and the head that it stands under.

    raises    InvalidInput, which says what does not hold
    """
    fields = read_document(data, "homeward/proof/1", ("entry", "proof"))
    entry = _text(fields["entry"]).encode()
    top, gap, note = _text(fields["proof"]).partition("\n\n")
    version, index, *hashes = [*top.split("\n"), ""] if gap else ["", ""]
    found = _INDEX.fullmatch(index)
    if version != _TLOG_PROOF or not found:
        raise InvalidInput(f"this is not a proof of form {_TLOG_PROOF}")
    signed = open_signed(note, fields["keys"], trusted)
    path = tuple(read_base64(text) for text in hashes[:-1])
    if not verify_inclusion(leaf_digest(entry), int(found[1]), signed.head.size, path, signed.head.root):
        raise InvalidInput(f"the path does not lead from this entry to the root of {signed.head.origin}")
    opened = decode_entry(entry)
    log, epoch = split_origin(signed.head.origin)
    if opened.number != int(found[1]) or opened.log != log or opened.epoch > epoch:
        raise InvalidInput(f"the entry says that it is number {opened.number:,} of {opened.log}; its proof, another")
    return opened, signed


def write_consistency(nodes: Nodes, older: SignedHead, newer: SignedHead) -> bytes:
    """Prove that the ledger of a newer head begins with all entries of an older one."""
    path = prove_consistency(nodes, older.head.size, newer.head.size)
    fields: dict[str, Plain] = {"hashes": list(_to_text(path)), "keys": list_keys(older, newer)}
    return write_document({"form": "homeward/consistency/1", **fields, "newer": newer.text, "older": older.text})


def check_consistency(data: bytes, trusted: Iterable[VerifierKey]) -> tuple[SignedHead, SignedHead]:
    """Check that a newer head keeps all entries of an older one, also across epochs: both heads.

    raises    InvalidInput, which says what does not hold
    """
    fields = read_document(data, "homeward/consistency/1", ("hashes", "newer", "older"))
    older, newer = open_pair(fields, trusted)
    (old_log, old_epoch), (new_log, new_epoch) = split_origin(older.head.origin), split_origin(newer.head.origin)
    if old_log != new_log or old_epoch > new_epoch:
        raise InvalidInput(f"{newer.head.origin} does not continue {older.head.origin}")
    if not shows_growth(older.head.size, older.head.root, newer, read_hashes(fields)):
        raise InvalidInput(
            f"the hashes do not show that {newer.head.origin} at {newer.head.size:,} entries keeps the first "
            f"{older.head.size:,}"
        )
    return older, newer


def shows_growth(size: int, root: bytes, newer: SignedHead, path: Sequence[bytes]) -> bool:
    """Tell whether a path shows that a newer head begins with a tree of a size and root."""
    return verify_consistency(size, newer.head.size, path, root, newer.head.root)


def write_document(fields: dict[str, Plain]) -> bytes:
    """Write a document as one line of canonical bytes."""
    return encode(fields) + b"\n"


def read_document(data: bytes, form: str, names: tuple[str, ...]) -> dict[str, Plain]:
    """Read a document of one form strictly; raises InvalidInput where it has other fields or other bytes."""
    value = decode(data.removesuffix(b"\n"))
    if not data.endswith(b"\n") or not isinstance(value, dict) or value.get("form") != form:
        raise InvalidInput(f"this is not a document of form {form}")
    if set(value) != {"form", "keys", *names}:
        raise InvalidInput(f"a document of form {form} has keys, {', '.join(names)}, and nothing else")
    return value


def open_pair(fields: dict[str, Plain], trusted: Iterable[VerifierKey]) -> tuple[SignedHead, SignedHead]:
    """Open the older and the newer head of a document; each of its keys must have signed one of them."""
    known, keys = tuple(trusted), _read_keys(fields["keys"])
    older, newer = (open_head(_text(fields[name]), _of_trust(keys, known)) for name in ("older", "newer"))
    _check_keys(keys, known, (older, newer))
    return older, newer


def open_signed(note: str, listed: Plain, trusted: Iterable[VerifierKey]) -> SignedHead:
    """Open the head of a document; each of its keys must have signed it, and the ledger's must be trusted."""
    known, keys = tuple(trusted), _read_keys(listed)
    signed = open_head(note, _of_trust(keys, known))
    _check_keys(keys, known, (signed,))
    return signed


def list_keys(*heads: SignedHead) -> list[Plain]:
    """List the keys that signed some heads, each once."""
    return [*sorted({write_verifier_key(signer.key) for signed in heads for signer in signed.signers})]


def read_hashes(fields: dict[str, Plain]) -> tuple[bytes, ...]:
    """Read the list of digests of a document."""
    hashes = fields["hashes"]
    if not isinstance(hashes, list) or len(hashes) > _MOST_HASHES:
        raise InvalidInput(f"hashes are a list of at most {_MOST_HASHES} digests")
    return tuple(read_base64(_text(text)) for text in hashes)


def _check_keys(keys: tuple[VerifierKey, ...], known: tuple[VerifierKey, ...], heads: tuple[SignedHead, ...]) -> None:
    signed = {signer.key for head in heads for signer in head.signers}
    missing = [key.name for key in keys if key not in signed]
    if missing:
        raise InvalidInput(f"the document lists {missing[0]} as a signer, but that signature is not there")
    for head in heads:
        log, _ = split_origin(head.head.origin)
        if not any(signer.key in known and signer.key.name == log for signer in head.signers):
            raise InvalidInput(f"the head is signed by a key of {log} that you do not trust")


def _of_trust(keys: tuple[VerifierKey, ...], known: tuple[VerifierKey, ...]) -> tuple[VerifierKey, ...]:
    # Trusted keys last: they win where name and hash are the same, which four bytes do not exclude.
    return (*keys, *known)


def _read_keys(listed: Plain) -> tuple[VerifierKey, ...]:
    if not isinstance(listed, list):
        raise InvalidInput("keys are a list of verifier keys")
    return tuple(read_verifier_key(_text(text)) for text in listed)


def _to_text(path: Sequence[bytes]) -> tuple[str, ...]:
    return tuple(b64encode(digest).decode() for digest in path)


def _text(value: Plain) -> str:
    if not isinstance(value, str):
        raise InvalidInput("a document holds something other than text where text belongs")
    return value
