"""Receipts: what passed from one party to the other, line by line. They attest the transfer and never an identity.

A receipt is checked alone, with nothing but the digest of its manifest and the keys of those who sign. A manifest may
be receipted in parts; what has no receipt stays open. Who somebody is, and what a container holds, is a later act of
its own (`outcome`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from homeward.errors import InvalidInput
from homeward.exchange.handing_over.manifest import KINDS, Kind, Line, Manifest, write_manifest
from homeward.exchange.handing_over.paper import (
    DIGEST_BYTES,
    Fields,
    Paper,
    check_code,
    check_same,
    check_words,
    known_fields,
    read_fields,
    unsigned,
    write_paper,
)
from homeward.exchange.handing_over.seals import Seal, seal_differences
from homeward.ledger.act import check_time, microseconds, moment
from homeward.ledger.encoding import Plain
from homeward.ledger.keys import VerifierKey

FORM = "homeward/receipt/1"
ATTESTS = "transfer, not identity"
MismatchKind = Literal[
    "brought instead without consent",
    "nothing in its place",  # instead of what is no line
    "place taken",  # instead of one who passed too, or a second one instead
    "without a line",
    "twice",
    "seals",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One person or container that passed."""

    kind: Kind
    id: str  # of the line; of who or what has no line, the code given at the crossing
    seals: tuple[Seal, ...] | None = None  # as the receiver found them; None where nobody looked
    n_said: int | None = None  # individuals that the giver says a container holds
    instead_of: str | None = None  # id of the line in whose place this was brought

    def __post_init__(self) -> None:
        check_code("what passed", self.id)
        if self.kind not in KINDS:
            raise InvalidInput(f"{self.id}: {self.kind!r} is none of {', '.join(KINDS)}")
        if self.kind == "person" and (self.seals is not None or self.n_said is not None):
            raise InvalidInput(f"{self.id}: a person has no seals and holds nobody")
        if self.instead_of == self.id:
            raise InvalidInput(f"{self.id}: nobody is brought instead of themselves")
        if self.seals is not None and list(self.seals) != sorted(set(self.seals)):
            raise InvalidInput(f"{self.id}: seals stand in order, each once")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What passed under one manifest, or a part of it."""

    id: str
    manifest: bytes  # digest
    round: str
    part: int  # of the receipts to this manifest, from 1
    giver: str
    receiver: str
    neutral: str
    place: str
    at: datetime
    transfers: tuple[Transfer, ...]  # in order of kind and id

    def __post_init__(self) -> None:
        check_code("the id of a receipt", self.id)
        check_code("a round", self.round)
        check_time(self.at)
        for what, words in (("giver", self.giver), ("receiver", self.receiver), ("neutral", self.neutral)):
            check_words(f"receipt {self.id}: the {what}", words)
        check_words(f"receipt {self.id}: the place", self.place)
        if len({self.giver, self.receiver, self.neutral}) < 3 or len(self.manifest) != DIGEST_BYTES or self.part < 1:
            raise InvalidInput(f"receipt {self.id}: three who sign, the digest of a manifest, and a part from 1")
        keys = [(one.kind, one.id) for one in self.transfers]
        if keys != sorted(set(keys)):
            raise InvalidInput(f"receipt {self.id}: transfers stand in order of kind and id, each once")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that receipts say and the manifest does not."""

    kind: MismatchKind
    of: Kind
    id: str
    receipt: str
    says: str


@dataclass(frozen=True, slots=True)
class Receipted:
    """A manifest and all receipts to it, beside each other."""

    transferred: tuple[str, ...]  # ids of lines, in the order of the manifest
    open: tuple[str, ...]  # lines that no receipt names
    replaced: tuple[str, ...]  # lines in whose place another was brought
    mismatches: tuple[Mismatch, ...]


def write_receipt(receipt: Receipt) -> Paper:
    """Write a receipt as the paper that giver, receiver and intermediary sign."""
    return write_paper(
        FORM,
        {
            "at": microseconds(receipt.at),
            "attests": ATTESTS,
            "giver": receipt.giver,
            "id": receipt.id,
            "manifest": receipt.manifest.hex(),
            "neutral": receipt.neutral,
            "part": receipt.part,
            "place": receipt.place,
            "receiver": receipt.receiver,
            "round": receipt.round,
            "transfers": [_transfer_fields(one) for one in receipt.transfers],
        },
    )


def read_receipt(data: bytes) -> Receipt:
    """Read a receipt strictly; raises InvalidInput for any bytes that `write_receipt` would not have written."""
    fields = read_fields(data, FORM)
    receipt = Receipt(
        id=fields.text("id"),
        manifest=fields.digest("manifest"),
        round=fields.text("round"),
        part=fields.count("part"),
        giver=fields.text("giver"),
        receiver=fields.text("receiver"),
        neutral=fields.text("neutral"),
        place=fields.text("place"),
        at=moment(fields.count("at")),
        transfers=tuple(_read_transfer(one) for one in fields.objects("transfers")),
    )
    check_same(data, write_receipt(receipt))
    return receipt


