"""Write invented lists with known truth, and see whether the probabilities stated about such lists come true."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from homeward.actions.answers import Json
from homeward.errors import InvalidInput
from homeward.formats.answer_table import write_table
from homeward.formats.people.tables import write_csv
from homeward.identify.lists.matching import match_lists
from homeward.identify.trials.calibration import Calibration, calibrate
from homeward.identify.trials.people import ListPlan, Lists, simulate_lists

SURE = 0.99  # the probability from which a link between lists is called sure


def simulate_list_files(folder: Path, plan: ListPlan, *, seed: int) -> Json:
    """Write sought.csv, found.csv, truth.csv, people.csv (line and household) and plan.json into a folder.

    raises    InvalidInput where the folder cannot be written
    """
    lists = simulate_lists(plan, np.random.default_rng(seed))
    files = {
        "sought.csv": write_csv(lists.sought),
        "found.csv": write_csv(lists.found),
        "truth.csv": write_table(("sought_id", "found_id"), lists.truth),
        "people.csv": write_table(
            ("record_id", "household"), ((record, str(number)) for record, number in lists.household.items())
        ),
        "plan.json": json.dumps({"n": plan.n, "shared": plan.shared, "seed": seed}, indent=1) + "\n",
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InvalidInput(f"{folder} cannot be written: {error.strerror}") from None
    return {
        "folder": str(folder),
        "seed": seed,
        "sought": len(lists.sought),
        "found": len(lists.found),
        "true_pairs": len(lists.truth),
    }


def calibrate_lists(
    plan: ListPlan, *, seed: int, n_statements: int, tick: Callable[[int], None] = lambda n: None
) -> Calibration:
    """Match simulated lists until enough statements are made, and compare them with the truth.

    A statement is "this line is that line", with its probability, or "nobody on the list".
    """
    if n_statements < 1:
        raise InvalidInput(f"{n_statements} statements: ask for at least one")
    rng = np.random.default_rng(seed)
    made: list[tuple[float, bool, bool]] = []
    while len(made) < n_statements:
        before = len(made)
        made += _statements(simulate_lists(plan, rng), rng)
        tick(len(made) - before)
    stated, is_true, named = zip(*made, strict=True)
    return calibrate(stated, is_true, named, threshold=SURE)


def _statements(lists: Lists, rng: np.random.Generator) -> list[tuple[float, bool, bool]]:
    matching = match_lists(lists.found, lists.sought, rng)
    truth, statements = set(lists.truth), []
    matched = {sought for sought, _ in lists.truth}
    left = np.ones(len(lists.sought))
    pairs = zip(matching.found.tolist(), matching.sought.tolist(), matching.probability.tolist(), strict=True)
    for i, j, probability in pairs:
        ids = lists.sought[j].record_id, lists.found[i].record_id
        statements.append((min(probability, 1.0), ids in truth, True))
        left[j] -= probability
    for person, nobody in zip(lists.sought, np.clip(left, 0.0, 1.0).tolist(), strict=True):
        statements.append((nobody, person.record_id not in matched, False))
    return statements
