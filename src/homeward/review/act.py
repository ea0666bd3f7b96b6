"""Acts about a pair: who did what, when. A case is nothing but the acts about it.

Every act stands in one envelope (`CaseAct`) and says one thing (`what`). An act that settles something names the round
of readings it is meant for: what comes after a reopening was about something else and is refused.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, Literal, TypeVar, get_args

from homeward.errors import InvalidInput
from homeward.review.basis import Basis
from homeward.review.lifecycle import Kind
from homeward.review.verdict import Outcome, Reason, Verdict, check_outcome

Decider = Literal["readers", "board"]
DeedKind = Literal["handed over", "certificate given", "returned to the other side", "family told", "search continues"]
# A person leaves our hands, and a paper with a name is written, on an established identity alone.
OUTCOMES_OF_DEED: dict[DeedKind, tuple[Outcome, ...]] = {
    "handed over": ("established",),
    "certificate given": ("established",),
    "returned to the other side": ("excluded",),
    "family told": ("established", "probable", "possible", "premature", "excluded"),
    "search continues": ("probable", "possible", "premature", "excluded"),
}


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """One found and one sought, by the ids of their files."""

    found: str
    sought: str

    def __str__(self) -> str:
        return f"pair {self.found} / {self.sought}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Who must take part. They stand in the proposal, so that later settings never change an old decision."""

    n_signatures: int = 2
    quorum: int = 3  # members who vote
    lease: timedelta = timedelta(hours=4)
    always_to_board: tuple[Outcome, ...] = ()  # even where the readers agree
    readers_may_sit: bool = False  # on the board of a case that they read
    former_reader_may_read_first: bool = False  # in a later round; never as the blind reader

    def __post_init__(self) -> None:
        if self.n_signatures < 1 or self.quorum < 2 or self.lease <= timedelta(0):
            says = f"{self.n_signatures} signatures, a quorum of {self.quorum}, a lease of {self.lease}"
            raise InvalidInput(f"{says}: a decision needs 1 signature, a board 2 members, a reading some time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Put a pair before readers."""

    basis: Basis
    rules: Rules = Rules()
    n_helped: int = 1  # persons who get an answer: by the pair, and by the files that it sets free

    def __post_init__(self) -> None:
        if self.n_helped < 1:
            raise InvalidInput(f"a pair that helps {self.n_helped} persons; it helps at least 1")


@dataclass(frozen=True, slots=True)
class EarlierDecision:
    """Record what somebody decided outside this program: nobody's verdict here, but never forgotten."""

    outcome: Outcome
    basis: Basis
    by: str  # the body that decided: "commission of the North"
    on: date
    because: str

    def __post_init__(self) -> None:
        check_outcome(self.outcome)
        check_words(self.because, "an earlier decision needs its reason, or the words 'no reason on file'")


@dataclass(frozen=True, slots=True)
class Taking:
    """Take the reading that is due; it comes back when the lease has run out."""

    round: int


@dataclass(frozen=True, slots=True)
class GivingBack:
    """Give a reading back unread."""

    round: int


@dataclass(frozen=True, slots=True)
class Showing:
    """Open score and verdicts to the person who does this act. That person is no longer blind."""

    because: str

    def __post_init__(self) -> None:
        check_words(self.because, "say why the score is looked at")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Declare that a person has a conflict of interest in this case. It is never taken back."""

    person: str
    because: str

    def __post_init__(self) -> None:
        check_words(self.because, "say what the conflict of interest is")


@dataclass(frozen=True, slots=True)
class Seating:
    """Put a case before a board, or add members to it. Nobody is sent away from a board, so that none is picked."""

    round: int
    members: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.members or len(set(self.members)) != len(self.members):
            raise InvalidInput("a board has members, each once")


@dataclass(frozen=True, slots=True)
class Vote:
    """Say as a member of the board what the outcome is. The last vote of a member counts, all stay readable."""

    round: int
    outcome: Outcome
    reasons: tuple[Reason, ...]

    def __post_init__(self) -> None:
        check_outcome(self.outcome)
        if not self.reasons:
            raise InvalidInput("a vote needs at least one reason")


@dataclass(frozen=True, slots=True)
class BoardDecision:
    """Write down what more than half of the votes say."""

    round: int
    outcome: Outcome
    text: str

    def __post_init__(self) -> None:
        check_outcome(self.outcome)
        check_words(self.text, "a decision of a board needs its text")


@dataclass(frozen=True, slots=True)
class Signing:
    """Sign a decision of the readers or of the board."""

    round: int
    by: Decider  # whose decision is signed
    outcome: Outcome

    def __post_init__(self) -> None:
        check_outcome(self.outcome)


@dataclass(frozen=True, slots=True)
class Deed:
    """Write down what a person did on a signed decision. Nothing is ever done by the program."""

    round: int
    kind: DeedKind
    detail: str  # to whom, where, by which paper

    def __post_init__(self) -> None:
        if self.kind not in get_args(DeedKind):
            raise InvalidInput(f"{self.kind!r} is no deed; the deeds are {', '.join(get_args(DeedKind))}")


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer an exclusion with a reason. The exclusion stays, and so does the answer."""

    exclusion: str  # its id
    because: str

    def __post_init__(self) -> None:
        check_words(self.because, "say what answers the exclusion")


@dataclass(frozen=True, slots=True)
class Reopening:
    """Begin the readings anew, on what is known now. All that was decided stays readable."""

    round: int  # the round that is left; 0 where the case was decided elsewhere
    because: str
    proposal: Proposal
    campaign: str | None = None  # id of the re-verification campaign

    def __post_init__(self) -> None:
        check_words(self.because, "say why the case is opened again")


Content = (
    Proposal
    | EarlierDecision
    | Taking
    | GivingBack
    | Verdict
    | Showing
    | Conflict
    | Seating
    | Vote
    | BoardDecision
    | Signing
    | Deed
    | Answer
    | Reopening
)
KIND_OF: dict[type[Any], Kind] = {
    Proposal: "proposal",
    EarlierDecision: "earlier decision",
    Taking: "taking",
    GivingBack: "giving back",
    Verdict: "verdict",
    Showing: "showing",
    Conflict: "conflict",
    Seating: "seating",
    Vote: "vote",
    BoardDecision: "board decision",
    Signing: "signature",
    Deed: "deed",
    Answer: "answer",
    Reopening: "reopening",
}
What_co = TypeVar("What_co", bound=Content, covariant=True)


@dataclass(frozen=True, slots=True)
class CaseAct(Generic[What_co]):
    """One act about one pair."""

    id: str  # an act that comes twice counts once
    pair: Pair
    who: str  # id of the person who answers for it
    at: datetime  # UTC
    what: What_co

    def __post_init__(self) -> None:
        if not self.id.strip() or not self.who.strip():
            raise InvalidInput(f"an act about {self.pair} needs an id and the id of a person")
        if self.at.utcoffset() != timedelta(0):
            raise InvalidInput(f"act {self.id}: {self.at.isoformat()} is not a time in UTC")

    @property
    def kind(self) -> Kind:
        """Give the kind of the act, as the table of `lifecycle` names it."""
        return KIND_OF[type(self.what)]


def check_words(words: str, says: str) -> None:
    """Refuse an act without words where the next reader will need them.

    raises    InvalidInput
    """
    if not words.strip():
        raise InvalidInput(says)
