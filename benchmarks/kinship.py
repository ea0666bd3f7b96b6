"""One pedigree at a time: milliseconds for a pair of hypotheses over 24 loci."""

import time

import numpy as np

from homeward.evidence.dna.kinship import weigh_hypotheses
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear
from homeward.evidence.dna.simulation import simulate_profiles
from homeward.identify.trials.scenario import invented_markers

_MODELS = (
    Mutation(),
    Mutation("proportional", Rates(0.002), Rates(0.0005)),
    Mutation("stepwise", Rates(0.002, 1e-6), Rates(0.0005, 1e-6)),
)


def run() -> list[tuple[str, str]]:
    """Time brothers against strangers under three mutation models."""
    rows = []
    for mutation in _MODELS:
        markers = invented_markers(24, mutation=mutation)
        related = nuclear("father", "mother", ("one", "M"), ("other", "M"))
        unrelated = Pedigree((Person("one", sex="M"), Person("other", sex="M")))
        draws = simulate_profiles(related, markers, np.random.default_rng(1), n=1)
        profiles = {person: draws.profile(0, person) for person in ("one", "other")}
        times = []
        for _ in range(5):
            start = time.perf_counter()
            weigh_hypotheses({"related": related, "not": unrelated}, profiles, markers, denominator="not")
            times.append(time.perf_counter() - start)
        rows.append((f"two brothers, 24 loci, {mutation.model}", f"{1000 * sorted(times)[2]:.1f} ms"))
    return rows
