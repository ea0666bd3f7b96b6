from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.talks.conditions.calendar import Calendar
from homeward.talks.pledges.books import Books, movements
from homeward.talks.pledges.journal import After, Entry, Ledger
from homeward.talks.pledges.owed import View, states_by_party
from tests.talks.pledges.invented import RENEWAL, entry, ledger, on, pledge
from tests.talks.pledges.naive import naive_owed


def owed(book, day, identity="P"):
    return View(book).owed(identity, on(day))


def test_6057_received_of_6000_pledged_leave_6000_outstanding_until_somebody_verifies():
    own = owed(ledger(entry("e1", 0, "pledge", 6_000), entry("e2", 5, "receive", 6_057)), 5)
    assert (own.outstanding, own.in_verification, own.sure_shortfall, own.beyond_pledge) == (6_000, 6_057, 0, 0)


def test_what_is_rejected_is_owed_again():
    book = ledger(
        entry("e1", 0, "pledge", 212),
        entry("e2", 1, "receive", 220),
        entry("e3", 2, "verify", 60),
        entry("e4", 2, "reject", 9),
    )
    own = owed(book, 2)
    assert (own.in_verification, own.outstanding, own.sure_shortfall) == (151, 152, 1)


def test_a_waiver_and_a_lapse_take_from_what_is_outstanding_and_verify_beyond_it_is_beyond():
    book = ledger(
        entry("e1", 0, "pledge", 10),
        entry("e2", 1, "waive", 2),
        entry("e3", 1, "lapse", 3),
        entry("e4", 2, "verify", 7),
    )
    assert owed(book, 1).outstanding == 5
    assert (owed(book, 2).outstanding, owed(book, 2).beyond_pledge) == (0, 2)


def test_the_deadline_itself_is_in_time_and_the_day_after_is_late_and_then_defaulted():
    book = ledger(entry("e1", 0, "pledge", 5), pledges=[pledge(deadline=on(10), default_after_days=3)])
    assert [owed(book, day).course for day in (10, 11, 13, 14)] == ["open", "late", "late", "defaulted"]
    assert [owed(book, day).overdue for day in (10, 11)] == [0, 5]


def test_without_a_deadline_nothing_is_overdue():
    assert owed(ledger(entry("e1", 0, "pledge", 5)), 9_999).overdue is None


def test_a_deadline_may_run_from_an_event_in_working_days():
    own = pledge(deadline=After(2, "names_confirmed", is_working_days=True))
    friday = entry("e2", 6, "names_confirmed")
    book = Ledger((own,), (entry("e1", 0, "pledge", 5), friday), Calendar(weekend=frozenset({5, 6})))
    assert View(book).owed("P", on(5)).deadline is None
    assert View(book).owed("P", on(6)).deadline == date(2031, 3, 11)


def test_nothing_is_owed_before_the_first_entry():
    own = owed(ledger(entry("e1", 5, "pledge", 5)), 4)
    assert (own.pledged, own.outstanding, own.course) == (0, 0, "not due")


def test_one_more_day_is_due_for_every_fifty_released():
    days = pledge("D", unit="days", due="floor(P.verified / 50)", is_standing=True)
    book = ledger(entry("e1", 0, "pledge", 340), entry("e2", 1, "verify", 165), pledges=[pledge(), days])
    own = owed(book, 1, "D")
    assert (own.pledged, own.due, own.outstanding, own.because) == (3, 3, 3, ("e2",))


def test_a_pledge_under_a_condition_is_not_due_before_it_holds():
    own = pledge("B", condition="P.verified >= 100")
    entries = [entry("e1", 0, "pledge", 5, "B"), entry("e2", 3, "verify", 100)]
    book = ledger(*entries, pledges=[pledge(), own])
    assert [owed(book, day, "B").due for day in (2, 3)] == [0, 5]
    assert owed(book, 3, "B").because == ("e1", "e2")


def test_a_clock_that_runs_out_in_silence_suspends_what_is_due():
    steps = pledge("S", unit="steps", due="steps(100, 200; P.verified)", renewal=RENEWAL)
    entries = [
        entry("e1", 0, "pledge", 2, "S"),
        entry("e2", 1, "verify", 250),
        entry("e3", 2, "breach_notice", None, "S", by="North"),
    ]
    book = ledger(*entries, pledges=[pledge(), steps])
    told = [
        (own.standing.words, own.due, own.enforceable_due, own.suspended)
        for own in (owed(book, d, "S") for d in (12, 13))
    ]
    assert told[0] == (f"in force, clock running until {on(12)}", 2, 2, 0)
    assert told[1] == ("suspended", 2, 0, 2)


def test_a_contested_notice_suspends_for_one_party_and_not_for_the_other():
    entries = [
        entry("e1", 0, "pledge", 2),
        entry("e2", 2, "breach_notice", by="North"),
        entry("e3", 3, "contest", by="South", about="e2"),
    ]
    book = ledger(*entries, pledges=[pledge(renewal=RENEWAL)])
    assert states_by_party(book, on(20)) == {"P": {"North": "suspended", "South": "in force"}}
    assert states_by_party(book, on(2)) == {}


def test_a_guarantee_that_needs_consent_binds_only_once_it_is_given():
    book = ledger(
        entry("e1", 0, "pledge", 1),
        entry("e2", 4, "consent", by="Guarantor"),
        pledges=[pledge(consents=("Guarantor",))],
    )
    assert [owed(book, day).enforceable_due for day in (3, 4)] == [0, 1]


