from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import rm_desktop.ui.widgets
from rm_desktop.ui import gallery
from rm_desktop.ui.theme import apply_theme, load_theme

FILES = sorted(path.stem for path in Path(rm_desktop.ui.widgets.__file__).parent.glob("[a-z]*.py"))


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, load_theme("light"))


@pytest.mark.parametrize("file", FILES)
def test_every_widget_stands_in_the_gallery(qtbot: QtBot, file: str) -> None:
    page = gallery.Gallery()
    qtbot.addWidget(page)
    module = importlib.import_module(f"rm_desktop.ui.widgets.{file}")
    own = [
        each
        for _, each in inspect.getmembers(module, inspect.isclass)
        if each.__module__ == module.__name__ and issubclass(each, QWidget)
    ]
    assert own
    assert [each for each in own if not page.findChildren(each)] == []


@pytest.mark.parametrize("file", FILES)
def test_every_widget_states_its_contract(file: str) -> None:
    told = importlib.import_module(f"rm_desktop.ui.widgets.{file}").__doc__ or ""
    missing = [
        word
        for word in ("Purpose:", "States", "Keys:", "Signals:", "Tokens:")
        if word.casefold() not in told.casefold()
    ]
    assert missing == []


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_gallery_can_be_drawn(
    qapp: QApplication, tmp_path: Path, name: str, scale: float
) -> None:
    file = tmp_path / "gallery.png"
    assert gallery.grab(qapp, str(file), name, scale)
    image = QImage(str(file))
    assert image.width() >= 1280
    colours = load_theme(name).colours
    assert image.pixelColor(3, 3).name().upper() == colours["paper"]
