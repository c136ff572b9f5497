"""What PySide imports for help and stubs waits, and is there when somebody asks."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_BARE = "from PySide6.QtCore import QPoint, QRect"
_OURS = f"import rm_desktop.ui\n{_BARE}"
_WRONG = "try:\n    QPoint('a', 'b')\nexcept TypeError as error:\n    print(error)"
_WRONG_TWICE = f"{_WRONG}\n{_WRONG}\n{_WRONG.replace('QPoint', 'QRect', 1)}"
_HELP = "print(QPoint.setX.__doc__)"
_STUBS = (
    "from PySide6.support.signature.lib import pyi_generator, enum_sig\n"
    "print(pyi_generator.generate_pyi.__name__, enum_sig.ExactEnumerator.__name__)"
)
_WHO_WAITS = (
    "import sys\nfrom rm_desktop.ui.plain_imports import WaitingModule\n"
    "print(*sorted(name for name, each in sys.modules.items()"
    " if isinstance(each, WaitingModule) and each.waits))"
)


def _run(*lines: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_what_few_ask_for_waits() -> None:
    waiting = _run(_OURS, _WHO_WAITS).split()
    for name in ("signature.errorhandler", "signature.parser", "signature.lib.pyi_generator"):
        assert f"shibokensupport.{name}" in waiting
    assert "argparse" not in _run(_OURS, "import sys; print(*sys.modules)").split()


def test_the_window_of_the_app_wakes_none_of_it() -> None:
    frame = "from rm_desktop.ui import app"
    assert _run(_OURS, frame, _WHO_WAITS) == _run(_OURS, _WHO_WAITS)


@pytest.mark.parametrize("asked", [_WRONG, _WRONG_TWICE, _HELP, _STUBS])
def test_who_asks_is_answered_as_ever(asked: str) -> None:
    answer = _run(_OURS, asked)
    assert answer.strip()
    assert answer == _run(_BARE, asked)


def test_imports_are_the_language_s_own_again() -> None:
    assert _run(_OURS, "print(__import__)") == "<built-in function __import__>\n"
    assert _run(_BARE, "print(__import__)") != "<built-in function __import__>\n"
