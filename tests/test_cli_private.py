"""Private pages leave by the command line only with the option and their passphrase."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import pytest

from rm_desktop.commands import perform
from rm_desktop.domain.errors import BadInputError, NoKeyringError, WrongKeyError
from rm_desktop.domain.journal import Page
from tests.laptop import Laptop

WORDS = "copper otter seventeen"


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    laptop = Laptop(tmp_path / "profile")
    laptop.meet()
    return laptop


def write_privately(laptop: Laptop) -> None:
    private = laptop.profile.private
    private.open(private.make(WORDS))
    page = laptop.profile.pages.begin(Page("a1", written="2026-11-26T14:05"))
    page.splice(0, 0, "for me alone")
    page.rest()


def answer(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda _: words)


def export(laptop: Laptop, to: Path, *options: str) -> int:
    laptop.quit()
    asked = {"--to": str(to), "--format": "json", **dict.fromkeys(options, "")}
    return perform("export", laptop.root, asked, laptop.key)


def test_without_the_option_nothing_private_leaves(laptop: Laptop, tmp_path: Path) -> None:
    write_privately(laptop)
    assert export(laptop, tmp_path / "out") == 0
    assert not (tmp_path / "out/Journal.json").exists()


def test_with_it_and_the_passphrase_it_does_with_a_warning(
    laptop: Laptop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_privately(laptop)
    answer(monkeypatch, WORDS)
    assert export(laptop, tmp_path / "out", "--private") == 0
    assert "for me alone" in (tmp_path / "out/Journal.json").read_text("utf-8")
    assert "in clear" in capsys.readouterr().err


def test_a_wrong_passphrase_or_none_writes_nothing(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_privately(laptop)
    with pytest.raises(NoKeyringError, match="terminal"):
        export(laptop, tmp_path / "out", "--private")
    answer(monkeypatch, "copper otter eighteen")
    with pytest.raises(WrongKeyError):
        export(laptop, tmp_path / "out", "--private")
    assert not (tmp_path / "out").exists()


def test_a_profile_without_private_pages_says_so(laptop: Laptop, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="no private pages"):
        export(laptop, tmp_path / "out", "--private")
