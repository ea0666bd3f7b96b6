from itertools import product
from math import inf, isinf, log

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest import approx

from homeward.errors import TooLarge
from homeward.identify.joint.posterior import Option, Slot, count_steps, ln_add, order_slots, solve_group

quickly = settings(deadline=None, max_examples=80)
EMPTY = Option(0, 0.0, ())


@st.composite
def slots(draw, n_people=6, n_families=4, leftover=True, complete=False):
    """Families that compete for a few people, and now and then parts that must all be used in the end.

    complete    whatever the families take of the parts, the rest has a way to be left over, as bodies of parts give it
    """
    weights = st.floats(-8.0, 8.0) | st.sampled_from((0.0, 1.0))
    masks = st.integers(1, 2**n_people - 1)
    result = [
        Slot(
            number,
            (EMPTY, *(Option(draw(masks), draw(weights), ((number, k),)) for k in range(draw(st.integers(0, 4))))),
        )
        for number in range(draw(st.integers(1, n_families)))
    ]
    if leftover and draw(st.booleans()):
        parts = draw(masks)
        subsets = [mask for mask in range(2**n_people) if mask & ~parts == 0]
        rest = tuple(
            Option(mask, draw(weights), ((mask, -1),)) for mask in (subsets if complete else subsets[:16]) if mask
        )
        if draw(st.booleans()):
            rest += tuple(Option(mask, draw(weights), ((mask, -2),)) for mask in subsets[1:3])
        everything = Option(parts, draw(weights), ((parts, -1),))
        result.append(Slot(-1, (EMPTY, *rest, everything), requires=parts))
    return draw(st.permutations(result))


def every_choice(slots):
    """All ways to fill all slots, nobody used twice, everybody required used: choice and log weight."""
    for choice in product(*(range(len(slot.options)) for slot in slots)):
        taken = [slot.options[number] for slot, number in zip(slots, choice, strict=True)]
        used = sum(option.uses for option in taken)
        apart = used.bit_count() == sum(option.uses.bit_count() for option in taken)
        if apart and all(slot.requires & ~used == 0 for slot in slots):
            yield choice, sum(option.ln_weight for option in taken)


def place_of(slots, solved):
    """Where each of the asked slots stands in the answer; slots are told apart by identity."""
    return [[slot is own for own in solved.slots].index(True) for slot in slots]


@quickly
@given(slots())
def test_a_group_is_summed_as_by_trying_every_choice(asked):
    every = dict(every_choice(asked))
    assume(every)
    solved = solve_group(asked, 0)
    total = sum(np.exp(list(every.values())))
    assert solved.ln_total == approx(log(total))
    assert solved.n_assignments == len(every)
    for k, place in enumerate(place_of(asked, solved)):
        for number in range(len(asked[k].options)):
            own = [weight for choice, weight in every.items() if choice[k] == number]
            assert solved.probability[place][number] == approx(np.exp(own).sum() / total, abs=1e-12)
            assert solved.ln_best[place][number] == approx(max(own, default=-inf))


@quickly
@given(slots(), st.integers(1, 60))
def test_the_best_assignments_come_in_order_without_repeats_and_none_is_missed(asked, top):
    # what the families take counts; how the parts left over belong together is summed
    taken = [k for k, slot in enumerate(asked) if slot.family >= 0]
    every: dict[tuple[int, ...], float] = {}
    for choice, weight in every_choice(asked):
        key = tuple(choice[k] for k in taken)
        every[key] = np.logaddexp(every.get(key, -np.inf), weight)
    assume(every)
    solved = solve_group(asked, top)
    where = [place for k, place in enumerate(place_of(asked, solved)) if k in taken]
    found = {tuple(ranked.choice[place] for place in where): ranked.ln_weight for ranked in solved.top}
    assert len(found) == len(solved.top) == min(top, len(every))
    assert list(found.values()) == approx(sorted(every.values(), reverse=True)[:top])
    assert all(every[choice] == approx(weight) for choice, weight in found.items())


@quickly
@given(slots(), st.randoms(use_true_random=False))
def test_the_order_of_slots_and_the_numbers_of_people_change_nothing(asked, random):
    assume(dict(every_choice(asked)))
    bits = random.sample(range(6), 6)

    def renumbered(mask):
        return sum(1 << bits[k] for k in range(6) if mask >> k & 1)

    other = [
        Slot(
            s.family,
            tuple(Option(renumbered(o.uses), o.ln_weight, o.placed) for o in s.options),
            renumbered(s.requires),
        )
        for s in random.sample(asked, len(asked))
    ]
    one, two = solve_group(asked, 3), solve_group(other, 3)
    assert two.ln_total == approx(one.ln_total)
    assert [r.ln_weight for r in two.top] == approx([r.ln_weight for r in one.top])


