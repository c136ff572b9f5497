"""Prompts: a library to look through, one card to draw, and questions of one's own."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QMenu, QVBoxLayout

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.names import first_name
from rm_desktop.domain.prompts import AskedBy, stage_word
from rm_desktop.domain.words import tr
from rm_desktop.ui.only_you import may_show
from rm_desktop.ui.places import Place
from rm_desktop.ui.prompts.acts import Acts
from rm_desktop.ui.prompts.cards import Asker, PromptWords
from rm_desktop.ui.prompts.draft import Draft
from rm_desktop.ui.prompts.drawing import Drawing
from rm_desktop.ui.prompts.looking import Looking, Stock, counted, nothing_found, stock_words
from rm_desktop.ui.prompts.panels import Panels
from rm_desktop.ui.prompts.rules import rules_view
from rm_desktop.ui.prompts.view import PromptsView
from rm_desktop.ui.screen import Context, Screen


class PromptsScreen(Screen):
    """The library of prompts. A place's id opens that prompt."""

    watches = frozenset(
        {
            *(Kind.MARK, Kind.CHARTER, Kind.ITEM, Kind.SESSION, Kind.PROMPT, Kind.MEMBER),
            *(Kind.ACTOR, Kind.SETTING),
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._prompts = context.desk.prompts
        self._categories = self._prompts.categories()
        self._acts = Acts(context)
        self._drawing = Drawing(self._prompts)
        self._looking = Looking()
        self._opened = ""

    def parts(self) -> Iterator[None]:
        self._stock = self._read_stock()
        yield
        self.view = PromptsView(self._categories, self)
        yield
        self.panels = Panels(self._acts, self._categories, self)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.view)
        self._connect_view()
        self._connect_panels()

    def ahead(self) -> Iterator[None]:
        yield from super().ahead()
        yield from self.view.grid.lay_by()

    # -- what the house asks --------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        if place.id:
            self.refresh()
            self.view.grid.go_to(place.id)
            self._open_detail(place.id)

    def refresh(self) -> None:
        self._stock = self._read_stock()
        self._people = self._read_people()
        askers = {role: asker for role, (_, asker) in self._people.items()}
        self._words = PromptWords(
            askers, self._categories, self._stock, can_write=may_show(self.context)
        )
        counts = stock_words(self._stock)
        sentence = tr("Questions that open a conversation. {counts}.", counts=counts)
        self.view.show_subtitles(sentence, counts)
        self.view.filters.show_people(askers)
        self.view.filters.show_packs(self._stock.packs())
        if self._looking.pack and self._looking.pack not in self._stock.packs():
            self._looking = Looking()
        self._show_found()
        self._show_opened()
        self._show_drawn()
        self._show_rules()
        if self.panels.has("form"):
            self.panels.form.show_people(askers)

    # -- reading --------------------------------------------------------------------------

    def _read_stock(self) -> Stock:
        return Stock(
            self._prompts.every(),
            self._prompts.uses(),
            self._prompts.context(),
            self.pair.next_number,
            tuple(c.id for c in self._categories),
        )

    def _read_people(self) -> dict[str, tuple[str, Asker]]:
        roles = ((AskedBy.MENTOR, self.pair.mentor), (AskedBy.MENTEE, self.pair.mentee))
        return {
            role: (member.id, Asker(first_name(member.name), self.context.voice(member.id)))
            for role, member in roles
        }

    # -- showing --------------------------------------------------------------------------

    def _show_found(self) -> None:
        found = self._stock.matching(self._looking)
        views = tuple(map(self._words.card, found))
        self.view.filters.show_looking(self._looking, counted(found, self._stock))
        narrowed = self._looking != Looking()
        self.view.show_cards(views, nothing_found(self._looking), narrowed=narrowed)

    def _show_opened(self) -> None:
        if not self.panels.has("detail"):
            return
        prompt = self._stock.find(self._opened)
        if prompt is not None:
            self.panels.detail.show_detail(self._words.detail(prompt))
        elif self.view.side.page is self.panels.detail:
            self.view.close_side()

    def _show_drawn(self) -> None:
        if not self.panels.has("draw"):
            return
        card = self._stock.find(self._drawing.card.id) if self._drawing.card else None
        if card is None:
            self.panels.draw.show_none(self._drawing.why_none(), self._within())
        else:
            self.panels.draw.show_card(self._words.detail(card), self._within())

    def _show_rules(self) -> None:
        if self.panels.has("rules"):
            draws, charter = self._stock.draws, self.pair.charter
            actor = self.context.desk.open_pair.actor
            view = rules_view(draws, charter, self._people, actor, self._categories)
            self.panels.rules.show_rules(view)

    def _within(self) -> str:
        titles = [c.title for c in self._categories if c.id == self._drawing.category]
        if self._drawing.stage:
            titles.append(stage_word(self._drawing.stage))
        if not titles:
            return tr("Drawn from every theme.")
        return tr("Drawn from: {what}.", what=" · ".join(titles))

    # -- opening panels -------------------------------------------------------------------

    def _open_detail(self, ident: str) -> None:
        prompt = self._stock.find(ident)
        if prompt is None:
            self.context.say(tr("This prompt is not there any more."), "", None)
            return
        self._opened = ident
        detail = self._words.detail(prompt)
        self.panels.detail.show_detail(detail)
        self.view.open_side(self.panels.detail, detail.theme)

    def _open_draw(self) -> None:
        self._drawing.begin(self._looking.stage, self._looking.category)
        self.view.open_side(self.panels.draw, tr("Draw one"))
        self._show_drawn()

    def _open_form(self, draft: Draft | None = None) -> None:
        self.panels.form.show_people({role: asker for role, (_, asker) in self._people.items()})
        self.panels.form.begin(draft, category=self._looking.category)
        self.view.open_side(self.panels.form, tr("Edit prompt") if draft else tr("New prompt"))

    def _open_rules(self) -> None:
        self.view.open_side(self.panels.rules, tr("Depth and limits"))
        self._show_rules()

    def _choose_pack(self) -> None:
        found = self._acts.choose_pack()
        if found is not None:
            self.panels.pack.show_pack(found)
            self.view.open_side(self.panels.pack, tr("Import pack"))

    def _open_menu(self) -> QMenu:
        menu = QMenu(self)
        pack = self._looking.pack
        if self._acts.has_own():
            menu.addAction(tr("Export our own prompts…"), lambda: self._acts.export(""))
        if pack:
            menu.addAction(tr("Export this pack…"), lambda: self._acts.export(pack))
            menu.addAction(tr("Remove this pack"), lambda: self._acts.remove_pack(pack))
        menu.addAction(tr("Import pack…"), self._choose_pack)
        menu.addAction(tr("Depth and limits"), self._open_rules)
        menu.popup(self.view.more.mapToGlobal(self.view.more.rect().bottomLeft()))
        return menu

    # -- wiring ---------------------------------------------------------------------------

    def _connect_view(self) -> None:
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
        view.grid.write_requested.connect(self._acts.write)

    def _connect_panels(self) -> None:
        panels = self.panels
        panels.edit_requested.connect(self._on_edit_requested)
        panels.rules_requested.connect(self._open_rules)
        panels.hand_over_requested.connect(self.context.hand_over)
        panels.another_requested.connect(self._on_another_requested)
        panels.passed.connect(self._on_passed)
        panels.kept.connect(self._on_kept)
        panels.pack_accepted.connect(self._on_pack_accepted)
        panels.pack_requested.connect(self._choose_pack)

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
        prompt = self._prompts.find(ident)
        if prompt is not None:
            self._open_form(Draft.of(prompt))

    def _on_kept(self, draft: Draft) -> None:
        if self._acts.keep(draft):
            self.panels.form.clear()
            self.view.close_side()

    def _on_pack_accepted(self) -> None:
        if self._acts.take_in():
            self.view.close_side()
