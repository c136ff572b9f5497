"""What is saved from damaged vaults: whole, or named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.errors import BadInputError
from rm_desktop.services.doctor import examine
from rm_desktop.services.salvage import salvage
from rm_desktop.services.salvage_report import Fate, Report, Salvaged
from rm_desktop.vault.backup import Source
from rm_desktop.vault.cipher import connect
from rm_desktop.vault.header import header_path
from rm_desktop.vault.vault import Vault
from tests.laptop import Laptop
from tests.vault.samples import everything_in

PAGE = 4096
PHRASE = "copper otter seventeen"
ENTRIES = 40


@pytest.fixture
def sources(laptop: Laptop) -> tuple[Source, ...]:
    """Two closed vaults: a pair with notes, and a journal."""
    for n in range(8):
        topic = laptop.desk.agenda.add("", f"Topic {n}")
        laptop.desk.notes(topic).splice(0, 0, f"notes of topic {n} " * 30)
        laptop.desk.notes(topic).rest()
    private = laptop.profile.private
    private.open(private.make(PHRASE))
    for n in range(ENTRIES):
        page = laptop.desk.journal.begin(title=f"Entry {n}", text=words(n))
        page.rest()
    paths = Source(laptop.vault.path, laptop.key), Source(private.path, private.key)
    private.lock()
    laptop.quit()
    return paths


def words(n: int) -> str:
    return f"this is what entry {n} says. " * (1 + 30 * (n % 9))


def texts(target: Path, key: bytes) -> dict[str, str]:
    """Return the texts of a vault's entries by title, as its documents have them."""
    vault = Vault.open(target, key)
    found = {}
    for ident in vault.documents("text"):
        stored = vault.load_document(ident)
        assert stored is not None
        document = TextDocument(ident, stored.snapshot or b"", stored.updates)
        found[str(document.about.get("title", ident))] = document.text
    assert vault.integrity() == ()
    vault.close()
    return found


def root_of(source: Source, table: str) -> int:
    connection = connect(source.path, source.key)
    asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
    [(page,)] = connection.execute(asked, (table,))
    connection.close()
    return int(page)


def spoil(path: Path, page: int, act: Callable[[bytearray, int], None]) -> None:
    content = bytearray(path.read_bytes())
    act(content, (page - 1) * PAGE)
    path.write_bytes(content)


def flip(content: bytearray, at: int) -> None:
    content[at + 100] ^= 1


def zero(content: bytearray, at: int) -> None:
    content[at : at + PAGE] = bytes(PAGE)


def saved(report: Report, name: str) -> Salvaged:
    return next(vault for vault in report.vaults if vault.name == name)


