"""The rounds, and one round at a glance: how far it has come, whose turn it is, how many are ready to go.

Counts alone: who is in a round is shown by its other pages, to whom those are for.
"""

from collections import Counter
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import Desk, new_id
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.rights import Scope, right_of
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.crossing import view_afterwards
from homeward.actions.workspace.rounds.gates import passages
from homeward.actions.workspace.rounds.held import manifests_of
from homeward.actions.workspace.rounds.opening import Parties, list_rounds, open_round
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.actions.workspace.rounds.stages import STAGES, StageCount, count_stages, view_turns
from homeward.errors import InvalidCase, InvalidInput
from homeward.exchange.handing_over.manifest import Kind
from homeward.reports.picture import Figure
from homeward.reports.pictures.stages import Bars, Told, stages
from homeward.web.pages import Table, tell
from homeward.web.screens.rounds import words
from homeward.web.screens.rounds.opened import day_in, file_in, opened, page
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of
from homeward.web.terms import term


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Show the rounds that this person works on."""
    return _every(request, desk_of(request))


def _every(request: HttpRequest, desk: Desk, says: str = "") -> HttpResponse:
    found = list_rounds(desk)
    columns = (gettext("round"), gettext("between"), gettext("intermediary"), gettext("first day"))
    rows = [
        (one.opening.name, " – ".join(one.sides), one.opening.neutral, date_format(one.opening.on, "DATE_FORMAT"))
        for one in found
    ]
    table = Table("rounds", gettext("Rounds"), columns, rows, [f"/rounds/{one.id}/" for one in found])
    told = {
        "table": table,
        "may_open": any(right_of(role, "agree round", Scope.OWN).is_granted for role in desk.member.roles),
        "may_witness": any(right_of(role, "sign manifest", Scope.OWN).is_granted for role in desk.member.roles),
        "act_id": new_id(),
        "says": says,
        "typed": request.POST if says else {},
    }
    return render(request, "homeward/rounds/every.html", told, status=422 if says else 200)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Open a round, or say on the same page why it cannot be meant."""
    desk = desk_of(request)
    try:
        own, other, neutral, other_key, neutral_key = (
            said(request, name) for name in ("own", "other", "neutral", "other_key", "neutral_key")
        )
        parties = Parties(own=own, other=other, neutral=neutral, other_key=other_key, neutral_key=neutral_key)
        on = day_in(request, "on")
        if on is None:
            raise InvalidInput(gettext("Give the first day of the round."))
        act_id = said(request, "act_id")
        _, kept = open_round(desk, said(request, "name"), parties, file_in(request), on=on, act_id=act_id)
    except (InvalidInput, InvalidCase) as error:
        return _every(request, desk, str(error))
    tell(request, kept, gettext("The round is open."))
    return redirect("/rounds/")


@require_safe
def view(request: HttpRequest, round_id: str) -> HttpResponse:
    """Show one round in counts."""
    desk, found = opened(request, round_id, "see counts")
    candidates, after = find_candidates(desk, found), view_afterwards(desk, found)
    counts = count_stages(desk, found, candidates, after)
    kinds: tuple[Kind, ...] = ("person", "container")
    figures = [_figure(found, counts, kind) for kind in kinds if kind == "person" or any(_of(counts, kind))]
    seen = Counter(passages(desk, found, candidates.people).values())
    told = {
        "figures": figures,
        "turns": _turns(desk, found),
        "papers": _papers(desk, found),
        "gates": [(term(words.PASSAGES, one), seen[one]) for one in ("go", "not go")],
        "left_out": [(term(words.LEFT_OUT, because), n) for because, n in candidates.left_out.items()],
        "findings": [one.says for one in after.findings],
    }
    return page(request, "overview.html", found, told=told)


def _of(counts: Sequence[StageCount], kind: Kind) -> list[int]:
    return [one.n for one in counts if one.kind == kind]


def _figure(found: RoundState, counts: Sequence[StageCount], kind: Kind) -> tuple[Figure, Table]:
    """Draw one kind, with its table; the number never stands without its unit."""

    def unit(n: int) -> str:
        if kind == "person":
            return ngettext("%(n)s person", "%(n)s persons", n) % {"n": number_format(n)}
        return ngettext("%(n)s container", "%(n)s containers", n) % {"n": number_format(n)}

    of_kind = [one for one in counts if one.kind == kind]
    names = [one for one in STAGES if any(it.stage == one for it in of_kind)]
    bars = [
        Bars(term(words.STAGES, stage), tuple((it.giver, it.n, unit(it.n)) for it in of_kind if it.stage == stage))
        for stage in names
    ]
    title = gettext("Persons, by the side that gives") if kind == "person" else gettext("Containers, by giver")
    text = gettext("Each stage counts by itself: whoever was planned may be agreed no more.")
    head = (gettext("stage"), *found.sides)
    figure = stages(bars, Told(ident=f"stages-{kind}", title=title, text=text, head=head))
    return figure, Table(f"stages-{kind}", title, head, figure.table.rows)


def _turns(desk: Desk, found: RoundState) -> list[str]:
    """Say whose move is due."""
    says = []
    for one in view_turns(desk, found):
        if one.n_moves:
            text = ngettext(
                "%(side)s has to answer on %(n)s line.", "%(side)s has to answer on %(n)s lines.", one.n_moves
            )
            says.append(text % {"side": one.side, "n": number_format(one.n_moves)})
        if one.n_signatures:
            text = ngettext(
                "%(n)s item waits for the signature of %(side)s.",
                "%(n)s items wait for the signature of %(side)s.",
                one.n_signatures,
            )
            says.append(text % {"side": one.side, "n": number_format(one.n_signatures)})
    return says


def _papers(desk: Desk, found: RoundState) -> list[str]:
    """Say which manifests lack what."""
    says = []
    for held in manifests_of(seen_by(desk, found)):
        if not held.is_used and held.manifest.expires_at > desk.workspace.clock():
            lacks = "; ".join(held.lacks) or gettext("signed by both, not begun")
            says.append(gettext("Manifest %(n)s: %(lacks)s.") % {"n": held.manifest.number, "lacks": lacks})
    return says
