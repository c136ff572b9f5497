"""Erase everything: nothing is left of a profile, whatever kills it on the way."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from rm_desktop.bootstrap import create_profile, open_profile, profile_is_new
from rm_desktop.domain.errors import NoKeyringError
from rm_desktop.services import erase_everything as erasing
from rm_desktop.services.backups import FOLDER
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.vault.keys import MemoryKeyStore

WORDS = "copper otter seventeen"


@pytest.fixture
def store() -> MemoryKeyStore:
    return MemoryKeyStore()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def profile(root: Path, store: MemoryKeyStore, tmp_path: Path) -> Profile:
    key = create_profile(root, store)
    profile = open_profile(root, key, store=store)
    profile.create_pair(Person("Maya", "mentor"), Person("Henrik", "mentee"))
    private = profile.private
    private.open(private.make(WORDS))
    private.keep_copy(private.key)
    assert profile.desk is not None
    profile.desk.journal.begin(text="written").rest()
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "holiday.txt").write_text("theirs")
    profile.settings.put(FOLDER, str(stick))
    profile.backups.make()
    (root / "look").write_text("dark 125")
    (root / "rm-desktop.log").write_text("a line")
    return profile


def keys(store: MemoryKeyStore) -> dict[str, bytes]:
    return store._keys  # noqa: SLF001


def left(root: Path) -> set[str]:
    return {path.name for path in root.rglob("*")} - {"instance.lock", "instance.wake"}


def test_nothing_is_left_and_the_app_begins_anew(
    profile: Profile, root: Path, store: MemoryKeyStore, tmp_path: Path
) -> None:
    assert len(keys(store)) == 2
    done = erasing.erase_everything(profile)
    assert left(root) == set()
    assert left(tmp_path / "stick") == {"holiday.txt"}
    assert keys(store) == {}
    assert done.copies == 4
    assert done.what_remains
    assert profile_is_new(root)
    create_profile(root, store)


@pytest.mark.parametrize("at", range(1, 16))
def test_a_kill_on_the_way_is_finished_by_the_next_start(
    profile: Profile, root: Path, store: MemoryKeyStore, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = erasing.erasing_everything(profile)
    count = [at]
    real = Path.unlink

    def unlink(self: Path, *, missing_ok: bool = False) -> None:
        count[0] -= 1
        if not count[0]:
            raise SystemExit
        real(self, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", unlink)
        with pytest.raises(SystemExit):
            job()
    assert profile_is_new(root)
    create_profile(root, store)
    assert len(keys(store)) == 1
    assert not erasing.is_decided(root)
    assert not (root / "private.vault").exists()


class Stubborn(MemoryKeyStore):
    """A keyring that does not let go."""

    def delete(self, vault_id: str) -> None:
        raise NoKeyringError("It is locked.")


def test_a_keyring_that_keeps_its_key_is_named(profile: Profile, root: Path) -> None:
    erasing.erasing_everything(profile)
    done = erasing.go_on(root, Stubborn())
    assert any("keyring" in words for words in done.what_remains)
    assert left(root) == set()


def test_a_second_folder_that_is_away_is_named(
    profile: Profile, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "stick").rename(tmp_path / "away")
    done = erasing.erase_everything(profile)
    assert str(tmp_path / "stick") in done.what_remains[0]
    assert left(root) == set()


def test_a_decision_that_cannot_be_read_still_erases(root: Path, profile: Profile) -> None:
    profile.close()
    (root / "erasing").write_text("{")
    assert profile_is_new(root)
    assert left(root) == {"erasing"}


def test_a_mark_from_elsewhere_reaches_neither_keyring_nor_second_folder(
    profile: Profile, root: Path, store: MemoryKeyStore, tmp_path: Path
) -> None:
    erasing.erasing_everything(profile)
    copies = left(tmp_path / "stick")
    known = dict(keys(store))
    strange = tmp_path / "from a friend"
    strange.mkdir()
    shutil.copy(root / "erasing", strange)
    (strange / "look").write_text("dark")
    assert profile_is_new(strange)
    done = erasing.go_on(strange, store)
    assert any("another place" in words for words in done.what_remains)
    assert left(strange) == set()
    assert left(tmp_path / "stick") == copies
    assert keys(store) == known


def test_a_mark_that_says_not_where_it_was_made_reaches_this_folder_alone(
    profile: Profile, root: Path, store: MemoryKeyStore, tmp_path: Path
) -> None:
    erasing.erasing_everything(profile)
    mark = json.loads((root / "erasing").read_text())
    del mark["home"]
    (root / "erasing").write_text(json.dumps(mark))
    erasing.go_on(root, store)
    assert left(root) == set()
    assert len(left(tmp_path / "stick")) > 1
    assert len(keys(store)) == 2
