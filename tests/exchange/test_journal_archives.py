"""Archives made to do harm: nothing lands anywhere, and neither time nor memory is theirs to take.

A hundred and more shapes (D31): places outside, links, devices, names twice, bombs, archives in
archives, and lists that lie.
"""

from __future__ import annotations

import io
import stat
import struct
import time
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from rm_desktop.exchange.journal_entries import Found, ImportedEntry, Refused
from rm_desktop.exchange.journal_sources import read_journal

GOOD = "good.md"
WORDS = "words that may come in"
#: Reading any of them may take so long and so much; most take milliseconds and kilobytes.
SECONDS, BYTES = 10.0, 96 << 20

Maker = Callable[[Path], None]


def with_good(path: Path, *others: tuple[zipfile.ZipInfo, bytes]) -> None:
    """Write an archive with one harmless entry beside others."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(GOOD, WORDS)
        for info, content in others:
            archive.writestr(info, content)


def named(name: str, kind: int = stat.S_IFREG, content: bytes = b"evil") -> Maker:
    def make(path: Path) -> None:
        info = zipfile.ZipInfo("placeholder.md")
        info.filename = name
        info.external_attr = (kind | 0o777) << 16
        with_good(path, (info, content))

    return make


OUTSIDE = [
    *(f"{'../' * n}{name}" for n in (1, 2, 9) for name in ("evil.md", "etc/passwd", ".bashrc")),
    *(f"a/{'../' * n}evil.md" for n in (1, 2, 5)),
    *("/evil.md", "//host/share/evil.md", "/etc/cron.d/evil", "/dev/null", "/proc/self/mem"),
    *("C:/evil.md", "c:evil.md", "C:\\evil.md", "\\\\host\\share\\evil.md", "..\\evil.md"),
    *("a\\..\\..\\evil.md", "\\\\?\\C:\\evil.md", "D:/x.json", "a/..", "..", "../"),
    *(
        "a/\x01evil.md",
        "evil\n.md",
        "evil\r.md",
        "e\x7f.md",
        "x" * 2_000 + ".md",
        "d/" * 60 + "x.md",
    ),
]
KINDS = {
    "link": stat.S_IFLNK,
    "device": stat.S_IFBLK,
    "terminal": stat.S_IFCHR,
    "pipe": stat.S_IFIFO,
    "socket": stat.S_IFSOCK,
    "folder": stat.S_IFDIR,
    "nonsense": 0o150000,
}
NAMES = ("evil.md", "evil.json", "sub/evil.txt", "evil")
INNER = (
    "a.zip",
    "a.ZIP",
    "sub/a.tar",
    "a.tar.gz",
    "a.jex",
    "a.7z",
    "a.rar",
    "a.xz",
    "a.bz2",
    "a.tgz",
)


def nested(name: str, depth: int = 5) -> Maker:
    def make(path: Path) -> None:
        content = WORDS.encode()
        for _ in range(depth):
            held = io.BytesIO()
            with zipfile.ZipFile(held, "w") as archive:
                archive.writestr(name, content)
            content = held.getvalue()
        with_good(path, (zipfile.ZipInfo(name), content))

    return make


def twice(first: str, second: str) -> Maker:
    def make(path: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library notes names that stand twice
            with_good(path, *((zipfile.ZipInfo(name), b"evil") for name in (first, second)))

    return make


def bomb(name: str, unit: bytes, megabytes: int, head: bytes = b"") -> Maker:
    """Pack `megabytes` of the same few bytes: a thousandth of that, or less, in the file."""

    def make(path: Path) -> None:
        block = unit * ((1 << 20) // len(unit))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(GOOD, WORDS)
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as stream:
                stream.write(head)
                for _ in range(megabytes):
                    stream.write(block)

    return make


def four_gigabytes(path: Path) -> None:
    """Forty kilobytes that claim four gigabytes: a chain of entries over the same packed bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b"x" * (16 << 20)) + packer.flush()
    name = b"a%03d.md"
    local = [
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(packed), 16 << 20, 7, 0)
        + name % n
        for n in range(256)
    ]
    central, at, body = b"", 0, b""
    for n, head in enumerate(local):
        central += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, 0, len(packed), 16 << 20,
            7, 0, 0, 0, 0, 0, at,
        ) + name % n  # fmt: skip
        body += head + packed
        at = len(body)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 256, 256, len(central), len(body), 0)
    path.write_bytes(body + central + end)


