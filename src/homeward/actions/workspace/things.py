"""Containers, items, individuals: everything noted about remains, appended, with a reason, never edited.

Each thing is kept under a key of its own, with its links, declared names, findings, samples and hand-overs. Who was one
person and who was two is said by links that two people sign and that can be withdrawn; the earlier state stays readable
as of its day. The name that came with a bag stays with that bag. What notes add up to is said by `records.remains`,
what a laboratory found by `laboratory`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from homeward.actions.workspace.desk import Desk, Draft, Granted, Kept, authorise, hides, keep, new_id, note, refuse
from homeward.actions.workspace.folding.genetic import SampleRecord, sample_of
from homeward.actions.workspace.folding.heads import HEADS
from homeward.actions.workspace.folding.memory import Memory
from homeward.actions.workspace.folding.record_text import plain_of, value_of, write_json, write_record
from homeward.actions.workspace.folding.states import REMAINS_KINDS, THINGS, ThingState, case_of, thing_of
from homeward.actions.workspace.rights import Right, Role, Scope
from homeward.errors import InvalidInput
from homeward.ledger.act import MOST_SUBJECTS
from homeward.records.claim import Withdrawal
from homeward.records.remains import (
    LEVELS_OF_LINK,
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
    found_of,
    links_on,
    merged_line,
    steps_due,
    tree_on,
)
from homeward.review.reopening import standing_decision
from homeward.store.state import State, Wanted

NOTED = tuple(kind for kind in REMAINS_KINDS if kind != "result")
_OF = {"link": "part", "declaration": "of", "finding": "of", "sample": "item", "custody": "of", "withdrawal": "of"}
_NAMES = ("id", "part", "whole", "of", "item", "code", "other")  # under which a note names what others may speak of
_AT_ONCE = 100  # notes kept in one step
_GIVEN_HERE = ("id", "by", "at", "on")  # by the program, not by the caller
_LEVELS = ("container", "item", "individual")
_READERS = frozenset({Role.REVIEWER, Role.LABORATORY, Role.ADJUDICATOR})  # assigned to whatever is put before them
_RIGHT_OF_LINK = {"belongs to": "merge or split", "merged into": "merge or split", "identified as": "confirm identity"}


@dataclass(frozen=True, slots=True)
class RemainsView:
    """What is known of all remains: what lies where and is whom, what is to be done, where custody breaks."""

    remains: Remains
    tree: tuple[Node, ...]
    due: tuple[str, ...]
    breaks: tuple[str, ...]
    id_by_code: Mapping[str, str] = field(default_factory=dict)  # of things


def _without_genotypes(state: State) -> SampleRecord:
    """Read what came of a sample; a genotype stays in no memory."""
    known = sample_of(state)
    return replace(known, results=tuple(replace(one, genotypes={}) for one in known.results))


_SAMPLES = Memory("sample", _without_genotypes)


def asked_of(kind: str) -> tuple[str, ...]:
    """Give what a note of a kind is asked for; raises InvalidInput where there is no such kind."""
    if kind == "result":
        raise InvalidInput("a result is entered by the laboratory: homeward laboratory result")
    if kind not in NOTED:
        raise InvalidInput(f"{kind!r} is not noted of remains; notes are {', '.join(NOTED)}")
    hidden = ("by", "at") if kind == "thing" else _GIVEN_HERE
    return tuple(field.name for field in fields(REMAINS_KINDS[kind]) if field.name not in hidden)


def note_remains(desk: Desk, kind: str, said: Mapping[str, str], *, act_id: str | None = None) -> Kept:
    """Note something about a container, item, individual or sample.

    Who is one individual is signed by a second person; so is taking that back. Who an individual was is linked where a
    signed decision says so, and only then.

    said      by name, as `asked_of` gives them
    raises    Refused; InvalidInput where something is missing, is no such value, or is about nothing that has a code
    """
    is_new = not _is_kept(desk, act_id)  # the same again is answered by `keep`, and contradicts nothing
    return _keep_noted(desk, [_drafted(desk, all_things(desk), kind, said, is_checked=is_new)], act_id)


def note_several(desk: Desk, notes: Iterable[tuple[str, Mapping[str, str]]]) -> tuple[Kept, ...]:
    """Note many things one after the other, as a delivery brings them; each is an act of its own.

    Notes that name nothing in common are kept in one step. Where one is refused, those before it stand. What others
    note meanwhile is not looked at.

    returns    what became of them, step by step
    raises     as `note_remains` does
    """
    known = {one.id: one for one in all_things(desk)}
    done: list[Kept] = []
    pending: list[_Noted] = []
    named: set[str] = set()

    def flush() -> None:
        if pending:
            done.append(_keep_noted(desk, pending))
            known.update(_things_of(desk, done[-1]))
        pending.clear()
        named.clear()

    try:
        for kind, said in notes:
            names = {said[name] for name in _NAMES if name in said}
            if len(pending) >= _AT_ONCE or not named.isdisjoint(names):
                flush()
            one = _drafted(desk, tuple(known.values()), kind, said, is_checked=True)
            if pending and (one.granted, one.alone) != (pending[-1].granted, pending[-1].alone):
                flush()
            pending.append(one)
            named |= names
            if not one.alone:  # a second person is asked about each by itself
                flush()
    finally:
        flush()
    return tuple(done)


def _things_of(desk: Desk, kept: Kept) -> Mapping[str, ThingState]:
    with desk.store.read() as now:
        subjects = {subject for entry in kept.entries for subject in entry.act.subjects}
        states = [now.state("thing", subject) for subject in subjects]
    return {state.object: thing_of(state) for state in states if state is not None}


@dataclass(frozen=True, slots=True)
class _Noted:
    """A note before it is kept: in which right, as which acts, and what the second person reads."""

    granted: Granted
    drafts: tuple[Draft, ...]
    says: str
    alone: bool


def _keep_noted(desk: Desk, notes: Sequence[_Noted], act_id: str | None = None) -> Kept:
    first = notes[0]
    drafts = [draft for one in notes for draft in one.drafts]
    return keep(desk, first.granted, drafts, says=first.says, act_id=act_id, alone=first.alone)


def _drafted(
    desk: Desk, things: tuple[ThingState, ...], kind: str, said: Mapping[str, str], *, is_checked: bool
) -> _Noted:
    about = _about(things, kind, said)
    asks = _right_to(about, kind, said)
    scope = Scope.OWN if asks != "move remains" and _READERS & {*desk.member.roles} else _scope(desk, about)
    granted = _signed_by_two(authorise(desk, asks, scope, about=() if about is None else (about.id,)))
    record = _record(desk, kind, said)
    if is_checked:
        _check(desk, things, record)
    text = write_json({"kind": kind, "record": plain_of(record), "owner": desk.member.id, "team": desk.member.team})
    subject = new_id() if about is None else about.id
    drafts = [Draft(kind="remains noted", texts={subject: text}, others=_person_of(record))]
    if isinstance(record, Sample):
        known = write_record(SampleRecord("item", record.code))
        drafts.append(Draft(kind="sample registered", texts={record.id: known}))
    says = f"{said['kind']}: {about.code} {said['whole']}" if kind == "link" and about else f"a {kind} about remains"
    return _Noted(granted, tuple(drafts), says, asks == "move remains")


def _is_kept(desk: Desk, act_id: str | None) -> bool:
    with desk.store.read() as now:
        return act_id is not None and now.entry_of(act_id) is not None


def _person_of(record: Any) -> tuple[str, ...]:
    """Name the person whom remains are linked to beside them: what waits about a hidden file is hidden as well."""
    return (record.whole,) if isinstance(record, Link) and record.kind == "identified as" else ()


def _right_to(about: ThingState | None, kind: str, said: Mapping[str, str]) -> str:
    """Say which right a note asks for: a withdrawal the same as what it takes back."""
    link = said.get("kind", "") if kind == "link" else ""
    if kind == "withdrawal" and about is not None:
        taken = next(one for one in about.records if getattr(one, "id", None) == said["of"])
        link = taken.kind if isinstance(taken, Link) else ""
    return _RIGHT_OF_LINK.get(link, "move remains")


def _signed_by_two(granted: Granted) -> Granted:
    """Turn what somebody may only propose into what waits for a second person."""
    if granted.right.way != "proposal":
        return granted
    return replace(granted, right=Right("with a second", granted.right.part, granted.right.reason))


def _record(desk: Desk, kind: str, said: Mapping[str, str]) -> Any:
    """Make what is noted of what was said, and of who says it now."""
    asked = set(asked_of(kind))
    unknown = said.keys() - asked
    if unknown:
        raise InvalidInput(f"{min(unknown)!r} is not asked of a {kind}; it is asked for {', '.join(asked_of(kind))}")
    now = desk.workspace.clock()
    given = {"by": desk.member.id, "at": now.isoformat(), "on": now.date().isoformat(), "id": new_id()}
    own = {field.name for field in fields(REMAINS_KINDS[kind])} - asked
    return value_of(REMAINS_KINDS[kind], {**{name: it for name, it in given.items() if name in own}, **said})


def _check(desk: Desk, things: tuple[ThingState, ...], record: Any) -> None:
    """Refuse what contradicts what is noted already."""
    if isinstance(record, Thing) and (record.level not in _LEVELS or any(one.code == record.id for one in things)):
        raise InvalidInput(f"a thing is {', '.join(_LEVELS)}, and its code was never used before")
    if isinstance(record, Sample) and record.code and any(record.code == one.code for one in _samples(things)):
        raise InvalidInput(f"a sample with code {record.code!r} was taken before; each has a code of its own")
    if isinstance(record, Finding) and record.outcome == "part of an earlier delivery":
        _thing(things, record.other, ("item", "individual"))
    if isinstance(record, Link):
        _check_link(desk, things, record)


def _check_link(desk: Desk, things: tuple[ThingState, ...], link: Link) -> None:
    part_level, whole_level = LEVELS_OF_LINK[link.kind]
    part = _thing(things, link.part, (part_level,))
    if link.kind == "identified as":
        _check_decided(desk, part, link.whole)
        return
    _thing(things, link.whole, (whole_level,))
    remains = remains_of(things)
    if link.kind == "merged into" and link.part in merged_line(links_on(remains), link.whole):
        raise InvalidInput(f"{link.whole} is merged into {link.part}; withdraw that link first")
    if link.kind == "belongs to" and any(one.outcome == "several people" for one in found_of(remains, link.part)):
        raise InvalidInput(f"{link.part} holds several people; split it into items of one person each")


def _check_decided(desk: Desk, individual: ThingState, file_id: str) -> None:
    with desk.store.read() as now:
        cases = [case_of(state).case for state in now.states(Wanted(kind="case", parent=individual.id))]
    # Of whom has not been shown the case not even a guess is answered: they may be its blind reader one day.
    known = [case for case in cases if case.pair.sought == file_id and desk.member.id in case.informed]
    if any(desk.member.id in case.conflicted for case in known):
        raise InvalidInput(f"{individual.code} is linked by somebody without a conflict of interest in its case")
    standing = [standing_decision(case) for case in known]
    if not any(one is not None and one.outcome == "established" for one in standing):
        says = "is linked to a person where a signed decision that you have seen says so: homeward decide"
        raise InvalidInput(f"{individual.code} {says}")


def _thing(things: tuple[ThingState, ...], code: str | None, levels: tuple[str, ...]) -> ThingState:
    found = next((one for one in things if one.code == code), None)
    if found is None or found.level not in levels:
        raise InvalidInput(f"{code!r} is not the code of {' or '.join(f'an {level}' for level in levels)} noted here")
    return found


def _scope(desk: Desk, about: ThingState | None) -> Scope:
    if about is None or desk.member.answers_for(about.owner):
        return Scope.OWN
    return Scope.TEAM if about.team == desk.member.team else Scope.OTHER


Pick = Callable[[RemainsView], tuple[Node, ...]]


def view_remains(
    desk: Desk, *, as_of: date | None = None, of: str | None = None, pick: Pick | None = None
) -> RemainsView:
    """Show what is known of all remains, now or at the end of a day; the ids shown are an entry.

    A laboratory sees no declared name, and nobody whom remains were identified as.

    of        id of a thing: the tree is what it leads to, and below nothing what it lies in or belongs to
    pick      chooses what of the tree is shown, as a page of it; without it, and without `of`, every id is in the entry
    raises    Refused, also where there is no such thing
    """
    things = all_things(desk)
    mine = any(desk.member.answers_for(thing.owner) for thing in things) or not things
    granted = authorise(desk, "move remains", Scope.OWN if mine else Scope.OTHER)
    view = _seen_by(desk, granted, things, as_of)
    if of is not None:
        view = replace(view, tree=_around(desk, view, of))
    if pick is not None:
        view = replace(view, tree=pick(view))
    _note_viewed(desk, granted, _ids_shown(view, of, is_whole=of is None and pick is None))
    return view


def _around(desk: Desk, view: RemainsView, of: str) -> tuple[Node, ...]:
    code = next((code for code, one in view.id_by_code.items() if one == of), None)
    if code is None:
        refuse(desk, "move remains", (of,))
    return tuple(_branches_of(view.tree, code))


def _ids_shown(view: RemainsView, of: str | None, *, is_whole: bool) -> tuple[str, ...]:
    codes = view.id_by_code
    if is_whole:
        return tuple(codes.values())
    told = (codes[one] for one in _codes_in(view.tree) if one in codes)
    return tuple(dict.fromkeys(told if of is None else (of, *told)))


def _branches_of(tree: Iterable[Node], code: str) -> Iterator[Node]:
    """Give everything in a tree that bears a code, each after what it hangs from, which is cut off there.

    A thing that hangs from several others is given once.
    """
    found: dict[str, Node] = {}
    above: dict[str, Node] = {}
    for root in tree:
        for parent, node in _each(None, root):
            if node.id == code and node.level != "person":
                found.setdefault(code, node)
                if parent is not None:
                    above[parent.id] = replace(parent, below=())
    return iter((*above.values(), *found.values()))


def _each(parent: Node | None, node: Node) -> Iterator[tuple[Node | None, Node]]:
    yield parent, node
    for one in node.below:
        yield from _each(node, one)


def _codes_in(tree: Iterable[Node]) -> Iterator[str]:
    return (node.id for root in tree for _, node in _each(None, root) if node.level != "person")


def _seen_by(desk: Desk, granted: Granted, things: tuple[ThingState, ...], as_of: date | None) -> RemainsView:
    with desk.store.read() as now:
        known = _SAMPLES.all(now)
    remains = until(remains_of(things, known), as_of)
    shows_people = granted.role is not Role.LABORATORY
    shown = _existing(desk, remains.links) if shows_people else frozenset()
    links = tuple(one for one in remains.links if one.kind != "identified as" or one.whole in shown)
    remains = replace(remains, declarations=remains.declarations if shows_people else (), links=links)
    events: dict[str, list[CustodyEvent]] = {}
    for event in remains.custody:
        events.setdefault(event.of, []).append(event)
    breaks = tuple(says for code in sorted(events) for says in breaks_of_custody(events[code], code))
    ids = {thing.code: thing.id for thing in things}
    return RemainsView(remains, tree_on(remains, as_of), steps_due(remains, as_of), breaks, ids)


def _existing(desk: Desk, links: Iterable[Link]) -> frozenset[str]:
    """Give the files of those whom remains were identified as, and who may exist for whoever looks."""
    with desk.store.read() as now:
        heads = HEADS.named(now, (link.whole for link in links if link.kind == "identified as"))
    return frozenset(file_id for file_id, head in heads.items() if not hides(desk.member, head))


def remains_of(things: tuple[ThingState, ...], samples: Mapping[str, SampleRecord] | None = None) -> Remains:
    """Bring together all that was noted, with what came of each sample, without its profile."""
    by_kind: dict[type[Any], list[Any]] = {}
    for thing in things:
        for record in thing.records:
            by_kind.setdefault(type(record), []).append(record)
    taken = by_kind.get(Sample, ())
    known = samples or {}
    typed = [one for sample in taken if sample.id in known for one in known[sample.id].results]
    taken_back = [one for sample in taken if sample.id in known for one in known[sample.id].withdrawals]
    return Remains(
        things=tuple(by_kind.get(Thing, ())),
        links=tuple(by_kind.get(Link, ())),
        declarations=tuple(by_kind.get(Declaration, ())),
        findings=tuple(by_kind.get(Finding, ())),
        samples=tuple(taken),
        results=(*by_kind.get(SampleResult, ()), *(one.result for one in typed)),
        custody=tuple(sorted(by_kind.get(CustodyEvent, ()), key=lambda event: event.at)),
        withdrawals=(*by_kind.get(Withdrawal, ()), *taken_back),
    )


def until(remains: Remains, day: date | None) -> Remains:
    """Leave out what was said after a day; None leaves out nothing."""
    if day is None:
        return remains
    dated = ("things", "links", "declarations", "findings", "samples", "results", "custody")
    kept = {name: tuple(one for one in getattr(remains, name) if one.at.date() <= day) for name in dated}
    withdrawals = tuple(one for one in remains.withdrawals if one.on <= day)
    return replace(remains, **kept, withdrawals=withdrawals)


def _note_viewed(desk: Desk, granted: Granted, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), MOST_SUBJECTS):
        note(desk, granted.role, Draft(kind="remains viewed", others=tuple(ids[start : start + MOST_SUBJECTS])))


def all_things(desk: Desk) -> tuple[ThingState, ...]:
    """Give all things, to compute on."""
    with desk.store.read() as now:
        return tuple(THINGS.all(now).values())


def _samples(things: tuple[ThingState, ...]) -> Iterator[Sample]:
    return (record for thing in things for record in thing.records if isinstance(record, Sample))


def _about(things: tuple[ThingState, ...], kind: str, said: Mapping[str, str]) -> ThingState | None:
    """Find the thing that a note is about: by its code, or by the id of what was noted of it."""
    if "id" in asked_of(kind):
        return None
    code = said.get(_OF[kind])
    for thing in things:
        ids = (getattr(record, "id", None) for record in thing.records[1:]) if kind == "withdrawal" else (thing.code,)
        if code in ids or (kind == "custody" and any(code == sample.id for sample in _samples((thing,)))):
            return thing
    raise InvalidInput(f"a {kind} is about something that has a code; {_OF[kind]}={code!r} has none")
