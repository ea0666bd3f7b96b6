"""`homeward story`: an invented workspace in the middle of its work, to look around in."""

from pathlib import Path
from typing import Annotated

import typer

from homeward.actions.story.people import PASSPHRASE, PEOPLE
from homeward.actions.story.telling import SMALL, Size, tell_story
from homeward.cli.console import AsJson, err, mistakes_shown, out, write_json

NewFolder = Annotated[Path, typer.Argument(help="A folder that does not exist yet, or is empty.")]
Small = Annotated[bool, typer.Option("--small", help="A few dozen people instead of thousands: ready in seconds.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed invents the same people.")]


def story(folder: NewFolder, small: Small = False, seed: Seed = 2026, as_json: AsJson = False) -> None:
    """Make two invented workspaces, of North and South: lists, readings, remains, talks, pledges, two rounds."""
    with mistakes_shown(), err.status("people are invented", spinner="line") as status:
        told = tell_story(folder, SMALL if small else Size(), seed=seed, tick=status.update)
    names = sorted({*PEOPLE, "luka"})
    if as_json:
        folders = {"north": str(told.north), "south": str(told.south)}
        write_json({"schema": "homeward/story/1", **folders, "passphrase": PASSPHRASE, "members": names})
        return
    out.print(f"Look around: homeward serve --workspace {told.north}", soft_wrap=True)
    out.print(f'The passphrase of the workspace and of everybody in it: "{PASSPHRASE}"', soft_wrap=True)
    out.print(f"Who works there: {', '.join(names)}. Nobody in it exists.", soft_wrap=True)
