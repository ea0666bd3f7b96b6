import io
import string

import pypdf
import pytest

from homeward.formats.talks.board_pages import write_board_pages
from homeward.reports.words.promises import HEADINGS, TERMS

ROW = [1, "dead: тіла полеглих", "South", "North", "containers", 6000, 60, 58, 10, 4, 5990, None, "late", "entry 7"]
TOLD = {
    "as_of": "2031-06-30",
    "board": [ROW],
    "timeline": [["2031-06-02", 1, "pledge", "South", 6000, "containers", 6000, 8, "sha256:" + "ab" * 32 + "#1-2"]],
    "counts": [["R7", "South", "persons", 1, None, 2]],
    "notes": [],
    "figures": [
        {
            "matter": "#let x = 1; *тіла*",
            "support": "3, 2",
            "rows": [["Лев Морай", "south", "2031-06-02", "6,000", "bodies", "„шість тисяч“", "b.txt"]],
            "flags": ["conflict"],
            "tree": [{"depth": 0, "says": "first"}, {"depth": 1, "says": "second"}],
        }
    ],
}


def texts(data):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("language", HEADINGS)
def test_one_page_has_the_board_and_one_each_figure_in_the_readers_language(language):
    board, figure = texts(write_board_pages(TOLD, language))
    assert HEADINGS[language]["title"] in board
    assert "тіла полеглих" in board
    assert "6000" in board
    assert HEADINGS[language]["tree_title"] in figure
    assert "шість тисяч" in figure


def test_nothing_in_a_name_is_markup_and_nothing_hidden_stays_hidden():
    told = TOLD | {"notes": ['#read("/etc/passwd") $x$ <b> @ref \u202eabc\x00']}
    board, figure = texts(write_board_pages(told, "en"))
    assert "#let x = 1; *тіла*" in figure
    assert '#read("/etc/passwd") $x$ <b> @ref ⟨202E⟩abc⟨0000⟩' in board


def test_the_same_board_gives_the_same_bytes():
    assert write_board_pages(TOLD, "uk") == write_board_pages(TOLD, "uk")


def test_letters_that_the_fonts_do_not_have_are_counted_on_the_page():
    assert "3 letters could not be drawn" in texts(write_board_pages(TOLD | {"notes": ["漢字仮"]}, "en"))[0]
    assert "could not be drawn" not in texts(write_board_pages(TOLD | {"notes": ["שלום Ґанок سلم"]}, "en"))[0]


def test_a_board_of_nothing_is_a_page_that_says_so():
    empty = TOLD | {"board": [], "timeline": [], "counts": [], "figures": []}
    [page] = texts(write_board_pages(empty, "en"))
    assert "No pledge has been recorded." in page


def test_every_language_has_the_same_headings_and_columns():
    def shape(words):
        return {
            key: len(value)
            if isinstance(value, tuple)
            else sorted(n for _, n, _, _ in string.Formatter().parse(value) if n)
            for key, value in words.items()
        }

    assert {str(shape(words)) for words in HEADINGS.values()} == {str(shape(HEADINGS["en"]))}
    assert set(TERMS["uk"]) == set(TERMS["ru"])
