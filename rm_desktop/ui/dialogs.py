"""Everything modal goes through this port, so that tests answer instead of a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6 import QtCore, QtGui, QtWidgets  # used late: dialogs cost 5 ms when first named, Qt 20

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme import px

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

#: The widest line of a question at 100 %, and what stands beside it at least, in pixels.
_WIDEST, _BESIDE = 560, 80


class Dialogs(Protocol):
    """Questions that must be answered before anything else happens; there are few of them."""

    def ask(self, title: str, question: str, yes: str) -> bool:
        """Ask before what cannot be undone; the safe answer is the default."""

    def ask_text(self, title: str, question: str, text: str = "") -> str | None:
        """Ask for one line of text; None if the person thought better of it."""

    def pick_open(self, title: str, patterns: str) -> Path | None:
        """Let a file be chosen to read."""

    def pick_save(self, title: str, suggestion: str, patterns: str) -> Path | None:
        """Let a file be named to write."""

    def pick_folder(self, title: str) -> Path | None:
        """Let a folder be chosen."""

    def print_out(self, title: str, document: QTextDocument) -> bool:
        """Let a printer be chosen and print; False if the person thought better of it."""


class WindowDialogs:
    """The platform's own dialogs above a window."""

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        self._parent = parent
        self._last: Path | None = None

    def ask(self, title: str, question: str, yes: str) -> bool:
        box = QtWidgets.QMessageBox(self._parent)
        box.setWindowTitle(title)
        box.setTextFormat(QtCore.Qt.TextFormat.PlainText)  # names and addresses stand in it
        box.setText(question)
        accept = box.addButton(yes, QtWidgets.QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(tr("Cancel"), QtWidgets.QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is accept

    def ask_text(self, title: str, question: str, text: str = "") -> str | None:
        box = QtWidgets.QInputDialog(self._parent)
        box.setWindowTitle(title)
        box.setLabelText(question)
        box.setTextValue(text)
        words = box.findChild(QtWidgets.QLabel)
        if words is not None:
            self._wrap(words)
        accepted = box.exec() == QtWidgets.QDialog.DialogCode.Accepted
        box.deleteLater()
        return box.textValue() if accepted else None

    def _wrap(self, words: QtWidgets.QLabel) -> None:
        """Break long words of a question into lines of a width that can be read."""
        words.setTextFormat(QtCore.Qt.TextFormat.PlainText)  # names stand in it
        here = self._parent.geometry().center()
        screen = QtGui.QGuiApplication.screenAt(here) or QtGui.QGuiApplication.primaryScreen()
        room = screen.availableGeometry().width() - px(_BESIDE)
        words.setFixedWidth(min(px(_WIDEST), room, words.sizeHint().width()))
        words.setWordWrap(True)

    def pick_open(self, title: str, patterns: str) -> Path | None:
        begins = str(self._folder)
        name, _ = QtWidgets.QFileDialog.getOpenFileName(self._parent, title, begins, patterns)
        return self._picked(name)

    def pick_save(self, title: str, suggestion: str, patterns: str) -> Path | None:
        begins = str(self._folder / suggestion)
        name, _ = QtWidgets.QFileDialog.getSaveFileName(self._parent, title, begins, patterns)
        return self._picked(name)

    def pick_folder(self, title: str) -> Path | None:
        begins = str(self._folder)
        name = QtWidgets.QFileDialog.getExistingDirectory(self._parent, title, begins)
        return Path(name) if name else None

    @property
    def _folder(self) -> Path:
        """Where one picks a file: the folder of the last one, while it is there."""
        return self._last if self._last is not None and self._last.is_dir() else _documents()

    def _picked(self, name: str) -> Path | None:
        if not name:
            return None
        self._last = Path(name).parent
        return Path(name)

    def print_out(self, title: str, document: QTextDocument) -> bool:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setFullPage(True)  # the document brings its own margins
        dialog = QPrintDialog(printer, self._parent)
        dialog.setWindowTitle(tr("Print {title}", title=title))
        accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            document.print_(printer)
        return accepted


def _documents() -> Path:
    """Where people look for their files; not wherever the app was started from."""
    places = QtCore.QStandardPaths
    found = Path(places.writableLocation(places.StandardLocation.DocumentsLocation))
    return found if found.is_absolute() and found.is_dir() else Path.home()


def decline_all() -> None:
    """Answer no to every question and menu that is open: whoever was asked has gone."""
    menu = QtWidgets.QApplication.activePopupWidget()
    if menu is not None:
        menu.close()
    for window in QtWidgets.QApplication.topLevelWidgets():
        if isinstance(window, QtWidgets.QDialog) and window.isModal() and window.isVisible():
            window.reject()


class AnsweredDialogs:
    """Answers laid out beforehand, and a record of what was asked; for tests and the tour."""

    def __init__(
        self, *, yes: bool = True, text: str | None = "", path: Path | None = None
    ) -> None:
        self.yes, self.text, self.path = yes, text, path
        self.asked: list[str] = []
        self.printed: list[str] = []

    def ask(self, title: str, question: str, yes: str) -> bool:
        self.asked.append(f"{title}: {question} [{yes}]")
        return self.yes

    def ask_text(self, title: str, question: str, text: str = "") -> str | None:
        self.asked.append(f"{title}: {question}")
        return self.text

    def pick_open(self, title: str, patterns: str) -> Path | None:
        self.asked.append(title)
        return self.path

    def pick_save(self, title: str, suggestion: str, patterns: str) -> Path | None:
        self.asked.append(title)
        return self.path

    def pick_folder(self, title: str) -> Path | None:
        self.asked.append(title)
        return self.path

    def print_out(self, title: str, document: QTextDocument) -> bool:
        self.asked.append(title)
        if self.yes:
            self.printed.append(document.toPlainText())
        return self.yes
