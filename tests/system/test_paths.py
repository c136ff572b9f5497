from __future__ import annotations

import os
from pathlib import Path

import pytest

from rm_desktop.system.paths import ProfilePaths, default_root


def test_a_profile_keeps_everything_in_its_folder(tmp_path: Path) -> None:
    paths = ProfilePaths(tmp_path / "deep" / "profile")
    assert not paths.root.exists()
    paths.prepare()
    paths.prepare()
    assert paths.root.is_dir()
    assert {paths.workspace.parent, paths.backups.parent, paths.log.parent} == {paths.root}


@pytest.mark.skipif(os.name != "posix", reason="rights of folders are POSIX's")
def test_a_profile_is_for_its_owner_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    paths = ProfilePaths(tmp_path)
    paths.prepare()
    assert tmp_path.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name != "posix", reason="rights of folders are POSIX's")
def test_a_folder_that_others_use_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "theirs").touch()
    ProfilePaths(tmp_path).prepare()
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_the_default_folder_is_named_after_the_app_and_not_made() -> None:
    root = default_root()
    assert root.is_absolute()
    assert "rm-desktop" in root.parts
