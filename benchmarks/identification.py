"""The joint posterior as collections grow: remains x families doubled twice."""

import time

import numpy as np

from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear
from homeward.evidence.dna.profile import Sample
from homeward.evidence.dna.simulation import simulate_profiles
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
    return [*rows, _six_brothers()]


def _six_brothers() -> tuple[str, str]:
    """Time six brothers missing of one family, mother and sister typed, their remains among 200."""
    markers, rng = invented_markers(16), np.random.default_rng(1)
    brothers = tuple(f"brother {k}" for k in range(6))
    pedigree = nuclear("father", "mother", *((name, "M") for name in brothers), ("sister", "F"))
    stranger = Pedigree((Person("man", sex="M"),))
    draws, strangers = (
        simulate_profiles(pedigree, markers, rng, n=1),
        simulate_profiles(stranger, markers, rng, n=194),
    )
    drawn = {person: draws.profile(0, person) for person in draws.people}
    men = [strangers.profile(k, "man") for k in range(194)]
    family = Family("F", pedigree, {donor: drawn[donor] for donor in ("mother", "sister")}, brothers)
    found = tuple(Sample(f"R{k}", "M", p) for k, p in enumerate([*(drawn[name] for name in brothers), *men]))
    start = time.perf_counter()
    result = identify(Collection(Panel(markers), (family,), found), Prior("weight", weight=200.0))
    seconds = time.perf_counter() - start
    named = int((result.nobody[:6] < 0.0005).sum())
    n_rows = sum(len(table.log10_lr) for table in result.tables)
    return "six brothers among 200 remains", f"{seconds:.2f} s, {named} named, {n_rows:,} joint assignments"
