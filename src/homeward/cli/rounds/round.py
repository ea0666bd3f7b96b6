"""`homeward round`: terms, candidates, gates, plan, what both sides signed. The day itself stands in `crossing`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.exchange.explain import answer_one
from homeward.actions.exchange.plan import answer_plan
from homeward.actions.workspace.rounds.answers import answer_candidates, answer_round, answer_table
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.gates import Heard, hear_gate
from homeward.actions.workspace.rounds.items import Moved, move_lines, proofs_of, sign_items, take_back, take_proofs
from homeward.actions.workspace.rounds.opening import Parties, change_terms, find_round, list_rounds, open_round
from homeward.actions.workspace.rounds.planning import explain_in_round, plan_round, show_paper, write_problem
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.cli.console import AsJson, out, read_bytes, write_bytes, write_json
from homeward.cli.exchange.plan import Seconds, patience
from homeward.cli.progress import progress
from homeward.cli.rounds.bargaining import answer as answer_
from homeward.cli.rounds.bargaining import drop, fits, offer, offers, reserve, swap
from homeward.cli.rounds.crossing import (
    afterwards,
    count,
    countersign_,
    day,
    manifest,
    marks,
    outcome,
    papers,
    receipt,
    take_paper_,
    use,
)
from homeward.cli.rounds.witnessing import witness_
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell
from homeward.errors import InvalidInput
from homeward.exchange.explaining.explain import tell_family, tell_planner

RoundId = Annotated[str, typer.Argument(help="Id of the round, as `homeward round list` shows it.")]
Person = Annotated[str, typer.Argument(help="Code of a person in the round.")]
TermsFile = Annotated[Path, typer.Argument(help="Terms (JSON): sides, days, categories, rules, objectives.")]

round_ = typer.Typer(no_args_is_help=True, help="A round: who goes home, by whose word, and what became of them.")


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(f"{option} {text!r} is no day; write it as 2026-06-02") from None


@round_.command("open")
def open_(
    name: Annotated[str, typer.Argument(help="A code that both sides use for the round.")],
    terms: TermsFile,
    own: Annotated[str, typer.Option("--own", help="Your side, as lists name it.")],
    other: Annotated[str, typer.Option("--other", help="SIDE=VERIFIER-KEY of the other side's ledger.")],
    neutral: Annotated[str, typer.Option("--neutral", help="NAME=VERIFIER-KEY of the intermediary.")],
    on: Annotated[str, typer.Option("--on", help="First day of the round: ages and days held are counted on it.")],
    as_: As,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Open a round between two sides and an intermediary; a second negotiator signs."""
    with at_desk(folder, as_) as desk:
        other_name, _, other_key = other.partition("=")
        neutral_name, _, neutral_key = neutral.partition("=")
        parties = Parties(own=own, other=other_name, neutral=neutral_name, other_key=other_key, neutral_key=neutral_key)
        round_id, kept = open_round(desk, name, parties, read_bytes(terms), on=_day(on, "--on"), act_id=act_id)
        tell(kept, {"schema": "homeward-round-open/1", "round": round_id}, as_json=as_json, says=f"round {round_id}")


