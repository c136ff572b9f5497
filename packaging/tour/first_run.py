"""The first minutes: welcome, and the passphrase where a computer has no keyring."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from rm_desktop import bootstrap
from rm_desktop.domain.errors import NoKeyringError
from rm_desktop.services.start import Start
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.welcome.first_run import FirstRun
from rm_desktop.ui.workers import Workers
from rm_desktop.vault.keys import MemoryKeyStore
from tour.stage import TODAY, Stage


class NoKeyring(MemoryKeyStore):
    """A computer without a keyring."""

    def save(self, vault_id: str, key: bytes) -> None:  # noqa: ARG002
        """Refuse, as a computer without a keyring does."""
        raise NoKeyringError("This computer offers no usable keyring.", "Use a passphrase instead.")


def welcome(stage: Stage) -> None:
    """What a new person sees first."""
    _first_run(stage, MemoryKeyStore())


def passphrase(stage: Stage) -> None:
    """Only where there is no keyring: a passphrase."""
    page = _first_run(stage, NoKeyring())
    fields = page.findChildren(QLineEdit)
    for field, words in zip(fields, ("Maya Okafor", "Henrik Berg"), strict=False):
        field.setText(words)
    stage.settle()
    page.view.begin.click()
    stage.wait(lambda: page.step is not None)


def _first_run(stage: Stage, store: MemoryKeyStore) -> FirstRun:
    root: Path = stage.folder()
    workers = Workers(stage.frame)
    clock = FakeClock(datetime.combine(TODAY.date(), TODAY.time()), "Europe/London")
    start = Start(root, store, bootstrap)
    page = FirstRun(start, workers, None, AnsweredDialogs(), clock)
    stage.frame.show_page(page, with_rail=False)
    return page
