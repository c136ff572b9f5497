"""The throw-away profiles, each made when a figure first asks for it: ten years take a while."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bench.journal_profile import build_journal
from bench.long_profile import NEXT_TOPIC, build_long
from bench.stage import Profile
from rm_desktop.bootstrap import make_demo
from rm_desktop.vault.keys import MemoryKeyStore

_SAMPLE_TOPIC = "Why nobody answers voicemail"


class Profiles(Mapping[str, Profile]):
    """`sample`, `ten-years` and `journal`, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Profile] = {}

    def __getitem__(self, name: str) -> Profile:
        if name not in self._made:
            self._made[name] = _MAKERS[name](self._folder / name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_MAKERS)

    def __len__(self) -> int:
        return len(_MAKERS)


def _sample(root: Path) -> Profile:
    return Profile(root, make_demo(root), _SAMPLE_TOPIC)


def _ten_years(root: Path) -> Profile:
    return Profile(root, build_long(root, MemoryKeyStore()), NEXT_TOPIC)


def _journal(root: Path) -> Profile:
    key, private = build_journal(root)
    return Profile(root, key, _SAMPLE_TOPIC, private)


_MAKERS: dict[str, Callable[[Path], Profile]] = {
    "sample": _sample,
    "ten-years": _ten_years,
    "journal": _journal,
}
