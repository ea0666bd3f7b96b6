"""Conclusions by fixed thresholds on likelihood ratios, as many teams still report them.

They stand beside the posterior for comparison with older reports. A pair is *undisputed* where its LR reaches the
threshold and is as many times larger than every rival of the same found and the same missing person; families with
several missing people are judged by the generalised LR (best assignment with the pair over best without it).

Source: Vigeland & Egeland 2021, Sci Rep 11:13661; Egeland & Vigeland 2025, FSI Genetics (generalised LR).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from homeward.identify.collection import Collection, Comparison
from homeward.identify.identification import Identification

_THRESHOLD = 10_000.0
_MISMATCHES = 3  # loci impossible without mutation, from which a pair is called excluded


def conclude(collection: Collection, comparison: Comparison, identification: Identification) -> dict[str, object]:
    """Give the rule-based tables: undisputed pairs, one row for each missing and each found person."""
    with np.errstate(over="ignore"):
        lr = np.where(np.isnan(comparison.log10_lr), 0.0, 10.0**comparison.log10_lr)
    sure = _undisputed(lr)
    sought = [_row_of_missing(collection, identification, lr, sure, j) for j in range(lr.shape[1])]
    found = [_row_of_found(collection, identification, comparison, lr, sure, i) for i in range(lr.shape[0])]
    pairs = [row for row in sought if row["Conclusion"] == "Undisputed"]
    return {
        "undisputed_matches_threshold_10000": [{k: v for k, v in row.items() if k != "GLR"} for row in pairs],
        "workflow_summary_threshold_10000": {"AM": sought, "PM": found},
    }


def _undisputed(lr: NDArray[np.float64]) -> dict[tuple[int, int], int]:
    """Find undisputed pairs step by step: once a pair is settled, both leave the table. Pair to step."""
    left, step = lr.copy(), 1
    settled: dict[tuple[int, int], int] = {}
    while True:
        new = []
        for i, j in zip(*np.nonzero(left >= _THRESHOLD), strict=True):
            rivals = max(np.delete(left[i], j).max(initial=0.0), np.delete(left[:, j], i).max(initial=0.0))
            if left[i, j] >= _THRESHOLD * rivals:
                new.append((int(i), int(j)))
        if not new:
            return settled
        for i, j in new:
            settled[i, j] = step
            left[i, :] = 0.0
            left[:, j] = 0.0
        step += 1


def _glr(identification: Identification, i: int, j: int) -> float | None:
    value = float(identification.best[i, j])
    return None if np.isnan(value) or value > 300.0 else 10.0**value


def _number(value: float) -> float | None:
    return None if np.isinf(value) else float(value)


def _row_of_missing(
    collection: Collection,
    identification: Identification,
    lr: NDArray[np.float64],
    sure: Mapping[tuple[int, int], int],
    j: int,
) -> dict[str, object]:
    person = collection.missing[j]
    family = collection.families[person.family]
    row: dict[str, object] = {"Family": family.id, "Missing": person.id, "Sample": None, "LR": None, "GLR": None}
    if not lr.shape[0]:
        return row | {"Conclusion": "No match", "Comment": None}
    i = int(lr[:, j].argmax())
    row |= {"Sample": collection.found[i].id, "LR": _number(lr[i, j])}
    if len(family.missing) > 1:
        i = int(np.where(np.isnan(identification.best[:, j]), -np.inf, identification.best[:, j]).argmax())
        glr = _glr(identification, i, j)
        row |= {"Sample": collection.found[i].id, "LR": _number(lr[i, j]), "GLR": glr}
        if glr is None or glr >= _THRESHOLD:
            return row | {"Conclusion": "Match (GLR)", "Comment": f"Joint: {{{','.join(family.missing)}}}"}
    if (i, j) in sure:
        return row | {"Conclusion": "Undisputed", "Comment": f"Step {sure[i, j]}"}
    return row | _conclusion(lr[i, j], collection.found[i].id)


def _row_of_found(
    collection: Collection,
    identification: Identification,
    comparison: Comparison,
    lr: NDArray[np.float64],
    sure: Mapping[tuple[int, int], int],
    i: int,
) -> dict[str, object]:
    row: dict[str, object] = {"Sample": collection.found[i].id, "Missing": "", "Family": "", "LR": None, "GLR": None}
    allowed = comparison.mismatching_loci[i] >= 0
    if not (allowed & (comparison.mismatching_loci[i] < _MISMATCHES) & (lr[i] > 0.0)).any():
        return row | {"Missing": None, "Family": None, "Conclusion": "Excluded", "Comment": "No compatible pairings"}
    j = int(lr[i].argmax())
    person = collection.missing[j]
    family = collection.families[person.family]
    row["LR"] = _number(lr[i, j])
    if (i, j) in sure:
        row |= {"Missing": person.id, "Family": family.id}
        return row | {"Conclusion": "Undisputed", "Comment": f"Step {sure[i, j]}"}
    glr = _glr(identification, i, j)
    if len(family.missing) > 1 and (glr is None or glr >= _THRESHOLD):
        row |= {"Missing": person.id, "Family": family.id, "GLR": glr}
        return row | {"Conclusion": "Match (GLR)", "Comment": f"Joint: {{{','.join(family.missing)}}}"}
    return row | _conclusion(lr[i, j], person.id)


def _conclusion(value: float, best: str) -> dict[str, object]:
    if value >= _THRESHOLD:
        return {"Conclusion": "Disputed", "Comment": f"Best: {best}"}
    if value >= 1.0:
        return {"Conclusion": "Inconclusive", "Comment": f"Best: {best}"}
    return {"Conclusion": "No match", "Comment": None}
