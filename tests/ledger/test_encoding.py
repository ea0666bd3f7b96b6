import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.ledger.encoding import LARGEST, decode, encode
from tests.ledger.sample import oracle

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
keys = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
values = st.recursive(
    st.booleans() | st.integers(-LARGEST, LARGEST) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
).filter(lambda value: json.dumps(value).count("[") + json.dumps(value).count("{") < 7)


@pytest.mark.parametrize("case", oracle("ledger_vectors.json")["canonical"])
def test_canonical_bytes_are_those_of_a_separate_program(case):
    assert encode(case["value"]).hex() == case["bytes"]
    assert decode(bytes.fromhex(case["bytes"])) == case["value"]


def test_text_is_written_as_rfc_8785_does():
    case = oracle("ledger_published.json")["canonical_text"]
    assert encode(case["value"]).hex() == case["bytes"]


@pytest.mark.parametrize("case", oracle("ledger_vectors.json")["refused"], ids=lambda case: case["why"])
def test_whatever_is_not_canonical_is_refused(case):
    with pytest.raises(InvalidInput):
        decode(bytes.fromhex(case["bytes"]))


@given(values)
def test_what_is_written_is_read_again(value):
    assert decode(encode(value)) == value


@given(values, st.data())
def test_other_bytes_are_another_value_or_refused(value, data):
    written = encode(value)
    place = data.draw(st.integers(0, len(written) - 1))
    changed = bytearray(written)
    changed[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        read = decode(bytes(changed))
    except InvalidInput:
        return
    assert encode(read) == bytes(changed) != written


@given(st.binary(max_size=40))
def test_any_bytes_are_read_as_they_are_or_refused(data):
    try:
        value = decode(data)
    except InvalidInput:
        return
    assert encode(value) == data


@pytest.mark.parametrize("value", [1.5, None, {"a": None}, [b"bytes"], {1: 2}, {"Å": 1}, LARGEST + 1, (1, 2)])
def test_what_other_programs_would_write_otherwise_is_not_written(value):
    with pytest.raises(InvalidInput):
        encode(value)


@pytest.mark.parametrize("depth", [9, 5_000])
def test_values_deep_in_each_other_are_refused(depth):
    with pytest.raises(InvalidInput, match="deep"):
        decode(b"[" * depth + b"]" * depth)


def test_a_number_of_thousands_of_digits_is_refused():
    with pytest.raises(InvalidInput):
        decode(b"1" * 5_000)
