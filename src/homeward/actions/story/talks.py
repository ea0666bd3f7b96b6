"""The talks of the story: documents of two days, confirmed claims, and three pledges: kept in part, late, and open."""

import json
from collections.abc import Mapping
from datetime import date, timedelta

from homeward.actions.story.people import Cast
from homeward.actions.workspace.promises.claims import SeenClaim, claims_of, confirm_claim
from homeward.actions.workspace.promises.documents import Arrived, all_documents, keep_document
from homeward.actions.workspace.promises.journal import record_pledges
from homeward.talks.claims.speaking.speakers import party

_SIDES = (party("North", "Northern"), party("South", "Southern"))
_BODIES = "bodies of soldiers held by the South"
_FIGURES = {
    6000: _BODIES,
    6400: _BODIES,
    120: "prisoners of the South held by the North",
    339: "children on the list of the North",
}
# Days count from the talks.
_COMMITMENT = ("id", "debtor", "creditor", "what", "unit", "deadline")
_COMMITMENTS = (
    ("dead", "South", "North", "remains of the fallen", "containers", 30),
    ("prisoners", "North", "South", "prisoners of war", "persons", 10),
    ("children", "South", "North", "children to their families", "persons", 90),
)
_EVENT = ("id", "date", "kind", "commitment", "qty", "by")
_EVENTS = (
    ("p1", 0, "pledge", "dead", 6000, "South"),
    ("p2", 0, "pledge", "prisoners", 120, "North"),
    ("p3", 0, "pledge", "children", 339, "South"),
    ("d1", 7, "claim", "dead", 1200, "South"),
    ("d2", 7, "receive", "dead", 1200, "North"),
    ("d3", 14, "verify", "dead", 1160, "North"),
    ("d4", 14, "reject", "dead", 25, "North"),
    ("d5", 9, "receive", "prisoners", 70, "South"),
    ("d6", 9, "verify", "prisoners", 70, "South"),
)
_TEXTS = (
    (
        "briefing.txt",
        "Newswire, by subscription",
        """Joint briefing on the exchange
KARST, {day} (Newswire) - South's negotiator Lev Moray said that the South will hand over 6,000 bodies.
North's Foreign Minister Ada Quill said that the North will release 120 prisoners within ten days.
Moray said that 15 % of the bodies have been identified. The South rejected a pause of thirty days.
The delegations will meet again in the autumn, the Red Bridge Society said.
""",
    ),
    (
        "radio.txt",
        "website of Radio Delta",
        """Bodies to come home
By Radio Delta staff
The South will hand over some 6,000 bodies, South's negotiator Lev Moray said.
The North will release 120 prisoners within ten days, Foreign Minister Ada Quill said.
""",
    ),
    (
        "ministry.txt",
        "website of the ministry",
        """{day}. The North's Defence Ministry said it has lists of 6,400 bodies held by the South.
Deputy Minister Ira Holt said that 339 children are on the list that was handed over.
""",
    ),
    (
        "memorandum-north.txt",
        "handed over at the table",
        """MEMORANDUM OF THE NORTH
1. Every prisoner goes home within 30 days.
2. A pause of 36 hours on the river to recover the dead.
3. Frozen assets of the South pay for repair, if the guarantors agree.
""",
    ),
    (
        "memorandum-south.txt",
        "handed over at the table",
        """MEMORANDUM OF THE SOUTH
1. Prisoners are exchanged one for one within 60 days.
2. A pause of 36 hours on the river to recover the dead.
4. Measures are lifted step by step, and may be renewed.
""",
    ),
)


def talk(cast: Cast, today: date) -> None:
    """Keep the documents of three weeks ago, confirm what they say of three figures, and record what was promised."""
    nina, day = cast.seat("nina"), today - timedelta(days=21)
    for name, source, text in _TEXTS:
        said = text.format(day=f"{day.day} {day:%B %Y}").encode()
        keep_document(nina, Arrived(name=name, data=said, source=source, published=day, parties=_SIDES))
    confirmed = {number: _confirm(cast, number, matter) for number, matter in _FIGURES.items()}
    claims = {"dead": confirmed[6000], "prisoners": confirmed[120], "children": confirmed[339]}
    rows = {
        "commitments": [_row(_COMMITMENT, day, claims, told) for told in _COMMITMENTS],
        "events": [_row(_EVENT, day, claims, told) for told in _EVENTS],
    }
    record_pledges(nina, json.dumps(rows).encode())


def _confirm(cast: Cast, number: int, matter: str) -> str:
    """Confirm each claim that holds a number: the name of the first."""
    nina = cast.seat("nina")
    found = [one for one in claims_of(all_documents(nina)) if _holds(one, number)]
    for one in found:
        confirm_claim(nina, one.ref, matter)
    return found[0].ref


def _holds(one: SeenClaim, number: int) -> bool:
    figure = one.proposed.figure
    return figure is not None and number in (figure.low, figure.high)


def _row(names: tuple[str, ...], day: date, claims: Mapping[str, str], told: tuple[object, ...]) -> dict[str, object]:
    row = dict(zip(names, told, strict=True))
    own = str(row.get("commitment", row["id"]))
    days = {
        name: (day + timedelta(days=int(str(row[name])))).isoformat() for name in ("date", "deadline") if name in row
    }
    met = {} if "commitment" in row else {"counts_as_met": "verified"}
    return row | days | met | {"source": f"claim:{claims[own]}"}
