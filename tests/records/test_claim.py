from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.records.claim import (
    SURE,
    Claim,
    PersonFile,
    Withdrawal,
    claims_of,
    disagreements,
    history,
    line_of,
    standing,
    write_date,
)
from homeward.records.dates import PartialDate, read_date
from homeward.records.fields import FIELDS
from homeward.records.person import Person

MARCH, APRIL = PartialDate(2025, 3, 1), PartialDate(2025, 4, 1)
CLAIMED = [field.name for field in FIELDS if field.name not in ("record_id", "full_name")]


def file(*claims: Claim, withdrawals: tuple[Withdrawal, ...] = ()) -> PersonFile:
    return PersonFile("7", "sought", claims, withdrawals)


def taken_back(of: str, day: int = 1) -> Withdrawal:
    return Withdrawal(of, "desk 4", date(2025, 5, day), "another person was meant")


dates = st.none() | st.builds(PartialDate, st.integers(2020, 2025), st.none() | st.integers(1, 12))
claims = st.builds(
    Claim,
    st.integers(0, 10**9).map(str),
    st.sampled_from(("sex", "unit", "rank")),
    st.sampled_from(("m", "f", "А1234", "сержант")),
    st.sampled_from(("North", "South", "sister")),
    dates,
    st.sampled_from(SURE),
)
files = st.lists(claims, max_size=8, unique_by=lambda claim: claim.id)


# ── the line that stands ──


def test_a_document_stands_before_what_was_stated_later():
    paper = Claim("1", "birth_date", "1987-03-14", "passport", MARCH, "seen in a document")
    told = Claim("2", "birth_date", "1987-03-15", "sister", APRIL)
    assert line_of(file(told, paper)).birth_date == "1987-03-14"


def test_of_equally_sure_claims_the_newest_stands():
    old, new = Claim("1", "unit", "А1111", "North", MARCH), Claim("2", "unit", "А2222", "North", APRIL)
    undated = Claim("0", "unit", "А3333", "North")
    assert line_of(file(new, undated, old)).unit == "А2222"


def test_an_estimate_stands_before_hearsay():
    seen = Claim("1", "height", "180", "doctor", MARCH, "estimated")
    heard = Claim("2", "height", "165", "neighbour", APRIL, "heard")
    assert line_of(file(seen, heard)).height == "180"


def test_a_whole_name_is_taken_apart_only_where_no_part_is_claimed():
    whole = Claim("1", "full_name", "Вигадько Юрій Ілліч", "North")
    family = Claim("2", "family_name", "Вигаданко", "South")
    assert line_of(file(whole)) == Person("7", "Вигадько", "Юрій", "Ілліч")
    assert line_of(file(whole, family)) == Person("7", "Вигаданко")


@given(files, st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_changes_the_line(said, random):
    assert line_of(file(*random.sample(said, len(said)))) == line_of(file(*said))


@given(files, claims)
def test_withdrawing_a_claim_gives_the_line_back(said, extra):
    extra = replace(extra, id="extra")
    before = line_of(file(*said))
    assert line_of(file(*said, extra, withdrawals=(taken_back("extra"),))) == before


@given(files)
def test_every_value_on_the_line_is_one_that_somebody_claims(said):
    line = line_of(file(*said))
    for name in CLAIMED:
        values = {claim.value for claim in said if claim.field == name}
        assert getattr(line, name) in values or (getattr(line, name) is None and not values)


texts = st.none() | st.sampled_from(("А", "б в", "1987"))


@given(st.builds(lambda values: Person("7", **values), st.dictionaries(st.sampled_from(CLAIMED), texts)))
def test_a_row_made_into_claims_gives_the_same_row(person):
    assert line_of(PersonFile("7", "found", claims_of(person, "list 1", MARCH))) == person


def test_claims_of_two_lists_about_one_row_keep_their_own_identifiers():
    person = Person("7", "Вигадько", sex="m")
    said = (*claims_of(person, "list 1", MARCH), *claims_of(person, "list 2", APRIL))
    assert len({claim.id for claim in said}) == 4
    assert line_of(file(*said)) == person


# ── nothing is lost ──


def test_a_withdrawn_claim_stays_readable_with_who_withdrew_it_and_why():
    old, new = Claim("1", "unit", "А1111", "North", MARCH), Claim("2", "unit", "А2222", "North", APRIL)
    told = history(file(new, old, withdrawals=(taken_back("2", 9), taken_back("2", 3))), "unit")
    assert told == ((old, None), (new, taken_back("2", 3)))


def test_a_withdrawal_counts_from_its_day():
    claim = Claim("1", "unit", "А1111", "North")
    assert standing((claim,), (taken_back("1", 2),), on=date(2025, 5, 1)) == (claim,)
    assert standing((claim,), (taken_back("1", 2),), on=date(2025, 5, 2)) == ()


@given(files)
def test_every_claim_is_in_the_history_of_its_field(said):
    whole = file(*said, withdrawals=tuple(taken_back(claim.id) for claim in said[::2]))
    told = [claim for name in CLAIMED for claim, _ in history(whole, name)]
    assert sorted(claim.id for claim in told) == sorted(claim.id for claim in said)


# ── disagreements ──


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("birth_date", ("1987-03-14", "14.03.1987", "1987", "березень 1987")),
        ("birth_date", ("~1985", "1987-03-14")),
        ("sex", ("m", "чол.", "мужской")),
        ("rank", ("солдат", "рядовой")),
        ("unit", ("в/ч А1234", "A-1234")),
        ("birth_place", ("Харків", "Kharkov", "Харків, Харківська обл.")),
        ("family_name", ("Коваленко", "Kovalenko", "КОВАЛЕНКО")),
        ("given_name", ("Сергій", "С.")),
        ("id_number", ("31849 00017", "3184900017")),
        ("marks", ("шрам  на руці", "Шрам на руці")),
    ],
)
def test_other_spellings_of_one_value_are_no_disagreement(field, values):
    said = [Claim(str(number), field, value, "North") for number, value in enumerate(values)]
    assert disagreements(file(*said)) == ()


