"""The lock on private pages, in each of its states; the recovery phrase; going back to a backup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from rm_desktop.domain import errors
from rm_desktop.domain.backups import Reason
from rm_desktop.domain.errors import CannotOpenError
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.door import Door
from rm_desktop.ui.private.veil import Veil
from rm_desktop.ui.recovery.decisions import Step
from rm_desktop.ui.recovery.screen import RecoveryScreen
from rm_desktop.ui.restore import words as restore_words
from rm_desktop.ui.restore.flow import RestoreFlow
from rm_desktop.ui.restore.pages import ListPage, PreviewPage
from rm_desktop.vault import phrase
from rm_desktop.vault.cipher import disk_full, read_only
from tour.stage import Stage, Stop

_ENTROPY = bytes(range(16))


def set_up(stage: Stage) -> None:
    """Before the first private word, a passphrase half chosen."""
    stage.open(Place(Where.JOURNAL), empty=True)
    fields = stage.frame.findChildren(QLineEdit)
    typed = [field for field in fields if field.isVisible()][:2]
    typed[0].setText("violet harbour tennis")
    typed[0].textEdited.emit(typed[0].text())


def locked(stage: Stage) -> None:
    """The journal, locked."""
    _locked(stage)


def wrong(stage: Stage) -> None:
    """After three wrong tries: a kind word and a countdown."""
    door = _locked(stage)
    for words in ("violet harbour", "violet anchovy", "tennis"):
        door.unlock(words)
        stage.wait(lambda: not door.trying)
    stage.settle()


def forgot(stage: Stage) -> None:
    """The recovery phrase with a slip in its fifth word."""
    _fixed_phrase()
    stage.open(Place(Where.JOURNAL))
    recovery = stage.profile.recovery
    words = list(recovery.keep(recovery.making()()))
    door = _lock(stage)
    stage.press("private-forgot")
    words[4] += "t"
    stage.frame.findChildren(QPlainTextEdit)[-1].setPlainText(" ".join(words))
    stage.press("private-use-phrase")
    stage.wait(lambda: not door.trying)


def guest(stage: Stage) -> None:
    """The partner looks where the journal is."""
    stage.open(Place(Where.JOURNAL))
    stage.conductor.desk.members.hand_over()


def trouble(error: CannotOpenError, stage: Stage) -> None:
    """The private vault cannot be opened, and why."""
    door = _locked(stage)
    door.stop_for(error)


def veil(stage: Stage) -> None:
    """What could not be stored is covered."""
    stage.open(Place(Where.JOURNAL))
    Veil(stage.frame, disk_full())


def recovery_why(stage: Stage) -> None:
    """Offered after the first session."""
    conductor = stage.open()
    conductor.go(Place(Where.RECOVERY, conductor.desk.open_pair.pair.closed[-1].id))


def recovery_words(stage: Stage) -> None:
    """The twelve words."""
    _words(stage)


def recovery_ask(stage: Stage) -> None:
    """Two of them asked for."""
    _words(stage)
    stage.press("recovery-kept")


def settings_part(part: str, stage: Stage) -> None:
    """A part of the settings."""
    conductor = stage.open()
    stage.profile.backups.make(Reason.DAILY)
    conductor.go(Place(Where.SETTINGS, focus=part))
    stage.settle()


def restore_list(stage: Stage) -> None:
    """The backups."""
    _restore(stage)


def restore_preview(stage: Stage) -> None:
    """What one holds, and what the present has beyond it."""
    _fixed_moments()
    shown = _restore(stage)
    desk = stage.conductor.desk
    desk.agenda.add(desk.open_pair.pair.next_session.id, "Only in the present")
    page = shown.page
    if isinstance(page, ListPage):
        page.chosen.emit(stage.profile.backups.listed()[0].path)
    stage.wait(lambda: isinstance(shown.page, PreviewPage))


def _restore(stage: Stage) -> RestoreFlow:
    conductor = stage.open()
    stage.profile.settle()
    stage.profile.backups.make(Reason.DAILY)
    stage.clock.advance(3600)
    conductor.go(Place(Where.SETTINGS, focus="restore"))
    stage.settle()
    shown = stage.frame.findChild(RestoreFlow)
    if shown is None:
        raise LookupError("the backups are not shown")
    stage.wait(lambda: shown.findChild(QPushButton, "restore-look") is not None)
    return shown


def _locked(stage: Stage) -> Door:
    stage.open(Place(Where.JOURNAL))
    return _lock(stage)


def _lock(stage: Stage) -> Door:
    door = Door.of(stage.conductor.house, stage.profile)
    stage.profile.private.lock()
    stage.settle()
    return door


def _words(stage: Stage) -> None:
    _fixed_phrase()
    recovery_why(stage)
    stage.press("recovery-make")
    screen = stage.frame.findChild(RecoveryScreen)
    if screen is None:
        raise LookupError("the recovery phrase is not shown")
    stage.wait(lambda: screen.step == Step.WORDS)


def _fixed_phrase() -> None:
    """Let chance stand still: two tours are byte-identical."""
    fixed: Callable[..., tuple[str, ...]] = partial(_PHRASE, lambda _size: _ENTROPY)
    phrase.new_phrase = fixed


def _fixed_moments() -> None:
    """Leave out when the sample was written: by the computer's clock, not the tour's."""
    restore_words.preview_words = lambda preview, zone, today: _WORDS(
        replace(preview, newest=0, lacks=preview.lacks and preview.lacks._replace(newest=0)),
        zone,
        today,
    )


_PHRASE = phrase.new_phrase
_WORDS = restore_words.preview_words

STOPS: dict[str, Stop] = {
    "private-set-up": set_up,
    "private-locked": locked,
    "private-wrong": wrong,
    "private-forgot": forgot,
    "private-guest": guest,
    "private-veil": veil,
    "private-key-not-found": partial(
        trouble,
        errors.KeyNotFoundError(
            "Your notes are here, but the key that opens them is not.",
            "Sign in with the account you began with on this computer: it keeps the key.",
        ),
    ),
    "private-wrong-key": partial(
        trouble,
        errors.WrongKeyError(
            "The key on this computer belongs to other notes than those in this folder.",
            "Open the folder it belongs to, or sign in with the account you began with.",
        ),
    ),
    "private-damaged": partial(
        trouble, errors.DamagedError("The file is damaged.", "Restore a backup.")
    ),
    "private-partly-readable": partial(
        trouble,
        errors.PartlyReadableError("Some pages of the file cannot be read.", "Save the others."),
    ),
    "private-disk-full": partial(trouble, disk_full()),
    "private-read-only": partial(trouble, read_only()),
    "recovery-why": recovery_why,
    "recovery-words": recovery_words,
    "recovery-ask": recovery_ask,
    "settings-privacy": partial(settings_part, "privacy"),
    "settings-backups": partial(settings_part, "backups"),
    "settings-bring-in": partial(settings_part, "bring"),
    "settings-erase": partial(settings_part, "erase"),
    "restore-list": restore_list,
    "restore-preview": restore_preview,
}
