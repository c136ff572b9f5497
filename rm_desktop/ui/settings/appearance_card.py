"""Light or dark, how large the text is, how much moves and whether anything sounds.

Purpose: the look. States: shown as they are stored. Keys: those of its controls.
Signals: `setting_chosen(key, value)`. Tokens: those of its parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.settings.own_width import line
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.segmented import Segmented

#: Text sizes in percent; the keys of the window step through the same ones.
SIZES = (100, 110, 125, 150, 175, 200)


class AppearanceCard(Card):
    """`show_settings` takes the three settings by their keys."""

    setting_chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Appearance"), margin=20, parent=parent)
        looks = (
            ("system", tr("Like the system")),
            ("light", tr("Light")),
            ("dark", tr("Dark")),
        )
        self.look = Segmented(tr("Light or dark"), looks)
        sizes = tuple((str(size), tr("{n} %", n=size)) for size in SIZES)
        self.size_menu = MenuButton(tr("Text size"), sizes)
        self.sound = CheckBox(tr("One soft sound when a topic’s time is over"))
        self.body.addWidget(FieldRow(tr("Light or dark"), line(self.look)))
        self.body.addSpacing(S)
        self.body.addWidget(line(self.size_menu))
        note = tr("Ctrl++ and Ctrl+− change it anywhere, Ctrl+0 brings back 100 %.")
        self.body.addWidget(Label(note, "caption", "ink-3", wrap=True))
        self.body.addSpacing(S)
        self.body.addWidget(line(self.sound))
        self._connect()

    def show_settings(self, values: Mapping[str, Any]) -> None:
        """Show what is stored, without telling anybody."""
        self.look.show_choice(values["appearance"])
        size = min(SIZES, key=lambda each: abs(each - int(values["text_size"])))
        self.size_menu.show_choice(str(size))
        self.sound.blockSignals(True)
        self.sound.setChecked(bool(values["sound"]))
        self.sound.blockSignals(False)

    def _connect(self) -> None:
        self.look.chosen.connect(self._on_look_chosen)
        self.size_menu.chosen.connect(self._on_size_chosen)
        self.sound.toggled.connect(self._on_sound_toggled)

    def _on_look_chosen(self, look: str) -> None:
        self.setting_chosen.emit("appearance", look)

    def _on_size_chosen(self, size: str) -> None:
        self.setting_chosen.emit("text_size", int(size))

    def _on_sound_toggled(self, on: bool) -> None:
        self.setting_chosen.emit("sound", on)
