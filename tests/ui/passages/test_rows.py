"""What each of the two may see of a shared passage, and do with it."""

from __future__ import annotations

from datetime import date, timedelta

from rm_desktop.domain.entities import Passage
from rm_desktop.ui.passages.rows import PassageRow, passage_rows

TODAY = date(2026, 11, 26)
UNREAD = Passage("1", by="maya", text="I was nervous", session="s", shared_at=1)
READ = Passage("2", by="maya", text="It was fine", session="s", shared_at=1, seen_at=2)


def rows(reader: str) -> tuple[PassageRow, ...]:
    return passage_rows(
        (UNREAD, READ),
        reader,
        {"maya": "Maya Okafor", "henrik": "Henrik Berg"}.__getitem__,
        lambda member: "you" if member == "maya" else "them",
        lambda at: TODAY + timedelta(at - 3),
        TODAY,
    )


def test_the_author_can_take_back_what_was_not_read() -> None:
    unread, read = rows("maya")
    assert (unread.text, unread.can_read, unread.can_withdraw) == ("I was nervous", False, True)
    assert unread.words == "shared 24 Nov · not read yet"
    assert (read.can_read, read.can_withdraw) == (False, False)
    assert read.words == "shared 24 Nov · read 25 Nov"


def test_marks_of_markdown_are_not_shown() -> None:
    (row,) = passage_rows(
        (Passage("1", by="maya", text="They measure **reach**", session="s", shared_at=1),),
        "maya",
        lambda _member: "Maya Okafor",
        lambda _member: "you",
        lambda _at: TODAY,
        TODAY,
    )
    assert row.text == "They measure reach"


def test_the_reader_opens_it_first() -> None:
    unread, read = rows("henrik")
    assert (unread.text, unread.can_read, unread.can_withdraw) == ("", True, False)
    assert (read.text, read.can_read) == ("It was fine", False)
    assert (read.name, read.voice) == ("Maya", "you")
