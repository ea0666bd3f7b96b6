from datetime import date

from homeward.exchange.handing_over.booking import Booking
from homeward.talks.pledges.board import follow, totals
from homeward.talks.pledges.booking import entries_of
from homeward.talks.pledges.books import Books
from homeward.talks.pledges.owed import View
from homeward.talks.pledges.reconciling import reconcile
from tests.talks.pledges.invented import entry, ledger, on, pledge


def open_items(book, day=99):
    return {own.question: (own.quantity, own.items, own.entries) for own in reconcile(book, Books(book), on(day))}


def test_three_more_claimed_than_received_are_an_open_item_of_three():
    book = ledger(entry("e1", 1, "claim", 6_060), entry("e2", 1, "receive", 6_057))
    assert open_items(book) == {"claimed, not received": (3, (), ()), "received, not examined": (6_057, (), ())}


def test_things_with_codes_are_held_against_each_other_one_by_one_even_where_counts_agree():
    book = ledger(entry("e1", 1, "claim", 2, items=("a", "b")), entry("e2", 1, "receive", 2, items=("b", "c")))
    assert open_items(book)["claimed, not received"] == (1, ("a",), ("e1",))
    assert open_items(book)["received, not claimed"] == (1, ("c",), ("e2",))


def test_one_thing_received_in_two_deliveries_was_entered_twice():
    book = ledger(entry("e1", 1, "receive", 1, items=("a",)), entry("e2", 2, "receive", 1, items=("a",)))
    assert open_items(book)["entered twice"] == (1, ("a",), ("e1", "e2"))


def test_what_was_corrected_by_then_is_no_longer_open():
    book = ledger(
        entry("e1", 1, "claim", 2, items=("a", "b")),
        entry("e2", 1, "receive", 1, items=("b",)),
        entry("e3", 4, "claim", 1, about="e1", items=("b",)),
    )
    assert "claimed, not received" in open_items(book, 3)
    assert "claimed, not received" not in open_items(book, 4)


def test_more_examined_than_received_is_told():
    assert open_items(ledger(entry("e1", 1, "verify", 4)))["examined, not received"][0] == 4


def test_totals_never_add_containers_to_persons_nor_one_pledge_to_another():
    pledges = [pledge("A"), pledge("B"), pledge("C", unit="containers")]
    entries = [entry(f"e{own.id}", 0, "pledge", 5, own.id) for own in pledges] + [entry("v", 1, "verify", 9, "A")]
    book = ledger(*entries, pledges=pledges)
    view = View(book)
    found = totals(book, [view.owed(own.id, on(1)) for own in pledges])
    assert [(own.unit, own.pledged, own.outstanding, own.beyond_pledge) for own in found] == [
        ("containers", 5, 5, 0),
        ("people", 10, 5, 4),
    ]


def test_the_line_of_time_says_how_the_pledge_stood_at_the_end_of_each_entry():
    book = ledger(entry("e2", 3, "verify", 4), entry("e1", 0, "pledge", 10))
    assert [(own.entry.id, own.owed.outstanding) for own in follow(View(book), "P", on(9))] == [("e1", 10), ("e2", 6)]


def booking(**changes):
    own = {
        "side": "North",
        "unit": "persons",
        "category": None,
        "n": 3,
        "day": date(2031, 4, 1),
        "event": "received",
        "source": "m1",
    }
    return Booking(**(own | changes))


def test_bookings_of_a_hand_over_become_entries_of_the_pledge_they_count_for():
    book = ledger(pledges=[pledge("A", unit="persons"), pledge("C", unit="containers")])
    rows = [booking(event=event) for event in ("presented", "crossed", "received", "confirmed", "not ours")]
    entries, problems = entries_of([*rows, booking(unit="containers", event="crossed")], book)
    assert [(own.kind, own.pledge, own.quantity) for own in entries] == [
        *((kind, "A", 3) for kind in ("claim", "receive", "verify", "reject")),
        ("claim", "C", 3),
    ]
    assert problems == ()


def test_a_booking_without_a_pledge_or_with_two_is_told_and_books_nothing():
    book = ledger(pledges=[pledge("A", unit="persons"), pledge("B", unit="persons")])
    entries, problems = entries_of([booking(), booking(side="South")], book)
    assert entries == ()
    assert [problem.says.split(" ")[0] for problem in problems] == ["2", "no"]