@pytest.mark.parametrize(
    ("field", "one", "two"),
    [
        ("birth_date", "1987-03-14", "1987-03-15"),
        ("birth_date", "1987", "1988-01-01"),
        ("birth_date", "~1980", "1987"),
        ("birth_date", "unclear", "1987"),
        ("sex", "m", "f"),
        ("rank", "солдат", "сержант"),
        ("birth_place", "Іванівка, Сумська обл.", "Іванівка, Одеська обл."),
        ("family_name", "Коваленко", "Шевченко"),
        ("given_name", "Сергій", "О."),
        ("unit", "А1234", "А1235"),
        ("category", "civilian", "military"),
        ("eyes", "сірі", "карі"),
    ],
)
def test_a_disagreement_names_who_says_what_and_what_stands_first(field, one, two):
    first = Claim("1", field, one, "North", sure="seen in a document")
    second = Claim("2", field, two, "South")
    (found,) = disagreements(file(second, first, Claim("3", "hair", "black", "South")))
    assert (found.field, found.claims) == (field, (first, second))


def test_a_year_between_two_days_does_not_hide_that_they_differ():
    said = [Claim(str(n), "birth_date", text, "North") for n, text in enumerate(("1987", "1987-03-14", "1987-05-01"))]
    assert len(disagreements(file(*said))) == 1


def test_a_withdrawn_claim_disagrees_with_nobody():
    said = Claim("1", "sex", "m", "North"), Claim("2", "sex", "f", "South")
    assert disagreements(file(*said, withdrawals=(taken_back("2"),))) == ()


@given(files, st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_changes_a_disagreement(said, random):
    assert disagreements(file(*random.sample(said, len(said)))) == disagreements(file(*said))


# ── mistakes ──


@pytest.mark.parametrize("name", ["shoe_size", "record_id", ""])
def test_a_field_that_does_not_exist_is_one_clear_mistake(name):
    with pytest.raises(InvalidInput, match="no field of a person"):
        Claim("1", name, "43", "North")
    with pytest.raises(InvalidInput, match="no field of a person"):
        history(file(), name)


def test_an_unknown_sureness_and_an_empty_value_are_refused():
    with pytest.raises(InvalidInput, match="'sworn' is not one of"):
        Claim("1", "sex", "m", "North", sure="sworn")
    with pytest.raises(InvalidInput, match="no value"):
        Claim("1", "sex", " ", "North")


def test_one_identifier_never_stands_for_two_claims():
    claim = Claim("1", "sex", "m", "North")
    assert file(claim, replace(claim)).claims
    with pytest.raises(InvalidInput, match="two different things"):
        file(claim, Claim("1", "sex", "f", "South"))


@given(dates.filter(bool), st.booleans())
def test_a_date_is_written_as_it_is_read(day, is_approximate):
    assert read_date(write_date(replace(day, is_approximate=is_approximate))) == replace(
        day, is_approximate=is_approximate
    )


@pytest.mark.parametrize(
    ("one", "other", "n_disputed"),
    [
        ("48.5931, 38.0006", "48.5871, 38.0107", 0),
        ("48.5931, 38.0006", "49.9935, 36.2304", 1),
        ("48.5931, 38.0006", "Бахмут", 0),
        ("48.5931, 38.0006", "Харків", 1),
    ],
)
def test_coordinates_agree_with_what_lies_there(one, other, n_disputed):
    said = Claim("1", "last_seen_place", one, "North"), Claim("2", "last_seen_place", other, "South")
    assert len(disagreements(file(*said))) == n_disputed
