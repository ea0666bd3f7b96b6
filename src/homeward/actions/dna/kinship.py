"""Answer a case file of any kind but a whole collection: one answer for each case."""

from collections.abc import Callable, Iterator, Mapping
from math import log10

import numpy as np

from homeward.actions.answers import Json, answered, by_name, plain, rows
from homeward.actions.dna.lineages import answer_lineages
from homeward.errors import InvalidCase
from homeward.evidence.dna.conditional import distribution, exclusion_probability, genotype_table
from homeward.evidence.dna.direct import compare_directly, group_samples
from homeward.evidence.dna.frequency import Marker, RareAlleleRule
from homeward.evidence.dna.kinship import Kinship, Model, weigh_hypotheses
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.linked import pair_log10_likelihood
from homeward.evidence.dna.mutation import (
    expected_rate,
    is_always_lumpable,
    is_reversible,
    is_stationary,
    mutation_matrix,
)
from homeward.evidence.dna.profile import write_genotype
from homeward.formats.case import (
    HypothesisCase,
    Reader,
    load_json,
    read_hypotheses,
    read_mutation,
    read_rates,
    read_samples,
    read_target,
)

_STRICT_GROUPS_LOG10 = 4.0  # LR 10,000
SCHEMA = "homeward-answer/1"


def answer_file(data: bytes, rule: RareAlleleRule | None = None) -> Json:
    """Answer every case of one file.

    data       a case file; its kind is read from "kind" or from its keys
    rule       what alleles outside their table get; None: such a case is refused
    returns    {"schema", "kind", "cases": [{"id", "answer", "notes"}]}, or the answer of the file itself
    raises     InvalidCase, and what the models raise for cases they cannot take
    """
    file = Reader(load_json(data), "case file")
    kind = kind_of(file)
    if kind == "dvi":
        raise InvalidCase("this file holds found people and families; run: homeward identify FILE")
    head: Json = {"schema": SCHEMA, "kind": kind}
    if kind == "direct_match":
        return head | answered(file.text("id", kind), _answer_samples(file, rule))
    if kind == "lineage":
        return head | answer_lineages(file)
    items = file.items("cases") if file.has("cases") else [file]
    answer = _ANSWERS[kind]
    return head | {"cases": [answer(file, item, rule) for item in items]}


def kind_of(file: Reader) -> str:
    """Tell what kind of case a file holds, by name or by its keys."""
    if file.has("kind"):
        kind = file.text("kind")
        if kind in _ANSWERS or kind in ("dvi", "direct_match", "lineage"):
            return kind
        raise InvalidCase(
            f"kind {kind!r} is not known; known are {', '.join([*_ANSWERS, 'direct_match', 'lineage', 'dvi'])}"
        )
    first = file.items("cases")[0] if file.has("cases") and file.array("cases") else file
    for key, kind in _SIGNS:
        if first.has(key):
            return kind
    raise InvalidCase("the file names no kind and has no hypotheses, families, samples, pedigree or model")


_SIGNS = (
    ("families", "dvi"),
    ("found", "dvi"),
    ("linked_pair", "linked_pairs"),
    ("hypotheses", "kinship_lr"),
    ("samples", "direct_match"),
    ("target", "conditional_genotypes"),
    ("missing", "exclusion_power"),
    ("model", "mutation_matrices"),
    ("counting", "lineage"),
    ("discrete_laplace", "lineage"),
    ("patriline", "lineage"),
    ("kappa", "lineage"),
)


def _model(case: HypothesisCase) -> Model:
    people = {*case.dropout, *case.dropin}
    errors = {p: ErrorRates(case.dropout.get(p, 0.0), case.dropin.get(p, 0.0)) for p in people}
    return Model(case.theta, errors)


def _answer_hypotheses(file: Reader, item: Reader, rule: RareAlleleRule | None) -> Json:
    case = read_hypotheses(file, item, rule)
    if case.linked_pair is not None:
        return _answer_linked_case(case)
    kinship = weigh_hypotheses(
        case.hypotheses, case.profiles, case.markers, denominator=case.denominator, model=_model(case)
    )
    return answered(case.id, _kinship_answer(kinship), case.notes)


