"""What both sides signed, line by line: moves on the table, items, the other side's signatures, taking an item back.

An item is signed with the key of the ledger, for the side; that it may be is settled before by two people of this side
(`agree round`). What leaves the workspace are proofs, an item each, which anybody checks alone.
"""

from base64 import b64decode, b64encode
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from homeward.actions.workspace.desk import Desk, Kept
from homeward.actions.workspace.folding.rounds import ItemsSigned, ItemTakenBack, LinesMoved, RoundAct, RoundState
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.opening import find_round, keys_of, say
from homeward.actions.workspace.rounds.planning import plan_of
from homeward.errors import InvalidInput
from homeward.exchange.agreeing.agreement import (
    Agreement,
    Item,
    ItemWithdrawal,
    Signing,
    check_proof,
    fold_agreement,
    sign_item,
    withdraw_item,
    write_proof,
)
from homeward.exchange.agreeing.table import Table, lay_table
from homeward.ledger.entry import Signature, read_signatures
from homeward.ledger.keys import VerifierKey
from homeward.records.versions import LineMove, LineState

_MOVES: tuple[LineState, ...] = ("requested", "offered", "refused")  # agreed is a signature, the rest is the crossing


@dataclass(frozen=True, slots=True)
class Moved:
    """One side's word about lines."""

    people: tuple[str, ...]
    to: str
    by: str  # the side whose word it is: the own one, or the other's as it was told
    because: str | None = None


def move_lines(desk: Desk, round_id: str, moved: Moved, *, act_id: str | None = None) -> Kept:
    """Note that a side requests, offers or refuses lines.

    raises    Refused; InvalidInput for another word, another side, or lines that are no candidates
    """
    found, granted = find_round(desk, round_id, "agree round")
    to = next((one for one in _MOVES if one == moved.to), None)
    if to is None or moved.by not in found.sides:
        raise InvalidInput(f"a line is {', '.join(_MOVES)} by {' or '.join(found.sides)}; agreeing is signing items")
    _check_candidates(desk, found, moved.people)
    at = desk.workspace.clock()
    moves = tuple(LineMove(one, to, moved.by, at, 1, by=desk.member.id, because=moved.because) for one in moved.people)
    return say(desk, granted, found, LinesMoved(moves), act_id=act_id, alone=True)


def view_table(desk: Desk, found: RoundState) -> Table:
    """Lay the table of a round: where each line stands, whose move is due, who refuses how much."""
    moves = [*(move for one in found.said(LinesMoved) for move in one.moves), *_agreed_moves(found)]
    hidden = find_candidates(desk, found).hidden
    shown = [move for move in moves if move.record_id not in hidden]
    return lay_table((), shown, desk.workspace.clock().date(), sides=found.sides)


def sign_items(
    desk: Desk, round_id: str, people: Sequence[str] = (), containers: Sequence[str] = (), *, act_id: str | None = None
) -> Kept:
    """Sign items for this side: people of the last plan, or those named, and containers; a second negotiator signs.

    people        where none is named and no container either, everybody of the plan
    containers    as CODE>SIDE: the code on the container and the side that receives it
    raises        Refused; InvalidInput for who is no candidate or not in the plan
    """
    found, granted = find_round(desk, round_id, "agree round")
    plan = plan_of(found) if people or not containers else {}
    named = tuple(people) or (() if containers else tuple(sorted(plan)))
    candidates = find_candidates(desk, found).by_id
    if lacking := [one for one in named if one not in candidates or one not in plan]:
        raise InvalidInput(f"{lacking[0]} is not in the plan of this round, or is no candidate any more")
    name = found.opening.name
    items = [Item(name, "person", one, 1, candidates[one].home, (("round", str(plan[one])),)) for one in named]
    items = _in_versions(found, [*items, *(_container(found, text) for text in containers)])
    key = desk.workspace.ledger_key
    proofs = b"".join(write_proof(item, [sign_item(item, key).signature]) for item in items)
    return say(desk, granted, found, ItemsSigned(proofs.decode()), act_id=act_id)


def take_proofs(desk: Desk, round_id: str, data: bytes, *, act_id: str | None = None) -> Kept:
    """Take proofs that the other side sent: one after the other in one file; what they sign is kept, whatever it is.

    raises    Refused; InvalidInput where one is no proof, or its signatures are of neither side
    """
    found, granted = find_round(desk, round_id, "agree round")
    proofs = split_proofs(data)
    keys = party_keys(found)
    for proof in proofs:
        item, signed = check_proof(proof, keys)
        if not signed or item.round != found.opening.name:
            raise InvalidInput(f"item {item.id}: it is of another round, or no side of this one has signed it")
    return say(desk, granted, found, ItemsSigned(data.decode()), act_id=act_id, alone=True)


