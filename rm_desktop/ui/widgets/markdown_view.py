"""Notes as a page to read, as high as its text. It loads nothing: no picture, style or file.

Purpose: shared notes in a summary. States: empty, short (set at once), long (plain until a worker
    has set it), too long or too dense (plain).
Keys: arrows and Page keys scroll the page it stands on; Tab goes from link to link, Enter asks to
    open one. Signals: `link_requested(QUrl)` instead of opening anything.
Tokens: ink, accent for links, sunken behind code.
"""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QResizeEvent, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from rm_desktop.services.markdown import plain, render
from rm_desktop.ui.theme import hue, px
from rm_desktop.ui.workers import Workers

#: A note up to this long is set at once, in characters; it takes a few milliseconds.
AT_ONCE = 1_500
#: A note longer than this is cut off in the view, in characters; the note itself is whole.
MOST = 60_000

_HEADING = re.compile(r"<(/?)h[1-6]>")


class MarkdownView(QTextBrowser):
    """`MarkdownView(tr("Notes"), workers)`, `show_markdown(text)`."""

    link_requested = Signal(QUrl)

    def __init__(self, name: str, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._source = ""
        self._page = ""
        self.setAccessibleName(name)
        self.setProperty("frameless", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(px(20))
        self.anchorClicked.connect(self.link_requested)

    def show_markdown(self, text: str) -> None:
        """Show a note; the same one again changes nothing."""
        if text == self._source and self._page:
            return
        self._source = text
        if len(text) <= AT_ONCE:
            self._show_page(render(text))
            return
        self._show_page(plain(text[:MOST]))
        self._workers.run(lambda: (text, render(text[:MOST])), self._on_rendered, self._on_failed)

    def loadResource(self, _kind: int, _url: QUrl | str) -> object:
        return None

    def doSetSource(
        self,
        _url: QUrl | str,
        _kind: QTextDocument.ResourceType = QTextDocument.ResourceType.HtmlResource,
    ) -> None:
        """Go nowhere: a note has no other pages."""

    def sizeHint(self) -> QSize:
        return QSize(px(240), math.ceil(self.document().size().height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), self.sizeHint().height())

    @Slot(object)
    def _on_rendered(self, rendered: tuple[str, str]) -> None:
        text, page = rendered
        if text == self._source:
            self._show_page(page)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        raise error  # a bug of ours: the plain text stays, and the crash notice says so

    def _show_page(self, page: str) -> None:
        self._page = page
        link, code = hue("accent").name(), hue("sunken").name()
        self.document().setDefaultStyleSheet(
            f"a {{ color: {link}; }} code, pre {{ background-color: {code}; }}"
            "p, li, h4 { line-height: 120%; margin-top: 0; margin-bottom: 4px; }"
            "h4 { font-weight: 600; } ul, ol { margin-top: 0; margin-bottom: 4px; }"
        )
        # Qt makes other headings larger than the topic they stand under, whatever the style says
        self.setHtml(_HEADING.sub(r"<\1h4>", page))
        # a stop for Tab only where there is a link to open
        tabbed = Qt.FocusPolicy.StrongFocus if "<a " in page else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(tabbed)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page it stands on scrolls

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        changed = (QEvent.Type.FontChange, QEvent.Type.PaletteChange)
        if event.type() in changed and self._page:
            self._show_page(self._page)
