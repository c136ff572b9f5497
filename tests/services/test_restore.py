"""A backup back in its place: previewed, the present kept, everything or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.domain.errors import (
    CannotOpenError,
    DamagedError,
    NoKeyringError,
    WrongKeyError,
)
from rm_desktop.services.restore import (
    Restore,
    key_for,
    open_with_passphrase,
    open_with_phrase,
    restore,
    ways,
)
from rm_desktop.vault.backup import Source
from rm_desktop.vault.header import header_path, read_header, restoring_path
from rm_desktop.vault.keys import MemoryKeyStore, unlock
from rm_desktop.vault.phrase import new_lock, new_phrase
from rm_desktop.vault.restore import settle, stage, staged_path
from rm_desktop.vault.rewrap import change_passphrase, keep_phrases
from rm_desktop.vault.vault import Vault
from tests.laptop import Laptop
from tests.vault.samples import everything_in

PHRASE = "copper otter seventeen"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Laptop]:
    """Another computer with other notes."""
    other = Laptop(tmp_path / "other")
    other.meet()
    other.desk.agenda.add("", "Theirs")
    yield other
    other.off()


def copy_of(laptop: Laptop) -> Path:
    return laptop.profile.backups.make().copies[0]


def begin(laptop: Laptop, copy: Path, store: MemoryKeyStore | None = None) -> Restore:
    now = laptop.clock.now
    return Restore(laptop.root, Source(copy, laptop.key), store, lambda: now().wall_ms)


def put_back(laptop: Laptop, copy: Path) -> None:
    restore(begin(laptop, copy), laptop.quit, laptop.start)


def topics(laptop: Laptop) -> list[str]:
    return [item.title for item in laptop.pair.items.values()]


def test_what_was_then_is_there_again_and_what_is_now_is_kept(laptop: Laptop) -> None:
    laptop.desk.agenda.add("", "Then")
    copy = copy_of(laptop)
    laptop.clock.advance(3_600)
    laptop.desk.agenda.add("", "Now")
    done = restore(begin(laptop, copy), laptop.quit, laptop.start)
    assert topics(laptop) == ["Then"]
    assert done.former is not None
    assert "-restore.vault" in done.former.name
    kept = Vault.open(done.former, laptop.key)
    assert sorted(row.title for row in kept.items(kind="item")) == ["Now", "Then"]
    kept.close()
    put_back(laptop, done.former)
    assert sorted(topics(laptop)) == ["Now", "Then"]


def test_the_preview_says_when_how_much_and_what_would_go(laptop: Laptop) -> None:
    laptop.desk.agenda.add("", "Then")
    copy = copy_of(laptop)
    laptop.clock.advance(3_600)
    laptop.desk.agenda.add("", "Now")
    seen = begin(laptop, copy).preview()
    assert (seen.vault, seen.reason, seen.is_other) == ("workspace", "asked", False)
    assert (seen.counts["item"], seen.counts["pair"]) == (1, 1)
    assert seen.lacks is not None
    assert seen.lacks.counts["item"] == 1
    assert seen.lacks.changes == 1
    assert seen.lacks.newest >= seen.newest > 0
    assert not list(laptop.root.glob("*.restored*"))


def test_the_restored_vault_is_another_device(laptop: Laptop) -> None:
    copy = copy_of(laptop)
    before = laptop.vault.device
    put_back(laptop, copy)
    assert laptop.vault.device != before
    facts = laptop.vault._core.exec_driver_sql("SELECT key FROM meta").all()  # noqa: SLF001
    assert not [key for (key,) in facts if key.startswith("copied_")]


def test_the_words_of_today_open_what_is_restored(laptop: Laptop) -> None:
    path = laptop.vault.path
    copy = copy_of(laptop)
    change_passphrase(path, laptop.key, PHRASE)
    put_back(laptop, copy)
    assert read_header(path).passphrase is not None


def test_private_pages_are_restored_by_themselves(laptop: Laptop) -> None:
    private = laptop.profile.private
    private.open(private.make(PHRASE))
    laptop.desk.journal.begin(title="The mouse", text="I gave it up").rest()
    key = private.key
    copy = laptop.profile.backups.make().copies[1]
    laptop.desk.journal.begin(title="Later").rest()
    act = Restore(laptop.root, Source(copy, key), None, lambda: laptop.clock.now().wall_ms)
    assert act.is_private
    seen = act.preview()
    assert seen.counts == {"entry": 1}
    assert seen.lacks is not None
    assert seen.lacks.counts == {"entry": 1}
    restore(act, private.lock)
    assert private.fetch(PHRASE) == key
    private.open(key)
    assert [row.title for row in private.vault().items()] == ["The mouse"]


def test_a_renamed_copy_still_knows_what_it_is_of(laptop: Laptop, tmp_path: Path) -> None:
    private = laptop.profile.private
    private.open(private.make(PHRASE))
    copy = laptop.profile.backups.make().copies[1]
    moved = tmp_path / "monday.vault"
    shutil.copy(copy, moved)
    shutil.copy(header_path(copy), header_path(moved))
    assert Restore(laptop.root, Source(moved, private.key), None, lambda: 0).is_private


def test_a_backup_of_another_computer_opens_by_its_passphrase(
    laptop: Laptop, other: Laptop
) -> None:
    laptop.desk.agenda.add("", "Mine")
    change_passphrase(other.vault.path, other.key, PHRASE)
    copy = copy_of(other)
    assert key_for(copy, [laptop.key]) is None
    assert (ways(copy).passphrase, ways(copy).phrase) == (True, False)
    with pytest.raises(WrongKeyError):
        open_with_passphrase(copy, "something else entirely")
    source = open_with_passphrase(copy, PHRASE)
    store = MemoryKeyStore()
    now = laptop.clock.now
    present = {laptop.root / "workspace.vault": laptop.key}
    act = Restore(laptop.root, source, store, lambda: now().wall_ms, present)
    seen = act.preview()
    assert (seen.is_other, seen.lacks) == (True, None)
    done = restore(act, laptop.quit)
    path = laptop.root / "workspace.vault"
    assert unlock(path, store) == other.key
    laptop.key = other.key
    laptop.start()
    assert topics(laptop) == ["Theirs"]
    assert done.former is not None
    assert key_for(done.former, [store.load(read_header(path).vault_id) or b""]) is None


def test_a_backup_of_another_computer_opens_by_its_recovery_phrase(
    laptop: Laptop, other: Laptop
) -> None:
    words = new_phrase()
    keep_phrases(other.vault.path, other.key, [new_lock(words)], words=words)
    copy = copy_of(other)
    assert ways(copy).phrase
    assert open_with_phrase(copy, " ".join(words)).key == other.key


def test_without_a_keyring_a_key_that_nothing_else_keeps_is_not_restored(
    laptop: Laptop, other: Laptop
) -> None:
    copy = copy_of(other)
    act = Restore(laptop.root, Source(copy, other.key), None, lambda: 0)
    with pytest.raises(NoKeyringError):
        act.prepare()
    assert not list(laptop.root.glob("*.restored*"))


def test_a_damaged_backup_changes_nothing(laptop: Laptop) -> None:
    laptop.desk.agenda.add("", "Then")
    copy = copy_of(laptop)
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    laptop.quit()
    before = everything_in_files(laptop.root)
    with pytest.raises(CannotOpenError):
        begin(laptop, copy).prepare()
    assert everything_in_files(laptop.root) == before
    laptop.start()


def everything_in_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("loss", ["vault", "bytes", "header"])
def test_a_present_that_cannot_be_read_is_set_aside_as_it_is(laptop: Laptop, loss: str) -> None:
    laptop.desk.agenda.add("", "Then")
    copy = copy_of(laptop)
    laptop.quit()
    path = laptop.root / "workspace.vault"
    if loss == "vault":
        path.unlink()
    elif loss == "header":
        header_path(path).unlink()
    else:
        path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])
    broken = path.read_bytes() if path.exists() else b""
    done = restore(begin(laptop, copy, MemoryKeyStore()), lambda: None, lambda: None)
    laptop.start()
    assert topics(laptop) == ["Then"]
    if loss == "vault":
        assert done.former is None
    else:
        assert done.former is not None
        assert everything_in(done.former)["workspace.vault"] == broken


def test_a_log_of_before_never_meets_the_restored_vault(laptop: Laptop) -> None:
    laptop.desk.agenda.add("", "Then")
    copy = copy_of(laptop)
    laptop.desk.agenda.add("", "Now")
    killed = everything_in_files(laptop.root)
    laptop.quit()
    for name, content in killed.items():
        if name.startswith("workspace.vault"):
            (laptop.root / name).write_bytes(content)
    assert killed["workspace.vault-wal"]
    restore(begin(laptop, copy), lambda: None, lambda: None)
    laptop.start()
    assert topics(laptop) == ["Then"]
    assert laptop.vault.integrity() == ()


def test_an_act_that_was_decided_is_finished_by_whoever_looks_next(laptop: Laptop) -> None:
    laptop.desk.agenda.add("", "Then")
    copy = copy_of(laptop)
    laptop.desk.agenda.add("", "Now")
    laptop.quit()
    path = laptop.root / "workspace.vault"
    stage(copy, laptop.key, path, read_header(path))
    restoring_path(path).write_text('{"aside": ""}')
    laptop.start()
    assert topics(laptop) == ["Then"]
    assert not restoring_path(path).exists()
    assert not staged_path(path).exists()
    settle(path)


@pytest.mark.parametrize(
    "said",
    [
        '{"aside": "%s"}',
        '{"aside": "../outside"}',
        '{"aside": null}',
        '{"aside": "a\\u0000b"}',
        '{"aside": "\\ud800"}',
        "[" * 100_000,
    ],
)
def test_whatever_the_act_says_former_files_stay_in_the_profile(
    laptop: Laptop, tmp_path: Path, said: str
) -> None:
    copy = copy_of(laptop)
    laptop.quit()
    path, outside = laptop.root / "workspace.vault", tmp_path / "outside"
    stage(copy, laptop.key, path, read_header(path))
    former = path.read_bytes()
    restoring_path(path).write_text(said.replace("%s", str(outside)))
    settle(path)
    assert not outside.exists()
    assert not (laptop.root.parent / "outside").exists()
    assert (laptop.root / "before-restore" / path.name).read_bytes() == former
    laptop.start()


def test_what_was_not_decided_has_not_happened(laptop: Laptop) -> None:
    laptop.desk.agenda.add("", "Then")
    copy = copy_of(laptop)
    laptop.desk.agenda.add("", "Now")
    act = begin(laptop, copy)
    act.prepare()
    laptop.restart()
    assert sorted(topics(laptop)) == ["Now", "Then"]
    act.abandon()
    assert not list(laptop.root.glob("*.restored*"))


def test_when_closing_fails_nothing_is_replaced(laptop: Laptop) -> None:
    copy = copy_of(laptop)
    laptop.desk.agenda.add("", "Now")

    def cannot() -> None:
        raise DamagedError("The disk is full.", "Free some space.")

    with pytest.raises(DamagedError):
        restore(begin(laptop, copy), cannot, laptop.start)
    assert topics(laptop) == ["Now"]
    assert not list(laptop.root.glob("*.restored*"))
