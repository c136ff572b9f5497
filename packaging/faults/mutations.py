"""Files as they should be, and ways to break them by dice."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

from rm_desktop.bootstrap import create_profile
from rm_desktop.domain.journal import Page, PageKind, note_id
from rm_desktop.domain.prompts import AskedBy, Prompt, Stage
from rm_desktop.exchange.journal_json import journal_json
from rm_desktop.exchange.journal_markdown import page_file
from rm_desktop.exchange.packs import Pack, PackFormat, write_pack
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.header import header_path
from rm_desktop.vault.keys import MemoryKeyStore

MOST = 200_000
_WHEN = "2026-11-26T14:05"
#: What parsers stumble over, put where something else stood.
_TOKENS = (
    *(b"{", b"}", b"[", b"]", b'"', b"'", b"\\", b",", b":", b"\n", b"\r\n", b"\t", b" ", b"#"),
    *(b"---\n", b"...", b"- ", b"|\n", b">-\n", b"![", b"](", b"```", b"[[", b"~", b"*", b"|-|\n"),
    *(b"null", b"true", b"NaN", b"-Infinity", b"1e999", b"-0", b"9" * 5_000, b"0x", b"2026-13-45"),
    *(b"\\ud800", b"\\u0000", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3"),
    *(b"\xf0\x9f\xa6\xa6", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"PK\x03\x04", b"PK\x01\x02"),
    *(b"PK\x05\x06", b"\xff\xff\xff\xff", b"../../", b"/etc/passwd", b"A" * 300, b"%s%n", b"&#0;"),
)
_PAGES = [
    (
        Page("a1", title="What I heard", written=_WHEN, tags=("work", "two words"), made_at=7),
        "# One\n\n- [ ] *two* ![x](../_resources/y.png)\n\n| a |\n|---|\n| b |\n\n```\ncode\n```\n",
    ),
    (Page("d1", PageKind.DRAFT, title="Ask", written=_WHEN, state="idea", links=("x",)), ""),
    (Page(note_id("i1"), PageKind.NOTE, "pair1", written=_WHEN, item="i1"), "quiet “é” 🦦"),
]
_JOPLIN = (
    "---\ntitle: >-\n  Frogs and\n  toads\ncreated: 2021-05-01 16:40:00Z\nlatitude: 37.08\n"
    "completed?: no\ntags:\n  - Reference\n  - 'it''s'\nkeywords: [a, \"b, c\"]\n---\n\nBody\n"
)
_DAY_ONE = {
    "metadata": {"version": "1.0"},
    "entries": [
        {
            "uuid": "A" * 32,
            "creationDate": "2018-05-18T23:59:54Z",
            "timeZone": "America/New_York",
            "text": "# Title\n\nSnack \\$9\\.50 ![](dayone-moment://AB12)",
            "richText": json.dumps({"contents": [{"text": "x"}]}),
            "tags": ["a", "b"],
            "starred": True,
            "photos": [{"identifier": "AB12", "md5": "x", "type": "jpeg", "filename": "a.jpeg"}],
        }
    ]
    * 2,
}
_PROMPTS = (
    Prompt("p1", "trust", Stage.OPENING, AskedBy.MENTOR, 1, "What did you notice?", pack="x"),
    Prompt("p2", "trust", Stage.AFTER, AskedBy.MENTEE, 2, "=What “else”?", pack="x"),
)
_PAIR = {
    "format": "rm-desktop pair",
    "version": 1,
    "id": "pair0001",
    "owner": "member01",
    "members": [
        {"id": "member01", "name": "Maya", "role": "mentor"},
        {"id": "member02", "name": "Henrik", "role": "mentee"},
    ],
    "sessions": [{"id": "pair0001s0001", "ordinal": 1, "takeaways": [["member01", "x"]]}],
    "items": [{"id": "item0001", "title": "Budget", "minutes": 15}],
    "timelines": {"pair0001s0001": [{"id": "e1", "kind": "start", "wall": 1, "boot": 2}]},
    "agreement": {"draft": {"a": "b"}, "versions": {"001-x": {"ordinal": 1, "fields": {}}}},
    "charter": {"purpose": "x", "deeper": ["member01"]},
    "marks": [{"id": "p1", "drawn_in": ["pair0001s0001"]}],
    "notes": {"item0001": "words"},
}


def seeds(folder: Path) -> dict[str, list[bytes]]:
    """Return files as they should be, by the parser that reads them."""
    journal = "".join(journal_json(_PAGES, datetime.fromisoformat(_WHEN))).encode()
    day_one = json.dumps(_DAY_ONE, indent=1).encode()
    texts = [page_file(*page).encode() for page in _PAGES]
    pack = Pack("Ours", _PROMPTS)
    return {
        "journal json": [journal],
        "day one": [day_one],
        "markdown file": [*texts, _JOPLIN.encode()],
        "text file": [_JOPLIN.encode(), b"words\r\nand more"],
        "zip": [_zipped(journal, day_one, texts, method) for method in (0, zipfile.ZIP_DEFLATED)],
        "pack toml": [write_pack(pack, PackFormat.TOML)],
        "pack csv": [write_pack(pack, PackFormat.CSV)],
        "pair json": [json.dumps(_PAIR, indent=1).encode()],
        "header": [_header(folder)],
        "shown markdown": [text.partition(b"---\n\n")[2] for text in texts],
    }


def mutated(dice: Random, whole: list[bytes]) -> bytes:
    """Return one of some files, broken in one place or a few."""
    content = dice.choice(whole)
    for _ in range(dice.choice((1, 1, 2, 3, 8))):
        content = dice.choice(_WAYS)(dice, content, whole)[:MOST]
    return content


def _place(dice: Random, content: bytes, longest: int = 64) -> tuple[int, int]:
    at = dice.randrange(len(content) + 1)
    return at, min(len(content), at + dice.randrange(1, longest))


def _flipped(dice: Random, content: bytes, _: list[bytes]) -> bytes:
    changed = bytearray(content)
    for _n in range(min(len(changed), dice.choice((1, 2, 16)))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _cut(dice: Random, content: bytes, _: list[bytes]) -> bytes:
    at, end = _place(dice, content)
    return content[:at] if dice.random() < 0.3 else content[:at] + content[end:]


def _doubled(dice: Random, content: bytes, _: list[bytes]) -> bytes:
    at, end = _place(dice, content, 400)
    return (
        content[:end] + content[at:end] * dice.choice((1, 1, 1, 1, 2, 2, 50, 2_000)) + content[end:]
    )


def _told(dice: Random, content: bytes, _: list[bytes]) -> bytes:
    at, end = _place(dice, content, 12)
    token = dice.choice(_TOKENS) * dice.choice((1, 1, 1, 1, 1, 1, 1, 2, 3, 100, 1_000, 20_000))
    return content[:at] + token[:MOST] + content[end if dice.random() < 0.5 else at :]


def _noise(dice: Random, content: bytes, _: list[bytes]) -> bytes:
    at, end = _place(dice, content)
    return content[:at] + dice.randbytes(dice.randrange(40)) + content[end:]


def _crossed(dice: Random, content: bytes, whole: list[bytes]) -> bytes:
    other = dice.choice(whole)
    at, _ = _place(dice, content)
    begins, _ = _place(dice, other)
    return content[:at] + other[begins:]


_WAYS: tuple[Callable[[Random, bytes, list[bytes]], bytes], ...] = (
    _flipped,
    _cut,
    _doubled,
    _told,
    _told,
    _noise,
    _crossed,
)


def _zipped(journal: bytes, day_one: bytes, texts: list[bytes], method: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        archive.writestr("Journal.json", day_one)
        archive.writestr("photos/x.jpeg", b"\xff\xd8")
        for number, text in enumerate(texts):
            archive.writestr(f"notes/2024-01-0{number + 1}.md", text)
        archive.writestr("ours.json", journal)
    return held.getvalue()


def _header(folder: Path) -> bytes:
    create_profile(folder / "profile", MemoryKeyStore(), "seven small boats")
    return header_path(ProfilePaths(folder / "profile").workspace).read_bytes()
