"""`homeward round offer`, `answer`, `offers`, `fits`, `swap`, `drop`, `reserve`: talking before a crossing."""

from pathlib import Path
from typing import Annotated, cast, get_args

import typer
from rich.table import Table

from homeward.actions.exchange.repair import answer_repair, answer_reserves
from homeward.actions.workspace.answering.acts import answer_kept
from homeward.actions.workspace.rounds.answers import answer_fits, answer_offers, answer_swap
from homeward.actions.workspace.rounds.offers import Reply, answer_offer, check_list, make_offer, view_offers
from homeward.actions.workspace.rounds.opening import find_round
from homeward.actions.workspace.rounds.planning import BECAUSE, drop_people, size_round
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.actions.workspace.rounds.swapping import (
    Sent,
    check_evidence_file,
    commit_list,
    open_own_list,
    received_list,
    step_to_send,
    take_from_others,
    view_swap,
    write_evidence,
)
from homeward.cli.console import AsJson, out, read_bytes, write_bytes, write_json
from homeward.cli.exchange.plan import Limit, patience_to_the_end
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell
from homeward.errors import InvalidInput

RoundId = Annotated[str, typer.Argument(help="Id of the round.")]
Target = Annotated[Path, typer.Option("--out", help="Write it here.")]
By = Annotated[str | None, typer.Option("--by", help="The side whose word it is; your own if not said.")]

swap = typer.Typer(
    no_args_is_help=True, help="Two lists handed over at once: neither side can fit its own to the other."
)


