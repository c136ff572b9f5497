from __future__ import annotations

from rm_desktop.domain.names import first_name


def test_people_are_called_by_the_first_word_of_their_name() -> None:
    assert first_name("Maya Okafor") == "Maya"
    assert first_name("  Henrik   Berg ") == "Henrik"


def test_a_name_without_words_stays_as_it_is() -> None:
    assert first_name("") == ""
