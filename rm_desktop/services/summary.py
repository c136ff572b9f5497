"""What a session leaves behind, to look at, copy and print."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rm_desktop.domain.session_clock import Reading
from rm_desktop.domain.summary import SessionSummary, summarise, topics_of
from rm_desktop.services.notes import read_notes
from rm_desktop.services.open_pair import OpenPair

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault


class Summaries:
    """The records of the open pair's sessions, planned ones included."""

    def __init__(
        self,
        pair: OpenPair,
        reading: Callable[[str], Reading],
        vault: Callable[[], Vault],
        zone: Callable[[], str],
    ) -> None:
        """Read timers by `reading` and say times in the zone of this laptop."""
        self._open = pair
        self._reading = reading
        self._vault = vault
        self._zone = zone

    def of(self, session: str) -> SessionSummary:
        """Return the record of a session as it stands; what is still being typed has to rest."""
        pair = self._open.pair
        found = pair.session(session)
        reading = self._reading(session)
        notes = {
            item.id: text
            for item in topics_of(pair, found, reading)
            if (text := read_notes(item.id, self._vault()))
        }
        return summarise(pair, found, reading, notes, self._zone())

    def markdown(self, session: str) -> str:
        """Return the record as Markdown."""
        from rm_desktop.exchange.summary_markdown import summary_markdown

        return summary_markdown(self.of(session))

    def page(self, session: str) -> str:
        """Return the record as HTML to print."""
        from rm_desktop.exchange.summary_html import summary_html

        return summary_html(self.of(session))

    def agenda_markdown(self, session: str) -> str:
        """Return a session's agenda as Markdown."""
        from rm_desktop.exchange.summary_markdown import agenda_markdown

        return agenda_markdown(self.of(session))

    def agenda_page(self, session: str) -> str:
        """Return a session's agenda as HTML to print."""
        from rm_desktop.exchange.summary_html import agenda_html

        return agenda_html(self.of(session))

    def file_title(self, session: str) -> str:
        """Return a name for the file that holds a session, without ending."""
        from rm_desktop.exchange.file_names import file_title

        return file_title(self.of(session))
