"""Erase for ever: nothing of it in the files, decrypted page by page, here and in every backup."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.services import erase
from rm_desktop.services.backups import FOLDER
from rm_desktop.services.private import LockedError, Private
from rm_desktop.services.upkeep import tidy, tidy_pages
from rm_desktop.vault.backup import check, check_copy
from rm_desktop.vault.contents import header_of
from tests.laptop import MAYA, Laptop
from tests.services.raw_pages import raw_pages

CANARY, OTHER = "xqzvwkjhyp", "keepsafely"
WORDS = "copper otter seventeen"


@pytest.fixture
def private(laptop: Laptop) -> Private:
    private = laptop.profile.private
    private.open(private.make(WORDS))
    return private


def write(laptop: Laptop, word: str) -> str:
    """Write an entry that leaves its traces everywhere: versions, snapshot, log and search."""
    page = laptop.desk.journal.begin(title=f"{word} title")
    for n in range(40):
        page.splice(page.length, 0, f"{word} {n} ")
        page.save()
    page.change(tags=(f"{word}tag",))
    page.splice(0, 9, "")
    laptop.desk.journal.pages.leave(page.id)
    return page.id


def copies(laptop: Laptop, name: str) -> list[Path]:
    return sorted(laptop.profile.backups.folder.glob(f"{name}-*.vault"))


def back_up(laptop: Laptop) -> None:
    laptop.profile.backups.make()
    laptop.clock.advance(3600)


def holds(path: Path, key: bytes, word: str) -> bool:
    """Search every page of a vault's files, the free ones and the log too, decrypted."""
    return word.encode() in raw_pages(path, key)


def test_a_page_is_in_no_page_of_any_file(laptop: Laptop, private: Private) -> None:
    ident, kept = write(laptop, CANARY), write(laptop, OTHER)
    back_up(laptop)
    back_up(laptop)
    files = [private.path, *copies(laptop, "private")]
    assert len(files) == 3
    key = private.key
    assert all(holds(path, key, CANARY) for path in files)
    done = erase.erase_page(laptop.profile, ident)
    assert (done.copies, done.unread, done.absent) == (2, (), "")
    assert done.what_remains
    for path in files:
        assert not holds(path, key, CANARY), path.name
        assert holds(path, key, OTHER), path.name
        header_of(path).verify(key)
    assert all(check_copy(path, key) == () for path in files[1:])
    assert [each.page.id for each in laptop.desk.journal.listed()] == [kept]
    assert laptop.desk.journal.find(CANARY) == []
    assert not list(laptop.profile.backups.folder.glob("*.part*"))
    private.lock()
    assert check(private.path, key) == ()


def test_other_pages_go_on_after_it(laptop: Laptop, private: Private) -> None:
    ident, kept = write(laptop, CANARY), write(laptop, OTHER)
    page = laptop.desk.journal.open(kept)
    erase.erase_page(laptop.profile, ident)
    assert page is not None
    page.splice(0, 0, "quokka ")
    page.rest()
    assert [found.id for found in laptop.desk.journal.find("quokka")] == [kept]
    assert laptop.desk.journal.history.undo_label == ""


def test_a_topic_is_in_no_history_and_no_backup(laptop: Laptop) -> None:
    item = laptop.desk.agenda.add("", f"{CANARY} title")
    laptop.desk.agenda.edit(item, outcome=f"{CANARY} outcome")
    laptop.desk.agenda.edit(item, title="Renamed", outcome="")
    kept = laptop.desk.agenda.add("", OTHER)
    notes = laptop.desk.notes(item)
    notes.splice(0, 0, f"{CANARY} notes")
    notes.rest()
    back_up(laptop)
    laptop.desk.agenda.edit(kept, outcome="later")
    back_up(laptop)
    files = [laptop.vault.path, *copies(laptop, "workspace")]
    assert all(holds(path, laptop.key, CANARY) for path in files)
    done = erase.erase_topic(laptop.profile, item)
    assert done.copies == 2
    for path in files:
        assert not holds(path, laptop.key, CANARY), path.name
        assert holds(path, laptop.key, OTHER), path.name
    laptop.desk.agenda.edit(kept, outcome="goes on")
    before = laptop.pair
    laptop.restart()
    assert laptop.pair == before
    assert list(before.items) == [kept]


