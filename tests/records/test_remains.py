from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.records.claim import Withdrawal
from homeward.records.remains import (
    CustodyEvent,
    Declaration,
    Finding,
    Link,
    Node,
    Remains,
    Sample,
    SampleResult,
    Thing,
    breaks_of_custody,
    declared_of,
    found_of,
    history_of,
    links_on,
    parts_of,
    results_of,
    steps_due,
    tree_on,
)

START = datetime(2025, 6, 6, 9, tzinfo=UTC)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def link(id: str, kind: str, part: str, whole: str, on: int = 0) -> Link:
    return Link(id, kind, part, whole, "examiner 3", day(on), "the fracture lines fit")  # type: ignore[arg-type]


def taken_back(of: str, on: int) -> Withdrawal:
    return Withdrawal(of, "board", day(on).date(), "DNA says otherwise")


# One person in two bags of two deliveries; another person's part in the first bag.
TWO_BAGS = Remains(
    links=(
        link("l1", "lies in", "I1", "B1"),
        link("l2", "lies in", "I2", "B1"),
        link("l3", "lies in", "I3", "B2", 30),
        link("l4", "belongs to", "I1", "D1", 40),
        link("l5", "belongs to", "I3", "D1", 41),
        link("l6", "belongs to", "I2", "D2", 41),
        link("l7", "identified as", "D1", "S17", 50),
    )
)
S17 = Node("person", "S17")


def test_one_person_may_lie_in_two_bags_and_one_bag_hold_two_individuals():
    one, two = Node("individual", "D1", (S17,)), Node("individual", "D2")
    assert tree_on(TWO_BAGS) == (
        Node("container", "B1", (Node("item", "I1", (one,)), Node("item", "I2", (two,)))),
        Node("container", "B2", (Node("item", "I3", (one,)),)),
    )
    assert parts_of(TWO_BAGS, "person", "S17") == parts_of(TWO_BAGS, "individual", "D1") == (("I1", "B1"), ("I3", "B2"))
    assert parts_of(TWO_BAGS, "person", "D1") == ()


def test_the_tree_of_an_earlier_day_holds_only_what_was_known_then():
    assert tree_on(TWO_BAGS, day(0).date()) == (Node("container", "B1", (Node("item", "I1"), Node("item", "I2"))),)
    assert parts_of(TWO_BAGS, "person", "S17", day(49).date()) == ()
    assert parts_of(TWO_BAGS, "person", "S17", day(50).date()) != ()


def test_a_later_link_takes_the_place_of_the_earlier_one_and_both_stay_readable():
    wrong, right = link("l2", "belongs to", "I1", "D1", 1), link("l1", "belongs to", "I1", "D2", 2)
    remains = Remains(links=(right, wrong))
    assert links_on(remains)["belongs to", "I1"] == right
    assert links_on(remains, day(1).date())["belongs to", "I1"] == wrong
    assert history_of(remains, "I1") == ((wrong, None), (right, None))


def test_withdrawing_a_link_gives_back_the_one_before_from_that_day_on():
    old, new = link("l1", "identified as", "D1", "S1", 1), link("l2", "identified as", "D1", "S2", 2)
    remains = Remains(links=(old, new), withdrawals=(taken_back("l2", 5),))
    assert links_on(remains, day(4).date())["identified as", "D1"] == new
    assert links_on(remains, day(5).date())["identified as", "D1"] == old
    assert history_of(remains, "D1") == ((old, None), (new, taken_back("l2", 5)))


def test_an_item_split_off_lies_where_the_whole_lay_but_is_nobody_yet():
    remains = replace(TWO_BAGS, links=(*TWO_BAGS.links, link("l8", "split from", "I1a", "I1", 60)))
    bag = tree_on(remains)[0]
    assert Node("item", "I1a") in bag.below
    moved = replace(remains, links=(*remains.links, link("l9", "lies in", "I1a", "B9", 61)))
    assert tree_on(moved)[2] == Node("container", "B9", (Node("item", "I1a"),))


def test_items_split_from_each_other_in_a_circle_lie_nowhere():
    circle = Remains(links=(link("l1", "split from", "I1", "I2"), link("l2", "split from", "I2", "I1")))
    assert tree_on(circle) == (Node("item", "I1"), Node("item", "I2"))


def test_what_got_a_code_is_in_the_tree_without_any_link():
    things = tuple(
        Thing(*words, "team 2", day(0)) for words in (("B1", "container"), ("I1", "item"), ("D1", "individual"))
    )
    levels = [(node.level, node.below) for node in tree_on(Remains(things))]
    assert levels == [("container", ()), ("item", ()), ("individual", ())]


