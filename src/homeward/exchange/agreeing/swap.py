"""Two lists handed over at once, by commitment: neither side can tailor its list to the other's.

1. Each party commits: a salted digest of its list's canonical bytes, the number of its lines, the day, the round. A
   commitment binds its maker, so that nobody can copy the other's.
2. When both are there the neutral countersigns the two, with a time by which to open. From then on neither can change.
3. Each party opens to the neutral, who checks and keeps the list closed until both are open, and then gives each to the
   other. Who does not open in time is seen to.

An opening is signed by its maker over the digest and count of what is opened. Where these are not those of the
commitment, the two signed statements together are evidence that anybody can check, without seeing a list. Bytes that
are not what their maker signed are refused; anybody could have changed them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hmac import compare_digest
from typing import Literal, cast

from homeward.errors import InvalidInput
from homeward.exchange.agreeing.table import Sides
from homeward.ledger.act import check_time, microseconds
from homeward.ledger.encoding import Plain, encode
from homeward.ledger.keys import SigningKey, VerifierKey
from homeward.ledger.sealing import commit

SwapState = Literal["waiting for commitments", "waiting for the neutral", "waiting for lists", "open", "broken"]
Keys = Mapping[str, VerifierKey]  # of the two parties and the neutral
ListLines = tuple[tuple[tuple[str, str], ...], ...]  # each line as fields with their values, in the order of fields
_COMMITMENT = b"homeward/list-commitment/1\n"
_COUNTERSIGN = b"homeward/list-countersign/1\n"
_OPENING = b"homeward/list-opening/1\n"


class OutOfTurn(InvalidInput):
    """A step that the swap does not allow now; the message says which, and what it waits for."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One party binds itself to a list that nobody else has seen."""

    round: str
    party: str
    on: date
    n_lines: int
    digest: bytes  # salted, over the list's canonical bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Countersign:
    """The neutral has seen both commitments, before either list was opened."""

    round: str
    digests: tuple[bytes, bytes]  # of the two commitments, in the order of the parties' names
    at: datetime
    open_by: datetime
    signature: bytes


