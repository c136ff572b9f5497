"""Tokens, palette, style sheet, icons: how everything looks, in one place.

What the rest of `ui` needs is here; nothing outside names a colour or a style sheet.
"""

from __future__ import annotations

from rm_desktop.ui.theme.apply import apply_theme, set_state
from rm_desktop.ui.theme.icons import draw_icon, icon, pixmap
from rm_desktop.ui.theme.look import brush, current_look, font_for, hue, px
from rm_desktop.ui.theme.tokens import Role, TextKind, Theme, control_height, load_theme

__all__ = [
    "Role",
    "TextKind",
    "Theme",
    "apply_theme",
    "brush",
    "control_height",
    "current_look",
    "draw_icon",
    "font_for",
    "hue",
    "icon",
    "load_theme",
    "pixmap",
    "px",
    "set_state",
]
