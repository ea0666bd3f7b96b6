"""Planning a round from signed identifications: the best plan under the terms, and why somebody is in or out."""

from collections.abc import Callable, Mapping
from hashlib import sha256

from homeward.actions.exchange.explain import explain_one
from homeward.actions.exchange.plan import Outcome, answer_scores, plan_file
from homeward.actions.workspace.desk import Desk, Kept
from homeward.actions.workspace.folding.record_text import plain_of, write_json
from homeward.actions.workspace.folding.rounds import PaperSeen, PlanMade, RoundState
from homeward.actions.workspace.rounds.candidates import Candidates, find_candidates
from homeward.actions.workspace.rounds.gates import gates_of_people, is_stopped
from homeward.actions.workspace.rounds.opening import find_round, say, terms_of
from homeward.errors import InvalidInput
from homeward.exchange.explaining.explain import Explanation
from homeward.exchange.planning.exchange import Exchange
from homeward.exchange.planning.program import Patience
from homeward.formats.exchange.terms_file import complete

Tick = Callable[[int], None]


def show_paper(desk: Desk, round_id: str, person: str, paper: str, *, by: str, act_id: str | None = None) -> Kept:
    """Note that one side accepts a paper as evidence for a person's category.

    raises    Refused; InvalidInput where the person is no candidate, or `by` no side
    """
    found, granted = find_round(desk, round_id, "agree round")
    if person not in find_candidates(desk, found).by_id or by not in found.sides or not paper.strip():
        raise InvalidInput("a paper is shown for a candidate of this round, and accepted by one of its sides")
    return say(desk, granted, found, PaperSeen(person, paper, by), act_id=act_id, alone=True)


def write_problem(desk: Desk, found: RoundState) -> tuple[bytes, Candidates]:
    """Write the exchange problem of a round, as `homeward plan` reads it: ids, and no names."""
    candidates = find_candidates(desk, found)
    stopped = {person for person, gates in gates_of_people(desk, candidates.people).items() if is_stopped(gates)}
    people = [
        {
            "id": one.id,
            "home": one.home,
            "held_days": one.held_days,
            "categories": list(one.categories),
            # One word for every closed gate: which gate it is would tell who refused.
            "status": "unconfirmed" if one.id in stopped else one.status,
        }
        for one in candidates.people
    ]
    return complete(terms_of(found), people), candidates


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
    outcome = plan_file(problem, patience, is_everyone_told=True, tick=tick)
    scores = answer_scores(outcome.file.exchange.objectives, outcome.planned.objective)
    made = PlanMade(
        plan=dict(outcome.planned.plan),
        objective=tuple(write_json(plain_of(score)) for score in scores),
        problem_digest=sha256(problem).hexdigest(),
        gap=tuple(str(gap) for gap in outcome.planned.gap),
    )
    return outcome, candidates, say(desk, granted, found, made, act_id=act_id, alone=True)


def explain_in_round(desk: Desk, round_id: str, person: str, patience: Patience) -> tuple[Exchange, Explanation]:
    """Say why a person is in or out of the plan of a round, and what would change it.

    raises    Refused; InvalidInput where the person is no candidate that this member may see
    """
    found, _ = find_round(desk, round_id, "agree round")
    problem, candidates = write_problem(desk, found)
    if person not in candidates.by_id:
        raise InvalidInput("this is no candidate of the round: homeward round candidates lists them")
    return explain_one(problem, person, patience)


def plan_of(found: RoundState) -> Mapping[str, int]:
    """Give the last plan of a round; raises InvalidInput where there is none."""
    made = found.said(PlanMade)
    if not made:
        raise InvalidInput("this round has no plan yet: homeward round plan")
    return made[-1].plan