@dataclass(frozen=True, slots=True)
class OpeningStatement:
    """What a party signs when it opens: the digest and count of what it opens, never the list."""

    round: str
    party: str
    n_lines: int
    digest: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Opening:
    """One party's list, its salt, and the statement about them."""

    lines: ListLines
    salt: bytes
    statement: OpeningStatement


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two signed statements of one party that contradict each other; anybody with its key can check them."""

    commitment: Commitment
    statement: OpeningStatement


@dataclass(frozen=True, slots=True)
class Swap:
    """One swap of two lists, as far as it has come."""

    round: str
    parties: Sides
    neutral: str
    commitments: tuple[Commitment, ...] = ()
    countersign: Countersign | None = None
    openings: tuple[Opening, ...] = ()

    def __post_init__(self) -> None:
        if len({*self.parties, self.neutral}) != 3:
            raise InvalidInput("a swap has two parties and a neutral, three different names")

    @property
    def state(self) -> SwapState:
        """Tell what the swap waits for; broken once a list was opened that was not committed to."""
        if len(self.commitments) < 2:
            return "waiting for commitments"
        if self.countersign is None:
            return "waiting for the neutral"
        if evidence(self):
            return "broken"
        return "waiting for lists" if len(self.openings) < 2 else "open"


Step = Commitment | Countersign | Opening


# ── making steps ──────────────────────────────────────────────────────────────────────────────────────────────────────


def list_bytes(lines: ListLines) -> bytes:
    """Write a list as canonical bytes, its lines in their order; equal lists have equal bytes.

    raises    InvalidInput where a line has one field twice

    >>> list_bytes(((("id", "n1"), ("birth_year", "1987")),))
    b'[{"birth_year":"1987","id":"n1"}]'
    """
    if any(len(dict(line)) != len(line) for line in lines):
        raise InvalidInput("a line of the list has one field twice")
    return encode([cast(Plain, dict(line)) for line in lines])


def commit_to(lines: ListLines, key: SigningKey, *, round_id: str, party: str, on: date, salt: bytes) -> Commitment:
    """Commit to a list.

    salt    16 random bytes, kept until the opening; without it a short list could be guessed
    """
    bare = Commitment(round_id, party, on, len(lines), _digest(lines, salt, round_id, party), b"")
    return replace(bare, signature=key.sign(_commitment_part(bare)))


def countersign(swap: Swap, key: SigningKey, at: datetime, open_by: datetime) -> Countersign:
    """Countersign both commitments as the neutral; raises OutOfTurn before both are there."""
    if len(swap.commitments) < 2:
        raise OutOfTurn(_refuse(swap, "countersigning"))
    for time in (at, open_by):
        check_time(time)
    if open_by <= at:
        raise InvalidInput(f"round {swap.round}: the lists are to be opened by {open_by}, which is not after {at}")
    bare = Countersign(swap.round, _digests(swap), at, open_by, b"")
    return replace(bare, signature=key.sign(_countersign_part(bare)))


def open_list(lines: ListLines, key: SigningKey, *, round_id: str, party: str, salt: bytes) -> Opening:
    """Open a list to the neutral."""
    bare = OpeningStatement(round_id, party, len(lines), _digest(lines, salt, round_id, party), b"")
    return Opening(lines, salt, replace(bare, signature=key.sign(_opening_part(bare))))


# ── taking steps ──────────────────────────────────────────────────────────────────────────────────────────────────────


def take_step(swap: Swap, step: Step, keys: Keys) -> Swap:
    """Take one step of a swap; a step that comes twice counts once.

    keys       of the parties and the neutral, by name
    raises     OutOfTurn where the state does not allow the step; InvalidInput where it is of another round, of nobody
               here, or not as its maker signed it. The swap is as it was
    """
    if step in (*swap.commitments, swap.countersign, *swap.openings):
        return swap
    match step:
        case Commitment():
            return _take_commitment(swap, step, keys)
        case Countersign():
            return _take_countersign(swap, step, keys)
        case Opening():
            return _take_opening(swap, step, keys)


def _take_commitment(swap: Swap, step: Commitment, keys: Keys) -> Swap:
    _check_maker(swap, step, _commitment_part(step), keys)
    if any(one.party == step.party for one in swap.commitments):
        raise OutOfTurn(f"round {swap.round}: {step.party} has committed to a list already, and cannot change it")
    if any(compare_digest(one.digest, step.digest) for one in swap.commitments):
        raise OutOfTurn(
            f"round {swap.round}: {step.party} copies the other party's commitment, and could never open it"
        )
    commitments = tuple(sorted((*swap.commitments, step), key=lambda one: one.party))
    return replace(swap, commitments=commitments)


def _take_countersign(swap: Swap, step: Countersign, keys: Keys) -> Swap:
    if swap.state != "waiting for the neutral":
        raise OutOfTurn(_refuse(swap, "the neutral's countersignature"))
    if step.round != swap.round or step.digests != _digests(swap):
        raise InvalidInput(f"round {swap.round}: the neutral countersigned other commitments than those here")
    _check_signature(swap.neutral, _countersign_part(step), step.signature, keys)
    return replace(swap, countersign=step)


def _take_opening(swap: Swap, step: Opening, keys: Keys) -> Swap:
    said = step.statement
    _check_maker(swap, said, _opening_part(said), keys)
    if swap.state != "waiting for lists":
        raise OutOfTurn(_refuse(swap, "a list"))
    if any(one.statement.party == said.party for one in swap.openings):
        raise OutOfTurn(f"round {swap.round}: {said.party} has opened its list already, and cannot change it")
    digest = _digest(step.lines, step.salt, said.round, said.party)
    if not compare_digest(digest, said.digest) or len(step.lines) != said.n_lines:
        raise InvalidInput(f"round {swap.round}: this list is not the one of which {said.party} signed the digest")
    return replace(swap, openings=tuple(sorted((*swap.openings, step), key=lambda one: one.statement.party)))


# ── reading a swap ────────────────────────────────────────────────────────────────────────────────────────────────────


def shown_to(swap: Swap, viewer: str) -> Mapping[str, ListLines]:
    """Give the lists that one may see, by party: the neutral all, a party the other's only when both are open."""
    lists = {one.statement.party: one.lines for one in swap.openings}
    if viewer == swap.neutral:
        return lists
    if viewer not in swap.parties:
        return {}
    return lists if swap.state == "open" else {party: own for party, own in lists.items() if party == viewer}


