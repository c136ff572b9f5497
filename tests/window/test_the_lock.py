"""From the first private word through lock, wrong tries and a forgotten passphrase to the paper."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.window.app import LABEL, App
from tests.window.desktop import press, until, write

pytestmark = pytest.mark.window_manager

FIRST, SECOND = "violet harbour tennis anchovy", "copper meadow lantern oyster"
TITLE = "What I could not say"


def is_shown(app: App, words: str) -> bool:
    return any(words in seen.name or words in seen.value for seen in app.look())


def choose(app: App, passphrase: str) -> None:
    """Type a passphrase twice where a new one is asked for."""
    app.await_focus("New passphrase")
    write(passphrase)
    press("Return")
    app.await_focus("The passphrase once more")
    write(passphrase)
    press("Return")


def begin_entry(app: App) -> None:
    app.click("New entry")
    app.click("Title of the entry")
    write(TITLE)
    app.click("Text of the entry")
    write("He was right and I said nothing.")
    until(lambda: is_shown(app, TITLE), "the entry")


def words_on_paper(app: App) -> list[str]:
    """Make the recovery phrase, copy its words by hand and answer for two of them."""
    app.click("rail-foot-recovery")
    app.click("recovery-make")
    app.sees("Your twelve words")
    labels = [seen.name for seen in app.look() if seen.role == LABEL]
    numbered = dict(pairwise(labels))
    words = [numbered[f"{n}."] for n in range(1, 13)]
    app.click("recovery-kept")
    app.sees("Two of the words, from your paper")
    asked = sorted(
        int(seen.id.rpartition("-")[2])
        for seen in app.look()
        if seen.id.startswith("recovery-word-")
    )
    for place in asked:
        app.await_focus(f"Word {place}")
        write(words[place - 1])
        press("Return")
    app.sees("You have a way back in")
    app.click("recovery-finish")
    return words


def test_what_only_one_may_read_stays_theirs_and_comes_back(app: App) -> None:
    press("ctrl+4")
    choose(app, FIRST)
    begin_entry(app)
    words = words_on_paper(app)

    press("ctrl+4")
    until(lambda: is_shown(app, TITLE), "the entry again")
    press("ctrl+l")
    app.sees("Your private pages are locked")
    assert not is_shown(app, TITLE)
    for wrong in ("violet harbour", "anchovy", "tennis anchovy"):
        until(lambda: any(s.focused and s.name == "Passphrase" for s in app.look()), "the field")
        write(wrong)
        press("Return")
        until(lambda: is_shown(app, "does not open"), "a kind word")
    until(lambda: is_shown(app, "the next try is in"), "the countdown")

    app.click("private-forgot")
    app.await_focus("The twelve words")
    write(" ".join(words))
    until(lambda: not is_shown(app, "the next try is in"), "the end of the rest")
    app.click("private-use-phrase")
    choose(app, SECOND)
    until(lambda: is_shown(app, TITLE), "the entry, by the paper")
    app.quit()

    app.start()
    press("ctrl+4")
    app.await_focus("Passphrase")
    assert not is_shown(app, TITLE)
    write(SECOND)
    press("Return")
    until(lambda: is_shown(app, TITLE), "the entry, by the new passphrase")
    app.quit()
