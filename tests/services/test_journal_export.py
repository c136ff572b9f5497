"""Private pages leave only on asking, whole, and come back as they were."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.journal import Page, PageKind, note_id
from rm_desktop.exchange.journal_html import journal_html
from rm_desktop.services.export import Form, export
from rm_desktop.services.journal_export import export_journal, export_page, read_pages
from rm_desktop.services.journal_import import JournalImport, new_text
from rm_desktop.services.private import Private
from rm_desktop.system.whole_files import CannotWriteError
from tests.laptop import Laptop

WORDS = "copper otter seventeen"
NOW = datetime.fromisoformat("2026-11-28T09:00")
PAGES = [
    (
        Page(
            "a1",
            title="What I “heard”: *all* of it",
            written="2026-11-26T14:05",
            tags=("work", "two words"),
            session="s1",
            prompt="p1",
            template="weekly",
            links=("x", "y"),
            shared=("passage1",),
            source="file:x#y",
            made_at=7,
        ),
        "# One\n\n---\n\n- [ ] two  \n\n\ttab \\ “é” 🦦\n",
    ),
    (Page("a2", written="2026-11-26T14:05", made_at=8), "No title."),
    (
        Page(
            "d1", PageKind.DRAFT, title="Ask", written="2026-11-20T09:00", state="ready", made_at=3
        ),
        "",
    ),
    (
        Page(
            note_id("i1"), PageKind.NOTE, "pair", written="2026-11-21T10:00", item="i1", made_at=4
        ),
        "quiet",
    ),
    (Page("b1", title="Old", written="2025-01-01T10:00", made_at=9, binned_at=10), "gone"),
]
LIVE = [each for each in PAGES if not each[0].binned_at]


def opened(laptop: Laptop) -> Private:
    private = laptop.profile.private
    private.open(private.make(WORDS))
    return private


def imports(laptop: Laptop) -> JournalImport:
    ports = laptop.profile.ports
    return JournalImport(
        laptop.profile.private, ports.new_id, lambda: 1, lambda: "Europe/London", lambda: None
    )


@pytest.fixture
def private(laptop: Laptop, tmp_path: Path) -> Private:
    private = opened(laptop)
    private.vault().add_texts([new_text(page, text) for page, text in PAGES])
    return private


@pytest.fixture
def other(tmp_path: Path) -> Laptop:
    """Another laptop with an empty profile and an empty journal."""
    other = Laptop(tmp_path / "other")
    opened(other)
    return other


def everything(private: Private) -> dict[str, tuple[Page, str]]:
    return {page.id: (page, text) for page, text in read_pages(private.vault())}


def test_json_to_an_empty_profile_and_back_is_the_same(
    private: Private, other: Laptop, tmp_path: Path
) -> None:
    before = everything(private)
    assert before == {page.id: (page, text) for page, text in PAGES}
    export_journal(private.vault(), tmp_path / "j.json", Form.JSON, NOW)
    assert imports(other).take_in(tmp_path / "j.json").added == len(PAGES)
    assert everything(other.profile.private) == before
    export_journal(other.profile.private.vault(), tmp_path / "k.json", Form.JSON, NOW)
    first, second = (
        sorted(
            json.loads((tmp_path / name).read_text("utf-8"))["pages"], key=lambda p: str(p["id"])
        )
        for name in ("j.json", "k.json")
    )
    assert first == second
    other.off()


def test_a_folder_of_markdown_to_an_empty_profile_and_back_is_the_same(
    private: Private, other: Laptop, tmp_path: Path
) -> None:
    export_journal(private.vault(), tmp_path / "out", Form.MARKDOWN, NOW)
    names = {
        path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.md")
    }
    assert names == {
        "README.md",
        "2026-11-26 14.05 What I “heard” all of it.md",
        "2026-11-26 14.05.md",
        "Topic drafts/2026-11-20 09.00 Ask.md",
        "Private notes/2026-11-21 10.00.md",
    }
    found = imports(other).take_in(tmp_path / "out")
    assert (found.added, found.refusals) == (len(LIVE), 1)
    assert everything(other.profile.private) == {page.id: (page, text) for page, text in LIVE}
    other.off()


def test_an_export_is_silent_about_private_pages_unless_asked(
    laptop: Laptop, private: Private, tmp_path: Path
) -> None:
    export(laptop.profile, tmp_path / "out", Form.JSON)
    export(laptop.profile, tmp_path / "md", Form.MARKDOWN)
    for path in tmp_path.glob("[om]*/**/*"):
        assert path.is_dir() or "quiet" not in path.read_text("utf-8")
    assert "nothing that only one person may read" in (tmp_path / "md/README.md").read_text()


@pytest.mark.parametrize("form", list(Form))
def test_on_asking_they_lie_beside_the_pair(
    laptop: Laptop, private: Private, other: Laptop, tmp_path: Path, form: Form
) -> None:
    export(laptop.profile, tmp_path / "out", form, private=private.vault())
    about = (tmp_path / "out/README.md").read_text("utf-8")
    assert "nobody but you should read" in about
    assert "reads" in about
    found = imports(other).take_in(
        tmp_path / "out" / ("Journal" if form != Form.JSON else "Journal.json")
    )
    assert found.added == (len(LIVE) if form != Form.JSON else len(PAGES))
    other.off()


def test_one_entry_is_one_file(private: Private, tmp_path: Path) -> None:
    export_page(private.vault(), "a1", tmp_path / "one", NOW)
    assert (tmp_path / "one.md").read_text("utf-8").endswith("🦦\n\n")
    export_page(private.vault(), "a1", tmp_path / "one.json", NOW)
    assert len(json.loads((tmp_path / "one.json").read_text("utf-8"))["pages"]) == 1
    with pytest.raises(BadInputError):
        export_page(private.vault(), "gone", tmp_path / "two.md", NOW)


def test_what_is_about_one_session_can_leave_alone(private: Private, tmp_path: Path) -> None:
    assert export_journal(private.vault(), tmp_path / "s", Form.MARKDOWN, NOW, "s1") == 2
    with pytest.raises(BadInputError):
        export_journal(private.vault(), tmp_path / "t", Form.MARKDOWN, NOW, "nosuch")
    assert not (tmp_path / "t").exists()


def test_a_folder_that_holds_something_stays_as_it_is(private: Private, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    with pytest.raises(CannotWriteError):
        export_journal(private.vault(), tmp_path / "out", Form.MARKDOWN, NOW)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_pages_are_printed_in_the_order_of_time_with_nothing_live_in_them() -> None:
    page = journal_html(
        [*PAGES[:2], (Page("x", title="<b>", written="2020-01-01T08:00"), "<img src=x>")]
    )
    assert page.index("1 January 2020, 08:00") < page.index("Thursday 26 November 2026, 14:05")
    assert "&lt;b&gt;" in page
    assert "<img" not in page
    assert "#two words" in page
    assert page.count("<h1>Journal</h1>") == 1
    assert journal_html(PAGES[:1]).count("What I “heard”") == 2  # as title and as heading
