import copy
import json
import random
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from homeward.actions.talks.pledges import account_for, answer_pledges
from homeward.errors import HomewardError, InvalidCase
from homeward.formats.talks.ledger import read_ledger
from homeward.talks.pledges.change import find_changes
from homeward.talks.pledges.journal import After
from homeward.talks.pledges.owed import View
from homeward.talks.pledges.reconciling import reconcile

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "talks" / "ledger.json"
# balances reckoned from docs/models/pledges.md by a script that shares no code with the package, states by hand
RECKONED = sorted((Path(__file__).parent / "ledgers").glob("*.json"))
PLEDGE = {
    "id": "P",
    "debtor": "North",
    "creditor": "South",
    "what": "releases",
    "unit": "people",
    "deadline": "2031-04-12",
}
PLEDGED = {"id": "e1", "date": "2031-03-12", "kind": "pledge", "commitment": "P", "qty": 10, "by": "North"}


def read(*events, pledges=(PLEDGE,), **more):
    return read_ledger(json.dumps({"commitments": list(pledges), "events": list(events)} | more).encode())


def test_the_example_is_read_whole_without_problems():
    file = read_ledger(EXAMPLE.read_bytes())
    assert file.problems == ()
    assert (len(file.ledger.pledges), len(file.ledger.entries)) == (5, 16)
    assert file.ledger.by_id["release"].deadline == After(10, "names_confirmed", is_working_days=True)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"commitment": "Q"}, "none of the ledger"),
        ({"qty": -3}, "below 0"),
        ({"qty": "ten"}, "not a quantity"),
        ({"qty": None}, "not a quantity"),
        ({"qty": 2.5}, "whole number of people"),
        ({"unit": "containers"}, "never mixed"),
        ({"date": "1899-12-31"}, "lies before 1900-01-01"),
        ({"date": "2031-02-30"}, "not a day of the calendar"),
        ({"date": "20310301"}, "not a day of the calendar"),
        ({"date": None}, "not a day of the calendar"),
        ({"kind": "recieve"}, "moves no quantity"),
        ({"kind": 3}, "kind must be a text"),
        ({"id": None}, "id is missing"),
        ({"id": "e1"}, "came before"),
        ({"items": ["a"]}, "names 1 things and qty is 3"),
        ({"items": ["a", "a", "b"]}, "one thing twice"),
        ({"commitment": None}, "needs a commitment"),
        ({"corrects": "e9"}, "no other entry"),
        ({"corrects": "e1", "date": "2031-03-01"}, "dated before"),
    ],
)
def test_an_entry_that_cannot_be_booked_is_a_problem_and_books_nothing(change, says):
    row = {"id": "e2", "date": "2031-03-20", "kind": "receive", "commitment": "P", "qty": 3} | change
    file = read(PLEDGED, row)
    assert len(file.problems) == 1
    assert says in file.problems[0].says
    assert [own.id for own in file.ledger.entries] == ["e1"]


def test_an_entry_is_corrected_once_and_then_the_correction_is():
    row = {"id": "e2", "date": "2031-03-20", "kind": "receive", "commitment": "P", "qty": 3}
    again = [row | {"id": name, "qty": 2, "corrects": "e2"} for name in ("e3", "e4")]
    file = read(PLEDGED, row, *again)
    assert [problem.says for problem in file.problems] == ["'e2' was corrected already; correct the correction"]
    assert View(file.ledger).owed("P", date(2031, 4, 1)).received == 2


@pytest.mark.parametrize(
    ("pledges", "says"),
    [
        ([PLEDGE, PLEDGE], "same id"),
        ([PLEDGE | {"deadline": "soon"}], "deadline 'soon'"),
        ([PLEDGE | {"counts_as_met": "hoped"}], "none of verified, received, claimed"),
        ([PLEDGE | {"creditor": "North"}], "owes it to itself"),
        ([PLEDGE | {"due": "floor(P.due / 2)"}], "circle"),
        ([PLEDGE | {"due": "floor(Q.verified / 2)"}], "'Q', which is no pledge"),
        ([PLEDGE | {"renewal": {"clock_days": -1}}], "0 to 36,525 days"),
        ([PLEDGE | {"renewal": {"default_on_silence": "perhaps"}}], "neither suspended"),
        ([PLEDGE | {"renewal": {"decision": "the moon"}}], "must be written"),
        ([{"id": "P"}], "debtor must be a text"),
        (["P"], "expected an object"),
    ],
)
def test_pledges_that_contradict_themselves_are_refused_in_one_sentence(pledges, says):
    with pytest.raises(InvalidCase, match=says):
        read(PLEDGED, pledges=pledges)


