"""Pairs: two people, several pairs, and nothing of one in the other."""

from __future__ import annotations

import pytest

from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.entities import Role
from rm_desktop.domain.errors import BadInputError, ReadOnlyError
from rm_desktop.services.desk import Desk
from rm_desktop.services.pairs import Person
from tests.laptop import HENRIK, MAYA, Laptop
from tests.services.seen import assert_in_step, indexed

AMIR = Person("Amir Haddad", Role.MENTOR)
LENA = Person("Lena Vogt", Role.MENTEE)


def test_a_pair_is_two_people_with_their_wishes(laptop: Laptop, desk: Desk) -> None:
    pair = laptop.pair
    assert (pair.mentor.name, pair.mentor.wants) == ("Maya Okafor", "budgets")
    assert (pair.mentee.name, pair.mentee.gives) == ("Henrik Berg", "how a board decides")
    assert desk.members.you == desk.members.actor == pair.mentor
    assert pair.charter.zone == "Europe/London"
    assert pair.next_session.minutes == 60
    assert_in_step(laptop.profile)


@pytest.mark.parametrize(
    ("you", "partner", "sentence"),
    [
        (MAYA, Person("Henrik", Role.MENTOR), "One of you is the mentor"),
        (MAYA, Person("  ", Role.MENTEE), "Both names are needed"),
        (Person("", Role.MENTOR), HENRIK, "Both names are needed"),
        (MAYA, Person("Henrik", Role.MENTEE, wants="x" * 2001), "A wish can be at most"),
    ],
)
def test_half_a_pair_is_refused(
    laptop: Laptop, you: Person, partner: Person, sentence: str
) -> None:
    before = laptop.profile.pairs.listed()
    with pytest.raises(BadInputError, match=sentence):
        laptop.profile.create_pair(you, partner)
    assert laptop.profile.pairs.listed() == before


def test_handing_over_changes_who_writes_and_is_forgotten_at_the_next_start(
    laptop: Laptop, desk: Desk
) -> None:
    heard: list[Changes] = []
    laptop.profile.listen(heard.append)
    desk.members.hand_over()
    assert heard == [Changes(frozenset({Kind.ACTOR}), frozenset({laptop.henrik}))]
    assert desk.members.actor.name == "Henrik Berg"
    assert desk.members.you.name == "Maya Okafor"
    theirs = desk.actions.add("Send the film")
    action = laptop.pair.actions[theirs]
    assert (action.owner, action.added_by) == (laptop.henrik, laptop.henrik)
    desk.members.hand_over()
    mine = desk.actions.add("Look at it", owner=laptop.henrik)
    assert laptop.pair.actions[mine].owner == laptop.henrik
    assert laptop.pair.actions[mine].added_by == laptop.maya
    desk.members.hand_over()
    assert laptop.restart().members.actor.name == "Maya Okafor"


def test_names_and_roles_change_and_change_back(laptop: Laptop, desk: Desk) -> None:
    maya, henrik = laptop.maya, laptop.henrik
    desk.members.rename(maya, " Maya\nO. ")
    assert laptop.pair.name(maya) == "Maya O."
    assert desk.members.rename(maya, "Maya O.") == NOTHING
    with pytest.raises(BadInputError, match="A name cannot be empty"):
        desk.members.rename(maya, " ")
    desk.members.swap_roles()
    assert (laptop.pair.mentor.id, laptop.pair.mentee.id) == (henrik, maya)
    desk.open_pair.history.undo()
    desk.open_pair.history.undo()
    assert (laptop.pair.mentor.id, laptop.pair.name(maya)) == (maya, "Maya Okafor")
    desk.open_pair.history.redo()
    assert laptop.profile.pairs.listed()[0].names == ("Maya O.", "Henrik Berg")


