from math import log10

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.actions.dna.identify import Identified, identify_case
from homeward.errors import InvalidCase, InvalidInput
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.pedigree import nuclear
from homeward.evidence.dna.profile import Sample
from homeward.formats.case import CollectionCase
from homeward.identify.claims import VERDICTS, CheckedClaim, Claim, check_claim, contradictions_first, weigh_claim
from homeward.identify.prior import Prior

LOCI = tuple(f"L{k}" for k in range(6))
MARKERS = tuple(Marker(name, ("7", "8", "9"), np.array([0.05, 0.15, 0.8])) for name in LOCI)
RARE, OTHER, COMMON = (dict.fromkeys(LOCI, pair) for pair in (("7", "7"), ("8", "8"), ("9", "9")))


def family(name: str, parents: dict[str, tuple[str, str]], sex: str = "M") -> Family:
    tree = nuclear(f"{name}.pa", f"{name}.ma", (f"{name}.child", sex))
    return Family(name, tree, {f"{name}.pa": parents, f"{name}.ma": parents}, (f"{name}.child",))


FAMILIES = (family("A", RARE), family("B", OTHER), family("C", RARE, "F"))


def identified(found: Sample, *claims: Claim, families: tuple[Family, ...] = FAMILIES) -> Identified:
    return identify_case(
        CollectionCase(
            id="case",
            markers=MARKERS,
            families=families,
            found=(found,),
            claims=claims,
            pair_log10={},
            prior=Prior("open", listed=0.5),
            parts_per_person=2.0,
            ignore_sex=False,
            truth={},
            notes=(),
        )
    )


def checked(verdict, log10_lr, found="R") -> CheckedClaim:
    return CheckedClaim(Claim(found, "M"), verdict, log10_lr, 0, 0.5, None)


# ── the weight ──


@pytest.mark.parametrize(
    ("reliability", "n_listed", "ratio"),
    [(0.8, 101, 0.8 * 100 / 0.2), (0.5, 2, 1.0), (0.9, 1001, 9000.0), (0.1, 10, 1.0), (0.8, 1, 4.0)],
)
def test_a_name_weighs_its_reliability_against_a_wrong_name_among_all_others(reliability, n_listed, ratio):
    assert weigh_claim(Claim("R", "M", reliability), n_listed).log10_lr == pytest.approx(log10(ratio), abs=1e-12)


def test_the_weight_says_who_names_whom_and_how_far_the_list_is_trusted():
    weight = weigh_claim(Claim("R", "M 7", 0.85, "delivery of March"), 50)
    assert weight.kind == "claimed identity"
    assert all(part in weight.because for part in ("delivery of March", "M 7", "85%"))


@settings(deadline=None)
@given(st.floats(0.01, 0.98), st.floats(0.001, 0.01), st.integers(1, 10**6))
def test_a_more_reliable_list_weighs_more(reliability, more, n_listed):
    less, greater = (weigh_claim(Claim("R", "M", r), n_listed).log10_lr for r in (reliability, reliability + more))
    assert less < greater


@pytest.mark.parametrize("reliability", [0.0, 1.0, -0.1, 1.5, float("nan"), float("inf")])
def test_a_list_that_is_always_right_or_always_wrong_is_refused(reliability):
    with pytest.raises(InvalidInput, match="reliability"):
        Claim("R", "M", reliability)


# ── the verdict ──


@pytest.mark.parametrize(
    ("log10_lr", "posterior", "best", "verdict"),
    [
        (9.0, 0.9999, ("M", 0.9999), "supported"),
        (3.0, 0.9, ("M", 0.9), "undecided"),
        (-2.0, 0.4, ("M", 0.4), "contradicted"),
        (float("-inf"), 0.0, (None, 1.0), "contradicted"),
        (1.0, 0.01, ("other", 0.98), "fits another better"),
        (-5.0, 0.0, ("other", 0.98), "contradicted"),
        (1.0, 0.3, ("other", 0.45), "undecided"),
        (-0.1, 0.9999, ("M", 0.9999), "undecided"),
    ],
)
def test_dna_and_rivals_decide_what_is_said_of_a_claim(log10_lr, posterior, best, verdict):
    result = check_claim(Claim("R", "M"), log10_lr=log10_lr, mismatching_loci=0, posterior=posterior, best=best)
    assert result.verdict == verdict


