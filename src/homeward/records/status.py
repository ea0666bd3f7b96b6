"""What is so of a person now, on six axes that never move each other: alive, held, where, who, returned, family told.

One column of status cannot say that somebody's captivity is confirmed while their place is unknown, and dropping such
people from the register of the missing would cost them rights. So a status is a dated claim of one source on one axis;
what stands now is a fold over the claims, and sources that contradict each other stand side by side. Nothing here
tells anybody anything: no status ever causes a notice.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from homeward.errors import InvalidInput
from homeward.records.claim import Withdrawal, date_order, standing, write_date
from homeward.records.dates import PartialDate

Axis = Literal["vital", "custody", "place known", "identity", "return", "family told"]
AXES: Mapping[Axis, tuple[str, ...]] = {
    "vital": ("alive, confirmed", "presumed alive", "unknown", "presumed dead", "dead, certified"),
    "custody": ("none known", "alleged", "acknowledged by the holder", "visited by the intermediary", "released",
                "escaped"),
    "place known": ("no", "area", "exact"),
    "identity": ("unknown", "claimed", "supported", "established", "disputed"),
    "return": ("not pledged", "pledged", "listed", "agreed", "presented", "crossed", "received", "confirmed",
               "returned to the other side"),
    "family told": ("no", "in preparation", "told", "declined to know"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatusClaim:
    """What one source says of a person on one axis."""

    id: str
    axis: Axis
    value: str  # one of `AXES[axis]`
    source: str
    on: PartialDate
    detail: str | None = None  # told by whom and with whom, which area, which certificate

    def __post_init__(self) -> None:
        if self.axis not in AXES:
            raise InvalidInput(f"status {self.id}: {self.axis!r} is no axis; the axes are {', '.join(AXES)}")
        if self.value not in AXES[self.axis]:
            says = f"status {self.id}: {self.value!r} is not said of {self.axis}; it is one of"
            raise InvalidInput(f"{says} {'; '.join(AXES[self.axis])}")


@dataclass(frozen=True, slots=True)
class Status:
    """What stands on one axis: the newest claims of each source, by source."""

    axis: Axis
    claims: tuple[StatusClaim, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """Give the different values that are claimed, in the order of the axis."""
        said = {claim.value for claim in self.claims}
        return tuple(value for value in AXES[self.axis] if value in said)

    @property
    def value(self) -> str | None:
        """Give the one value that all sources claim; None where nobody says anything, or they contradict each other."""
        return self.values[0] if len(self.values) == 1 else None

    @property
    def is_disputed(self) -> bool:
        """Tell whether sources contradict each other."""
        return len(self.values) > 1


def current_status(
    claims: Iterable[StatusClaim], axis: Axis, withdrawals: Iterable[Withdrawal] = (), *, on: date | None = None
) -> Status:
    """Fold claims into what stands on one axis: of each source its newest, in whatever order they came.

    on         as of the end of this day (a month or year counts from its beginning); None takes everything
    returns    a source that says two things of one day stands with both

    >>> seen = StatusClaim("1", "vital", "alive, confirmed", "intermediary", PartialDate(2025, 3, 1))
    >>> current_status((seen,), "vital").value, current_status((seen,), "return").value
    ('alive, confirmed', None)
    """
    newest: dict[str, list[StatusClaim]] = {}
    for claim in standing(claims, withdrawals):
        if claim.axis != axis or (on is not None and date_order(claim.on) > (on.year, on.month, on.day)):
            continue
        kept = newest.setdefault(claim.source, [claim])
        if date_order(claim.on) > date_order(kept[0].on):
            newest[claim.source] = [claim]
        elif claim not in kept and date_order(claim.on) == date_order(kept[0].on):
            kept.append(claim)
    said = sorted((claim for kept in newest.values() for claim in kept), key=lambda c: (c.source, c.id))
    return Status(axis, tuple(said))


# What cannot follow: an undisputed status on one axis, and then, on a later day, this one on the same or another axis.
_DEAD = ("vital", ("dead, certified",))
_HOME = ("return", ("received", "confirmed"))
_CANNOT_FOLLOW: tuple[tuple[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]], ...] = (
    (_DEAD, ("vital", ("alive, confirmed", "presumed alive"))),
    (_DEAD, ("custody", ("acknowledged by the holder", "visited by the intermediary", "released", "escaped"))),
    (_HOME, ("custody", ("alleged", "acknowledged by the holder", "visited by the intermediary"))),
)


def contradictions_of_status(claims: Iterable[StatusClaim], withdrawals: Iterable[Withdrawal] = ()) -> tuple[str, ...]:
    """Say what cannot follow what nobody disputed before: alive after a certified death, held after coming home.

    returns    sentences, oldest first; nothing is corrected, and withdrawing either claim ends the contradiction
    """
    said = sorted(standing(tuple(claims), withdrawals), key=lambda c: (date_order(c.on), c.id))
    return tuple(sentence for claim in said for sentence in _contradicts(claim, said))


def _contradicts(later: StatusClaim, said: list[StatusClaim]) -> Iterator[str]:
    before = [claim for claim in said if date_order(claim.on) < date_order(later.on)]
    for (axis, values), (own_axis, own_values) in _CANNOT_FOLLOW:
        if later.axis != own_axis or later.value not in own_values:
            continue
        earlier = [claim for claim in before if claim.axis == axis]
        stood = current_status(earlier, earlier[0].axis) if earlier else None
        if stood and stood.values and all(value in values for value in stood.values):
            yield f"{_in_words(later)}, but before that {_in_words(stood.claims[0])}, undisputed"


def _in_words(claim: StatusClaim) -> str:
    return f"{claim.axis} is {claim.value!r} by {claim.source} on {write_date(claim.on)}"
