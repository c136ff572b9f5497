"""A vault in use is touched through SQLite alone.

Opening and closing its file otherwise drops the locks SQLite holds on it in this process, which
corrupted other programs' databases. One test reads the code, one watches it work.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.services.upkeep import tidy
from rm_desktop.vault.backup import back_up
from tests.laptop import Laptop

PACKAGE = Path(__file__).resolve().parents[2] / "rm_desktop"

#: Files of ours that open others by themselves, and which.
OPENED = {
    "__main__.py": "the descriptor that --key-fd names",
    "resources.py": "what is shipped with the app",
    "exchange/journal_files.py": "files to import",
    "exchange/journal_sources.py": "files to import",
    "exchange/journal_zip.py": "archives to import",
    "services/packs.py": "packs of prompts",
    "services/pair_import.py": "exports to import",
    "relay/incarnation.py": "the tide beside a relay's database",
    "sync/folder.py": "files of a shared folder",
    "sync/regular_files.py": "files of a shared folder",
    "system/clock.py": "the system's name for its zone and boot",
    "system/installs.py": "what this computer remembers of profiles, and its own name",
    "system/single_instance.py": "the lock of a profile and its wake-up call",
    "system/whole_files.py": "exports",
    "ui/shell/crash.py": "the log",
    "ui/shell/look_file.py": "appearance and text size",
    "vault/atomic.py": "headers, and copies that no connection has open",
    "vault/vessel.py": "its own scratch file",
}
_READERS = {"read_bytes", "read_text", "write_bytes", "write_text", "fdopen"}
_COPIERS = {"copy", "copy2", "copyfile", "copyfileobj", "copytree", "move"}


def opens(path: Path) -> Iterator[str]:
    """Every call that opens a file by other means than SQLite's."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id="open"):
                yield ast.unparse(node)
            case ast.Attribute(value=ast.Name(id="resources")):
                pass
            case ast.Attribute(value=ast.Name(id="os" | "io" | "gzip" | "codecs"), attr="open"):
                yield ast.unparse(node)
            case ast.Attribute(value=ast.Name(id="shutil"), attr=name) if name in _COPIERS:
                yield ast.unparse(node)
            case ast.Attribute(attr=name) if name in _READERS:
                yield ast.unparse(node)
            case ast.Attribute(attr="open") if any(_is_mode(each) for each in node.args):
                yield ast.unparse(node)


def _is_mode(node: ast.expr) -> bool:
    known = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return known and set(str(node.value)) <= set("rwxabt+")  # type: ignore[attr-defined]


def test_only_files_that_are_named_here_open_others() -> None:
    found = {
        str(path.relative_to(PACKAGE)): calls
        for path in PACKAGE.rglob("*.py")
        if (calls := list(opens(path)))
    }
    assert found.keys() - OPENED.keys() == set()


@pytest.fixture
def opened_files() -> Iterator[list[str]]:
    seen: list[str] = []
    watching = True

    def hook(event: str, given: tuple[object, ...]) -> None:
        if watching and event == "open" and isinstance(given[0], str | os.PathLike):
            seen.append(os.fspath(given[0]))

    sys.addaudithook(hook)
    yield seen
    watching = False


def test_nothing_opens_a_vault_while_it_is_in_use(
    laptop: Laptop, opened_files: list[str], tmp_path: Path
) -> None:
    profile = laptop.profile
    private = profile.private
    private.open(private.make("copper otter seventeen"))
    del opened_files[:]
    page = laptop.desk.journal.begin(title="The mouse", text="I gave it up")
    page.rest()
    topic = laptop.desk.agenda.add("", "Video")
    notes = laptop.desk.notes(topic)
    notes.splice(0, 0, "words")
    notes.rest()
    for vault, key in ((profile.ports.vault(), laptop.key), (private.vault(), private.key)):
        back_up(vault.path, key, tmp_path / vault.path.name)
        assert vault.integrity() == ()
    tidy(profile)
    private.lock()
    live = {str(profile.ports.vault().path), str(private.path)}
    assert live & {str(Path(each).absolute()) for each in opened_files} == set()
    assert opened_files  # headers and copies were opened, so the watcher watches
