"""Forks: two signed heads of one ledger that cannot both be true, as evidence that anybody can check.

Two heads of one size with different roots show it by themselves. Heads of different sizes need the hashes of a
consistency proof that leads from *another* root to the newer head: then the newer ledger begins with other entries than
the older head covers, and its owner signed both. A proof that merely fails shows nothing: anybody can write one.

    {"form":"homeward/fork/1","hashes":[BASE64,...],"keys":[VKEY,...],"newer":NOTE,"older":NOTE,"root_in_newer":BASE64}
"""

from base64 import b64encode
from collections.abc import Iterable, Sequence

from homeward.errors import InvalidInput
from homeward.ledger.checkpoint import SignedHead
from homeward.ledger.encoding import Plain
from homeward.ledger.keys import VerifierKey, read_base64
from homeward.ledger.proof import list_keys, open_pair, read_document, read_hashes, shows_growth, write_document


def write_fork(older: SignedHead, newer: SignedHead, root_in_newer: bytes, path: Sequence[bytes] = ()) -> bytes:
    """Write evidence of a fork.

    root_in_newer    root over the first entries of the newer ledger, as many as the older head covers
    path             consistency proof from there to the newer head
    raises           InvalidInput where this shows no fork
    """
    _check(older, newer, root_in_newer, path)
    hashes: list[Plain] = [b64encode(digest).decode() for digest in path]
    return write_document(
        {
            "form": "homeward/fork/1",
            "hashes": hashes,
            "keys": list_keys(older, newer),
            "newer": newer.text,
            "older": older.text,
            "root_in_newer": b64encode(root_in_newer).decode(),
        }
    )


def check_fork(data: bytes, trusted: Iterable[VerifierKey]) -> tuple[SignedHead, SignedHead]:
    """Check evidence of a fork: the two heads of which at most one is true.

    raises    InvalidInput where this shows no fork
    """
    fields = read_document(data, "homeward/fork/1", ("hashes", "newer", "older", "root_in_newer"))
    older, newer = open_pair(fields, trusted)
    _check(older, newer, read_base64(str(fields["root_in_newer"])), read_hashes(fields))
    return older, newer


def _check(older: SignedHead, newer: SignedHead, root_in_newer: bytes, path: Sequence[bytes]) -> None:
    if older.head.origin != newer.head.origin:
        raise InvalidInput(f"{older.head.origin} and {newer.head.origin} are two ledgers or epochs: no fork")
    if root_in_newer == older.head.root:
        raise InvalidInput(f"both heads agree on the first {older.head.size:,} entries: no fork")
    if not shows_growth(older.head.size, root_in_newer, newer, path):
        raise InvalidInput(f"the hashes do not lead to the newer head of {newer.head.origin}: no fork is shown")
