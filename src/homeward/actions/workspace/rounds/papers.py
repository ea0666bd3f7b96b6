"""Papers of a round: manifests made and signed, papers of others taken in, receipts, and the file they travel in.

    homeward/paper/1
    {"form":"homeward/manifest/1",...}       the bytes that are signed
    5f2c... fYUI...                          key id and signature, a line each, in the order of key ids

A paper is signed for this side with the key of its ledger, when two people may (`sign manifest`). Whoever takes one in
checks every signature that stands under it; who has not signed yet is said, and a manifest is used once.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.folding.rounds import ManifestUsed, PaperTaken, RoundState
from homeward.actions.workspace.rounds.candidates import Candidate, find_candidates
from homeward.actions.workspace.rounds.gates import passages
from homeward.actions.workspace.rounds.items import agreement_of
from homeward.actions.workspace.rounds.opening import all_rounds, find_round, keys_of, say
from homeward.errors import InvalidInput
from homeward.exchange.agreeing.agreement import Item
from homeward.exchange.handing_over.manifest import (
    FORM,
    Line,
    Manifest,
    Used,
    in_order,
    read_manifest,
    recall,
    refusals,
    show_only,
    write_manifest,
)
from homeward.exchange.handing_over.paper import Paper, sign_paper, unsigned
from homeward.exchange.handing_over.receipt import Receipt, read_receipt
from homeward.ledger.checkpoint import open_head, origin_of
from homeward.ledger.entry import Signature, read_signatures
from homeward.store.heads import sign_head

_PAPER = b"homeward/paper/1\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Where and when a manifest is to be used."""

    giver: str
    place: str
    opens_at: datetime
    closes_at: datetime
    expires_at: datetime
    number: int = 1  # which round of the plan
    head: str | None = None  # the newest signed head of the other side's ledger, where there is one
    shown: tuple[str, ...] = ()  # categories that the agreement says are shown
    seals: Mapping[str, tuple[str, ...]] | None = None  # by container
    declared: Mapping[str, int] | None = None  # individuals that the giver says a container holds


@dataclass(frozen=True, slots=True)
class Held:
    """A manifest of a round, with who has not signed it."""

    manifest: Manifest
    paper: Paper
    lacks: tuple[str, ...]
    is_used: bool


def make_manifest(
    desk: Desk, round_id: str, crossing: Crossing, *, act_id: str | None = None
) -> tuple[Manifest, tuple[str, ...], Kept]:
    """Make a manifest of everybody agreed who is ready to go; a second hand-over officer signs.

    returns    the manifest, the agreed people left off it because a gate says not go, and what became of the act
    raises     Refused; InvalidInput where nobody is agreed and ready, or the crossing cannot be meant
    """
    found, granted = find_round(desk, round_id, "sign manifest")
    if crossing.giver not in found.sides:
        raise InvalidInput(f"the giver is {' or '.join(found.sides)}")
    lines, stay = _lines(desk, found, crossing)
    if not lines:
        raise InvalidInput("nobody and nothing is agreed by both sides, ready to go, and not yet on a manifest")
    receiver = next(side for side in found.sides if side != crossing.giver)
    ledger = keys_of(found)[receiver].name
    used = used_by(all_rounds(desk), ledger)
    waiting = [one.manifest for one in manifests_of(found) if not one.is_used and one.manifest.recipient == ledger]
    for one in waiting:  # made, and not yet used: the next one follows it
        used = recall(ledger, [one], used.ids)
    manifest = Manifest(
        id=new_id(),
        round=found.opening.name,
        number=used.number + 1 if used.round == found.opening.name else 1,
        previous=used.last,
        giver=crossing.giver,
        receiver=receiver,
        place=crossing.place,
        opens_at=crossing.opens_at,
        closes_at=crossing.closes_at,
        expires_at=crossing.expires_at,
        log_sizes=_log_sizes(desk, found, crossing.head),
        recipient=ledger,
        lines=show_only(lines, crossing.shown),
    )
    paper = sign_paper(write_manifest(manifest), desk.workspace.ledger_key)
    return manifest, stay, say(desk, granted, found, taken(paper), act_id=act_id)


