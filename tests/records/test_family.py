from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.records.claim import Withdrawal
from homeward.records.family import (
    Consent,
    Donor,
    Family,
    GeneticFinding,
    Relation,
    may_use,
    relations_found,
    relations_said,
)

GIVEN, LAST = date(2025, 3, 1), date(2027, 2, 28)
CONSENT = Consent("C1", ("find my son",), ("North laboratory", "intermediary"), GIVEN, LAST, "2", "uk", "nurse 4")
TAKEN_AT = datetime(2025, 3, 1, 10, tzinfo=UTC)
DONOR = Donor("D1", "P1", TAKEN_AT, (CONSENT,))


def ask(donor: Donor = DONOR, purpose: str = "find my son", recipient: str = "intermediary", on: date = GIVEN):
    return may_use(donor, purpose, recipient, on)


def taken_back(of: str, on: date) -> Withdrawal:
    return Withdrawal(of, "donor", on, "no reason given")


# ── consent ──


@pytest.mark.parametrize("on", [GIVEN, LAST])
def test_a_consent_covers_its_first_and_its_last_day(on):
    answer = ask(on=on)
    assert answer.is_allowed
    assert answer.because == (
        "consent C1 of donor D1, from 2025-03-01 to 2027-02-28: find my son by intermediary "
        "(text 2 in uk, explained by nurse 4)"
    )


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"donor": replace(DONOR, consents=())}, "donor D1 gave no consent"),
        ({"purpose": "research"}, "no consent of donor D1 covers research"),
        ({"recipient": "South laboratory"}, "no consent of donor D1 to find my son names South laboratory"),
        ({"on": GIVEN - timedelta(1)}, "not on 2025-02-28"),
        ({"on": LAST + timedelta(1)}, "from 2025-03-01 to 2027-02-28, not on 2027-03-01"),
        ({"donor": replace(DONOR, withdrawals=(taken_back("C1", GIVEN),))}, "had withdrawn the consent"),
    ],
)
def test_what_no_consent_covers_is_not_allowed_and_the_sentence_says_why(asked, says):
    answer = ask(**asked)
    assert not answer.is_allowed
    assert says in answer.because


def test_purpose_and_recipient_of_two_consents_do_not_add_up():
    other = replace(CONSENT, id="C2", purposes=("research",), recipients=("university",))
    donor = replace(DONOR, consents=(CONSENT, other))
    assert not ask(donor, "research", "intermediary").is_allowed
    assert ask(donor, "research", "university").is_allowed


def test_a_withdrawal_says_nothing_about_the_days_before():
    donor = replace(DONOR, withdrawals=(taken_back("C1", date(2025, 6, 1)),))
    assert ask(donor, on=date(2025, 5, 31)).is_allowed
    assert not ask(donor, on=date(2025, 6, 1)).is_allowed


def test_consent_given_anew_after_a_withdrawal_counts():
    again = replace(CONSENT, id="C2", given_on=date(2025, 9, 1), until=None)
    donor = replace(DONOR, consents=(CONSENT, again), withdrawals=(taken_back("C1", date(2025, 6, 1)),))
    assert [ask(donor, on=date(2025, month, 1)).is_allowed for month in (5, 7, 9)] == [True, False, True]


days = st.dates(date(2024, 1, 1), date(2028, 1, 1))
consents = st.lists(
    st.builds(
        lambda number, purpose, recipient, begins, length: Consent(
            str(number), (purpose,), (recipient,), begins, begins + timedelta(length), "1", "uk", "nurse 4"
        ),
        st.integers(0, 10**9),
        st.sampled_from(("find", "research")),
        st.sampled_from(("North", "South")),
        days,
        st.integers(0, 900),
    ),
    max_size=5,
    unique_by=lambda consent: consent.id,
)


@given(consents, st.sampled_from(("find", "research")), st.sampled_from(("North", "South")), days)
def test_it_is_allowed_exactly_where_one_consent_covers_everything(given_, purpose, recipient, on):
    donor = Donor("D1", "P1", TAKEN_AT, tuple(given_))
    covered = any(
        (purpose,) == c.purposes and (recipient,) == c.recipients and c.given_on <= on <= c.until for c in given_
    )
    assert may_use(donor, purpose, recipient, on).is_allowed == covered


@given(consents, days, days, st.randoms(use_true_random=False))
def test_no_order_changes_an_answer_and_no_withdrawal_ever_allows(given_, on, withdrawn_on, random):
    donor = Donor("D1", "P1", TAKEN_AT, tuple(given_))
    answer = may_use(donor, "find", "North", on)
    assert may_use(replace(donor, consents=tuple(random.sample(given_, len(given_)))), "find", "North", on) == answer
    all_back = tuple(taken_back(consent.id, withdrawn_on) for consent in given_)
    later = may_use(replace(donor, withdrawals=all_back), "find", "North", on)
    assert later.is_allowed == (answer.is_allowed and on < withdrawn_on)


@pytest.mark.parametrize(
    "wrong", [{"until": date(2025, 2, 1)}, {"purposes": ()}, {"recipients": ()}], ids=lambda wrong: next(iter(wrong))
)
def test_a_consent_that_covers_nothing_is_refused(wrong):
    with pytest.raises(InvalidInput, match="consent C1"):
        replace(CONSENT, **wrong)


# ── relations ──

FATHER = Relation("R1", "Q1", "father of", "S17", "mother", date(2025, 3, 1))
AUNT = Relation("R2", "Q2", "aunt of", "S17", "mother", date(2025, 3, 1))
FAMILY = Family("F1", "Q1", (FATHER, AUNT))


def finding(number: int, agreement: str, on: date) -> GeneticFinding:
    return GeneticFinding(f"G{number}", "R1", agreement, "North laboratory", "geneticist 1", on)


def test_what_dna_finds_never_changes_what_was_said():
    found = finding(1, "not consistent", date(2025, 5, 1))
    family = replace(FAMILY, findings=(found,))
    assert relations_said(family) == relations_said(FAMILY) == (FATHER, AUNT)
    assert relations_found(family) == ((FATHER, found), (AUNT, None))


def test_the_newest_finding_stands_and_a_withdrawn_one_does_not():
    old, new = finding(2, "consistent", date(2025, 5, 1)), finding(1, "not consistent", date(2025, 6, 1))
    family = replace(FAMILY, findings=(new, old))
    assert relations_found(family)[0] == (FATHER, new)
    back = (taken_back("G1", date(2025, 7, 1)),)
    assert relations_found(replace(family, withdrawals=back))[0] == (FATHER, old)


def test_a_withdrawn_relation_is_said_no_more():
    assert relations_said(replace(FAMILY, withdrawals=(taken_back("R2", date(2025, 7, 1)),))) == (FATHER,)


def test_one_identifier_never_stands_for_two_things():
    with pytest.raises(InvalidInput, match="two different things"):
        replace(FAMILY, relations=(FATHER, replace(AUNT, id="R1")))
    with pytest.raises(InvalidInput, match="two different things"):
        replace(DONOR, consents=(CONSENT, replace(CONSENT, wording="3")))
