"""Remains and samples, written for JSON."""

from collections.abc import Mapping

from homeward.actions.answers import Json
from homeward.actions.workspace.folding.genetic import SampleRecord
from homeward.actions.workspace.folding.record_text import plain_of
from homeward.actions.workspace.things import RemainsView


def answer_remains(view: RemainsView) -> Json:
    """Write what lies where, what is due, and where custody is broken."""
    return {
        "schema": "homeward-remains/1",
        "remains": plain_of(view.remains),
        "tree": plain_of(view.tree),
        "due": list(view.due),
        "breaks": list(view.breaks),
    }


def answer_samples(known: Mapping[str, SampleRecord]) -> Json:
    """Write all samples with what came of them; whose they are is not said."""
    told = [
        {
            "sample": one,
            "code": it.code,
            "of": it.of,
            "results": plain_of(tuple(typed.result for typed in it.standing)),
            "held": [held.says for held in it.held],
        }
        for one, it in known.items()
    ]
    return {"schema": "homeward-laboratory-samples/1", "samples": told}
