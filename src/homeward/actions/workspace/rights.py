"""Who may do what: role by act by scope, one table. Documents and tests are made from it.

A cell says for which people's files, and how: "own" (files of the own caseload, assignment or round), "all" (any file
not closed or flagged), "case" (one file at a time, each with its reason). "+" asks a second person who holds the right
too; "propose" is a proposal that somebody else must confirm. What a cell shows only in part stands after a colon. An
empty cell is refused.

Closed files can be read, not changed, except by what reopens or erases them. A file with a harm flag is seen by its own
team and by those whom the flag calls: data protection and the neutral adjudicator.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """What a person is here for; one person may hold several."""

    CASEWORKER = "caseworker"
    REVIEWER = "reviewer"
    LABORATORY = "laboratory"
    NEGOTIATOR = "negotiator"
    HAND_OVER = "hand-over officer"
    PROTECTION = "data-protection officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    CUSTODIAN = "key custodian"
    ADJUDICATOR = "neutral adjudicator"


class Scope(StrEnum):
    """How a file stands to the person who asks."""

    OWN = "own"  # own caseload, assigned for reading, or of the own round
    TEAM = "team"
    OTHER = "other"
    CLOSED = "closed"
    HARM = "harm-flagged"  # and not of the own team


Way = Literal["refused", "alone", "with a second", "proposal"]
_ROLES = tuple(Role)


@dataclass(frozen=True, slots=True)
class Right:
    """The answer to one question of the table.

    part      what of it may be seen or done, where not all ("category", "proofs only"); "" for all
    reason    a reason must be given
    """

    way: Way
    part: str = ""
    reason: bool = False

    @property
    def is_granted(self) -> bool:
        """True where the act may go on, alone, as a proposal, or with a second person."""
        return self.way != "refused"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person does, and who may."""

    name: str
    changes: bool  # a file: refused on closed ones
    cells: tuple[str, ...]  # one a role, in the order of `Role`

    @property
    def on_person(self) -> bool:
        """True where the act touches one person's file, so that its scope matters."""
        return any(cell.startswith(("own", "case")) for cell in self.cells)


# C caseworker, R reviewer, L laboratory, G negotiator, H hand-over, D protection, A auditor, M administrator,
# K custodian, N adjudicator. Source: docs/guide/rights.md, made from this table.
_TABLE = """
open person              | r | own | own | | | own | case+ | | | | own
break glass              | r | case | case | | | case | | | | |
see contacts             | r | own | | | | | case | | | |
see medical              | r | own:category | | | own:category | own:category | | | | |
see genetic profile      | r | | | all:sample id only | | | | | | |
see identity of sample   | r | own+ | own+ | | | | | | | |
see kinship ratio        | r | own | own | all | | | | | | | all
enter person             | w | own | | | | | | | | |
enter laboratory result  | w | | | all+ | | | | | | |
import list              | w | own+ | | all:results | | | | | | | all:packages
propose match            | w | own | | all | | | | | | | all
read match               | w | own | own | own | | | | | | |
confirm identity         | w | | own+ | all+ | | | | | | | all+
reopen decision          | o | own+ | own+ | | | | | | | | all+
record death             | w | own+ | own+ | | | | | | | |
merge or split           | w | own:propose | own+ | | | | | | | |
move remains             | w | own | | all | | own | | | | |
freeze list version      | w | own+ | | | all+ | | | | | |
start blind comparison   | w | | | | all+ | | all+ | | | | all:countersign
open lines to neutral    | w | own+ | | | | | all+ | | | |
see counts               | r | | | | all | own | all | all | | | all
see names of round       | r | own | | | own:names only | own | | | | |
agree round              | w | | | | all+ | | | | | | all:witness
sign manifest            | w | | | | | own+ | | | | | all+
roll call                | w | | | | | own | | | | | all
record pledge            | w | | | | all | | | | | | all
export up to 20 lines    | r | own | | own | own | own | all+ | all:proofs only | | | all+
export more lines        | r | own+ | | own+ | own+ | own+ | all+ | | | | all+
set harm flag            | w | all | all | | all | all | all | | | | all
lift harm flag           | w | all+ | all+ | | all+ | all+ | all+ | | | | all+
erase                    | o | | | | | | all+ | | | all+:destroys key |
see readers of file     | r | own | | | | | | | | |
read audit trail         | r | | | | | | all | all | | | all
read audit names         | r | | | | | | all+ | all+ | | | all+
verify                   | r | all | all | all | all | all | all | all | all | all | all
give role                | w | | | | | | all+ | | all+:not own | |
backup                   | r | | | | | | | | all | all+ |
restore                  | o | | | | | | | | all+ | all+ |
unlock                   | r | | | | | | | | | all |
reset second factor      | o | | | | | | all+:not own | | all+:not own | all+:not own | |
change settings          | w | | | | all+ | | all+ | | | | all+
"""
CALLED_BY_HARM = frozenset({Role.PROTECTION, Role.ADJUDICATOR})  # who sees a flagged file of any team
_UNSEEN = "destroys key"  # done under an id alone: whoever does it never sees the file


def _read(line: str) -> Act:
    name, kind, *cells = (part.strip() for part in line.split("|"))
    return Act(name, kind == "w", tuple(cells))


ACTS = {act.name: act for act in (_read(line) for line in _TABLE.strip().splitlines())}


def right_of(role: Role, act: str, scope: Scope) -> Right:
    """Look up what a role may do.

    >>> right_of(Role.CASEWORKER, "see medical", Scope.OWN)
    Right(way='alone', part='category', reason=False)
    >>> right_of(Role.ADMINISTRATOR, "open person", Scope.OWN).way
    'refused'
    """
    known = ACTS[act]
    cell = known.cells[_ROLES.index(role)]
    where, _, part = cell.partition(":")
    if not cell or (scope is Scope.HARM and role not in CALLED_BY_HARM and part != _UNSEEN):
        return Right("refused")
    if not _reaches(where.rstrip("+"), known, scope):
        return Right("refused")
    if part == "propose":
        return Right("proposal")
    way: Way = "with a second" if where.endswith("+") else "alone"
    return Right(way, part, reason=where.startswith("case") or scope is Scope.CLOSED)


def rights_as_markdown() -> str:
    """Write the table for people: an act a row, a role a column."""
    rows = [("act", *(role.value for role in _ROLES)), ("---",) * (len(_ROLES) + 1)]
    rows += [(act.name, *(_in_words(cell) for cell in act.cells)) for act in ACTS.values()]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _in_words(cell: str) -> str:
    where, _, part = cell.partition(":")
    told = where.replace("+", " **+**")
    return f"{told}, {part}" if part else told or "–"


def _reaches(where: str, act: Act, scope: Scope) -> bool:
    if not act.on_person:
        return True
    if scope is Scope.CLOSED and act.changes:
        return False
    return scope in (Scope.OWN, Scope.CLOSED, Scope.HARM) or where in ("all", "case")
