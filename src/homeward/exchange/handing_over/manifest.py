"""Manifests: what is loaded, for which round, from whom to whom; used once, in order, and never again.

A line names a person by a code, or a container by the code on it, and the item of the agreement that it rests on. What
a container holds is the giver's word, never a finding. A manifest hangs on the one its recipient used before, in
whatever round that was; so an old one, the same one, one of another round or for another recipient is refused, also
after a restore: the ids of used manifests stay in the ledger for ever and come in as an argument. Who was there is left
to `roll_call`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Literal, cast, get_args

from homeward.errors import InvalidInput
from homeward.exchange.handing_over.paper import (
    DIGEST_BYTES,
    Fields,
    Paper,
    check_code,
    check_same,
    check_words,
    known_fields,
    read_fields,
    write_paper,
)
from homeward.ledger.act import check_time, microseconds, moment
from homeward.ledger.checkpoint import split_origin
from homeward.ledger.encoding import Plain

FORM = "homeward/manifest/1"
NO_PREVIOUS = bytes(DIGEST_BYTES)
Kind = Literal["person", "container"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person or container that is to cross."""

    kind: Kind
    id: str  # code of the person's file, or the code on the container; never a name
    item: str  # of the agreement that it rests on: the digest of its bytes, in hex, or its code
    category: str | None = None  # only where the agreement says that it is shown
    seals: tuple[str, ...] = ()  # numbers under which a container was left, in order
    n_declared: int | None = None  # individuals that the giver says a container holds

    def __post_init__(self) -> None:
        check_code("what names a line", self.id)
        check_code("an item of the agreement", self.item)
        if self.kind not in KINDS:
            raise InvalidInput(f"line {self.id}: {self.kind!r} is none of {', '.join(KINDS)}")
        if self.kind == "person" and (self.seals or self.n_declared is not None):
            raise InvalidInput(f"line {self.id}: a person has no seals and holds nobody")
        if self.category is not None:
            check_words(f"line {self.id}: a category", self.category)
        if list(self.seals) != sorted(set(self.seals)):
            raise InvalidInput(f"line {self.id}: seals stand in order, each once")
        if self.n_declared is not None and self.n_declared < 0:
            raise InvalidInput(f"line {self.id}: a container cannot hold {self.n_declared} individuals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All that one party hands to the other at one crossing, before it happens."""

    id: str  # random; used once
    round: str
    number: int  # of the manifests of the round to this recipient, from 1
    previous: bytes  # digest of the manifest that the recipient used before, in any round; 32 zero bytes for the first
    giver: str
    receiver: str
    place: str
    opens_at: datetime  # window of the crossing
    closes_at: datetime
    expires_at: datetime
    log_sizes: tuple[tuple[str, int], ...]  # both parties' ledgers with their epoch, and how many entries they had
    recipient: str  # the ledger in which it is used: "homeward/agency-b", the receiver's
    lines: tuple[Line, ...]  # in order of kind and id

    def __post_init__(self) -> None:
        for what, code in (("the id of a manifest", self.id), ("a round", self.round)):
            check_code(what, code)
        for what, words in (("giver", self.giver), ("receiver", self.receiver), ("place", self.place)):
            check_words(f"manifest {self.id}: the {what}", words)
        for at in (self.opens_at, self.closes_at, self.expires_at):
            check_time(at)
        if not self.opens_at < self.closes_at <= self.expires_at:
            raise InvalidInput(f"manifest {self.id}: the window opens, then closes, and then the manifest expires")
        if self.number < 1 or len(self.previous) != DIGEST_BYTES or self.giver == self.receiver:
            raise InvalidInput(f"manifest {self.id}: a number from 1, a digest of 32 bytes, and two parties")
        _check_ledgers(self)
        _check_lines(self)


@dataclass(frozen=True, slots=True)
class Used:
    """What a recipient has used: the last manifest, and the ids of all."""

    recipient: str
    last: bytes = NO_PREVIOUS
    round: str | None = None
    number: int = 0
    log_sizes: tuple[tuple[str, int], ...] = ()
    ids: frozenset[str] = frozenset()


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Put lines into the order that a manifest wants."""
    return tuple(sorted(lines, key=lambda line: (line.kind, line.id)))


def show_only(lines: Iterable[Line], categories: Iterable[str]) -> tuple[Line, ...]:
    """Leave out every category that the agreement does not say is shown."""
    shown = frozenset(categories)
    return tuple(line if line.category in shown else replace(line, category=None) for line in lines)


def unagreed(manifest: Manifest, items: Mapping[str, str]) -> tuple[str, ...]:
    """Say which lines rest on nothing that both parties signed.

    items      by item of the agreement that stands, the code of the person or container it is about
    """
    says = []
    for line in manifest.lines:
        if line.item not in items:
            says.append(f"{line.kind} {line.id}: rests on item {line.item}, which is not agreed")
        elif items[line.item] != line.id:
            says.append(f"{line.kind} {line.id}: rests on item {line.item}, which is about {items[line.item]}")
    return tuple(says)


def write_manifest(manifest: Manifest) -> Paper:
    """Write a manifest as the paper that both parties, and where agreed the intermediary, sign."""
    return write_paper(
        FORM,
        {
            "closes_at": microseconds(manifest.closes_at),
            "expires_at": microseconds(manifest.expires_at),
            "giver": manifest.giver,
            "id": manifest.id,
            "lines": [_line_fields(line) for line in manifest.lines],
            "log_sizes": [{"log": origin, "size": size} for origin, size in manifest.log_sizes],
            "number": manifest.number,
            "opens_at": microseconds(manifest.opens_at),
            "place": manifest.place,
            "previous": manifest.previous.hex(),
            "receiver": manifest.receiver,
            "recipient": manifest.recipient,
            "round": manifest.round,
        },
    )


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest strictly; raises InvalidInput for any bytes that `write_manifest` would not have written."""
    fields = read_fields(data, FORM)
    manifest = Manifest(
        id=fields.text("id"),
        round=fields.text("round"),
        number=fields.count("number"),
        previous=fields.digest("previous"),
        giver=fields.text("giver"),
        receiver=fields.text("receiver"),
        place=fields.text("place"),
        opens_at=moment(fields.count("opens_at")),
        closes_at=moment(fields.count("closes_at")),
        expires_at=moment(fields.count("expires_at")),
        log_sizes=tuple((one.text("log"), one.count("size")) for one in fields.objects("log_sizes")),
        recipient=fields.text("recipient"),
        lines=tuple(_read_line(one) for one in fields.objects("lines")),
    )
    check_same(data, write_manifest(manifest))
    return manifest


def refusals(manifest: Manifest, used: Used, *, round: str, at: datetime) -> tuple[str, ...]:
    """Say why a manifest must not be used; nothing where it may.

    used       by this recipient so far; after a restore, with the ids that partners and the ledger still know
    round      that the crossing belongs to
    returns    every reason, as sentences
    """
    return (*_why_meant_for_another(manifest, used, round), *_why_out_of_order(manifest, used, at))


def use(used: Used, manifest: Manifest) -> Used:
    """Note that a manifest was used; raises InvalidInput where its id was used before."""
    if manifest.id in used.ids:
        raise InvalidInput(f"manifest {manifest.id} was used before")
    return recall(used.recipient, (manifest,), used.ids)


def recall(recipient: str, manifests: Iterable[Manifest], ids: Iterable[str] = ()) -> Used:
    """Fold used manifests, oldest first, into what a recipient has used: after a restore, as partners send them back.

    ids        used ids that are known from elsewhere; they stay used though their manifests are lost
    """
    used = Used(recipient, ids=frozenset(ids))
    for one in manifests:
        digest = write_manifest(one).digest
        used = Used(recipient, digest, one.round, one.number, one.log_sizes, used.ids | {one.id})
    return used


def _why_meant_for_another(manifest: Manifest, used: Used, round: str) -> tuple[str, ...]:
    says = []
    if manifest.recipient != used.recipient:
        says.append(f"it is meant for {manifest.recipient}, not for {used.recipient}")
    if manifest.round != round:
        says.append(f"it is of round {manifest.round}, not of round {round}")
    return tuple(says)


def _why_out_of_order(manifest: Manifest, used: Used, at: datetime) -> tuple[str, ...]:
    says = []
    if manifest.id in used.ids:
        says.append(f"manifest {manifest.id} was used before")
    if at >= manifest.expires_at:
        says.append(f"it expired at {manifest.expires_at.isoformat(timespec='minutes')}")
    if manifest.previous != used.last:
        says.append("the manifest it follows is not the last one used here")
    due = used.number + 1 if manifest.round == used.round else 1
    if manifest.number != due:
        is_older = "; it is older, or the same" if manifest.number < due else "; those between are not here"
        says.append(f"it is number {manifest.number} of its round, and number {due} is due{is_older}")
    before, now = _heights(used.log_sizes), _heights(manifest.log_sizes)
    shrunk = [log for log, height in now.items() if height < before.get(log, height)]
    says += [f"it was made when {log} had fewer entries than the last manifest says" for log in shrunk]
    return tuple(says)


def _heights(log_sizes: Iterable[tuple[str, int]]) -> dict[str, tuple[int, int]]:
    """Give epoch and size by ledger: after a restore a ledger is shorter, but its epoch is a later one."""
    origins = ((split_origin(origin), size) for origin, size in log_sizes)
    return {log: (epoch, size) for (log, epoch), size in origins}


def _check_ledgers(manifest: Manifest) -> None:
    names = [split_origin(origin)[0] for origin, _ in manifest.log_sizes]
    if names != sorted(set(names)) or len(names) < 2 or min(size for _, size in manifest.log_sizes) < 0:
        raise InvalidInput(f"manifest {manifest.id}: the sizes of both parties' ledgers, in order of names, each once")
    if manifest.recipient not in names:
        raise InvalidInput(f"manifest {manifest.id}: the recipient is none of the ledgers whose sizes it gives")


def _check_lines(manifest: Manifest) -> None:
    for before, after in pairwise(manifest.lines):
        if (before.kind, before.id) >= (after.kind, after.id):
            says = f"manifest {manifest.id}: line {after.id} stands twice, or out of order"
            raise InvalidInput(f"{says}; lines stand in order of kind and id")
    for what, codes in (
        ("bear one code", {line.id for line in manifest.lines}),
        ("rest on one item of the agreement", {line.item for line in manifest.lines}),
    ):
        if len(codes) != len(manifest.lines):
            raise InvalidInput(f"manifest {manifest.id}: two lines {what}")


def _line_fields(line: Line) -> dict[str, Plain]:
    return known_fields(
        {
            "category": line.category,
            "id": line.id,
            "item": line.item,
            "kind": line.kind,
            "n_declared": line.n_declared,
            "seals": list(line.seals) or None,
        }
    )


def _read_line(fields: Fields) -> Line:
    return Line(
        kind=cast(Kind, fields.text("kind")),
        id=fields.text("id"),
        item=fields.text("item"),
        category=fields.text_or_none("category"),
        seals=fields.texts("seals"),
        n_declared=fields.count_or_none("n_declared"),
    )
