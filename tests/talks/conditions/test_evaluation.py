import pytest

from homeward.talks.pledges.owed import View
from tests.talks.pledges.invented import RENEWAL, entry, ledger, on, pledge

ENTRIES = (
    entry("e1", 0, "pledge", 100),
    entry("e2", 4, "verify", 30),
    entry("e3", 8, "verify", 30),
    entry("e4", 5, "names_confirmed", by="commission"),
    entry("e5", 2, "breach_notice", by="North"),
)


def holds(condition, day):
    book = ledger(*ENTRIES, pledges=[pledge(renewal=RENEWAL), pledge("Q", condition=condition)])
    return View(book).condition("Q", on(day))


@pytest.mark.parametrize(
    ("condition", "first", "last"),
    [
        ("P.verified >= 60", 8, None),
        ("P.outstanding <= 70", 0, None),  # before the pledge nothing is outstanding
        ("date >= 2031-03-07", 6, None),
        ("date < 2031-03-07", 0, 5),
        ("state(P) = suspended", 13, None),
        ("event(P, names_confirmed, within 2 days)", 5, 7),
        ("event(P, names_confirmed, by 2031-03-05)", None, None),
        ("event(P, names_confirmed, by 2031-03-06)", 5, None),
        ("for 3 days P.verified >= 30", 6, None),
        ("all(P.verified >= 30, not P.verified >= 60)", 4, 7),
        ("any(P.verified >= 60, event(P, names_confirmed))", 5, None),
    ],
)
def test_a_condition_holds_from_its_day_to_its_day(condition, first, last):
    days = [day for day in range(40) if holds(condition, day).holds]
    if condition.startswith("P.outstanding"):
        assert days == [*range(4, 40)]
    else:
        assert days == ([] if first is None else list(range(first, 40 if last is None else last + 1)))


def test_why_it_holds_is_the_entries_that_made_it_so():
    assert holds("P.verified >= 60", 8).because == ("e2", "e3")
    assert holds("any(P.verified >= 60, event(P, names_confirmed))", 5).because == ("e4",)
