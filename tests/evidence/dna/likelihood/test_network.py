import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import PLAIN_MODEL, Keep, Model, set_up
from homeward.evidence.dna.likelihood import elimination, network
from homeward.evidence.dna.likelihood.network import Alleles, Evidence, shape_of, solve
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear, pedigree_from_rows
from tests import naive
from tests.oracles.dna import Case, case_id, cases, marker_of, profiles_of

P = np.array([0.2, 0.3, 0.5])
LOCUS = Marker("L", ("8", "9", "10"), P)


def problem_of(case, targets=(), model=PLAIN_MODEL):
    return set_up(
        case.pedigree, case.profiles, case.marker, targets=targets, keep=Keep(case.marker.alleles), model=model
    )


def alleles_of(*problems):
    return Alleles(
        np.stack([problem.lumped.marker.frequencies for problem in problems]),
        np.stack([problem.lumped.male for problem in problems]),
        np.stack([problem.lumped.female for problem in problems]),
    )


def evidence_of(*problems):
    columns = []
    for name in ("paternal", "maternal", "weight"):
        by_person = [getattr(problem.evidence, name) for problem in problems]
        columns.append({person: np.concatenate([each[person] for each in by_person]) for person in by_person[0]})
    return Evidence(*columns)


def table(case, *targets):
    problem = problem_of(case, targets)
    return solve(problem.shape, alleles_of(problem), problem.evidence)[0]


@st.composite
def batches(draw):
    """One pedigree, the same people typed, several markers and profiles."""
    first = draw(naive.small_cases(naive.markers(n_alleles=3, x=None)))
    n, is_x = first.marker.n_alleles, first.marker.chromosome == "X"
    random = draw(st.randoms(use_true_random=False))
    batch = [first]
    for _ in range(draw(st.integers(1, 3))):
        marker = draw(naive.markers(n_alleles=3, x=is_x).filter(lambda marker: marker.n_alleles == n))
        seen = naive.drop_genes(first.pedigree, marker, random)
        profiles = {person: {"L": seen[person]} for person in first.profiles}
        batch.append(naive.SmallCase(first.pedigree, marker, profiles))
    return batch


# ── by hand ──


def test_a_strangers_genotypes_are_in_hardy_weinberg_proportions():
    case = naive.SmallCase(Pedigree((Person("a", sex="F"),)), LOCUS, {})
    assert table(case, "a") == pytest.approx(np.outer(P, P))


def test_a_child_of_an_ab_father_has_half_of_each():
    case = naive.SmallCase(nuclear("f", "m", ("c", "M")), LOCUS, {"f": {"L": ("8", "10")}})
    assert table(case, "c") == pytest.approx(2 * P[0] * P[2] * np.outer([0.5, 0, 0.5], P))


def test_a_man_has_one_axis_at_an_x_marker():
    marker = Marker("L", ("8", "9", "10"), P, "X")
    case = naive.SmallCase(nuclear("f", "m", ("c", "M")), marker, {"m": {"L": ("8", "10")}})
    assert table(case, "c") == pytest.approx(2 * P[0] * P[2] * np.array([0.5, 0, 0.5]))


def test_only_wanted_people_and_their_ancestors_count():
    rows = [("g", None, None, "M"), ("h", None, None, "F"), ("f", "g", "h", "M"), ("m", None, None, "F")]
    rows += [("c", "f", "m", "M"), ("w", None, None, "F"), ("d", "c", "w", "F"), ("x", None, None, "F")]
    pedigree = pedigree_from_rows(rows)
    assert set(shape_of(pedigree, {"f": (2, True)}, ("m",))[1]) == {"g", "h", "f", "m"}


# ── what always holds ──


@settings(max_examples=60, deadline=None)
@given(batches())
def test_a_batch_is_the_same_as_one_by_one(batch):
    problems = [problem_of(case) for case in batch]
    assert all(problem.shape == problems[0].shape for problem in problems)
    together = solve(problems[0].shape, alleles_of(*problems), evidence_of(*problems))
    for problem, value in zip(problems, np.broadcast_to(together, (len(problems),)), strict=True):
        assert value == pytest.approx(solve(problem.shape, alleles_of(problem), problem.evidence)[0], rel=1e-12, abs=0)


@settings(max_examples=40, deadline=None)
@given(batches())
def test_a_batch_may_share_its_markers_or_its_profiles(batch):
    problems = [problem_of(case) for case in batch]
    shape, n = problems[0].shape, len(batch)
    one_marker = solve(shape, alleles_of(problems[0]), evidence_of(*problems))
    one_profile = solve(shape, alleles_of(*problems), evidence_of(problems[0]))
    for k, problem in enumerate(problems):
        expected = solve(shape, alleles_of(problems[0]), problem.evidence)[0]
        assert np.broadcast_to(one_marker, (n,))[k] == pytest.approx(expected, rel=1e-12, abs=0)
        expected = solve(shape, alleles_of(problem), problems[0].evidence)[0]
        assert np.broadcast_to(one_profile, (n,))[k] == pytest.approx(expected, rel=1e-12, abs=0)


@settings(max_examples=40, deadline=None)
@given(naive.small_cases(naive.markers(n_alleles=3, x=None)), st.integers(16, 40))
def test_a_pedigree_cut_to_small_tables_gives_the_same(case, limit):
    problem = problem_of(case)
    expected = solve(problem.shape, alleles_of(problem), problem.evidence)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elimination, "_MAX_ENTRIES", limit)
        network.plan_of.cache_clear()
        try:
            assert solve(problem.shape, alleles_of(problem), problem.evidence) == pytest.approx(
                expected, rel=1e-12, abs=0
            )
        finally:
            network.plan_of.cache_clear()