def test_a_correction_counts_from_its_own_day_and_the_past_stays_as_it_was_told():
    book = ledger(entry("e1", 0, "pledge", 10), entry("e2", 1, "receive", 8), entry("e3", 5, "receive", 7, about="e2"))
    assert [owed(book, day).received for day in (1, 4, 5)] == [8, 8, 7]


def test_a_withdrawn_notice_no_longer_winds_the_clock():
    entries = [
        entry("e1", 0, "pledge", 2),
        entry("e2", 2, "breach_notice", by="North"),
        entry("e3", 6, "withdraw", about="e2"),
    ]
    book = ledger(*entries, pledges=[pledge(renewal=RENEWAL)])
    assert owed(book, 5).standing.clock_until == on(12)
    assert owed(book, 20).standing.words == "in force"


def test_received_can_be_what_counts_as_met():
    own = pledge(counts_as_met="received")
    book = ledger(
        entry("e1", 0, "pledge", 10), entry("e2", 1, "receive", 8), entry("e3", 2, "reject", 1), pledges=[own]
    )
    assert [owed(book, day).outstanding for day in (1, 2)] == [2, 3]


def test_pledges_that_lean_on_each_other_in_a_circle_are_refused():
    with pytest.raises(InvalidInput, match=r"circle: .*A -> B|circle: .*B -> A"):
        ledger(pledges=[pledge("A", due="B.due"), pledge("B", due="A.outstanding")])


def test_a_long_chain_of_pledges_is_refused_rather_than_followed():
    chain = [pledge("L0", due="1")] + [pledge(f"L{n}", due=f"L{n - 1}.due + L{n - 1}.due") for n in range(1, 25)]
    with pytest.raises(InvalidInput, match="more than 20"):
        ledger(pledges=chain)


def test_a_formula_about_an_unknown_pledge_is_refused():
    with pytest.raises(InvalidInput, match="'X', which is no pledge"):
        ledger(pledges=[pledge("A", due="X.verified")])


# ── properties ──

KINDS = ("pledge", "amend", "claim", "receive", "verify", "reject", "waive", "lapse")
moved = st.tuples(st.integers(0, 12), st.sampled_from(KINDS), st.integers(0, 50))


@st.composite
def ledgers(draw):
    rows = draw(st.lists(moved, max_size=14))
    entries = [entry(f"e{n:02}", day, kind, quantity) for n, (day, kind, quantity) in enumerate(rows)]
    for n in sorted(draw(st.sets(st.integers(0, len(rows) - 1), max_size=3))) if rows else ():
        old = entries[n]
        new = replace(old, id=f"x{n}", day=on(rows[n][0] + draw(st.integers(0, 4))), about=old.id)
        is_withdrawn = draw(st.booleans())
        entries.append(
            replace(new, kind="withdraw", quantity=None)
            if is_withdrawn
            else replace(new, quantity=draw(st.integers(0, 50)))
        )
    return ledger(*entries)


@settings(max_examples=150, deadline=None)
@given(ledgers(), st.integers(0, 17))
def test_balances_agree_with_the_slow_twin(book, day):
    own, slow = owed(book, day), naive_owed(book, "P", on(day))
    assert {name: getattr(own, name) for name in slow} == slow


@settings(max_examples=80, deadline=None)
@given(ledgers())
def test_nothing_appears_or_vanishes(book):
    accounts = {}
    for own in movements(book):
        accounts[own.book, own.source] = accounts.get((own.book, own.source), 0) - own.quantity
        accounts[own.book, own.target] = accounts.get((own.book, own.target), 0) + own.quantity
    for name in {name for name, _ in accounts}:
        assert sum(value for (of, _), value in accounts.items() if of == name) == 0
    end = on(100)
    books = Books(book)
    still = accounts.get(("agreement", "pledged"), 0)
    assert still == books.balance("P", "pledged", end) - books.balance("P", "waived", end) - books.balance(
        "P", "lapsed", end
    )


@settings(max_examples=80, deadline=None)
@given(ledgers(), st.randoms(use_true_random=False), st.integers(0, 17))
def test_the_order_in_which_entries_are_written_changes_nothing(book, random, day):
    shuffled = list(book.entries)
    random.shuffle(shuffled)
    assert owed(replace(book, entries=tuple(shuffled)), day) == owed(book, day)


@settings(max_examples=80, deadline=None)
@given(ledgers(), ledgers(), st.integers(0, 12))
def test_what_comes_later_never_changes_an_earlier_day(book, more, day):
    later = [replace(own, id="z" + own.id, day=on(day + 1), about=None) for own in more.entries]
    grown = replace(book, entries=(*book.entries, *later))
    assert owed(grown, day) == owed(book, day)


ACTS = ("breach_notice", "decision_continue", "decision_resume")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 15), st.sampled_from(ACTS), st.sampled_from(("North", "South", "both"))), max_size=8
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_acts_within_a_day_never_changes_the_state(rows, random):
    def states(order):
        names = {row: f"a{place}" for place, row in enumerate(order)}  # ids follow the order in which they were written
        acts = [Entry(names[row], on(row[0]), row[1], "P", row[2]) for row in dict.fromkeys(rows)]
        view = View(ledger(*acts, pledges=[pledge(renewal=RENEWAL)]))
        return [view.standing("P", on(day)).words for day in range(30)]

    order = list(dict.fromkeys(rows))
    shuffled = random.sample(order, len(order))
    assert states(order) == states(shuffled)
