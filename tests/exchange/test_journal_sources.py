"""What a person points at becomes entries and refusals by name, whatever else lies there."""

from __future__ import annotations

import json
import os
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rm_desktop.domain.journal import Page, PageKind
from rm_desktop.exchange import journal_files
from rm_desktop.exchange.journal_entries import (
    Attachment,
    Found,
    ImportedEntry,
    Refused,
    content,
    origin,
)
from rm_desktop.exchange.journal_json import journal_json
from rm_desktop.exchange.journal_markdown import page_files
from rm_desktop.exchange.journal_sources import read_journal

OSLO = "Europe/Oslo"
NOW = datetime.fromisoformat("2026-11-28T09:00")
PAGE = Page(
    "a1",
    PageKind.DRAFT,
    "pair1",
    "What I heard",
    "2026-11-26T14:05",
    ("work", "two words"),
    state="idea",
    made_at=7,
    binned_at=9,
)


def read(path: Path) -> list[Found]:
    return list(read_journal(path, OSLO))


def entries(path: Path) -> list[ImportedEntry]:
    found = read(path)
    assert all(isinstance(each, ImportedEntry) for each in found), found
    return [each for each in found if isinstance(each, ImportedEntry)]


def refusals(path: Path) -> dict[str, str]:
    return {each.name: each.reason for each in read(path) if isinstance(each, Refused)}


def day_one(**fields: Any) -> dict[str, Any]:
    basic = {"uuid": "A" * 32, "creationDate": "2018-05-18T23:59:54Z", "text": "Landed"}
    return {**basic, "timeZone": "America/New_York", **fields}


def exported(folder: Path, *found: object) -> Path:
    whole = {"metadata": {"version": "1.0"}, "entries": list(found)}
    (folder / "Journal.json").write_text(json.dumps(whole))
    return folder / "Journal.json"


def test_our_json_comes_back_field_by_field(tmp_path: Path) -> None:
    other = Page("b2", written="2026-11-27T08:00")
    pages = [(PAGE, "# one\n\n“two” \\ é\n"), (other, "")]
    path = tmp_path / "journal.json"
    path.write_text("".join(journal_json(pages, NOW)), "utf-8")
    assert json.loads(path.read_text("utf-8"))["version"] == 1
    assert [(each.page, each.text) for each in entries(path)] == pages
    path.write_text("".join(journal_json([], NOW)))
    assert json.loads(path.read_text("utf-8"))["pages"] == []


def test_our_folder_comes_back_and_so_does_a_zip_of_it(tmp_path: Path) -> None:
    (tmp_path / "Journal").mkdir()
    files = page_files([(PAGE, "words")])
    for name, text in files.items():
        (tmp_path / "Journal" / name).write_text(text, "utf-8")
    with zipfile.ZipFile(tmp_path / "journal.zip", "w") as archive:
        for name, text in files.items():
            archive.writestr(f"Journal/{name}", text)
    for path in (tmp_path / "Journal", tmp_path / "journal.zip"):
        assert [(each.page, each.text) for each in entries(path)] == [(PAGE, "words")]


def test_day_one_stands_on_the_clock_where_it_was_written(tmp_path: Path) -> None:
    path = exported(tmp_path, day_one(), day_one(timeZone="Nowhere/../x"), day_one(timeZone=5))
    assert [each.page.written for each in entries(path)] == [
        "2018-05-18T19:59",
        "2018-05-18T23:59",
        "2018-05-19T01:59",
    ]


def test_a_day_one_text_loses_its_backslashes_and_says_what_was_attached(tmp_path: Path) -> None:
    text = (
        "# The day\n\nSnack \\$9\\.50\\! \\*not bold\\*\n\n![](dayone-moment://AB12)\n"
        "![](dayone-moment:/video/CD34)\n![](dayone-moment:/pdfAttachment/gone)\n"
        "```\na\\.b\n```"
    )
    attached = {
        "photos": [{"identifier": "AB12", "md5": "x", "type": "jpeg"}],
        "videos": [{"identifier": "CD34", "filename": "walk.mov"}],
        "audios": [{"identifier": "EF56", "title": "birds"}],
    }
    (found,) = entries(
        exported(tmp_path, day_one(text=text, tags=["a", "a"], starred=True) | attached)
    )
    assert found.page.title == "The day"
    assert found.page.tags == ("a", "starred")
    assert found.text == (
        "Snack $9.50! \\*not bold\\*\n\n(left out: a photo)\n(left out: a video, walk.mov)\n"
        "(left out: an attachment)\n```\na\\.b\n```\n\n(left out: a sound, birds)"
    )


def test_rich_text_is_read_where_there_is_no_other(tmp_path: Path) -> None:
    rich = json.dumps(
        {"contents": [{"text": "Plain "}, {"embeddedObjects": []}, {"text": "words"}]}
    )
    (found,) = entries(exported(tmp_path, day_one(text="", richText=rich)))
    assert found.text == "Plain words"


def test_a_bad_entry_is_named_and_the_rest_comes(tmp_path: Path) -> None:
    path = exported(
        tmp_path, day_one(), 5, day_one(creationDate="later"), day_one(text=" "), day_one(text="x")
    )
    assert [each.text for each in read(path) if isinstance(each, ImportedEntry)] == ["Landed", "x"]
    assert refusals(path) == {
        "Journal.json, entry 2": "it is no entry",
        "Journal.json, entry 3": "it does not say when it was written",
        "Journal.json, entry 4": "nothing is written in it",
    }


