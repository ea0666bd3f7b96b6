"""Two people of the neutral sign what both sides made, and the sides take it in; all else leaves no signature."""

from dataclasses import replace
from datetime import timedelta

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve, new_id, waiting_acts
from homeward.actions.workspace.rounds.held import content_of, form_of, papers_of, read_paper, write_file
from homeward.actions.workspace.rounds.opening import keys_of
from homeward.actions.workspace.rounds.papers import take_paper
from homeward.actions.workspace.rounds.swapping import swap_of, take_from_others, write_step
from homeward.actions.workspace.witnessing.witness import Witnessed, ask_to_witness, witness
from homeward.errors import HomewardError, InvalidInput
from homeward.exchange.agreeing.swap import commit_to
from homeward.exchange.handing_over.manifest import Manifest, write_manifest
from homeward.exchange.handing_over.paper import sign_paper, unsigned
from homeward.exchange.handing_over.receipt import check_receipt, write_receipt
from homeward.ledger.keys import SigningKey
from tests.actions.workspace.rounds.conftest import LATER
from tests.actions.workspace.sample import acts

STRANGER = SigningKey("homeward/stranger", bytes(range(1, 33)))
UNTIL = LATER + timedelta(hours=5)


def asked(three, *files, **more):
    return Witnessed(**{"name": "Neutral", "sides": three.keys(), "files": files, **more})


def swap_asked(three, *files, open_by=UNTIL):
    return asked(three, *(files or three.asks.commitments), open_by=open_by)


def approved(three, what, second="nils"):
    """Ask as nora and approve as somebody else: the id."""
    _, kept = ask_to_witness(three.sit("nora"), what)
    approve(three.sit(second), kept.waits_for)
    return kept.waits_for


def sign(three, what):
    return witness(three.sit("nora"), what, approved(three, what))[0]


def commitment(three, round_id):
    """The North commits to another list than in its workspace."""
    key, lines = three.north.workspace.ledger_key, ((("id", "w-3"),),)
    return commit_to(lines, key, round_id=round_id, party="North", on=LATER.date(), salt=bytes(16))


def n_signed(three):
    return [act.kind for act in acts(three.neutral)].count("paper witnessed")


def forged(three, data, **changes):
    """The same paper with something else in it, signed by both sides."""
    of = replace(content_of(read_paper(data)), **changes)
    paper = write_manifest(of) if isinstance(of, Manifest) else write_receipt(of)
    return write_file(sign_paper(paper, *(side.workspace.ledger_key for side in (three.north, three.south))))


# ── what is signed ──


@pytest.mark.parametrize("which", ["manifest", "receipt"])
def test_what_two_people_of_the_neutral_sign_both_sides_take_in(three, which):
    sent = getattr(three.asks, which)
    signed = sign(three, asked(three, sent))
    paper = read_paper(signed)
    assert (paper.data, len(paper.signatures)) == (read_paper(sent).data, 3)
    for side in (three.north, three.south):
        take_paper(side.seat("hana"), side.round_id, signed)
        now = side.now("hana", "roll call")
        [held] = [one for one in papers_of(now) if one.digest == paper.digest]
        assert unsigned(held, keys_of(now)) == ()
        assert check_workspace(side.workspace).is_whole


def test_a_receipt_is_proof_only_with_the_neutrals_signature(three):
    [manifest] = [one for one in papers_of(three.north.now("hana", "roll call")) if form_of(one)]
    keys = keys_of(three.north.now("hana", "roll call"))
    before = check_receipt(read_paper(three.asks.receipt), manifest.digest, keys)
    after = check_receipt(read_paper(sign(three, asked(three, three.asks.receipt))), manifest.digest, keys)
    assert (before, after) == (("Neutral has not signed",), ())


def test_the_commitments_of_a_swap_are_countersigned_and_both_sides_can_open(three):
    signed = sign(three, swap_asked(three))
    first, second = three.asks.commitments
    for side, other in ((three.north, second), (three.south, first)):
        for step in (other, signed):
            take_from_others(side.seat("nina"), side.round_id, step)
        swap = swap_of(side.now())[0]
        assert (swap.state, swap.countersign.open_by) == ("waiting for lists", UNTIL)