links = st.builds(
    lambda id, kind, part, whole, on: link(str(id), kind, part, whole, on),
    st.integers(0, 10**9),
    st.sampled_from(("lies in", "belongs to", "identified as")),
    st.sampled_from(("a", "b", "c")),
    st.sampled_from(("x", "y")),
    st.integers(0, 5),
)
many = st.lists(links, max_size=8, unique_by=lambda one: one.id).map(tuple)


@given(many, st.randoms(use_true_random=False), st.integers(0, 6))
def test_the_order_in_which_links_arrive_never_changes_the_tree(said, random, number):
    shuffled = tuple(random.sample(said, len(said)))
    assert tree_on(Remains(links=shuffled), day(number).date()) == tree_on(Remains(links=said), day(number).date())


@given(many, links)
def test_withdrawing_a_link_gives_the_tree_back(said, extra):
    extra = replace(extra, id="extra")
    both = Remains(links=(*said, extra), withdrawals=(taken_back("extra", 9),))
    assert tree_on(both) == tree_on(Remains(links=said))


@given(many, links)
def test_what_is_linked_later_never_changes_an_earlier_day(said, extra):
    later = replace(extra, id="extra", at=day(30))
    assert tree_on(Remains(links=(*said, later)), day(29).date()) == tree_on(Remains(links=said), day(29).date())


# ── declared names, outcomes, samples ──


def test_a_declared_name_is_never_inherited():
    declared = Declaration("d1", "B1", "Вигадько Юрій", "the South, list 4", day(0))
    remains = replace(TWO_BAGS, declarations=(declared,))
    assert declared_of(remains, "B1") == (declared,)
    assert [declared_of(remains, of) for of in ("I1", "I2", "D1", "S17")] == [(), (), (), ()]
    assert tree_on(remains) == tree_on(TWO_BAGS)


@pytest.mark.parametrize("outcome", ["not ours", "several people", "part of an earlier delivery"])
def test_each_outcome_is_a_result_that_can_be_taken_back(outcome):
    finding = Finding("f1", "I1", outcome, "examiner 3", day(3), "three left thigh bones", other="I9")
    assert found_of(Remains(findings=(finding,)), "I1") == (finding,)
    assert found_of(Remains(findings=(finding,), withdrawals=(taken_back("f1", 4),)), "I1") == ()


def test_no_profile_and_a_mixed_profile_are_results():
    sample = Sample("p1", "I1", "tooth", "examiner 3", day(3), "North laboratory", seal="s-1")
    results = tuple(
        SampleResult(f"r{number}", "p1", result, "laboratory", day(number))
        for number, result in enumerate(("no profile", "mixed profile", "profile"), start=5)
    )
    remains = Remains(samples=(sample,), results=results[::-1], withdrawals=(taken_back("r6", 9),))
    assert [result.result for result in results_of(remains, "p1")] == ["no profile", "profile"]


# ── chain of custody ──


def handed(giver: str, taker: str, on: int, seal_in: str | None = None, seal_out: str | None = None) -> CustodyEvent:
    return CustodyEvent("B1", giver, taker, "clerk", day(on), "crossing 2", "hand-over", seal_in, seal_out)


CHAIN = (
    handed("field 7", "team 2", 0, seal_out="s1"),
    handed("team 2", "driver", 1, "s1", "s1"),
    handed("driver", "laboratory", 2, "s1", "s2"),
)


def test_an_unbroken_chain_has_nothing_to_say():
    assert breaks_of_custody(CHAIN, "B1") == ()
    assert breaks_of_custody((), "B1") == ()


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (handed("nobody", "morgue", 3, "s2"), "handed over by nobody, but laboratory held it"),
        (handed("laboratory", "morgue", 3, "s9"), "found under seal s9, but left under s2"),
        (handed("laboratory", "morgue", 3), "left under seal s2; the seal found is not written down"),
        (handed("laboratory", "morgue", 1, "s2"), "follows an event of 2025-06-08"),
    ],
)
def test_each_break_of_the_chain_is_said_once(event, says):
    (sentence,) = breaks_of_custody((*CHAIN, event), "B1")
    assert says in sentence
    assert sentence.startswith("B1, 2025-06-")


def test_a_seal_that_nobody_put_on_is_said():
    (sentence,) = breaks_of_custody((handed("field 7", "team 2", 0), handed("team 2", "driver", 1, "s1")), "B1")
    assert "none written down" in sentence


def test_events_of_other_things_do_not_break_a_chain():
    other = replace(handed("x", "y", 1), of="B2")
    assert breaks_of_custody((CHAIN[0], other, *CHAIN[1:]), "B1") == ()


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=8), st.integers(1, 6))
def test_leaving_out_a_hand_over_breaks_the_chain_exactly_where_the_holder_changed(holders, gap):
    chain = [handed(*pair, number) for number, pair in enumerate(pairwise(holders))]
    assert breaks_of_custody(chain, "B1") == ()
    if gap < len(chain) - 1:
        missing = chain[gap]
        assert len(breaks_of_custody(chain[:gap] + chain[gap + 1 :], "B1")) == (missing.giver != missing.taker)


