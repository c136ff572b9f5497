"""Prompts: a library to look through, one card to draw, and questions of one's own."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QVBoxLayout

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.names import first_name
from rm_desktop.domain.prompts import AskedBy, Prompt, stage_word
from rm_desktop.domain.words import tr
from rm_desktop.ui.places import Place
from rm_desktop.ui.prompts.acts import Acts
from rm_desktop.ui.prompts.cards import Asker, PromptWords
from rm_desktop.ui.prompts.detail_panel import DetailPanel
from rm_desktop.ui.prompts.draft import Draft
from rm_desktop.ui.prompts.draw_panel import DrawPanel
from rm_desktop.ui.prompts.drawing import Drawing
from rm_desktop.ui.prompts.looking import Looking, Stock, counted, nothing_found, subtitle
from rm_desktop.ui.prompts.pack_panel import PackPanel
from rm_desktop.ui.prompts.prompt_form import PromptForm
from rm_desktop.ui.prompts.rules import rules_view
from rm_desktop.ui.prompts.rules_panel import RulesPanel
from rm_desktop.ui.prompts.view import PromptsView
from rm_desktop.ui.screen import Context, Screen


class PromptsScreen(Screen):
    """The library of prompts. A place's id opens that prompt."""

    watches = frozenset(
        {Kind.MARK, Kind.CHARTER, Kind.ITEM, Kind.SESSION, Kind.PROMPT, Kind.MEMBER, Kind.ACTOR}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._prompts = context.desk.prompts
        categories = self._categories = self._prompts.categories()
        self._acts = Acts(context)
        self._drawing = Drawing(self._prompts)
        self._looking = Looking()
        self._stock: Stock | None = None
        self._opened = ""
        self.view = PromptsView(categories)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.view)
        self.detail = DetailPanel()
        self.draw = DrawPanel()
        self.rules = RulesPanel(categories)
        self.form = PromptForm(categories)
        self.pack = PackPanel()
        self._connect_page()
        self._connect_panels()

    # -- what the house asks --------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        if place.id:
            self._opened = place.id
            if self._stock is not None:
                self.refresh()
            self._open_detail(place.id)

    def refresh(self) -> None:
        stock = self._stock = Stock(
            self._prompts.every(),
            self._prompts.uses(),
            self._prompts.context(),
            self.pair.next_number,
        )
        people = self._people()
        self._askers = {role: asker for role, (_, asker) in people.items()}
        self._words = PromptWords(self._askers, self._categories, stock)
        self.view.header.show_words(tr("Prompts"), subtitle(stock))
        self.view.filters.show_people(self._askers)
        self.view.filters.show_packs(stock.packs())
        if self._looking.pack and self._looking.pack not in stock.packs():
            self._looking = Looking()
        opened = self.context.desk.open_pair
        self.form.show_people(self._askers, first_name(self.pair.partner_of(opened.actor).name))
        self.rules.show_rules(
            rules_view(stock.draws, self.pair.charter, people, opened.actor, self._categories)
        )
        self._show_found()
        self._show_opened()
        self._show_drawn()

    # -- showing --------------------------------------------------------------------------

    def _people(self) -> dict[str, tuple[str, Asker]]:
        roles = ((AskedBy.MENTOR, self.pair.mentor), (AskedBy.MENTEE, self.pair.mentee))
        return {
            role: (member.id, Asker(first_name(member.name), self.context.voice(member.id)))
            for role, member in roles
        }

    def _show_found(self) -> None:
        if self._stock is None:
            return
        found = self._stock.matching(self._looking)
        views = tuple(map(self._words.card, found))
        self.view.filters.show_looking(self._looking, counted(found, self._stock))
        narrowed = self._looking != Looking()
        self.view.show_cards(views, nothing_found(self._looking), narrowed=narrowed)

    def _show_opened(self) -> None:
        prompt = self._stock.find(self._opened) if self._stock and self._opened else None
        if prompt is not None:
            self.detail.show_detail(self._words.detail(prompt))
        elif self.view.side.page is self.detail:
            self.view.close_side()

    def _show_drawn(self) -> None:
        if self.view.side.page is not self.draw or self._stock is None:
            return
        card = self._stock.find(self._drawing.card.id) if self._drawing.card else None
        if card is None:
            self.draw.show_none(self._drawing.why_none(), self._within())
        else:
            self.draw.show_card(self._words.detail(card), self._within())

    def _within(self) -> str:
        titles = [c.title for c in self._categories if c.id == self._looking.category]
        if self._looking.stage:
            titles.append(stage_word(self._looking.stage))
        if not titles:
            return tr("Drawn from every theme.")
        return tr("Drawn from: {what}.", what=" · ".join(titles))

    # -- opening panels -------------------------------------------------------------------

    def _open_detail(self, ident: str) -> None:
        self._opened = ident
        if self._stock is None:
            self.refresh()
        if self._stock is None or self._stock.find(ident) is None:
            self.context.say(tr("This prompt is not there any more."), "", None)
            return
        self._show_opened()
        self.view.open_side(self.detail, tr("Why it works"))
        (self.detail.add if self.detail.add.isVisibleTo(self) else self.detail.favourite).setFocus()

    def _open_draw(self) -> None:
        self.view.open_side(self.draw, tr("Draw one"))
        self._drawing.begin(self._looking.stage, self._looking.category)
        self._show_drawn()
        self.draw.another.setFocus()

    def _open_form(self, draft: Draft | None = None) -> None:
        self.form.begin(draft, category=self._looking.category)
        self.view.open_side(self.form, tr("Edit prompt") if draft else tr("New prompt"))
        self.form.focus_text()

    def _open_rules(self) -> None:
        self.view.open_side(self.rules, tr("Depth and limits"))
        self.view.side.focus_first()

    def _choose_pack(self) -> None:
        found = self._acts.choose_pack()
        if found is not None:
            self.pack.show_pack(found)
            self.view.open_side(self.pack, tr("Import pack"))
            self.view.side.focus_first()

    def _open_menu(self) -> QMenu:
        menu = QMenu(self)
        pack = self._looking.pack
        if self._acts.has_own():
            menu.addAction(tr("Export our own prompts…"), lambda: self._acts.export(""))
        if pack:
            menu.addAction(tr("Export this pack…"), lambda: self._acts.export(pack))
            menu.addAction(tr("Remove this pack"), lambda: self._acts.remove_pack(pack))
        menu.addAction(tr("Depth and limits"), self._open_rules)
        menu.popup(self.view.more.mapToGlobal(self.view.more.rect().bottomLeft()))
        return menu

    # -- wiring ---------------------------------------------------------------------------

    def _connect_page(self) -> None:
        view = self.view
        view.filters.looking_changed.connect(self._on_looking_changed)
        view.clear_requested.connect(self._on_clear_requested)
        view.draw_requested.connect(self._open_draw)
        view.import_requested.connect(self._choose_pack)
        view.new_requested.connect(self._open_form)
        view.rules_requested.connect(self._open_rules)
        view.more.clicked.connect(self._open_menu)
        view.side.closed.connect(view.close_side)
        view.grid.add_requested.connect(self._acts.add)
        view.grid.detail_requested.connect(self._open_detail)
        view.grid.favourite_requested.connect(self._acts.set_favourite)

    def _connect_panels(self) -> None:
        self.detail.add_requested.connect(self._acts.add)
        self.detail.favourite_requested.connect(self._acts.set_favourite)
        self.detail.hidden_requested.connect(self._acts.set_hidden)
        self.detail.delete_requested.connect(self._acts.delete)
        self.detail.edit_requested.connect(self._on_edit_requested)
        self.draw.add_requested.connect(self._acts.add)
        self.draw.another_requested.connect(self._on_another_requested)
        self.draw.passed.connect(self._on_passed)
        self.draw.rules_requested.connect(self._open_rules)
        self.rules.tick_changed.connect(self._acts.set_tick)
        self.rules.limit_changed.connect(self._acts.set_limit)
        self.rules.hand_over_requested.connect(self.context.hand_over)
        self.form.kept.connect(self._on_form_kept)
        self.pack.accepted.connect(self._on_pack_accepted)
        self.pack.another_requested.connect(self._choose_pack)

    def _on_looking_changed(self, looking: Looking) -> None:
        self._looking = looking
        self._show_found()

    def _on_clear_requested(self) -> None:
        self._looking = Looking()
        self._show_found()
        self.view.grid.go_to(self.view.grid.current)

    def _on_another_requested(self) -> None:
        self._drawing.another()
        self._show_drawn()

    def _on_passed(self) -> None:
        self._drawing.pass_on()
        self._show_drawn()

    def _on_edit_requested(self, ident: str) -> None:
        prompt: Prompt | None = self._prompts.find(ident)
        if prompt is not None:
            self._open_form(Draft.of(prompt))

    def _on_form_kept(self, draft: Draft) -> None:
        if self._acts.keep(draft):
            self.form.clear()
            self.view.close_side()

    def _on_pack_accepted(self) -> None:
        if self._acts.take_in():
            self.view.close_side()
