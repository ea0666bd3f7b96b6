from contextlib import suppress
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.talks.conditions.grammar import read_amount, read_term
from homeward.talks.conditions.terms import (
    All,
    Any,
    Balance,
    Compared,
    Happened,
    InState,
    Lasting,
    Not,
    Reached,
    Rounded,
    Scaled,
    Steps,
    Sum,
    leans_on,
)

VERIFIED = Balance("C2a", "verified")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12", 12),
        ("C2a.verified", VERIFIED),
        ("balance(C2a, verified)", VERIFIED),
        ("floor(C2a.verified / 50)", Rounded("floor", (Scaled(Fraction(1, 50), VERIFIED),))),
        ("floor(C2a.verified * 15%)", Rounded("floor", (Scaled(Fraction(3, 20), VERIFIED),))),
        ("3 * C2a.verified - 2", Sum((Scaled(3, VERIFIED), -2))),
        ("number of thresholds 100, 200 reached by C2a.verified", Steps((100, 200), VERIFIED)),
        ("steps(100, 200; C2a.verified)", Steps((100, 200), VERIFIED)),
        ("min(6, C2a.verified)", Rounded("min", (6, VERIFIED))),
    ],
)
def test_an_amount_is_read(text, amount):
    assert read_amount(text) == amount


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("balance(C2a, verified) >= 100", Compared(VERIFIED, ">=", 100)),
        ("date >= 2031-04-01", Reached(date(2031, 4, 1))),
        ("date < 2031-04-01", Reached(date(2031, 4, 1), is_before=True)),
        ("state(C3) = in force", InState("C3", "in force")),
        ('state(C3) = "suspended"', InState("C3", "suspended")),
        ("event(breach_notice, within 10 days)", Happened("breach_notice", within_days=10)),
        ("event(C3, breach_notice, by 2031-04-06)", Happened("breach_notice", by=date(2031, 4, 6), pledge="C3")),
        ("not event(x)", Not(Happened("x"))),
        ("for 10 days C2a.verified >= 1", Lasting(10, Compared(VERIFIED, ">=", 1))),
        ("(event(x) or event(y)) and event(z)", All((Any((Happened("x"), Happened("y"))), Happened("z")))),
        ("all(event(x), any(event(y), event(z)))", All((Happened("x"), Any((Happened("y"), Happened("z")))))),
    ],
)  # fmt: skip
def test_a_condition_is_read(text, term):
    assert read_term(text) == term


@pytest.mark.parametrize(
    "text",
    ["", "floor(", "C1.heaped >= 1", "C1.verified / 0 >= 1", "C1.verified * C2.verified >= 1", "date > 2031-02-03",
     "date >= 2031-02-30", "event()", "for 0 days event(x)", "for 99999 days event(x)", "event(x) event(y)",
     "__import__('os')", "(" * 500, "1 +" * 2_000],
)  # fmt: skip
def test_what_is_not_in_the_language_is_refused_in_one_sentence(text):
    with pytest.raises(InvalidInput):
        read_term(text)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='C1.verified duefloor()*/+-<>=,;0123456789andornot "', max_size=60))
def test_no_text_ends_in_anything_but_an_answer_or_a_refusal(text):
    for read in (read_term, read_amount):
        with suppress(InvalidInput):
            assert read(text) is not None


def test_a_formula_leans_only_on_what_is_itself_computed():
    assert leans_on(read_amount("C1.verified + C2.due + C3.pledged")) == {"C2", "C3"}
    assert leans_on(read_term("state(C4) = suspended")) == {"C4"}
