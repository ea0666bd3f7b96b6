"""Invented memoranda with gold: clauses of a and b that answer each other, their status, what changed between drafts.

`tuned` was looked at while the vocabulary was first written, `held` was not. `second` was written by another hand; its
pairs were run once, unseen, in five batches, and looked at afterwards (docs/models/positions.md has both numbers).
"""

import json
from pathlib import Path

from homeward.talks.positions.clause import split_clauses
from homeward.talks.positions.reading import read_clause
from homeward.talks.positions.sides import find_sides, parties_of
from homeward.talks.positions.table import lay_out

TEXTS = Path(__file__).parent / "texts"


def folders(kind):
    return sorted(path.parent for path in (TEXTS / kind).glob("*/gold.json"))


def lay(folder):
    split = [split_clauses(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]
    names = parties_of([text.title for text, _ in split])
    sides = find_sides([text for text, _ in split])
    drafts = (
        [tuple(read_clause(own, names) for own in split[place][1]) for place in side]
        for side in (sides.first, sides.second)
    )
    return lay_out(*drafts)


def numbers(readings):
    return tuple(sorted(own.clause.number for own in readings))


def score(kind):
    """Give rows right, rows, changes right, changes."""
    told = [0, 0, 0, 0]
    for folder in folders(kind):
        gold, got = json.loads((folder / "gold.json").read_text(encoding="utf-8")), lay(folder)
        for want, rows in zip(gold["rounds"], got.rounds, strict=True):
            found = {(numbers(row.first), numbers(row.second), row.compared.status) for row in rows}
            told[0] += sum((tuple(sorted(row["a"])), tuple(sorted(row["b"])), row["status"]) in found for row in want)
            told[1] += len(want)
        found = {(numbers(own.old), numbers(own.new), own.kind) for own in got.changes}
        told[2] += sum(
            (tuple(sorted(own["old"])), tuple(sorted(own["new"])), own["change"]) in found for own in gold["changes"]
        )
        told[3] += len(gold["changes"])
    return tuple(told)
