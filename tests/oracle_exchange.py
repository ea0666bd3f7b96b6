"""Compare `homeward plan` with the public exchange cases, their changed versions included; one miss fails.

    python -m tests.oracle_exchange ../shared/oracle/exchange

Compared: status, objective vector, who goes always, never or sometimes, all minimal conflicts, the frontier and points
of bargains. Plans may differ where several are best; each is judged by the oracle's own `check_plan.py`.
"""

import copy
import importlib.util
import json
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

Json = dict[str, Any]
_WORDS = ("utilitarian", "nash", "egalitarian", "kalai_smorodinsky")


def check_exchange(folder: Path) -> int:
    """Check all cases in a folder; return the number of misses."""
    files = sorted((folder / "public").glob("*.json"))
    if not files:
        print(f"no exchange cases in {folder}")
        return 1
    judge = load_judge(folder / "check_plan.py")
    missed = 0
    for path in files:
        start = time.perf_counter()
        case = json.loads(path.read_text(encoding="utf-8"))
        misses, n_compared = check_case(case, judge)
        print(f"{path.name:28} {n_compared:4} answers, {time.perf_counter() - start:5.2f} s, {len(misses)} missed")
        print("\n".join(f"    {miss}" for miss in misses[:5]), end="\n" if misses else "")
        missed += len(misses)
    print(f"exchange: {len(files)} cases, {missed} missed answers")
    return missed


def load_judge(path: Path) -> ModuleType:
    """Load the oracle's own judge of plans."""
    spec = importlib.util.spec_from_file_location("check_plan", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def check_case(case: Json, judge: ModuleType) -> tuple[list[str], int]:
    """Compare one case and its what-ifs; return the misses and the number of answers compared."""
    misses, n_compared = compare(case["problem"], case["expected"], judge, "")
    for number, change in enumerate(case["expected"].get("what_if", ()), start=1):
        more, n = compare(patched(case["problem"], change["patch"]), change, judge, f"what-if {number}: ")
        misses += more
        n_compared += n
    return misses, n_compared


def compare(problem: Json, expected: Json, judge: ModuleType, where: str) -> tuple[list[str], int]:
    """Plan a problem and compare."""
    got = plan(problem)
    pairs = [("status", expected["status"], got["status"])]
    if "objective" in expected:
        pairs.append(("objective", expected["objective"], got["objective"]))
        broken = judge.broken_rules(problem, got["plan"])
        vector = judge.objective_vector(problem, got["plan"])
        pairs += [("broken rules", [], broken), ("objective of the plan", expected["objective"], vector)]
    pairs += [
        (f"people {state}", sorted(ids), sorted(got["people"][state]))
        for state, ids in expected.get("people", {}).items()
        if isinstance(ids, list)
    ]
    pairs += [
        (f"state of {person}", state, next(own for own, ids in got["people"].items() if person in ids))
        for person, state in expected.get("people", {}).items()
        if isinstance(state, str)
    ]
    if "conflicts" in expected:
        pairs.append(("conflicts", sets(expected["conflicts"]), sets(got["conflicts"])))
    if "bargain" in expected:
        want, own = expected["bargain"], got["bargain"]
        pairs += [(name, want[name], own[name]) for name in ("frontier", "ideal")]
        pairs += [(name, sorted(want[name]), sorted(own[name])) for name in _WORDS]
    return [f"{where}{name}: expected {want}, got {own}" for name, want, own in pairs if want != own], len(pairs)


def sets(conflicts: list[list[str]]) -> list[list[str]]:
    """Give conflicts in one order."""
    return sorted(sorted(rules) for rules in conflicts)


def plan(problem: Json) -> Json:
    """Run the command on a problem."""
    command = [sys.executable, "-m", "homeward", "plan", "-", "--json"]
    run = subprocess.run(command, input=json.dumps(problem), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    answer: Json = json.loads(run.stdout)
    return answer


def patched(problem: Json, patch: list[Json]) -> Json:
    """Give a problem with changes: a path element that is a rule's or person's id addresses it."""
    result = copy.deepcopy(problem)
    for change in patch:
        place: Any = result
        *path, last = change["path"] if change["op"] != "add" else [*change["path"], None]
        for step in path:
            place = _inside(place, step)
        if change["op"] == "add":
            place.append(change["value"])
        elif change["op"] == "remove":
            if isinstance(place, list):
                place.remove(_inside(place, last))
            else:
                del place[last]
        else:
            place[last] = change["value"]
    return result


def _inside(place: Any, step: str | int) -> Any:
    if isinstance(place, list) and isinstance(step, str):
        return next(item for item in place if item["id"] == step)
    return place[step]


if __name__ == "__main__":
    sys.exit(1 if check_exchange(Path(sys.argv[1])) else 0)
