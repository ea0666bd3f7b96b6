"""The Merkle tree over all entries: what lets anyone check one entry, or that nothing before it changed.

RFC 9162 with SHA-256. A leaf is SHA-256(0x00, entry), a node SHA-256(0x01, left, right). Proofs are made from the
digests of complete subtrees, asked for by height and place, so that the same functions serve a tree in memory (`Tree`)
and one whose nodes stand in a store; they take about 2 log2(size) of them. Appending needs only the `Frontier`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from homeward.errors import InvalidInput

DIGEST_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

Nodes = Callable[[int, int], bytes]  # (height, place) -> digest of the complete subtree over 2^height leaves
Node = tuple[int, int, bytes]  # height, place, digest


def leaf_digest(entry: bytes) -> bytes:
    """Give the digest of an entry: its leaf in the tree, and what the next entry names as previous."""
    return sha256(b"\x00" + entry).digest()


def node_digest(left: bytes, right: bytes) -> bytes:
    """Give the digest of two neighbouring subtrees."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The digests of the complete subtrees that a tree of some size is made of, largest first: all that grows it."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise InvalidInput(f"a tree of {self.size:,} leaves does not have {len(self.peaks)} complete subtrees")

    @property
    def root(self) -> bytes:
        """Give the root of the tree so far."""
        return _fold(self.peaks)


def grow(frontier: Frontier, leaf: bytes) -> tuple[Frontier, tuple[Node, ...]]:
    """Append a leaf: the new frontier, and the nodes that are now complete, the leaf itself first."""
    peaks, place, done = list(frontier.peaks), frontier.size, [(0, frontier.size, leaf)]
    for height in range((frontier.size ^ (frontier.size + 1)).bit_length() - 1):
        leaf, place = node_digest(peaks.pop(), leaf), place >> 1
        done.append((height + 1, place, leaf))
    return Frontier(frontier.size + 1, (*peaks, leaf)), tuple(done)


def extend(frontier: Frontier, leaves: Iterable[bytes]) -> Frontier:
    """Append many leaves.

    >>> extend(Frontier(), [leaf_digest(b"")]).root.hex()[:16]
    '6e340b9cffb37a98'
    """
    size, peaks = frontier.size, list(frontier.peaks)
    for leaf in leaves:
        digest, rest = leaf, size
        while rest & 1:
            digest = sha256(b"\x01" + peaks.pop() + digest).digest()
            rest >>= 1
        peaks.append(digest)
        size += 1
    return Frontier(size, tuple(peaks))


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole tree in memory: for each height the digests of its complete subtrees, one after the other."""

    levels: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Count the leaves."""
        return len(self.levels[0]) // DIGEST_BYTES

    def node(self, height: int, place: int) -> bytes:
        """Give the digest of one complete subtree."""
        return self.levels[height][place * DIGEST_BYTES : (place + 1) * DIGEST_BYTES]


def build_tree(leaves: bytes) -> Tree:
    """Build the tree over leaf digests, given one after the other; every level is kept, 64 bytes for each leaf."""
    levels = [leaves]
    pair = 2 * DIGEST_BYTES
    while len(levels[-1]) >= pair:
        below = levels[-1]
        whole = len(below) - len(below) % pair
        levels.append(b"".join(sha256(b"\x01" + below[at : at + pair]).digest() for at in range(0, whole, pair)))
    return Tree(tuple(levels))


def root_at(nodes: Nodes, size: int) -> bytes:
    """Give the root that the tree had at a size."""
    return _digest(nodes, 0, size)


def prove_inclusion(nodes: Nodes, number: int, size: int) -> tuple[bytes, ...]:
    """Prove that leaf `number` stands in the tree of a size: the digests beside its way up, lowest first.

    Source: RFC 9162, 2.1.3.1. Oracle: tests/oracles/ledger_published.json.
    """
    if not 0 <= number < size:
        raise InvalidInput(f"there is no entry {number:,} among {size:,}")
    path, start, stop = [], 0, size
    while stop - start > 1:
        split = _split(start, stop)
        if number < split:
            path.append(_digest(nodes, split, stop))
            stop = split
        else:
            path.append(_digest(nodes, start, split))
            start = split
    return tuple(reversed(path))


def prove_consistency(nodes: Nodes, older: int, newer: int) -> tuple[bytes, ...]:
    """Prove that the tree of size `newer` begins with the whole tree of size `older`.

    Source: RFC 9162, 2.1.4.1. Oracle: tests/oracles/ledger_published.json.
    """
    if not 0 <= older <= newer:
        raise InvalidInput(f"a tree of {newer:,} entries cannot begin with one of {older:,}")
    path, start, stop = [], 0, newer
    while 0 < older < stop:
        split = _split(start, stop)
        if older <= split:
            path.append(_digest(nodes, split, stop))
            stop = split
        else:
            path.append(_digest(nodes, start, split))
            start = split
    if start > 0:
        path.append(_digest(nodes, start, stop))
    return tuple(reversed(path))


def verify_inclusion(leaf: bytes, number: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a path leads from leaf `number` to the root of a tree of a size.

    Source: RFC 9162, 2.1.3.2.
    """
    if not 0 <= number < size or any(len(digest) != DIGEST_BYTES for digest in (leaf, *path)):
        return False
    place, last, digest = number, size - 1, leaf
    for other in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            digest = node_digest(other, digest)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            digest = node_digest(digest, other)
        place, last = place >> 1, last >> 1
    return last == 0 and digest == root


def verify_consistency(older: int, newer: int, path: Sequence[bytes], older_root: bytes, newer_root: bytes) -> bool:
    """Tell whether a path shows that the newer tree begins with the whole older one.

    The empty tree begins every tree, with an empty path.

    Source: RFC 9162, 2.1.4.2.
    """
    if not 0 <= older <= newer or any(len(digest) != DIGEST_BYTES for digest in (older_root, newer_root, *path)):
        return False
    if older in (0, newer):
        return not path and older_root == (newer_root if older == newer else EMPTY_ROOT)
    digests = list(path) if older & (older - 1) else [older_root, *path]
    return bool(digests) and _climb(older - 1, newer - 1, digests) == (older_root, newer_root)


def _climb(place: int, last: int, digests: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The roots of the older and the newer tree that a consistency path leads to; None where its length is wrong."""
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = digests[0]
    for other in digests[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            old, new = node_digest(other, old), node_digest(other, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_digest(new, other)
        place, last = place >> 1, last >> 1
    return (old, new) if last == 0 else None


def _split(start: int, stop: int) -> int:
    """Where RFC 9162 parts a range: after the largest power of two below its length."""
    return start + (1 << ((stop - start - 1).bit_length() - 1))


def _digest(nodes: Nodes, start: int, stop: int) -> bytes:
    parts = []
    while start < stop:
        height = (stop - start).bit_length() - 1
        parts.append(nodes(height, start >> height))
        start += 1 << height
    return _fold(parts)


def _fold(parts: Sequence[bytes]) -> bytes:
    if not parts:
        return EMPTY_ROOT
    digest = parts[-1]
    for left in reversed(parts[:-1]):
        digest = node_digest(left, digest)
    return digest