def overdue(swap: Swap, at: datetime) -> tuple[str, ...]:
    """Name the parties that have not opened by the time that the neutral set."""
    if swap.countersign is None or at <= swap.countersign.open_by or swap.state == "broken":
        return ()
    opened = {one.statement.party for one in swap.openings}
    return tuple(party for party in sorted(swap.parties) if party not in opened)


def evidence(swap: Swap) -> tuple[Evidence, ...]:
    """Give the evidence against each party that opened another list than it had committed to."""
    committed = {one.party: one for one in swap.commitments}
    pairs = (Evidence(committed[one.statement.party], one.statement) for one in swap.openings)
    return tuple(pair for pair in pairs if _contradicts(pair))


def check_evidence(shown: Evidence, key: VerifierKey) -> str:
    """Check evidence with the party's key alone, and say what it proves.

    raises    InvalidInput where it proves nothing: a signature does not hold, or the two statements agree
    """
    one, two = shown.commitment, shown.statement
    if (one.round, one.party) != (two.round, two.party):
        raise InvalidInput("these are statements about two rounds, or of two parties; they prove nothing")
    _check_signature(one.party, _commitment_part(one), one.signature, {one.party: key})
    _check_signature(one.party, _opening_part(two), two.signature, {one.party: key})
    if not _contradicts(shown):
        raise InvalidInput(f"round {one.round}: {one.party} opened what it had committed to")
    return (
        f"round {one.round}: {one.party} committed on {one.on} to a list of {one.n_lines} lines and opened another, "
        f"of {two.n_lines} lines"
    )


def _contradicts(shown: Evidence) -> bool:
    one, two = shown.commitment, shown.statement
    return not compare_digest(one.digest, two.digest) or one.n_lines != two.n_lines


# ── bytes ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _digest(lines: ListLines, salt: bytes, round_id: str, party: str) -> bytes:
    """Commit to a list as this party's in this round, so that the digest fits nobody else and no other round."""
    return commit(salt, encode({"party": party, "round": round_id}) + b"\n" + list_bytes(lines))


def _digests(swap: Swap) -> tuple[bytes, bytes]:
    first, second = swap.commitments
    return first.digest, second.digest


def _commitment_part(one: Commitment) -> bytes:
    return _COMMITMENT + encode({"on": one.on.isoformat(), **_said(one)})


def _opening_part(one: OpeningStatement) -> bytes:
    return _OPENING + encode(_said(one))


def _said(one: Commitment | OpeningStatement) -> dict[str, Plain]:
    return {"digest": one.digest.hex(), "n_lines": one.n_lines, "party": one.party, "round": one.round}


def _countersign_part(one: Countersign) -> bytes:
    digests: list[Plain] = [digest.hex() for digest in one.digests]
    times: dict[str, Plain] = {"at": microseconds(one.at), "open_by": microseconds(one.open_by)}
    return _COUNTERSIGN + encode({"digests": digests, "round": one.round, **times})


def _check_maker(swap: Swap, said: Commitment | OpeningStatement, data: bytes, keys: Keys) -> None:
    if said.round != swap.round:
        raise InvalidInput(f"round {swap.round}: this is a statement about round {said.round}")
    if said.party not in swap.parties:
        raise InvalidInput(f"round {swap.round}: {said.party} is none of the parties {' and '.join(swap.parties)}")
    _check_signature(said.party, data, said.signature, keys)


def _check_signature(who: str, data: bytes, signature: bytes, keys: Keys) -> None:
    if who not in keys or not keys[who].verify(data, signature):
        raise InvalidInput(f"the signature of {who} does not hold: another key, or altered bytes")


def _refuse(swap: Swap, what: str) -> str:
    says = f"round {swap.round}: {what} is out of turn; the swap is {swap.state}"
    if swap.state != "broken":
        return says
    return f"{says} by {' and '.join(one.commitment.party for one in evidence(swap))}; agree on a new round"
