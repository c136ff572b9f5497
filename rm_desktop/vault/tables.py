"""The tables of a vault, as SQLAlchemy Core knows them.

A change of these is a new revision in `migrations/versions`; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()
virtual = MetaData()  # FTS5 is made by its own statement, never by `create_all`

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

alembic_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

document = Table(
    "document",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("space", String),
    Column("upto", Integer, nullable=False),
    Column("snapshot", LargeBinary),
    Index("document_of_space", "space"),
)

# A table of its own: a mark in the document's row would write its snapshot again.
dirty = Table(
    "dirty",
    metadata,
    Column("document", String, ForeignKey("document.id"), primary_key=True),
)

change = Table(
    "change",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("document", String, ForeignKey("document.id"), nullable=False),
    Column("author", String, nullable=False),
    Column("state", String, nullable=False),
    Column("at", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Index("change_by_document", "document", "seq"),
    sqlite_autoincrement=True,
)

# Its rows are numbered by time (`statements.ROW_OF`), so that the newest hits of a search come
# first without sorting: the words of a row bear the same number.
item = Table(
    "item",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("document", String, ForeignKey("document.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("session", String),
    Column("at", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("title", Text, nullable=False),
    Column("preview", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("pair", String),
    UniqueConstraint("document", "kind", "id", name="item_key"),
    Index("item_live", "document", "live"),
    Index("item_by_session", "session"),
    Index("item_of_pair", "kind", "live", "pair"),
)

# A state of a text that one may go back to; `mark` is for the document to read.
version = Table(
    "version",
    metadata,
    Column("document", String, ForeignKey("document.id"), primary_key=True),
    Column("at", Integer, primary_key=True),
    Column("mark", LargeBinary, nullable=False),
)

search = Table(
    "search",
    virtual,
    Column("rowid", Integer, primary_key=True),
    Column("title", Text),
    Column("body", Text),
)

SEARCH_DDL = """CREATE VIRTUAL TABLE search USING fts5(
    title, body, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
)"""

prompt = Table(
    "prompt",
    metadata,
    Column("id", String, primary_key=True),
    Column("pack", String, nullable=False),
    Column("binned_at", Integer),
    Column("body", Text, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("scope", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

# A pair that is shared with other laptops. `device` is the vault's when the row was written: a
# copied or restored profile has another one, and takes another name in the space.
space = Table(
    "space",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("pair", String, nullable=False, unique=True),
    Column("device", String, nullable=False),
    Column("address", String, nullable=False),
    Column("token", String, nullable=False),
    Column("secrets", LargeBinary, nullable=False),
    Column("log", LargeBinary, nullable=False),
    Column("told", LargeBinary, nullable=False),
    Column("sealed_upto", Integer, nullable=False),
    Column("up_to_date_at", Integer, nullable=False),
    Column("heard_at", Integer, nullable=False),
)

envelope = Table(
    "envelope",
    metadata,
    Column("space", LargeBinary, nullable=False),
    Column("device", LargeBinary, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("at", Integer, nullable=False),
    Column("content", String, nullable=False),
    Column("changes", Integer, nullable=False),
    Column("notes", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    PrimaryKeyConstraint("space", "device", "sequence", name="envelope_pk"),
)

# Changes of others that are in no document: harmful ones, and large deletions that wait for a yes.
quarantine = Table(
    "quarantine",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("space", LargeBinary, nullable=False),
    Column("device", LargeBinary, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("at", Integer, nullable=False),
    Column("why", String, nullable=False),
    Column("document", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

# What a person should look at, until they put it away.
concern = Table(
    "concern",
    metadata,
    Column("space", LargeBinary, nullable=False),
    Column("kind", String, nullable=False),
    Column("device", LargeBinary, nullable=False),
    Column("at", Integer, nullable=False),
    PrimaryKeyConstraint("space", "kind", "device", name="concern_pk"),
)
