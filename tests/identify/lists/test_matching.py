from dataclasses import replace
from random import Random

import numpy as np
import pytest

from homeward.evidence.kinds import CAP, FLOOR, KIND_NUMBER, KINDS
from homeward.identify.lists import matching as matching_of_lists
from homeward.identify.lists.matching import match_lists
from homeward.records.person import Person
from tests.identify.lists.invented import lists


def match(found, sought):
    return match_lists(found, sought, np.random.default_rng(1))


def answers(matching, found, sought):
    """Probability and weight of every listed pair, by ids."""
    rows = zip(matching.found, matching.sought, matching.probability, matching.log10_lr, strict=True)
    return {(sought[j].record_id, found[i].record_id): (float(p), float(w)) for i, j, p, w in rows}


@pytest.fixture(scope="module")
def matched():
    sought, found, truth = lists()
    return match(found, sought), found, sought, truth


def test_people_are_found_across_languages_with_gaps_and_slips(matched):
    matching, found, sought, truth = matched
    told = answers(matching, found, sought)
    sure = {pair for pair, (probability, _) in told.items() if probability >= 0.5}
    assert len(sure & truth) >= 0.95 * len(truth)
    assert len(sure - truth) <= 1


def test_probabilities_of_one_record_add_up_to_at_most_one(matched):
    matching, _, _, _ = matched
    for rows in (matching.found, matching.sought):
        assert np.bincount(rows, matching.probability).max() <= 1.0 + 1e-6


def test_the_kinds_and_the_relatives_add_up_to_the_weight(matched):
    matching, _, _, _ = matched
    assert matching.kinds.sum(axis=1) + matching.relative == pytest.approx(matching.log10_lr)
    assert (matching.relative <= 1e-3).all()


def test_no_kind_leaves_its_floor_and_cap(matched):
    matching, _, _, _ = matched
    assert matching.kinds.min() >= FLOOR
    assert matching.kinds.max() <= CAP


def test_rows_stand_by_sought_then_by_falling_probability(matched):
    matching, _, _, _ = matched
    order = np.lexsort((-matching.probability, matching.sought))
    assert order.tolist() == list(range(len(order)))


def test_what_is_unknown_on_one_side_weighs_nothing(matched):
    matching, found, _, _ = matched
    for field in ("patronymic", "birth_place", "unit", "rank"):
        unknown = [k for k, i in enumerate(matching.found) if getattr(found[i], field) is None]
        assert unknown
        assert not matching.kinds[unknown, KIND_NUMBER[field]].any()


def test_the_order_of_rows_changes_nothing(matched):
    matching, found, sought, _ = matched
    random = Random(3)
    mixed_found, mixed_sought = random.sample(found, len(found)), random.sample(sought, len(sought))
    told = answers(match(mixed_found, mixed_sought), mixed_found, mixed_sought)
    for pair, values in answers(matching, found, sought).items():
        assert told[pair] == pytest.approx(values, abs=1e-4)


def test_exchanging_the_lists_changes_nothing(matched):
    matching, found, sought, _ = matched
    turned = answers(match(sought, found), sought, found)
    for (one, other), values in answers(matching, found, sought).items():
        assert turned[other, one] == pytest.approx(values, abs=1e-4)


def test_neither_order_nor_exchange_changes_anything_where_strangers_are_drawn(monkeypatch):
    monkeypatch.setattr(matching_of_lists, "_N_RANDOM", 2_000)
    sought, found, _ = lists()
    plain = answers(match(found, sought), found, sought)
    random = Random(5)
    mixed_found, mixed_sought = random.sample(found, len(found)), random.sample(sought, len(sought))
    mixed = answers(match(mixed_found, mixed_sought), mixed_found, mixed_sought)
    turned = answers(match(sought, found), sought, found)
    for (one, other), values in plain.items():
        assert mixed[one, other] == pytest.approx(values, abs=1e-6)
        assert turned[other, one] == pytest.approx(values, abs=1e-6)


def test_lists_without_common_people_give_nobody():
    sought, found, truth = lists(overlap=0.0)
    matching = match(found, sought)
    assert not truth
    assert (matching.probability < 0.5).all()
    assert matching.probability.sum() < 1.0


def test_a_village_that_shares_names_and_places_is_not_one_person():
    """One given name and father for all, one place and most of a surname for six; dates and numbers differ."""
    people = [
        Person(
            f"{number}",
            family_name="BDFGKLMNP"[number % 9] + "raenko",
            given_name="Taras",
            patronymic="Ivanovych",
            birth_date=f"{1960 + number % 40}-{1 + number % 12:02}-{1 + number % 28:02}",
            birth_place=f"{'BDFGKLMNP'[number % 9]}ralyn",
            service_number=f"Q-{number * 7919:06}",
        )
        for number in range(54)
    ]
    matching = match(people, people)
    assert np.bincount(matching.sought, matching.probability).max() <= 1.0 + 1e-6
    sure = matching.probability >= 0.5
    assert matching.found[sure].tolist() == matching.sought[sure].tolist() == list(range(54))


def test_two_records_of_one_person_share_the_partner():
    sought, found, truth = lists()
    one, other = sorted(truth)[0]
    twice = next(person for person in sought if person.record_id == one)
    sought.append(replace(twice, record_id="S-again", rank=None))
    told = answers(match(found, sought), found, sought)
    assert told[one, other][0] > 0.9
    assert told["S-again", other][0] > 0.9


def test_a_twin_brother_is_not_the_person():
    sought, found, truth = lists()
    one, other = sorted(truth)[0]
    place = next(k for k, person in enumerate(found) if person.record_id == other)
    given = "Роман" if found[place].given_name != "Роман" else "Богдан"
    person = next(person for person in sought if person.record_id == one)
    found[place] = Person(
        other, person.family_name, given, person.patronymic, person.birth_date, "m", person.birth_place
    )
    told = answers(match(found, sought), found, sought)
    assert told.get((one, other), (0.0, 0.0))[0] < 0.5


def test_columns_of_a_swapped_name_are_recognised():
    sought, found, truth = lists()
    one, other = sorted(truth)[0]
    place = next(k for k, person in enumerate(found) if person.record_id == other)
    person = found[place]
    found[place] = replace(person, family_name=person.given_name, given_name=person.family_name)
    matching = match(found, sought)
    told = answers(matching, found, sought)
    assert told[one, other][0] > 0.9
    row = next(k for k, i in enumerate(matching.found) if i == place)
    assert matching.kinds[row, KIND_NUMBER["name_order"]] < -1.0


@pytest.mark.parametrize("n", [0, 1, 2])
def test_tiny_lists_have_an_answer(n):
    sought, found, _ = lists(n=10)
    matching = match(found[:n], sought[:1])
    assert len(matching.probability) <= n


def test_records_that_say_nothing_are_no_match():
    nobody = [Person("F1", given_name="?"), Person("F2")]
    assert len(match(nobody, [Person("S1"), Person("S2", family_name="Бравкенко")]).probability) == 0


def test_a_dna_weight_of_six_is_never_outweighed_by_one_field():
    assert all(abs(limit) < 6.0 for kind in KINDS for limit in (kind.floor, kind.cap))
