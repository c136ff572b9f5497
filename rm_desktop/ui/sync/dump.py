"""The very bytes that a server has, laid out so that one sees what it can read of them; no Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rm_desktop.domain.sync_state import SeenField
from rm_desktop.domain.words import tr, trn

#: Bytes in a line, and lines of what is sealed that are shown: the rest looks no different.
PER_LINE, SEALED_LINES = 12, 20
_GROUP, _GROUPS = 4, 6


@dataclass(frozen=True, slots=True)
class DumpLine:
    """A line of the dump: "0010", "9f 3a …", and the field that begins there, in words."""

    offset: str
    figures: str
    field: str
    is_sealed: bool


def dump_lines(whole: bytes, fields: Sequence[SeenField]) -> tuple[DumpLine, ...]:
    """Return the bytes field by field, each from a line of its own; long sealed ones are cut."""
    return tuple(line for each in fields for line in _lines(whole, each))


def _lines(whole: bytes, seen: SeenField) -> Iterator[DumpLine]:
    starts = range(seen.begins, seen.ends, PER_LINE)
    most = SEALED_LINES if seen.is_sealed else len(starts)
    field = field_words(seen.name)
    for start in starts[:most]:
        piece = whole[start : min(start + PER_LINE, seen.ends)]
        yield DumpLine(f"{start:04x}", piece.hex(" "), field, seen.is_sealed)
        field = ""
    left = seen.ends - seen.begins - most * PER_LINE
    if left > 0:
        words = trn("{n} more byte like these", "{n} more bytes like these", left)
        yield DumpLine("", "…", words, seen.is_sealed)


def field_words(name: str) -> str:
    """Return a field's name as people say it."""
    return {
        "version": tr("version"),
        "space": tr("number of the pair"),
        "epoch": tr("which key"),
        "key": tr("mark of the key"),
        "device": tr("mark of the laptop"),
        "sequence": tr("envelope number"),
        "previous": tr("envelope before"),
        "nonce": tr("random number"),
        "sealed": tr("sealed"),
        "signature": tr("signature"),
    }.get(name, name)


def field_meaning(name: str) -> str:
    """Return what a field tells a server, in a sentence."""
    return {
        "version": tr("Which form of envelope this is. The same for everybody."),
        "space": tr("A random number. It tells that two envelopes belong to the same pair."),
        "epoch": tr("How often you two changed the key, as after removing a laptop."),
        "key": tr("Tells keys apart. The key cannot be found from it."),
        "device": tr("Made from the laptop’s public keys. No name is in it."),
        "sequence": tr("How many envelopes this laptop has sent to the pair."),
        "previous": tr("The fingerprint of the one before: none can be left out unnoticed."),
        "nonce": tr("Used once for sealing. It tells nothing."),
        "sealed": tr("Titles, notes, names, times: all you wrote. Only your two laptops open it."),
        "signature": tr("Proves which laptop sent it, so that nobody can write in your names."),
    }.get(name, "")


def in_groups(value: str) -> str:
    """Return a long number in groups of four figures, at most six of them."""
    groups = [value[at : at + _GROUP] for at in range(0, len(value), _GROUP)]
    return " ".join(groups[:_GROUPS]) + (" …" if len(groups) > _GROUPS else "")


def plain(lines: Sequence[DumpLine]) -> str:
    """Return the lines as text in columns, to read aloud or to copy."""
    widest = PER_LINE * 3 - 1
    return "\n".join(
        f"{line.offset:>4}  {line.figures:<{widest}}  {line.field}".rstrip() for line in lines
    )
