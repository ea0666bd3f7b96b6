"""Cases: the queue, one pair as far as whoever asks may see it, readings, the board, signatures."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router

from homeward.actions.workspace import pairs
from homeward.actions.workspace.answering.cases import answer_case, answer_proposed, answer_queue
from homeward.actions.workspace.review.doubts import answer_exclusion, declare_conflict
from homeward.actions.workspace.review.standing import board_agenda
from homeward.review.verdict import Reason
from homeward.web.machine.asking import at, became, does, reads, told
from homeward.web.machine.schema import Act, Id, Reasoned, Said, Share, Word, Words, answer, kept

router = Router(tags=["cases"])
Outcome = Literal["established", "probable", "possible", "premature", "excluded"]
_QUEUE = answer(
    "homeward-queue/1",
    case="text?",
    reading="text?",
    in_hand="yes",
    waiting="number",
    withheld="object",
    open="number",
    states="object",
    places="rows",
)
_CASE = answer(
    "homeward-case/1",
    case="text",
    state="text",
    found="object",
    sought="object",
    kinds="texts",
    posterior="any",
    weights="rows",
    rounds="rows",
    exclusions="rows",
    withheld="texts",
)
_READS, _DECIDES, _ABOUT = "read match", "confirm identity", kept(case="text")


class Because(Said):
    """One reason: what it is, and in words."""

    code: Word
    text: Words


class Judged(Act):
    """An outcome with its reasons."""

    outcome: Outcome
    reasons: tuple[Because, ...]

    @property
    def told(self) -> tuple[Reason, ...]:
        """Give the reasons as readers write them; raises InvalidInput for a code that there is not."""
        return tuple(pairs.read_reason(f"{one.code}: {one.text}") for one in self.reasons)


class Seats(Act):
    """Who sits on a board."""

    members: tuple[Word, ...]


class Decision(Act):
    """What the board decides, in its words."""

    outcome: Outcome
    text: Words


class Signature(Act):
    """The outcome that is signed."""

    outcome: Outcome


class Deed(Act):
    """What was done on a signed decision."""

    kind: Word
    detail: Words


class Conflict(Reasoned):
    """Who is too near to a case."""

    member: Word


class Answered(Reasoned):
    """The answer to an exclusion; which one, where there are two."""

    exclusion: Word | None = None


class Proposal(Act):
    """Between which lists pairs are looked for, and from which probability on."""

    found: Id
    sought: Id
    least: Share | None = None


@reads(router, "/queue", _READS, _QUEUE)
def queue(request: HttpRequest) -> HttpResponse:
    """Show which reading waits, why others are not offered, and where every open case stands."""
    work = pairs.view_work(at(request))
    return told(answer_queue(work.queue, work.ids, work.places))


@does(router, "/cases", "propose match", kept("homeward-propose/1", cases="texts", known="number", below="number"))
def propose(request: HttpRequest, said: Proposal) -> HttpResponse:
    """Match two lists and put every probable pair before readers; it decides nothing."""
    done = pairs.propose_pairs(at(request), said.found, said.sought, least=said.least, act_id=said.act_id)
    return became(done.kept, answer_proposed(done))


@reads(router, "/board", _READS, answer("homeward-board/1", cases="rows"))
def board(request: HttpRequest) -> HttpResponse:
    """Show the cases that wait for a board or for signatures, what asks whoever is signed in first."""
    cases = [
        {"case": one.id, "state": one.state, "since": one.since.isoformat(), "asks_me": one.asks_me}
        for one in board_agenda(at(request))
    ]
    return told({"schema": "homeward-board/1", "cases": cases})


@reads(router, "/cases/{case_id}", _READS, _CASE)
def one(request: HttpRequest, case_id: Id) -> HttpResponse:
    """Open a case with both files; both readings are entries before anything is shown."""
    return told(answer_case(pairs.open_case(at(request), case_id)))


@does(router, "/cases/{case_id}/take", _READS, _ABOUT)
def take(request: HttpRequest, case_id: Id, said: Act) -> HttpResponse:
    """Take the reading that is due, for the time of a lease."""
    return became(pairs.take_reading(at(request), case_id, act_id=said.act_id), {"case": case_id})


@does(router, "/cases/{case_id}/back", _READS, _ABOUT)
def back(request: HttpRequest, case_id: Id, said: Act) -> HttpResponse:
    """Give a reading back unread."""
    return became(pairs.give_back(at(request), case_id, act_id=said.act_id), {"case": case_id})


@does(router, "/cases/{case_id}/verdict", _READS, _ABOUT)
def verdict(request: HttpRequest, case_id: Id, said: Judged) -> HttpResponse:
    """Give the verdict of a reader who has taken the reading."""
    done = pairs.read_case(at(request), case_id, said.outcome, said.told, act_id=said.act_id)
    return became(done, {"case": case_id})


@does(router, "/cases/{case_id}/score", _DECIDES, _CASE)
def score(request: HttpRequest, case_id: Id, said: Reasoned) -> HttpResponse:
    """Open a case with score and verdicts, for a reason; whoever did never reads it blind again."""
    return told(answer_case(pairs.open_case(at(request), case_id, reason=said.reason)))


@does(router, "/cases/{case_id}/seats", _DECIDES, _ABOUT)
def seats(request: HttpRequest, case_id: Id, said: Seats) -> HttpResponse:
    """Put a case before a board, or add members to it."""
    return became(pairs.seat_board(at(request), case_id, said.members, act_id=said.act_id), {"case": case_id})


@does(router, "/cases/{case_id}/vote", _DECIDES, _ABOUT)
def vote(request: HttpRequest, case_id: Id, said: Judged) -> HttpResponse:
    """Vote as a member of the board."""
    done = pairs.vote(at(request), case_id, said.outcome, said.told, act_id=said.act_id)
    return became(done, {"case": case_id})


@does(router, "/cases/{case_id}/decision", _DECIDES, _ABOUT)
def decide(request: HttpRequest, case_id: Id, said: Decision) -> HttpResponse:
    """Write down what more than half of the votes say."""
    done = pairs.decide_as_board(at(request), case_id, said.outcome, said.text, act_id=said.act_id)
    return became(done, {"case": case_id})


@does(router, "/cases/{case_id}/sign", _DECIDES, _ABOUT)
def sign(request: HttpRequest, case_id: Id, said: Signature) -> HttpResponse:
    """Sign what the readers or the board settled."""
    return became(pairs.sign_decision(at(request), case_id, said.outcome, act_id=said.act_id), {"case": case_id})


@does(router, "/cases/{case_id}/deed", _DECIDES, _ABOUT)
def deed(request: HttpRequest, case_id: Id, said: Deed) -> HttpResponse:
    """Write down what a person did on a signed decision."""
    done = pairs.note_deed(at(request), case_id, said.kind, said.detail, act_id=said.act_id)
    return became(done, {"case": case_id})


@does(router, "/cases/{case_id}/reopen", "reopen decision", _ABOUT)
def reopen(request: HttpRequest, case_id: Id, said: Reasoned) -> HttpResponse:
    """Ask to begin the readings anew; a second person signs, and the old decision stays readable."""
    return became(pairs.reopen_case(at(request), case_id, said.reason, act_id=said.act_id), {"case": case_id})


@does(router, "/cases/{case_id}/conflict", _READS, _ABOUT)
def conflict(request: HttpRequest, case_id: Id, said: Conflict) -> HttpResponse:
    """Declare that a member is too near to a case: they neither read, vote nor sign it from now on."""
    done = declare_conflict(at(request), case_id, said.member, said.reason, act_id=said.act_id)
    return became(done, {"case": case_id})


@does(router, "/cases/{case_id}/exclusion", _DECIDES, _ABOUT)
def exclusion(request: HttpRequest, case_id: Id, said: Answered) -> HttpResponse:
    """Answer an exclusion of a pair with a reason; it stays, and so does the answer."""
    done = answer_exclusion(at(request), case_id, said.reason, exclusion=said.exclusion, act_id=said.act_id)
    return became(done, {"case": case_id})
