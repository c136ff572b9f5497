"""The files below a profile change, and the app goes on in another window of the same process."""

from __future__ import annotations

import pytest

from tests.window.app import App
from tests.window.desktop import press, until, write

pytestmark = pytest.mark.window_manager


def test_a_backup_is_put_in_place_and_what_came_later_is_kept_beside_it(app: App) -> None:
    press("ctrl+comma")
    app.click("Backups")
    app.click("backups-make")
    app.sees("1 verified copy is kept.")
    press("ctrl+n")
    app.await_focus("Add a topic")
    write("Only after the backup")
    press("Return")
    app.sees("Only after the backup")
    pid = app.pid
    press("ctrl+comma")
    app.click("backups-restore")
    app.click("restore-look")
    app.sees("Missing from it, or different in it: 1 topic.")
    app.click("restore-confirm")
    app.sees("The backup is in place.")
    press("ctrl+n")
    app.sees("Two-minute films")
    assert not any("Only after the backup" in line for line in app.lines())
    assert app.pid == pid
    assert len(list((app.profile / "backups").glob("workspace-*-restore.vault"))) == 1
    app.quit()


def test_everything_is_erased_and_the_app_is_new(app: App) -> None:
    press("ctrl+comma")
    app.click("Erase")
    app.click("erase-everything")
    until(lambda: any("to go on" in seen.name for seen in app.look()), "the question")
    write("erase")
    press("Return")
    app.sees("Your name")
    app.sees("Erased.")
    assert not list(app.profile.glob("*.vault*"))
    app.ask_to_end()
    assert app.ended() == 0
    assert app.said == ""
