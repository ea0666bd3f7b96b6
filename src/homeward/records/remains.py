"""Container, remains item, assembled individual and person: four things, and the links that people make between them.

A bag may hold parts of several people, and one person may lie in several bags of several deliveries. So nothing is
moved or merged: somebody links one thing to another, on a day and for a reason; a later link of the same thing takes
the place of the earlier one, and a withdrawal gives it back. The name that came with a bag is a declaration about that
bag alone: neither its items nor anybody assembled from them ever inherit it. What links are worth is left to
`identify`, who may make them to `review`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Literal, TypeVar, get_args

from homeward.errors import InvalidInput
from homeward.records.claim import Withdrawal, check_identifiers, check_time, first_withdrawals, standing

Level = Literal["container", "item", "individual", "person"]
LinkKind = Literal["lies in", "split from", "belongs to", "merged into", "identified as"]
LEVELS_OF_LINK: Mapping[LinkKind, tuple[Level, Level]] = {
    "lies in": ("item", "container"),
    "split from": ("item", "item"),
    "belongs to": ("item", "individual"),
    "merged into": ("individual", "individual"),
    "identified as": ("individual", "person"),
}
Outcome = Literal["not ours", "several people", "part of an earlier delivery"]
Result = Literal["profile", "partial profile", "mixed profile", "no profile"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)
FOLLOWS: Mapping[Outcome, str] = {
    "not ours": "return it to the other side, by a hand-over of its own that names the first",
    "several people": "split it into an item for each person; until then it is compared with nobody",
    "part of an earlier delivery": "link it to the individual of that delivery, so that nobody is counted twice",
}
RESULTS: tuple[Result, ...] = get_args(Result)


@dataclass(frozen=True, slots=True)
class Thing:
    """A container, item or individual that got its code: on it, on its bag and on its photographs, never used again."""

    id: str
    level: Level
    by: str
    at: datetime
    place: str | None = None

    def __post_init__(self) -> None:
        check_time(f"{self.level} {self.id}", self.at)


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody's finding that one thing is part of another, or another one's name."""

    id: str
    kind: LinkKind
    part: str  # identifiers, of the levels that `LEVELS_OF_LINK` gives
    whole: str
    by: str
    at: datetime
    because: str

    def __post_init__(self) -> None:
        check_time(f"link {self.id}", self.at)
        if self.kind not in LEVELS_OF_LINK:
            raise InvalidInput(f"link {self.id}: {self.kind!r} is none of {', '.join(LEVELS_OF_LINK)}")
        if not self.by.strip() or not self.because.strip():
            raise InvalidInput(f"link {self.id}: a link needs the name of who made it and a reason")
        if self.kind in ("split from", "merged into") and self.part == self.whole:
            raise InvalidInput(f"link {self.id}: {self.part} cannot be {self.kind} itself")


@dataclass(frozen=True, slots=True)
class Declaration:
    """The name under which somebody handed over a container or an item: a claim about that one thing."""

    id: str
    of: str
    name: str  # as it was declared
    source: str
    at: datetime
    line: str | None = None  # of the list of people sought that bears this name; None where nobody has said which

    def __post_init__(self) -> None:
        check_time(f"declaration {self.id}", self.at)


@dataclass(frozen=True, slots=True)
class Finding:
    """What an examination found of a container, item or individual; all outcomes are normal results."""

    id: str
    of: str
    outcome: Outcome
    by: str
    at: datetime
    because: str
    other: str | None = None  # the item or individual of the earlier delivery

    def __post_init__(self) -> None:
        check_time(f"finding {self.id}", self.at)
        if self.outcome not in OUTCOMES:
            raise InvalidInput(f"finding {self.id}: {self.outcome!r} is none of {', '.join(OUTCOMES)}")


@dataclass(frozen=True, slots=True)
class Sample:
    """What was taken from an item for a laboratory."""

    id: str
    item: str
    tissue: str
    by: str
    at: datetime
    laboratory: str
    kit: str | None = None
    seal: str | None = None
    code: str | None = None  # on the tube, where it is not the id

    def __post_init__(self) -> None:
        check_time(f"sample {self.id}", self.at)


@dataclass(frozen=True, slots=True)
class SampleResult:
    """What a laboratory got from a sample; no profile and a mixed one are results too."""

    id: str
    sample: str
    result: Result
    by: str
    at: datetime
    profile: str | None = None  # its identifier among the profiles
    remaining: str | None = None  # what is left of the sample
    laboratory: str | None = None
    kit: str | None = None
    on: date | None = None  # the day of the result
    has_statistics: bool | None = None  # was it compared with relatives by numbers?
    second_laboratory: str | None = None  # that found the same

    def __post_init__(self) -> None:
        check_time(f"result {self.id}", self.at)
        if self.result not in RESULTS:
            raise InvalidInput(f"result {self.id}: {self.result!r} is none of {', '.join(RESULTS)}")


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """One hand-over of a container, item or sample. A mistake in it is answered by another event, never edited."""

    of: str
    giver: str  # of the first event: where it was found
    taker: str
    by: str  # who wrote it down
    at: datetime
    place: str
    because: str
    seal_in: str | None = None  # as found on taking over
    seal_out: str | None = None  # as left by the taker
    condition: str | None = None

    def __post_init__(self) -> None:
        check_time(f"hand-over of {self.of}", self.at)


