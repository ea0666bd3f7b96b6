"""Why do two records seem to be of one person, or not? The waterfall: kind by kind, with the level in words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from homeward.evidence.dependence import RELATIONS
from homeward.evidence.kinds import KINDS
from homeward.evidence.weight import Weight
from homeward.identify.lists.estimation import Weighed, weigh_pairs
from homeward.identify.lists.levels import Agreement
from homeward.identify.lists.matching import Matching

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


def explain_pair(matching: Matching, found: int, sought: int) -> Explanation:
    """Weigh one pair again and say why, whether it was listed or not."""
    agreement = matching.context.compare((np.array([found], dtype=np.int64), np.array([sought], dtype=np.int64)))
    here = np.nonzero((matching.found == found) & (matching.sought == sought))[0]
    probability = float(matching.probability[here[0]]) if len(here) else None
    return _explain(agreement, weigh_pairs(matching.model, agreement), 0, probability)


def explain_listed(matching: Matching, places: Sequence[int]) -> tuple[Explanation, ...]:
    """Say why of listed pairs, many at once.

    places    of the pairs, among those of the matching
    """
    agreement = matching.agreement.take(np.array(places, dtype=np.int64))
    weighed = weigh_pairs(matching.model, agreement)
    return tuple(
        _explain(agreement, weighed, number, float(matching.probability[place])) for number, place in enumerate(places)
    )


def _explain(agreement: Agreement, weighed: Weighed, place: int, probability: float | None) -> Explanation:
    steps, levels = [], []
    for number, kind in enumerate(KINDS):
        level = int(agreement.levels[place, number])
        says = kind.levels[level - 1].says if level else "not known on one side"
        rarity = float(agreement.rarity[place, number])
        steps.append(Weight(kind.name, float(weighed.kinds[place, number]), _because(kind.name, says, level, rarity)))
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
