"""The states of a case, and the one table of which act leads from where to where.

Documents and tests are made from this table. What an act needs beyond the right state (a second reader who has not seen
the score, a quorum) stands with the act, in `reading`, `decision` and `reopening`.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NoReturn, get_args

from homeward.errors import InvalidInput

State = Literal[
    "not proposed",
    "decided elsewhere",
    "proposed",
    "read once",
    "agreed",
    "split",
    "before the board",
    "decided",
    "signed",
    "acted on",
]
STATES: tuple[State, ...] = get_args(State)
Kind = Literal[
    "proposal",
    "earlier decision",
    "taking",
    "giving back",
    "verdict",
    "showing",
    "conflict",
    "seating",
    "vote",
    "board decision",
    "signature",
    "deed",
    "answer",
    "reopening",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Next = Mapping[State, tuple[State, ...]]

_KNOWN = STATES[1:]


def _stay(states: Iterable[State]) -> dict[State, tuple[State, ...]]:
    return {state: (state,) for state in states}


# Two verdicts that agree stand as long as nothing speaks against them: a reader's conflict of interest, or an old
# exclusion that comes to light, turns "agreed" into "split", and an answer to the exclusion turns it back.
_UNDER_DOUBT: dict[State, tuple[State, ...]] = {"agreed": ("agreed", "split")}
_ELSEWHERE: dict[State, tuple[State, ...]] = {"not proposed": ("decided elsewhere",)}
TABLE: Mapping[Kind, Next] = {
    "proposal": {"not proposed": ("proposed",)},
    "earlier decision": _ELSEWHERE | _stay(_KNOWN) | _UNDER_DOUBT,
    "taking": _stay(("proposed", "read once")),
    "giving back": _stay(("proposed", "read once")),
    "verdict": {"proposed": ("read once",), "read once": ("agreed", "split")},
    "showing": _stay(_KNOWN),
    "conflict": _stay(_KNOWN) | _UNDER_DOUBT,
    "seating": dict.fromkeys(("agreed", "split", "before the board"), ("before the board",)),
    "vote": _stay(("before the board",)),
    "board decision": {"before the board": ("decided",)},
    "signature": {"agreed": ("agreed", "signed"), "decided": ("decided", "signed")},
    "deed": dict.fromkeys(("signed", "acted on"), ("acted on",)),
    "answer": _stay(_KNOWN) | {"split": ("split", "agreed")},
    "reopening": dict.fromkeys(_KNOWN, ("proposed",)),
}


class NotAllowed(InvalidInput):
    """An act that the state of its case does not allow; the message says the state, the act and what is allowed."""


def allowed_kinds(state: State) -> tuple[Kind, ...]:
    """Give the kinds of acts that a state allows, in the order of `KINDS`."""
    return tuple(kind for kind in KINDS if state in TABLE[kind])


def refuse(pair: object, state: State, kind: Kind, because: str) -> NoReturn:
    """Refuse an act.

    raises    NotAllowed
    """
    allowed = ", ".join(allowed_kinds(state))
    raise NotAllowed(f"{pair} is {state!r}: this {kind} is refused, because {because}; this state allows {allowed}")


def table_as_markdown() -> str:
    """Write the table: an act a row, a state a column; a dot where the state stays, a dash where the act is refused."""
    rows = [("act", *STATES), ("---",) * (len(STATES) + 1)]
    rows += [(kind, *(_cell(kind, state) for state in STATES)) for kind in KINDS]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cell(kind: Kind, state: State) -> str:
    after = TABLE[kind].get(state)
    if after is None:
        return "–"
    return "·" if after == (state,) else " or ".join(after)
