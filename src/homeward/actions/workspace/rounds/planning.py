"""Planning a round from signed identifications: the best plan under the terms, and why somebody is in or out."""

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from homeward.actions.exchange.explain import Everyone, explain_all, explain_one
from homeward.actions.exchange.plan import Outcome, answer_scores, plan_file
from homeward.actions.exchange.repair import DropOuts, repair_file, reserve_file
from homeward.actions.workspace.desk import Desk, Kept
from homeward.actions.workspace.folding.record_text import plain_of, write_json
from homeward.actions.workspace.folding.rounds import PaperSeen, PeopleDropped, PlanMade, RoundState
from homeward.actions.workspace.rounds.candidates import Candidates, find_candidates
from homeward.actions.workspace.rounds.gates import gates_of_people, is_stopped
from homeward.actions.workspace.rounds.held import crossed_at
from homeward.actions.workspace.rounds.opening import find_round, said_before, say, terms_of
from homeward.errors import InvalidInput
from homeward.exchange.explaining.explain import Explanation
from homeward.exchange.planning.exchange import HELD, Exchange, Objective, Plan
from homeward.exchange.planning.judge import Score
from homeward.exchange.planning.program import Patience
from homeward.exchange.repairing.progress import CROSSED
from homeward.exchange.repairing.repair import Repair
from homeward.exchange.repairing.reserve import ReserveList
from homeward.formats.exchange.terms_file import complete

Tick = Callable[[int], None]
_UNCONFIRMED = "unconfirmed"
_GONE = ("dead", "not_held")  # who holds no family back
_PAIR = 2
# Who refuses, is unfit or absent is kept as one word: a reason would tell who refused.
BECAUSE: Mapping[str, str] = {
    "dead": "dead",
    "not held": "not_held",
    "refuses": _UNCONFIRMED,
    "unfit": _UNCONFIRMED,
    "absent": _UNCONFIRMED,
    "back": HELD,
}


def show_paper(desk: Desk, round_id: str, person: str, paper: str, *, by: str, act_id: str | None = None) -> Kept:
    """Note that one side accepts a paper as evidence for a person's category.

    raises    Refused; InvalidInput where the person is no candidate, or `by` no side
    """
    found, granted = find_round(desk, round_id, "agree round")
    if person not in find_candidates(desk, found).by_id or by not in found.sides or not paper.strip():
        raise InvalidInput("a paper is shown for a candidate of this round, and accepted by one of its sides")
    return say(desk, granted, found, PaperSeen(person, paper, by), act_id=act_id, alone=True)


def write_problem(desk: Desk, found: RoundState, crossed: Mapping[str, int] | None = None) -> tuple[bytes, Candidates]:
    """Write the exchange problem of a round, as `homeward plan` reads it: ids, and no names.

    crossed    person to round, of those whom no plan can call back any more
    """
    candidates = find_candidates(desk, found)
    stopped = {person for person, gates in gates_of_people(desk, candidates.people).items() if is_stopped(gates)}
    dropped = dropped_from(found)
    people: list[dict[str, Any]] = [
        {
            "id": one.id,
            "home": one.home,
            "held_days": one.held_days,
            "categories": list(one.categories),
            # One word for every closed gate: which gate it is would tell who refused.
            "status": _UNCONFIRMED if one.id in stopped else dropped.get(one.id, one.status),
        }
        for one in candidates.people
    ]
    gone = {one["id"] for one in people if one["status"] in _GONE}
    terms, known = terms_of(found), frozenset(candidates.by_id)
    problem = about_known(terms.problem, known, known - gone)
    fixed = {one: number for one, number in (crossed or {}).items() if one in known}
    if fixed:
        problem["rules"] = [*problem.get("rules", ()), {"id": CROSSED, "kind": "keep", "plan": fixed}]
    return complete(replace(terms, problem=problem), people), candidates


def dropped_from(found: RoundState) -> Mapping[str, str]:
    """Give the status of everybody who dropped out of a round and is not back."""
    said = {person: one.status for one in found.said(PeopleDropped) for person in one.people}
    return {person: status for person, status in said.items() if status != HELD}


