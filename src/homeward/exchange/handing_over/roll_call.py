"""Roll call at a crossing: marks made offline on several devices, merged in any order, never in silence.

A mark is made once, by a device that numbers its marks; merging is the union of marks, so order and repetition cannot
matter. A device's later mark about the same thing takes the place of its earlier one; another device's only where it
names it. What then still differs is shown, and people settle it by a further mark. One thing is not put to anybody:
whether a person goes home or stays is that person's own last word. Others learn *go* or *not go*, never why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Literal, get_args

from homeward.errors import InvalidInput, Problem
from homeward.exchange.handing_over.manifest import Line, Manifest
from homeward.exchange.handing_over.paper import check_code
from homeward.exchange.handing_over.seals import Seal
from homeward.ledger.act import check_time

Said = Literal[
    "present",
    "absent",
    "brought instead",  # another person or container in place of the line
    "goes",
    "stays",
    "fit",
    "unfit",
    "unknown person",  # present, and no line is theirs
    "end",  # the device has made all its marks
]
SAID: tuple[Said, ...] = get_args(Said)
Aspect = Literal["presence", "word", "fitness"]
_ASPECT: Mapping[Said, Aspect] = {
    "present": "presence",
    "absent": "presence",
    "brought instead": "presence",
    "goes": "word",
    "stays": "word",
    "fit": "fitness",
    "unfit": "fitness",
}
_OTHER: frozenset[Said] = frozenset({"brought instead", "unknown person"})

State = Literal["present", "stays", "unfit", "absent", "substituted", "disputed", "not called"]
Shown = Literal["go", "not go", "absent", "substituted", "not called"]
# Stays, unfit and disputed look alike from outside: a reason would tell who refused, and a refusal is punished.
_SHOWN: Mapping[State, Shown] = {
    "present": "go",
    "stays": "not go",
    "unfit": "not go",
    "absent": "absent",
    "substituted": "substituted",
    "disputed": "not go",
    "not called": "not called",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One tap on one device."""

    id: str  # made by the device; a mark that arrives twice counts once
    manifest: str  # its id
    said: Said
    who: str  # pseudonym of who made it
    at: datetime  # by the clock of the device
    device: str
    counter: int  # of the marks of this device, from 1
    line: str | None = None  # id on the manifest; None where there is no line
    other: str | None = None  # code given to whoever, or whatever, is there without a line
    seals: tuple[Seal, ...] | None = None  # as found on a container, in order; None where nobody looked
    answers: tuple[str, ...] = ()  # ids of marks, of other devices too, whose place this one takes

    def __post_init__(self) -> None:
        check_time(self.at)
        codes = {
            "the id of a mark": self.id,
            "a manifest": self.manifest,
            "a device": self.device,
            "who marks": self.who,
        }
        for what, code in codes.items():
            check_code(what, code)
        if self.said not in SAID or self.counter < 1:
            raise InvalidInput(f"mark {self.id}: {self.said!r}, number {self.counter} of its device, cannot be meant")
        if self.seals is not None and list(self.seals) != sorted(set(self.seals)):
            raise InvalidInput(f"mark {self.id}: seals stand in order, each once")
        _check_whom(self)


