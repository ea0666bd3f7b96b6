import itertools
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import numpy as np
import pytest

from homeward.errors import InvalidInput, Problem
from homeward.identify.collection import Collection
from homeward.identify.power import family_power, whom_to_ask
from homeward.reports import identification_page
from homeward.reports.case_section import Outlook
from homeward.reports.identification_page import Edition, render_identification
from homeward.reports.wording import LANGUAGES
from tests.reports.invented import delivery, tell

EDITION = Edition("A delivery of North", "2025-11-22 14:00 UTC", "0.1.0")
VOID = frozenset("meta link br img input hr rect circle line path".split())


def page_of(story=None, edition=EDITION, **keys):
    told = story or delivery()
    return render_identification(told.identification, told.comparison, edition, claims=told.claims, **keys)


class Outline(HTMLParser):
    """What a browser makes of a page: open elements, ids, links, texts."""

    def __init__(self, page):
        super().__init__()
        self.open, self.wrong, self.ids, self.links, self.tags = [], [], [], [], set()
        self.figures, self.twins = 0, 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.add(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.wrong += [key for key in given if key.startswith("on") or key in ("style", "src")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append(f"</{tag}>")


def test_the_page_is_well_formed_and_its_links_lead_somewhere():
    outline = Outline(page_of())
    assert outline.open == []
    assert outline.wrong == []
    assert len(set(outline.ids)) == len(outline.ids)
    assert {link.removeprefix("#") for link in outline.links} <= set(outline.ids)
    assert all(link.startswith("#") for link in outline.links)


def test_the_page_needs_no_script_and_no_other_host():
    page = page_of()
    assert not re.search(r"https?:|//[a-z]|@import|url\(|javascript:", page)
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & Outline(page).tags


def test_the_policy_allows_the_pages_own_style_and_nothing_else():
    page = page_of()
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert page.count("<style>") == 1


def test_every_found_and_every_missing_person_stands_on_the_page():
    page, story = page_of(), delivery()
    for person in (*story.collection.found, *story.collection.missing):
        assert f"<bdi>{person.id}</bdi>" in page


EVIL = '<script>alert("x")</script>&\u202e'


def test_foreign_ids_cannot_write_into_the_page():
    told = delivery(EVIL)
    edition = Edition(EVIL, EVIL, EVIL, notes=(EVIL,))
    page = page_of(told, edition, problems=[Problem(EVIL, EVIL, EVIL)])
    outline = Outline(page)
    assert "<script" not in page
    assert "\u202e" not in page
    assert outline.wrong == []
    assert "script" not in outline.tags
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_written_in_every_language(language):
    page = page_of(edition=Edition("Title", "today", "0.1.0", language))
    assert f'<html lang="{language}" dir="ltr">' in page
    assert not re.search(r"(status|line|column|head|case|help|fact)\.[a-z]", page.partition("</style>")[2])


def test_an_unknown_language_is_a_mistake():
    with pytest.raises(InvalidInput, match="no texts"):
        page_of(edition=Edition("Title", "today", "0.1.0", "tlh"))


def test_the_page_proposes_and_never_identifies():
    text = re.sub(r"<[^>]+>", " ", page_of())
    assert "Nothing on this page is an identification" in text
    assert not re.search(r"\b(is|was|been|are) identified\b", text)


def test_contradicted_names_stand_before_ties_and_ties_before_proposals():
    page = page_of()
    places = [page.index(f'<section id="{anchor}">') for anchor in ("contradictions", "ties", "not_ours", "proposed")]
    assert places == sorted(places)


def test_a_name_that_dna_contradicts_is_opened_beside_the_better_fit():
    page = page_of()
    section = page[page.index('<section class="case" id="f0">') :]
    section = section[: section.index("</section>")]
    assert "Weight of each marker for <bdi>R1</bdi>" not in section  # titles of pictures are kept apart as a whole
    assert "Weight of each marker for R1 being A1" in section
    assert "Weight of each marker for R1 being C1" in section
    assert "contradicted by DNA" in section


def test_every_number_of_a_case_opens_into_markers_rivals_and_what_would_change_it():
    page = page_of()
    assert page.count("<summary>Evidence marker by marker</summary>") == page.count('<section class="case"')
    assert page.count("<summary>What would change this</summary>") == page.count('<section class="case"')
    assert "as <bdi>E1</bdi>" in page  # the siblings of family E are weighed with each other in place


def test_every_picture_of_a_case_has_its_table_on_the_page():
    page = page_of()
    n_cases = page.count('<section class="case"')
    assert page.count('<details class="twin">') == 1 + 2 * n_cases  # matrix; posterior and pedigree of each case
    assert page.count("<summary>Evidence marker by marker</summary>") == n_cases  # the waterfall's


def test_people_without_details_are_counted_and_stand_in_the_table(monkeypatch):
    monkeypatch.setattr(identification_page, "_MOST_SECTIONS", 2)
    page = page_of()
    assert page.count('<section class="case"') == 2
    assert "have no details here" in page
    assert page.count("<bdi>R7</bdi>") >= 1


def test_settings_state_the_prior_the_mutation_model_and_how_exact_the_sum_is():
    page = page_of()
    for says in ("open: a found person is one of", "proportional", "exact sum over all assignments", "99.95"):
        assert says in page


def test_problems_of_the_data_are_listed():
    page = page_of(problems=[Problem("row 17", "9. March is a date", "nothing")])
    for says in ("9. March is a date", "no relative gave a sample", "only <bdi>2</bdi>", "no result at any marker"):
        assert says in page or says.replace("<bdi>", "").replace("</bdi>", "") in page


def test_whom_to_ask_next_is_shown_where_it_was_worked_out():
    story = delivery()
    family = story.collection.families[2]
    power = family_power(family, story.collection.panel, "C1")
    advice = whom_to_ask(family, story.collection.panel, "C1", rng=np.random.default_rng(1))
    page = page_of(outlooks={"C1": Outlook(power, advice)})
    assert '<section id="power">' in page
    assert "What the samples of this family can show about C1" in page
    assert '<section id="power">' not in page_of()


def test_an_empty_collection_still_makes_a_page():
    story = delivery()
    for collection in (
        Collection(story.collection.panel, (), ()),
        Collection(story.collection.panel, story.collection.families, ()),
        Collection(story.collection.panel, (), story.collection.found),
    ):
        outline = Outline(page_of(tell(collection)))
        assert outline.wrong == []
        assert outline.open == []


def test_the_same_input_gives_the_same_page():
    assert page_of() == page_of()


def test_every_scrolling_region_can_be_reached_by_keyboard_and_has_a_name():
    page = page_of()
    regions = re.findall(r'<div class="wide"[^>]*>', page)
    assert regions
    assert all('tabindex="0"' in region and "aria-label=" in region for region in regions)


def test_headings_go_down_one_level_at_a_time():
    levels = [int(level) for level in re.findall(r"<h([1-6])", page_of())]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
