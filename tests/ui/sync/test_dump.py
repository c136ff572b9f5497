"""The bytes a server has, laid out."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.sync_state import SeenField
from rm_desktop.ui.sync.dump import (
    PER_LINE,
    SEALED_LINES,
    dump_lines,
    field_meaning,
    field_words,
    plain,
)

NAMES = (
    *("version", "space", "epoch", "key", "device"),
    *("sequence", "previous", "nonce", "sealed", "signature"),
)


def seen(name: str, begins: int, ends: int, *, is_sealed: bool = False) -> SeenField:
    return SeenField(name, "", begins, ends, is_sealed)


def test_each_field_begins_a_line_and_is_named_there() -> None:
    whole = bytes(range(40))
    lines = dump_lines(
        whole,
        (seen("version", 0, 2), seen("previous", 2, 36), seen("sealed", 36, 40, is_sealed=True)),
    )
    assert [(line.offset, line.field) for line in lines] == [
        ("0000", "version"),
        ("0002", "envelope before"),
        ("000e", ""),
        ("001a", ""),
        ("0024", "sealed"),
    ]
    assert lines[0].figures == "00 01"
    assert lines[4].is_sealed
    assert plain(lines).splitlines()[0].split() == ["0000", "00", "01", "version"]


def test_a_long_sealed_part_is_cut_and_says_so() -> None:
    whole = bytes(10_000)
    lines = dump_lines(whole, (seen("sealed", 0, len(whole), is_sealed=True),))
    assert len(lines) == SEALED_LINES + 1
    left = len(whole) - SEALED_LINES * PER_LINE
    assert lines[-1].field == f"{left} more bytes like these"


@given(st.binary(min_size=1, max_size=300), st.data())
def test_no_byte_is_left_out_or_shown_twice(whole: bytes, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, len(whole)), max_size=6)) | {0, len(whole)})
    spans = [seen("key", a, b) for a, b in itertools.pairwise(cuts)]
    shown = bytes.fromhex("".join(line.figures for line in dump_lines(whole, spans)))
    assert shown == whole


def test_every_field_has_a_name_and_a_meaning() -> None:
    for name in NAMES:
        assert field_words(name)
        assert field_meaning(name).endswith(".")
