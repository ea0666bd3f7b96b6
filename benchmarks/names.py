"""Pairs of written names weighed in a second: each name met for the first time, and met before.

python -m benchmarks names        with the pairs of ../shared/oracle, or of HOMEWARD_ORACLE

The first run pays for the tables of names and for reading every new token; on a list most tokens have been read.
"""

import csv
import os
import time
from collections.abc import Sequence
from pathlib import Path

from homeward.actions.lists.names import weigh_each

_PAIRS = Path(os.environ.get("HOMEWARD_ORACLE", "../shared/oracle")) / "names" / "public" / "name_pairs.csv"
_REPEATS = 20
Pairs = Sequence[tuple[str, str]]


def run() -> list[tuple[str, str]]:
    """Weigh the public pairs in a fresh process, and again."""
    if not _PAIRS.is_file():
        return [("pairs of names", f"no pairs in {_PAIRS}")]
    with _PAIRS.open(encoding="utf-8", newline="") as lines:
        pairs = [(row["name_a"], row["name_b"]) for row in csv.DictReader(lines)]
    start = _seconds(pairs[:1])
    cold = _seconds(pairs)
    warm = min(_seconds(pairs) for _ in range(_REPEATS))
    return [
        ("tables of names", f"{start:.2f} s, once"),
        (f"{len(pairs):,} pairs of new names", f"{len(pairs) / cold:,.0f} pairs a second"),
        ("the same again", f"{len(pairs) / warm:,.0f} pairs a second, on one core"),
    ]


def _seconds(pairs: Pairs) -> float:
    start = time.perf_counter()
    weigh_each(pairs)
    return time.perf_counter() - start
