"""Pairs of written names weighed in a second, cold and warm; and kinds of pairs on which a kept matcher is ahead.

python -m benchmarks names        with the pairs of ../shared/oracle, or of HOMEWARD_ORACLE

The first run pays for the tables of names and for reading every new token; on a list most tokens have been read. The
peers are distances of rapidfuzz on letters that anyascii made Latin. Every matcher stands at its own best threshold:
the one of most right answers, both classes weighing the same.
"""

import csv
import os
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from homeward.actions.lists.names import weigh_each

_PAIRS = Path(os.environ.get("HOMEWARD_ORACLE", "../shared/oracle")) / "names" / "public" / "name_pairs.csv"
_REPEATS = 20
Pairs = Sequence[tuple[str, str]]
_PEERS = {"token sort": fuzz.token_sort_ratio, "WRatio": fuzz.WRatio, "Jaro-Winkler": JaroWinkler.similarity}


def run() -> list[tuple[str, str]]:
    """Weigh the public pairs in a fresh process, and again."""
    if not _PAIRS.is_file():
        return [("pairs of names", f"no pairs in {_PAIRS}")]
    with _PAIRS.open(encoding="utf-8", newline="") as lines:
        labelled = [row for row in csv.DictReader(lines) if row["strength"] != "weak"]
    pairs = [(row["name_a"], row["name_b"]) for row in labelled]
    start = _seconds(pairs[:1])
    cold = _seconds(pairs)
    warm = min(_seconds(pairs) for _ in range(_REPEATS))
    return [
        ("tables of names", f"{start:.2f} s, once"),
        (f"{len(pairs):,} pairs of new names", f"{len(pairs) / cold:,.0f} pairs a second"),
        ("the same again", f"{len(pairs) / warm:,.0f} pairs a second, on one core"),
        ("the same, two processes", f"{_on_two_cores(pairs):,.0f} pairs a second"),
        *_compare(labelled, pairs),
    ]


def _on_two_cores(pairs: Pairs) -> float:
    """Give the pairs weighed in a second by two processes that have read the names."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        halves = [list(pairs) * _REPEATS] * 2
        list(pool.map(weigh_each, halves))
        start = time.perf_counter()
        list(pool.map(weigh_each, halves))
        return 2 * len(halves[0]) / (time.perf_counter() - start)


def _compare(labelled: Sequence[dict[str, str]], pairs: Pairs) -> list[tuple[str, str]]:
    """Count the kinds of pairs on which each peer answers more pairs rightly than we do."""
    kinds = np.array([row["phenomenon"] for row in labelled])
    is_same = np.array([row["match"] == "1" for row in labelled])
    latin = [(anyascii(one).lower(), anyascii(other).lower()) for one, other in pairs]
    ours = _right_by_kind(np.array(weigh_each(pairs)), is_same, kinds)
    rows = []
    for name, peer in _PEERS.items():
        theirs = _right_by_kind(np.array([peer(*pair) for pair in latin]), is_same, kinds)
        ahead = sorted(kind for kind in ours if theirs[kind] > ours[kind])
        told = f"ahead on {len(ahead)} of {len(ours)} kinds: {', '.join(ahead)}" if ahead else "ahead on none"
        rows.append((f"{name} on anyascii", f"{told}; behind on {sum(theirs[kind] < ours[kind] for kind in ours)}"))
    return rows


def _right_by_kind(score: NDArray[np.float64], is_same: NDArray[np.bool_], kinds: NDArray[np.str_]) -> dict[str, float]:
    same, other = np.sort(score[is_same]), np.sort(score[~is_same])
    values = np.unique(score)
    kept = 1.0 - np.searchsorted(same, values) / len(same)
    told_apart = np.searchsorted(other, values) / len(other)
    threshold = values[(kept + told_apart).argmax()]
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for kind, is_right in zip(kinds.tolist(), ((score >= threshold) == is_same).tolist(), strict=True):
        right[kind].append(is_right)
    return {kind: sum(answers) / len(answers) for kind, answers in right.items()}


def _seconds(pairs: Pairs) -> float:
    start = time.perf_counter()
    weigh_each(pairs)
    return time.perf_counter() - start
