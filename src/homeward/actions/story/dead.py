"""The dead of the story: containers of a delivery, what lies in them, and what their tags say; some with DNA."""

from collections.abc import Iterator

from homeward.actions.story.people import Cast
from homeward.actions.workspace.things import note_several


def deliver(cast: Cast, n_containers: int, lines: list[str]) -> None:
    """Take in a delivery: each container has an item, some a second one; every third tag names somebody."""
    note_several(cast.seat("anna"), _notes(n_containers, lines))


def _notes(n_containers: int, lines: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for number in range(1, n_containers + 1):
        yield "thing", {"id": f"C-{number}", "level": "container", "place": "crossing at the bridge"}
        for letter in ("a", "b")[: 1 + (number % 7 == 0)]:
            item = f"I-{number}{letter}"
            yield "thing", {"id": item, "level": "item"}
            yield "link", {"kind": "lies in", "part": item, "whole": f"C-{number}", "because": "found inside"}
            yield "sample", {"item": item, "tissue": "femur", "laboratory": "North", "code": f"T-{number}{letter}"}
        if number % 3 == 0:
            told = {"of": f"C-{number}", "name": f"Nobody {number}", "source": "tag of the South"}
            yield "declaration", told | {"line": lines[number % len(lines)]}
