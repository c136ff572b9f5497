"""Tells when both changed the same, where one is; and what a person could see of what came."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from rm_desktop.domain.changes import Changes, Origin
from rm_desktop.domain.words import tr
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.shell.conductor import Conductor

_TEXTS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)


class Asking(QObject):
    """A notice when a question comes up; Today and the agenda show those that wait.

    A field in which somebody types keeps what is in it, whatever the partner writes meanwhile.
    What comes then counts as not seen until the field is left and has stored its text. Fields with
    the property `writes_anew` write over nothing: those that add and search, and notes, in which
    what comes stands at once.
    """

    def __init__(self, conductor: Conductor) -> None:
        super().__init__(conductor)
        self._conductor = conductor
        self._known = self._count()
        conductor.house.changed.connect(self._on_house_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        self._let_see()

    def _count(self) -> int:
        desk = self._conductor.profile.desk
        if desk is None or not desk.open_pair.glance.unsettled:
            return 0
        return len(desk.differences.open())

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        self._let_see()  # another pair may have been opened
        known, self._known = self._known, self._count()
        conductor = self._conductor
        is_new = self._known > known and changes.origin != Origin.UNDO
        if not is_new or conductor.is_covered or conductor.place.where == Where.DIFFERENCES:
            return
        differences = conductor.desk.differences
        words = differences.words(*map(conductor.context.word, differences.between))
        look = partial(conductor.go, Place(Where.DIFFERENCES))
        conductor.frame.say(
            tr("{changed}. Both versions are kept.", changed=words), tr("Look"), look
        )

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _former: QWidget | None, now: QWidget | None) -> None:
        if _writes_over(now):
            self._let_see()
        else:
            QTimer.singleShot(0, self, self._let_see)  # what was left stores its text first

    @Slot()
    def _let_see(self) -> None:
        desk = self._conductor.profile.desk
        if desk is not None:
            desk.open_pair.let_see(sees=not _writes_over(QApplication.focusWidget()))


def _writes_over(widget: QWidget | None) -> bool:
    """Tell whether what is typed into a widget replaces something that both can change."""
    return isinstance(widget, _TEXTS) and not widget.property("writes_anew")
