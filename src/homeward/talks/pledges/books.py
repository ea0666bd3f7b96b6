"""Balances of every account of every pledge on any day, from movements in which nothing appears or vanishes.

A movement takes a quantity from one account and puts it on another, so that all accounts of a book always add up to 0.
The order of entries within a day plays no part. What balances mean (outstanding, overdue) is left to `owed`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Literal

from homeward.talks.conditions.terms import Number
from homeward.talks.pledges.journal import ACCOUNT_BY_KIND, WITHDRAW, Entry, Ledger

MOST_TOLD = 1_000  # entries that are told as reasons

Book = Literal["agreement", "debtor", "creditor", "verifier"]
_SOURCE: Mapping[str, tuple[Book, str]] = {  # which book, and from which account it comes
    "pledged": ("agreement", "agreement"),
    "waived": ("agreement", "pledged"),
    "lapsed": ("agreement", "pledged"),
    "claimed": ("debtor", "said delivered"),
    "received": ("creditor", "brought"),
    "verified": ("verifier", "in verification"),
    "rejected": ("verifier", "in verification"),
}


@dataclass(frozen=True, slots=True)
class Movement:
    """A quantity passes from one account to another of the same book on a day, by one entry."""

    pledge: str
    book: Book
    source: str
    target: str
    quantity: Number  # below 0 where an earlier movement is taken back
    day: date
    entry: str  # id


def movements(ledger: Ledger) -> Iterator[Movement]:
    """Give every movement, corrections as movements back."""
    by_id = {entry.id: entry for entry in ledger.entries}
    answered: set[str] = set()
    for entry in sorted(ledger.entries, key=_order):
        if entry.about is not None and (entry.quantity is not None or entry.kind == WITHDRAW):
            old = by_id.get(entry.about)
            if old is not None and old.id not in answered and old.day <= entry.day:
                answered.add(old.id)  # what was corrected once is not taken back twice
                yield from _moved(old, entry, -1)
        yield from _moved(entry, entry, 1)


def _order(entry: Entry) -> tuple[date, str]:
    return entry.day, entry.id


def _moved(entry: Entry, by: Entry, sign: int) -> Iterator[Movement]:
    account = ACCOUNT_BY_KIND.get(entry.kind)
    if account is not None and entry.pledge is not None and entry.quantity is not None:
        book, source = _SOURCE[account]
        yield Movement(entry.pledge, book, source, account, sign * entry.quantity, by.day, by.id)


class Books:
    """All balances of a ledger, found in the time of a search.

    Built once; asking does not change it.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._supposed: tuple[str, str, Number, date] | None = None
        self._rows: dict[tuple[str, str], list[tuple[date, Number, str]]] = {}
        for own in movements(ledger):
            self._rows.setdefault((own.pledge, own.target), []).append((own.day, own.quantity, own.entry))
        self._days: dict[tuple[str, str], list[date]] = {}
        self._totals: dict[tuple[str, str], list[Number]] = {}
        for key, rows in self._rows.items():
            rows.sort()
            self._days[key] = [day for day, _, _ in rows]
            self._totals[key] = list(accumulate(quantity for _, quantity, _ in rows))

    def balance(self, pledge: str, account: str, day: date) -> Number:
        """Give what has come onto an account up to and with a day."""
        n_rows = bisect_right(self._days.get((pledge, account), ()), day)
        booked = self._totals[pledge, account][n_rows - 1] if n_rows else 0
        if self._supposed is None:
            return booked
        own_pledge, own_account, quantity, since = self._supposed
        return booked + quantity if (pledge, account) == (own_pledge, own_account) and day >= since else booked

    def suppose(self, pledge: str, account: str, quantity: Number, day: date) -> "Books":
        """Give books in which one more quantity stood on an account from a day on; these stay as they are."""
        supposed = copy(self)
        supposed._supposed = pledge, account, quantity, day
        return supposed

    def entries(self, pledge: str, account: str, day: date) -> tuple[str, ...]:
        """Give the ids of the entries that moved an account up to and with a day, of very many the latest."""
        n_rows = bisect_right(self._days.get((pledge, account), ()), day)
        return tuple(
            entry for _, _, entry in self._rows.get((pledge, account), ())[max(0, n_rows - MOST_TOLD) : n_rows]
        )
