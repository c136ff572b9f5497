"""The desktop's own words for “away”, over a real bus that nobody else uses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from rm_desktop.ui.shell.desktop import DesktopLock

#: The gate that brings a keyring brings a session bus.
pytestmark = pytest.mark.real_keyring

_SAVER = "org.freedesktop.ScreenSaver"


def test_a_locked_screen_is_told_over_a_real_bus(qtbot: QtBot) -> None:
    home = QObject()
    desktop = DesktopLock(home)
    saver = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "a-screen-saver")
    assert saver.registerService(_SAVER)
    told = QDBusMessage.createSignal("/ScreenSaver", _SAVER, "ActiveChanged")
    told.setArguments([True])
    with qtbot.waitSignal(desktop.away, timeout=5000):
        saver.send(told)
    QDBusConnection.disconnectFromBus("a-screen-saver")