def test_two_families_that_want_one_person_share_the_chance_by_weight():
    asked = [Slot(k, (EMPTY, Option(1, log(weight), ((0, 0),)))) for k, weight in enumerate((2.0, 7.0))]
    solved = solve_group(asked, 5)
    assert solved.ln_total == approx(log(1 + 2 + 7))
    assert [shares[1] for shares in solved.probability] == approx([0.2, 0.7])
    assert [round(float(np.exp(r.ln_weight))) for r in solved.top] == [7, 2, 1]


def test_parts_that_no_family_took_are_left_over_in_one_of_their_ways():
    # two parts, one family that takes the first or both; left over: each alone weighs 1, both together 4
    family = Slot(0, (EMPTY, Option(1, log(3.0), ((0, 0),)), Option(3, log(5.0), ((2, 0),))))
    ways = (EMPTY, Option(1, 0.0, ()), Option(2, 0.0, ()), Option(3, 0.0, ()), Option(3, log(4.0), ()))
    solved = solve_group([Slot(-1, ways, requires=3), family], 9)
    # nobody: apart 1 or together 4; first to the family: second left over; both to the family: none left over
    assert np.exp(solved.ln_total) == approx(1 + 4 + 3 * 1 + 5)
    assert solved.n_assignments == 4


def test_ties_stand_beside_each_other_with_equal_weight():
    asked = [Slot(k, (EMPTY, Option(1, 1.5, ()), Option(2, 1.5, ()))) for k in range(2)]
    weights = [ranked.ln_weight for ranked in solve_group(asked, 9).top]
    assert weights == approx([3.0, 3.0, 1.5, 1.5, 1.5, 1.5, 0.0])


def test_a_sum_beyond_the_limit_is_refused():
    asked = [Slot(k, (EMPTY, *(Option(1 << j, 0.0, ()) for j in range(8)))) for k in range(6)]
    assert count_steps(asked, 10**6) > 100
    assert count_steps(asked, 100) == 101
    with pytest.raises(TooLarge, match="6 families"):
        solve_group(asked, 1, limit=100)


@pytest.mark.parametrize("n_people", [61, 62, 63, 64, 500])
def test_one_family_may_choose_among_any_number_of_people(n_people):
    asked = [Slot(0, (EMPTY, *(Option(1 << k, 0.0, ((k, 0),)) for k in range(n_people))))]
    solved = solve_group(asked, 1)
    assert solved.probability[0] == approx([1 / (n_people + 1)] * (n_people + 1))


@pytest.mark.parametrize("n_people", [40, 70])
def test_people_whom_one_family_alone_could_take_need_no_remembering(n_people):
    # only person 0 is wanted by both; the others are each family's own
    asked = [
        Slot(f, (EMPTY, *(Option(1 << k, 0.0, ()) for k in (0, *range(1 + f * n_people, 1 + (f + 1) * n_people)))))
        for f in range(2)
    ]
    solved = solve_group(asked, 1)
    assert solved.n_assignments == (n_people + 2) ** 2 - 1
    assert np.exp(solved.ln_total) == approx((n_people + 2) ** 2 - 1)


def test_more_assignments_than_can_be_counted_exactly_are_not_given_a_wrong_number():
    n = 40
    asked = [Slot(f, (EMPTY, Option(1 << f, 0.0, ()), Option(1 << f + 1, 0.0, ()))) for f in range(n)]
    # a[f]: ways in which the person after family f is free or used; three options, minus clashes
    free, used = 1, 0
    for _ in range(n):
        free, used = free + used + free, free + used  # nobody or the first one; the second one
    assert solve_group(asked, 1).n_assignments in (free + used, -1)


@given(st.floats(-700, 700) | st.just(-inf), st.floats(-700, 700) | st.just(-inf))
def test_adding_by_logarithms_adds(one, other):
    assert ln_add(one, other) == approx(np.logaddexp(one, other))
    assert isinf(ln_add(-inf, -inf))


@quickly
@given(slots(leftover=False))
def test_ordering_families_keeps_every_one_of_them(asked):
    assert sorted(map(id, order_slots(asked))) == sorted(map(id, asked))
