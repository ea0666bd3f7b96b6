"""The terms of a round: those that count, what each change before them changed line by line, and others asked for."""

import json
from collections.abc import Sequence
from difflib import unified_diff
from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from homeward.actions.workspace.desk import Desk, Kept
from homeward.actions.workspace.folding.rounds import NewTerms, RoundState
from homeward.actions.workspace.rounds.opening import change_terms
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.errors import InvalidCase
from homeward.exchange.planning.rule import tell as tell_rule
from homeward.formats.case import load_json
from homeward.formats.problem_file import read_exchange
from homeward.web.screens.rounds.opened import act_once, file_in, opened, page
from homeward.web.screens.verdicts import said


@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, round_id: str) -> HttpResponse:
    """Show the terms that count and the earlier ones, or put others in their place."""
    desk, found = opened(request, round_id, "agree round")
    if request.method != "POST":
        return _page(request, desk, found)

    def act(act_id: str) -> Kept:
        data = file_in(request) if request.FILES else said(request, "terms").encode()
        return change_terms(desk, round_id, data, act_id=act_id)

    return act_once(
        request,
        act,
        gettext("These terms count now."),
        back=request.path,
        again=lambda wrong: _page(request, desk, found, says=wrong),
    )


def _page(request: HttpRequest, desk: Desk, found: RoundState, *, says: str = "") -> HttpResponse:
    seen = seen_by(desk, found)
    changed = [act for act in seen.acts if isinstance(act.what, NewTerms)]
    versions = [_lines(text) for text in (seen.opening.terms, *(act.what.terms for act in changed))]
    told = {
        "now": "\n".join(versions[-1]),
        "lines": versions[-1],
        "rules": _rules(seen.terms),
        "changes": [
            {"at": act.at, "lines": _difference(before, after)}
            for act, (before, after) in zip(changed, pairwise(versions), strict=True)
        ][::-1],
    }
    return page(request, "terms.html", found, told=told, says=says)


def _lines(terms: str) -> list[str]:
    """Write terms one value a line, so that two versions differ only where they mean something else."""
    return json.dumps(load_json(terms.encode()), ensure_ascii=False, indent=1, sort_keys=True).splitlines()


def _difference(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """Give the lines that came and went, each with its sign, with two lines around."""
    return [(line[0], line[1:]) for line in list(unified_diff(before, after, n=2, lineterm=""))[2:] if line[0] in " +-"]


def _rules(terms: str) -> list[str]:
    """Say what each rule asks; nothing where a rule names people, who are no part of terms."""
    told = load_json(terms.encode())
    try:
        rules = read_exchange(json.dumps({**told, "people": [], "objectives": []}).encode()).exchange.rules
    except InvalidCase:
        return []
    return [tell_rule(rule) for rule in rules]
