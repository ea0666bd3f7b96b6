"""Containers, items, individuals: everything noted about remains, appended, with a reason, never edited.

Each thing is kept under a key of its own, with its links, declared names, findings, samples and hand-overs. The name
that came with a bag stays with that bag. What notes add up to is said by `records.remains`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from homeward.actions.workspace.desk import Desk, Draft, Granted, Kept, authorise, keep, new_id, note
from homeward.actions.workspace.folding.record_text import plain_of, value_of, write_json
from homeward.actions.workspace.folding.states import REMAINS_KINDS, ThingState, thing_of
from homeward.actions.workspace.rights import Scope
from homeward.errors import InvalidInput
from homeward.ledger.act import MOST_SUBJECTS
from homeward.records.remains import (
    CustodyEvent,
    Declaration,
    Finding,
    Link,
    Node,
    Remains,
    Sample,
    SampleResult,
    Thing,
    breaks_of_custody,
    tree_on,
)
from homeward.store.state import Wanted

_OF = {"link": "part", "declaration": "of", "finding": "of", "sample": "item", "result": "sample", "custody": "of"}
_GIVEN_HERE = ("id", "by", "at")  # by the program, not by the caller
_LEVELS = ("container", "item", "individual")


@dataclass(frozen=True, slots=True)
class RemainsView:
    """What is known of all remains: what lies where and is whom, and where a chain of custody breaks."""

    remains: Remains
    tree: tuple[Node, ...]
    breaks: tuple[str, ...]


def asked_of(kind: str) -> tuple[str, ...]:
    """Give what a note of a kind is asked for; raises InvalidInput where there is no such kind."""
    if kind not in REMAINS_KINDS:
        raise InvalidInput(f"{kind!r} is not noted of remains; notes are {', '.join(REMAINS_KINDS)}")
    hidden = ("by", "at") if kind == "thing" else _GIVEN_HERE
    return tuple(field.name for field in fields(REMAINS_KINDS[kind]) if field.name not in hidden)


def note_remains(desk: Desk, kind: str, said: Mapping[str, str], *, act_id: str | None = None) -> Kept:
    """Note something about a container, item, individual or sample.

    said      by name, as `asked_of` gives them
    raises    Refused; InvalidInput where something is missing, is no such value, or is about nothing that has a code
    """
    things = _all_things(desk)
    about = _about(things, kind, said)
    granted = authorise(desk, "move remains", _scope(desk, about), about=() if about is None else (about.id,))
    record = _record(desk, kind, said)
    if kind == "thing" and (record.level not in _LEVELS or any(thing.code == record.id for thing in things)):
        raise InvalidInput(f"a thing is {', '.join(_LEVELS)}, and its code was never used before")
    text = write_json({"kind": kind, "record": plain_of(record), "owner": desk.member.id, "team": desk.member.team})
    draft = Draft(kind="remains noted", texts={new_id() if about is None else about.id: text})
    return keep(desk, granted, [draft], says=f"a {kind} about remains", act_id=act_id)


def _record(desk: Desk, kind: str, said: Mapping[str, str]) -> Any:
    """Make what is noted of what was said, and of who says it now."""
    asked = set(asked_of(kind))
    unknown = said.keys() - asked
    if unknown:
        raise InvalidInput(f"{min(unknown)!r} is not asked of a {kind}; it is asked for {', '.join(asked_of(kind))}")
    given = {"by": desk.member.id, "at": desk.workspace.clock().isoformat(), "id": new_id()}
    own = {field.name for field in fields(REMAINS_KINDS[kind])} - asked
    return value_of(REMAINS_KINDS[kind], {**{name: it for name, it in given.items() if name in own}, **said})


def _scope(desk: Desk, about: ThingState | None) -> Scope:
    if about is None or about.owner == desk.member.id:
        return Scope.OWN
    return Scope.TEAM if about.team == desk.member.team else Scope.OTHER


def view_remains(desk: Desk) -> RemainsView:
    """Show what is known of all remains; the ids shown are an entry.

    raises    Refused
    """
    things = _all_things(desk)
    mine = any(thing.owner == desk.member.id for thing in things) or not things
    granted = authorise(desk, "move remains", Scope.OWN if mine else Scope.OTHER)
    _note_viewed(desk, granted, things)
    by_kind: dict[type[Any], list[Any]] = {}
    for thing in things:
        for record in thing.records:
            by_kind.setdefault(type(record), []).append(record)
    custody = tuple(sorted(by_kind.get(CustodyEvent, ()), key=lambda event: event.at))
    remains = Remains(
        things=tuple(by_kind.get(Thing, ())),
        links=tuple(by_kind.get(Link, ())),
        declarations=tuple(by_kind.get(Declaration, ())),
        findings=tuple(by_kind.get(Finding, ())),
        samples=tuple(by_kind.get(Sample, ())),
        results=tuple(by_kind.get(SampleResult, ())),
        custody=custody,
    )
    codes = sorted({event.of for event in custody})
    breaks = tuple(says for code in codes for says in breaks_of_custody(custody, code))
    return RemainsView(remains, tree_on(remains), breaks)


def _note_viewed(desk: Desk, granted: Granted, things: tuple[ThingState, ...]) -> None:
    for start in range(0, len(things), MOST_SUBJECTS):
        ids = tuple(thing.id for thing in things[start : start + MOST_SUBJECTS])
        note(desk, granted.role, Draft(kind="remains viewed", others=ids))


def _all_things(desk: Desk) -> tuple[ThingState, ...]:
    with desk.store.read() as now:
        return tuple(thing_of(state) for state in now.states(Wanted(kind="thing")))


def _about(things: tuple[ThingState, ...], kind: str, said: Mapping[str, str]) -> ThingState | None:
    """Find the thing that a note is about: by its code, or by the id of a sample that was taken from it."""
    if "id" in asked_of(kind):
        return None
    code = said.get(_OF[kind])
    for thing in things:
        if code == thing.code or any(isinstance(record, Sample) and record.id == code for record in thing.records):
            return thing
    raise InvalidInput(f"a {kind} is about something that has a code; {_OF[kind]}={code!r} has none")
