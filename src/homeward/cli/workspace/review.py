"""`homeward propose`, `queue`, `read`, `board`, `decide`: pairs before readers, until people have signed."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from homeward.actions.answers import Json
from homeward.actions.workspace.answering.cases import answer_case, answer_proposed, answer_queue, answer_side
from homeward.actions.workspace.desk import Desk, Kept
from homeward.actions.workspace.pairs import (
    Opened,
    Proposed,
    decide_as_board,
    give_back,
    note_deed,
    open_case,
    propose_pairs,
    read_case,
    read_outcome,
    read_reason,
    reopen_case,
    seat_board,
    sign_decision,
    take_reading,
    view_places,
    view_queue,
    vote,
)
from homeward.actions.workspace.review.by_dna import Asked as AskedByDna
from homeward.actions.workspace.review.by_dna import ProposedByDna, propose_by_dna
from homeward.cli.console import AsJson, err, out, read_bytes, write_json
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell
from homeward.errors import InvalidInput
from homeward.review.act import CaseAct
from homeward.review.basis import Basis, unexplained

FoundList = Annotated[str, typer.Argument(help="Id of a list of people found; with --dna also the word remains.")]
SoughtList = Annotated[str, typer.Argument(help="Id of a list of people sought.")]
Least = Annotated[
    float | None, typer.Option("--least", help="Probability from which a pair is proposed; else the setting.")
]
Dna = Annotated[bool, typer.Option("--dna", help="Compare profiles with families; a list of people found weighs too.")]
Frequencies = Annotated[Path | None, typer.Option("--frequencies", help="A table of allele frequencies; with --dna.")]
ListedShare = Annotated[
    float, typer.Option("--listed", help="With --dna: chance that a found person is on the list of people sought.")
]
Again = Annotated[
    str | None, typer.Option("--reopen", help="With --dna: read known pairs again on this evidence, for this reason.")
]
CaseId = Annotated[str, typer.Argument(help="Id of a case.")]
Take = Annotated[bool, typer.Option("--take", help="Take the first reading that is offered, for the time of a lease.")]
TakeOne = Annotated[bool, typer.Option("--take", help="Take the reading that is due.")]
Return = Annotated[bool, typer.Option("--give-back", help="Give the reading back unread.")]
OutcomeOption = Annotated[
    str | None, typer.Option("--outcome", help="established, probable, possible, premature or excluded.")
]
Reasons = Annotated[
    list[str] | None, typer.Option("--reason", help="'CODE: words', such as 'names and dates agree: both born 1987'.")
]
Seat = Annotated[list[str] | None, typer.Option("--seat", help="Seat this member. May be given again.")]
VoteOption = Annotated[str | None, typer.Option("--vote", help="Vote for an outcome, with a --reason.")]
DecideOption = Annotated[str | None, typer.Option("--decide", help="Write down the outcome that the votes say.")]
Text = Annotated[str, typer.Option("--text", help="The words of the board's decision.")]
SignOption = Annotated[str | None, typer.Option("--sign", help="Sign this outcome, which readers or board settled.")]
Show = Annotated[
    str | None, typer.Option("--show", help="See score and verdicts, for this reason; no blind reading after.")
]
DeedOption = Annotated[str | None, typer.Option("--deed", help="Write down what was done on the signed decision.")]
DeedDetail = Annotated[str, typer.Option("--detail", help="To whom, where, by which paper.")]
Reopen = Annotated[
    str | None, typer.Option("--reopen", help="Read the case again, for this reason; a second person signs.")
]


def propose(
    found: FoundList,
    sought: SoughtList,
    as_: As,
    least: Least = None,
    dna: Dna = False,
    frequencies: Frequencies = None,
    listed: ListedShare = 0.5,
    reopen: Again = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Match two lists of the workspace and put every probable pair before readers. It proposes, and decides nothing.

    With --dna everybody found who has a profile, or all remains, is compared with the families of the people sought.
    """
    with at_desk(folder, as_) as desk:
        if not dna:
            if frequencies is not None or reopen is not None:
                raise InvalidInput("--frequencies and --reopen go with --dna")
            done = propose_pairs(desk, found, sought, least=least, act_id=act_id)
            tell(done.kept, answer_proposed(done), as_json=as_json, says=_says_proposed(done))
            return
        if frequencies is None:
            raise InvalidInput("--dna needs a table of allele frequencies: --frequencies")
        table, name = read_bytes(frequencies), frequencies.stem
        asked = AskedByDna(frequencies=table, table=name, listed=listed, least=least, reopen=reopen)
        _tell_by_dna(propose_by_dna(desk, found, sought, asked, act_id=act_id), as_json=as_json)