def test_halves_of_characters_and_endless_numbers_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    plain = json.loads("".join(journal_json([(PAGE, "one")], NOW)))
    (page,) = plain["pages"]
    half, endless = {**page, "title": "\ud800", "tags": ["\udfff"]}, {**page, "made_at": 10**400}
    path.write_text(json.dumps({**plain, "pages": [half, endless, page]}))
    found = read(path)
    assert [type(each) for each in found] == [ImportedEntry, Refused, ImportedEntry]
    assert isinstance(found[0], ImportedEntry)
    "".join((found[0].page.title, *found[0].page.tags)).encode()


def test_a_file_that_was_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    path = exported(tmp_path, day_one(text="one"), day_one(text="two"))
    path.write_bytes(path.read_bytes()[:-60])
    assert [each.text for each in read(path) if isinstance(each, ImportedEntry)] == ["one"]
    assert refusals(path) == {"Journal.json": "no JSON, or it was cut off"}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "no JSON"),
        ("[]", "no JSON"),
        ('{"a": 1}', "no journal"),
        ('{"format": "rm-desktop pair", "entries": [{}]}', "no journal"),
        ('{"entries": ' + "[" * 100_000, "nested too deeply"),
        ('{"a": ' + "9" * 5_000 + "}", "a number too long"),
        ('{"entries": [' + '"' + "x" * (18 << 20) + '"]}', "larger than any entry"),
        ("\ufeff{", "no JSON"),
    ],
    ids=lambda words: words[:20],
)
def test_json_that_is_no_journal_says_so(tmp_path: Path, words: str, reason: str) -> None:
    (tmp_path / "x.json").write_text(words, "utf-8")
    (found,) = read(tmp_path / "x.json")
    assert isinstance(found, Refused)
    assert reason in found.reason


def test_the_same_words_have_the_same_fingerprint_and_others_another(tmp_path: Path) -> None:
    (one,) = entries(exported(tmp_path, day_one()))
    (again,) = entries(exported(tmp_path, day_one(weather={"x": 1})))
    (changed,) = entries(exported(tmp_path, day_one(text="Landed late")))
    assert one.fingerprint == again.fingerprint != changed.fingerprint
    assert origin(one.fingerprint) == origin(changed.fingerprint)
    assert one.fingerprint.endswith(content(one.page, one.text))


def test_a_folder_is_read_by_name_and_what_is_no_text_is_left_out(tmp_path: Path) -> None:
    for name in ("b.md", "a/2024-01-05.md", "a/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    for name in ("README.md", ".hidden.md", "p.png", "more.zip", "bad.md"):
        (tmp_path / name).write_bytes(b"\xff\xd8")
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian/x.md").write_text("settings")
    found = read(tmp_path)
    texts = [each.text for each in found if isinstance(each, ImportedEntry)]
    assert texts == ["b.md", "a/2024-01-05.md", "a/c.txt"]
    assert [each for each in found if isinstance(each, Attachment)] == [Attachment("p.png")]
    assert refusals(tmp_path) == {
        "README.md": "it says what the folder holds",
        "bad.md": "not text in UTF-8",
        "more.zip": "an archive; unpack it first, or choose it by itself",
    }


def test_one_file_of_any_kind_is_read_or_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "readme.md").write_text("words")
    assert entries(tmp_path / "readme.md")[0].text == "words"
    (tmp_path / "a.docx").write_bytes(b"PK")
    assert refusals(tmp_path / "a.docx") == {"a.docx": "no Markdown, text, JSON or zip file"}
    assert refusals(tmp_path / "gone.md") == {"gone.md": "it cannot be read"}
    sentence = next(each for each in read(tmp_path / "gone.md") if isinstance(each, Refused))
    assert sentence.sentence == "“gone.md”: it cannot be read"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX")
def test_links_and_devices_in_a_folder_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.md").symlink_to(secret)
    (folder / "loop").symlink_to(folder)
    (folder / "zero.md").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.md")
    os.link(secret, folder / "hard.md")
    assert [each.text for each in read(folder) if isinstance(each, ImportedEntry)] == ["secret"]
    assert refusals(folder) == {
        "link.md": "a link to another place",
        "loop": "a link to another place",
        "zero.md": "a link to another place",
        "pipe.md": "no ordinary file",
    }
    assert refusals(folder / "pipe.md") == {"pipe.md": "no ordinary file"}


def test_a_folder_of_more_files_than_a_journal_has_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_files, "MOST_FILES", 3)
    for name in "abcd":
        (tmp_path / f"{name}.md").write_text(name)
    assert list(refusals(tmp_path).values()) == ["more than 3 files"]


@pytest.mark.skipif(os.name != "posix", reason="names that are no text")
def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    place = os.fsencode(tmp_path)
    Path(os.fsdecode(place + b"/caf\xe9.md")).write_text("words")
    Path(os.fsdecode(place + b"/x\xe9.md")).symlink_to("/dev/null")
    assert [each.name for each in read(tmp_path) if isinstance(each, ImportedEntry)] == [
        "caf\ufffd.md"
    ]
    assert list(refusals(tmp_path)) == ["x\ufffd.md"]


def test_nothing_at_all_is_said_too(tmp_path: Path) -> None:
    assert list(refusals(tmp_path).values()) == ["there is nothing in it"]


def test_a_folder_without_end_ends(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(40):
        deep /= "d"
        deep.mkdir()
        (deep / "x.md").write_text("x")
    found = read(tmp_path)
    assert sum(isinstance(each, ImportedEntry) for each in found) == 30
    assert list(refusals(tmp_path).values()) == ["nested too deeply"]
