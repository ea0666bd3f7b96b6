from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.handing_over.roll_call import (
    RollCall,
    call_lines,
    merge,
    not_arrived,
    problems_of,
    roll_call,
    unlisted,
)
from homeward.exchange.handing_over.seals import Seal
from tests.exchange.handing_over.papers import MANIFEST, NOON, mark, whole


def called(*marks, line="p1"):
    return next(one for one in call_lines(roll_call(marks), MANIFEST) if one.line.id == line)


def test_who_is_called_present_goes_and_who_is_not_called_is_said():
    call = roll_call([mark("present", "p1")])
    states = {one.line.id: (one.state, one.shown) for one in call_lines(call, MANIFEST)}
    assert states == {"p1": ("present", "go"), **dict.fromkeys(["p2", "p3", "k1", "k2"], ("not called", "not called"))}


@pytest.mark.parametrize(
    ("said", "state", "shown"),
    [("absent", "absent", "absent"), ("stays", "stays", "not go"), ("unfit", "not called", "not called")],
)
def test_one_mark_is_one_state(said, state, shown):
    one = called(mark(said, "p1"))
    assert (one.state, one.shown) == (state, shown)


def test_a_later_mark_of_the_same_device_takes_the_place_of_its_earlier_one():
    assert called(mark("present", "p1"), mark("absent", "p1", counter=2)).state == "absent"
    assert called(mark("absent", "p1"), mark("present", "p1", counter=2)).state == "present"


def test_two_devices_that_contradict_each_other_are_shown_and_not_resolved():
    one = called(mark("present", "p1", minute=1), mark("absent", "p1", device="d2", minute=9))
    assert one.state == "disputed"
    assert one.differences == ("person p1: presence is present on d1; but absent on d2",)
    assert len(one.marks) == 2


def test_two_devices_that_say_the_same_do_not_contradict_each_other():
    one = called(mark("present", "p1"), mark("present", "p1", device="d2"))
    assert (one.state, one.differences) == ("present", ())


def test_a_mark_that_names_another_device_s_mark_takes_its_place():
    marks = (
        mark("present", "p1"),
        mark("absent", "p1", device="d2"),
        mark("present", "p1", device="d3", answers=("d2-1",)),
    )
    assert called(*marks).state == "present"
    assert called(*marks[::-1]).differences == ()


def test_marks_that_answer_each_other_in_a_circle_all_stand():
    marks = (mark("present", "p1", answers=("d2-1",)), mark("absent", "p1", device="d2", answers=("d1-1",)))
    assert called(*marks).state == "disputed"


def test_a_clock_that_goes_back_does_not_bring_an_old_mark_back():
    assert called(mark("present", "p1", minute=50), mark("absent", "p1", counter=2, minute=1)).state == "absent"


# ── the word of the person ──


@pytest.mark.parametrize("words", list(permutations(["goes", "stays", "goes", "stays"], 3)))
def test_the_last_word_of_a_person_wins_on_whichever_device_it_was_heard(words):
    marks = [mark(word, "p1", device=f"d{n}", minute=n) for n, word in enumerate(words, start=2)]
    one = called(mark("present", "p1"), *marks)
    assert one.state == ("present" if words[-1] == "goes" else "stays")


def test_who_says_at_one_instant_that_they_go_and_that_they_stay_stays():
    both = (mark("goes", "p1"), mark("stays", "p1", device="d2"))
    assert called(mark("present", "p1", device="d3"), *both).state == "stays"


@pytest.mark.parametrize("others", ["present", "absent", "unfit", "fit"])
def test_nobody_else_s_mark_moves_who_says_that_they_stay(others):
    marks = (mark("present", "p1"), mark("stays", "p1", counter=2), mark(others, "p1", device="d2", minute=9))
    assert called(*marks).shown == "not go"


def test_who_changes_their_mind_at_the_crossing_and_goes_after_all_goes():
    marks = (mark("stays", "p1", minute=1), mark("present", "p1", counter=2), mark("goes", "p1", counter=3, minute=2))
    assert called(*marks).shown == "go"


def test_others_cannot_tell_who_refuses_from_who_is_unfit():
    refuses = called(mark("present", "p1"), mark("stays", "p1", counter=2))
    unfit = called(mark("present", "p1"), mark("unfit", "p1", counter=2))
    assert (refuses.state, unfit.state) == ("stays", "unfit")
    assert refuses.shown == unfit.shown == "not go"


# ── who has no line; containers ──


def test_who_is_there_without_a_line_is_listed_once_however_often_marked():
    call = roll_call([mark("unknown person", other="x1"), mark("unknown person", other="x1", device="d2")])
    assert [(one.other, len(one.marks)) for one in unlisted(call, MANIFEST)] == [("x1", 2)]


def test_who_was_brought_instead_is_named_and_the_line_is_substituted():
    one = called(mark("brought instead", "p1", other="x1"))
    assert (one.state, one.other, one.shown) == ("substituted", "x1", "substituted")


def test_seals_of_a_container_brought_instead_are_not_those_of_the_line():
    assert called(mark("brought instead", "k1", other="y1", seals=whole("s9")), line="k1").seals is None


def test_seals_found_on_a_container_are_kept_and_different_ones_are_a_dispute():
    one = called(mark("present", "k1", seals=whole("s1", "s2")), mark("present", "k1", device="d2"), line="k1")
    assert (one.state, one.seals) == ("present", whole("s1", "s2"))
    broken = mark("present", "k1", device="d2", seals=(Seal("s1", is_whole=False),))
    two = called(mark("present", "k1", seals=whole("s1")), broken, line="k1")
    assert two.differences == (
        "container k1: presence is present under seal s1 on d1; but present under seal s1, broken on d2",
    )


