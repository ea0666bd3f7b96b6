"""Say what is owed on one or several days, and why, from a ledger of pledges; answered as JSON and as tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from homeward.actions.answers import Json
from homeward.actions.exchange.plan import answer_number, answer_problem
from homeward.errors import InvalidInput
from homeward.formats.answer_table import write_table
from homeward.formats.talks.ledger import LedgerFile, read_ledger
from homeward.talks.conditions.holes import find_holes
from homeward.talks.conditions.terms import Number
from homeward.talks.pledges.board import Total, follow, totals
from homeward.talks.pledges.change import Change, find_changes
from homeward.talks.pledges.consent import consents
from homeward.talks.pledges.journal import Pledge
from homeward.talks.pledges.owed import Owed, View, states_by_party
from homeward.talks.pledges.reconciling import OpenItem, reconcile

SHOWN_PROBLEMS = 100
SHOWN_REASONS = 200
SUMS = (
    *("pledged", "claimed", "received", "verified", "rejected", "waived"),
    *("in_verification", "outstanding", "sure_shortfall", "beyond_pledge"),
)
COLUMNS = (
    *("commitment", "day", "debtor", "creditor", "what", "category", "unit", *SUMS),
    *("due", "enforceable_due", "overdue", "deadline", "course", "state", "because"),
)


@dataclass(frozen=True)
class Account:
    """A ledger as read, and the days asked for."""

    file: LedgerFile
    days: tuple[date, ...]

    @cached_property
    def view(self) -> View:
        """Give the ledger as it stands for everybody."""
        return View(self.file.ledger)

    def owed(self, day: date) -> tuple[Owed, ...]:
        """Give every pledge on a day."""
        return tuple(self.view.owed(own.id, day) for own in self.file.ledger.pledges)


def account_for(data: bytes, days: Sequence[date]) -> Account:
    """Read a ledger.

    raises    InvalidCase
    """
    return Account(read_ledger(data), tuple(sorted(set(days))))


def answer_pledges(account: Account, why: str | None = None) -> Json:
    """Write what is owed for JSON; `balances` has the form of the public ledgers' answers.

    why       id of a pledge to be explained: its line of time, and what single event would change it
    raises    InvalidInput for an unknown id
    """
    last = account.days[-1]
    answer: Json = {
        "as_of": [day.isoformat() for day in account.days],
        "balances": {
            day.isoformat(): {one.pledge: answer_balances(account, one) for one in account.owed(day)}
            for day in account.days
        },
        "commitments": {
            day.isoformat(): {one.pledge: _answer_rest(account, one) for one in account.owed(day)}
            for day in account.days
        },
        "totals": [_total(one) for one in totals(account.file.ledger, account.owed(last))],
        "open_items": [_open(item) for item in open_items(account)],
        "according_to": {own: dict(told) for own, told in states_by_party(account.file.ledger, last).items()},
        "problems": [answer_problem(problem) for problem in account.file.problems[:SHOWN_PROBLEMS]],
        "n_problems": len(account.file.problems),
    }
    return answer if why is None else answer | {"why": answer_why(account, why)}


def answer_balances(account: Account, owed: Owed) -> Json:
    """Write one pledge's balances; a key stands only where the pledge has a deadline, a formula or a renewal."""
    own = account.file.ledger.by_id[owed.pledge]
    answer: Json = {name: answer_number(getattr(owed, name)) for name in SUMS}
    if owed.overdue is not None:
        answer["overdue"] = answer_number(owed.overdue)
    if own.is_computed or own.unread:
        answer["due"] = None if owed.due is None or own.unread else answer_number(owed.due)
    if owed.standing is not None:
        answer["state"] = owed.standing.words
        answer["enforceable_due"] = None if own.unread else answer_number(owed.enforceable_due)
    return answer


def _answer_rest(account: Account, owed: Owed) -> Json:
    own, standing = account.file.ledger.by_id[owed.pledge], owed.standing
    truth = account.view.condition(own.id, owed.day)
    return {
        "debtor": own.debtor,
        "creditor": own.creditor,
        "what": own.what,
        "unit": own.unit,
        "course": owed.course,
        "deadline": None if owed.deadline is None else owed.deadline.isoformat(),
        "lapsed": answer_number(owed.lapsed),
        "suspended": answer_number(owed.suspended),
        "condition_holds": None if truth is None else truth.holds,
        "consents": dict(consents(account.view.acts, own, owed.day)),
        "clock_until": None if standing is None or standing.clock_until is None else standing.clock_until.isoformat(),
        "holes": holes(own),
        "not_understood": [f"{key}: {words}" for key, words in own.unread],
        "acts_without_effect": [] if standing is None else list(standing.ignored),
        "because": list(owed.because[-SHOWN_REASONS:]),
    }


