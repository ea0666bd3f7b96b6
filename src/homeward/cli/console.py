"""What commands share: reading a file or standard input, writing JSON or a table, ending with one clear sentence."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from homeward.errors import HomewardError, InvalidInput
from homeward.evidence.dna.frequency import RareAlleleRule

# ids come from foreign files: nothing in them is markup or an emoji
out = Console(highlight=False, markup=False, emoji=False)
err = Console(stderr=True, highlight=False, markup=False, emoji=False)
AsJson = Annotated[bool, typer.Option("--json", help="Write the whole answer as JSON.")]
MISTAKE = 2  # exit code for a caller's mistake, as in other command line programs


@contextmanager
def mistakes_shown() -> Iterator[None]:
    """Turn a caller's mistake into one sentence on standard error and exit code 2."""
    try:
        yield
    except HomewardError as error:
        err.print(f"error: {error}", soft_wrap=True, style="red")
        raise typer.Exit(MISTAKE) from None
    except BrokenPipeError:
        raise typer.Exit(1) from None


def read_bytes(path: Path) -> bytes:
    """Read a file, or standard input for "-"."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{path}: {error.strerror or error}") from None


def write_json(value: Mapping[str, object]) -> None:
    """Write one JSON document to standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, allow_nan=False))
    sys.stdout.write("\n")


def write_text(path: Path, text: str) -> None:
    """Write a text file whole."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise InvalidInput(f"{path}: {error.strerror or error}") from None


def rare_rule(minimum: float | None) -> RareAlleleRule | None:
    """Give the rule for alleles outside their table; 0 refuses them."""
    if minimum is None or minimum == 0.0:
        return None
    if not 0.0 < minimum < 0.5:
        raise InvalidInput(f"--rare {minimum} must lie between 0 and 0.5")
    return RareAlleleRule(minimum=minimum)
