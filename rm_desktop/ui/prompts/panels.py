"""The pages of the side panel, each made when it is first opened, and what their buttons do."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, Signal

from rm_desktop.domain.prompts import Category
from rm_desktop.ui.prompts.acts import Acts
from rm_desktop.ui.prompts.detail_panel import DetailPanel
from rm_desktop.ui.prompts.draw_panel import DrawPanel
from rm_desktop.ui.prompts.pack_panel import PackPanel
from rm_desktop.ui.prompts.prompt_form import PromptForm
from rm_desktop.ui.prompts.rules_panel import RulesPanel


class Panels(QObject):
    """Acts go straight to the services; what opens or closes a panel is the screen's to do.

    Signals: `edit_requested(str)`, `rules_requested`, `hand_over_requested`, `another_requested`,
    `passed`, `kept(Draft)`, `pack_accepted`, `pack_requested`.
    """

    edit_requested = Signal(str)
    rules_requested = Signal()
    hand_over_requested = Signal()
    another_requested = Signal()
    passed = Signal()
    kept = Signal(object)
    pack_accepted = Signal()
    pack_requested = Signal()

    def __init__(self, acts: Acts, categories: tuple[Category, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._acts = acts
        self._categories = categories

    def has(self, name: str) -> bool:
        """Tell whether a page was opened before."""
        return name in self.__dict__

    @cached_property
    def detail(self) -> DetailPanel:
        """One prompt in full."""
        panel = DetailPanel()
        panel.add_requested.connect(self._acts.add)
        panel.favourite_requested.connect(self._acts.set_favourite)
        panel.hidden_requested.connect(self._acts.set_hidden)
        panel.delete_requested.connect(self._acts.delete)
        panel.edit_requested.connect(self.edit_requested)
        panel.write_requested.connect(self._acts.write)
        return panel

    @cached_property
    def draw(self) -> DrawPanel:
        """The drawn card."""
        panel = DrawPanel()
        panel.add_requested.connect(self._acts.add)
        panel.another_requested.connect(self.another_requested)
        panel.passed.connect(self.passed)
        panel.rules_requested.connect(self.rules_requested)
        return panel

    @cached_property
    def rules(self) -> RulesPanel:
        """Depth and limits."""
        panel = RulesPanel(self._categories)
        panel.tick_changed.connect(self._acts.set_tick)
        panel.limit_changed.connect(self._acts.set_limit)
        panel.hand_over_requested.connect(self.hand_over_requested)
        return panel

    @cached_property
    def form(self) -> PromptForm:
        """A prompt of one's own."""
        panel = PromptForm(self._categories)
        panel.kept.connect(self.kept)
        return panel

    @cached_property
    def pack(self) -> PackPanel:
        """A pack before it comes in."""
        panel = PackPanel()
        panel.accepted.connect(self.pack_accepted)
        panel.another_requested.connect(self.pack_requested)
        return panel
