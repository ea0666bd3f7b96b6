from homeward.talks.pledges.change import find_changes
from homeward.talks.pledges.owed import View
from tests.talks.pledges.invented import RENEWAL, entry, ledger, on, pledge


def changes(book, identity, day):
    found = find_changes(View(book), identity, on(day))
    return {
        (own.kind, own.pledge, own.quantity, own.by): (own.after.due, own.after.standing and own.after.standing.words)
        for own in found
    }


STEPS = pledge("S", unit="steps", due="steps(100, 200; P.verified)", renewal=RENEWAL)
VERIFIED = (entry("e1", 0, "pledge", 2, "S"), entry("e2", 1, "verify", 165))


def test_the_smallest_delivery_that_makes_the_next_step_due_is_found():
    book = ledger(*VERIFIED, pledges=[pledge(), STEPS])
    assert changes(book, "S", 1)["verify", "P", 35, None] == (2, "in force")


def test_only_those_who_may_are_supposed_to_act():
    book = ledger(*VERIFIED, pledges=[pledge(), STEPS])
    acts = {(kind, by) for kind, _, _, by in changes(book, "S", 1) if kind != "verify"}
    assert acts == {("breach_notice", "North")}


def test_while_a_clock_runs_a_decision_or_silence_would_change_the_state():
    book = ledger(*VERIFIED, entry("e3", 2, "breach_notice", None, "S", by="North"), pledges=[pledge(), STEPS])
    found = changes(book, "S", 5)
    assert found["decision_continue", "S", None, "both"] == (1, "in force")
    assert found["time", "S", None, None] == (1, "suspended")


def test_an_event_that_a_condition_waits_for_would_make_it_due():
    own = pledge("B", condition="event(names_confirmed)")
    book = ledger(entry("e1", 0, "pledge", 5, "B"), pledges=[own])
    assert changes(book, "B", 1) == {("names_confirmed", "B", None, None): (5, None)}


def test_where_nothing_hangs_on_anything_nothing_would_change_it():
    assert changes(ledger(entry("e1", 0, "pledge", 5)), "P", 1) == {}


def test_supposing_changes_nothing_in_the_books():
    view = View(ledger(*VERIFIED, pledges=[pledge(), STEPS]))
    find_changes(view, "S", on(1))
    assert view.books.balance("P", "verified", on(9)) == 165
