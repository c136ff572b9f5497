"""How sharing stands, and what needs a look.

Purpose: the answer to “is it all there?” in a line, then in a paragraph. States: not shared (an
    offer), the states of sharing, with concerns below. Keys: those of its buttons.
Signals: `sync_requested`, `share_requested` (also to invite again), `answer_requested` where one
    needs an invitation, `put_away_requested(Concern)`.
Tokens: good, warn, danger for the mark; warn-soft under a concern.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.sync_state import Concern
from rm_desktop.domain.words import tr
from rm_desktop.ui.sync.rows import emptied
from rm_desktop.ui.sync.shown import ConcernRow, SharingView
from rm_desktop.ui.theme import Role
from rm_desktop.ui.theme.tokens import XS, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label


class StatusCard(Card):
    """`show_view(view)`; the headline may come earlier, by `show_headline`."""

    sync_requested = Signal()
    share_requested = Signal()
    answer_requested = Signal()
    put_away_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=20, parent=parent)
        self.setObjectName("sharing-status")
        head = QHBoxLayout()
        head.setSpacing(M)
        self._mark = IconLabel("lock", "ink-2", side=24)
        self.headline = Label("", "subtitle", wrap=True)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.headline, 1)
        self.body.addLayout(head)
        self._words = Label("", "body", "ink-2", wrap=True)
        self.body.addWidget(self._words)
        self._concerns = QVBoxLayout()
        self._concerns.setSpacing(S)
        self.body.addLayout(self._concerns)
        self.sync = Button(tr("Sync now"), "secondary")
        self.sync.setObjectName("sync-now")
        self.share = Button(tr("Share this pair between two laptops…"), "primary")
        self.share.setObjectName("share-pair")
        buttons = FlowRow(gap=M, line_gap=S)
        self.invite = Button(tr("Invite again…"), "primary")
        self.invite.setObjectName("invite-again")
        self.answer = Button(tr("I have an invitation"), "primary", icon="link")
        self.answer.setObjectName("answer-invitation")
        for button in (self.invite, self.answer, self.sync, self.share):
            buttons.add(button)
        self.body.addSpacing(XS)
        self.body.addWidget(buttons)
        self.sync.clicked.connect(self.sync_requested)
        self.answer.clicked.connect(self.answer_requested)
        for button in (self.share, self.invite):
            button.clicked.connect(self.share_requested)
        self._shown: tuple[ConcernRow, ...] = ()

    def show_view(self, view: SharingView) -> None:
        """Show how things stand."""
        self._mark.show_icon(*view.mark)
        self.headline.show_text(view.headline)
        self.setAccessibleName(view.headline)
        self._words.show_text(" ".join(view.sentences))
        self.sync.setVisible(view.is_shared and not view.is_cut_off)
        self.invite.setVisible(view.is_alone and view.may_act)
        self.answer.setVisible(view.is_cut_off and not view.owner)
        self.share.setVisible(not view.is_shared and not view.owner)
        if self._shown != view.concerns:
            self._shown = view.concerns
            emptied(self._concerns)
            for row in view.concerns:
                self._concerns.addWidget(self._concern(row, may_act=not view.owner))

    def _concern(self, row: ConcernRow, *, may_act: bool) -> QWidget:
        ground = Ground("danger" if row.is_grave else "warn")
        ground.setObjectName(f"concern-{row.concern}")
        across = QHBoxLayout(ground)
        across.setContentsMargins(M, M, M, M)
        across.setSpacing(M)
        icon = IconLabel("warning" if row.is_grave else "info", _role(row), side=20)
        across.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(XS)
        words.addWidget(Label(row.title, "strong", wrap=True))
        words.addWidget(Label(row.what, "body", wrap=True))
        if row.can_go and may_act:
            words.addSpacing(XS)
            words.addLayout(self._away(row))
        across.addLayout(words, 1)
        return ground

    def _away(self, row: ConcernRow) -> QHBoxLayout:
        away = Button(tr("I have seen it"))
        away.setObjectName(f"put-away-{row.concern}")
        away.setAccessibleName(tr("I have seen it: {title}", title=row.title))
        away.clicked.connect(partial(self._on_away_clicked, row.concern))
        line = QHBoxLayout()
        line.addWidget(away)
        line.addStretch(1)
        return line

    def _on_away_clicked(self, concern: Concern, _checked: bool = False) -> None:
        self.put_away_requested.emit(concern)


def _role(row: ConcernRow) -> Role:
    return "danger" if row.is_grave else "warn"
