"""The queue and a case, written for JSON: as far as whoever asks may see them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from homeward.actions.answers import Json
from homeward.actions.workspace.folding.record_text import Plain, plain_of
from homeward.actions.workspace.folding.states import FileRecord, ThingState
from homeward.actions.workspace.pairs import Opened, Proposed
from homeward.records.remains import Finding
from homeward.review.act import Pair
from homeward.review.queue import Place, Queue


def answer_proposed(done: Proposed) -> Json:
    """Write which pairs were put before readers."""
    return {
        "schema": "homeward-propose/1",
        "cases": list(done.case_ids),
        "known": done.n_known,
        "below": done.n_below,
    }


def answer_queue(
    queue: Queue, ids: Mapping[Pair, str], places: Sequence[tuple[str, Place]], *, is_taken: bool = False
) -> Json:
    """Write which reading waits, how many do not and why, and where every open case stands.

    is_taken    the first reading was taken a moment ago
    """
    first = queue.offers[0] if queue.offers else None
    return {
        "schema": "homeward-queue/1",
        "case": None if first is None else ids[first.pair],
        "reading": None if first is None else first.reading,
        "in_hand": first is not None and (first.is_in_hand or is_taken),
        "waiting": len(queue.offers),
        "withheld": dict(Counter(one.because for one in queue.withheld)),
        **_answer_places(places, {ids[one.pair]: one.because for one in queue.withheld}),
    }


def _answer_places(places: Sequence[tuple[str, Place]], withheld: Mapping[str, str]) -> Json:
    """Say where every open case stands: its readings are offered or withheld, the others wait for something else."""
    listed: list[Json] = [
        {
            "case": case_id,
            "state": place.state,
            "waits_for": place.waits_for,
            "since": place.since.isoformat(),
            "not_for_you": withheld.get(case_id),
        }
        for case_id, place in places
    ]
    return {"open": len(places), "states": dict(Counter(place.state for _, place in places)), "places": listed}


def answer_case(opened: Opened) -> Json:
    """Write a case: both files, and what is not withheld."""
    view, basis = opened.view, opened.view.basis
    return {
        "schema": "homeward-case/1",
        "case": opened.id,
        "state": view.state,
        "found": answer_side(opened.found),
        "sought": answer_side(opened.sought),
        "kinds": list(view.kinds),
        "posterior": None if basis is None else basis.posterior,
        "weights": [] if basis is None else plain_of(basis.weights),
        "rounds": [plain_of(one) for one in view.rounds],
        "exclusions": [{"id": one.id, "says": str(one), "answers": len(one.answers)} for one in view.exclusions],
        "withheld": list(view.withheld),
    }


def answer_side(side: FileRecord | ThingState) -> dict[str, Plain]:
    """Write one side of a pair: the line of a person, or what was found of remains; no name declared of them."""
    if isinstance(side, FileRecord):
        line = plain_of(side.line)
        assert isinstance(line, dict)
        return line
    findings = [f"{one.outcome}, {one.because}" for one in side.records if isinstance(one, Finding)]
    told: dict[str, Plain] = {"record_id": side.code, "level": side.level}
    return told | ({"findings": "; ".join(findings)} if findings else {})
