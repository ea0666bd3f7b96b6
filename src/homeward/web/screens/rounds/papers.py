"""The papers of a round: manifests made, taken in, signed, begun; receipts; and each as a file to be sent.

Who signs for a side, and when a manifest must not be signed or begun, is decided by the actions.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from homeward.actions.workspace.desk import Desk, Kept, authorise, new_id
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.rounds.held import (
    content_of,
    find_paper,
    manifests_of,
    receipts_of,
    write_file,
)
from homeward.actions.workspace.rounds.opening import keys_of
from homeward.actions.workspace.rounds.papers import Crossing, countersign, make_manifest, take_paper, use_manifest
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.actions.workspace.witnessing.witness import Witnessed, ask_to_witness, witness
from homeward.errors import InvalidCase, InvalidInput
from homeward.exchange.handing_over.manifest import Manifest
from homeward.exchange.handing_over.paper import Paper, unsigned
from homeward.exchange.handing_over.receipt import word_receipt
from homeward.ledger.keys import read_verifier_key
from homeward.web.guards import not_found
from homeward.web.pages import tell
from homeward.web.screens.rounds.opened import Acts, act_named, attachment, file_in, moment_in, opened, page, whole_in
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of


@require_safe
def view(request: HttpRequest, round_id: str) -> HttpResponse:
    """Show manifests and receipts, and who has not signed them."""
    desk, found = opened(request, round_id, "roll call")
    return _page(request, desk, found)


def _page(request: HttpRequest, desk: Desk, found: RoundState, *, says: str = "") -> HttpResponse:
    seen, at = seen_by(desk, found), desk.workspace.clock()
    ledger = found.opening.ledger
    manifests = [
        {
            "digest": one.paper.digest.hex(),
            "manifest": one.manifest,
            "n_persons": sum(line.kind == "person" for line in one.manifest.lines),
            "n_containers": sum(line.kind == "container" for line in one.manifest.lines),
            "lacks": one.lacks,
            "used_at": one.used_at,
            "is_over": one.manifest.expires_at <= at,
            "may_use": one.manifest.recipient == ledger and not one.is_used and not one.lacks,
            "may_sign": _lacks_ours(found, one.paper),
            "act_id": new_id(),
        }
        for one in reversed(manifests_of(seen))
    ]
    receipts = [
        {
            "digest": paper.digest.hex(),
            "receipt": receipt,
            "lacks": unsigned(paper, keys_of(found)),
            "words": word_receipt(receipt),
            "may_sign": _lacks_ours(found, paper),
            "act_id": new_id(),
        }
        for receipt, paper in receipts_of(seen)
    ]
    told = {"manifests": manifests, "receipts": receipts, "take_id": new_id()}
    return page(request, "papers.html", found, told=told, says=says)


def _lacks_ours(found: RoundState, paper: Paper) -> bool:
    own = found.opening.own
    return bool(unsigned(paper, {own: keys_of(found)[own]}))


# ── one act each ──


def _make(desk: Desk, round_id: str, request: HttpRequest, act_id: str) -> Kept:
    crossing = Crossing(
        giver=said(request, "giver"),
        place=said(request, "place"),
        opens_at=moment_in(request, "opens"),
        closes_at=moment_in(request, "closes"),
        expires_at=moment_in(request, "expires"),
        number=whole_in(request, "number") or 1,
        head=said(request, "head") or None,
    )
    return make_manifest(desk, round_id, crossing, act_id=act_id)[-1]


def _take(desk: Desk, round_id: str, request: HttpRequest, act_id: str) -> Kept:
    return take_paper(desk, round_id, file_in(request), act_id=act_id)


def _countersign(desk: Desk, round_id: str, request: HttpRequest, act_id: str) -> Kept:
    return countersign(desk, round_id, said(request, "digest"), act_id=act_id)[-1]


def _use(desk: Desk, round_id: str, request: HttpRequest, act_id: str) -> Kept:
    return use_manifest(desk, round_id, said(request, "digest"), act_id=act_id)[-1]


_ACTS: Acts = {
    "manifest": (_make, gettext_lazy("The manifest is signed for this side.")),
    "take": (_take, gettext_lazy("Taken in, and every signature checked.")),
    "countersign": (_countersign, gettext_lazy("Signed for this side.")),
    "use": (_use, gettext_lazy("The crossing has begun. This manifest is never used again.")),
}


@require_POST
def act(request: HttpRequest, round_id: str) -> HttpResponse:
    """Do one act about papers."""
    return act_named(request, round_id, _ACTS, asks="roll call", tab="papers", page=_page)


@require_safe
def download(request: HttpRequest, round_id: str, digest: str) -> HttpResponse:
    """Give a paper with its signatures as a file."""
    desk, found = opened(request, round_id, "roll call")
    try:
        paper = find_paper(seen_by(desk, found), digest)
    except InvalidInput:
        return not_found(request)
    kind = "manifest" if isinstance(content_of(paper), Manifest) else "receipt"
    return attachment(write_file(paper), f"{kind}-{paper.digest.hex()[:12]}.paper")


# ── the neutral, whose workspace keeps no round ──


@require_http_methods(["GET", "HEAD", "POST"])
def between(request: HttpRequest) -> HttpResponse:
    """Ask as the neutral to sign a paper or two commitments, and sign what a second person has approved."""
    desk = desk_of(request)
    authorise(desk, "sign manifest")  # before a form is shown
    if request.method != "POST":
        return _between(request)
    try:
        asked, approved = _asked(request), said(request, "approved")
        if approved:
            return attachment(witness(desk, asked, approved)[0], "signed.paper")
        words, kept = ask_to_witness(desk, asked, act_id=said(request, "act_id"))
    except (InvalidInput, InvalidCase) as error:
        return _between(request, str(error))
    tell(request, kept, gettext("Approved before."))
    messages.info(request, words)
    return redirect(f"{request.path}?{urlencode({'approved': kept.waits_for or ''})}")


def _between(request: HttpRequest, says: str = "") -> HttpResponse:
    approved = request.POST.get("approved") or request.GET.get("approved", "")
    told = {"act_id": new_id(), "says": says, "typed": request.POST, "approved": approved, "numbers": _numbers(request)}
    return render(request, "homeward/rounds/witness.html", told, status=422 if says else 200)


def _numbers(request: HttpRequest) -> list[tuple[int, str, str]]:
    return [(n, request.POST.get(f"side-{n}", ""), request.POST.get(f"key-{n}", "")) for n in (1, 2)]


def _asked(request: HttpRequest) -> Witnessed:
    """Read what is to be signed, between whom; raises InvalidInput where it cannot be meant."""
    sides = {said(request, f"side-{n}"): read_verifier_key(said(request, f"key-{n}")) for n in (1, 2)}
    files = [file_in(request, name) for name in ("file", "second") if name in request.FILES]
    open_by = moment_in(request, "open_by") if said(request, "open_by") else None
    return Witnessed(name=said(request, "name"), sides=sides, files=files, open_by=open_by)
