from __future__ import annotations

from pathlib import Path

import pytest

from rm_desktop import resources


def test_a_checkout_keeps_its_files_beside_the_package(tmp_path: Path) -> None:
    assert resources.root(tmp_path / "rm_desktop") == tmp_path / "resources"


def test_a_wheel_and_a_built_app_keep_them_inside(tmp_path: Path) -> None:
    inside = tmp_path / "rm_desktop" / "_resources"
    inside.mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    assert resources.root(tmp_path / "rm_desktop") == inside


def test_a_shipped_file_is_read_as_text_and_as_bytes() -> None:
    text = resources.read_text("prompts/purpose.toml")
    assert 'title = "Purpose"' in text
    assert resources.read_bytes("prompts/purpose.toml").decode() == text


def test_the_files_of_a_folder_come_in_alphabetical_order() -> None:
    found = resources.names("prompts")
    assert "ai.toml" in found
    assert list(found) == sorted(found)


@pytest.mark.parametrize("name", ["/etc/hostname", "../pyproject.toml", "prompts/../../README.md"])
def test_nothing_outside_the_folder_is_read(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a shipped file"):
        resources.read_bytes(name)
