from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from homeward.errors import InvalidInput
from homeward.formats.papers.pages import write_paper
from homeward.records.person import Person
from homeward.reports.papers.cards import child_card
from homeward.reports.papers.codes import write_code
from homeward.reports.papers.labels import custody_label
from homeward.reports.papers.paper import plain_paper

CODE = write_code("0123456789abcdef" * 2, "ff" * 32)
HOSTILE = '<script>alert(1)</script>\u202e=1+1 #panic("x") $ x $ \\ ]'


def page(name, languages=("uk", "en")):
    return write_paper(
        plain_paper(child_card(Person("N-1", family_name=name), date(2031, 5, 20))), languages, CODE, "ab" * 16, "p"
    )


def words_of(pdf):
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split()).replace("\u200b", "")


def test_the_same_paper_has_the_same_bytes():
    assert page("Щербак") == page("Щербак")


@pytest.mark.parametrize("languages", [("uk", "en"), ("ru", "uk"), ("ar", "en"), ("en", "ar")])
def test_a_page_bears_both_languages_and_its_code(languages):
    told = words_of(page("Shcherbak", languages))
    assert "Shcherbak" in told
    assert CODE.replace(" ", "") in told
    titles = {"uk": "Карткадитини", "ru": "Карточкаребёнка", "en": "Cardofachild"}
    assert all(titles[one] in told for one in languages if one in titles)


def test_what_looks_like_markup_is_text():
    told = words_of(page(HOSTILE))
    assert '<script>alert(1)</script>⟨202E⟩=1+1#panic("x")$x$\\]' in told


@given(st.text(max_size=60))
@settings(max_examples=25, deadline=None)
def test_no_text_breaks_a_page(name):
    assert page(name).startswith(b"%PDF-")


def test_a_name_of_ten_thousand_letters_stays_on_the_paper():
    told = words_of(page("x" * 10_000))
    assert told.count("x") >= 10_000


def test_letters_that_no_font_has_are_counted_on_the_page():
    assert "fontsathand:2" in words_of(page("漢字"))


@pytest.mark.parametrize("languages", [("uk", "uk"), ("uk", "de"), ("uk",)])
def test_two_different_languages_that_papers_are_written_in_are_needed(languages):
    with pytest.raises(InvalidInput, match="two languages"):
        page("a", languages)


def test_a_label_is_one_small_page():
    pdf = write_paper(
        plain_paper(custody_label("C-17", "container", "NS-1", "bridge", date(2031, 5, 20))),
        ("en", "uk"),
        CODE,
        "ab" * 16,
        "p",
    )
    [only] = PdfReader(BytesIO(pdf)).pages
    assert (round(float(only.mediabox.width) / 72 * 25.4), round(float(only.mediabox.height) / 72 * 25.4)) == (100, 62)
