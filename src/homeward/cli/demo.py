"""`homeward demo`: a fictional delivery end to end, and then a whole invented story, shown in a browser."""

import shlex
import sys
import time
import webbrowser
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.demo import DELIVERY, QUICK, demonstrate, tally
from homeward.actions.story.people import PASSPHRASE
from homeward.actions.story.telling import SMALL, Size, Told, tell_anew
from homeward.cli.console import AsJson, err, mistakes_shown, out, write_json
from homeward.cli.showing import Seen, free_port, look_once, served
from homeward.cli.story import MEMBERS, Small, steps_shown
from homeward.identify.trials.scenario import Plan

Folder = Annotated[Path, typer.Option("--out", help="Folder for the report, and for the story in it.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed invents the same people.")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to serve at, or the next free one.")]
NoServe = Annotated[bool, typer.Option("--no-serve", help="Serve nothing at the end.")]
Open = Annotated[bool, typer.Option("--open", help="Open the address in a browser of this machine.")]
_VISITOR = "boris"  # who reads


def demo(
    folder: Folder = Path("out"),
    seed: Seed = 2026,
    small: Small = False,
    port: Port = 8080,
    no_serve: NoServe = False,
    opens: Open = False,
    as_json: AsJson = False,
) -> None:
    """Simulate a delivery of 600 containers and 900 families, then tell a whole story in a workspace and serve it."""
    with mistakes_shown():
        answer = _deliver(folder, seed, QUICK if small else DELIVERY, as_json=as_json)
        start = time.perf_counter()
        with steps_shown() as tick:
            told = tell_anew(folder / "story", SMALL if small else Size(), seed=seed, tick=tick)
        seconds = time.perf_counter() - start
        is_watched = not as_json and sys.stdin.isatty() and sys.stdout.isatty()
        once = not no_serve and not is_watched
        seen = look_once(told.north, PASSPHRASE, _VISITOR, free_port(port)) if once else None
        if as_json:
            write_json(answer | {"story": _answer_story(told, seconds), "served": _answer_seen(seen)})
            return
        _introduce(told, seconds, seen)
        if is_watched and not no_serve:
            _stay(told, free_port(port), opens=opens)


def _deliver(folder: Path, seed: int, plan: Plan, *, as_json: bool) -> dict[str, object]:
    """Find out who is who in the delivery, and say what came of it."""
    start = time.perf_counter()
    with err.status(f"{plan.remains} containers, {plan.families} families", spinner="line"):
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
        done = demonstrate(folder, seed=seed, made_at=now, plan=plan)
    counts = tally(done)
    seconds = time.perf_counter() - start
    if not as_json:
        table = Table(show_header=False, title="A fictional delivery", title_justify="left")
        for name, value in counts.items():
            table.add_row(name.replace("_", " "), str(value))
        out.print(table)
        out.print(f"{seconds:.1f} s; nobody in it exists. The report: {done.report}", soft_wrap=True)
    return {"schema": "homeward-demo/1", "report": str(done.report), "seconds": seconds} | counts


def _introduce(told: Told, seconds: float, seen: Seen | None) -> None:
    """Say where the story is, who works in it, and what one of them saw."""
    out.print(f"{seconds:.0f} s: a story of two workspaces: {told.north}, {told.south}", soft_wrap=True)
    out.print(f"Who works there: {', '.join(MEMBERS)}. Nobody in it exists.", soft_wrap=True)
    out.print(f'The passphrase of the workspace and of everybody in it: "{PASSPHRASE}"', soft_wrap=True)
    for line in () if seen is None else seen.waits or ("nothing waits",):
        out.print(f"My day of {_VISITOR}: {line}", soft_wrap=True)
    out.print(f"Look around: homeward serve --workspace {shlex.quote(str(told.north))}", soft_wrap=True)


def _stay(told: Told, port: int, *, opens: bool) -> None:
    """Serve until somebody ends it."""
    with served(told.north, PASSPHRASE, port) as (made, address):
        out.print(f"Open {address.url} in a browser; Ctrl+C ends.", soft_wrap=True)
        if opens:
            webbrowser.open(address.url)
        with suppress(KeyboardInterrupt):
            made.serve()


def _answer_story(told: Told, seconds: float) -> dict[str, object]:
    folders = {"north": str(told.north), "south": str(told.south)}
    return {**folders, "seconds": seconds, "passphrase": PASSPHRASE, "members": list(MEMBERS)}


def _answer_seen(seen: Seen | None) -> dict[str, object] | None:
    return None if seen is None else {"url": seen.url, "member": seen.member, "my_day": list(seen.waits)}
