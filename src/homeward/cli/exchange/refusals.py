"""`homeward refusals`: what each refused name costs, the dearest first."""

from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.exchange.refusals import answer_refusals, price_file
from homeward.cli.console import AsJson, mistakes_shown, out, read_bytes, write_json
from homeward.cli.exchange.plan import Limit, Problem, patience_to_the_end
from homeward.cli.progress import progress
from homeward.exchange.repairing.refusal import MOST_SWAPS, tell_refusal

Top = Annotated[int, typer.Option("--top", min=0, help="How many of the dearest are told with who would go and stay.")]


def refusals(problem: Problem, top: Top = MOST_SWAPS, seconds: Limit = None, as_json: AsJson = False) -> None:
    """Price each refused name: what the best plan would reach without that one refusal, the dearest first.

    Only vetoes are priced; whoever refuses in person is never asked to change.

    Examples: homeward refusals round.json

    homeward refusals round.json --top 3 --json
    """
    with mistakes_shown():
        data = read_bytes(problem)
        with patience_to_the_end(seconds) as patient, progress("refusals", None) as tick:
            found = price_file(data, patient, n_swaps=top, tick=tick)
        if as_json:
            write_json({"schema": "homeward-refusals/1"} | answer_refusals(found))
            return
        answer = answer_refusals(found)
        out.print(f"{answer['n_refused']} names refused, {answer['n_free']} of them without cost.")
        view = Table("refused", "by", "without the refusal")
        for price in found.prices[:top]:
            view.add_row(price.person, " and ".join(price.by), tell_refusal(found.exchange, price))
        if found.prices[:top]:
            out.print(view)
