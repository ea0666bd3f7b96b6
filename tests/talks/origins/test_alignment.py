"""Sentences that come from another text: by hand, by slow twins, and on rewrites with gold links."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from homeward.talks.origins.alignment import align, best_chain, heaviest_common
from tests.talks.gold import TEXTS, read_pair, score_links

PAIRS = TEXTS / "pairs"
weights = st.dictionaries(st.sampled_from("abcd"), st.floats(0.1, 2.0), min_size=4, max_size=4)


def subsequences(word):
    return {picked for n in range(len(word) + 1) for picked in combinations(word, n)}


@given(st.text("abcd", max_size=6), st.text("abcd", max_size=6), weights)
def test_the_heaviest_common_subsequence_is_the_heaviest_of_all(found, sought, weight):
    common = subsequences(found) & subsequences(sought)
    assert heaviest_common(found, sought, weight) == approx(max(sum(weight[stem] for stem in one) for one in common))


@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=1, max_size=4))
def test_no_chain_in_order_is_heavier_than_the_best(likeness):
    def weight(chain):
        return sum(likeness[j][i] - 0.3 + 0.1 for j, i in chain.items())

    chains = [
        {j: i for j, i in enumerate(picked) if i is not None}
        for picked in product([None, 0, 1, 2], repeat=len(likeness))
    ]
    allowed = [
        chain
        for chain in chains
        if list(chain.values()) == sorted(chain.values()) and all(likeness[j][i] >= 0.3 for j, i in chain.items())
    ]
    best = best_chain(likeness, 0.3)
    assert best in allowed
    assert weight(best) == approx(max(map(weight, allowed)))


@pytest.mark.parametrize("path", sorted(PAIRS.glob("*/*.txt")), ids=lambda path: path.stem)
def test_links_of_a_rewrite_are_found_and_independent_reports_have_none(path):
    assert score_links(read_pair(path))[1:] == (0, 0)


def test_a_text_derives_from_itself_word_for_word():
    text = read_pair(PAIRS / "held" / "rewrite_en.txt").found
    alignment = align(text, text)
    assert alignment.is_derived
    assert all(link.found == (link.sought,) for link in alignment.links if link.derived == "yes")


def test_a_shared_quotation_proves_an_occasion_and_no_copying():
    quote = '"No one of ours will ever be left behind there," Oren Haldt read from a statement.'
    alignment = align(f"Buses came in the rain.\n{quote}", f"Mothers stood for hours.\n{quote}")
    assert not alignment.is_derived
    assert alignment.links[-1].relation == "common source"


def test_an_empty_text_derives_from_nothing():
    assert align("", "").links == ()
    assert not align("Ten people came home.", "").is_derived
