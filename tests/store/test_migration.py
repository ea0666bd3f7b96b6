"""A store is brought to a newer form whole, or stays as it was."""

import shutil

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from homeward.store.checking import verify_store
from homeward.store.migration import MIGRATIONS, NEWEST, migrate, read_form
from homeward.store.refusals import NotOpened
from homeward.store.tables import metadata
from tests.store.kills import live_and_die
from tests.store.sample import KEYS, keep_note, raw

ANNA = "a" * 32
_NEXT = '''
"""A later form, for tests."""

import sqlalchemy as sa
from alembic import op

from homeward.store.stops import reach

revision = "3"
down_revision = "2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("state", sa.Column("colour", sa.Text))
    reach("migration")
    op.execute("UPDATE state SET colour = 'green'")
    reach("migration")
    op.create_table("shade", sa.Column("name", sa.Text, primary_key=True))
'''


@pytest.fixture
def later(tmp_path):
    """The migrations of this program, and one more."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "later.py").write_text(_NEXT)
    return folder


def test_the_migrations_make_the_tables_that_the_program_uses(store):
    def is_ours(thing, name, kind, *_):
        return not (kind == "table" and thing.info.get("only") == "postgresql" and store.engines.connect)

    with raw(store) as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert read_form(connection) == NEWEST


def test_a_store_with_data_is_brought_to_a_newer_form(store, later):
    keep_note(store, 0, ANNA)
    migrate(store.engines.writing, "3", later)
    with raw(store) as connection:
        assert read_form(connection) == "3"
        assert connection.exec_driver_sql("SELECT colour FROM state").scalars().all() == ["green"]


def test_a_newer_form_is_refused_by_an_older_program(place, later):
    with place.create() as store:
        migrate(store.engines.writing, "3", later)
    with pytest.raises(NotOpened, match="has form 3, which this program does not know"):
        place.open()


@pytest.mark.parametrize("stop", range(1, 5))
def test_a_migration_that_was_cut_short_leaves_the_old_form_working(place, later, stop):
    with place.create() as store:
        keep_note(store, 0, ANNA)

    def work(report):
        with place.open() as store:
            migrate(store.engines.writing, "3", later)

    live_and_die(work, f"migration:{stop}", 0)
    with place.open() as store:
        keep_note(store, 1, ANNA)
        assert verify_store(store, KEYS).is_whole
