"""Run all benchmarks and print one table: `python -m benchmarks [name ...]`."""

import importlib
import sys

from rich.console import Console
from rich.table import Table

NAMES = (
    "kinship",
    "identification",
    "look_up",
    "screening",
    "power",
    "names",
    "lists",
    "ledger",
    "store",
    "exchange",
    "origins",
    "pages",
)


def main() -> None:
    """Run the named benchmarks, or all."""
    wanted = sys.argv[1:] or NAMES
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        sys.exit(f"python -m benchmarks [name ...]: {', '.join(unknown)} is none of {', '.join(NAMES)}")
    table = Table("benchmark", "what", "result")
    for name in wanted:
        for what, result in importlib.import_module(f"benchmarks.{name}").run():
            table.add_row(name, what, result)
        table.add_section()
    Console().print(table)


if __name__ == "__main__":
    main()
