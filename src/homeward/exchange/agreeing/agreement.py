"""What both sides signed: item by item, so that one line of a round can be proven alone.

An item is one person, one container, or the terms of the round itself, in one version. Each side signs the item's
bytes; the agreement is the set of items that both signed. What one side signed is open, and named. An agreed item
stands until both sign a later version, or until one side withdraws it with a reason, before the hand-over; both are
told. Everything is a fold: statements may come twice, late and in any order. Where bytes are kept is left to the edges.

    homeward/item/1
    {"id":"n1","kind":"person","round":"r7","terms":{...},"to":"North","version":1}
    5f2c... fYUI...                        key id and signature, a line each, in the order of key ids

A proof is these lines, each ending in a newline. What is signed is the first two.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast, get_args

from homeward.errors import InvalidInput, Problem
from homeward.ledger.act import check_time, microseconds
from homeward.ledger.encoding import LARGEST, Plain, decode, encode
from homeward.ledger.entry import Signature, read_signatures
from homeward.ledger.keys import SigningKey, VerifierKey

ItemKind = Literal["person", "container", "round"]
ItemKey = tuple[str, str, str]  # round, kind, id
Keys = Mapping[str, VerifierKey]  # of the two parties
MOST_BYTES = 8 * 1024
_ITEM = b"homeward/item/1\n"
_WITHDRAWAL = b"homeward/item-withdrawal/1\n"
_PROOF = re.compile(rb"homeward/item/1\n(\{[^\n]*\})\n((?:[0-9a-f]{32} [A-Za-z0-9+/]{86}==\n){1,2})")
_PARTIES = 2


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be agreed, in one version."""

    round: str
    kind: ItemKind
    id: str  # of the line, the container or the round; never a name
    version: int  # of this item, from 1
    to: str | None = None  # the party that receives; None for the round itself
    terms: tuple[tuple[str, str], ...] = ()  # what else is agreed, by name: category, list, place, day

    def __post_init__(self) -> None:
        if self.kind not in get_args(ItemKind) or (self.to is None) != (self.kind == "round"):
            raise InvalidInput(f"item {self.id}: a person or container goes to a party, a round to nobody")
        if not 1 <= self.version <= LARGEST:
            raise InvalidInput(f"item {self.id}: versions count from 1, not {self.version}")
        if list(self.terms) != sorted(dict(self.terms).items()):
            raise InvalidInput(f"item {self.id}: terms stand in the order of their names, each once")

    @property
    def key(self) -> ItemKey:
        """Give what all versions of one item have in common."""
        return self.round, self.kind, self.id


@dataclass(frozen=True, slots=True)
class Signing:
    """One party's signature under one item."""

    item: Item
    signature: Signature


@dataclass(frozen=True, slots=True)
class ItemWithdrawal:
    """One party takes back an item before the hand-over, and says why. This version of it never stands again."""

    item: Item
    at: datetime
    because: str
    signature: Signature

    def __post_init__(self) -> None:
        _check_withdrawal(self.item, self.at, self.because)


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item that one party has signed."""

    item: Item
    signed_by: str
    waits_for: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What a party must be told."""

    to: str
    says: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """What stands after all statements, whatever the order in which they arrived."""

    agreed: tuple[Item, ...]
    open: tuple[OpenItem, ...]
    withdrawn: tuple[Item, ...]
    notices: tuple[Notice, ...]  # both parties hear of each withdrawal
    problems: tuple[Problem, ...]  # statements that count for nothing


# ── bytes and signatures ──────────────────────────────────────────────────────────────────────────────────────────────


def item_bytes(item: Item) -> bytes:
    """Write an item as canonical bytes; equal items have equal bytes."""
    value: dict[str, Plain] = {"id": item.id, "kind": item.kind, "round": item.round, "version": item.version}
    value |= {"terms": cast(Plain, dict(item.terms))}
    return encode(value if item.to is None else value | {"to": item.to})


def sign_item(item: Item, key: SigningKey) -> Signing:
    """Sign an item for a party."""
    return Signing(item, Signature(key.id, key.sign(_signed_part(item))))


