from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.handing_over.count import VOICES, Count, Counted, Figure, compare_counts, n_accounted
from tests.exchange.handing_over.papers import NOON


def count(voice, *ids, **changes):
    lines = tuple(one if isinstance(one, Counted) else persons(one) for one in ids)
    return Count(voice=voice, by=voice, at=NOON, lines=lines, **changes)


def figures(voice, *given):
    return Count(voice=voice, by=voice, at=NOON, figures=given)


def persons(id, **changes):
    return Counted("persons", id, "north", **changes)


def bag(id, n=None):
    return Counted("containers", id, "north", n_individuals=n)


def kinds(*counts):
    return [(one.kind, one.id) for one in compare_counts(counts).differences]


def test_three_equal_counts_agree():
    same = compare_counts([count(voice, "p2", "p1") for voice in VOICES])
    assert same.agreed == (("persons", "p1"), ("persons", "p2"))
    assert same.is_agreed
    assert [cell.n for cell in same.cells] == [(2, 2, 2)]


@pytest.mark.parametrize(
    ("have", "kind"),
    [
        (["giver"], "only said by the giver"),
        (["neutral"], "only seen by the neutral"),
        (["receiver"], "only had by the receiver"),
        (["giver", "neutral"], "not received"),
        (["giver", "receiver"], "not seen by the neutral"),
        (["neutral", "receiver"], "not given"),
    ],
)
def test_each_way_in_which_one_line_can_be_missing_has_its_own_name(have, kind):
    counts = [count(voice, "p1", "p2") if voice in have else count(voice, "p1") for voice in VOICES]
    assert kinds(*counts) == [(kind, "p2")]


def test_a_difference_says_what_each_of_the_three_says():
    found = compare_counts([count("giver", "p1"), count("neutral", "p1"), count("receiver")]).differences
    assert found[0].says == (
        "person p1: the giver says it handed it over, the intermediary saw it cross, the receiver did not get it"
    )


def test_equal_totals_do_not_hide_that_different_people_crossed():
    swapped = compare_counts([count("giver", "p1"), count("neutral", "p2"), count("receiver", "p2")])
    assert [cell.n for cell in swapped.cells] == [(1, 1, 1)]
    assert [(one.kind, one.id) for one in swapped.differences] == [
        ("only said by the giver", "p1"),
        ("not given", "p2"),
    ]


def test_a_line_that_stands_twice_on_one_list_is_a_difference_of_its_own():
    twice = compare_counts([count("giver", "p1", "p1"), count("neutral", "p1"), count("receiver", "p1")])
    assert [(one.kind, one.voices) for one in twice.differences] == [("twice on one list", ("giver",))]
    assert twice.agreed == (("persons", "p1"),)


def test_persons_containers_and_individuals_are_never_added_together():
    lists = [count(voice, "p1", "p2", bag("k1", 2)) for voice in VOICES]
    assert [(cell.unit, cell.n) for cell in compare_counts(lists).cells] == [
        ("persons", (2, 2, 2)),
        ("containers", (1, 1, 1)),
        ("individuals", (2, 2, 2)),
    ]


def test_who_does_not_open_containers_says_no_number_of_individuals():
    lists = [count("giver", bag("k1", 1), bag("k2", 1)), count("neutral", bag("k1"), bag("k2"))]
    cell = compare_counts([*lists, count("receiver", bag("k1", 3), bag("k2"))]).cells[-1]
    assert (cell.unit, cell.n) == ("individuals", (2, None, None))


def test_an_empty_container_and_a_figure_of_none_are_numbers_like_others():
    found = compare_counts([count("giver", bag("k1", 0)), count("receiver", bag("k1", 1))])
    assert [one.says for one in found.remarks] == ["container k1: number of individuals: giver 0, receiver 1"]
    none = figures("neutral", Figure("containers", "north", 0))
    assert [one.kind for one in compare_counts([count("giver", bag("k1")), none]).remarks] == ["numbers only"]


def test_another_number_in_a_container_is_said_and_the_container_still_agreed():
    found = compare_counts([count("giver", bag("k1", 1)), count("receiver", bag("k1", 3))])
    assert found.agreed == (("containers", "k1"),)
    assert [one.says for one in found.remarks] == ["container k1: number of individuals: giver 1, receiver 3"]


