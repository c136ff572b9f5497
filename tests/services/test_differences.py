"""Fields that both changed: what is asked, what an answer does, and what nobody loses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.schema import SHELVES
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.differences import Difference, field_words
from rm_desktop.services.desk import Desk
from tests.apart import exchange, henriks, take_in
from tests.laptop import Laptop


@pytest.fixture
def session(laptop: Laptop, desk: Desk) -> str:
    desk.sessions.plan(laptop.upcoming, datetime(2026, 11, 28, 15), "Europe/London")  # noqa: DTZ001
    return laptop.upcoming


@pytest.fixture
def item(desk: Desk, session: str) -> str:
    return desk.agenda.add(session, "Short video", minutes=10)


@pytest.fixture
def other(laptop: Laptop, item: str, tmp_path: Path) -> Iterator[Laptop]:
    assert item
    henrik = henriks(laptop, tmp_path / "henrik")
    yield henrik
    henrik.off()


def only(desk: Desk) -> Difference:
    (found,) = desk.differences.open()
    return found


def said(difference: Difference) -> list[str]:
    return [version.words for version in difference.versions]


def test_both_sides_come_to_the_same_question_each_with_their_own_words_first(
    desk: Desk, other: Laptop, item: str
) -> None:
    desk.agenda.edit(item, minutes=15)
    other.desk.agenda.edit(item, minutes=25)
    assert desk.differences.open() == ()
    exchange(desk, other.desk)
    mine, theirs = only(desk), only(other.desk)
    assert (mine.about, mine.name) == ("Topic “Short video”", "Minutes")
    assert (said(mine), said(theirs)) == (["15 min", "25 min"], ["25 min", "15 min"])
    assert mine.shown == theirs.shown == desk.open_pair.pair.items[item].minutes
    assert mine.both == ""


def test_an_answer_settles_it_for_both_and_can_be_undone(
    desk: Desk, other: Laptop, item: str
) -> None:
    desk.agenda.edit(item, title="Mine")
    other.desk.agenda.edit(item, title="Theirs")
    exchange(desk, other.desk)
    question = only(desk)
    desk.differences.choose(question, question.versions[1])
    assert desk.differences.open() == ()
    assert desk.open_pair.pair.items[item].title == "Theirs"
    assert desk.open_pair.history.undo_label == "Keep “Theirs”"
    exchange(desk, other.desk)
    assert other.desk.differences.open() == ()
    desk.open_pair.history.undo()
    exchange(desk, other.desk)
    assert said(only(desk)) == ["Mine", "Theirs"]
    desk.open_pair.history.redo()
    exchange(desk, other.desk)
    assert other.desk.differences.open() == desk.differences.open() == ()


def test_the_shown_value_can_be_chosen_too(desk: Desk, other: Laptop, item: str) -> None:
    desk.agenda.edit(item, title="Mine")
    other.desk.agenda.edit(item, title="Theirs")
    exchange(desk, other.desk)
    question = only(desk)
    stays = next(each for each in question.versions if each.value == question.shown)
    desk.differences.choose(question, stays)
    exchange(desk, other.desk)
    assert desk.differences.open() == other.desk.differences.open() == ()
    assert other.desk.open_pair.pair.items[item].title == question.shown


def test_a_date_is_chosen_with_its_zone(desk: Desk, other: Laptop, session: str) -> None:
    desk.sessions.plan(session, datetime(2026, 12, 1, 9), "Europe/Berlin")  # noqa: DTZ001
    other.desk.sessions.plan(session, datetime(2026, 12, 2, 9), "America/New_York")  # noqa: DTZ001
    exchange(desk, other.desk)
    question = only(desk)
    assert said(question) == [
        "Tuesday 1 Dec, 09:00 (Europe/Berlin)",
        "Wednesday 2 Dec, 09:00 (America/New York)",
    ]
    for version in question.versions:
        desk.differences.choose(question, version)
        found = desk.open_pair.pair.sessions[session]
        assert (found.starts, {"zone": found.zone}) == (version.value, version.also)
        exchange(desk, other.desk)
        assert other.desk.differences.open() == ()


def test_both_titles_become_topics_and_both_outcomes_stand_below_each_other(
    desk: Desk, other: Laptop, item: str, session: str
) -> None:
    desk.agenda.add(session, "After it")
    desk.agenda.edit(item, title="Mine", outcome="One thing")
    other.desk.agenda.edit(item, title="Theirs", outcome="Another")
    exchange(desk, other.desk)
    for question in desk.differences.open():
        assert question.both
        desk.differences.keep_both(question)
    assert desk.differences.open() == ()
    pair = desk.open_pair.pair
    titles = [each.title for each in pair.agenda(session)]
    assert set(titles[:2]) == {"Mine", "Theirs"}
    assert titles[2] == "After it"
    assert pair.items[item].outcome == "One thing\nAnother"
    desk.open_pair.history.undo()
    desk.open_pair.history.undo()
    assert len(desk.differences.open()) == 2


def test_what_is_in_the_bin_is_not_asked_about(desk: Desk, other: Laptop, item: str) -> None:
    desk.agenda.edit(item, title="Mine")
    other.desk.agenda.edit(item, title="Theirs")
    other.desk.agenda.delete(item)
    exchange(desk, other.desk)
    assert desk.differences.open() == ()
    desk.agenda.restore(item)
    assert said(only(desk)) == ["Mine", "Theirs"]


def change_everything(at: Desk, item: str, word: str, n: int, leads: str, serves: str) -> None:
    """Change every short field there is, each to what depends on who does it."""
    pair = at.open_pair.pair
    session, maya, henrik = pair.items[item].session, pair.mentor.id, pair.mentee.id
    (goal,), (promise,) = pair.objectives, pair.actions
    day = datetime(2026, 12, n, 9)  # noqa: DTZ001
    at.members.rename(henrik, f"Henrik {word}")
    at.together.set_wishes(maya, wants=f"Wants {word}", gives=f"Gives {word}")
    at.sessions.rename(session, f"Headline {word}")
    at.sessions.plan(session, day, "Europe/London", 30 + n)
    at.agenda.edit(item, title=f"T {word}", minutes=n, outcome=f"O {word}", leads=leads)
    at.agenda.edit(item, objective=goal)
    at.agenda.edit(item, objective=serves and goal)
    at.actions.edit(promise, text=f"Do {word}", due=f"{day:%Y-%m-%d}", owner=leads)
    at.together.edit_objective(goal, text=f"Goal {word}", progress=n % 4)
    at.together.set_purpose(f"Purpose {word}")
    at.together.set_programme(f"Programme {word}")
    zone = f"Europe/{'Rome' if serves else 'Oslo'}"
    at.together.set_rhythm(every=f"{n} weeks", count=n, minutes=n, zone=zone)
    at.agreement.edit(at.agreement.fields[0].id, f"Agreed {word}")
    at.room.set_takeaway(session, henrik, f"Takes {word}")


def test_every_shared_field_has_a_name_and_is_asked_about_in_words(
    laptop: Laptop, desk: Desk, other: Laptop, item: str
) -> None:
    desk.together.add_objective("Say yes faster", laptop.maya)
    desk.actions.add("Send the list", item=item)
    exchange(desk, other.desk)
    change_everything(desk, item, "A", 13, "", "goal")
    change_everything(other.desk, item, "B", 14, laptop.henrik, "")
    exchange(desk, other.desk)
    found = {(each.kind, each.field): each for each in desk.differences.open()}
    expected = {(shelf.kind, field) for shelf in SHELVES for field in shelf.shared}
    expected -= {(Kind.MARK, "favourite"), (Kind.MARK, "hidden"), (Kind.SESSION, "zone")}
    takeaway = (Kind.SESSION, f"takeaway/{laptop.henrik}")
    agreed = (Kind.AGREEMENT, desk.agreement.fields[0].id)
    assert found.keys() == expected | {takeaway, agreed}
    questions = {(each.kind, each.field): each for each in other.desk.differences.open()}
    for key, question in found.items():
        assert question.name != question.field
        assert len(set(said(question))) == 2
        assert said(questions[key]) == said(question)[::-1]
        desk.differences.choose(question, question.versions[0])
    exchange(desk, other.desk)
    assert desk.differences.open() == other.desk.differences.open() == ()
    assert desk.open_pair.pair == other.desk.open_pair.pair
    assert desk.open_pair.pair.items[item].title == "T A"


def test_a_favourite_is_asked_about_by_the_prompts_words(desk: Desk, other: Laptop) -> None:
    prompt = desk.prompts.every()[0]
    desk.prompts.set_favourite(prompt.id, on=True)
    other.desk.prompts.set_favourite(prompt.id, on=True)
    other.desk.prompts.set_favourite(prompt.id, on=False)
    exchange(desk, other.desk)
    question = only(desk)
    assert question.about.startswith(f"Prompt “{prompt.text[:20]}")
    assert said(question) == ["Yes", "No"]


def test_one_person_on_two_laptops_is_asked_as_well(
    laptop: Laptop, desk: Desk, other: Laptop, item: str
) -> None:
    desk.agenda.edit(item, title="Here")
    other.desk.members.hand_over()  # Maya at Henrik's laptop
    other.desk.agenda.edit(item, title="There")
    exchange(desk, other.desk)
    question = only(desk)
    assert {version.member for version in question.versions} == {laptop.maya}
    assert [version.elsewhere for version in question.versions] == [False, True]


def test_a_rhythm_that_is_stored_again_as_it_is_answers_nothing(desk: Desk, other: Laptop) -> None:
    plans: dict[str, Any] = {"every": "1 month", "minutes": 60, "zone": "Europe/London"}
    desk.together.set_rhythm(count=8, **plans)
    other.desk.together.set_rhythm(count=10, **plans)
    exchange(desk, other.desk)
    question = only(desk)
    desk.together.set_rhythm(count=question.shown, **plans)
    assert only(desk) == question


def test_the_next_session_begun_on_both_laptops_asks_nothing(
    laptop: Laptop, desk: Desk, tmp_path: Path
) -> None:
    other = henriks(laptop, tmp_path / "henrik")
    try:
        desk.agenda.add(laptop.upcoming, "From Maya")
        when = datetime(2026, 12, 5, 10)  # noqa: DTZ001
        other.desk.sessions.plan(laptop.upcoming, when, "Europe/London", 45)
        exchange(desk, other.desk)
        assert desk.differences.open() == ()
        found = desk.open_pair.pair.sessions[laptop.upcoming]
        assert (found.starts, found.minutes, found.ordinal) == ("2026-12-05T10:00", 45, 1)
    finally:
        other.off()


@pytest.mark.parametrize("value", [None, 7, ["x"], "x" * 50_000, {"a": 1}, float("nan")])
def test_what_a_partner_may_put_there_is_lived_with(
    laptop: Laptop, desk: Desk, item: str, value: object
) -> None:
    theirs = PairDocument(desk.open_pair.id, desk.open_pair.document.snapshot(), hand="two")
    desk.agenda.edit(item, title="Mine", outcome="Mine")
    desk.room.set_takeaway(laptop.upcoming, laptop.maya, "Mine")
    odd = {"title": value, "minutes": value, "outcome": value, "leads": value}
    theirs.set_fields(Kind.ITEM, item, laptop.henrik, **odd)
    theirs.set_fields(Kind.ITEM, "ghost", "nobody", **odd)
    theirs.set_agreement("draft", "nonsense", value, "nobody")
    theirs.set_fields(Kind.CHARTER, "charter", laptop.henrik, every=value, count=value)
    take_in(desk, [theirs.snapshot()])
    for question in desk.differences.open():
        assert all(said(question))
        desk.differences.choose(question, question.versions[-1])
    assert desk.differences.open() == ()


def test_no_field_is_without_a_name() -> None:
    for shelf in SHELVES:
        for field in shelf.shared:
            assert field_words(shelf.kind, field) != field