def holes(pledge: Pledge) -> list[str]:
    """List what a pledge's clause leaves open."""
    found = [] if pledge.renewal is None else list(find_holes(pledge.renewal))
    return [*found, *(["deadline"] if pledge.deadline is None and pledge.renewal is None else [])]


def answer_why(account: Account, why: str) -> Json:
    """Write why one pledge stands as it does, and what single event would change that."""
    if why not in account.file.ledger.by_id:
        raise InvalidInput(f"{why[:60]!r} is no commitment of this ledger")
    last = account.days[-1]
    moments = list(follow(account.view, why, last))[-SHOWN_REASONS:]
    return {
        "commitment": why,
        "as_of": last.isoformat(),
        "timeline": [
            {
                "day": own.entry.day.isoformat(),
                "entry": own.entry.id,
                "kind": own.entry.kind,
                "by": own.entry.by,
                "qty": None if own.entry.quantity is None else answer_number(own.entry.quantity),
                "source": own.entry.source,
                "outstanding": answer_number(own.owed.outstanding),
                "state": None if own.owed.standing is None else own.owed.standing.words,
            }
            for own in moments
        ],
        "would_change": [answer_change(change) for change in find_changes(account.view, why, last)],
    }


def answer_change(change: Change) -> Json:
    """Write one supposed event and what it would change."""
    return {
        "event": change.kind,
        "commitment": change.pledge,
        "qty": None if change.quantity is None else answer_number(change.quantity),
        "by": change.by,
        "day": change.day.isoformat(),
        "says": tell_change(change),
    }


def tell_change(change: Change) -> str:
    """Say one supposed event and what it would change."""
    if change.kind == "time":
        event = f"if nothing is entered until {change.day}"
    else:
        what = change.kind.replace("_", " ")
        number = "" if change.quantity is None else f" {answer_number(change.quantity)} more"
        event = f"{what}{number} on {change.pledge}{'' if change.by is None else f' by {change.by}'}"
    rows = (
        ("due", change.before.due, change.after.due),
        ("enforceable", change.before.enforceable_due, change.after.enforceable_due),
        ("overdue", change.before.overdue, change.after.overdue),
        ("deadline", change.before.deadline, change.after.deadline),
        ("state", _words(change.before), _words(change.after)),
    )
    told = "; ".join(f"{name} {_told(old)} -> {_told(new)}" for name, old, new in rows if old != new)
    return f"{event}: {told}"


def _words(owed: Owed) -> str | None:
    return None if owed.standing is None else owed.standing.words


def _told(value: Number | date | str | None) -> str:
    return "none" if value is None else str(value)


# ── tables ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def board_rows(account: Account) -> Iterator[tuple[str, ...]]:
    """Give the board, a row for each day and pledge, under `COLUMNS`."""
    for day in account.days:
        for one in account.owed(day):
            own, balances = account.file.ledger.by_id[one.pledge], answer_balances(account, one)
            named = (own.id, day.isoformat(), own.debtor, own.creditor, own.what, own.category or "", own.unit)
            sums = (_cell(balances.get(name)) for name in (*SUMS, "due", "enforceable_due", "overdue"))
            state = "" if one.standing is None else one.standing.words
            reasons = " ".join(one.because[-SHOWN_REASONS:])
            yield (*named, *sums, _cell(one.deadline), one.course, state, reasons)


def write_board(account: Account) -> str:
    """Write the board as CSV."""
    return write_table(COLUMNS, board_rows(account))


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def open_items(account: Account) -> tuple[OpenItem, ...]:
    """Give the open items between the three books on the last day asked for."""
    return reconcile(account.file.ledger, account.view.books, account.days[-1])


def _open(item: OpenItem) -> Json:
    return {
        "commitment": item.pledge,
        "question": item.question,
        "qty": answer_number(item.quantity),
        "unit": item.unit,
        "items": list(item.items),
        "entries": list(item.entries),
    }


def _total(one: Total) -> Json:
    named: Json = {"debtor": one.debtor, "category": one.category, "unit": one.unit}
    sums = ("pledged", "claimed", "received", "verified", "outstanding", "overdue", "beyond_pledge")
    return named | {name: answer_number(getattr(one, name)) for name in sums}
