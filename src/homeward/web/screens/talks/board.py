"""The board of pledges in words: each pledge a row with everybody's figure, what is late in sentences, how it came."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext, pgettext

from homeward.actions.workspace.promises.board import Board
from homeward.actions.workspace.promises.journal import Rests
from homeward.reports.picture import Figure
from homeward.reports.pictures.ledger_line import Account, Told, ledger_line
from homeward.talks.conditions.terms import Number
from homeward.talks.pledges.board import Moment, follow
from homeward.talks.pledges.change import Change
from homeward.talks.pledges.journal import ACCOUNT_BY_KIND, Pledge
from homeward.talks.pledges.owed import Owed
from homeward.web.pages import Table
from homeward.web.screens.talks.words import ACCOUNTS, COURSES, ENTRIES, say_day, say_number, say_sum
from homeward.web.terms import term

_NO_REST = Rests(None, "")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the line of time, and on what it rests.

    place    the address of the words in a kept document; None where they are not to be read here
    """

    day: str
    kind: str
    by: str | None
    quantity: str
    outstanding: str
    note: str | None
    rest: Rests
    place: str | None


def board_table(board: Board, addresses: Mapping[str, str]) -> Table:
    """Give every pledge on the day, with the figures of each side beside each other."""
    columns = (
        *(
            gettext("pledge"),
            gettext("owed by"),
            gettext("owed to"),
            pgettext("what is counted", "unit"),
            gettext("pledged"),
        ),
        *(gettext("due by"), gettext("delivered, says who owes"), gettext("received, says whom it is owed to")),
        *(gettext("verified"), gettext("not what was owed"), gettext("outstanding"), gettext("how it stands")),
    )
    rows = [_cells(board.journal.ledger.by_id[one.pledge], one) for one in board.owed]
    links = [
        f"/pledges/{addresses[one.pledge]}/?as_of={board.day}" if one.pledge in addresses else None
        for one in board.owed
    ]
    return Table("pledges", gettext("Every pledge, as of %(day)s") % {"day": say_day(board.day)}, columns, rows, links)


def _cells(own: Pledge, owed: Owed) -> tuple[str, ...]:
    said = (say_number(value) for value in (owed.claimed, owed.received, owed.verified, owed.rejected))
    named = (f"{own.id}: {own.what}", own.debtor, own.creditor, own.unit, say_number(owed.pledged))
    return (*named, say_day(owed.deadline), *said, say_number(owed.outstanding), how_it_stands(owed))


def how_it_stands(owed: Owed) -> str:
    """Say how a pledge stands on its day; of one that can be taken back, its state too."""
    course = term(COURSES, owed.course)
    return course if owed.standing is None else f"{course}; {owed.standing.words}"


def tell_late(board: Board) -> list[str]:
    """Say in a sentence for each pledge that is late what is missing, and since when."""
    return [told for one in board.owed if (told := _late(board.journal.ledger.by_id[one.pledge], one)) is not None]


def _late(own: Pledge, owed: Owed) -> str | None:
    if not owed.overdue or owed.deadline is None:
        return None
    n_days = (owed.day - owed.deadline).days
    text = ngettext(
        "%(debtor)s still owes %(creditor)s %(sum)s of %(what)s: the last day was %(day)s, %(n)s day before.",
        "%(debtor)s still owes %(creditor)s %(sum)s of %(what)s: the last day was %(day)s, %(n)s days before.",
        n_days,
    )
    missing = say_sum(owed.overdue, own.unit)
    told = {"debtor": own.debtor, "creditor": own.creditor, "sum": missing, "what": f"“{own.what}”"}
    return text % {**told, "day": say_day(owed.deadline), "n": say_number(n_days)}


def tell_pledge(own: Pledge, owed: Owed) -> list[str]:
    """Say how one pledge stands, in sentences: each side's figure, what is outstanding, whether it is in time."""
    said = {
        **{"debtor": own.debtor, "creditor": own.creditor, "what": f"“{own.what}”", "day": say_day(owed.deadline)},
        **{name: say_sum(getattr(owed, name), own.unit) for name in (*ACCOUNTS, "in_verification", "outstanding")},
        "beyond": say_sum(owed.beyond_pledge, own.unit),
    }
    told = [gettext("%(debtor)s pledged %(creditor)s %(pledged)s of %(what)s.")]
    told.append(
        gettext("%(debtor)s says that it delivered %(claimed)s; %(creditor)s says that it received %(received)s.")
    )
    told.append(gettext("Verified are %(verified)s; %(rejected)s were found not to be what was owed."))
    if owed.in_verification > 0:
        told.append(gettext("%(in_verification)s are still being verified."))
    told.append(gettext("Outstanding are %(outstanding)s."))
    if owed.beyond_pledge:
        told.append(gettext("%(beyond)s came beyond what was pledged."))
    if owed.deadline is None:
        told.append(gettext("There is no last day, or what it runs from has not happened."))
    elif not owed.overdue:
        told.append(gettext("The last day is %(day)s."))
    late = _late(own, owed)
    return [text % said for text in told] + ([] if late is None else [late])


def rows_of(board: Board, pledge: str, places: Mapping[str, str]) -> list[Row]:
    """Give the entries of one pledge up to the day, each with what it rests on.

    places    addresses of kept documents, by their digests
    """
    own = board.journal.ledger.by_id[pledge]
    return [_row(board, own, moment, places) for moment in follow(board.account.view, pledge, board.day)]


