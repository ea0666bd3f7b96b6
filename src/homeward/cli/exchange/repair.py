"""`homeward repair`: somebody drops out; who goes now, with the least change for all others."""

from pathlib import Path
from typing import Annotated

import typer

from homeward.actions.exchange.repair import DropOuts, answer_repair, repair_file
from homeward.cli.console import AsJson, mistakes_shown, out, read_bytes, write_json
from homeward.cli.exchange.plan import Limit, Problem, patience_to_the_end
from homeward.exchange.repairing.repair import tell_repair

Announced = Annotated[Path, typer.Option("--plan", help="Plan announced (JSON of `homeward plan --json`).")]
Out = Annotated[list[str] | None, typer.Option("--out", help="Id of somebody who drops out; repeat for each.")]
Reasons = Annotated[
    list[str] | None,
    typer.Option("--reason", help="dead, not_held, refuses, unfit or absent: one for all, or one for each --out."),
]
Reserves = Annotated[list[str] | None, typer.Option("--reserve", help="Id of an agreed reserve; repeat for each.")]
Over = Annotated[
    int, typer.Option("--over", min=0, help="Rounds that are over; whoever did not drop out of them has crossed.")
]


def repair(
    problem: Problem,
    plan: Announced,
    out_ids: Out = None,
    reason: Reasons = None,
    reserve: Reserves = None,
    over: Over = 0,
    seconds: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Repair an announced plan after drop-outs: as many as can be keep their round, and the fewest names change.

    Families stay together: where one refuses, is unfit or absent, all of it stay. The plan is advice; people sign.

    Examples: homeward repair round.json --plan plan.json --out N05

    homeward repair round.json --plan plan.json --out N05 --reason dead --out S03 --reason refuses --reserve N07
    """
    with mistakes_shown():
        asked = DropOuts(tuple(out_ids or ()), tuple(reason or ()), tuple(reserve or ()), over)
        data, announced = read_bytes(problem), read_bytes(plan)
        with patience_to_the_end(seconds) as patient:
            found = repair_file(data, announced, asked, patient)
        if as_json:
            write_json({"schema": "homeward-repair/1"} | answer_repair(found))
            return
        for sentence in tell_repair(found):
            out.print(sentence, soft_wrap=True)
