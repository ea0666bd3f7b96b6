from itertools import product
from math import comb, factorial
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest import approx

from homeward.errors import InvalidCase, TooLarge
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear, pedigree_from_rows
from homeward.evidence.dna.profile import Sample
from homeward.identify import keeping, reassociation
from homeward.identify.collection import Collection, compare
from homeward.identify.identification import identify
from homeward.identify.joint.assignment import top_assignments
from homeward.identify.prior import Prior
from tests import naive, naive_joint
from tests.naive_joint import Question, answer, listed, questions, weigh
from tests.oracles.dna import cases, marker_of, value_of

exactly = settings(deadline=None, max_examples=60)
quickly = settings(deadline=None, max_examples=25)
FLAT = Prior()
p, q = 0.1, 0.3
LOCUS = Marker("L", ("8", "9", "10"), np.array([p, q, 1 - p - q]))


def collection_of(question, **more):
    if question.log10_odds is not None:
        n_parts = sum(sample.is_part for sample in question.found)
        more["parts_per_person"] = 1 + 10**question.log10_odds * (n_parts - 1)
    return Collection(Panel(question.markers), question.families, question.found, question.other, **more)


def solve(question, **more):
    return identify(collection_of(question), Prior("weight", weight=10**question.log10_w), **more)


def table_of(result):
    """The posterior with "nobody" in the last column."""
    return np.concatenate([result.posterior, result.nobody[:, None]], axis=1)


def by_name(result):
    """The posterior by found and missing person."""
    names = [m.id for m in result.collection.missing]
    rows = zip(result.collection.found, result.posterior, strict=True)
    return {(s.id, name): float(x) for s, row in rows for name, x in zip(names, row, strict=True)}


def assume_possible(question):
    """Leave out families whose references contradict each other: a test of their own asks about those."""
    assume(all(weigh(family, {}, question.markers) > 0 for family in question.families))


def sample(name, sex="M", text="", dropout=0.0, **more):
    genotypes = {"L": tuple(text.split("/"))} if text else {}
    return Sample(name, sex, genotypes | more, dropout)


def family_of(name, missing=("c",), sex="M", **typed):
    """Father, mother and children of one sex; typed as in mother="8/9"."""
    children = tuple((f"{name}.{child}", sex) for child in ("c", "d", "e"))
    pedigree = nuclear(f"{name}.father", f"{name}.mother", *children)
    profiles = {f"{name}.{person}": {"L": tuple(text.split("/"))} for person, text in typed.items()}
    return Family(name, pedigree, profiles, tuple(f"{name}.{m}" for m in missing))


def only_floor(monkeypatch, floor):
    """Drop every pair below one floor, however small the case."""
    monkeypatch.setattr(keeping, "_FLOORS", (-np.inf, floor))
    monkeypatch.setattr(keeping.Problem, "fits_exactly", lambda self: False)


# ── against writing every assignment down ──


@exactly
@given(st.one_of(questions(), questions(x=True), questions(silent=True), questions(max_missing=4, max_found=3)))
def test_the_posterior_is_that_of_writing_every_assignment_down(question):
    assume_possible(question)
    result = solve(question)
    assert table_of(result) == approx(answer(question).matrix(), rel=1e-8, abs=1e-11)
    assert result.is_exact


@exactly
@given(questions())
def test_every_possible_assignment_is_counted_once(question):
    assume_possible(question)
    assert solve(question).n_assignments == len(answer(question).ln_weight)


@quickly
@given(questions())
def test_the_generalised_ratio_compares_the_best_with_a_pair_to_the_best_without_it(question):
    assume_possible(question)
    result, slow = solve(question), answer(question)
    for (i, found), (j, missing) in product(enumerate(question.found), enumerate(listed(question.families))):
        assert result.best[i, j] == approx(slow.log10_glr(found.id, missing), abs=1e-8)


