"""Three invented reports of one day of talks between North and South, and what a negotiator makes of them."""

import json
from datetime import date

from homeward.actions.workspace.promises.claims import claims_of, confirm_claim
from homeward.actions.workspace.promises.documents import Arrived, all_documents, keep_document
from homeward.actions.workspace.promises.journal import record_pledges
from homeward.actions.workspace.rights import Role
from homeward.talks.claims.speaking.speakers import party
from tests.actions.workspace.sample import make

PEOPLE = {role.name.lower(): (role,) for role in Role} | {"olena": (Role.NEGOTIATOR,)}
SIDES = (party("North", "Northern"), party("South", "Southern"))
STATEMENT = """Joint briefing on the exchange
KARST, 2 June 2031 (Newswire) - South's negotiator Lev Moray said on Monday that the South will hand over 6,000 bodies.
North's Foreign Minister Ada Quill said that the North will release 120 prisoners within ten days.
The delegations will meet again in the autumn, the Red Bridge Society said.
"""
REWRITE = """Bodies to come home
By Radio Delta staff
The South will hand over some 6,000 bodies, South's negotiator Lev Moray said on Monday.
The North will release 120 prisoners within ten days, Foreign Minister Ada Quill said.
The Red Bridge Society said that the delegations will meet again in the autumn.
"""
OTHER = """Northern ministry counts
3 June 2031. The North's Defence Ministry said it has lists of 6,400 bodies held by the South.
"""
BODIES = "bodies of soldiers held by the South"
PRISONERS = "prisoners of the South held by the North"
DAY = date(2031, 6, 30)


def workspace(folder):
    """A workspace with a member of each role, and two negotiators."""
    return make(folder, PEOPLE)


def keep_reports(desk):
    """Keep the three reports: their ids."""
    ids = []
    for name, text, day in (
        ("briefing.txt", STATEMENT, date(2031, 6, 2)),
        ("radio.txt", REWRITE, date(2031, 6, 3)),
        ("ministry.txt", OTHER, date(2031, 6, 3)),
    ):
        arrived = Arrived(name=name, data=text.encode(), source="invented", published=day, parties=SIDES)
        ids.append(keep_document(desk, arrived)[0].id)
    return ids


def claim_with(desk, document_id, number):
    """The claim of a document whose figure is a number."""
    found = [one for one in claims_of(all_documents(desk)) if one.document.id == document_id]
    return next(
        one for one in found if one.proposed.figure and number in (one.proposed.figure.low, one.proposed.figure.high)
    )


def confirm_bodies(desk, ids):
    """Confirm what each report says of the bodies: the refs of the claims."""
    refs = [claim_with(desk, one, number).ref for one, number in zip(ids, (6000, 6000, 6400), strict=True)]
    for ref in refs:
        confirm_claim(desk, ref, BODIES)
    return refs


def commitment(source, **other):
    return {
        **{"id": "dead", "debtor": "South", "creditor": "North", "what": "remains of the fallen"},
        **{"unit": "containers", "deadline": "2031-06-20", "counts_as_met": "verified", "source": source},
        **other,
    }


def event(identity, kind, quantity, source, **other):
    return {
        **{"id": identity, "date": "2031-06-02", "kind": kind, "commitment": "dead", "qty": quantity, "by": "South"},
        **{"source": source},
        **other,
    }


def record(desk, *rows, **how):
    """Record rows: commitments have a debtor."""
    told = {
        "commitments": [row for row in rows if "debtor" in row],
        "events": [row for row in rows if "debtor" not in row],
    }
    return record_pledges(desk, json.dumps(told).encode(), **how)


def pledge_bodies(desk):
    """Keep the reports, confirm them, and record that 6,000 were pledged: the refs of the claims."""
    refs = confirm_bodies(desk, keep_reports(desk))
    record(desk, commitment(f"claim:{refs[0]}"), event("p1", "pledge", 6000, f"claim:{refs[0]}"))
    return refs
