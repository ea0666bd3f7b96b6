"""The rounds of the story, told in both workspaces: one crossed, one is planned, one of children is agreed."""

import json
from datetime import date, datetime, timedelta

from homeward.actions.story.people import Cast
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.crossing import count_by_roll, make_receipt, note_count, note_outcome, take_marks
from homeward.actions.workspace.rounds.gates import Heard, hear_gates
from homeward.actions.workspace.rounds.held import manifests_of, write_file
from homeward.actions.workspace.rounds.items import proofs_of, sign_items, take_proofs
from homeward.actions.workspace.rounds.opening import Parties, find_round, open_round
from homeward.actions.workspace.rounds.papers import Crossing, countersign, make_manifest, take_paper, use_manifest
from homeward.actions.workspace.rounds.planning import plan_round
from homeward.exchange.handing_over.outcome import Assessment, Crossed
from homeward.exchange.planning.program import Patience
from homeward.ledger.keys import SigningKey, write_verifier_key

_TALKS, _BRIDGE = ("nina", "oleh"), ("hana", "igor")
_CATEGORIES = [
    {"name": "severely wounded or sick", "standard": True},
    {"name": "18 to 25", "ground": "agreement of the talks, point 3", "test": {"aged": [18, 25]}},
]
Sides = tuple[str, str]
_SIDES: Sides = ("North", "South")
_SEATS = {"id": "seats", "kind": "capacity", "resource": "seat"}
_RULES = [{"id": "one for one", "kind": "parity", "measure": "count", "scope": "all", "tolerance": 0}]
_OBJECTIVES = [
    {"sense": "max", "measure": "count", "where": {"category": "severely wounded or sick"}},
    {"sense": "max", "measure": "count"},
]


class Both:
    """One round in the workspaces of both sides."""

    def __init__(self, name: str, casts: tuple[Cast, Cast], seats: int, on: date, sides: Sides = _SIDES) -> None:
        self.casts = casts
        rules = [*(_RULES if sides == _SIDES else ()), {**_SEATS, "max": seats}]
        terms = {"sides": list(sides), "rounds": [0], "categories": _CATEGORIES}
        text = json.dumps({**terms, "rules": rules, "objectives": _OBJECTIVES}).encode()
        neutral = write_verifier_key(SigningKey("homeward/neutral", bytes(32)).verifier())
        keys = [write_verifier_key(cast.workspace.ledger_key.verifier()) for cast in casts]
        self.ids = []
        for cast, own, other, key in zip(casts, sides, reversed(sides), reversed(keys), strict=True):
            parties = Parties(own=own, other=other, neutral="Neutral", other_key=key, neutral_key=neutral)
            self.ids.append(cast.both(_TALKS, open_round, name, parties, text, on=on)[0])

    def plan(self) -> None:
        """Let each side plan."""
        for cast, round_id in zip(self.casts, self.ids, strict=True):
            plan_round(cast.seat("nina"), round_id, Patience())

    def agree(self) -> None:
        """Sign everybody of the plan on both sides, and carry the signatures over."""
        north, south = self.casts
        for one, other, first, second in ((north, south, 0, 1), (south, north, 1, 0)):
            one.both(_TALKS, sign_items, self.ids[first])
            now = find_round(one.seat("nina"), self.ids[first], "agree round")[0]
            take_proofs(other.seat("nina"), self.ids[second], proofs_of(now))

    def hear(self, until: date) -> None:
        """Everybody wishes to go and is fit, as the neutral and doctors say; one stays."""
        for cast, round_id in zip(self.casts, self.ids, strict=True):
            hana = cast.seat("hana")
            people = sorted(find_candidates(hana, find_round(hana, round_id, "roll call")[0]).by_id)
            fit = Heard(gate="fitness", is_open=True, by="doctors", until=until)
            wishes = [(one, Heard(gate="wish", is_open=one != people[-1], by="Neutral")) for one in people]
            hear_gates(hana, round_id, [*wishes, *((one, fit) for one in people)])

    def hear_of_children(self, relatives: tuple[str, str]) -> None:
        """What a child needs beside: a decision on its best interest, and a verified relative; of one none is known.

        relatives    file of whoever receives them, in each workspace
        """
        for cast, round_id, relative in zip(self.casts, self.ids, relatives, strict=True):
            hana = cast.seat("hana")
            people = sorted(find_candidates(hana, find_round(hana, round_id, "roll call")[0]).by_id)
            best = Heard(gate="best interest", is_open=True, by="panel of the Neutral")
            kin = Heard(gate="relation", is_open=True, by="child protection of the North", to=relative)
            hear_gates(hana, round_id, [*((one, best) for one in people), *((one, kin) for one in people[1:])])

    def load(self, at: datetime) -> str:
        """The South makes its manifest, the North signs it: its digest."""
        north, south = self.casts
        closes, expires = at + timedelta(hours=6), at + timedelta(days=2)
        crossing = Crossing(giver="South", place="bridge", opens_at=at, closes_at=closes, expires_at=expires)
        south.both(_BRIDGE, make_manifest, self.ids[1], crossing)
        [held] = manifests_of(find_round(south.seat("hana"), self.ids[1], "roll call")[0])
        digest = held.paper.digest.hex()
        take_paper(north.seat("hana"), self.ids[0], write_file(held.paper))
        north.both(_BRIDGE, countersign, self.ids[0], digest)
        use_manifest(north.seat("hana"), self.ids[0], digest)
        return digest

    def cross(self, digest: str, at: datetime) -> None:
        """Roll call at the bridge: all but one of the manifest are there; receipt, counts, and who was confirmed."""
        north, hana = self.casts[0], self.casts[0].seat("hana")
        now = find_round(hana, self.ids[0], "roll call")[0]
        [held] = [one for one in manifests_of(now) if one.paper.digest.hex() == digest]
        lines = [line.id for line in held.manifest.lines]
        same = {"manifest": held.manifest.id, "at": at.isoformat(), "who": "h1", "device": "d1"}
        said = ["present"] * (len(lines) - 1) + ["absent" if len(lines) > 2 else "present"]
        marks = [
            {**same, "id": f"m{number}", "counter": number, "said": word, "line": line}
            for number, (word, line) in enumerate(zip(said, lines, strict=True), start=1)
        ]
        take_marks(hana, self.ids[0], json.dumps({"marks": marks}).encode())
        count_by_roll(hana, self.ids[0], digest, "receiver")
        figures = [{"unit": "persons", "giver": "South", "n": len(lines)}]
        told = {"voice": "giver", "by": "South", "figures": figures}
        note_count(hana, self.ids[0], digest, json.dumps(told).encode())
        north.both(_BRIDGE, make_receipt, self.ids[0], digest)
        candidates = find_candidates(hana, find_round(hana, self.ids[0], "roll call")[0]).by_id
        for number, line in enumerate(lines[: len(lines) // 2]):
            of, case = Crossed("person", line), candidates[line].case
            known = Assessment(id=f"o{number}", of=of, outcome="confirmed", basis=case, by="North", at=at)
            note_outcome(hana, self.ids[0], known)