def about_known(problem: Mapping[str, Any], known: Container[str], able: Container[str]) -> dict[str, Any]:
    """Let rules and objectives speak of those alone who may be in the round: terms outlive people's files.

    known    ids of candidates
    able     those of them who hold a family back where they stay: not who is dead or not held
    """
    kept = {
        name: [one for rule in problem[name] if (one := _about_known(rule, known, able)) is not None]
        for name in ("rules", "objectives")
        if isinstance(problem.get(name), list)
    }
    return {**problem, **kept}


def named_in(rule: Any) -> frozenset[str]:
    """Give everybody whom a rule or objective names; what is no rule names nobody."""
    if not isinstance(rule, dict):
        return frozenset()
    wheres = (rule.get(name) for name in ("where", "first", "then"))
    lists = (rule.get("ids"), rule.get("plan"), *(one.get("ids") for one in wheres if isinstance(one, dict)))
    return frozenset(str(one) for ids in lists if isinstance(ids, list | dict) for one in ids)


def _about_known(rule: Any, known: Container[str], able: Container[str]) -> Any:
    """Give what a rule still asks; None for nothing. What is no rule is left for its reader to refuse."""
    if not isinstance(rule, dict):
        return rule
    kind, ids = rule.get("kind"), rule.get("ids")
    if not isinstance(ids, list):
        return _kept_known(rule, able) if kind == "keep" else _where_known(rule, known)
    if kind == "only_if" and len(ids) == _PAIR:
        return _only_if(rule, ids, known)
    left = _among(ids, able if kind == "together" else known)
    return rule | {"ids": left} if len(left) >= (1 if kind == "veto" else _PAIR) else None


def _among(ids: Iterable[str], known: Container[str]) -> list[str]:
    return [one for one in ids if one in known]


def _only_if(rule: dict[str, Any], ids: list[Any], known: Container[str]) -> dict[str, Any] | None:
    if ids[0] not in known:
        return None
    return rule if ids[1] in known else {"id": rule.get("id"), "kind": "veto", "ids": [ids[0]]}


def _kept_known(rule: dict[str, Any], able: Container[str]) -> dict[str, Any]:
    plan = rule.get("plan")
    if not isinstance(plan, dict):
        return rule
    return rule | {"plan": {person: number for person, number in plan.items() if person in able}}


def _where_known(rule: dict[str, Any], known: Container[str]) -> dict[str, Any] | None:
    for name in ("where", "first", "then"):
        where = rule.get(name)
        if isinstance(where, dict) and isinstance(where.get("ids"), list):
            left = _among(where["ids"], known)
            if not left:
                return None
            rule = rule | {name: where | {"ids": left}}
    return rule


def plan_round(
    desk: Desk, round_id: str, patience: Patience, *, tick: Tick = lambda _: None, act_id: str | None = None
) -> tuple[Outcome, Candidates, Kept]:
    """Plan a round and keep the plan as advice; nobody goes anywhere by it.

    raises    Refused; InvalidInput where there is nobody to plan for, InvalidCase where rules ask what is not there
    """
    found, granted = find_round(desk, round_id, "agree round")
    problem, candidates = write_problem(desk, found)
    if not candidates.people:
        raise InvalidInput("no signed identification is of anybody who may be in this round")
    outcome = plan_file(problem, patience, tick=tick)
    planned = outcome.planned
    made = _made(problem, planned.plan, outcome.file.exchange.objectives, planned.objective)
    made = replace(made, gap=tuple(str(gap) for gap in planned.gap))
    return outcome, candidates, say(desk, granted, found, made, act_id=act_id, alone=True)


