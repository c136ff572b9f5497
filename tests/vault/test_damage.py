"""Which pages of a vault are whole, with its log and without, and what a vessel reads of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from rm_desktop.vault.backup import back_up
from rm_desktop.vault.cipher import connect
from rm_desktop.vault.damage import PAGE, SALT, found_pages
from rm_desktop.vault.vault import Vault
from rm_desktop.vault.vessel import LOST, Vessel
from tests.vault.samples import topic

LONG = b"a long change " * 1000


@pytest.fixture
def closed(vault: Vault, path: Path) -> Path:
    updates = [b"update %d" % n for n in range(150)]
    vault.write("pair", updates=[*updates, LONG], items=[topic(f"t{n}") for n in range(80)])
    vault.close()
    return path


@pytest.fixture
def killed(closed: Path, key: bytes, tmp_path: Path) -> Path:
    """A vault as a kill leaves it, with a log."""
    vault = Vault.open(closed, key)
    vault.write("pair", updates=[b"the last"])
    files = {each.name: each.read_bytes() for each in closed.parent.glob("workspace.vault*")}
    vault.close()
    (tmp_path / "killed").mkdir()
    for name, content in files.items():
        (tmp_path / "killed" / name).write_bytes(content)
    return tmp_path / "killed" / closed.name


def spoil(path: Path, *offsets: int) -> None:
    content = bytearray(path.read_bytes())
    for at in offsets:
        content[at] ^= 1
    path.write_bytes(content)


def changes(path: Path, key: bytes, scratch: Path, *, with_log: bool = False) -> dict[int, bytes]:
    """Return the changes a vessel finds, page by page."""
    found = found_pages(path, key)
    assert found is not None
    pages = found.with_log if with_log else found.alone
    assert pages is not None
    vessel = Vessel(scratch, key, pages)
    try:
        return {row[0]: row[6] for row in vessel.scanned() if row[4] == "local"}
    finally:
        vessel.close()


def test_every_page_of_a_sound_vault_is_whole(closed: Path, key: bytes) -> None:
    found = found_pages(closed, key)
    assert found is not None
    assert (found.alone.bad, found.with_log, found.lost_log) == ((), None, False)
    assert found.alone.last == closed.stat().st_size // PAGE
    assert found_pages(closed, bytes(32)) is None


def test_one_byte_spoils_one_page(closed: Path, key: bytes) -> None:
    spoil(closed, PAGE + 7, 5 * PAGE - 1)
    found = found_pages(closed, key)
    assert found is not None
    assert found.alone.bad == (2, 5)


def test_pages_that_were_swapped_or_zeroed_are_not_whole(closed: Path, key: bytes) -> None:
    content = closed.read_bytes()
    pages = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    pages[3], pages[4], pages[6] = pages[4], pages[3], bytes(PAGE)
    closed.write_bytes(b"".join(pages))
    found = found_pages(closed, key)
    assert found is not None
    assert found.alone.bad == (4, 5, 7)


def test_a_cut_page_is_not_whole(closed: Path, key: bytes) -> None:
    closed.write_bytes(closed.read_bytes()[: 4 * PAGE + 100])
    found = found_pages(closed, key)
    assert found is not None
    assert (found.alone.bad, found.alone.last) == ((5,), 5)


def test_a_bit_of_the_salt_is_found_again(closed: Path, key: bytes) -> None:
    spoil(closed, 3)
    found = found_pages(closed, key)
    assert found is not None
    assert found.alone.bad == ()


def test_a_backup_lends_the_salt(closed: Path, key: bytes, tmp_path: Path) -> None:
    copy = tmp_path / "copy.vault"
    back_up(closed, key, copy)
    closed.write_bytes(bytes(PAGE) + closed.read_bytes()[PAGE:])
    assert found_pages(closed, key) is None
    found = found_pages(closed, key, [copy.read_bytes()[:SALT]])
    assert found is not None
    assert found.alone.bad == (1,)


def test_the_log_is_read_up_to_its_last_whole_commit(killed: Path, key: bytes) -> None:
    found = found_pages(killed, key)
    assert found is not None
    assert found.with_log is not None
    assert not found.lost_log
    assert changes(killed, key, killed.with_name("v"), with_log=True)[152] == b"the last"
    assert 152 not in changes(killed, key, killed.with_name("v"))


@pytest.mark.parametrize("at", [0, 30, 40, 5000])
def test_a_spoilt_log_is_told_as_such(killed: Path, key: bytes, at: int) -> None:
    log = killed.with_name(f"{killed.name}-wal")
    content = bytearray(log.read_bytes())
    content[at] ^= 1
    log.write_bytes(content)
    found = found_pages(killed, key)
    assert found is not None
    assert found.alone.bad == ()
    assert found.lost_log or found.with_log is not None


def test_a_vessel_reads_every_row_and_leaves_no_file(
    closed: Path, key: bytes, tmp_path: Path
) -> None:
    found = changes(closed, key, tmp_path / "vessel")
    assert found == {**{n + 1: b"update %d" % n for n in range(150)}, 151: LONG}
    assert not list(tmp_path.glob("vessel*"))


def test_a_row_with_a_spoilt_overflow_page_is_there_but_for_that(
    closed: Path, key: bytes, tmp_path: Path
) -> None:
    whole = found_pages(closed, key)
    assert whole is not None
    for number in range(2, whole.alone.last + 1):
        broken = tmp_path / f"broken-{number}.vault"
        broken.write_bytes(closed.read_bytes())
        spoil(broken, (number - 1) * PAGE + 50)
        found = changes(broken, key, tmp_path / "vessel")
        assert found.get(151) in (LONG, LOST, None)
        assert all(content == b"update %d" % (n - 1) for n, content in found.items() if n != 151)


def test_a_chain_that_was_cut_off_leads_nowhere(closed: Path, key: bytes, tmp_path: Path) -> None:
    connection = connect(closed, key)
    connection.execute("DELETE FROM change WHERE seq < 151")
    connection.execute("VACUUM")
    connection.close()
    size = closed.stat().st_size
    content = closed.read_bytes()
    for last in range(2, size // PAGE):
        closed.write_bytes(content[: last * PAGE])
        found = changes(closed, key, tmp_path / "vessel")
        assert found.get(151) in (LONG, LOST, None)