def test_a_pair_goes_and_its_private_pages_stay_or_go(laptop: Laptop, private: Private) -> None:
    pair = laptop.desk.open_pair.id
    laptop.desk.agenda.add("", CANARY)
    ident = write(laptop, OTHER)
    back_up(laptop)
    laptop.profile.create_pair(MAYA, MAYA.__class__("Ada Lovelace", "mentee"))
    done = erase.erase_pair(laptop.profile, pair)
    for path in (laptop.vault.path, *copies(laptop, "workspace")):
        assert not holds(path, laptop.key, CANARY)
    assert [each.page.id for each in laptop.desk.journal.listed(every=True)] == [ident]
    assert any("private" in words for words in done.what_remains)


def test_a_pair_goes_with_its_private_pages(laptop: Laptop, private: Private) -> None:
    pair = laptop.desk.open_pair.id
    write(laptop, CANARY)
    laptop.desk.drafts.begin(CANARY).rest()
    back_up(laptop)
    erase.erase_pair(laptop.profile, pair, pages=True)
    for path in (private.path, *copies(laptop, "private")):
        assert not holds(path, private.key, CANARY)
    assert laptop.profile.desk is None


def test_private_pages_are_not_asked_of_a_locked_vault(laptop: Laptop, private: Private) -> None:
    pair = laptop.desk.open_pair.id
    private.lock()
    with pytest.raises(LockedError):
        erase.erase_pair(laptop.profile, pair, pages=True)
    assert [each.id for each in laptop.profile.pairs.listed()] == [pair]


def test_a_backup_that_cannot_be_opened_is_named(laptop: Laptop, private: Private) -> None:
    ident = write(laptop, CANARY)
    back_up(laptop)
    back_up(laptop)
    [first, second] = copies(laptop, "private")
    damaged = bytearray(first.read_bytes())
    damaged[5000:5100] = bytes(100)
    first.write_bytes(damaged)
    done = erase.erase_page(laptop.profile, ident)
    assert (done.copies, done.unread) == (1, (first.name,))
    assert any(first.name in words for words in done.what_remains)
    assert first.read_bytes() == damaged
    assert not holds(second, private.key, CANARY)