def take_paper(desk: Desk, round_id: str, data: bytes, *, act_id: str | None = None) -> Kept:
    """Take in a manifest or receipt with signatures of the other side or the neutral.

    raises    Refused; InvalidInput where it is no paper of this round, or a signature under it does not hold
    """
    found, granted = find_round(desk, round_id, "roll call")
    paper = read_paper(data)
    of = _read(paper)
    keys = {key.id: (name, key) for name, key in keys_of(found).items()}
    if of.round != found.opening.name or not paper.signatures:
        raise InvalidInput("this paper is of another round, or nobody has signed it")
    for one in paper.signatures:
        if one.key_id not in keys:
            raise InvalidInput("a signature is of nobody in this round; ask for their verifier key")
        name, key = keys[one.key_id]
        if unsigned(paper, {name: key}):
            raise InvalidInput(f"the signature of {name} does not hold for these bytes")
    return say(desk, granted, found, taken(paper), act_id=act_id, alone=True)


def countersign(desk: Desk, round_id: str, digest: str, *, act_id: str | None = None) -> tuple[Paper, Kept]:
    """Sign a paper of the other side for this one; a second hand-over officer signs.

    raises    Refused; InvalidInput where there is no such paper
    """
    found, granted = find_round(desk, round_id, "sign manifest")
    paper = next((one for one in papers_of(found) if one.digest.hex().startswith(digest)), None)
    if paper is None or not digest:
        raise InvalidInput("there is no such paper in this round")
    signed = sign_paper(paper, desk.workspace.ledger_key)
    return signed, say(desk, granted, found, taken(signed), act_id=act_id)


def use_manifest(desk: Desk, round_id: str, digest: str, *, act_id: str | None = None) -> tuple[Manifest, Kept]:
    """Begin the crossing of a manifest: it is never used again.

    raises    Refused; InvalidInput with every reason why it must not be used
    """
    found, granted = find_round(desk, round_id, "roll call")
    held = find_manifest(found, digest)
    used = used_by(all_rounds(desk), held.manifest.recipient)
    at = desk.workspace.clock()
    says = [*held.lacks, *refusals(held.manifest, used, round=found.opening.name, at=at)]
    if says:
        raise InvalidInput(f"this manifest must not be used: {'; '.join(says)}")
    what = ManifestUsed(held.paper.digest.hex())
    return held.manifest, say(desk, granted, found, what, act_id=act_id, alone=True)


def find_manifest(found: RoundState, digest: str) -> Held:
    """Find a manifest by the beginning of its digest; raises InvalidInput where there is none, or several."""
    held = [one for one in manifests_of(found) if one.paper.digest.hex().startswith(digest)]
    if len(held) != 1:
        raise InvalidInput(f"{len(held)} manifests of this round begin with {digest!r}: homeward round papers")
    return held[0]


def manifests_of(found: RoundState) -> tuple[Held, ...]:
    """Give the manifests of a round, in their order."""
    keys = {name: key for name, key in keys_of(found).items() if name in found.sides}
    used = {one.digest for one in found.said(ManifestUsed)}
    held = [
        Held(read_manifest(one.data), one, unsigned(one, keys), one.digest.hex() in used)
        for one in papers_of(found)
        if _form(one) == FORM
    ]
    return tuple(sorted(held, key=lambda one: (one.manifest.recipient, one.manifest.number)))


def receipts_of(found: RoundState) -> tuple[tuple[Receipt, Paper], ...]:
    """Give the receipts of a round, with their papers."""
    return tuple((read_receipt(one.data), one) for one in papers_of(found) if _form(one) != FORM)


def papers_of(found: RoundState) -> tuple[Paper, ...]:
    """Give all papers of a round, each once, with every signature that is known."""
    by_data: dict[bytes, dict[str, Signature]] = {}
    for taken in found.said(PaperTaken):
        own = by_data.setdefault(taken.data.encode(), {})
        own |= {key: Signature(key, b64decode(text)) for key, text in taken.signatures.items()}
    return tuple(Paper(data, tuple(own[key] for key in sorted(own))) for data, own in by_data.items())


