import re
from math import inf

import pytest
from hypothesis import given
from hypothesis.strategies import floats, lists

from homeward.reports.pictures.waterfall import Step, Told, waterfall

HEAD = ("item", "in words", "number")


def told(total):
    return Told(title="Evidence", text="all of it", head=HEAD, total=Step("all together", total, "strong", f"{total}"))


def drawn(*values):
    steps = [Step(f"item {n}", value, "words", f"{value}") for n, value in enumerate(values)]
    return waterfall(steps, told(sum(values)))


def bars(figure):
    """Class, left edge and width of each bar, from the top."""
    found = re.findall(r'<rect class="([a-z ]+)" x="([\d.-]+)" y="[\d.]+" width="([\d.]+)"', str(figure.svg))
    return [(kind, float(x), float(width)) for kind, x, width in found]


def test_a_bar_begins_where_the_one_above_it_ended_and_the_last_is_the_sum():
    (_, first, wide), (_, second, wider), (_, back, narrow), (kind, total, sum_) = bars(drawn(1.0, 2.0, -1.0))
    assert second == pytest.approx(first + wide, abs=0.2)
    assert wider == pytest.approx(2 * wide, abs=0.2)
    assert back + narrow == pytest.approx(second + wider, abs=0.2)
    assert (kind, total) == ("for total", first)
    assert sum_ == pytest.approx(2 * wide, abs=0.2)


def test_what_speaks_against_goes_to_the_left_and_is_another_shape():
    assert [kind for kind, *_ in bars(drawn(1.0, -3.0))] == ["for", "against", "against total"]


def test_where_no_error_could_explain_it_the_sum_stays_at_the_left_edge():
    made = bars(drawn(2.0, -inf, 1.0))
    left = min(x for _, x, _ in made)
    assert made[1][1] == made[-1][1] == left


@given(lists(floats(-8, 8), max_size=30))
def test_every_bar_stands_inside_the_picture_and_every_item_in_the_table(values):
    figure = drawn(*values)
    width = float(re.search(r'viewBox="0 0 (\d+)', str(figure.svg)).group(1))
    assert all(x >= 0 and x + wide <= width + 1 for _, x, wide in bars(figure))
    assert len(bars(figure)) == len(figure.table.rows) == len(values) + 1


def test_foreign_words_in_it_are_inert():
    step = Step("<script>\u202e", 1.0, "&<b>", '"1"')
    svg = str(waterfall([step], told(1.0)).svg)
    assert "<script" not in svg
    assert "<b>" not in svg
    assert "\u202e" not in svg
