"""Bringing a vault's schema up to date: a verified backup and a rehearsal come first."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.domain.backups import Reason, file_name, read_name
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault import migrations
from rm_desktop.vault.backup import Source, back_up, discard
from rm_desktop.vault.cipher import disk_error, foreign
from rm_desktop.vault.connection import connected
from rm_desktop.vault.contents import notes_for
from rm_desktop.vault.header import newer

if TYPE_CHECKING:
    from alembic.runtime.migration import MigrationContext, RevisionStep

_VERSIONS = Path(__file__).with_name("versions")


@dataclass(frozen=True, slots=True)
class Plan:
    """Which revision this app speaks, which it can start from, and where the steps lie."""

    head: str = migrations.HEAD
    earlier: frozenset[str] = migrations.EARLIER
    versions: tuple[Path, ...] = (_VERSIONS,)


def bring_up_to_date(path: Path, key: bytes, stored: str, plan: Plan) -> None:
    """Migrate a vault of the stored revision to the head, or refuse what we do not know."""
    if stored not in plan.earlier:
        raise newer() if stored.isdecimal() and stored > plan.head else foreign()
    source = Source(path, key)
    backup = _place_for(source, plan)
    back_up(path, key, backup, notes_for(source))
    rehearsal = path.with_name(f"{path.name}.rehearsal")
    try:
        back_up(backup, key, rehearsal)
        migrate(rehearsal, key, plan)
    finally:
        discard(rehearsal)
    migrate(path, key, plan)


def _place_for(source: Source, plan: Plan) -> Path:
    """Return the name of the copy that is made first, among the others of the profile.

    Beside a backup that is changed itself: whoever changes it takes away what was beside it.
    """
    if read_name(source.path.name.removesuffix(".part")) is not None:
        return source.path.with_name(f"{source.path.name}.before-{plan.head}")
    folder = ProfilePaths(source.path.parent).backups
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise disk_error(error) from error
    moment = time.time_ns() // 1_000_000
    while (place := folder / file_name(source.name, moment, Reason.MIGRATION)).exists():
        moment += 1_000
    return place


def migrate(path: Path, key: bytes, plan: Plan, *, fresh: bool = False) -> None:
    """Take all steps to the head in one transaction: after a failure nothing has happened."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(
        str(_VERSIONS.parent), version_locations=[str(folder) for folder in plan.versions]
    )

    def steps(revision: str, _context: MigrationContext) -> list[RevisionStep]:
        return script._upgrade_revs(plan.head, revision)  # noqa: SLF001 - as alembic's own command

    with connected(path, key, fresh=fresh) as vault:
        vault.core.exec_driver_sql("PRAGMA foreign_keys = OFF")  # altered tables are made anew
        with vault.transaction():
            context = MigrationContext.configure(
                vault.core, opts={"fn": steps, "transactional_ddl": False}
            )
            with Operations.context(context):
                context.run_migrations()
