import numpy as np
import pytest

from homeward.evidence.body import AgeLevel, BloodLevel, HeightLevel, ShadeLevel
from homeward.evidence.effects import WordsLevel
from homeward.evidence.kinds import (
    CAP,
    FLOOR,
    KIND_NUMBER,
    KINDS,
    DateLevel,
    NameLevel,
    OrderLevel,
    PlaceLevel,
    RankLevel,
    SeenLevel,
    SignLevel,
)

LEVELS = {
    "family_name": NameLevel, "given_name": NameLevel, "patronymic": NameLevel, "name_order": OrderLevel,
    "birth_date": DateLevel, "birth_place": PlaceLevel, "last_seen_place": PlaceLevel, "last_seen_date": SeenLevel,
    "rank": RankLevel, "unit": SignLevel, "id_number": SignLevel, "service_number": SignLevel,
    "document_number": SignLevel, "mother_name": NameLevel, "residence": PlaceLevel, "age": AgeLevel,
    "height": HeightLevel, "hair": ShadeLevel, "blood_group": BloodLevel, "marks": WordsLevel,
}  # fmt: skip


@pytest.mark.parametrize(("name", "levels"), LEVELS.items())
def test_every_level_has_its_words_and_numbers(name, levels):
    assert len(KINDS[KIND_NUMBER[name]].levels) == len(levels) - 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_shipped_shares_add_up_and_are_never_nothing(kind):
    assert kind.m.sum() == pytest.approx(1.0)
    assert (kind.m > 0.0).all()
    assert (kind.u > 0.0).all()
    assert kind.is_choice or kind.u.sum() == pytest.approx(1.0)


def test_no_kind_alone_outweighs_dna_of_a_million():
    assert all(-6.0 < FLOOR <= kind.floor < 0.0 < kind.cap <= CAP < 6.0 for kind in KINDS)


def test_papers_and_things_weigh_less_than_an_identity_number():
    papers = [KINDS[KIND_NUMBER[name]].cap for name in ("service_number", "document_number", "effects")]
    assert max(papers) <= 3.5 < KINDS[KIND_NUMBER["id_number"]].cap
    assert KINDS[KIND_NUMBER["effects"]].cap <= 1.5


@pytest.mark.parametrize("name", ["marks", "effects"])
def test_what_only_one_side_says_is_nearly_silence(name):
    kind = KINDS[KIND_NUMBER[name]]
    says = [level.says for level in kind.levels].index("each says what the other does not")
    assert -0.3 < np.log10(kind.m[says] / kind.u[says]) < 0.0


@pytest.mark.parametrize("name", ["birth_place", "last_seen_place", "residence"])
def test_the_nearer_two_places_lie_the_more_they_weigh(name):
    kind = KINDS[KIND_NUMBER[name]]
    weights = np.log10(kind.m / kind.u)
    levels = (PlaceLevel.SAME, PlaceLevel.WITHIN_10, PlaceLevel.WITHIN_40, PlaceLevel.WITHIN_150, PlaceLevel.OTHER)
    assert (np.diff([weights[level - 1] for level in levels]) < 0.0).all()
    assert (weights >= kind.floor).all()
    assert (weights <= kind.cap).all()


def test_who_lies_far_from_where_he_was_last_seen_is_not_ruled_out():
    kind = KINDS[KIND_NUMBER["last_seen_place"]]
    weights = np.log10(kind.m / kind.u)
    assert weights[PlaceLevel.WITHIN_40 - 1] > -0.7
    assert weights[PlaceLevel.WITHIN_150 - 1] > -1.2
    assert weights[PlaceLevel.OTHER - 1] > -1.5
