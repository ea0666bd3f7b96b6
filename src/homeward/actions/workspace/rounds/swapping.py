"""Two lists handed over at once in a round: commit, take the other's steps, open, and show where a list is another.

The own list and the salt of its commitment lie sealed in the ledger from the day of the commitment. Committing and
opening bind this side: two of its negotiators sign. What the others send is checked against their keys, and a step that
is out of turn is refused with what the swap waits for. A round has one swap of lists.

    {"form":"homeward/swap-step/1","step":"commitment",...}        a step, as it is sent
    {"form":"homeward/swap-evidence/1","commitment":{...},...}     two statements that contradict each other
"""

import csv
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from typing import Any, Literal

from homeward.actions.workspace.desk import Desk, Kept
from homeward.actions.workspace.folding.rounds import ListCommitted, RoundState, SwapStep
from homeward.actions.workspace.rounds.opening import find_round, keys_of, said_before, say
from homeward.errors import InvalidInput, Problem
from homeward.exchange.agreeing.swap import (
    Commitment,
    Countersign,
    Evidence,
    ListLines,
    Opening,
    OpeningStatement,
    Step,
    Swap,
    check_evidence,
    commit_to,
    evidence,
    open_list,
    overdue,
    shown_to,
    take_step,
)
from homeward.formats.case import Reader, load_json
from homeward.ledger.sealing import SALT_BYTES

Sent = Literal["commitment", "list"]
_STEP, _EVIDENCE = "homeward/swap-step/1", "homeward/swap-evidence/1"
_MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class SwapView:
    """How far a swap has come, as this side may see it."""

    swap: Swap
    overdue: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    problems: tuple[Problem, ...]  # steps that count for nothing


def commit_list(desk: Desk, round_id: str, data: bytes, *, act_id: str | None = None) -> tuple[int, Kept]:
    """Commit to the own list; a second negotiator signs, and the salt stays sealed until the list is opened.

    data      the list: CSV with a heading, or JSON, {"lines": [{"field": "text", ...}, ...]}
    returns   how many lines it has, and what became of the act
    raises    Refused; InvalidInput where it is no list, or this side has committed already
    """
    found, granted = find_round(desk, round_id, "agree round")
    if (before := said_before(desk, act_id, ListCommitted, found)) is not None:
        return len(_read_json(before.what.lines.encode())), before.kept
    lines, salt = read_list(data), secrets.token_bytes(SALT_BYTES)
    party, name = found.opening.own, found.opening.name
    on, key = desk.workspace.clock().date(), desk.workspace.ledger_key
    made = commit_to(lines, key, round_id=name, party=party, on=on, salt=salt)
    take_step(swap_of(found)[0], made, keys_of(found))  # refuses a second one before anybody is asked to sign it
    text = json.dumps({"lines": [dict(line) for line in lines]}, ensure_ascii=False)
    committed = ListCommitted(text, salt.hex(), write_step(made).decode())
    return len(lines), say(desk, granted, found, committed, act_id=act_id)


def take_from_others(desk: Desk, round_id: str, data: bytes, *, act_id: str | None = None) -> Kept:
    """Take a step of the other side or the neutral: a commitment, the countersignature, an opened list.

    raises    Refused; OutOfTurn where the swap waits for something else; InvalidInput where it is no step of this swap
    """
    found, granted = find_round(desk, round_id, "agree round")
    if (before := said_before(desk, act_id, SwapStep, found)) is not None:
        return before.kept
    step = read_step(data)
    taken = SwapStep(write_step(step).decode())
    take_step(swap_of(found)[0], step, keys_of(found))
    return say(desk, granted, found, taken, act_id=act_id, alone=True)


