import numpy as np
import pytest

from homeward.evidence.kinds import KIND_NUMBER, DateLevel, NameLevel, OrderLevel, PlaceLevel, SignLevel
from homeward.identify.lists.columns import make_columns
from homeward.identify.lists.levels import compare_pairs, measure_shares
from homeward.records.person import Person


def compare(found, sought):
    columns = make_columns([found], [sought])
    row = np.array([0])
    return compare_pairs(columns, measure_shares(*columns, n_same=0.5), (row, row))


def level(kind, found, sought):
    both = [compare(*pair).levels[0, KIND_NUMBER[kind]] for pair in ((found, sought), (sought, found))]
    assert both[0] == both[1]
    return int(both[0])


def test_the_date_in_a_number_stands_in_where_only_one_record_has_a_number():
    numbered, dated = Person("1", id_number="3184900017"), Person("2", birth_date="1987-03-14")
    assert level("birth_date", numbered, dated) == DateLevel.SAME


def test_a_number_corrects_no_date_that_it_contradicts():
    numbered = Person("1", birth_date="1986-03-14", id_number="3184900017")
    assert level("birth_date", numbered, Person("2", birth_date="1987-03-14")) == DateLevel.YEAR_SLIP


def test_two_numbers_speak_for_themselves_and_not_for_the_dates_too():
    one, two = Person("1", id_number="3184900017"), Person("2", id_number="3184900017", birth_date="1987-03-14")
    assert level("birth_date", one, two) == DateLevel.MISSING
    assert level("id_number", one, two) == SignLevel.SAME


@pytest.mark.parametrize(("other", "expected"), [("3184900071", SignLevel.SLIP), ("2184911117", SignLevel.OTHER)])
def test_a_slip_in_a_number_is_not_another_number(other, expected):
    assert level("id_number", Person("1", id_number="3184900017"), Person("2", id_number=other)) == expected


def test_a_father_is_seen_in_the_patronymic():
    father, son = Person("1", "Бравкенко", "Микола"), Person("2", "Бравкенко", "Іван", "Николаевич")
    assert compare(father, son).lineal[0] == compare(son, father).lineal[0] == 1
    assert compare(Person("1", "Бравкенко", "Роман"), son).lineal[0] == 2
    assert compare(Person("1", "Бравкенко", "Роман"), Person("2", "Бравкенко", "Іван")).lineal[0] == 0


def test_swapped_columns_are_compared_as_they_were_meant():
    straight, turned = Person("1", "Бравкенко", "Микола"), Person("2", "Николай", "Bravkenko")
    assert level("name_order", straight, turned) == OrderLevel.SWAPPED
    assert level("family_name", straight, turned) == NameLevel.SAME
    assert level("given_name", straight, turned) == NameLevel.SAME


def test_brother_and_sister_names_are_two_names_however_near():
    one, two = Person("1", "Бравкенко", "Олександр"), Person("2", "Бравкенко", "Максим")
    assert level("given_name", one, two) == NameLevel.ANOTHER


def test_an_old_name_of_a_town_is_a_level_of_its_own():
    one, two = Person("1", last_seen_place="Бахмут"), Person("2", last_seen_place="Артёмовск")
    assert level("last_seen_place", one, two) == PlaceLevel.RENAMED


@pytest.mark.parametrize("kind", ["birth_place", "last_seen_place", "residence"])
@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Буча", "Гостомель", PlaceLevel.WITHIN_10),
        ("Бахмут", "Soledar", PlaceLevel.WITHIN_40),
        ("Бахмут, Донецкая обл.", "Лисичанськ", PlaceLevel.WITHIN_150),
        ("Бахмут", "Херсон", PlaceLevel.OTHER),
        ("Бахмут", "48.5931 N 38.0006 E", PlaceLevel.WITHIN_10),
        ("48.5931, 38.0006", "48°35'35\" N 38°00'02\" E", PlaceLevel.WITHIN_10),
        ("Іванівка (48.59, 38.00)", "Іванівка (46.6000, 32.6000)", PlaceLevel.SAME),  # two decimals alone are none
        ("Іванівка (48.5900, 38.0000)", "Іванівка (46.6000, 32.6000)", PlaceLevel.OTHER_REGION),
        ("Іванівка", "48.5931, 38.0006", PlaceLevel.MISSING),
        ("Іванівка", "Бахмут", PlaceLevel.OTHER),
        ("Волчанск", "Вовчанськ", PlaceLevel.SLIP),
    ],
)
def test_places_with_other_names_stand_as_far_apart_as_they_lie(kind, one, two, expected):
    assert level(kind, Person("1", **{kind: one}), Person("2", **{kind: two})) == expected


def test_a_place_that_one_side_does_not_know_is_no_distance():
    assert level("last_seen_place", Person("1", last_seen_place="48.5931, 38.0006"), Person("2")) == PlaceLevel.MISSING