def test_a_clause_outside_the_language_stays_as_words_and_computes_nothing():
    file = read(PLEDGED, pledges=[PLEDGE | {"due": "as much as seems fair"}])
    assert file.ledger.pledges[0].unread == (("due", "as much as seems fair"),)
    assert file.problems[0].where == "commitment 'P': due"


def test_what_a_mechanism_leaves_unsaid_stays_open():
    renewal = read(PLEDGED, pledges=[PLEDGE | {"renewal": {"clock_days": 10}}]).ledger.pledges[0].renewal
    assert (renewal.trigger, renewal.clock_days, renewal.decision, renewal.silence) == (None, 10, None, None)


@pytest.mark.parametrize("path", RECKONED, ids=lambda path: path.stem)
def test_ledgers_reckoned_by_hand_are_answered_exactly(path):
    expected = json.loads(path.read_text(encoding="utf-8"))["expected"]
    account = account_for(path.read_bytes(), [date.fromisoformat(day) for day in expected])
    assert account.file.problems == ()
    assert answer_pledges(account)["balances"] == expected


@pytest.mark.parametrize(
    ("words", "silence"),
    [
        ("suspended from the end of the clock", "suspended"),
        ("the old measures are back in force", "suspended"),
        ("the measures are re-imposed", "suspended"),
        ("the relief continues", "in force"),
        ("the relief stays as it is", "in force"),
        ("the step ends", "lapsed"),
    ],
)
def test_what_silence_means_is_read_from_several_wordings(words, silence):
    file = read(PLEDGED, pledges=[PLEDGE | {"renewal": {"default_on_silence": words}}])
    assert file.ledger.pledges[0].renewal.silence == silence


def test_a_decision_may_name_what_it_continues():
    renewal = {"decision": "resolution of the council to continue the relief"}
    decision = read(PLEDGED, pledges=[PLEDGE | {"renewal": renewal}]).ledger.pledges[0].renewal.decision
    assert (decision.verb, decision.by) == ("continue", ("council",))


# ── mutations: 2,000 broken ledgers, each answered or refused ──

ODD = [
    None,
    "",
    "x",
    -1,
    0,
    1.5,
    10**20,
    True,
    [],
    {},
    "1900-01-01",
    "9999-12-31",
    "P",
    "both",
    "decision_resume",
    "1e400",
    "\u202e",
]


def places(value, path=()):
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from places(child, (*path, key))


def mutated(whole, rng):
    broken = copy.deepcopy(whole)
    for _ in range(rng.randint(1, 3)):
        path = rng.choice([own for own in places(broken) if own])
        holder = broken
        for step in path[:-1]:
            holder = holder[step]
        change = rng.randrange(4)
        if change == 0:
            del holder[path[-1]]
        elif change == 1 and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[path[-1]]))
        elif change == 2 and isinstance(holder[path[-1]], str):
            text = holder[path[-1]]
            place = rng.randrange(len(text) + 1)
            holder[path[-1]] = text[:place] + rng.choice("(0-.é,") + text[place + rng.randrange(2) :]
        else:
            holder[path[-1]] = rng.choice(ODD)
    return broken


@pytest.mark.parametrize("seed", range(10))
def test_no_broken_ledger_crashes_or_hangs(seed):
    rng, whole = random.Random(seed), json.loads(EXAMPLE.read_bytes())
    n_answered = 0
    for _ in range(200):
        with suppress(HomewardError):
            n_answered += answer(json.dumps(mutated(whole, rng)).encode(), rng)
    assert n_answered > 100


def answer(data, rng):
    ledger = read_ledger(data).ledger
    view = View(ledger)
    for day in (date(1900, 1, 1), date(2031, 5, 20), date(9999, 12, 31)):
        assert all(view.owed(own.id, day).outstanding >= 0 for own in ledger.pledges)
    reconcile(ledger, view.books, date(2031, 5, 20))
    if ledger.pledges:
        find_changes(view, rng.choice(ledger.pledges).id, date(2031, 5, 20))
    return 1
