"""Who may be in a round: people whose identity two readers or a board established, and who signed it.

The holder is the party whose list names the person as found; home is the party whose list seeks the same person. Each
side's classification rests on its own list. Nobody is left out in silence: every signed identification is a candidate
or is counted with the reason why not. Files with a harm flag are in no number that others see.

In a round a person bears the code of the line on the holder's list, because both sides have that list: with the same
codes, terms and seeds each of them, and the neutral, computes the same plan.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Literal

from homeward.actions.workspace.desk import Desk, hides
from homeward.actions.workspace.folding.heads import Head, heads_of
from homeward.actions.workspace.folding.memory import Conclusion, Memory, remember_same
from homeward.actions.workspace.folding.rounds import PaperSeen, RoundState
from homeward.actions.workspace.folding.states import LISTS, THINGS, FileRecord, file_of
from homeward.actions.workspace.rounds.opening import terms_of
from homeward.exchange.agreeing.category import Category, Facts, Membership, Views, classify, compare_views
from homeward.records.dates import PartialDate, read_date
from homeward.records.person import Person
from homeward.records.service import read_category, read_sex
from homeward.records.status import current_status
from homeward.review.act import KIND_OF, Signing
from homeward.store.state import State
from homeward.store.transaction import Snapshot

AS_OF_RIGHT = "as_of_right"
_STATUS = {"military": "prisoner of war", "civilian": "detained civilian", "child": "detained civilian"}
_SIGNED = ("signed", "acted on")
_AWAY = ("released", "escaped")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}")
LeftOut = Literal[
    "the file was erased",
    "held and sought by others than the two sides of this round",
    "home already",
    "identified with two people, or two lines of one code: people must say whose it is",
]
_TWICE: LeftOut = "identified with two people, or two lines of one code: people must say whose it is"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person of a round."""

    id: str  # code of the line on the holder's list
    found: str  # file of whoever is held
    sought: str  # file of the same person as sought
    case: str  # whose signed decision says so
    home: str
    holder: str
    status: str  # of the planner: held, dead, not_held
    held_days: int
    memberships: Mapping[str, tuple[Membership, ...]]  # by side, each by its own list
    categories: tuple[str, ...]
    born: str | None = field(repr=False)  # as the holder's list says: a child has gates of its own


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everybody who may be in a round, and how many signed identifications are of nobody who may."""

    people: tuple[Candidate, ...]
    left_out: Mapping[LeftOut, int]  # by reason
    views: tuple[Views, ...]  # what each side says of each person and category
    hidden: frozenset[str] = field(default=frozenset(), repr=False)  # by a harm flag: to leave out, never to tell

    @property
    def by_id(self) -> dict[str, Candidate]:
        """Give the candidates by their ids."""
        return {one.id: one for one in self.people}


def find_candidates(desk: Desk, found: RoundState, on: date | None = None) -> Candidates:
    """Find everybody who may be in a round, as this person may see it."""
    with desk.store.read() as now:
        identified, hidden = _IDENTIFIED.of(now), _hidden_in(desk, now, found.sides)
    return _candidates(found, identified, hidden, on or found.opening.on)


@remember_same(256)
def _candidates(found: RoundState, identified: "_Identified", hidden: frozenset[str], on: date) -> Candidates:
    categories, papers = terms_of(found).categories, _papers(found)
    known = [one for one in identified.both if one is not None and one.code not in hidden]
    codes, sought = (Counter(key(one) for one in known) for key in (_code_of, _sought_of))
    people: list[Candidate] = []
    left_out: Counter[LeftOut] = Counter({"the file was erased": identified.both.count(None)})
    for one in known:
        is_double = codes[one.code] > 1 or sought[_sought_of(one)] > 1
        because = one.why_not(found.sides) or (_TWICE if is_double else None)
        if because is None:
            people.append(one.candidate(categories, papers, on))
        else:
            left_out[because] += 1
    said = {side: {one.id: one.memberships.get(side, ()) for one in people} for side in found.sides}
    ordered = tuple(sorted(people, key=lambda one: one.id))
    counted = {because: n for because, n in sorted(left_out.items()) if n}
    return Candidates(ordered, counted, compare_views(said), hidden)


def hidden_from(desk: Desk, found: RoundState) -> frozenset[str]:
    """Give the codes of those whom a harm flag hides from this person in a round: to leave out, never to tell."""
    with desk.store.read() as now:
        return _hidden_in(desk, now, found.sides)


def _hidden_in(desk: Desk, now: Snapshot, sides: tuple[str, str]) -> frozenset[str]:
    """See which flagged files a person may not know of, and whom that hides from them."""
    flagged = frozenset(one.id for one in _FLAGGED.of(now) if one.party in sides and hides(desk.member, one.head))
    return _HIDDEN.of(now, sides, flagged) if flagged else frozenset()


def _hidden(now: Snapshot, sides: tuple[str, str], flagged: frozenset[str]) -> frozenset[str]:
    """Collect the codes of flagged files, of whoever a case pairs with one, and of who is identified with the same.

    Whoever is identified with two people, of whom one is hidden, could only be told to be so by telling of the other.
    """
    files = _read_files(now, sides)
    paired = {one.found for one in _CASES.all(now).values() if not flagged.isdisjoint((one.found, one.sought))}
    codes = {code for one in flagged | paired if (code := files.code(one)) is not None}
    told = [one for one in _IDENTIFIED.of(now).both if one is not None]
    sought = {_sought_of(one) for one in told if one.code in codes}
    return frozenset(codes | {one.code for one in told if _sought_of(one) in sought})


def _established(now: Snapshot) -> list["_Pair"]:
    """Give the pairs of which a signed decision says that they are one person."""
    return [one for status in _SIGNED for one in _CASES.all(now, status=status).values() if one.is_established]


@dataclass(frozen=True, slots=True, eq=False)
class _Identified:
    """Both files of each signed identification of a person; None where one was erased, or is no line of a list."""

    both: tuple["_Both | None", ...]


def _read_identified(now: Snapshot) -> _Identified:
    parties, pairs = _parties(now), _established(now)
    remains = THINGS.named(now, (pair.found for pair in pairs))  # of whom somebody has died: nobody who could go
    pairs = [pair for pair in pairs if pair.found not in remains]
    lines = _LINES.named(now, (one for pair in pairs for one in (pair.found, pair.sought)))
    told: list[_Both | None] = []
    for pair in pairs:
        found, sought = lines.get(pair.found), lines.get(pair.sought)
        if found is None or sought is None or not {found.list_id, sought.list_id} <= parties.keys():
            told.append(None)
        else:
            holder, home = parties[found.list_id], parties[sought.list_id]
            told.append(_Both(pair, found, sought, holder, home))
    return _Identified(tuple(told))


def _parties(now: Snapshot) -> dict[str, str]:
    """Name the party of each list."""
    return {list_id: record.party for list_id, record in LISTS.all(now).items()}


def _read_files(now: Snapshot, sides: tuple[str, str]) -> "_Files":
    """Read the heads of the files of both sides' lists."""
    parties = _parties(now)
    own = [list_id for list_id, party in parties.items() if party in sides]
    return _Files(parties, {one: heads_of(now, list_id=one) for one in own})


