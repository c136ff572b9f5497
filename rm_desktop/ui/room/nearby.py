"""Where the partner is while both have the room open, and telling them where one is oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from rm_desktop.domain.changes import Changes, Kind, Origin
from rm_desktop.domain.names import first_name
from rm_desktop.domain.presence import Doing, Whereabouts, latest
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.editor.partner_caret import PartnerCaret
from rm_desktop.ui.room.offline import STEADY_MS, Offline, offline

if TYPE_CHECKING:
    from rm_desktop.services.notes import OpenNotes
    from rm_desktop.ui.room.screen import RoomScreen


class Nearby(QObject):
    """The partner in the room: a quiet line in its head, a caret and a tint in the notes.

    While nothing goes to them the line says that instead.
    """

    def __init__(self, room: RoomScreen) -> None:
        super().__init__(room)
        self._room = room
        self._company = room.context.house.company
        self._edit = room.view.notes.pane.edit
        self.caret = PartnerCaret(self._edit)
        self._offline, self._follows = Offline(), False
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._on_look_timeout)
        self._moved = QTimer(self)  # in the midst of a partner's words a caret is not at rest
        self._moved.setSingleShot(True)
        self._moved.setInterval(0)
        self._moved.timeout.connect(self.say)
        self._company.changed.connect(self._on_company_changed)
        self._edit.cursorPositionChanged.connect(self._on_caret_moved)
        self._edit.left.connect(self._on_caret_moved)
        room.context.house.changed.connect(self._on_house_changed)

    def show(self) -> None:
        """Show where the partner is."""
        if self._room.isVisible() and not self._follows:
            self._follows = True
            self._look.start(STEADY_MS)  # not at once: a start does without what that takes
        doing = self._doing_of_partner()
        self._show_words(doing)
        together = doing is not None and doing.where == Whereabouts.ROOM
        reads_along = together and doing is not None and doing.item == self._room.shown
        self._room.view.notes.pane.autosave.hasten(on=reads_along)
        self._show_caret(doing if reads_along else None)

    @Slot()
    def say(self) -> None:
        """Say which topic one looks at here, and where one writes."""
        if not self._room.isVisible():
            return
        item, caret, anchor = self._room.shown, b"", b""
        notes = self._notes()
        if notes is not None and self._edit.window().focusWidget() is self._edit:
            cursor = self._edit.textCursor()
            length = notes.length  # behind the document in the midst of an edit
            caret = notes.cursor(min(cursor.position(), length))
            anchor = notes.cursor(min(cursor.anchor(), length))
        self._company.say(Doing(Whereabouts.ROOM, item, caret, anchor))

    def leave(self) -> None:
        """Say that one is not in the room any more."""
        self._look.stop()
        self._follows = False
        self._company.say(Doing(Whereabouts.ELSEWHERE))

    @Slot()
    def _on_look_timeout(self) -> None:
        context = self._room.context
        profile, opened = context.profile, context.desk.open_pair
        self._offline = Offline()
        if profile.shares:
            from rm_desktop.ui.reader import reader_of

            self._offline = offline(profile.sync.status(opened.pair.id), reader_of(profile))
        if self._offline.due_ms:
            self._look.start(self._offline.due_ms)
        self._show_words(self._doing_of_partner())  # a caret is shown when it is heard of alone

    def _show_words(self, doing: Doing | None) -> None:
        away = self._offline.words
        words = away or words_for(doing, self._name())
        self._room.view.header.show_company(words, is_offline=bool(away))

    def _show_caret(self, doing: Doing | None) -> None:
        notes = self._notes()
        if doing is None or notes is None or not doing.caret:
            self.caret.take_away()
            return
        position = notes.position(doing.caret)
        if position is None:  # what it stands behind is still on its way
            position = self.caret.position
        if position is not None:
            anchor = notes.position(doing.anchor) if doing.anchor else None
            self.caret.show_at(position, self._name(), anchor)

    def _doing_of_partner(self) -> Doing | None:
        opened = self._room.context.desk.open_pair
        return latest(self._company.here, opened.pair.partner_of(opened.you).id)

    def _name(self) -> str:
        opened = self._room.context.desk.open_pair
        return first_name(harmless(opened.pair.partner_of(opened.you).name))

    def _notes(self) -> OpenNotes | None:
        return self._room.context.desk.opened_notes(self._room.shown)

    @Slot()
    def _on_company_changed(self) -> None:
        if self._room.isVisible():
            self.show()
            self.say()

    @Slot()
    def _on_caret_moved(self) -> None:
        if self._company.here:  # else there is nobody to tell
            self._moved.start()

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        """Put the caret right once the words have come that it stands behind.

        How sharing stands is looked at in a turn of its own.
        """
        if changes.touches(Kind.SYNC) and self._room.isVisible():
            self._look.start(0)
        remote = changes.origin == Origin.REMOTE and changes.touches(Kind.NOTES)
        if remote and self._company.here and self._room.isVisible():
            self.show()


def words_for(doing: Doing | None, name: str) -> str:
    """Return where the partner is in words, nothing while they are not here."""
    match doing.where if doing is not None else None:
        case Whereabouts.ROOM:
            return tr("{name} is in the room", name=name)
        case Whereabouts.PREPARING:
            return tr("{name} is preparing", name=name)
        case Whereabouts.ELSEWHERE:
            return tr("{name} is here", name=name)
        case Whereabouts.LEFT:
            return tr("{name} left", name=name)
        case _:
            return ""
