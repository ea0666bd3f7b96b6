from hypothesis import given
from hypothesis import strategies as st

from homeward.exchange.handing_over.seals import Seal, seal_differences

NUMBERS = st.sampled_from(["1", "2", "3"])


def test_the_same_whole_seals_are_no_difference():
    assert seal_differences("k1", ["s1", "s2"], [Seal("s2"), Seal("s1")]) == ()


def test_a_broken_seal_another_seal_and_a_missing_one_are_said():
    found = [Seal("s2", is_whole=False), Seal("s9")]
    assert seal_differences("k1", ["s1", "s2"], found) == (
        "container k1: seal s1 is not there",
        "container k1: seal s2 is broken",
        "container k1: seal s9 was not put on by whoever left it",
    )


def test_a_seal_that_nobody_looked_at_is_a_difference():
    assert seal_differences("k1", ["s1"], None) == ("container k1: nobody wrote down whether seal s1 was whole",)
    assert seal_differences("k1", [], None) == ()


def test_a_seal_written_down_as_whole_and_as_broken_is_broken():
    assert seal_differences("k1", ["s1"], [Seal("s1"), Seal("s1", is_whole=False)]) == (
        "container k1: seal s1 is broken",
    )


@given(st.sets(NUMBERS), st.sets(st.builds(Seal, NUMBERS, st.booleans())))
def test_there_is_no_difference_exactly_where_the_same_seals_are_whole(left, found):
    broken = {seal.number for seal in found if not seal.is_whole}
    agree = {seal.number for seal in found} == left and not broken & left
    assert (seal_differences("k1", left, found) == ()) == agree
