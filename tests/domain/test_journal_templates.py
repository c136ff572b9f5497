from __future__ import annotations

import pytest

from rm_desktop.domain.journal_templates import Energy, JournalTemplate, read_energy

LOG = JournalTemplate("energy-log", "Energy log", "", 2, ("Before", "After", "What gave"))


def test_an_entry_begins_with_its_questions_and_room_for_answers() -> None:
    assert LOG.text() == "## Before\n\n\n## After\n\n\n## What gave\n"


@pytest.mark.parametrize(
    ("before", "after", "read"),
    [
        ("−2", "+1", Energy(-2, 1)),
        ("-1 rather tired", "about 2", Energy(-1, 2)),
        ("", "0", Energy(None, 0)),
        ("5", "at 12:30 I was 1", Energy(None, 1)),
        ("tired", "1.5 or so", Energy(None, None)),
        ("on the 2nd", "–2", Energy(None, -2)),
    ],
)
def test_energy_marks_are_read(before: str, after: str, read: Energy) -> None:
    text = f"## Before\n\n{before}\n\n## After\n{after}\n\n## What gave\n\n2 coffees\n"
    assert read_energy(text, LOG) == read


def test_no_marks_where_the_questions_were_deleted() -> None:
    assert read_energy("1\n2", LOG) == Energy()
    assert read_energy("", LOG) == Energy()