# ── what cannot be used, and what has not arrived ──


def test_marks_of_another_manifest_or_of_no_line_count_for_nothing_and_are_said():
    call = roll_call([mark("present", "p1", manifest="m0"), mark("present", "p9", counter=2)])
    assert [problem.where for problem in problems_of(call, MANIFEST)] == ["mark d1-1", "mark d1-2"]
    assert {one.state for one in call_lines(call, MANIFEST)} == {"not called"}


def test_two_marks_under_one_id_or_number_are_said_and_both_kept():
    first = mark("present", "p1")
    call = roll_call([first, replace(first, said="absent")])
    assert [problem.where for problem in problems_of(call, MANIFEST)] == ["id d1-1", "number 1 of device d1"]
    assert call_lines(call, MANIFEST)[2].state == "disputed"


def test_gaps_and_devices_that_did_not_end_are_named():
    call = roll_call([mark("present", "p1"), mark("end", counter=4), mark("present", "p2", device="d2")])
    assert not_arrived(call, ["d1", "d2", "d3"]) == (
        "device d1: marks 2 to 3 have not arrived",
        "device d2 has not said that it ended: after mark 1 it may have made others",
        "device d3 has not said that it ended: none of its marks has arrived",
    )


def test_one_lost_mark_is_a_gap():
    call = roll_call([mark("present", "p1"), mark("end", counter=3)])
    assert not_arrived(call, []) == ("device d1: marks 2 have not arrived",)


def test_a_device_that_counts_absurdly_high_is_a_gap_and_takes_no_time():
    assert not_arrived(roll_call([mark("end", counter=10**15)]), []) == (
        "device d1: marks 1 to 999999999999999 have not arrived",
    )


def test_nothing_is_missing_where_every_device_ended_without_a_gap():
    assert not_arrived(roll_call([mark("present", "p1"), mark("end", counter=2)]), ["d1"]) == ()


@pytest.mark.parametrize(
    ("said", "line", "changes", "says"),
    [
        ("present", None, {}, "speaks of a line"),
        ("unknown person", "p1", {"other": "x1"}, "speaks of no line"),
        ("brought instead", "p1", {}, "with no code"),
        ("present", "p1", {"other": "x1"}, "with x1"),
        ("present", "Anna Bell", {}, "is a code"),
        ("present", "p1", {"counter": 0}, "cannot be meant"),
        ("here", "p1", {}, "cannot be meant"),
        ("unknown person", None, {"other": "a man"}, "is a code"),
        ("present", "k1", {"seals": whole("s2", "s1")}, "seals stand in order"),
    ],
)
def test_a_mark_that_cannot_be_meant_is_refused(said, line, changes, says):
    with pytest.raises(InvalidInput, match=says):
        mark(said, line, **changes)


# ── any order, any repetition ──


@st.composite
def marks(draw):
    n = draw(st.integers(0, 10))
    counters = {}
    made = []
    for number in range(n):
        device = draw(st.sampled_from(["d1", "d2", "d3"]))
        counters[device] = counters.get(device, 0) + 1
        said = draw(st.sampled_from(["present", "absent", "goes", "stays", "fit", "unfit", "brought instead"]))
        answers = (
            tuple(draw(st.lists(st.sampled_from([one.id for one in made]), max_size=2, unique=True))) if made else ()
        )
        one = mark(
            said,
            draw(st.sampled_from(["p1", "p2", "k1"])),
            device=device,
            counter=counters[device],
            minute=draw(st.integers(0, 3)),
            other="x1" if said == "brought instead" else None,
            answers=answers,
        )
        made.append(replace(one, id=f"mark{number}"))
    return made


@given(marks(), st.randoms(use_true_random=False))
def test_any_order_any_grouping_and_any_repetition_give_the_same_state(made, random):
    whole_call = roll_call(made)
    shuffled = random.sample(made, len(made)) + [one for one in made if random.random() < 0.5]
    parts = [RollCall() for _ in range(3)]
    for one in shuffled:
        part = random.randrange(3)
        parts[part] = merge(parts[part], RollCall((one,)))
    merged = merge(parts[2], merge(parts[0], parts[1]))
    assert merged == whole_call == merge(whole_call, merged)
    assert call_lines(merged, MANIFEST) == call_lines(whole_call, MANIFEST)


@given(marks())
def test_every_line_has_one_state_and_whoever_said_last_that_they_stay_never_goes(made):
    lines = call_lines(roll_call(made), MANIFEST)
    assert [one.line for one in lines] == list(MANIFEST.lines)
    for one in lines:
        words = [m for m in one.marks if m.said in ("goes", "stays")]
        if words and max(words, key=lambda m: (m.at, m.said == "stays")).said == "stays":
            assert one.shown == "not go"
        if one.shown == "go":
            assert not [m for m in one.marks if m.said in ("absent", "unfit", "brought instead")]


@given(marks())
def test_what_one_device_says_alone_is_never_in_dispute(made):
    own = [one for one in made if one.device == "d1"]
    assert all(one.state != "disputed" for one in call_lines(roll_call(own), MANIFEST))


def test_a_mark_of_a_later_day_sorts_by_its_device_and_number_and_not_by_its_clock():
    late, early = mark("present", "p1", minute=9), mark("present", "p2", counter=2)
    assert roll_call([early, late]).marks == (late, early)
    assert late.at - NOON == timedelta(minutes=9)
