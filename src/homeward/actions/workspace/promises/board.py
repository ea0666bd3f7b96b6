"""The board of pledges: from pledged to kept on a day, how it came, and everybody's numbers beside each other.

What the debtor claims, what the creditor received and what a verifier found are three books, never added. Beside them
stand the counts of giver, neutral and receiver at each crossing, and what everybody has said of the same matter in
confirmed claims. Units are never mixed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from homeward.actions.answers import Json
from homeward.actions.exchange.plan import answer_number
from homeward.actions.talks.pledges import Account, answer_balances, answer_pledges
from homeward.actions.workspace.desk import Desk, authorise
from homeward.actions.workspace.folding.rounds import Counts
from homeward.actions.workspace.promises.figures import MatterFigures, Said, figures_of
from homeward.actions.workspace.promises.journal import Journal, Rests, journal_of
from homeward.actions.workspace.rounds.held import manifests_of
from homeward.actions.workspace.rounds.opening import all_rounds
from homeward.actions.workspace.rounds.seen import all_seen_by
from homeward.errors import InvalidInput
from homeward.exchange.handing_over.count import compare_counts
from homeward.formats.talks.board_tables import BoardTable, Cell
from homeward.formats.talks.ledger import LedgerFile
from homeward.talks.claims.figures import Figure
from homeward.talks.pledges.board import follow
from homeward.talks.pledges.journal import Entry
from homeward.talks.pledges.owed import Owed

SUMS = (
    *("pledged", "claimed", "received", "verified", "rejected", "waived", "in_verification", "outstanding"),
    *("overdue", "beyond_pledge", "due", "enforceable_due"),
)
BOARD = (
    *("pledge", "day", "debtor", "creditor", "what", "category", "unit", *SUMS),
    *("deadline", "course", "state", "said_of_it", "rests_on"),
)
TIMELINE = (
    *("day", "pledge", "kind", "by", "quantity", "unit", "outstanding_after", "state", "about", "note"),
    *("entry", "rests_on", "words"),
)
FIGURES = (
    *("matter", "said_by", "side", "day", "act", "low", "high", "bound", "unit", "of", "words"),
    *("document", "source", "rests_on", "entry", "comes_from", "drift", "documents", "sources"),
)
COUNTS = ("round", "giver", "unit", "by_giver", "by_neutral", "by_receiver", "rests_on")
_NO_REST = Rests(None, "")


@dataclass(frozen=True, slots=True)
class Board:
    """Everything promised, as one person may see it on a day."""

    day: date
    journal: Journal
    account: Account
    figures: tuple[MatterFigures, ...]
    counts: tuple[tuple[Cell, ...], ...]  # under `COUNTS`

    @property
    def owed(self) -> tuple[Owed, ...]:
        """Give every pledge on the day."""
        return self.account.owed(self.day)


def view_board(desk: Desk, day: date) -> Board:
    """Show what was pledged and kept on a day; raises Refused."""
    authorise(desk, "see counts")
    journal = journal_of(desk)
    account = Account(LedgerFile(journal.ledger, journal.problems), (day,))
    counts = tuple(row for at, row in _counts(desk) if at <= day)
    return Board(day, journal, account, figures_of(desk), counts)


def explain_pledge(desk: Desk, pledge: str, day: date) -> Json:
    """Say how one pledge came to stand as it does, and what single event would change it.

    raises    Refused; InvalidInput where there is no such pledge
    """
    board = view_board(desk, day)
    if pledge not in board.journal.ledger.by_id:
        raise InvalidInput(f"{pledge[:60]!r} is no pledge of this workspace: homeward pledge board")
    return answer_board(board, pledge)


def answer_board(board: Board, why: str | None = None) -> Json:
    """Write the board for JSON: its tables as objects, and beside them all that `homeward pledges` says."""
    answer = answer_pledges(board.account, why)
    for table in board_tables(board):
        answer[table.name] = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return answer


def board_tables(board: Board) -> tuple[BoardTable, ...]:
    """Give the board, the line of time, the figures and the counts of crossings as tables."""
    return (
        BoardTable("board", BOARD, tuple(_board_rows(board))),
        BoardTable("timeline", TIMELINE, tuple(_timeline_rows(board))),
        BoardTable("figures", FIGURES, tuple(_figure_rows(board.figures))),
        BoardTable("counts", COUNTS, board.counts),
    )


def tell_rest(rest: Rests) -> str:
    """Say on what an entry rests, and by which entry of this workspace's ledger."""
    return rest.source if rest.number is None else f"entry {rest.number}: {rest.source}"


def tell_figure(figure: Figure | None, words: Mapping[str, str] = MappingProxyType({})) -> str:
    """Say a figure with its bound, in the program's words or others.

    >>> tell_figure(Figure(0, 1, 40.0, None, "min"))
    'min 40'
    """
    if figure is None:
        return ""
    low, high = ("" if value is None else f"{value:,.10g}" for value in (figure.low, figure.high))
    told = low if low == high else f"{low or high}" if not (low and high) else f"{low} to {high}"
    return told if figure.bound in ("exact", "range") else f"{words.get(figure.bound, figure.bound)} {told}"


