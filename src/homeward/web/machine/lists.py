"""Lists: which there are, their lines, a list that is checked and then imported, lines that leave."""

from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from homeward.actions.answers import Json
from homeward.actions.lists.check import answer_check
from homeward.actions.workspace.answering.acts import answer_kept
from homeward.actions.workspace.answering.people import answer_import, answer_lists
from homeward.actions.workspace.deliveries import lines
from homeward.actions.workspace.deliveries.arriving import look_at_delivery
from homeward.actions.workspace.desk import Kept
from homeward.actions.workspace.folding.record_text import plain_of
from homeward.actions.workspace.lists import Delivery, import_list, view_lists
from homeward.actions.workspace.oversight.export import Exported, Order, export_lines, export_ordered
from homeward.formats.people.answers import ASSUME, Answers
from homeward.formats.people.answers import answer as answered
from homeward.web.machine.asking import at, became, bytes_in, does, reads, told
from homeward.web.machine.schema import Act, Data, Id, Nothing, Ordinal, Part, Said, Word, Words, answer, kept

router = Router(tags=["lists"])
_CHECKED = answer("homeward-check/1", is_open=True, list="text", number="number", alone="yes", same_as="number?")
_IMPORTED = kept(
    "homeward-import/1",
    list="text",
    version="number",
    digest="text?",
    rows="object",
    lines="object",
    contradictions="rows",
    questions="rows",
    problems="rows",
)
_EXPORTED = kept("homeward-exported/1", export="text", digest="text", lines="number", left_out="number", content="text")


class Arriving(Said):
    """A list as a party handed it over: CSV, TSV, XLSX, PFIF or JSON, in base64."""

    data: Data
    party: Word
    role: Literal["found", "sought"]
    on: date
    answers: tuple[tuple[Word, Words], ...] = ()


class Import(Arriving, Act):
    """The same, to be kept."""


class Export(Act):
    """Which lines leave, in which form, and what for."""

    files: tuple[Id, ...]
    form: Literal["csv", "json"]
    reason: Words


@reads(
    router,
    "/lists",
    ("see counts", "import list", "propose match", "read match"),
    answer("homeward-lists/1", lists="object"),
)
def every(request: HttpRequest) -> HttpResponse:
    """Show which lists there are, with their counts."""
    return told(answer_lists(view_lists(at(request))))


def part_of(part: Part) -> lines.Part:
    """Read which lines are asked for."""
    return lines.Part(part.start, part.most)


def page_of(seen: lines.Page) -> Json:
    """Write lines as they are shown."""
    told = [
        {
            "file": one.id,
            "line": plain_of(one.line),
            "closed": one.is_closed,
            "harm_flag": one.has_harm_flag,
            "contradictions": list(one.odd),
        }
        for one in seen.lines
    ]
    return {"files": told, "n_lines": seen.n_lines}


@reads(router, "/lists/{list_id}", "open person", answer("homeward-list-page/1", files="rows", n_lines="number"))
def one(request: HttpRequest, list_id: Id, part: Query[Part]) -> HttpResponse:
    """Show lines of a list; which ids were shown is an entry."""
    seen = lines.view_lines(at(request), list_id, part_of(part))
    return told({"schema": "homeward-list-page/1", **page_of(seen)})


_VERSION = answer("homeward-list-version/1", number="number", lines="rows", n_lines="number", states="object")


@reads(router, "/lists/{list_id}/versions/{number}", "open person", _VERSION)
def version(request: HttpRequest, list_id: Id, number: Ordinal, part: Query[Part]) -> HttpResponse:
    """Compare one version of a list with those before it, line by line."""
    seen = lines.view_version(at(request), list_id, number, part_of(part))
    rows = [
        {
            "file": it.id,
            "record": it.record_id,
            "state": it.state,
            "changes": [{"field": own.field, "before": own.before, "after": own.after} for own in it.changes],
            "contradictions": list(it.odd),
        }
        for it in seen.lines
    ]
    counts = {"n_lines": seen.n_lines, "states": dict(seen.n_by_state)}
    return told({"schema": "homeward-list-version/1", "number": seen.number, "lines": rows, **counts})


def _delivery(said: Arriving) -> Delivery:
    answers: Answers = answered(said.answers, ASSUME) if said.answers else ASSUME
    return Delivery(data=bytes_in(said.data), party=said.party, role=said.role, on=said.on, answers=answers)


@does(router, "/lists/check", "import list", _CHECKED)
def check(request: HttpRequest, said: Arriving) -> HttpResponse:
    """Check a list as it would be imported, and keep nothing of it but that it was looked at."""
    seen = look_at_delivery(at(request), _delivery(said))
    about = {"list": seen.list_id, "number": seen.number, "alone": seen.is_alone, "same_as": seen.same_as}
    return told({"schema": "homeward-check/1", **answer_check(seen.checked), **about})


@does(router, "/lists/import", "import list", _IMPORTED)
def bring_in(request: HttpRequest, said: Import) -> HttpResponse:
    """Import a list as the next version of its party: a file for each accepted row, and an account of all rows."""
    done = import_list(at(request), _delivery(said), act_id=said.act_id)
    return became(done.kept, answer_import(done))


def _exported(done: Exported | Kept) -> HttpResponse:
    if isinstance(done, Kept):
        return became(done, {"schema": "homeward-exported/1"})
    told_ = {
        "schema": "homeward-exported/1",
        "export": done.id,
        "digest": done.digest,
        "lines": done.n_lines,
        "left_out": done.n_left_out,
        "content": done.content.decode(),
    }
    return told({**told_, **answer_kept(done.kept)})


@does(router, "/lists/{list_id}/export", "export up to 20 lines", _EXPORTED, kept("homeward-exported/1"))
def export(request: HttpRequest, list_id: Id, said: Export) -> HttpResponse:
    """Export named lines of a list, each marked with who took it; many lines take a second person."""
    order = Order(list_id, said.files, said.form, said.reason)
    return _exported(export_lines(at(request), order, act_id=said.act_id))


@does(router, "/exports/{order_id}", "export more lines", _EXPORTED)
def ordered(request: HttpRequest, order_id: Id, said: Nothing) -> HttpResponse:
    """Carry an export out that a second person has signed: once, by whoever asked, within a day."""
    return _exported(export_ordered(at(request), order_id))
