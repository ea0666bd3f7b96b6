"""Audit and disclosure: who saw, changed and took out, in sentences; alarms; whether the ledger holds; proofs.

Keys stand for people. With names the trail is shown once, after a second person has signed. Every look is an entry.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.formats import date_format, number_format
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from homeward.actions.workspace.checking import prove_entry, verify_workspace
from homeward.actions.workspace.desk import Desk, new_id
from homeward.actions.workspace.oversight.alarms import Alarm, view_alarms
from homeward.actions.workspace.oversight.orders import open_orders
from homeward.actions.workspace.oversight.pace import GLASS
from homeward.actions.workspace.oversight.trail import (
    COUNTED,
    NAMES_ASKED,
    Asked,
    Done,
    Month,
    ask_for_names,
    count_months,
    read_trail,
    read_trail_with_names,
)
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.reports.wording import visible
from homeward.web.acts_told import CHANNELS, KINDS, ROLES, SORTS, tell_act
from homeward.web.leaving import attachment, table_response
from homeward.web.pages import Table, show, tell
from homeward.web.screens.talks.reading import asked, day_of, number_of, one_of, said
from homeward.web.served import desk_of
from homeward.web.terms import term

_ROWS = 50
_MOST = 1000  # acts of one answer, the newest
_SHOWN = 8  # letters of a key
_ALARMS = 50
_FOR_MACHINES = ("parts", "part")


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """Show alarms, and how often what was done in each month; each number leads to the acts that it counts."""
    desk = desk_of(request)
    alarms, months = view_alarms(desk), count_months(desk)
    told = {
        "alarms": [(one.is_new, _alarm(one), one) for one in alarms[::-1][:_ALARMS]],
        "n_alarms": len(alarms),
        "n_new": sum(one.is_new for one in alarms),
        "head": [_counted(kind) for kind in COUNTED],
        "months": [_month(one) for one in months[::-1]],
        "orders": open_orders(desk, NAMES_ASKED),
        "may_count": any(right_of(role, "see counts", Scope.OTHER).is_granted for role in desk.member.roles),
        "may_ask": any(right_of(role, "read audit names", Scope.OWN).is_granted for role in desk.member.roles),
        "act_id": new_id(),
    }
    return show(request, "audit/audit.html", told)


def _alarm(one: Alarm) -> str:
    says = {"who": one.who[:_SHOWN], "n": number_format(one.count or 0)}
    texts = {
        "files opened": ngettext(
            "The member with key %(who)s opened %(n)s file within an hour, or tried to.",
            "The member with key %(who)s opened %(n)s files within an hour, or tried to.",
            one.count or 0,
        ),
        "lists viewed": ngettext(
            "The member with key %(who)s looked at lists %(n)s time within a minute.",
            "The member with key %(who)s looked at lists %(n)s times within a minute.",
            one.count or 0,
        ),
        "lines exported": ngettext(
            "The member with key %(who)s made %(n)s export within a day.",
            "The member with key %(who)s made %(n)s exports within a day.",
            one.count or 0,
        ),
        GLASS: gettext("The member with key %(who)s broke glass to open a file."),
    }
    return texts.get(one.what, gettext("The member with key %(who)s went above a limit.")) % says


def _counted(kind: str) -> str:
    words = {
        "file read": gettext("files opened"),
        "list viewed": gettext("looks at lists"),
        "refused": gettext("refused"),
        "glass broken": gettext("glass broken"),
        "lines exported": gettext("exports of lines"),
        "subject erased": gettext("erasures"),
        "alarm": gettext("alarms"),
    }
    return words.get(kind, kind)


def _month(one: Month) -> tuple[str, list[tuple[int, str]]]:
    """Give a month in words, and each count with the address of what it counts."""
    year, month = (int(part) for part in one.month.split("-"))
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])

    def address(kind: str) -> str:
        return f"/audit/trail/?{urlencode({'kind': kind, 'since': str(first), 'until': str(last)})}"

    return date_format(first, "YEAR_MONTH_FORMAT"), [(n, address(kind)) for kind, n in one.counts]


# ── the trail ──


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Show acts as sentences, newest first, by keys; or give them as a file."""
    desk = desk_of(request)
    try:
        wish = _asked(request, request.GET)
    except InvalidInput as error:
        return _trail(request, desk, (), says=str(error))
    acts = read_trail(desk, wish)[::-1]
    form = asked(request, "form")
    if form:
        return table_response(request, _table(acts), form)
    return _trail(request, desk, acts)


