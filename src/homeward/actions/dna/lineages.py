"""Answer a lineage case: counts of Y and mitochondrial haplotypes, models of their frequency, patrilines."""

import numpy as np

from homeward.actions.answers import Json, plain
from homeward.errors import InvalidCase
from homeward.evidence.dna.lineage import (
    DiscreteLaplace,
    add_theta,
    compare_patriline,
    count_lineage,
    estimate_by_kappa,
    estimate_frequency,
    weigh_patriline,
)
from homeward.formats.case import Reader


def answer_lineages(file: Reader) -> Json:
    """Answer every list of a lineage file.

    returns    the lists, each item with its "answer", and the same answers by list under the file's own "answer"
    """
    parts = {
        "counting": _count,
        "theta": _theta,
        "kappa": _kappa,
        "discrete_laplace": _discrete_laplace,
        "patriline": _patriline,
    }
    result: Json = {}
    answers: dict[str, list[Json]] = {}
    for name, answer in parts.items():
        if file.has(name):
            answers[name] = [answer(item) for item in file.items(name)]
            result[name] = [{"answer": value} | value for value in answers[name]]
    if not answers:
        raise InvalidCase(f"a lineage case holds at least one of {', '.join(parts)}")
    return {"id": file.text("id", "lineage"), "answer": answers} | result


def _count(item: Reader) -> Json:
    n_seen, n_database = item.whole("x"), item.whole("n")
    count = count_lineage(n_seen, n_database)
    return {
        "proportion": plain(count.proportion),
        "x_plus_1_over_n_plus_1": plain(count.plus_one),
        "x_plus_2_over_n_plus_2": plain(count.plus_two),
        "upper95_one_sided_clopper_pearson": plain(count.upper_one_sided),
        "upper95_two_sided_clopper_pearson": plain(count.upper_two_sided),
    }


def _theta(item: Reader) -> Json:
    return {"expected_match_probability": add_theta(item.number("p"), item.number("theta"))}


def _kappa(item: Reader) -> Json:
    n_singletons, n_database = item.whole("singletons_in_database"), item.whole("database_size")
    chance = estimate_by_kappa(n_singletons, n_database)
    return {
        "kappa": (n_singletons + 1) / (n_database + 1),
        "match_probability": chance,
        "inverse": 1.0 / chance,
    }


def _discrete_laplace(item: Reader) -> Json:
    centres = item.items("centres")
    loci = tuple(centres[0].value) if centres else ()
    model = DiscreteLaplace(
        loci,
        np.array([[centre.whole(locus) for locus in loci] for centre in centres]),
        np.array(item.numbers("weights")),
        np.array([[row.number(locus) for locus in loci] for row in item.items("p_per_cluster_and_locus")]),
    )
    haplotypes = [_haplotype(row) for row in item.items("haplotypes")]
    return {"expected_frequency": [estimate_frequency(model, haplotype) for haplotype in haplotypes]}


def _haplotype(item: Reader) -> dict[str, tuple[str, ...] | None]:
    return {
        locus: None if value is None else tuple(sorted(str(value).split("/"))) for locus, value in item.value.items()
    }


def _patriline(item: Reader) -> Json:
    one, other = _haplotype(item.object("haplotype_a")), _haplotype(item.object("haplotype_b"))
    rates = item.object("rates")
    n_meioses = item.whole("meioses_between")
    values = {locus: rates.number(locus) for locus in rates.value}
    chance = compare_patriline(one, other, n_meioses=n_meioses, rates=values)
    frequency = item.number("haplotype_b_population_frequency")
    weight = weigh_patriline(one, other, n_meioses=n_meioses, rates=values, frequency=frequency)
    return {
        "p_per_locus": dict(chance),
        "p_b_given_a": float(np.prod(list(chance.values()))),
        "log10_lr_same_patriline": plain(weight.log10_lr),
    }