@exactly
@given(questions())
def test_a_pair_alone_weighs_as_the_pedigree_with_the_found_person_in_it(question):
    assume_possible(question)
    log10_lr = compare(collection_of(question)).log10_lr
    columns = [(family, m) for family in question.families for m in family.missing]
    for (i, found), (j, (family, missing)) in product(enumerate(question.found), enumerate(columns)):
        if {found.sex, family.pedigree.by_id[missing].sex} != {"M", "F"}:
            together = weigh(family, {missing: (found,)}, question.markers)
            alone = weigh(family, {}, question.markers) * naive_joint.weigh_stranger((found,), question.markers)
            assert 10 ** log10_lr[i, j] == approx(together / alone, rel=1e-9)
        else:
            assert np.isnan(log10_lr[i, j])


@quickly
@given(questions(n_parts=2), st.integers(2, 3))
def test_parts_sorted_into_bodies_and_bodies_named_are_one_posterior(question, n_parts):
    assume_possible(question)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reassociation, "_TIE", -1e9)  # every pair of parts may be one body
        patch.setattr(reassociation, "_SURE", 1e9)  # and none is one for sure
        result = solve(question)
    slow = answer(question)
    assert table_of(result) == approx(slow.matrix(), rel=1e-8, abs=1e-11)
    assert result.n_assignments == len(slow.ln_weight)


@quickly
@given(questions())
def test_the_closed_prior_leaves_as_few_as_possible_unmatched(question):
    assume_possible(question)
    flat = answer(question._replace(log10_w=0.0))
    n_matched = {one: sum(missing is not None for _, missing in one) for one in flat.ln_weight}
    most = max(n_matched.values())
    best = flat._replace(ln_weight={one: x for one, x in flat.ln_weight.items() if n_matched[one] == most})
    result = identify(collection_of(question), Prior("closed"))
    assert table_of(result) == approx(best.matrix(), rel=1e-6, abs=1e-9)


# ── what other programs say ──


def collection_from(case):
    profile = {
        person: {name: tuple(text.split("/")) for name, text in genotypes.items()}
        for family in (*case["families"], {"genotypes": {f["id"]: f["genotypes"] for f in case["found"]}})
        for person, genotypes in family["genotypes"].items()
    }
    families = tuple(
        Family(f["id"], pedigree_from_rows(f["pedigree"]), {k: profile[k] for k in f["genotypes"]}, tuple(f["missing"]))
        for f in case["families"]
    )
    found = tuple(Sample(f["id"], f["sex"], profile[f["id"]]) for f in case["found"])
    return Collection(Panel(tuple(map(marker_of, case["markers"]))), families, found)


@pytest.mark.parametrize("case", cases("joint"), ids=lambda case: case["id"])
def test_the_joint_posterior_agrees_with_other_programs(case):
    expected, collection = case["expected"], collection_from(case)
    result = identify(collection, FLAT)
    shares = by_name(result)
    for found, row in expected["marginal_posterior"].items():
        for missing, share in row.items():
            if missing == "*":
                number = [s.id for s in collection.found].index(found)
                assert result.nobody[number] == approx(share, abs=1e-9)
            else:
                assert shares[found, missing] == approx(share, abs=1e-9)
    assert result.n_assignments == expected["assignments_with_positive_likelihood"]


@pytest.mark.parametrize("case", cases("joint"), ids=lambda case: case["id"])
def test_pairwise_ratios_and_mismatches_agree_with_other_programs(case):
    comparison = compare(collection_from(case))
    for i, row in enumerate(case["expected"]["log10_lr"]):
        for j, value in enumerate(row):
            assert comparison.log10_lr[i, j] == approx(
                np.nan if value is None else value_of(value), abs=1e-9, nan_ok=True
            )
            n_loci = case["expected"]["mismatching_loci"][i][j]
            assert comparison.mismatching_loci[i, j] == (-1 if n_loci is None else n_loci)


