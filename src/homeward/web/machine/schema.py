"""What programs send and what they are answered, as the description of the interface says it.

What is sent is read strictly: a field that nobody knows is refused, a number is no text. What is answered is described
by the names of its fields, and made by the same functions that write the JSON of the commands.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

_MOST_DATA = 48 * 1024 * 1024  # signs of base64: 36 MiB of a file
_WORD, _WORDS, _BODY = 200, 2_000, 100_000

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8,64}$")]
Word = Annotated[str, StringConstraints(min_length=1, max_length=_WORD)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=_WORDS)]
Body = Annotated[str, StringConstraints(min_length=1, max_length=_BODY)]
Data = Annotated[str, StringConstraints(max_length=_MOST_DATA, pattern=r"^[A-Za-z0-9+/]*={0,2}$")]
Yes: TypeAlias = StrictBool
Number: TypeAlias = Annotated[int, Field(strict=True, ge=-(2**53), le=2**53)]
Share = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Place = Annotated[int, Field(ge=0, le=2**53)]
Ordinal = Annotated[int, Field(ge=1, le=1_000_000)]
Answers = Mapping[str, Any]


class Said(BaseModel):
    """What a program says: nothing else is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Nothing(Said):
    """Nothing has to be said."""


class Act(Said):
    """What every act bears: an id of its own, new for each act; the same id again does nothing again."""

    act_id: Id


class Reasoned(Act):
    """An act that needs a reason, which is kept."""

    reason: Words


class Part(BaseModel):
    """Which lines are asked for; what is past the last one is empty."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    most: Annotated[int, Field(ge=1, le=500)] = 50


class OnDay(BaseModel):
    """A day; today where none is said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    as_of: date | None = None


Kind = Literal["text", "text?", "number", "number?", "yes", "rows", "texts", "object", "object?", "any"]
_KINDS: Mapping[str, Answers] = {
    "text": {"type": "string"},
    "text?": {"type": ["string", "null"]},
    "number": {"type": "integer"},
    "number?": {"type": ["integer", "null"]},
    "yes": {"type": "boolean"},
    "rows": {"type": "array", "items": {"type": "object"}},
    "texts": {"type": "array", "items": {"type": "string"}},
    "object": {"type": "object"},
    "object?": {"type": ["object", "null"]},
    "any": {},
}
_KEPT: Mapping[str, Kind] = {"act": "text?", "entry": "number?", "waits_for": "text?", "repeat": "yes"}
PROBLEM = "homeward/problem/1"
PROBLEM_SHAPE: Answers = {"$ref": "#/components/schemas/Problem"}


def answer(of: str, /, *, is_open: bool = False, **fields: Kind) -> Answers:
    """Describe an answer by the kinds of its fields.

    is_open    it holds more than is said here: what the field "schema" names is described in the guide of its area
    """
    return {
        "type": "object",
        "properties": {"schema": {"const": of}, **{field: _KINDS[kind] for field, kind in fields.items()}},
        "required": ["schema", *fields],
        "additionalProperties": is_open,
    }


def kept(of: str = "homeward-act/1", /, **fields: Kind) -> Answers:
    """Describe the answer to an act: what became of it, and what it was about."""
    return answer(of, is_open=False, **{**_KEPT, **fields})


def problem() -> Answers:
    """Describe what is answered where nothing was done."""
    return answer(PROBLEM, says="text")
