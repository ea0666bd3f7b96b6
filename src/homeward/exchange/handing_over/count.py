"""Three counts beside each other: what the giver says, what the intermediary saw, what the receiver got.

No count corrects another. Every line of every list ends in exactly one place: all who gave lists agree on it, or it is
a difference, in words. A party may give numbers without names; then numbers are compared, and the answer says that
nobody can be named. Persons, containers and individuals are never added together.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations
from typing import Literal, get_args

from homeward.errors import InvalidInput
from homeward.exchange.handing_over.paper import check_code
from homeward.ledger.act import check_time

Unit = Literal["persons", "containers", "individuals"]
UNITS: tuple[Unit, ...] = get_args(Unit)
Voice = Literal["giver", "neutral", "receiver"]
VOICES: tuple[Voice, ...] = get_args(Voice)
DifferenceKind = Literal[
    "only said by the giver",
    "only seen by the neutral",
    "only had by the receiver",
    "not received",
    "not seen by the neutral",
    "not given",
    "twice on one list",
    "another category",
    "another direction",
    "another number of individuals",
    "numbers only",
]
# Which difference it is, by the voices that have the line.
_KIND: dict[frozenset[Voice], DifferenceKind] = {
    frozenset({"giver"}): "only said by the giver",
    frozenset({"neutral"}): "only seen by the neutral",
    frozenset({"receiver"}): "only had by the receiver",
    frozenset({"giver", "neutral"}): "not received",
    frozenset({"giver", "receiver"}): "not seen by the neutral",
    frozenset({"neutral", "receiver"}): "not given",
}
_HAS: dict[Voice, str] = {
    "giver": "the giver says it handed it over",
    "neutral": "the intermediary saw it cross",
    "receiver": "the receiver has it",
}
_LACKS: dict[Voice, str] = {
    "giver": "the giver does not list it",
    "neutral": "the intermediary did not see it",
    "receiver": "the receiver did not get it",
}
_ONE: dict[Unit, str] = {"persons": "person", "containers": "container", "individuals": "individual"}


@dataclass(frozen=True, slots=True)
class Counted:
    """One person or container on the list of one voice."""

    unit: Unit
    id: str
    giver: str  # the party that gives: with two parties, the direction
    category: str | None = None  # as this voice says; None where it does not say
    n_individuals: int | None = None  # in a container, as this voice says; never found by counting bags

    def __post_init__(self) -> None:
        check_code("what is counted", self.id)
        if self.unit not in ("persons", "containers"):
            raise InvalidInput(f"{self.id}: lines are persons or containers; individuals are only numbers here")
        if self.n_individuals is not None and (self.unit == "persons" or self.n_individuals < 0):
            raise InvalidInput(f"{self.id}: {self.n_individuals} individuals in one of {self.unit}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number without names."""

    unit: Unit
    giver: str
    n: int
    category: str | None = None  # None: of all categories together

    def __post_init__(self) -> None:
        if self.unit not in UNITS or self.n < 0:
            raise InvalidInput(f"{self.n} {self.unit} is no figure; the units are {', '.join(UNITS)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What one voice counted: lines, or only figures."""

    voice: Voice
    by: str  # the body that counted
    at: datetime
    lines: tuple[Counted, ...] | None = None  # None where no list was given, which is not an empty list
    figures: tuple[Figure, ...] = ()

    def __post_init__(self) -> None:
        check_time(self.at)
        if self.voice not in VOICES:
            raise InvalidInput(f"{self.voice!r} is no voice of a count; the voices are {', '.join(VOICES)}")
        if self.lines is not None and self.figures:
            raise InvalidInput(f"the count of the {self.voice} has lines and figures; figures follow from lines")
        cells = [(figure.unit, figure.giver, figure.category) for figure in self.figures]
        if len(set(cells)) != len(cells):
            raise InvalidInput(f"the count of the {self.voice} gives two figures of one kind")


@dataclass(frozen=True, slots=True)
class Cell:
    """One number by each voice; None where a voice does not say it."""

    unit: Unit
    giver: str
    category: str | None  # None: all, also those whose category is not shown
    n: tuple[int | None, int | None, int | None]  # giver, neutral, receiver


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which counts differ."""

    kind: DifferenceKind
    unit: Unit
    id: str | None  # None where only numbers differ, and nobody can be named
    voices: tuple[Voice, ...]  # that have the line; of numbers, those compared
    says: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Three counts beside each other.

    agreed         lines that all who gave lists have
    uncompared     lines of the only list there is
    differences    lines that some have and others lack, or that stand twice on one list
    remarks        what is said differently of one line: category, direction, individuals; or of numbers
    """

    cells: tuple[Cell, ...]
    agreed: tuple[tuple[Unit, str], ...]
    uncompared: tuple[tuple[Unit, str], ...]
    differences: tuple[Difference, ...]
    remarks: tuple[Difference, ...]

    @property
    def is_agreed(self) -> bool:
        """Tell whether no count differs from another in anything."""
        return not self.differences and not self.remarks


@dataclass(frozen=True, slots=True)
class _List:
    """The lines of one voice by unit and id: the first of each, and how many more there are."""

    voice: Voice
    first: dict[tuple[Unit, str], Counted] = field(default_factory=dict)
    repeated: tuple[tuple[Unit, str], ...] = ()


def compare_counts(counts: Iterable[Count]) -> Comparison:
    """Put the counts of one hand-over beside each other; one or two of the three may be missing.

    returns    everything in the order of units, directions, categories and ids, whatever order the lists had
    raises     InvalidInput where one voice gives two counts
    """
    by_voice: dict[Voice, Count] = {}
    for count in counts:
        if by_voice.setdefault(count.voice, count) != count:
            raise InvalidInput(f"two counts of the {count.voice}; a later one takes the place of the earlier before")
    spoken = [by_voice[voice] for voice in VOICES if voice in by_voice]
    cells = _cells(by_voice)
    lists = [_index(count) for count in spoken if count.lines is not None]
    keys = sorted({key for one in lists for key in one.first})
    complete = tuple(key for key in keys if all(key in one.first for one in lists))
    lacking = (_lacking(key, lists) for key in sorted(set(keys) - set(complete)))
    repeats = (_repeated(key, one.voice) for one in lists for key in one.repeated)
    remarks = (remark for key in keys for remark in _remarks(key, lists))
    return Comparison(
        cells=cells,
        agreed=complete if len(lists) > 1 else (),
        uncompared=complete if len(lists) == 1 else (),
        differences=(*lacking, *repeats),
        remarks=(*remarks, *_differing_numbers(cells, by_voice)),
    )


def n_accounted(comparison: Comparison, voice: Voice) -> int:
    """Count the lines of a voice's list that a comparison accounts for: all of them, or it is wrong."""
    everywhere = len(comparison.agreed) + len(comparison.uncompared)
    return everywhere + sum(voice in difference.voices for difference in comparison.differences)


def _index(count: Count) -> _List:
    lines = sorted(count.lines or (), key=lambda one: (one.unit, one.id, one.giver, one.category or "", repr(one)))
    first = {(one.unit, one.id): one for one in reversed(lines)}
    extra = Counter((one.unit, one.id) for one in lines) - Counter(list(first))
    repeated = sorted(extra.elements())
    return _List(count.voice, first, tuple(repeated))


def _lacking(key: tuple[Unit, str], lists: list[_List]) -> Difference:
    unit, id = key
    have = tuple(one.voice for one in lists if key in one.first)
    parts = [_HAS[one.voice] if key in one.first else _LACKS[one.voice] for one in lists]
    return Difference(_KIND[frozenset(have)], unit, id, have, f"{_ONE[unit]} {id}: {', '.join(parts)}")


def _repeated(key: tuple[Unit, str], voice: Voice) -> Difference:
    unit, id = key
    says = f"{_ONE[unit]} {id}: stands more than once on the list of the {voice}"
    return Difference("twice on one list", unit, id, (voice,), says)


def _remarks(key: tuple[Unit, str], lists: list[_List]) -> Iterable[Difference]:
    """Say where voices that have one line say different things of it; what a voice does not say never differs."""
    unit, id = key
    have = {one.voice: one.first[key] for one in lists if key in one.first}
    said: tuple[tuple[DifferenceKind, dict[Voice, str | int | None]], ...] = (
        ("another category", {voice: line.category for voice, line in have.items()}),
        ("another direction", {voice: line.giver for voice, line in have.items()}),
        ("another number of individuals", {voice: line.n_individuals for voice, line in have.items()}),
    )
    for kind, values in said:
        known = {voice: value for voice, value in values.items() if value is not None}
        if len(set(known.values())) > 1:
            words = ", ".join(f"{voice} {value}" for voice, value in known.items())
            yield Difference(
                kind, unit, id, tuple(known), f"{_ONE[unit]} {id}: {kind.removeprefix('another ')}: {words}"
            )


def _cells(by_voice: dict[Voice, Count]) -> tuple[Cell, ...]:
    numbers = {voice: _numbers(count) for voice, count in by_voice.items()}
    keys = {key for some in numbers.values() for key in some}
    cells = []
    for key in sorted(keys, key=lambda key: (UNITS.index(key[0]), key[1], key[2] or "")):
        giver, neutral, receiver = (_number(by_voice.get(voice), numbers.get(voice, {}), key) for voice in VOICES)
        cells.append(Cell(*key, (giver, neutral, receiver)))
    return tuple(cells)


def _numbers(count: Count) -> dict[tuple[Unit, str, str | None], int]:
    """Count lines by unit, direction and category, or take the figures as they were given."""
    if count.lines is None:
        return {(figure.unit, figure.giver, figure.category): figure.n for figure in count.figures}
    numbers: Counter[tuple[Unit, str, str | None]] = Counter()
    for line in count.lines:
        numbers[line.unit, line.giver, None] += 1
        if line.category is not None:
            numbers[line.unit, line.giver, line.category] += 1
        if line.n_individuals is not None:
            numbers["individuals", line.giver, None] += line.n_individuals
    return dict(numbers)


def _number(
    count: Count | None, numbers: dict[tuple[Unit, str, str | None], int], key: tuple[Unit, str, str | None]
) -> int | None:
    """Give a voice's number; a list without such lines says none, but only of what it shows of every line."""
    if key in numbers and not _is_partly_unsaid(count, key):
        return numbers[key]
    if count is None or count.lines is None or _is_partly_unsaid(count, key):
        return None
    return 0


def _is_partly_unsaid(count: Count | None, key: tuple[Unit, str, str | None]) -> bool:
    unit, giver, category = key
    lines = [line for line in (count.lines or ()) if line.giver == giver] if count else []
    if unit == "individuals":
        return any(line.unit == "containers" and line.n_individuals is None for line in lines)
    return category is not None and any(line.unit == unit and line.category is None for line in lines)


def _differing_numbers(cells: tuple[Cell, ...], by_voice: dict[Voice, Count]) -> Iterable[Difference]:
    """Compare numbers where a voice gave no list: lists among themselves are compared line by line."""
    for cell in cells:
        said = {voice: n for voice, n in zip(VOICES, cell.n, strict=True) if n is not None}
        for one, two in combinations(said, 2):
            is_by_number = by_voice[one].lines is None or by_voice[two].lines is None
            if is_by_number and said[one] != said[two]:
                of = f" of {cell.category}" if cell.category else ""
                both = f"{one} {said[one]}, {two} {said[two]}"
                says = f"{cell.unit}{of} from {cell.giver}: {both}; numbers only, so nobody can be named"
                yield Difference("numbers only", cell.unit, None, (one, two), says)
