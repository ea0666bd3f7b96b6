import pytest

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
    "rank": RankLevel, "unit": SignLevel, "id_number": SignLevel,
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