def test_the_published_toy_gives_its_published_ratios():
    case = next(case for case in cases("joint") if case["id"] == "example2")
    (group,) = [g for g in identify(collection_from(case), FLAT).groups if len(g.top) > 2]
    best = group.top[0].ln_weight
    assert [round(float(np.exp(best - ranked.ln_weight))) for ranked in group.top] == [1, 10, 50, 50, 50]


# ── properties ──


@quickly
@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_found_families_and_markers_changes_nothing(question, random):
    assume_possible(question)

    def shuffled(items):
        return tuple(random.sample(items, len(items)))

    other = question._replace(
        found=shuffled(question.found), families=shuffled(question.families), markers=shuffled(question.markers)
    )
    assert by_name(solve(other)) == approx(by_name(solve(question)), rel=1e-9, abs=1e-12)


@quickly
@given(questions())
def test_the_chances_of_one_found_person_sum_to_one_and_of_one_missing_person_to_no_more(question):
    assume_possible(question)
    result = solve(question)
    assert table_of(result).sum(axis=1) == approx(np.ones(len(question.found)))
    assert (result.posterior.sum(axis=0) <= 1 + 1e-9).all()


@quickly
@given(questions(), st.randoms(use_true_random=False), st.floats(0.1, 3.0))
def test_more_weight_for_a_pair_never_lowers_its_posterior(question, random, more):
    assume_possible(question)
    pairs = list(by_name(solve(question)))
    assume(pairs)
    pair = random.choice(pairs)
    heavier = question._replace(other={**question.other, pair: question.other.get(pair, 0.0) + more})
    assert by_name(solve(heavier))[pair] >= by_name(solve(question))[pair] - 1e-9


@quickly
@given(questions())
def test_a_family_that_nobody_found_can_belong_to_changes_nothing(question):
    assume_possible(question)
    assume("U" not in {s.sex for s in question.found})
    men = question._replace(found=tuple(s for s in question.found if s.sex == "M"))
    men = men._replace(other={k: v for k, v in men.other.items() if k[0] in {s.id for s in men.found}})
    more = men._replace(families=(*men.families, Family("Z", nuclear("z.f", "z.m", ("z", "F")), {}, ("z",))))
    assert {k: v for k, v in by_name(solve(more)).items() if k[1] != "z"} == approx(by_name(solve(men)))


def test_two_collections_that_share_nobody_are_as_two_alone():
    men = Question((family_of("A", mother="8/9"),), (sample("a", "M", "8/8"), sample("b", "M", "9/10")), (LOCUS,))
    women = Question((family_of("B", sex="F", father="8/8"),), (sample("c", "F", "8/9"),), (LOCUS,))
    both = Question(men.families + women.families, men.found + women.found, (LOCUS,))
    together = solve(both)
    expected = by_name(solve(men)) | by_name(solve(women))
    assert {k: v for k, v in by_name(together).items() if v} == approx({k: v for k, v in expected.items() if v})
    assert together.n_assignments == solve(men).n_assignments * solve(women).n_assignments


@quickly
@given(questions())
def test_another_prior_on_the_same_tables_gives_what_a_fresh_start_gives(question):
    assume_possible(question)
    collection = collection_of(question)
    first = identify(collection, FLAT)
    for prior in (Prior("open", listed=0.9), Prior("closed")):
        assert by_name(identify(collection, prior, again=first)) == approx(
            by_name(identify(collection, prior)), abs=1e-9
        )


@quickly
@given(questions())
def test_a_comparison_made_before_serves_as_well_as_a_new_one(question):
    assume_possible(question)
    comparison = compare(collection_of(question))
    assert by_name(solve(question, comparison=comparison)) == approx(by_name(solve(question)), rel=1e-12)


# ── by hand ──