@pytest.mark.parametrize(("n_alleles", "limit"), [(2, 10), (3, 20), (12, 200), (40, 3500)])
def test_the_limit_is_asked_of_the_table_at_hand(n_alleles, limit):
    shape, _ = shape_of(nuclear("f", "m", ("c", "M")), {"c": (2, True)}, ("f",))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elimination, "_MAX_ENTRIES", limit)
        network.plan_of.cache_clear()
        try:
            assert network.plan_of(shape, n_alleles).peak <= limit
        finally:
            network.plan_of.cache_clear()


@settings(max_examples=40, deadline=None)
@given(naive.small_cases(naive.markers(n_alleles=3, x=None)), st.randoms())
def test_the_genotypes_of_people_asked_for_sum_to_the_likelihood(case, random):
    hidden = [person.id for person in case.pedigree.people if person.id not in untouchable(case)]
    if hidden:
        targets = random.sample(hidden, min(2, len(hidden)))
        problem = problem_of(case)
        whole = solve(problem.shape, alleles_of(problem), problem.evidence)[0]
        assert table(case, *targets).sum() == pytest.approx(whole, rel=1e-10, abs=0)


@settings(max_examples=60, deadline=None)
@given(naive.small_cases(naive.markers(n_alleles=3, x=None), max_people=5), st.randoms())
def test_genotypes_given_relatives_agree_with_the_slow_twin(case, random):
    hidden = [person.id for person in case.pedigree.people if person.id not in untouchable(case)]
    if not hidden:
        return
    target = random.choice(hidden)
    fast = table(case, target)
    names = case.marker.alleles
    for genotype, value in naive.genotype_distribution(case.pedigree, case.profiles, case.marker, target).items():
        places = tuple(names.index(allele) for allele in genotype)
        both_orders = {places, places[::-1]}
        assert sum(fast[order] for order in both_orders) == pytest.approx(value, rel=1e-9, abs=1e-300)


def untouchable(case):
    """Typed people, and twins: a twin of a typed person has a test of its own."""
    return {*case.profiles, *(person for group in case.pedigree.twins for person in group)}


# ── twins who are asked for ──

TWINS = Pedigree(nuclear("f", "m", ("t1", "M"), ("t2", "M")).people, (("t1", "t2"),))


def test_the_missing_twin_of_a_typed_person_has_that_genotype():
    for missing, typed in (("t2", "t1"), ("t1", "t2")):
        found = table(naive.SmallCase(TWINS, LOCUS, {typed: {"L": ("8", "9")}}), missing)
        expected = np.zeros((3, 3))
        expected[0, 1] = expected[1, 0] = P[0] * P[1]
        assert found == pytest.approx(expected)


def test_two_missing_twins_have_one_genotype():
    found = table(naive.SmallCase(TWINS, LOCUS, {"f": {"L": ("8", "8")}}), "t1", "t2")
    expected = np.zeros((3, 3, 3, 3))
    for allele in range(3):
        expected[0, allele, 0, allele] = P[0] ** 2 * P[allele]
    assert found == pytest.approx(expected)


# ── evidence with errors; other programs ──


def test_a_degraded_parent_is_summed_over_what_may_be_true():
    d = 0.25
    case = naive.SmallCase(nuclear("f", "m", ("c", "M")), LOCUS, {"f": {"L": ("8",)}})
    problem = problem_of(case, ("c",), Model(errors={"f": ErrorRates(dropout=d)}))
    found = solve(problem.shape, alleles_of(problem), problem.evidence)[0]
    from_father = [(1 - d**2) * P[0] ** 2 + d * (1 - d) * P[0] * (P[1] + P[2])]
    from_father += [d * (1 - d) * P[0] * P[1], d * (1 - d) * P[0] * P[2]]
    assert found == pytest.approx(np.outer(from_father, P))


def test_a_mother_passes_on_with_her_own_rate():
    slow, fast = 0.01, 0.2
    marker = Marker("L", ("8", "9"), np.array([0.5, 0.5]), mutation=Mutation("equal", Rates(slow), Rates(fast)))
    parents = {"f": {"L": ("8", "8")}, "m": {"L": ("8", "8")}}
    found = table(naive.SmallCase(nuclear("f", "m", ("c", "M")), marker, parents), "c")
    assert found == pytest.approx(0.5**4 * np.outer([1 - slow, slow], [1 - fast, fast]))


@pytest.mark.parametrize("case", cases("conditional_genotypes"), ids=case_id)
def test_genotypes_given_relatives_agree_with_pedprobr(case: Case):
    marker = marker_of(case["marker"])
    small = naive.SmallCase(pedigree_from_rows(case["pedigree"]), marker, profiles_of(case))
    found = table(small, case["target"])
    assert np.log10(found.sum()) == pytest.approx(case["log10_likelihood_of_relatives"], abs=1e-10)
    expected = np.zeros_like(found)
    for text, value in case["distribution"].items():
        places = tuple(marker.index(allele) for allele in text.split("/"))
        both_orders = {places, places[::-1]}
        for order in both_orders:
            expected[order] = value / len(both_orders)
    in_any_order = (found + found.T) / 2
    assert in_any_order / found.sum() == pytest.approx(expected, rel=1e-9, abs=1e-15)
