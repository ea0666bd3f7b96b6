"""The first form: entries, parts, tree nodes, heads, states; on PostgreSQL acts that wait for their number."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None
branch_labels = None
depends_on = None

_LOG_TABLES = ("setting", "entry", "part", "node", "head")
_LONG = sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def upgrade() -> None:
    """Make all tables."""
    _make_log()
    _make_state()
    if op.get_context().dialect.name == "postgresql":
        _make_queue()
    _forbid_changes(op.get_context().dialect.name)


def _make_log() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "entry",
        sa.Column("number", _LONG, primary_key=True, autoincrement=False),
        sa.Column("act_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("leaf", sa.LargeBinary, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("act_id", name="entry_act"),
        sqlite_strict=True,
    )
    op.create_index("entry_kind", "entry", ["kind", "number"])
    op.create_table(
        "part",
        sa.Column("act_id", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("box", sa.LargeBinary),
        sa.PrimaryKeyConstraint("act_id", "subject"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("part_subject", "part", ["subject", "act_id"])
    op.create_table(
        "node",
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("place", _LONG, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("height", "place"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "head",
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("size", _LONG, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sqlite_strict=True,
    )


def _make_state() -> None:
    op.create_table(
        "state",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("object", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("act_id", sa.Text, nullable=False),
        sa.Column("parent", sa.Text),
        sa.Column("status", sa.Text),
        sa.Column("rank", _LONG),
        sa.Column("box", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("kind", "object"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("state_queue", "state", ["kind", "status", "rank", "object"])
    op.create_index("state_parent", "state", ["parent", "kind", "rank", "object"])
    op.create_index("state_subject", "state", ["subject"])


def _make_queue() -> None:
    op.create_table("taken", sa.Column("act_id", sa.Text, primary_key=True))
    op.create_table(
        "pending",
        sa.Column("place", sa.BigInteger, primary_key=True, autoincrement=True),
        sa.Column("act_id", sa.Text, nullable=False, unique=True),
        sa.Column("act", sa.LargeBinary, nullable=False),
        sa.Column("signatures", sa.LargeBinary, nullable=False),
    )


def _forbid_changes(dialect: str) -> None:
    if dialect == "sqlite":
        for table in _LOG_TABLES:
            for change in ("update", "delete"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{change} BEFORE {change} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is a log: nothing in it is changed or taken out'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE '% is a log: nothing in it is changed or taken out', TG_TABLE_NAME; END $$"
    )
    for table in (*_LOG_TABLES, "taken"):
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
