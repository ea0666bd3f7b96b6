"""Two lists of 1,000 to 100,000 people with known truth: who is found, how surely, how fast.

python -m benchmarks lists        with the lists of ../shared/oracle, or of HOMEWARD_ORACLE
"""

import csv
import gzip
import io
import os
import resource
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from homeward.actions.lists.match import Matched, match_people
from homeward.identify.lists.blocking import find_candidates

_ORACLE = Path(os.environ.get("HOMEWARD_ORACLE", "../shared/oracle")) / "names" / "public"
_SIZES = (1_000, 10_000, 100_000)
_SURE = 0.99


def run() -> list[tuple[str, str]]:
    """Match the public lists at three sizes and score them against the truth."""
    rows = []
    for size in _SIZES:
        folder = _ORACLE / f"lists{size}"
        if folder.is_dir():
            rows += _score(folder, f"{size:,} x {size:,}")
        else:
            rows.append((f"{size:,} x {size:,}", f"no lists in {folder}"))
    return rows


def _bytes(folder: Path, name: str) -> bytes:
    plain = folder / f"{name}.csv"
    return plain.read_bytes() if plain.exists() else (folder / f"{name}.csv.gz").read_bytes()


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    data = _bytes(folder, name)
    text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def _score(folder: Path, label: str) -> list[tuple[str, str]]:
    sought, found = _bytes(folder, "sought"), _bytes(folder, "found")
    start = time.perf_counter()
    matched = match_people(sought, found)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    matching = matched.matching
    width = len(matched.sought.people)
    place = {person.record_id: row for row, person in enumerate(matched.sought.people)}
    other = {person.record_id: row for row, person in enumerate(matched.found.people)}
    pairs = [(other[row["found_id"]], place[row["sought_id"]]) for row in _rows(folder, "truth")]
    truth = np.array([i * width + j for i, j in pairs])
    codes = matching.found * width + matching.sought
    is_true = np.isin(codes, truth)
    f1, recall = _curve(matching.probability, is_true, len(truth))
    wrong = np.nonzero((matching.probability >= _SURE) & ~is_true)[0]
    home = {row["record_id"]: row["household"] for row in _rows(folder, "people")}
    kin = sum(_home(matched, home, pair) for pair in wrong.tolist())
    context = matching.context
    candidates = find_candidates(context.found, context.sought, context.words)
    lost = 1.0 - np.isin(truth, candidates.found * width + candidates.sought).mean()
    n_sure = int((matching.probability >= _SURE).sum())
    return [
        (label, f"F1 {f1:.4f}, recall at precision 0.99 {recall:.4f}"),
        (f"{label}: at {_SURE}", f"{n_sure:,} named, {len(wrong)} falsely, {kin} of these in one household"),
        (f"{label}: calibration error", f"{_calibration_error(matching.probability, is_true):.4f}"),
        (f"{label}: blocking", f"{matching.n_compared:,} pairs compared, {lost:.2%} of the true ones lost"),
        (f"{label}: cost", f"{seconds:.1f} s, peak {peak:.2f} GiB"),
    ]


def _home(matched: Matched, household: dict[str, str], pair: int) -> bool:
    found = matched.found.people[int(matched.matching.found[pair])].record_id
    sought = matched.sought.people[int(matched.matching.sought[pair])].record_id
    return household[found] == household[sought]


def _curve(score: NDArray[np.float64], is_true: NDArray[np.bool_], n_true: int) -> tuple[float, float]:
    """Give F1 at the best threshold, and recall at the threshold where precision still reaches 0.99."""
    order = np.argsort(-score, kind="stable")
    hits, taken = np.cumsum(is_true[order]), np.arange(1, len(order) + 1)
    is_threshold = np.append(np.diff(score[order]) != 0.0, True)  # equal scores are taken together
    precision, recall = hits / taken, hits / n_true
    f1 = 2.0 * precision * recall / np.maximum(precision + recall, 1e-12)
    exact = recall[is_threshold & (precision >= 0.99)]
    return float(f1[is_threshold].max()), float(exact.max(initial=0.0))


def _calibration_error(probability: NDArray[np.float64], is_true: NDArray[np.bool_]) -> float:
    """Give the mean difference of stated and true shares over ten bins of probability."""
    bins = np.minimum((probability * 10).astype(int), 9)
    parts = [np.nonzero(bins == number)[0] for number in range(10)]
    gaps = [len(part) * abs(probability[part].mean() - is_true[part].mean()) for part in parts if len(part)]
    return float(sum(gaps) / max(len(probability), 1))
