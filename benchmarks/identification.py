"""The joint posterior as collections grow: remains x families doubled twice."""

import time

import numpy as np

from homeward.evidence.dna.comparison.panel import Panel
from homeward.identify.collection import Collection, compare
from homeward.identify.identification import identify
from homeward.identify.prior import Prior
from homeward.identify.trials.scenario import Plan, invented_markers, simulate_collection


def run() -> list[tuple[str, str]]:
    """Time the matrix and the joint posterior."""
    rows = []
    for size in (50, 100, 200):
        plan = Plan(families=size, remains=size, other_side=0.0)
        scenario = simulate_collection(invented_markers(24), np.random.default_rng(1), plan)
        collection = Collection(Panel(scenario.markers), scenario.families, scenario.found)
        start = time.perf_counter()
        comparison = compare(collection)
        middle = time.perf_counter()
        result = identify(collection, Prior("open"), comparison=comparison)
        end = time.perf_counter()
        what = f"{size} remains x {size} families, 24 loci"
        rows.append((f"{what}: matrix and mismatches", f"{middle - start:.2f} s"))
        rows.append(
            (f"{what}: joint posterior", f"{end - middle:.2f} s, {'exact' if result.is_exact else 'weak pairs apart'}")
        )
    return rows
