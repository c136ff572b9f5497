"""The form for a prompt of one's own.

Purpose: writing a question down with all that makes it useful. States: new or known; with problems.
Keys: Tab through the fields, Ctrl+Enter keeps it, Escape closes the panel.
Signals: `kept(Draft)` when there is no problem. Tokens: those of FieldRow and Button.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.prompts import DEPTHS, AskedBy, Category, Stage, stage_word
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.prompts.cards import Asker
from rm_desktop.ui.prompts.draft import LONGEST, Draft
from rm_desktop.ui.theme.tokens import M
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.segmented import Segmented
from rm_desktop.ui.widgets.text_area import TextArea


class PromptForm(QWidget):
    """A page of the side panel; half-typed words stay in it while it is closed."""

    kept = Signal(object)

    def __init__(self, categories: tuple[Category, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blank = Draft(category=categories[0].id)
        self._start = self._blank
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        fields = {
            "text": (tr("Question"), 3),
            "why": (tr("Why it works"), 2),
            "follow_up": (tr("If it goes quiet"), 2),
            "caution": (tr("What to mind before asking"), 2),
        }
        self.areas = {
            key: TextArea(name, max_length=LONGEST, lines=lines)
            for key, (name, lines) in fields.items()
        }
        self._rows = {key: FieldRow(name, self.areas[key]) for key, (name, _) in fields.items()}
        self._category = MenuButton(tr("Theme"), tuple((c.id, c.title) for c in categories))
        self._stage = MenuButton(tr("Stage"), tuple((s, stage_word(s)) for s in Stage))
        self._role = MenuButton(tr("Who asks"))
        self.depth_choice = Segmented(
            tr("Depth"), tuple((str(d), tr("Depth {n}", n=d)) for d in DEPTHS), str(DEPTHS[0])
        )
        choices = FlowRow()
        for choice in (self._category, self._stage, self._role, self.depth_choice):
            choices.add(choice)
        readers = tr("Stays on this laptop, for all your pairs. Whoever sits here can read it.")
        column.addWidget(Label(readers, "caption", "ink-3", wrap=True))
        column.addWidget(self._rows["text"])
        column.addWidget(choices)
        for key in ("why", "follow_up", "caution"):
            column.addWidget(self._rows[key])
        self._keep = Button("", "primary")
        self._keep.setObjectName("form-keep")
        self._keep.clicked.connect(self._on_keep_clicked)
        last = FlowRow()
        last.add(self._keep)
        column.addWidget(last)
        for area in self.areas.values():
            area.submitted.connect(self._on_keep_clicked)
        self.begin()

    @property
    def draft(self) -> Draft:
        """What the form says now."""
        return Draft(
            self._start.id,
            self._category.choice,
            Stage(self._stage.choice),
            AskedBy(self._role.choice or AskedBy.BOTH),
            int(self.depth_choice.choice),
            *(area.toPlainText() for area in self.areas.values()),
        )

    @property
    def editing(self) -> str:
        """The id of the prompt that is edited, empty for a new one."""
        return self._start.id

    def show_people(self, askers: Mapping[str, Asker]) -> None:
        """Name the two."""
        words = {role: harmless(asker.name) for role, asker in askers.items()}
        choices = (*words.items(), (AskedBy.BOTH, tr("either")))
        self._role.show_choices(choices, self._role.choice or AskedBy.BOTH)

    def begin(self, draft: Draft | None = None, *, category: str = "") -> None:
        """Begin a new prompt (going on with one that was half typed), or edit a known one."""
        if draft is None and not self._start.id and self.draft.text.strip():
            return
        shown = draft or Draft(category=category or self._blank.category)
        self._start = shown
        self._category.show_choice(shown.category)
        self._stage.show_choice(shown.stage)
        self._role.show_choice(shown.role)
        self.depth_choice.show_choice(str(shown.depth))
        for key, area in self.areas.items():
            area.show_text(getattr(shown, key))
        self._keep.set_text(tr("Keep the changes") if shown.id else tr("Add prompt"))
        self._show_problems({})

    def clear(self) -> None:
        """Forget what was written: it was kept."""
        for area in self.areas.values():
            area.show_text("")
        self._start = self._blank

    def _on_keep_clicked(self) -> None:
        draft = self.draft
        problems = draft.problems()
        self._show_problems(problems)
        if problems:
            self.areas[next(iter(problems))].setFocus()
        else:
            self.kept.emit(draft)

    def _show_problems(self, problems: Mapping[str, str]) -> None:
        for key, row in self._rows.items():
            row.show_problem(problems.get(key, ""))
