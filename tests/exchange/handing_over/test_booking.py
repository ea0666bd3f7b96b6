from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.handing_over.account import HandOver, account_for
from homeward.exchange.handing_over.booking import EVENTS, Booking, Happened, book, events_after, events_of_day, total
from homeward.exchange.handing_over.count import UNITS, Count, Counted
from homeward.exchange.handing_over.manifest import write_manifest
from homeward.exchange.handing_over.outcome import Assessment, Crossed, outcomes_after
from homeward.exchange.handing_over.roll_call import roll_call
from tests.exchange.handing_over.papers import MANIFEST, NOON, mark, person, receipt

DAY = date(2026, 5, 3)


def happened(id, event="crossed", *, unit="persons", manifest="d1", source="d1", day=0, **changes):
    changes.setdefault("side", "north")
    return Happened(
        id=id, unit=unit, event=event, day=DAY + timedelta(days=day), manifest=manifest, source=source, **changes
    )


def test_events_of_one_kind_are_one_booking():
    assert book([happened("p1"), happened("p2")]) == (
        Booking(side="north", unit="persons", category=None, n=2, day=DAY, event="crossed", source="d1"),
    )


def test_the_same_event_told_twice_books_once_by_the_first_paper():
    again = happened("p1", source="receipt-2", day=3)
    assert book([again, happened("p1"), happened("p1")]) == book([happened("p1")])


def test_two_events_of_one_person_are_two_bookings():
    assert [one.event for one in book([happened("p1", "received"), happened("p1")])] == ["crossed", "received"]


def test_what_crossed_under_another_manifest_is_another_event():
    assert (
        total(book([happened("k1"), happened("k1", manifest="d2")]), side="north", unit="persons", event="crossed") == 2
    )


def test_units_sides_and_categories_are_never_mixed():
    others = (happened("k1", unit="containers"), happened("i1", unit="individuals"))
    bookings = book([happened("p1"), happened("p2", side="south"), happened("p3", category="severe"), *others])
    assert [one.n for one in bookings] == [1] * 5
    assert total(bookings, side="north", unit="persons", event="crossed") == 2
    assert total(bookings, side="north", unit="containers", event="crossed") == 1


@pytest.mark.parametrize("changes", [{"unit": "people"}, {"event": "lost"}, {"id": "Anna Bell"}, {"source": ""}])
def test_an_event_that_cannot_be_meant_is_refused(changes):
    with pytest.raises(InvalidInput):
        happened(**{"id": "p1", **changes})


def test_who_was_brought_and_chose_to_stay_was_presented_and_did_not_cross():
    marks = [mark("present", "p1"), mark("stays", "p1", counter=2), mark("present", "p2", counter=3)]
    seen = Count(voice="neutral", by="neutral", at=NOON, lines=(Counted("persons", "p2", "north"),))
    papers = HandOver(manifest=MANIFEST, call=roll_call(marks), counts=(seen,), receipts=(receipt(person("p2")),))
    events = events_of_day(papers, account_for(papers))
    assert [(one.id, one.event) for one in events] == [
        ("p1", "presented"),
        ("p2", "presented"),
        ("p2", "crossed"),
        ("p2", "received"),
    ]
    assert [one.source for one in events][2:] == [write_manifest(MANIFEST).digest.hex(), "receipt-1"]
    assert events[0].category == "severe"  # as the manifest shows it


def test_who_is_in_dispute_between_devices_is_not_presented():
    call = roll_call([mark("present", "p1"), mark("absent", "p1", device="d2")])
    papers = HandOver(manifest=MANIFEST, call=call)
    assert events_of_day(papers, account_for(papers)) == ()


def test_only_what_a_signed_decision_settles_is_booked_afterwards():
    of = [Crossed("container", f"k{n}") for n in range(4)]
    said = [
        Assessment(id=f"a{n}-{by}", of=of[n], outcome=outcome, by=by, at=NOON, basis=f"decision-{n}")
        for n, outcome, by in (
            (0, "confirmed", "board"),
            (1, "not ours", "board"),
            (2, "several people", "board"),
            (3, "confirmed", "board"),
            (3, "not ours", "neutral"),
        )
    ]
    events = events_after(MANIFEST, outcomes_after(of, said)[0])
    assert [(one.id, one.event, one.source) for one in events] == [
        ("k0", "confirmed", "decision-0"),
        ("k1", "not ours", "decision-1"),
    ]
    assert {(one.unit, one.side) for one in events} == {("containers", "north")}


EVENTS_OF_A_DAY = st.lists(
    st.builds(
        happened,
        st.sampled_from(["a1", "a2", "a3"]),
        st.sampled_from(EVENTS),
        unit=st.sampled_from(UNITS),
        source=st.sampled_from(["d1", "receipt-1"]),
        day=st.integers(0, 2),
    ),
    max_size=12,
)


@given(EVENTS_OF_A_DAY, st.randoms(use_true_random=False))
def test_telling_events_again_in_any_order_books_nothing_more(events, random):
    assert book(random.sample(events * 2, 2 * len(events))) == book(events)


@given(EVENTS_OF_A_DAY)
def test_all_bookings_of_a_unit_together_are_its_different_events(events):
    bookings = book(events)
    for unit in UNITS:
        for event in EVENTS:
            different = {one.id for one in events if (one.unit, one.event) == (unit, event)}
            assert total(bookings, side="north", unit=unit, event=event) == len(different)
