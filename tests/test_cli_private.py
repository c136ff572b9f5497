"""What leaves and comes in by the command line: private pages only with their passphrase."""

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


def bring_in(laptop: Laptop, path: Path, *options: str) -> int:
    laptop.quit()
    return perform(
        "import", laptop.root, {"--from": str(path), **dict.fromkeys(options, "")}, laptop.key
    )


def test_a_journal_comes_in_once_it_was_agreed_to(
    laptop: Laptop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_privately(laptop)
    (tmp_path / "2024-01-05 A day.md").write_text("words")
    answer(monkeypatch, WORDS)
    monkeypatch.setattr("builtins.input", lambda _: "no")
    assert bring_in(laptop, tmp_path / "2024-01-05 A day.md") == 1
    assert "Nothing was changed." in capsys.readouterr().out
    monkeypatch.setattr("builtins.input", lambda _: "yes")
    assert bring_in(laptop, tmp_path / "2024-01-05 A day.md") == 0
    assert "1 entry came in." in capsys.readouterr().out
    assert bring_in(laptop, tmp_path / "2024-01-05 A day.md") == 0
    assert "1 entry is here already" in capsys.readouterr().out


def test_a_pair_comes_in_where_it_is_not(
    laptop: Laptop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(laptop, tmp_path / "out")
    exported = next((tmp_path / "out").glob("*.json"))
    other = Laptop(tmp_path / "other")
    with pytest.raises(BadInputError, match="agreed to"):
        bring_in(other, exported)
    assert bring_in(other, exported, "--yes") == 0
    assert "Maya Okafor and Henrik Berg" in capsys.readouterr().out
    with pytest.raises(BadInputError, match="here already"):
        bring_in(other, exported, "--yes")
    with pytest.raises(BadInputError, match="There is no file"):
        bring_in(other, tmp_path / "gone.json")
