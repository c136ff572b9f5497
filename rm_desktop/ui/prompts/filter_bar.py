"""What narrows the prompts: themes as chips, a search, and four short menus.

Purpose: from 140 prompts to the few that suit. States: any choice of filters.
Keys: arrows go from theme to theme; Ctrl+F (the screen's) goes to the search; Escape clears it.
Signals: `looking_changed(Looking)` by a person; `left_downwards` when Down leaves the search.
Tokens: those of FilterChip, SearchField, MenuButton.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.prompts import DEPTHS, AskedBy, Category, Stage, stage_word
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.prompts.cards import Asker
from rm_desktop.ui.prompts.looking import PACK_MARK, Looking, Show
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import M
from rm_desktop.ui.widgets.chip import FilterChip
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.search_field import SearchField

_ANY = ""


class FilterBar(QWidget):
    """Chips, search and menus over a `Looking`."""

    looking_changed = Signal(object)
    left_downwards = Signal()

    def __init__(self, categories: tuple[Category, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looking = Looking()
        self._packs: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        self._themes: dict[str, FilterChip] = {}
        self._row_of_themes = self._theme_row(categories)
        column.addWidget(self._row_of_themes)
        self.search = _Search()
        self._theme = MenuButton(tr("Theme"), _themes(categories), _ANY)
        self._theme.hide()
        self._stage = MenuButton(tr("Stage"), _stages(), _ANY)
        self._role = MenuButton(tr("Who asks"))
        self._depth = MenuButton(tr("Depth"), _depths(), _ANY)
        self._show = MenuButton(tr("Show"), _shows(()), Show.ALL)
        controls = FlowRow(parent=self)
        menus = (self._theme, self._stage, self._role, self._depth, self._show)
        for control in (self.search, *menus):
            controls.add(control)
        column.addWidget(controls)
        self._count = Label("", "caption", "ink-3", wrap=True)
        self._last = QHBoxLayout()
        self._last.addWidget(self._count, 1)
        column.addLayout(self._last)
        self.search.search_changed.connect(self._on_search_changed)
        self.search.left_downwards.connect(self.left_downwards)
        for menu in menus:
            menu.chosen.connect(self._on_menu_chosen)

    def set_compact(self, *, compact: bool) -> None:
        """Offer the themes as a menu instead of chips, where there is little height."""
        self._row_of_themes.setVisible(not compact)
        self._theme.setVisible(compact)
        self.search.set_narrow(narrow=compact)

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right of the count."""
        self._last.addWidget(widget)

    @property
    def count_words(self) -> str:
        """What is said about how many prompts were found."""
        return self._count.text()

    def show_people(self, askers: Mapping[str, Asker]) -> None:
        """Name the two in the menu *Who asks*."""
        words = {
            _ANY: tr("anyone"),
            **{role: harmless(asker.name) for role, asker in askers.items()},
            AskedBy.BOTH: tr("either"),
        }
        self._role.show_choices(tuple(words.items()), self._looking.role or _ANY)

    def show_packs(self, packs: tuple[str, ...]) -> None:
        """Offer imported packs in the menu *Show*."""
        if packs != self._packs:
            self._packs = packs
            self._show.show_choices(_shows(packs), self._looking.show)

    def show_looking(self, looking: Looking, count: str) -> None:
        """Show which filters are set and how many prompts they leave."""
        self._looking = looking
        self._themes[looking.category].setChecked(True)
        self._theme.show_choice(looking.category)
        self._stage.show_choice(looking.stage or _ANY)
        self._role.show_choice(looking.role or _ANY)
        self._depth.show_choice(str(looking.depth or _ANY))
        self._show.show_choice(looking.show)
        if self.search.text() != looking.text:
            self.search.blockSignals(True)
            self.search.show_text(looking.text)
            self.search.blockSignals(False)
        self._count.show_text(count)
        self.updateGeometry()

    def _theme_row(self, categories: tuple[Category, ...]) -> FlowRow:
        row = FlowRow(parent=self)
        row.setAccessibleName(tr("Themes"))
        group = QButtonGroup(self)
        group.setExclusive(True)
        for ident, title in ((_ANY, tr("All")), *_themes(categories)[1:]):
            chip = FilterChip(title, checked=ident == _ANY)
            chip.setProperty("theme", ident)
            group.addButton(chip)
            row.add(chip)
            self._themes[ident] = chip
        group.buttonClicked.connect(self._on_theme_clicked)
        return row

    def _emit(self, looking: Looking) -> None:
        if looking != self._looking:
            self._looking = looking
            self.looking_changed.emit(looking)

    def _on_theme_clicked(self, chip: FilterChip) -> None:
        self._emit(replace(self._looking, category=str(chip.property("theme"))))

    def _on_search_changed(self, text: str) -> None:
        self._emit(replace(self._looking, text=text))

    def _on_menu_chosen(self) -> None:
        stage, role, depth = self._stage.choice, self._role.choice, self._depth.choice
        self._emit(
            replace(
                self._looking,
                category=self._theme.choice,
                stage=Stage(stage) if stage else None,
                role=AskedBy(role) if role else None,
                depth=int(depth) if depth else None,
                show=self._show.choice,
            )
        )


class _Search(SearchField):
    left_downwards = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Search prompts"), tr("Search prompts…"), hint="Ctrl F")
        self.setObjectName("prompt-search")
        self._wide = 260
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_narrow(self, *, narrow: bool) -> None:
        """Take less room in a row."""
        self._wide = 200 if narrow else 260
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setWidth(px(self._wide))
        return size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


def _themes(categories: tuple[Category, ...]) -> tuple[tuple[str, str], ...]:
    return ((_ANY, tr("all")), *((c.id, c.title) for c in categories))


def _stages() -> tuple[tuple[str, str], ...]:
    return ((_ANY, tr("any")), *((stage, stage_word(stage)) for stage in Stage))


def _depths() -> tuple[tuple[str, str], ...]:
    one, two, three = DEPTHS
    return (
        (_ANY, tr("up to {n}", n=three)),
        (str(two), tr("up to {n}", n=two)),
        (str(one), tr("only {n}", n=one)),
    )


def _shows(packs: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return (
        (Show.ALL, tr("all")),
        (Show.FAVOURITES, tr("favourites")),
        (Show.UNUSED, tr("not yet used")),
        (Show.OWN, tr("our own")),
        (Show.HIDDEN, tr("not for us")),
        *((f"{PACK_MARK}{name}", harmless(name)) for name in packs),
    )
