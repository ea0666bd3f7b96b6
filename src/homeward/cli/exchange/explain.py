"""`homeward explain`: why somebody goes or stays, and what would change it."""

import time
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.exchange.explain import Everyone, answer_all, answer_one, explain_all, explain_one
from homeward.cli.console import AsJson, mistakes_shown, out, read_bytes, write_json
from homeward.cli.exchange.plan import Problem, Seconds, patience_to_the_end
from homeward.cli.progress import progress
from homeward.exchange.explaining.explain import tell_family, tell_planner

Person = Annotated[str | None, typer.Argument(help="Id of the person; without it everybody is told in short.")]


def explain(problem: Problem, person: Person = None, seconds: Seconds = None, as_json: AsJson = False) -> None:
    """Explain a plan: who goes always, never or sometimes, what stands in the way, what each rule costs.

    For one person also what would bring him or her home, whose place that would take, and the smallest change of rules
    by which nobody would lose one.
    """
    with mistakes_shown():
        data = read_bytes(problem)
        start = time.perf_counter()
        with patience_to_the_end(seconds) as patient, progress("kinds of people", None) as tick:
            if person is None:
                everyone = explain_all(data, patient, tick)
                answer = answer_all(everyone)
            else:
                exchange, told = explain_one(data, person, patient)
                answer = answer_one(exchange, told)
        answer |= {"seconds": round(time.perf_counter() - start, 3)}
        if as_json:
            write_json({"schema": "homeward-explanation/1"} | answer)
        elif person is None:
            _show_everyone(everyone)
        else:
            for title, sentences in (
                ("To planners:", tell_planner(exchange, told)),
                ("To the family:", tell_family(exchange, told)),
            ):
                out.print(title)
                for sentence in filter(None, sentences):
                    out.print(f"  {sentence}", soft_wrap=True)


def _show_everyone(everyone: Everyone) -> None:
    answer = answer_all(everyone)
    view = Table("person", "state", "round", "in the way")
    people = answer["people"]
    for identity, own in people.items() if isinstance(people, dict) else ():
        view.add_row(identity, own["state"], str(own["round"] or ""), own["bar"] or "")
    out.print(view)
    prices = answer["prices"]
    for price in prices if isinstance(prices, list) else ():
        gain = price["gain"]
        costs = "costs nothing" if gain is None else f"without it {gain['says']}: {gain['after']}, not {gain['before']}"
        out.print(f"{price['rule']}: {costs}", soft_wrap=True)