def _kinship_answer(kinship: Kinship) -> Json:
    values = kinship.log10_likelihood
    others = [name for name in kinship.hypotheses if name != kinship.denominator]
    totals = values.sum(axis=1)
    base = totals[kinship.hypotheses.index(kinship.denominator)]
    with np.errstate(invalid="ignore"):
        lr_total = {f"{n}/{kinship.denominator}": plain(totals[kinship.hypotheses.index(n)] - base) for n in others}
    return {
        "log10_likelihood_per_marker": {
            name: by_name(kinship.markers, row) for name, row in zip(kinship.hypotheses, values, strict=True)
        },
        "log10_likelihood_total": by_name(kinship.hypotheses, totals),
        "log10_lr_per_marker": {
            f"{name}/{kinship.denominator}": by_name(kinship.markers, kinship.log10_lr(name)) for name in others
        },
        "log10_lr_total": lr_total,
        "posterior_equal_priors": by_name(kinship.hypotheses, kinship.posterior()),
    }


def _answer_linked(file: Reader, item: Reader, rule: RareAlleleRule | None) -> Json:
    case = read_hypotheses(file, item, rule)
    if case.linked_pair is None:
        raise InvalidCase(f"case {case.id}: linked_pair is missing")
    return _answer_linked_case(case)


def _answer_linked_case(case: HypothesisCase) -> Json:
    assert case.linked_pair is not None
    assert case.recombination is not None
    by_marker = {marker.name: marker for marker in case.markers}
    pair = by_marker[case.linked_pair[0]], by_marker[case.linked_pair[1]]
    rate = case.recombination
    linked = _pair_values(
        case, lambda name: pair_log10_likelihood(case.hypotheses[name], _of(case, name), pair, rate, model=_model(case))
    )
    apart = weigh_hypotheses(case.hypotheses, case.profiles, pair, denominator=case.denominator, model=_model(case))
    unlinked = dict(zip(apart.hypotheses, apart.log10_likelihood.sum(axis=1).tolist(), strict=True))
    answer: Json = {
        "log10_likelihood_pair": {name: plain(value) for name, value in linked.items()},
        "log10_lr_linked": _ratios(linked, case.denominator),
        "log10_lr_if_treated_as_unlinked": _ratios(unlinked, case.denominator),
    }
    rest = [marker for marker in case.markers if marker.name not in case.linked_pair]
    if rest:
        others = weigh_hypotheses(
            case.hypotheses, case.profiles, rest, denominator=case.denominator, model=_model(case)
        )
        sums = dict(zip(others.hypotheses, others.log10_likelihood.sum(axis=1).tolist(), strict=True))
        answer["log10_lr_other_markers"] = _ratios(sums, case.denominator)
        answer["log10_lr_total"] = _ratios({n: linked[n] + sums[n] for n in linked}, case.denominator)
    return answered(case.id, answer, case.notes)


def _of(case: HypothesisCase, name: str) -> dict[str, Mapping[str, tuple[str, ...]]]:
    return {person: profile for person, profile in case.profiles.items() if person in case.hypotheses[name].by_id}


def _pair_values(case: HypothesisCase, value: Callable[[str], float]) -> dict[str, float]:
    return {name: value(name) for name in case.hypotheses}


def _ratios(values: Mapping[str, float], denominator: str) -> Json:
    with np.errstate(invalid="ignore"):
        return {
            f"{name}/{denominator}": plain(float(np.subtract(value, values[denominator])))
            for name, value in values.items()
            if name != denominator
        }


def _answer_conditional(file: Reader, item: Reader, rule: RareAlleleRule | None) -> Json:
    case = read_target(file, item, rule)
    answer: Json = {}
    for marker in case.markers:
        table = genotype_table(case.pedigree, case.profiles, marker, case.target, model=Model(case.theta))
        total = float(table.sum())
        answer[marker.name] = {
            "log10_likelihood_of_relatives": plain(log10(total) if total > 0.0 else -np.inf),
            "distribution": {write_genotype(g): p for g, p in distribution(table, marker).items()},
        }
    return answered(case.id, answer, case.notes)


