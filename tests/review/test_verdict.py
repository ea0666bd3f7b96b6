from dataclasses import replace
from math import nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.evidence.weight import Weight
from homeward.review.basis import Basis, Discrepancy, Thresholds
from homeward.review.verdict import CODES, OUTCOMES, Reason, Verdict, allowed_outcomes, judge
from tests.review.acts import BECAUSE, CONTRADICTED, RECOGNISED, STRONG

EXCLUDED = ("excluded by board on 2026-01-05, and nobody has answered that",)


@st.composite
def bases(draw):
    weights = st.builds(Weight, st.sampled_from(("kinship", "body", "effects")), st.floats(-9, 9), st.just("so"))
    discrepancies = st.builds(
        Discrepancy, st.just("teeth"), st.just("filled"), st.sampled_from((None, "cards were swapped"))
    )
    return replace(
        STRONG,
        weights=tuple(draw(st.lists(weights, max_size=3))),
        posterior=draw(st.none() | st.floats(0, 1) | st.floats(0.999, 1)),
        discrepancies=tuple(draw(st.lists(discrepancies, max_size=1))),
        unweighed=draw(st.sampled_from(((), ("recognition",)))),
    )


def test_a_posterior_at_the_threshold_with_nothing_against_it_may_be_established():
    assert allowed_outcomes(replace(STRONG, posterior=0.9995)) == ("established", "probable", "possible", "premature")


def test_a_posterior_just_below_the_threshold_is_probable_and_the_sentence_never_rounds_it_up():
    basis = replace(STRONG, posterior=nextafter(0.9995, 0))
    assert judge(basis)["established"] == ("the posterior 0.9994999999999999 is below 0.9995",)
    assert allowed_outcomes(basis) == ("probable", "possible", "premature")


def test_what_nobody_explained_keeps_even_a_sure_posterior_from_every_outcome_but_two():
    basis = replace(STRONG, posterior=1.0, discrepancies=(Discrepancy("teeth", "tooth 36 was filled"),))
    assert allowed_outcomes(basis) == ("premature", "excluded")
    assert judge(basis)["established"] == ("unexplained: teeth: tooth 36 was filled",)


def test_an_exclusion_that_nobody_answered_bars_the_pair():
    assert allowed_outcomes(STRONG, EXCLUDED) == ("premature",)
    assert judge(STRONG, EXCLUDED)["established"] == EXCLUDED


def test_nobody_is_established_on_weak_grounds_or_on_unnamed_sources():
    effects = replace(STRONG, weights=(Weight("effects", 8.0, "everything"),))
    assert judge(effects)["established"] == ("it rests on effects alone",)
    assert judge(replace(STRONG, program=None))["established"] == ("the program and its version are not named",)
    assert judge(RECOGNISED)["established"][:2] == ("no posterior was computed", "it rests on recognition alone")


def test_a_low_posterior_alone_excludes_nobody():
    basis = Basis(weights=(Weight("birth_date", 1.0, "the same year"),), posterior=0.00001)
    assert judge(basis)["excluded"] == (
        "nothing unexplained speaks against it, and the weights together are 1, above -4",
    )


def test_weights_that_together_speak_against_the_pair_may_exclude_it():
    halves = (Weight("kinship", -2.0, "one mutation"), Weight("body", -2.0, "20 cm"))
    assert "excluded" in allowed_outcomes(Basis(weights=halves))
    assert "excluded" not in allowed_outcomes(Basis(weights=halves[:1]))
    assert "excluded" in allowed_outcomes(CONTRADICTED)


def test_thresholds_are_settings_and_stand_in_the_basis():
    strict = replace(STRONG, thresholds=Thresholds(established=0.99999))
    assert judge(strict)["established"] == ("the posterior 0.9999 is below 0.99999",)


@given(bases(), st.sampled_from(((), EXCLUDED)))
def test_premature_is_always_allowed_and_a_surer_outcome_never_without_the_less_sure(basis, before):
    allowed = allowed_outcomes(basis, before)
    assert "premature" in allowed
    assert "probable" in allowed or "established" not in allowed
    assert "possible" in allowed or "probable" not in allowed


@given(bases())
def test_an_old_exclusion_never_makes_more_possible(basis):
    assert set(allowed_outcomes(basis, EXCLUDED)) <= set(allowed_outcomes(basis))


@given(bases())
def test_every_outcome_has_an_answer_and_every_no_a_sentence(basis):
    against = judge(basis)
    assert tuple(against) == OUTCOMES
    assert all(says for reasons in against.values() for says in reasons)


def test_the_words_of_reasons_and_outcomes_are_closed():
    with pytest.raises(InvalidInput, match="is no code of a reason"):
        Reason("looks like him", "at the gate")
    with pytest.raises(InvalidInput, match="has no words"):
        Reason(CODES[0], " ")
    with pytest.raises(InvalidInput, match="is no outcome"):
        Verdict(1, "certain", BECAUSE)
    with pytest.raises(InvalidInput, match="at least one reason"):
        Verdict(1, "possible", ())
