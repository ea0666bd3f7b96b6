"""Papers that a round holds: manifests and receipts with every signature that is known, and which manifests were used.

    homeward/paper/1
    {"form":"homeward/manifest/1",...}       the bytes that are signed
    5f2c... fYUI...                          key id and signature, a line each, in the order of key ids

What a recipient has used is never a file of its own: it is read off the ledger, and off receipts that the recipient
signed, so that a restored copy which partners send their papers to knows again what it had forgotten.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from homeward.actions.workspace.folding.memory import remember_same
from homeward.actions.workspace.folding.rounds import ManifestUsed, PaperTaken, RoundState
from homeward.actions.workspace.rounds.opening import keys_of
from homeward.errors import InvalidInput
from homeward.exchange.agreeing.agreement import ItemKey
from homeward.exchange.handing_over.manifest import FORM, Manifest, Used, read_manifest, recall
from homeward.exchange.handing_over.paper import Paper, unsigned
from homeward.exchange.handing_over.receipt import Receipt, read_receipt
from homeward.ledger.entry import Signature, read_signatures

_PAPER = b"homeward/paper/1\n"
_ROUNDS = 256  # of which what was read stays in memory
_ITEM = b"homeward/item/1\n"


@dataclass(frozen=True, slots=True)
class Held:
    """A manifest of a round, with who has not signed it."""

    manifest: Manifest
    paper: Paper
    lacks: tuple[str, ...]
    used_at: datetime | None  # None where nothing says that it was used
    taken_at: datetime  # when it was first kept here

    @property
    def is_used(self) -> bool:
        """Tell whether it was used, by this ledger or by a receipt of its receiver."""
        return self.used_at is not None


def split_proofs(data: bytes) -> tuple[bytes, ...]:
    """Split a file of proofs of items; raises InvalidInput where it holds none."""
    parts = data.split(_ITEM)
    if parts[0] or len(parts) < 2:
        raise InvalidInput("this file holds no proofs of form homeward/item/1")
    return tuple(_ITEM + part for part in parts[1:])


def id_of_proof(proof: bytes) -> str:
    """Give the code that the item in a proof is about."""
    return str(json.loads(proof.split(b"\n", 2)[1])["id"])


@remember_same(_ROUNDS)
def papers_of(found: RoundState) -> tuple[Paper, ...]:
    """Give all papers of a round, each once, with every signature that is known."""
    by_data: dict[bytes, dict[str, Signature]] = {}
    for taken_in in found.said(PaperTaken):
        own = by_data.setdefault(taken_in.data.encode(), {})
        own |= {key: Signature(key, b64decode(text)) for key, text in taken_in.signatures.items()}
    return tuple(Paper(data, tuple(own[key] for key in sorted(own))) for data, own in by_data.items())


@remember_same(_ROUNDS)
def manifests_of(found: RoundState) -> tuple[Held, ...]:
    """Give the manifests of a round, in their order, with the lines that whoever looks may see."""
    keys = {name: key for name, key in keys_of(found).items() if name in found.sides}
    used, taken_at = _used_at(found), _taken_at(found)
    held = [
        Held(
            _seen(read_manifest(one.data), found.hidden),
            one,
            unsigned(one, keys),
            used.get(one.digest.hex()),
            taken_at[one.data],
        )
        for one in papers_of(found)
        if form_of(one) == FORM
    ]
    return tuple(sorted(held, key=lambda one: (one.manifest.recipient, one.manifest.number, one.taken_at)))


@remember_same(_ROUNDS)
def receipts_of(found: RoundState) -> tuple[tuple[Receipt, Paper], ...]:
    """Give the receipts of a round, with their papers and the transfers that whoever looks may see."""
    return tuple((seen_receipt(read_receipt(one.data), found.hidden), one) for one in papers_of(found) if _is_one(one))


@remember_same(_ROUNDS)
def signed_receipts(found: RoundState) -> tuple[Receipt, ...]:
    """Give the receipts that count: their receiver has signed them, and says so that it received."""
    return tuple(one for one, paper in receipts_of(found) if is_received(found, one, paper))


def is_received(found: RoundState, receipt: Receipt, paper: Paper) -> bool:
    """Tell whether the receiver of a receipt has signed it; a giver alone attests nothing."""
    key = keys_of(found).get(receipt.receiver) if receipt.receiver in found.sides else None
    return key is not None and not unsigned(paper, {receipt.receiver: key})


def crossed_at(found: RoundState) -> dict[ItemKey, datetime]:
    """Say when each person and container of a round crossed, as receipts say, by the key of its item."""
    at: dict[ItemKey, datetime] = {}
    for receipt in signed_receipts(found):
        for one in receipt.transfers:
            key = (receipt.round, str(one.kind), one.id)
            at[key] = min(receipt.at, at.get(key, receipt.at))
    return at


def find_manifest(found: RoundState, digest: str) -> Held:
    """Find a manifest by the beginning of its digest; raises InvalidInput where there is none, or several."""
    held = [one for one in manifests_of(found) if digest and one.paper.digest.hex().startswith(digest)]
    if len(held) != 1:
        raise InvalidInput(f"{len(held)} manifests of this round begin with {digest[:64]!r}: homeward round papers")
    return held[0]


def find_paper(found: RoundState, digest: str) -> Paper:
    """Find a paper to be written out, by the beginning of its digest.

    raises    InvalidInput where there is none, or several, or where its bytes name somebody whom a harm flag hides
    """
    papers = [one for one in papers_of(found) if digest and one.digest.hex().startswith(digest)]
    if len(papers) != 1 or not found.hidden.isdisjoint(_names(papers[0])):
        raise InvalidInput("there is no such paper in this round that you may write out: homeward round papers")
    return papers[0]


def used_by(rounds: Iterable[RoundState], ledger: str) -> Used:
    """Fold what a recipient has used, over all rounds."""
    order = [
        (held.used_at, held.manifest)
        for found in rounds
        for held in manifests_of(found)
        if held.used_at is not None and held.manifest.recipient == ledger
    ]
    return recall(ledger, [manifest for _, manifest in sorted(order, key=lambda one: (one[0], one[1].number))])


def write_file(paper: Paper) -> bytes:
    """Write a paper with its signatures as a file."""
    lines = "".join(f"{one.key_id} {b64encode(one.signature).decode()}\n" for one in paper.signatures)
    return _PAPER + paper.data + b"\n" + lines.encode()


def read_paper(data: bytes) -> Paper:
    """Read the file of a paper; raises InvalidInput where it is none."""
    body, _, lines = data.removeprefix(_PAPER).partition(b"\n")
    if not data.startswith(_PAPER):
        raise InvalidInput("this file is no paper of form homeward/paper/1")
    try:
        return Paper(body, read_signatures(lines))
    except ValueError as error:
        raise InvalidInput(f"the signatures under this paper cannot be read: {str(error)[:120]}") from None


def taken(paper: Paper) -> PaperTaken:
    """Give a paper as an act of a round holds it."""
    signatures = {one.key_id: b64encode(one.signature).decode() for one in paper.signatures}
    return PaperTaken(paper.data.decode(), signatures)


def content_of(paper: Paper) -> Manifest | Receipt:
    """Read what a paper says; raises InvalidInput where it is neither manifest nor receipt."""
    return read_manifest(paper.data) if form_of(paper) == FORM else read_receipt(paper.data)


def form_of(paper: Paper) -> str:
    """Tell a manifest, by its form, from other papers; quotes inside texts are escaped, so no text looks like one."""
    return FORM if f'"form":"{FORM}"'.encode() in paper.data else ""


def _is_one(paper: Paper) -> bool:
    return form_of(paper) != FORM


def _used_at(found: RoundState) -> Mapping[str, datetime]:
    """Say when each manifest was used, by its digest: as it was noted here, else as the first receipt says."""
    used = {act.what.digest: act.at for act in reversed(found.acts) if isinstance(act.what, ManifestUsed)}
    told: dict[str, datetime] = {}
    for receipt in signed_receipts(found):
        digest = receipt.manifest.hex()
        told[digest] = min(receipt.at, told.get(digest, receipt.at))
    return told | used


def _taken_at(found: RoundState) -> Mapping[bytes, datetime]:
    at = ((act.what.data.encode(), act.at) for act in reversed(found.acts) if isinstance(act.what, PaperTaken))
    return dict(at)


def _names(paper: Paper) -> Iterator[str]:
    of = content_of(paper)
    if isinstance(of, Manifest):
        yield from (line.id for line in of.lines)
    else:
        yield from (one for transfer in of.transfers for one in (transfer.id, transfer.instead_of) if one)


def _seen(manifest: Manifest, hidden: frozenset[str]) -> Manifest:
    if hidden.isdisjoint(line.id for line in manifest.lines):
        return manifest
    return replace(manifest, lines=tuple(line for line in manifest.lines if line.id not in hidden))


def seen_receipt(receipt: Receipt, hidden: frozenset[str]) -> Receipt:
    """Give a receipt without the transfers of hidden people."""
    transfers = tuple(one for one in receipt.transfers if hidden.isdisjoint((one.id, one.instead_of or "")))
    return receipt if len(transfers) == len(receipt.transfers) else replace(receipt, transfers=transfers)