@round_.command("list")
def list_(as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """List the rounds."""
    with at_desk(folder, as_) as desk:
        found = [answer_round(one) for one in list_rounds(desk)]
        if as_json:
            write_json({"schema": "homeward-rounds/1", "rounds": found})
            return
        view = Table("id", "name", "between", "from", "acts")
        for one in found:
            view.add_row(*map(str, (one["id"], one["name"], f"{one['own']}, {one['other']}", one["on"], one["acts"])))
        out.print(view)


@round_.command("terms")
def terms_(
    round_id: RoundId,
    as_: As,
    accept: Annotated[Path | None, typer.Option("--accept", help="Put these terms in their place; two sign.")] = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Show the terms that count, or ask for others."""
    with at_desk(folder, as_) as desk:
        if accept is not None:
            kept = change_terms(desk, round_id, read_bytes(accept), act_id=act_id)
            tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says="these terms count now")
            return
        found, _ = find_round(desk, round_id, "agree round")
        out.print(seen_by(desk, found).terms, soft_wrap=True)


@round_.command("candidates")
def candidates(round_id: RoundId, as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """List who may be in the round: everybody whose identity was established and signed; go or not go, never why."""
    with at_desk(folder, as_) as desk:
        found, _ = find_round(desk, round_id, "agree round")
        answer = answer_candidates(desk, found, seen := find_candidates(desk, found))
        if as_json:
            write_json({"schema": "homeward-round-candidates/1", **answer})
            return
        view = Table("person", "home", "days held", "categories", "status", "passage")
        told = answer["people"]
        for one in told if isinstance(told, list) else ():
            words = ", ".join(one["categories"])
            view.add_row(one["id"], one["home"], str(one["held_days"]), words, one["status"], one["passage"])
        out.print(view)
        for because, n in seen.left_out.items():
            out.print(f"{n:,} signed identifications are of nobody who may be in it: {because}", soft_wrap=True)


@round_.command("paper")
def paper(
    round_id: RoundId,
    person: Person,
    shown: Annotated[str, typer.Argument(help="What was shown: 'birth certificate'.")],
    by: Annotated[str, typer.Option("--by", help="The side that accepts it as evidence.")],
    as_: As,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Note that a side accepts a paper as evidence for a person's category."""
    with at_desk(folder, as_) as desk:
        kept = show_paper(desk, round_id, person, shown, by=by, act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says="noted")


@round_.command("gate")
def gate(
    round_id: RoundId,
    person: Person,
    which: Annotated[str, typer.Argument(help="wish, fitness, best interest or relation.")],
    passage: Annotated[str, typer.Argument(help="go or not-go; why is not asked.")],
    by: Annotated[str, typer.Option("--by", help="Who heard it; a wish is heard by the neutral, in private.")],
    as_: As,
    until: Annotated[str | None, typer.Option("--until", help="Last day of a finding of fitness.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="File of the relative who receives a child.")] = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Note what was heard or found about a person's going. Others see go or not go."""
    with at_desk(folder, as_) as desk:
        if passage not in ("go", "not-go"):
            raise InvalidInput("say go or not-go")
        last = None if until is None else _day(until, "--until")
        heard = Heard(gate=which, is_open=passage == "go", by=by, until=last, to=to)
        kept = hear_gate(desk, round_id, person, heard, act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says="noted")


@round_.command("plan")
def plan(
    round_id: RoundId,
    as_: As,
    seconds: Seconds = None,
    problem: Annotated[Path | None, typer.Option("--problem", help="Also write the exchange problem here.")] = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Plan the round: the best plan under its terms, with its proof. The plan is advice; people sign."""
    with at_desk(folder, as_) as desk:
        if problem is not None:
            write_bytes(problem, write_problem(desk, find_round(desk, round_id, "agree round")[0])[0])
        with patience(seconds) as patient, progress("objectives", None) as tick:
            outcome_, _, kept = plan_round(desk, round_id, patient, tick=tick, act_id=act_id)
        answer = answer_plan(outcome_)
        if as_json:
            write_json({"schema": "homeward-round-plan/1", **answer, "act": kept.entries[0].act.id})
            return
        out.print(f"{answer['status']}: {answer['n_going']} of {answer['n_people']} go; gap {answer['gap']}")
        view = Table("person", "round")
        for person, number in sorted(outcome_.planned.plan.items(), key=lambda one: (one[1], one[0])):
            view.add_row(person, str(number))
        out.print(view)
        told = answer["conflicts_in_words"]
        for sentence in told if isinstance(told, list) else ():
            out.print(sentence, soft_wrap=True)


@round_.command("explain")
def explain(
    round_id: RoundId, person: Person, as_: As, seconds: Seconds = None, folder: Folder = HERE, as_json: AsJson = False
) -> None:
    """Say why a person is in or out of the plan, and what would change it."""
    with at_desk(folder, as_) as desk:
        with patience(seconds) as patient:
            exchange, told = explain_in_round(desk, round_id, person, patient)
        if as_json:
            write_json({"schema": "homeward-round-explain/1", **answer_one(exchange, told)})
            return
        for sentence in filter(None, (*tell_planner(exchange, told), "", *tell_family(exchange, told))):
            out.print(sentence, soft_wrap=True)


@round_.command("move")
def move(
    round_id: RoundId,
    to: Annotated[str, typer.Argument(help="requested, offered or refused.")],
    people: Annotated[list[str], typer.Argument(help="Codes of the people.")],
    by: Annotated[str, typer.Option("--by", help="The side whose word it is.")],
    as_: As,
    because: Annotated[str | None, typer.Option("--because", help="The reason, where one was given.")] = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Note that a side requests, offers or refuses people."""
    with at_desk(folder, as_) as desk:
        kept = move_lines(desk, round_id, Moved(tuple(people), to, by, because), act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says="noted")


@round_.command("table")
def table(round_id: RoundId, as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Lay the table: where each line stands, whose move is due, who refuses how much, what both signed."""
    with at_desk(folder, as_) as desk:
        found, _ = find_round(desk, round_id, "agree round")
        answer = answer_table(desk, found)
        if as_json:
            write_json({"schema": "homeward-round-table/1", **answer})
            return
        view = Table("line", "state", "holder", "move due", "days", "signed")
        lines = answer["lines"]
        for one in lines if isinstance(lines, list) else ():
            told = (one["id"], one["state"], one["holder"], one["due"], one["days"], ", ".join(one["signed"]))
            view.add_row(*("" if it is None else str(it) for it in told))
        out.print(view)
        says = answer["says"]
        for sentence in says if isinstance(says, list) else ():
            out.print(sentence, soft_wrap=True)


@round_.command("sign")
def sign(
    round_id: RoundId,
    as_: As,
    people: Annotated[list[str] | None, typer.Argument(help="Codes; none for everybody of the plan.")] = None,
    containers: Annotated[
        list[str] | None, typer.Option("--container", help="CODE>SIDE: a container and who receives it.")
    ] = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Sign items for this side: people of the plan, containers; a second negotiator signs."""
    with at_desk(folder, as_) as desk:
        kept = sign_items(desk, round_id, tuple(people or ()), tuple(containers or ()), act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says="signed")


@round_.command("proofs")
def proofs(
    round_id: RoundId,
    target: Annotated[Path, typer.Option("--out", help="Write them here, to be sent to the other side.")],
    as_: As,
    people: Annotated[list[str] | None, typer.Argument(help="Codes; none for all.")] = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Write the signed items as proofs, each of which can be checked alone, and what was taken back."""
    with at_desk(folder, as_) as desk:
        found, _ = find_round(desk, round_id, "agree round")
        write_bytes(target, proofs_of(seen_by(desk, found), tuple(people or ())))
        if as_json:
            write_json({"schema": "homeward-round-proofs/1", "out": str(target)})
        else:
            out.print(f"{target}", soft_wrap=True)


@round_.command("take")
def take(
    round_id: RoundId,
    file: Annotated[Path, typer.Argument(help="Proofs that the other side sent; - reads standard input.")],
    as_: As,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Take in items that the other side has signed, and what it took back."""
    with at_desk(folder, as_) as desk:
        kept = take_proofs(desk, round_id, read_bytes(file), act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says="taken in")


@round_.command("take-back")
def take_back_(
    round_id: RoundId,
    item: Annotated[str, typer.Argument(help="Code of the person or container.")],
    because: Annotated[str, typer.Option("--because", help="Why; the other side is told.")],
    as_: As,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Take an item back before it crosses; a second negotiator signs."""
    with at_desk(folder, as_) as desk:
        kept = take_back(desk, round_id, item, because, act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says="taken back")


for _name, _command in (
    ("manifest", manifest),
    ("papers", papers),
    ("take-paper", take_paper_),
    ("countersign", countersign_),
    ("use", use),
    ("marks", marks),
    ("count", count),
    ("receipt", receipt),
    ("day", day),
    ("outcome", outcome),
    ("after", afterwards),
    ("offer", offer),
    ("answer", answer_),
    ("offers", offers),
    ("fits", fits),
    ("drop", drop),
    ("reserve", reserve),
    ("witness", witness_),
):
    round_.command(_name)(_command)
round_.add_typer(swap, name="swap")
