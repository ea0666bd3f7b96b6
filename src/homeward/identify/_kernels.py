"""Loops of the screening: look up, add, compare; nothing else."""

import numpy as np
from numpy.typing import NDArray

from homeward._jit import jit

Floats32 = NDArray[np.float32]
Floats = NDArray[np.float64]


@jit
def scan(
    tables: Floats32,
    columns: NDArray[np.int32],
    rests: Floats32,
    first: int,
    last: int,
    limits: Floats32,
    out_row: NDArray[np.int32],
    out_found: NDArray[np.int32],
    weak: Floats,
) -> int:
    """Add up each found person's look-ups against each family and keep the sums that reach the limit.

    tables     (n_families, width) log10 LR
    columns    (n_found, n_loci)
    rests      (n_families, n_checks): the most the loci from each check on can add
    first, last    found people compared
    limits     what is kept from; what is added to `weak` from
    weak       (n_found,): sum of the ratios not kept
    returns    how many were kept; only as many as `out_row` holds are written
    """
    n_loci = columns.shape[1]
    keep, least = limits[0], limits[1]
    half, late = n_loci // 3, 2 * n_loci // 3
    n_kept = 0
    for row in range(tables.shape[0]):
        table = tables[row]
        rest_half, rest_late = rests[row, 0], rests[row, 1]
        for found in range(first, last):
            total = np.float32(0.0)
            for locus in range(half):
                total += table[columns[found, locus]]
            if total + rest_half < least:
                continue
            for locus in range(half, late):
                total += table[columns[found, locus]]
            if total + rest_late < least:
                continue
            for locus in range(late, n_loci):
                total += table[columns[found, locus]]
            if total >= keep:
                if n_kept < out_row.shape[0]:
                    out_row[n_kept] = row
                    out_found[n_kept] = found
                n_kept += 1
            elif total > least:
                weak[found] += 10.0**total
    return n_kept
