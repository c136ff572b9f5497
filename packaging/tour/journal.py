"""Stops in the journal, unlocked: list and entry, calendar, search, versions, sharing, the bin."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from rm_desktop.ui.journal.content import JournalContent
from rm_desktop.ui.journal.screen import JournalScreen
from rm_desktop.ui.places import Place, Where, new_entry
from tour.stage import Stage, Stop

_MOUSE = "Giving up the mouse"


def entry(stage: Stage) -> None:
    """An entry about a session, written with a template."""
    _mouse(stage)


def empty(stage: Stage) -> None:
    """A journal in which nothing was written yet."""
    stage.open(Place(Where.JOURNAL), empty=True)
    private = stage.profile.private
    private.open(private.make("nobody will type this again"))


def begun(stage: Stage) -> None:
    """A template that was just chosen."""
    content = _content(stage)
    content.go_to(new_entry(template=next(iter(content.reading.templates))).id)


def calendar(stage: Stage) -> None:
    """The calendar, with the entries of a day."""
    content = _content(stage)
    stage.press("journal-calendar-toggle")
    content.browse.calendar.day_chosen.emit(content.reading.today)


def search(stage: Stage) -> None:
    """Some letters typed into the search."""
    _content(stage).browse.search.setText("he")


def share(stage: Stage) -> None:
    """A passage, before it is shared."""
    content = _mouse(stage)
    edit = content.panel.pane.edit
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    edit.find("silence")
    cursor = edit.textCursor()
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    edit.setTextCursor(cursor)
    stage.press("share-passage")


def share_pick(stage: Stage) -> None:
    """Paragraphs to pick from, where nothing was selected."""
    _mouse(stage)
    stage.press("share-passage")


def shared(stage: Stage) -> None:
    """An entry from which something was shared."""
    share(stage)
    stage.press("share-now")


def versions(stage: Stage) -> None:
    """An earlier version beside the present one."""
    content = _mouse(stage)
    stage.clock.advance(3600)
    edit = content.panel.pane.edit
    edit.moveCursor(QTextCursor.MoveOperation.End)
    edit.insertPlainText("\n\nAnd mine in my pockets.")
    content.sides.open_versions()


def bin_(stage: Stage) -> None:
    """The bin with an entry in it."""
    content = _mouse(stage)
    content.acts.bin()
    stage.settle()
    stage.press("journal-open-bin")


def _content(stage: Stage) -> JournalContent:
    screen = stage.open(Place(Where.JOURNAL)).screen
    if isinstance(screen, JournalScreen) and screen.content is not None:
        return screen.content
    raise LookupError("the journal is locked")


def _mouse(stage: Stage) -> JournalContent:
    content = _content(stage)
    found = [row.id for row in content.looking.rows if row.title == _MOUSE]
    content.open(found[0])
    stage.settle()
    return content


STOPS: dict[str, Stop] = {
    "journal": entry,
    "journal-empty": empty,
    "journal-template": begun,
    "journal-calendar": calendar,
    "journal-search": search,
    "journal-share": share,
    "journal-share-pick": share_pick,
    "journal-shared": shared,
    "journal-versions": versions,
    "journal-bin": bin_,
}