def test_one_found_person_and_one_family_weigh_their_ratio_against_the_prior():
    # the father passes 8: LR = P(child 8/9 | father 8/8) / P(8/9) = q / (2 p q)
    ratio, listed_chance = 1 / (2 * p), 0.25
    collection = Collection(Panel((LOCUS,)), (family_of("A", father="8/8"),), (sample("a", "M", "8/9"),))
    assert identify(collection, FLAT).posterior[0, 0] == approx(ratio / (ratio + 1))
    w = (1 - listed_chance) / listed_chance
    assert identify(collection, Prior("open", listed=listed_chance)).posterior[0, 0] == approx(ratio / (ratio + w))


def test_n_untyped_remains_of_m_missing_brothers_leave_only_counting():
    family, n, m = family_of("A", ("c", "d", "e")), 4, 3
    result = identify(Collection(Panel((LOCUS,)), (family,), tuple(sample(f"r{k}") for k in range(n))), FLAT)
    ways = {k: comb(n, k) * comb(m, k) * factorial(k) for k in range(m + 1)}
    assert result.n_assignments == sum(ways.values())
    expected = sum(k * ways[k] for k in ways) / sum(ways.values()) / (n * m)
    assert result.posterior == approx(np.full((n, m), expected))


def test_two_brothers_whom_the_evidence_cannot_tell_apart_are_equally_probable():
    found = (sample("a", "M", "8/9"), sample("b", "M", "8/8"))
    result = identify(Collection(Panel((LOCUS,)), (family_of("A", ("c", "d"), mother="8/9"),), found), FLAT)
    assert result.posterior[:, 0] == approx(result.posterior[:, 1])


def test_other_evidence_tells_brothers_apart_that_dna_cannot():
    found = (sample("a", "M", "8/9"), sample("b", "M", "8/8"))
    family = family_of("A", ("c", "d"), mother="8/9")
    other = {("a", "A.d"): 2.0}
    result = identify(Collection(Panel((LOCUS,)), (family,), found, other), FLAT)
    assert result.posterior[0, 1] > 0.9
    assert result.posterior[1, 0] > 10 * result.posterior[1, 1]


def test_ignoring_sex_lets_a_woman_be_a_missing_man():
    collection = Collection(Panel((LOCUS,)), (family_of("A", father="8/8"),), (sample("a", "F", "8/9"),))
    assert identify(collection, FLAT).posterior[0, 0] == 0.0
    open_to_all = Collection(collection.panel, collection.families, collection.found, ignore_sex=True)
    assert identify(open_to_all, FLAT).posterior[0, 0] == approx(5 / 6)


# ── edges ──


@pytest.mark.parametrize("prior", [FLAT, Prior("open"), Prior("closed")], ids=lambda prior: prior.kind)
@pytest.mark.parametrize("missing", [(), ("c",), ("c", "d")], ids=len)
@pytest.mark.parametrize("n_families", [0, 1, 2])
@pytest.mark.parametrize("n_found", [0, 1, 3])
def test_an_empty_corner_of_a_case_is_no_trouble(prior, missing, n_families, n_found):
    families = tuple(family_of(f"F{k}", missing) for k in range(n_families))  # nobody typed at all
    found = tuple(sample(f"r{k}") for k in range(n_found))  # no genotypes either
    result = identify(Collection(Panel((LOCUS,)), families, found), prior)
    n_missing = n_families * len(missing)
    assert result.posterior.shape == (n_found, n_missing)
    assert table_of(result).sum(axis=1) == approx(np.ones(n_found))
    if prior.kind == "closed":
        assert result.nobody == approx(np.full(n_found, max(0.0, n_found - n_missing) / max(n_found, 1)), abs=1e-6)


def test_ids_that_stand_twice_are_refused():
    with pytest.raises(InvalidCase, match="found person a stands twice"):
        Collection(Panel((LOCUS,)), (), (sample("a"), sample("a")))
    with pytest.raises(InvalidCase, match=r"missing person A\.c stands twice"):
        Collection(Panel((LOCUS,)), (family_of("A"), family_of("A")), ())


