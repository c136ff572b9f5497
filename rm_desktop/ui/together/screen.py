"""Together: why the two meet, what they agreed, what they aim at and how often they meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.entities import Member
from rm_desktop.domain.names import first_name
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.passages import wiring as passages
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context, Screen
from rm_desktop.ui.together.agreement_page import AgreementPage
from rm_desktop.ui.together.agreement_words import People, agreement_view, field_texts
from rm_desktop.ui.together.aims import aim_views
from rm_desktop.ui.together.deeds import Deeds
from rm_desktop.ui.together.overview import Overview
from rm_desktop.ui.together.passage import Passage
from rm_desktop.ui.together.purpose_card import WishesView
from rm_desktop.ui.together.rhythm import RhythmPlan, rhythm_view
from rm_desktop.ui.together.version_page import VersionPage
from rm_desktop.ui.together.versions import Versions

#: Places within the screen beside the ids of objectives.
AGREEMENT = "agreement"


class TogetherScreen(Screen):
    """The overview, the agreement in full and its versions."""

    watches = frozenset(
        {
            Kind.MEMBER,
            Kind.CHARTER,
            Kind.OBJECTIVE,
            Kind.AGREEMENT,
            Kind.ITEM,
            Kind.SESSION,
            Kind.TIMELINE,
            Kind.ACTOR,
            Kind.PASSAGE,
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._focus = ""
        self._deeds = Deeds(context)
        self._versions = Versions(context.desk.agreement.fields)
        self._pages = QStackedWidget(self)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._pages)

    def parts(self) -> Iterator[None]:
        self.overview = Overview(self._pages)
        yield
        yield from self.overview.parts()
        self._pages.addWidget(self.overview)
        self._connect_overview()

    def ahead(self) -> Iterator[None]:
        yield from super().ahead()
        yield from self._fill()

    @cached_property
    def agreement(self) -> AgreementPage:
        """The agreement in full, made when it is first opened."""
        page = AgreementPage(self.context.desk.agreement.fields, self._pages)
        page.back_requested.connect(self._open_overview)
        page.field_kept.connect(self._deeds.set_field)
        page.signing.sign_requested.connect(self._on_sign_requested)
        page.signing.hand_over_requested.connect(self._on_hand_over_requested)
        page.signing.version_requested.connect(self._open_version)
        self._pages.addWidget(page)
        return page

    @cached_property
    def version(self) -> VersionPage:
        """One earlier text, made when it is first read."""
        page = VersionPage(self._pages)
        page.back_requested.connect(self._open_agreement)
        page.against_chosen.connect(self._on_against_chosen)
        self._pages.addWidget(page)
        return page

    # -- what the house asks --------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        self._focus = place.focus
        if place.focus == AGREEMENT:
            self._open_agreement()
        else:
            self._pages.setCurrentWidget(self.overview)
            self._go_to_focus()

    def refresh(self) -> None:
        for _ in self._fill():
            pass
        self._show_version()
        self._go_to_focus()

    def leave(self) -> None:
        for passage in self._passages():
            passage.flush()
        self.overview.rhythm.flush()

    # -- showing --------------------------------------------------------------------------

    def _fill(self) -> Iterator[None]:
        pair, partner = self.pair, self._first(self._partner())
        overview = self.overview
        wishes = (self._wishes(pair.mentor), self._wishes(pair.mentee))
        overview.purpose.show_purpose(pair.charter.purpose, wishes, partner)
        yield
        names = tuple((m.id, self._first(m)) for m in (pair.mentor, pair.mentee))
        actor = self.context.desk.open_pair.actor
        overview.objectives.show_people(names, partner, actor)
        minutes = self.context.desk.objective_times.minutes()
        overview.objectives.show_aims(aim_views(pair, minutes, self.context.voice))
        yield
        zone = self.context.profile.clock.local_zone()
        rhythm = rhythm_view(pair, self.context.profile.local_now().replace(tzinfo=None), zone)
        overview.rhythm.show_rhythm(rhythm, RhythmPlan.of(pair.charter), partner)
        yield
        passages.fill(overview.passages, pair.shared_passages, self.context)
        self._show_agreement()

    def _show_agreement(self) -> None:
        working, partner = self.context.desk.agreement, self._first(self._partner())
        current, people = working.current, self._people()
        view = agreement_view(current, working.state, people, self._day, self._today())
        self.overview.agreement.show_agreement(view, partner)
        if self._has("agreement"):
            self.agreement.show_agreement(view, field_texts(current, working.fields), partner)

    def _show_version(self) -> None:
        if not self._has("version") or self._pages.currentWidget() is not self.version:
            return
        shown = self._versions.view(
            self.context.desk.agreement.current, self._people().names, self._day, self._today()
        )
        if shown is None:
            self._open_agreement()
        else:
            self.version.show_version(shown)

    def _wishes(self, member: Member) -> WishesView:
        voice = self.context.voice(member.id)
        return WishesView(member.id, self._first(member), voice, member.wants, member.gives)

    def _people(self) -> People:
        members = (self.pair.mentor, self.pair.mentee)
        names = {member.id: first_name(member.name) for member in members}
        return People(names, self.context.voice, self.context.desk.open_pair.actor)

    def _partner(self) -> Member:
        return self.pair.partner_of(self.context.desk.open_pair.actor)

    @staticmethod
    def _first(member: Member) -> str:
        return harmless(first_name(member.name))

    def _day(self, moment: int) -> date:
        return local_time(moment, self.context.profile.clock.local_zone()).date()

    def _today(self) -> date:
        return self.context.profile.local_now().date()

    def _has(self, page: str) -> bool:
        return page in self.__dict__

    def _passages(self) -> tuple[Passage, ...]:
        overview = self.overview
        return (
            *overview.purpose.passages(),
            *overview.objectives.passages(),
            *(self.agreement.passages.values() if self._has("agreement") else ()),
        )

    def _go_to_focus(self) -> None:
        focus, self._focus = self._focus, ""
        row = self.overview.objectives.row(focus)
        if row is not None:
            row.passage.face.setFocus()
            self.overview.column.ensureWidgetVisible(row)
        elif focus in self.pair.passages:
            passages.come_for(self.overview.passages, self.context, focus)

    # -- wiring ---------------------------------------------------------------------------

    def _connect_overview(self) -> None:
        deeds, overview = self._deeds, self.overview
        overview.purpose.purpose_kept.connect(deeds.set_purpose)
        overview.purpose.wants_kept.connect(deeds.set_wants)
        overview.purpose.gives_kept.connect(deeds.set_gives)
        overview.objectives.added.connect(deeds.add_objective)
        overview.objectives.text_kept.connect(deeds.set_objective)
        overview.objectives.progress_chosen.connect(deeds.set_progress)
        overview.objectives.delete_requested.connect(deeds.delete_objective)
        passages.wire(overview.passages, self.context)
        overview.agreement.open_requested.connect(self._open_agreement)
        overview.rhythm.date_requested.connect(self._on_date_requested)
        overview.rhythm.copy_requested.connect(self._on_copy_requested)
        overview.rhythm.plan_changed.connect(self._on_plan_changed)

    def _open_overview(self) -> None:
        self.leave()
        self._pages.setCurrentWidget(self.overview)
        self.overview.agreement.open.setFocus()

    def _open_agreement(self) -> None:
        self._pages.setCurrentWidget(self.agreement)
        self._show_agreement()
        self.agreement.signing.focus_next()

    def _open_version(self, ordinal: int) -> None:
        self._versions.read(ordinal)
        self._pages.setCurrentWidget(self.version)
        self._show_version()

    def _on_against_chosen(self, key: str) -> None:
        self._versions.hold_against(key)
        self._show_version()

    def _on_sign_requested(self) -> None:
        self.leave()
        self._deeds.sign()

    def _on_hand_over_requested(self) -> None:
        self.leave()
        self.context.hand_over()

    def _on_date_requested(self) -> None:
        session = self.pair.next_session.id
        self.context.go(Place(Where.PREPARE, session, "date"))

    def _on_copy_requested(self, dates: str) -> None:
        QGuiApplication.clipboard().setText(dates)
        self.context.say(tr("Dates copied."), "", None)

    def _on_plan_changed(self, change: Callable[[RhythmPlan], RhythmPlan]) -> None:
        self.overview.rhythm.show_problem(self._deeds.change_rhythm(change))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self._pages.currentWidget()
        if event.key() != Qt.Key.Key_Escape or page is self.overview:
            super().keyPressEvent(event)
        elif page is self.agreement:
            self._open_overview()
        else:
            self._open_agreement()
