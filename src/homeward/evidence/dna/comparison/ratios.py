"""From P(relatives, genotype of the missing person) to the log10 LR of everything that was seen among the found.

What was seen is a set of genotypes with their chances, so each ratio is one sum over the table, divided by the same sum
over the population.
"""

import numpy as np

from homeward.evidence.dna.comparison.lumps import Lump
from homeward.evidence.dna.comparison.panel import Ints, Seen
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import Floats


def weigh_table(table: Floats, lump: Lump, marker: Marker, seen: Seen) -> Floats:
    """Turn P(relatives, genotype) over lumped alleles into log10 LR of each sighting, where nothing is silent.

    table      float64 (batch, m, m), or (batch, m) for a man at an X marker
    returns    float64 (batch, n_seen); -inf where impossible, nan where the relatives' profiles are impossible together
    """
    first, last = seen.first, seen.last
    total = table.reshape(len(table), -1).sum(axis=1)
    p = np.maximum(lump.frequency, 1e-300)
    out: Floats
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if table.ndim == 2:
            ratio = table / p / total[:, None]
            out = np.take_along_axis(ratio, lump.where[:, first], axis=1)
            out = np.where(first == last, out, 0.0)
        else:
            both = 0.5 * (table + table.transpose(0, 2, 1))
            ratio = both / p[:, :, None] / p[:, None, :] / total[:, None, None]
            rows = np.arange(len(table))[:, None]
            out = ratio[rows, lump.where[:, first], lump.where[:, last]]
            if lump.lone is not None:
                out = _mend_unseen(out, ratio, lump, marker, (first, last))
            if seen.is_uncertain.any():
                soft = np.nonzero(seen.is_uncertain)[0]
                out[:, soft] = _weigh_uncertain(table, lump, marker, seen.take(soft))
        out[total <= 0.0] = np.nan
        return np.log10(out)


def chance_of_seeing(table: Floats, seen: Seen, *, has_silent: bool) -> Floats:
    """Add up the chances of genotypes times the chance that each shows what was seen.

    table      float64 (batch, n, n) over (paternal, maternal) alleles, or (batch, n) over single ones; a silent allele
               stands last
    returns    float64 (batch, n_seen)
    """
    first, last = seen.first, seen.last
    if_homozygous, if_heterozygous, if_single = seen.chances.T
    if table.ndim == 2:
        return np.where(first == last, table[:, first] * if_single, 0.0)
    both = table + table.transpose(0, 2, 1)
    pair = both[:, first, last]  # a/b in either order; twice a/a
    silent = both[:, first, -1] if has_silent else np.zeros_like(pair)
    hidden = np.maximum(both.sum(axis=2)[:, first] - pair - silent, 0.0)
    alone = 0.5 * pair * if_homozygous + hidden * if_heterozygous + silent * if_single
    return np.where(first == last, alone, pair)


def _mend_unseen(out: Floats, ratio: Floats, lump: Lump, marker: Marker, pair: tuple[Ints, Ints]) -> Floats:
    """Where parents are related two unseen alleles may be one and the same draw: LR = A for a/b, A + B/p for a/a."""
    first, last = pair
    rows, rest = np.arange(len(ratio)), ratio.shape[-1] - 1
    lone = np.maximum(lump.lone if lump.lone is not None else 0, 0)
    p_lone = lump.frequency[rows, lone]
    a = ratio[rows, lone, rest]
    b = np.maximum((ratio[rows, lone, lone] - a) * p_lone, 0.0)
    unseen = (lump.where[:, first] == rest) & (lump.where[:, last] == rest)
    same = np.where(first == last, b[:, None] / np.maximum(marker.frequencies[first], 1e-300), 0.0)
    return np.where(unseen, a[:, None] + same, out)


def _weigh_uncertain(table: Floats, lump: Lump, marker: Marker, seen: Seen) -> Floats:
    """LR of uncertain observations: sum P(seen | g) P(g | relatives) over sum P(seen | g) P(g): (batch, n_seen)."""
    p = marker.frequencies
    full = _expand_batch(table, lump, p)
    expected = chance_of_seeing(np.outer(p, p)[None], seen, has_silent=False)
    chance = chance_of_seeing(full, seen, has_silent=False) / full.sum(axis=(1, 2))[:, None]
    return np.where(chance == 0.0, 0.0, chance / expected)


def _expand_batch(table: Floats, lump: Lump, frequencies: Floats) -> Floats:
    """Undo the lumping for a batch at one marker, as `conditional.expand` does: (batch, n, n)."""
    where = lump.where[:, : len(frequencies)]
    lumped = np.maximum(np.broadcast_to(lump.frequency, table.shape[:2]), 1e-300)
    share = frequencies / np.take_along_axis(lumped, where, axis=1)
    batch = np.arange(len(table))
    full: Floats = table[batch[:, None, None], where[:, :, None], where[:, None, :]]
    full = full * share[:, :, None] * share[:, None, :]
    if lump.lone is None:
        return full
    rest, lone = table.shape[-1] - 1, np.maximum(lump.lone, 0)
    p_lone, p_rest = lumped[batch, lone], lumped[:, rest]
    a = 0.5 * (table[batch, lone, rest] + table[batch, rest, lone]) / (p_lone * p_rest)
    b = np.maximum((table[batch, lone, lone] - a * p_lone**2) / p_lone, 0.0)
    unseen = where == rest
    fresh = a[:, None, None] * np.outer(frequencies, frequencies) + b[:, None, None] * np.diag(frequencies)
    return np.where(unseen[:, :, None] & unseen[:, None, :], fresh, full)
