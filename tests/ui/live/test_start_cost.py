"""Sharing costs a start nothing: its libraries come after the first frame, or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from rm_desktop.bootstrap import build_sample, open_profile
from rm_desktop.services.spaces import Place
from rm_desktop.vault.keys import MemoryKeyStore

HEAVY = ("httpx2", "msgspec", "nacl", "rm_desktop.sync", "rm_desktop.wire", "rm_desktop.ui.live")
PROGRAM = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QPointF, QTimer, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication
from rm_desktop import bootstrap
from rm_desktop.services.start import Start
from rm_desktop.ui.app import run
from rm_desktop.vault.keys import MemoryKeyStore

root, key, wanted = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), json.loads(sys.argv[3])
shares = sys.argv[4] == "shares"
told, idle = {}, []
app = QApplication([])

def loaded():
    return [name for name in wanted if name in sys.modules]

def touch():
    button = Qt.MouseButton.NoButton
    where = QPointF(9, 9)
    event = QMouseEvent(QEvent.Type.MouseMove, where, where, button, button,
                        Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(QGuiApplication.topLevelWindows()[0], event)

def finish():
    told["later"] = loaded()
    for window in QApplication.topLevelWidgets():
        window.close()

def wait_for_load():
    ready = loaded() == wanted
    QTimer.singleShot(300 if ready else 20, finish if ready else wait_for_load)

def report(name):
    told[name] = loaded()
    if name != "idle":
        return
    idle.append(name)
    if shares:
        if len(idle) == 1:
            wait_for_load()
    elif len(idle) == 1:
        QTimer.singleShot(0, touch)
    else:
        QTimer.singleShot(300, finish)

run(Start(root, MemoryKeyStore(), bootstrap, key=key), report)
print(json.dumps(told))
"""


@pytest.fixture
def sample(tmp_path: Path) -> tuple[Path, bytes]:
    today = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local, in the zone beside it
    root = tmp_path / "profile"
    return root, build_sample(root, today, "Europe/London", MemoryKeyStore())


def started(sample: tuple[Path, bytes], *, shares: bool) -> dict[str, list[str]]:
    root, key = sample
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(root), key.hex(), json.dumps(HEAVY), "shares" * shares],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert not done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_who_shares_nothing_never_loads_it(sample: tuple[Path, bytes]) -> None:
    told = started(sample, shares=False)
    assert set(told) == {"painted", "settled", "idle", "later"}
    assert not any(told.values())


def test_who_shares_loads_it_once_today_stands(sample: tuple[Path, bytes], tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    profile = open_profile(*sample, peeking=False)
    assert profile.desk is not None
    profile.sync.begin(profile.desk.open_pair.id, Place(f"folder:{tmp_path / 'shared'}"))
    profile.close()
    told = started(sample, shares=True)
    assert told["painted"] == told["settled"] == []
    assert told["later"] == list(HEAVY)
    assert list((tmp_path / "shared").rglob("*.envelopes"))  # and it was carried
