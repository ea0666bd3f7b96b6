"""Short ways to say who did what about a pair, for the tests of review."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from homeward.evidence.weight import Weight
from homeward.review.act import (
    Answer,
    BoardDecision,
    CaseAct,
    Conflict,
    Content,
    Deed,
    EarlierDecision,
    GivingBack,
    Pair,
    Proposal,
    Reopening,
    Rules,
    Seating,
    Showing,
    Signing,
    Taking,
    Vote,
)
from homeward.review.basis import Basis, Discrepancy, Named
from homeward.review.case import Case, exclusions
from homeward.review.fold import advance
from homeward.review.lifecycle import Kind
from homeward.review.verdict import OUTCOMES, Outcome, Reason, Verdict

PAIR, OTHER_PAIR = Pair("R-12", "M-7"), Pair("R-13", "M-7")
START = datetime(2026, 3, 1, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PEOPLE = ("anna", "boris", "clara", "dina", "emil", "fadi", "greta")
BECAUSE = (Reason("dna agrees", "kinship table, line 3"),)

STRONG = Basis(
    weights=(Weight("kinship", 7.2, "father and mother"), Weight("body", 0.4, "both about 180 cm")),
    posterior=0.9999,
    prior=0.001,
    prior_rule="open: one of the 1,000 listed",
    frequency_table=Named("north-2024", "a" * 64),
    pedigree=Named("family 7", "b" * 64),
    program="homeward 0.1.0",
)
CONTRADICTED = Basis(
    weights=(Weight("kinship", -6.0, "three markers impossible without mutation"),),
    posterior=0.00001,
    prior=0.001,
    prior_rule="open: one of the 1,000 listed",
    frequency_table=Named("north-2024", "a" * 64),
    pedigree=Named("family 7", "b" * 64),
    program="homeward 0.1.0",
    discrepancies=(Discrepancy("teeth", "tooth 36 is filled in life and sound on the body"),),
)
RECOGNISED = Basis(unweighed=("recognition",))


def act(who: str, what: Content, at: datetime = START, pair: Pair = PAIR) -> CaseAct[Any]:
    """One act, with an id that follows from what it says."""
    return CaseAct(sha256(repr((who, what, at, pair)).encode()).hexdigest()[:32], pair, who, at, what)


def play(*steps: tuple[str, Content], pair: Pair = PAIR, at: datetime = START) -> tuple[Case, tuple[CaseAct[Any], ...]]:
    """The case after these steps, a minute apart, and its acts."""
    case, acts = Case(pair), []
    for number, (who, what) in enumerate(steps):
        acts.append(act(who, what, at + number * MINUTE, pair))
        case = advance(case, acts[-1])
    return case, tuple(acts)


def case_of(*steps: tuple[str, Content], pair: Pair = PAIR, at: datetime = START) -> Case:
    return play(*steps, pair=pair, at=at)[0]


# ── steps ──


def proposed(basis: Basis = STRONG, **rules: Any) -> tuple[str, Content]:
    return "emil", Proposal(basis=basis, rules=Rules(**rules))


def reading(who: str, outcome: Outcome = "established", number: int = 1) -> tuple[tuple[str, Content], ...]:
    return (who, Taking(number)), (who, Verdict(number, outcome, BECAUSE))


def readings(*outcomes: Outcome, number: int = 1, by: tuple[str, str] = ("anna", "boris")) -> tuple[Any, ...]:
    return tuple(step for who, outcome in zip(by, outcomes, strict=False) for step in reading(who, outcome, number))


def votes(*outcomes: Outcome, number: int = 1) -> tuple[tuple[str, Content], ...]:
    members = ("clara", "dina", "fadi")[: len(outcomes)]
    seats = ("emil", Seating(number, ("clara", "dina", "fadi")))
    return seats, *((who, Vote(number, outcome, BECAUSE)) for who, outcome in zip(members, outcomes, strict=True))


def signed_by_readers(outcome: Outcome = "established", number: int = 1) -> tuple[tuple[str, Content], ...]:
    return tuple((who, Signing(number, "readers", outcome)) for who in ("anna", "boris"))


def signed_by_board(outcome: Outcome, number: int = 1) -> tuple[tuple[str, Content], ...]:
    return tuple((who, Signing(number, "board", outcome)) for who in ("clara", "dina"))


AGREED = (proposed(), *readings("established", "established"))
SPLIT = (proposed(), *readings("established", "possible"))
BEFORE_BOARD = (*SPLIT, *votes("possible", "possible", "possible"))
DECIDED = (*BEFORE_BOARD, ("clara", BoardDecision(1, "possible", "too few relatives")))
SIGNED = (*AGREED, *signed_by_readers())
EXCLUDED = (proposed(CONTRADICTED), *readings("excluded", "excluded"), *signed_by_readers("excluded"))
HANDED_OVER = (*SIGNED, ("boris", Deed(1, "handed over", "to the family, protocol 5")))
NORTH = "commission of the North"
SEEN_BY_A_FRIEND = EarlierDecision("established", RECOGNISED, NORTH, date(2019, 5, 3), "seen by a friend")
BY_HEIGHT = EarlierDecision("excluded", RECOGNISED, NORTH, date(2019, 5, 3), "too tall")
ELSEWHERE = (("emil", SEEN_BY_A_FRIEND),)
EXCLUDED_ELSEWHERE = ("emil", BY_HEIGHT)
READ_AGAIN = ("emil", Reopening(1, "new teeth", Proposal(basis=STRONG)))
READ_ONCE = (proposed(), *reading("anna"))
# The readers agree, and an exclusion that came to light keeps the case from being settled.
OVERSHADOWED = (*AGREED, EXCLUDED_ELSEWHERE)

# Of each state several cases, one of them at least with an exclusion.
CASES: dict[str, tuple[Any, ...]] = {
    "not proposed": ((),),
    "decided elsewhere": (ELSEWHERE, (EXCLUDED_ELSEWHERE,)),
    "proposed": ((proposed(),), (proposed(), ("anna", Taking(1))), (*EXCLUDED, READ_AGAIN)),
    "read once": (READ_ONCE, (*READ_ONCE, ("boris", Taking(1))), (*READ_ONCE, EXCLUDED_ELSEWHERE)),
    "agreed": (AGREED, (*AGREED, ("anna", Signing(1, "readers", "established"))), (*EXCLUDED[:-2], EXCLUDED_ELSEWHERE)),
    "split": (SPLIT, (*SPLIT, EXCLUDED_ELSEWHERE), OVERSHADOWED),
    "before the board": (BEFORE_BOARD, (*BEFORE_BOARD, EXCLUDED_ELSEWHERE)),
    "decided": (DECIDED, (*DECIDED, ("clara", Signing(1, "board", "possible"))), (*DECIDED, EXCLUDED_ELSEWHERE)),
    "signed": (SIGNED, EXCLUDED),
    "acted on": (HANDED_OVER, (*HANDED_OVER, EXCLUDED_ELSEWHERE)),
}


def attempts(case: Case, kind: Kind, at: datetime) -> Iterator[CaseAct[Any]]:
    """Acts of one kind that somebody might try, sensible or not, by everybody."""
    for who in PEOPLE:
        for what in _contents(case, kind, who):
            yield act(who, what, at, case.pair)


def _contents(case: Case, kind: Kind, who: str) -> Iterator[Content]:
    number = len(case.rounds)
    per_outcome = {
        "verdict": lambda outcome: Verdict(number, outcome, BECAUSE),
        "vote": lambda outcome: Vote(number, outcome, BECAUSE),
        "board decision": lambda outcome: BoardDecision(number, outcome, "as voted"),
    }
    if kind in per_outcome:
        yield from map(per_outcome[kind], OUTCOMES)
    elif kind == "signature":
        yield from (Signing(number, by, outcome) for by in ("readers", "board") for outcome in OUTCOMES)
    elif kind == "proposal":
        yield from (Proposal(basis=basis) for basis in (STRONG, CONTRADICTED))
    elif kind == "reopening":
        yield from (Reopening(number, "new evidence", Proposal(basis=basis)) for basis in (STRONG, CONTRADICTED))
    elif kind == "earlier decision":
        yield from (SEEN_BY_A_FRIEND, BY_HEIGHT)
    elif kind == "conflict":
        yield from (Conflict(person, "a relative") for person in PEOPLE if person != who)
    elif kind == "seating":
        yield from (Seating(number, PEOPLE[start : start + 3]) for start in range(0, 5, 2))
    elif kind == "deed":
        yield from (Deed(number, deed, "protocol 5") for deed in ("handed over", "family told", "search continues"))
    elif kind == "answer":
        yield from (Answer(item.id, "the teeth were swapped") for item in exclusions(case))
        yield Answer("no such exclusion", "the teeth were swapped")
    else:
        yield {"taking": Taking(number), "giving back": GivingBack(number), "showing": Showing("supervision")}[kind]
