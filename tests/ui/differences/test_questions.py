"""How a question is put, to whoever is at the keyboard."""

from __future__ import annotations

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.differences import Difference, Version, changed_words
from rm_desktop.ui.differences.questions import Asking

NAMES = {"maya": "You", "henrik": "Henrik Berg"}


def asking(names: dict[str, str] = NAMES) -> Asking:
    return Asking(lambda member: "you" if member == "maya" else "them", lambda m: names.get(m, ""))


def difference(*versions: Version, field: str = "minutes", both: str = "") -> Difference:
    return Difference(Kind.ITEM, "a", field, "Topic “Budget”", "Minutes", versions, 15, both)


MINE, THEIRS = Version("maya", 15, "15 min"), Version("henrik", 25, "25 min")


def test_each_value_says_whose_it_is_and_which_one_is_shown() -> None:
    mine, theirs = asking().question(difference(MINE, THEIRS)).offers
    assert (mine.who, mine.keep, mine.voice, mine.is_shown) == (
        "You wrote",
        "Keep mine",
        "you",
        True,
    )
    assert (theirs.who, theirs.keep, theirs.voice, theirs.is_shown) == (
        "Henrik wrote",
        "Keep Henrik’s",
        "them",
        False,
    )
    assert theirs.spoken == "Keep Henrik’s: 25 min"


def test_a_screen_reader_hears_the_whole_question() -> None:
    question = asking().question(difference(MINE, THEIRS))
    assert question.spoken == ("Topic “Budget”, Minutes. You wrote: 15 min. Henrik wrote: 25 min")


def test_names_are_said_once_the_laptop_was_handed_over() -> None:
    handed = asking({"maya": "Maya Okafor", "henrik": "Henrik Berg"})
    theirs, mine = handed.question(difference(THEIRS, MINE)).offers
    assert (mine.who, mine.keep) == ("Maya wrote", "Keep Maya’s")
    assert (theirs.who, theirs.voice) == ("Henrik wrote", "them")


def test_two_laptops_of_one_person_are_told_apart() -> None:
    other = Version("maya", 20, "20 min", elsewhere=True)
    _, second = asking().question(difference(MINE, other)).offers
    assert (second.who, second.keep) == ("You wrote, on another device", "Keep this one")


def test_somebody_unknown_is_the_partner() -> None:
    _, second = asking().question(difference(MINE, Version("ghost", 1, "1 min"))).offers
    assert second.who == "Your partner wrote"


def test_keeping_both_says_what_comes_of_it() -> None:
    words = [
        asking().question(difference(MINE, THEIRS, field=field, both=both)).both
        for field, both in (("minutes", ""), ("title", "x"), ("outcome", "x"))
    ]
    assert words == ["", "as two topics, one after the other", "one below the other"]


def test_the_count_is_said_in_words() -> None:
    assert changed_words(0, "You", "Henrik Berg") == ""
    assert changed_words(1, "You", "Henrik Berg") == "You and Henrik both changed 1 thing"
    assert changed_words(2, "Maya Okafor", "") == "Maya and Your partner both changed 2 things"
