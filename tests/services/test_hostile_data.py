"""Documents that somebody else filled, rows that were damaged: the app opens and reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import loro
import pytest
from sqlalchemy import text

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import WrapUp
from rm_desktop.domain.held import LONGEST_TEXT
from rm_desktop.services.doctor import examine
from rm_desktop.services.export import Form, export
from rm_desktop.services.rebuild import read_pair, rebuild
from rm_desktop.services.upkeep import tidy
from tests.laptop import Laptop

HUGE, LOW = 2**63 - 1, -(2**63)
ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        HUGE,
        LOW,
        float("nan"),
        "\x00\u202e<b>{x}",
        "",
        "9999-12-31T23:59",
        "0001-01-01",
    ),
    *(
        "../../etc/passwd",
        "Europe\0/x",
        "x" * 50_000,
        ["a", 1, None],
        [["a"], ["b", 2, 3]],
        b"\xff",
    ),
)
FIELDS = {
    "members": ("name", "role", "left_at"),
    "sessions": (
        "ordinal",
        "title",
        "starts",
        "zone",
        "minutes",
        "state",
        "takeaways",
        "closed_at",
    ),
    "items": ("title", "session", "state", "leads", "minutes", "segment", "origin", "binned_at"),
    "actions": ("text", "due", "added_at", "done_at", "binned_at"),
    "charter": ("every", "count", "minutes", "zone", "deeper", "gone_up_to"),
    "passages": ("by", "text", "session", "shared_at", "seen_at", "binned_at"),
}


def fill(laptop: Laptop, act: Callable[[loro.LoroDoc], None]) -> None:
    """Let a partner's copy of the document say something, and make the rows that follow."""
    ident, vault = laptop.pair.id, laptop.vault
    stored = vault.load_document(ident)
    assert stored is not None
    copy, updates = loro.LoroDoc(), list[bytes]()
    for blob in (stored.snapshot or b"", *stored.updates):
        if blob:
            copy.import_(blob)

    def keep(update: bytes) -> bool:
        updates.append(bytes(update))
        return True

    watch = copy.subscribe_local_update(keep)
    act(copy)
    copy.commit()
    watch.unsubscribe()
    vault.write(ident, updates=updates)
    rebuild(read_pair(ident, vault), vault)


def use(laptop: Laptop) -> None:
    """Start, look at everything, write something, and look the profile through."""
    desk = laptop.restart()
    glance = desk.open_pair.glance
    assert glance.next_session.id
    assert glance.carried is not None
    tidy(laptop.profile)
    for session in (*laptop.pair.sessions, laptop.upcoming, laptop.pair.unplanned_session.id):
        desk.room.reading(session)
        desk.summaries.markdown(session)
        desk.summaries.agenda_page(session)
    for passage in (*desk.passages.all(), *desk.passages.waiting_for(desk.open_pair.you)):
        desk.passages.mark_seen(passage.id)
    desk.members.swap_roles()
    desk.members.rename(desk.open_pair.you, "Maya")
    assert desk.members.you.name == "Maya"
    desk.agenda.add(laptop.upcoming, "still possible")
    assert desk.search.find("possible")
    export(laptop.profile, laptop.root.parent / "out", Form.JSON)
    export(laptop.profile, laptop.root.parent / "pages", Form.MARKDOWN)
    laptop.quit()
    assert examine(laptop.root, laptop.key).sound
    laptop.start()


@pytest.fixture
def busy(laptop: Laptop) -> Laptop:
    """A pair with a session that was held, and one to come."""
    desk = laptop.desk
    topic = desk.agenda.add(laptop.upcoming, "Budget", minutes=10)
    desk.actions.add("Send it", item=topic, session=laptop.upcoming)
    desk.together.set_purpose("to learn")
    first = laptop.upcoming
    desk.room.start(first)
    desk.room.close(first, WrapUp.DONE)
    desk.agenda.add(laptop.upcoming, "Next")
    fields = {"by": laptop.henrik, "text": "He never knew.", "shared_at": 1}
    desk.open_pair.change(
        "", lambda doc: doc.set_fields(Kind.PASSAGE, "p1", laptop.henrik, **fields)
    )
    return laptop


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
def test_any_value_in_any_field_is_lived_with(busy: Laptop, odd: Any) -> None:
    def act(copy: loro.LoroDoc) -> None:
        for root, names in FIELDS.items():
            for ident in list(copy.get_map(root).keys()):
                stored = copy.get_map(root).ensure_mergeable_map(ident)
                for name in names:
                    stored.insert(name, odd)
                    stored.insert(f"{name}~zz", [2, odd])

    fill(busy, act)
    use(busy)
    assert all(len(item.title) <= LONGEST_TEXT for item in busy.pair.items.values())


