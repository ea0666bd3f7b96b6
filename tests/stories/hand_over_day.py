"""A simulator of hand-overs: rounds of persons and containers both ways, devices, counts, receipts, and faults.

Every line crosses unless a fault says otherwise. Each fault is a method: it changes what happened and what papers say,
and notes what ought to be found. `look` finds with the program what there is to find, in the same words.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from homeward.exchange.handing_over.account import Account, HandOver, account_for, listings_of
from homeward.exchange.handing_over.count import VOICES, Count, Counted, Figure
from homeward.exchange.handing_over.manifest import (
    Line,
    Manifest,
    Used,
    in_order,
    refusals,
    use,
    write_manifest,
)
from homeward.exchange.handing_over.outcome import Assessment, Crossed, outcomes_after
from homeward.exchange.handing_over.presence import Holding, double_presence
from homeward.exchange.handing_over.receipt import Receipt, Transfer
from homeward.exchange.handing_over.roll_call import Mark, RollCall, merge
from homeward.exchange.handing_over.seals import Seal

START = datetime(2026, 5, 3, 8, tzinfo=UTC)
DEVICES = ("d1", "d2")
LOGS = {"north": "homeward/north", "south": "homeward/south"}

Found = set[tuple[str, str]]  # what, and of whom or what


@dataclass
class Crossing:
    """One manifest of one round, in one direction, and everything that happens on its day."""

    manifest: Manifest
    rng: random.Random
    scripts: dict[str, list[dict]] = field(default_factory=dict)  # marks about each line or stranger, in order
    lists: dict[str, list[Counted]] = field(default_factory=dict)
    transfers: dict[str, Transfer] = field(default_factory=dict)
    consents: list[tuple[str, str]] = field(default_factory=list)
    crossed: set[str] = field(default_factory=set)
    stayed: set[str] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)  # whose end nobody can be sure of
    lost: set[str] = field(default_factory=set)  # ids of marks that never arrive
    figures: tuple[Figure, ...] | None = None  # of the giver, in place of a list
    assessments: list[Assessment] = field(default_factory=list)
    expected: Found = field(default_factory=set)
    untouched: list[Line] = field(default_factory=list)
    n_strangers: int = 0

    def __post_init__(self):
        self.untouched = list(self.manifest.lines)
        self.rng.shuffle(self.untouched)
        self.lists = {voice: [] for voice in VOICES}
        for line in self.manifest.lines:
            seals = tuple(Seal(number) for number in line.seals) if line.kind == "container" else None
            self._cross(line.kind, line.id, VOICES, seals=seals, n_said=line.n_declared)
            self.say(line.id, *({"device": device, "said": "present", "seals": seals} for device in DEVICES))

    def say(self, line, *marks):
        self.scripts[line] = list(marks)

    def pick(self, kind=None):
        """A line that no fault has touched yet; None where there is none."""
        line = next((one for one in self.untouched if kind in (None, one.kind)), None)
        if line is not None:
            self.untouched.remove(line)
        return line

    def stranger(self, kind="person"):
        self.n_strangers += 1
        return f"{self.manifest.id}{'x' if kind == 'person' else 'y'}{self.n_strangers}"

    def _cross(self, kind, id, voices, **changes):
        unit = "persons" if kind == "person" else "containers"
        for voice in voices:
            n_individuals = changes.get("n_said") if voice == "giver" else None  # nobody else opens a container
            self.lists[voice].append(Counted(unit, id, self.manifest.giver, n_individuals=n_individuals))
        self.transfers[id] = Transfer(kind=kind, id=id, **changes)
        self.crossed.add(id)

    def _stay(self, id):
        for voice in VOICES:
            self.lists[voice] = [one for one in self.lists[voice] if one.id != id]
        self.transfers.pop(id, None)
        self.crossed.discard(id)
        self.stayed.add(id)

    def _unclear(self, id):
        self.crossed.discard(id)
        self.stayed.discard(id)
        self.unclear.add(id)

    # ── what happens, and is no fault ──

    def is_absent(self, line):
        self.say(line.id, *({"device": device, "said": "absent"} for device in DEVICES))
        self._stay(line.id)

    def chooses_to_stay(self, line):
        heard = [{"device": "d1", "said": "goes", "minute": 1}, {"device": "d2", "said": "stays", "minute": 7}]
        self.scripts[line.id] += heard
        self._stay(line.id)

    def stays_and_then_goes(self, line):
        heard = [{"device": "d2", "said": "stays", "minute": 1}, {"device": "d1", "said": "goes", "minute": 7}]
        self.scripts[line.id] += heard

    def is_unfit(self, line):
        self.scripts[line.id] += [{"device": device, "said": "unfit"} for device in DEVICES]
        self._stay(line.id)

    def devices_differ_and_somebody_settles_it(self, line):
        seals = self.scripts[line.id][0]["seals"]
        self.say(
            line.id,
            {"device": "d1", "said": "present", "seals": seals},
            {"device": "d2", "said": "absent"},
            {"device": "d1", "said": "present", "seals": seals, "answers": (f"{self.manifest.id}.{line.id}.1",)},
        )

    def another_is_brought_with_consent(self, line):
        other = self._bring_instead(line)
        self.consents.append((line.id, other))

    # ── faults ──

    def another_is_brought_instead(self, line):
        other = self._bring_instead(line)
        self._unclear(other)
        self.expected.add(("brought instead without consent", other))

    def _bring_instead(self, line):
        other = self.stranger(line.kind)
        seals = () if line.kind == "container" else None
        marks = ({"device": d, "said": "brought instead", "other": other, "seals": seals} for d in DEVICES)
        self.say(line.id, *marks)
        self._stay(line.id)
        self._cross(line.kind, other, VOICES, instead_of=line.id, seals=seals)
        return other

    def is_moved_against_their_word(self, line):
        self.scripts[line.id].append({"device": "d1", "said": "stays", "minute": 3})
        self._unclear(line.id)
        self.expected.add(("moved against their word", line.id))

    def is_counted_only_by(self, line, voices):
        names = {
            ("giver",): "only said by the giver",
            ("neutral",): "only seen by the neutral",
            ("receiver",): "only had by the receiver",
            ("giver", "neutral"): "not received",
            ("giver", "receiver"): "not seen by the neutral",
            ("neutral", "receiver"): "not given",
        }
        for voice in set(VOICES) - set(voices):
            self.lists[voice] = [one for one in self.lists[voice] if one.id != line.id]
        if "receiver" not in voices or len(voices) == 1:
            del self.transfers[line.id]
        if voices in (("giver",), ("receiver",)):
            self.say(line.id, *({"device": device, "said": "absent"} for device in DEVICES))
        self._unclear(line.id)
        self.expected.add((names[voices], line.id))

    def stands_twice_on_a_list(self, line):
        voice = self.rng.choice(VOICES)
        self.lists[voice].append(next(one for one in self.lists[voice] if one.id == line.id))
        self._unclear(line.id)
        self.expected.add(("twice on one list", line.id))

    def is_another_category_to_each(self, line):
        for voice, category in (("giver", "young"), ("receiver", "severe")):
            self.lists[voice] = [
                replace(one, category=category) if one.id == line.id else one for one in self.lists[voice]
            ]
        self.expected.add(("another category", line.id))

    def is_in_dispute_between_devices(self, line):
        self.say(line.id, {"device": "d1", "said": "present"}, {"device": "d2", "said": "absent"})
        self._unclear(line.id)
        self.expected.add(("disputed", line.id))

    def has_a_wrong_seal(self, line):
        whole = tuple(Seal(number) for number in line.seals)
        found = self.rng.choice([whole[1:], (*whole[1:], Seal("z9")), (replace(whole[0], is_whole=False), *whole[1:])])
        found = tuple(sorted(found))
        self.say(line.id, *({"device": device, "said": "present", "seals": found} for device in DEVICES))
        self.transfers[line.id] = replace(self.transfers[line.id], seals=found)
        self._unclear(line.id)
        self.expected.add(("seals", line.id))

    def somebody_unknown_is_there(self, is_moved):
        other = self.stranger()
        self.say(other, *({"device": device, "said": "unknown person", "other": other} for device in DEVICES))
        if is_moved:
            self._cross("person", other, VOICES)
            self.expected.add(("without a line", other))
        self._unclear(other)
        self.expected.add(("unknown person", other))

    def a_device_is_lost(self, device, n_kept):
        """Only the first marks of a device arrive; the other device marked everybody too."""
        own = [mark for mark in self._all_marks() if mark.device == device]
        self.lost |= {mark.id for mark in own[n_kept:]}
        self.expected.add(("not arrived", device))

    def a_mark_is_lost(self, device):
        own = [mark for mark in self._all_marks() if mark.device == device and mark.said == "present"]
        self.lost.add(self.rng.choice(own).id)
        self.expected.add(("not arrived", device))

    def a_mark_names_no_line(self):
        self.say("nobody", {"device": "d1", "said": "present", "line": "nobody"})
        self.expected.add(("problem", f"mark {self.manifest.id}.nobody.0"))

    def the_giver_gives_only_numbers(self, wrong_by):
        n_by_unit = {unit: sum(one.unit == unit for one in self.lists["giver"]) for unit in ("persons", "containers")}
        n_by_unit["persons"] += wrong_by
        self.figures = tuple(Figure(unit, self.manifest.giver, n) for unit, n in n_by_unit.items())
        if wrong_by:
            self.expected.add(("numbers only", "persons"))

    def has_not_begun(self):
        """The manifest is made; nobody has crossed, been counted or marked."""
        self.scripts, self.transfers, self.lists = {}, {}, {voice: [] for voice in VOICES}
        self.unclear, self.crossed = {line.id for line in self.manifest.lines}, set()

    # ── afterwards ──

    def turns_out(self, line, outcome, day=30):
        earlier = "k0" if outcome == "part of an earlier delivery" else None
        self.assessments.append(
            Assessment(
                id=f"a.{line.id}",
                of=Crossed(line.kind, line.id),
                outcome=outcome,
                by="board",
                at=self.manifest.opens_at + timedelta(days=day),
                basis=f"decision.{line.id}",
                earlier=earlier,
            )
        )

    # ── papers ──

    def _all_marks(self):
        marks, counters = [], dict.fromkeys(DEVICES, 0)
        told = [(line, number, one) for line, script in self.scripts.items() for number, one in enumerate(script)]
        told += [("", number, {"device": device, "said": "end"}) for number, device in enumerate(DEVICES)]
        for line, number, given in told:
            one = dict(given)
            device, said = one.pop("device"), one.pop("said")
            counters[device] += 1
            marks.append(
                Mark(
                    id=f"{self.manifest.id}.{line}.{number}",
                    manifest=self.manifest.id,
                    said=said,
                    who="w1",
                    at=self.manifest.opens_at + timedelta(minutes=one.pop("minute", 0)),
                    device=device,
                    counter=counters[device],
                    line=None if said in ("unknown person", "end") else one.pop("line", line),
                    **one,
                )
            )
        return marks

    def arrivals(self):
        """The marks that arrive, late and out of order, some of them twice."""
        marks = [mark for mark in self._all_marks() if mark.id not in self.lost]
        again = self.rng.sample(marks, len(marks) // 3)
        return self.rng.sample([*marks, *again], len(marks) + len(again))

    def call(self):
        marks = self.arrivals()
        cuts = sorted(self.rng.sample(range(len(marks) + 1), 2))
        parts = [RollCall(tuple(marks[a:b])) for a, b in ((0, cuts[0]), (cuts[0], cuts[1]), (cuts[1], len(marks)))]
        self.rng.shuffle(parts)
        return merge(*parts)

    def receipts(self):
        """One receipt in one or two parts."""
        transfers = sorted(self.transfers.values(), key=lambda one: (one.kind, one.id))
        cut = self.rng.randrange(len(transfers) + 1)
        parts = [some for some in (transfers[:cut], transfers[cut:]) if some]
        return tuple(
            Receipt(
                id=f"{self.manifest.id}.receipt.{part}",
                manifest=write_manifest(self.manifest).digest,
                round=self.manifest.round,
                part=part,
                giver=self.manifest.giver,
                receiver=self.manifest.receiver,
                neutral="neutral",
                place=self.manifest.place,
                at=self.manifest.opens_at + timedelta(hours=2),
                transfers=tuple(some),
            )
            for part, some in enumerate(parts, start=1)
        )

    def counts(self):
        at = self.manifest.opens_at + timedelta(hours=1)
        counts = [
            Count(voice=voice, by=voice, at=at, lines=tuple(self.rng.sample(self.lists[voice], len(self.lists[voice]))))
            for voice in VOICES
        ]
        if self.figures is not None:
            counts[0] = replace(counts[0], lines=None, figures=self.figures)
        return tuple(counts)

    def papers(self):
        return HandOver(
            manifest=self.manifest,
            call=self.call(),
            counts=self.counts(),
            receipts=self.receipts(),
            consents=tuple(self.consents),
            devices=DEVICES,
        )


@dataclass
class Days:
    """Rounds of hand-overs both ways, manifests that are replayed, and lists of who is held."""

    rng: random.Random
    crossings: list[Crossing] = field(default_factory=list)
    arriving: list[tuple[str, Manifest, str, datetime]] = field(default_factory=list)  # to whom, what, round, when
    holdings: list[Holding] = field(default_factory=list)
    expected: Found = field(default_factory=set)

    def add(self, giver, round, *, n_persons=6, n_containers=4, again=()):
        """Load a manifest after all that its recipient used before; `again` holds lines from earlier days."""
        receiver = "south" if giver == "north" else "north"
        before = [one.manifest for one in self.crossings if one.manifest.receiver == receiver]
        name = f"m{len(self.crossings) + 1}"
        lines = [Line(kind="person", id=f"{name}p{n}", item=f"{name}i{n}") for n in range(n_persons)]
        lines += [
            Line(
                kind="container",
                id=f"{name}k{n}",
                item=f"{name}j{n}",
                seals=(f"{name}s{n}", f"{name}t{n}"),
                n_declared=1,
            )
            for n in range(n_containers)
        ]
        lines += [replace(line, item=f"{name}again{n}") for n, line in enumerate(again)]
        at = START + timedelta(days=len(self.crossings))
        manifest = Manifest(
            id=name,
            round=round,
            number=1 + sum(one.round == round for one in before),
            previous=write_manifest(before[-1]).digest if before else bytes(32),
            giver=giver,
            receiver=receiver,
            place="bridge",
            opens_at=at,
            closes_at=at + timedelta(hours=6),
            expires_at=at + timedelta(hours=12),
            log_sizes=tuple((f"{log}/1", 10 * len(self.crossings)) for log in LOGS.values()),
            recipient=LOGS[receiver],
            lines=in_order(lines),
        )
        crossing = Crossing(manifest, self.rng)
        self.crossings.append(crossing)
        self.arriving.append((receiver, manifest, round, at))
        return crossing

    def replay(self, how):
        """Present a manifest that was used, or one made for somebody else, once more."""
        last = self.crossings[-1].manifest
        receiver, now = last.receiver, last.opens_at + timedelta(hours=1)
        own = [one.manifest for one in self.crossings if one.manifest.receiver == receiver]
        other = [one.manifest for one in self.crossings if one.manifest.receiver != receiver]
        arrival = {
            "same": (receiver, last, last.round, now),
            "older": (receiver, own[0], own[0].round, now),
            "new id": (receiver, replace(own[0], id="m99"), own[0].round, now),
            "other round": (receiver, self._next(last), "r99", now),
            "other recipient": (
                receiver,
                other[-1] if other else replace(self._next(last), recipient=LOGS[last.giver]),
                last.round,
                now,
            ),
            "expired": (receiver, self._next(last), last.round, last.expires_at),
        }[how]
        self.arriving.append(arrival)
        self.expected.add(("refused", arrival[1].id))

    def _next(self, last):
        return replace(last, id="m98", number=last.number + 1, previous=write_manifest(last).digest)

    def is_held(self, id, party, days):
        self.holdings.append(Holding(id=id, party=party, on=START + timedelta(days=days)))


@dataclass(frozen=True)
class Seen:
    """What the program finds in the papers."""

    found: Found
    accounts: dict[str, Account]
    papers: dict[str, HandOver]
    outcomes: dict[tuple[str, str], str]  # by manifest and id


def look(days: Days) -> Seen:
    """Read all papers with the program, and say what it finds."""
    papers = {one.manifest.id: one.papers() for one in days.crossings}
    accounts = {name: account_for(some) for name, some in papers.items()}
    found = {("refused", id) for id in refused(days)}
    outcomes = {}
    for crossing in days.crossings:
        name = crossing.manifest.id
        found |= found_in(accounts[name])
        crossed = [Crossed(one.kind, one.id) for receipt in papers[name].receipts for one in receipt.transfers]
        results, problems = outcomes_after(crossed, crossing.assessments)
        outcomes |= {(name, one.of.id): one.outcome for one in results}
        found |= {("problem", problem.where) for problem in problems}
    listings = [one for name, some in papers.items() for one in listings_of(some, accounts[name])]
    found |= {(one.kind, one.id) for one in double_presence(listings, days.holdings)}
    return Seen(found, accounts, papers, outcomes)


def refused(days: Days) -> list[str]:
    """Use every manifest that arrives and may be used; give the ids of the others."""
    used = {party: Used(log) for party, log in LOGS.items()}
    out = []
    for party, manifest, round, at in days.arriving:
        if refusals(manifest, used[party], round=round, at=at):
            out.append(manifest.id)
        else:
            used[party] = use(used[party], manifest)
    return out


def found_in(account: Account) -> Found:
    """Name everything in an account that is not as it should be."""
    found = {(one.kind, one.id) for one in account.comparison.differences}
    found |= {(one.kind, one.id or one.unit) for one in account.comparison.remarks}
    found |= {(one.kind, one.id) for one in account.receipted.mismatches}
    found |= {("disputed", one.line.id) for one in account.called if one.state == "disputed"}
    found |= {("unknown person", one.other) for one in account.unlisted}
    found |= {("not arrived", says.split()[1].rstrip(":")) for says in account.not_arrived}
    found |= {("problem", problem.where) for problem in account.problems}
    ends = (*account.lines, *account.others)
    found |= {
        ("moved against their word", one.id) for one in ends if any("moved against" in says for says in one.because)
    }
    return found | {("seals", one.id) for one in ends if any(": seal " in says for says in one.because)}
