"""What moves together, and who else could look like the same person.

Kinds of evidence are multiplied as if independent, against strangers. They are not independent where two people share
by descent or by fate: brothers have surname, father, birth place, and twins the birth date; comrades of one unit are
lost on one day in one place; namesakes share a whole name; papers, tags and things travel together, at times with
another body. Each such relation is a hypothesis of its own beside "unrelated": for each kind it says how probably the
two share the value, and a pair is worth only what remains against the best of these explanations:

    LR = P(e | same) / sum over others r of share(r) P(e | r)

so that agreement which a brother explains as well can never outgrow the odds of meeting a brother. No cap on a sum of
kinds is needed: the share of comrades is the cap.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.kinds import KIND_NUMBER, KINDS, DateLevel

Floats = NDArray[np.float64]
_BORN = KIND_NUMBER["birth_date"]


@dataclass(frozen=True, slots=True)
class Relation:
    """Two people who are not the same, and what they share."""

    name: str
    says: str
    per_record: float  # how many such people a record has on the other list, before the lists are seen
    shares: dict[str, float]  # probability that both have one value of a kind; 0 for kinds not named
    gaps: dict[DateLevel, float] = field(default_factory=dict)  # how much likelier than between strangers
    held: float = 0.0  # how much of the number expected counts beside the number learned, where those cannot be told
    is_of_papers: bool = False  # a stranger otherwise: counts only on lists that tell one of its kinds

    def share(self) -> Floats:
        """Give the shares in the order of the kinds."""
        return np.array([self.shares.get(kind.name, 0.0) for kind in KINDS])


_SIBLING_GAPS = {
    DateLevel.SAME_YEAR: 0.4,
    DateLevel.NEXT_YEAR: 2.0,
    DateLevel.SIBLING_GAP: 1.9,
    DateLevel.PARENT_GAP: 0.1,
    DateLevel.FAR: 0.02,
}
_PARENT_GAPS = {
    DateLevel.SAME_YEAR: 0.02,
    DateLevel.NEXT_YEAR: 0.02,
    DateLevel.SIBLING_GAP: 0.05,
    DateLevel.PARENT_GAP: 2.2,
    DateLevel.FAR: 0.5,
}
RELATIONS = (
    Relation(
        "sibling",
        "a brother or sister would share the family name, the father's name and the birth place, a twin the date",
        0.05,
        {
            "family_name": 0.98, "patronymic": 0.98, "given_name": 0.02, "birth_date": 0.06, "birth_place": 0.85,
            "last_seen_place": 0.1, "last_seen_date": 0.03, "unit": 0.05, "sex": 0.3, "category": 0.3,
            "mother_name": 0.95, "residence": 0.5, "nationality": 0.95, "age": 0.15, "height": 0.2, "build": 0.1,
            "hair": 0.4, "eyes": 0.4, "blood_group": 0.4,
        },
        _SIBLING_GAPS,
    ),
    Relation(
        "parent",
        "a parent or child would share the family name and often the birth place",
        0.02,
        {
            "family_name": 0.98, "given_name": 0.04, "birth_place": 0.6, "last_seen_place": 0.1,
            "last_seen_date": 0.03, "unit": 0.03, "sex": 0.3,
            "residence": 0.5, "nationality": 0.95, "height": 0.15, "build": 0.1, "hair": 0.3, "eyes": 0.3,
            "blood_group": 0.3,
        },
        _PARENT_GAPS,
    ),
    Relation(
        "namesake",
        "a namesake would share the whole name",
        0.01,
        {
            "family_name": 1.0, "given_name": 1.0, "patronymic": 1.0, "name_order": 1.0, "sex": 1.0,
            "nationality": 0.5,
        },
        held=0.3,
    ),
    Relation(
        "comrade",
        "a comrade of one unit would be lost in the same place on the same day",
        0.5,
        {
            "last_seen_place": 0.9, "last_seen_date": 0.7, "unit": 0.8, "category": 0.9, "sex": 0.8, "rank": 0.3,
            "nationality": 0.5, "effects": 0.3,
        },
    ),
    Relation(
        "bearer",
        "papers, tags and things of one person have been found on another",
        0.02,
        {"service_number": 0.9, "document_number": 0.9, "effects": 0.5},
        is_of_papers=True,
    ),
)  # fmt: skip
FATHER_FITS, FATHER_DIFFERS = 25.0, 0.1  # under "parent": one's father's name is, or is not, the other's given name


def log10_relations(weights: Floats, birth_levels: NDArray[np.int8], lineal: NDArray[np.int8]) -> Floats:
    """Weigh each relation against "unrelated" for many pairs.

    weights        float64 (n_pairs, n_kinds): log10 LR of each kind, same person against strangers
    birth_levels   int8 (n_pairs,): the level of the birth dates
    lineal         int8 (n_pairs,): 1 where one's given name is the other's father's name, 2 where it is not, 0 unknown
    returns        float64 (n_pairs, n_relations)
    """
    odds = {kind: 10.0 ** weights[:, kind] for kind in range(len(KINDS)) if weights[:, kind].any()}
    columns = []
    for relation in RELATIONS:
        product = np.ones(len(weights))  # 27 kinds of at most 5 decades: far from the ends of a double
        for kind, share in enumerate(relation.share()):
            if kind == _BORN and relation.gaps:
                gap = np.ones(len(DateLevel))
                gap[list(relation.gaps)] = list(relation.gaps.values())
                product *= share * odds.get(kind, 1.0) + (1.0 - share) * gap[birth_levels]
            elif share and kind in odds:
                product *= share * odds[kind] + (1.0 - share)
        total = np.log10(product)
        if relation.name == "parent":
            total += np.log10(np.array([1.0, FATHER_FITS, FATHER_DIFFERS]))[lineal]
        columns.append(total)
    return np.stack(columns, axis=1)
