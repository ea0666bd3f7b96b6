import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.talks.positions.clause import split_clauses
from homeward.talks.positions.sides import find_sides, parties_of


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Title\n1. One.\n2. Two.", ["1", "2"]),
        ("Title\nA. One.\nB. Two.", ["A", "B"]),
        ("Title\n(a) One.\n(b) Two.", ["a", "b"]),
        ("Title\nа) Один.\nб) Два.", ["а", "б"]),
        ("Title\n1.1. One.\n1.2. Two.", ["1.1", "1.2"]),
        ("Title\nArticle 1. One.\nArticle 2. Two.", ["1", "2"]),
        ("Title\nСтаття 1\nПерша.\nСтаття 2\nДруга.", ["1", "2"]),
        ("Title\n- One.\n- Two.", ["1", "2"]),
        ("Title\n1. One.\n1. Again.", ["1", "2"]),
        ("Title\n\nOne paragraph.\n\nAnother one.", ["1", "2"]),
        ("Title\nOne sentence.\nAnother sentence.", ["1", "2"]),
        ("1. One\nthat goes on.\n\n2. Two.", ["1", "2"]),
        ("Title\n1) One.\n2) Two.", ["1", "2"]),
        ("Title\n§ 1 One.\n§ 2 Two.", ["1", "2"]),
        ("Title\n§1. One.\n§2. Two.", ["1", "2"]),
        ("Title\nПункт 1. Один.\nПункт 2. Два.", ["1", "2"]),
        (
            "Title\n1. One:\n(a) this;\n(b) that.\n2. Two:\n(a) these.\n3. Three.",
            ["1", "1(a)", "1(b)", "2", "2(a)", "3"],
        ),
        ("Title\n1. One:\n- this;\n- that.\n2. Two.", ["1", "1(1)", "1(2)", "2"]),
        ("Title\n1. One.\n1.1. Of it.\n1.2 More of it.\n2. Two.", ["1", "1.1", "1.2", "2"]),
        ("Title\nArticle 1\n1. One.\n2. More.\nArticle 2\n1. Two.", ["1(1)", "1(2)", "2(1)"]),
        ("Title\nSECTION I. FIRE\n1. One.\nSECTION II. PRISONERS\n2. Two.", ["1", "2"]),
        ("Title\nI. One.\nII. Two.\nIII. Three.\nIV. Four.", ["I", "II", "III", "IV"]),
    ],
)
def test_clauses_begin_at_numbers_letters_articles_bullets_or_paragraphs(text, numbers):
    clauses = split_clauses("a", text)[1]
    assert [own.number for own in clauses] == numbers
    assert all(text[own.start : own.end] == own.text == own.text.strip() for own in clauses)


@pytest.mark.parametrize(
    "end",
    [
        "Signed at Varn on 3 May 2032\nFor the Government of North",
        "Done at Varn in two copies.",
        "Підписи сторін:\n____",
        "За делегацию Севера",
        "________",
    ],
)
def test_signatures_belong_to_no_clause(end):
    for gap in ("\n", "\n\n"):
        clauses = split_clauses("a", f"Title\n1. One.\n2. Two.{gap}{end}\n")[1]
        assert [own.text for own in clauses] == ["One.", "Two."]


def test_a_heading_of_a_section_belongs_to_no_clause():
    clauses = split_clauses("a", "Title\nSECTION I. FIRE\n1. One.\nSECTION II. PRISONERS\n2. Two.")[1]
    assert [own.text for own in clauses] == ["One.", "Two."]


def test_a_preamble_is_no_title_and_names_no_parties():
    text = "MEMORANDUM OF NORTH\n\nRecalling the Geneva Conventions,\nHas proposed the following:\n\n1. One."
    title = split_clauses("a", text)[0].title
    assert title == "MEMORANDUM OF NORTH"
    assert parties_of([title, "Answer of South"]) == ("NORTH", "South")


def test_a_number_inside_a_line_begins_nothing():
    assert len(split_clauses("a", "1. Fire stops for 10 days.\n2. In round 3. all go home.")[1]) == 2


@given(st.text(max_size=200))
def test_every_clause_stands_where_it_says(text):
    if text.strip():
        clauses = split_clauses("a", text)[1] if not _is_empty(text) else ()
        assert all(text[own.start : own.end] == own.text for own in clauses)
        assert len({own.id for own in clauses}) == len(clauses)


def _is_empty(text):
    try:
        split_clauses("a", text)
    except InvalidInput:
        return True
    return False


def test_an_empty_text_is_refused():
    with pytest.raises(InvalidInput, match="no clauses"):
        split_clauses("a", " \n ")


def texts(*pairs):
    return [split_clauses(name, f"{title}\n1. Words.")[0] for name, title in pairs]


def test_sides_and_drafts_are_told_by_the_names_of_files():
    found = find_sides(texts(("a2", "x"), ("b1", "y"), ("a1", "x")))
    assert (found.first, found.second) == ((2, 0), (1,))


def test_sides_are_told_by_titles_where_names_say_nothing():
    found = find_sides(
        texts(("may", "MEMORANDUM OF NORTH"), ("june", "PROPOSALS OF SOUTH"), ("july", "North, second draft"))
    )
    assert (found.first, found.second) == ((0, 2), (1,))


def test_one_side_or_three_are_refused():
    with pytest.raises(InvalidInput, match="two sides"):
        find_sides(texts(("a1", "x")))
    with pytest.raises(InvalidInput, match="3 sides"):
        find_sides(texts(("one", "Of East"), ("two", "Of West"), ("three", "Of Coast")))


def test_parties_are_named_by_titles():
    assert parties_of(["MEMORANDUM OF NORTH, first draft, 3 May 2032", "Пропозиції Сходу, 2 вересня 2032 року"]) == (
        "NORTH",
        "Сходу",
    )
