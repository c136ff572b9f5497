"""What *Settings* says."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from rm_desktop.domain.entities import Action, AgendaItem, Objective, Session
from rm_desktop.domain.errors import BadInputError
from rm_desktop.services.data_folder import DataFolder
from rm_desktop.ui.settings.components import components
from rm_desktop.ui.settings.words import (
    bin_rows,
    export_folder,
    find_zone,
    key_words,
)

DAY = 86_400_000
NOW = 1_795_701_600_000  # 26 November 2026, 14:00 in London


def test_the_bin_says_what_when_and_how_long() -> None:
    binned = (
        AgendaItem("a", title="Slides", binned_at=NOW),
        Action("b", text="Ask", binned_at=NOW - 4 * DAY),
        Objective("c", text="Post", binned_at=NOW - 40 * DAY),
        Session("d", binned_at=NOW),
    )
    rows = bin_rows(binned, NOW, "Europe/London")
    assert [row.title for row in rows] == ["Slides", "Ask", "Post", "Session without a title"]
    assert [row.detail for row in rows] == [
        "Topic · deleted today · 30 days left",
        "Action · deleted Sunday 22 Nov · 26 days left",
        "Objective · deleted Saturday 17 Oct · 0 days left",
        "Session · deleted today · 30 days left",
    ]


@pytest.mark.parametrize("typed", ["Europe/London", "europe/london", "London", " new  york "])
def test_a_zone_is_found_by_its_name_or_its_city(typed: str) -> None:
    assert find_zone(typed, available_timezones()) in ("Europe/London", "America/New_York")


@pytest.mark.parametrize("typed", ["", "Atlantis", "Europe", "/"])
def test_what_is_no_zone_is_refused(typed: str) -> None:
    with pytest.raises(BadInputError, match="time zone"):
        find_zone(typed, available_timezones())


def test_the_key_is_explained_by_what_keeps_it() -> None:
    folder = Path("profile")
    secret = "keyring.backends.SecretService.Keyring"  # a class, not a secret
    assert "desktop’s keyring" in key_words(DataFolder(folder, secret))
    assert "Nobody can reset it" in key_words(DataFolder(folder, passphrase=True))
    assert "sample" in key_words(DataFolder(folder, "memory"))
    assert "Some.Other" in key_words(DataFolder(folder, "Some.Other"))


def test_an_export_never_goes_into_a_folder_that_is_there(tmp_path: Path) -> None:
    now = datetime(2026, 11, 26, 14, 5, 9)  # noqa: DTZ001 local
    first = export_folder(tmp_path, now)
    assert first.name == "Reverse mentoring 2026-11-26"
    first.mkdir()
    assert export_folder(tmp_path, now).name == "Reverse mentoring 2026-11-26 14-05-09"


def test_every_component_has_a_licence_and_ours_have_versions() -> None:
    found = {each.name: each for each in components()}
    assert all(each.licence for each in found.values())
    assert found["Qt for Python, with Qt"].version.startswith("6.")
    assert found["Loro"].version
