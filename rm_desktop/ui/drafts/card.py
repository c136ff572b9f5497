"""“Topics I am preparing · only you”: the drafts, or one quiet button while they are locked.

Imports nothing private before the lock is open: it stands on the first screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.only_you import is_open, may_show
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.icon_label import IconLabel

if TYPE_CHECKING:
    from rm_desktop.ui.drafts.panel import DraftsPanel
    from rm_desktop.ui.screen import Context


class DraftsCard(Card):
    """`look_again()` when the lock or the person at the keyboard changed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(tr("Topics I am preparing · only you"), parent=parent)
        self.setObjectName("drafts-card")
        self._context = context
        self.panel: DraftsPanel | None = None
        # beside the button, not on it: the first icon on a button costs the start 3 ms
        self._lock = IconLabel("lock", "accent")
        self.add_action(self._lock)
        self._unlock = Button("", "quiet")
        self._unlock.setObjectName("unlock-drafts")
        self._unlock.clicked.connect(self._on_unlock_clicked)
        self.add_action(self._unlock)

    def look_again(self) -> None:
        """Show the drafts, the button, or nothing, as it is right now."""
        open_now = is_open(self._context)
        if open_now and self.panel is None:
            from rm_desktop.ui.drafts.panel import DraftsPanel

            self.panel = DraftsPanel(self._context)
            self.body.addWidget(self.panel)
        elif not open_now and self.panel is not None:
            panel, self.panel = self.panel, None
            self.body.removeWidget(panel)
            panel.hide()
            panel.setParent(None)
            panel.deleteLater()
        if not open_now:
            self._name_the_button()
        self._lock.setVisible(not open_now)
        self._unlock.setVisible(not open_now)
        self.setVisible(may_show(self._context))

    def rest(self) -> None:
        """Store what is half typed, as before another screen comes."""
        if self.panel is not None:
            self.panel.rest()

    def _name_the_button(self) -> None:
        begun = self._context.profile.private_is_begun
        self._unlock.set_text(tr("Unlock") if begun else tr("Begin…"))
        self._unlock.setAccessibleName(
            tr("Unlock the topics I am preparing")
            if begun
            else tr("Begin with the topics I am preparing")
        )

    @Slot()
    def _on_unlock_clicked(self) -> None:
        from rm_desktop.ui.private.overlay import show_unlock

        purpose = tr("What you prepare for yourself: only you can read it.")
        show_unlock(self.window(), self._context, self.look_again, purpose)
