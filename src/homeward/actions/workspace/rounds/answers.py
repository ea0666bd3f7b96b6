"""What is said of a round to people and machines, as JSON: candidates, the table, papers, the day, what came after."""

from collections import Counter

from homeward.actions.answers import Json
from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.folding.record_text import Plain, plain_of
from homeward.actions.workspace.folding.rounds import PlanMade, RoundState
from homeward.actions.workspace.rounds.candidates import Candidates, find_candidates
from homeward.actions.workspace.rounds.crossing import Afterwards, Day
from homeward.actions.workspace.rounds.gates import passages
from homeward.actions.workspace.rounds.held import manifests_of, receipts_of
from homeward.actions.workspace.rounds.items import agreement_of, view_table
from homeward.actions.workspace.rounds.offers import Bargaining, Conformity
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.actions.workspace.rounds.swapping import SwapView
from homeward.exchange.agreeing.category import contested
from homeward.exchange.handing_over.count import VOICES, Cell
from homeward.exchange.planning.rule import tell


def answer_round(found: RoundState) -> Json:
    """Answer between whom a round is, and by which terms."""
    opening = found.opening
    return {
        "id": found.id,
        "name": opening.name,
        "own": opening.own,
        "other": opening.other,
        "neutral": opening.neutral,
        "on": opening.on.isoformat(),
        "acts": len(found.acts),
    }


def answer_candidates(desk: Desk, found: RoundState, candidates: Candidates) -> Json:
    """Answer who may be in a round, of which categories by whose list, and go or not go."""
    seen = passages(desk, found, candidates.people)
    people: list[Plain] = [
        {
            "id": one.id,
            "home": one.home,
            "holder": one.holder,
            "status": one.status,
            "held_days": one.held_days,
            "categories": list(one.categories),
            "passage": seen.get(one.id, "not go"),
            "case": one.case,
            "said": {
                side: {m.category: {"answer": m.answer, "because": m.because, "lacks": list(m.lacks)} for m in many}
                for side, many in one.memberships.items()
            },
        }
        for one in candidates.people
    ]
    return {
        "people": people,
        "left_out": dict(candidates.left_out),
        "contested": [{"id": one.person, "category": one.category} for one in contested(candidates.views)],
    }


def answer_table(desk: Desk, found: RoundState) -> Json:
    """Answer where each line stands, whose move is due, who refuses how much, and what both signed."""
    found = seen_by(desk, found)
    table, agreement = view_table(desk, found), agreement_of(found)
    return {
        "on": table.on.isoformat(),
        "lines": [
            {
                "id": row.record_id,
                "state": row.standing.state,
                "holder": row.holder,
                "due": row.due,
                "days": row.days,
                "signed": list(row.standing.signed),
            }
            for row in table.rows
        ],
        "refusals": [
            {"side": one.side, "asked": one.n_asked, "refused": one.n_refused, "without_reason": one.n_without_reason}
            for one in table.refusals
        ],
        "agreed": [item.id for item in agreement.agreed],
        "open": [{"id": one.item.id, "signed_by": one.signed_by, "waits_for": one.waits_for} for one in agreement.open],
        "withdrawn": [item.id for item in agreement.withdrawn],
        "says": [*table.says, *(one.says for one in agreement.notices if one.to == found.opening.own)],
        "problems": [plain_of(one) for one in (*table.problems, *agreement.problems)],
    }


def answer_papers(desk: Desk, found: RoundState) -> Json:
    """Answer which manifests and receipts there are, and who has not signed them."""
    found = seen_by(desk, found)
    manifests: list[Plain] = [
        {
            "digest": one.paper.digest.hex(),
            "id": one.manifest.id,
            "number": one.manifest.number,
            "giver": one.manifest.giver,
            "receiver": one.manifest.receiver,
            "persons": sum(line.kind == "person" for line in one.manifest.lines),
            "containers": sum(line.kind == "container" for line in one.manifest.lines),
            "lacks": list(one.lacks),
            "used": one.is_used,
        }
        for one in manifests_of(found)
    ]
    receipts: list[Plain] = [
        {"digest": paper.digest.hex(), "id": one.id, "manifest": one.manifest.hex(), "part": one.part}
        for one, paper in receipts_of(found)
    ]
    return {"manifests": manifests, "receipts": receipts}


