"""The plan of a round: run it, see who is in it, what each rule costs, and why somebody is not in it.

A plan is advice. Pages answer within seconds: patience is given by whoever asks, and what was found by then is shown
with how far it is from proven.
"""

import time
from collections.abc import Iterable, Mapping, Sequence

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.exchange.explain import Everyone
from homeward.actions.exchange.plan import Outcome, tell_conflict
from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.folding.rounds import PlanMade, RoundState
from homeward.actions.workspace.rounds.candidates import AS_OF_RIGHT, Candidate, find_candidates
from homeward.actions.workspace.rounds.gates import passages
from homeward.actions.workspace.rounds.planning import (
    BECAUSE,
    drop_people,
    explain_in_round,
    plan_round,
    price_in_round,
    show_paper,
)
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.errors import InvalidInput
from homeward.exchange.agreeing.gate import Passage
from homeward.exchange.explaining.explain import Price, tell_family, tell_objective, tell_planner
from homeward.exchange.planning.program import Patience, Stopped
from homeward.exchange.planning.rule import tell as tell_rule
from homeward.web.guards import not_found
from homeward.web.pages import Table, tell
from homeward.web.screens.rounds import words
from homeward.web.screens.rounds.opened import act_once, opened, page
from homeward.web.screens.verdicts import chosen, said
from homeward.web.terms import term

SECONDS = (5, 20, 60)
_ROWS = 50


def patience(seconds: float) -> Patience:
    """Give a search so many seconds from now."""
    end = time.monotonic() + seconds
    return Patience(lambda: end - time.monotonic())


@require_safe
def view(request: HttpRequest, round_id: str) -> HttpResponse:
    """Show the last plan, with prices where they are asked for."""
    desk, found = opened(request, round_id, "agree round")
    return _page(request, desk, found)


def _page(request: HttpRequest, desk: Desk, found: RoundState, *, says: str = "") -> HttpResponse:
    candidates = find_candidates(desk, found)
    seen = passages(desk, found, candidates.people)
    made = next((act for act in reversed(seen_by(desk, found).acts) if isinstance(act.what, PlanMade)), None)
    plan = {} if made is None else made.what.plan
    priced = _priced(desk, found) if "prices" in request.GET else None
    told = {
        "made_at": None if made is None else made.at,
        "is_proven": made is not None and bool(made.what.gap) and all(gap == "0" for gap in made.what.gap),
        "n_going": len(plan),
        "n_people": len(candidates.people),
        "n_gone": sum(one not in candidates.by_id for one in plan),
        **_groups(request, found, candidates.people, plan=plan, seen=seen),
        "left_out": [(term(words.LEFT_OUT, because), n) for because, n in candidates.left_out.items()],
        "priced": priced,
        "seconds": SECONDS,
        "people": [one.id for one in candidates.people],
        "drops": chosen(words.DROPS, said(request, "because") if says else ""),
        "drop_id": new_id(),
    }
    return page(request, "plan.html", found, told=told, says=says)


def _groups(
    request: HttpRequest,
    found: RoundState,
    people: Sequence[Candidate],
    *,
    plan: Mapping[str, int],
    seen: Mapping[str, Passage],
) -> dict[str, tuple[Table, Page[Candidate]]]:
    """Put people into three tables: as of right, in the plan, not in it; whom the law returns is nobody's price."""
    captions = {
        "right": gettext("Returned as of right, whatever is agreed"),
        "going": gettext("In the plan"),
        "staying": gettext("Not in the plan"),
    }
    groups: dict[str, list[Candidate]] = {name: [] for name in captions}
    for one in people:
        name = "right" if AS_OF_RIGHT in one.categories else "going" if one.id in plan else "staying"
        groups[name].append(one)
    pages = {name: Paginator(groups[name], _ROWS).get_page(request.GET.get(name)) for name in captions}
    return {
        name: (Table(name, captions[name], _columns(), _rows(shown, plan, seen), _links(found, shown)), shown)
        for name, shown in pages.items()
    }


def _columns() -> tuple[str, ...]:
    return (
        gettext("person"),
        gettext("held by"),
        gettext("days held"),
        gettext("categories"),
        gettext("status"),
        gettext("round of the plan"),
        gettext("ready"),
    )


def _rows(
    people: Iterable[Candidate], plan: Mapping[str, int], seen: Mapping[str, Passage]
) -> list[tuple[object, ...]]:
    return [
        (
            one.id,
            one.holder,
            number_format(one.held_days),
            ", ".join(it for it in one.categories if it != AS_OF_RIGHT),
            term(words.HELD, one.status),
            plan.get(one.id, gettext("in none")),
            term(words.PASSAGES, seen.get(one.id, "not go")),
        )
        for one in people
    ]


def _links(found: RoundState, people: Iterable[Candidate]) -> list[str]:
    return [f"/rounds/{found.id}/why/{one.case}/" for one in people]


def _priced(desk: Desk, found: RoundState) -> dict[str, object]:
    """Say what each rule costs, as far as a few seconds reach."""
    try:
        everyone = price_in_round(desk, found.id, patience(SECONDS[0]))
    except Stopped:
        return {"says": gettext("The prices could not be found in a few seconds; the command line has more patience.")}
    except InvalidInput as error:
        return {"says": str(error)}
    columns = (gettext("rule"), gettext("asks"), gettext("without it"))
    rows = [(one.rule, _asks(everyone, one.rule), _cost(everyone, one)) for one in everyone.prices or ()]
    states = [(one, term(words.STATES, own.state)) for one, own in sorted(everyone.told.items())]
    return {
        "table": Table("prices", gettext("What each rule costs"), columns, rows),
        "states": Table("states", gettext("Over all best plans"), (gettext("person"), gettext("goes")), states),
    }