def drop_people(
    desk: Desk, round_id: str, people: Sequence[str], because: str, patience: Patience, *, act_id: str | None = None
) -> tuple[Repair | None, Kept]:
    """Note that people cannot go, and repair the last plan with the least change for all others; it is advice.

    because    one of `BECAUSE`; refuses, unfit and absent are kept as one word. "back": they can go again, and the plan
               stays as it is
    returns    the repair, None where there is none to make, and what became of the acts
    raises     Refused; InvalidInput for another word, or who is no candidate or crossed already; Stopped
    """
    found, granted = find_round(desk, round_id, "agree round")
    status = BECAUSE.get(because)
    if status is None or not people:
        raise InvalidInput(f"people drop out because they are {', '.join(BECAUSE)}")
    if (before := said_before(desk, act_id, PeopleDropped, found)) is not None:
        return None, before.kept
    dropped, crossed = PeopleDropped(tuple(dict.fromkeys(people)), status), _crossed(found)
    problem, candidates = write_problem(desk, found, crossed)
    _check_may_drop(people, candidates.by_id, crossed)
    if status == HELD or not found.said(PlanMade):
        return None, say(desk, granted, found, dropped, act_id=act_id, alone=True)
    asked = DropOuts(dropped.people, (because.replace(" ", "_"),))
    repaired = repair_file(problem, _announced(found, candidates), asked, patience)
    said: list[object] = [dropped]
    if repaired.conflicts is None:
        said.append(_made(problem, repaired.planned.plan, repaired.exchange.objectives, repaired.after))
    return repaired, say(desk, granted, found, *said, act_id=act_id, alone=True)


def _check_may_drop(people: Sequence[str], known: Container[str], crossed: Container[str]) -> None:
    for one in people:
        if one not in known:
            raise InvalidInput(f"{one[:64]} is no candidate of this round: homeward round candidates lists them")
        if one in crossed:
            raise InvalidInput(f"{one} crossed already")


def _crossed(found: RoundState) -> dict[str, int]:
    """Give the round of everybody of whom a receipt says that they crossed."""
    plan = found.said(PlanMade)[-1].plan if found.said(PlanMade) else {}
    return {person: plan.get(person, 1) for _, kind, person in crossed_at(found) if kind == "person"}


def _announced(found: RoundState, candidates: Candidates) -> bytes:
    """Write the last plan, with those in it who are candidates still."""
    plan = {one: number for one, number in plan_of(found).items() if one in candidates.by_id}
    return json.dumps({"plan": plan}).encode()


def size_round(
    desk: Desk, round_id: str, rates: Sequence[str], level: float, patience: Patience, *, number: int = 1
) -> ReserveList:
    """Name the fewest reserves with which one round of the last plan is filled although some drop out.

    rates     "0.05" for both sides, or "North=0.05" for one
    raises    Refused; InvalidInput where there is no plan, or a rate cannot be meant
    """
    found, _ = find_round(desk, round_id, "agree round")
    problem, candidates = write_problem(desk, found)
    return reserve_file(problem, rates, level, patience, number=number, plan_data=_announced(found, candidates))


def _made(problem: bytes, plan: Plan, objectives: Sequence[Objective], scores: Sequence[Score]) -> PlanMade:
    return PlanMade(
        plan=dict(plan),
        objective=tuple(write_json(plain_of(score)) for score in answer_scores(objectives, scores)),
        problem_digest=sha256(problem).hexdigest(),
        gap=(),
    )


def explain_in_round(desk: Desk, round_id: str, person: str, patience: Patience) -> tuple[Exchange, Explanation]:
    """Say why a person is in or out of the plan of a round, and what would change it.

    raises    Refused; InvalidInput where the person is no candidate that this member may see
    """
    found, _ = find_round(desk, round_id, "agree round")
    problem, candidates = write_problem(desk, found)
    if person not in candidates.by_id:
        raise InvalidInput("this is no candidate of the round: homeward round candidates lists them")
    return explain_one(problem, person, patience)


def price_in_round(desk: Desk, round_id: str, patience: Patience) -> Everyone:
    """Say what each rule of a round costs, and who goes in every best plan, in some or in none.

    raises    Refused; InvalidInput where there is no best plan; Stopped where patience ended first
    """
    found, _ = find_round(desk, round_id, "agree round")
    return explain_all(write_problem(desk, found)[0], patience)


def plan_of(found: RoundState) -> Mapping[str, int]:
    """Give the last plan of a round; raises InvalidInput where there is none."""
    made = found.said(PlanMade)
    if not made:
        raise InvalidInput("this round has no plan yet: homeward round plan")
    return made[-1].plan
