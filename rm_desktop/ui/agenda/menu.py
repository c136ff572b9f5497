"""The menu of a row: everything that can be done with it, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.agenda.row import AgendaRow, Offer


@dataclass(frozen=True, slots=True)
class Choices:
    """What the sub-menus offer: pairs of an id and its words, "" being both or none."""

    people: tuple[tuple[str, str], ...] = ()
    objectives: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the menu: its words, its key and what it does."""

    offer: Offer
    words: str
    keys: str = ""
    act: Callable[[], Any] = field(default=lambda: None)


def row_menu(
    parent: QWidget,
    row: AgendaRow,
    groups: Sequence[Sequence[MenuEntry]],
    choices: Choices,
    choose: Callable[[Offer, str], Any],
) -> QMenu:
    """Return the menu of a row; `choose(offer, id)` hears who leads or which objective."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("What to do with “{title}”", title=row.title))
    for entries in groups:
        if menu.actions() and entries:
            menu.addSeparator()
        for entry in entries:
            if entry.offer == Offer.LEADS:
                _choices(menu, entry, choices.people, row.leads, choose)
            elif entry.offer == Offer.OBJECTIVE:
                if len(choices.objectives) > 1:
                    _choices(menu, entry, choices.objectives, row.objective, choose)
            else:
                action = QAction(_plain(entry.words), menu)
                action.setObjectName(str(entry.offer))
                if entry.keys:
                    # shown, not bound: the list hears its keys itself
                    action.setText(f"{_plain(entry.words)}\t{entry.keys}")
                action.triggered.connect(_once(entry.act))
                menu.addAction(action)
    return menu


def _choices(
    menu: QMenu,
    entry: MenuEntry,
    choices: Sequence[tuple[str, str]],
    chosen: str,
    choose: Callable[[Offer, str], Any],
) -> None:
    under = menu.addMenu(_plain(entry.words))
    under.setObjectName(str(entry.offer))
    group = QActionGroup(under)
    for ident, words in choices:
        action = QAction(_plain(words), group)
        action.setCheckable(True)
        action.setChecked(ident == chosen)
        action.setData(ident)
        under.addAction(action)
    group.triggered.connect(lambda action: choose(entry.offer, action.data()))


def _once(act: Callable[[], Any]) -> Callable[[], None]:
    """Return the act without the flag that a menu hands over."""

    def run() -> None:
        act()

    return run


def _plain(words: str) -> str:
    return words.replace("&", "&&")
