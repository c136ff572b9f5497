"""Journals as earlier versions wrote them, read by the services of this one (D37)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rm_desktop.domain.errors import NewerError
from rm_desktop.domain.journal import DraftState, Page, PageKind
from rm_desktop.services.pages import Pages
from rm_desktop.services.private import Private
from rm_desktop.vault import migrations
from rm_desktop.vault.cipher import connect
from rm_desktop.vault.founding import found
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.vault.vault import Vault
from tests.vault.samples import everything_in

SPECIMENS = Path(__file__).parents[1] / "specimens"
KEY = bytes(range(32))
NOW = 1_790_000_000_000


def make_specimen(path: Path) -> None:
    """Write what the specimens hold; run by hand once for every new schema."""
    chance = iter([KEY])
    store = MemoryKeyStore()
    found(path, store=store, now_ms=lambda: 7, chance=lambda n: next(chance, bytes(n))).close()
    pages = opened(path)
    entry = pages.begin(
        Page("e1", title="The mouse", written="2026-11-26T14:05", tags=("video",), pair="pair"),
        "I gave it up.",
    )
    entry.rest()
    entry.keep_version()
    entry.splice(entry.length, 0, " For a day.")
    entry.rest()
    note = pages.begin(Page("n1", kind=PageKind.NOTE, item="t1", pair="pair"))
    note.splice(0, 0, "Ask gently")
    note.rest()
    draft = Page("d1", kind=PageKind.DRAFT, title="Budgets", state=DraftState.READY, pair="pair")
    pages.begin(draft, "Why so late?").rest()
    binned = Page("e2", title="Cross words", written="2026-11-25T09:00", binned_at=NOW)
    pages.begin(binned, "Never mind").rest()
    close(pages)


def opened(path: Path) -> Pages:
    private = Private(path, MemoryKeyStore(), lambda _: None)
    pages = Pages(private, lambda: NOW, lambda _: None)
    private.open(KEY)
    return pages


def close(pages: Pages) -> None:
    pages.put_away()
    pages.vault().close()


@pytest.fixture(params=sorted(SPECIMENS.glob("private-*.vault")), ids=lambda path: path.stem)
def specimen(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    for entry in SPECIMENS.glob(f"{request.param.name}*"):
        shutil.copy(entry, tmp_path)
    return tmp_path / str(request.param.name)


def test_every_journal_opens_and_holds_what_was_written(specimen: Path) -> None:
    pages = opened(specimen)
    entry = pages.open("e1")
    assert entry is not None
    assert entry.text == "I gave it up. For a day."
    assert (entry.page.title, entry.page.written) == ("The mouse", "2026-11-26T14:05")
    assert (entry.page.tags, entry.page.pair) == (("video",), "pair")
    texts = [entry.text_at(mark) for _, mark in pages.vault().versions("e1")]
    assert "I gave it up." in texts
    rows = {(row.kind, row.id, row.live) for row in pages.vault().items()}
    assert rows == {
        ("entry", "e1", True),
        ("note", "n1", True),
        ("draft", "d1", True),
        ("entry", "e2", False),
    }
    assert [hit.id for hit in pages.vault().search("day")] == ["e1"]
    draft = pages.open("d1")
    assert draft is not None
    assert (draft.text, draft.page.state) == ("Why so late?", DraftState.READY)
    assert pages.vault().integrity() == ()
    close(pages)


def test_there_is_a_journal_of_every_schema_since_there_are_journals() -> None:
    kept = {
        f"{int(path.stem.removeprefix('private-')):04}"
        for path in SPECIMENS.glob("private-*")
        if path.suffix == ".vault"
    }
    assert kept == {migrations.HEAD, *migrations.EARLIER} - {"0001"}


def test_a_journal_of_a_later_version_is_refused_and_left_alone(specimen: Path) -> None:
    connection = connect(specimen, KEY)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = everything_in(specimen.parent)
    with pytest.raises(NewerError):
        Vault.open(specimen, KEY)
    assert everything_in(specimen.parent) == before
