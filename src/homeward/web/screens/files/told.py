"""What stands in the file of one person, turned into what a page shows: what is so now, who said what, how it came."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from homeward.actions.workspace.desk import Desk, scope_of
from homeward.actions.workspace.files import OpenedFile
from homeward.actions.workspace.folding.states import FileRecord
from homeward.actions.workspace.papers.sources import EXPORT, cards_for
from homeward.actions.workspace.rights import right_of
from homeward.records.claim import Claim, date_order, disagreements
from homeward.records.dates import PartialDate, read_date
from homeward.records.names.readings import romanise
from homeward.records.status import AXES, contradictions_of_status, current_status
from homeward.reports.pictures.timeline import Event, Told, timeline
from homeward.web.pages import Table
from homeward.web.screens.papers import KINDS
from homeward.web.terms import AXES as AXIS_TERMS
from homeward.web.terms import FIELDS, SIDES, STATES, STATUS, term

_NAMES = ("family_name", "given_name", "patronymic")


def tell_file(desk: Desk, done: OpenedFile) -> dict[str, object]:
    """Tell all of one file that this person may see, and which acts about it are worth offering to them."""
    file = done.file
    scope = scope_of(desk.member, file)
    line = file.line
    name = " ".join(filter(None, (getattr(line, one) for one in _NAMES)))
    figure = timeline(list(_events(file)), _words())
    has_events = bool(figure.table.rows)

    def may(act: str) -> bool:
        return any(right_of(role, act, scope).is_granted for role in desk.member.roles)

    return {
        "id": done.id,
        "file": file,
        "side": term(SIDES, file.role),
        "name": name,
        "romanised": romanise(name),
        "status": _status(file),
        "odd_status": contradictions_of_status(file.status),
        "values": list(_values(file)),
        "odd": [(said.source, odd) for said in file.said for odd in said.contradictions],
        "missing": [term(FIELDS, one) for one in FIELDS if one in _ON_LINE and _lacks(line, one, done.withheld)],
        "withheld": [term(FIELDS, one) for one in done.withheld],
        "cases": [(case, term(STATES, state)) for case, state in done.cases],
        "figure": mark_safe(str(figure.svg)) if has_events else None,
        "events": Table("timeline", figure.table.caption, figure.table.head, figure.table.rows),
        "is_held": file.role == "found" and may(EXPORT),
        "cards": [(one.replace(" ", "-"), KINDS[one]) for one in cards_for(line.category)],
        "can_sample": may("enter person"),
        "samples": [(one.tissue, one.laboratory, date_format(one.at, "DATE_FORMAT")) for one in file.samples],
        "can_claim": may("enter person") or may("record death"),
        "can_flag": may("lift harm flag" if file.has_harm_flag else "set harm flag"),
        "can_see_readers": may("see readers of file") or may("read audit trail"),
    }


_ON_LINE = frozenset(FIELDS) - {"level", "findings", "record_id"}


def _lacks(line: object, field: str, withheld: Sequence[str]) -> bool:
    return field not in withheld and getattr(line, field) is None


def _status(file: FileRecord) -> list[tuple[str, bool, list[tuple[str, str, str, str | None]]]]:
    """Say of each axis whether sources contradict each other, and who says what since when."""
    stands = [current_status(file.status, axis) for axis in AXES]
    return [
        (
            term(AXIS_TERMS, one.axis),
            one.is_disputed,
            [(term(STATUS, it.value), it.source, day_in_words(it.on), it.detail) for it in one.claims],
        )
        for one in stands
    ]


def _values(file: FileRecord) -> Iterator[tuple[str, bool, list[tuple[str, list[tuple[str, str]]]]]]:
    """Give each field with every value said of it, and under each value who said it; the newest first."""
    disputed = {one.field for one in disagreements(file.person)}
    for field in FIELDS:
        said_of: dict[str, list[Claim]] = {}
        newest_first = [one for one in reversed(file.claims) if one.field == field]  # as they came, where of one day
        for claim in sorted(newest_first, key=lambda one: date_order(one.on), reverse=True):
            said_of.setdefault(claim.value, []).append(claim)
        if said_of:
            told = [(value, [(one.source, _day_of(one)) for one in claims]) for value, claims in said_of.items()]
            yield term(FIELDS, field), field in disputed, told


def _day_of(claim: Claim) -> str:
    return "" if claim.on is None else day_in_words(claim.on)


def day_in_words(day: PartialDate) -> str:
    """Write a date that may be known in part in the reader's language."""
    if day.month is None:
        told = str(day.year)
    elif day.day is None:
        told = date_format(date(day.year, day.month, 1), "YEAR_MONTH_FORMAT")
    else:
        told = date_format(date(day.year, day.month, day.day), "DATE_FORMAT")
    return gettext("about %(day)s") % {"day": told} if day.is_approximate else told


def _words() -> Told:
    return Told(
        ident="timeline",
        title=gettext("What was said, and of which day"),
        text=gettext("Filled marks are days known whole; hollow ones stand in the middle of a month or year."),
        head=(gettext("day"), gettext("about"), gettext("what"), gettext("source")),
    )


def _events(file: FileRecord) -> Iterator[Event]:
    """Give what is dated in a file: when they were last seen, what lists said when, and each status."""
    for claim in file.claims:
        seen = read_date(claim.value) if claim.field == "last_seen_date" else None
        if seen is not None:
            yield _event(seen, gettext("last seen"), gettext("last seen"), claim.source)
    for said_by in file.said:
        named = ", ".join(term(FIELDS, one) for one in said_by.values)
        yield _event(said_by.on, gettext("lists"), gettext("says: %(fields)s") % {"fields": named}, said_by.source)
    for status in file.status:
        yield _event(status.on, term(AXIS_TERMS, status.axis), term(STATUS, status.value), status.source)


def _event(day: PartialDate, lane: str, says: str, source: str) -> Event:
    on = date(day.year, day.month or 7, day.day or (15 if day.month else 1))
    return Event(on, day_in_words(day), lane, says, source, day.day is not None and not day.is_approximate)
