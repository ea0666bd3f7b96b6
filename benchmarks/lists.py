"""Two lists of 1,000 to 100,000 people with known truth: who is found, how surely, how fast; and the best peer beside.

python -m benchmarks lists        with the lists of ../shared/oracle, or of HOMEWARD_ORACLE

The peer is Splink 5 on the same records, with our reading of names, places, ranks and numbers in place of the raw text.
It runs in an environment of its own, .venv-bench, which `make bench` makes from requirements-bench.lock.
"""

import csv
import gzip
import io
import os
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from homeward.actions.lists.match import Matched, match_people
from homeward.identify.lists.blocking import find_candidates
from homeward.identify.lists.name_keys import Reading, read_family, read_father, read_given
from homeward.records.dates import read_date
from homeward.records.person import Person
from homeward.records.places import read_place
from homeward.records.service import read_category, read_number, read_rank, read_sex, read_unit

_ORACLE = Path(os.environ.get("HOMEWARD_ORACLE", "../shared/oracle")) / "names" / "public"
_SIZES = (1_000, 10_000, 100_000)
_SURE = 0.99
_PEER = Path(".venv-bench/bin/python")
_FOLDED = (
    "record_id family given father birth_date birth_year birth_place last_seen_place last_seen_date id_number sex"
    " category rank unit"
).split()


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
    cost = f"{label}: cost", f"{seconds:.1f} s, peak {peak:.2f} GiB"
    return [*_quality(folder, matched, label), cost, *_peer(folder, matched, label)]


def _quality(folder: Path, matched: Matched, label: str) -> list[tuple[str, str]]:
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
    ]


def _peer(folder: Path, matched: Matched, label: str) -> list[tuple[str, str]]:
    """Let Splink link the same records, folded as we read them."""
    if not _PEER.exists():
        return [(f"{label}: Splink 5, folded", "not installed: make bench installs it in .venv-bench")]
    start = time.perf_counter()
    with TemporaryDirectory() as work:
        files = [Path(work) / f"{name}.csv" for name in ("sought", "found", "pairs")]
        for file, listing in zip(files, (matched.sought, matched.found), strict=False):
            _write_folded(file, listing.people)
        folding = time.perf_counter() - start
        script = Path(__file__).with_name("splink_peer.py")
        told = subprocess.run([_PEER, script, *files], check=True, capture_output=True, text=True).stdout
        with files[2].open(encoding="utf-8", newline="") as rows:
            pairs = [(sought, found, float(score)) for sought, found, score in csv.reader(rows)]
    seconds, peak = (float(word) for word in told.split()[-2:])
    truth = {(row["sought_id"], row["found_id"]) for row in _rows(folder, "truth")}
    score = np.array([probability for _, _, probability in pairs])
    is_true = np.array([pair[:2] in truth for pair in pairs])
    f1, recall = _curve(score, is_true, len(truth))
    wrong = int(((score >= _SURE) & ~is_true).sum())
    return [
        (f"{label}: Splink 5, folded", f"F1 {f1:.4f}, recall at precision 0.99 {recall:.4f}, {wrong} false at {_SURE}"),
        (f"{label}: Splink 5, cost", f"{seconds:.1f} s and {folding:.1f} s to fold, peak {peak / 1024:.2f} GiB"),
    ]


def _write_folded(file: Path, people: Sequence[Person]) -> None:
    """Write what we read of each record, for a program that compares columns."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(_FOLDED)
        for person in people:
            born = read_date(person.birth_date or "")
            year = born.year if born and not born.is_approximate else ""
            place, seen = (read_place(text) if text else None for text in (person.birth_place, person.last_seen_place))
            writer.writerow(
                (
                    person.record_id,
                    _key(read_family, person.family_name),
                    _key(read_given, person.given_name),
                    _key(read_father, person.patronymic),
                    f"{year}-{born.month:02}-{born.day:02}" if born and born.is_full else "",
                    year,
                    place.settlement if place else "",
                    seen.settlement if seen else "",
                    person.last_seen_date or "",
                    read_number(person.id_number or "") or "",
                    read_sex(person.sex or "") or "",
                    read_category(person.category or "") or "",
                    "" if (rank := read_rank(person.rank or "")) is None else rank,
                    read_unit(person.unit or "") or "",
                )
            )


@cache
def _key(read: Callable[[str], Reading], text: str | None) -> str:
    keys = read(text).same if text else ()
    return keys[0] if keys else ""


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
