"""The cards of Today that only the owner sees, made after each unlock and deleted at each lock."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.only_you import QUICK
from rm_desktop.ui.places import Place, Where, new_entry
from rm_desktop.ui.theme import brush
from rm_desktop.ui.theme.tokens import XS, M, S
from rm_desktop.ui.today.own import Echo, Nudge, echoes, nudge, relief
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label

if TYPE_CHECKING:
    from rm_desktop.ui.screen import Context


class ReflectCard(Card):
    """A session nothing was written about yet. Signals: `write_requested`, `let_be_requested`."""

    write_requested = Signal()
    let_be_requested = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Reflect"))
        self.setObjectName("reflect")
        self.add_action(Audience())
        self._words = Label("", "body", "ink-2", wrap=True)
        self.body.addWidget(self._words)
        row = FlowRow(gap=M, line_gap=S)
        write = Button(tr("Write in the journal"))
        write.setObjectName("reflect-write")
        write.clicked.connect(self.write_requested)
        leave = Button(tr("Not now"), "quiet")
        leave.setObjectName("reflect-leave")
        leave.clicked.connect(self.let_be_requested)
        row.add(write)
        row.add(leave)
        self.body.addWidget(row)
        self.hide()

    def show_nudge(self, found: Nudge | None) -> None:
        """Ask for three minutes, or be not there."""
        self._words.show_text(found.words if found else "")
        self.setVisible(found is not None)


class EchoCard(Card):
    """Entries from before that belong to today. Signals: `entry_chosen(str)`."""

    entry_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("From your journal"))
        self.setObjectName("echoes")
        self.add_action(Audience())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(S)
        self.body.addLayout(self._rows)
        self._echoes: tuple[Echo, ...] = ()
        self.hide()

    def show_echoes(self, found: Sequence[Echo]) -> None:
        """Show entries, or be not there."""
        if tuple(found) != self._echoes:
            self._echoes = tuple(found)
            while (item := self._rows.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            for echo in found:
                row = _EchoRow(echo)
                row.clicked.connect(lambda _=False, ident=echo.id: self.entry_chosen.emit(ident))
                self._rows.addWidget(row)
        self.setVisible(bool(found))


class _EchoRow(QAbstractButton):
    def __init__(self, echo: Echo) -> None:
        super().__init__()
        self.setObjectName("echo")
        self.setAccessibleName(tr("{when}: {title}", when=echo.when, title=echo.title))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, XS, 0, XS)
        column.setSpacing(0)
        for label in (
            ElidedLabel(echo.title, "medium"),
            ElidedLabel(echo.when, "caption", "ink-2"),
        ):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.underMouse():
            QPainter(self).fillRect(self.rect(), brush("hover"))


class OwnCards(QObject):
    """Fills both cards; `let_be` holds the sessions one does not want to be asked about."""

    def __init__(self, context: Context, let_be: set[str], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._let_be = context, let_be
        self._nudge: Nudge | None = None
        self.reflect, self.echoes = ReflectCard(), EchoCard()
        self.reflect.write_requested.connect(self._on_write_requested)
        self.reflect.let_be_requested.connect(self._on_let_be_requested)
        self.echoes.entry_chosen.connect(self._on_entry_chosen)

    @property
    def cards(self) -> tuple[QWidget, QWidget]:
        """Both, for a screen to lay out."""
        return self.reflect, self.echoes

    def refresh(self) -> None:
        """Look again what there is to say."""
        self._context.attempt(self._look)

    def _look(self) -> None:
        context, journal = self._context, self._context.desk.journal
        pair, clock = context.desk.open_pair.glance, context.profile.clock
        today, zone = context.profile.local_now().date(), clock.local_zone()
        role = context.desk.members.you.role
        every = context.desk.prompts.every
        self._nudge = relief(journal, every, role, today, self._let_be) or nudge(
            journal, pair, today, zone, self._let_be
        )
        self.reflect.show_nudge(self._nudge)
        self.echoes.show_echoes(echoes(journal, journal.local_now(), pair.id))

    @Slot()
    def _on_write_requested(self) -> None:
        found = self._nudge
        if found is not None and found.prompt:
            self._context.go(new_entry(prompt=found.prompt))
        elif found is not None:
            self._context.go(new_entry(session=found.session, template=QUICK))

    @Slot()
    def _on_let_be_requested(self) -> None:
        if self._nudge is not None:
            self._let_be.add(self._nudge.about)
            self.refresh()

    @Slot(str)
    def _on_entry_chosen(self, entry: str) -> None:
        self._context.go(Place(Where.JOURNAL, entry))