def used_by(rounds: Iterable[RoundState], ledger: str) -> Used:
    """Fold what a recipient has used, over all rounds."""
    order: list[tuple[datetime, Manifest]] = []
    for found in rounds:
        by_digest = {one.paper.digest.hex(): one.manifest for one in manifests_of(found)}
        for act in found.acts:
            if isinstance(act.what, ManifestUsed) and by_digest[act.what.digest].recipient == ledger:
                order.append((act.at, by_digest[act.what.digest]))
    return recall(ledger, [manifest for _, manifest in sorted(order, key=lambda one: one[0])])


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
        raise InvalidInput(f"the signatures under this paper cannot be read: {error}") from None


def _lines(desk: Desk, found: RoundState, crossing: Crossing) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Give the lines of everybody agreed, ready and not loaded, and the agreed people who are not ready."""
    candidates = find_candidates(desk, found)
    ready = passages(desk, found, candidates.people, crossing.opens_at)
    loaded = _loaded(found, crossing.opens_at)
    due = [
        item
        for item in agreement_of(found, candidates.hidden).agreed
        if item.to not in (None, crossing.giver)
        and (item.kind, item.id) not in loaded
        and _round_of(item) in (None, crossing.number)
    ]
    people = [item for item in due if item.kind == "person"]
    lines = [_line(item, candidates.by_id, crossing) for item in people if ready.get(item.id) == "go"]
    lines += [_container(item, crossing) for item in due if item.kind == "container"]
    return in_order(lines), tuple(item.id for item in people if ready.get(item.id) != "go")


def _loaded(found: RoundState, at: datetime) -> set[tuple[str, str]]:
    """Give what stands on a manifest that can still be used, or has crossed; whoever did not come is free again."""
    waiting = (held.manifest for held in manifests_of(found) if held.manifest.expires_at > at)
    loaded = {(str(line.kind), line.id) for manifest in waiting for line in manifest.lines}
    return loaded | {(str(one.kind), one.id) for receipt, _ in receipts_of(found) for one in receipt.transfers}


def _line(item: Item, seen: Mapping[str, Candidate], crossing: Crossing) -> Line:
    shown = next((one for one in seen[item.id].categories if one in crossing.shown), None)
    return Line(kind="person", id=item.id, item=_code(item), category=shown)


def _container(item: Item, crossing: Crossing) -> Line:
    seals = tuple(sorted((crossing.seals or {}).get(item.id, ())))
    n_declared = (crossing.declared or {}).get(item.id)
    return Line(kind="container", id=item.id, item=_code(item), seals=seals, n_declared=n_declared)


def _code(item: Item) -> str:
    return f"{item.id}/{item.version}"


def _round_of(item: Item) -> int | None:
    text = dict(item.terms).get("round")
    return None if text is None else int(text)


def _log_sizes(desk: Desk, found: RoundState, head: str | None) -> tuple[tuple[str, int], ...]:
    own = sign_head(desk.store, desk.workspace.ledger_key).head
    other = keys_of(found)[found.opening.other]
    theirs = None if head is None else open_head(head, [other]).head
    sizes = [(own.origin, own.size), (origin_of(other.name, 1), 0) if theirs is None else (theirs.origin, theirs.size)]
    return tuple(sorted(sizes))


def taken(paper: Paper) -> PaperTaken:
    """Give a paper as an act of a round holds it."""
    signatures = {one.key_id: b64encode(one.signature).decode() for one in paper.signatures}
    return PaperTaken(paper.data.decode(), signatures)


def _form(paper: Paper) -> str:
    return FORM if f'"form":"{FORM}"'.encode() in paper.data else ""


def _read(paper: Paper) -> Manifest | Receipt:
    return read_manifest(paper.data) if _form(paper) == FORM else read_receipt(paper.data)
