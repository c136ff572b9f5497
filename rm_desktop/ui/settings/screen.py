"""The Settings screen: what is stored comes in, what a person chose goes out to the services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from zoneinfo import available_timezones

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import BadInputError, KnownError
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.services.bin import Binned
from rm_desktop.ui.folders import show_in_browser
from rm_desktop.ui.pair_form.answers import WelcomeAnswers, make_pair
from rm_desktop.ui.places import JOIN, Place, Where
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.restore.flow import RestoreFlow
from rm_desktop.ui.screen import Context, Screen
from rm_desktop.ui.settings import pair_card as card
from rm_desktop.ui.settings.add_pair import AddPair
from rm_desktop.ui.settings.backups_desk import BackupsDesk
from rm_desktop.ui.settings.data_desk import DataDesk
from rm_desktop.ui.settings.erase_desk import EraseDesk
from rm_desktop.ui.settings.import_desk import ImportDesk
from rm_desktop.ui.settings.page import SettingsPage
from rm_desktop.ui.settings.pair_card import PairView
from rm_desktop.ui.settings.pair_desk import PairDesk
from rm_desktop.ui.settings.privacy_desk import PrivacyDesk
from rm_desktop.ui.settings.words import (
    bin_rows,
    empty_question,
    find_zone,
    listed_words,
    roles_line,
)
from rm_desktop.ui.widgets.middle_card import MiddleCard

#: The focus of a place that asks for the form of another pair, or for the list of backups.
ADD_PAIR, RESTORE = "add-pair", "restore"
_SETTINGS = ("appearance", "text_size", "sound")


class SettingsScreen(Screen):
    """One page, and the form of another pair in its place.

    Signals: `keys_requested` opens the list of keys.
    """

    watches = frozenset(
        {
            *(Kind.SETTING, Kind.MEMBER, Kind.CHARTER, Kind.PAIR, Kind.ACTOR),
            *(Kind.ITEM, Kind.ACTION, Kind.OBJECTIVE, Kind.SESSION, Kind.PROMPT),
            Kind.SYNC,
            Kind.PRIVATE,  # locked or opened while another screen was shown
        }
    )
    keys_requested = Signal()

    def __init__(
        self, context: Context, show_folder: Callable[[Path], object] = show_in_browser
    ) -> None:
        super().__init__(context)
        self.setObjectName("settings")
        self._show_folder = show_folder
        self._restore: MiddleCard | None = None
        self._pages = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def parts(self) -> Iterator[None]:
        context = self.context
        self.page = SettingsPage(self._pages)
        yield
        yield from self.page.parts()
        self._pages.addWidget(self.page)
        yield
        self.data = DataDesk(self.page.data, context, self._show_folder)
        self.privacy = PrivacyDesk(self.page.privacy, context)
        self.backups = BackupsDesk(self.page.backups, context)
        self.bring = ImportDesk(self.page.bring, context)
        self.pairs = PairDesk(self.page.pair, context)
        self.erase = EraseDesk(self.page.erase, context)
        self._connect()

    # -- showing --------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        if place.focus == ADD_PAIR:
            self._on_add_requested()
            return
        self._pages.setCurrentWidget(self.page)
        if place.focus == RESTORE:
            self.backups.begin_restore()
            return
        self._leave_restore()
        self.page.show_part(place.focus)

    def refresh(self) -> None:
        settings = self.context.profile.settings
        self.page.appearance.show_settings({key: settings.get(key) for key in _SETTINGS})
        self.page.pair.show_pair(self._pair_view())
        profile = self.context.profile
        now_ms, zone = profile.clock.now().wall_ms, profile.clock.local_zone()
        self.page.bin.show_rows(bin_rows(self.context.desk.bin.contents(), now_ms, zone))

        for desk in (self.data, self.privacy, self.backups, self.bring, self.erase):
            desk.show()
        self.page.sharing.show_shared(self._is_shared())
        self.page.list_parts()
        if not door_of(self.context).is_home:
            self._leave_restore()

    def leave(self) -> None:
        self.page.pair.enter_all()

    def _is_shared(self) -> bool:
        profile = self.context.profile
        return profile.shares and profile.sync.line(self.context.desk.open_pair.id) is not None

    def _pair_view(self) -> PairView:
        opened, pair = self.context.desk.open_pair, self.pair
        listed = self.context.profile.pairs.listed()
        fields = {
            card.YOU: pair.name(opened.actor),
            card.PARTNER: pair.partner_of(opened.actor).name,
            card.ZONE: pair.charter.zone,
            card.PROGRAMME: pair.charter.programme,
        }
        return PairView(
            fields={name: harmless(text) for name, text in fields.items()},
            roles=roles_line(pair),
            you=opened.actor,
            left=any(each.left for each in listed if each.id == opened.id),
            others=tuple((each.id, listed_words(each)) for each in listed if each.id != opened.id),
            is_owner=opened.actor == opened.you,
            is_shared=self._is_shared(),
        )

    # -- acting ---------------------------------------------------------------------------

    def _connect(self) -> None:
        page = self.page
        page.appearance.setting_chosen.connect(self._on_setting_chosen)
        page.pair.field_entered.connect(self._on_field_entered)
        page.pair.zones_wanted.connect(self._on_zones_wanted)
        page.pair.swap_requested.connect(self._on_swap_requested)
        page.pair.add_requested.connect(self._on_add_requested)
        page.pair.join_requested.connect(self._on_join_requested)
        page.pair.invite_requested.connect(self._on_invite_requested)
        page.pair.switch_requested.connect(self._on_switch_requested)
        page.pair.leave_requested.connect(self._on_leave_requested)
        page.pair.delete_requested.connect(self._on_delete_requested)
        page.bin.restore_requested.connect(self._on_restore_requested)
        page.bin.empty_requested.connect(self._on_empty_requested)
        page.about.keys_requested.connect(self.keys_requested)
        page.sharing.open_requested.connect(lambda: self.context.go(Place(Where.SHARING)))
        self.backups.restore_shown.connect(self._on_restore_shown)
        self.backups.restore_left.connect(self._leave_restore)

    @Slot(str, object)
    def _on_setting_chosen(self, key: str, value: object) -> None:
        history = self.context.desk.open_pair.history
        self.attempt(lambda: self.context.profile.settings.put(key, value, history))

    @Slot(str, str)
    def _on_field_entered(self, name: str, text: str) -> None:
        try:
            self.attempt_field(name, text)
        except BadInputError as error:
            self.page.pair.show_problem(name, str(error))

    def attempt_field(self, name: str, text: str) -> None:
        """Store a field of the pair; raises `BadInputError` for what cannot be used."""
        desk, pair = self.context.desk, self.pair
        if name == card.ZONE:
            zone, charter = find_zone(text, available_timezones()), pair.charter
            rhythm = partial(desk.together.set_rhythm, every=charter.every, count=charter.count)
            self._store(lambda: rhythm(minutes=charter.minutes, zone=zone))
        elif name == card.PROGRAMME:
            self._store(lambda: desk.together.set_programme(text))
        else:
            you = self.page.pair.you  # who typed it may have handed over meanwhile
            member = you if name == card.YOU else pair.partner_of(you).id
            self._store(lambda: desk.members.rename(member, text))
        self.page.pair.show_problem(name, "")

    def _store(self, act: Callable[[], Changes]) -> None:
        """Do as `attempt` does, but leave what was typed wrong to the field."""
        try:
            act()
        except BadInputError:
            raise
        except KnownError as error:
            self.context.say(str(error), "", None)

    @Slot()
    def _on_zones_wanted(self) -> None:
        self.page.pair.set_zones(sorted(available_timezones()))

    @Slot()
    def _on_swap_requested(self) -> None:
        desk = self.context.desk
        if self.attempt(desk.members.swap_roles):
            way_back = desk.open_pair.history.way_back()
            self.context.say(roles_line(self.pair), tr("Undo"), way_back)

    @Slot()
    def _on_invite_requested(self) -> None:
        self.context.go(Place(Where.PAIRING))

    @Slot()
    def _on_join_requested(self) -> None:
        self.context.go(Place(Where.PAIRING, focus=JOIN))

    @Slot(str)
    def _on_switch_requested(self, pair: str) -> None:
        self.leave()
        self.attempt(lambda: self.context.profile.open_pair(pair))

    @Slot(bool)
    def _on_leave_requested(self, left: bool) -> None:
        name = harmless(self.pair.partner_of(self.context.desk.open_pair.you).name)
        self._set_left(left)
        if left:
            words = tr("You left the pair with {name}. Everything stays readable.", name=name)
            self.context.say(words, tr("Undo"), partial(self._set_left, False))

    def _set_left(self, left: bool) -> None:
        opened, pairs = self.context.desk.open_pair, self.context.profile.pairs
        self.attempt(lambda: pairs.leave(opened.id, left=left))
        opened.tell(Changes(frozenset({Kind.SETTING}), frozenset({opened.id})))

    @Slot()
    def _on_delete_requested(self) -> None:
        self.erase.delete_pair()

    @Slot(object)
    def _on_restore_requested(self, entity: Binned) -> None:
        desk = self.context.desk
        if self.attempt(lambda: desk.bin.restore(entity)):
            way_back = desk.open_pair.history.way_back()
            self.context.say(tr("Brought back."), tr("Undo"), way_back)

    @Slot()
    def _on_empty_requested(self) -> None:
        contents = self.context.desk.bin.contents()
        question = empty_question(len(contents))
        if self.context.dialogs.ask(tr("Empty the bin?"), question, tr("Delete for good")):
            self.attempt(lambda: self.context.desk.bin.purge(contents))

    # -- going back to a backup ----------------------------------------------------------

    @Slot(object)
    def _on_restore_shown(self, flow: RestoreFlow) -> None:
        self._leave_restore()
        self._restore = MiddleCard(flow)
        self._pages.addWidget(self._restore)
        self._pages.setCurrentWidget(self._restore)

    @Slot()
    def _leave_restore(self) -> None:
        page, self._restore = self._restore, None
        if page is not None:
            self._pages.setCurrentWidget(self.page)
            self._pages.removeWidget(page)
            page.hide()
            page.deleteLater()

    # -- another pair ---------------------------------------------------------------------

    @cached_property
    def add_pair(self) -> AddPair:
        """The form of another pair, which few ask for; what is typed in it stays."""
        form = AddPair(self._now, self._pages)
        self._pages.addWidget(form)
        form.begin_requested.connect(self._on_begin_requested)
        form.back_requested.connect(self._on_back_requested)
        return form

    @Slot()
    def _on_add_requested(self) -> None:
        self._pages.setCurrentWidget(self.add_pair)
        self.add_pair.start(self.pair.name(self.context.desk.open_pair.you))

    @Slot(object)
    def _on_begin_requested(self, answers: WelcomeAnswers) -> None:
        self.attempt(lambda: make_pair(self.context.profile, answers))

    @Slot()
    def _on_back_requested(self) -> None:
        self._pages.setCurrentWidget(self.page)

    def _now(self) -> datetime:
        return self.context.profile.local_now().replace(tzinfo=None)
