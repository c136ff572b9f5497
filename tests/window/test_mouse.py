"""The mouse, as a hand moves it."""

from __future__ import annotations

import pytest

from rm_desktop.bootstrap import open_profile
from tests.window import desktop
from tests.window.app import App
from tests.window.conftest import TOPICS
from tests.window.desktop import press, until

pytestmark = pytest.mark.window_manager


def test_a_topic_is_dragged_below_another(app: App) -> None:
    press("ctrl+n")
    until(lambda: len(app.topics()) == 3, "the agenda")
    films, budget, anything = (title for title, _ in TOPICS)
    taken, below = app.standing_topic(films), app.standing_topic(budget)
    x, y = taken.middle
    desktop.drag((x, y), (x, below.rect[1] + below.rect[3] - 4))
    wanted = [budget, films, anything]
    until(lambda: [each.partition(",")[0] for each in app.topics()] == wanted, "the new order")
    app.quit()

    assert app.key is not None
    profile = open_profile(app.profile, app.key, peeking=False)
    assert profile.desk is not None
    pair = profile.desk.open_pair.pair
    stored = [item.title for item in pair.agenda(pair.next_session.id)]
    profile.close()
    assert stored == wanted
