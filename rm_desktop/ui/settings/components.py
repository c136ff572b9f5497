"""What the app is built of: components, their versions here, and the licences they come under."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version


@dataclass(frozen=True, slots=True)
class Component:
    """One component; `licence` is an SPDX expression."""

    name: str
    licence: str
    version: str = ""


#: The distributions we install, by the names they are published under.
_DISTRIBUTIONS = (
    ("PySide6-Essentials", "Qt for Python, with Qt", "LGPL-3.0-only"),
    ("shiboken6", "Shiboken", "LGPL-3.0-only"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("sqlcipher3", "sqlcipher3, with SQLCipher and SQLite", "Zlib AND BSD-3-Clause AND blessing"),
    ("alembic", "Alembic", "MIT"),
    ("Mako", "Mako", "MIT"),
    ("MarkupSafe", "MarkupSafe", "BSD-3-Clause"),
    ("typing_extensions", "typing_extensions", "PSF-2.0"),
    ("loro", "Loro", "MIT"),
    ("Markdown", "Python-Markdown", "BSD-3-Clause"),
    ("nh3", "nh3, with Ammonia", "MIT"),
    ("keyring", "keyring", "MIT"),
    ("jaraco.classes", "jaraco.classes", "MIT"),
    ("jaraco.context", "jaraco.context", "MIT"),
    ("jaraco.functools", "jaraco.functools", "MIT"),
    ("more-itertools", "more-itertools", "MIT"),
    ("SecretStorage", "SecretStorage (Linux)", "BSD-3-Clause"),
    ("jeepney", "jeepney (Linux)", "MIT"),
    ("cryptography", "cryptography (Linux)", "Apache-2.0 OR BSD-3-Clause"),
    ("pywin32-ctypes", "pywin32-ctypes (Windows)", "BSD-3-Clause"),
    ("PyNaCl", "PyNaCl, with libsodium", "Apache-2.0 AND ISC"),
    ("mnemonic", "mnemonic, with the words of BIP 39", "MIT"),
    ("cffi", "cffi", "MIT-0"),
    ("pycparser", "pycparser", "BSD-3-Clause"),
    ("platformdirs", "platformdirs", "MIT"),
    ("tzdata", "Time zones of the IANA", "Apache-2.0"),
)


def components() -> tuple[Component, ...]:
    """Return the components with the versions that are installed; asks the file system."""
    python = Component("Python", "PSF-2.0", ".".join(map(str, sys.version_info[:3])))
    rest = (Component(name, licence, _version(key)) for key, name, licence in _DISTRIBUTIONS)
    return (python, *rest)


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""  # a built app carries the code without its metadata
