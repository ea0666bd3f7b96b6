"""How far do two places, ranks, units, sexes, categories or numbers agree?

Arrays of codes in (-1: not known), levels out; what they weigh stands in `kinds`. The name of a village without its
region is worth what its commonness allows, which the weights see from the lists.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.kinds import PlaceLevel, RankLevel, SignLevel

Ints = NDArray[np.int32]
Levels = NDArray[np.int8]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class PlaceColumn:
    """Places of many records as codes, -1 where not known; equal codes mean equal keys on both lists."""

    settlement: Ints
    written: Ints
    region: Ints

    def take(self, rows: NDArray[np.int64]) -> "PlaceColumn":
        """Give the places of some records, in the order asked."""
        return PlaceColumn(self.settlement[rows], self.written[rows], self.region[rows])


def compare_places(found: PlaceColumn, sought: PlaceColumn, one_slip: Bools) -> Levels:
    """Give the level of every pair of places; `one_slip` says which settlements are one letter apart."""
    both_regions = (found.region >= 0) & (sought.region >= 0)
    same_region = both_regions & (found.region == sought.region)
    same = (found.settlement == sought.settlement) & (found.settlement >= 0)
    missing = (found.settlement < 0) | (sought.settlement < 0)
    levels = np.full(len(same), PlaceLevel.OTHER, dtype=np.int8)
    levels[same_region] = PlaceLevel.REGION
    levels[one_slip & ~(both_regions & ~same_region)] = PlaceLevel.SLIP
    levels[same] = PlaceLevel.SAME
    levels[same & same_region] = PlaceLevel.SAME_WITH_REGION
    levels[same & both_regions & ~same_region] = PlaceLevel.OTHER_REGION
    levels[same & (found.written != sought.written) & ~(both_regions & ~same_region)] = PlaceLevel.RENAMED
    levels[missing & ~both_regions] = PlaceLevel.MISSING
    return levels


def compare_ranks(found: Ints, sought: Ints) -> Levels:
    """Give the level of every pair of ranks by their distance on the ladder."""
    steps = np.abs(found - sought)
    levels = np.full(len(steps), RankLevel.MORE, dtype=np.int8)
    levels[steps == 2] = RankLevel.TWO_STEPS
    levels[steps == 1] = RankLevel.ONE_STEP
    levels[steps == 0] = RankLevel.SAME
    levels[(found < 0) | (sought < 0)] = RankLevel.MISSING
    return levels


def compare_signs(found: Ints, sought: Ints, one_slip: Bools | None = None) -> Levels:
    """Give the level of every pair of codes: the same, one slip apart, other."""
    levels = np.full(len(found), SignLevel.OTHER, dtype=np.int8)
    if one_slip is not None:
        levels[one_slip] = SignLevel.SLIP
    levels[found == sought] = SignLevel.SAME
    levels[(found < 0) | (sought < 0)] = SignLevel.MISSING
    return levels
