"""Every widget in every state, to look at: `python -m rm_desktop.ui.gallery`.

`--grab FILE` draws it without a window, `--theme light|dark`, `--scale 1|1.5|2`, `--font FAMILY`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from rm_desktop.ui import gallery_cards as cards
from rm_desktop.ui.theme import apply_theme, load_theme
from rm_desktop.ui.theme.focus import FocusRing
from rm_desktop.ui.theme.tokens import XL, XXL, L
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import ScrollColumn

SECTIONS: Sequence[tuple[Callable[[], QWidget], int, int]] = (
    (cards.buttons, 0, 0),
    (cards.small_buttons, 0, 1),
    (cards.chips, 1, 0),
    (cards.quiet_things, 1, 1),
    (cards.words, 2, 0),
    (cards.fields, 2, 1),
    (cards.rings, 3, 0),
    (cards.topics, 3, 1),
    (cards.rail, 4, 0),
    (cards.notes, 4, 1),
)


class Gallery(QWidget):
    """The page that shows them all."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Widgets")
        self.column = ScrollColumn(spacing=XL, margin=XXL)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.column)
        header = PageHeader("Widgets", "Every widget in every state.")
        header.set_back("Leave")
        header.add_action(Button("Pause", hint="Space"))
        header.add_action(Button("Close session", "primary"))
        self.column.body.addWidget(header)
        grid = QGridLayout()
        grid.setSpacing(L)
        for make, line, column in SECTIONS:
            grid.addWidget(make(), line, column)
            grid.setColumnStretch(column, 1)
        self.column.body.addLayout(grid)
        self.column.body.addStretch()


def grab(app: QApplication, file: str, theme: str, scale: float) -> bool:
    """Draw the whole gallery into a picture; False where that could not be written."""
    apply_theme(app, load_theme(theme), scale)
    gallery = Gallery()
    whole = gallery.column.sizeHint()
    gallery.resize(max(1280, whole.width()), whole.height())
    gallery.show()
    app.processEvents()
    saved = gallery.grab().save(file)
    gallery.close()
    gallery.deleteLater()
    return saved


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the gallery, or draw it into a file."""
    parser = argparse.ArgumentParser(prog="rm_desktop.ui.gallery")
    parser.add_argument("--grab", metavar="FILE")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--font", default="")
    options = parser.parse_args(arguments)
    if options.grab:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    if options.font:
        font = app.font()
        font.setFamily(options.font)
        app.setFont(font)
    if options.grab:
        return 0 if grab(app, options.grab, options.theme, options.scale) else 1
    apply_theme(app, load_theme(options.theme), options.scale)
    gallery = Gallery()
    gallery.resize(1280, 800)
    gallery.show()
    FocusRing(app)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
