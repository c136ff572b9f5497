"""Backups that are changed: whole before or after, also those of an older schema."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rm_desktop.domain.errors import KnownError, WrongKeyError
from rm_desktop.vault.backup import check_copy
from rm_desktop.vault.erasing import change_copy
from rm_desktop.vault.vault import Vault

SPECIMENS = Path(__file__).parents[1] / "specimens"
KEY = bytes(range(32))
NAME = "workspace-20260101T000000Z-daily.vault"


@pytest.fixture(params=sorted(SPECIMENS.glob("workspace-*.vault")), ids=lambda path: path.stem)
def copy(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    for end in ("", ".header"):
        shutil.copy(f"{request.param}{end}", tmp_path / f"{NAME}{end}")
    return tmp_path / NAME


def without_notes(vault: Vault) -> bool:
    vault.delete_documents(["notes"])
    return True


def names(copy: Path) -> set[str]:
    return {path.name for path in copy.parent.iterdir()}


def test_a_document_goes_and_the_rest_stays(copy: Path) -> None:
    assert change_copy(copy, KEY, without_notes)
    assert names(copy) == {NAME, f"{NAME}.header"}
    assert check_copy(copy, KEY) == ()
    vault = Vault.open(copy, KEY)
    assert vault.documents("pair") == ("pair",)
    assert vault.documents("text") == ()
    assert [found.title for found in vault.search("cafe")] == ["Feedback"]
    vault.close()


def test_a_copy_with_nothing_of_it_is_not_touched(copy: Path) -> None:
    before = copy.read_bytes()
    assert not change_copy(copy, KEY, lambda _: False)
    assert copy.read_bytes() == before
    assert names(copy) == {NAME, f"{NAME}.header"}


def test_another_key_and_a_missing_header_change_nothing(copy: Path) -> None:
    before = copy.read_bytes()
    with pytest.raises(WrongKeyError):
        change_copy(copy, bytes(32), without_notes)
    copy.with_name(f"{NAME}.header").unlink()
    with pytest.raises(KnownError):
        change_copy(copy, KEY, without_notes)
    assert copy.read_bytes() == before


def test_what_breaks_off_leaves_the_copy_as_it_was(copy: Path) -> None:
    before = copy.read_bytes()

    def broken(vault: Vault) -> bool:
        vault.delete_documents(["pair", "notes"])
        raise OSError(28, "full")

    with pytest.raises(KnownError):
        change_copy(copy, KEY, broken)
    assert copy.read_bytes() == before
    assert names(copy) == {NAME, f"{NAME}.header"}