def answer_day(day: Day) -> Json:
    """Answer roll call, three counts and receipts of one manifest, beside each other."""
    counts = day.counts
    return {
        "manifest": day.held.manifest.id,
        "lines": [
            {
                "id": one.line.id,
                "kind": one.line.kind,
                "shown": one.shown,
                "other": one.other,
                "differences": list(one.differences),
            }
            for one in day.called
        ],
        "unlisted": [one.other for one in day.unlisted],
        "waiting": list(day.waiting),
        "problems": [plain_of(one) for one in day.problems],
        "counts": None if counts is None else [_answer_cell(cell) for cell in counts.cells],
        "differences": [] if counts is None else [one.says for one in (*counts.differences, *counts.remarks)],
        "receipted": plain_of(day.receipted),
        "unsigned": {receipt: list(says) for receipt, says in day.unsigned.items()},
    }


def answer_afterwards(after: Afterwards) -> Json:
    """Answer what became of everybody who crossed, by whom, on which decision, and what follows."""
    return {
        "results": [
            {
                "kind": one.of.kind,
                "id": one.of.id,
                "outcome": one.outcome,
                "disputed": one.is_disputed,
                "by": [{"by": said.by, "outcome": said.outcome, "basis": said.basis} for said in one.assessments],
                "next": list(one.steps),
            }
            for one in after.results
        ],
        "double_presence": [one.says for one in after.findings],
        "bookings": [plain_of(one) for one in after.bookings],
        "problems": [plain_of(one) for one in after.problems],
    }


def answer_board(desk: Desk, found: RoundState, after: Afterwards) -> Json:
    """Answer pledged → listed → agreed → on a manifest → crossed → confirmed, in persons and containers apart."""
    candidates, found = find_candidates(desk, found), seen_by(desk, found)
    plans = found.said(PlanMade)
    agreed = Counter(item.kind for item in agreement_of(found).agreed)
    lines = Counter(line.kind for one in manifests_of(found) for line in one.manifest.lines)
    crossed = Counter(one.of.kind for one in after.results)
    confirmed = Counter(one.of.kind for one in after.results if one.outcome == "confirmed")
    return {
        "persons": {
            "candidates": len(candidates.people),
            "planned": len(plans[-1].plan) if plans else 0,
            "agreed": agreed["person"],
            "on a manifest": lines["person"],
            "crossed": crossed["person"],
            "confirmed": confirmed["person"],
        },
        "containers": {
            "agreed": agreed["container"],
            "on a manifest": lines["container"],
            "crossed": crossed["container"],
            "confirmed": confirmed["container"],
        },
    }


def answer_offers(bargaining: Bargaining) -> Json:
    """Answer where offers stand, and what was conceded from one to the next, in words."""
    return {
        "offers": [
            {
                "id": one.offer.id,
                "by": one.offer.by,
                "state": one.state,
                "valid": [one.offer.valid_from.isoformat(), one.offer.valid_until.isoformat()],
                "gives": sorted(one.offer.gives),
                "asks": sorted(one.offer.asks),
                "rules": [tell(rule) for rule in one.offer.rules],
                "ended_by": None if one.by is None else one.by.id,
            }
            for one in bargaining.standings
        ],
        "concessions": [
            {
                "by": one.by,
                "from": one.before,
                "to": one.after,
                "conceded": one.n_conceded,
                "taken_back": one.n_taken_back,
                "words": list(one.words),
            }
            for one in bargaining.concessions
        ],
        "problems": [plain_of(one) for one in bargaining.problems],
    }


def answer_fits(conformity: Conformity) -> Json:
    """Answer rule by rule and side by side whether a list fits, and which lines the sides place differently."""
    return {
        "lines": conformity.n_lines,
        "unknown": list(conformity.unknown),
        "rules": [
            {
                "rule": one.rule,
                "asks": one.asks,
                "agreed": one.is_agreed,
                "contested": list(one.contested),
                "readings": {
                    own.side: {"fits": own.fits, "of_it": own.n_of_it, "unknown": own.n_unknown, "says": own.says}
                    for own in one.readings
                },
            }
            for one in conformity.fits
        ],
    }


def answer_swap(view: SwapView) -> Json:
    """Answer how far a swap of lists has come: who committed to how many lines, who opened, who is late."""
    swap = view.swap
    return {
        "state": swap.state,
        "committed": {one.party: one.n_lines for one in swap.commitments},
        "open_by": None if swap.countersign is None else swap.countersign.open_by.isoformat(),
        "opened": [one.statement.party for one in swap.openings],
        "overdue": list(view.overdue),
        "contradicted": [one.commitment.party for one in view.evidence],
        "problems": [plain_of(one) for one in view.problems],
    }


def _answer_cell(cell: Cell) -> Plain:
    counts: dict[str, Plain] = dict(zip(VOICES, cell.n, strict=True))
    return {"unit": cell.unit, "giver": cell.giver, "category": cell.category, "counts": counts}
