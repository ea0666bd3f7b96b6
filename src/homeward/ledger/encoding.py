"""The one way to write an act, so that equal acts have equal digests.

A subset of RFC 8785 (canonical JSON): objects, lists, text, whole numbers, true and false. No fractions, no null: what
is not known is left out. Within the subset the bytes are those of RFC 8785, so any program that writes it agrees.
"""

import json
import re
from typing import NoReturn

from homeward.errors import InvalidInput

Plain = bool | int | str | list["Plain"] | dict[str, "Plain"]

LARGEST = 2**53 - 1  # RFC 8785 leans on IEEE 754: above this, programs differ
_DEEPEST = 8
_KEY = re.compile(r"[a-z][a-z0-9_]*")  # ASCII, so that all programs sort alike
_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _refuse(text: str) -> NoReturn:
    raise InvalidInput(f"{text[:40]} is not a whole number")


_read = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse).decode


def encode(value: Plain) -> bytes:
    """Write a value as canonical bytes.

    raises    InvalidInput for fractions, null, whole numbers beyond 2^53 - 1, half characters, odd keys

    >>> encode({"kind": "verdict", "done_at": 7})
    b'{"done_at":7,"kind":"verdict"}'

    Source: RFC 8785. Oracle: tests/oracles/ledger_vectors.json.
    """
    _check(value, _DEEPEST)
    try:
        return write(value)
    except UnicodeEncodeError:
        raise InvalidInput("a text holds half of a character (a lone surrogate), which no bytes can hold") from None


def decode(data: bytes) -> Plain:
    """Read canonical bytes; what `encode` would have written in any other way is refused.

    raises    InvalidInput, which says what is not canonical
    """
    value = parse(data)
    if encode(value) != data:
        raise InvalidInput("these bytes are not canonical: order, spaces, escapes or a key that stands twice")
    return value


def write(value: Plain) -> bytes:
    """Write a value whose parts were checked where they were made."""
    return _write(value).encode()


def parse(data: bytes) -> Plain:
    """Read what may be canonical bytes, for a caller who writes the value again and compares."""
    try:
        return _read(data.decode())
    except RecursionError:
        raise InvalidInput(f"values stand in each other more than {_DEEPEST} deep") from None
    except ValueError as error:  # not UTF-8, not JSON, or a number of thousands of digits
        raise InvalidInput(f"these are not canonical bytes: {str(error)[:80]}") from None


def _check(value: object, depth: int) -> None:
    if isinstance(value, str | bool):
        return
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise InvalidInput(f"{value} lies beyond 2^53 - 1; write it as text")
        return
    if depth == 0:
        raise InvalidInput(f"values stand in each other more than {_DEEPEST} deep")
    if isinstance(value, dict):
        _check_keys(value)
    elif not isinstance(value, list):
        raise InvalidInput(f"{type(value).__name__} has no canonical bytes; use text, whole numbers, lists, objects")
    for item in value.values() if isinstance(value, dict) else value:
        _check(item, depth - 1)


def _check_keys(value: dict[object, object]) -> None:
    for key in value:
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            raise InvalidInput(f"{key!r} is not a key: small letters, digits and underscores")
