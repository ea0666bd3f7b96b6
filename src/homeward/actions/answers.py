"""Numbers as JSON: infinities by name, undefined as null, arrays as lists."""

from collections.abc import Mapping, Sequence
from math import isinf, isnan

import numpy as np

Json = dict[str, object]


def plain(value: float | None) -> float | str | None:
    """Write a number for JSON: "-inf", "+inf", null where undefined.

    >>> plain(float("-inf")), plain(float("nan")), plain(1.5)
    ('-inf', None, 1.5)
    """
    if value is None or isnan(value):
        return None
    if isinf(value):
        return "-inf" if value < 0 else "+inf"
    return float(value)


def by_name(
    names: Sequence[str], values: "Sequence[float] | np.ndarray[tuple[int, ...], np.dtype[np.float64]]"
) -> Json:
    """Pair names with numbers written for JSON."""
    return {name: plain(float(value)) for name, value in zip(names, values, strict=True)}


def rows(matrix: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> list[list[float | str | None]]:
    """Write a matrix as lists of JSON numbers."""
    return [[plain(value) for value in row] for row in matrix.tolist()]


def answered(identity: str, answer: Mapping[str, object], notes: Sequence[str] = ()) -> Json:
    """Wrap one case's answer."""
    result: Json = {"id": identity, "answer": dict(answer)}
    if notes:
        result["notes"] = list(notes)
    return result
