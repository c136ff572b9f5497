"""Panels over a window that ask for the passphrase once more, or for another one.

Purpose: before what is hard to take back. States: asking, trying, wrong, resting; choosing.
Keys: Enter goes on, Escape goes back. Signals: none: `then` is called. Tokens: those of its parts.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.private.clipboard import PRIVATE_TEXT
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.private.pages import LockPage
from rm_desktop.ui.private.panel_ground import TOP, WIDTH, PanelGround
from rm_desktop.ui.private.unlock_field import UnlockField
from rm_desktop.ui.screen import Context
from rm_desktop.ui.shell.overlay import Overlay
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.new_passphrase import NewPassphrase


class ProveOverlay(Overlay):
    """Asks for the passphrase, then goes on; it closes with a lock."""

    def __init__(
        self,
        window: QWidget,
        context: Context,
        page: LockPage,
        then: Callable[[], object],
        words: str,
    ) -> None:
        self.page = page
        self.field = UnlockField(words)
        back = Button(tr("Cancel"), "quiet")
        self.field.add_action(back)
        page.body.addSpacing(S)
        page.body.addWidget(self.field)
        ground = PanelGround(page)
        super().__init__(ground, window, width=WIDTH, top=TOP, keeps_typed=True)
        self.setObjectName("private-prove")
        self.setProperty(PRIVATE_TEXT, True)
        self._then = then
        self._door = door_of(context)
        back.clicked.connect(self.close_panel)
        ground.close_requested.connect(self.close_panel)
        self.field.unlock_requested.connect(self._door.prove)
        self._door.changed.connect(self._show_door)
        self._door.proved.connect(self._on_proved)
        self.closed.connect(self._on_closed)
        self.open(self.field)

    @Slot()
    def _show_door(self) -> None:
        door = self._door
        self.field.show_door(door.trying, door.problem, door.resting)

    @Slot()
    def _on_proved(self) -> None:
        then, self._then = self._then, _nothing
        self.close_panel()
        then()

    @Slot()
    def _on_closed(self) -> None:
        self._door.changed.disconnect(self._show_door)
        self._door.proved.disconnect(self._on_proved)
        self.discard()


class ChangeOverlay(Overlay):
    """Asks for another passphrase and says when it holds."""

    def __init__(self, window: QWidget, context: Context) -> None:
        page = LockPage(
            "lock",
            tr("A new passphrase for your private pages"),
            tr("It replaces the present one at once. Your recovery phrase stays as it is."),
        )
        self.form = NewPassphrase(tr("Change it"))
        back = Button(tr("Cancel"), "quiet")
        self.form.add_action(back)
        page.body.addSpacing(S)
        page.body.addWidget(self.form)
        ground = PanelGround(page)
        super().__init__(ground, window, width=WIDTH, top=TOP, keeps_typed=True)
        self.setObjectName("private-change")
        self.setProperty(PRIVATE_TEXT, True)
        self._context, self._door = context, door_of(context)
        self._was_trying = False
        back.clicked.connect(self.close_panel)
        ground.close_requested.connect(self.close_panel)
        self.form.chosen.connect(self._door.renew)
        self._door.changed.connect(self._show_door)
        self.closed.connect(self._on_closed)
        self.open(self.form)

    @Slot()
    def _show_door(self) -> None:
        door = self._door
        ended, self._was_trying = self._was_trying and not door.trying, bool(door.trying)
        self.form.show_trying(door.trying)
        if not ended:
            return
        problem = door.problem or (str(door.trouble) if door.trouble else "")
        if problem:
            self.form.show_problem(problem)
        else:
            self.close_panel()
            self._context.say(tr("The new passphrase holds from now on."), "", None)

    @Slot()
    def _on_closed(self) -> None:
        self._door.changed.disconnect(self._show_door)
        self.discard()


def ask_passphrase(
    window: QWidget,
    context: Context,
    then: Callable[[], object],
    *,
    title: str,
    sentence: str,
    words: str,
) -> None:
    """Ask for the passphrase of the open private pages, then go on."""
    ProveOverlay(window, context, LockPage("lock", title, sentence), then, words)


def change_passphrase(window: QWidget, context: Context) -> None:
    """Ask for the present passphrase, then for another one."""
    ask_passphrase(
        window,
        context,
        lambda: ChangeOverlay(window, context),
        title=tr("Your present passphrase first"),
        sentence=tr("So that nobody else at this laptop can change it."),
        words=tr("Go on"),
    )


def _nothing() -> None:
    """Do nothing more: the panel was answered."""
