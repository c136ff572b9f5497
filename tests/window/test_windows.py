"""What the window manager makes of our windows: which is in front, above, as big as the screen."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.window import desktop
from tests.window.app import MINI, App
from tests.window.desktop import press, until

pytestmark = pytest.mark.window_manager


def is_in_front(window: int) -> bool:
    return desktop.active() == window and desktop.stacking()[-1] == window


@pytest.mark.parametrize("minimised", [False, True])
def test_a_second_start_brings_the_first_window_forward(
    app: App, open_other_program: Callable[[], int], minimised: bool
) -> None:
    first = app.window()
    open_other_program()
    if minimised:
        desktop.minimise(first)
        until(lambda: "_NET_WM_STATE_HIDDEN" in desktop.states(first), "a minimised window")
    assert not is_in_front(first)
    second = app.launch("rm_desktop")
    assert second.wait(desktop.PATIENCE) == 0
    until(lambda: is_in_front(first), "the first window in front")
    assert app.said == ""


def test_the_mini_timer_stays_above_other_programs_and_pauses(
    app: App, open_other_program: Callable[[], int]
) -> None:
    app.click("Start session now")
    app.sees("current topic")
    press("m")
    mini = until(lambda: app.window(MINI), "the mini timer")
    other_program = open_other_program()
    order = desktop.stacking()
    assert order.index(mini) > order.index(other_program) > order.index(app.window())
    assert "_NET_WM_STATE_ABOVE" in desktop.states(mini)

    app.click("Pause", MINI)
    app.sees("Paused", MINI)
    shown = app.left(MINI)
    then = time.monotonic()
    until(lambda: time.monotonic() > then + 2, "the end of the wait")
    assert app.left(MINI) == shown
    app.sees("Paused. The clock stands still.")
    app.click("Resume", MINI)
    until(lambda: app.left(MINI) != shown, "a running clock")


def test_full_screen_and_back(app: App) -> None:
    window = app.window()
    before = desktop.place(window)
    press("F11")
    until(lambda: "_NET_WM_STATE_FULLSCREEN" in desktop.states(window), "full screen")
    until(lambda: desktop.place(window) == (0, 0, *desktop.screen()), "the whole screen")
    press("F11")
    until(lambda: "_NET_WM_STATE_FULLSCREEN" not in desktop.states(window), "no full screen")
    until(lambda: desktop.place(window) == before, "the window where it was")


def test_the_window_and_its_title_bar_fit_a_small_screen(
    small_laptop: tuple[int, int], fresh: App
) -> None:
    fresh.start()
    left, top, width, height = desktop.place(fresh.window())
    edges = desktop.margins(fresh.window())
    assert edges[2] > 0, "it has a title bar"
    assert left - edges[0] >= 0
    assert top - edges[2] >= 0
    assert left + width + edges[1] <= small_laptop[0]
    assert top + height + edges[3] <= small_laptop[1]
