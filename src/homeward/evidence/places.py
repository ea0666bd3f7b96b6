"""How far do two places, ranks, units, sexes, categories or numbers agree?

Arrays of codes in (-1: not known), levels out; what they weigh stands in `kinds`. The name of a village without its
region is worth what its commonness allows, which the weights see from the lists. Two places with other names stand as
far apart as they lie, where both sides say or the table of towns knows where that is.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.kinds import PlaceLevel, RankLevel, SignLevel

Ints = NDArray[np.int32]
Levels = NDArray[np.int8]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

# Kilometres. A town with its outskirts, and the centre of one against a point in it; neighbouring towns, a day's way or
# the next district; the next region, or how far a front or an evacuation carries. Beyond, a place is another.
NEAR_KM, NEIGHBOUR_KM, FAR_KM = 10.0, 40.0, 150.0
_EARTH_KM = 6371.0088  # mean radius: the sphere is at most 0.6 % off


def _nowhere() -> Ints:
    return np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, eq=False)
class PlaceColumn:
    """Places of many records as codes, -1 where not known; equal codes mean equal keys on both lists.

    at    the number of the point where each is; empty where no place of the list has one
    """

    settlement: Ints
    written: Ints
    region: Ints
    at: Ints = field(default_factory=_nowhere)

    def take(self, rows: NDArray[np.int64]) -> "PlaceColumn":
        """Give the places of some records, in the order asked."""
        at = self.at[rows] if len(self.at) else self.at
        return PlaceColumn(self.settlement[rows], self.written[rows], self.region[rows], at)


def distance_km(found: Floats, sought: Floats) -> Floats:
    """Measure the shortest way over the earth between many pairs of points.

    On a sphere, with v the unit vector to a point of latitude b and longitude l,

        d = 2 R arcsin( |v1 - v2| / 2 ),  v = (cos b cos l, cos b sin l, sin b),  R = 6371.0088 km

        found, sought   float64 (n_pairs, 2): latitude and longitude in degrees
        returns         float64 (n_pairs,), km; 0 to 20,016, within 0.6 % of the way on the ellipsoid

    >>> distance_km(np.array([[50.45, 30.52]]), np.array([[49.98, 36.25]])).round()
    array([411.])

    Source: the chord form of the haversine, Sinnott 1984, Sky and Telescope 68, 159; R: Moritz 2000, GRS 80.
    """
    return _arc_km(_unit_vectors(found), _unit_vectors(sought))


def _unit_vectors(points: Floats) -> Floats:
    latitude, longitude = np.radians(points).T
    flat = np.cos(latitude)
    return np.stack([flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)], axis=1)


def _arc_km(one: Floats, two: Floats) -> Floats:
    apart = one - two
    chord = np.sqrt(np.einsum("ij,ij->i", apart, apart))
    way: Floats = 2.0 * _EARTH_KM * np.arcsin(np.minimum(chord / 2.0, 1.0))
    return way


def measure_distances(found: PlaceColumn, sought: PlaceColumn, points: Floats) -> Floats | None:
    """Measure how far apart the places of every pair lie.

    points     float64 (n_points, 2): latitude and longitude in degrees of every number in `at`
    returns    float64 (n_pairs,), km, nan where one is not known; None where none is known on one of the lists
    """
    if not len(found.at) or not len(sought.at):
        return None
    apart = np.full(len(found.at), np.nan)
    known = np.nonzero((found.at >= 0) & (sought.at >= 0))[0]
    vectors = _unit_vectors(points)
    apart[known] = _arc_km(vectors[found.at[known]], vectors[sought.at[known]])
    return apart


def compare_places(found: PlaceColumn, sought: PlaceColumn, one_slip: Bools, apart_km: Floats | None = None) -> Levels:
    """Give the level of every pair of places.

    one_slip    bool (n_pairs,): are the settlements one letter apart?
    apart_km    float64 (n_pairs,), nan where not known; it tells places with other names apart, and homonyms
    """
    both_regions = (found.region >= 0) & (sought.region >= 0)
    same_region = both_regions & (found.region == sought.region)
    same = (found.settlement == sought.settlement) & (found.settlement >= 0)
    unknown = ((found.settlement < 0) | (sought.settlement < 0)) & ~both_regions
    elsewhere = both_regions & ~same_region
    levels = np.full(len(same), PlaceLevel.OTHER, dtype=np.int8)
    levels[same_region] = PlaceLevel.REGION
    slip = one_slip & ~elsewhere
    if apart_km is not None:
        levels[apart_km <= FAR_KM] = PlaceLevel.WITHIN_150
        levels[apart_km <= NEIGHBOUR_KM] = PlaceLevel.WITHIN_40
        levels[apart_km <= NEAR_KM] = PlaceLevel.WITHIN_10
        slip &= ~(apart_km > NEIGHBOUR_KM)
        elsewhere |= apart_km > FAR_KM
        unknown &= np.isnan(apart_km)
    levels[slip] = PlaceLevel.SLIP
    levels[same] = PlaceLevel.SAME
    levels[same & same_region] = PlaceLevel.SAME_WITH_REGION
    levels[same & (found.written != sought.written)] = PlaceLevel.RENAMED
    levels[same & elsewhere] = PlaceLevel.OTHER_REGION
    levels[unknown] = PlaceLevel.MISSING
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