def test_the_open_pair_never_sees_anothers_words(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Quincunx")
    desk.actions.add("A quincunx action")
    notes = desk.notes(item)
    notes.splice(0, 0, "quincunx notes")
    notes.rest()
    first = laptop.pair
    other = laptop.profile.create_pair(AMIR, LENA)
    other.agenda.add(laptop.upcoming, "Something else")
    assert other.search.find("quincunx") == []
    assert len(other.search.find("quincunx", all_pairs=True)) == 3
    assert laptop.pair.open_actions == ()
    laptop.restart()
    seen = laptop.desk.open_pair.glance
    assert not laptop.desk.open_pair.is_loaded
    assert {m.name for m in seen.members.values()} == {"Amir Haddad", "Lena Vogt"}
    assert [item.title for item in seen.items.values()] == ["Something else"]
    laptop.profile.open_pair(first.id)
    assert laptop.pair == first
    assert laptop.desk.open_pair.actor == laptop.maya
    assert laptop.restart().members.you.name == "Maya Okafor"


def test_switching_stores_what_was_typed_and_forgets_undo(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    desk.notes(item).splice(0, 0, "half a sentence")
    other = laptop.profile.create_pair(AMIR, LENA)
    assert other.open_pair.history.undo_label == ""
    back = laptop.profile.open_pair(desk.open_pair.id)
    assert back.notes(item).text == "half a sentence"
    assert back.open_pair.history.undo_label == ""
    assert [found.id for found in back.search.find("sentence")] == [item]


def test_a_pair_cannot_be_left_behind_with_words_that_are_not_stored(
    laptop: Laptop, desk: Desk
) -> None:
    first = desk.open_pair.id
    laptop.profile.create_pair(AMIR, LENA)
    item = laptop.desk.agenda.add(laptop.upcoming, "Budget")
    laptop.desk.notes(item).splice(0, 0, "words")
    laptop.vault._core.exec_driver_sql("PRAGMA query_only = 1")  # noqa: SLF001
    with pytest.raises(ReadOnlyError):
        laptop.profile.open_pair(first)
    laptop.vault._core.exec_driver_sql("PRAGMA query_only = 0")  # noqa: SLF001
    assert laptop.desk.notes(item).text == "words"
    assert laptop.pair.mentor.name == "Amir Haddad"


def test_a_pair_that_was_left_stays_and_can_be_taken_up_again(laptop: Laptop, desk: Desk) -> None:
    pairs, ident = laptop.profile.pairs, desk.open_pair.id
    pairs.leave(ident)
    assert [listed.left for listed in pairs.listed()] == [True]
    assert laptop.restart().members.you.name == "Maya Okafor"
    laptop.profile.pairs.leave(ident, left=False)
    assert [listed.left for listed in laptop.profile.pairs.listed()] == [False]


def everything_in(laptop: Laptop) -> list[tuple[str, bytes]]:
    """Return every value in every table of the vault, the search's own tables included."""
    core = laptop.vault._core  # noqa: SLF001
    tables = core.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
    found = []
    for table in tables.all():
        for row in core.exec_driver_sql(f"SELECT * FROM {table}"):
            values = (v if isinstance(v, bytes) else str(v).encode() for v in row)
            found += [(table, value.lower()) for value in values]
    return found


def test_a_deleted_pair_leaves_none_of_its_words_in_the_vault(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Zanzibar")
    desk.agenda.edit(item, outcome="zanzibar outcome")
    desk.actions.add("A zanzibar action", item=item)
    desk.agenda.delete(desk.agenda.add("", "In the bin: zanzibar"))
    notes = desk.notes(item)
    notes.splice(0, 0, "zanzibar notes " * 40)
    notes.rest()
    desk.members.rename(laptop.maya, "Zanzibar Okafor")
    first = desk.open_pair.id
    other = laptop.profile.create_pair(AMIR, LENA)
    other.agenda.add(laptop.upcoming, "Something else")
    assert any(b"anziba" in value for _, value in everything_in(laptop))
    laptop.profile.delete_pair(first)
    assert {table for table, value in everything_in(laptop) if b"anziba" in value} == set()
    assert {table for table, value in everything_in(laptop) if first.encode() in value} == set()
    assert [row.title for row in indexed(laptop.vault)] == ["", "Something else"]
    assert laptop.pair.mentor.name == "Amir Haddad"
    assert_in_step(laptop.profile)


def test_deleting_the_open_pair_opens_one_that_was_not_left(laptop: Laptop, desk: Desk) -> None:
    first = desk.open_pair.id
    second = laptop.profile.create_pair(AMIR, LENA).open_pair.id
    laptop.profile.pairs.leave(first)
    third = laptop.profile.create_pair(MAYA, LENA).open_pair.id
    heard: list[Changes] = []
    laptop.profile.listen(heard.append)
    laptop.profile.delete_pair(third)
    assert laptop.desk.open_pair.id == second
    assert heard[-1] == Changes(frozenset({Kind.PAIR}), frozenset({second}))
    laptop.profile.delete_pair(second)
    assert laptop.desk.open_pair.id == first, "a pair that was left is better than none"


def test_whatever_an_editor_still_holds_of_a_deleted_pair_is_not_stored(
    laptop: Laptop, desk: Desk
) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    notes = desk.notes(item)
    notes.splice(0, 0, "typed ")
    notes.save()
    notes.splice(0, 0, "and typed ")
    laptop.profile.delete_pair(desk.open_pair.id)
    notes.rest()
    desk.settle()
    desk.agenda.edit(item, title="Too late")
    assert not desk.open_pair.has_unsaved
    assert laptop.vault.documents("text") == laptop.vault.documents("pair") == ()
    assert laptop.profile.desk is None


def test_without_any_pair_the_next_start_begins_anew(laptop: Laptop, desk: Desk) -> None:
    laptop.profile.delete_pair(desk.open_pair.id)
    laptop.quit()
    profile = laptop.start()
    assert profile.desk is None
    assert profile.pairs.listed() == ()
    assert laptop.meet().members.you.name == "Maya Okafor"


def test_who_stops_listening_hears_nothing_more(laptop: Laptop, desk: Desk) -> None:
    heard: list[Changes] = []
    stop = laptop.profile.listen(heard.append)
    desk.members.hand_over()
    stop()
    desk.members.hand_over()
    assert len(heard) == 1
