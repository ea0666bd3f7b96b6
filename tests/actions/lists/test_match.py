import csv
import io

import numpy as np
import pytest

from homeward.actions.lists import match as action
from homeward.actions.lists.match import answer_matching, explain_match, match_people, pairs_table
from homeward.errors import InvalidInput
from homeward.evidence.kinds import KINDS
from homeward.records.person import Person
from tests.identify.lists.invented import lists

FIELDS = list(Person.__dataclass_fields__)


def as_csv(people):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(FIELDS)
    writer.writerows([[getattr(person, field) or "" for field in FIELDS] for person in people])
    return text.getvalue().encode()


@pytest.fixture(scope="module")
def matched():
    sought, found, _ = lists(n=40)
    return match_people(as_csv(sought), as_csv(found))


def table(matched):
    return list(csv.DictReader(io.StringIO(pairs_table(matched), newline="")))


def test_the_table_has_the_promised_columns_and_order(matched):
    rows = table(matched)
    kinds = [kind.name for kind in KINDS]
    assert list(rows[0]) == ["sought_id", "found_id", "log10_lr", "probability", *kinds, "relative"]
    place = {person.record_id: k for k, person in enumerate(matched.sought.people)}
    order = [(place[row["sought_id"]], -float(row["probability"])) for row in rows]
    assert order == sorted(order)
    assert all(float(row["probability"]) >= 0.001 for row in rows)


def test_the_kinds_of_every_row_add_up_to_its_weight(matched):
    for row in table(matched):
        parts = [float(row[kind.name]) for kind in KINDS] + [float(row["relative"])]
        assert sum(parts) == pytest.approx(float(row["log10_lr"]), abs=1e-3)


def test_the_summary_accounts_for_every_row(matched):
    answer = answer_matching(matched)
    for side in ("sought", "found"):
        rows = answer["rows"][side]
        assert rows["in"] == rows["accepted"] + rows["held"] + rows["refused"] == 40
    assert answer["pairs_kept"] == len(table(matched))
    assert answer["pairs_compared"] >= answer["pairs_kept"]


def test_a_pair_is_explained_step_by_step(matched):
    row = table(matched)[0]
    told = explain_match(matched, row["sought_id"], row["found_id"])
    assert told["log10_lr"] == pytest.approx(float(row["log10_lr"]), abs=1e-3)
    assert told["probability"] == pytest.approx(float(row["probability"]), abs=1e-5)
    assert sum(step["log10_lr"] for step in told["steps"]) == pytest.approx(told["log10_lr"], abs=2e-3)
    assert all(step["because"] and step["level"] for step in told["steps"])


def test_an_id_of_nobody_is_a_mistake(matched):
    with pytest.raises(InvalidInput, match="S-none is not on the list SOUGHT"):
        explain_match(matched, "S-none", "F1")
    with pytest.raises(InvalidInput, match="F-none is not on the list FOUND"):
        explain_match(matched, matched.sought.people[0].record_id, "F-none")


def test_a_list_with_nobody_is_a_mistake():
    sought, _, _ = lists(n=10)
    with pytest.raises(InvalidInput, match="FOUND: nobody could be read"):
        match_people(as_csv(sought), b"")


def test_two_processes_give_the_same_answer(matched, monkeypatch):
    monkeypatch.setattr(action, "_MANY", 1)
    sought, found, _ = lists(n=40)
    again = match_people(as_csv(sought), as_csv(found))
    assert np.array_equal(again.matching.probability, matched.matching.probability)
