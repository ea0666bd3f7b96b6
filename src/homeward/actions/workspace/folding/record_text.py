"""Frozen records as text and back: what acts say of their subjects, and what states hold.

The types of a record's fields say how each value is read; what is None is left out. Nothing else is stored, so a record
can gain a field with a default and still be read.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache, partial
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from homeward.errors import InvalidInput

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
T = TypeVar("T")


def write_record(value: object) -> str:
    """Write a record as one line of JSON, the same bytes each time."""
    return write_json(plain_of(value))


def read_record(kind: type[T], text: str) -> T:
    """Read a record of a kind; raises InvalidInput where the text is not one."""
    return cast(T, value_of(kind, json.loads(text)))


def write_json(value: Plain) -> str:
    """Write plain values as one line of JSON, the same bytes each time."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def plain_of(value: object) -> Plain:
    """Turn a record, and everything in it, into plain values.

    >>> plain_of((date(2026, 3, 1), timedelta(minutes=2), float("-inf")))
    ['2026-03-01', 120.0, '-inf']
    """
    if is_dataclass(value) and not isinstance(value, type):
        told = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: plain_of(item) for name, item in told if item is not None}
    if isinstance(value, Mapping):
        return {str(name): plain_of(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain_of(item) for item in value]
    return _plain_one(value)


def _plain_one(value: object) -> Plain:
    if isinstance(value, Enum):
        return cast(Plain, value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return str(value)
    return cast(Plain, value)


def value_of(kind: Any, value: Any) -> Any:
    """Turn plain values into a record, or a part of one, of a kind.

    >>> value_of(tuple[date, ...], ["2026-03-01"])
    (datetime.date(2026, 3, 1),)
    """
    return _reader(kind)(value)


@lru_cache(maxsize=1024)
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Look at a kind once: thousands of values of it are read."""
    origin, kinds = get_origin(kind), get_args(kind)
    if origin is Mapping:
        return dict
    if origin in (Union, UnionType):
        read = _reader(next(one for one in kinds if one is not NoneType))
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        read_each = _reader(kinds[0])
        return lambda value: tuple([read_each(item) for item in value])
    if origin is Literal or kind is Any:
        return lambda value: value
    return partial(_record_of if is_dataclass(kind) else _one_of, kind)


def _record_of(kind: Any, value: Any) -> Any:
    readers = _readers(kind)
    if not isinstance(value, dict) or not value.keys() <= readers.keys():
        raise InvalidInput(f"this is no {kind.__name__}: it holds {', '.join(readers)}")
    try:
        return kind(**{name: readers[name](item) for name, item in value.items()})
    except TypeError as error:
        raise InvalidInput(f"this is no {kind.__name__}: {error}") from None


def _one_of(kind: Any, value: Any) -> Any:
    try:
        if kind is datetime or kind is date:
            return kind.fromisoformat(value)
        if kind is timedelta:
            return timedelta(seconds=value)
        if kind is int and isinstance(value, float) and not value.is_integer():
            raise InvalidInput(f"{value!r} cannot be meant as a whole number")
        return value if isinstance(value, kind) else kind(value)
    except (TypeError, ValueError, OverflowError):
        raise InvalidInput(f"{value!r} cannot be meant as {kind.__name__}") from None


@lru_cache(maxsize=256)
def _readers(kind: Any) -> dict[str, Callable[[Any], Any]]:
    own = {field.name for field in fields(kind) if field.init}
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items() if name in own}
