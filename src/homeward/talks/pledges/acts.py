"""Entries that move nothing: notices, decisions, consents, events. Which of them stand on a day, for whom?

An act that was withdrawn counts until the day of its withdrawal; one that a party contests counts for everybody else.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from homeward.talks.conditions.renewal import Act, Renewal, Standing, history, stand_after
from homeward.talks.pledges.books import MOST_TOLD
from homeward.talks.pledges.journal import CONTEST, WITHDRAW, Entry, Ledger


class Acts:
    """The acts of a ledger, for everybody or as one party sees them."""

    def __init__(self, ledger: Ledger, party: str | None = None) -> None:
        self._calendar = ledger.calendar
        self._of_kind: dict[tuple[str | None, str], list[Entry]] = {}
        self._about: dict[str | None, list[Entry]] = {}
        self._gone = _gone(ledger, party)
        self._histories: dict[tuple[str, int], Sequence[tuple[date, Standing]]] = {}
        for entry in sorted(ledger.entries, key=lambda entry: (entry.day, entry.id)):
            if entry.quantity is None and entry.kind not in (WITHDRAW, CONTEST):
                self._of_kind.setdefault((entry.pledge, entry.kind), []).append(entry)
                self._about.setdefault(entry.pledge, []).append(entry)
        self._changes = {pledge: self._days_gone(acts) for pledge, acts in self._about.items()}

    def _days_gone(self, acts: Sequence[Entry]) -> list[date]:
        return sorted(self._gone[own.id] for own in acts if own.id in self._gone)

    def of_kind(self, kind: str, pledge: str, dated: tuple[date, date], day: date) -> list[Entry]:
        """Give the acts of a kind about a pledge or about none, dated from..until, that stand on a day."""
        found: list[Entry] = []
        for name in (pledge, None):
            rows = self._of_kind.get((name, kind), [])
            first = bisect_left(rows, dated[0], key=lambda entry: entry.day)
            last = bisect_right(rows, dated[1], key=lambda entry: entry.day)
            found += [own for own in rows[max(first, last - MOST_TOLD) : last] if self._stands(own, day)]
        return sorted(found, key=lambda own: (own.day, own.id))

    def first(self, kind: str, pledge: str, day: date) -> date | None:
        """Give the first day on which something of a kind happened, as known on a day."""
        rows = [row for name in (pledge, None) for row in self._of_kind.get((name, kind), [])]
        return min((own.day for own in rows if own.day <= day and self._stands(own, day)), default=None)

    def standing(self, pledge: str, renewal: Renewal, day: date) -> Standing:
        """Give the state of a renewal on a day."""
        n_gone = bisect_right(self._changes.get(pledge, ()), day)
        if (pledge, n_gone) not in self._histories:
            acts = (own for own in self._about.get(pledge, ()) if self._stands(own, day))
            told = history(renewal, (Act(own.id, own.day, own.kind, own.by) for own in acts), self._calendar)
            self._histories[pledge, n_gone] = told
        return stand_after(renewal, self._histories[pledge, n_gone], day)

    def _stands(self, act: Entry, day: date) -> bool:
        return act.id not in self._gone or day < self._gone[act.id]


def _gone(ledger: Ledger, party: str | None) -> dict[str, date]:
    """Give the first day on which each act no longer stands."""
    gone: dict[str, date] = {}
    for entry in ledger.entries:
        is_gone = entry.kind == WITHDRAW or (entry.kind == CONTEST and party is not None and entry.by == party)
        if is_gone and entry.about is not None:
            gone[entry.about] = min(entry.day, gone.get(entry.about, entry.day))
    return gone
