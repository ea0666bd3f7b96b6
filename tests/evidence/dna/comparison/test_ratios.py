from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from homeward.evidence.dna.comparison.panel import Panel, Seen, sight
from homeward.evidence.dna.comparison.ratios import chance_of_seeing
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.profile import Individual, Sample
from tests import naive


@settings(deadline=None)
@given(st.data())
@pytest.mark.parametrize("silent", [False, True], ids=["all seen", "silent"])
def test_what_was_seen_has_the_chance_of_every_genotype_behind_it(silent, data):
    marker = data.draw(naive.markers(n_alleles=3, silent=silent))
    table = np.array(data.draw(st.lists(st.integers(0, 5), min_size=16, max_size=16)), dtype=float)
    table = table.reshape(4, 4)[: marker.n_alleles, : marker.n_alleles]
    genotype = tuple(data.draw(st.tuples(*[st.sampled_from(naive.visible(marker))] * 2)))
    losses = data.draw(st.lists(st.sampled_from((0.0, 0.1, 0.4)), min_size=1, max_size=3))
    body = Individual("x", "U", tuple(Sample(str(k), "U", {"L": genotype}, d) for k, d in enumerate(losses)))
    seen = sight(Panel((marker,)), [body]).arrays[0]

    def chance(*copies):
        if silent or 0.0 not in losses:  # two alleles, or one that hides nothing: the common factor cancels
            return prod(naive.chance_of_seeing(marker, genotype, copies, ErrorRates(d)) for d in losses)
        return naive.chance_of_seeing(marker, genotype, copies)

    own = {(i, j): chance(i, j) for i, j in np.ndindex(table.shape)}
    common = max(own.values()) if genotype[0] != genotype[1] else 1.0
    expected = sum(table[pair] * value for pair, value in own.items()) / common
    assert chance_of_seeing(table[None], seen, has_silent=silent)[0, 0] == approx(expected)


def test_a_man_at_x_shows_the_one_allele_he_has():
    seen = Seen(np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([(0.9, 0.2, 0.8), (1, 0, 1), (1, 0, 1)]))
    table = np.array([[0.5, 0.25, 0.25]])
    assert chance_of_seeing(table, seen, has_silent=True) == approx(np.array([[0.4, 0.0, 0.25]]))
