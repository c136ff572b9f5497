from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QIcon, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from rm_desktop import resources
from rm_desktop.ui.theme import Role, apply_theme, icon, load_theme, pixmap

NAMES = [name.removesuffix(".svg") for name in resources.names("icons")]


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_on_our_grid_in_the_current_colour(name: str, qapp: QApplication) -> None:
    drawing = resources.read_text(f"icons/{name}.svg")
    assert QSvgRenderer(QByteArray(drawing.encode())).isValid()
    assert 'viewBox="0 0 24 24"' in drawing
    assert 'stroke-width="1.7"' in drawing
    assert not re.search(r'(fill|stroke)="(?!none|currentColor)', drawing)
    assert "currentColor" in drawing


def ink_of(image: QImage) -> set[str]:
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    colours = (image.pixelColor(x, y) for x, y in points)
    most = Counter(colour.name().upper() for colour in colours if colour.alpha() == 255)
    return {most.most_common(1)[0][0]}  # the edges are rounded by antialiasing


@pytest.mark.parametrize("role", ["accent", "danger"])
def test_an_icon_wears_its_role(role: Role, qapp: QApplication) -> None:
    image = pixmap("star-filled", role, 24, 2.0).toImage()
    assert image.width() == 48
    assert ink_of(image) == {load_theme("light").colours[role]}


def test_a_qicon_follows_theme_check_and_disabling(qapp: QApplication) -> None:
    star = icon("star-filled", "ink-2", "accent")
    size = QSize(24, 24)

    def inks(mode: QIcon.Mode, state: QIcon.State) -> set[str]:
        return ink_of(star.pixmap(size, mode, state).toImage())

    try:
        for name in ("dark", "light"):
            theme = load_theme(name)
            apply_theme(qapp, theme)
            assert inks(QIcon.Mode.Normal, QIcon.State.Off) == {theme.colours["ink-2"]}
            assert inks(QIcon.Mode.Normal, QIcon.State.On) == {theme.colours["accent"]}
            assert inks(QIcon.Mode.Disabled, QIcon.State.Off) == {theme.colours["faint"]}
    finally:
        apply_theme(qapp, load_theme("light"))


def test_a_drawing_is_made_once(qapp: QApplication) -> None:
    first, again = pixmap("home", "ink", 20), pixmap("home", "ink", 20)
    assert first.cacheKey() == again.cacheKey()
