"""Every older vault opens, after a verified backup; a newer one is left as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rm_desktop.domain.errors import ForeignError, NewerError
from rm_desktop.vault import migrations
from rm_desktop.vault.backup import back_up
from rm_desktop.vault.cipher import connect
from rm_desktop.vault.founding import found
from rm_desktop.vault.header import read_header
from rm_desktop.vault.keys import MemoryKeyStore, unlock
from rm_desktop.vault.migrations.upgrade import Plan, bring_up_to_date, migrate
from rm_desktop.vault.rows import ItemRow, PromptRow, SearchRow
from rm_desktop.vault.vault import Vault
from tests.vault.samples import everything_in

SPECIMENS = Path(__file__).parents[1] / "specimens"
SPECIMEN_KEY = bytes(range(32))
NEXT = """
from __future__ import annotations
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0004", "0003"
def upgrade() -> None:
    with op.batch_alter_table("prompt") as prompt:
        prompt.add_column(sa.Column("stars", sa.Integer, nullable=False, server_default="0"))
    {more}
"""


def next_plan(folder: Path, more: str = "pass") -> Plan:
    folder.mkdir()
    (folder / "v0004_stars.py").write_text(NEXT.format(more=more), "utf-8")
    return Plan(
        head="0004",
        earlier=frozenset({"0001", "0002", "0003"}),
        versions=(*Plan().versions, folder),
    )


def schema(path: Path, key: bytes) -> dict[str, str]:
    connection = connect(path, key)
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    described = {name: "".join(sql.split()) for name, sql in rows}
    connection.close()
    return described


def copy_before(path: Path) -> Path:
    """Return the copy that a migration made of the vault as it was."""
    [copy] = (path.parent / "backups").glob("*-migration.vault")
    return copy


@pytest.fixture
def closed(vault: Vault, path: Path) -> Path:
    vault.write("pair", updates=[b"one"], items=[ItemRow("pair", "topic", "t1", "Title")])
    vault.put_prompts([PromptRow("p1", "own", "{}")])
    vault.close()
    return path


def test_a_new_vault_has_the_schema_that_migrating_from_nothing_gives(
    vault: Vault, path: Path, key: bytes, tmp_path: Path
) -> None:
    migrated = tmp_path / "migrated.vault"
    migrated.touch()
    migrate(migrated, key, Plan(), fresh=True)
    assert schema(migrated, key) == schema(path, key)


@pytest.mark.parametrize(
    "specimen", sorted(SPECIMENS.glob("workspace-*.vault")), ids=lambda path: path.stem
)
def test_every_specimen_opens_and_holds_what_was_written(specimen: Path, tmp_path: Path) -> None:
    for entry in SPECIMENS.glob(f"{specimen.name}*"):
        shutil.copy(entry, tmp_path)
    vault = Vault.open(tmp_path / specimen.name, SPECIMEN_KEY)

    stored = vault.load_document("pair")
    assert stored is not None
    assert (stored.snapshot, stored.updates) == (b"snapshot", (b"after",))
    assert vault.dirty_documents() == ("notes",)
    [topic] = vault.items("pair", kind="topic")
    assert (topic.title, topic.session, topic.at) == ("Feedback", "s1", 1_750_000_000_000)
    assert (topic.state, topic.live, topic.body) == ("open", True, '{"minutes": 15}')
    assert [found.id for found in vault.search("cafe")] == ["t1"]
    assert vault.settings("app") == {"open_pair": "pair", "theme": "dark"}
    assert vault.prompts() == [PromptRow("p1", "own", '{"text": "Why?"}', binned_at=5)]
    assert vault.integrity() == ()
    vault.close()


def test_there_is_a_specimen_of_every_schema() -> None:
    known = {*migrations.EARLIER, migrations.HEAD}
    kept = {
        f"{int(path.stem.removeprefix('workspace-')):04}"
        for path in SPECIMENS.glob("workspace-*.vault")
    }
    assert kept == known


def make_specimen(path: Path) -> None:
    """Write what the specimens hold; run by hand once for every new schema."""
    chance = iter([SPECIMEN_KEY])
    vault = found(
        path, store=MemoryKeyStore(), now_ms=lambda: 7, chance=lambda n: next(chance, bytes(n))
    )
    upto = vault.write("pair", updates=[b"before"])
    topic = ItemRow(
        "pair",
        "topic",
        "t1",
        "Feedback",
        "s1",
        1_750_000_000_000,
        "open",
        True,
        "",
        '{"minutes": 15}',
    )
    texts = [SearchRow("pair", "topic", "t1", "Feedback", "In the café")]
    vault.write("pair", updates=[b"after"], items=[topic], texts=texts)
    vault.compact("pair", b"snapshot", upto)
    vault.write("notes", kind="text", updates=[b"typed"], dirty=True)
    vault.put_settings("app", {"open_pair": "pair", "theme": "dark"})
    vault.put_prompts([PromptRow("p1", "own", '{"text": "Why?"}', binned_at=5)])
    vault.close()


def test_the_current_specimen_is_what_we_write(tmp_path: Path) -> None:
    name = f"workspace-{int(migrations.HEAD)}.vault"
    make_specimen(tmp_path / name)
    assert read_header(tmp_path / name) == read_header(SPECIMENS / name)


def test_an_older_vault_is_migrated_and_the_backup_is_the_old_one(
    closed: Path, store: MemoryKeyStore, tmp_path: Path
) -> None:
    key = unlock(closed, store)
    bring_up_to_date(closed, key, "0003", next_plan(tmp_path / "versions"))

    connection = connect(closed, key)
    assert connection.execute("SELECT id, stars FROM prompt").fetchall() == [("p1", 0)]
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0004",)]
    assert connection.execute("SELECT count(*) FROM item").fetchone() == (1,)
    connection.close()
    backup = Vault.open(copy_before(closed), key)
    assert backup.prompts() == [PromptRow("p1", "own", "{}")]
    backup.close()
    assert [entry.name for entry in tmp_path.glob("*rehearsal*")] == []


def test_a_backup_that_is_changed_gets_its_copy_beside_it(
    closed: Path, store: MemoryKeyStore, tmp_path: Path
) -> None:
    key = unlock(closed, store)
    copy = tmp_path / "backups" / "workspace-20261126T140509Z-daily.vault"
    copy.parent.mkdir()
    back_up(closed, key, copy)
    bring_up_to_date(copy, key, "0001", next_plan(tmp_path / "versions"))
    assert sorted(each.name for each in copy.parent.iterdir() if each.suffix != ".header") == [
        copy.name,
        f"{copy.name}.before-0004",
    ]


def test_a_migration_that_fails_changes_nothing(
    closed: Path, store: MemoryKeyStore, tmp_path: Path
) -> None:
    key = unlock(closed, store)
    before = closed.read_bytes()
    plan = next_plan(tmp_path / "versions", "raise RuntimeError('half-way')")
    with pytest.raises(RuntimeError, match="half-way"):
        bring_up_to_date(closed, key, "0003", plan)
    with pytest.raises(RuntimeError, match="half-way"):
        migrate(closed, key, plan)
    assert closed.read_bytes() == before
    assert [entry.name for entry in tmp_path.glob("*rehearsal*")] == []


@pytest.mark.parametrize(
    ("revision", "state"), [("0004", NewerError), ("9999", NewerError), ("other", ForeignError)]
)
def test_a_vault_of_another_schema_is_refused_and_left_alone(
    closed: Path, store: MemoryKeyStore, revision: str, state: type[Exception]
) -> None:
    key = unlock(closed, store)
    connection = connect(closed, key)
    connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()
    before = everything_in(closed.parent)
    with pytest.raises(state):
        Vault.open(closed, key)
    assert everything_in(closed.parent) == before
