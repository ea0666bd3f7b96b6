"""Where sentences begin and end, and where quotations do."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from homeward.talks.claims.quotations import find_quotations
from homeward.talks.claims.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [one.text for one in split_sentences(text)]


def test_abbreviations_and_initials_end_no_sentence():
    assert sentences("Mr. J. Lund met Dr. Oss. They left.") == ["Mr. J. Lund met Dr. Oss.", "They left."]
    assert sentences("Передано 6 тис. тіл. Ще 3 ст. закону.") == ["Передано 6 тис. тіл.", "Ще 3 ст. закону."]


def test_a_wrapped_line_goes_on_in_the_next():
    text = "The delegations of North and South met in the town of Velden for\nnine hours. They left."
    assert len(sentences(text)) == 2


def test_a_quotation_that_goes_on_is_one_sentence():
    assert sentences("«Ми повернемо всіх!» — сказала вона. Дощ.") == ["«Ми повернемо всіх!» — сказала вона.", "Дощ."]


@given(st.text(max_size=300))
def test_every_letter_is_in_exactly_one_sentence(text):
    found = split_sentences(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    outside = "".join(
        text[a:b] for a, b in zip([0, *(o.end for o in found)], [*(o.start for o in found), len(text)], strict=True)
    )
    assert not any(sign.isalnum() for sign in outside)


def test_quotation_marks_of_all_kinds_enclose_speech():
    for opening, closing in ("«»", "“”", "„“", '""'):
        [found] = find_quotations(f"{opening}We want them all home.{closing} she said")
        assert found.is_speech


def test_a_name_in_quotation_marks_is_no_speech():
    assert [one.is_speech for one in find_quotations("the “Courier” and an «all for all» deal")] == [False, False]


@given(st.text(alphabet="ab «»“”„\"' .", max_size=80))
def test_quotations_never_overlap(text):
    found = find_quotations(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
