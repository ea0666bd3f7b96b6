"""The public lottery that breaks what ties remain: both sides commit beforehand, anyone can draw again.

1. When the lists are closed each side chooses a secret seed and publishes `commit(side, seed)`.
2. When both commitments are public, both seeds are published; `opens` checks each against its commitment.
3. `joint_seed` of both gives every person one `ticket`. The larger ticket goes first.

Neither side can steer the draw: whoever committed first did not know the other seed, and whoever reveals last can no
longer change his own. A side that refuses to reveal is seen to do so. With no seeds the draw is open to whoever chooses
ids, and the plan says so. Hashes are SHA-256 over texts in UTF-8, joined by line breaks:

    commitment   "homeward lottery commitment 1", side, seed
    joint seed   "homeward lottery seed 1", then side and seed of each side, sides in alphabetical order
    ticket       "homeward lottery ticket 1", joint seed in hexadecimal, person: the first 20 bits of the digest, plus 1
"""

from collections.abc import Mapping
from hashlib import sha256

_TICKET_BITS = 20  # sums over 20,000 people stay exact in double precision


def commit(side: str, seed: str) -> str:
    """Give what a side publishes before it tells its seed, in hexadecimal.

    >>> commit("north", "a seed of 128 random bits")[:16]
    'c417954af5c9594d'
    """
    return _digest("homeward lottery commitment 1", side, seed).hex()


def opens(commitment: str, side: str, seed: str) -> bool:
    """Tell whether a seed is the one that a side committed to."""
    return commit(side, seed) == commitment.strip().lower()


def joint_seed(seeds: Mapping[str, str]) -> str:
    """Join the seeds of the sides, in hexadecimal; the order of the mapping does not matter."""
    words = [word for side in sorted(seeds) for word in (side, seeds[side])]
    return _digest("homeward lottery seed 1", *words).hex()


def ticket(seed: str, person: str) -> int:
    """Draw one person's number, 1 to 2**20.

    seed      of `joint_seed`
    """
    digest = _digest("homeward lottery ticket 1", seed, person)
    return (int.from_bytes(digest[:4], "big") >> (32 - _TICKET_BITS)) + 1


def _digest(*words: str) -> bytes:
    return sha256("\n".join(words).encode()).digest()
