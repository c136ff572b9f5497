"""What becomes of a shared pair: over a relay, lost stores, copies, removals, foreign hands."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from rm_desktop.domain.pair import notes_id
from rm_desktop.domain.sync_state import Concern, SyncState
from rm_desktop.services.desk import Desk
from rm_desktop.services.spaces import Place
from rm_desktop.wire.content import Changes, Update
from tests.relay.ears import Ears
from tests.relay.running import Running, relay
from tests.services.couple import Seat, founded, let_in

Couple = tuple[Seat, Seat]


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serve(tmp_path_factory.mktemp("lasting")) as running:
        yield running


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A relay of a test's own, which may come to harm."""
    with serve(tmp_path) as running:
        yield running


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Running:
    name = "own" if "own" in request.fixturenames else "lasting"
    found: Running = request.getfixturevalue(name)
    return found


def serve(root: Path, port: str = "0") -> AbstractContextManager[Running]:
    (root / "relay").mkdir(exist_ok=True)
    return relay("--data", str(root / "relay"), "--open", "--port", port)


@pytest.fixture
def couple(tmp_path: Path, server: Running) -> Iterator[Couple]:
    place = Place(server.address)
    maya = founded(tmp_path / "maya", place)
    add(maya, "Prompting for a board paper")
    henrik = let_in(maya, tmp_path / "henrik", place)
    yield maya, henrik
    for seat in (maya, henrik):
        seat.profile.close()


def desk(seat: Seat) -> Desk:
    assert seat.profile.desk is not None
    return seat.profile.desk


def add(seat: Seat, title: str) -> str:
    return desk(seat).agenda.add("", title)


def titles(seat: Seat) -> list[str]:
    return sorted(item.title for item in desk(seat).open_pair.pair.items.values())


def settle(*seats: Seat) -> None:
    for seat in (*seats, *seats, *seats):
        seat.line.hurry()
        seat.sync()


def concerns(seat: Seat) -> set[Concern]:
    status = seat.profile.sync.status(seat.line.pair)
    return {each.concern for each in status.attention}


def test_two_laptops_meet_at_a_relay(couple: Couple) -> None:
    maya, henrik = couple
    add(henrik, "From Henrik")
    add(maya, "From Maya")
    assert maya.profile.sync.status(maya.line.pair).waiting == 1
    settle(maya, henrik)
    assert (
        titles(maya)
        == titles(henrik)
        == ["From Henrik", "From Maya", "Prompting for a board paper"]
    )
    status = henrik.profile.sync.status(henrik.line.pair)
    assert (status.state, status.waiting) == (SyncState.UP_TO_DATE, 0)
    assert [p.changes for p in henrik.profile.sync.parcels(henrik.line.pair)][:2] == [1, 1]


def test_a_relay_that_is_gone_is_offline_and_nothing_is_lost(couple: Couple, own: Running) -> None:
    maya, henrik = couple
    own.kill()
    add(maya, "Meanwhile")
    maya.sync()
    status = maya.profile.sync.status(maya.line.pair)
    assert (status.state, status.waiting) == (SyncState.OFFLINE, 1)
    assert maya.line.due_at > 0
    assert titles(henrik) == ["Prompting for a board paper"]


def test_an_emptied_relay_is_filled_again(tmp_path: Path, couple: Couple, own: Running) -> None:
    maya, henrik = couple
    add(maya, "Before")
    settle(maya, henrik)
    own.stop()
    shutil.rmtree(tmp_path / "relay")
    with serve(tmp_path, own.address.rpartition(":")[2]):
        add(henrik, "After")
        settle(maya, henrik)
        assert titles(maya) == titles(henrik) == ["After", "Before", "Prompting for a board paper"]
        assert Concern.NEW_STORE in concerns(henrik)
        settle(maya, henrik)
        assert maya.line.trouble is None


def test_a_copied_profile_goes_on_as_another_laptop(tmp_path: Path, couple: Couple) -> None:
    maya, henrik = couple
    maya.profile.close()
    shutil.copytree(maya.root, tmp_path / "copy")
    maya.start()
    copy = Seat(tmp_path / "copy", maya.key)
    copy.profile.ports.vault().become("ab" * 16, "cd" * 16)
    add(maya, "On the first")
    add(copy, "On the copy")
    add(henrik, "Henrik's")
    settle(maya, copy, henrik)
    wanted = ["Henrik's", "On the copy", "On the first", "Prompting for a board paper"]
    assert titles(maya) == titles(copy) == titles(henrik) == wanted
    assert copy.line.planner.log.me != maya.line.planner.log.me
    assert Concern.NEW_IDENTITY in concerns(copy)
    copy.profile.close()


