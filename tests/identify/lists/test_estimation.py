import numpy as np
import pytest

from homeward.evidence.dependence import RELATIONS
from homeward.evidence.kinds import KIND_NUMBER, KINDS, NameLevel
from homeward.identify.lists.estimation import estimate, shipped_model, weigh_kinds, weigh_pairs
from homeward.identify.lists.levels import Agreement


def agreement(rows):
    levels = np.zeros((len(rows), len(KINDS)), dtype=np.int8)
    for row, known in zip(levels, rows, strict=True):
        for kind, level in known.items():
            row[KIND_NUMBER[kind]] = level
    return Agreement(levels, np.zeros(levels.shape, np.float32), np.zeros(len(rows), np.int8))


def test_where_nothing_is_known_nothing_is_weighed():
    weighed = weigh_pairs(shipped_model(100, 100), agreement([{}]))
    assert not weighed.kinds.any()
    assert weighed.log10_lr[0] == pytest.approx(0.0, abs=1e-6)


def test_the_posterior_shares_add_up_to_one():
    rows = [{}, {"family_name": 1, "given_name": 1, "birth_date": 1}, {"family_name": 1, "given_name": 6}]
    posterior = weigh_pairs(shipped_model(1000, 1000), agreement(rows)).posterior
    assert posterior.shape == (3, 2 + len(RELATIONS))
    assert posterior.sum(axis=1) == pytest.approx(1.0)


def test_a_brother_takes_away_what_descent_explains():
    twin = {"family_name": 1, "patronymic": 1, "birth_date": 1, "birth_place": 2, "given_name": int(NameLevel.ANOTHER)}
    weighed = weigh_pairs(shipped_model(1000, 1000), agreement([twin]))
    assert weighed.kinds.sum() > 3.0
    assert weighed.posterior[0, 0] < 0.25
    assert int(np.argmax(weighed.posterior[0, 1:])) == 1 + [r.name for r in RELATIONS].index("sibling")


@pytest.mark.parametrize("value", [-1e6, 1e6])
def test_an_extreme_value_stays_within_floor_and_cap(value):
    rows = agreement([{kind.name: 1 for kind in KINDS}])
    rows.rarity[:] = value
    kinds = weigh_kinds(shipped_model(10, 10), rows)[0]
    limits = [kind.cap if value > 0.0 else kind.floor for kind in KINDS]
    assert kinds.tolist() == pytest.approx(limits)


def test_learning_finds_how_often_a_field_agrees():
    sure = {"given_name": 1, "patronymic": 1, "birth_date": 1, "birth_place": 1, "id_number": 1}
    candidates = [sure | {"family_name": int(NameLevel.SLIP)}] * 600 + [sure | {"family_name": 1}] * 1400
    strangers = [{kind.name: len(kind.levels) for kind in KINDS if not kind.is_choice}] * 3000
    model = estimate(agreement(candidates), agreement(strangers), shipped_model(10_000, 10_000))
    m = model.m[KIND_NUMBER["family_name"]]
    assert m[NameLevel.SLIP] == pytest.approx(0.3, abs=0.04)
    assert model.n_same == pytest.approx(2000.0, rel=0.01)


def test_a_level_never_seen_stays_possible():
    strangers = [{"sex": 2}] * 100
    model = estimate(agreement([{"sex": 1}] * 5), agreement(strangers), shipped_model(10, 10))
    assert (model.m > 0.0).all()
    assert (model.u > 0.0).all()