def open_own_list(desk: Desk, round_id: str, *, act_id: str | None = None) -> Kept:
    """Open the own list; a second negotiator signs, and then it can be sent.

    raises    Refused; OutOfTurn before both have committed and the neutral has countersigned; InvalidInput where this
              side has no list in it
    """
    found, granted = find_round(desk, round_id, "agree round")
    if (before := said_before(desk, act_id, SwapStep, found)) is not None:
        return before.kept
    own = found.said(ListCommitted)
    if not own:
        raise InvalidInput("this side has not committed to a list: homeward round swap commit")
    lines, salt = _read_json(own[0].lines.encode()), bytes.fromhex(own[0].salt)
    party, key = found.opening.own, desk.workspace.ledger_key
    made = open_list(lines, key, round_id=found.opening.name, party=party, salt=salt)
    take_step(swap_of(found)[0], made, keys_of(found))
    return say(desk, granted, found, SwapStep(write_step(made).decode()), act_id=act_id)


def view_swap(desk: Desk, found: RoundState) -> SwapView:
    """Say how far the swap of a round has come, who is late, and what contradicts itself."""
    swap, problems = swap_of(found)
    return SwapView(swap, overdue(swap, desk.workspace.clock()), evidence(swap), problems)


def step_to_send(found: RoundState, what: Sent) -> bytes:
    """Write the own commitment, or the own opened list, to be sent; raises InvalidInput before it was signed by two."""
    swap, own = swap_of(found)[0], found.opening.own
    steps: list[Step] = [one for one in swap.commitments if what == "commitment" and one.party == own]
    steps += [one for one in swap.openings if what == "list" and one.statement.party == own]
    if not steps:
        raise InvalidInput(f"there is no {what} of {own} to send yet; the swap is {swap.state}")
    return write_step(steps[0])


def received_list(found: RoundState) -> bytes:
    """Write the other side's list as JSON lines of fields, once both are open; raises InvalidInput before."""
    swap = swap_of(found)[0]
    lines = shown_to(swap, found.opening.own).get(found.opening.other)
    if lines is None:
        raise InvalidInput(f"the list of {found.opening.other} is not to be seen yet; the swap is {swap.state}")
    return json.dumps({"lines": [dict(line) for line in lines]}, ensure_ascii=False).encode()


def write_evidence(found: RoundState) -> bytes:
    """Write the two contradicting statements of a party; raises InvalidInput where nothing contradicts itself."""
    shown = evidence(swap_of(found)[0])
    if not shown:
        raise InvalidInput("every list that was opened is the one that was committed to")
    told = {name: _plain(getattr(shown[0], name)) for name in ("commitment", "statement")}
    return json.dumps({"form": _EVIDENCE, **told}, sort_keys=True).encode() + b"\n"


def check_evidence_file(found: RoundState, data: bytes) -> str:
    """Check evidence with the keys of a round, and say what it proves; raises InvalidInput where it proves nothing."""
    file = Reader(load_json(data), "evidence")
    if file.text("form", "") != _EVIDENCE:
        raise InvalidInput(f"this is no evidence of form {_EVIDENCE}")
    shown = Evidence(_commitment(file.object("commitment")), _statement(file.object("statement")))
    keys = keys_of(found)
    if shown.commitment.party not in found.sides:
        raise InvalidInput("this is a statement of neither side of the round")
    return check_evidence(shown, keys[shown.commitment.party])


def swap_of(found: RoundState) -> tuple[Swap, tuple[Problem, ...]]:
    """Fold the steps of a round into its swap; what came out of turn counts for nothing."""
    swap, problems = Swap(found.opening.name, found.sides, found.opening.neutral), []
    keys = keys_of(found)
    for act in found.acts:
        if isinstance(act.what, ListCommitted | SwapStep):
            try:
                swap = take_step(swap, read_step(act.what.step.encode()), keys)
            except InvalidInput as error:
                problems.append(Problem(f"step of {act.at:%Y-%m-%d %H:%M}", str(error), "the swap as it was"))
    return swap, tuple(problems)


# ── files ──


def read_list(data: bytes) -> ListLines:
    """Read a list to commit to: CSV with a heading, or JSON; raises InvalidInput where it is neither."""
    lines = _read_json(data) if data.lstrip()[:1] == b"{" else _read_csv(data)
    if not lines or len(lines) > _MOST_LINES:
        raise InvalidInput(f"a list has 1 to {_MOST_LINES:,} lines, and this one {len(lines):,}")
    return lines


