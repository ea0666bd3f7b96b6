"""The files of persons: one's own, one by its id, and what is said of it. There is no search by name."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from homeward.actions.workspace import files
from homeward.actions.workspace.answering.people import answer_file, answer_readers
from homeward.actions.workspace.deliveries.lines import view_caseload
from homeward.actions.workspace.desk import Kept
from homeward.actions.workspace.oversight.glass import break_glass
from homeward.web.machine.asking import at, became, does, reads, told
from homeward.web.machine.lists import page_of, part_of
from homeward.web.machine.schema import Act, Id, Part, Reasoned, Said, Word, Words, Yes, answer, kept

router = Router(tags=["files"])
_FILE = answer(
    "homeward-file/1",
    file="text",
    role="text",
    record="text",
    line="object",
    claims="rows",
    disagreements="texts",
    contradictions="texts",
    status="object",
    closed="yes",
    harm_flag="yes",
    cases="rows",
    withheld="texts",
)


class OpeningFile(Said):
    """Why a file is opened, or the id of the reading that a second person has signed."""

    reason: Words | None = None
    approved: Id | None = None


class Status(Act):
    """What one source says of a person on one axis."""

    axis: Word
    value: Word
    source: Word
    detail: Words | None = None


class Harm(Reasoned):
    """The harm flag, set or lifted."""

    lift: Yes = False


@reads(router, "/files", "open person", answer("homeward-caseload/1", files="rows", n_lines="number"))
def mine(request: HttpRequest, part: Query[Part]) -> HttpResponse:
    """Show the files that whoever asks answers for; which ids were shown is an entry."""
    return told({"schema": "homeward-caseload/1", **page_of(view_caseload(at(request), part_of(part)))})


def _opened(done: files.OpenedFile | Kept, file_id: str) -> HttpResponse:
    if isinstance(done, Kept):
        return became(done, {"schema": "homeward-file/1", "file": file_id})
    return told(answer_file(done))


@reads(router, "/files/{file_id}", "open person", _FILE)
def one(request: HttpRequest, file_id: Id) -> HttpResponse:
    """Open the file of one person; the reading is an entry before anything is shown."""
    return _opened(files.open_file(at(request), file_id), file_id)


@does(router, "/files/{file_id}/open", "open person", _FILE, kept("homeward-file/1", file="text"))
def open_with(request: HttpRequest, file_id: Id, said: OpeningFile) -> HttpResponse:
    """Open a file with a reason, or one whose reading a second person has signed."""
    done = files.open_file(at(request), file_id, reason=said.reason, approved=said.approved)
    return _opened(done, file_id)


@does(router, "/files/{file_id}/glass", "break glass", kept(file="text"))
def glass(request: HttpRequest, file_id: Id, said: Reasoned) -> HttpResponse:
    """Break the glass in front of one file outside the caseload; those who audit see it at once."""
    return became(break_glass(at(request), file_id, reason=said.reason, act_id=said.act_id), {"file": file_id})


@reads(
    router,
    "/files/{file_id}/readers",
    ("see readers of file", "read audit trail"),
    answer("homeward-who-read/1", file="text", readings="rows"),
)
def readers(request: HttpRequest, file_id: Id) -> HttpResponse:
    """Say who has looked at a file, or tried to; owners see names, those who audit see keys."""
    return told(answer_readers(file_id, files.who_read(at(request), file_id)))


_STATUS = kept("homeward-status/1", file="text", axis="text", value="text")


@does(router, "/files/{file_id}/status", ("enter person", "record death"), _STATUS)
def status(request: HttpRequest, file_id: Id, said: Status) -> HttpResponse:
    """Say what one source says of a person on one axis; a death takes two people, and never tells anybody anything."""
    claim = files.SaidStatus(said.axis, said.value, said.source, said.detail)
    done = files.claim_status(at(request), file_id, claim, act_id=said.act_id)
    about = {"schema": "homeward-status/1", "file": file_id, "axis": said.axis, "value": said.value}
    return became(done, dict(about))


@does(
    router,
    "/files/{file_id}/harm",
    ("set harm flag", "lift harm flag"),
    kept("homeward-flag/1", file="text", flag="yes"),
)
def harm(request: HttpRequest, file_id: Id, said: Harm) -> HttpResponse:
    """Set the harm flag of a file, alone, or lift it, with a second person."""
    done = files.flag_harm(at(request), file_id, lift=said.lift, reason=said.reason, act_id=said.act_id)
    return became(done, {"schema": "homeward-flag/1", "file": file_id, "flag": not said.lift})


@does(router, "/files/{file_id}/erase", "erase", kept("homeward-erase/1", file="text"))
def erase(request: HttpRequest, file_id: Id, said: Reasoned) -> HttpResponse:
    """Ask to erase a file with the closed cases about it; a second person approves, and its keys are destroyed."""
    done = files.erase_file(at(request), file_id, reason=said.reason, act_id=said.act_id)
    return became(done, {"schema": "homeward-erase/1", "file": file_id})