def test_other_evidence_about_nobody_in_the_case_is_refused():
    collection = Collection(Panel((LOCUS,)), (family_of("A"),), (sample("a"),), {("a", "stranger"): 1.0})
    with pytest.raises(InvalidCase, match="a, stranger"):
        identify(collection, FLAT)


def test_a_tangle_that_no_limit_allows_is_refused(monkeypatch):
    monkeypatch.setattr(keeping, "_MAX_CYCLES", -1)
    collection = Collection(Panel((LOCUS,)), (family_of("A"),), (sample("a"), sample("b")))
    with pytest.raises(TooLarge):
        identify(collection, FLAT)


def test_a_family_that_contradicts_itself_leaves_the_others_alone():
    broken = family_of("A", father="8/8", mother="8/8", d="9/9")
    other, found = family_of("B", mother="8/9"), (sample("a", "M", "8/9"),)
    both = identify(Collection(Panel((LOCUS,)), (broken, other), found), FLAT)
    assert both.posterior[0, 1] == approx(identify(Collection(Panel((LOCUS,)), (other,), found), FLAT).posterior[0, 0])


# ── many found people ──


def markers_of(random, n_markers, n_alleles=10, rate=0.002):
    """Markers as in casework: many alleles, proportional mutation."""
    tables = [np.array([random.random() ** 2 + 0.02 for _ in range(n_alleles)]) for _ in range(n_markers)]
    names = tuple(str(8 + a) for a in range(n_alleles))
    mutation = Mutation("proportional", Rates(rate), Rates(rate))
    return tuple(Marker(f"D{k}", names, table / table.sum(), mutation=mutation) for k, table in enumerate(tables))


def drop_genes(pedigree, markers, random):
    drawn = {marker.name: naive.drop_genes(pedigree, marker, random) for marker in markers}
    return {p.id: {name: drawn[name][p.id] for name in drawn} for p in pedigree.people}


def men(markers, random, n):
    stranger = Pedigree((Person("?", sex="M"),))
    return [Sample(f"S{k}", "M", drop_genes(stranger, markers, random)["?"]) for k in range(n)]


def brothers(seed, n_brothers, n_found, n_markers, donors=("m", "s")):
    """Brothers missing, some relatives typed, their remains among others of men."""
    random = Random(seed)
    markers = markers_of(random, n_markers)
    pedigree = nuclear("f", "m", *((f"b{k}", "M") for k in range(n_brothers)), ("s", "F"))
    everybody = drop_genes(pedigree, markers, random)
    missing = tuple(f"b{k}" for k in range(n_brothers))
    family = Family("F", pedigree, {donor: everybody[donor] for donor in donors}, missing)
    found = [Sample(f"R{k}", "M", everybody[f"b{k}"]) for k in range(min(n_brothers, n_found))]
    found += men(markers, random, n_found - len(found))
    random.shuffle(found)
    return Question((family,), tuple(found), markers)


def test_six_remains_of_six_missing_brothers_are_found_among_two_hundred():
    question = brothers(1, 6, 200, 16)
    result = solve(question._replace(log10_w=2.0))
    of_family = result.posterior.sum(axis=1)
    is_true = np.array([s.id.startswith("R") for s in question.found])
    assert of_family[is_true] == approx(np.ones(6), abs=1e-6)
    assert of_family[~is_true] == approx(np.zeros(194), abs=1e-6)
    assert result.posterior[is_true] == approx(np.full((6, 6), 1 / 6), abs=1e-6)  # which brother nobody can say
    assert result.dropped.max() < 1e-9
    assert result.max_error == 0.0


def test_three_remains_of_three_brothers_among_five_are_as_enumeration_says():
    question = brothers(3, 3, 5, 1)
    short = question.markers[0]
    few = sorted(
        {a for s in question.found for a in s.genotypes["D0"]}
        | {a for f in question.families for x in f.profiles.values() for a in x["D0"]}
    )
    p_few = np.array([short.frequencies[short.alleles.index(a)] for a in few])
    marker = Marker("D0", tuple(few), p_few / p_few.sum(), mutation=short.mutation)
    small = question._replace(markers=(marker,), log10_w=0.3)
    assert table_of(solve(small)) == approx(answer(small).matrix(), rel=1e-9, abs=1e-12)


