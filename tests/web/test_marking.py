"""A text with its claims marked: nothing of it is lost or changed, and every mark stands where its words do."""

import re
from html import unescape

from hypothesis import given
from hypothesis.strategies import integers, lists, text, tuples

from homeward.web.screens.talks.marking import Mark, mark_text, part_at

LINES = text("abc <>&\n", min_size=1, max_size=60)


def mark(start, end, number=""):
    return Mark(start, end, f"at-{number}", "proposed", number, f"/x/{number}/", f"claim {number}")


def plain(marked):
    return unescape(re.sub(r'<a class="ref".*?</a>|</?mark[^>]*>', "", marked))


def test_a_claim_is_marked_where_its_words_stand_and_its_number_follows_it():
    link = '<a class="ref" href="/x/a01/" aria-label="claim a01">a01</a>'
    marked = mark_text("it has 40 bodies.", [mark(7, 16, "a01")], (0, 100))
    assert marked == f'it has <mark class="proposed" id="at-a01">40 bodies</mark>{link}.'


def test_overlapping_claims_each_keep_their_place_and_one_id():
    marked = mark_text("abcdef", [mark(0, 4, "a01"), mark(2, 6, "a02")], (0, 6))
    assert marked.count('id="at-a01"') == 1
    assert marked.count('id="at-a02"') == 1
    assert plain(marked) == "abcdef"
    assert marked.count("</mark>") == 4


@given(LINES, lists(tuples(integers(0, 60), integers(1, 20)), max_size=6))
def test_nothing_of_a_text_is_lost_whatever_is_marked(words, places):
    marks = [
        mark(start, min(start + n, len(words)), f"a{at}") for at, (start, n) in enumerate(places) if start < len(words)
    ]
    assert plain(mark_text(words, marks, (0, len(words)))) == words


@given(LINES, integers(1, 20))
def test_the_parts_of_a_text_are_the_text(words, size):
    parts = [mark_text(words, [mark(0, len(words))], (at, at + size)) for at in range(0, len(words), size)]
    assert "".join(plain(part) for part in parts) == words


def test_hidden_marks_are_written_out_and_ends_of_lines_are_not():
    assert mark_text("a\u202eb\n<i>\tc", [], (0, 20)) == "a⟨202E⟩b\n&lt;i&gt; c"


def test_a_place_stands_in_its_part():
    assert part_at(0) == (0, 60_000)
    assert part_at(60_000) == (60_000, 120_000)
