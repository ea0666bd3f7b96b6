"""The physical limit of screening: one look-up and one addition for each pair and locus.

The same kernel is run over tables that lie in the first-level cache and over shuffled people, with nothing to pass over
early; that is the speed the machine allows, and screening is measured against it.
"""

import time

import numpy as np

from homeward.identify._kernels import scan

_N_FOUND, _N_LOCI, _N_SEEN, _N_FAMILIES = 6000, 24, 60, 400


def nanoseconds_per_look_up() -> float:
    """Measure a look-up and addition where every pair needs all its loci."""
    rng = np.random.default_rng(1)
    tables = rng.normal(size=(_N_FAMILIES, 1 + _N_LOCI * _N_SEEN)).astype(np.float32)
    columns = (1 + np.arange(_N_LOCI) * _N_SEEN + rng.integers(_N_SEEN, size=(_N_FOUND, _N_LOCI))).astype(np.int32)
    rests = np.full((_N_FAMILIES, 2), 1e9, dtype=np.float32)
    limits = np.array([1e9, 1e8], dtype=np.float32)
    out, weak = np.empty(1, dtype=np.int32), np.zeros(_N_FOUND)
    scan(tables[:1], columns, rests[:1], 0, _N_FOUND, limits, out, out, weak)
    start = time.perf_counter()
    scan(tables, columns, rests, 0, _N_FOUND, limits, out, out, weak)
    return (time.perf_counter() - start) * 1e9 / (_N_FAMILIES * _N_FOUND * _N_LOCI)


def run() -> list[tuple[str, str]]:
    """Report the limit."""
    value = nanoseconds_per_look_up()
    return [("one look-up and addition, one core", f"{value:.3f} ns"), ("24 loci, one pair", f"{24 * value:.1f} ns")]
