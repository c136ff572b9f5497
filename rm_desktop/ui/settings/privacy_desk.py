"""What the card of private pages asks for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.services.recovery import RecoveryState
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.asked import change_passphrase
from rm_desktop.ui.private.door import AT_START, door_of
from rm_desktop.ui.private.overlay import show_unlock
from rm_desktop.ui.private.way_back import state_words
from rm_desktop.ui.screen import Context
from rm_desktop.ui.settings.privacy_card import PrivacyCard, PrivacyView

LOCK_AFTER = "lock_after"


class PrivacyDesk(QObject):
    """Serves one card for as long as it is there."""

    def __init__(self, card: PrivacyCard, context: Context) -> None:
        super().__init__(card)
        self._card, self._context = card, context
        self._door = door_of(context)
        card.lock_requested.connect(context.lock)
        card.unlock_requested.connect(self._on_unlock_requested)
        card.change_requested.connect(self._on_change_requested)
        card.at_start_chosen.connect(self._on_at_start_chosen)
        card.minutes_chosen.connect(self._on_minutes_chosen)
        card.recovery_requested.connect(self._on_recovery_requested)
        context.house.changed.connect(self._on_house_changed)

    @Slot()
    def show(self) -> None:
        """Show how things stand; to the partner at the keyboard, nothing."""
        profile = self._context.profile
        self._card.setVisible(self._door.is_home)
        self._card.show_privacy(
            PrivacyView(
                profile.private.state,
                at_start=bool(profile.settings.get(AT_START)),
                minutes=int(profile.settings.get(LOCK_AFTER)),
                recovery=state_words(profile),
                recoverable=profile.recovery.state == RecoveryState.CONFIRMED,
            )
        )

    @Slot()
    def _on_unlock_requested(self) -> None:
        show_unlock(self._card.window(), self._context, self.show)

    @Slot()
    def _on_change_requested(self) -> None:
        change_passphrase(self._card.window(), self._context)

    @Slot(bool)
    def _on_at_start_chosen(self, wanted: bool) -> None:
        self._context.attempt(lambda: self._door.keep_copy(wanted=wanted))

    @Slot(int)
    def _on_minutes_chosen(self, minutes: int) -> None:
        self._context.attempt(lambda: self._context.profile.settings.put(LOCK_AFTER, minutes))

    @Slot()
    def _on_recovery_requested(self) -> None:
        self._context.go(Place(Where.RECOVERY))

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.PRIVATE, Kind.ACTOR, Kind.SETTING) and self._card.isVisible():
            self.show()
