"""A line of text that ends in “…” where it has no room; the whole is its tooltip.

Purpose: titles of any length in any width. States: kind, tone, elided or whole, where it may on two
    lines (`wraps`).
Keys: none. Signals: none. Tokens: as Label.
"""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rm_desktop.ui.theme import TextKind
from rm_desktop.ui.widgets.label import Label, LabelTone, plain_tip


class ElidedLabel(Label):
    """A label that yields; `whole_text` is what it would say with room enough."""

    def __init__(
        self,
        text: str = "",
        kind: TextKind = "body",
        tone: LabelTone = "ink",
        *,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._whole, self._wraps = "", wraps
        super().__init__("", kind, tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    @property
    def whole_text(self) -> str:
        """The text before it was shortened."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Say something else; line breaks become spaces."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setWidth(self.fontMetrics().horizontalAdvance(self._whole) + 2)
        return size

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        size.setWidth(self.fontMetrics().horizontalAdvance("…") * 2)
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics, shown = self.fontMetrics(), self._whole
        width = self.contentsRect().width()
        if metrics.horizontalAdvance(shown) > width:
            first, rest = broken(shown, metrics, width) if self._wraps else ("", shown)
            if metrics.horizontalAdvance(rest) > width:
                rest = elided(rest, metrics, width)
            shown = f"{first}\n{rest}" if first else rest
        if shown != self.text():
            self.setText(shown)
            plain_tip(self, "" if shown.replace("\n", " ") == self._whole else self._whole)


def broken(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """Return as many words as fit on one line, and the others."""
    words = text.split(" ")
    fits = bisect_right(
        range(1, len(words)),
        width,
        key=lambda n: metrics.horizontalAdvance(" ".join(words[:n])),
    )
    return " ".join(words[:fits]), " ".join(words[fits:])


def elided(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return as much of a text as fits before “…”; Qt's own way wakes its namespace, 20 ms."""
    fits = bisect_right(
        range(len(text)), width, key=lambda n: metrics.horizontalAdvance(f"{text[:n].rstrip()}…")
    )
    return f"{text[: max(0, fits - 1)].rstrip()}…"
