"""A container on the whole way: noted, agreed, loaded under its seal, crossed, and found to be somebody else's."""

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.rounds.crossing import make_receipt, note_outcome, take_marks, view_afterwards, view_day
from homeward.actions.workspace.rounds.held import manifests_of, papers_of, write_file
from homeward.actions.workspace.rounds.items import agreement_of, proofs_of, sign_items, take_proofs
from homeward.actions.workspace.rounds.papers import take_paper
from homeward.actions.workspace.things import note_remains
from homeward.errors import InvalidInput
from homeward.exchange.handing_over.outcome import Assessment, Crossed
from tests.actions.workspace.rounds.conftest import LATER, load, window
from tests.actions.workspace.rounds.test_crossing import marks_of

BAG = "K-3"
CUSTODY = {"of": BAG, "giver": "field", "taker": "store", "place": "store", "because": "found"}


def note(side, kind, **said):
    kept = note_remains(side.seat("anna"), kind, said)
    return kept.entries[0].act.id


def bagged(sides):
    """The South has a container in its remains, and both sides agree that it goes to the North."""
    north, south = sides
    note(south, "thing", id=BAG, level="container")
    note(south, "thing", id="K-3-1", level="item")
    note(south, "custody", seal_out="17", **CUSTODY)
    note(south, "custody", seal_in="17", seal_out="21", **CUSTODY | {"giver": "store", "taker": "lorry"})
    for one, other in ((south, north), (north, south)):
        one.both("nina", "oleh", sign_items, (), (f"{BAG}>North",))
        take_proofs(other.seat("nina"), other.round_id, proofs_of(one.now()))
    return north, south


def test_a_container_is_loaded_under_the_seal_that_custody_says(sides):
    north, south = bagged(sides)
    assert {item.kind for item in agreement_of(north.now()).agreed if item.id == BAG} == {"container"}
    digest = load(south, north, window(declared={BAG: 2}))
    [line] = [one for one in manifests_of(north.now("hana", "roll call"))[0].manifest.lines if one.id == BAG]
    assert (line.kind, line.seals, line.n_declared) == ("container", ("21",), 2)
    seals = {BAG: [{"number": "22"}]}
    take_marks(north.seat("hana"), north.round_id, marks_of(north, digest, (BAG, "South:S-1"), seals=seals))
    north.both("hana", "igor", make_receipt, digest)
    says = [
        one.says for one in view_day(north.seat("hana"), north.now("hana", "roll call"), digest).receipted.mismatches
    ]
    assert says == ["container K-3: seal 21 is not there", "container K-3: seal 22 was not put on by whoever left it"]


def test_seals_that_are_given_stand_before_those_of_custody(sides):
    north, south = bagged(sides)
    load(south, north, window(seals={BAG: ("99", "98")}))
    [line] = [one for one in manifests_of(north.now("hana", "roll call"))[0].manifest.lines if one.id == BAG]
    assert line.seals == ("98", "99")


def test_what_a_container_turned_out_to_be_rests_on_a_finding_about_it(sides):
    north, south = bagged(sides)
    digest = load(south, north)
    take_marks(north.seat("hana"), north.round_id, marks_of(north, digest, (BAG,)))
    north.both("hana", "igor", make_receipt, digest)
    note(north, "thing", id=BAG, level="container")
    note(north, "thing", id="K-4", level="container")
    theirs = note(north, "finding", of="K-4", outcome="not ours", because="other uniform")
    ours = note(north, "finding", of=BAG, outcome="not ours", because="other uniform")

    def say(outcome, basis, **more):
        of = Crossed("container", BAG)
        what = Assessment(id="o1", of=of, outcome=outcome, by="North", at=LATER, basis=basis, **more)
        return note_outcome(north.seat("hana"), north.round_id, what)

    custody = note(north, "custody", **CUSTODY)
    for outcome, basis in (("not ours", theirs), ("several people", ours), ("confirmed", ours), ("not ours", custody)):
        with pytest.raises(InvalidInput, match="that says so of it"):
            say(outcome, basis)
    say("not ours", ours)
    after = view_afterwards(north.seat("hana"), north.now("hana", "roll call"))
    [result] = [one for one in after.results if one.of.kind == "container"]
    assert (result.outcome, result.steps[0]) == ("not ours", "return to the other side")
    assert ("not ours", "containers", 1) in {(one.event, one.unit, one.n) for one in after.bookings}
    for paper in papers_of(north.now("hana", "roll call")):
        take_paper(south.seat("hana"), south.round_id, write_file(paper))
    assert all(check_workspace(side.workspace).is_whole for side in sides)


def test_an_item_or_individual_is_no_container(sides):
    _, south = bagged(sides)
    with pytest.raises(InvalidInput, match="K-3-1 is an item"):
        sign_items(south.seat("nina"), south.round_id, (), ("K-3-1>North",))
    for text in ("K-3", "K-3>East", "two words>North", ">North"):
        with pytest.raises(InvalidInput):
            sign_items(south.seat("nina"), south.round_id, (), (text,))
