"""Epochs: what a restored ledger says about the entries that it lost.

A backup is older than the heads that partners hold. Signing on as if nothing had happened would make two histories of
one ledger. So a restore opens the next epoch: its first entry names the last head that is known, how many entries were
kept, why, and is signed by the two people who ordered it. Numbers go on after the kept entries, under a new origin. A
restore of a backup from before an earlier restore skips the epoch that was lost with it.
"""

from dataclasses import dataclass
from typing import cast

from homeward.errors import InvalidInput
from homeward.ledger.act import Act, Fact
from homeward.ledger.checkpoint import Head, split_origin
from homeward.ledger.keys import read_hex

EPOCH_OPENED = "epoch opened"  # the kind of its first act
N_SIGNERS = 2
_NAMES = ("cause", "kept", "last_origin", "last_root", "last_size")


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first entry of an epoch says."""

    kept: int  # entries that the restore still had, and its own number
    last: Head  # the newest head that anybody is known to hold
    cause: str  # "disk failure"

    @property
    def log(self) -> str:
        """Give the ledger that goes on."""
        return split_origin(self.last.origin)[0]

    @property
    def epoch(self) -> int:
        """Give the epoch that opens: the one after that of the last known head, which may itself have been lost."""
        return split_origin(self.last.origin)[1] + 1


def opening_facts(opening: Opening) -> tuple[tuple[str, Fact], ...]:
    """Write the facts of the act that opens an epoch; its kind is EPOCH_OPENED."""
    values: tuple[Fact, ...] = (
        opening.cause,
        opening.kept,
        opening.last.origin,
        opening.last.root.hex(),
        opening.last.size,
    )
    return tuple(zip(_NAMES, values, strict=True))


def read_opening(act: Act) -> Opening:
    """Read what an act that opens an epoch says; raises InvalidInput where something is not said."""
    facts = dict(act.facts)
    if act.kind != EPOCH_OPENED or tuple(facts) != _NAMES:
        raise InvalidInput("the first act of an epoch says cause, kept, last_origin, last_root and last_size")
    texts, counts = (facts["cause"], facts["last_origin"], facts["last_root"]), (facts["kept"], facts["last_size"])
    if not all(type(text) is str for text in texts) or not all(type(count) is int for count in counts):
        raise InvalidInput("the first act of an epoch gives its counts as numbers and the rest as text")
    cause, origin, root = cast(tuple[str, str, str], texts)
    kept, size = cast(tuple[int, int], counts)
    split_origin(origin)
    return Opening(kept, Head(origin, size, read_hex(root)), cause)
