"""Earlier versions of an entry: moments, what differs, and the way back to one.

Purpose: nothing written is lost by writing on. States: none kept yet, a list with one chosen.
Keys: Up and Down choose a moment; Escape goes back.
Signals: `version_chosen(str)` with the row's id, `bring_back_requested(str)`, `back_requested`.
Tokens: those of the list and of the comparison.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.journal.compare_view import CompareView, Piece, difference_words
from rm_desktop.ui.journal.line_delegate import LineDelegate
from rm_desktop.ui.journal.side_page import SidePage
from rm_desktop.ui.theme import px
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.label import Label

_ROW, _SHOWN = 30, 5
_KEY = Qt.ItemDataRole.UserRole


class VersionsPage(SidePage):
    """`show_versions(((id, words), …))`, then `show_pieces(pieces)` of the one that is chosen."""

    version_chosen = Signal(str)
    bring_back_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Earlier versions"), tr("Back to the entry"), parent)
        self.setObjectName("versions-page")
        self._none = Label(
            tr("There is no earlier version yet. One is kept whenever you come back and write on."),
            "body",
            "ink-2",
            wrap=True,
        )
        self.moments = QListWidget()
        self.moments.setObjectName("versions-list")
        self.moments.setAccessibleName(tr("Moments one can go back to"))
        self.moments.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.moments.setItemDelegate(LineDelegate(self.moments))
        self.moments.setProperty("focus_ring", True)
        self._says = Label("", "label", "ink-2", wrap=True)
        self.compare = CompareView()
        self._legend = Label(
            tr("Underlined: written since. Struck out: in this version, gone since."),
            "caption",
            "ink-3",
            wrap=True,
        )
        self.bring_back = Button(tr("Bring this version back"), "primary")
        self.bring_back.setObjectName("version-bring-back")
        above: tuple[QWidget, ...] = (self._none, self.moments, self._says)
        below: tuple[QWidget, ...] = (self._legend, self.bring_back)
        for widget in above:
            self.column.addWidget(widget)
        self.column.addWidget(self.compare, 1)
        for widget in below:
            self.column.addWidget(widget)
        self.column.setAlignment(self.bring_back, Qt.AlignmentFlag.AlignLeft)
        self.moments.currentItemChanged.connect(self._on_current_changed)
        self.bring_back.clicked.connect(self._on_bring_back_clicked)

    @property
    def chosen(self) -> str:
        """The id of the version that is shown."""
        row = self.moments.currentRow()
        return str(self.moments.item(row).data(_KEY)) if row >= 0 else ""

    def show_versions(self, versions: Sequence[tuple[str, str]]) -> None:
        """Show moments, the latest first, and choose the first one."""
        self.moments.blockSignals(True)
        self.moments.clear()
        for key, words in versions:
            item = QListWidgetItem(words, self.moments)
            item.setData(_KEY, key)
            item.setSizeHint(QSize(px(100), px(_ROW)))
        self.moments.blockSignals(False)
        self.moments.setFixedHeight(px(_ROW) * min(_SHOWN, max(1, len(versions))) + 8)
        for widget in (self.moments, self._says, self.compare, self._legend, self.bring_back):
            widget.setVisible(bool(versions))
        self.compare.setMinimumHeight(px(120))
        self._none.setVisible(not versions)
        if versions:
            self.moments.setCurrentRow(0)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show what differs from the present text."""
        self._says.show_text(difference_words(pieces))
        self.compare.show_pieces(pieces)
        self.bring_back.setEnabled(any(piece.kind != "same" for piece in pieces))

    def start(self) -> None:
        """Put the focus where one begins."""
        (self.back if self.moments.isHidden() else self.moments).setFocus()

    def _on_current_changed(self) -> None:
        if self.chosen:
            self.version_chosen.emit(self.chosen)

    def _on_bring_back_clicked(self) -> None:
        if self.chosen:
            self.bring_back_requested.emit(self.chosen)
