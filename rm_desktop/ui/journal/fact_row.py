"""The line above an entry: date, session, prompt, template and tags.

Purpose: ties an entry to what it is about. States: each fact chosen or quiet; the date and a new
    tag become a small field where they stand.
Keys: Tab from chip to chip, those of `FactChip`; in a field Enter keeps, Escape leaves.
Signals: `date_typed(str)`, `session_chosen(id)`, `session_opened`, `session_followed(id, words)`,
    `prompt_chosen(id)`, `prompt_opened`, `template_chosen(id)`, `tags_typed(str)`,
    `tag_removed(str)`, `tag_followed(str)`. Tokens: those of the chips.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.journal.chip_field import ChipField
from rm_desktop.ui.journal.fact_chip import FactChip, MenuEntry
from rm_desktop.ui.journal.facts import Choices, Facts, shortened
from rm_desktop.ui.theme.tokens import XS
from rm_desktop.ui.widgets.chip import Chip
from rm_desktop.ui.widgets.flow_layout import FlowRow


class FactRow(FlowRow):
    """`show_facts(facts)`; `known_tags` is asked when a tag is about to be typed."""

    date_typed = Signal(str)
    session_chosen = Signal(str)
    session_opened = Signal()
    session_followed = Signal(str, str)
    prompt_chosen = Signal(str)
    prompt_opened = Signal()
    template_chosen = Signal(str)
    tags_typed = Signal(str)
    tag_removed = Signal(str)
    tag_followed = Signal(str)

    def __init__(
        self, known_tags: Callable[[], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(gap=XS + 2, line_gap=XS + 2, parent=parent)
        self._known_tags = known_tags
        self._facts = Facts("", "")
        self._tags: dict[str, FactChip] = {}
        self.date = FactChip("entry-date")
        self.date_field = ChipField(tr("Date and time of the entry"), tr("12 Nov 18:30"))
        self._about = Chip("")
        self.session = FactChip("entry-session")
        self.prompt = FactChip("entry-prompt")
        self.template = FactChip("entry-template")
        self.new_tag = FactChip("entry-new-tag")
        self.tag_field = ChipField(tr("New tag"), tr("For example: listening"))
        self.new_tag.show_fact(tr("+ Tag"), tr("Add a tag"), "quiet")
        for part in (self.date, self.date_field, self._about, self.session, self.prompt):
            self.add(part)
        for part in (self.template, self.new_tag, self.tag_field):
            self.add(part)
        for field in (self.date_field, self.tag_field):
            field.hide()
        self._connect()

    def show_facts(self, facts: Facts) -> None:
        """Show what is known now; a field in which one types stays."""
        self._facts = facts
        self.date.show_fact(facts.when, tr("Written {when}; change the date", when=facts.when))
        self._about.show_chip(facts.about)
        self._about.setVisible(bool(facts.about))
        words = facts.session_words
        self.session.show_fact(
            words or tr("+ Session"),
            tr("About {session}", session=words) if words else tr("Link a session"),
            "" if words else "quiet",
        )
        self.session.setVisible(bool(facts.sessions))
        words = shortened(facts.prompt_text)
        self.prompt.show_fact(
            tr("Prompt") if words else tr("+ Prompt"),
            tr("Prompt: {text}", text=facts.prompt_text) if words else tr("Write on a prompt"),
            "" if words else "quiet",
        )
        words = facts.template_words
        self.template.show_fact(
            words or tr("+ Template"),
            tr("Template: {name}", name=words) if words else tr("Insert a template"),
            "" if words else "quiet",
        )
        self._show_tags(facts.tags)

    def _show_tags(self, tags: tuple[str, ...]) -> None:
        for tag in tuple(self._tags):
            if tag not in tags:
                self.remove(self._tags.pop(tag))
        for tag in tags:
            if tag not in self._tags:
                chip = self._tags[tag] = FactChip("entry-tag")
                chip.show_fact(f"#{shortened(tag)}", tr("Tag {tag}", tag=tag), "accent")
                chip.clicked.connect(partial(self._on_tag_clicked, tag))
                chip.remove_requested.connect(partial(self._remove_tag, tag))
                self.add(chip, self.new_tag)
                QWidget.setTabOrder(chip, self.new_tag)

    def _connect(self) -> None:
        self.date.clicked.connect(self._on_date_clicked)
        self.session.clicked.connect(self._on_session_clicked)
        self.session.remove_requested.connect(lambda: self.session_chosen.emit(""))
        self.prompt.clicked.connect(self._on_prompt_clicked)
        self.prompt.remove_requested.connect(lambda: self.prompt_chosen.emit(""))
        self.template.clicked.connect(self._on_template_clicked)
        self.new_tag.clicked.connect(self._on_new_tag_clicked)
        self.date_field.submitted.connect(self.date_typed)
        self.date_field.left.connect(self.close_date)
        self.tag_field.submitted.connect(self._on_tag_submitted)
        self.tag_field.left.connect(self._on_tag_left)

    # -- the date ---------------------------------------------------------------------------

    def close_date(self) -> None:
        """Show the date as a chip again."""
        if not self.date_field.isHidden():
            had_focus = self.date_field.hasFocus()
            self.date.show()
            if had_focus:
                self.date.setFocus(Qt.FocusReason.OtherFocusReason)
            self.date_field.hide()

    def _on_date_clicked(self) -> None:
        self.date_field.show_text(self._facts.typed)
        self.date_field.show_problem("")
        self.date_field.show()
        self.date_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.date_field.selectAll()
        self.date.hide()

    # -- menus ------------------------------------------------------------------------------

    def _on_session_clicked(self) -> None:
        facts = self._facts
        none = tr("About no session") if facts.session else ""
        entries = self._choices(facts.sessions, facts.session, self.session_chosen.emit, none)
        if facts.session_words:
            opens = tr("Open {session}", session=facts.session_words.lower())
            follows = tr("Entries about {session}", session=facts.session_words.lower())
            entries = (
                (opens, self.session_opened.emit, False),
                (follows, self._on_session_followed, False),
                None,
                *entries,
            )
        self.session.open_menu(entries)

    def _on_session_followed(self) -> None:
        self.session_followed.emit(self._facts.session, self._facts.session_words)

    def _on_prompt_clicked(self) -> None:
        facts = self._facts
        none = tr("No prompt") if facts.prompt else ""
        entries = self._choices(facts.prompts, facts.prompt, self.prompt_chosen.emit, none)
        if facts.prompt:
            opens = (tr("Open the prompt"), self.prompt_opened.emit, False)
            entries = (opens, None, *entries)
        self.prompt.open_menu(entries)

    def _on_template_clicked(self) -> None:
        facts = self._facts
        entries = self._choices(facts.templates, facts.template, self.template_chosen.emit, "")
        self.template.open_menu(entries)

    @staticmethod
    def _choices(
        choices: Choices, chosen: str, tell: Callable[[str], object], none: str
    ) -> tuple[MenuEntry, ...]:
        entries: list[MenuEntry] = [
            (words, partial(_tell, tell, key), key == chosen) for key, words in choices
        ]
        return (*entries, None, (none, partial(_tell, tell, ""), False)) if none else (*entries,)

    # -- tags -------------------------------------------------------------------------------

    def _on_tag_clicked(self, tag: str, _checked: bool = False) -> None:
        follow = tr("Entries with #{tag}", tag=tag)
        entries: tuple[MenuEntry, ...] = (
            (follow, partial(_tell, self.tag_followed.emit, tag), False),
            (tr("Remove the tag\tDel"), partial(_tell, self._remove_tag, tag), False),
        )
        self._tags[tag].open_menu(entries)

    def _remove_tag(self, tag: str) -> None:
        if self._tags[tag].hasFocus():
            self.new_tag.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tag_removed.emit(tag)

    def _on_new_tag_clicked(self) -> None:
        known = [tag for tag in self._known_tags() if tag not in self._facts.tags]
        completer = QCompleter(QStringListModel(known, self.tag_field), self.tag_field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        former = self.tag_field.completer()
        self.tag_field.setCompleter(completer)
        if former is not None:
            former.deleteLater()
        self.tag_field.start_over()
        self.tag_field.show()
        self.tag_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.new_tag.hide()

    def _on_tag_submitted(self, typed: str) -> None:
        self.tag_field.start_over()
        if typed:
            self.tags_typed.emit(typed)
        else:
            self._on_tag_left()

    def _on_tag_left(self) -> None:
        if self.tag_field.isHidden():
            return
        typed, had_focus = self.tag_field.text().strip(), self.tag_field.hasFocus()
        self.tag_field.start_over()
        self.new_tag.show()
        if had_focus:
            self.new_tag.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tag_field.hide()
        if typed and not had_focus:  # one went on with Tab or the mouse: what was typed is meant
            self.tags_typed.emit(typed)


def _tell(tell: Callable[[str], object], key: str, _checked: bool = False) -> None:
    tell(key)