def offer(
    round_id: RoundId,
    file: Annotated[Path, typer.Argument(help="Offer (JSON): gives, asks, rules, valid_from, valid_until, follows.")],
    as_: As,
    by: By = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Make an offer, or note the other side's. Your own binds you, and a second negotiator signs it."""
    with at_desk(folder, as_) as desk:
        side = by or find_round(desk, round_id, "agree round")[0].opening.own
        offer_id, kept = make_offer(desk, round_id, side, read_bytes(file), act_id=act_id)
        answer = {"schema": "homeward-round-offer/1", "round": round_id, "offer": offer_id}
        tell(kept, answer, as_json=as_json, says=f"offer {offer_id}")


def answer(
    round_id: RoundId,
    offer_id: Annotated[str, typer.Argument(help="Id of the offer, as `homeward round offers` shows it.")],
    says: Annotated[str, typer.Argument(help="accepted, refused or withdrawn.")],
    as_: As,
    by: By = None,
    because: Annotated[str | None, typer.Option("--because", help="Why, where that is said.")] = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Accept, refuse or withdraw an offer. Accepting binds you, and a second negotiator signs it."""
    with at_desk(folder, as_) as desk:
        side = by or find_round(desk, round_id, "agree round")[0].opening.own
        kept = answer_offer(desk, round_id, Reply(offer_id, says, side, because), act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says=says)


def offers(round_id: RoundId, as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Show where every offer stands, and what each side conceded from one of its offers to the next."""
    with at_desk(folder, as_) as desk:
        found, _ = find_round(desk, round_id, "agree round")
        bargaining = view_offers(desk, seen_by(desk, found))
        if as_json:
            write_json({"schema": "homeward-round-offers/1", **answer_offers(bargaining)})
            return
        view = Table("offer", "by", "state", "valid", "gives", "asks")
        for one in bargaining.standings:
            own = one.offer
            days = f"{own.valid_from} to {own.valid_until}"
            view.add_row(own.id, own.by, one.state, days, str(len(own.gives)), str(len(own.asks)))
        out.print(view)
        for step in bargaining.concessions:
            out.print(f"{step.by}, from {step.before} to {step.after}:", soft_wrap=True)
            for word in step.words or ("nothing has changed",):
                out.print(f"  {word}", soft_wrap=True)
        for problem in bargaining.problems:
            out.print(f"{problem.where}: {problem.says} (kept: {problem.kept})", soft_wrap=True)


def fits(
    round_id: RoundId,
    file: Annotated[Path, typer.Argument(help='A list that is offered: a code a line, or {"lines": [...]}.')],
    as_: As,
    of: Annotated[
        list[str] | None, typer.Option("--of", help="A category of which every line must be one; repeat for each.")
    ] = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Say rule by rule whether an offered list fits the terms, once by each side's classification."""
    with at_desk(folder, as_) as desk:
        found = check_list(desk, round_id, read_bytes(file), tuple(of or ()))
        if as_json:
            write_json({"schema": "homeward-round-fits/1", **answer_fits(found)})
            return
        view = Table("rule", "asks", "by", "fits", "of it", "not known", "says")
        for one in found.fits:
            for own in one.readings:
                view.add_row(one.rule, one.asks, own.side, own.fits, str(own.n_of_it), str(own.n_unknown), own.says)
        out.print(view)
        for one in found.fits:
            if one.contested:
                out.print(f"{one.rule}: the sides place {', '.join(one.contested)} differently", soft_wrap=True)
        if found.unknown:
            told = f"{len(found.unknown)} of {found.n_lines} lines are of nobody who may be in this round"
            out.print(f"{told}: {', '.join(found.unknown)}", soft_wrap=True)


@swap.command("commit")
def commit(
    round_id: RoundId,
    file: Annotated[Path, typer.Argument(help="Your list (CSV with a heading, or JSON); nobody else sees it yet.")],
    as_: As,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Commit to your list; a second negotiator signs. From then on it cannot change."""
    with at_desk(folder, as_) as desk:
        n_lines, kept = commit_list(desk, round_id, read_bytes(file), act_id=act_id)
        answered = {"schema": "homeward-round-swap-commit/1", "round": round_id, "lines": n_lines}
        tell(kept, answered, as_json=as_json, says=f"committed to {n_lines:,} lines")


@swap.command("take")
def take(
    round_id: RoundId,
    file: Annotated[Path, typer.Argument(help="A step of the other side or the intermediary; - reads standard input.")],
    as_: As,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Take in a commitment, the countersignature, or an opened list."""
    with at_desk(folder, as_) as desk:
        kept = take_from_others(desk, round_id, read_bytes(file), act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says="taken in")


@swap.command("open")
def open_(round_id: RoundId, as_: As, folder: Folder = HERE, act_id: ActId = None, as_json: AsJson = False) -> None:
    """Open your list; a second negotiator signs. Both must have committed, and the intermediary countersigned."""
    with at_desk(folder, as_) as desk:
        kept = open_own_list(desk, round_id, act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says="opened")


@swap.command("send")
def send(
    round_id: RoundId,
    what: Annotated[str, typer.Argument(help="commitment, list, or evidence where a list is another.")],
    target: Target,
    as_: As,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Write your commitment, your opened list, or evidence, to be sent."""
    with at_desk(folder, as_) as desk:
        found, _ = find_round(desk, round_id, "agree round")
        if what not in (*get_args(Sent), "evidence"):
            raise InvalidInput(f"what is sent is {', '.join(get_args(Sent))} or evidence")
        write_bytes(target, write_evidence(found) if what == "evidence" else step_to_send(found, cast(Sent, what)))
        _written(target, as_json)


@swap.command("received")
def received(round_id: RoundId, target: Target, as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Write the other side's list, once both are open."""
    with at_desk(folder, as_) as desk:
        write_bytes(target, received_list(find_round(desk, round_id, "agree round")[0]))
        _written(target, as_json)


@swap.command("check")
def check(
    round_id: RoundId,
    file: Annotated[Path, typer.Argument(help="Evidence that somebody shows.")],
    as_: As,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Check evidence that a list was another than the one committed to; no list is needed for it."""
    with at_desk(folder, as_) as desk:
        says = check_evidence_file(find_round(desk, round_id, "agree round")[0], read_bytes(file))
        if as_json:
            write_json({"schema": "homeward-round-swap-check/1", "says": says})
        else:
            out.print(says, soft_wrap=True)


@swap.command("show")
def show(round_id: RoundId, as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Show what the swap waits for, and who is late."""
    with at_desk(folder, as_) as desk:
        view = view_swap(desk, find_round(desk, round_id, "agree round")[0])
        if as_json:
            write_json({"schema": "homeward-round-swap/1", **answer_swap(view)})
            return
        out.print(view.swap.state)
        for one in view.swap.commitments:
            out.print(f"{one.party} committed on {one.on} to {one.n_lines:,} lines", soft_wrap=True)
        for party in view.overdue:
            out.print(f"{party} has not opened in time", soft_wrap=True)
        for shown in view.evidence:
            out.print(f"{shown.commitment.party} opened another list than it had committed to", soft_wrap=True)


def drop(
    round_id: RoundId,
    people: Annotated[list[str], typer.Argument(help="Codes of people of the round.")],
    because: Annotated[str, typer.Option("--because", help=f"{', '.join(BECAUSE)}.")],
    as_: As,
    seconds: Limit = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Note who cannot go, and repair the last plan with the least change for all others. The plan is advice."""
    with at_desk(folder, as_) as desk:
        with patience_to_the_end(seconds) as patient:
            repaired, kept = drop_people(desk, round_id, people, because, patient, act_id=act_id)
        told = {} if repaired is None else answer_repair(repaired)
        if as_json:
            write_json({"schema": "homeward-round-drop/1", "round": round_id, **told, **answer_kept(kept)})
            return
        words = told.get("in_words")
        for sentence in words if isinstance(words, list) else ["noted"]:
            out.print(sentence, soft_wrap=True)


def reserve(
    round_id: RoundId,
    rate: Annotated[list[str], typer.Option("--rate", help="Chance to drop out: 0.05, or North=0.05 for each side.")],
    as_: As,
    level: Annotated[float, typer.Option("--level", help="Wanted chance that the whole round is filled.")] = 0.95,
    number: Annotated[int, typer.Option("--number", min=1, help="Which round of the plan.")] = 1,
    seconds: Limit = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Name the fewest reserves with which a round of the last plan is filled although some drop out."""
    with at_desk(folder, as_) as desk:
        with patience_to_the_end(seconds) as patient:
            found = size_round(desk, round_id, rate, level, patient, number=number)
        told = answer_reserves(found)
        if as_json:
            write_json({"schema": "homeward-round-reserve/1", **told})
            return
        words = told["in_words"]
        for sentence in words if isinstance(words, list) else ():
            out.print(sentence, soft_wrap=True)


def _written(target: Path, as_json: bool) -> None:
    if as_json:
        write_json({"schema": "homeward-round-file/1", "out": str(target)})
    else:
        out.print(str(target), soft_wrap=True)
