"""A card of passages on a screen: filled, read and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from rm_desktop.domain.dates import local_time
from rm_desktop.domain.words import tr
from rm_desktop.ui.passages.rows import passage_rows
from rm_desktop.ui.widgets.scroll_column import bring_into_sight, scroll_to

if TYPE_CHECKING:
    from rm_desktop.domain.entities import Passage
    from rm_desktop.ui.passages.card import PassagesCard
    from rm_desktop.ui.screen import Context


def fill(card: PassagesCard, passages: Iterable[Passage], context: Context) -> None:
    """Show passages as whoever has the keyboard may see them."""
    opened, clock = context.desk.open_pair, context.profile.clock
    zone, today = clock.local_zone(), context.profile.local_now().date()
    card.show_passages(
        passage_rows(
            passages,
            opened.actor,
            opened.pair.name,
            context.voice,
            lambda at: local_time(at, zone).date(),
            today,
        )
    )


def wire(card: PassagesCard, context: Context) -> None:
    """Let passages be read, and taken back."""
    card.read_requested.connect(partial(_read, card, context))
    card.withdraw_requested.connect(partial(_withdraw, context))


def come_for(card: PassagesCard, context: Context, passage: str) -> None:
    """Read a passage that somebody came for, once it is on the screen and not before."""

    def look() -> None:
        row = card.row(passage)
        if row is not None and row.isVisible():
            scroll_to(row)
            _read(card, context, passage)

    QTimer.singleShot(0, card, look)


def _read(card: PassagesCard, context: Context, passage: str) -> None:
    """Note that whoever has the keyboard reads a passage now; its author’s look is none."""
    context.attempt(lambda: context.desk.passages.mark_seen(passage))
    row = card.row(passage)
    if row is not None:  # its words take more room than the button did
        bring_into_sight(row)


def _withdraw(context: Context, passage: str) -> None:
    if context.attempt(lambda: context.desk.passages.withdraw(passage)) is not None:
        words = tr("Taken back. Nobody has read it; backups made meanwhile still hold it.")
        context.say(words, "", None)
