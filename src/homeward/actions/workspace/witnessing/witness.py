"""Signing for both sides as the neutral: manifests and receipts, and the commitments of a swap of lists.

The neutral keeps no round and sees no list for this: it checks whose signatures stand under a paper, says in words what
it would attest, and signs with the key of its ledger when two of its people have (`sign manifest`). What is signed is
an entry with the digest, so that the neutral can show afterwards what it put its name to, and what it did not. Whether
the lines of a manifest are agreed is the sides' own check, made before they signed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from homeward.actions.workspace.desk import Desk, Draft, Kept, authorise, keep, new_id, refuse, waiting_act
from homeward.actions.workspace.folding.record_text import Plain, write_json
from homeward.actions.workspace.oversight.orders import approved_order, carry_out
from homeward.actions.workspace.rounds.held import content_of, read_paper, write_file
from homeward.actions.workspace.rounds.opening import all_rounds
from homeward.actions.workspace.rounds.swapping import read_step, write_step
from homeward.errors import InvalidInput
from homeward.exchange.agreeing.swap import Commitment, Swap, countersign, take_step
from homeward.exchange.handing_over.manifest import Manifest
from homeward.exchange.handing_over.paper import Paper, sign_paper, unsigned
from homeward.exchange.handing_over.receipt import word_receipt
from homeward.ledger.act import Fact, check_time
from homeward.ledger.keys import VerifierKey

ORDERED, WITNESSED = "witness ordered", "paper witnessed"
_ASKS = "sign manifest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnessed:
    """What the neutral is asked to sign, and for whom.

    files      one paper, or the two commitments of a swap
    open_by    of a swap alone: until when both lists are to be opened
    """

    name: str  # of the neutral, as it stands in the papers
    sides: Mapping[str, VerifierKey]
    files: Sequence[bytes]
    open_by: datetime | None = None

    def __post_init__(self) -> None:
        if len(self.sides) != 2 or self.name in self.sides or len({key.id for key in self.sides.values()}) != 2:
            raise InvalidInput("a neutral signs for two sides, each with a name and a key of its own")
        if len(self.files) != (1 if self.open_by is None else 2):
            raise InvalidInput("one paper is signed, or two commitments of a swap with the time by which lists open")
        if self.open_by is not None:
            check_time(self.open_by)

    @property
    def digest(self) -> str:
        """Give the digest of all that is asked: what one person saw and another approves is the same."""
        files: list[Plain] = [*sorted(sha256(data).hexdigest() for data in self.files)]
        sides: dict[str, Plain] = {side: key.id for side, key in self.sides.items()}
        open_by = None if self.open_by is None else self.open_by.isoformat()
        told = write_json({"name": self.name, "sides": sides, "files": files, "open_by": open_by})
        return sha256(told.encode()).hexdigest()


def ask_to_witness(desk: Desk, asked: Witnessed, *, act_id: str | None = None) -> tuple[str, Kept]:
    """Check what is to be signed, say in words what it attests, and ask a second person.

    returns    the words, which the second person reads too, and what became of the act
    raises     Refused; InvalidInput where it is nothing that the neutral may sign between these sides
    """
    granted = authorise(desk, _ASKS)
    words = _check(desk, asked)
    draft = Draft(kind=ORDERED, texts={new_id(): write_json({"words": words})}, facts=(("digest", asked.digest),))
    kept = keep(desk, granted, [draft], says=words, act_id=act_id)
    if kept.is_repeat:
        [order] = waiting_act(desk, act_id or "")[1]
        if dict(order.act.facts)["digest"] != asked.digest:
            raise InvalidInput("the act of this id said something else; each act has an id of its own")
    return words, kept


def witness(desk: Desk, asked: Witnessed, approved: str) -> tuple[bytes, Kept]:
    """Sign what a second person has approved, once: the paper with one signature more, or the countersignature.

    approved    the id under which it waited
    raises      Refused where nobody approved exactly this; InvalidInput where it may not be signed any more
    """
    order = approved_order(desk, approved, ORDERED, _ASKS)
    if dict(order.facts)["digest"] != asked.digest:
        refuse(desk, _ASKS)
    granted = authorise(desk, _ASKS)
    _check(desk, asked)
    signed, more = _sign(desk, asked)
    facts = (("digest", asked.digest), ("signed", sha256(signed).hexdigest()), *more)
    draft = Draft(kind=WITNESSED, facts=facts, relies_on=(approved,))
    return signed, carry_out(desk, granted.role, [draft], approved)


def _check(desk: Desk, asked: Witnessed) -> str:
    """Say what would be attested, under whose keys; raises InvalidInput where it cannot be."""
    if desk.workspace.ledger_key.id in {key.id for key in asked.sides.values()}:
        raise InvalidInput("this ledger is one of the sides, and no neutral between them")
    words, round_name = _check_swap(desk, asked) if asked.open_by else _check_paper(desk, asked)
    # else people of a side could sign as a neutral what `countersign` keeps from them
    if any(found.opening.name == round_name for found in all_rounds(desk)):
        raise InvalidInput(f"round {round_name} is kept here: a side of a round is not its neutral")
    keys = " and ".join(f"{side} with key {key.id}" for side, key in sorted(asked.sides.items()))
    return f"{words} Signed by {keys}."


def _check_paper(desk: Desk, asked: Witnessed) -> tuple[str, str]:
    paper = read_paper(asked.files[0])
    of = content_of(paper)
    if {of.giver, of.receiver} != set(asked.sides):
        raise InvalidInput(f"giver and receiver of this paper are not {' and '.join(sorted(asked.sides))}")
    if isinstance(of, Manifest):
        if of.recipient != asked.sides[of.receiver].name:
            raise InvalidInput(f"{of.receiver} receives, and the ledger that this manifest is for is not theirs")
        words = f"Manifest {of.id} of round {of.round}: {len(of.lines):,} lines from {of.giver} to {of.receiver}."
    else:
        if of.neutral != asked.name:
            raise InvalidInput("this receipt names another as the neutral")
        words = word_receipt(of)
    _check_signatures(desk, asked, paper)
    return f"{words} SHA-256 {paper.digest.hex()}.", of.round


def _check_signatures(desk: Desk, asked: Witnessed, paper: Paper) -> None:
    if lacking := unsigned(paper, asked.sides):
        raise InvalidInput(f"the neutral signs last: {'; '.join(lacking)}")
    known = {desk.workspace.ledger_key.id, *(key.id for key in asked.sides.values())}
    if any(one.key_id not in known for one in paper.signatures):
        raise InvalidInput("a signature under this paper is of neither side; they would not take it in")


def _check_swap(desk: Desk, asked: Witnessed) -> tuple[str, str]:
    swap = _swap(asked)
    if asked.open_by is None or asked.open_by <= desk.workspace.clock():
        raise InvalidInput("the time by which both lists are to be opened lies in the past")
    if _other_before(desk, asked, swap):
        raise InvalidInput(
            f"round {swap.round}: other commitments were signed before, and a round has one swap of lists"
        )
    lists = " and ".join(
        f"{one.party} on {one.on} to {one.n_lines:,} lines ({one.digest.hex()})" for one in swap.commitments
    )
    words = f"Both sides of round {swap.round} committed before either list was opened, {lists}."
    return f"{words} Lists are to be opened by {asked.open_by:%Y-%m-%d %H:%M %Z}.", swap.round


def _swap(asked: Witnessed) -> Swap:
    """Put the two commitments together, each checked with its maker's key."""
    steps = [read_step(data) for data in asked.files]
    made = [one for one in steps if isinstance(one, Commitment)]
    if len(made) != len(steps) or {one.party for one in made} != set(asked.sides):
        raise InvalidInput(f"these are not the commitments of {' and '.join(sorted(asked.sides))}")
    first, second = sorted(asked.sides)
    swap = Swap(made[0].round, (first, second), asked.name)
    for one in made:
        swap = take_step(swap, one, asked.sides)
    return swap


def _other_before(desk: Desk, asked: Witnessed, swap: Swap) -> bool:
    """Tell whether something else was countersigned for this swap: a party could choose which of its lists counts."""
    with desk.store.read() as now:
        before = [dict(entry.act.facts) for entry in now.entries_of_kind(WITNESSED)]
    name = _name_of(asked, swap)
    return any(facts.get("swap") == name and facts["digest"] != asked.digest for facts in before)


def _name_of(asked: Witnessed, swap: Swap) -> str:
    keys: list[Plain] = [*sorted(key.id for key in asked.sides.values())]
    return sha256(write_json([swap.round, keys]).encode()).hexdigest()


def _sign(desk: Desk, asked: Witnessed) -> tuple[bytes, tuple[tuple[str, Fact], ...]]:
    """Sign, and say what the entry tells of it beside the digests."""
    key = desk.workspace.ledger_key
    if asked.open_by is None:
        return write_file(sign_paper(read_paper(asked.files[0]), key)), ()
    swap = _swap(asked)
    signed = countersign(swap, key, desk.workspace.clock(), asked.open_by)
    return write_step(signed), (("swap", _name_of(asked, swap)),)
