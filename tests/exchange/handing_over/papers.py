"""An invented manifest of the North, its keys, and what tests make of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from homeward.exchange.handing_over.manifest import NO_PREVIOUS, Line, Manifest, in_order, write_manifest
from homeward.exchange.handing_over.receipt import Receipt, Transfer
from homeward.exchange.handing_over.roll_call import Mark
from homeward.exchange.handing_over.seals import Seal
from homeward.ledger.keys import SigningKey

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NORTH = SigningKey("north", b"N" * 32)
SOUTH = SigningKey("south", b"S" * 32)
NEUTRAL = SigningKey("neutral", b"0" * 32)
KEYS = {key.name: key.verifier() for key in (NORTH, SOUTH, NEUTRAL)}
LOG = "homeward/south"

LINES = in_order(
    (
        Line(kind="person", id="p1", item="i1", category="severe"),
        Line(kind="person", id="p2", item="i2"),
        Line(kind="person", id="p3", item="i3"),
        Line(kind="container", id="k1", item="i4", seals=("s1", "s2"), n_declared=1),
        Line(kind="container", id="k2", item="i5", seals=("s3",)),
    )
)
MANIFEST = Manifest(
    id="m1",
    round="r7",
    number=1,
    previous=NO_PREVIOUS,
    giver="north",
    receiver="south",
    place="bridge",
    opens_at=NOON,
    closes_at=NOON + 3 * HOUR,
    expires_at=NOON + 5 * HOUR,
    log_sizes=(("homeward/north/1", 40), ("homeward/south/1", 30)),
    recipient=LOG,
    lines=LINES,
)


def following(before, **changes):
    """The next manifest after one, in the same round."""
    new = replace(before, id=f"{before.id}n", number=before.number + 1, previous=write_manifest(before).digest)
    return replace(new, **changes)


def mark(said, line=None, *, device="d1", counter=1, minute=0, **changes):
    return Mark(
        id=changes.pop("id", f"{device}-{counter}"),
        manifest=changes.pop("manifest", "m1"),
        said=said,
        who="w1",
        at=NOON + timedelta(minutes=minute),
        device=device,
        counter=counter,
        line=line,
        **changes,
    )


def whole(*numbers):
    return tuple(Seal(number) for number in numbers)


def receipt(*transfers, part=1, manifest=MANIFEST):
    return Receipt(
        id=f"receipt-{part}",
        manifest=write_manifest(manifest).digest,
        round=manifest.round,
        part=part,
        giver=manifest.giver,
        receiver=manifest.receiver,
        neutral="neutral",
        place=manifest.place,
        at=NOON + HOUR,
        transfers=tuple(sorted(transfers, key=lambda one: (one.kind, one.id))),
    )


def person(id, **changes):
    return Transfer(kind="person", id=id, **changes)


def container(id, *seals, **changes):
    return Transfer(kind="container", id=id, seals=whole(*seals), **changes)
