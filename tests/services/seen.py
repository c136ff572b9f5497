"""What lies in a vault, beside what the open pair's document says should lie there."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import Any

from sqlalchemy import text

from rm_desktop.domain.agenda import history
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import PromptMark
from rm_desktop.domain.pair import Pair
from rm_desktop.services.glimpse import glimpse
from rm_desktop.services.profile import Profile
from rm_desktop.services.projection import everything, project
from rm_desktop.services.rebuild import differences
from rm_desktop.vault.rows import SearchRow
from rm_desktop.vault.vault import Vault

_INDEXED = text(
    "SELECT item.document, item.kind, item.id, search.title, search.body"
    " FROM search LEFT JOIN item ON item.row = search.rowid"
)


def indexed(vault: Vault) -> list[SearchRow]:
    """Return every row the search knows; one that belongs to no item has None for its key."""
    return [SearchRow(*row) for row in vault._core.execute(_INDEXED)]  # noqa: SLF001


def assert_in_step(profile: Profile) -> None:
    """Hold lists, search and Today to the open pair's document."""
    assert profile.desk is not None
    opened, vault = profile.desk.open_pair, profile.ports.vault()
    pair = opened.pair
    wanted = project(pair, everything(pair))
    stored = [row for row in vault.items(pair.id) if row.kind != Kind.NOTES]
    assert Counter(stored) == Counter(set(wanted.items))
    words = [row for row in indexed(vault) if row.document in (pair.id, None)]
    assert Counter(row for row in words if row.kind != Kind.NOTES) == Counter(wanted.texts)
    assert {row.id for row in words if row.kind == Kind.NOTES} <= pair.items.keys()
    assert not differences(pair, vault, indexed(vault))[1]
    assert_today_knows_enough(pair, vault)


def assert_today_knows_enough(pair: Pair, vault: Vault) -> None:
    """Hold what is read at start, without the document, to the complete pair."""
    live = vault.items(pair.id, live_only=True)
    assert_as_good_for_today(glimpse(pair.id, ((row.kind, row.id, row.body) for row in live)), pair)


def assert_as_good_for_today(seen: Pair, pair: Pair) -> None:
    """Hold a pair that was seen in part to the complete one, as far as Today asks."""
    assert not seen.complete
    assert _today(seen) == _today(pair)


def _today(pair: Pair) -> dict[str, Any]:
    upcoming = pair.next_session
    return {
        "members": dict(pair.members),
        "charter": pair.charter,
        "in_order": pair.in_order,
        "numbers": dict(pair.numbers),
        "next": (upcoming, pair.next_number, pair.unplanned_session),
        "agenda": pair.agenda(upcoming.id),
        "backlog": pair.backlog,
        "carried": [history(pair, item) for item in pair.carried],
        "closed": pair.closed,
        "actions": pair.open_actions,
        "objectives": pair.live_objectives,
        "timeline": pair.timelines.get(upcoming.id) if upcoming.state == "running" else None,
    }


def state(profile: Profile) -> dict[str, Any]:
    """Return all that undo answers for: the pair, the settings, the prompts of one's own.

    What was asked is noted quietly and is no part of it.
    """
    assert profile.desk is not None
    pair = profile.desk.open_pair.pair
    found = {each.name: getattr(pair, each.name) for each in fields(pair)}
    marks = (PromptMark(m.id, m.favourite, m.hidden) for m in pair.marks.values())
    found["marks"] = {mark for mark in marks if mark != PromptMark(mark.id)}
    found["agreement"] = {part: text for part, text in pair.agreement.items() if text}
    found["settings"] = {key: profile.settings.get(key) for key in profile.settings.DEFAULTS}
    found["prompts"] = (profile.desk.prompts.own(), set(profile.desk.prompts.binned()))
    return found


def asked(pair: Pair) -> set[tuple[str, str]]:
    """Return which prompts were asked in which sessions."""
    return {(mark.id, session) for mark in pair.marks.values() for session in mark.drawn_in}
