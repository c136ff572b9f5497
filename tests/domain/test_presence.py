from __future__ import annotations

from rm_desktop.domain.presence import Doing, Present, Whereabouts, latest

MAYA = Present("maya", Doing(Whereabouts.ELSEWHERE))
AT_THE_OTHER = Present("maya", Doing(Whereabouts.ROOM, "topic"))
LEFT = Present("henrik", Doing(Whereabouts.LEFT))


def test_who_has_two_laptops_open_is_where_more_goes_on() -> None:
    assert latest((MAYA, LEFT, AT_THE_OTHER), "maya") == AT_THE_OTHER.doing
    assert latest((MAYA, LEFT), "maya") == MAYA.doing


def test_who_left_is_known_and_who_never_came_is_not() -> None:
    assert latest((MAYA, LEFT), "henrik") == LEFT.doing
    assert latest((MAYA,), "henrik") is None
