"""What both sides signed, line by line: moves on the table, items, the other side's signatures, taking an item back.

An item is signed with the key of the ledger, for the side; that it may be is settled before by two people of this side
(`agree round`). What leaves the workspace are proofs, an item each, which anybody checks alone.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from homeward.actions.workspace.desk import Desk, Kept
from homeward.actions.workspace.folding.memory import remember, remember_same
from homeward.actions.workspace.folding.record_text import value_of, write_record
from homeward.actions.workspace.folding.rounds import ItemsSigned, ItemTakenBack, LinesMoved, RoundAct, RoundState
from homeward.actions.workspace.rounds.bases import check_container
from homeward.actions.workspace.rounds.candidates import find_candidates, hidden_from
from homeward.actions.workspace.rounds.held import crossed_at, id_of_proof, split_proofs
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
from homeward.formats.case import load_json
from homeward.ledger.entry import Signature, read_signatures
from homeward.ledger.keys import VerifierKey, read_base64
from homeward.records.versions import LineMove, LineState

_TAKEN_BACK = b"homeward/item-taken-back/1\n"
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
    """Lay the table of a round: where each line stands, whose move is due, who refuses how much.

    found    as `seen.seen_by` gives it
    """
    return lay_table((), moves_of(found), desk.workspace.clock().date(), sides=found.sides)


@remember_same(256)
def moves_of(found: RoundState) -> tuple[LineMove, ...]:
    """Give every move of every line, oldest first; a signature is a move too.

    found    as `seen.seen_by` gives it
    """
    moves = [*(move for one in found.said(LinesMoved) for move in one.moves), *_agreed_moves(found)]
    return tuple(sorted(moves, key=lambda move: move.at))


def sign_items(
    desk: Desk, round_id: str, people: Sequence[str] = (), containers: Sequence[str] = (), *, act_id: str | None = None
) -> Kept:
    """Sign items for this side: people of the last plan, or those named, and containers; a second negotiator signs.

    people        where none is named and no container either, everybody of the plan
    containers    as CODE>SIDE: the code on the container and the side that receives it
    raises        Refused; InvalidInput for who is no candidate or not in the plan
    """
    found, granted = find_round(desk, round_id, "agree round")
    own = [_container(desk, found, text) for text in dict.fromkeys(containers)]
    items = _in_versions(found, [*(_people(desk, found, people) if people or not own else ()), *own])
    key = desk.workspace.ledger_key
    proofs = b"".join(write_proof(item, [sign_item(item, key).signature]) for item in items)
    return say(desk, granted, found, ItemsSigned(proofs.decode()), act_id=act_id)


def _people(desk: Desk, found: RoundState, people: Sequence[str]) -> Iterator[Item]:
    """Give the items of people of the last plan; where nobody is named, of everybody in it.

    Who is no candidate any more is passed over, and not said: the sentence would tell of a harm flag.
    """
    plan, candidates = plan_of(found), find_candidates(desk, found).by_id
    in_plan = tuple(one for one in sorted(plan) if one in candidates)
    if not in_plan:
        raise InvalidInput("nobody of the plan is a candidate any more: homeward round plan")
    if lacking := [one for one in people if one not in in_plan]:
        raise InvalidInput(f"{lacking[0]} is not in the plan of this round, or is no candidate any more")
    for one in dict.fromkeys(people or in_plan):
        yield Item(found.opening.name, "person", one, 1, candidates[one].home, (("round", str(plan[one])),))


def take_proofs(desk: Desk, round_id: str, data: bytes, *, act_id: str | None = None) -> Kept:
    """Take what the other side sent: proofs of items one after the other in one file, and what it took back.

    raises    Refused; InvalidInput where one is no proof, or a signature under it is of neither side
    """
    found, granted = find_round(desk, round_id, "agree round")
    proofs, *rest = data.split(_TAKEN_BACK)
    said: list[object] = [_read_taken_back(found, one) for one in rest]
    keys = party_keys(found)
    for proof in split_proofs(proofs) if proofs or not rest else ():
        item, signed = check_proof(proof, keys)
        if item.round != found.opening.name or len(signed) < len(_read(proof, keys)[1]):
            raise InvalidInput("a proof is of another round, or bears a signature that is of neither side of this one")
    if proofs:
        said.insert(0, ItemsSigned(proofs.decode()))
    return say(desk, granted, found, *said, act_id=act_id, alone=True)


def _read_taken_back(found: RoundState, data: bytes) -> ItemTakenBack:
    """Read what one side took back; raises InvalidInput where no side of this round signed that."""
    told: ItemTakenBack = value_of(ItemTakenBack, load_json(data))
    withdrawal = _withdrawal(told, party_keys(found))
    if withdrawal.item.round != found.opening.name or fold_agreement([withdrawal], party_keys(found), {}).problems:
        raise InvalidInput("what was taken back is of another round, or neither side has signed that")
    return told


def take_back(desk: Desk, round_id: str, item_id: str, because: str, *, act_id: str | None = None) -> Kept:
    """Take an item back for this side before it crosses, in every version that stands; a second negotiator signs.

    raises    Refused; InvalidInput where there is no such item, it crossed already, or no reason is given
    """
    found, granted = find_round(desk, round_id, "agree round")
    now, hidden = agreement_of(found), hidden_from(desk, found)
    standing = [*now.agreed, *(one.item for one in now.open)]
    items = [item for item in standing if item.id == item_id and item.kind != "round" and item.id not in hidden]
    if not items:
        raise InvalidInput(f"{item_id} does not stand in this round: nobody signed it, or it was taken back")
    if items[0].key in crossed_at(found):
        raise InvalidInput(f"{item_id} crossed already; what crossed is not taken back")
    at, key = desk.workspace.clock(), desk.workspace.ledger_key
    said = []
    for item in items:
        done, proof = withdraw_item(item, key, at, because), write_proof(item, [sign_item(item, key).signature])
        signature = b64encode(done.signature.signature).decode()
        said.append(ItemTakenBack(proof.decode(), at, because, done.signature.key_id, signature))
    return say(desk, granted, found, *said, act_id=act_id)


@remember_same(256)
def agreement_of(found: RoundState, hidden: frozenset[str] = frozenset()) -> Agreement:
    """Say what stands: agreed by both, signed by one, withdrawn.

    hidden    people whom a harm flag hides from whoever asks
    """
    known = dict.fromkeys(_statements(found))  # proofs of both sides hold the same signatures
    said = (one for one in known if one.item.kind != "person" or one.item.id not in hidden)
    return fold_agreement(said, party_keys(found), crossed_at(found))


def proofs_of(found: RoundState, ids: Sequence[str] = ()) -> bytes:
    """Write the items of a round with all signatures that are known, and what was taken back; all, or those named.

    found    as `seen.seen_by` gives it
    """
    signatures: dict[Item, dict[str, Signature]] = {}
    for one in _statements(found):
        if isinstance(one, Signing) and (not ids or one.item.id in ids):
            signatures.setdefault(one.item, {})[one.signature.key_id] = one.signature
    ordered = sorted(signatures, key=lambda item: (item.kind, item.id, item.version))
    taken_back = [one for one in found.said(ItemTakenBack) if not ids or id_of_proof(one.proof.encode()) in ids]
    proofs = b"".join(write_proof(item, signatures[item].values()) for item in ordered)
    return proofs + b"".join(_TAKEN_BACK + write_record(one).encode() + b"\n" for one in taken_back)


def party_keys(found: RoundState) -> dict[str, VerifierKey]:
    """Give the keys of the two sides."""
    return {name: key for name, key in keys_of(found).items() if name in found.sides}


def _statements(found: RoundState) -> Iterator[Signing | ItemWithdrawal]:
    for _, item, signatures in _signed_items(found):
        yield from (Signing(item, one) for one in signatures)
    keys = party_keys(found)
    yield from (_withdrawal(one, keys) for one in found.said(ItemTakenBack))


def _withdrawal(told: ItemTakenBack, keys: dict[str, VerifierKey]) -> ItemWithdrawal:
    item, _ = _read(told.proof.encode(), keys)
    signature = Signature(told.key_id, read_base64(told.signature))
    return ItemWithdrawal(item, told.at, told.because, signature)


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
    """Give every item with its signatures, as often as it was sent; each text is read once."""
    keys, by_text = party_keys(found), dict[bytes, Item]()
    for act in found.acts:
        if isinstance(act.what, ItemsSigned):
            for proof in split_proofs(act.what.proofs.encode()):
                _, text, signatures = proof.split(b"\n", 2)
                if text not in by_text:
                    by_text[text] = _item_of(proof, tuple(keys.items()))
                yield act, by_text[text], read_signatures(signatures)


@remember(8192)
def _item_of(proof: bytes, keys: tuple[tuple[str, VerifierKey], ...]) -> Item:
    """Read the item of a proof and check its signatures: the same ones each time that somebody looks at a round."""
    return check_proof(proof, dict(keys))[0]


def _read(proof: bytes, keys: dict[str, VerifierKey]) -> tuple[Item, tuple[Signature, ...]]:
    item, _ = check_proof(proof, keys)
    return item, read_signatures(proof.split(b"\n", 2)[2])


def _container(desk: Desk, found: RoundState, text: str) -> Item:
    code, arrow, to = text.partition(">")
    if not arrow or to not in found.sides:
        raise InvalidInput(f"{text!r}: write CODE>SIDE, with {' or '.join(found.sides)}, who receives it")
    check_container(desk, code)
    return Item(found.opening.name, "container", code, 1, to)


def _check_candidates(desk: Desk, found: RoundState, people: Iterable[str]) -> None:
    seen = find_candidates(desk, found).by_id
    if lacking := [one for one in people if one not in seen]:
        raise InvalidInput(f"{lacking[0]} is no candidate of this round: homeward round candidates lists them")
