"""A whole delivery against a whole country's families: 6,000 x 70,000, and how cost grows.

python -m benchmarks screening
"""

import resource
import time

import numpy as np

from benchmarks.look_up import nanoseconds_per_look_up
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.profile import as_individual
from homeward.identify.candidates import screen
from homeward.identify.mass import identify_screened
from homeward.identify.prior import Prior
from homeward.identify.reassociation import sort_into_bodies
from homeward.identify.trials.scenario import Plan, Scenario, invented_markers, simulate_collection

_SIZES = ((1500, 17_500), (3000, 35_000), (6000, 70_000))


def run() -> list[tuple[str, str]]:
    """Time screening and joint posterior at three sizes; count the true pairs lost."""
    limit = 24 * nanoseconds_per_look_up() / 2  # two workers
    rows = []
    for n_found, n_families in _SIZES:
        plan = Plan(families=n_families, remains=n_found, weak_families=0.0, other_side=0.0)
        scenario = simulate_collection(invented_markers(24), np.random.default_rng(1), plan)
        rows += _time(scenario, f"{n_found:,} x {n_families:,} families", limit)
    return rows


def _time(scenario: Scenario, label: str, limit: float) -> list[tuple[str, str]]:
    panel = Panel(scenario.markers)
    start = time.perf_counter()
    bodies = sort_into_bodies(scenario.found, panel)
    screening = screen(scenario.families, bodies.bodies, panel)
    middle = time.perf_counter()
    result = identify_screened(scenario.families, bodies, panel, screening, Prior("open", listed=0.6))
    end = time.perf_counter()
    per_pair = (middle - start) * 1e9 / screening.n_pairs
    missing = [person for family in scenario.families for person in family.missing]
    truth = np.array(
        [scenario.truth[scenario.found[i].id] == missing[j] for i, j in zip(result.found, result.missing, strict=True)]
    )
    sure = result.posterior >= 0.9995
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return [
        (
            f"{label}: all pairs",
            f"{middle - start:.1f} s for {screening.n_pairs:,} pairs, {len(screening.found):,} kept",
        ),
        (
            f"{label}: per pair",
            f"{per_pair:.1f} ns; the look-ups alone would take {limit:.1f} ns ({limit / per_pair:.0%})",
        ),
        (f"{label}: joint posterior", f"{end - middle:.1f} s, {result.n_groups:,} groups, peak {peak:.2f} GiB"),
        (f"{label}: at 0.9995", f"{int(sure.sum()):,} named, {int((sure & ~truth).sum())} of them falsely"),
        (f"{label}: true pairs at LR 100 or more lost", str(_lost(scenario, panel, screening))),
    ]


def _lost(scenario: Scenario, panel: Panel, screening: object) -> int:
    """Weigh every true pair alone, and count those at the limit that the screening did not keep."""
    kept = set(zip(screening.found.tolist(), screening.missing.tolist(), strict=True))  # type: ignore[attr-defined]
    column = {p: k for k, p in enumerate(p for family in scenario.families for p in family.missing)}
    home = {person: family for family in scenario.families for person in family.missing}
    lost = 0
    for number, sample in enumerate(scenario.found):
        true = scenario.truth[sample.id]
        if true is None or (number, column[true]) in kept:
            continue
        alone = screen((home[true],), (as_individual(sample),), panel)
        lost += any(home[true].missing[k] == true for k in alone.missing.tolist())
    return lost
