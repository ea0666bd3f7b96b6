"""Two sides and a neutral, each with a workspace of its own, up to what the neutral is asked to sign."""

import json
from contextlib import ExitStack
from dataclasses import dataclass

from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.founding import Making, Newcomer, found_workspace
from homeward.actions.workspace.rights import Role
from homeward.actions.workspace.rounds.crossing import make_receipt, take_marks
from homeward.actions.workspace.rounds.held import form_of, papers_of, write_file
from homeward.actions.workspace.rounds.items import proofs_of, sign_items, take_proofs
from homeward.actions.workspace.rounds.opening import Parties, open_round
from homeward.actions.workspace.rounds.papers import countersign, take_paper
from homeward.actions.workspace.rounds.swapping import commit_list, step_to_send
from homeward.actions.workspace.things import note_remains
from tests.actions.workspace.rounds.conftest import clock, load, opened
from tests.actions.workspace.rounds.sample import DAY, TERMS, found, key_of
from tests.actions.workspace.rounds.test_crossing import marks_of
from tests.actions.workspace.sample import CHEAP, NOON, PASSPHRASE, seat

NEUTRALS = {
    "nora": (Role.ADJUDICATOR,),
    "nils": (Role.ADJUDICATOR,),
    "neda": (Role.NEGOTIATOR,),
    "emil": (Role.ADMINISTRATOR,),
    "fadi": (Role.CUSTODIAN,),
}
BAGS = ("K-3", "K-4")


@dataclass(frozen=True)
class Asks:
    """What the sides send to the neutral."""

    unsigned: bytes  # the manifest before its receiver has signed it
    manifest: bytes
    receipt: bytes
    commitments: tuple[bytes, bytes]


def begin(workspace, own, other_key, neutral_key):
    nina, oleh = seat(workspace, "nina", "oleh")
    other = "South" if own == "North" else "North"
    parties = Parties(own=own, other=other, neutral="Neutral", other_key=other_key, neutral_key=neutral_key)
    round_id, kept = open_round(nina, "R7", parties, json.dumps(TERMS).encode(), on=DAY)
    approve(oleh, kept.waits_for)
    return round_id


def newest(side):
    return write_file(papers_of(side.now("hana", "roll call"))[-1])


def make_all(folder):
    """A round of two containers as far as the neutral's signatures: the ids of the round, and what is sent."""
    rounds = {}
    for name in ("north", "south"):
        found(folder / name, f"agency-{name}").store.close()
    founders = [Newcomer(name, roles, PASSPHRASE, "neutral") for name, roles in NEUTRALS.items()]
    made = found_workspace(folder / "neutral", "neutral", PASSPHRASE, founders, making=Making(CHEAP, clock(NOON)))
    with made.store, ExitStack() as stack:
        sides = opened(folder, rounds, stack)
        for side, other in (sides, sides[::-1]):
            side.round_id = begin(side.workspace, side.name, key_of(other.workspace), key_of(made))
            rounds[side.name] = side.round_id
        return rounds, _cross(*sides)


def _cross(north, south):
    """Agree, load, cross and receipt as far as both sides sign, and commit to two lists."""
    for bag in BAGS:
        note_remains(south.seat("anna"), "thing", {"id": bag, "level": "container"})
    for side, other in ((south, north), (north, south)):
        side.both("nina", "oleh", sign_items, (), [f"{bag}>North" for bag in BAGS])
        take_proofs(other.seat("nina"), other.round_id, proofs_of(side.now()))
    digest = load(south, north)
    unsigned, manifest = newest(south), newest(north)
    take_marks(north.seat("hana"), north.round_id, marks_of(north, digest, BAGS[:1], BAGS[1:]))
    north.both("hana", "igor", make_receipt, digest)
    take_paper(south.seat("hana"), south.round_id, newest(north))
    [receipt] = [one for one in papers_of(south.now("hana", "roll call")) if not form_of(one)]
    south.both("hana", "igor", countersign, receipt.digest.hex())
    commitments = []
    for side, data in ((north, b"id\nw-1\nw-2\n"), (south, b"id\nw-9\n")):
        side.both("nina", "oleh", commit_list, data)
        commitments.append(step_to_send(side.now(), "commitment"))
    return Asks(unsigned, manifest, newest(south), tuple(commitments))
