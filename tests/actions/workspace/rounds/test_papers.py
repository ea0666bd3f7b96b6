"""Manifests and papers: what they rest on, whom they are for, and that each is used once, also after a restore."""

from dataclasses import replace
from datetime import timedelta

import pytest

from homeward.actions.workspace.copies import Copy, Order, Person, back_up_workspace, restore_workspace
from homeward.actions.workspace.desk import approve, new_id
from homeward.actions.workspace.rounds.crossing import make_receipt, take_marks
from homeward.actions.workspace.rounds.held import find_manifest, manifests_of, papers_of, used_by, write_file
from homeward.actions.workspace.rounds.items import take_back
from homeward.actions.workspace.rounds.opening import all_rounds
from homeward.actions.workspace.rounds.papers import countersign, make_manifest, take_paper, use_manifest
from homeward.errors import InvalidInput
from homeward.exchange.handing_over.manifest import Line, write_manifest
from homeward.exchange.handing_over.paper import sign_paper
from homeward.ledger.keys import SigningKey
from tests.actions.workspace.rounds.conftest import LATER, clock, load, window
from tests.actions.workspace.rounds.test_crossing import marks_of
from tests.actions.workspace.sample import PASSPHRASE

WOUNDED, SERGEANT = "South:S-1", "South:S-2"


def made(side, crossing=None):
    manifest, _, _ = side.both("hana", "igor", make_manifest, crossing or window())
    return manifest


def paper_of(side, manifest):
    return next(one for one in papers_of(side.now("hana", "roll call")) if manifest.id in one.data.decode())


def test_a_manifest_with_a_line_that_nobody_agreed_is_neither_signed_nor_used(sides):
    north, south = sides
    honest = made(south)
    padded = replace(honest, lines=(*honest.lines, Line(kind="person", id="South:S-9", item="South:S-9/1")))
    swapped = replace(honest, lines=(replace(honest.lines[0], id="South:S-0"), *honest.lines[1:]))
    for forged in (padded, swapped):
        paper = sign_paper(write_manifest(forged), south.workspace.ledger_key)
        take_paper(north.seat("hana"), north.round_id, write_file(paper))
        with pytest.raises(InvalidInput, match="1 of its lines rest on nothing"):
            countersign(north.seat("hana"), north.round_id, paper.digest.hex())
        both = sign_paper(paper, north.workspace.ledger_key)  # even where it was signed elsewhere
        take_paper(north.seat("hana"), north.round_id, write_file(both))
        with pytest.raises(InvalidInput, match="1 of its lines rest on nothing"):
            use_manifest(north.seat("hana"), north.round_id, paper.digest.hex())


def test_whoever_was_taken_back_after_loading_does_not_cross(sides):
    north, south = sides
    manifest = made(south)
    paper = paper_of(south, manifest)
    take_paper(north.seat("hana"), north.round_id, write_file(paper))
    north.both("hana", "igor", countersign, paper.digest.hex())
    north.both("nina", "oleh", take_back, SERGEANT, "he is ill")
    with pytest.raises(InvalidInput, match="1 of its lines rest on nothing"):
        use_manifest(north.seat("hana"), north.round_id, paper.digest.hex())


def test_the_side_that_gives_does_not_use_the_manifest_of_the_other(sides):
    north, south = sides
    manifest = made(south)
    digest = paper_of(south, manifest).digest.hex()
    take_paper(
        south.seat("hana"),
        south.round_id,
        write_file(sign_paper(paper_of(south, manifest), north.workspace.ledger_key)),
    )
    with pytest.raises(InvalidInput, match="meant for homeward/agency-north"):
        use_manifest(south.seat("hana"), south.round_id, digest)


def test_papers_between_others_or_with_a_strangers_signature_are_not_taken_in(sides):
    north, south = sides
    honest = made(south)
    key, stranger = south.workspace.ledger_key, SigningKey("homeward/stranger", bytes(range(1, 33)))
    for forged, says in (
        (replace(honest, round="R8"), "round R8"),
        (replace(honest, giver="East"), "are not North and South"),
        (replace(honest, giver="North", receiver="South"), "South receives"),
    ):
        data = write_file(sign_paper(write_manifest(forged), key))
        with pytest.raises(InvalidInput, match=says):
            take_paper(north.seat("hana"), north.round_id, data)
    paper = sign_paper(write_manifest(honest), key)
    with pytest.raises(InvalidInput, match="of nobody in this round"):
        take_paper(north.seat("hana"), north.round_id, write_file(sign_paper(paper, stranger)))
    other = sign_paper(write_manifest(replace(honest, place="ford")), key)
    with pytest.raises(InvalidInput, match="does not hold"):
        take_paper(north.seat("hana"), north.round_id, write_file(replace(paper, signatures=other.signatures)))
    with pytest.raises(InvalidInput, match="nobody has signed"):
        take_paper(north.seat("hana"), north.round_id, write_file(replace(paper, signatures=())))


