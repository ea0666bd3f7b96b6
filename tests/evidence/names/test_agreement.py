import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.evidence.names.agreement import doubt, match_child, match_given, shared_identity
from homeward.evidence.names.match import Level
from homeward.evidence.names.parts import given_part


def level(found: str, sought: str, role: str = "given name") -> Level:
    return match_given(given_part(found), given_part(sought), role).level


@pytest.mark.parametrize(
    ("found", "sought", "expected"),
    [
        ("Остап", "Остап", Level.IDENTICAL),
        ("Остап", "Ostap", Level.STANDARD),
        ("Микола", "Николай", Level.LANGUAGE),
        ("Микола", "Nicholas", Level.LANGUAGE),
        ("Коля", "Микола", Level.SHORT),
        ("Марта", "Марточка", Level.SHORT),
        ("Назар", "Назарко", Level.SHORT),
        ("Остапа", "Остап", Level.FORM),
        ("О.", "Остап", Level.INITIAL),
        ("Г.", "Остап", Level.DIFFERENT),
        ("Остпа", "Остап", Level.SLIP),
        ("Остап", "Орест", Level.DIFFERENT),
        ("Jamil", "Jamal", Level.DIFFERENT),
        ("Hudhaifa", "حذيفة", Level.LANGUAGE),
        ("نذير", "نادر", Level.DIFFERENT),
        ("영호", "용호", Level.DIFFERENT),
        ("Лонгин", "Longhin", Level.STANDARD),
    ],
)
def test_two_given_names_agree_at_a_level(found, sought, expected):
    assert level(found, sought) is expected
    assert level(sought, found) is expected


def test_an_unlisted_name_is_declined_only_beside_a_declined_patronymic():
    oblique = frozenset({("m", True)})
    declined, plain = given_part("Вукола", oblique), given_part("Вукола")
    name = given_part("Вукол")
    assert match_given(declined, name, "given name").level is Level.FORM
    assert match_given(plain, name, "given name").level is not Level.FORM


def test_the_fathers_name_is_compared_with_a_given_name():
    son, father = given_part("Лукич", role="patronymic"), given_part("Luka")
    assert match_child(son, father).level is Level.LANGUAGE
    assert match_child(son, given_part("Остап")).level is Level.DIFFERENT
    assert match_child(son, given_part("Л.")).level is Level.MISSING


def test_many_readings_make_agreement_cheap():
    one, other = given_part("Лонгин"), given_part("Szczechowitz")
    assert doubt(one, one) == 1.0
    assert 0.0 < doubt(one, other) < 1.0


def test_an_ambiguous_short_form_is_believed_less():
    whole, short = given_part("Олександр"), given_part("Саша")
    belief, name = shared_identity(whole, short)
    assert name == "Олександр"
    assert 0.0 < belief < 1.0


NAMES = st.sampled_from(
    "Остап Ostap Микола Коля Н. Marta Марточка Jamil Jamal راشد Rashid 영호 Саша Вукол Лонгин".split()
)


@settings(max_examples=150, deadline=None)
@given(NAMES, NAMES)
def test_the_order_of_two_given_names_does_not_matter(found, sought):
    one = match_given(given_part(found), given_part(sought), "given name")
    other = match_given(given_part(sought), given_part(found), "given name")
    assert (one.level, one.belief) == (other.level, pytest.approx(other.belief))
