"""Cut the foreign answers that our tests use out of the full oracle files.

    python tests/oracles/make_dna.py FOLDER_WITH_THE_FULL_FILES

Only a few markers of each case are kept, with the tables they need, so that a clone tests itself without the rest.
"""

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
N_MARKERS = 4

CASES = {
    "kinship_lr": (
        "p006-both_parents p012-wife_missing_2children p021-sib_niece p027-six_relatives p029-great_grandparent "
        "p031-inbred_parents_cousins p032-double_cousin p033-incest_gf p035-both_parents p044-father_only "
        "p047-pc-unr p-two-brothers p-toy-trio-12-33-13 p-nonstationary-ancestors p055-both_parents p056-mother_only "
        "p057-mother_only p058-both_parents"
    ),
    "theta": "p-th03-both_parents p-th06-half-unr p-th08-mother_sib p-th-stepwise-trio p-th-match",
    "silent": "p-sil01-father_only p-sil03-one_sib p-sil04-spouse_child",
    "x_linked": "p-x01 p-x02 p-x03 p-x06",
    "dropout": "p-do01-both_parents p-do02-one_sib p-do03-spouse_child",
    "linked_pairs": "p-lk01 p-lk02 p-lk03 p-lk04 p-lk05 p-lk06",
}
CONDITIONAL = (
    "p-cd02-father p-cd03-father-equal p-cd04-parents-stepwise p-cd05-two-sibs p-cd08-inbred p-cd12-X-missing-father"
)


def main(folder: Path) -> None:
    """Write every compact file."""
    for name, ids in CASES.items():
        full = json.loads((folder / f"{name}.json").read_text())
        cases = [kinship_case(case, full["marker_sets"]) for case in full["cases"] if case["id"] in ids.split()]
        write(name, full["produced_with"], cases)
    full = json.loads((folder / "conditional_genotypes.json").read_text())
    chosen = [case for case in full["cases"] if case["id"] in CONDITIONAL.split()]
    write("conditional_genotypes", full["produced_with"], [conditional_case(case) for case in chosen])
    full = json.loads((folder / "mutation_matrices.json").read_text())
    write("mutation_matrices", full["produced_with"], full["cases"])


def kinship_case(case: dict[str, Any], marker_sets: dict[str, Any]) -> dict[str, Any]:
    """Keep some markers of a comparison of hypotheses; a linked pair keeps both."""
    pair = case.get("linked_pair")
    markers = [m for m in marker_sets[case["marker_set"]] if pair is None or m["name"] in pair][:N_MARKERS]
    names = {marker["name"] for marker in markers}
    expected = case["expected"]
    short = {key: case[key] for key in ("id", "hypotheses", "denominator", "theta", "dropout") if case.get(key)}
    short |= {"markers": markers, "checked_by": expected["checked_by"]}
    short["genotypes"] = {
        person: {name: text for name, text in genotypes.items() if name in names}
        for person, genotypes in case["genotypes"].items()
    }
    if pair is not None:
        return short | {
            "recombination_rate": case["recombination_rate"],
            "log10_likelihood_pair": expected["log10_likelihood_pair"],
        }
    short["log10_likelihood"] = only(expected["log10_likelihood_per_marker"], names)
    other = expected.get("other_convention_untyped_ancestors_dropped")
    if other:
        short["untyped_ancestors_dropped"] = only(other["log10_likelihood_per_marker"], names)
    return short


def conditional_case(case: dict[str, Any]) -> dict[str, Any]:
    """Keep the first marker of a conditional distribution."""
    marker = case["markers"][0]
    name = marker["name"]
    short = {key: case[key] for key in ("id", "pedigree", "target", "checked_by")}
    genotypes = {person: {name: g[name]} for person, g in case["genotypes"].items() if g.get(name)}
    return short | {"marker": marker, "genotypes": genotypes} | case["expected"][name]


def only(by_hypothesis: dict[str, dict[str, Any]], names: set[str]) -> dict[str, dict[str, Any]]:
    """Keep the values of some markers."""
    return {h: {name: value for name, value in values.items() if name in names} for h, values in by_hypothesis.items()}


def write(name: str, produced_with: dict[str, str], cases: list[dict[str, Any]]) -> None:
    """Write one case a line, so that a change shows as a line."""
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    text = f'{{"produced_with":{json.dumps(produced_with)},\n"cases":[\n{lines}\n]}}\n'
    (HERE / f"{name}.json").write_text(text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