def withdraw_item(item: Item, key: SigningKey, at: datetime, because: str) -> ItemWithdrawal:
    """Take an item back for a party; raises InvalidInput without a reason."""
    _check_withdrawal(item, at, because)
    return ItemWithdrawal(item, at, because, Signature(key.id, key.sign(_withdrawn_part(item, at, because))))


def write_proof(item: Item, signatures: Iterable[Signature]) -> bytes:
    """Write one item with its signatures, to be checked alone by anybody who has the parties' keys.

    raises    InvalidInput above 8 KiB
    """
    ordered = sorted(signatures, key=lambda one: one.key_id)
    lines = "".join(f"{one.key_id} {b64encode(one.signature).decode()}\n" for one in ordered)
    data = _signed_part(item) + lines.encode()
    if len(data) > MOST_BYTES:
        raise InvalidInput(f"item {item.id} has {len(data):,} bytes; above {MOST_BYTES:,}, let a term hold a digest")
    return data


def check_proof(data: bytes, keys: Keys) -> tuple[Item, tuple[str, ...]]:
    """Read a proof strictly, and tell which parties signed the item in it.

    returns    the item, and the parties whose signatures hold, in the order of their names; two make it agreed
    raises     InvalidInput for any bytes that `write_proof` would not have written
    """
    _check_keys(keys)
    found = _PROOF.fullmatch(data) if len(data) <= MOST_BYTES else None
    if found is None:
        raise InvalidInput(f"this is no proof of an item of form homeward/item/1, in at most {MOST_BYTES:,} bytes")
    item = _read_item(found[1])
    signed = [_signer(_signed_part(item), one, keys) for one in read_signatures(found[2])]
    return item, tuple(sorted(party for party in signed if party))


def _read_item(data: bytes) -> Item:
    value = decode(data)
    if not isinstance(value, dict):
        raise InvalidInput("an item is an object")
    terms = value.get("terms")
    words = [
        value.get("to", ""),
        *(terms.values() if isinstance(terms, dict) else ()),
        value.get("round"),
        value.get("id"),
    ]
    if not all(isinstance(word, str) for word in words) or isinstance(value.get("version"), bool):
        raise InvalidInput("this is no item: its parts are texts, and its version a number")
    try:
        item = Item(
            **{name: cast(str, value[name]) for name in ("round", "id")},
            kind=cast(ItemKind, value["kind"]),
            version=cast(int, value["version"]),
            to=cast(str | None, value.get("to")),
            terms=tuple(cast(dict[str, str], value["terms"]).items()),
        )
        is_same = item_bytes(item) == data
    except (KeyError, TypeError, AttributeError) as error:
        raise InvalidInput(f"this is no item: {error}") from None
    if not is_same:
        raise InvalidInput("this is no item: a part that items do not have")
    return item


def _signed_part(item: Item) -> bytes:
    return _ITEM + item_bytes(item) + b"\n"


def _withdrawn_part(item: Item, at: datetime, because: str) -> bytes:
    return _WITHDRAWAL + encode({"at": microseconds(at), "because": because}) + b"\n" + item_bytes(item) + b"\n"


def _signer(data: bytes, signature: Signature, keys: Keys) -> str | None:
    """Tell which party signed these bytes; None where neither did."""
    for party, key in keys.items():
        if key.id == signature.key_id and key.verify(data, signature.signature):
            return party
    return None


def _check_keys(keys: Keys) -> None:
    if len(keys) != _PARTIES or len({key.id for key in keys.values()}) != _PARTIES:
        raise InvalidInput("an agreement has two parties, each with a key of its own")


def _check_withdrawal(item: Item, at: datetime, because: str) -> None:
    check_time(at)
    if not because.strip():
        raise InvalidInput(f"item {item.id}: say why it is withdrawn; both parties are told")


# ── what stands ───────────────────────────────────────────────────────────────────────────────────────────────────────


