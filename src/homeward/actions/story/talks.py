"""The talks of the story: documents, confirmed claims, and pledges: one kept, one late, some open, one to be renewed.

Some pledges rest on confirmed claims, others on words of a document handed over at the table. Windows of silence, which
no workspace keeps, stand in a file for `homeward duties`.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from homeward.actions.story.people import Cast
from homeward.actions.workspace.folding.promises import DocumentState
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
# Days count from the talks, which were three weeks ago.
_COMMITMENT = ("id", "debtor", "creditor", "what", "unit", "category", "deadline")
_COMMITMENTS = (
    ("dead", "South", "North", "remains of the fallen", "containers", None, 30),
    ("prisoners", "North", "South", "prisoners of war", "persons", None, 10),
    ("release", "South", "North", "prisoners of war", "persons", None, 60),
    ("wounded", "South", "North", "severely wounded prisoners", "persons", "severely wounded", 14),
    ("children", "South", "North", "children to their families", "persons", "children", 90),
    ("pause", "North", "South", "hours of pause on the river", "hours", None, 40),
    ("relief", "North", "South", "steps of relief", "steps", None, 60),
)
_TERMS: Mapping[str, Mapping[str, object]] = {
    "pause": {"condition": "prisoners.verified >= 60"},
    "relief": {
        "renewal": {
            "trigger": "breach_notice by North",
            "clock_days": 10,
            "objection_days": 5,
            "objection_by": "South",
            "decision": "joint decision to continue",
            "default_on_silence": "suspended from the end of the clock",
        },
        "resume": "joint decision to resume",
    },
}
# Words of a document on which a pledge rests, where no claim of a figure says it.
_WORDS = {
    "release": ("memorandum-south.txt", "Prisoners are exchanged one for one within 60 days."),
    "wounded": ("memorandum-north.txt", "Every prisoner goes home within 30 days."),
    "pause": ("memorandum-south.txt", "A pause of 36 hours on the river to recover the dead."),
    "relief": ("memorandum-south.txt", "Measures are lifted step by step, and may be renewed."),
}
_EVENT = ("id", "date", "kind", "commitment", "qty", "by")
_EVENTS = (
    ("p1", 0, "pledge", "dead", 6000, "South"),
    ("p2", 0, "pledge", "prisoners", 120, "North"),
    ("p3", 0, "pledge", "children", 339, "South"),
    ("p4", 0, "pledge", "release", 120, "South"),
    ("p5", 0, "pledge", "wounded", 12, "South"),
    ("p6", 0, "pledge", "pause", 36, "North"),
    ("p7", 0, "pledge", "relief", 2, "North"),
    ("d1", 7, "claim", "dead", 1200, "South"),
    ("d2", 7, "receive", "dead", 1200, "North"),
    ("d3", 14, "verify", "dead", 1160, "North"),
    ("d4", 14, "reject", "dead", 25, "North"),
    ("d5", 9, "receive", "prisoners", 70, "South"),
    ("d6", 9, "verify", "prisoners", 70, "South"),
    ("d7", 6, "receive", "wounded", 12, "North"),
    ("d8", 8, "verify", "wounded", 12, "North"),
    ("d9", 16, "claim", "pause", 12, "North"),
    ("n1", 13, "breach_notice", "relief", None, "North"),
)
_RIVER = [[[30.0, 50.0], [30.2, 50.0], [30.24, 50.06], [30.2, 50.1], [30.0, 50.1], [30.0, 50.0]]]
_ORCHARD = [[[30.3, 50.2], [30.38, 50.19], [30.4, 50.26], [30.31, 50.27], [30.3, 50.2]]]
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
    texts = {one.record.name: one for one in all_documents(nina)}
    sources = {name: f"claim:{ref}" for name, ref in claims.items()}
    sources |= {name: _place(texts[document], words) for name, (document, words) in _WORDS.items()}
    rows = {
        "commitments": [_row(_COMMITMENT, day, sources, told) for told in _COMMITMENTS],
        "events": [_row(_EVENT, day, sources, told) for told in _EVENTS],
    }
    record_pledges(nina, json.dumps(rows).encode())


def _place(document: DocumentState, words: str) -> str:
    start = document.record.text.index(words)
    return f"document:{document.id}:{start}-{start + len(words)}"


def write_windows(today: date) -> bytes:
    """Write two windows of silence: one was broken, as one side says, the other is ahead."""

    def window(name: str, ring: list[list[list[float]]], first: int, reports: Sequence[Mapping[str, object]]) -> object:
        begins, ends = (f"{today + timedelta(days=first + n)}T06:00+00:00" for n in (0, 2))
        team = {"party": "North", "n_people": 8, "task": "recovery of the dead"}
        area = {"type": "Polygon", "coordinates": ring}
        return {"id": name, "from": begins, "to": ends, "area": area, "teams": [team], "reports": reports}

    heard = f"{today - timedelta(days=4)}T09:30+00:00"
    report = {"by": "South", "at": heard, "says": "shots heard", "place": [30.1, 50.05]}
    windows = [window("river bank", _RIVER, -5, [report]), window("orchard", _ORCHARD, 3, [])]
    return json.dumps({"windows": windows}, indent=1).encode()


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


def _row(names: tuple[str, ...], day: date, sources: Mapping[str, str], told: tuple[object, ...]) -> dict[str, object]:
    row = {name: it for name, it in zip(names, told, strict=True) if it is not None}
    own = str(row.get("commitment", row["id"]))
    days = {
        name: (day + timedelta(days=int(str(row[name])))).isoformat() for name in ("date", "deadline") if name in row
    }
    met = {} if "commitment" in row else {"counts_as_met": "verified", **_TERMS.get(own, {})}
    return row | days | met | {"source": sources[own]}
