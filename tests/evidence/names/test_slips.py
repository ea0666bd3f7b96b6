import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.evidence.names.parts import family_part, given_part
from homeward.evidence.names.slips import closest, is_aimed_at, is_near, is_slip

SOUNDS = st.lists(st.text(alphabet="aeioubvdzklmnprstCSZh", min_size=1, max_size=8), max_size=5).map(tuple)


def slip(found: str, sought: str) -> bool:
    one, other = family_part(found), family_part(sought)
    return is_slip(one, other, closest(one.keys[:2], other.keys[:2]))


@pytest.mark.parametrize(
    ("found", "sought"),
    [
        ("Рудницький", "Рудницкьий"),  # two letters swapped
        ("Скочиляс", "Скочляс"),  # one left out
        ("Скочиляс", "Скочилляс"),  # one doubled
        ("Скочиляс", "Скочинляс"),  # one too many
        ("Vaclymenko", "Вадименко"),  # a scanner reads d as cl
        ("Rornanko", "Романко"),  # and m as rn
    ],
)
def test_one_edit_is_a_slip(found, sought):
    assert slip(found, sought)
    assert slip(sought, found)


@pytest.mark.parametrize(
    ("found", "sought"), [("Гук", "Гун"), ("Zhu", "Zhao"), ("Kim", "Lim"), ("Скочиляс", "Коциляк")]
)
def test_short_names_and_two_edits_are_no_slip(found, sought):
    assert not slip(found, sought)
    assert not slip(sought, found)


def test_two_korean_names_of_other_syllables_are_no_slip():
    one, other = given_part("Song Yong"), given_part("Hong Yong")
    assert not is_slip(one, other, closest(one.keys, other.keys))


def test_an_unknown_word_may_be_aimed_at_a_known_name():
    assert is_aimed_at(given_part("Остап"), given_part("Остпа"))
    assert not is_aimed_at(given_part("Остап"), given_part("Лонгин"))


def test_most_pairs_are_told_apart_quickly():
    assert not is_near(family_part("Скочиляс"), family_part("Обідний"))
    assert is_near(family_part("Скочиляс"), family_part("Скочляс"))


@given(SOUNDS, SOUNDS)
def test_the_nearest_readings_are_the_same_from_both_sides(found, sought):
    one, other = closest(found, sought), closest(sought, found)
    assert (one is None) == (other is None)
    assert one is None or (other is not None and one[0] == pytest.approx(other[0]))


@given(SOUNDS)
def test_a_reading_is_nearest_to_itself(spoken):
    nearest = closest(spoken, spoken)
    assert nearest is None if not spoken else nearest is not None and nearest[0] == 0.0
