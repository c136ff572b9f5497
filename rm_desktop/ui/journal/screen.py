"""The journal: entries that only their owner reads, behind the lock of the private vault."""

from __future__ import annotations

from rm_desktop.domain.words import tr
from rm_desktop.ui.screen import Context, Screen
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import in_line, lay_out_page


class JournalScreen(Screen):
    """The head of the journal, and its pages while the private vault is open."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("journal")
        self.header = PageHeader(tr("Journal"), tr("Private to you. Encrypted on this laptop."))
        column = lay_out_page(self)
        column.addWidget(in_line(self.header))
        column.addStretch(1)