def write_step(step: Step) -> bytes:
    """Write a step as it is sent."""
    kind = {Commitment: "commitment", Countersign: "countersignature", Opening: "list"}[type(step)]
    told = {"form": _STEP, "step": kind, **_plain(step)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def read_step(data: bytes) -> Step:
    """Read a step; raises InvalidInput or InvalidCase where it is none."""
    file = Reader(load_json(data), "step")
    if file.text("form", "") != _STEP:
        raise InvalidInput(f"this is no step of form {_STEP}")
    match file.text("step"):
        case "commitment":
            return _commitment(file)
        case "countersignature":
            return _countersign(file)
        case "list":
            return Opening(_lines(file.get("lines")), _hex(file, "salt"), _statement(file.object("statement")))
        case _:
            raise InvalidInput("a step is a commitment, a countersignature or a list")


def _read_json(data: bytes) -> ListLines:
    return _lines(Reader(load_json(data), "list").get("lines"))


def _lines(told: object) -> ListLines:
    if not isinstance(told, list):
        raise InvalidInput("lines are a list of objects")
    for line in told:
        pairs = line.items() if isinstance(line, dict) else [("", None)]
        if not all(isinstance(name, str) and isinstance(text, str) for name, text in pairs):
            raise InvalidInput("each line is an object of fields with texts")
    return tuple(tuple(sorted(line.items())) for line in told)


def _read_csv(data: bytes) -> ListLines:
    try:
        rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(f"this list is no CSV in UTF-8: {str(error)[:80]}") from None
    if any(None in row or None in row.values() for row in rows):
        raise InvalidInput("a row of this list has more or fewer fields than its heading")
    return tuple(tuple(sorted((name, text) for name, text in row.items() if text)) for row in rows)


def _plain(step: Any) -> dict[str, Any]:
    return {name: _plain_one(getattr(step, name)) for name in step.__dataclass_fields__}


def _plain_one(value: Any) -> Any:
    match value:
        case bytes():
            return value.hex()
        case date():
            return value.isoformat()
        case OpeningStatement():
            return _plain(value)
        case tuple() if value and isinstance(value[0], bytes):
            return [one.hex() for one in value]
        case tuple():
            return [dict(line) for line in value]
        case _:
            return value


def _commitment(file: Reader) -> Commitment:
    said = _said(file)
    return Commitment(said["round"], said["party"], _day(file), said["n_lines"], said["digest"], said["signature"])


def _statement(file: Reader) -> OpeningStatement:
    said = _said(file)
    return OpeningStatement(said["round"], said["party"], said["n_lines"], said["digest"], said["signature"])


def _said(file: Reader) -> Mapping[str, Any]:
    texts = {name: file.text(name) for name in ("round", "party")}
    return {**texts, "n_lines": file.whole("n_lines"), **{name: _hex(file, name) for name in ("digest", "signature")}}


def _countersign(file: Reader) -> Countersign:
    told = file.array("digests")
    if len(told) != 2 or not all(isinstance(one, str) for one in told):
        raise InvalidInput("the neutral countersigns two digests")
    first, second = (_of_hex(str(one), "digests") for one in told)
    at, open_by = (_moment(file, name) for name in ("at", "open_by"))
    return Countersign(file.text("round"), (first, second), at, open_by, _hex(file, "signature"))


def _hex(file: Reader, name: str) -> bytes:
    return _of_hex(file.text(name), name)


def _of_hex(text: str, name: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise InvalidInput(f"step: {name} is written in hex digits") from None


def _day(file: Reader) -> date:
    try:
        return date.fromisoformat(file.text("on"))
    except ValueError:
        raise InvalidInput("step: on is a day as 2026-06-02") from None


def _moment(file: Reader, name: str) -> datetime:
    try:
        at = datetime.fromisoformat(file.text(name))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise InvalidInput(f"step: {name} is a time with its zone, as 2026-06-02T09:00+00:00")
    return at
