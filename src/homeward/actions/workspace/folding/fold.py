"""What acts add up to: one function says how an act changes states, when it is done and whenever it is replayed.

State is a fold over acts: a module that throws all states away and folds the ledger again must find the same ones.
`check_states` does that.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from hashlib import sha256

from homeward.actions.workspace.folding.genetic import GENETIC_EFFECTS, GENETIC_KINDS
from homeward.actions.workspace.folding.promises import (
    FLAG_LIFTED,
    FLAG_SET,
    PROMISE_EFFECTS,
    PROMISE_KINDS,
    flag_effect,
)
from homeward.actions.workspace.folding.record_text import read_record, value_of, write_json, write_record
from homeward.actions.workspace.folding.rounds import ROUND_KINDS, gate_effect, round_effect
from homeward.actions.workspace.folding.states import (
    CASE_KINDS,
    FileRecord,
    ListRecord,
    Said,
    Version,
    Waiting,
    case_after,
    file_of,
    following,
    new_or_next,
)
from homeward.actions.workspace.place import SETTINGS_ID
from homeward.errors import HomewardError, InvalidInput, Problem
from homeward.ledger.act import Act, act_bytes
from homeward.ledger.entry import decode_entry
from homeward.records.status import StatusClaim
from homeward.store.state import State, Wanted
from homeward.store.transaction import ERASED, Snapshot

Texts = Mapping[str, str | None]  # by subject; None where the subject was erased
Look = Callable[[str, str], State | None]
Effect = Callable[[Act, Texts, Look], Iterable[State]]
FOUNDED, MEMBER_CHANGED = "workspace made", "member changed"
STATE_KINDS = (
    "member",
    "settings",
    "list",
    "person",
    "case",
    "thing",
    "pending",
    "campaign",
    "round",
    "gates",
    *GENETIC_KINDS,
    *PROMISE_KINDS,
)


def effects_of(act: Act, texts: Texts, look: Look) -> tuple[State, ...]:
    """Say how an act changes states; what was erased is passed over.

    look      gives the state of a kind and object as it was before the act
    raises    NotAllowed where a case does not allow the act; InvalidInput where another one waits under its id
    """
    effect = EFFECTS.get(act.kind)
    states = tuple(effect(act, texts, look)) if effect else ()
    waiting = look("pending", act.id)
    if waiting is None:
        return states
    wanted = read_record(Waiting, waiting.body).digest
    if wanted is not None and wanted != sha256(act_bytes(act)).hexdigest():
        raise InvalidInput(f"another act waits for a second person under the id {act.id}; give this one its own")
    return (*states, following(waiting, act, waiting.body, status="approved"))


def replay(now: Snapshot) -> dict[tuple[str, str], State]:
    """Fold all acts of the ledger again: the states by kind and object."""
    states: dict[tuple[str, str], State] = {}

    def look(kind: str, object_id: str) -> State | None:
        return states.get((kind, object_id))

    for data in now.entries():
        act = decode_entry(data).act
        for state in effects_of(act, now.texts(act.id), look):
            states[state.kind, state.object] = state
        if act.kind == ERASED:
            states = {name: state for name, state in states.items() if state.subject not in act.subjects}
    return states


def check_states(now: Snapshot) -> tuple[Problem, ...]:
    """Compare the states that are kept with those that the acts add up to: the first difference."""
    try:
        wanted = replay(now)
    except HomewardError as error:
        return (Problem("the acts", f"they do not follow from each other: {error}", "all of them"),)
    kept = {(kind, state.object): state for kind in STATE_KINDS for state in now.states(Wanted(kind=kind))}
    for name in sorted(wanted.keys() | kept.keys()):
        if wanted.get(name) != kept.get(name):
            says = "what is kept of it is not what its acts add up to"
            return (Problem(" ".join(name), says, "its acts"),)
    return ()


def _members(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    for subject in act.subjects:
        yield _new_or_next("member", subject, act, texts[subject] or "", look)


def _member_changed(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    for subject, text in texts.items():
        told = json.loads(text or "")
        old = look("member", subject)
        if old is None or old.version != told["follows"]:
            raise InvalidInput(f"member {subject} was changed since this was asked for; ask again")
        yield following(old, act, write_json(told["member"]))


def _settings(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    text = texts.get(SETTINGS_ID)
    if text is not None:
        yield _new_or_next("settings", SETTINGS_ID, act, text, look)


def _founding(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    for subject in act.subjects:
        kind = "settings" if subject == SETTINGS_ID else "member"
        yield _new_or_next(kind, subject, act, texts[subject] or "", look)


def _list(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    [subject] = act.subjects
    told = json.loads(texts[subject] or "")
    version = value_of(Version, told.pop("version"))
    old = look("list", subject)
    if version.number != (1 if old is None else json.loads(old.body)["versions"][-1]["number"] + 1):
        raise InvalidInput(f"version {version.number} of this list was imported meanwhile; import it again")
    record = read_record(ListRecord, old.body) if old else value_of(ListRecord, told)
    body = write_record(replace(record, versions=(*record.versions, version)))
    yield _new_or_next("list", subject, act, body, look)


def _files(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    parent = str(dict(act.facts)["list"])
    for subject, text in texts.items():
        if text is not None:
            yield State(
                kind="person",
                object=subject,
                version=1,
                subject=subject,
                act_id=act.id,
                body=text,
                parent=parent,
                status="open",
            )


def _claims(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    def add(file: FileRecord, text: str) -> FileRecord:
        return replace(file, said=(*file.said, read_record(Said, text)))

    return _each_file(act, texts, look, add)


def _status(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    def add(file: FileRecord, text: str) -> FileRecord:
        return replace(file, status=(*file.status, read_record(StatusClaim, text)))

    return _each_file(act, texts, look, add)


def _flag(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    def change(file: FileRecord, text: str) -> FileRecord:
        return replace(file, has_harm_flag=act.kind == FLAG_SET)

    yield from _each_file(act, texts, look, change)
    yield from flag_effect(act, texts, look)


def _each_file(act: Act, texts: Texts, look: Look, change: Callable[[FileRecord, str], FileRecord]) -> Iterable[State]:
    for subject, text in texts.items():
        old = look("person", subject)
        if text is not None and old is not None:
            after = change(file_of(old), text)
            status = "closed" if after.is_closed else "open"
            yield following(old, act, write_record(after), status=status)


def _case(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    for subject, text in texts.items():
        if text is not None:
            yield case_after(look("case", subject), subject, act, text)


def _thing(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    for subject, text in texts.items():
        if text is None:
            continue
        told = json.loads(text)
        old = look("thing", subject)
        kept = {"records": [], "owner": told["owner"], "team": told["team"]} if old is None else json.loads(old.body)
        kept["records"].append({"kind": told["kind"], "record": told["record"]})
        yield _new_or_next("thing", subject, act, write_json(kept), look)


def _second_asked(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    for subject, text in texts.items():
        waiting = value_of(Waiting, json.loads(text or "")["waiting"])
        yield State(
            kind="pending",
            object=subject,
            version=1,
            subject=subject,
            act_id=act.id,
            body=write_record(waiting),
            status="waiting",
        )


def _campaign(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    for subject, text in texts.items():
        if text is not None:
            yield _new_or_next("campaign", subject, act, text, look)


def _new_or_next(kind: str, object_id: str, act: Act, body: str, look: Look) -> State:
    return new_or_next(kind, object_id, act, body, look(kind, object_id))


EFFECTS: Mapping[str, Effect] = {
    FOUNDED: _founding,
    "member added": _members,
    MEMBER_CHANGED: _member_changed,
    "settings changed": _settings,
    "list imported": _list,
    "files made": _files,
    "claims added": _claims,
    "status claimed": _status,
    FLAG_SET: _flag,
    FLAG_LIFTED: _flag,
    "remains noted": _thing,
    "second asked": _second_asked,
    "campaign opened": _campaign,
    **GENETIC_EFFECTS,
    **PROMISE_EFFECTS,
    "gate heard": gate_effect,
    **dict.fromkeys(ROUND_KINDS, round_effect),
    **dict.fromkeys(CASE_KINDS, _case),
}
