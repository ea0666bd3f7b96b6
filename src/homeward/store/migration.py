"""Migrations: bring a store to the form that this program knows, in one transaction, or leave it as it was."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from homeward.store.refusals import NotOpened
from homeward.store.stops import reach

NEWEST = "2"
MIGRATIONS = Path(__file__).parent / "migrations"


def read_form(connection: Connection) -> str | None:
    """Read which form a store has; nothing for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    forms = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    if len(forms) != 1:
        raise NotOpened(f"the store says {len(forms)} times which form it has; restore it from a backup")
    return str(forms[0])


def migrate(engine: Engine, newest: str = NEWEST, migrations: Path = MIGRATIONS) -> None:
    """Bring a store to the newest form.

    raises    NotOpened where the store is of a newer program
    """
    with engine.begin() as connection:
        form = read_form(connection)
        if form == newest:
            return
        reach("migration")
        _run(connection, form, newest, migrations)
        reach("migration")


def _run(connection: Connection, form: str | None, newest: str, migrations: Path) -> None:
    # Loaded only where there is something to do: Alembic takes longer than opening a store.
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(migrations))
    if form is not None and form not in {step.revision for step in script.walk_revisions()}:
        raise NotOpened(f"the store has form {form}, which this program does not know: use the program that wrote it")
    context = MigrationContext.configure(
        connection,
        opts={"transactional_ddl": True, "fn": lambda here, _: script._upgrade_revs(newest, here)},
    )
    with Operations.context(context):
        context.run_migrations()
