from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = """
import enum
made = []
plain = enum.EnumType.__new__
def noting(kind, name, *rest, **named):
    made.append(name)
    return plain(kind, name, *rest, **named)
enum.EnumType.__new__ = staticmethod(noting)
from PySide6.QtWidgets import QApplication, QVBoxLayout
from rm_desktop.ui.theme import apply_theme, load_theme
from rm_desktop.ui.widgets.avatar import AvatarPair
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.chip import Chip
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.nav_button import NavButton
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import ScrollColumn
from rm_desktop.ui.widgets.search_button import SearchButton
from rm_desktop.ui.widgets.status_dot import StatusDot
from rm_desktop.ui.widgets.step_dots import StepDots
from rm_desktop.ui.widgets.timer_ring import TimerRing
from rm_desktop.ui.widgets.voice_bar import VoiceBar
app = QApplication([])
apply_theme(app, load_theme("light"))
page = Ground("rail")
column = QVBoxLayout(page)
ring = TimerRing()
ring.show_time(0.6, "2 d", "until you meet")
header = PageHeader("Good afternoon, Maya", "Thursday")
header.add_action(SearchButton())
card = Card("Topics")
card.add_action(Button("New topic", "quiet", hint="Ctrl N"))
for widget in (AvatarPair("Maya Okafor", "Henrik Berg"), ElidedLabel("Maya & Henrik", "strong"),
               NavButton("home", "Today", hint="Ctrl 1"), StatusDot("good"), VoiceBar("both"),
               Chip("3 topics", "you", dot=True), Label("Words to wrap", wrap=True),
               Button("Open agenda", "primary"), StepDots(("kept", "next")), ScrollColumn(),
               ring, header, card):
    column.addWidget(widget)
page.resize(900, 1000)
page.show()
app.processEvents()
page.grab()
print([name for name in ("GlobalColor", "ThemeIcon") if name in made])
"""


def test_the_first_screen_wakes_neither_qt_s_namespace_nor_qicon() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == "[]"