def test_a_category_is_each_voice_s_own_and_an_unsaid_one_never_differs():
    severe, young, unsaid = (persons("p1", category=one) for one in ("severe", "young", None))
    assert compare_counts([count("giver", severe), count("receiver", unsaid)]).is_agreed
    found = compare_counts([count("giver", severe), count("neutral", unsaid), count("receiver", young)])
    assert [one.says for one in found.remarks] == ["person p1: category: giver severe, receiver young"]
    assert [(cell.category, cell.n) for cell in found.cells] == [
        (None, (1, 1, 1)),
        ("severe", (1, None, 0)),
        ("young", (0, None, 1)),
    ]


def test_one_person_counted_in_two_directions_is_said():
    found = compare_counts([count("giver", "p1"), count("neutral", Counted("persons", "p1", "south"))])
    assert [one.kind for one in found.remarks] == ["another direction"]


def test_numbers_without_names_give_differences_of_numbers_and_say_so():
    found = compare_counts([figures("giver", Figure("persons", "north", 3)), count("neutral", "p1", "p2")])
    assert [one.says for one in found.remarks] == [
        "persons from north: giver 3, neutral 2; numbers only, so nobody can be named"
    ]
    assert found.uncompared == (("persons", "p1"), ("persons", "p2"))
    assert found.differences == ()


def test_equal_numbers_without_names_differ_in_nothing():
    assert compare_counts([figures("giver", Figure("persons", "north", 1)), count("neutral", "p1")]).is_agreed


def test_a_number_is_compared_only_with_the_same_kind_of_number():
    giver = figures("giver", Figure("persons", "north", 9, "severe"))
    found = compare_counts([giver, count("neutral", "p1"), figures("receiver", Figure("persons", "south", 4))])
    assert [one.says for one in found.remarks] == [
        "persons from south: neutral 0, receiver 4; numbers only, so nobody can be named"
    ]


def test_a_voice_without_a_list_is_not_a_voice_with_an_empty_list():
    assert kinds(count("giver", "p1"), count("neutral", "p1"), figures("receiver")) == []
    assert kinds(count("giver", "p1"), count("neutral", "p1"), count("receiver")) == [("not received", "p1")]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Counted("individuals", "x1", "north"),
        lambda: Counted("persons", "p1", "north", n_individuals=1),
        lambda: Counted("persons", "Anna Bell", "north"),
        lambda: Figure("persons", "north", -1),
        lambda: count("giver", "p1", figures=(Figure("persons", "north", 1),)),
        lambda: count("witness", "p1"),
        lambda: figures("giver", Figure("persons", "north", 1), Figure("persons", "north", 2)),
        lambda: compare_counts([count("giver", "p1"), count("giver", "p2")]),
    ],
)
def test_a_count_that_cannot_be_meant_is_refused(wrong):
    with pytest.raises(InvalidInput):
        wrong()


LINES = st.lists(
    st.builds(
        Counted,
        st.sampled_from(["persons", "containers"]),
        st.sampled_from(["a1", "a2", "a3", "a4"]),
        st.sampled_from(["north", "south"]),
        st.sampled_from([None, "severe", "young"]),
    ),
    max_size=7,
)
LISTS = st.dictionaries(st.sampled_from(VOICES), LINES, min_size=1)


@given(LISTS)
def test_every_line_of_every_list_is_accounted_for_exactly_once(lists):
    found = compare_counts([count(voice, *lines) for voice, lines in lists.items()])
    for voice, lines in lists.items():
        assert n_accounted(found, voice) == len(lines)
    named = Counter((one.unit, one.id) for one in found.differences if one.kind != "twice on one list")
    assert max(named.values(), default=1) == 1
    assert not set(named) & {*found.agreed, *found.uncompared}


@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_of_lists_and_of_their_lines_never_matters(lists, random):
    counts = [count(voice, *lines) for voice, lines in lists.items()]
    shuffled = [
        count(one.voice, *random.sample(one.lines, len(one.lines))) for one in random.sample(counts, len(counts))
    ]
    assert compare_counts(shuffled) == compare_counts(counts)


@given(LISTS)
def test_totals_of_cells_are_the_lengths_of_the_lists(lists):
    found = compare_counts([count(voice, *lines) for voice, lines in lists.items()])
    for number, voice in enumerate(VOICES):
        if voice in lists:
            assert sum(cell.n[number] for cell in found.cells if cell.category is None) == len(lists[voice])


@given(
    st.lists(st.sampled_from(["a1", "a2", "a3"]), unique=True),
    st.lists(st.sampled_from(["a1", "a2", "a3"]), unique=True),
)
def test_two_lists_differ_exactly_in_what_one_has_and_the_other_has_not(one, two):
    found = compare_counts([count("giver", *one), count("receiver", *two)])
    assert {difference.id for difference in found.differences} == set(one) ^ set(two)
    assert {id for _, id in found.agreed} == set(one) & set(two)