def _board_rows(board: Board) -> Iterator[tuple[Cell, ...]]:
    for one in board.owed:
        own, balances = board.journal.ledger.by_id[one.pledge], answer_balances(board.account, one)
        named = (own.id, board.day.isoformat(), own.debtor, own.creditor, own.what, own.category, own.unit)
        sums = tuple(_number(balances.get(name)) for name in SUMS)
        rests = [board.journal.rests.get(f"pledge {own.id}", _NO_REST), *_rests_of(board, own.id)]
        told = "; ".join(dict.fromkeys(tell_rest(rest) for rest in rests if rest.source))
        yield (*named, *sums, _day(one.deadline), one.course, _state(one), _said_of_it(board, rests), told)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _state(owed: Owed) -> str | None:
    return None if owed.standing is None else owed.standing.words


def _number(value: object) -> Cell:
    return value if isinstance(value, int | float) else None


def _rests_of(board: Board, pledge: str) -> Iterator[Rests]:
    for entry in _entries(board, pledge):
        yield board.journal.rests.get(entry.id, _NO_REST)


def _entries(board: Board, pledge: str | None) -> list[Entry]:
    found = [entry for entry in board.journal.ledger.entries if entry.pledge == pledge and entry.day <= board.day]
    return sorted(found, key=lambda entry: (entry.day, entry.id))


def _said_of_it(board: Board, rests: list[Rests]) -> str:
    """Say what everybody has said, up to the day, of the matters that a pledge rests on."""
    matters = {rest.matter.casefold() for rest in rests if rest.matter is not None}
    said = (one for own in board.figures if own.matter.casefold() in matters for one in own.said)
    return "; ".join(_told(one) for one in said if one.claim.figure is not None and (one.on or board.day) <= board.day)


def _told(one: Said) -> str:
    who = one.by or one.document.record.name
    return f"{who}, {one.on or 'no day'}: {tell_figure(one.claim.figure)} {one.claim.figure.unit or ''}".rstrip()  # type: ignore[union-attr]


def _timeline_rows(board: Board) -> Iterator[tuple[Cell, ...]]:
    ledger = board.journal.ledger
    rows: list[tuple[Entry, str | None, Cell, str | None]] = [
        (moment.entry, own.unit, answer_number(moment.owed.outstanding), _state(moment.owed))
        for own in ledger.pledges
        for moment in follow(board.account.view, own.id, board.day)
    ]
    rows += [(entry, None, None, None) for entry in _entries(board, None)]
    for entry, unit, outstanding, state in sorted(rows, key=lambda row: (row[0].day, row[0].id)):
        rest = board.journal.rests.get(entry.id, _NO_REST)
        quantity = None if entry.quantity is None else answer_number(entry.quantity)
        named = (entry.day.isoformat(), entry.pledge, entry.kind, entry.by, quantity, unit, outstanding)
        yield (*named, state, entry.about, entry.note, rest.number, rest.source, rest.words)


def _figure_rows(figures: tuple[MatterFigures, ...]) -> Iterator[tuple[Cell, ...]]:
    for own in figures:
        for one in own.said:
            claim, record = one.claim, one.document.record
            side = None if claim.speaker is None else claim.speaker.side
            named = (own.matter, one.by, side, _day(one.on), claim.act, *_cells(claim.figure), claim.span.exact)
            place = (record.name, record.source, one.place, one.number)
            source = "erased" if one.source_erased else one.comes_from
            yield (*named, *place, source, one.drift, own.n_documents, own.n_sources)


def _cells(figure: Figure | None) -> tuple[Cell, ...]:
    return (None,) * 5 if figure is None else (figure.low, figure.high, figure.bound, figure.unit, figure.denominator)


def _counts(desk: Desk) -> Iterator[tuple[date, tuple[Cell, ...]]]:
    """Give what giver, neutral and receiver counted at each crossing, by unit; nobody's count is corrected here."""
    for seen in all_seen_by(desk, all_rounds(desk)):
        for held in manifests_of(seen):
            digest = held.paper.digest.hex()
            told = (one.count for one in seen.said(Counts) if one.manifest == digest)
            # A bare figure still counts those whom a flag hides; beside a count of lines it would tell of them.
            counts = {count.voice: count for count in told if count.lines is not None or not seen.hidden}
            cells = compare_counts(counts.values()).cells if counts else ()
            at = max((count.at for count in counts.values()), default=None)
            for cell in cells:
                if cell.category is None and at is not None:
                    yield at.date(), (seen.opening.name, cell.giver, cell.unit, *cell.n, f"paper {digest}")
