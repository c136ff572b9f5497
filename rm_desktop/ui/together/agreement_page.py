"""The working agreement in full: eleven questions with the words of the two, and the signatures.

Purpose: read aloud together, edited in place, signed. States: those of SigningCard and Passage.
Keys: those of Passage; Escape goes back. Signals: `back_requested`, `field_kept(str id, str)`;
    those of SigningCard. Tokens: those of Card and Label.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.agreement import AgreementField
from rm_desktop.domain.words import tr
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XL, XS
from rm_desktop.ui.together.agreement_words import AgreementView
from rm_desktop.ui.together.passage import Passage
from rm_desktop.ui.together.signing_card import SigningCard
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import BAR, ScrollColumn, in_line, lay_out_page

_ROOMY = 760


class AgreementPage(QWidget):
    """`show_agreement(view, texts, partner)`."""

    back_requested = Signal()
    field_kept = Signal(str, str)

    def __init__(self, fields: tuple[AgreementField, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = lay_out_page(self)
        self.header = PageHeader(
            tr("Working agreement"), tr("Read it aloud together, change what you like, then sign.")
        )
        self.header.set_back(tr("Together"))
        self.header.back_requested.connect(self.back_requested)
        page.addWidget(in_line(self.header))
        column = ScrollColumn(gutter=BAR)
        page.addWidget(column, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(XL)
        column.body.addLayout(self._row)
        column.body.addStretch(1)
        self.audience = Audience()
        self.passages: dict[str, Passage] = {}
        self._row.addWidget(self._words(fields), 8)
        self.signing = SigningCard()
        side = QVBoxLayout()
        side.addWidget(self.signing)
        side.addStretch(1)
        self._row.addLayout(side, 5)

    def show_agreement(
        self, view: AgreementView, texts: tuple[tuple[AgreementField, str], ...], partner: str
    ) -> None:
        """Show the present words and who signed them; what is being written stays."""
        self.audience.show_audience(partner)
        self.signing.show_signing(view)
        for field, text in texts:
            self.passages[field.id].show_passage(text)

    def _words(self, fields: tuple[AgreementField, ...]) -> Card:
        card = Card(tr("What you agree on"))
        card.add_action(self.audience)
        card.body.setSpacing(XL)
        for number, field in enumerate(fields, start=1):
            block = QVBoxLayout()
            block.setSpacing(XS)
            title = tr("{n}. {title}", n=number, title=field.title)
            block.addWidget(Label(title, "strong", wrap=True))
            block.addWidget(Label(field.help, "caption", "ink-3", wrap=True))
            passage = Passage(field.title, tr("Nothing agreed here yet. Write something…"))
            passage.setObjectName(f"agreement-{field.id}")
            passage.kept.connect(self._keeper(field.id))
            self.passages[field.id] = passage
            block.addWidget(passage)
            card.body.addLayout(block)
        return card

    def _keeper(self, field: str) -> object:
        return lambda text: self.field_kept.emit(field, text)

    def _arrange(self) -> None:
        roomy = self.width() >= px(_ROOMY)
        across, up = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._row.setDirection(across if roomy else up)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()
