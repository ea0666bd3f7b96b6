"""Manifests of a round made and signed, papers of others taken in and signed, and the one use of each manifest.

A paper is signed for this side with the key of its ledger, when two people may (`sign manifest`). Whoever takes one in
checks every signature that stands under it; who has not signed yet is said, and a manifest is used once, by the side
that receives. A line that rests on nothing both sides signed is neither signed nor used. How papers are kept is left to
`held`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.folding.rounds import ManifestUsed, PaperTaken, RoundState
from homeward.actions.workspace.rounds.bases import seals_of
from homeward.actions.workspace.rounds.candidates import Candidate, find_candidates
from homeward.actions.workspace.rounds.gates import passages
from homeward.actions.workspace.rounds.held import (
    content_of,
    find_manifest,
    manifests_of,
    papers_of,
    read_paper,
    signed_receipts,
    taken,
    used_by,
)
from homeward.actions.workspace.rounds.items import agreement_of
from homeward.actions.workspace.rounds.opening import all_rounds, find_round, keys_of, said_before, say
from homeward.errors import InvalidInput
from homeward.exchange.agreeing.agreement import Item
from homeward.exchange.handing_over.manifest import (
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
from homeward.exchange.handing_over.receipt import Receipt
from homeward.ledger.checkpoint import open_head, origin_of
from homeward.store.heads import sign_head

_SHOWN = 8  # reasons in one sentence


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
    seals: Mapping[str, tuple[str, ...]] | None = None  # by container; of others, as custody says
    declared: Mapping[str, int] | None = None  # individuals that the giver says a container holds


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
    if (before := said_before(desk, act_id, PaperTaken, found)) is not None:
        return read_manifest(before.what.data.encode()), stay, before.kept
    if not lines:
        raise InvalidInput("nobody and nothing is agreed by both sides, ready to go, and not yet on a manifest")
    if crossing.expires_at <= desk.workspace.clock():
        raise InvalidInput("this manifest would have expired already")
    receiver = next(side for side in found.sides if side != crossing.giver)
    ledger = keys_of(found)[receiver].name
    follows = _follows(desk, ledger)
    manifest = Manifest(
        id=new_id(),
        round=found.opening.name,
        number=follows.number + 1 if follows.round == found.opening.name else 1,
        previous=follows.last,
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


def _follows(desk: Desk, ledger: str) -> Used:
    """Say what the next manifest for a recipient hangs on: the last that was used, or can still be used before it.

    Of any round: the recipient counts its manifests over all of them. One that expired unused never counts.
    """
    rounds, at = all_rounds(desk), desk.workspace.clock()
    held = [one for found in rounds for one in manifests_of(found) if one.manifest.recipient == ledger]
    waiting = [one for one in held if not one.is_used and one.manifest.expires_at > at]
    used = used_by(rounds, ledger)
    for one in sorted(waiting, key=lambda one: (one.taken_at, one.manifest.number)):
        used = recall(ledger, [one.manifest], used.ids)
    return used


def take_paper(desk: Desk, round_id: str, data: bytes, *, act_id: str | None = None) -> Kept:
    """Take in a manifest or receipt with signatures of the other side or the neutral.

    raises    Refused; InvalidInput where it is no paper between the sides of this round, or a signature under it does
              not hold
    """
    found, granted = find_round(desk, round_id, "roll call")
    paper = read_paper(data)
    _check_sides(found, content_of(paper))
    if not paper.signatures:
        raise InvalidInput("nobody has signed this paper")
    keys = {key.id: (name, key) for name, key in keys_of(found).items()}
    for one in paper.signatures:
        if one.key_id not in keys:
            raise InvalidInput("a signature is of nobody in this round; ask for their verifier key")
        name, key = keys[one.key_id]
        if unsigned(paper, {name: key}):
            raise InvalidInput(f"the signature of {name} does not hold for these bytes")
    return say(desk, granted, found, taken(paper), act_id=act_id, alone=True)


def _check_sides(found: RoundState, of: Manifest | Receipt) -> None:
    """Refuse a paper of another round, between others, or for a ledger that is not its receiver's."""
    if of.round != found.opening.name:
        raise InvalidInput(f"this paper is of round {of.round}, not of round {found.opening.name}")
    if {of.giver, of.receiver} != set(found.sides):
        raise InvalidInput(f"giver and receiver of this paper are not {' and '.join(found.sides)}")
    if isinstance(of, Receipt) and of.neutral != found.opening.neutral:
        raise InvalidInput(f"the intermediary of this round is {found.opening.neutral}, and this receipt names another")
    if isinstance(of, Manifest) and of.recipient != keys_of(found)[of.receiver].name:
        raise InvalidInput(f"{of.receiver} receives, and {of.recipient} is not its ledger")