def test_the_second_folder_is_served_when_it_comes_back(
    laptop: Laptop, private: Private, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    laptop.profile.settings.put(FOLDER, str(stick))
    ident = write(laptop, CANARY)
    back_up(laptop)
    away = stick.rename(tmp_path / "away")
    done = erase.erase_page(laptop.profile, ident)
    assert done.absent == str(stick)
    tidy_pages(laptop.profile)
    [copy] = away.glob("private-*.vault")
    assert holds(copy, private.key, CANARY)
    away.rename(stick)
    tidy_pages(laptop.profile)
    assert not holds(stick / copy.name, private.key, CANARY)
    assert private.vault().settings("erasing") == {}


def kills() -> Iterator[str]:
    """Yield where a kill may come: after each step of erasing that the disk sees."""
    yield from ("owe", "erase", "sweep", "first copy", "second copy", "clear")


@pytest.mark.parametrize("at", list(kills()))
def test_a_kill_in_between_is_finished_by_the_next_unlocking(
    laptop: Laptop, private: Private, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ident = write(laptop, CANARY)
    back_up(laptop)
    back_up(laptop)
    files = [private.path, *copies(laptop, "private")]
    _kill_at(at, monkeypatch)
    with pytest.raises(SystemExit):
        erase.erase_page(laptop.profile, ident)
    monkeypatch.undo()
    private._vault.close()  # type: ignore[union-attr]  # noqa: SLF001
    laptop.crash()
    laptop.start()
    again = laptop.profile.private
    again.open(again.fetch(WORDS))
    tidy_pages(laptop.profile)
    for path in files:
        assert not holds(path, again.key, CANARY), path.name
    assert again.vault().settings("erasing") == {}
    assert laptop.desk.journal.count() == 0


def _kill_at(at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rm_desktop.services.pages import Pages
    from rm_desktop.vault import erasing
    from rm_desktop.vault.atomic import put_in_place
    from rm_desktop.vault.vault import Vault

    def killed(*_: object, **__: object) -> None:
        raise SystemExit

    if at == "owe":
        monkeypatch.setattr(Pages, "erase", killed)
    elif at == "erase":
        monkeypatch.setattr(Vault, "sweep", killed)
    elif at == "sweep":
        monkeypatch.setattr(erasing, "change_copy", killed)
    elif at == "clear":
        monkeypatch.setattr(erase, "clear_marks", killed)
    else:
        real, left = put_in_place, [0 if at == "first copy" else 1]

        def put(part: Path, path: Path) -> None:
            if not left[0]:
                raise SystemExit
            left[0] -= 1
            real(part, path)

        monkeypatch.setattr("rm_desktop.vault.erasing.put_in_place", put)


def test_a_topic_whose_history_was_left_goes_at_the_next_start(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = laptop.desk.agenda.add("", CANARY)
    with monkeypatch.context() as patch:
        patch.setattr(type(laptop.desk.open_pair), "shed", _raise)
        with pytest.raises(SystemExit):
            erase.erase_topic(laptop.profile, item)
    laptop.crash()
    laptop.start()
    tidy(laptop.profile)
    assert not holds(laptop.vault.path, laptop.key, CANARY)


def test_a_pair_half_deleted_is_finished_at_the_next_start(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.desk.agenda.add("", CANARY)
    pair = laptop.desk.open_pair.id
    with monkeypatch.context() as patch:
        patch.setattr(type(laptop.profile), "delete_pair", _raise)
        with pytest.raises(SystemExit):
            erase.erase_pair(laptop.profile, pair)
    laptop.crash()
    laptop.start()
    tidy(laptop.profile)
    assert laptop.profile.pairs.listed() == ()
    assert not holds(laptop.vault.path, laptop.key, CANARY)


def _raise(*_: object) -> None:
    raise SystemExit


def test_copies_of_other_notes_are_left_alone(
    laptop: Laptop, private: Private, tmp_path: Path
) -> None:
    other = Laptop(tmp_path / "other")
    other.meet()
    other.profile.backups.make()
    [foreign] = copies(other, "workspace")
    target = laptop.profile.backups.folder / foreign.name
    target.parent.mkdir(exist_ok=True)
    for name in (foreign.name, f"{foreign.name}.header"):
        shutil.copy(foreign.with_name(name), target.with_name(name))
    before = target.read_bytes()
    done = erase.erase_topic(laptop.profile, laptop.desk.agenda.add("", CANARY))
    assert (done.copies, done.unread) == (0, ())
    assert target.read_bytes() == before
    other.off()


def test_a_page_that_was_shared_says_so(laptop: Laptop, private: Private) -> None:
    ident = write(laptop, CANARY)
    laptop.desk.passages.share(ident, "shared words")
    done = erase.erase_page(laptop.profile, ident)
    assert "Passages" in done.what_remains[0]
    assert [each.text for each in laptop.desk.passages.all()] == ["shared words"]


def test_erasing_what_is_not_there_does_no_harm(laptop: Laptop, private: Private) -> None:
    erase.erase_page(laptop.profile, "nobody")
    private.lock()
    with pytest.raises(LockedError):
        erase.erase_page(laptop.profile, "nobody")