def take_back(desk: Desk, round_id: str, item_id: str, because: str, *, act_id: str | None = None) -> Kept:
    """Take an item back for this side before it crosses; a second negotiator signs, and the other side must be told.

    raises    Refused; InvalidInput where there is no such item, or no reason
    """
    found, granted = find_round(desk, round_id, "agree round")
    items = [item for _, item in _newest(found) if item.id == item_id]
    if not items:
        raise InvalidInput(f"{item_id} was never signed in this round")
    at = desk.workspace.clock()
    done = withdraw_item(items[0], desk.workspace.ledger_key, at, because)
    own = write_proof(items[0], [sign_item(items[0], desk.workspace.ledger_key).signature])
    signature = b64encode(done.signature.signature).decode()
    what = ItemTakenBack(own.decode(), at, because, done.signature.key_id, signature)
    return say(desk, granted, found, what, act_id=act_id)


def agreement_of(found: RoundState, hidden: Container[str] = ()) -> Agreement:
    """Say what stands: agreed by both, signed by one, withdrawn.

    hidden    people whom a harm flag hides from whoever asks
    """
    said = (one for one in _statements(found) if one.item.kind != "person" or one.item.id not in hidden)
    return fold_agreement(said, party_keys(found), {})


def proofs_of(found: RoundState, ids: Sequence[str] = ()) -> bytes:
    """Write the items of a round with all signatures that are known, to be sent or shown; all, or those named."""
    signatures: dict[Item, dict[str, Signature]] = {}
    for one in _statements(found):
        if isinstance(one, Signing) and (not ids or one.item.id in ids):
            signatures.setdefault(one.item, {})[one.signature.key_id] = one.signature
    ordered = sorted(signatures, key=lambda item: (item.kind, item.id, item.version))
    return b"".join(write_proof(item, signatures[item].values()) for item in ordered)


def split_proofs(data: bytes) -> tuple[bytes, ...]:
    """Split a file of proofs; raises InvalidInput where it holds none."""
    start = b"homeward/item/1\n"
    parts = data.split(start)
    if parts[0] or len(parts) < 2:
        raise InvalidInput("this file holds no proofs of form homeward/item/1")
    return tuple(start + part for part in parts[1:])


def party_keys(found: RoundState) -> dict[str, VerifierKey]:
    """Give the keys of the two sides."""
    return {name: key for name, key in keys_of(found).items() if name in found.sides}


def _statements(found: RoundState) -> Iterator[Signing | ItemWithdrawal]:
    for _, item, signatures in _signed_items(found):
        yield from (Signing(item, one) for one in signatures)
    for taken in found.said(ItemTakenBack):
        item, _ = _read(taken.proof.encode(), party_keys(found))
        yield ItemWithdrawal(item, taken.at, taken.because, Signature(taken.key_id, b64decode(taken.signature)))


def _newest(found: RoundState) -> list[tuple[tuple[str, str, str], Item]]:
    newest: dict[tuple[str, str, str], Item] = {}
    for _, item, _ in _signed_items(found):
        if item.key not in newest or item.version > newest[item.key].version:
            newest[item.key] = item
    return sorted(newest.items())


def _in_versions(found: RoundState, items: Sequence[Item]) -> list[Item]:
    """Give items their versions: that of the same words where it still stands, so that both sign one, else the next."""
    newest = dict(_newest(found))
    gone = set(agreement_of(found).withdrawn)
    versioned = []
    for item in items:
        last = newest.get(item.key)
        is_same = last is not None and last not in gone and replace(last, version=1) == item
        versioned.append(
            last if last is not None and is_same else replace(item, version=last.version + 1 if last else 1)
        )
    return versioned


def _agreed_moves(found: RoundState) -> Iterator[LineMove]:
    """Say each signature as a move of its side, at the time it was kept here.

    Whoever signs a line about which nobody has said anything requests or offers it by that.
    """
    names = {key.id: name for name, key in party_keys(found).items()}
    moved = {move.record_id for one in found.said(LinesMoved) for move in one.moves}
    for act, item, signatures in _signed_items(found):
        for one in signatures if item.kind == "person" else ():
            by = names.get(one.key_id)
            if by is None:
                continue
            if item.id not in moved:
                moved.add(item.id)
                first: LineState = "requested" if by == item.to else "offered"
                yield LineMove(item.id, first, by, act.at, item.version, by=act.who)
            yield LineMove(item.id, "agreed", by, act.at, item.version, by=act.who)


def _signed_items(found: RoundState) -> Iterator[tuple[RoundAct, Item, tuple[Signature, ...]]]:
    keys = party_keys(found)
    for act in found.acts:
        if isinstance(act.what, ItemsSigned):
            for proof in split_proofs(act.what.proofs.encode()):
                yield act, *_read(proof, keys)


def _read(proof: bytes, keys: dict[str, VerifierKey]) -> tuple[Item, tuple[Signature, ...]]:
    item, _ = check_proof(proof, keys)
    return item, read_signatures(proof.split(b"\n", 2)[2])


def _container(found: RoundState, text: str) -> Item:
    code, arrow, to = text.partition(">")
    if not arrow or to not in found.sides:
        raise InvalidInput(f"{text!r}: write CODE>SIDE, with {' or '.join(found.sides)}, who receives it")
    return Item(found.opening.name, "container", code, 1, to)


def _check_candidates(desk: Desk, found: RoundState, people: Iterable[str]) -> None:
    seen = find_candidates(desk, found).by_id
    if lacking := [one for one in people if one not in seen]:
        raise InvalidInput(f"{lacking[0]} is no candidate of this round: homeward round candidates lists them")
