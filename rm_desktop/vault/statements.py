"""Every statement of a vault, built once; SQLAlchemy compiles each at its first use."""

from __future__ import annotations

# ruff: noqa: S608 - parts of statements are joined here; what a person typed is always bound
from sqlalchemy import (
    Integer,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from rm_desktop.vault.rows import MATCH_END, MATCH_START
from rm_desktop.vault.tables import (
    change,
    dirty,
    document,
    item,
    meta,
    prompt,
    search,
    setting,
    version,
)

SNIPPET_WORDS = 16

META = select(meta.c.key, meta.c.value)
_fact = upsert(meta)
PUT_FACT = _fact.on_conflict_do_update(index_elements=["key"], set_={"value": _fact.excluded.value})
REVISION = text("SELECT version_num FROM alembic_version")

# ------------------------------------------------------------------ writing

ADD_DOCUMENT = upsert(document).values(upto=0).on_conflict_do_nothing()
# What is written beside a shared document is shared with the same people.
SHARE_LIKE = text(
    "UPDATE document SET space = (SELECT space FROM document WHERE id = :beside)"
    " WHERE id = :id AND space IS NULL"
)
ADD_CHANGE = insert(change).inline()  # the driver knows the sequence without being asked
MARK_DIRTY = upsert(dirty).on_conflict_do_nothing()
MARK_IF_THERE = "INSERT OR IGNORE INTO dirty SELECT id FROM document WHERE id = :id"
MARK_CLEAN = delete(dirty).where(dirty.c.document == bindparam("document"))

# The next free number in the hour of an item's time: a million fit, and they stay close together,
# which keeps FTS5's lists short. Clamped, because a date may be anything.
_FIRST = "(max(0, min(:at / 3600000, 1 << 42)) << 20)"
ROW_OF = (
    f"(SELECT coalesce(max(row) + 1, {_FIRST}) FROM item"
    f" WHERE row BETWEEN {_FIRST} AND {_FIRST} + 1048575)"
)
# For one row after the other, straight to the driver: where one goes follows from those before it.
MOVE_WORDS = (
    f"UPDATE search SET rowid = {ROW_OF} WHERE rowid = (SELECT row FROM item"
    " WHERE document = :document AND kind = :kind AND id = :id AND at <> :at)"
)
PUT_ITEM = (
    "INSERT INTO item (row, document, kind, id, session, at, state, live, title, preview, body,"
    f" pair) VALUES ({ROW_OF}, :document, :kind, :id, :session, :at, :state, :live, :title,"
    " :preview, :body, :pair) ON CONFLICT (document, kind, id) DO UPDATE SET"
    " row = CASE WHEN at = excluded.at THEN row ELSE excluded.row END, session = excluded.session,"
    " at = excluded.at, state = excluded.state, live = excluded.live, title = excluded.title,"
    " preview = excluded.preview, body = excluded.body, pair = excluded.pair"
)
_this_item = (
    select(item.c.row)
    .where(
        item.c.document == bindparam("of"),
        item.c.kind == bindparam("of_kind"),
        item.c.id == bindparam("of_id"),
    )
    .scalar_subquery()
)
DROP_WORDS = delete(search).where(search.c.rowid == _this_item)
DROP_ITEM = delete(item).where(
    item.c.document == bindparam("of"),
    item.c.kind == bindparam("of_kind"),
    item.c.id == bindparam("of_id"),
)
PUT_WORDS = text(
    "INSERT OR REPLACE INTO search (rowid, title, body) SELECT row, :title, :body FROM item"
    " WHERE document = :document AND kind = :kind AND id = :id"
)

# ---------------------------------------------------------------- documents

DOCUMENT = select(
    document.c.id,
    document.c.kind,
    document.c.snapshot,
    document.c.upto,
    select(dirty.c.document).where(dirty.c.document == document.c.id).exists().label("dirty"),
).where(document.c.id == bindparam("id"))
UPDATES = (
    select(change.c.seq, change.c.bytes)
    .where(change.c.document == bindparam("document"), change.c.seq > bindparam("upto"))
    .order_by(change.c.seq)
)
IS_SHARED = "SELECT 1 FROM document WHERE id = :id AND space IS NOT NULL"
DOCUMENTS = select(document.c.id).where(document.c.kind == bindparam("kind")).order_by("row")
# Only what was written since the last look: to measure 10,000 texts takes a third of a second.
_written_since = select(change.c.document).where(change.c.seq > bindparam("since"))
LAST_CHANGE = "SELECT coalesce(max(seq), 0) FROM change"
DUE = (
    select(document.c.id)
    .join(change, change.c.document == document.c.id)
    .where(document.c.id.in_(_written_since), change.c.seq > document.c.upto)
    .group_by(document.c.id)
    .having(
        or_(
            func.count() > bindparam("updates"),
            func.sum(func.length(change.c.bytes)) > bindparam("size"),
        )
    )
    .order_by(document.c.id)
)
PUT_SNAPSHOT = (
    document.update()
    .where(
        document.c.id == bindparam("of"),
        document.c.upto <= bindparam("to", type_=Integer),
        text("(SELECT seq FROM sqlite_sequence WHERE name = 'change') >= :to"),
    )
    .values(snapshot=bindparam("content"), upto=bindparam("to", type_=Integer))
)
# A change of a shared document that has not been sent yet is still owed to the partner.
DROP_CHANGES = delete(change).where(
    change.c.document == bindparam("of"),
    change.c.seq <= bindparam("to"),
    or_(
        change.c.state.in_(["sent", "remote"]),
        select(document.c.space).where(document.c.id == bindparam("of")).scalar_subquery() == None,  # noqa: E711
    ),
)

_rows = select(item.c.row).where(item.c.document == bindparam("of"))
CLEAR_WORDS = delete(search).where(search.c.rowid.in_(_rows))
CLEAR_ITEMS = delete(item).where(item.c.document == bindparam("of"))
# FTS5 marks deleted words as deleted; only a merge of everything takes them out of the index.
SCRUB_WORDS = text("INSERT INTO search (search) VALUES ('optimize')")
DELETE_DOCUMENT = (
    CLEAR_WORDS,
    CLEAR_ITEMS,
    delete(dirty).where(dirty.c.document == bindparam("of")),
    delete(version).where(version.c.document == bindparam("of")),
    delete(change).where(change.c.document == bindparam("of")),
    delete(setting).where(setting.c.scope == bindparam("of")),
    delete(document).where(document.c.id == bindparam("of")),
)

# ------------------------------------------------------------ lists, search

ITEMS = select(
    item.c.document,
    item.c.kind,
    item.c.id,
    item.c.title,
    item.c.session,
    item.c.at,
    item.c.state,
    item.c.live,
    item.c.preview,
    item.c.body,
    item.c.pair,
).order_by(item.c.at, item.c.row)

# What is asked at every letter of a search goes straight to the driver (`Connected.read`).
WAITING_WORDS = "SELECT document FROM dirty ORDER BY document"
# Rows are numbered by time, so the newest hits come first and FTS5 stops after the last one wanted.
_SEARCH = f"""
SELECT item.document, item.kind, item.id, item.session, item.at, item.state,
    highlight(search, 0, '{MATCH_START}', '{MATCH_END}'),
    snippet(search, 1, '{MATCH_START}', '{MATCH_END}', '…', {SNIPPET_WORDS})
FROM search CROSS JOIN item ON item.row = search.rowid
WHERE search MATCH :words {{filters}}
ORDER BY search.rowid DESC LIMIT :most
"""
_OF_DOCUMENT = "AND item.document = :document"
_OF_KINDS = "AND item.kind IN (SELECT value FROM json_each(:kinds))"
SEARCH = {
    (False, False): _SEARCH.format(filters=""),
    (True, False): _SEARCH.format(filters=_OF_DOCUMENT),
    (False, True): _SEARCH.format(filters=_OF_KINDS),
    (True, True): _SEARCH.format(filters=f"{_OF_DOCUMENT} {_OF_KINDS}"),
}

# --------------------------------------------------------- prompts, settings

PROMPTS = select(prompt.c.id, prompt.c.pack, prompt.c.body, prompt.c.binned_at).order_by(
    prompt.c.pack, prompt.c.id
)
_prompt = upsert(prompt)
PUT_PROMPT = _prompt.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _prompt.excluded[name] for name in ("pack", "body", "binned_at")},
)
DELETE_PROMPT = delete(prompt).where(prompt.c.id == bindparam("of"))

SETTINGS = select(setting.c.key, setting.c.value).where(setting.c.scope == bindparam("scope"))
SETTING = SETTINGS.where(setting.c.key == bindparam("name"))
_setting = upsert(setting)
PUT_SETTING = _setting.on_conflict_do_update(
    index_elements=["scope", "key"], set_={"value": _setting.excluded.value}
)
FORGET_SETTING = delete(setting).where(
    setting.c.scope == bindparam("of"), setting.c.key == bindparam("name")
)
