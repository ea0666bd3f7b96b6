"""`homeward reserve`: how many reserves a round needs, of which kinds, and who."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.exchange.repair import answer_reserves, reserve_file
from homeward.cli.console import AsJson, mistakes_shown, out, read_bytes, write_json
from homeward.cli.exchange.plan import Limit, Problem, patience_to_the_end
from homeward.exchange.planning.rule import tell_ids, tell_where

Rates = Annotated[
    list[str],
    typer.Option("--rate", help="Chance that one person drops out: 0.05, or north=0.05 for each side."),
]
Level = Annotated[float, typer.Option("--level", help="Wanted chance that the whole round is filled.")]
Round = Annotated[int, typer.Option("--round", min=1, help="The round to be filled.")]
Announced = Annotated[
    Path | None, typer.Option("--plan", help="Plan announced (JSON of `homeward plan --json`); else the best plan.")
]


def reserve(
    problem: Problem,
    rate: Rates,
    level: Level = 0.95,
    number: Round = 1,
    plan: Announced = None,
    seconds: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Name the fewest reserves, kind by kind, with which a round is filled although some drop out.

    A reserve stands for people of one kind only, so that a drop-out breaks no parity. Drop-outs are taken to be
    independent. Who comes first follows the planner's own order.

    Examples: homeward reserve round.json --rate 0.05

    homeward reserve round.json --rate north=0.02 --rate south=0.24 --level 0.9
    """
    with mistakes_shown():
        data, announced = read_bytes(problem), None if plan is None else read_bytes(plan)
        with patience_to_the_end(seconds) as patient:
            found = reserve_file(data, rate, level, patient, number=number, plan_data=announced)
        if as_json:
            write_json({"schema": "homeward-reserve/1"} | answer_reserves(found))
            return
        view = Table("kind", "going", "in reserve", "who, the first to come first", "filled")
        for kind in found.kinds:
            who = tell_ids([" with ".join(unit) for unit in kind.reserves]) if kind.reserves else ""
            n_going, n_more = (str(sum(map(len, units))) for units in (kind.going, kind.reserves))
            view.add_row(tell_where(kind.where), n_going, n_more, who, f"{kind.chance:.1%}")
        out.print(view)
        told = answer_reserves(found)["in_words"]
        n_kinds = sum(bool(kind.reserves) for kind in found.kinds)
        for sentence in told[n_kinds:] if isinstance(told, list) else ():
            out.print(sentence, soft_wrap=True)