@dataclass(frozen=True, slots=True)
class _Flagged:
    """A file with a harm flag, and whose list it stands on."""

    id: str
    party: str
    head: Head


def _read_flagged(now: Snapshot) -> tuple[_Flagged, ...]:
    return tuple(
        _Flagged(file_id, party, head)
        for list_id, party in _parties(now).items()
        for file_id, head in heads_of(now, list_id=list_id).items()
        if head.has_harm_flag
    )


_FLAGGED, _IDENTIFIED, _HIDDEN = Conclusion(_read_flagged), Conclusion(_read_identified), Conclusion(_hidden)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A case, and whether a signed decision says that its two files are one person's."""

    case: str
    found: str
    sought: str
    is_established: bool


def _read_pair(state: State) -> _Pair:
    """Read the pair of a case.

    What is signed is what was settled: `review.decision.sign` refuses every other outcome. So the last signature says
    it, and nobody waits for thousands of cases to be folded.
    """
    told = json.loads(state.body)
    signed = [act["what"]["outcome"] for act in told["acts"] if act["kind"] == KIND_OF[Signing]]
    return _Pair(state.object, told["pair"]["found"], told["pair"]["sought"], signed[-1:] == ["established"])


@dataclass(frozen=True, slots=True)
class _Line:
    """The file of a line, and the list on which it stands."""

    list_id: str
    file: FileRecord
    line: Person


def _read_line(state: State) -> _Line:
    file = file_of(state)
    return _Line(state.parent or "", file, file.line)


_CASES = Memory("case", _read_pair)
_LINES = Memory("person", _read_line, 20_000)


@dataclass(frozen=True, slots=True, eq=False)
class _Files:
    """The files of both sides' lists."""

    parties: Mapping[str, str]  # by list
    heads: Mapping[str, Mapping[str, Head]]  # by list, then by file

    def code(self, file_id: str) -> str | None:
        """Give the code of the line that a file was made from; None where it stands on no list of both sides."""
        told = ((self.parties[one], heads[file_id]) for one, heads in self.heads.items() if file_id in heads)
        party, head = next(told, (None, None))
        return None if party is None or head is None else line_code(party, head.record_id)


