"""What one clause says that the other rules out, in pairs of words: all for all and one for one, by North and by South.

Each rule below is one way of contradicting. Quantities that differ are gaps, and left to `comparing`.
"""

from collections.abc import Iterable, Sequence

from homeward.talks.positions.reading import PASSED, Reading
from homeward.talks.positions.vocabulary import OPPOSED, kind_of

_ABOUT_CROSSING = frozenset(("crossing", "open", "troops", "withdraw", "taken away", "child", "recognise", "foreign"))
_GOING_HOME = frozenset(("release", "detainee", "soldier"))


def find_opposed(first: Sequence[Reading], second: Sequence[Reading]) -> tuple[tuple[str, str], ...]:
    """Give every pair of words in which two groups of clauses contradict each other."""
    concepts = [frozenset[str]().union(*(one.concepts for one in group)) for group in (first, second)]
    matters = [frozenset[str]().union(*(one.matters for one in group)) for group in (first, second)]
    return (
        *_opposed(*concepts),
        *_denied(first, second),
        *_actors(first, second, matters),
        *_waiting(concepts, first, second),
        *_rates(concepts, first, second),
        *_holders(first, second),
        *_lines(concepts, matters),
    )


def _opposed(first: frozenset[str], second: frozenset[str]) -> Iterable[tuple[str, str]]:
    for one, two in (*OPPOSED, *((two, one) for one, two in OPPOSED)):
        is_clear = two not in first and one not in second  # whoever says both opposes nobody
        if one in first and two in second and is_clear:
            yield one, two


def _denied(first: Sequence[Reading], second: Sequence[Reading]) -> Iterable[tuple[str, str]]:
    """Give what one denies in a part of a clause and the other asserts."""
    said, denied = (
        [
            frozenset[str]().union(*(part.matters for own in group for part in own.parts if part.is_denied is denies))
            for group in (first, second)
        ]
        for denies in (False, True)
    )
    without = [frozenset[str]().union(*(own.without for own in group)) for group in (first, second)]
    if lacked := without[0] & (said[1] | denied[1]) - without[1]:
        yield f"without {min(lacked)}", min(lacked)
    if lacked := without[1] & (said[0] | denied[0]) - without[0]:
        yield min(lacked), f"without {min(lacked)}"
    if (denied[0] - said[0]) & (said[1] - denied[1]):
        yield "not", "so"
    elif (denied[1] - said[1]) & (said[0] - denied[0]):
        yield "so", "not"


def _actors(
    first: Sequence[Reading], second: Sequence[Reading], matters: Sequence[frozenset[str]]
) -> Iterable[tuple[str, str]]:
    """Give who is to do one thing, where each names another; people and remains are handed over in both directions."""
    named = [sorted({own.actor for own in group if own.actor is not None}) for group in (first, second)]
    shared = {one for one in matters[0] & matters[1] if kind_of(one) == "matter"}
    if len(shared) > 1 and not shared & PASSED and all(named) and set(named[0]).isdisjoint(named[1]):
        yield f"by {named[0][0]}", f"by {named[1][0]}"


def _waiting(
    concepts: Sequence[frozenset[str]], first: Sequence[Reading], second: Sequence[Reading]
) -> Iterable[tuple[str, str]]:
    """Give a day fixed by one side, where the other waits for something that may never come."""
    fixed = [
        next(
            (
                one.written
                for one in (one for own in group for one in own.quantities)
                if one.role in ("deadline", "date")
            ),
            None,
        )
        for group in (first, second)
    ]
    if fixed[0] and "only if" in concepts[1] and "conditional" not in concepts[0]:
        yield fixed[0], "only if"
    if fixed[1] and "only if" in concepts[0] and "conditional" not in concepts[1]:
        yield "only if", fixed[1]


def _rates(
    concepts: Sequence[frozenset[str]], first: Iterable[Reading], second: Iterable[Reading]
) -> Iterable[tuple[str, str]]:
    """Give "all" against one for one or so many at a time: who asks for everybody does not ask for a rate."""
    told = [_pace(own, group) for own, group in zip(concepts, (first, second), strict=True)]
    if told[0] == "all" and told[1] not in ("all", None):
        yield "all", told[1]
    if told[1] == "all" and told[0] not in ("all", None):
        yield told[0], "all"


def _pace(concepts: frozenset[str], group: Iterable[Reading]) -> str | None:
    """Say how fast people go home: all, one for one, or so many at a time; None where it is not said."""
    rate = min((one.written for own in group for one in own.quantities if one.role == "rate"), default=None)
    if "all" in concepts:
        return "all" if concepts & _GOING_HOME and rate is None else None
    return "one for one" if "one for one" in concepts else rate


def _holders(first: Iterable[Reading], second: Iterable[Reading]) -> Iterable[tuple[str, str]]:
    """Give who is to hold something, where the two name different ones."""
    held = [frozenset[str]().union(*(one.holders for one in group)) for group in (first, second)]
    if held[0] and held[1] and held[0].isdisjoint(held[1]):
        yield f"held by {min(held[0])}", f"held by {min(held[1])}"


def _lines(concepts: Sequence[frozenset[str]], matters: Sequence[frozenset[str]]) -> Iterable[tuple[str, str]]:
    """Give where a border runs, where each draws it otherwise; it cannot run in two places."""
    only = [[one for one in own - other if kind_of(one) == "matter"] for own, other in (matters, matters[::-1])]
    if all("border" in own and not own & _ABOUT_CROSSING for own in concepts) and all(only):
        yield "border as in a", "border as in b"