def _says_proposed(done: Proposed) -> str:
    return f"{len(done.case_ids):,} pairs proposed, {done.n_known:,} known before, {done.n_below:,} below the limit"


def _tell_by_dna(done: ProposedByDna, *, as_json: bool) -> None:
    again = done.reopened.waits_for if done.reopened else None
    answer = answer_proposed(done.proposed) | {
        "found": done.n_found,
        "families": done.n_families,
        "reopening": again,
        "problems": [{"where": one.where, "says": one.says, "kept": one.kept} for one in done.problems],
    }
    if not as_json:
        for one in done.problems:
            err.print(f"{one.where}: {one.says} (kept: {one.kept})", soft_wrap=True)
        if again is not None:
            out.print(f"known pairs wait for a second person: homeward approve {again}", soft_wrap=True)
    says = f"{done.n_found:,} found and {done.n_families:,} families compared: {_says_proposed(done.proposed)}"
    tell(done.proposed.kept, answer, as_json=as_json, says=says)


def queue(as_: As, take: Take = False, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Show which reading waits for you, how many do not and why, and where every open case stands; --take takes it."""
    with at_desk(folder, as_) as desk:
        waiting, ids = view_queue(desk)
        first = waiting.offers[0] if waiting.offers else None
        kept = take_reading(desk, ids[first.pair]) if take and first else None
        told = answer_queue(waiting, ids, view_places(desk), is_taken=kept is not None)
        if as_json:
            write_json(told)
        else:
            _show_queue(told, 0 if first is None else first.waiting.days)


def _show_queue(told: Json, days: int) -> None:
    if told["case"] is None:
        out.print("no reading waits for you")
    else:
        held = ", in your hands" if told["in_hand"] else ""
        out.print(f"case {told['case']}: {told['reading']} reading{held}, waiting for {days} days", soft_wrap=True)
    out.print(f"{told['waiting']} wait for you")
    withheld = told["withheld"]
    for because, count in withheld.items() if isinstance(withheld, dict) else ():
        out.print(f"{count:,} do not: {because}")
    states = told["states"]
    for state, count in states.items() if isinstance(states, dict) else ():
        out.print(f"{count:,} of {told['open']:,} open cases: {state}")


def read(
    case_id: CaseId,
    as_: As,
    take: TakeOne = False,
    returned: Return = False,
    outcome: OutcomeOption = None,
    reasons: Reasons = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Read a case: see both files, take or give back the reading, or give your verdict with --outcome and --reason.

    Whoever may read second sees no score and no first verdict.
    """
    with at_desk(folder, as_) as desk:
        done: Kept | None = None
        if take:
            done = take_reading(desk, case_id, act_id=act_id)
        elif returned:
            done = give_back(desk, case_id, act_id=act_id)
        elif outcome is not None:
            said = [read_reason(text) for text in reasons or ()]
            done = read_case(desk, case_id, read_outcome(outcome), said, act_id=act_id)
        if done is not None:
            tell(done, {"schema": "homeward-act/1", "case": case_id}, as_json=as_json, says="done")
            return
        show_case(open_case(desk, case_id), as_json=as_json)


def board(
    case_id: CaseId,
    as_: As,
    seat: Seat = None,
    votes: VoteOption = None,
    reasons: Reasons = None,
    decide_for: DecideOption = None,
    text: Text = "",
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Put a case before a board, vote, or write down what more than half of the votes say; dissent stays readable."""
    with at_desk(folder, as_) as desk:
        done = _at_board(desk, case_id, (seat, votes, reasons, decide_for, text), act_id)
        tell(done, {"schema": "homeward-act/1", "case": case_id}, as_json=as_json, says="done")


Asked = tuple[list[str] | None, str | None, list[str] | None, str | None, str]


def _at_board(desk: Desk, case_id: str, asked: Asked, act_id: str | None) -> Kept:
    seat, votes, reasons, decide_for, text = asked
    if sum(one is not None for one in (seat, votes, decide_for)) != 1:
        raise InvalidInput("say one of --seat, --vote and --decide")
    if seat is not None:
        return seat_board(desk, case_id, seat, act_id=act_id)
    if votes is not None:
        said = [read_reason(one) for one in reasons or ()]
        return vote(desk, case_id, read_outcome(votes), said, act_id=act_id)
    return decide_as_board(desk, case_id, read_outcome(decide_for or ""), text, act_id=act_id)


def decide(
    case_id: CaseId,
    as_: As,
    sign: SignOption = None,
    shown: Show = None,
    deed: DeedOption = None,
    detail: DeedDetail = "",
    reopen: Reopen = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Sign what readers or board settled, write down what was done on it, or ask for it to be read again.

    A decision counts when as many people signed as the settings of its day ask, each by a command of their own.
    """
    with at_desk(folder, as_) as desk:
        if sum(one is not None for one in (sign, shown, deed, reopen)) != 1:
            raise InvalidInput("say one of --show, --sign, --deed and --reopen")
        if shown is not None:
            show_case(open_case(desk, case_id, reason=shown), as_json=as_json)
            return
        if sign is not None:
            done = sign_decision(desk, case_id, read_outcome(sign), act_id=act_id)
        elif deed is not None:
            done = note_deed(desk, case_id, deed, detail, act_id=act_id)
        else:
            done = reopen_case(desk, case_id, reopen or "", act_id=act_id)
        tell(done, {"schema": "homeward-act/1", "case": case_id}, as_json=as_json, says="done")


def show_case(opened: Opened, *, as_json: bool) -> None:
    """Show a case as far as this person may see it: both files, and what is not withheld."""
    view, basis = opened.view, opened.view.basis
    if as_json:
        write_json(answer_case(opened))
        return
    found, sought = answer_side(opened.found), answer_side(opened.sought)
    table = Table("field", "found", "sought", title=f"case {opened.id}: {view.state}", title_justify="left")
    for name in dict.fromkeys((*found, *sought)):
        table.add_row(name.replace("_", " "), str(found.get(name, "")), str(sought.get(name, "")))
    out.print(table)
    rows = [] if basis is None else [f"{weight.log10_lr:+.2f}  {weight.because}" for weight in basis.weights]
    rows += [] if basis is None else [f"posterior {basis.posterior}", *_sources(basis)]
    opinions: list[CaseAct[Any]] = []
    for round_ in view.rounds:
        opinions += [*round_.verdicts, *round_.votes]
    for act in opinions:
        said = "; ".join(f"{one.code}: {one.text}" for one in act.what.reasons)
        rows.append(f"{act.kind} of {act.who}: {act.what.outcome} ({said})")
    rows += [f"{one}; id {one.id}" for one in view.exclusions]
    for row in (*rows, *view.withheld):
        out.print(row, soft_wrap=True)


def _sources(basis: Basis) -> list[str]:
    """Say what speaks against the pair, and with what its numbers were computed."""
    told = [f"unexplained: {says}" for says in unexplained(basis)]
    told += [f"prior {basis.prior}: {basis.prior_rule}"] if basis.prior_rule else []
    for what, named in (("frequencies", basis.frequency_table), ("pedigree", basis.pedigree)):
        told += [f"{what} {named.id}, SHA-256 {named.digest}"] if named else []
    return told
