"""The Settings screen over a real profile: what a person sees and what it leaves behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop import __version__
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import Role
from rm_desktop.services.desk import Desk
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context
from rm_desktop.ui.settings.pair_card import PARTNER, PROGRAMME, YOU, ZONE
from rm_desktop.ui.settings.screen import SettingsScreen
from rm_desktop.ui.widgets.button import Button
from tests.ui.conftest import Heard


@pytest.fixture
def shown() -> list[Path]:
    return []


@pytest.fixture
def screen(qtbot: QtBot, context: Context, shown: list[Path]) -> Iterator[SettingsScreen]:
    screen = SettingsScreen(context, shown.append)
    screen.complete()
    qtbot.addWidget(screen)
    screen.resize(1072, 800)
    screen.show()
    yield screen
    screen.data.close()


def words_of(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def button(widget: QWidget, words: str) -> Button:
    return next(each for each in widget.findChildren(Button) if each.accessibleName() == words)


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def type_over(qtbot: QtBot, screen: SettingsScreen, name: str, text: str) -> None:
    field = screen.page.pair.field(name)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


# -- appearance ---------------------------------------------------------------------------


def test_dark_is_stored_at_once_and_can_be_undone(
    screen: SettingsScreen, profile: Profile, desk: Desk
) -> None:
    screen.page.appearance.look.chosen.emit("dark")
    assert profile.settings.get("appearance") == "dark"
    desk.open_pair.history.undo()
    assert profile.settings.get("appearance") == "system"
    assert screen.page.appearance.look.choice == "system"


def test_text_size_and_sound_are_stored(
    qtbot: QtBot, screen: SettingsScreen, profile: Profile
) -> None:
    card = screen.page.appearance
    card.size_menu.chosen.emit("150")
    click(qtbot, card.sound)
    stored = [profile.settings.get(key) for key in ("text_size", "sound")]
    assert stored == [150, True]


def test_sound_is_off_until_somebody_asks(screen: SettingsScreen) -> None:
    assert not screen.page.appearance.sound.isChecked()


def test_a_size_chosen_by_keys_is_shown(screen: SettingsScreen, profile: Profile) -> None:
    profile.settings.put("text_size", 125)
    assert screen.page.appearance.size_menu.choice == "125"


# -- the pair -----------------------------------------------------------------------------


def test_a_name_is_stored_by_enter_and_undone(
    qtbot: QtBot, screen: SettingsScreen, desk: Desk
) -> None:
    type_over(qtbot, screen, PARTNER, "Henrik Berger")
    assert desk.open_pair.pair.mentee.name == "Henrik Berger"
    screen.page.pair.field(PARTNER).clearFocus()
    desk.open_pair.history.undo()
    assert screen.page.pair.field(PARTNER).text() == "Henrik Berg"


def test_an_empty_name_is_refused_at_its_field(
    qtbot: QtBot, screen: SettingsScreen, desk: Desk
) -> None:
    type_over(qtbot, screen, YOU, " ")
    assert "cannot be empty" in words_of(screen.page.pair)
    assert desk.open_pair.pair.mentor.name == "Maya Okafor"
    qtbot.keyClick(screen.page.pair.field(YOU), Qt.Key.Key_Escape)
    assert screen.page.pair.field(YOU).text() == "Maya Okafor"
    assert "cannot be empty" not in words_of(screen.page.pair)


def test_what_is_half_typed_stays_when_something_else_changes(
    qtbot: QtBot, screen: SettingsScreen, desk: Desk
) -> None:
    field = screen.page.pair.field(PROGRAMME)
    screen.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Autumn")
    desk.members.rename(desk.open_pair.pair.mentee.id, "Henry")
    assert field.text() == "Autumn"
    assert screen.page.pair.field(PARTNER).text() == "Henry"
    screen.leave()
    assert desk.open_pair.pair.charter.programme == "Autumn"


def test_a_zone_is_understood_by_its_city_or_refused(
    qtbot: QtBot, screen: SettingsScreen, desk: Desk
) -> None:
    type_over(qtbot, screen, ZONE, "oslo")
    assert desk.open_pair.pair.charter.zone == "Europe/Oslo"
    type_over(qtbot, screen, ZONE, "Atlantis")
    assert "no time zone of that name" in words_of(screen.page.pair)
    assert desk.open_pair.pair.charter.zone == "Europe/Oslo"


def test_roles_are_swapped_and_back(
    qtbot: QtBot, screen: SettingsScreen, desk: Desk, heard: Heard
) -> None:
    click(qtbot, screen.page.pair.swap)
    assert desk.open_pair.pair.mentor.name == "Henrik Berg"
    assert "Henrik Berg is the mentor, Maya Okafor the executive." in words_of(screen.page.pair)
    heard.press_action()
    assert desk.open_pair.pair.mentor.name == "Maya Okafor"


def test_another_pair_is_added_without_leaving_the_app(
    qtbot: QtBot, screen: SettingsScreen, profile: Profile
) -> None:
    screen.show_place(Place(Where.SETTINGS, focus="add-pair"))
    form = screen.add_pair.form
    assert form.you.name.text() == "Maya Okafor"
    click(qtbot, screen.add_pair.begin)
    assert "Type your partner’s name." in words_of(screen.add_pair)
    qtbot.keyClicks(form.partner.name, "Tom Li")
    click(qtbot, screen.add_pair.begin)
    assert [each.names[1] for each in profile.pairs.listed()] == ["Henrik Berg", "Tom Li"]
    assert profile.desk is not None
    assert profile.desk.open_pair.pair.mentee.name == "Tom Li"


def test_another_pair_is_opened_from_the_list(
    qtbot: QtBot, context: Context, screen: SettingsScreen, profile: Profile, desk: Desk
) -> None:
    you, partner = Person("Maya Okafor", Role.MENTOR), Person("Tom Li", Role.MENTEE)
    other = profile.pairs.create(you, partner)
    desk.members.rename(desk.open_pair.you, "Maya O.")
    click(qtbot, button(screen.page.pair, "Maya Okafor & Tom Li"))
    assert profile.desk is not None
    assert profile.desk.open_pair.id == other


def test_a_pair_is_left_and_taken_up_again(
    qtbot: QtBot, screen: SettingsScreen, profile: Profile, heard: Heard
) -> None:
    click(qtbot, button(screen.page.pair, "Leave this pair"))
    assert [each.left for each in profile.pairs.listed()] == [True]
    assert button(screen.page.pair, "Take up this pair again").isVisible()
    heard.press_action()
    assert [each.left for each in profile.pairs.listed()] == [False]
    assert button(screen.page.pair, "Leave this pair").isVisible()


def test_deleting_a_pair_names_what_is_lost_and_asks(
    qtbot: QtBot,
    screen: SettingsScreen,
    profile: Profile,
    desk: Desk,
    dialogs: AnsweredDialogs,
) -> None:
    desk.agenda.add(desk.open_pair.pair.next_session.id, "Slides")
    dialogs.yes = False
    click(qtbot, screen.page.pair.delete)
    assert "1 topic with its notes" in dialogs.asked[0]
    assert "Maya Okafor and Henrik Berg" in dialogs.asked[0]
    assert len(profile.pairs.listed()) == 1
    dialogs.yes = True
    click(qtbot, screen.page.pair.delete)
    assert profile.pairs.listed() == ()
    assert profile.desk is None


# -- the bin ------------------------------------------------------------------------------


def test_what_was_deleted_is_brought_back(
    qtbot: QtBot, screen: SettingsScreen, desk: Desk, clock: FakeClock
) -> None:
    item = desk.agenda.add("", "Slides")
    desk.agenda.delete(item)
    qtbot.waitUntil(lambda: "Slides" in words_of(screen.page.bin))
    click(qtbot, button(screen.page.bin, "Bring back “Slides”"))
    assert [each.id for each in desk.open_pair.pair.backlog] == [item]
    assert "The bin is empty." in words_of(screen.page.bin)


def test_the_bin_is_emptied_for_good_after_a_question(
    qtbot: QtBot, screen: SettingsScreen, desk: Desk, dialogs: AnsweredDialogs
) -> None:
    desk.agenda.delete(desk.agenda.add("", "Slides"))
    click(qtbot, screen.page.bin.empty)
    assert "1 thing" in dialogs.asked[0]
    assert desk.bin.contents() == ()
    assert screen.page.bin.empty.isHidden()


# -- the data -----------------------------------------------------------------------------


def test_the_folder_is_shown_with_what_is_in_it(
    qtbot: QtBot, screen: SettingsScreen, tmp_path: Path, shown: list[Path]
) -> None:
    assert str(tmp_path) in words_of(screen.page.data)
    assert "workspace.vault.header" in words_of(screen.page.data)
    click(qtbot, screen.page.data.show_folder)
    assert shown == [tmp_path]


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_an_export_is_written_while_the_app_goes_on(
    qtbot: QtBot,
    screen: SettingsScreen,
    desk: Desk,
    dialogs: AnsweredDialogs,
    heard: Heard,
    shown: list[Path],
    tmp_path: Path,
    form: str,
) -> None:
    item = desk.agenda.add(desk.open_pair.pair.next_session.id, "Slides")
    desk.notes(item).splice(0, 0, "just typed")
    dialogs.path = tmp_path / "exports"
    dialogs.path.mkdir()
    screen.page.data.form.show_choice(form)
    click(qtbot, screen.page.data.export)
    assert not screen.page.data.export.isEnabled()
    desk.agenda.add("", "Meanwhile")
    qtbot.waitUntil(lambda: bool(heard.said), timeout=20_000)
    assert "exported to" in heard.said[0][0]
    assert screen.page.data.export.isEnabled()
    heard.press_action()
    (folder,) = shown
    assert folder.parent == dialogs.path
    written = "\n".join(p.read_text("utf-8") for p in folder.rglob("*") if p.is_file())
    assert "Slides" in written
    assert "just typed" in written
    if form == "json":
        assert [json.loads(p.read_text("utf-8")) for p in folder.glob("*.json")]


def test_an_export_that_cannot_be_written_is_said(
    qtbot: QtBot,
    screen: SettingsScreen,
    dialogs: AnsweredDialogs,
    heard: Heard,
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("in the way")
    dialogs.path = tmp_path / "file"
    click(qtbot, screen.page.data.export)
    qtbot.waitUntil(lambda: bool(heard.said), timeout=20_000)
    assert screen.page.data.export.isEnabled()
    assert heard.said[0][0].endswith(".")


def test_no_folder_no_export(
    qtbot: QtBot, screen: SettingsScreen, dialogs: AnsweredDialogs
) -> None:
    dialogs.path = None
    click(qtbot, screen.page.data.export)
    assert screen.page.data.export.isEnabled()


# -- about, and finding one's way ---------------------------------------------------------


def test_components_are_listed_with_version_and_licence(
    qtbot: QtBot, screen: SettingsScreen
) -> None:
    about = screen.page.about
    assert f"rm-desktop {__version__}" in words_of(about)
    assert "SQLAlchemy" not in words_of(about)
    click(qtbot, about.components)
    qtbot.waitUntil(lambda: "SQLAlchemy" in words_of(about))
    assert "LGPL-3.0-only" in words_of(about)
    click(qtbot, about.components)
    assert "SQLAlchemy" not in words_of(about)


def test_the_list_of_keys_is_one_click_away(qtbot: QtBot, screen: SettingsScreen) -> None:
    with qtbot.waitSignal(screen.keys_requested):
        click(qtbot, screen.page.about.keys)


@pytest.mark.parametrize("part", ["bin", "pair", "appearance"])
def test_a_place_brings_its_part_to_the_top(
    qtbot: QtBot, screen: SettingsScreen, part: str
) -> None:
    screen.show_place(Place(Where.SETTINGS, focus=part))
    card = getattr(screen.page, part)
    bar = screen.page.column.verticalScrollBar()

    def stands_at_the_top() -> bool:
        top = card.mapTo(screen.page.column, card.rect().topLeft()).y()
        return abs(top) < 12 or (bar.value() == bar.maximum() and 0 <= top < 100)

    qtbot.waitUntil(stands_at_the_top)


def test_the_list_of_parts_gives_way_where_there_is_no_room(
    qtbot: QtBot, screen: SettingsScreen
) -> None:
    assert screen.page.anchors.isVisible()
    screen.resize(700, 640)
    qtbot.waitUntil(lambda: not screen.page.anchors.isVisible())
    assert screen.width() == 700


def test_it_looks_again_at_whatever_it_shows(screen: SettingsScreen) -> None:
    assert screen.watches >= {Kind.SETTING, Kind.MEMBER, Kind.CHARTER, Kind.ITEM}
