#!/usr/bin/env python3
"""Check a proof from a Homeward ledger, without Homeward.

    python verify_proof.py FILE --key VERIFIER_KEY [--key ...] [--keys FILE]

FILE is a proof that an entry stands in a ledger, a proof that a ledger only grew, or evidence of a fork: two signed
heads of one ledger that cannot both be true. Needs Python 3.11 and the package "cryptography", and nothing else; reads
FILE and writes sentences. Formats: docs/models/ledger.md. Standards: RFC 8032, 8785, 9162; C2SP signed-note,
tlog-checkpoint, tlog-cosignature v1, tlog-proof v1.

exit codes:
  0  it holds, and the ledger's key is one that you gave
  1  it does not hold
  2  it cannot be read: no such file, no such form
  3  it holds by the keys that came in the file itself; whose keys those are, you must know from elsewhere
"""

import argparse
import base64
import binascii
import hashlib
import json
import re
import sys
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HOLDS, FAILS, UNREADABLE, UNTRUSTED = 0, 1, 2, 3
SIGN, COUNTERSIGN = 1, 4
MOST_BYTES = 1024 * 1024
SMALL_ORDER = {  # public keys, without their sign bit, whose signatures may hold for any text
    *("00" * 32, "01" + "00" * 31),
    *(f"{byte}{'ff' * 30}7f" for byte in ("ec", "ed", "ee")),
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
}
ORIGIN = re.compile(r"(homeward/[a-z0-9][a-z0-9.-]{0,62})/([1-9][0-9]{0,5})")
NUMBER = re.compile(r"0|[1-9][0-9]{0,15}")
DIGEST = re.compile(r"[0-9a-f]{64}")
SIGNATURE_LINE = re.compile(r"([0-9a-f]{32}) ([A-Za-z0-9+/]{86}==)")
START, LATEST = datetime(1970, 1, 1, tzinfo=UTC), 253_402_300_799  # seconds from there to the end of year 9999


class Fails(Exception):
    """The document does not show what it claims."""


class Unreadable(Exception):
    """The document is none of the three forms, or was damaged so that it cannot be read."""


class Key(NamedTuple):
    """A verifier key: its name, what it is for, its public half."""

    name: str
    use: int
    public: bytes

    @property
    def hash(self) -> bytes:
        """The four bytes that stand before a signature in a note."""
        return sha(self.name.encode() + b"\n" + bytes([self.use]) + self.public)[:4]

    @property
    def id(self) -> str:
        """The pseudonym that stands in entries."""
        return sha(b"homeward/key/1\n" + self.public).hex()[:32]

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Tell whether the holder of this key signed these bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return len(signature) == 64


class Head(NamedTuple):
    """Size and root of a ledger, and who signed that."""

    log: str
    epoch: int
    size: int
    root: bytes
    signers: list[tuple[Key, datetime | None]]

    @property
    def origin(self) -> str:
        """The ledger and its epoch."""
        return f"{self.log}/{self.epoch}"


