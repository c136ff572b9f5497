"""Keeps the window's look equal to the settings, and its keys (Ctrl++, Ctrl+−, Ctrl+0)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.services.profile import Profile
from rm_desktop.ui.shell.look_file import CHOICES, Choice, write_look
from rm_desktop.ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from PySide6.QtGui import QShortcut

SIZES = (100, 110, 125, 150, 175, 200)


class Looks(QObject):
    """Appearance and text size of one profile's window."""

    def __init__(
        self, profile: Profile, appearance: Appearance, root: Path, window: QWidget
    ) -> None:
        super().__init__(window)
        self._profile, self._appearance, self._root = profile, appearance, root
        profile.listen(self._on_changed)
        self._window = window
        self._keys: list[QShortcut] = []
        self._apply()

    def bind_keys(self) -> None:
        """Let the keys change the text size; not before there is something to see."""
        from PySide6.QtGui import QKeySequence, QShortcut  # their enums cost 1 ms

        if self._keys:
            return
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            shortcut = QShortcut(QKeySequence(keys), self._window)
            shortcut.activated.connect(lambda step=step: self._step(step))
            self._keys.append(shortcut)

    def _step(self, step: int) -> None:
        size = self._profile.settings.get("text_size")
        nearest = min(SIZES, key=lambda each: abs(each - size))
        at = SIZES.index(nearest) + step if step else 0
        self._profile.settings.put("text_size", SIZES[max(0, min(at, len(SIZES) - 1))])

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.SETTING):
            self._apply()

    def _apply(self) -> None:
        settings = self._profile.settings
        stored, size = settings.get("appearance"), settings.get("text_size")
        choice: Choice = stored if stored in CHOICES else "system"
        percent = max(SIZES[0], min(size, SIZES[-1]))
        if (choice, percent / 100) != (self._appearance.choice, self._appearance.scale):
            self._appearance.choose(choice, percent / 100)
            write_look(self._root, choice, percent)
