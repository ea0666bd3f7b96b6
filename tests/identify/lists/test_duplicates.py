import numpy as np

from homeward.identify.lists.duplicates import competing_pairs, join_records


def test_records_with_one_partner_compete_with_the_weaker_of_their_claims():
    claimant, partner = np.array([0, 1, 2, 1]), np.array([7, 7, 8, 8])
    one, two, weaker = competing_pairs(claimant, partner, np.array([9.0, 6.0, 5.0, 2.0]))
    assert list(zip(one.tolist(), two.tolist(), weaker.tolist(), strict=True)) == [(0, 1, 6.0), (1, 2, 2.0)]


def test_records_without_a_common_partner_do_not_compete():
    one, _, _ = competing_pairs(np.array([0, 1]), np.array([0, 1]), np.array([9.0, 9.0]))
    assert len(one) == 0


def test_strong_evidence_makes_one_person_of_two_records():
    doubles = join_records(1000, (np.array([3, 5]), np.array([4, 6])), np.array([9.0, 1.0]))
    assert doubles.person[3] == doubles.person[4]
    assert doubles.person[5] != doubles.person[6]
    assert doubles.n_people == 999
    assert doubles.certainty[3] > 0.99
    assert doubles.certainty[5] == 1.0


def test_a_list_without_competition_is_as_many_people_as_records():
    none = np.zeros(0, dtype=np.int64)
    doubles = join_records(5, (none, none), np.zeros(0))
    assert doubles.n_people == 5
    assert doubles.certainty.tolist() == [1.0] * 5