def test_contradicted_claims_come_first_the_strongest_contradiction_on_top():
    claims = [
        checked("supported", 9.0),
        checked("contradicted", -3.0),
        checked("undecided", 0.5),
        checked("contradicted", float("-inf")),
        checked("fits another better", 1.0),
        checked("not testable", None),
    ]
    ordered = [(c.verdict, c.log10_lr) for c in contradictions_first(claims)]
    assert ordered[:3] == [("contradicted", float("-inf")), ("contradicted", -3.0), ("fits another better", 1.0)]
    assert ordered[-1] == ("supported", 9.0)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(VERDICTS), st.none() | st.floats(-50, 50)), max_size=8), st.randoms())
def test_the_order_for_reading_loses_no_claim_and_never_depends_on_the_order_given(rows, random):
    claims = [checked(verdict, value) for verdict, value in rows]
    turned = random.sample(claims, len(claims))

    def order(given_in):
        return [(c.verdict, c.log10_lr) for c in contradictions_first(given_in)]

    assert order(claims) == order(turned)
    assert len(order(claims)) == len(claims)


# ── in a case ──


def test_a_true_name_that_dna_supports_is_supported():
    [claim] = identified(Sample("R", "M", RARE), Claim("R", "A.child")).claims
    assert (claim.verdict, claim.mismatching_loci, claim.best_other) == ("supported", 0, None)
    assert claim.log10_lr == pytest.approx(6 * log10(1 / 0.05**2))


def test_a_wrong_name_is_contradicted_and_the_better_one_named():
    [claim] = identified(Sample("R", "M", RARE), Claim("R", "B.child")).claims
    assert (claim.verdict, claim.best_other, claim.mismatching_loci) == ("contradicted", "A.child", 6)
    assert claim.log10_lr == float("-inf")


def test_a_name_of_the_other_sex_is_contradicted_without_a_weight():
    [claim] = identified(Sample("R", "M", RARE), Claim("R", "C.child")).claims
    assert (claim.verdict, claim.log10_lr, claim.mismatching_loci) == ("contradicted", None, None)


def test_a_name_put_to_a_stranger_is_contradicted_and_nobody_fits_better():
    [claim] = identified(Sample("R", "M", COMMON), Claim("R", "A.child")).claims
    assert (claim.verdict, claim.best_other) == ("contradicted", None)


def test_a_name_cannot_raise_somebody_whom_dna_excludes():
    result = identified(Sample("R", "M", COMMON), Claim("R", "A.child", 0.999999)).identification
    assert result.posterior[0, 0] == 0.0
    assert result.nobody[0] == pytest.approx(1.0)


def test_a_name_multiplies_the_odds_by_its_weight():
    partial = Sample("R", "M", {"L0": ("7", "7")})
    odds = []
    for claims in ((), (Claim("R", "A.child", 0.8),)):
        result = identified(partial, *claims, families=FAMILIES[:2]).identification
        odds.append(result.posterior[0, 0] / result.nobody[0])
    assert odds[1] / odds[0] == pytest.approx(10.0 ** weigh_claim(Claim("R", "A.child", 0.8), 2).log10_lr)


def test_a_name_on_remains_of_which_nothing_is_typed_cannot_be_tested():
    [claim] = identified(Sample("R", "M"), Claim("R", "A.child")).claims
    assert claim.verdict == "not testable"


@pytest.mark.parametrize("claim", [Claim("R", "nobody listed"), Claim("unknown remains", "A.child")])
def test_a_name_for_somebody_who_is_on_no_list_is_refused(claim):
    with pytest.raises(InvalidCase, match="not in the case"):
        identified(Sample("R", "M", RARE), claim)
