"""Bringing a relay's schema up to date when it starts, in the transaction of its start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from rm_desktop.relay import migrations
from rm_desktop.relay.problems import NewerStoreError

if TYPE_CHECKING:
    from alembic.runtime.migration import MigrationContext, RevisionStep

_VERSIONS = Path(__file__).with_name("versions")
#: Processes that start together on PostgreSQL do this one after the other.
_LOCK = 0x726D_7265_6C61_79


@dataclass(frozen=True, slots=True)
class Steps:
    """Which revision this relay speaks, which it can start from, and where the steps lie."""

    head: str = migrations.HEAD
    earlier: frozenset[str] = migrations.EARLIER
    versions: tuple[Path, ...] = (_VERSIONS,)


def bring_up_to_date(connection: Connection, steps: Steps | None = None) -> None:
    """Take all steps to the head; raises `NewerStoreError` for what another version wrote.

    The transaction is the caller's: after a failure nothing has happened.
    """
    from alembic.runtime.migration import MigrationContext

    steps = steps or Steps()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    stored = MigrationContext.configure(connection).get_current_revision()
    if stored == steps.head:
        return
    if stored is not None and stored not in steps.earlier:
        raise NewerStoreError(stored)
    _migrate(connection, steps)


def _migrate(connection: Connection, steps: Steps) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(
        str(_VERSIONS.parent), version_locations=[str(folder) for folder in steps.versions]
    )

    def way(revision: str, _context: MigrationContext) -> list[RevisionStep]:
        return script._upgrade_revs(steps.head, revision)  # noqa: SLF001 - as alembic's own command

    context = MigrationContext.configure(connection, opts={"fn": way, "transactional_ddl": False})
    with Operations.context(context):
        context.run_migrations()
