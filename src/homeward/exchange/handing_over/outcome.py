"""Afterwards: what became of every person and container that crossed, by whom, when, on which signed decision.

Nothing is confirmed by crossing, by a receipt or by a name on a list: an outcome rests on a decision that people
signed, and until then it is open. "Not ours", "several people" and "part of an earlier delivery" are as normal as
"confirmed". What follows is said, and done by people; nobody is ever told anything by a program.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from homeward.errors import InvalidInput, Problem
from homeward.exchange.handing_over.manifest import Kind
from homeward.exchange.handing_over.paper import check_code, check_words
from homeward.ledger.act import check_time

Outcome = Literal[
    "confirmed",
    "not the person named",  # persons
    "unknown",  # persons: examined, and nobody knows who it is
    "not ours",  # containers
    "several people",
    "part of an earlier delivery",
    "open",
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
OUTCOMES_OF: Mapping[Kind, tuple[Outcome, ...]] = {
    "person": ("confirmed", "not the person named", "unknown", "open"),
    "container": ("confirmed", "not ours", "several people", "part of an earlier delivery", "open"),
}
Step = Literal[
    "return to the other side",
    "separate and examine each",
    "re-association",
    "find out who this is",
    "search continues",
]
# What people have to do next. Of whoever was named and did not come the search goes on; so it does of the unnamed.
STEPS: Mapping[Outcome, tuple[Step, ...]] = {
    "confirmed": (),
    "not the person named": ("find out who this is", "search continues"),
    "unknown": ("find out who this is", "search continues"),
    "not ours": ("return to the other side", "search continues"),
    "several people": ("separate and examine each", "re-association", "search continues"),
    "part of an earlier delivery": ("re-association",),
    "open": ("search continues",),
}


@dataclass(frozen=True, slots=True, order=True)
class Crossed:
    """A person or container that passed, as receipts say."""

    kind: Kind
    id: str

    def __post_init__(self) -> None:
        check_code("what crossed", self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What one body says of one person or container after it crossed; a later one takes the place of its earlier."""

    id: str
    of: Crossed
    outcome: Outcome
    by: str  # the body whose decision it is
    at: datetime
    basis: str | None = None  # id of the signed decision; only "open" stands without
    earlier: str | None = None  # what it is part of, by its code

    def __post_init__(self) -> None:
        check_code("the id of an assessment", self.id)
        check_time(self.at)
        check_words(f"assessment {self.id}: who says so", self.by)
        allowed = OUTCOMES_OF.get(self.of.kind, ())
        if self.outcome not in allowed:
            raise InvalidInput(
                f"assessment {self.id}: a {self.of.kind} is never {self.outcome!r}: {', '.join(allowed)}"
            )
        if self.outcome != "open" and not self.basis:
            raise InvalidInput(f"assessment {self.id}: {self.outcome!r} needs the signed decision that it rests on")
        if (self.earlier is not None) != (self.outcome == "part of an earlier delivery"):
            raise InvalidInput(f"assessment {self.id}: {self.outcome!r}; say what it is part of, and only then")


@dataclass(frozen=True, slots=True)
class Result:
    """What stands of one person or container."""

    of: Crossed
    outcome: Outcome  # open where bodies say different things
    assessments: tuple[Assessment, ...] = ()  # the last of each body, in order of bodies
    is_disputed: bool = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """Give what people have to do next."""
        return STEPS[self.outcome]


def outcomes_after(
    crossed: Iterable[Crossed], assessments: Iterable[Assessment]
) -> tuple[tuple[Result, ...], tuple[Problem, ...]]:
    """Say of everything that crossed what it turned out to be; whatever nobody assessed is open.

    returns    a result for each that crossed, in order, each once; a `Problem` for each assessment of something else
    """
    passed = sorted(set(crossed))
    last: dict[Crossed, dict[str, Assessment]] = {one: {} for one in passed}
    problems = []
    for said in sorted(set(assessments), key=lambda one: (one.at, one.id)):
        if said.of in last:
            last[said.of][said.by] = said
        else:
            says = f"{said.of.kind} {said.of.id} did not cross, as far as receipts say"
            problems.append(Problem(f"assessment {said.id}", says, "the assessment; nothing follows from it"))
    return tuple(_result(one, last[one]) for one in passed), tuple(problems)


def count_outcomes(results: Iterable[Result], kind: Kind) -> dict[Outcome, int]:
    """Count persons or containers, never both, by outcome; every outcome stands, also with none."""
    outcomes = [result.outcome for result in results if result.of.kind == kind]
    return {outcome: outcomes.count(outcome) for outcome in OUTCOMES_OF[kind]}


def _result(of: Crossed, by_body: Mapping[str, Assessment]) -> Result:
    said = tuple(by_body[body] for body in sorted(by_body))
    # A body that only says "open" does not contradict one that knows more.
    known = {one.outcome for one in said if one.outcome != "open"}
    is_disputed = len(known) > 1
    return Result(of, known.pop() if len(known) == 1 else "open", said, is_disputed)