def _row(board: Board, own: Pledge, moment: Moment, places: Mapping[str, str]) -> Row:
    entry, rest = moment.entry, board.journal.rests.get(moment.entry.id, _NO_REST)
    return Row(
        say_day(entry.day),
        term(ENTRIES, entry.kind),
        entry.by,
        "" if entry.quantity is None else say_sum(entry.quantity, own.unit),
        say_sum(moment.owed.outstanding, own.unit),
        entry.note,
        rest,
        place_of(rest, places),
    )


def place_of(rest: Rests, places: Mapping[str, str]) -> str | None:
    """Give the address of the words that an entry rests on, where they stand in a kept document."""
    digest, _, span = rest.source.removeprefix("sha256:").partition("#")
    return f"{places[digest]}?at={span}#here" if span and digest in places else None


def timeline_table(board: Board) -> Table:
    """Give every entry up to the day, newest first."""
    rows = []
    for own in board.journal.ledger.pledges:
        for moment in follow(board.account.view, own.id, board.day):
            entry, rest = moment.entry, board.journal.rests.get(moment.entry.id, _NO_REST)
            quantity = "" if entry.quantity is None else say_sum(entry.quantity, own.unit)
            told = (own.id, term(ENTRIES, entry.kind), entry.by or "", quantity, rest.words or rest.source)
            rows.append((entry.day, entry.id, told))
    rows.sort(key=lambda row: row[:2], reverse=True)
    columns = (
        gettext("day"),
        gettext("pledge"),
        gettext("entry"),
        gettext("by"),
        gettext("how many"),
        gettext("rests on"),
    )
    return Table("timeline", gettext("How it came"), columns, [(say_day(day), *told) for day, _, told in rows])


def counts_table(board: Board) -> Table:
    """Give what giver, neutral and receiver counted at crossings, beside each other."""
    columns = (
        *(gettext("round"), gettext("giver"), pgettext("what is counted", "unit"), gettext("counted by the giver")),
        *(gettext("by the neutral"), gettext("by the receiver")),
    )
    rows = [tuple(say_number(cell) if isinstance(cell, int) else cell for cell in row[:6]) for row in board.counts]
    return Table("counts", gettext("Counts at crossings"), columns, rows)


def picture_of(board: Board, own: Pledge) -> Figure:
    """Draw one pledge over its days."""
    owed, entries = board.account.view.owed(own.id, board.day), board.journal.ledger.entries
    days = sorted({one.day for one in entries if one.pledge == own.id and one.day <= board.day})
    deadline = None if owed.deadline is None else (owed.deadline, gettext("last day"))
    told = Told(
        ident="line-of-time",
        title=gettext("From pledged to verified, in %(unit)s") % {"unit": own.unit},
        text=gettext("Four sums that are never added: what was pledged, said to be delivered, received, verified."),
        head=gettext("day"),
        until=board.day,
        say_day=say_day,
        say_sum=lambda value: say_sum(value, own.unit),
        deadline=deadline,
    )
    return ledger_line(
        [_account(board, own, name, days) for name in ("pledged", "claimed", "received", "verified")], told
    )


def _account(board: Board, own: Pledge, name: str, days: list[date]) -> Account:
    """Give the days on which an account stands at another sum than before; a pledge by formula moves with others."""
    points: list[tuple[date, Number]] = []
    for day in days:
        value = board.account.view.balance(own.id, name, day)
        if value != (points[-1][1] if points else 0):
            points.append((day, value))
    return Account(term(ACCOUNTS, name), name, tuple(points))


def tell_changes(changes: tuple[Change, ...], board: Board) -> Iterator[str]:
    """Say which single event would change how a pledge stands, and what it would change."""
    for one in changes:
        unit = board.journal.ledger.by_id[one.pledge].unit if one.pledge in board.journal.ledger.by_id else ""
        says = {"entry": term(ENTRIES, one.kind), "day": say_day(one.day), "what": _changed(one, unit)}
        if one.kind == "time":
            yield gettext("If nothing is entered until %(day)s: %(what)s.") % says
        elif one.kind in ACCOUNT_BY_KIND and one.quantity is not None:
            says |= {"sum": say_sum(one.quantity, unit), "pledge": one.pledge}
            yield gettext("With %(sum)s more on pledge %(pledge)s (%(entry)s): %(what)s.") % says
        else:
            says |= {"by": one.by or "–", "entry": term(ENTRIES, one.kind)}
            yield gettext("With an entry by %(by)s (%(entry)s): %(what)s.") % says


def _changed(one: Change, unit: str) -> str:
    """Say what a supposed event would change, from what to what."""
    before, after = one.before, one.after
    told = [
        (gettext("due: %(old)s, then %(new)s"), _number(before.due, unit), _number(after.due, unit)),
        (
            gettext("to be given now: %(old)s, then %(new)s"),
            _number(before.enforceable_due, unit),
            _number(after.enforceable_due, unit),
        ),
        (gettext("overdue: %(old)s, then %(new)s"), _number(before.overdue, unit), _number(after.overdue, unit)),
        (gettext("last day: %(old)s, then %(new)s"), say_day(before.deadline) or "–", say_day(after.deadline) or "–"),
        (gettext("state: %(old)s, then %(new)s"), how_it_stands(before), how_it_stands(after)),
    ]
    return "; ".join(text % {"old": old, "new": new} for text, old, new in told if old != new)


def _number(value: Number | None, unit: str) -> str:
    return "–" if value is None else say_sum(value, unit)
