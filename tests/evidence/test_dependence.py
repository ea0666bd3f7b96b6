import numpy as np
import pytest

from homeward.evidence.dependence import FATHER_FITS, RELATIONS, log10_relations
from homeward.evidence.kinds import KIND_NUMBER, KINDS, DateLevel

NAMES = [relation.name for relation in RELATIONS]


def relations(weights=None, *, born=DateLevel.MISSING, lineal=0):
    row = np.zeros((1, len(KINDS)))
    for kind, value in (weights or {}).items():
        row[0, KIND_NUMBER[kind]] = value
    values = log10_relations(row, np.array([born], np.int8), np.array([lineal], np.int8))[0]
    return dict(zip(NAMES, values.tolist(), strict=True))


def test_where_nothing_is_known_no_relation_is_likelier_than_another():
    assert relations() == pytest.approx(dict.fromkeys(NAMES, 0.0))


def test_a_twin_shares_all_but_the_given_name():
    twin = {"family_name": 4.0, "patronymic": 1.5, "birth_date": 4.2, "birth_place": 2.0, "given_name": -2.0}
    same = sum(twin.values())
    assert relations(twin, born=DateLevel.SAME)["sibling"] > same


def test_a_namesake_shares_the_name_and_nothing_else():
    name = {"family_name": 4.0, "given_name": 1.5, "patronymic": 1.5}
    assert relations(name)["namesake"] == pytest.approx(7.0)
    assert relations(name | {"birth_date": 4.0})["namesake"] == pytest.approx(7.0)


def test_a_father_is_known_by_the_patronymic_of_his_son():
    gain = relations(lineal=1)["parent"] - relations(lineal=0)["parent"]
    assert gain == pytest.approx(np.log10(FATHER_FITS))
    assert relations(lineal=2)["parent"] < relations(lineal=0)["parent"]


def test_brothers_are_not_born_in_one_year_and_parents_not_in_the_next():
    assert relations(born=DateLevel.SIBLING_GAP)["sibling"] > relations(born=DateLevel.SAME_YEAR)["sibling"]
    assert relations(born=DateLevel.PARENT_GAP)["parent"] > relations(born=DateLevel.NEXT_YEAR)["parent"]


def test_shares_are_probabilities_of_known_kinds():
    for relation in RELATIONS:
        assert set(relation.shares) <= {kind.name for kind in KINDS}
        assert all(0.0 <= share <= 1.0 for share in relation.shares.values())


def test_brothers_share_mother_home_and_country_which_then_say_nothing_against_a_brother():
    home = {"mother_name": 1.4, "residence": 1.7, "nationality": 0.1}
    assert relations(home)["sibling"] > sum(home.values()) - 0.4


def test_papers_that_travel_together_are_explained_together():
    papers = {"service_number": 3.5, "document_number": 3.5, "effects": 1.5}
    assert relations(papers)["bearer"] == pytest.approx(8.5, abs=0.4)
    assert relations({"family_name": 4.0})["bearer"] == 0.0