def _asks(everyone: Everyone, rule_id: str) -> str:
    return next((tell_rule(rule) for rule in everyone.exchange.rules if rule.id == rule_id), "")


def _cost(everyone: Everyone, price: Price) -> str:
    if price.gain is None:
        return gettext("nothing would be better: it costs nothing")
    told = {
        "aim": tell_objective(everyone.exchange.objectives[price.gain.objective]),
        "before": price.gain.before,
        "after": price.gain.after,
    }
    return gettext("%(aim)s: %(after)s instead of %(before)s") % told


@require_POST
def run(request: HttpRequest, round_id: str) -> HttpResponse:
    """Plan the round with so much patience; the plan is kept as advice."""
    desk, found = opened(request, round_id, "agree round")

    def act(act_id: str) -> Kept:
        seconds = said(request, "seconds")
        if seconds not in map(str, SECONDS):
            raise InvalidInput(gettext("Choose how long to search."))
        outcome, _, kept = plan_round(desk, round_id, patience(float(seconds)), act_id=act_id)
        for sentence in _found(outcome):
            messages.info(request, sentence)
        return kept

    return act_once(
        request,
        act,
        gettext("The plan is made. It is advice; people sign items."),
        back=f"/rounds/{round_id}/plan/",
        again=lambda says: _page(request, desk, found, says=says),
    )


def _found(outcome: Outcome) -> list[str]:
    """Say what the search found, where it is less than a proven plan."""
    if outcome.planned.status == "stopped":
        return [gettext("The time was over first: this is the best plan so far, and not proven.")]
    if outcome.planned.status != "infeasible":
        return []
    sets = () if outcome.conflicts is None else outcome.conflicts.sets
    told = [tell_conflict(outcome.file.exchange, rules) for rules in sets]
    return [gettext("No plan keeps all rules."), *told]


@require_POST
def drop(request: HttpRequest, round_id: str) -> HttpResponse:
    """Note who cannot go, and repair the plan with the least change for all others."""
    desk, found = opened(request, round_id, "agree round")
    because = said(request, "because")
    try:
        if because not in BECAUSE:
            raise InvalidInput(gettext("Choose why."))
        _, kept = drop_people(
            desk, round_id, [said(request, "person")], because, patience(20), act_id=said(request, "act_id")
        )
    except InvalidInput as error:
        return _page(request, desk, found, says=str(error))
    except Stopped:
        return _page(
            request, desk, found, says=gettext("No repair was found in time, and nothing was noted. Try again.")
        )
    tell(request, kept, gettext("Noted. Where there was a plan, it was repaired with the least change."))
    return redirect(f"/rounds/{round_id}/plan/")


@require_safe
def why(request: HttpRequest, round_id: str, case_id: str) -> HttpResponse:
    """Say in sentences why somebody is in the plan or not, and what would change it."""
    desk, found = opened(request, round_id, "agree round")
    one = _candidate(desk, found, case_id)
    return not_found(request) if one is None else _why(request, desk, found, one)


def _candidate(desk: Desk, found: RoundState, case_id: str) -> Candidate | None:
    return next((one for one in find_candidates(desk, found).people if one.case == case_id), None)


def _why(request: HttpRequest, desk: Desk, found: RoundState, one: Candidate, says: str = "") -> HttpResponse:
    told: dict[str, object] = {"person": one, "status": term(words.HELD, one.status), "said": _memberships(one)}
    told["is_of_right"] = AS_OF_RIGHT in one.categories
    try:
        exchange, explained = explain_in_round(desk, found.id, one.id, patience(SECONDS[1]))
        told["planner"] = [sentence for sentence in tell_planner(exchange, explained) if sentence]
        told["family"] = [sentence for sentence in tell_family(exchange, explained) if sentence]
    except Stopped:
        told["stopped"] = True
    except InvalidInput as error:
        told["no_plan"] = str(error)
    made = seen_by(desk, found).said(PlanMade)
    told["planned"] = made[-1].plan.get(one.id) if made else None
    return page(request, "why.html", found, told=told, says=says)


@require_POST
def paper(request: HttpRequest, round_id: str, case_id: str) -> HttpResponse:
    """Note that a side accepts a paper as evidence for somebody's category."""
    desk, found = opened(request, round_id, "agree round")
    one = _candidate(desk, found, case_id)
    if one is None:
        return not_found(request)
    return act_once(
        request,
        lambda act_id: show_paper(
            desk, round_id, one.id, said(request, "paper"), by=said(request, "by"), act_id=act_id
        ),
        gettext("Noted. Plan again to see what follows."),
        back=f"/rounds/{round_id}/why/{case_id}/",
        again=lambda says: _why(request, desk, found, one, says),
    )


def _memberships(one: Candidate) -> Table:
    """Say of each category what each side's list says."""
    columns = (
        gettext("category"),
        gettext("by the list of"),
        gettext("is of it"),
        gettext("because"),
        gettext("lacks"),
    )
    answers = {"yes": gettext("yes"), "no": gettext("no"), "unknown": gettext("not known")}
    rows = [
        (it.category, side, answers.get(it.answer, it.answer), it.because, "; ".join(it.lacks))
        for side, several in one.memberships.items()
        for it in several
    ]
    return Table("categories", gettext("Categories, by each side's list"), columns, rows)
