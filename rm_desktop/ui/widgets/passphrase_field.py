"""A field for a passphrase: hidden unless one asks to see it, never offered to spell or predict.

Purpose: unlocking, and choosing a passphrase. States: those of TextField; shown or hidden.
Keys: Enter submits, Tab goes on to the eye. Signals: `submitted(str)`, `edited(str)`.
Tokens: those of TextField and IconButton.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.text_field import TextField

_LONGEST = 1000


class PassphraseField(QWidget):
    """`PassphraseField(tr("Passphrase"))`; the spaces in it count, so nothing is trimmed."""

    submitted = Signal(str)
    edited = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        self.field = TextField(name, max_length=_LONGEST, exact=True)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
        )
        self._eye = IconButton("eye-off", tr("Show the passphrase"), checkable=True)
        row.addWidget(self.field, 1)
        row.addWidget(self._eye)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self.edited)
        self.field.returnPressed.connect(self._on_return_pressed)
        self._eye.toggled.connect(self._on_eye_toggled)

    def text(self) -> str:
        """Return what was typed, as it was typed."""
        return self.field.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.field.clear()

    def _on_return_pressed(self) -> None:
        self.submitted.emit(self.text())

    def _on_eye_toggled(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)
        self._eye.set_icon("eye" if shown else "eye-off")
        self._eye.set_name(tr("Hide the passphrase") if shown else tr("Show the passphrase"))