def test_the_second_person_reads_what_is_attested_and_under_whose_keys(three):
    words, kept = ask_to_witness(three.sit("nora"), asked(three, three.asks.manifest))
    [(waiting, told)] = waiting_acts(three.sit("nils"))
    paper = read_paper(three.asks.manifest)
    assert (waiting, told.says) == (kept.waits_for, words)
    assert "of round R7: 2 lines from South to North" in words
    assert all(text in words for text in (paper.digest.hex(), *(key.id for key in three.keys().values())))
    assert "does not say who anybody is" in ask_to_witness(three.sit("nora"), asked(three, three.asks.receipt))[0]
    assert "to 2 lines" in ask_to_witness(three.sit("nora"), swap_asked(three))[0]


def test_the_neutral_can_show_what_it_signed(three):
    what = asked(three, three.asks.receipt)
    order = approved(three, what)
    witness(three.sit("nora"), what, order)
    act = acts(three.neutral)[-1]
    assert (act.kind, act.relies_on, dict(act.facts)["digest"]) == ("paper witnessed", (order,), what.digest)


# ── what is not ──


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda t: asked(t, t.asks.unsigned), "North has not signed"),
        (lambda t: asked(t, write_file(replace(read_paper(t.asks.manifest), signatures=()))), "South has not signed"),
        (lambda t: asked(t, t.asks.manifest, sides={**t.keys(), "South": STRANGER.verifier()}), "South has not signed"),
        (lambda t: asked(t, t.asks.manifest.replace(b'"place":"bridge"', b'"place":"ford"')), "does not hold"),
        (
            lambda t: asked(t, write_file(sign_paper(read_paper(t.asks.manifest), STRANGER))),
            "is of neither side",
        ),
        (
            lambda t: asked(t, t.asks.receipt, sides={"East": t.keys()["North"], "South": t.keys()["South"]}),
            "are not East and South",
        ),
        (lambda t: asked(t, forged(t, t.asks.manifest, giver="East")), "are not North"),
        (
            lambda t: asked(t, forged(t, t.asks.manifest, giver="North", receiver="South")),
            "not theirs",
        ),
        (
            lambda t: asked(t, forged(t, t.asks.receipt, neutral="Other")),
            "names another as the neutral",
        ),
        (lambda t: asked(t, t.asks.receipt, name="Other"), "names another as the neutral"),
        (lambda t: asked(t, b"homeward/paper/1\n{}\n"), "not a paper of form"),
        (lambda t: asked(t, t.asks.commitments[0]), "no paper"),
        (lambda t: swap_asked(t, t.asks.commitments[0], t.asks.commitments[0]), "not the commitments"),
        (lambda t: swap_asked(t, t.asks.manifest, t.asks.receipt), "JSON"),
        (lambda t: swap_asked(t, open_by=LATER), "lies in the past"),
        (
            lambda t: asked(t, *t.asks.commitments, sides={**t.keys(), "South": STRANGER.verifier()}, open_by=UNTIL),
            "signature of South does not hold",
        ),
        (
            lambda t: asked(t, t.asks.manifest, sides={**t.keys(), "South": t.neutral.ledger_key.verifier()}),
            "no neutral between them",
        ),
    ],
    ids=range(17),
)  # fmt: skip
def test_what_the_neutral_may_not_sign_is_refused_before_anybody_is_asked(untouched, make, says):
    with pytest.raises(HomewardError, match=says):
        ask_to_witness(untouched.sit("nora"), make(untouched))
    assert waiting_acts(untouched.sit("nils")) == ()
    assert n_signed(untouched) == 0


@pytest.mark.parametrize(
    "more",
    [
        {"sides": {}},
        {"sides": dict.fromkeys(("North", "South"), STRANGER.verifier())},
        {"name": "North"},
        {"files": ()},
        {"files": (b"", b"")},
        {"open_by": UNTIL},
        {"files": (b"", b""), "open_by": UNTIL.replace(tzinfo=None)},
    ],
    ids=range(7),
)
def test_what_cannot_be_asked_is_one_sentence(untouched, more):
    with pytest.raises(InvalidInput):
        Witnessed(**{"name": "Neutral", "sides": untouched.keys(), "files": (untouched.asks.manifest,), **more})


def test_commitments_of_two_rounds_are_not_countersigned(untouched):
    own = write_step(commitment(untouched, "R8"))
    with pytest.raises(InvalidInput, match="round R8: this is a statement about round R7"):
        ask_to_witness(untouched.sit("nora"), swap_asked(untouched, own, untouched.asks.commitments[1]))
    assert n_signed(untouched) == 0