def check_receipt(paper: Paper, manifest: bytes, keys: Mapping[str, VerifierKey]) -> tuple[str, ...]:
    """Say what keeps a receipt from being proof of a transfer; it needs no more than this.

    manifest   digest of the manifest it is held to belong to
    keys       of giver, receiver and intermediary, by their names in the receipt
    returns    sentences; nothing where all three signed a receipt to this manifest
    raises     InvalidInput where the bytes are no receipt
    """
    receipt = read_receipt(paper.data)
    says = [] if receipt.manifest == manifest else ["it belongs to another manifest"]
    signing = (receipt.giver, receipt.receiver, receipt.neutral)
    says += [f"no key of {name} is known" for name in signing if name not in keys]
    return (*says, *unsigned(paper, {name: keys[name] for name in signing if name in keys}))


def word_receipt(receipt: Receipt) -> str:
    """Say what a receipt attests, and what it does not, as it is read aloud before signing.

    Article 34 of Protocol I and the bureaux' duty ask for receipts; practice has read them as proof of identity.
    """
    n_persons = sum(one.kind == "person" for one in receipt.transfers)
    containers = [one for one in receipt.transfers if one.kind == "container"]
    said = [one.n_said for one in containers if one.n_said is not None]
    held = f", {len(said)} of them said by the giver to hold {sum(said)} individuals" if said else ""
    return (
        f"Passed from {receipt.giver} to {receipt.receiver} at {receipt.place} in round {receipt.round}, seen by "
        f"{receipt.neutral}: persons {n_persons}; containers {len(containers)}{held}. This receipt attests the "
        "transfer. It does not say who anybody is, nor what any container holds."
    )


def compare_with_manifest(
    manifest: Manifest, receipts: Iterable[Receipt], consents: Iterable[tuple[str, str]] = ()
) -> Receipted:
    """Put all receipts to a manifest beside its lines.

    consents   (line, who or what was brought instead) to which both parties agreed beforehand
    returns    each line in exactly one of transferred, replaced and open
    raises     InvalidInput where a receipt belongs to another manifest
    """
    digest, agreed = write_manifest(manifest).digest, frozenset(consents)
    lines = {(line.kind, line.id): line for line in manifest.lines}
    ids = {line.id for line in manifest.lines}
    passed: dict[tuple[Kind, str], tuple[Transfer, str]] = {}  # and by which receipt
    mismatches: list[Mismatch] = []
    for receipt in sorted(receipts, key=lambda one: (one.part, one.id)):
        if receipt.manifest != digest:
            raise InvalidInput(f"receipt {receipt.id} does not belong to manifest {manifest.id}")
        for one in receipt.transfers:
            if (one.kind, one.id) in passed:
                says = f"{one.kind} {one.id}: receipted before"
                mismatches.append(Mismatch("twice", one.kind, one.id, receipt.id, says))
                continue
            passed[one.kind, one.id] = one, receipt.id
            found = (*_why_not_listed(one, lines.get((one.kind, one.id))), *_why_not_instead(one, ids, agreed))
            mismatches += [Mismatch(kind, one.kind, one.id, receipt.id, says) for kind, says in found]
    mismatches += _places_taken(tuple(passed.values()))
    replaced = {one.instead_of for one, _ in passed.values()}
    rest = [line.id for line in manifest.lines if (line.kind, line.id) not in passed]
    return Receipted(
        tuple(line.id for line in manifest.lines if (line.kind, line.id) in passed),
        tuple(id for id in rest if id not in replaced),
        tuple(id for id in rest if id in replaced),
        tuple(mismatches),
    )


def _why_not_listed(one: Transfer, line: Line | None) -> tuple[tuple[MismatchKind, str], ...]:
    if line is not None:
        return tuple(("seals", says) for says in seal_differences(one.id, line.seals, one.seals))
    return () if one.instead_of else (("without a line", f"{one.kind} {one.id}: passed, and no line is theirs"),)


def _why_not_instead(
    one: Transfer, ids: set[str], agreed: frozenset[tuple[str, str]]
) -> tuple[tuple[MismatchKind, str], ...]:
    if one.instead_of is None or (one.instead_of, one.id) in agreed:
        return ()
    if one.instead_of not in ids:
        says = f"{one.kind} {one.id}: brought instead of {one.instead_of}, which is no line"
        return (("nothing in its place", says),)
    says = f"{one.kind} {one.id}: brought instead of {one.instead_of}, to which nobody agreed"
    return (("brought instead without consent", says),)


def _places_taken(passed: tuple[tuple[Transfer, str], ...]) -> Iterator[Mismatch]:
    """Find those brought instead of somebody who passed too, or in whose place another was brought already."""
    taken = {one.id for one, _ in passed}
    for one, receipt in passed:
        if one.instead_of is None:
            continue
        if one.instead_of in taken:
            says = f"{one.kind} {one.id}: brought instead of {one.instead_of}, whose place was taken"
            yield Mismatch("place taken", one.kind, one.id, receipt, says)
        taken.add(one.instead_of)


def _transfer_fields(one: Transfer) -> dict[str, Plain]:
    seals: Plain | None = None
    if one.seals is not None:
        seals = [{"number": seal.number, "whole": seal.is_whole} for seal in one.seals]
    return known_fields(
        {"id": one.id, "instead_of": one.instead_of, "kind": one.kind, "n_said": one.n_said, "seals": seals}
    )


def _read_transfer(fields: Fields) -> Transfer:
    seals = tuple(Seal(one.text("number"), one.truth("whole")) for one in fields.objects("seals"))
    return Transfer(
        kind=cast(Kind, fields.text("kind")),
        id=fields.text("id"),
        seals=seals if "seals" in fields.value else None,
        n_said=fields.count_or_none("n_said"),
        instead_of=fields.text_or_none("instead_of"),
    )
