"""Three books held against each other like a bank statement: what the debtor claims, the creditor received, the
verifier found.

Quantities of different books are never added. Where things have names or codes they are held against each other one by
one; where they have none, only the difference of the counts is known. A difference is an open item, not an accusation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from homeward.talks.conditions.terms import Number
from homeward.talks.pledges.books import Books
from homeward.talks.pledges.journal import ACCOUNT_BY_KIND, WITHDRAW, Ledger, Pledge

_BOOKS = ("claimed", "received", "verified", "rejected")
Question = Literal[
    "claimed, not received",
    "received, not claimed",
    "received, not examined",
    "examined, not received",
    "rejected",
    "entered twice",
]


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that one book holds and the next does not."""

    pledge: str
    question: Question
    quantity: Number
    unit: str
    items: tuple[str, ...] = ()  # those known by name or code; the rest of the quantity has none
    entries: tuple[str, ...] = ()  # where the larger book says so


_Codes = Mapping[str, tuple[str, ...]]  # by item, the entries that name it


def reconcile(ledger: Ledger, books: Books, day: date) -> tuple[OpenItem, ...]:
    """List the open items between the three books of each pledge on a day."""
    coded = _codes(ledger, day)
    found: list[OpenItem] = []
    for own in ledger.pledges:
        found += _of_pledge(own, {name: books.balance(own.id, name, day) for name in _BOOKS}, coded)
        found += _entered_twice(own, coded)
    return tuple(found)


def _of_pledge(own: Pledge, at: Mapping[str, Number], coded: Mapping[tuple[str, str], _Codes]) -> Iterator[OpenItem]:
    claimed, received, verified, rejected = (coded.get((own.id, name), {}) for name in _BOOKS)
    found, n_found = {**verified, **rejected}, at["verified"] + at["rejected"]
    rows: tuple[tuple[Question, Number, _Codes, _Codes], ...] = (
        ("claimed, not received", at["claimed"] - at["received"], claimed, received),
        # a side that never claims keeps no book to compare with
        ("received, not claimed", at["received"] - at["claimed"] if at["claimed"] else 0, received, claimed),
        ("received, not examined", at["received"] - n_found, received, found),
        ("examined, not received", n_found - at["received"], found, received),
        ("rejected", at["rejected"], rejected, {}),
    )
    for question, quantity, codes, others in rows:
        items = tuple(sorted(codes.keys() - others.keys())) if others or question == "rejected" else ()
        if quantity > 0 or items:
            entries = tuple(sorted({entry for item in items for entry in codes[item]}))
            yield OpenItem(own.id, question, max(quantity, len(items)), own.unit, items, entries)


def _entered_twice(own: Pledge, coded: Mapping[tuple[str, str], _Codes]) -> Iterator[OpenItem]:
    for codes in (coded.get((own.id, name), {}) for name in _BOOKS):
        twice = tuple(sorted(item for item, entries in codes.items() if len(entries) > 1))
        if twice:
            entries = tuple(sorted({entry for item in twice for entry in codes[item]}))
            yield OpenItem(own.id, "entered twice", len(twice), own.unit, twice, entries)


def _codes(ledger: Ledger, day: date) -> Mapping[tuple[str, str], _Codes]:
    """Give the named things on each account, without entries that were corrected by then."""
    until = [entry for entry in ledger.entries if entry.day <= day]
    gone = {entry.about for entry in until if entry.quantity is not None or entry.kind == WITHDRAW}
    coded: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for entry in until:
        if entry.items and entry.pledge is not None and entry.kind in ACCOUNT_BY_KIND and entry.id not in gone:
            own = coded.setdefault((entry.pledge, ACCOUNT_BY_KIND[entry.kind]), {})
            for item in entry.items:
                own[item] = (*own.get(item, ()), entry.id)
    return coded