def _asked(request: HttpRequest, values: object) -> Asked:
    """Read which acts are asked for, from an address or a form."""
    query = request.POST if values is request.POST else request.GET
    kind, member, file, since, until = (
        one_of(query, name) or None for name in ("kind", "member", "file", "since", "until")
    )
    return Asked(kind=kind, member=member, file=file, since=day_of(since or ""), until=day_of(until or ""), most=_MOST)


def _trail(
    request: HttpRequest, desk: Desk, acts: Sequence[Done], *, says: str = "", with_names: bool = False
) -> HttpResponse:
    query = {name: value for name in ("kind", "member", "file", "since", "until") if (value := request.GET.get(name))}
    page = Paginator(acts, len(acts) or 1 if with_names else _ROWS).get_page(request.GET.get("page"))
    told = {
        "acts": [
            (one, _sentence(one, with_names=with_names), term(CHANNELS, one.channel), _facts(one)) for one in page
        ],
        "n_acts": len(acts),
        "is_all": len(acts) < _MOST,
        "page": page,
        "query": urlencode(query),
        "asked": query,
        "kinds": _kinds(query.get("kind", "")),
        "with_names": with_names,
        "says": says,
    }
    return render(request, "homeward/audit/trail.html", told, status=422 if says else 200)


def _kinds(chosen: str) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Give the kinds of acts by their sort, to choose one."""
    return [(term(SORTS, sort), [(kind, kind == chosen) for kind in sorted(terms)]) for sort, terms in KINDS.items()]


def _who(one: Done, *, with_names: bool) -> str:
    role = term(ROLES, one.role)
    return f"{one.who} ({role})" if with_names else f"{role} {one.who[:_SHOWN]}"


def _sentence(one: Done, *, with_names: bool = False) -> str:
    text = tell_act(one.kind, _who(one, with_names=with_names))
    return text[:1].upper() + text[1:]


def _facts(one: Done) -> list[tuple[str, object]]:
    """Give what an act says beside its kind; which parts of it are sealed is for machines."""
    return [(name, value) for name, value in one.facts if name not in _FOR_MACHINES]


def _table(acts: Sequence[Done]) -> Table:
    """Give acts by keys, for a file: ids and facts, no word about anybody."""
    columns = ("entry", "at", "who", "role", "channel", "kind", "about", "facts", "says")
    rows = [
        (
            *(one.number, one.at.isoformat(), one.who, one.role, one.channel, one.kind, " ".join(one.about)),
            " ".join(f"{name}={value}" for name, value in one.facts),
            _sentence(one),
        )
        for one in acts
    ]
    return Table("audit-trail", gettext("Audit trail, newest first, by keys"), columns, rows)


# ── names, proofs, verifying ──


@require_POST
def names(request: HttpRequest) -> HttpResponse:
    """Ask to read the trail with names, once; a second person signs."""
    tell(request, ask_for_names(desk_of(request), act_id=said(request, "act_id")), gettext("Asked and signed."))
    return redirect("/audit/")


@require_POST
def named(request: HttpRequest) -> HttpResponse:
    """Show the trail with names, as a second person has allowed: once, and therefore without a redirect."""
    desk = desk_of(request)
    try:
        wish = _asked(request, request.POST)
    except InvalidInput as error:
        return _trail(request, desk, (), says=str(error))
    acts = read_trail_with_names(desk, wish, said(request, "approved"))[::-1]
    return _trail(request, desk, acts, with_names=True)


@require_POST
def proof(request: HttpRequest) -> HttpResponse:
    """Give the proof that an entry stands in the ledger; whoever checks it needs no Homeward."""
    number = number_of(said(request, "entry"))
    if not isinstance(number, int):
        raise InvalidInput(gettext("Say of which entry, by its number."))
    made = prove_entry(desk_of(request), number)
    return attachment(made.document, f"proof-of-entry-{number}.txt")


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Replay everything from the disk, and say in sentences what holds and what does not."""
    desk = desk_of(request)
    if request.method == "GET":
        return show(request, "audit/verify.html")
    found = verify_workspace(desk)
    whole, damaged = (
        gettext("The ledger holds."),
        gettext("Something does not hold. Keep the disk, and restore a backup."),
    )
    (messages.success if found.is_whole else messages.error)(request, whole if found.is_whole else damaged)
    for sentence in found.sentences:
        messages.info(request, visible(sentence))
    return redirect("/audit/verify/")


URLS = [
    path("audit/", view, name="audit"),
    path("audit/trail/", trail, name="audit_trail"),
    path("audit/trail/named/", named, name="audit_named"),
    path("audit/names/", names, name="audit_names"),
    path("audit/proof/", proof, name="audit_proof"),
    path("audit/verify/", verify, name="audit_verify"),
]
