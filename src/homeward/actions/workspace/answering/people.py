"""Lists and the files of persons, written for JSON."""

from collections.abc import Mapping, Sequence

from homeward.actions.answers import Json
from homeward.actions.lists.check import answer_check
from homeward.actions.workspace.files import OpenedFile, Reading
from homeward.actions.workspace.folding.record_text import plain_of
from homeward.actions.workspace.lists import Imported, SeenList
from homeward.records.claim import disagreements, write_date
from homeward.records.status import AXES, current_status


def answer_lists(lists: Mapping[str, SeenList]) -> Json:
    """Write which lists there are."""
    return {"schema": "homeward-lists/1", "lists": {key: plain_of(it) for key, it in lists.items()}}


def answer_import(done: Imported) -> Json:
    """Write what became of a list that was imported."""
    version = done.version
    rows = {
        "in": version.n_rows_in,
        "accepted": version.n_rows_accepted,
        "held": version.n_rows_held,
        "refused": version.n_rows_refused,
    }
    checked = {} if done.checked is None else answer_check(done.checked)
    return {
        "schema": "homeward-import/1",
        "list": done.list_id,
        "version": version.number,
        "digest": version.digest,
        "rows": rows,
        "lines": dict(done.lines),
        "contradictions": checked.get("contradictions", []),
        "questions": checked.get("questions", []),
        "problems": checked.get("problems", []),
    }


def answer_file(done: OpenedFile) -> Json:
    """Write the file of one person, every claim with its source."""
    file = done.file
    return {
        "schema": "homeward-file/1",
        "file": done.id,
        "role": file.role,
        "record": file.record_id,
        "line": plain_of(file.line),
        "claims": [
            {"field": one.field, "value": one.value, "source": one.source, "on": one.on and write_date(one.on)}
            for one in file.claims
        ],
        "disagreements": [one.field for one in disagreements(file.person)],
        "contradictions": [odd for said in file.said for odd in said.contradictions],
        "status": {axis: list(current_status(file.status, axis).values) for axis in AXES},
        "closed": file.is_closed,
        "harm_flag": file.has_harm_flag,
        "cases": [{"case": case_id, "state": state} for case_id, state in done.cases],
        "withheld": list(done.withheld),
    }


def answer_readers(file_id: str, readings: Sequence[Reading]) -> Json:
    """Write who has looked at a file."""
    told = [
        {"at": one.at.isoformat(), "who": one.who, "role": one.role, "kind": one.kind, "entry": one.number}
        for one in readings
    ]
    return {"schema": "homeward-who-read/1", "file": file_id, "readings": told}
