"""The tables, in SQLAlchemy Core: the same on SQLite and PostgreSQL. How they came to be is in `migrations`.

Of a log table nothing is ever changed or taken out; triggers see to that. `state` is a cache: what acts add up to.
Personal data stands sealed in `part.box` and `state.box`, and nowhere else. Ids are 32 random hex digits.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()
key_metadata = MetaData()  # of the subject keys, which live in a file or database of their own

_long = Integer().with_variant(BigInteger, "postgresql")

setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)

entry = Table(
    "entry",
    metadata,
    Column("number", _long, primary_key=True, autoincrement=False),
    Column("act_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("leaf", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),  # the entry; all other columns follow from it
    UniqueConstraint("act_id", name="entry_act"),
    Index("entry_kind", "kind", "number"),
    sqlite_strict=True,
)

part = Table(  # what an act says of one of its subjects
    "part",
    metadata,
    Column("act_id", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("box", LargeBinary),  # sealed under the subject's key; nothing where the act itself says all
    PrimaryKeyConstraint("act_id", "subject"),
    Index("part_subject", "subject", "act_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

node = Table(  # Merkle tree: complete subtrees over 2^height leaves; the leaves are in `entry`
    "node",
    metadata,
    Column("height", Integer, nullable=False),
    Column("place", _long, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    PrimaryKeyConstraint("height", "place"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

head = Table(
    "head",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),  # from 0, in the order they were kept
    Column("size", _long, nullable=False),
    Column("note", Text, nullable=False),
    sqlite_strict=True,
)

state = Table(
    "state",
    metadata,
    Column("kind", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("act_id", Text, nullable=False),
    Column("parent", Text),
    Column("status", Text),
    Column("rank", _long),
    Column("box", LargeBinary, nullable=False),  # sealed, and bound to all the columns above
    PrimaryKeyConstraint("kind", "object"),
    Index("state_queue", "kind", "status", "rank", "object"),
    Index("state_parent", "parent", "kind", "rank", "object"),
    Index("state_subject", "subject"),
    Index("state_act", "kind", "object", "parent", "status", "rank", "act_id"),  # all that `find_acts` reads
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

taken = Table(  # PostgreSQL: ids of all acts, so that none is kept twice while it waits for its number
    "taken",
    metadata,
    Column("act_id", Text, primary_key=True),
    info={"only": "postgresql"},
)

pending = Table(  # PostgreSQL: acts that are kept, with all their effects, and wait for their number
    "pending",
    metadata,
    Column("place", BigInteger, primary_key=True, autoincrement=True),
    Column("act_id", Text, nullable=False, unique=True),
    Column("act", LargeBinary, nullable=False),
    Column("signatures", LargeBinary, nullable=False),  # as the lines of an entry
    info={"only": "postgresql"},
)

LOG_TABLES = ("setting", "entry", "part", "node", "head")

subject_key = Table(
    "subject_key",
    key_metadata,
    Column("subject", Text, primary_key=True),
    Column("wrapped", LargeBinary),  # nothing once the key was destroyed
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