def test_one_person_is_not_two(three):
    what = asked(three, three.asks.manifest)
    _, kept = ask_to_witness(three.sit("nora"), what)
    with pytest.raises(Refused):
        approve(three.sit("nora"), kept.waits_for)
    with pytest.raises(Refused):
        witness(three.sit("nora"), what, kept.waits_for)
    assert n_signed(three) == 0


def test_a_negotiator_neither_asks_nor_approves(three):
    what = asked(three, three.asks.manifest)
    with pytest.raises(Refused):
        ask_to_witness(three.sit("neda"), what)
    with pytest.raises(Refused):
        approved(three, what, second="neda")
    assert n_signed(three) == 0


def test_only_what_was_approved_is_signed_once_and_by_whoever_asked(three):
    what = asked(three, three.asks.manifest)
    order = approved(three, what)
    others = (
        asked(three, three.asks.receipt),
        asked(three, three.asks.manifest, name="Other"),
        swap_asked(three),
    )
    for other in others:
        with pytest.raises(Refused):
            witness(three.sit("nora"), other, order)
    with pytest.raises(Refused):
        witness(three.sit("nils"), what, order)
    assert n_signed(three) == 0
    assert witness(three.sit("nora"), what, order)[0]
    with pytest.raises(Refused):
        witness(three.sit("nora"), what, order)
    assert n_signed(three) == 1


def test_an_approval_runs_out_after_a_day(three):
    what = asked(three, three.asks.manifest)
    order = approved(three, what)
    late = LATER + timedelta(days=2)
    three.neutral = replace(three.neutral, clock=lambda: late)
    with pytest.raises(Refused):
        witness(three.sit("nora"), what, order)
    assert n_signed(three) == 0


def test_lists_that_should_be_open_already_are_not_countersigned_any_more(three):
    what = swap_asked(three)
    order = approved(three, what)
    three.neutral = replace(three.neutral, clock=lambda: UNTIL)
    with pytest.raises(InvalidInput, match="lies in the past"):
        witness(three.sit("nora"), what, order)
    assert n_signed(three) == 0


def test_a_side_cannot_have_two_of_its_lists_countersigned_and_choose_later(three):
    two = swap_asked(three, write_step(commitment(three, "R7")), three.asks.commitments[1])
    waiting = approved(three, two)  # asked and approved before the first was signed
    sign(three, swap_asked(three))
    with pytest.raises(InvalidInput, match="other commitments were signed before"):
        witness(three.sit("nora"), two, waiting)
    with pytest.raises(InvalidInput, match="other commitments were signed before"):
        ask_to_witness(three.sit("nora"), two)
    assert n_signed(three) == 1
    assert sign(three, swap_asked(three))  # the same again, where the file was lost
    assert n_signed(three) == 2


def test_people_of_a_side_do_not_sign_as_the_neutral_what_they_may_not_countersign(three):
    hana = three.north.seat("hana")
    keys = [SigningKey("homeward/agency-north", bytes(range(2, 34))), STRANGER]
    padded = sign_paper(write_manifest(content_of(read_paper(three.asks.manifest))), *keys)
    sides = {"North": keys[0].verifier(), "South": keys[1].verifier()}
    with pytest.raises(InvalidInput, match="a side of a round is not its neutral"):
        ask_to_witness(hana, Witnessed(name="Neutral", sides=sides, files=[write_file(padded)]))


def test_asking_twice_under_one_id_asks_once_and_for_the_same(three):
    what, act_id = asked(three, three.asks.manifest), new_id()
    first = ask_to_witness(three.sit("nora"), what, act_id=act_id)[1]
    again = ask_to_witness(three.sit("nora"), what, act_id=act_id)[1]
    assert (first.waits_for, again.waits_for, again.is_repeat) == (act_id, act_id, True)
    other = asked(three, three.asks.receipt)
    with pytest.raises(InvalidInput, match="said something else"):
        ask_to_witness(three.sit("nora"), other, act_id=act_id)
    approve(three.sit("nils"), act_id)
    with pytest.raises(InvalidInput, match="said something else"):
        ask_to_witness(three.sit("nora"), other, act_id=act_id)
    assert ask_to_witness(three.sit("nora"), what, act_id=act_id)[1].waits_for is None
