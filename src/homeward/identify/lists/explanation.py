"""Why do two records seem to be of one person, or not? The waterfall: kind by kind, with the level in words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.dependence import RELATIONS
from homeward.evidence.kinds import KINDS, PlaceLevel
from homeward.evidence.weight import Weight
from homeward.identify.lists.estimation import Weighed, weigh_pairs
from homeward.identify.lists.levels import Agreement, measure_apart
from homeward.identify.lists.matching import Matching

Floats = NDArray[np.float64]
_SAYS = {
    "family_name": "family names",
    "given_name": "given names",
    "patronymic": "patronymics",
    "name_order": "columns of the name",
    "birth_date": "birth dates",
    "birth_place": "birth places",
    "last_seen_place": "places last seen",
    "last_seen_date": "dates last seen",
    "rank": "ranks",
    "unit": "units",
    "category": "categories",
    "sex": "sexes",
    "id_number": "identity numbers",
    "service_number": "service numbers",
    "document_number": "numbers of documents",
    "mother_name": "mothers' names",
    "residence": "residences",
    "nationality": "nationalities",
    "age": "ages",
    "height": "heights",
    "build": "builds",
    "hair": "hair",
    "eyes": "eyes",
    "blood_group": "blood groups",
    "marks": "marks on the body",
    "effects": "clothing and things",
}
_NOTED = 0.05  # log10 that relatives must take away to be named


@dataclass(frozen=True, slots=True)
class Explanation:
    """One pair, explained.

    steps         one weight for each kind in the order of `KINDS`, then one for relatives; they add up to log10_lr
    levels        the level of each step in words
    probability   given all other pairs; None where the pair is not among those listed
    """

    steps: tuple[Weight, ...]
    levels: tuple[str, ...]
    log10_lr: float
    probability: float | None


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Pairs to be explained, and how far apart their places lie, by kind, nan where not known."""

    agreement: Agreement
    weighed: Weighed
    apart_km: dict[str, Floats]


def explain_pair(matching: Matching, found: int, sought: int) -> Explanation:
    """Weigh one pair again and say why, whether it was listed or not."""
    rows = np.array([found], dtype=np.int64), np.array([sought], dtype=np.int64)
    agreement = matching.context.compare(rows)
    here = np.nonzero((matching.found == found) & (matching.sought == sought))[0]
    probability = float(matching.probability[here[0]]) if len(here) else None
    return _explain(_Pairs(agreement, weigh_pairs(matching.model, agreement), _apart(matching, rows)), 0, probability)


def explain_listed(matching: Matching, places: Sequence[int]) -> tuple[Explanation, ...]:
    """Say why of listed pairs, many at once.

    places    of the pairs, among those of the matching
    """
    listed = np.array(places, dtype=np.int64)
    agreement = matching.agreement.take(listed)
    apart = _apart(matching, (matching.found[listed], matching.sought[listed]))
    pairs = _Pairs(agreement, weigh_pairs(matching.model, agreement), apart)
    return tuple(_explain(pairs, number, float(matching.probability[place])) for number, place in enumerate(places))


def _apart(matching: Matching, rows: tuple[NDArray[np.int64], NDArray[np.int64]]) -> dict[str, Floats]:
    context = matching.context
    return measure_apart((context.found, context.sought, context.words), rows)


def _explain(pairs: _Pairs, place: int, probability: float | None) -> Explanation:
    agreement, weighed = pairs.agreement, pairs.weighed
    steps, levels = [], []
    for number, kind in enumerate(KINDS):
        level = int(agreement.levels[place, number])
        says = kind.levels[level - 1].says if level else "not known on one side"
        rarity = float(agreement.rarity[place, number])
        because = _because(kind.name, says, level, rarity) + _how_far(pairs.apart_km.get(kind.name), place, level)
        steps.append(Weight(kind.name, float(weighed.kinds[place, number]), because))
        levels.append(says)
    relation = int(np.argmax(weighed.posterior[place, 1:]))
    taken = float(weighed.relative[place])
    says = RELATIONS[relation - 1].says if relation and taken < -_NOTED else "strangers are the only other explanation"
    steps.append(Weight("relative", taken, says))
    levels.append(RELATIONS[relation - 1].name if relation and taken < -_NOTED else "unrelated")
    return Explanation(tuple(steps), tuple(levels), float(weighed.log10_lr[place]), probability)


def _because(kind: str, says: str, level: int, rarity: float) -> str:
    if not level:
        return f"{_SAYS[kind]}: {says}, which says nothing"
    common = ""
    if rarity >= 0.5:
        common = "; the value is rare"
    elif rarity <= -0.5:
        common = "; the value is common"
    return f"{_SAYS[kind]}: {says}{common}"


def _how_far(apart_km: Floats | None, place: int, level: int) -> str:
    """Say how far apart two places lie that are not one by name."""
    if apart_km is None or level <= PlaceLevel.RENAMED or np.isnan(apart_km[place]):
        return ""
    km = float(apart_km[place])
    return "; less than 1 km apart" if km < 1.0 else f"; about {km:.0f} km apart"
