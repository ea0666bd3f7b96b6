"""Spans: quoted, stored, found again or honestly lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.talks.claims.document import document_of, find_again, span_of

TEXT = "Ten people came home. Ten people came back."


def test_a_span_in_its_own_text_is_found_as_stored():
    document = document_of("a", TEXT)
    span = span_of(document, 22, 32)
    assert find_again(document, span).how == "as stored"
    assert find_again(document, span).span == span


def test_a_position_that_disagrees_with_its_quotation_is_told_and_settled_by_the_context():
    span = span_of(document_of("a", TEXT), 22, 32)
    found = find_again(document_of("b", "URGENT. " + TEXT), span)
    assert (found.how, found.span.start) == ("moved", 30)
    assert "stands at 30" in found.says


def test_changed_words_are_told_as_changed():
    span = span_of(document_of("a", TEXT), 0, 20)
    assert find_again(document_of("b", "Then ten peoples came home at last."), span).how == "changed"


def test_what_is_not_there_is_lost():
    span = span_of(document_of("a", TEXT), 0, 20)
    found = find_again(document_of("b", "Nothing of the kind stands in this one."), span)
    assert (found.how, found.span) == ("lost", None)


def test_no_span_outside_the_text():
    with pytest.raises(InvalidInput, match="no span 5-99"):
        span_of(document_of("a", TEXT), 5, 99)


@given(st.text(min_size=1, max_size=60), st.text(max_size=30), st.data())
def test_a_quotation_survives_whatever_is_put_before_it(text, before, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = span_of(document_of("a", text), start, end)
    found = find_again(document_of("b", before + text), span)
    assert found.span is not None
    assert found.span.exact == span.exact
