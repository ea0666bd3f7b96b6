"""Two versions of one list, line by line: which lines are new, gone, changed, and in which fields.

Lines are told by their identifier. A line that comes back under another identifier is found by comparison
(`actions.check`), not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Literal

from homeward.records.person import Person

LineState = Literal["same", "changed", "new", "gone"]
_FIELDS = tuple(field.name for field in fields(Person) if field.name != "record_id")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one line, as it was and as it is."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line from one version of a list to the next."""

    record_id: str
    state: LineState
    changes: tuple[Change, ...] = ()


def compare_versions(before: Sequence[Person], after: Sequence[Person]) -> tuple[Line, ...]:
    """Tell for every line of either version what became of it: the later version's lines first, in their order.

    >>> [line.state for line in compare_versions((Person("1"), Person("2")), (Person("2", sex="m"), Person("3")))]
    ['changed', 'new', 'gone']
    """
    earlier = {person.record_id: person for person in before}
    lines = []
    for person in after:
        old = earlier.pop(person.record_id, None)
        if old is None:
            lines.append(Line(person.record_id, "new"))
            continue
        changes = tuple(
            Change(name, getattr(old, name), getattr(person, name))
            for name in _FIELDS
            if getattr(old, name) != getattr(person, name)
        )
        lines.append(Line(person.record_id, "changed" if changes else "same", changes))
    return (*lines, *(Line(record_id, "gone") for record_id in earlier))
