from dataclasses import replace

import pytest

from homeward.exchange.handing_over.account import HandOver, account_for
from homeward.exchange.handing_over.count import VOICES, Count, Counted, Figure
from homeward.exchange.handing_over.roll_call import roll_call
from homeward.exchange.handing_over.seals import Seal
from tests.exchange.handing_over.papers import MANIFEST, NOON, container, mark, person, receipt, whole

SEALS = {"k1": whole("s1", "s2"), "k2": whole("s3")}
IDS = ("p1", "p2", "p3", "k1", "k2")


def count(voice, ids):
    lines = [Counted("containers" if id.startswith("k") else "persons", id, "north") for id in ids]
    return Count(voice=voice, by=voice, at=NOON, lines=tuple(lines))


def transfer(id, **changes):
    if not id.startswith("k"):
        return person(id, **changes)
    return replace(container(id), seals=SEALS.get(id, ()), **changes)


def day(*, gone=IDS, said=None, counted=None, receipted=None, **changes):
    """A day on which everything went as listed, but for what is said otherwise."""
    words = dict.fromkeys(IDS, "present") | (said or {})
    marks = [
        mark(word, id, counter=n, seals=SEALS.get(id) if word == "present" else None)
        for n, (id, word) in enumerate(words.items(), start=1)
    ]
    lists = dict.fromkeys(VOICES, gone) | (counted or {})
    transfers = [transfer(id) for id in gone] if receipted is None else receipted
    papers = {
        "manifest": MANIFEST,
        "call": roll_call([*marks, mark("end", counter=len(marks) + 1)]),
        "counts": tuple(count(voice, ids) for voice, ids in lists.items()),
        "receipts": (receipt(*transfers),),
        "devices": ("d1",),
    }
    return account_for(HandOver(**papers | changes))


def end_of(account, id):
    return next((one.end, one.because) for one in (*account.lines, *account.others) if one.id == id)


def test_a_day_without_faults_is_clear_and_everybody_is_handed_over():
    account = day()
    assert account.is_clear
    assert {one.end for one in account.lines} == {"handed over"}
    assert account.others == ()


@pytest.mark.parametrize("word", ["absent", "stays"])
def test_who_did_not_go_stayed_behind_and_the_day_is_still_clear(word):
    account = day(gone=IDS[1:], said={"p1": word})
    assert end_of(account, "p1") == ("stayed behind", ())
    assert account.is_clear


def test_who_was_to_stay_and_was_moved_is_said_by_its_name():
    account = day(said={"p1": "stays"})
    assert end_of(account, "p1") == ("not clear", ("moved against their own last word, which was to stay",))


def test_who_passed_though_called_absent_is_not_clear():
    assert end_of(day(said={"p1": "absent"}), "p1") == ("not clear", ("passed, but the roll call says: absent",))


def test_who_was_to_go_and_is_in_no_paper_is_not_clear():
    assert end_of(day(gone=IDS[1:]), "p1") == ("not clear", ("was to go, and no count or receipt has them",))


def test_who_was_counted_and_not_receipted_is_not_clear():
    account = day(receipted=[transfer(id) for id in IDS[1:]])
    assert end_of(account, "p1") == ("not clear", ("no receipt has them",))


def test_a_difference_of_the_counts_is_a_reason():
    account = day(counted={"neutral": IDS[1:]})
    assert end_of(account, "p1")[0] == "not clear"
    assert "the intermediary did not see it" in end_of(account, "p1")[1][0]


def test_who_was_brought_instead_is_among_the_others_and_the_line_stayed_behind():
    gone = (*IDS[1:], "x1")
    marks = [mark("present", id, counter=n, seals=SEALS.get(id)) for n, id in enumerate(IDS[1:], start=1)]
    call = roll_call([*marks, mark("brought instead", "p1", counter=5, other="x1"), mark("end", counter=6)])
    transfers = [*(transfer(id) for id in IDS[1:]), person("x1", instead_of="p1")]
    account = day(gone=gone, receipted=transfers, call=call)
    assert end_of(account, "p1") == ("stayed behind", ())
    assert end_of(account, "x1") == (
        "not clear",
        ("passed without a line on the manifest", "person x1: brought instead of p1, to which nobody agreed"),
    )
    agreed = day(gone=gone, receipted=transfers, call=call, consents=(("p1", "x1"),))
    assert end_of(agreed, "x1") == ("handed over", ())
    assert agreed.is_clear


def test_who_was_there_without_a_line_and_did_not_pass_is_not_forgotten():
    marks = [mark("present", id, counter=n, seals=SEALS.get(id)) for n, id in enumerate(IDS, start=1)]
    call = roll_call([*marks, mark("unknown person", counter=6, other="x1"), mark("end", counter=7)])
    account = day(call=call)
    assert end_of(account, "x1") == ("not clear", ("was there without a line, and no count or receipt has them",))


def test_of_two_whom_two_devices_call_brought_instead_neither_is_forgotten():
    call = roll_call([mark("brought instead", "p1", device=f"d{n}", other=f"x{n}") for n in (1, 2)])
    account = day(call=call, counts=(), receipts=())
    assert [one.id for one in account.others] == ["x1", "x2"]


def test_a_broken_seal_seen_at_the_crossing_and_on_receipt_is_one_reason():
    broken = (Seal("s3", is_whole=False),)
    marks = [mark("present", id, counter=n, seals=SEALS.get(id)) for n, id in enumerate(IDS[:4], start=1)]
    call = roll_call([*marks, mark("present", "k2", counter=5, seals=broken), mark("end", counter=6)])
    transfers = [*(transfer(id) for id in IDS[:4]), replace(container("k2"), seals=broken)]
    account = day(call=call, receipted=transfers)
    assert end_of(account, "k2") == ("not clear", ("container k2: seal s3 is broken",))


def test_a_seal_that_only_the_roll_call_found_broken_is_a_reason_too():
    marks = [mark("present", id, counter=n, seals=SEALS.get(id)) for n, id in enumerate(IDS[:4], start=1)]
    broken = mark("present", "k2", counter=5, seals=(Seal("s3", is_whole=False),))
    account = day(call=roll_call([*marks, broken, mark("end", counter=6)]))
    assert end_of(account, "k2") == ("not clear", ("container k2: seal s3 is broken",))


def test_seals_that_nobody_looked_at_in_the_roll_call_leave_it_to_the_receipt():
    marks = [mark("present", id, counter=n) for n, id in enumerate(IDS, start=1)]
    assert day(call=roll_call([*marks, mark("end", counter=6)])).is_clear


def test_numbers_without_names_leave_ends_clear_where_the_receipt_is_and_say_what_differs():
    figures = Count(voice="giver", by="north", at=NOON, figures=(Figure("persons", "north", 4),))
    account = day(counts=(figures, count("neutral", IDS), count("receiver", IDS)))
    assert {one.end for one in account.lines} == {"handed over"}
    assert not account.is_clear
    assert {one.kind for one in account.comparison.remarks} == {"numbers only"}


def test_a_device_that_has_not_ended_leaves_the_day_open():
    account = day(devices=("d1", "d2"))
    assert not account.is_clear
    assert account.not_arrived == ("device d2 has not said that it ended: none of its marks has arrived",)


def test_before_any_count_or_receipt_nobody_is_handed_over():
    account = day(counts=(), receipts=())
    assert {one.end for one in account.lines} == {"not clear"}


def test_a_line_that_nobody_called_is_not_clear():
    call = roll_call([mark("present", "p1"), mark("end", counter=2)])
    account = day(gone=("p1",), call=call)
    assert end_of(account, "p2") == ("not clear", ("the roll call says: not called",))