def test_nobody_writes_into_a_pair_that_is_not_shared_with_them(couple: Couple) -> None:
    maya, henrik = couple
    vault = henrik.profile.ports.vault()
    vault.write(notes_id("elsewhere"), kind="text", updates=[b"secret"])
    vault.write("otherpair", updates=[b"secret"])
    evil = [
        Update(notes_id("elsewhere"), "text", b"x"),
        Update("otherpair", "pair", b"x"),
        Update(henrik.line.pair, "text", b"x"),
        Update("free", "pair", b"x"),
    ]
    line = maya.line
    line.planner.write(Changes(heads=line.planner.log.heads, updates=evil))
    settle(maya, henrik)
    assert len(henrik.profile.sync.set_aside(henrik.line.pair)) == len(evil)
    for document in (notes_id("elsewhere"), "otherpair"):
        stored = vault.load_document(document)
        assert stored is not None
        assert stored.updates == (b"secret",)
    assert Concern.QUARANTINE in concerns(henrik)


def test_words_arrive_in_an_open_editor_beside_what_is_being_typed(couple: Couple) -> None:
    maya, henrik = couple
    [item] = desk(maya).open_pair.pair.items
    theirs, ours = desk(maya).notes(item), desk(henrik).notes(item)
    heard: list[object] = []
    ours.listen(heard.append)
    ours.splice(0, 0, "unsaved ")
    theirs.splice(0, 0, "Maya's ")
    theirs.rest()
    settle(maya, henrik)
    assert sorted(ours.text.split()) == ["Maya's", "unsaved"]
    assert len(heard) == 1
    ours.rest()
    settle(henrik, maya)
    assert theirs.text == ours.text
    henrik.restart()
    assert desk(henrik).notes(item).text == theirs.text


def test_what_one_deletes_for_good_goes_with_its_notes(couple: Couple) -> None:
    maya, henrik = couple
    [item] = desk(maya).open_pair.pair.items
    notes = desk(maya).notes(item)
    notes.splice(0, 0, "Canary")
    notes.rest()
    settle(maya, henrik)
    desk(maya).agenda.delete(item)
    desk(maya).bin.purge(desk(maya).bin.contents())
    settle(maya, henrik)
    assert titles(henrik) == []
    assert henrik.profile.ports.vault().load_document(notes_id(item)) is None


def test_a_removed_laptop_is_told_and_gets_nothing_more(couple: Couple) -> None:
    maya, henrik = couple
    other = next(d for d in maya.profile.sync.devices(maya.line.pair) if not d.is_this)
    add(henrik, "Not sent yet")
    maya.profile.sync.remove_device(maya.line.pair, other.id)
    maya.sync()
    add(maya, "After")
    maya.sync()
    settle(henrik)
    assert "After" not in titles(henrik)
    assert "Not sent yet" in titles(henrik)
    assert concerns(henrik) == {Concern.REMOVED}
    henrik.restart()
    settle(henrik)
    assert concerns(henrik) == {Concern.REMOVED}


def test_a_laptop_that_writes_before_it_hears_of_its_removal_is_told_the_reason(
    couple: Couple,
) -> None:
    maya, henrik = couple
    settle(maya, henrik)
    other = next(d for d in maya.profile.sync.devices(maya.line.pair) if not d.is_this)
    maya.profile.sync.remove_device(maya.line.pair, other.id)
    maya.sync()
    add(henrik, "Written meanwhile")
    work = henrik.line.turn()  # its laptop offers at once: it was up to date a moment ago
    assert work is not None
    henrik.line.answer(work())
    settle(henrik)
    assert concerns(henrik) == {Concern.REMOVED}
    assert "Written meanwhile" in titles(henrik)
    assert "Written meanwhile" not in titles(maya)


def test_a_removed_laptop_that_listens_is_told_at_once(couple: Couple, own: Running) -> None:
    maya, henrik = couple
    settle(maya, henrik)
    ears = Ears(own.address, henrik.line.token)
    space = henrik.line.space.hex()
    ears.hear(lambda line: space in line)
    other = next(d for d in maya.profile.sync.devices(maya.line.pair) if not d.is_this)
    maya.profile.sync.remove_device(maya.line.pair, other.id)
    maya.sync()
    ears.hear(lambda line: space in line)
    henrik.line.hear_of_news()
    while (work := henrik.line.turn()) is not None:
        henrik.line.answer(work())
    own.stop()
    ears.close()
    assert concerns(henrik) == {Concern.REMOVED}


def test_leaving_where_nobody_answers_says_that_nobody_was_told(
    couple: Couple, own: Running
) -> None:
    _, henrik = couple
    own.kill()
    work = henrik.profile.sync.leave(henrik.line.pair)
    assert work is not None
    assert work() is False


def test_who_leaves_keeps_the_pair_and_can_share_it_again(
    tmp_path: Path, couple: Couple, server: Running
) -> None:
    maya, henrik = couple
    pair = henrik.line.pair
    work = henrik.profile.sync.leave(pair)
    assert work is not None
    assert work()
    assert henrik.profile.sync.status(pair).state == SyncState.OFF
    add(henrik, "Alone")
    settle(maya)
    assert any(device.is_removed for device in maya.profile.sync.devices(pair))
    from rm_desktop.sync.keys import DeviceKeys
    from tests.services.couple import enter_with

    enter_with(
        maya, henrik, DeviceKeys.make(maya.profile.sync.chance), Place(server.address), own=False
    )
    settle(maya, henrik)
    assert titles(maya) == titles(henrik) == ["Alone", "Prompting for a board paper"]