def sha(data: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The digest of two neighbouring subtrees (RFC 9162, 2.1.1)."""
    return sha(b"\x01" + left + right)


def split(size: int) -> int:
    """The largest power of two below a size above 1."""
    return 1 << (size - 1).bit_length() - 1


def climb(leaf: bytes, number: int, size: int, path: list[bytes]) -> bytes:
    """The root that a leaf and the digests beside its way up lead to, by the definition of PATH (RFC 9162, 2.1.3.1)."""
    if not 0 <= number < size or (size == 1) != (not path):
        raise Fails("The path has another length than the way from this entry to the root.")
    if size == 1:
        return leaf
    left = split(size)
    if number < left:
        return node(climb(leaf, number, left, path[:-1]), path[-1])
    return node(path[-1], climb(leaf, number - left, size - left, path[:-1]))


def two_roots(older: int, newer: int, path: list[bytes], root: bytes | None) -> tuple[bytes, bytes]:
    """The older and the newer root that a consistency path leads to, by the definition of SUBPROOF (RFC 9162, 2.1.4.1).

    root    the older root, as long as the older tree is a whole subtree on the left; it is then not in the path
    """
    if older == newer:
        if len(path) != (root is None):
            raise Fails("The list of hashes has another length than these two sizes need.")
        both = path[0] if root is None else root
        return both, both
    if not path:
        raise Fails("The list of hashes is too short for these two sizes.")
    left = split(newer)
    if older <= left:
        old, new = two_roots(older, left, path[:-1], root)
        return old, node(new, path[-1])
    old, new = two_roots(older - left, newer - left, path[:-1], None)
    return node(path[-1], old), node(path[-1], new)


def grows(size: int, root: bytes, newer: Head, path: list[bytes]) -> bool:
    """Tell whether the newer head begins with a tree of this size and root."""
    if size > newer.size:
        raise Fails("The older head covers more entries than the newer one.")
    if size == 0:
        return not path and root == sha(b"")
    return two_roots(size, newer.size, path, root) == (root, newer.root)


def read_base64(text: Any, size: int | None = None) -> bytes:
    """Standard base64, in the one way to write it."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError, TypeError):
        raise Unreadable("Something that should be base64 is not.") from None
    if base64.b64encode(data).decode() != text or (size is not None and len(data) != size):
        raise Unreadable("Something that should be base64 is written otherwise, or too short or long.")
    return data


def read_key(text: Any) -> Key:
    """A verifier key in C2SP form: NAME+HASH+BASE64."""
    parts = text.strip().split("+", 2) if isinstance(text, str) else []
    if len(parts) != 3 or not parts[0] or re.search(r"[\s\x00-\x1f\x7f]", parts[0]):
        raise Unreadable("A verifier key is written NAME+HASH+BASE64.")
    raw = read_base64(parts[2], 33)
    key = Key(parts[0], raw[0], raw[1:])
    if key.use not in (SIGN, COUNTERSIGN) or key.hash.hex() != parts[1]:
        raise Unreadable(f"The verifier key of {key.name} was altered, or is not Ed25519.")
    if bytes([*key.public[:-1], key.public[-1] & 0x7F]).hex() in SMALL_ORDER:
        raise Unreadable(f"The verifier key of {key.name} is one whose signatures hold for any text.")
    return key


def read_note(note: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """The text of a signed note and its signature lines: name, four bytes of the key, signature."""
    body, gap, tail = note.rpartition("\n\n")
    if not gap or not body or not tail.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f]", note):
        raise Unreadable("A signed head is three lines, a blank line, and signature lines.")
    lines = []
    for line in tail[:-1].split("\n"):
        words = line.split(" ")
        blob = read_base64(words[-1])
        if len(words) != 3 or words[0] != "—" or not words[1] or re.search(r"[\s+]", words[1]) or len(blob) <= 4:
            raise Unreadable("A signature line of a signed head is not as it should be.")
        lines.append((words[1], blob[:4], blob[4:]))
    return body + "\n", lines


def read_head(note: Any, keys: list[Key]) -> Head:
    """A signed head; every line by one of the keys must hold, and the ledger's own key must be among them."""
    if not isinstance(note, str):
        raise Unreadable("A signed head is text.")
    text, lines = read_note(note)
    parts = text.split("\n")
    origin = ORIGIN.fullmatch(parts[0])
    if len(parts) != 4 or not origin or not NUMBER.fullmatch(parts[1]):
        raise Unreadable("A head is three lines: origin, number of entries, root.")
    known = {(key.name, key.hash): key for key in keys}
    signers: list[tuple[Key, datetime | None]] = []
    for name, digest, signature in lines:
        key = known.get((name, digest))
        if key is not None:
            signers.append((key, check_line(text, signature, key)))
    head = Head(origin[1], int(origin[2]), int(parts[1]), read_base64(parts[2], 32), signers)
    if not any(key.use == SIGN and key.name == head.log for key, _ in signers):
        raise Fails(f"The head of {head.origin} at {head.size:,} entries is not signed by a known key of {head.log}.")
    return head


def check_line(text: str, signature: bytes, key: Key) -> datetime | None:
    """The time of a countersignature, nothing for a signature; it must hold."""
    message, at = text.encode(), None
    if key.use == COUNTERSIGN:
        seconds, signature = int.from_bytes(signature[:8]), signature[8:]
        message = f"cosignature/v1\ntime {seconds}\n{text}".encode()
        if seconds > LATEST:
            raise Fails(f"{key.name} countersigned at a time that is in no calendar.")
        at = START + timedelta(seconds=seconds)
    if not key.signed(message, signature):
        raise Fails(f"The signature of {key.name} does not hold: the head or the signature was altered.")
    return at


def read_entry(text: Any) -> dict[str, Any]:
    """An entry's lines: ledger, epoch, number, time, act, signatures."""
    lines = text.split("\n") if isinstance(text, str) else []
    if len(lines) < 7 or lines[0] != "homeward/entry/1" or lines[-1] != "" or len(text.encode()) > 8192:
        raise Unreadable("The entry is not of form homeward/entry/1.")
    origin = ORIGIN.fullmatch(lines[1])
    if not origin or not NUMBER.fullmatch(lines[2]) or not NUMBER.fullmatch(lines[3]) or not DIGEST.fullmatch(lines[4]):
        raise Unreadable("The entry does not give its ledger, number, time and previous digest.")
    signatures = [SIGNATURE_LINE.fullmatch(line) for line in lines[6:-1]]
    if not all(signatures):
        raise Unreadable("A signature line of the entry is not as it should be.")
    act = read_canonical(lines[5].encode())
    if act.get("log") != origin[1] or not all(isinstance(act.get(name), str) for name in ("kind", "actor", "role")):
        raise Unreadable("The act of the entry is meant for another ledger, or says too little.")
    return {
        "log": origin[1],
        "epoch": int(origin[2]),
        "number": int(lines[2]),
        "placed_at": START + timedelta(microseconds=int(lines[3])),
        "act": act,
        "act_bytes": lines[5].encode(),
        "signatures": [(found[1], read_base64(found[2], 64)) for found in signatures if found],
    }


def read_canonical(data: bytes) -> dict[str, Any]:
    """A JSON object in canonical bytes (RFC 8785, without fractions and null)."""
    try:
        value = json.loads(data.decode(), parse_float=no_fraction, parse_constant=no_fraction)
        same = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == data
    except (ValueError, RecursionError):
        raise Unreadable("This is not a JSON document of Homeward.") from None
    if not same or not isinstance(value, dict):
        raise Unreadable("This is not a JSON document in canonical bytes: it was written anew or altered.")
    return value


def no_fraction(text: str) -> None:
    """Refuse what canonical bytes do not hold."""
    raise ValueError(text)


def check_proof(fields: dict[str, Any], keys: list[Key]) -> tuple[list[Head], list[str]]:
    """One entry, its way up, and the head."""
    entry = read_entry(fields["entry"])
    proof = fields["proof"] if isinstance(fields["proof"], str) else ""
    top, gap, note = proof.partition("\n\n")
    lines = top.split("\n")
    if not gap or lines[0] != "c2sp.org/tlog-proof@v1" or len(lines) < 2 or not lines[1].startswith("index "):
        raise Unreadable("The proof is not of form c2sp.org/tlog-proof@v1.")
    head = read_head(note, keys)
    path = [read_base64(line, 32) for line in lines[2:]]
    if lines[1] != f"index {entry['number']}" or entry["log"] != head.log or entry["epoch"] > head.epoch:
        raise Fails("The entry says that it stands elsewhere than the proof says.")
    leaf = sha(b"\x00" + fields["entry"].encode())
    if climb(leaf, entry["number"], head.size, path) != head.root:
        raise Fails(f"Entry {entry['number']:,} is not in {head.origin} as that head has it.")
    act = entry["act"]
    says = [
        f"Entry {entry['number']:,} was in the ledger {head.origin} when it had {head.size:,} entries.",
        f"It was placed on {entry['placed_at']:%Y-%m-%d %H:%M} UTC: {act['kind']}, by {act['role']} {act['actor']}.",
    ]
    says += [check_act(entry, key_id, signature, keys) for key_id, signature in entry["signatures"]]
    return [head], says


def check_act(entry: dict[str, Any], key_id: str, signature: bytes, keys: list[Key]) -> str:
    """Say who signed the act; a signature by a key that is here must hold."""
    key = next((key for key in keys if key.use == SIGN and key.id == key_id), None)
    if key is None:
        return f"Key {key_id} signed the act; that key was not given, so its signature was not checked."
    if not key.signed(b"homeward/act/1\n" + entry["act_bytes"], signature):
        raise Fails(f"The signature of {key.name} under the act does not hold.")
    return f"{key.name} (key {key_id}) signed the act."


def check_growth(fields: dict[str, Any], keys: list[Key]) -> tuple[list[Head], list[str]]:
    """Two heads, and the hashes between them."""
    older, newer = read_head(fields["older"], keys), read_head(fields["newer"], keys)
    if older.log != newer.log or older.epoch > newer.epoch:
        raise Fails(f"{newer.origin} does not continue {older.origin}.")
    if not grows(older.size, older.root, newer, read_hashes(fields)):
        raise Fails(f"The hashes do not show that {newer.origin} keeps the first {older.size:,} entries.")
    says = f"{newer.origin} at {newer.size:,} entries begins with all {older.size:,} entries of {older.origin}."
    return [older, newer], [says, "Nothing before has changed since."]


def check_fork(fields: dict[str, Any], keys: list[Key]) -> tuple[list[Head], list[str]]:
    """Two heads, and another root from which hashes lead to the newer one."""
    older, newer = read_head(fields["older"], keys), read_head(fields["newer"], keys)
    other = read_base64(fields["root_in_newer"], 32)
    if older.origin != newer.origin or other == older.root:
        raise Fails("The two heads agree, or are of two ledgers or epochs: no fork is shown.")
    if not grows(older.size, other, newer, read_hashes(fields)):
        raise Fails("The hashes do not lead to the newer head: no fork is shown.")
    says = f"{older.log} signed two heads of {older.origin}, at {older.size:,} and {newer.size:,} entries."
    return [older, newer], [f"{says} They cannot both be true: the first {older.size:,} differ."]


def read_hashes(fields: dict[str, Any]) -> list[bytes]:
    """The list of digests of a document."""
    if not isinstance(fields["hashes"], list) or len(fields["hashes"]) > 128:
        raise Unreadable("The hashes are a list of at most 128 digests.")
    return [read_base64(text, 32) for text in fields["hashes"]]


FORMS = {
    "homeward/proof/1": ({"entry", "proof"}, check_proof),
    "homeward/consistency/1": ({"hashes", "newer", "older"}, check_growth),
    "homeward/fork/1": ({"hashes", "newer", "older", "root_in_newer"}, check_fork),
}


def verify(data: bytes, given: list[Key]) -> tuple[int, list[str]]:
    """Check a document with the keys that the reader trusts: exit code and sentences."""
    try:
        if not data.endswith(b"\n") or len(data) > MOST_BYTES:
            raise Unreadable("This is not a document of Homeward: one line of at most a megabyte.")
        fields = read_canonical(data[:-1])
        names, check = FORMS.get(str(fields.get("form")), (None, None))
        if names is None or check is None or set(fields) != names | {"form", "keys"}:
            raise Unreadable(f"This is none of the forms {', '.join(FORMS)}.")
        if not isinstance(fields["keys"], list):
            raise Unreadable("The keys are not a list.")
        listed = [read_key(text) for text in fields["keys"]]
        heads, says = check(fields, [*listed, *given])
        signed = {key for head in heads for key, _ in head.signers}
        for key in listed:
            if key not in signed:
                raise Fails(f"The file lists {key.name} as a signer, but that signature is not there.")
    except Unreadable as error:
        return UNREADABLE, [str(error)]
    except Fails as error:
        return FAILS, [str(error)]
    return describe(heads, given, says)


def describe(heads: list[Head], given: list[Key], says: list[str]) -> tuple[int, list[str]]:
    """Say who signed the heads, and whether the reader's own keys say so."""
    for head in heads:
        for key, at in head.signers:
            when = f"countersigned it on {at:%Y-%m-%d %H:%M} UTC" if at else "signed it"
            says.append(f"Head of {head.size:,} entries: {key.name} {when}.")
    if all(any(key in given and key.name == head.log for key, _ in head.signers) for head in heads):
        return HOLDS, ["It holds.", *says]
    warning = f"But the key of {heads[0].log} came with the file: give the one that you trust with --key."
    return UNTRUSTED, ["It holds by the keys in the file.", *says, warning]


def main() -> int:
    """Read the arguments and the file, and print the answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", metavar="FILE", help="the proof or the evidence")
    parser.add_argument("--key", action="append", default=[], metavar="KEY", help="a verifier key that you trust")
    parser.add_argument("--keys", metavar="FILE", help="a file of such keys, one a line; lines with # are left out")
    options = parser.parse_args()
    try:
        texts = list(options.key)
        if options.keys:
            with open(options.keys, encoding="utf-8") as lines:
                texts += [line for line in lines if line.strip() and not line.startswith("#")]
        given = [read_key(text) for text in texts]
        with open(options.file, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, UnicodeDecodeError, Unreadable) as error:
        print(error)
        return UNREADABLE
    code, says = verify(data, given)
    print("\n".join(says))
    return code


if __name__ == "__main__":
    sys.exit(main())
