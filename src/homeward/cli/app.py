"""The `homeward` command and its sub-commands."""

import typer

from homeward import __version__
from homeward.cli import demo, explain, plan, simulate
from homeward.cli.dna import identify, kinship, power, screen
from homeward.cli.lists import check, fields, match, names

app = typer.Typer(
    name="homeward",
    help="Find out who is who, what was promised, and whether it was kept.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("kinship")(kinship.kinship)
app.command("identify")(identify.identify)
app.command("screen")(screen.screen)
app.command("match")(match.match)
app.command("names")(names.names)
app.command("check")(check.check)
app.command("fields")(fields.fields)
app.command("power")(power.power)
app.command("plan")(plan.plan)
app.command("explain")(explain.explain)
app.add_typer(simulate.app, name="simulate")
app.command("demo")(demo.demo)
app.command("calibrate")(simulate.calibrate)


@app.callback(invoke_without_command=True)
def root(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    """Find out who is who, what was promised, and whether it was kept."""
    if version:
        typer.echo(f"homeward {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line."""
    app()