# ── weak pairs ──


def weak_family(order=1):
    """Three brothers whose cousin alone is typed: alone they weigh little, together much."""
    random = Random(11)
    markers = markers_of(random, 16, n_alleles=12)
    rows = "gf - - M,gm - - F,f gf gm M,m - - F,u gf gm M,w - - F,cousin u w F,b0 f m M,b1 f m M,b2 f m M".split(",")
    pedigree = pedigree_from_rows([[None if x == "-" else x for x in row.split()] for row in rows])
    everybody = drop_genes(pedigree, markers, random)
    family = Family("F", pedigree, {"cousin": everybody["cousin"]}, ("b0", "b1", "b2"))
    found = [Sample(f"R{k}", "M", everybody[f"b{k}"]) for k in range(3)] + men(markers, random, 3)
    return Question((family,), tuple(found[::order]), markers, log10_w=1.0)


@pytest.mark.parametrize("n_found", [62, 63, 100])
def test_one_family_is_solved_exactly_however_many_were_found(n_found):
    # weights are LR_i over 1 + sum of LR: nothing to sample
    random = Random(n_found)
    markers = markers_of(random, 2)
    pedigree = nuclear("f", "m", ("c", "M"))
    everybody = drop_genes(pedigree, markers, random)
    family = Family("F", pedigree, {"m": everybody["m"]}, ("c",))
    found = (*men(markers, random, n_found - 1), Sample("R", "M", everybody["c"]))
    collection = Collection(Panel(markers), (family,), found)
    lr = 10 ** compare(collection).log10_lr[:, 0]
    result = identify(collection, FLAT)
    assert result.posterior[:, 0] == approx(lr / (1 + lr.sum()), rel=1e-9)
    assert result.n_assignments == n_found + 1
    assert result.is_exact


def test_a_family_alone_is_cut_down_to_what_the_exact_sum_can_take(monkeypatch):
    # else it is sampled option by option, which for the millions of orders of six brothers does not end
    monkeypatch.setattr(keeping, "MAX_STEPS", 2000)
    monkeypatch.setattr(keeping, "_MAX_JOINT", 0)
    collection = collection_of(brothers(2, 4, 12, 6))
    bodies = reassociation.sort_into_bodies(collection.found, collection.panel)
    problem = keeping.Problem.of(collection, bodies, Prior("weight", weight=10.0), None)
    (table,) = keeping.keep_enough(problem, -np.inf).tables
    assert len(table.log10_lr) <= 2000


@pytest.mark.parametrize("floor", [-2.0, -1.0, -0.5, 0.0])
def test_dropping_weak_pairs_never_asks_who_was_listed_first(monkeypatch, floor):
    only_floor(monkeypatch, floor)
    assert by_name(solve(weak_family(-1))) == approx(by_name(solve(weak_family())), abs=1e-9)


@pytest.mark.parametrize("floor", [-1.0, 0.0])
def test_brothers_who_show_only_beside_each_other_are_not_dropped_unseen(monkeypatch, floor):
    exact = solve(weak_family())
    only_floor(monkeypatch, floor)
    result = solve(weak_family())
    unaccounted = np.abs(result.nobody - exact.nobody)
    assert (unaccounted <= result.dropped + 0.01).all()


def test_a_family_that_contradicts_itself_takes_nobody_however_little_was_typed():
    # at L no mutation can explain the daughter: P(references) = 0, so no ratio with this family means anything
    pair = (LOCUS, Marker("M", ("8", "9", "10"), np.array([p, q, 1 - p - q])))
    broken = family_of("A", father="8/8", mother="8/8", d="9/9")
    broken = Family("A", broken.pedigree, {k: v | {"M": ("8", "8")} for k, v in broken.profiles.items()}, ("A.c",))
    full = Sample("full", "M", {"L": ("8", "8"), "M": ("8", "8")})
    partial = Sample("partial", "M", {"M": ("8", "8")})
    result = identify(Collection(Panel(pair), (broken,), (full, partial)), FLAT)
    assert result.posterior[:, 0] == approx(np.zeros(2))


