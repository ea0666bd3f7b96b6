"""Compare `homeward claims` and `homeward origins` with the annotated texts f1 to f3 of the oracle; a missed bar fails.

    python -m tests.oracle_talks ../shared/oracle/talks

Measures as the oracle's README suggests. Claims: figures found with the right low, high and bound, precision, acts,
named speakers, false speakers where the outlet itself speaks. Origins: links marked "derived: yes", drift of derived
claims, independent documents of each cluster.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.talks.gold import read_oracle, read_oracle_pair, score, score_links, total_of

Json = dict[str, Any]
FIXTURES = ("f1-rewrite", "f2-independent", "f3-update")


def check_talks(folder: Path) -> int:
    """Check claims and origins; return the number of bars missed."""
    public = folder / "public"
    claims = total_of(score(gold) for name in FIXTURES for gold in read_oracle(public / name))
    print(f"claims: {claims}")
    right, false, missed = (
        sum(n) for n in zip(*(score_links(read_oracle_pair(public / n)) for n in FIXTURES), strict=True)
    )
    print(f"links: {right} right, {false} false, {missed} missed")
    told = [line for name in FIXTURES for line in check_pair(public / name)]
    print("\n".join(told))
    bars = (
        claims.values_right >= 0.90 * claims.values,
        claims.proposed_right >= 0.85 * claims.proposed,
        claims.acts_right >= 0.75 * claims.acts,
        claims.speakers_right >= 0.85 * claims.speakers,
        claims.false_speakers <= 0.05 * claims.silent,
        right >= 0.95 * (right + false),
        right >= 0.90 * (right + missed),
        not told,
    )
    return bars.count(False)


def check_pair(folder: Path) -> Iterator[str]:
    """Compare drift and independent counts of one fixture, by the command line; yield the misses."""
    gold = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    files = [str(folder / name) for name in ("a.txt", "b.txt")]
    command = [sys.executable, "-m", "homeward", "origins", *files, "--json"]
    own = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    mine = {claim["id"]: nearest(claim, own["claims"]) for claim in gold["claims"]}
    drift = {one["b"]: one for one in own["derivation"]}
    for one in gold["derivation"]:
        got = drift.get(mine[one["b"]]["id"], {}).get("drift")
        if got != one["drift"]:
            yield f"{folder.name} {one['b']}: drift {got}, not {one['drift']}"
    for cluster in gold["clusters"]:
        claims = [claim for claim in gold["claims"] if claim["id"] in cluster["claims"]]
        n = len({claim["document"] for claim in claims if mine[claim["id"]]["id"] not in drift})
        if n != cluster["documents_not_derived"]:
            yield f"{folder.name} {cluster['cluster']}: {n} documents, not {cluster['documents_not_derived']}"


def nearest(gold: Mapping[str, Any], own: Sequence[Json]) -> Json:
    """Give the proposed claim that shares most with a gold one."""

    def shared(claim: Json) -> float:
        one, other = claim["span"], gold["span"]
        both = min(one["end"], other["end"]) - max(one["start"], other["start"])
        return both / (max(one["end"], other["end"]) - min(one["start"], other["start"]))

    return max((claim for claim in own if claim["document"] == gold["document"]), key=shared)


if __name__ == "__main__":
    missed = check_talks(Path(sys.argv[1]))
    print(f"talks, claims and origins: {missed} bars missed")
    sys.exit(1 if missed else 0)
