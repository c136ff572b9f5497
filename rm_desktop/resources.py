"""The single way to the files that ship with the app: prompts, templates, themes, icons.

In a wheel and in a built app they lie inside the package, in a checkout beside it.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

_PACKAGE = Path(__file__).parent


def root(package: Path = _PACKAGE) -> Path:
    """Return the folder of shipped files that belongs to a copy of the package."""
    inside, beside = package / "_resources", package.parent / "resources"
    return inside if inside.is_dir() else beside


def read_bytes(name: str) -> bytes:
    """Return the content of a shipped file, named like `themes/light.toml`."""
    return _path(name).read_bytes()


def read_text(name: str) -> str:
    """Return the content of a shipped UTF-8 file, named like `themes/light.toml`."""
    return _path(name).read_text(encoding="utf-8")


def names(folder: str) -> tuple[str, ...]:
    """Return the file names in a shipped folder, in alphabetical order."""
    return tuple(sorted(each.name for each in _path(folder).iterdir() if each.is_file()))


def _path(name: str) -> Path:
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts:
        message = f"not the name of a shipped file: {name}"
        raise ValueError(message)
    return root().joinpath(*parts.parts)
