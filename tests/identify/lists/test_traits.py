from dataclasses import replace
from random import Random

import numpy as np
import pytest

from homeward.evidence.body import AgeLevel, HeightLevel
from homeward.evidence.dependence import RELATIONS
from homeward.evidence.kinds import KIND_NUMBER, KINDS, NameLevel, PlaceLevel, SignLevel
from homeward.identify.lists.columns import make_columns
from homeward.identify.lists.estimation import estimate, shipped_model, weigh_kinds, weigh_pairs
from homeward.identify.lists.explanation import explain_pair
from homeward.identify.lists.levels import Agreement, compare_pairs, measure_shares
from homeward.identify.lists.matching import match_lists
from homeward.identify.trials.people import FOUND, SOUGHT, ListPlan, simulate_lists
from homeward.records.person import Person

TRAITS = tuple(kind.name for kind in KINDS[KIND_NUMBER["id_number"] + 1 :])
TOLD = {
    "service_number": "АВ-123456", "document_number": "ТТ654321", "mother_name": "Дарина", "residence": "Білогірка",
    "nationality": "Грузія", "age": "34", "height": "178", "build": "міцна", "hair": "русяве", "eyes": "карі",
    "blood_group": "IV Rh-", "marks": "тату на лівій руці: якір", "effects": "золота каблучка О.П.",
}  # fmt: skip
SEEN = {"last_seen_date": "2023-05-01"}


def match(found, sought):
    return match_lists(found, sought, np.random.default_rng(1))


def compare(found, sought):
    columns = make_columns([found], [sought])
    row = np.array([0])
    return compare_pairs(columns, measure_shares(*columns, n_same=0.5), (row, row))


def level(kind, found, sought):
    both = [
        compare(Person("1", **one), Person("2", **two)).levels[0, KIND_NUMBER[kind]]
        for one, two in ((found, sought), (sought, found))
    ]
    assert both[0] == both[1]
    return int(both[0])


def answers(matching, found, sought):
    rows = zip(matching.found, matching.sought, matching.probability, matching.log10_lr, strict=True)
    return {(sought[j].record_id, found[i].record_id): (float(p), float(w)) for i, j, p, w in rows}


@pytest.fixture(scope="module")
def drawn():
    return simulate_lists(ListPlan(70), np.random.default_rng(5))


@pytest.fixture(scope="module")
def matched(drawn):
    return match(drawn.found, drawn.sought)


def test_every_trait_is_a_kind_and_weighed_somewhere(matched):
    assert set(TRAITS) == set(TOLD)
    assert all(matched.kinds[:, KIND_NUMBER[kind]].any() for kind in TRAITS)


@pytest.mark.parametrize("kind", TRAITS)
def test_the_same_words_agree_best_and_weigh_for_one_person(kind):
    one, two = (Person(str(number), **{kind: TOLD[kind]}, **SEEN) for number in (1, 2))
    weighed = weigh_kinds(shipped_model(100, 100), compare(one, two))
    assert weighed[0, KIND_NUMBER[kind]] > 0.0


@pytest.mark.parametrize("kind", TRAITS)
def test_what_one_side_does_not_say_or_nobody_understands_weighs_exactly_nothing(kind):
    for written in (None, "???", "невідомо" if kind not in ("mother_name", "residence", "marks", "effects") else "?"):
        agreement = compare(Person("1", **{kind: TOLD[kind]}, **SEEN), Person("2", **{kind: written}))
        if kind in ("mother_name", "residence", "nationality") and written:
            continue  # a word that no table knows is a name
        assert not weigh_pairs(shipped_model(100, 100), agreement).kinds.any()


# ── floors and caps ──


def hostile(level_of_same, level_of_stranger):
    """A model learned from lists on which every kind has one level in pairs of one person and one in all others."""

    def pairs(of, n):
        levels = np.array([[min(of, len(kind.levels)) for kind in KINDS]] * n, dtype=np.int8)
        return Agreement(levels, np.zeros(levels.shape, np.float32), np.zeros(n, np.int8))

    sure = pairs(level_of_same, 3000)
    sure.levels[:, KIND_NUMBER["id_number"]] = sure.levels[:, KIND_NUMBER["family_name"]] = SignLevel.SAME
    return estimate(sure, pairs(level_of_stranger, 3000), shipped_model(10**5, 10**5))