def test_a_manifest_made_or_used_twice_by_one_act_is_one(sides):
    north, south = sides
    act_id = new_id()
    first, _, kept = make_manifest(south.seat("hana"), south.round_id, window(), act_id=act_id)
    again, _, repeat = make_manifest(south.seat("hana"), south.round_id, window(), act_id=act_id)
    assert (again.id, repeat.is_repeat, repeat.waits_for) == (first.id, True, kept.waits_for)
    assert approve(south.seat("igor"), kept.waits_for).entries
    again, _, repeat = make_manifest(south.seat("hana"), south.round_id, window(), act_id=act_id)
    assert (again.id, repeat.is_repeat, repeat.waits_for) == (first.id, True, None)
    take_paper(north.seat("hana"), north.round_id, write_file(paper_of(south, first)))
    digest = paper_of(south, first).digest.hex()
    north.both("hana", "igor", countersign, digest)
    use = new_id()
    use_manifest(north.seat("hana"), north.round_id, digest, act_id=use)
    assert use_manifest(north.seat("hana"), north.round_id, digest, act_id=use)[1].is_repeat


def test_the_next_manifest_follows_what_the_receiver_used_as_its_receipt_tells_the_giver(sides):
    north, south = sides
    first = load(south, north)
    take_marks(north.seat("hana"), north.round_id, marks_of(north, first, (WOUNDED,), (SERGEANT,)))
    north.both("hana", "igor", make_receipt, first)
    receipt = papers_of(north.now("hana", "roll call"))[-1]
    take_paper(south.seat("hana"), south.round_id, write_file(receipt))
    south.workspace, north.workspace = _tomorrow(south), _tomorrow(north)
    second = load(south, north, window(day=1))
    held = {one.paper.digest.hex(): one for one in manifests_of(north.now("hana", "roll call"))}
    assert held[second].manifest.previous.hex() == first
    assert [line.id for line in held[second].manifest.lines] == [SERGEANT]


def _tomorrow(side):
    start = window(day=1).opens_at
    return replace(side.workspace, clock=clock(start))


def test_a_manifest_that_expired_unused_holds_up_nobody(sides):
    north, south = sides
    made(south)
    south.workspace, north.workspace = _tomorrow(south), _tomorrow(north)
    second = load(south, north, window(day=1))
    assert len(find_manifest(north.now("hana", "roll call"), second).manifest.lines) == 2


def test_a_workspace_restored_from_an_older_copy_learns_what_it_had_used_from_its_receipts(sides, tmp_path):
    north, south = sides
    copy = Copy(tmp_path / "copy", tmp_path / "keys")
    back_up_workspace(north.seat("emil"), copy)
    digest = load(south, north)
    take_marks(north.seat("hana"), north.round_id, marks_of(north, digest, (WOUNDED,)))
    north.both("hana", "igor", make_receipt, digest)
    papers = papers_of(north.now("hana", "roll call"))
    people = (Person("emil", PASSPHRASE), Person("fadi", PASSPHRASE))
    order = Order(passphrase=PASSPHRASE, people=people, cause="disk failure", clock=clock(LATER + timedelta(hours=1)))
    restored = replace(north, workspace=restore_workspace(copy, tmp_path / "again", order))
    with restored.workspace.store:
        hana, ledger = restored.seat("hana"), restored.now().opening.ledger
        assert used_by(all_rounds(hana), ledger).number == 0
        for paper in papers:  # partners send back what they hold
            take_paper(hana, restored.round_id, write_file(paper))
        assert used_by(all_rounds(hana), ledger).number == 1
        with pytest.raises(InvalidInput, match="was used before"):
            use_manifest(hana, restored.round_id, digest)


def test_an_empty_or_odd_digest_finds_no_paper(sides):
    north, south = sides
    load(south, north)
    for digest in ("", "zz"):
        with pytest.raises(InvalidInput, match="0 manifests"):
            find_manifest(north.now("hana", "roll call"), digest)
        with pytest.raises(InvalidInput, match="no such paper"):
            countersign(north.seat("hana"), north.round_id, digest)


def test_a_manifest_is_not_made_for_a_time_that_has_passed(sides):
    _, south = sides
    past = window(day=-3)
    with pytest.raises(InvalidInput, match="expired already"):
        make_manifest(south.seat("hana"), south.round_id, past)
    assert past.expires_at < window().opens_at - timedelta(days=1)
