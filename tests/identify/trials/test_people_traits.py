from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest

from homeward.evidence.kinds import KIND_NUMBER, KINDS
from homeward.identify.trials.people import FOUND, SOUGHT, ListPlan, Noise, simulate_lists
from homeward.records.body import read_age, read_blood_group, read_eyes, read_hair, read_height
from homeward.records.effects import read_effects, read_marks

TRAITS = tuple(kind.name for kind in KINDS[KIND_NUMBER["id_number"] + 1 :])
ALL_TOLD = Noise(*[0.0] * 9, scripts=(("uk", 0.4), ("ru", 0.3), ("ru-latin", 0.3)), untold=0.0)


@pytest.fixture(scope="module")
def drawn():
    return simulate_lists(ListPlan(600, sought=ALL_TOLD, found=ALL_TOLD), np.random.default_rng(3))


def test_traits_change_no_other_field_and_no_truth():
    told = simulate_lists(ListPlan(300), np.random.default_rng(3))
    bare = simulate_lists(ListPlan(300, traits=False), np.random.default_rng(3))
    assert (told.truth, told.household) == (bare.truth, bare.household)
    for one, two in ((told.sought, bare.sought), (told.found, bare.found)):
        assert tuple(replace(person, **dict.fromkeys(TRAITS)) for person in one) == two


def test_traits_are_told_about_as_often_as_asked():
    lists = simulate_lists(ListPlan(3000), np.random.default_rng(4))
    for people, noise in ((lists.sought, SOUGHT), (lists.found, FOUND)):
        told = sum(person.height is not None for person in people) / len(people)
        assert told == pytest.approx(1.0 - noise.untold, abs=0.03)


def test_every_habit_of_writing_is_understood(drawn):
    readers = {
        "height": read_height, "age": read_age, "hair": read_hair, "eyes": read_eyes,
        "blood_group": read_blood_group, "marks": read_marks, "effects": read_effects,
    }  # fmt: skip
    for field, read in readers.items():
        written = [text for person in (*drawn.sought, *drawn.found) if (text := getattr(person, field))]
        assert len(written) > 400
        assert all(read(text) is not None for text in written), field


def test_lines_of_one_person_tell_of_one_body(drawn):
    sought = {person.record_id: person for person in drawn.sought}
    found = {person.record_id: person for person in drawn.found}
    pairs = [(sought[s], found[f]) for s, f in drawn.truth]
    groups = [(read_blood_group(s.blood_group)[0], read_blood_group(f.blood_group)[0]) for s, f in pairs]
    assert np.mean([one == two for one, two in groups]) > 0.9
    heights = [(read_height(s.height)[0], read_height(f.height)[0]) for s, f in pairs]
    assert np.median([abs(one - two) for one, two in heights]) <= 5.0
    papers = np.mean([s.document_number == f.document_number for s, f in pairs])
    assert 0.97 < papers < 1.0  # some carry the papers of others


def test_brothers_have_one_mother(drawn):
    homes = defaultdict(set)
    for person in drawn.sought:
        if person.mother_name and all("а" <= letter.casefold() <= "ґ" for letter in person.mother_name):
            homes[drawn.household[person.record_id], person.patronymic].add(person.mother_name)
    assert sum(len(names) > 1 for names in homes.values()) <= 0.02 * len(homes)
