"""What the window is started with: which profile, where its key may be, and the doors to profiles.

The doors are bootstrap's functions, handed down; see `doors`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.domain.value import dataclass

if TYPE_CHECKING:
    from rm_desktop.services.doors import Doors
    from rm_desktop.vault.keys import KeyStore


@dataclass(frozen=True, slots=True)
class Start:
    """`demo` marks a throw-away profile; a `key` that is given is not fetched from anywhere."""

    root: Path
    key_store: KeyStore
    doors: Doors
    demo: bool = False
    key: bytes | None = None