@pytest.mark.parametrize("model", [shipped_model(10, 10), hostile(1, 9), hostile(9, 1), hostile(2, 1), hostile(1, 1)])
@pytest.mark.parametrize("rarity", [-1e6, 0.0, 1e6])
def test_no_level_of_any_kind_outweighs_dna_of_a_million(model, rarity):
    most = max(len(kind.levels) for kind in KINDS)
    rows = np.array([[min(n, len(kind.levels)) for kind in KINDS] for n in range(most + 1)], dtype=np.int8)
    agreement = Agreement(rows, np.full(rows.shape, rarity, np.float32), np.zeros(len(rows), np.int8))
    weights = weigh_kinds(model, agreement)
    assert np.isfinite(weights).all()
    for number, kind in enumerate(KINDS):
        assert kind.floor <= weights[1:, number].min()
        assert weights[1:, number].max() <= kind.cap
    assert np.abs(weights).max() < 6.0


@pytest.mark.parametrize("field", [*TRAITS, "family_name", "given_name", "birth_date", "id_number", "unit"])
def test_one_field_that_agrees_never_outweighs_dna_of_a_million(field):
    told = TOLD | {"family_name": "Бравкенко", "given_name": "Микола", "birth_date": "1987-03-14", "unit": "А1237"}
    told["id_number"] = "3184900017"
    others = [Person(f"P{n}", "Лясук", "Роман", unit="А9999") for n in range(30)]
    found, sought = ([Person(f"{side}0", **{field: told[field]}), *others] for side in "FS")
    assert abs(explain_pair(match(found, sought), 0, 0).log10_lr) < 6.0


def test_papers_and_things_together_name_nobody_for_certain(drawn):
    papers = {kind: TOLD[kind] for kind in ("service_number", "document_number", "effects")}
    found, sought = [*drawn.found, Person("F", **papers)], [*drawn.sought, Person("S", **papers)]
    told = explain_pair(match(found, sought), len(found) - 1, len(sought) - 1)
    assert told.steps[-1].because == next(relation.says for relation in RELATIONS if relation.name == "bearer")
    assert told.log10_lr < 5.0
    assert sum(step.log10_lr for step in told.steps[:-1]) > 7.0


# ── what moves together is weighed once ──


def test_an_age_counts_only_where_a_date_is_not_given_twice():
    date = {"birth_date": "1988-03-14", "age": "35"} | SEEN
    assert level("age", date, {"age": "35"} | SEEN) == AgeLevel.SAME
    assert level("age", date, date) == AgeLevel.MISSING
    assert level("birth_date", date, date) > 0


def test_who_lives_where_they_were_born_says_so_once():
    stayed = {"birth_place": "Білогірка", "residence": "Білогірка"}
    assert level("residence", stayed, stayed) == PlaceLevel.MISSING
    assert level("residence", stayed, {"residence": "Белогорка"}) == PlaceLevel.SAME
    assert level("residence", stayed, stayed | {"residence": "Кромпів"}) == PlaceLevel.OTHER


def test_heights_of_a_man_and_a_woman_say_what_their_sexes_have_said():
    man, woman = {"sex": "m", "height": "182"}, {"sex": "f", "height": "165"}
    assert level("height", man, woman) == HeightLevel.MISSING
    assert level("height", man, {"height": "165"}) == HeightLevel.OTHER


def test_a_number_is_found_in_another_column():
    passport, wrong = {"document_number": "ТТ654321"}, {"id_number": "TT 654321"}
    assert level("document_number", passport, wrong) == SignLevel.SAME
    assert level("id_number", passport | {"id_number": "3184900017"}, wrong) == SignLevel.MISSING
    assert level("document_number", {"service_number": "АВ-123456"}, {"document_number": "AB123456"}) == SignLevel.SAME
    assert level("id_number", {"id_number": "3184900017"}, {"id_number": "3184900017"}) == SignLevel.SAME


