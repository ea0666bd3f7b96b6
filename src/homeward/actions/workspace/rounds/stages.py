"""How far a round has come: from people identified to people confirmed at home, for each side that gives.

What a later stage counts need not lie within an earlier one: whoever was planned may be agreed no more. Numbers alone;
whom a harm flag hides from whoever asks is in none of them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.folding.rounds import PlanMade, RoundState
from homeward.actions.workspace.rounds.candidates import Candidates
from homeward.actions.workspace.rounds.crossing import Afterwards
from homeward.actions.workspace.rounds.held import manifests_of, signed_receipts
from homeward.actions.workspace.rounds.items import agreement_of, view_table
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.exchange.handing_over.manifest import Kind

Stage = Literal["identified", "planned", "agreed", "on a manifest", "handed over", "confirmed"]
STAGES: tuple[Stage, ...] = get_args(Stage)
_Thing = tuple[Stage, str, Kind, str]  # stage, giver, kind, code


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many of one kind one side gives, at one stage."""

    stage: Stage
    giver: str
    kind: Kind
    n: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What waits for one side."""

    side: str
    n_moves: int  # lines on which its word is due
    n_signatures: int  # items that the other has signed


def count_stages(desk: Desk, found: RoundState, candidates: Candidates, after: Afterwards) -> tuple[StageCount, ...]:
    """Count people and containers at each stage, by who gives them; containers begin where they are agreed.

    returns    every stage, giver and kind in their order, also where the number is 0
    """
    things = set(_things(seen_by(desk, found), candidates, after))
    counts = Counter((stage, giver, kind) for stage, giver, kind, _ in things)
    kinds: tuple[tuple[Kind, tuple[Stage, ...]], ...] = (("person", STAGES), ("container", STAGES[2:]))
    return tuple(
        StageCount(stage, giver, kind, counts[stage, giver, kind])
        for kind, stages in kinds
        for stage in stages
        for giver in found.sides
    )


def view_turns(desk: Desk, found: RoundState) -> tuple[Turn, ...]:
    """Say how much waits for each side."""
    found = seen_by(desk, found)
    due = Counter(row.due for row in view_table(desk, found).rows)
    waits = Counter(one.waits_for for one in agreement_of(found).open)
    return tuple(Turn(side, due[side], waits[side]) for side in found.sides)


def _things(found: RoundState, candidates: Candidates, after: Afterwards) -> Iterator[_Thing]:
    """Say each thing at each stage; what is said twice counts once."""
    holder, plans = {one.id: one.holder for one in candidates.people}, found.said(PlanMade)
    yield from (("identified", side, "person", one) for one, side in holder.items())
    yield from (("planned", holder[one], "person", one) for one in (plans[-1].plan if plans else ()) if one in holder)
    giver_of = dict(zip(found.sides, reversed(found.sides), strict=True))
    for item in agreement_of(found).agreed:
        if item.to in giver_of and item.kind != "round":
            yield "agreed", giver_of[item.to], item.kind, item.id
    yield from _passed(found, after)


def _passed(found: RoundState, after: Afterwards) -> Iterator[_Thing]:
    for held in manifests_of(found):
        yield from (("on a manifest", held.manifest.giver, line.kind, line.id) for line in held.manifest.lines)
    confirmed = {(one.of.kind, one.of.id) for one in after.results if one.outcome == "confirmed"}
    for receipt in signed_receipts(found):
        for one in receipt.transfers:
            yield "handed over", receipt.giver, one.kind, one.id
            if (one.kind, one.id) in confirmed:
                yield "confirmed", receipt.giver, one.kind, one.id