def test_sound_vaults_come_out_whole(
    laptop: Laptop, sources: tuple[Source, ...], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    before = everything_in(laptop.root)
    report = salvage(laptop.root, out, sources)
    assert report.is_whole
    assert everything_in(laptop.root) == before
    assert {path.name for path in out.iterdir()} == {
        each for source in sources for each in (source.path.name, header_path(source.path).name)
    }
    assert examine(out, laptop.key).sound
    assert texts(out / "private.vault", sources[1].key) == {
        f"Entry {n}": words(n) for n in range(ENTRIES)
    }
    private = Vault.open(out / "private.vault", sources[1].key)
    assert len(private.search("entry", limit=99)) == ENTRIES
    former = Vault.open(sources[1].path, sources[1].key)
    assert private.items() == former.items()
    assert private.vault_id == former.vault_id
    assert private.device != former.device
    private.close()
    former.close()


@pytest.mark.parametrize("act", [flip, zero])
@pytest.mark.parametrize("table", ["document", "change", "item", "search_content"])
def test_a_lost_root_costs_no_text_and_nothing_goes_unnamed(
    laptop: Laptop,
    sources: tuple[Source, ...],
    tmp_path: Path,
    table: str,
    act: Callable[[bytearray, int], None],
) -> None:
    source = sources[1]
    spoil(source.path, root_of(source, table), act)
    report = salvage(laptop.root, tmp_path / "out", [source])
    vault = saved(report, "private")
    found = texts(vault.target, source.key)
    named = {each.title for each in vault.documents if each.fate != Fate.WHOLE}
    for n in range(ENTRIES):
        title = f"Entry {n}"
        assert found.get(title) == words(n) or title in named, title
    right = sum(found.get(f"Entry {n}") == words(n) for n in range(ENTRIES))
    assert right == ENTRIES


def test_without_a_first_page_everything_else_is_still_read(
    laptop: Laptop, sources: tuple[Source, ...], tmp_path: Path
) -> None:
    spoil(sources[1].path, 1, flip)
    report = salvage(laptop.root, tmp_path / "out", sources)
    found = texts(saved(report, "private").target, sources[1].key)
    assert found == {f"Entry {n}": words(n) for n in range(ENTRIES)}
    assert saved(report, "workspace").of(Fate.WHOLE)


def test_a_zeroed_first_page_is_read_around_with_the_salt_of_a_backup(
    laptop: Laptop, sources: tuple[Source, ...], tmp_path: Path
) -> None:
    laptop.start()
    laptop.profile.private.open(sources[1].key)
    laptop.profile.backups.make()
    laptop.profile.private.lock()
    laptop.quit()
    spoil(sources[1].path, 1, zero)
    report = salvage(laptop.root, tmp_path / "out", sources)
    found = texts(saved(report, "private").target, sources[1].key)
    assert found == {f"Entry {n}": words(n) for n in range(ENTRIES)}
    laptop.start()


def test_a_zeroed_first_page_without_a_backup_is_said_to_be_beyond_us(
    laptop: Laptop, sources: tuple[Source, ...], tmp_path: Path
) -> None:
    spoil(sources[1].path, 1, zero)
    report = salvage(laptop.root, tmp_path / "out", sources)
    assert [vault.name for vault in report.vaults] == ["workspace"]
    assert "Nothing" in report.left["private.vault"]
    assert not report.is_whole


def test_a_text_with_a_hole_is_kept_up_to_there_marked_and_named(
    laptop: Laptop, sources: tuple[Source, ...], tmp_path: Path
) -> None:
    laptop.start()
    private = laptop.profile.private
    private.open(sources[1].key)
    page = laptop.desk.journal.begin(title="Long", text="The beginning. ")
    page.save()
    for part in ("The middle. ", "The end."):
        page.splice(page.length, 0, part)
        page.save()
    ident = page.id
    seqs = private.vault()._core.exec_driver_sql(  # noqa: SLF001 - as damage would
        "SELECT seq FROM change WHERE document = ? ORDER BY seq", (ident,)
    )
    middle = seqs.scalars().all()[2]
    laptop.vault.close()
    connection = connect(sources[1].path, sources[1].key)
    connection.execute("DELETE FROM change WHERE seq = ?", (middle,))
    connection.execute("INSERT OR IGNORE INTO dirty VALUES (?)", (ident,))
    connection.close()
    shutil.copytree(laptop.root, tmp_path / "killed")
    source = Source(tmp_path / "killed" / "private.vault", sources[1].key)
    report = salvage(tmp_path / "killed", tmp_path / "out", [source])
    vault = saved(report, "private")
    found = texts(vault.target, source.key)
    assert found["Long"] == "The beginning. \n\n[The rest of this text was damaged.]"
    assert [each.id for each in vault.of(Fate.PARTLY)] == [ident]
    assert any("Partly readable" in line for line in report.sentences())


def test_what_is_there_already_is_not_written_over(
    laptop: Laptop, sources: tuple[Source, ...], tmp_path: Path
) -> None:
    salvage(laptop.root, tmp_path / "out", sources)
    before = everything_in(tmp_path / "out")
    with pytest.raises(BadInputError):
        salvage(laptop.root, tmp_path / "out", sources)
    assert everything_in(tmp_path / "out") == before
    with pytest.raises(BadInputError):
        salvage(laptop.root, laptop.root, sources)


def test_the_log_of_a_killed_app_is_read_and_left(
    laptop: Laptop, sources: tuple[Source, ...], tmp_path: Path
) -> None:
    laptop.start()
    laptop.desk.agenda.add("", "The last topic")
    killed = tmp_path / "killed"
    shutil.copytree(laptop.root, killed)
    laptop.quit()
    assert (killed / "workspace.vault-wal").stat().st_size
    before = everything_in(killed)
    report = salvage(killed, tmp_path / "out", [Source(killed / "workspace.vault", laptop.key)])
    assert everything_in(killed) == before
    assert report.is_whole
    vault = Vault.open(tmp_path / "out" / "workspace.vault", laptop.key)
    assert "The last topic" in [row.title for row in vault.items(kind="item")]
    vault.close()
