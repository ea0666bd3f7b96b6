import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.records.names.sounds import CONSONANTS, VOWELS, collapse, consonants, distance, key

SOUNDS = st.text(alphabet=sorted(VOWELS | CONSONANTS), max_size=10)


def test_a_glide_that_only_some_standards_write_leaves_the_key():
    assert key("iaroslav") == key("aroslav") == "aroslav"


def test_an_i_between_consonants_stays_in_the_key():
    assert key("kiril") == "kiril"


def test_doubled_sounds_collapse():
    assert collapse("anna") == "ana"


def test_only_consonants_are_left_of_a_frame():
    assert consonants("gurkenko".replace("g", "h")) == "hrknk"


def test_near_consonants_and_vowels_cost_less_than_others():
    assert 0.0 < distance("bal", "pal") < distance("bal", "sal") == 1.0
    assert 0.0 < distance("bal", "bol") < distance("bal", "bl") < 1.0


@given(SOUNDS, SOUNDS)
def test_distance_does_not_depend_on_the_order(found, sought):
    assert distance(found, sought) == pytest.approx(distance(sought, found))


@given(SOUNDS)
def test_nothing_is_apart_from_itself(sounds):
    assert distance(sounds, sounds) == 0.0


@given(SOUNDS)
def test_the_key_of_a_key_is_itself_or_shorter(sounds):
    assert len(key(key(sounds))) <= len(key(sounds))
