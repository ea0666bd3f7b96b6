import pytest
from hypothesis import given
from hypothesis.strategies import text

from homeward.reports.differences import compare_texts
from homeward.reports.wording import visible


def marked(found, sought):
    told = compare_texts(found, sought)
    return [
        "".join(f"[{one.text}]" if one.is_other else one.text for one in side) for side in (told.found, told.sought)
    ]


@pytest.mark.parametrize(
    ("found", "sought", "told"),
    [
        ("Novak", "Nowak", ["No[v]ak", "No[w]ak"]),
        ("1987-03-14", "1987-03-41", ["1987-03-[14]", "1987-03-[41]"]),
        ("А-100031", "А-10031", ["А-100[0]31", "А-10031"]),
        ("Sever", "Долинка", ["[Sever]", "[Долинка]"]),
        ("Жутавук", "Жутавук", ["Жутавук", "Жутавук"]),
    ],
)
def test_the_letters_that_differ_are_marked_and_no_others(found, sought, told):
    assert marked(found, sought) == told


def test_a_letter_is_marked_with_the_sign_on_it():
    assert marked("Zoe\u0301 K", "Zoe K") == ["Zo[e\u0301] K", "Zo[e] K"]


def test_a_hidden_mark_is_written_out_and_marked():
    assert marked("A-17\u202e", "A-17") == ["A-17[⟨202E⟩]", "A-17"]


def test_words_that_share_next_to_nothing_differ_wholly_and_so_do_very_long_ones():
    assert compare_texts("Bravko", "Xypq").extent == "wholly"
    assert compare_texts("a" * 10_000, "a" * 9_999 + "b").extent == "wholly"


@given(text(max_size=20), text(max_size=20))
def test_the_pieces_of_a_side_are_the_side_and_what_is_unmarked_is_the_same_on_both(found, sought):
    told = compare_texts(found, sought)
    assert "".join(one.text for one in told.found) == visible(found)
    assert "".join(one.text for one in told.sought) == visible(sought)
    same = ["".join(one.text for one in side if not one.is_other) for side in (told.found, told.sought)]
    assert same[0] == same[1]
    assert (told.extent == "same") == (visible(found) == visible(sought))
