"""`homeward story`: an invented workspace in the middle of its work, to look around in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from homeward.actions.story.people import PASSPHRASE, PEOPLE
from homeward.actions.story.telling import SMALL, STEPS, Size, tell_story
from homeward.cli.console import AsJson, err, mistakes_shown, out, write_json

NewFolder = Annotated[Path, typer.Argument(help="A folder that does not exist yet, or is empty.")]
Small = Annotated[bool, typer.Option("--small", help="A few dozen people instead of thousands: ready in seconds.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed invents the same people.")]
MEMBERS = tuple(sorted({*PEOPLE, "luka"}))


@contextmanager
def steps_shown() -> Iterator[Callable[[str], None]]:
    """Show on standard error which step of the story is told: gives what is called with each next one."""
    columns = BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False)
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task("the story begins", total=STEPS, completed=-1)
        yield lambda says: progress.update(task, description=says, advance=1)


def story(folder: NewFolder, small: Small = False, seed: Seed = 2026, as_json: AsJson = False) -> None:
    """Make two invented workspaces, of North and South: lists, readings, remains, DNA, talks, pledges, rounds."""
    with mistakes_shown(), steps_shown() as tick:
        told = tell_story(folder, SMALL if small else Size(), seed=seed, tick=tick)
    if as_json:
        folders = {"north": str(told.north), "south": str(told.south)}
        write_json({"schema": "homeward/story/1", **folders, "passphrase": PASSPHRASE, "members": list(MEMBERS)})
        return
    out.print(f"Look around: homeward serve --workspace {told.north}", soft_wrap=True)
    out.print(f'The passphrase of the workspace and of everybody in it: "{PASSPHRASE}"', soft_wrap=True)
    out.print(f"Who works there: {', '.join(MEMBERS)}. Nobody in it exists.", soft_wrap=True)