@dataclass(frozen=True, slots=True)
class Remains:
    """All that was ever said and done about the remains of one collection; appended to, never edited."""

    things: tuple[Thing, ...] = ()
    links: tuple[Link, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    findings: tuple[Finding, ...] = ()
    samples: tuple[Sample, ...] = ()
    results: tuple[SampleResult, ...] = ()
    custody: tuple[CustodyEvent, ...] = ()  # in the order in which they were written down
    withdrawals: tuple[Withdrawal, ...] = ()

    def __post_init__(self) -> None:
        check_identifiers(self.things)
        check_identifiers((*self.links, *self.declarations, *self.findings, *self.samples, *self.results))


@dataclass(frozen=True, slots=True)
class Node:
    """One thing and what it leads to: container, its items, the individual each belongs to, the person that one is."""

    level: Level
    id: str
    below: tuple["Node", ...] = ()


Dated = TypeVar("Dated", Declaration, Finding)


def links_on(remains: Remains, day: date | None = None) -> dict[tuple[LinkKind, str], Link]:
    """Fold the links into those that stand at the end of a day, by kind and part.

    day        None takes everything
    returns    one link of a kind for each part: the latest not withdrawn (of one instant, the highest identifier)
    """
    made = (link for link in remains.links if day is None or link.at.date() <= day)
    said = standing(made, remains.withdrawals, on=day)
    return {(link.kind, link.part): link for link in sorted(said, key=lambda link: (link.at, link.id))}


def history_of(remains: Remains, part: str) -> tuple[tuple[Link, Withdrawal | None], ...]:
    """Give every link ever made of a thing, oldest first, each with its first withdrawal."""
    gone = first_withdrawals(remains.withdrawals)
    made = sorted((link for link in remains.links if link.part == part), key=lambda link: (link.at, link.id))
    return tuple((link, gone.get(link.id)) for link in made)


def tree_on(remains: Remains, day: date | None = None) -> tuple[Node, ...]:
    """Draw what lay where and was whom at the end of a day, container by container, each in the order of identifiers.

    An item without a link of its own lies where the item lay from which it was split. Under an individual that was
    merged into another one stands that other. Items whose container is not known, and individuals without items, stand
    after the containers.
    """
    links = links_on(remains, day)
    known = _known(remains, links, day)
    below: dict[str | None, list[Node]] = {}
    for item in known["item"]:
        below.setdefault(_container(links, item), []).append(Node("item", item, _individual(links, item)))
    assembled = {link.whole for link in links.values() if link.kind in ("belongs to", "merged into")}
    return (
        *(Node("container", container, tuple(below.get(container, ()))) for container in known["container"]),
        *below.get(None, ()),
        *(_chain(links, one) for one in known["individual"] if one not in assembled),
    )


def _known(remains: Remains, links: Mapping[tuple[LinkKind, str], Link], day: date | None) -> dict[Level, list[str]]:
    """List what had a code or a link by a day, sorted, by level."""
    known: dict[Level, set[str]] = {"container": set(), "item": set(), "individual": set(), "person": set()}
    for thing in remains.things:
        if day is None or thing.at.date() <= day:
            known[thing.level].add(thing.id)
    for link in links.values():
        for one, level in zip((link.part, link.whole), LEVELS_OF_LINK[link.kind], strict=True):
            known[level].add(one)
    return {level: sorted(things) for level, things in known.items()}


def parts_of(
    remains: Remains, level: Literal["individual", "person"], id: str, day: date | None = None
) -> tuple[tuple[str, str | None], ...]:
    """Give the items of an individual or of a person, and the container each lies in (None where not known).

    Items of whoever was merged into an individual are its own.
    """
    links = links_on(remains, day)
    own = {id}
    if level == "person":
        own = {link.part for link in links.values() if link.kind == "identified as" and link.whole == id}
    assembled = (link for link in links.values() if link.kind == "belongs to")
    items = sorted(link.part for link in assembled if own & {*merged_line(links, link.whole)})
    return tuple((item, _container(links, item)) for item in items)


def merged_line(links: Mapping[tuple[LinkKind, str], Link], individual: str) -> tuple[str, ...]:
    """Give an individual, whom it was merged into, and so on; a circle ends where it began."""
    line = [individual]
    while (link := links.get(("merged into", line[-1]))) and link.whole not in line:
        line.append(link.whole)
    return tuple(line)


def _container(links: Mapping[tuple[LinkKind, str], Link], item: str) -> str | None:
    """Find where an item lies, through the items it was split from; a circle of splittings leads nowhere."""
    seen: set[str] = set()
    while item not in seen:
        seen.add(item)
        if place := links.get(("lies in", item)):
            return place.whole
        if split := links.get(("split from", item)):
            item = split.whole
    return None


def _individual(links: Mapping[tuple[LinkKind, str], Link], item: str) -> tuple[Node, ...]:
    link = links.get(("belongs to", item))
    return (_chain(links, link.whole),) if link else ()


def _chain(links: Mapping[tuple[LinkKind, str], Link], individual: str) -> Node:
    """Draw an individual and, below, whom it was merged into, down to a person."""
    line = merged_line(links, individual)
    below = _person(links, line[-1])
    for one in reversed(line[1:]):
        below = (Node("individual", one, below),)
    return Node("individual", individual, below)


def _person(links: Mapping[tuple[LinkKind, str], Link], individual: str) -> tuple[Node, ...]:
    link = links.get(("identified as", individual))
    return (Node("person", link.whole),) if link else ()


def declared_of(remains: Remains, of: str) -> tuple[Declaration, ...]:
    """Give the names declared of this very container or item, not of what it lay in or was split from."""
    return _standing_of(remains.declarations, remains.withdrawals, of)


def found_of(remains: Remains, of: str) -> tuple[Finding, ...]:
    """Give the outcomes found of this very thing and not withdrawn, oldest first."""
    return _standing_of(remains.findings, remains.withdrawals, of)


def steps_due(remains: Remains, day: date | None = None) -> tuple[str, ...]:
    """Say what follows from each finding that stands and has not been done yet, in the order of things.

    "Not ours" is done when a later hand-over gave the thing back; "several people" when a later item was split from it;
    "part of an earlier delivery" when a link leads to the other.
    """
    made = (one for one in remains.findings if day is None or one.at.date() <= day)
    said = sorted(standing(made, remains.withdrawals, on=day), key=lambda one: (one.of, one.at, one.id))
    links = links_on(remains, day)
    due = (one for one in said if not _is_done(remains, links, one, day=day))
    return tuple(f"{one.of}: {one.outcome}; {FOLLOWS[one.outcome]}" for one in due)


def _is_done(
    remains: Remains, links: Mapping[tuple[LinkKind, str], Link], finding: Finding, *, day: date | None
) -> bool:
    if finding.outcome == "not ours":
        given = (event for event in remains.custody if day is None or event.at.date() <= day)
        return any(event.of == finding.of and event.at > finding.at for event in given)
    if finding.outcome == "several people":
        return any(link.kind == "split from" and link.whole == finding.of for link in links.values())
    return finding.other is not None and bool(_lines(links, finding.of) & _lines(links, finding.other))


def _lines(links: Mapping[tuple[LinkKind, str], Link], thing: str) -> set[str]:
    """Give the individuals that an item or individual is part of, the thing itself included."""
    link = links.get(("belongs to", thing))
    return {thing, *merged_line(links, thing if link is None else link.whole)}


def _standing_of(said: Iterable[Dated], withdrawals: Iterable[Withdrawal], of: str) -> tuple[Dated, ...]:
    about = (one for one in said if one.of == of)
    return tuple(sorted(standing(about, withdrawals), key=lambda one: (one.at, one.id)))


def results_of(remains: Remains, sample: str) -> tuple[SampleResult, ...]:
    """Give the results of a sample that were not withdrawn, oldest first."""
    about = (result for result in remains.results if result.sample == sample)
    return tuple(sorted(standing(about, remains.withdrawals), key=lambda result: (result.at, result.id)))


def breaks_of_custody(events: Sequence[CustodyEvent], of: str) -> tuple[str, ...]:
    """Say where the chain of custody of one thing breaks.

    events     in the order in which they were written down; those of other things are passed over
    returns    a sentence for each hand-over by somebody who did not hold the thing, each seal that is another one than
               was put on or is not written down, and each event dated before the one it follows
    """
    own = [event for event in events if event.of == of]
    return tuple(says for before, after in pairwise(own) for says in _breaks(before, after))


def _breaks(before: CustodyEvent, after: CustodyEvent) -> Iterator[str]:
    where = f"{after.of}, {after.at.isoformat(timespec='minutes')}"
    if after.giver != before.taker:
        yield f"{where}: handed over by {after.giver}, but {before.taker} held it"
    if before.seal_out is not None and after.seal_in is None:
        yield f"{where}: left under seal {before.seal_out}; the seal found is not written down"
    elif after.seal_in is not None and after.seal_in != before.seal_out:
        yield f"{where}: found under seal {after.seal_in}, but left under {before.seal_out or 'none written down'}"
    if after.at < before.at:
        yield f"{where}: follows an event of {before.at.isoformat(timespec='minutes')}"