# ── mistakes ──


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: link("l1", "is", "I1", "B1"), "'is' is none of"),
        (lambda: replace(link("l1", "lies in", "I1", "B1"), because=" "), "a reason"),
        (lambda: replace(link("l1", "lies in", "I1", "B1"), by=""), "the name of who made it"),
        (lambda: replace(link("l1", "lies in", "I1", "B1"), at=datetime(2025, 6, 6)), "no time zone"),
        (lambda: link("l1", "split from", "I1", "I1"), "split from itself"),
        (lambda: Finding("f1", "I1", "ours", "x", day(0), "y"), "'ours' is none of"),
        (lambda: SampleResult("r1", "p1", "good", "x", day(0)), "'good' is none of"),
        (lambda: replace(handed("a", "b", 0), at=datetime(2025, 6, 6)), "no time zone"),
        (lambda: Remains(links=(link("l1", "lies in", "a", "x"), link("l1", "lies in", "b", "x"))), "two different"),
        (lambda: Remains((Thing("B1", "item", "x", day(0)), Thing("B1", "container", "x", day(0)))), "two different"),
    ],
)
def test_what_cannot_be_meant_is_refused(make, says):
    with pytest.raises(InvalidInput, match=says):
        make()


def test_an_hour_after_midnight_belongs_to_the_next_day():
    late = replace(link("l1", "lies in", "I1", "B1"), at=datetime(2025, 6, 7, 0, 30, tzinfo=UTC))
    assert links_on(Remains(links=(late,)), date(2025, 6, 6)) == {}
    assert links_on(Remains(links=(late,)), date(2025, 6, 7)) != {}


# ── merged individuals, and what follows from findings ──

MERGED = Remains(
    links=(
        link("l1", "lies in", "I1", "B1"),
        link("l2", "belongs to", "I1", "D1", 1),
        link("l3", "belongs to", "I2", "D2", 1),
        link("l4", "merged into", "D1", "D2", 5),
        link("l5", "identified as", "D2", "S17", 6),
    ),
    withdrawals=(taken_back("l4", 9),),
)


def test_an_individual_that_was_merged_stands_above_whom_it_was_merged_into_until_that_is_taken_back():
    both = Node("individual", "D1", (Node("individual", "D2", (S17,)),))
    assert tree_on(MERGED, day(6).date())[0] == Node("container", "B1", (Node("item", "I1", (both,)),))
    assert parts_of(MERGED, "person", "S17", day(6).date()) == (("I1", "B1"), ("I2", None))
    assert parts_of(MERGED, "person", "S17") == parts_of(MERGED, "individual", "D2") == (("I2", None),)
    assert parts_of(MERGED, "person", "S17", day(5).date()) == ()


def test_individuals_merged_in_a_circle_are_still_drawn():
    circle = Remains(links=(link("l1", "merged into", "D1", "D2"), link("l2", "merged into", "D2", "D1")))
    item = replace(circle, links=(*circle.links, link("l3", "belongs to", "I1", "D1")))
    assert tree_on(item) == (Node("item", "I1", (Node("individual", "D1", (Node("individual", "D2"),)),)),)


def found(outcome: str, of: str = "I1", other: str | None = None) -> Finding:
    return Finding("f1", of, outcome, "examiner 3", day(3), "seen", other)  # type: ignore[arg-type]


HANDED_BACK = CustodyEvent("I1", "North", "neutral", "examiner 3", day(5), "crossing", "not ours")


@pytest.mark.parametrize(
    ("finding", "done"),
    [
        (found("not ours"), Remains(custody=(HANDED_BACK,))),
        (found("several people"), Remains(links=(link("l1", "split from", "I2", "I1", 4),))),
        (
            found("part of an earlier delivery", other="I9"),
            Remains(links=(link("l1", "belongs to", "I1", "D1"), link("l2", "belongs to", "I9", "D1"))),
        ),
        (found("part of an earlier delivery", other="D1"), Remains(links=(link("l1", "belongs to", "I1", "D1"),))),
        (found("several people"), Remains(withdrawals=(taken_back("f1", 4),))),
    ],
)
def test_what_follows_from_a_finding_is_due_until_it_was_done(finding, done):
    [due] = steps_due(Remains(findings=(finding,)))
    assert due.startswith(f"I1: {finding.outcome}; ")
    assert steps_due(replace(done, findings=(finding,))) == ()
    assert steps_due(Remains(findings=(finding,)), day(2).date()) == ()


def test_a_hand_over_before_the_finding_does_not_give_back_what_is_not_ours():
    early = replace(HANDED_BACK, at=day(1))
    assert len(steps_due(Remains(findings=(found("not ours"),), custody=(early,)))) == 1
