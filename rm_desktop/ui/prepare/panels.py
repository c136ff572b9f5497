"""The three panels that open on the prepare screen: the date, the templates, a pasted list."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.paste import PastedList
from rm_desktop.ui.prepare.clipboard import read_clipboard
from rm_desktop.ui.prepare.date_choice import choose_date
from rm_desktop.ui.prepare.deeds import Deeds
from rm_desktop.ui.prepare.preparation import suggest
from rm_desktop.ui.prepare.view import PrepareView
from rm_desktop.ui.screen import Context


class Panels(QObject):
    """Opens and closes them, one at a time, and does what was chosen in them."""

    def __init__(self, view: PrepareView, deeds: Deeds, context: Context) -> None:
        super().__init__(view)
        self._view, self._deeds, self._context = view, deeds, context
        self._pasted = PastedList()
        for panel in (view.dates, view.templates, view.paste):
            panel.closed.connect(self._on_closed)
        view.header.date_requested.connect(self.open_date)
        view.agenda.templates_requested.connect(self.open_templates)
        view.agenda.paste_requested.connect(self.open_paste)
        view.dates.date_chosen.connect(self._on_date_chosen)
        view.dates.length_chosen.connect(self._on_length_chosen)
        view.templates.template_chosen.connect(self._on_template_chosen)
        view.paste.accepted.connect(self._on_paste_accepted)

    def close(self) -> None:
        """Close whatever is open."""
        for panel in (self._view.dates, self._view.templates, self._view.paste):
            panel.hide()
        self._view.header.set_start_quiet(False)

    def _opened(self, panel: QWidget) -> None:
        self._view.header.set_start_quiet(True)
        self._view.bring_into_sight(panel)

    @Slot()
    def open_date(self) -> None:
        """Open the date of the session."""
        self.close()
        pair = self._context.desk.open_pair.pair
        session = pair.session(self._deeds.session)
        self._view.dates.show_choice(choose_date(pair, session, self._now(), self._zone()))
        self._opened(self._view.dates)

    @Slot()
    def open_templates(self) -> None:
        """Open the templates, the one that suits first."""
        self.close()
        pair, shapes = self._context.desk.open_pair.pair, self._context.desk.sessions.templates
        session = pair.session(self._deeds.session)
        suggestion = suggest(pair, session, self._now().date(), self._zone(), shapes)
        self._view.templates.show_templates(shapes, suggestion)
        self._opened(self._view.templates)

    @Slot()
    def open_paste(self) -> None:
        """Show what the list on the clipboard comes to; the clipboard keeps it either way."""
        mime = QGuiApplication.clipboard().mimeData()
        pasted = self._context.attempt(lambda: read_clipboard(mime))
        if pasted is None:
            return
        self.close()
        self._pasted = pasted
        actor = self._context.desk.open_pair.actor
        self._view.paste.show_list(pasted, self._context.voice(actor))
        self._opened(self._view.paste)

    def _now(self) -> datetime:
        return self._context.profile.local_now().replace(tzinfo=None)

    def _zone(self) -> str:
        return self._context.profile.clock.local_zone()

    @Slot()
    def _on_closed(self) -> None:
        self.close()
        self._view.agenda.add.focus()

    @Slot(object, int)
    def _on_date_chosen(self, starts: datetime, minutes: int) -> None:
        if self._deeds.set_date(starts, minutes, self._zone()):
            self._on_closed()

    @Slot(int)
    def _on_length_chosen(self, minutes: int) -> None:
        self._deeds.set_length(minutes)
        self._on_closed()

    @Slot(str, int)
    def _on_template_chosen(self, template: str, minutes: int) -> None:
        self._deeds.use_template(template, minutes)
        self._on_closed()

    @Slot()
    def _on_paste_accepted(self) -> None:
        if self._deeds.add_pasted(self._pasted.items):
            self._on_closed()
