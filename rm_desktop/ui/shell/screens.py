"""Which class draws which screen; each is imported when it is first visited."""

from __future__ import annotations

from importlib import import_module

from rm_desktop.ui.places import Where
from rm_desktop.ui.screen import Context, Screen

#: In the order in which they are likely to be wanted.
_SOON = (
    Where.PREPARE,
    Where.SESSIONS,
    Where.PROMPTS,
    Where.JOURNAL,
    Where.TOGETHER,
    Where.SETTINGS,
    Where.ROOM,
)


#: What may be made ahead of a visit, in that order: nothing that only its owner reads.
AHEAD = (Where.SESSIONS, Where.PROMPTS, Where.TOGETHER, Where.SETTINGS)


def make_screen(where: Where, context: Context) -> Screen:
    """Return a new screen of the open pair; its parts may still have to be made."""
    return _MAKERS[where](context)


def import_screens() -> None:
    """Import what the first visits of screens need, and read what ships: half of what they take.

    For a worker, once somebody is there: it makes classes, no widgets.
    """
    from rm_desktop.services.ahead import read_library

    for where in _SOON:
        import_module(f"rm_desktop.ui.{where}.screen")
    read_library()


def _today(context: Context) -> Screen:
    from rm_desktop.ui.today.screen import TodayScreen

    return TodayScreen(context)


def _sessions(context: Context) -> Screen:
    from rm_desktop.ui.sessions.screen import SessionsScreen

    return SessionsScreen(context)


def _prepare(context: Context) -> Screen:
    from rm_desktop.ui.prepare.screen import PrepareScreen

    return PrepareScreen(context)


def _room(context: Context) -> Screen:
    from rm_desktop.ui.room.screen import RoomScreen

    return RoomScreen(context)


def _close(context: Context) -> Screen:
    from rm_desktop.ui.close.screen import CloseScreen

    return CloseScreen(context)


def _summary(context: Context) -> Screen:
    from rm_desktop.ui.summary.screen import SummaryScreen

    return SummaryScreen(context)


def _prompts(context: Context) -> Screen:
    from rm_desktop.ui.prompts.screen import PromptsScreen

    return PromptsScreen(context)


def _journal(context: Context) -> Screen:
    from rm_desktop.ui.journal.screen import JournalScreen

    return JournalScreen(context)


def _together(context: Context) -> Screen:
    from rm_desktop.ui.together.screen import TogetherScreen

    return TogetherScreen(context)


def _differences(context: Context) -> Screen:
    from rm_desktop.ui.differences.screen import DifferencesScreen

    return DifferencesScreen(context)


def _settings(context: Context) -> Screen:
    from rm_desktop.ui.settings.screen import SettingsScreen

    return SettingsScreen(context)


def _recovery(context: Context) -> Screen:
    from rm_desktop.ui.recovery.screen import RecoveryScreen

    return RecoveryScreen(context)


def _sharing(context: Context) -> Screen:
    from rm_desktop.ui.sync.screen import SharingScreen

    return SharingScreen(context)


def _pairing(context: Context) -> Screen:
    from rm_desktop.ui.pairing.screen import PairingScreen

    return PairingScreen(context)


_MAKERS = {
    Where.TODAY: _today,
    Where.SESSIONS: _sessions,
    Where.PREPARE: _prepare,
    Where.ROOM: _room,
    Where.CLOSE: _close,
    Where.SUMMARY: _summary,
    Where.PROMPTS: _prompts,
    Where.JOURNAL: _journal,
    Where.TOGETHER: _together,
    Where.DIFFERENCES: _differences,
    Where.SETTINGS: _settings,
    Where.RECOVERY: _recovery,
    Where.SHARING: _sharing,
    Where.PAIRING: _pairing,
}
