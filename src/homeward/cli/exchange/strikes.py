"""`homeward strikes`: balanced strikes from ordered lists, and what each number of them may cost."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.exchange.refusals import answer_strikes, strike_file
from homeward.cli.console import AsJson, mistakes_shown, out, read_bytes, write_json
from homeward.cli.exchange.plan import Limit, Problem, patience_to_the_end
from homeward.exchange.planning.rule import tell_ids, tell_number
from homeward.exchange.repairing.strikes import going, tell_costs

K = Annotated[int, typer.Option("--k", min=0, help="Names that each side may strike from the other's list.")]
Places = Annotated[
    int | None,
    typer.Option("--places", min=1, help="People who go home to each side; else as in the best plan."),
]
Step = Annotated[int, typer.Option("--step", min=1, help="Step of the curve from 0 strikes to k.")]
Lists = Annotated[
    Path | None,
    typer.Option(
        "--lists", help='JSON: {"lists": {side: [id, ...]}, "struck": {side: [id, ...]}}; either may be absent.'
    ),
]


def strikes(
    problem: Problem,
    k: K = 5,
    places: Places = None,
    step: Step = 5,
    lists: Lists = None,
    seconds: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Set up balanced strikes: who may be struck, what each number may cost, and who goes after given strikes.

    For N places and k strikes the holder may strike k of the first N + k names that both confirm, without reasons; the
    first N left go. A side without a list wants its people in the order of the objectives.

    Examples: homeward strikes round.json --k 2 --places 5

    homeward strikes round.json --k 2 --lists strikes.json --json
    """
    with mistakes_shown():
        data, told = read_bytes(problem), None if lists is None else read_bytes(lists)
        with patience_to_the_end(seconds) as patient:
            found = strike_file(data, k, patient, n_places=places, step=step, lists=told)
        if as_json:
            write_json({"schema": "homeward-strikes/1"} | answer_strikes(found))
            return
        view = Table("k", "home to", "nobody struck", "at worst", "by striking")
        for cost in found.curve:
            values = (", ".join(map(tell_number, own)) for own in (cost.unstruck, cost.worst))
            view.add_row(str(cost.k), cost.side, *values, tell_ids(cost.struck) if cost.struck else "")
        out.print(view)
        for sentence in tell_costs(found.exchange, found.curve):
            out.print(sentence, soft_wrap=True)
        if found.planned is not None:
            for side, names in going(found.exchange, found.contest, found.struck).items():
                out.print(f"Home to {side}: {tell_ids(names)}.", soft_wrap=True)
            out.print(f"With all other rules the plan is {found.planned.status}.")
