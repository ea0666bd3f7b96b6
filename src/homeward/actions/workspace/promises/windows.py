"""Windows of silence that a workspace keeps: documents in JSON as `homeward duties` reads them, and maps in GeoJSON.

Both are kept as any other document is; who reads documents sees them, and each look is an entry.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from homeward.actions.workspace.desk import Desk, Draft, authorise, note
from homeward.actions.workspace.folding.promises import DocumentState
from homeward.actions.workspace.promises.documents import RECORDS, all_documents, bytes_of
from homeward.errors import InvalidCase, InvalidInput, Problem
from homeward.formats.case import load_json
from homeward.formats.talks.duties import read_duties
from homeward.talks.conditions.windows import Point, Window

_MOST_POINTS = 20_000  # of lines beneath


@dataclass(frozen=True, slots=True)
class KeptWindows:
    """Windows with the ids of their documents, lines to draw beneath, and what could not be read."""

    windows: tuple[tuple[Window, str], ...]
    base: tuple[tuple[Point, ...], ...]
    problems: tuple[Problem, ...]


def view_windows(desk: Desk) -> KeptWindows:
    """Give every window that is kept, in the order of documents; the look is an entry.

    raises    Refused
    """
    granted = authorise(desk, RECORDS)
    found = [one for one in all_documents(desk) if one.record.name.casefold().endswith((".json", ".geojson"))]
    read = tuple(one.id for one in found)
    note(desk, granted.role, Draft(kind="document read" if read else "documents viewed", others=read[:60]))
    windows: list[tuple[Window, str]] = []
    base: list[tuple[Point, ...]] = []
    problems: list[Problem] = []
    for one in found:
        try:
            if one.record.name.casefold().endswith(".geojson"):
                base += _lines(load_json(bytes_of(desk, one)))
            else:
                windows += _windows(desk, one, problems)
        except (InvalidCase, InvalidInput) as error:
            problems.append(Problem(one.record.name, str(error), "the document; nothing on the map"))
    return KeptWindows(tuple(windows), _at_most(base), tuple(problems))


def _windows(desk: Desk, one: DocumentState, problems: list[Problem]) -> Iterator[tuple[Window, str]]:
    file = read_duties(bytes_of(desk, one))
    problems += file.problems
    return ((window, one.id) for window in file.windows)


def _lines(value: object) -> Iterator[tuple[Point, ...]]:
    """Give the lines and borders of a GeoJSON document, however deep they lie."""
    if isinstance(value, dict):
        for name in ("features", "geometry", "geometries", "coordinates"):
            yield from _lines(value.get(name))
    elif isinstance(value, list) and value and all(_is_point(one) for one in value):
        yield tuple((float(one[0]), float(one[1])) for one in value)
    elif isinstance(value, list):
        for one in value:
            yield from _lines(one)


def _is_point(value: object) -> bool:
    return isinstance(value, list) and len(value) >= 2 and all(type(one) in (int, float) for one in value[:2])


def _at_most(base: list[tuple[Point, ...]]) -> tuple[tuple[Point, ...], ...]:
    taken: list[tuple[Point, ...]] = []
    n = 0
    for one in base:
        n += len(one)
        if n > _MOST_POINTS:
            break
        taken.append(one)
    return tuple(taken)
