"""Shared notes: typed, stored, found, also after a crash; and search over them."""

from __future__ import annotations

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.pair import notes_id
from rm_desktop.services.desk import Desk
from rm_desktop.services.search import MATCH_END, MATCH_START
from rm_desktop.services.upkeep import compact, tidy
from tests.laptop import HENRIK, MAYA, Laptop
from tests.services.seen import assert_in_step, indexed


def write(desk: Desk, item: str, text: str) -> None:
    notes = desk.notes(item)
    notes.splice(notes.length, 0, text)
    notes.rest()


def test_typing_is_stored_in_batches_and_found_at_rest(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    heard: list[Changes] = []
    laptop.profile.listen(heard.append)
    notes = desk.notes(item)
    assert (notes.text, notes.save()) == ("", False)
    notes.splice(0, 0, "A quincunx 😀")
    assert notes.length == 13
    assert notes.save() is True
    assert notes.save() is False
    notes.rest()
    notes.rest()
    assert [changes.kinds for changes in heard] == [{Kind.SAVED}, {Kind.NOTES}]
    (found,) = desk.search.find("quinc")
    assert (found.kind, found.id, found.session) == (Kind.NOTES, item, laptop.upcoming)
    assert found.snippet == f"A {MATCH_START}quincunx{MATCH_END} 😀"
    assert desk.notes(item) is notes
    assert notes.slice(2, 10) == "quincunx"


def test_notes_are_found_again_with_their_topic(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    write(desk, item, "A quincunx")
    desk.open_pair.history.undo()
    assert not desk.search.find("quinc")
    desk.open_pair.history.redo()
    assert [found.id for found in desk.search.find("quinc")] == [item]
    assert_in_step(laptop.profile)


def test_two_hundred_thousand_characters_are_typed_stored_and_found(
    laptop: Laptop, desk: Desk
) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    notes, line = desk.notes(item), "forty characters of a line about money.\n"
    for n in range(5000):
        notes.splice(n * 40, 0, line)
        if n % 500 == 0:
            notes.save()
    notes.splice(notes.length, 0, "the last word is zeugma")
    notes.rest()
    assert notes.length == 200_023
    laptop.restart()
    assert laptop.desk.notes(item).text == line * 5000 + "the last word is zeugma"
    assert [found.id for found in laptop.desk.search.find("zeugma")] == [item]


def test_typing_has_an_undo_of_its_own(laptop: Laptop, desk: Desk) -> None:
    notes = desk.notes(desk.agenda.add(laptop.upcoming, "Budget"))
    heard: list[object] = []
    notes.listen(heard.append)
    notes.splice(0, 0, "words")
    assert (notes.can_undo(), notes.can_redo()) == (True, False)
    notes.undo()
    assert (notes.text, notes.can_redo()) == ("", True)
    notes.redo()
    assert notes.text == "words"
    assert len(heard) == 2
    assert desk.open_pair.history.undo_label == "Add “Budget”"
    laptop.restart()
    assert laptop.desk.notes(notes.item).text == "words"


def test_what_was_typed_before_a_crash_is_there_and_found(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    notes = desk.notes(item)
    notes.splice(0, 0, "a quincunx")
    notes.save()
    laptop.crash()
    laptop.start()
    assert laptop.vault.dirty_documents() == (notes_id(item),)
    assert [found.id for found in laptop.desk.search.find("quincunx")] == [item]
    assert laptop.vault.dirty_documents() == ()


def test_a_crash_in_another_pair_is_made_good_when_all_pairs_are_searched(
    laptop: Laptop, desk: Desk
) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    notes = desk.notes(item)
    notes.splice(0, 0, "a quincunx")
    notes.save()
    laptop.crash()
    laptop.start()
    other = laptop.profile.create_pair(MAYA, HENRIK)
    assert other.search.find("quincunx") == []
    (found,) = other.search.find("quincunx", all_pairs=True)
    assert (found.document, found.session) == (desk.open_pair.id, f"{desk.open_pair.id}s0001")


def test_notes_are_found_where_their_topic_stands_now(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    write(desk, item, "a quincunx")
    desk.agenda.park(item)
    assert [found.session for found in desk.search.find("quincunx")] == [None]
    desk.agenda.delete(item)
    assert desk.search.find("quincunx") == []
    desk.open_pair.history.undo()
    assert len(desk.search.find("quincunx")) == 1


def test_notes_in_the_bin_of_another_pair_are_not_found_either(laptop: Laptop, desk: Desk) -> None:
    first = laptop.upcoming
    gone = desk.agenda.add(first, "Gone with its session")
    write(desk, gone, "a quincunx")
    kept = desk.agenda.add("", "Kept")
    write(desk, kept, "another quincunx")
    desk.sessions.delete(first)
    other = laptop.profile.create_pair(MAYA, HENRIK)
    assert [found.id for found in other.search.find("quincunx", all_pairs=True)] == [kept]


def test_notes_of_a_purged_topic_are_gone_whatever_an_editor_still_holds(
    laptop: Laptop, desk: Desk
) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    notes = desk.notes(item)
    write(desk, item, "a quincunx")
    desk.agenda.delete(item)
    notes.splice(0, 0, "still typing ")
    desk.bin.purge(desk.bin.contents())
    laptop.profile.settle()
    assert laptop.vault.documents("text") == ()
    assert [row.kind for row in indexed(laptop.vault)] == [Kind.SESSION]
    assert_in_step(laptop.profile)


def test_compaction_keeps_every_word(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    notes = desk.notes(item)
    for n in range(310):
        notes.splice(notes.length, 0, f"{n} ")
        notes.save()
        desk.agenda.edit(item, minutes=n)
    before, text = laptop.pair, notes.text
    assert set(laptop.vault.due_for_compaction()) == {laptop.pair.id, notes_id(item)}
    assert compact(laptop.vault) == 2
    assert compact(laptop.vault) == 0
    desk.open_pair.history.undo()
    notes.splice(0, 0, "typed after it ")
    desk.open_pair.history.redo()
    laptop.restart()
    assert laptop.pair == before
    assert laptop.desk.notes(item).text == f"typed after it {text}"


def test_tidying_up_indexes_compacts_and_empties_the_old_bin(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    notes = desk.notes(item)
    for n in range(310):
        notes.splice(0, 0, f"{n} ")
        notes.save()
    desk.agenda.delete(desk.agenda.add("", "Old"))
    laptop.clock.advance(31 * 86_400)
    desk.agenda.delete(desk.agenda.add("", "New"))
    tidy(laptop.profile)
    assert laptop.vault.due_for_compaction() == ()
    assert laptop.vault.dirty_documents() == ()
    assert [entity.id for entity in desk.bin.contents()] == [laptop.topic("New").id]


def test_search_finds_topics_outcomes_actions_takeaways_and_objectives(
    laptop: Laptop, desk: Desk
) -> None:
    session = laptop.upcoming
    item = desk.agenda.add(session, "Quincunx in the title")
    desk.agenda.edit(desk.agenda.add("", "Other"), outcome="a quincunx agreed")
    desk.actions.add("Draw a quincunx", session=session)
    desk.room.set_takeaway(session, laptop.maya, "what a quincunx is")
    desk.together.add_objective("Say quincunx without laughing", laptop.henrik)
    found = desk.search.find("quincunx")
    assert sorted(each.kind for each in found) == ["action", "item", "item", "objective", "session"]
    assert len(desk.search.find("quincunx title")) == 1
    assert len(desk.search.find("quincunx", limit=2)) == 2
    desk.agenda.delete(item)
    assert len(desk.search.find("quincunx")) == 4
