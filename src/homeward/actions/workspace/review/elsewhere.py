"""Decisions made elsewhere, before this workspace or beside it: a table of them, each row accounted for.

    found,sought,outcome,grounds,log10_lr,by,on,reason
    S-1,N-1,established,recognition; effects,,commission of the North,2019-05-03,no reason on file

Found and sought are ids of files, identifiers of a list, or codes of remains. They count until something better is
signed, are nobody's verdict here, and fill the register of weak grounds. An exclusion among them is never forgotten.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from homeward.actions.workspace.desk import Desk, Draft, Kept, authorise, hides, keep, new_id
from homeward.actions.workspace.folding.states import file_of
from homeward.actions.workspace.pairs import all_cases, draft_of
from homeward.actions.workspace.things import all_things
from homeward.errors import InvalidInput, Problem
from homeward.evidence.weight import Weight
from homeward.formats.reading import DETECT, at, read_number, read_text_table
from homeward.review.act import EarlierDecision, Pair
from homeward.review.basis import Basis
from homeward.review.verdict import OUTCOMES, Outcome
from homeward.store.state import Wanted

_NEEDED = ("found", "sought", "outcome", "by", "on")
_KINDS = {"dna": "DNA profile", "declared identity": "claimed identity"}  # other words for a ground
_NO_REASON = "no reason on file"


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a table of earlier decisions: rows in = new + known + held."""

    rows: Mapping[str, int]
    problems: tuple[Problem, ...]
    kept: Kept


def note_earlier(desk: Desk, data: bytes, *, act_id: str | None = None) -> Noted:
    """Record decisions that were made elsewhere; a second person signs them all at once.

    raises    Refused; InvalidInput where a column is missing
    """
    granted = authorise(desk, "confirm identity")
    table = read_text_table(data, DETECT)
    header = [name.strip().lower() for name in table.header]
    lacking = [name for name in _NEEDED if name not in header]
    if lacking:
        raise InvalidInput(
            f"a table of earlier decisions has the columns {', '.join(_NEEDED)}; {lacking[0]} is not there"
        )
    ids = _Ids(desk)
    cases = {one.case.pair: one for one in all_cases(desk)}
    counts = Counter({"in": table.n_rows_in, "new": 0, "known": 0, "held": table.n_rows_held})
    drafts: list[Draft] = []
    problems = list(table.problems)
    new: dict[Pair, str] = {}
    for number, row in zip(table.numbers, table.rows, strict=True):
        read = _read(ids, dict(zip(header, row, strict=True)))
        if isinstance(read, str):
            problems.append(Problem(at(number), read, "nothing: held"))
            counts["held"] += 1
            continue
        pair, what = read
        known = cases[pair].case.earlier if pair in cases else ()
        if any(act.what == what for act in known):
            counts["known"] += 1
            continue
        counts["new"] += 1
        case_id = cases[pair].id if pair in cases else new.setdefault(pair, new_id())
        drafts.append(draft_of(case_id, pair, what))
    says = f"{counts['new']} decisions made elsewhere"
    kept = keep(desk, granted, drafts, says=says, act_id=act_id) if drafts else Kept((), is_repeat=True)
    return Noted(counts, tuple(problems), kept)


class _Ids:
    """Files and things by the ways in which a table may name them; what must not exist for this person does not."""

    def __init__(self, desk: Desk) -> None:
        self.found: dict[str, set[str]] = {}
        self.sought: dict[str, set[str]] = {}
        with desk.store.read() as now:
            for state in now.states(Wanted(kind="person")):
                file = file_of(state)
                if not hides(desk.member, file):
                    side = self.found if file.role == "found" else self.sought
                    for name in (state.object, file.record_id):
                        side.setdefault(name, set()).add(state.object)
        for thing in all_things(desk):
            for name in (thing.id, thing.code):
                self.found.setdefault(name, set()).add(thing.id)


def _read(ids: _Ids, cells: Mapping[str, str]) -> tuple[Pair, EarlierDecision] | str:
    """Read a row; gives a sentence where it cannot be read."""
    found, sought = ids.found.get(cells["found"].strip(), ()), ids.sought.get(cells["sought"].strip(), ())
    if len(found) != 1 or len(sought) != 1:
        return "found or sought is no id here, or the id of several"
    outcome: Outcome | None = next((one for one in OUTCOMES if one == cells["outcome"].strip()), None)
    if outcome is None:
        return f"the outcome is one of {', '.join(OUTCOMES)}"
    try:
        on = date.fromisoformat(cells["on"].strip())
    except ValueError:
        return "the day is written 2019-05-03"
    by = cells["by"].strip()
    if not by:
        return "who decided it is not said"
    basis = _basis(cells)
    if isinstance(basis, str):
        return basis
    [one], [other] = found, sought
    because = cells.get("reason", "").strip() or _NO_REASON
    return Pair(one, other), EarlierDecision(outcome, basis, by, on, because)


def _basis(cells: Mapping[str, str]) -> Basis | str:
    words = [word.strip() for word in cells.get("grounds", "").split(";") if word.strip()]
    grounds = tuple(dict.fromkeys(_KINDS.get(word.lower(), word) for word in words))
    text = cells.get("log10_lr", "").strip()
    if not text:
        return Basis(unweighed=grounds)
    weighed = read_number(text)
    if weighed is None:
        return "log10_lr is no number"
    return Basis(weights=(Weight("kinship", weighed, "as decided elsewhere"),), unweighed=grounds)
