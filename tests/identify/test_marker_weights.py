from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.conditional import distribution, genotype_table
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear
from homeward.evidence.dna.profile import Individual, Sample, as_individual, parse_genotype
from homeward.identify.marker_weights import Question, weigh_markers
from tests.reports.invented import markers, people_of

p, q, r = 0.1, 0.3, 0.6
LOCUS = Marker("L", ("1", "2", "3"), np.array([p, q, r]))
MUTATING = replace(LOCUS, mutation=Mutation("proportional", Rates(0.01), Rates(0.01)))


def weigh(marker, found, *, dropout=0.0, sex="M", **typed):
    """One marker of a father, a mother and their missing child."""
    profiles = {person: {"L": parse_genotype(text)} for person, text in typed.items()}
    family = Family("F", nuclear("f", "m", ("c", sex)), profiles, ("c",))
    sample = Sample("R", sex, {"L": parse_genotype(found)} if found else {}, dropout)
    (weights,) = weigh_markers(Panel((marker,)), [Question(as_individual(sample), family)])
    return weights[0]


def test_a_marker_weighs_how_much_more_often_such_relatives_show_the_genotype():
    marker = weigh(LOCUS, "1/2", f="1/1")
    assert marker.p_family == pytest.approx(q)
    assert marker.p_population == pytest.approx(2 * p * q)
    assert marker.log10_lr == pytest.approx(np.log10(1 / (2 * p)))
    assert marker.status == "supports"


def test_the_most_probable_genotypes_come_first_and_at_most_three_of_them():
    marker = weigh(LOCUS, "1/2", f="1/1")
    assert [(g, round(chance, 9)) for g, chance in marker.expected] == [
        (("1", "3"), r),
        (("1", "2"), q),
        (("1", "1"), p),
    ]


def test_an_allele_that_no_parent_could_hand_down_is_impossible_without_mutation():
    marker = weigh(LOCUS, "2/3", f="1/1", m="1/1")
    assert (marker.status, marker.log10_lr) == ("impossible", -np.inf)


def test_an_allele_that_no_parent_has_needs_a_mutation_where_the_model_allows_one():
    marker = weigh(MUTATING, "1/3", f="1/1", m="1/2")
    assert marker.status == "needs a mutation"
    assert -np.inf < marker.log10_lr < 0
    assert "it needs a mutation" in marker.because


def test_a_family_that_contradicts_itself_is_blamed_for_the_mutation():
    pedigree = nuclear("f", "m", ("c", "M"), ("s", "F"))
    seen = {person: {"L": parse_genotype(text)} for person, text in {"f": "1/1", "m": "1/1", "s": "2/2"}.items()}
    family = Family("F", pedigree, seen, ("c",))
    question = Question(as_individual(Sample("R", "M", {"L": ("1", "1")})), family)
    (with_mutation,) = weigh_markers(Panel((MUTATING,)), [question])
    (without,) = weigh_markers(Panel((LOCUS,)), [question])
    assert with_mutation[0].status == "needs a mutation"
    assert "the family's own profiles need a mutation" in with_mutation[0].because
    assert without[0].status == "impossible"
    assert without[0].p_family is None


@pytest.mark.parametrize(("found", "typed"), [("", {"f": "1/1"}), ("1/2", {})])
def test_a_marker_typed_on_one_side_only_weighs_nothing(found, typed):
    marker = weigh(LOCUS, found, **typed)
    assert (marker.status, marker.log10_lr, marker.p_family) == ("not typed", 0.0, None)


def test_the_expected_genotypes_of_an_untyped_found_person_are_still_told():
    assert weigh(LOCUS, "", f="1/1").expected[0][0] == ("1", "3")


def test_a_genotype_that_tells_little_is_neutral():
    assert weigh(LOCUS, "3/3", f="3/2").status == "neutral"  # 0.5 / 0.6


def test_relatives_who_make_a_genotype_rarer_speak_against():
    assert weigh(LOCUS, "3/3", f="1/3", m="2/3").status == "speaks against"  # 1/4 against 0.36


def test_samples_of_one_body_that_contradict_each_other_are_impossible():
    parts = (Sample("R1", "M", {"L": ("1", "1")}), Sample("R2", "M", {"L": ("2", "2")}))
    family = Family("F", nuclear("f", "m", ("c", "M")), {"f": {"L": ("1", "2")}}, ("c",))
    (weights,) = weigh_markers(Panel((LOCUS,)), [Question(Individual("R1+R2", "M", parts), family)])
    assert weights[0].status == "impossible"
    assert weights[0].found == ("1", "2")


def test_drop_out_turns_a_mismatch_into_a_possibility():
    strict, soft = weigh(LOCUS, "1", f="2/2"), weigh(LOCUS, "1", f="2/2", dropout=0.1)
    assert strict.status == "impossible"
    # 1/2 of the family's genotypes with one dropped copy: d (1 - d) p against p^2 (1 - d^2) + 2 p (1 - p) d (1 - d)
    d = 0.1
    seen = p * p * (1 - d * d) + 2 * p * (1 - p) * d * (1 - d)
    assert soft.p_population == pytest.approx(seen)
    assert soft.log10_lr == pytest.approx(np.log10(p * d * (1 - d) / seen))


