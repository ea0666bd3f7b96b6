"""The lists of the story: who is sought, who is held, children; and the readings of some of the pairs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from homeward.actions.story.people import Cast
from homeward.actions.workspace.lists import Delivery, files_of, import_list
from homeward.actions.workspace.pairs import (
    all_cases,
    propose_pairs,
    read_case,
    read_reason,
    seat_board,
    sign_decision,
    take_reading,
    vote,
)
from homeward.formats.people.tables import write_csv
from homeward.identify.trials.people import ListPlan, simulate_lists
from homeward.records.claim import Role
from homeward.records.person import Person
from homeward.review.verdict import Outcome, allowed_outcomes

# Lists of their own, with rounds of their own: a child is exchanged for nobody.
CHILDREN = ("North-children", "South-children")
_AGREE = (read_reason("names and dates agree: on both lists, with the same numbers"),)
_DOUBT = (read_reason("too little evidence: the place of birth is not told"),)


@dataclass(frozen=True, slots=True)
class Written:
    """Two lists of the same people by two parties."""

    holder: str
    home: str
    held: bytes
    sought: bytes


def write_lists(n_sought: int, n_held: int, n_children: int, *, seed: int) -> tuple[Written, ...]:
    """Invent who is sought and held on both sides, and the children."""
    rng = np.random.default_rng(seed)
    small = max(n_held // 5, 6)
    plans = (("South", "North", n_sought, n_held), ("North", "South", small + small // 3, small))
    made = [_written(rng, *plan) for plan in plans]
    return (*made, _children(rng, n_children))


def _written(rng: np.random.Generator, holder: str, home: str, n_sought: int, n_held: int) -> Written:
    lists = simulate_lists(ListPlan(n=n_sought, shared=0.6), rng)
    shared = {found for _, found in lists.truth}
    order = sorted(lists.found, key=lambda person: person.record_id not in shared)  # whom both lists name come first
    held = [_renamed(person, f"{holder[0]}{person.record_id}") for person in order[:n_held]]
    sought = [_renamed(person, f"{home[0]}{person.record_id}") for person in lists.sought]
    return Written(holder, home, write_csv(held).encode(), write_csv(sought).encode())


def _children(rng: np.random.Generator, n: int) -> Written:
    lists = simulate_lists(ListPlan(n=max(n, 2), shared=0.7, traits=False), rng)
    years = {person.record_id: 2013 + number % 9 for number, person in enumerate(lists.sought)}
    years |= {found: years[sought] for sought, found in lists.truth}

    def young(person: Person, letter: str) -> Person:
        year = years.get(person.record_id, 2015)
        day = date(year, 1 + year % 12, 1 + year % 28).isoformat() if person.birth_date else None
        known = replace(_renamed(person, f"{letter}{person.record_id}"), birth_date=day, category="child")
        return replace(known, rank=None, unit=None, service_number=None, age=None)

    held = [young(person, "SC-") for person in lists.found]
    sought = [young(person, "NC-") for person in lists.sought]
    return Written(CHILDREN[1], CHILDREN[0], write_csv(held).encode(), write_csv(sought).encode())


def _renamed(person: Person, record_id: str) -> Person:
    return replace(person, record_id=record_id, nationality=None)  # the sides of the story are no states that there are


def bring_in(cast: Cast, lists: Sequence[Written], on: date) -> list[tuple[str, ...]]:
    """Import all lists and propose pairs: the ids of the cases, list by list, the most probable first."""
    cases = []
    for one in lists:
        ids = []
        told: tuple[tuple[Role, str, bytes], ...] = (("found", one.holder, one.held), ("sought", one.home, one.sought))
        for role, party, data in told:
            ids.append(
                cast.both(("anna", "vera"), import_list, Delivery(data=data, party=party, role=role, on=on)).list_id
            )
        cast.both(("anna", "vera"), propose_pairs, *ids)
        cases.append(_by_line(cast, *ids))
    return cases


def _by_line(cast: Cast, found_list: str, sought_list: str) -> tuple[str, ...]:
    """Give the cases of two lists, the most probable first: in every workspace the same ones in the same order."""
    anna = cast.seat("anna")
    found, sought = files_of(anna, found_list), files_of(anna, sought_list)
    told = []
    for one in all_cases(anna):
        pair = one.case.pair
        if pair.found in found and pair.sought in sought:
            probability = one.case.round.basis.posterior or 0.0
            told.append((-round(probability, 6), found[pair.found].line.record_id, one.id))
    return tuple(case_id for *_, case_id in sorted(told))


def read_some(cast: Cast, cases: Sequence[str], n_decided: int, n_split: int, n_begun: int) -> None:
    """Read cases: some decided by two, some split before a board, some read once; the others wait."""
    ends = (n_decided, n_decided + n_split, n_decided + n_split + n_begun)
    for number, case_id in enumerate(cases[: ends[-1]]):
        _read(cast, "boris", case_id, "established")
        if number >= ends[1]:
            continue
        is_split = number >= ends[0]
        _read(cast, "clara", case_id, "possible" if is_split else "established")
        if is_split:
            seat_board(cast.seat("boris"), case_id, ["greta", "hanna", "ivan"])
            vote(cast.seat("greta"), case_id, "established", _AGREE)
        else:
            for signer in ("boris", "clara"):
                sign_decision(cast.seat(signer), case_id, "established")


def read_children(cast: Cast, cases: Sequence[str]) -> None:
    """Read the children whom the lists alone make sure: the others wait for their papers."""
    sure = {one.id for one in all_cases(cast.seat("anna")) if "established" in allowed_outcomes(one.case.round.basis)}
    told = [one for one in cases if one in sure]
    read_some(cast, told, max(len(told) - 1, 1), 0, 0)


def _read(cast: Cast, name: str, case_id: str, outcome: Outcome) -> None:
    take_reading(cast.seat(name), case_id)
    read_case(cast.seat(name), case_id, outcome, _AGREE if outcome == "established" else _DOUBT)
