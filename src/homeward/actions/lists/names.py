"""Weigh pairs of written names, row by row of a table."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from homeward.actions.answers import Json
from homeward.errors import InvalidInput, Problem
from homeward.evidence.names.profile import profile_of
from homeward.evidence.names.weigh import weigh_names
from homeward.formats.answer_table import write_table
from homeward.formats.reading import Reading, Row, at, read_text_table, without_collection

NAMES = ("name_a", "name_b")
WEIGHT = "log10_lr"
_MANY = 50_000  # rows from which starting a second process pays
_PROCESSES = 2


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """A table of pairs with their weights, in the order of the file.

    log10_lr    of each row: "same person" against another, who may be a relative; 0.0 where a name is missing
    """

    header: Row
    rows: tuple[Row, ...]
    log10_lr: tuple[float, ...]
    problems: tuple[Problem, ...]
    n_rows_in: int
    n_rows_held: int


def weigh_pairs(data: bytes, *, encoding: str | None = None) -> ScoredPairs:
    """Read a table with the columns name_a and name_b and weigh every row.

    encoding    of the table, such as cp1251; UTF-8 and marked Unicode need none
    raises      InvalidInput where the file is no table or lacks one of the columns
    """
    table = read_text_table(data, Reading(encoding=encoding))
    if table.is_refused:
        first = table.problems[0]
        raise InvalidInput(f"{first.where}: {first.says}")
    places = [_place(table.header, name) for name in NAMES]
    pairs = [(row[places[0]], row[places[1]]) for row in table.rows]
    problems = [
        Problem(at(number, name), "no letters of a name", "the row, with weight 0")
        for number, pair in zip(table.numbers, pairs, strict=True)
        for name, written in zip(NAMES, pair, strict=True)
        if not any(c.isalpha() for c in written)
    ]
    weights = _weigh_many(pairs)
    everything = (*table.problems, *problems)
    return ScoredPairs(table.header, table.rows, tuple(weights), everything, table.n_rows_in, table.n_rows_held)


def _place(header: Row, name: str) -> int:
    plain = [heading.strip().casefold() for heading in header]
    if plain.count(name) != 1:
        raise InvalidInput(f"the table has {plain.count(name)} columns {name}; it needs one, and one {NAMES[1]}")
    return plain.index(name)


def _weigh_many(pairs: Sequence[tuple[str, str]]) -> list[float]:
    if len(pairs) < _MANY:
        return weigh_each(pairs)
    size = -(-len(pairs) // _PROCESSES)
    chunks = [pairs[start : start + size] for start in range(0, len(pairs), size)]
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        return [weight for part in pool.map(weigh_each, chunks) for weight in part]


def weigh_each(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Weigh pairs one after the other.

    >>> weigh_each([("Коваль Іван", "")])
    [0.0]
    """
    with without_collection():  # the caches grow to millions of objects, none of them in a cycle
        return [weigh_names(profile_of(found), profile_of(sought)).log10_lr for found, sought in pairs]


def scored_table(scored: ScoredPairs) -> str:
    """Write the rows as they were, with the column log10_lr at the end."""
    kept = [k for k, name in enumerate(scored.header) if name != WEIGHT]  # a second run replaces the first's answer
    rows = (
        (*(row[k] for k in kept), f"{weight:.6g}") for row, weight in zip(scored.rows, scored.log10_lr, strict=True)
    )
    return write_table((*(scored.header[k] for k in kept), WEIGHT), rows)


def answer_pairs(scored: ScoredPairs, seconds: float) -> Json:
    """Summarise a run as JSON."""
    n_pairs = len(scored.rows)
    return {
        "pairs": n_pairs,
        "pairs_for_same_person": sum(weight > 0.0 for weight in scored.log10_lr),
        "pairs_against": sum(weight < 0.0 for weight in scored.log10_lr),
        "pairs_silent": sum(weight == 0.0 for weight in scored.log10_lr),
        "rows": {"in": scored.n_rows_in, "weighed": n_pairs, "held": scored.n_rows_held},
        "seconds": round(seconds, 3),
        "pairs_per_second": round(n_pairs / seconds) if seconds > 0.0 else 0,
        "problems": [{"where": p.where, "says": p.says, "kept": p.kept} for p in scored.problems[:100]],
        "n_problems": len(scored.problems),
    }
