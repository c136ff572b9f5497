"""What *doctor* finds out, and what it makes anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from rm_desktop.bootstrap import build_sample, open_profile
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.errors import WrongKeyError
from rm_desktop.domain.pair import notes_id
from rm_desktop.services.desk import Desk
from rm_desktop.services.doctor import examine
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.vault.vault import Vault
from tests.laptop import Laptop

TODAY = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local, in the zone beside it


@pytest.fixture
def key(tmp_path: Path) -> bytes:
    return build_sample(tmp_path, TODAY, "Europe/London", MemoryKeyStore())


@pytest.fixture
def profile(tmp_path: Path, key: bytes) -> Iterator[Profile]:
    profile = open_profile(tmp_path, key, clock=FakeClock(TODAY, "Europe/London"), peeking=False)
    yield profile
    profile.close()


@pytest.fixture
def desk(profile: Profile) -> Desk:
    assert profile.desk is not None
    return profile.desk


def test_a_sound_profile_is_said_to_be_sound(tmp_path: Path, key: bytes) -> None:
    report = examine(tmp_path, key)
    words = "\n".join(report.sentences())
    assert report.sound
    assert "Every page of the file can be read." in words
    assert "Lists and search agree with the documents." in words
    assert "1 pair, 6 sessions" in words


def test_nothing_anybody_wrote_is_in_the_report(tmp_path: Path, key: bytes, desk: Desk) -> None:
    report = examine(tmp_path, key)
    said = json.dumps(report.plain()) + "\n".join(report.sentences())
    pair = desk.open_pair.pair
    private = [item.title for item in pair.items.values()] + [m.name for m in pair.members.values()]
    assert not [words for words in private if words in said]


def test_lost_rows_are_counted_and_made_anew(tmp_path: Path, key: bytes) -> None:
    vault = Vault.open(tmp_path / "workspace.vault", key)
    (pair,) = vault.documents("pair")
    vault.clear_projection(pair)
    vault.close()
    broken = examine(tmp_path, key)
    assert not broken.sound
    assert broken.differing > 50
    assert "--rebuild" in "\n".join(broken.sentences())
    assert examine(tmp_path, key, rebuild=True).sound
    assert examine(tmp_path, key).sound


def test_what_is_rebuilt_is_found_again(tmp_path: Path, key: bytes) -> None:
    vault = Vault.open(tmp_path / "workspace.vault", key)
    (pair,) = vault.documents("pair")
    before = [(f.kind, f.id) for f in vault.search("budget", document=pair)]
    vault.clear_projection(pair)
    assert not vault.search("budget", document=pair)
    vault.close()
    examine(tmp_path, key, rebuild=True)
    vault = Vault.open(tmp_path / "workspace.vault", key)
    assert sorted((f.kind, f.id) for f in vault.search("budget", document=pair)) == sorted(before)
    vault.close()


def test_a_wrong_key_is_said_before_anything_is_touched(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(WrongKeyError):
        examine(tmp_path, bytes(32))


def test_words_of_what_is_in_the_bin_are_forgotten_by_search(desk: Desk) -> None:
    item = desk.agenda.add("", "A quincunx of chairs")
    assert desk.search.find("quincunx")
    desk.agenda.delete(item)
    assert not desk.search.find("quincunx")
    desk.agenda.restore(item)
    assert desk.search.find("quincunx")


def test_notes_of_what_was_purged_leave_no_words_behind(desk: Desk, profile: Profile) -> None:
    item = desk.agenda.add("", "Chairs")
    desk.notes(item).splice(0, 0, "a quincunx of them")
    desk.notes(item).rest()
    desk.agenda.delete(item)
    desk.bin.purge(tuple(e for e in desk.bin.contents() if e.id == item))
    vault = profile.ports.vault()
    assert not vault.search("quincunx")
    assert not [row for row in vault.items(desk.open_pair.id, kind=Kind.NOTES) if row.id == item]
    assert vault.load_document(notes_id(item)) is None


def test_notes_are_found_where_their_topic_stands_now(desk: Desk) -> None:
    pair = desk.open_pair.pair
    item = desk.agenda.add("", "Chairs")
    desk.notes(item).splice(0, 0, "a quincunx of them")
    desk.notes(item).rest()
    desk.agenda.move(item, pair.next_session.id)
    (found,) = desk.search.find("quincunx")
    assert found.session == pair.next_session.id


def test_private_pages_are_looked_at_with_their_key(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "profile")
    laptop.meet()
    private = laptop.profile.private
    private.open(private.make("copper otter seventeen"))
    journal = laptop.desk.journal
    for title in ("one", "two", "gone"):
        journal.pages.leave(journal.begin(title=f"quokka {title}", text="text").id)
    journal.bin(journal.listed()[0].page.id)
    laptop.desk.drafts.begin("a draft").rest()
    key = private.key
    laptop.quit()
    locked, report = examine(laptop.root, laptop.key), examine(laptop.root, laptop.key, private=key)
    assert (locked.locked, locked.pages) == (True, None)
    assert "locked" in "\n".join(locked.sentences())
    assert report.sound
    assert (report.locked, report.pages) == (False, 4)
    assert "quokka" not in json.dumps(report.plain()) + "\n".join(report.sentences())
    vault = Vault.open(laptop.root / "private.vault", key)
    for ident in vault.documents("text"):
        vault.clear_projection(ident)
    vault.close()
    assert examine(laptop.root, laptop.key, private=key).differing == 4
    assert examine(laptop.root, laptop.key, private=key, rebuild=True).sound
    laptop.start()
    again = laptop.profile.private
    again.open(again.fetch("copper otter seventeen"))
    assert len(laptop.desk.journal.find("quokka")) == 2
    laptop.off()
