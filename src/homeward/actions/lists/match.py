"""Match two lists of people, and explain one pair."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np

from homeward.actions.answers import Json
from homeward.actions.lists.reading import SHOWN_PROBLEMS, answer_problem, answer_questions, answer_rows, read_listing
from homeward.errors import InvalidInput
from homeward.evidence.kinds import KINDS
from homeward.formats.answer_table import write_table
from homeward.formats.people.answers import ASSUME, Answers
from homeward.identify.lists.explanation import explain_pair
from homeward.identify.lists.matching import Matching, match_lists
from homeward.records.listing import Listing

_MANY = 50_000  # people from which a second process for reading names pays
_PROCESSES = 2
_SEED = 20_220_224  # of the strangers drawn to learn from: the same lists give the same answer


@dataclass(frozen=True, eq=False)
class Matched:
    """Two lists as read, and who on them is who."""

    sought: Listing
    found: Listing
    matching: Matching


def match_people(
    sought: bytes,
    found: bytes,
    *,
    answers: tuple[Answers, Answers] = (ASSUME, ASSUME),
    tick: Callable[[int], None] = lambda n: None,
) -> Matched:
    """Read two lists and match them.

    answers    of the people sought, of the people found
    raises     InvalidInput where nobody could be read from one of them, or strict answers leave a question open
    """
    wanted, held = read_listing("SOUGHT", sought, answers[0]), read_listing("FOUND", found, answers[1])
    rng = np.random.default_rng(_SEED)
    if len(wanted.people) + len(held.people) < _MANY:
        return Matched(wanted, held, match_lists(held.people, wanted.people, rng, tick=tick))
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        return Matched(wanted, held, match_lists(held.people, wanted.people, rng, spread=pool.map, tick=tick))


def pairs_table(matched: Matched) -> str:
    """Write every worthwhile pair as a row: the two ids, log10 LR, probability, then each kind and the relatives.

    The kinds and `relative` add up to `log10_lr`.
    """
    header = ("sought_id", "found_id", "log10_lr", "probability", *(kind.name for kind in KINDS), "relative")
    return write_table(header, _rows(matched))


def _rows(matched: Matched) -> Iterator[tuple[str, ...]]:
    matching = matched.matching
    parts = np.column_stack([matching.kinds, matching.relative]).round(4) + 0.0
    totals = parts.sum(axis=1)
    for i, j, total, probability, row in zip(
        matching.found.tolist(),
        matching.sought.tolist(),
        totals.tolist(),
        matching.probability.tolist(),
        parts.tolist(),
        strict=True,
    ):
        ids = matched.sought.people[j].record_id, matched.found.people[i].record_id
        yield (*ids, f"{total:.4f}", f"{probability:.6f}", *(f"{value:g}" for value in row))


def answer_matching(matched: Matched) -> Json:
    """Summarise a matching as JSON."""
    matching = matched.matching
    problems = [("SOUGHT", problem) for problem in matched.sought.problems]
    problems += [("FOUND", problem) for problem in matched.found.problems]
    return {
        "sought": len(matched.sought.people),
        "found": len(matched.found.people),
        "rows": {"sought": answer_rows(matched.sought), "found": answer_rows(matched.found)},
        "columns": {"sought": dict(matched.sought.columns), "found": dict(matched.found.columns)},
        "questions": answer_questions("SOUGHT", matched.sought) + answer_questions("FOUND", matched.found),
        "people": {"sought": matching.n_people[1], "found": matching.n_people[0]},
        "pairs_compared": matching.n_compared,
        "pairs_skipped_at_most": matching.n_skipped,
        "pairs_kept": len(matching.found),
        "pairs_expected": round(float(matching.probability.sum()), 1),
        "pairs_at_probability_0.99": int((matching.probability >= 0.99).sum()),
        "problems": [answer_problem(which, problem) for which, problem in problems[:SHOWN_PROBLEMS]],
        "n_problems": len(problems),
    }


def explain_match(matched: Matched, sought_id: str, found_id: str) -> Json:
    """Explain one pair: what each kind of evidence weighs, and why.

    raises    InvalidInput where an id is on neither list
    """
    place = {person.record_id: row for row, person in enumerate(matched.sought.people)}
    other = {person.record_id: row for row, person in enumerate(matched.found.people)}
    if sought_id not in place:
        raise InvalidInput(f"{sought_id} is not on the list SOUGHT; give the id of one of its rows")
    if found_id not in other:
        raise InvalidInput(f"{found_id} is not on the list FOUND; give the id of one of its rows")
    told = explain_pair(matched.matching, other[found_id], place[sought_id])
    steps = [
        {"kind": step.kind, "level": level, "log10_lr": round(step.log10_lr, 4), "because": step.because}
        for step, level in zip(told.steps, told.levels, strict=True)
    ]
    return {
        "sought_id": sought_id,
        "found_id": found_id,
        "log10_lr": round(told.log10_lr, 4),
        "probability": None if told.probability is None else round(told.probability, 6),
        "steps": steps,
    }
