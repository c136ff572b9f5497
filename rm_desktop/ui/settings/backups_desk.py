"""What the card of backups asks for; making one and counting them is for a worker."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from rm_desktop.domain.backups import Reason
from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn
from rm_desktop.services.backups import FOLDER
from rm_desktop.services.restore_ground import Ground
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.restore.flow import RestoreFlow
from rm_desktop.ui.restore.words import moment_words, vault_words
from rm_desktop.ui.screen import Context
from rm_desktop.ui.settings.backups_card import BackupsCard
from rm_desktop.ui.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rm_desktop.services.backups import Kept, Made
    from rm_desktop.services.restore import Restore


class BackupsDesk(QObject):
    """Serves one card. Signals: `restore_shown(RestoreFlow)`, `restore_left`."""

    restore_shown = Signal(object)
    restore_left = Signal()

    def __init__(self, card: BackupsCard, context: Context) -> None:
        super().__init__(card)
        self._card, self._context = card, context
        self._workers = Workers(self, threads=1)
        card.make_requested.connect(self._on_make_requested)
        card.restore_requested.connect(self.begin_restore)
        card.folder_requested.connect(self._on_folder_requested)
        card.folder_dropped.connect(self._on_folder_dropped)
        context.house.changed.connect(self._on_house_changed)

    def close(self) -> None:
        """Wait for a backup that has begun."""
        self._workers.close()

    def show(self) -> None:
        """Show the owner what there is, as soon as a worker has counted it."""
        profile = self._context.profile
        is_offered = profile.has_backups and door_of(self._context).is_home
        self._card.setVisible(is_offered)
        if not is_offered:
            return
        backups = profile.backups
        self._workers.run(backups.listed, self._on_listed, self._on_failed)

    @Slot(object)
    def _on_listed(self, found: Sequence[Kept]) -> None:
        profile = self._context.profile
        zone, today = profile.clock.local_zone(), profile.local_now().date()
        folder = profile.backups.elsewhere
        self._card.show_backups(
            latest_words(found, lambda ms: moment_words(ms, zone, today)),
            harmless(str(folder)) if folder else "",
        )

    @Slot()
    def _on_make_requested(self) -> None:
        profile = self._context.profile
        if self._context.attempt(self._settled):
            self._card.show_busy(tr("Making a backup and reading it back…"))
            make = partial(profile.backups.make, Reason.ASKED)
            self._workers.run(make, self._on_made, self._on_failed)

    def _settled(self) -> bool:
        self._context.profile.settle()
        return True

    @Slot(object)
    def _on_made(self, made: Made) -> None:
        self._card.show_busy("")
        if made.elsewhere is not None:
            self._card.show_problem(f"{made.elsewhere.sentence} {made.elsewhere.next_step}")
        else:
            self._context.say(tr("Backed up and checked."), "", None)
        self.show()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._card.show_busy("")
        if not isinstance(error, KnownError):
            raise error
        self._card.show_problem(f"{error.sentence} {error.next_step}".strip())

    @Slot()
    def _on_folder_requested(self) -> None:
        folder = self._context.dialogs.pick_folder(tr("A second folder for backups"))
        if folder is None:
            return
        try:
            self._context.profile.backups.check_folder(folder)
        except KnownError as error:
            self._card.show_problem(f"{error.sentence} {error.next_step}".strip())
            return
        self._keep_folder(folder)
        self._on_make_requested()

    @Slot()
    def _on_folder_dropped(self) -> None:
        former = self._context.profile.backups.elsewhere
        self._keep_folder(None)
        if former is not None:
            words = tr("No more copies go there. Those that are there stay.")
            self._context.say(words, tr("Undo"), partial(self._keep_folder, former))

    def _keep_folder(self, folder: Path | None) -> None:
        settings = self._context.profile.settings
        self._context.attempt(lambda: settings.put(FOLDER, str(folder) if folder else ""))
        self.show()

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.ACTOR) and not door_of(self._context).is_home:
            self.restore_left.emit()
        if changes.touches(Kind.BACKUP) and self._card.isVisible():
            self.show()

    # -- going back -----------------------------------------------------------------------

    @Slot()
    def begin_restore(self) -> None:
        """Show the copies to their owner, in the place of the settings."""
        if not door_of(self._context).is_home:
            return
        profile, context = self._context.profile, self._context
        root, now_ms = profile.ports.vault().path.parent, profile.ports.now
        ground = Ground(
            root,
            profile.backups,
            profile.private.store,
            self._present,
            lambda: now_ms().wall_ms,
            profile.clock.local_zone(),
        )
        flow = RestoreFlow(
            ground, context.dialogs, door_of(context).rest, back=tr("Back to Settings")
        )
        flow.back_requested.connect(self.restore_left)
        flow.ready.connect(self._on_ready)
        self.restore_shown.emit(flow)
        flow.start()

    def _present(self) -> Mapping[Path, bytes]:
        profile = self._context.profile
        vault, private = profile.ports.vault(), profile.private
        found = {vault.path: vault.key}
        return {**found, private.path: private.key} if private.is_open else found

    @Slot(object)
    def _on_ready(self, act: Restore) -> None:
        if act.is_private:
            self._replace_private(act)
        else:
            profile = self._context.profile

            def begin() -> Callable[[], str]:
                try:
                    profile.close()
                except KnownError:
                    act.abandon()
                    raise
                return lambda: restored_words(act)

            self._context.reopen(tr("Putting the backup in place…"), begin)

    def _replace_private(self, act: Restore) -> None:
        """Lock the private pages, then let the backup take their place; the rest stays open."""
        door = door_of(self._context)
        try:
            if self._context.profile.private.is_open:
                door.lock()
        except KnownError as error:
            act.abandon()
            self._context.say(str(error), "", None)
            return
        self.restore_left.emit()
        self._workers.run(partial(restored_words, act), self._on_replaced, self._on_failed)

    @Slot(object)
    def _on_replaced(self, sentence: str) -> None:
        door_of(self._context).forget()
        self._context.say(sentence, "", None)
        self.show()


def restored_words(act: Restore) -> str:
    """Let a prepared backup take its place and say where the former notes are; in a worker."""
    done = act.replace()
    if done.former is None:
        return tr("The backup is in place.")
    return tr(
        "The backup is in place. What was there before is kept as “{name}” among the backups.",
        name=done.former.name,
    )


def latest_words(found: Sequence[Kept], when: Callable[[int], str]) -> str:
    """Say when each vault was copied last, and how many copies there are; newest come first."""
    if not found:
        return tr("There is no backup yet; the first is made today.")
    latest: dict[str, int] = {}
    for kept in found:
        latest.setdefault(kept.vault, kept.made_at)
    lines = [
        tr("{vault}: {moment}.", vault=vault_words(vault), moment=when(made_at))
        for vault, made_at in sorted(latest.items(), reverse=True)
    ]
    kept_words = trn("{n} verified copy is kept.", "{n} verified copies are kept.", len(found))
    return "\n".join([*lines, kept_words])
