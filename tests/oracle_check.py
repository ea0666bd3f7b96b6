"""Run the stable commands over the public oracle cases and compare every number.

    python tests/oracle_check.py ../shared/oracle

Prints one line for each file: values compared, largest difference, time; exits 1 on any miss. Log10 values must agree
within 1e-8, probabilities and all else within 1e-6. Names have no exact answers: `oracle_names` sets their gates.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, tests/ is no package yet

from tests.oracle_exchange import check_exchange
from tests.oracle_names import check_names

LOG_TOLERANCE = 1e-8
TOLERANCE = 1e-6
# conclusions of another program's rules, "for orientation, not truth": reported, never counted as a miss
ORIENTATION = ("workflow_summary_threshold_10000", "undisputed_matches_threshold_10000")
NOT_ANSWERS = ("checked_by", "note", "other_convention_untyped_ancestors_dropped", "also_published", "fit", "prior")


def main() -> int:
    """Check all files; return the exit code."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/oracle") / "dna" / "public"
    files = sorted(folder.glob("*.json"))
    if not files:
        print(f"no oracle cases in {folder}")
        return 1
    missed = 0
    for path in files:
        missed += check_file(path)
    print(f"{len(files)} files, {missed} missed values")
    missed += check_names(folder.parents[1] / "names" / "public" / "name_pairs.csv")
    missed += check_exchange(folder.parents[1] / "exchange")
    return 1 if missed else 0


def check_file(path: Path) -> int:
    """Run the command for one file and compare; return the number of misses."""
    command = "identify" if path.name.startswith("dvi_") else "kinship"
    start = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-m", "homeward", command, str(path), "--json"], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if run.returncode:
        print(f"{path.name:32} FAILED: {run.stderr.strip()[:300]}")
        return 1
    want, got = json.loads(path.read_text()), json.loads(run.stdout)
    n_values, worst, misses, remarks = 0, 0.0, [], 0
    for where, expected, actual in pairs(want, got):
        n_values += 1
        difference = apart(where, expected, actual)
        if difference <= (LOG_TOLERANCE if "log10" in where else TOLERANCE):
            worst = max(worst, difference)
        elif any(word in where for word in ORIENTATION):
            remarks += 1
        else:
            misses.append(f"    {where}: expected {expected}, got {actual}")
    remark = f", {remarks} rule-based remarks differ" if remarks else ""
    print(
        f"{path.name:32} {n_values:6} values, largest difference {worst:.1e}, {seconds:5.2f} s, "
        f"{len(misses)} missed{remark}"
    )
    print("\n".join(misses[:5]), end="\n" if misses else "")
    return len(misses)


def pairs(want: dict, got: dict) -> Iterator[tuple[str, object, object]]:
    """Pair every expected leaf with the answer's."""
    if "cases" in want:
        by_id = {case["id"]: case["answer"] for case in got["cases"]}
        for case in want["cases"]:
            yield from leaves(case["id"], case["expected"], by_id.get(case["id"]))
    elif "expected" in want:
        yield from leaves("file", want["expected"], got["answer"])
    else:
        for name in ("counting", "theta", "kappa", "discrete_laplace", "patriline"):
            for number, item in enumerate(want[name]):
                flat = {key: value for key, value in item.items() if key.startswith("expected_")}
                expected = item.get("expected") or flat
                yield from leaves(f"{name} {number}", expected, got["answer"][name][number])


def leaves(where: str, want: object, got: object) -> Iterator[tuple[str, object, object]]:
    """Walk two trees together."""
    if isinstance(want, dict):
        for key, value in want.items():
            if key not in NOT_ANSWERS:
                yield from leaves(f"{where}/{key}", value, got.get(key) if isinstance(got, dict) else None)
    elif isinstance(want, list):
        if "groups" in where:
            yield where, sorted(map(sorted, want)), sorted(map(sorted, got)) if isinstance(got, list) else got
        elif where.endswith("/top"):
            yield from top(where, want, got)
        elif not isinstance(got, list) or len(got) != len(want):
            yield where, f"{len(want)} entries", f"{len(got) if isinstance(got, list) else got} entries"
        else:
            for number, value in enumerate(want):
                yield from leaves(f"{where}/{number}", value, got[number])
    else:
        yield where, want, got


def top(where: str, want: list, got: object) -> Iterator[tuple[str, object, object]]:
    """Compare ranked assignments by rank for numbers, and by name for who is who: ties may stand in any order."""
    given = got if isinstance(got, list) else []
    for number, item in enumerate(want):
        other = given[number] if number < len(given) else {}
        for key, value in item.items():
            if key != "assignment":
                yield f"{where}/{number}/{key}", value, other.get(key)
    names = {json.dumps(item["assignment"], sort_keys=True): item for item in given}
    last = min((item["posterior"] for item in want), default=0.0)
    for number, item in enumerate(want):
        same = names.get(json.dumps(item["assignment"], sort_keys=True))
        if same is None and abs(item["posterior"] - last) <= 1e-6 * max(last, 1e-300):
            continue  # tied with the last one listed
        yield f"{where}/{number}/posterior of its assignment", item["posterior"], same and same["posterior"]


def apart(where: str, want: object, got: object) -> float:
    """Give the difference of two leaves; infinity where they cannot be compared."""
    if isinstance(want, bool) or isinstance(got, bool) or not isinstance(want, int | float):
        return 0.0 if want == got else float("inf")
    if not isinstance(got, int | float):
        return 0.0 if want == 0 and got is None else float("inf")
    if "best_over_this" in where or "inverse" in where or "ln_likelihood" in where or "LR" in where:
        return abs(want - got) / max(abs(want), 1.0)
    return abs(want - got)


if __name__ == "__main__":
    sys.exit(main())