def weak_collection(seed, n_families=6, n_found=7, n_markers=3):
    """Families of one brother typed, weak evidence: everybody may be anybody."""
    random = Random(seed)
    markers = markers_of(random, n_markers, n_alleles=5)
    families, found = [], men(markers, random, n_found - n_families // 2)
    for n in range(n_families):
        pedigree = nuclear(f"{n}f", f"{n}m", (f"{n}c", "M"), (f"{n}b", "M"))
        everybody = drop_genes(pedigree, markers, random)
        families.append(Family(f"F{n}", pedigree, {f"{n}b": everybody[f"{n}b"]}, (f"{n}c",)))
        if n % 2:
            found.append(Sample(f"R{n}", "M", everybody[f"{n}c"]))
    return Collection(Panel(markers), tuple(families), tuple(found))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("floor", [-0.5, 0.0])
def test_rivals_that_were_dropped_still_compete(monkeypatch, seed, floor):
    collection = weak_collection(seed)
    exact = identify(collection, Prior("weight", weight=3.0))
    assert exact.is_exact
    only_floor(monkeypatch, floor)
    dropped = identify(collection, Prior("weight", weight=3.0))
    assert dropped.dropped.max() > 0.05
    assert dropped.posterior.sum(axis=0).max() <= 1.0 + 1e-3
    assert dropped.posterior == approx(exact.posterior, abs=0.05)


@pytest.mark.parametrize("seed", range(3))
def test_the_ratio_of_a_listed_assignment_is_the_product_of_its_pairs_whatever_was_dropped(monkeypatch, seed):
    only_floor(monkeypatch, -0.5)
    collection = weak_collection(seed)
    comparison = compare(collection)
    missing = {m.id: k for k, m in enumerate(collection.missing)}
    row = {s.id: k for k, s in enumerate(collection.found)}
    for one in top_assignments(identify(collection, Prior("weight", weight=3.0)), 5):
        pairs = [comparison.log10_lr[row[f], missing[m]] for f, m in one.matched.items()]
        assert one.ln_lr == approx(sum(pairs) * np.log(10.0))


@pytest.mark.parametrize("seed", range(6))
def test_looking_twice_at_a_weak_family_takes_nothing_from_a_strong_one(monkeypatch, seed):
    # the strong family's parents are typed, so that its second brother weighs the same beside the first or alone
    random = Random(seed)
    markers = markers_of(random, 5, n_alleles=6)
    strong = nuclear("f", "m", ("b0", "M"), ("b1", "M"))
    rows = "gf - - M,gm - - F,x gf gm M,y - - F,u gf gm M,w - - F,cousin u w F,c0 x y M,c1 x y M".split(",")
    weak = pedigree_from_rows([[None if cell == "-" else cell for cell in row.split()] for row in rows])
    one, other = drop_genes(strong, markers, random), drop_genes(weak, markers, random)
    families = (
        Family("S", strong, {"f": one["f"], "m": one["m"]}, ("b0", "b1")),
        Family("W", weak, {"cousin": other["cousin"]}, ("c0", "c1")),
    )
    found = (Sample("R", "M", one["b0"]), Sample("P", "M", dict(list(one["b1"].items())[:1])), *men(markers, random, 3))
    collection, prior = Collection(Panel(markers), families, found), Prior("weight", weight=30.0)
    exact = identify(collection, prior)
    assert exact.is_exact
    only_floor(monkeypatch, -12.0)
    assert identify(collection, prior).posterior == approx(exact.posterior, abs=1e-6)
