"""Compare `homeward pledges` and `homeward positions` with the public talks fixtures; one wrong balance fails.

    python -m tests.oracle_talks_ledger ../shared/oracle/talks

Ledgers: every balance, state and formula on every day given must be equal. Positions: clauses and their spans must
be equal; of the rows (clauses of both sides and their status) and of the draft changes, the share that is right is told
and must reach 0.90. Every folder that holds a ledger.json or a positions.json is compared.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

Json = dict[str, Any]
LEAST = 0.90
ROUNDS = ("first_round", "second_round", "third_round")


def check_talks(folder: Path) -> int:
    """Check all ledgers and positions under a folder; return the number of misses that fail."""
    ledgers, tables = sorted(folder.rglob("ledger.json")), sorted(folder.rglob("positions.json"))
    if not ledgers and not tables:
        print(f"no ledgers or positions in {folder}")
        return 1
    return sum(check_ledger(path) for path in ledgers) + sum(check_positions(path) for path in tables)


def check_ledger(path: Path) -> int:
    """Compare every balance on every day given."""
    expected: Json = json.loads(path.read_text(encoding="utf-8"))["expected"]
    days = [word for day in expected for word in ("--as-of", day)]
    got = run("pledges", str(path), *days, "--json")["balances"]
    misses = [
        f"{day} {pledge} {name}: expected {value}, got {got[day][pledge].get(name)}"
        for day, balances in expected.items()
        for pledge, own in balances.items()
        for name, value in own.items()
        if got[day][pledge].get(name) != value
    ]
    n_compared = sum(len(own) for balances in expected.values() for own in balances.values())
    print(f"{path.parent.name}: {n_compared} balances and states, {len(misses)} missed")
    print("\n".join(f"    {miss}" for miss in misses[:10]), end="\n" if misses else "")
    return len(misses)


def check_positions(path: Path) -> int:
    """Compare spans, rows and draft changes."""
    expected: Json = json.loads(path.read_text(encoding="utf-8"))
    got = run("positions", *(str(path.parent / f"{name}.txt") for name in expected["documents"]), "--json")
    spans = {own["id"]: (own["start"], own["end"]) for own in got["clauses"]}
    n_spans = sum(spans.get(own["id"]) != (own["start"], own["end"]) for own in expected["clauses"])
    rows = [
        (f"{name} {row['a']} {row['b']}: {row['status']}", row_key(row) in {row_key(own) for own in got.get(name, ())})
        for name in ROUNDS
        for row in expected.get(name, ())
    ]
    found = {change_key(change) for change in got["draft_changes"]}
    changes = [
        (f"{own['old']} -> {own['new']}: {own['change']}", change_key(own) in found)
        for own in expected["draft_changes"]
    ]
    print(f"{path.parent.name}: {n_spans} of {len(expected['clauses'])} spans missed", end="")
    failed = n_spans
    for what, told in (("rows", rows), ("draft changes", changes)):
        n_right = sum(is_right for _, is_right in told)
        failed += n_right < LEAST * len(told)
        print(f"; {n_right} of {len(told)} {what} right", end="")
    print()
    print("".join(f"    missed: {says}\n" for says, is_right in (*rows, *changes) if not is_right), end="")
    return failed


def row_key(row: Json) -> tuple[object, ...]:
    return tuple(sorted(row["a"])), tuple(sorted(row["b"])), row["status"]


def change_key(change: Json) -> tuple[object, ...]:
    return tuple(sorted(change["old"])), tuple(sorted(change["new"])), change["change"]


def run(*words: str) -> Json:
    """Run a command and read its JSON."""
    done = subprocess.run([sys.executable, "-m", "homeward", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer: Json = json.loads(done.stdout)
    return answer


if __name__ == "__main__":
    sys.exit(min(1, check_talks(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/oracle/talks"))))
