"""`homeward plan`: who goes home in which round, proven best under the rules agreed."""

import math
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.answers import Json
from homeward.actions.exchange.plan import Outcome, answer_plan, plan_file
from homeward.cli.console import AsJson, err, mistakes_shown, out, read_bytes, write_json
from homeward.cli.progress import progress
from homeward.errors import TooLarge
from homeward.exchange.planning.program import Patience, Stopped

Problem = Annotated[Path, typer.Argument(help="Exchange problem (JSON); - reads standard input.")]
Seconds = Annotated[
    float | None, typer.Option("--seconds", min=0.1, help="Stop after so long with the best plan so far.")
]
Limit = Annotated[float | None, typer.Option("--seconds", min=0.1, help="Give up after so long.")]
People = Annotated[
    bool, typer.Option("--people", help="Say who goes in every best plan also where there are over 1,000 people.")
]


def plan(problem: Problem, seconds: Seconds = None, people: People = False, as_json: AsJson = False) -> None:
    """Plan an exchange: the best plan that keeps all rules, with its proof, or the rules that cannot hold together.

    Ctrl-C ends the search with the best plan so far. The plan is advice; people sign.
    """
    with mistakes_shown():
        data = read_bytes(problem)
        start = time.perf_counter()
        with patience(seconds) as patient, progress("objectives", None) as tick:
            outcome = plan_file(data, patient, is_everyone_told=people, tick=tick)
        answer = answer_plan(outcome) | {"seconds": round(time.perf_counter() - start, 3)}
        if as_json:
            write_json({"schema": "homeward-plan/1"} | answer)
        else:
            _show(outcome, answer)


@contextmanager
def patience(seconds: float | None) -> Iterator[Patience]:
    """Give a search so many seconds, and let Ctrl-C end it kindly: once to stop, twice to leave."""
    end = math.inf if seconds is None else time.monotonic() + seconds
    stopped = Event()

    def stop(*_: object) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield Patience(lambda: end - time.monotonic(), stopped.is_set)
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def patience_to_the_end(seconds: float | None) -> Iterator[Patience]:
    """Give patience to work that is of no use unfinished: when it ends too early, say so and leave."""
    try:
        with patience(seconds) as patient:
            yield patient
    except Stopped:
        raise TooLarge("the search was stopped before its end; give it more --seconds") from None


def _show(outcome: Outcome, answer: Mapping[str, object]) -> None:
    for problem in outcome.file.problems:
        err.print(f"{problem.where}: {problem.says} (kept: {problem.kept})", soft_wrap=True)
    view = Table(show_header=False, title=f"Plan {answer['id']}".rstrip(), title_justify="left")
    for name in ("status", "objective", "gap", "proof", "ties_settled", "n_people", "n_going", "seconds"):
        view.add_row(name.replace("_", " "), str(answer[name]))
    out.print(view)
    conflicts = answer["conflicts_in_words"]
    for sentence in conflicts if isinstance(conflicts, list) else ():
        out.print(sentence, soft_wrap=True)
    _show_rounds(outcome, answer)


def _show_rounds(outcome: Outcome, answer: Json | Mapping[str, object]) -> None:
    going = answer["plan"]
    if not isinstance(going, dict) or not going:
        return
    exchange = outcome.file.exchange
    home = {person.id: person.home for person in exchange.people}
    view = Table("round", "day", *(f"home to {side}" for side in exchange.sides))
    for number, day in enumerate(exchange.days, start=1):
        counts = (sum(r == number and home[own] == side for own, r in going.items()) for side in exchange.sides)
        view.add_row(str(number), f"{float(day):g}", *map(str, counts))
    out.print(view)
