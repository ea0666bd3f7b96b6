from dataclasses import replace

import pytest

from homeward.evidence.dna.frequency import Marker
from homeward.identify.prior import Prior
from homeward.identify.summary import summarise
from homeward.reports.page_tables import (
    Book,
    attention_blocks,
    claims_grid,
    found_grid,
    marker_grid,
    missing_grid,
    problem_grid,
    setting_rows,
)
from homeward.reports.wording import Words, name
from tests.reports.invented import delivery, tell


def book_of(story, language="en"):
    summary = summarise(story.identification, story.comparison, story.claims)
    links = {line.found: name(line.found) for line in summary.found}
    return Book(story.identification, story.comparison, summary, Words(language), links)


def test_every_row_is_as_long_as_its_head():
    book = book_of(delivery())
    grids = [found_grid(book), missing_grid(book), claims_grid(book), marker_grid(book), problem_grid(book, [])[0]]
    grids += [block.grid for block in attention_blocks(book)]
    for grid in grids:
        assert {len(row) for row in grid.rows} == {len(grid.head)}


def test_tables_hold_everybody():
    book, collection = book_of(delivery()), delivery().collection
    assert len(found_grid(book).rows) == len(collection.found)
    assert [row[0] for row in missing_grid(book).rows] == [person.id for person in collection.missing]


def test_a_name_of_the_other_sex_is_said_to_be_so():
    told = replace(
        delivery(),
        claims=tuple(
            replace(c, log10_lr=None, mismatching_loci=None, verdict="contradicted") for c in delivery().claims[:1]
        ),
    )
    assert claims_grid(book_of(told)).rows[0][3] == "sexes differ"


def test_parts_without_rows_are_not_shown():
    anchors = [block.anchor for block in attention_blocks(book_of(delivery()))]
    assert anchors == ["contradictions", "ties", "not_ours", "proposed"]


@pytest.mark.parametrize("prior", [Prior("flat"), Prior("open"), Prior("closed"), Prior("weight", weight=10.0)])
def test_every_prior_is_stated(prior):
    rows = dict(setting_rows(book_of(tell(delivery().collection, prior=prior)), "0.1.0"))
    assert rows["before the evidence (prior)"].startswith(("flat", "open", "closed", "each found"))


def test_what_was_dropped_or_sampled_is_stated():
    story = delivery()
    rough = replace(story.identification, floor=-2.5, max_error=0.002)
    rows = dict(setting_rows(book_of(replace(story, identification=rough)), "0.1.0"))
    assert "counted one at a time" in rows["computation"]
    assert "standard error" in rows["computation"]


def test_markers_on_x_are_marked():
    story = delivery()
    first = story.collection.panel.markers[0]
    x = Marker("DX", first.alleles, first.frequencies, "X", first.mutation)
    panel = replace(story.collection.panel, markers=(x, *story.collection.panel.markers))
    shown = book_of(tell(replace(story.collection, panel=panel)))
    assert marker_grid(shown).rows[0][:3] == ("DX (X)", "8", "proportional")


def test_markers_without_a_table_are_a_problem():
    story = delivery()
    sample = replace(story.collection.found[0], genotypes={**story.collection.found[0].genotypes, "DX": ("1", "2")})
    book = book_of(tell(replace(story.collection, found=(sample, *story.collection.found[1:]))))
    rows = [row for row in problem_grid(book, [])[0].rows if "DX" in str(row[1])]
    assert rows == [("found R1", "results at markers without a frequency table: DX", "not used")]