def fold_agreement(
    statements: Iterable[Signing | ItemWithdrawal], keys: Keys, handed_over: Mapping[ItemKey, datetime]
) -> Agreement:
    """Fold signatures and withdrawals, in any order and any number of times, into what both sides agree on.

    Of each item the latest version that both signed counts, whether it stands or was withdrawn; earlier ones are past.
    Later ones signed by one side are open and change nothing yet. Where both signed two different texts under one
    version, neither counts: people must say which was meant.

    handed_over    when an item crossed; after that it cannot be withdrawn
    raises         InvalidInput where there are not two parties with a key each
    """
    _check_keys(keys)
    signed: dict[Item, set[str]] = {}
    gone: dict[Item, set[tuple[datetime, str, str]]] = {}
    problems: set[Problem] = set()
    for one in statements:
        party, says = _read_statement(one, keys, handed_over)
        if party is None:
            problems.add(Problem(_name(one.item), says, "nothing"))
        elif isinstance(one, Signing):
            signed.setdefault(one.item, set()).add(party)
        else:
            gone.setdefault(one.item, set()).add((one.at, party, one.because))
    last, doubled = _last_signed(signed)
    problems.update(doubled)
    agreed = [item for item in last.values() if item not in gone]
    withdrawn = [item for item in gone if item.key not in last or item.version >= last[item.key].version]
    says = "it was handed over although it was withdrawn before"
    problems.update(Problem(_name(item), says, "both statements") for item in withdrawn if item.key in handed_over)
    opened = [item for item in signed if _is_open(item, signed, last, gone)]
    return Agreement(
        tuple(sorted(agreed, key=_order)),
        tuple(_open(item, signed[item], keys) for item in sorted(opened, key=_order)),
        tuple(sorted(withdrawn, key=_order)),
        tuple(_notices(gone, keys)),
        tuple(sorted(problems, key=lambda one: (one.where, one.says))),
    )


def _read_statement(
    one: Signing | ItemWithdrawal, keys: Keys, handed_over: Mapping[ItemKey, datetime]
) -> tuple[str | None, str]:
    """Tell whose statement this is, or why it counts for nothing."""
    data = _signed_part(one.item) if isinstance(one, Signing) else _withdrawn_part(one.item, one.at, one.because)
    party = _signer(data, one.signature, keys)
    if party is None:
        return None, "a signature is of neither party, or of another version"
    if one.item.to is not None and one.item.to not in keys:
        return None, "it goes to neither of the parties"
    crossed = handed_over.get(one.item.key)
    if not isinstance(one, Signing) and crossed is not None and one.at >= crossed:
        return None, f"{party} withdraws it after it was handed over"
    return party, ""


def _last_signed(signed: Mapping[Item, set[str]]) -> tuple[dict[ItemKey, Item], Iterator[Problem]]:
    """Give the latest version of each item that both signed, and say where there are two of one number."""
    by_key: dict[ItemKey, list[Item]] = {}
    for item, parties in signed.items():
        if len(parties) == _PARTIES:
            by_key.setdefault(item.key, []).append(item)
    last, doubled = {}, []
    for key, items in by_key.items():
        top = max(item.version for item in items)
        latest = [item for item in items if item.version == top]
        if len(latest) == 1:
            last[key] = latest[0]
        else:
            doubled.append(latest[0])
    says = "both signed different texts under this version"
    return last, (Problem(_name(item), says, "none of them") for item in doubled)


def _is_open(
    item: Item, signed: Mapping[Item, set[str]], last: Mapping[ItemKey, Item], gone: Mapping[Item, object]
) -> bool:
    if item in gone or len(signed[item]) == _PARTIES:
        return False
    return item.key not in last or item.version > last[item.key].version


def _open(item: Item, signed: set[str], keys: Keys) -> OpenItem:
    (by,) = signed
    (other,) = keys.keys() - signed
    return OpenItem(item, by, other)


def _notices(gone: Mapping[Item, set[tuple[datetime, str, str]]], keys: Keys) -> Iterator[Notice]:
    for item in sorted(gone, key=_order):
        for at, party, because in sorted(gone[item]):
            says = f"{party} withdrew {_name(item)} on {at.astimezone(UTC).date()}: {because}"
            yield from (Notice(to, says) for to in sorted(keys))


def _order(item: Item) -> bytes:
    return item_bytes(item)


def _name(item: Item) -> str:
    return f"{item.kind} {item.id} of round {item.round}, version {item.version}"
