from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.ledger.act import Act, Sealed, act_bytes, moment, read_act, sign_act, verify_act
from homeward.ledger.encoding import decode, encode
from tests.ledger.sample import LOG, NOON, READER, an_act

ids = st.binary(min_size=16, max_size=16).map(bytes.hex)
words = st.from_regex(r"[a-z0-9][a-z0-9 ._:/+=,-]{0,20}", fullmatch=True)
names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
acts = st.builds(
    Act,
    log=st.just(LOG),
    id=ids,
    kind=words,
    actor=ids,
    role=words,
    channel=words,
    done_at=st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),
    program=words,
    subjects=st.lists(ids, max_size=3).map(tuple),
    before=st.none() | st.binary(min_size=32, max_size=32),
    after=st.none() | st.binary(min_size=32, max_size=32),
    reason=st.none() | words,
    relies_on=st.lists(ids, max_size=2).map(tuple),
    facts=st.dictionaries(names, words | st.booleans() | st.integers(0, 10**9), max_size=3).map(
        lambda facts: tuple(sorted(facts.items()))
    ),
    sealed=st.lists(st.builds(Sealed, ids, st.binary(max_size=30)), max_size=2).map(tuple),
)


@given(acts)
def test_what_is_written_is_read_again(act):
    assert read_act(act_bytes(act)) == act


@given(acts, st.data())
def test_a_changed_bit_is_another_act_or_none(act, data):
    raw = bytearray(act_bytes(act))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        other = read_act(bytes(raw))
    except InvalidInput:
        return
    assert other != act


@given(acts)
def test_what_is_not_said_leaves_no_trace(act):
    value = decode(act_bytes(act))
    assert all(item not in ("", [], {}) for item in value.values())


def changed(**changes):
    value = decode(act_bytes(an_act()))
    value.update(changes)
    return encode({name: item for name, item in value.items() if item is not ...})


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b"7",
        changed(name="somebody"),
        changed(kind=...),
        changed(done_at=...),
        changed(reason=""),
        changed(subjects=[]),
        changed(facts={}),
        changed(subjects="5" * 32),
        changed(subjects=[5]),
        changed(done_at="noon"),
        changed(done_at=True),
        changed(done_at=2**53 - 1),
        changed(facts=["blind"]),
        changed(facts={"blind": ["yes"]}),
        changed(sealed=[{"box": "AA=="}]),
        changed(sealed=["box"]),
        changed(sealed=[{"box": "AA==", "subject": "5" * 32, "more": 1}]),
        changed(sealed=[{"box": "AB==", "subject": "5" * 32}]),
        changed(after="A" * 64),
        changed(after="aa"),
        changed(after=7),
        changed(kind=7),
        changed(log=["homeward/a"]),
        changed(reason=0),
    ],
)
def test_what_is_no_act_is_refused(data):
    with pytest.raises(InvalidInput):
        read_act(data)


@pytest.mark.parametrize(
    "changes",
    [
        {"log": "agency-a"},
        {"log": "homeward/Agency"},
        {"log": "homeward/a/1"},
        {"id": "1"},
        {"id": "A" * 32},
        {"actor": "Ivan"},
        {"subjects": ("Petrenko",)},
        {"relies_on": ("4711",)},
        {"kind": ""},
        {"kind": "Verdict"},
        {"role": "second\nreader"},
        {"reason": "x" * 201},
        {"reason": ""},
        {"done_at": datetime(2026, 5, 3)},
        {"done_at": datetime(1969, 1, 1, tzinfo=UTC)},
        {"done_at": datetime(2255, 1, 1, tzinfo=UTC)},
        {"facts": (("Name", 1),)},
        {"facts": (("count", 2**53),)},
        {"before": b"short"},
        {"subjects": ("5" * 32,) * 65},
        {"sealed": (Sealed("who", b""),)},
    ],
)
def test_an_act_that_says_something_impossible_is_not_made(changes):
    with pytest.raises(InvalidInput):
        an_act(**changes)


@pytest.mark.parametrize("fact", ["Oksana Koval", "Коваль", "name\tborn", "", "x" * 201])
def test_a_name_written_out_of_habit_is_refused_as_a_fact(fact):
    with pytest.raises(InvalidInput, match="seal what is of a person"):
        an_act(facts=(("note", fact),))


@pytest.mark.parametrize("facts", [(("b", 1), ("a", 1)), (("a", 1), ("a", 2))])
def test_facts_stand_in_order_and_once(facts):
    with pytest.raises(InvalidInput, match="order"):
        an_act(facts=facts)


def test_the_same_moment_in_another_zone_is_the_same_act():
    east = timezone(timedelta(hours=3))
    assert act_bytes(an_act(done_at=NOON.astimezone(east))) == act_bytes(an_act())


def test_a_signature_belongs_to_one_act_and_one_key():
    data = act_bytes(an_act())
    signature = sign_act(data, READER)
    assert verify_act(data, signature, READER.verifier())
    assert not verify_act(act_bytes(an_act(1)), signature, READER.verifier())
    assert not READER.verifier().verify(data, signature)  # nor does it sign the same bytes as anything but an act


@pytest.mark.parametrize("count", [10**18, "noon"])
def test_a_time_outside_the_calendar_is_refused(count):
    with pytest.raises(InvalidInput, match="calendar"):
        moment(count)