def _answer_exclusion(file: Reader, item: Reader, rule: RareAlleleRule | None) -> Json:
    case = read_target(file, item, rule)
    chance = {m.name: exclusion_probability(case.pedigree, case.profiles, m, case.target) for m in case.markers}
    answer: Json = {
        "exclusion_probability_per_marker": chance,
        "exclusion_probability_total": 1.0 - float(np.prod([1.0 - value for value in chance.values()])),
        "expected_number_of_excluding_loci": float(sum(chance.values())),
    }
    return answered(case.id, answer, case.notes)


def _answer_mutation(file: Reader, item: Reader, rule: RareAlleleRule | None) -> Json:
    alleles = tuple(str(allele) for allele in item.array("alleles"))
    marker = Marker(item.text("id", "case"), alleles, np.array(item.numbers("freqs")))
    mutation = read_mutation(Reader(dict(item.value) | {"male": item.object("params").value}, item.where))
    p, rates = marker.frequencies, read_rates(item.object("params"))
    matrix = mutation_matrix(mutation.model, rates, alleles, p, mutation.stabilization)
    answer: Json = {
        "matrix_from_row_to_column": rows(matrix),
        "stationary": is_stationary(matrix, p),
        "reversible": is_reversible(matrix, p),
        "lumpable_always": is_always_lumpable(matrix),
        "expected_mutation_rate": expected_rate(matrix, p),
    }
    return answered(marker.name, answer)


def _answer_samples(file: Reader, rule: RareAlleleRule | None) -> Json:
    case = read_samples(file, rule)
    strict = compare_directly(case.samples, case.markers, dropout=0.0, dropin=0.0, theta=case.theta)
    groups = group_samples(strict.log10_lr, threshold_log10=_STRICT_GROUPS_LOG10, n_typed=strict.n_typed)
    n = len(case.samples)

    def counted(
        matrix: "np.ndarray[tuple[int, ...], np.dtype[np.int32]]", diagonal: int | None
    ) -> list[list[int | None]]:
        return [[diagonal if i == j else int(matrix[i, j]) for j in range(n)] for i in range(n)]

    answer: Json = {
        "log10_lr": rows(strict.log10_lr),
        "mismatching_loci": counted(strict.n_mismatching, None),
        "shared_loci": counted(strict.n_shared, 0),
        "groups_at_lr_10000": [[case.samples[k].id for k in group] for group in groups],
    }
    if any(sample.dropout or sample.dropin for sample in case.samples):
        lenient = compare_directly(case.samples, case.markers, theta=case.theta)
        loose = group_samples(lenient.log10_lr, threshold_log10=_STRICT_GROUPS_LOG10, n_typed=lenient.n_typed)
        answer["log10_lr_with_errors"] = rows(lenient.log10_lr)
        answer["groups_with_errors_at_lr_10000"] = [[case.samples[k].id for k in group] for group in loose]
    return answer


_Answer = Callable[[Reader, Reader, RareAlleleRule | None], Json]
_ANSWERS: dict[str, _Answer] = {
    "kinship_lr": _answer_hypotheses,
    "theta": _answer_hypotheses,
    "silent": _answer_hypotheses,
    "x_linked": _answer_hypotheses,
    "dropout": _answer_hypotheses,
    "linked_pairs": _answer_linked,
    "conditional_genotypes": _answer_conditional,
    "exclusion_power": _answer_exclusion,
    "mutation_matrices": _answer_mutation,
}


def each_case(answer: Mapping[str, object]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Give the answers of a file one by one: id and answer."""
    cases = answer.get("cases")
    items = cases if isinstance(cases, list) else [answer]
    for item in items:
        result = item.get("answer")
        yield str(item.get("id", "")), result if isinstance(result, Mapping) else {}
