"""When the disk refuses private pages: nothing typed is lost, and nothing locks over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rm_desktop.domain.errors import DiskFullError, ForeignError, KnownError
from rm_desktop.services.private import Private, PrivateState
from rm_desktop.services.settings import PRIVATE_MADE
from rm_desktop.vault.cipher import disk_full
from rm_desktop.vault.vault import Vault
from tests.laptop import HENRIK, MAYA, Laptop


@pytest.fixture
def private(laptop: Laptop) -> Private:
    private = laptop.profile.private
    private.open(private.make("copper otter seventeen"))
    return private


@contextmanager
def full_disk() -> Iterator[None]:
    """Let nothing be written to any vault."""

    def refuse(*_: object, **__: object) -> int:
        raise disk_full()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Vault, "write", refuse)
        yield


def test_typing_waits_for_room(laptop: Laptop, private: Private) -> None:
    page = laptop.desk.journal.begin()
    page.splice(0, 0, "kept in mind")
    with full_disk():
        with pytest.raises(DiskFullError):
            page.save()
        with pytest.raises(KnownError):
            private.lock()
        assert private.state == PrivateState.OPEN
        assert page.text == "kept in mind"
    private.lock()
    private.open(private.fetch("copper otter seventeen"))
    assert [each.preview for each in laptop.desk.journal.listed()] == ["kept in mind"]


def test_a_tag_waits_for_room_and_can_be_undone(laptop: Laptop, private: Private) -> None:
    journal = laptop.desk.journal
    ident = journal.begin(title="t", text="text").id
    journal.pages.leave(ident)
    with full_disk(), pytest.raises(DiskFullError):
        journal.change(ident, "Tag", tags=("calm",))
    journal.pages.settle()
    assert [each.page.tags for each in journal.listed()] == [("calm",)]
    with full_disk(), pytest.raises(DiskFullError):
        journal.bin(ident)
    journal.pages.settle()
    assert journal.listed() == []
    journal.history.undo()
    assert [each.page.tags for each in journal.listed()] == [("calm",)]


def test_a_passage_is_not_linked_twice_when_its_link_had_no_room(
    laptop: Laptop, private: Private
) -> None:
    journal = laptop.desk.journal
    ident = journal.begin(title="t", text="text").id
    journal.pages.leave(ident)
    write, calls = Vault.write, [0]

    def second_refused(self: Vault, document: str, **fields: object) -> int:
        if document == ident:
            calls[0] += 1
            raise disk_full()
        return write(self, document, **fields)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Vault, "write", second_refused)
        with pytest.raises(DiskFullError):
            laptop.desk.passages.share(ident, "words")
    assert calls == [1]
    shared = laptop.desk.passages.share(ident, "words")
    assert laptop.desk.passages.all() == [shared]
    assert [each.id for each in laptop.desk.passages.shared_from(ident)] == [shared.id]


@pytest.mark.parametrize("known_by", ["settings", "backups"])
def test_pages_whose_files_are_gone_are_missed(
    laptop: Laptop, private: Private, known_by: str
) -> None:
    assert not laptop.profile.private_is_lost
    if known_by == "backups":
        laptop.profile.backups.make()
        laptop.profile.settings.put(PRIVATE_MADE, value=False)
    private.lock()
    assert not laptop.profile.private_is_lost
    for path in private.path.parent.glob("private.vault*"):
        path.unlink()
    laptop.restart()
    assert laptop.profile.private_is_lost


def test_pages_that_never_were_are_not_missed(laptop: Laptop) -> None:
    laptop.profile.backups.make()
    laptop.restart()
    assert not laptop.profile.private_is_lost


@pytest.mark.parametrize("has_pair", [True, False])
def test_shared_notes_in_the_place_of_private_ones_are_refused(
    laptop: Laptop, private: Private, has_pair: bool
) -> None:
    """With *Open at start* their key lies in the keyring: whoever swapped the files gets in."""
    private.lock()
    if not has_pair:
        laptop.profile.delete_pair(laptop.desk.open_pair.id)
    workspace = laptop.profile.ports.vault().path
    laptop.profile.close()
    for end in ("", ".header"):
        copied = workspace.with_name(workspace.name + end).read_bytes()
        private.path.with_name(private.path.name + end).write_bytes(copied)
    with pytest.raises(ForeignError) as refused:
        private.open(laptop.key)
    assert refused.value.next_step
    assert private.state == PrivateState.LOCKED


def test_shared_notes_of_elsewhere_are_refused_too(
    laptop: Laptop, private: Private, tmp_path: Path
) -> None:
    private.lock()
    other = Laptop(tmp_path / "other")
    other.profile.create_pair(MAYA, HENRIK)
    workspace = other.profile.ports.vault().path
    other.profile.close()
    for end in ("", ".header"):
        copied = workspace.with_name(workspace.name + end).read_bytes()
        private.path.with_name(private.path.name + end).write_bytes(copied)
    with pytest.raises(ForeignError):
        private.open(other.key)