@dataclass(frozen=True, slots=True)
class _Both:
    """Both files of a signed identification, with the parties that handed them over."""

    pair: _Pair
    found: _Line
    sought: _Line
    holder: str
    home: str

    @property
    def code(self) -> str:
        return line_code(self.holder, self.found.file.record_id)

    def why_not(self, sides: tuple[str, str]) -> LeftOut | None:
        if {self.holder, self.home} != set(sides):
            return "held and sought by others than the two sides of this round"
        if self.found.file.is_closed or self.sought.file.is_closed:
            return "home already"
        return None

    def candidate(
        self, categories: Sequence[Category], papers: Mapping[tuple[str, str], frozenset[str]], on: date
    ) -> Candidate:
        pair, code = self.pair, self.code
        lines = {self.holder: self.found.line, self.home: self.sought.line}
        since = _held_since(lines[self.holder]) or _held_since(lines[self.home])
        memberships = {}
        for side, line in lines.items():
            facts = replace(facts_of(code, line), papers=papers.get((code, side), frozenset()))
            if facts.held_since is None:
                facts = replace(facts, held_since=since)
            memberships[side] = tuple(classify(facts, one, on) for one in categories)
        return Candidate(
            code,
            pair.found,
            pair.sought,
            pair.case,
            self.home,
            self.holder,
            _status(self.found.file, self.sought.file),
            _days_held(since, on),
            memberships,
            _categories(categories, memberships),
            lines[self.holder].birth_date,
        )


def line_code(party: str, record_id: str) -> str:
    """Give the code of a line of a party's list, the same for everybody who has that list.

    >>> line_code("South", "S-1"), line_code("South", "Бравкенко")
    ('South:S-1', 'line-256ffe616fbc')
    """
    code = f"{party}:{record_id}"
    if _CODE.fullmatch(code):
        return code
    return f"line-{sha256(code.encode()).hexdigest()[:12]}"


def facts_of(code: str, line: Person) -> Facts:
    """Read what categories ask from one line of a list; what does not stand there is not known."""
    said = {
        "sex": None if line.sex is None else read_sex(line.sex),
        "status": None if line.category is None else _STATUS.get(read_category(line.category) or "", line.category),
        "health": None if line.health is None else line.health.strip().casefold(),
        "care": None,
    }
    born = None if line.birth_date is None else read_date(line.birth_date)
    traits = tuple((name, word) for name, word in said.items() if word)
    return Facts(code, born=born, held_since=_held_since(line), traits=traits)


def _held_since(line: Person) -> PartialDate | None:
    return None if line.last_seen_date is None else read_date(line.last_seen_date)


def _days_held(since: PartialDate | None, on: date) -> int:
    """Count days in captivity from the last day that the date can mean; not known is none, so that nobody gains."""
    if since is None:
        return 0
    return max((on - date(since.year, since.month or 12, since.day or 28)).days, 0)


def _categories(categories: Sequence[Category], memberships: Mapping[str, tuple[Membership, ...]]) -> tuple[str, ...]:
    """Give the categories to plan with: "18 to 25" where a side says yes and none says no, "18 to 25 by North" always.

    Where the sides contradict each other neither is right here; a rule can be written once for each side.
    """
    names = []
    for place, category in enumerate(categories):
        answers = {side: many[place].answer for side, many in memberships.items()}
        yes = [side for side, answer in answers.items() if answer == "yes"]
        if yes and "no" not in answers.values():
            names.append(category.name)
            if category.as_of_right:
                names.append(AS_OF_RIGHT)
        names += [f"{category.name} by {side}" for side in yes]
    return tuple(sorted(set(names)))


def _status(found: FileRecord, sought: FileRecord) -> str:
    """Say what the planner has to know: dead, held no more, or held, as far as no source contradicts another."""
    said = (*found.status, *sought.status)
    if current_status(said, "vital").value == "dead, certified":
        return "dead"
    return "not_held" if current_status(said, "custody").value in _AWAY else "held"


def _papers(found: RoundState) -> dict[tuple[str, str], frozenset[str]]:
    papers: dict[tuple[str, str], frozenset[str]] = {}
    for one in found.said(PaperSeen):
        key = (one.person, one.by)
        papers[key] = papers.get(key, frozenset()) | {one.paper}
    return papers


def _code_of(one: _Both) -> str:
    return one.code


def _sought_of(one: _Both) -> str:
    return one.pair.sought
