"""Packs of prompts in and out: a TOML or CSV file that somebody wrote, or that we write.

A pack is data from elsewhere. It is read whole or not at all, and a refusal names every problem
with its line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.prompts import Prompt
from rm_desktop.domain.words import tr, trn
from rm_desktop.exchange import packs_csv, packs_toml
from rm_desktop.exchange.pack_cells import MAX_NAME
from rm_desktop.exchange.pack_rows import Problem, Reading, Sheet, UnreadableError

_MEGABYTE = 1024 * 1024


class PackFormat(StrEnum):
    """The two ways to write a pack, named by the ends of their file names."""

    TOML = "toml"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Pack:
    """Prompts that came together under a name."""

    name: str
    prompts: tuple[Prompt, ...]


class PackError(BadInputError):
    """A pack cannot be used; `problems` says all that is wrong, in the order of its lines."""

    def __init__(self, name: str, problems: Collection[Problem]) -> None:
        count = trn(
            "“{name}” has {n} problem, so nothing was imported.",
            "“{name}” has {n} problems, so nothing was imported.",
            len(problems),
            name=name,
        )
        super().__init__(count, tr("Correct the file and import it again."))
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))


def read_pack(data: bytes, name: str, taken: Collection[str] = ()) -> Pack:
    """Read a pack from a file's bytes and name; `taken` are prompt ids that exist already.

    Raises:
        PackError: something in the file, or the file as a whole, cannot be used.
    """
    try:
        sheet = _sheet(data, name)
    except UnreadableError as refusal:
        raise PackError(name, refusal.problems) from refusal
    reading = Reading(sheet, taken)
    if reading.problems:
        raise PackError(name, reading.problems)
    return Pack(reading.name, tuple(reading.prompts))


def write_pack(pack: Pack, kind: PackFormat) -> bytes:
    """Return a pack as a file; CSV is written as Excel reads it (with a byte order mark).

    A CSV has no place for the pack's name: it is read back from the name of the file.
    """
    if kind == PackFormat.CSV:
        return packs_csv.written(pack.prompts).encode("utf-8-sig")
    return packs_toml.written(pack.name, pack.prompts).encode()


def _sheet(data: bytes, name: str) -> Sheet:
    path = PurePath(name)
    text = _text(data)
    title = unicodedata.normalize("NFC", path.stem)[:MAX_NAME]
    match path.suffix.lower():
        case ".toml":
            return packs_toml.sheet(text, title)
        case ".csv":
            return packs_csv.sheet(text, title)
        case _:
            raise UnreadableError(Problem(0, tr("A pack is a file that ends in .toml or .csv.")))


def _text(data: bytes) -> str:
    if len(data) > _MEGABYTE:
        raise UnreadableError(Problem(0, tr("A pack can be at most 1 MB.")))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(Problem(0, tr("The file is saved as UTF-16. Save it as UTF-8.")))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = tr("this is not UTF-8. Save the file as UTF-8 (in Excel: “CSV UTF-8”).")
        raise UnreadableError(Problem(line, sentence)) from error
