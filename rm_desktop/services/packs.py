"""Packs of prompts in and out of the open profile: looked at first, then taken in whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rm_desktop.domain.changes import Changes
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.prompts import LIBRARY, Prompt
from rm_desktop.domain.words import tr
from rm_desktop.exchange.packs import Pack, PackError, PackFormat, read_pack, write_pack
from rm_desktop.services.prompts import Prompts

__all__ = ["OWN", "Incoming", "PackError", "Packs"]

#: The pack of the prompts that somebody wrote in the app.
OWN = ""

#: Bytes read of a file: one more than any pack may have is enough to refuse it.
_MOST = 1024 * 1024 + 1


@dataclass(frozen=True, slots=True)
class Incoming:
    """A pack that was read and can come in; `replaced` counts the prompts it would change."""

    name: str
    prompts: tuple[Prompt, ...]
    replaced: int = 0


class Packs:
    """The packs beside the library, as files."""

    def __init__(self, prompts: Prompts) -> None:
        """Work on a profile's prompts."""
        self._prompts = prompts

    def names(self) -> tuple[str, ...]:
        """Return the names of the imported packs in alphabetical order."""
        return tuple(sorted({p.pack for p in self._prompts.own()} - {OWN}))

    def look_at(self, path: Path) -> Incoming:
        """Read a pack and take nothing in.

        Raises `PackError` with every problem, or `BadInputError` if there is no such file.
        """
        try:
            with path.open("rb") as file:
                data = file.read(_MOST)
        except OSError as error:
            raise BadInputError(
                tr("“{name}” cannot be read.", name=path.name),
                tr("Look whether it is still there and whether you may open it."),
            ) from error
        every = self._prompts.every()
        pack = read_pack(data, path.name, {p.id for p in every if p.pack == LIBRARY})
        known = {p.id for p in every}
        replaced = sum(p.id in known for p in pack.prompts)
        return Incoming(pack.name, pack.prompts, replaced)

    def take_in(self, incoming: Incoming) -> Changes:
        """Store a pack that was looked at, as one change."""
        return self._prompts.add_pack(incoming.prompts)

    def import_pack(self, path: Path) -> Changes:
        """Read a pack and store it whole; whatever is wrong with it, nothing comes in."""
        return self.take_in(self.look_at(path))

    def export_pack(self, path: Path, which: str = OWN, title: str = "") -> int:
        """Write a pack's prompts, or one's own, as TOML or CSV; return how many they are."""
        prompts = self._of(which)
        data = write_pack(Pack(which or title or tr("Our prompts"), prompts), _format(path))
        beside = path.with_name(f".{path.name}.part")
        try:
            beside.write_bytes(data)
            beside.replace(path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise BadInputError(
                tr("“{name}” cannot be written there.", name=path.name),
                tr("Choose another folder."),
            ) from error
        return len(prompts)

    def remove(self, which: str) -> Changes:
        """Take an imported pack out again; undo brings it back."""
        return self._prompts.remove_pack(which)

    def _of(self, which: str) -> tuple[Prompt, ...]:
        return tuple(p for p in self._prompts.own() if p.pack == which)


def _format(path: Path) -> PackFormat:
    ending = path.suffix.lower().removeprefix(".")
    if ending not in tuple(PackFormat):
        raise BadInputError(
            tr("A pack is a file that ends in .toml or .csv."), tr("Give it one of these endings.")
        )
    return PackFormat(ending)
