"""Mailboxes in a folder keep the rules of a relay's, whatever else lies in the folder."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from rm_desktop.sync.calls import Ask, Held, Trouble, TroubleError
from rm_desktop.sync.folder import FolderTransport
from rm_desktop.sync.mailbox import FolderMailbox, sweep_mailboxes
from rm_desktop.sync.regular_files import read_regular, write_new
from rm_desktop.wire.pairing import GOOD_FOR_MS, MOST_MESSAGE_BYTES, SLOTS

NAME = Random(4).randbytes(32)


class Days:
    """A clock of our own; files have the computer's."""

    def __init__(self) -> None:
        self.later = 0

    def now_ms(self) -> int:
        import time

        return int(time.time() * 1000) + self.later


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shared"
    made.mkdir()
    return made


@pytest.fixture
def box(folder: Path, days: Days) -> FolderMailbox:
    return FolderMailbox(folder, NAME, days.now_ms)


def trouble_of(act: object, *given: object) -> Trouble:
    assert callable(act)
    with pytest.raises(TroubleError) as caught:
        act(*given)
    return caught.value.failed.trouble


def place(folder: Path) -> Path:
    return folder / "mailboxes" / NAME.hex()


def test_letters_are_read_as_they_were_left(box: FolderMailbox) -> None:
    assert box.read("offer") is None
    for slot in SLOTS:
        box.leave(slot, slot.encode())
    assert [box.read(slot) for slot in SLOTS] == [slot.encode() for slot in SLOTS]


def test_the_same_letter_again_is_nothing_new(box: FolderMailbox) -> None:
    box.leave("offer", b"o")
    box.leave("offer", b"o")
    assert box.read("offer") == b"o"


def test_a_second_answer_closes_it_for_both(box: FolderMailbox, folder: Path, days: Days) -> None:
    other = FolderMailbox(folder, NAME, days.now_ms)
    box.leave("offer", b"o")
    box.leave("answer", b"from Henrik")
    assert trouble_of(other.leave, "answer", b"from Mallory") == Trouble.CLOSED
    for slot in SLOTS:
        assert trouble_of(box.read, slot) == Trouble.CLOSED
    assert trouble_of(box.leave, "reveal", b"r") == Trouble.CLOSED


@pytest.mark.parametrize(
    "name",
    [
        "answer (conflicted copy 2026-11-22)",
        "answer.sync-conflict-20261122-104200-ABCDEFG",
        "answer-LAPTOP",
    ],
)
def test_two_answers_that_a_syncing_program_kept_close_it(
    box: FolderMailbox, folder: Path, name: str
) -> None:
    box.leave("offer", b"o")
    box.leave("answer", b"a")
    (place(folder) / name).write_bytes(b"b")
    assert trouble_of(box.read, "answer") == Trouble.CLOSED


def test_no_letter_comes_before_the_one_it_answers(box: FolderMailbox) -> None:
    assert trouble_of(box.leave, "answer", b"a") == Trouble.GONE
    box.leave("offer", b"o")
    assert trouble_of(box.leave, "reveal", b"r") == Trouble.GONE


def test_after_a_day_there_is_nothing_in_it(box: FolderMailbox, days: Days) -> None:
    box.leave("offer", b"o")
    days.later = GOOD_FOR_MS - 60_000
    assert box.read("offer") == b"o"
    days.later = GOOD_FOR_MS + 60_000
    assert box.read("offer") is None
    assert trouble_of(box.leave, "answer", b"a") == Trouble.GONE


def test_a_file_from_the_future_counts_as_of_now(
    box: FolderMailbox, folder: Path, days: Days
) -> None:
    box.leave("offer", b"o")
    days.later = -10 * GOOD_FOR_MS
    assert box.read("offer") == b"o"


def test_no_letter_is_larger_than_allowed(box: FolderMailbox, folder: Path) -> None:
    assert trouble_of(box.leave, "offer", bytes(MOST_MESSAGE_BYTES + 1)) == Trouble.REFUSED
    box.leave("offer", b"o")
    (place(folder) / "answer").write_bytes(bytes(MOST_MESSAGE_BYTES + 1))
    assert box.read("answer") is None


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices are POSIX's")
def test_a_pipe_a_link_or_a_folder_in_place_of_a_letter_holds_nobody_up(
    box: FolderMailbox, folder: Path
) -> None:
    box.leave("offer", b"o")
    os.mkfifo(place(folder) / "answer")
    assert box.read("answer") is None
    (place(folder) / "reveal").symlink_to("/dev/zero")
    assert box.read("reveal") is None
    (place(folder) / "welcome").mkdir()
    assert box.read("welcome") is None


@pytest.mark.skipif(os.name != "posix", reason="pipes are POSIX's")
def test_a_pipe_among_the_envelopes_holds_nobody_up(folder: Path) -> None:
    device = folder / ("ab" * 16) / ("cd" * 16)
    device.mkdir(parents=True)
    os.mkfifo(device / "0000000000000001.envelopes")
    os.mkfifo(folder / ("ab" * 16) / "rm-desktop-space")
    answer = FolderTransport(folder, bytes.fromhex("ab" * 16), bytes(16)).answer(Ask())
    assert answer == Held(bytes(16), {})


def test_closing_leaves_it_closed_and_clearing_leaves_nothing(
    box: FolderMailbox, folder: Path
) -> None:
    box.close()
    assert not place(folder).exists()
    box.leave("offer", b"o")
    box.close()
    assert trouble_of(box.read, "offer") == Trouble.CLOSED
    box.clear()
    assert not place(folder).exists()


def test_old_mailboxes_are_swept_and_nothing_else(
    box: FolderMailbox, folder: Path, days: Days
) -> None:
    box.leave("offer", b"o")
    (folder / "mailboxes" / "notes.txt").write_text("hello")
    kept = folder / "mailboxes" / ("ef" * 32)
    kept.mkdir()
    (kept / "a file of somebody").write_text("hello")
    sweep_mailboxes(folder, days.now_ms())
    assert box.read("offer") == b"o"
    sweep_mailboxes(folder, days.now_ms() + 3 * GOOD_FOR_MS)
    assert sorted(each.name for each in (folder / "mailboxes").iterdir()) == [
        kept.name,
        "notes.txt",
    ]


def test_a_folder_that_is_not_there_is_offline(tmp_path: Path, days: Days) -> None:
    box = FolderMailbox(tmp_path / "stick", NAME, days.now_ms)
    assert trouble_of(box.read, "offer") == Trouble.OFFLINE
    assert trouble_of(box.leave, "offer", b"o") == Trouble.OFFLINE


def test_a_file_is_written_once_and_nobodys_is_replaced(tmp_path: Path) -> None:
    assert write_new(tmp_path / "a", b"mine")
    assert write_new(tmp_path / "a", b"mine")
    assert not write_new(tmp_path / "a", b"other")
    assert read_regular(tmp_path / "a", 10) == b"mine"
    assert read_regular(tmp_path / "a", 3) is None
    assert [each.name for each in tmp_path.iterdir()] == ["a"]