def test_mothers_are_compared_by_given_name_across_languages():
    assert level("mother_name", {"mother_name": "Олена Іванівна"}, {"mother_name": "Елена"}) == NameLevel.SAME
    assert level("mother_name", {"mother_name": "Марія"}, {"mother_name": "Дарина"}) == NameLevel.ANOTHER
    assert level("mother_name", {"mother_name": "Бравкенко"}, {"mother_name": "Дарина"}) == NameLevel.MISSING


# ── properties of whole lists ──


def test_exchanging_the_lists_changes_nothing(drawn, matched):
    turned = answers(match(drawn.sought, drawn.found), drawn.sought, drawn.found)
    told = answers(matched, drawn.found, drawn.sought)
    assert {(f, s): v for (s, f), v in told.items()}.keys() == turned.keys()
    for (one, other), values in told.items():
        assert turned[other, one] == pytest.approx(values, abs=1e-4)


def test_the_order_of_rows_changes_nothing(drawn, matched):
    random = Random(3)
    found, sought = random.sample(drawn.found, len(drawn.found)), random.sample(drawn.sought, len(drawn.sought))
    told = answers(match(found, sought), found, sought)
    for pair, values in answers(matched, drawn.found, drawn.sought).items():
        assert told[pair] == pytest.approx(values, abs=1e-4)


@pytest.mark.parametrize("kind", [*TRAITS[2:], "all"])
def test_a_column_that_one_list_leaves_empty_changes_nothing_at_all(drawn, kind):
    kinds = TRAITS[2:] if kind == "all" else (kind,)  # numbers of one list tell its own doubles
    keep = {name: None for name in TRAITS if name not in kinds}
    bare = [replace(person, **dict.fromkeys(TRAITS)) for person in drawn.found]
    told = [replace(person, **keep) for person in drawn.sought]
    if kind in ("age", "all"):
        told = [replace(person, age=None) for person in told]  # an age speaks to a date of the other list
    plain = [replace(person, **dict.fromkeys(TRAITS)) for person in drawn.sought]
    one, two = match(bare, told), match(bare, plain)
    assert one.probability.tolist() == two.probability.tolist()
    assert one.kinds.tolist() == two.kinds.tolist()
    assert one.log10_lr.tolist() == two.log10_lr.tolist()


def test_more_noise_never_helps_on_average():
    means = []
    for worse in (0.0, 0.15, 0.3):
        plan = ListPlan(
            300,
            sought=replace(SOUGHT, empty=SOUGHT.empty + worse, typing_error=SOUGHT.typing_error + worse),
            found=replace(FOUND, untold=min(FOUND.untold + worse, 1.0), typing_error=FOUND.typing_error + worse),
        )
        lists = simulate_lists(plan, np.random.default_rng(9))
        told = answers(match(lists.found, lists.sought), lists.found, lists.sought)
        means.append(np.mean([told.get(pair, (0.0, 0.0))[0] for pair in lists.truth]))
    assert means == sorted(means, reverse=True)


def test_traits_find_people_whom_names_alone_leave_open():
    lists = simulate_lists(ListPlan(500), np.random.default_rng(3))
    names = dict.fromkeys(
        ("birth_date", "birth_place", "last_seen_place", "last_seen_date", "rank", "unit", "category", "id_number")
    )
    found, sought = ([replace(p, **names) for p in people] for people in (lists.found, lists.sought))
    bare = [[replace(p, **dict.fromkeys(TRAITS)) for p in people] for people in (found, sought)]
    truth, named, missed = set(lists.truth), [], []
    for one, two in ((found, sought), bare):
        told = answers(match(one, two), one, two)
        named.append(sum(p for pair, (p, _) in told.items() if pair in truth))
        missed.append(sum(p for pair, (p, _) in told.items() if pair not in truth))
    assert named[0] > named[1] + 5
    assert missed[0] < missed[1]