@pytest.mark.parametrize("odd", [5, "x", [1], {"a": {"b": 1}}, b"\xff"], ids=repr)
def test_a_value_where_something_larger_belongs_is_left_out(busy: Laptop, odd: Any) -> None:
    def act(copy: loro.LoroDoc) -> None:
        for root in (*FIELDS, "objectives", "marks", "timelines", "agreement"):
            copy.get_map(root).insert("zz>$/..", odd)
        copy.get_map("agreement").ensure_mergeable_map("versions").insert("v/m", odd)
        copy.get_map("agreement").ensure_mergeable_map("signatures").insert("v/m", odd)
        copy.get_movable_list("order").insert(0, odd)
        copy.get_movable_list("order").insert_container(0, loro.LoroMap())

    fill(busy, act)
    use(busy)


@pytest.mark.parametrize("moment", [HUGE, LOW, "soon", None, [1]], ids=repr)
def test_timers_with_absurd_moments_read(busy: Laptop, moment: Any) -> None:
    def act(copy: loro.LoroDoc) -> None:
        clocks = {"wall": moment, "boot": moment, "awake": moment, "boot_id": "x", "ms": moment}
        for ident in list(copy.get_map("sessions").keys()):
            line = copy.get_map("timelines").ensure_mergeable_list(ident)
            for n, kind in enumerate(("started", "extended", "slept", "closed", "unheard of", 7)):
                event: dict[str, Any] = {"id": f"h{n}", "kind": kind, "item": None}
                line.push(event | clocks)
            line.push(5)

    fill(busy, act)
    use(busy)


def test_a_stamp_beyond_all_others_can_still_be_answered(busy: Laptop) -> None:
    def act(copy: loro.LoroDoc) -> None:
        for ident in list(copy.get_map("items").keys()):
            item = copy.get_map("items").ensure_mergeable_map(ident)
            item.insert("title~zz", [HUGE, "theirs for ever"])

    topic = busy.topic("Next").id
    fill(busy, act)
    desk = busy.restart()
    desk.agenda.edit(topic, title="mine")
    assert busy.pair.items[topic].title == "mine"


@pytest.mark.parametrize("value", ["{", "5", "[[]]", "null", '"x"', "9" * 5000])
def test_settings_that_make_no_sense_count_as_not_there(busy: Laptop, value: str) -> None:
    write = text("INSERT OR REPLACE INTO setting (scope, key, value) VALUES (:scope, :key, :value)")
    kept = ("open_pair", "owner_of_open_pair")
    for key in {*busy.profile.settings.DEFAULTS, "unknown"}.difference(kept):
        busy.vault._core.execute(write, {"scope": "app", "key": key, "value": value})  # noqa: SLF001
    row = {"scope": busy.pair.id, "key": "last_seen", "value": value}
    busy.vault._core.execute(write, row)  # noqa: SLF001
    desk = busy.restart()
    assert desk.last_seen.of(busy.upcoming) is None
    settings = busy.profile.settings
    assert all(type(settings.get(k)) is type(v) for k, v in settings.DEFAULTS.items())


@pytest.mark.parametrize("body", ["", "{", "5", "[]", '{"ids": [[1]]}', '{"id": 5, "title": 7}'])
def test_rows_that_make_no_sense_are_not_believed(busy: Laptop, body: str) -> None:
    change = text("UPDATE item SET body = :body")
    busy.vault._core.execute(change, {"body": body})  # noqa: SLF001
    desk = busy.restart()
    assert desk.open_pair.glance.next_session.id
    assert "Next" in busy.titles(busy.upcoming)


@pytest.mark.parametrize(
    "day", ["soon", "9999-12-31", "0001-01-01", "2026-13-01", "2026-11-26T10:00"]
)
def test_a_day_no_calendar_shows_counts_as_none(busy: Laptop, day: str) -> None:
    def act(copy: loro.LoroDoc) -> None:
        for ident in list(copy.get_map("actions").keys()):
            copy.get_map("actions").ensure_mergeable_map(ident).insert("due~zz", [9, day])

    fill(busy, act)
    busy.restart()
    assert {action.due for action in busy.pair.actions.values()} == {""}
    assert {action.due for action in busy.desk.open_pair.glance.open_actions} == {""}


@pytest.mark.parametrize("moment", ["soon", "9999-12-31T23:59", "0001-01-01", "2026-11-26T10:00Z"])
def test_a_start_no_calendar_shows_counts_as_none(busy: Laptop, moment: str) -> None:
    def act(copy: loro.LoroDoc) -> None:
        for ident in list(copy.get_map("sessions").keys()):
            copy.get_map("sessions").ensure_mergeable_map(ident).insert("starts~zz", [9, moment])

    fill(busy, act)
    busy.restart()
    assert {session.starts for session in busy.pair.sessions.values()} == {""}
