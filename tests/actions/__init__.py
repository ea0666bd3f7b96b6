"""Small case files, one for each kind of question; some hold answers of other programs (tests/oracles)."""

import json
from typing import Any

from tests.oracles.dna import cases

Case = dict[str, Any]

STEPWISE: Case = {
    "model": "stepwise",
    "male": {"rate": 0.01, "rate2": 0.001, "range": 0.1},
    "female": {"rate": 0.005},
    "stabilization": "PM",
}
MARKER: Case = {
    "name": "L1",
    "alleles": ["7", "8", "9"],
    "freqs": [0.05, 0.15, 0.8],
    "chromosome": "autosomal",
    "mutation": {"model": "none"},
}
FAMILY: list[list[str | None]] = [
    ["FA", None, None, "M"],
    ["MO", None, None, "F"],
    ["SON", "FA", "MO", "M"],
    ["BOY", "FA", "MO", "M"],
]


def father_and_son() -> Case:
    """Father 7/8, son 7/7, mother untyped: (p7 / 2) / p7^2 = 1 / (2 p7) = 10."""
    stranger = [["FA", None, None, "M"], ["SON", None, None, "M"]]
    case: Case = {"id": "father-or-not", "markers": [MARKER], "hypotheses": {"father": FAMILY, "stranger": stranger}}
    case |= {"denominator": "stranger", "genotypes": {"FA": {"L1": "7/8"}, "SON": {"L1": "7/7"}}, "theta": 0.0}
    return {"kind": "kinship_lr", "cases": [case]}


def collection() -> Case:
    """Two sons missing of one family, one of another; two remains, one of them perhaps a part; a claim; a prior."""
    marker = MARKER | {"mutation": STEPWISE}
    parents = {"FA": {"L1": "7/8"}}
    other = [["P2", None, None, "M"], ["M2", None, None, "F"], ["S2", "P2", "M2", "M"]]
    families = [
        {"id": "F1", "pedigree": FAMILY, "genotypes": parents, "missing": ["SON", "BOY"], "unavailable": ["MO"]},
        {"id": "F2", "pedigree": other, "genotypes": {"M2": {"L1": "9/9"}}, "missing": ["S2"], "party": "North"},
    ]
    found = [
        {"id": "R1", "sex": "M", "genotypes": {"L1": "7/7"}, "dropout": 0.1, "part": True, "truth": "SON"},
        {"id": "R2", "sex": "U", "genotypes": {"L1": "7/9"}, "part": True, "truth": None},
    ]
    more: Case = {
        "claims": [{"found": "R1", "missing": "SON", "reliability": 0.7, "source": "list of May"}],
        "weights": [{"found": "R1", "missing": "BOY", "log10_lr": 0.5}],
        "prior": {"kind": "open", "listed": 0.5},
        "parts_per_person": 2,
    }
    return {"kind": "dvi", "id": "small", "markers": [marker], "families": families, "found": found} | more


def samples() -> Case:
    """Two samples that show the same rare genotype, and one of a man who differs."""
    shown = (("A", "7/7", 0.0), ("B", "7/7", 0.1), ("C", "9/9", 0.0))
    rows = [{"id": name, "sex": "M", "genotypes": {"L1": text}, "dropout": loss} for name, text, loss in shown]
    return {"kind": "direct_match", "id": "three samples", "markers": [MARKER], "samples": rows}


def lineage() -> Case:
    """One question of each kind about a Y haplotype."""
    laplace: Case = {"centres": [{"DYS1": 14, "DYS2": 13}], "weights": [1.0]}
    laplace |= {"p_per_cluster_and_locus": [{"DYS1": 0.2, "DYS2": 0.3}], "haplotypes": [{"DYS1": "14", "DYS2": "15"}]}
    patriline: Case = {"haplotype_a": {"DYS1": "14"}, "haplotype_b": {"DYS1": "15"}, "rates": {"DYS1": 0.002}}
    patriline |= {"meioses_between": 1, "haplotype_b_population_frequency": 0.001}
    return {
        "kind": "lineage",
        "id": "one line",
        "counting": [{"x": 0, "n": 100}, {"x": 3, "n": 100}],
        "theta": [{"p": 0.01, "theta": 0.02}],
        "kappa": [{"singletons_in_database": 50, "database_size": 100}],
        "discrete_laplace": [laplace],
        "patriline": [patriline],
    }


def conditional() -> Case:
    """What the son of a father 7/8 should show."""
    case: Case = {
        "id": "son",
        "markers": [MARKER],
        "pedigree": FAMILY,
        "target": "SON",
        "genotypes": {"FA": {"L1": "7/8"}},
    }
    return {"kind": "conditional_genotypes", "cases": [case]}


def exclusion() -> Case:
    """Whom a father 7/8 excludes: everybody with neither allele, 0.8^2."""
    case: Case = {"id": "son", "markers": [MARKER], "pedigree": FAMILY, "missing": "SON"}
    return {"kind": "exclusion_power", "cases": [case | {"genotypes": {"FA": {"L1": "7/8"}}}]}


def linked() -> Case:
    """Another program's case of two linked markers."""
    case = smallest("linked_pairs")
    return {"kind": "linked_pairs", "cases": [case | {"linked_pair": [marker["name"] for marker in case["markers"]]}]}


def smallest(name: str) -> Case:
    """The shortest case of one oracle file."""
    return min(cases(name), key=lambda case: len(json.dumps(case)))


def each_kind() -> dict[str, Case]:
    """One case file of each kind."""
    own = (father_and_son, samples, lineage, conditional, exclusion, linked)
    hypotheses = ("theta", "silent", "x_linked", "dropout", "mutation_matrices")
    from_oracles = {name: {"kind": name, "cases": [smallest(name)]} for name in hypotheses}
    return {case["kind"]: case for case in (make() for make in own)} | from_oracles


def as_bytes(case: Case) -> bytes:
    """Write a case file."""
    return json.dumps(case).encode()