def countersign(desk: Desk, round_id: str, digest: str, *, act_id: str | None = None) -> tuple[Paper, Kept]:
    """Sign a paper of the other side for this one; a second hand-over officer signs.

    raises    Refused; InvalidInput where there is no such paper, or it names what both sides have not signed
    """
    found, granted = find_round(desk, round_id, "sign manifest")
    papers = [one for one in papers_of(found) if digest and one.digest.hex().startswith(digest)]
    if len(papers) != 1:
        raise InvalidInput("there is no such paper in this round, or there are several: homeward round papers")
    of = content_of(papers[0])
    if isinstance(of, Manifest) and (says := _unagreed(found, of)):
        raise InvalidInput(f"this manifest must not be signed: {'; '.join(says[:_SHOWN])}")
    signed = sign_paper(papers[0], desk.workspace.ledger_key)
    return signed, say(desk, granted, found, taken(signed), act_id=act_id)


def use_manifest(desk: Desk, round_id: str, digest: str, *, act_id: str | None = None) -> tuple[Manifest, Kept]:
    """Begin the crossing of a manifest that this side receives: it is never used again.

    raises    Refused; InvalidInput with every reason why it must not be used
    """
    found, granted = find_round(desk, round_id, "roll call")
    held = find_manifest(found, digest)
    if (before := said_before(desk, act_id, ManifestUsed, found)) is not None:
        return held.manifest, before.kept
    used = used_by(all_rounds(desk), found.opening.ledger)
    at = desk.workspace.clock()
    says = [*held.lacks, *refusals(held.manifest, used, round=found.opening.name, at=at)]
    if says := [*says, *_unagreed(found, held.manifest)]:
        raise InvalidInput(f"this manifest must not be used: {'; '.join(says[:_SHOWN])}")
    what = ManifestUsed(held.paper.digest.hex())
    return held.manifest, say(desk, granted, found, what, act_id=act_id, alone=True)


def _unagreed(found: RoundState, manifest: Manifest) -> tuple[str, ...]:
    """Say which lines rest on nothing that both sides signed, or go the other way.

    Codes are not said: whoever asks may not be one to whom all of these people exist.
    """
    agreed = {(_code(item), item.kind, item.id, item.to) for item in agreement_of(found).agreed}
    n_other = sum((line.item, line.kind, line.id, manifest.receiver) not in agreed for line in manifest.lines)
    return (f"{n_other} of its lines rest on nothing that both sides have signed",) if n_other else ()


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
    containers = [item for item in due if item.kind == "container"]
    seals = {**seals_of(desk), **(crossing.seals or {})} if containers else {}
    lines += [_container(item, crossing, seals) for item in containers]
    return in_order(lines), tuple(item.id for item in people if ready.get(item.id) != "go")


def _loaded(found: RoundState, at: datetime) -> set[tuple[str, str]]:
    """Give what stands on a manifest that can still be used, or has crossed; whoever did not come is free again."""
    waiting = (held.manifest for held in manifests_of(found) if held.manifest.expires_at > at)
    loaded = {(str(line.kind), line.id) for manifest in waiting for line in manifest.lines}
    return loaded | {(str(one.kind), one.id) for receipt in signed_receipts(found) for one in receipt.transfers}


def _line(item: Item, seen: Mapping[str, Candidate], crossing: Crossing) -> Line:
    shown = next((one for one in seen[item.id].categories if one in crossing.shown), None)
    return Line(kind="person", id=item.id, item=_code(item), category=shown)


def _container(item: Item, crossing: Crossing, seals: Mapping[str, tuple[str, ...]]) -> Line:
    own = tuple(sorted(set(seals.get(item.id, ()))))
    n_declared = (crossing.declared or {}).get(item.id)
    return Line(kind="container", id=item.id, item=_code(item), seals=own, n_declared=n_declared)


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
