"""The `homeward` command and its sub-commands.

A command's module is loaded when the command is asked for, so that weighing one family need not load the store.
"""

from functools import cache
from importlib import import_module

import typer
from typer.core import TyperGroup
from typer.main import get_command

from homeward import __version__

_SECTIONS = {
    "Who is who, by DNA": {
        "kinship": "dna.kinship.kinship",
        "identify": "dna.identify.identify",
        "screen": "dna.screen.screen",
        "power": "dna.power.power",
    },
    "Who is who, by lists": {
        "match": "lists.match.match",
        "names": "lists.names.names",
        "check": "lists.check.check",
        "fields": "lists.fields.fields",
    },
    "Who goes home": {
        "plan": "exchange.plan.plan",
        "explain": "exchange.explain.explain",
        "round": "rounds.round.round_",
        "reserve": "exchange.reserve.reserve",
        "repair": "exchange.repair.repair",
        "refusals": "exchange.refusals.refusals",
        "strikes": "exchange.strikes.strikes",
    },
    "What was said": {
        "claims": "talks.claims.claims",
        "origins": "talks.origins.origins",
        "document": "promises.documents.document",
        "claim": "promises.claims.claim",
        "figures": "promises.claims.figures",
    },
    "What was promised": {
        "pledges": "talks.pledges.pledges",
        "duties": "talks.duties.duties",
        "positions": "talks.positions.positions",
        "pledge": "promises.pledges.pledge",
    },
    "A workspace": {
        "init": "workspace.making.init",
        "serve": "workspace.serving.serve",
        "member": "workspace.making.member",
        "settings": "workspace.making.settings",
        "pending": "workspace.making.pending",
        "approve": "workspace.making.approve",
        "import": "workspace.people.import_",
        "list": "workspace.people.list_",
        "show": "workspace.people.show",
        "status": "workspace.people.status",
        "flag": "workspace.people.flag",
        "who-read": "workspace.people.who_read",
        "day": "workspace.oversight.day",
        "audit": "workspace.oversight.audit",
        "alarms": "workspace.oversight.alarms",
        "export": "workspace.oversight.export",
        "paper": "workspace.papers.paper",
        "propose": "workspace.review.propose",
        "queue": "workspace.review.queue",
        "read": "workspace.review.read",
        "board": "workspace.review.board",
        "decide": "workspace.review.decide",
        "conflict": "workspace.again.conflict",
        "answer": "workspace.again.answer",
        "earlier": "workspace.again.earlier",
        "weak": "workspace.again.weak",
        "campaign": "workspace.again.campaign",
        "remains": "workspace.remains.remains",
        "laboratory": "workspace.laboratory.laboratory",
        "verify": "workspace.keeping.verify",
        "prove": "workspace.keeping.prove",
        "backup": "workspace.keeping.backup",
        "backups": "workspace.keeping.backups",
        "restore": "workspace.keeping.restore",
        "erase": "workspace.keeping.erase",
    },
    "Trials": {
        "demo": "demo.demo",
        "story": "story.story",
        "simulate": "simulate.app",
        "calibrate": "simulate.calibrate",
    },
}
_PLACES = {name: (section, place) for section, places in _SECTIONS.items() for name, place in places.items()}


class _Commands(TyperGroup):
    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return list(_PLACES)

    def get_command(self, ctx: typer.Context, cmd_name: str):  # type: ignore[no-untyped-def, override]
        return _load(cmd_name) if cmd_name in _PLACES else None


@cache
def _load(name: str):  # type: ignore[no-untyped-def]  # a command of whichever click the installed typer carries
    section, place = _PLACES[name]
    module, _, attribute = place.rpartition(".")
    found = getattr(import_module(f"homeward.cli.{module}"), attribute)
    holder = found if isinstance(found, typer.Typer) else typer.Typer(add_completion=False)
    if holder is not found:
        holder.command(name)(found)
    command = get_command(holder)
    command.name = name
    command.rich_help_panel = section  # type: ignore[attr-defined]  # typer groups its help by it
    return command


app = typer.Typer(
    name="homeward",
    cls=_Commands,
    help="Find out who is who, what was promised, and whether it was kept.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def root(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    """Find out who is who, what was promised, and whether it was kept."""
    if version:
        typer.echo(f"homeward {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line."""
    app()
