import re
from dataclasses import replace

import numpy as np
import pytest

from homeward.evidence.weight import Weight
from homeward.identify.explanation import explain_pair
from homeward.identify.power import family_power, whom_to_ask
from homeward.reports.figures import (
    draw_matrix,
    draw_next,
    draw_posterior,
    draw_power,
    draw_waterfall,
    select_cells,
)
from homeward.reports.wording import LANGUAGES, Words
from tests.reports.invented import delivery

WORDS = Words()


def told(found="R6", missing="C1"):
    story = delivery()
    return explain_pair(story.identification, story.comparison, found, missing, claims=story.claims)


def every_figure(words=WORDS):
    story = delivery()
    family = story.collection.families[1]
    power = family_power(family, story.collection.panel, "B1")
    advice = whom_to_ask(family, story.collection.panel, "B1", rng=np.random.default_rng(1))
    selection = select_cells(story.identification, story.comparison)
    return [
        draw_matrix(story.identification, story.comparison, selection, words=words),
        draw_posterior(told(), words=words),
        draw_waterfall(told(), words=words),
        draw_power(power, words=words),
        draw_next(advice, words=words),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_a_table_twin_and_a_description(language):
    for figure in every_figure(Words(language)):
        assert figure.table.rows
        assert all(len(row) == len(figure.table.head) for row in figure.table.rows)
        assert "<desc id=" in figure.svg
        assert figure.text


def test_no_figure_needs_anything_from_elsewhere():
    for figure in every_figure():
        assert not re.search(r"https?:|url\(|href=|style=|<script|<image", str(figure.svg))


def percent(text):
    value = float(text.strip("<>%\u00a0 "))
    return 0.0 if text.startswith("<") else value


@pytest.mark.parametrize(("found", "missing"), [("R1", "A1"), ("R6", "C1"), ("R4", "A1"), ("R5", "B1")])
def test_shown_posteriors_add_up_to_one(found, missing):
    shares = [percent(row[1]) for row in draw_posterior(told(found, missing), words=WORDS).table.rows]
    assert sum(shares) == pytest.approx(100.0, abs=0.3)


def test_nobody_on_this_list_is_always_shown():
    rows = draw_posterior(told(), words=WORDS).table.rows
    assert rows[-1][0] == "nobody on this list"
    assert rows[0][0] == "C1"


def test_the_waterfall_ends_where_the_weights_add_up():
    explanation = told("R2", "B1")
    rows = draw_waterfall(explanation, words=WORDS).table.rows
    assert rows[-1][1] == rows[-2][2] == WORDS.weight(explanation.log10_total)
    assert len(rows) == 1 + sum(m.status != "not typed" for m in explanation.markers) + len(explanation.other)


def test_the_strongest_marker_comes_first():
    weights = [row[1] for row in draw_waterfall(told("R2", "B1"), words=WORDS).table.rows[:-1]]
    values = [float(text.replace("−", "-")) for text in weights]
    assert values == sorted(values, reverse=True)


def test_an_impossible_marker_is_named_and_drawn_to_the_edge():
    explanation = told("R2", "B1")
    first = replace(explanation.markers[0], log10_lr=-np.inf, status="impossible")
    figure = draw_waterfall(replace(explanation, markers=(first, *explanation.markers[1:])), words=WORDS)
    assert "impossible" in str(figure.svg)
    assert not re.search(r"nan|inf\b", str(figure.svg))


def test_other_evidence_stands_below_the_markers():
    explanation = replace(told(), other=(Weight("claimed identity", 2.0, "said so"),))
    rows = draw_waterfall(explanation, words=WORDS).table.rows
    assert rows[-2][:2] == ("name given", "+2.00")


def test_what_speaks_for_is_filled_and_what_speaks_against_is_hollow():
    explanation = told("R2", "B1")
    loss = replace(explanation.markers[0], log10_lr=-1.0, status="speaks against")
    svg = str(draw_waterfall(replace(explanation, markers=(loss, *explanation.markers[1:])), words=WORDS).svg)
    assert 'class="g"' in svg
    assert 'class="f"' in svg


def test_a_small_matrix_shows_everybody():
    story = delivery()
    selection = select_cells(story.identification, story.comparison)
    assert (selection.n_rows_left, selection.n_columns_left) == (0, 0)
    figure = draw_matrix(story.identification, story.comparison, selection, words=WORDS)
    assert {row[0] for row in figure.table.rows} == {sample.id for sample in story.collection.found}


def test_a_large_matrix_counts_what_it_leaves_out():
    story = delivery()
    selection = select_cells(story.identification, story.comparison, most=3)
    assert len(selection.rows) == 3
    assert len(selection.columns) <= 3
    assert selection.n_rows_left == len(story.collection.found) - 3
    assert selection.n_columns_left == len(story.collection.missing) - len(selection.columns)


def test_the_most_urgent_rows_of_a_matrix_come_before_others():
    story = delivery()
    last = len(story.collection.found) - 1
    assert last in select_cells(story.identification, story.comparison, first=[last], most=2).rows


def test_a_matrix_of_nobody_has_no_cells():
    story = delivery()
    empty = replace(story.identification, posterior=story.identification.posterior[:0])
    assert select_cells(empty, story.comparison).rows == ()


def test_power_tells_both_laws():
    figure = every_figure()[3]
    assert [row[0] for row in figure.table.rows] == ["if it is B1", "if it is an unrelated person"]
    assert 'class="l"' in figure.svg
    assert 'class="u"' in figure.svg  # dashed: told apart without colour


def test_whom_to_ask_first_is_the_longest_bar():
    figure = every_figure()[4]
    gains = [float(row[1].replace("−", "-")) for row in figure.table.rows]
    assert gains == sorted(gains, reverse=True)
