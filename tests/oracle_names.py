"""Score `homeward names` on labelled pairs: the classes weigh the same, pairs marked weak are left out.

    python -m tests.oracle_names ../shared/oracle/names/public/name_pairs.csv

Prints F1 at its best threshold, the area under the curve, recall where precision is 0.99, and a table by phenomenon.
"""

import csv
import hashlib
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left, bisect_right
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

LEAST_F1, LEAST_AUC, LEAST_RECALL = 0.96, 0.985, 0.85

Row = dict[str, str]


class Score(NamedTuple):
    """How well one threshold on the weights tells same people from others."""

    f1: float
    threshold: float
    auc: float
    recall: float  # where precision is at least 0.99


def check_names(path: Path) -> int:
    """Score the pairs of one file; return the number of gates missed."""
    if not path.exists():
        print(f"no labelled names at {path}")
        return 1
    start = time.perf_counter()
    rows = [row for row in weigh(path) if row["strength"] != "weak"]
    seconds = time.perf_counter() - start
    halves = [[row for row in rows if half(row["pair_id"]) == number] for number in (0, 1)]
    for name, part in (("all", rows), ("half 0", halves[0]), ("half 1", halves[1])):
        s = score(part)
        print(f"names, {name:7} {len(part):5} pairs, F1 {s.f1:.4f}, AUC {s.auc:.4f}, recall at 0.99 {s.recall:.4f}")
    best = score(rows)
    print_phenomena(rows, best.threshold)
    missed = [best.f1 < LEAST_F1, best.auc < LEAST_AUC, best.recall < LEAST_RECALL]
    print(f"names: threshold {best.threshold:.2f}, {seconds:.1f} s, {sum(missed)} gates missed")
    return sum(missed)


def weigh(path: Path) -> list[Row]:
    """Run the command on a file and read its table back."""
    with tempfile.TemporaryDirectory() as folder:
        scored = Path(folder) / "scored.csv"
        command = [sys.executable, "-m", "homeward", "names", str(path), "--out", str(scored), "--json"]
        subprocess.run(command, check=True, capture_output=True)
        with scored.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))


def half(pair_id: str) -> int:
    """Put a pair into one of two halves that never change."""
    return hashlib.sha256(pair_id.encode()).digest()[-1] % 2


def score(rows: list[Row]) -> Score:
    """Score the weights, the two classes weighed equally."""
    same = sorted(float(row["log10_lr"]) for row in rows if row["match"] == "1")
    other = sorted(float(row["log10_lr"]) for row in rows if row["match"] == "0")
    auc = sum(bisect_left(other, s) + bisect_right(other, s) for s in same) / (2.0 * len(same) * len(other))
    best, recall = (0.0, 0.0), 0.0
    for threshold in sorted({*same, *other}):
        found = 1.0 - bisect_left(same, threshold) / len(same)
        false = 1.0 - bisect_left(other, threshold) / len(other)
        precision = found / (found + false)
        best = max(best, (2.0 * precision * found / (precision + found) if found else 0.0, threshold))
        recall = max(recall, found if precision >= 0.99 else 0.0)
    return Score(*best, auc, recall)


def print_phenomena(rows: list[Row], threshold: float) -> None:
    """Print the share of right answers of each phenomenon at one threshold, the worst first."""
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for row in rows:
        right[row["phenomenon"]].append((float(row["log10_lr"]) >= threshold) == (row["match"] == "1"))
    for name in sorted(right, key=lambda name: (sum(right[name]) / len(right[name]), name)):
        print(f"    {name:40} {sum(right[name]):4} of {len(right[name]):4}")


if __name__ == "__main__":
    sys.exit(1 if check_names(Path(sys.argv[1])) else 0)
