"""The statements of the calls that come often, built once.

SQLAlchemy takes five times as long to build such a statement as to run it (measured).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Select,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from rm_desktop.relay.tables import access, chain, device, envelope, incarnation, space

_SPACES: BindParameter[bytes] = bindparam("spaces", expanding=True)
_LASTS = or_(access.c.until.is_(None), access.c.until > bindparam("now_ms"))

INCARNATION = select(incarnation.c.number).order_by(incarnation.c.ordinal.desc()).limit(1)
SIGNING_KEYS = select(device.c.id, device.c.signing).where(
    device.c.id.in_(bindparam("devices", expanding=True))
)
DEVICE_OF = select(device.c.id).where(device.c.token == bindparam("hashed"))
_STORE = INCARNATION.scalar_subquery().label("incarnation")
#: In the same order everywhere, or two processes wait for each other.
LOCKED = (
    select(space.c.id, space.c.position, space.c.bytes, _STORE)
    .where(space.c.id.in_(_SPACES))
    .order_by(space.c.id)
    .with_for_update()
)
ACCESS = select(access.c.space, access.c.device, access.c.until).where(
    access.c.space.in_(_SPACES), _LASTS
)
HEADS = select(chain.c.space, chain.c.device, chain.c.sequence, chain.c.hash).where(
    chain.c.space.in_(_SPACES)
)
SPACE = select(space.c.position, space.c.bytes, _STORE).where(space.c.id == bindparam("space"))
SPACE_HEADS = (
    select(chain.c.device, chain.c.sequence, chain.c.hash)
    .where(chain.c.space == bindparam("space"))
    .order_by(chain.c.device)
)
SPACES_OF = (
    select(space.c.id, space.c.position)
    .join(access, access.c.space == space.c.id)
    .where(access.c.device == bindparam("device"), _LASTS)
)
HASH_AT = select(envelope.c.hash).where(
    envelope.c.space == bindparam("space"),
    envelope.c.device == bindparam("device"),
    envelope.c.sequence == bindparam("sequence"),
)
ADD_ENVELOPE = insert(envelope)
MOVE_SPACE = (
    update(space)
    .where(space.c.id == bindparam("of"))
    .values(position=bindparam("at"), bytes=bindparam("size"))
)
_NOTIFIED = func.unnest(bindparam("words", type_=postgresql.ARRAY(postgresql.TEXT)))
NOTIFY = select(func.pg_notify(bindparam("channel"), _NOTIFIED.column_valued("word")))


@cache
def put_head(dialect: str) -> Any:  # noqa: ANN401 - two dialects' own statements
    """Return what writes how far a chain is."""
    statement = (postgresql if dialect == "postgresql" else sqlite).insert(chain)
    return statement.on_conflict_do_update(
        index_elements=["space", "device"],
        set_={name: statement.excluded[name] for name in ("sequence", "hash")},
    )


@cache
def further(chains: int) -> Select[bytes | None]:
    """Return what reads a space's envelopes after the heads of so many chains.

    For who may read there a row comes, if nothing else; for others none.
    """
    after = [
        and_(
            envelope.c.device == bindparam(f"device{n}"),
            envelope.c.sequence > bindparam(f"sequence{n}"),
        )
        for n in range(chains)
    ]
    unknown = and_(true(), *(envelope.c.device != bindparam(f"device{n}") for n in range(chains)))
    theirs = and_(envelope.c.space == access.c.space, or_(unknown, *after))
    return (
        select(envelope.c.bytes)
        .select_from(access.outerjoin(envelope, theirs))
        .where(access.c.space == bindparam("space"), access.c.device == bindparam("by"), _LASTS)
        .order_by(envelope.c.position)
    )
