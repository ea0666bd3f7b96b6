"""What commands of a workspace share: opening it as a person, passphrases, exit codes, what became of an act.

A passphrase never stands among the arguments, where every process could read it. It is asked for; for machines it
comes from the environment (HOMEWARD_INSTANCE_PASSPHRASE, HOMEWARD_PASSPHRASE_ANNA for the member anna) or, a line each
in the order they are asked for, from the file descriptor that HOMEWARD_PASSPHRASE_FD names.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from homeward.actions.workspace.answering.acts import answer_kept
from homeward.actions.workspace.desk import Desk, Kept, Refused, sit_down
from homeward.actions.workspace.place import open_workspace
from homeward.cli.console import err, mistakes_shown, out, write_json
from homeward.errors import InvalidInput
from homeward.store.backends.postgresql import has_password, is_url
from homeward.store.refusals import Damaged

FAILED, REFUSED, WAITS = 1, 3, 4  # exit codes: something does not hold; may not; a second person has to sign

Folder = Annotated[
    Path, typer.Option("--workspace", envvar="HOMEWARD_WORKSPACE", help="Folder of the workspace; else this folder.")
]
As = Annotated[
    str, typer.Option("--as", envvar="HOMEWARD_AS", help="Name of the member who acts; asks their passphrase.")
]
ActId = Annotated[
    str | None, typer.Option("--act-id", help="32 hex digits: the same act given twice is done once, and says so.")
]
Server = Annotated[
    str | None,
    typer.Option("--store", help="postgresql://USER@HOST/DATABASE, empty; else a file in the folder. HOMEWARD_STORE."),
]
HERE = Path()
SERVER = "HOMEWARD_STORE"  # the environment may say the URL of the database, with a password or not


class Passphrases:
    """Where the passphrases of one command come from."""

    def __init__(self) -> None:
        self._lines: Iterator[str] | None = None

    def of_instance(self, *, is_new: bool = False) -> str:
        """Give the passphrase of the instance key."""
        return self._get("HOMEWARD_INSTANCE_PASSPHRASE", "Passphrase of the workspace", is_new)

    def of_member(self, name: str, *, is_new: bool = False) -> str:
        """Give the passphrase of a member."""
        variable = "HOMEWARD_PASSPHRASE_" + re.sub(r"\W", "_", name).upper()
        return self._get(variable, f"Passphrase of {name}", is_new)

    def _get(self, variable: str, asks: str, is_new: bool) -> str:
        descriptor = os.environ.get("HOMEWARD_PASSPHRASE_FD")
        if descriptor is not None:
            return self._next_line(descriptor)
        told = os.environ.get(variable)
        if told is not None:
            return told
        answer: str = typer.prompt(asks, hide_input=True, confirmation_prompt=is_new, err=True)
        return answer

    def _next_line(self, descriptor: str) -> str:
        if self._lines is None:
            if not descriptor.isdecimal():
                raise InvalidInput("HOMEWARD_PASSPHRASE_FD is the number of an open file descriptor")
            try:
                with os.fdopen(int(descriptor)) as file:
                    self._lines = iter(file.read().splitlines())
            except OSError as error:
                raise InvalidInput(f"HOMEWARD_PASSPHRASE_FD: {error.strerror}") from None
        line = next(self._lines, None)
        if line is None:
            raise InvalidInput("HOMEWARD_PASSPHRASE_FD ended before every passphrase was given")
        return line


@contextmanager
def refusals_shown() -> Iterator[None]:
    """End with one sentence: exit code 3 where a person may not, 2 where it cannot be meant, 1 for a damaged store."""
    with mistakes_shown():
        try:
            yield
        except Refused as error:
            err.print(f"refused: {error}", soft_wrap=True, style="red")
            raise typer.Exit(REFUSED) from None
        except Damaged as error:
            err.print(f"damaged: {error}", soft_wrap=True, style="red")
            raise typer.Exit(FAILED) from None


@contextmanager
def at_desk(folder: Path, name: str, passphrases: Passphrases | None = None) -> Iterator[Desk]:
    """Open a workspace as one of its members, and close it again."""
    told = passphrases or Passphrases()
    with refusals_shown():
        workspace = open_workspace(folder, told.of_instance(), server=os.environ.get(SERVER))
        with workspace.store:
            yield sit_down(workspace, name, told.of_member(name), "command line")


def server_of(told: str | None) -> str | None:
    """Give the URL of the database of a new workspace, as it was told or as the environment says it.

    raises    InvalidInput for a password among the arguments
    """
    if told is not None and is_url(told) and has_password(told):
        raise InvalidInput(f"a password never stands among the arguments: PGPASSWORD, ~/.pgpass, or {SERVER} say it")
    return told if told is not None else os.environ.get(SERVER) or None


def tell(kept: Kept, answer: Mapping[str, object], *, as_json: bool, says: str) -> None:
    """Say what became of an act: done, done before, or waiting for a second person (exit code 4)."""
    if as_json:
        write_json({**answer, **answer_kept(kept)})
    elif kept.waits_for is not None:
        out.print(f"waits for a second person: homeward approve {kept.waits_for}", soft_wrap=True)
    else:
        out.print("this had been done before; nothing was changed" if kept.is_repeat else says, soft_wrap=True)
    if kept.waits_for is not None:
        raise typer.Exit(WAITS)