def test_a_man_has_one_allele_at_an_x_marker():
    x = replace(LOCUS, chromosome="X")
    marker = weigh(x, "1", m="1/2")
    assert marker.p_population == pytest.approx(p)
    assert marker.log10_lr == pytest.approx(np.log10(0.5 / p))
    assert {genotype for genotype, _ in marker.expected} == {("1",), ("2",)}


def test_an_x_marker_says_nothing_of_somebody_of_unknown_sex():
    assert weigh(replace(LOCUS, chromosome="X"), "1/2", sex="U", m="1/2").status == "not typed"


def test_a_silent_allele_makes_one_seen_allele_two_genotypes():
    silent = Marker("L", ("1", "2", "silent"), np.array([0.5, 0.45, 0.05]))
    marker = weigh(silent, "1/1", f="2/2")
    assert marker.p_population == pytest.approx(0.5**2 + 2 * 0.5 * 0.05)
    # the father hands down 2 or a silent allele
    carries = 2 * 0.45 * 0.05 / (0.45**2 + 2 * 0.45 * 0.05)
    assert marker.p_family == pytest.approx(carries * 0.5 * 0.5)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["none", "equal", "proportional", "stepwise"]))
def test_expected_genotypes_and_chances_agree_with_the_exact_table(seed, model):
    rng = np.random.default_rng(seed)
    loci = [
        Marker(
            f"L{k}",
            ("10", "11", "12", "13"),
            rng.dirichlet(np.ones(4) * 3),
            mutation=Mutation(model, *[Rates(0.01)] * 2),
        )
        for k in range(2)
    ]
    pedigree = nuclear("f", "m", ("c", "M"), ("s", "F")).add(Person("w", sex="F")).add_child("k", "c", "w", "M")
    people = people_of(pedigree, loci, rng)
    donors = {person: people[person] for person in rng.choice(["f", "s", "k", "w"], 2, replace=False).tolist()}
    question = Question(as_individual(Sample("R", "M", people["c"])), Family("F", pedigree, donors, ("c",)))
    (weights,) = weigh_markers(Panel(tuple(loci)), [question])
    for marker, weight in zip(loci, weights, strict=True):
        exact = distribution(genotype_table(pedigree, donors, marker, "c"), marker)
        seen = tuple(sorted(weight.found, key=marker.alleles.index))
        assert weight.p_family == pytest.approx(exact.get(seen, 0.0), rel=1e-9)
        for genotype, chance in weight.expected:
            assert chance == pytest.approx(exact[genotype], rel=1e-9)
        highest = sorted(exact.values(), reverse=True)[: len(weight.expected)]
        assert [chance for _, chance in weight.expected] == pytest.approx(highest, rel=1e-9)


def test_many_questions_have_the_same_answers_as_one_by_one():
    rng, loci = np.random.default_rng(1), markers(5)
    pedigree = nuclear("f", "m", ("c", "M"))
    asked = []
    for donors in (("f",), ("f", "m"), ("m",), ("f",)):
        people = people_of(pedigree, loci, rng)
        family = Family("F", pedigree, {donor: people[donor] for donor in donors}, ("c",))
        asked.append(Question(as_individual(Sample(f"R{len(asked)}", "M", people["c"])), family))
    panel = Panel(loci)
    together = weigh_markers(panel, asked)
    apart = [weigh_markers(panel, [question])[0] for question in asked]
    for one, other in zip(together, apart, strict=True):
        assert [m.log10_lr for m in one] == pytest.approx([m.log10_lr for m in other])
        assert [m.status for m in one] == [m.status for m in other]


def test_uncertain_relatives_are_weighed_with_their_chances():
    """A found person who is placed as a brother may have lost an allele: that is weaker than having seen him."""
    pedigree = nuclear("f", "m", ("c", "M"), ("b", "M"))
    seen = Family("F", pedigree, {"b": {"L": ("1", "1")}}, ("c",))
    body = as_individual(Sample("R", "M", {"L": ("2", "3")}))
    chances = {("b", "L"): (1 - 0.3**2, 0.3 * 0.7, 1 - 0.3)}
    (sure,), (unsure,) = weigh_markers(Panel((LOCUS,)), [Question(body, seen), Question(body, seen, chances)])
    assert sure.log10_lr < unsure.log10_lr < 0.0


def test_nobody_asked_nobody_answered():
    assert weigh_markers(Panel((LOCUS,)), []) == []


def test_a_pedigree_without_typed_people_says_nothing():
    family = Family("F", Pedigree((Person("c", sex="M"),)), {}, ("c",))
    (weights,) = weigh_markers(Panel((LOCUS,)), [Question(as_individual(Sample("R", "M", {"L": ("1", "2")})), family)])
    assert weights[0].log10_lr == 0.0