@dataclass(frozen=True, slots=True)
class RollCall:
    """All marks that have arrived, each once, in one order."""

    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Called:
    """What the roll call says of one line."""

    line: Line
    state: State
    marks: tuple[Mark, ...]  # that stand
    other: str | None = None  # who or what was brought instead
    seals: tuple[Seal, ...] | None = None  # of the line itself, not of what was brought instead
    differences: tuple[str, ...] = ()  # between devices, in words

    @property
    def shown(self) -> Shown:
        """Give what others see of the line: go or not go, never why."""
        return _SHOWN[self.state]


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Somebody who is there, and no line of the manifest is theirs."""

    other: str  # the code given to them
    marks: tuple[Mark, ...]


def merge(*calls: RollCall) -> RollCall:
    """Merge what several devices have; the order and repetition of marks never matter."""
    marks = {mark for call in calls for mark in call.marks}
    return RollCall(tuple(sorted(marks, key=_order)))


def roll_call(marks: Iterable[Mark]) -> RollCall:
    """Put marks, as they arrive, into a roll call."""
    return merge(RollCall(tuple(marks)))


def call_lines(call: RollCall, manifest: Manifest) -> tuple[Called, ...]:
    """Say of every line of a manifest what the roll call says of it, in the order of lines."""
    by_line: dict[str | None, list[Mark]] = {}
    for mark in _of(call, manifest):
        by_line.setdefault(mark.line, []).append(mark)
    return tuple(_call(line, by_line.get(line.id, [])) for line in manifest.lines)


def unlisted(call: RollCall, manifest: Manifest) -> tuple[Unlisted, ...]:
    """List those who are there without a line, in the order of their codes."""
    standing = _standing([mark for mark in _of(call, manifest) if mark.said == "unknown person"])
    by_code = groupby(sorted(standing, key=lambda mark: mark.other or ""), key=lambda mark: mark.other or "")
    return tuple(Unlisted(code, tuple(marks)) for code, marks in by_code)


def problems_of(call: RollCall, manifest: Manifest) -> tuple[Problem, ...]:
    """Say which marks cannot be used: of another manifest, of no line of it, or two under one id or number."""
    ids = {line.id for line in manifest.lines}
    problems = []
    for mark in call.marks:
        if mark.manifest != manifest.id:
            says = f"it is of manifest {mark.manifest}, not of {manifest.id}"
            problems.append(Problem(f"mark {mark.id}", says, "the mark; it counts for nothing here"))
        elif mark.line is not None and mark.line not in ids:
            problems.append(Problem(f"mark {mark.id}", f"the manifest has no line {mark.line}", "the mark"))
    for what, twice in (("id", _doubles(mark.id for mark in call.marks)), ("number", _doubles(_numbers(call)))):
        says = f"two different marks have this {what}; a device was copied, or a mark changed"
        problems += [Problem(f"{what} {one}", says, "both marks") for one in twice]
    return tuple(problems)


def not_arrived(call: RollCall, devices: Iterable[str]) -> tuple[str, ...]:
    """Say which devices have marks that did not arrive: a gap in their numbers, or no end.

    devices    that were handed out; others that sent marks are looked at too
    """
    says = []
    for device in sorted({*devices, *(mark.device for mark in call.marks)}):
        own = {mark.counter: mark for mark in call.marks if mark.device == device}
        gaps = [(before + 1, after - 1) for before, after in pairwise([0, *sorted(own)]) if after - before > 1]
        if gaps:
            numbers = ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in gaps)
            says.append(f"device {device}: marks {numbers} have not arrived")
        if not own or own[max(own)].said != "end":
            last = f"after mark {max(own)} it may have made others" if own else "none of its marks has arrived"
            says.append(f"device {device} has not said that it ended: {last}")
    return tuple(says)


def _check_whom(mark: Mark) -> None:
    """Refuse a mark that speaks of nobody, or of more than its word can."""
    if (mark.line is not None) != (mark.said in _ASPECT):
        raise InvalidInput(f"mark {mark.id}: {mark.said!r} speaks of {'a' if mark.line is None else 'no'} line")
    if (mark.other is not None) != (mark.said in _OTHER):
        raise InvalidInput(f"mark {mark.id}: {mark.said!r}, with {mark.other or 'no code'} for who has no line")
    for what, code in (("a line", mark.line), ("who has no line", mark.other)):
        if code is not None:
            check_code(f"what names {what}", code)


def _order(mark: Mark) -> tuple[str, int, str, str]:
    return mark.device, mark.counter, mark.id, repr(mark)


def _of(call: RollCall, manifest: Manifest) -> list[Mark]:
    return [mark for mark in call.marks if mark.manifest == manifest.id]


def _numbers(call: RollCall) -> Iterable[str]:
    return (f"{mark.counter} of device {mark.device}" for mark in call.marks)


def _doubles(values: Iterable[str]) -> list[str]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return sorted(value for value, count in counts.items() if count > 1)


def _standing(marks: list[Mark]) -> list[Mark]:
    """Leave out marks whose place a later one took: of one device by its number, of others by name."""
    answered = {one for mark in marks for one in mark.answers}
    last: dict[str, int] = {}
    for mark in marks:
        last[mark.device] = max(mark.counter, last.get(mark.device, 0))
    own_last = [mark for mark in marks if mark.line is None or mark.counter == last[mark.device]]
    # Marks that answer each other in a circle leave nothing: then all stand, and differ.
    return [mark for mark in own_last if mark.id not in answered] or own_last


def _call(line: Line, marks: list[Mark]) -> Called:
    by_aspect: dict[Aspect, list[Mark]] = {"presence": [], "word": [], "fitness": []}
    for mark in marks:
        by_aspect[_ASPECT[mark.said]].append(mark)
    standing = {aspect: _standing(some) for aspect, some in by_aspect.items()}
    word = _last_word(standing["word"])
    differences = tuple(
        f"{line.kind} {line.id}: {aspect} is {_in_words(some)}" for aspect, some in standing.items() if _differ(some)
    )
    is_disputed = _differ(standing["presence"]) or _differ(standing["fitness"])
    presence = max(standing["presence"], key=lambda mark: mark.seals is not None, default=None)
    return Called(
        line,
        _state(word, is_disputed, presence, standing["fitness"]),
        tuple(mark for some in standing.values() for mark in some),
        None if presence is None or is_disputed else presence.other,
        None if presence is None or is_disputed or presence.said != "present" else presence.seals,
        differences,
    )


def _state(word: Said | None, is_disputed: bool, presence: Mark | None, fitness: list[Mark]) -> State:
    if word == "stays":
        return "stays"
    if is_disputed:
        return "disputed"
    if presence is None:
        return "not called"
    if presence.said != "present":
        return "absent" if presence.said == "absent" else "substituted"
    return "unfit" if fitness and fitness[-1].said == "unfit" else "present"


def _last_word(words: list[Mark]) -> Said | None:
    """Give what the person said last, on whichever device; of one instant, that they stay."""
    return max(words, key=lambda mark: (mark.at, mark.said == "stays")).said if words else None


def _differ(marks: list[Mark]) -> bool:
    """Tell whether marks say different things; seals that nobody looked at differ from none."""
    seals = {mark.seals for mark in marks if mark.seals is not None}
    return len({(mark.said, mark.other) for mark in marks}) > 1 or len(seals) > 1


def _in_words(marks: list[Mark]) -> str:
    parts = []
    for mark in marks:
        other = f" ({mark.other})" if mark.other else ""
        seals = (
            f" under {', '.join(_seal_words(seal) for seal in mark.seals) or 'no seal'}"
            if mark.seals is not None
            else ""
        )
        parts.append(f"{mark.said}{other}{seals} on {mark.device}")
    return "; but ".join(parts)


def _seal_words(seal: Seal) -> str:
    return f"seal {seal.number}" if seal.is_whole else f"seal {seal.number}, broken"