def overlapping(path: Path) -> None:
    """Two hundred entries that are all the same bytes of the file."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(b"x" * (4 << 20)) + packed.flush()
    head = (
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(data), 4 << 20, 4, 0) + b"a.md"
    )
    central = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, 0, len(data), 4 << 20, 4, 0, 0,
                    0, 0, 0, 0) + b"%c.md" % (97 + n % 26)
        for n in range(200)
    )  # fmt: skip
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 200, 200, len(central), len(head + data), 0)
    path.write_bytes(head + data + central + end)


def many(count: int) -> Maker:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(GOOD, WORDS)
            for n in range(count):
                archive.writestr(f"{n:05d}.png", b"")

    return make


def patched(offset_of: bytes, at: int, value: bytes, which: int = -1) -> Maker:
    """Write an archive and lie in one field of a record."""

    def make(path: Path) -> None:
        with_good(path)
        content = bytearray(path.read_bytes())
        begins = content.rfind(offset_of) if which < 0 else content.find(offset_of)
        content[begins + at : begins + at + len(value)] = value
        path.write_bytes(content)

    return make


END, CENTRAL, LOCAL = b"PK\5\6", b"PK\1\2", b"PK\3\4"
LIES = {
    "list-size": patched(END, 12, b"\xff\xff\xff\x7f"),
    "list-size-64": patched(END, 12, b"\xff\xff\xff\xff"),
    "list-size-0": patched(END, 12, b"\0\0\0\0"),
    "list-offset": patched(END, 16, b"\xff\xff\xff\x7f"),
    "list-count": patched(END, 8, b"\xff\xff\xff\xff"),
    "comment": patched(END, 20, b"\xff\xff"),
    "checksum": patched(CENTRAL, 16, b"\1\2\3\4"),
    "packed-size": patched(CENTRAL, 20, b"\xff\xff\xff\x7f"),
    "packed-0": patched(CENTRAL, 20, b"\0\0\0\0"),
    "size": patched(CENTRAL, 24, b"\xff\xff\xff\x7f"),
    "name-length": patched(CENTRAL, 28, b"\xff\xff"),
    "extra-length": patched(CENTRAL, 30, b"\xff\xff"),
    "entry-offset": patched(CENTRAL, 42, b"\xff\xff\xff\x7f"),
    "locked": patched(CENTRAL, 8, b"\1\0"),
    "bzip2": patched(CENTRAL, 10, b"\x0c\0"),
    "lzma": patched(CENTRAL, 10, b"\x0e\0"),
    "unknown-method": patched(CENTRAL, 10, b"\x63\0"),
    "local-method": patched(LOCAL, 8, b"\x63\0", 0),
    "local-name": patched(LOCAL, 30, b"evil", 0),
    "local-signature": patched(LOCAL, 0, b"PK\7\7", 0),
    "version": patched(CENTRAL, 6, b"\xff\xff"),
    "date": patched(CENTRAL, 12, b"\xff\xff\xff\xff"),
    "packed-bytes": patched(LOCAL, 38, b"\xff" * 8, 0),
}
SHAPES: dict[str, Maker] = {
    **{f"outside {name[:30]!r}": named(name) for name in OUTSIDE},
    **{f"{kind} {name}": named(name, mode) for kind, mode in KINDS.items() for name in NAMES},
    **{f"nested {name}": nested(name) for name in INNER},
    "twice": twice("a.md", "a.md"),
    "twice-the-good": twice(GOOD, "b.md"),
    "case": twice("A.md", "a.md"),
    "case-umlaut": twice("é.md", "e\u0301.md"),
    "empty-name": named(""),
    "bomb-spaces": bomb("a.json", b" ", 64),
    "bomb-entries": bomb("a.json", b"{},", 64, b'{"entries": ['),
    "bomb-deep": bomb("a.json", b"[", 64, b'{"entries": '),
    "bomb-string": bomb("a.json", b"x", 64, b'{"entries": ["'),
    "bomb-number": bomb("a.json", b"9", 64, b'{"entries": ['),
    "bomb-text": bomb("a.md", b"x", 64),
    "bomb-head": bomb("b.md", b"a: b\n", 64, b"---\n"),
    "bomb-lines": bomb("c.txt", b"\n", 64),
    "four-gigabytes": four_gigabytes,
    "overlapping": overlapping,
    "ten-thousand": many(10_000),
    **LIES,
    "cut": lambda path: (many(50)(path), path.write_bytes(path.read_bytes()[:-30]), None)[2],
    "empty": lambda path: (path.write_bytes(b""), None)[1],
    "text": lambda path: (path.write_bytes(b"no archive" * 100), None)[1],
    "end-only": lambda path: (path.write_bytes(END + b"\0" * 18), None)[1],
}  # fmt: skip


@pytest.fixture
def outside(tmp_path: Path) -> Callable[[], set[str]]:
    """Return what there is around the archive."""
    return lambda: {str(path) for path in tmp_path.rglob("*")}


def test_there_are_a_hundred_shapes() -> None:
    assert len(SHAPES) >= 100


@pytest.mark.parametrize("name", SHAPES)
def test_an_archive_does_no_harm(
    name: str, tmp_path: Path, outside: Callable[[], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "inner/archive.zip"
    path.parent.mkdir()
    SHAPES[name](path)
    monkeypatch.chdir(path.parent)
    before, began = outside(), time.process_time()
    tracemalloc.start()
    found: list[Found] = list(read_journal(path, "UTC"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert outside() == before
    assert time.process_time() - began < SECONDS
    assert peak < BYTES
    texts = [each.text for each in found if isinstance(each, ImportedEntry)]
    assert name in HARMLESS or not any("evil" in text for text in texts)
    assert all(each.reason for each in found if isinstance(each, Refused))
    assert found


#: Names that are only strange: two files may differ by capitals where nothing is unpacked.
HARMLESS = {"twice", "case", "case-umlaut", "twice-the-good", "local-name"}


def test_what_is_harmless_beside_it_comes_in(tmp_path: Path) -> None:
    named("../evil.md")(tmp_path / "a.zip")
    found = list(read_journal(tmp_path / "a.zip", "UTC"))
    assert [each.text for each in found if isinstance(each, ImportedEntry)] == [WORDS]
    assert [each for each in found if isinstance(each, Refused)] == [
        Refused("../evil.md", "a place outside the archive")
    ]


def test_a_large_honest_export_is_no_bomb(tmp_path: Path) -> None:
    entry = '{"uuid": "%d", "creationDate": "2018-05-18T23:59:54Z", "text": "%s"},'
    words = " ".join(f"word{n * n % 9973}" for n in range(250))
    listed = "".join(entry % (n, words[n % 50 :]) for n in range(4_000)).rstrip(",")
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Journal.json", f'{{"entries": [{listed}]}}')
    found = list(read_journal(tmp_path / "a.zip", "UTC"))
    assert sum(isinstance(each, ImportedEntry) for each in found) == 4_000
    assert (tmp_path / "a.zip").stat().st_size > 10_000
