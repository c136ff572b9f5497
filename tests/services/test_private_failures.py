"""When the disk refuses private pages: nothing typed is lost, and nothing locks over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rm_desktop.domain.errors import DiskFullError, KnownError
from rm_desktop.services.private import Private, PrivateState
from rm_desktop.vault.cipher import disk_full
from rm_desktop.vault.vault import Vault
from tests.laptop import Laptop


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
