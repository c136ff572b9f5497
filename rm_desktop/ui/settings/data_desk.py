"""What the Data card asks for: showing the folder, and an export in a worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr
from rm_desktop.services.data_folder import data_folder
from rm_desktop.services.export import Exported, Form, export
from rm_desktop.services.paper import sheets
from rm_desktop.ui.private.asked import ask_passphrase
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.screen import Context
from rm_desktop.ui.settings.data_card import DataCard
from rm_desktop.ui.settings.paper_export import ENDING, PDF, export_paper
from rm_desktop.ui.settings.words import export_folder
from rm_desktop.ui.workers import Workers


class DataDesk(QObject):
    """Serves one Data card for as long as it is there."""

    def __init__(
        self, card: DataCard, context: Context, show_folder: Callable[[Path], object]
    ) -> None:
        super().__init__(card)
        self._card, self._context, self._show_folder = card, context, show_folder
        self._workers = Workers(self, threads=1)
        self._folder = data_folder(context.profile)
        card.show_data(self._folder)
        card.show_requested.connect(self._on_show_requested)
        card.export_requested.connect(self._on_export_requested)
        context.house.changed.connect(self._on_house_changed)

    def close(self) -> None:
        """Wait for an export that has begun."""
        self._workers.close()

    @Slot()
    def _on_show_requested(self) -> None:
        self._show_folder(self._folder.path)

    def show(self) -> None:
        """Offer an export to the owner, and private pages while they are open."""
        self._card.show_export(possible=door_of(self._context).is_home)
        self._card.show_private(possible=door_of(self._context).is_open)

    @Slot(str)
    def _on_export_requested(self, form: str) -> None:
        if not self._card.private.isChecked():
            self._export(form, private=False)
            return
        ask_passphrase(
            self._card.window(),
            self._context,
            partial(self._export, form, private=True),
            title=tr("Take private pages out of their vault?"),
            sentence=tr(
                "The files will not be encrypted: whoever can open them can read your journal, "
                "your private notes and your drafts. Keep them where only you can reach them."
            ),
            words=tr("Export with private pages"),
        )

    def _export(self, form: str, *, private: bool) -> None:
        parent = self._context.dialogs.pick_folder(tr("Where should the export go?"))
        if parent is None or (private and not door_of(self._context).is_open):
            return
        profile = self._context.profile
        to = export_folder(parent, profile.local_now())
        # what is still in memory would be missing: an export is whole or not at all
        try:
            profile.settle()
        except KnownError as error:
            self._context.say(str(error), "", None)
            return

        def write() -> Exported:
            twin = profile.twin()
            own = profile.private.vault().again() if private else None
            try:
                if form == PDF:
                    return export_paper(sheets(twin, own, ENDING), to)
                return export(twin, to, Form(form), private=own)
            finally:
                twin.close()
                if own is not None:
                    own.close()

        self._card.private.setChecked(False)  # asked for once, not for ever
        self._card.show_busy(tr("Writing the export…"))
        self._workers.run(write, self._on_exported, self._on_failed)

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.PRIVATE, Kind.ACTOR):
            self.show()

    @Slot(object)
    def _on_exported(self, exported: Exported) -> None:
        self._card.show_busy("")
        show = partial(self._show_folder, exported.folder)
        self._context.say(exported.sentence, tr("Show the folder"), show)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._card.show_busy("")
        if not isinstance(error, KnownError):
            raise error
        self._context.say(str(error), "", None)
