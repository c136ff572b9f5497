"""Depth and limits: who has switched what on, and what stays off the table.

Purpose: each of the two decides for themselves; the other one's choice is words, not a control.
States: per rule on or off, mine or the other's. Keys: those of its boxes, chips and buttons.
Signals: `tick_changed(str rule, str member, bool)`, `limit_changed(str category, bool)`,
    `hand_over_requested`. Tokens: those of Label, CheckBox, FilterChip.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.prompts import Category
from rm_desktop.domain.words import tr
from rm_desktop.ui.prompts.rules import DEEPER, DEEPEST, HOMEWORK, RulesView, Tick
from rm_desktop.ui.theme.tokens import XS, L, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.chip import FilterChip
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label


class RulesPanel(QWidget):
    """A page of the side panel for the pair's choices."""

    tick_changed = Signal(str, str, bool)
    limit_changed = Signal(str, bool)
    hand_over_requested = Signal()

    def __init__(self, categories: tuple[Category, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(L)
        self._open = Label("", "strong", wrap=True)
        column.addWidget(self._open)
        self._rules = {
            DEEPER: _Rule(tr("Depth 2"), "", ticks=2),
            DEEPEST: _Rule(
                tr("Depth 3"),
                tr("Personal questions. Both of you switch them on; either can close them again."),
                ticks=2,
            ),
            HOMEWORK: _Rule(tr("Lived experience"), "", ticks=1),
        }
        for rule in self._rules.values():
            rule.tick_changed.connect(self.tick_changed)
            column.addWidget(rule)
        self._limits_words = Label("", "caption", "ink-2", wrap=True)
        self._limits = FlowRow(gap=6, line_gap=6)
        self._themes: dict[str, FilterChip] = {}
        for category in categories:
            chip = FilterChip(category.title)
            chip.setObjectName(f"limit-{category.id}")
            chip.clicked.connect(self._limit_slot(category.id))
            self._themes[category.id] = chip
            self._limits.add(chip)
        block = _block(tr("Off the table"), self._limits_words)
        block.addWidget(self._limits)
        column.addLayout(block)
        self._hand_over = Button("", icon="hand-over")
        self._hand_over.setObjectName("rules-hand-over")
        self._hand_over.clicked.connect(self.hand_over_requested)
        row = FlowRow()
        row.add(self._hand_over)
        column.addWidget(row)

    def show_rules(self, view: RulesView) -> None:
        """Show who has chosen what, as seen by the person at the keyboard."""
        self._open.show_text(view.open_words)
        for name, rule in self._rules.items():
            rule.show_ticks(view.of(name))
        self._rules[DEEPER].show_words(view.deeper_words)
        self._rules[HOMEWORK].show_words(view.homework_words)
        self._limits_words.show_text(view.limits_words)
        self._limits.setVisible(view.limits_mine)
        for ident, chip in self._themes.items():
            chip.setChecked(ident in view.limits)
        self._hand_over.set_text(tr("Hand over to {name}", name=view.hand_over))
        self._hand_over.setVisible(bool(view.hand_over))

    def box(self, rule: str, member: str) -> CheckBox | None:
        """Return the box that a member ticks, None if it is not theirs to tick now."""
        return self._rules[rule].box(member)

    def _limit_slot(self, category: str) -> object:
        return lambda on: self.limit_changed.emit(category, on)


class _Rule(QWidget):
    tick_changed = Signal(str, str, bool)

    def __init__(self, title: str, sentence: str, *, ticks: int) -> None:
        super().__init__()
        self._words = Label(sentence, "caption", "ink-2", wrap=True)
        column = _block(title, self._words)
        column.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column)
        self._ticks = [_TickLine() for _ in range(ticks)]
        for line in self._ticks:
            line.tick_changed.connect(self.tick_changed)
            column.addWidget(line)

    def show_words(self, sentence: str) -> None:
        self._words.show_text(sentence)

    def show_ticks(self, ticks: tuple[Tick, ...]) -> None:
        for line in self._ticks[len(ticks) :]:
            line.hide()
        for line, tick in zip(self._ticks, ticks, strict=False):
            line.show_tick(tick)
            line.show()

    def box(self, member: str) -> CheckBox | None:
        found = (line.box for line in self._ticks if line.tick and line.tick.member == member)
        return next((box for box in found if not box.isHidden()), None)


class _TickLine(QWidget):
    """A box for oneself, words for the other."""

    tick_changed = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.tick: Tick | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.box = CheckBox(tr("yes"))
        self._words = Label("", "body", "ink-2", wrap=True)
        column.addWidget(self.box)
        column.addWidget(self._words)
        self.box.clicked.connect(self._on_box_clicked)

    def show_tick(self, tick: Tick) -> None:
        self.tick = tick
        self.box.set_text(tick.words)
        self.box.setChecked(tick.on)
        state = tr("yes") if tick.on else tr("not yet")
        self._words.show_text(tr("{what}: {state}", what=tick.words, state=state))
        self.box.setVisible(tick.mine)
        self._words.setVisible(not tick.mine)

    def _on_box_clicked(self, on: bool) -> None:
        if self.tick:
            self.tick_changed.emit(self.tick.rule, self.tick.member, on)


def _block(title: str, sentence: Label) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(S)
    head = QVBoxLayout()
    head.setSpacing(XS)
    head.addWidget(Label(title, "strong"))
    head.addWidget(sentence)
    column.addLayout(head)
    return column
