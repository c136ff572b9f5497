"""The panels above a screen: the palette (Ctrl+K), the list of keys (Ctrl+/), the pair switcher.

What makes them is imported when one is first opened: together that is as much as a screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.words import tr
from rm_desktop.ui.places import JOIN, Place, Where, new_entry
from rm_desktop.ui.shell.conductor import Conductor

if TYPE_CHECKING:
    from rm_desktop.ui.shell.keys import KeySheet
    from rm_desktop.ui.shell.overlay import Overlay
    from rm_desktop.ui.shell.palette import Entry, Palette


class Panels(QObject):
    """Opens the panels of one window, each made when it is first asked for, and binds the keys."""

    def __init__(self, conductor: Conductor) -> None:
        super().__init__(conductor)
        self._conductor = conductor
        self._palette: tuple[Palette, Overlay] | None = None
        self._keys: tuple[KeySheet, Overlay] | None = None
        conductor.palette_requested.connect(self.open_palette)
        conductor.keys_requested.connect(self.open_keys)
        conductor.frame.rail.switch_requested.connect(self.open_switcher)
        conductor.house.changed.connect(self._on_house_changed)
        conductor.bind_keys()

    def open_palette(self) -> None:
        """Open the palette with an empty field."""
        if self._palette is None:
            from rm_desktop.ui.shell.overlay import Overlay
            from rm_desktop.ui.shell.palette import Palette

            palette = Palette(self._find)
            overlay = Overlay(palette, self._conductor.frame, width=680)
            palette.done.connect(overlay.close_panel)
            self._palette = palette, overlay
        palette, overlay = self._palette
        if self._keys is not None:
            self._keys[1].close_panel()
        palette.start()
        overlay.open(palette.field)

    def open_keys(self) -> None:
        """Open the list of keys."""
        if self._keys is None:
            from rm_desktop.ui.shell.keys import KeySheet
            from rm_desktop.ui.shell.overlay import Overlay

            sheet = KeySheet()
            overlay = Overlay(sheet, self._conductor.frame, width=640)
            sheet.close_button.clicked.connect(overlay.close_panel)
            self._keys = sheet, overlay
        sheet, overlay = self._keys
        if self._palette is not None:
            self._palette[1].close_panel()
        overlay.open(sheet.close_button)

    def open_switcher(self) -> None:
        """Open the menu of pairs under the pair's names."""
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self._conductor.frame)
        profile = self._conductor.profile
        for listed in profile.pairs.listed():
            you, partner = listed.names
            words = tr("{you} & {partner}", you=you, partner=partner)
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(listed.id == self._conductor.desk.open_pair.id)
            action.triggered.connect(partial(self._switch, listed.id))
        menu.addSeparator()
        add = menu.addAction(tr("Add another pair…"))
        add.triggered.connect(partial(self._conductor.go, Place(Where.SETTINGS, focus="add-pair")))
        rail = self._conductor.frame.rail
        menu.exec(rail.mapToGlobal(rail.rect().topLeft()))
        menu.deleteLater()

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        """What was found in private pages goes with the lock, whether one looks at it or not."""
        if self._palette is not None and changes.touches(Kind.PRIVATE, Kind.ACTOR):
            palette, overlay = self._palette
            overlay.close_panel()
            palette.start()

    def _switch(self, pair: str, _checked: bool = False) -> None:
        if pair != self._conductor.desk.open_pair.id:
            self._conductor.leave()
            self._conductor.profile.open_pair(pair)

    def _find(self, text: str) -> Sequence[Entry]:
        from rm_desktop.ui.shell.finder import Finder

        conductor = self._conductor
        opened = conductor.desk.open_pair
        private = conductor.profile.private.is_open and opened.actor == opened.you
        return Finder(conductor.desk, self._actions, conductor.go, private=private)(text)

    def _actions(self) -> list[Entry]:
        from rm_desktop.ui.shell.palette import Entry

        conductor, detail = self._conductor, tr("Action")
        desk = conductor.desk
        session = desk.open_pair.glance.next_session.id

        def to(where: Where, words: str, icon: str, keys: str = "", ident: str = "") -> Entry:
            place = Place(where, ident)
            return Entry(words, tr("Go to"), icon, partial(conductor.go, place), keys)

        sharing = to(Where.SHARING, tr("Sharing between two laptops"), "laptop")
        history = desk.open_pair.history
        unsettled = desk.open_pair.glance.unsettled
        entries = [
            to(Where.PREPARE, tr("Open the next agenda"), "calendar", ident=session),
            Entry(tr("New topic"), detail, "plus", conductor.new_topic, "Ctrl N"),
            Entry(tr("Start the session, or go back to it"), detail, "play", conductor.start),
            to(Where.TODAY, tr("Today"), "home", "Ctrl 1"),
            to(Where.SESSIONS, tr("Sessions"), "calendar", "Ctrl 2"),
            to(Where.PROMPTS, tr("Prompts"), "speech", "Ctrl 3"),
            to(Where.JOURNAL, tr("Journal"), "book", "Ctrl 4"),
            Entry(tr("New journal entry"), detail, "plus", partial(conductor.go, new_entry())),
            to(Where.TOGETHER, tr("Together"), "rings", "Ctrl 5"),
            to(Where.SETTINGS, tr("Settings"), "gear", "Ctrl ,"),
            to(Where.RECOVERY, tr("Recovery phrase"), "info"),
            replace(sharing, also=tr("share sync pair laptop device relay folder")),
            Entry(tr("Hand over the laptop"), detail, "hand-over", conductor.hand_over),
            Entry(tr("Light or dark"), detail, "eye-off", self._toggle_dark),
            Entry(tr("List of keys"), detail, "keyboard", self.open_keys, "Ctrl /"),
        ]
        if desk.open_pair.actor == desk.open_pair.you:
            if not self._is_cut_off:
                invite = to(Where.PAIRING, tr("Invite to this pair"), "laptop")
                also = tr("invitation share sync partner laptop")
                entries.append(replace(invite, also=also))
            answer = partial(conductor.go, Place(Where.PAIRING, focus=JOIN))
            also = tr("join share sync pair partner laptop link")
            entries.append(Entry(tr("I have an invitation"), detail, "link", answer, also=also))
            restore = partial(conductor.go, Place(Where.SETTINGS, focus="restore"))
            entries.append(Entry(tr("Restore a backup"), detail, "clock", restore))
        if unsettled:
            twice = to(Where.DIFFERENCES, tr("Two versions of what you both changed"), "info")
            also = tr("differ different differences conflict")
            entries.insert(0, replace(twice, also=also))
        if conductor.profile.private_is_open:
            lock = conductor.lock_requested.emit
            entries.append(Entry(tr("Lock private pages"), detail, "lock", lock, "Ctrl L"))
        if history.undo_label:
            entries.append(Entry(tr("Undo"), history.undo_label, "undo", conductor.undo, "Ctrl Z"))
        return entries

    @property
    def _is_cut_off(self) -> bool:
        """Whether this laptop was removed, and so has nobody to invite."""
        profile = self._conductor.profile
        if not profile.shares:
            return False
        from rm_desktop.domain.sync_state import is_cut_off

        return is_cut_off(profile.sync.status(self._conductor.desk.open_pair.id))

    def _toggle_dark(self) -> None:
        conductor = self._conductor
        settings = conductor.profile.settings
        dark = settings.get("appearance") == "dark"
        settings.put("appearance", "light" if dark else "dark", conductor.desk.open_pair.history)
