import numpy as np

from homeward.identify.lists.columns import make_columns, take
from homeward.records.person import Person


def columns(*people):
    return make_columns(people, people)


def test_a_patronymic_in_the_cell_of_the_given_name_is_parted_from_it():
    one, _, words = columns(Person("1", "Бравкенко", "Микола Іванович"), Person("2", "Бравкенко", "Микола", "Іванович"))
    assert one.given[0] == one.given[1]
    assert one.patronymic[0] == one.patronymic[1] >= 0
    assert not words.given.is_initial[one.given[0]]


def test_two_initials_in_one_cell_are_two():
    one, _, words = columns(Person("1", "Бравкенко", "М.І."))
    assert words.given.is_initial[one.given[0]]
    assert words.father.is_initial[one.patronymic[0]]


def test_equal_meanings_have_equal_codes_on_both_lists():
    found, sought, _ = make_columns(
        [Person("1", unit="А1237", birth_place="Харьков", rank="рядовой")],
        [Person("2", unit="A1237", birth_place="Харків", rank="солдат")],
    )
    assert found.unit[0] == sought.unit[0]
    assert found.birth_place.settlement[0] == sought.birth_place.settlement[0]
    assert found.rank[0] == sought.rank[0] == 0


def test_a_tax_number_completes_a_date_that_it_does_not_contradict():
    one, _, _ = columns(
        Person("1", birth_date=None, id_number="3184900017"),
        Person("2", birth_date="1987", id_number="3184900017"),
        Person("3", birth_date="1986", id_number="3184900017"),
        Person("4", birth_date="1986-01-01", id_number="3184900017"),
    )
    assert one.born.year.tolist() == [0, 1987, 1986, 1986]
    assert one.born_by_number.day.tolist() == [14, 14, 0, 1]


def test_what_is_not_known_has_no_code():
    one, _, _ = columns(Person("1"))
    for name in ("family", "given", "patronymic", "rank", "unit", "category", "sex", "number"):
        assert getattr(one, name).tolist() == [-1]
    assert one.seen_day.tolist() == one.born.year.tolist() == [0]


def test_rows_are_taken_in_the_order_asked():
    one, _, _ = columns(Person("1", "Бравкенко", birth_date="1980"), Person("2", "Лясук", birth_date="1990"))
    turned = take(one, np.array([1, 0, 1]))
    assert turned.born.year.tolist() == [1990, 1980, 1990]
    assert turned.family.tolist() == [one.family[1], one.family[0], one.family[1]]
