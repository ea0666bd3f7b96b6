"""What donors can prove and whom to ask: one family, then 900 families of which half are weak."""

import time
from collections.abc import Callable

import numpy as np

from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.simulation import simulate_profiles
from homeward.identify.power import collection_power, family_power, whom_to_ask
from homeward.identify.trials.scenario import Plan, invented_markers, simulate_collection


def run() -> list[tuple[str, str]]:
    """Time one family, draws for it, and the campaign of a collection."""
    markers = invented_markers(24)
    panel, rng = Panel(markers), np.random.default_rng(1)
    plan = Plan(families=900, remains=0, weak_families=0.5, other_side=0.0)
    families = simulate_collection(markers, rng, plan).families
    family = next(family for family in families if len(family.pedigree.people) > 4)
    pedigree, missing = family.pedigree, family.missing[0]
    rows = [
        ("one family, 24 loci: power", _time(lambda: family_power(family, panel, missing))),
        ("one family, 24 loci: whom to ask", _time(lambda: whom_to_ask(family, panel, missing, rng=rng))),
    ]
    for given, how in (({}, "freely"), (family.profiles, "given the donors")):
        draws = _time(lambda given=given: simulate_profiles(pedigree, markers, rng, n=10_000, given=given))
        rows.append((f"10,000 times {len(pedigree.people)} people, 24 loci, drawn {how}", draws))
    for n_more in (0, 100, 900):
        start = time.perf_counter()
        power = collection_power(families, panel, rng=rng, n_more=n_more)
        seconds = time.perf_counter() - start
        persons = power.steps[-1].persons if power.steps else power.persons_now
        answer = f"{seconds:.1f} s, {persons:.1f} of {len(power.prospects)} persons identifiable"
        rows.append((f"900 families, 24 loci, {n_more} more samples", answer))
    return rows


def _time(do: Callable[[], object]) -> str:
    """The middle of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        do()
        times.append(time.perf_counter() - start)
    return f"{1000 * sorted(times)[1]:.0f} ms"
