"""Who has signed, the one thing to do next, and the versions from before.

Purpose: signing by both at one laptop. States: mine missing, the other's missing, agreed.
Keys: those of its buttons. Signals: `sign_requested`, `hand_over_requested`,
    `version_requested(int ordinal)`. Tokens: those of Card, Avatar, Button.
"""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import XS, M, S
from rm_desktop.ui.together.agreement_card import Standing
from rm_desktop.ui.together.agreement_words import AgreementView, Signer, VersionView
from rm_desktop.ui.widgets.avatar import Avatar, Voice
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label


class SigningCard(Card):
    """`show_signing(view)`."""

    sign_requested = Signal()
    hand_over_requested = Signal()
    version_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Signatures"), parent=parent)
        self.body.setSpacing(M)
        self.standing = Standing()
        self.body.addWidget(self.standing)
        self._signers = (_SignerLine(), _SignerLine())
        for line in self._signers:
            self.body.addWidget(line)
        self.sign = Button("", "primary", icon="pencil")
        self.sign.setObjectName("agreement-sign")
        self.hand_over = Button("", "primary", icon="hand-over")
        self.hand_over.setObjectName("agreement-hand-over")
        actions = FlowRow()
        actions.add(self.sign)
        actions.add(self.hand_over)
        self.body.addWidget(actions)
        self._hint = Label("", "caption", "ink-3", wrap=True)
        self._hint.show_text(
            tr("Both sign the same words. Who edits them asks for new signatures.")
        )
        self.body.addWidget(self._hint)
        self._earlier = Label(tr("Versions"), "label", "ink-2")
        self.body.addWidget(self._earlier)
        self._versions = QVBoxLayout()
        self._versions.setSpacing(XS)
        self.body.addLayout(self._versions)
        self._shown: tuple[str, ...] = ()
        self.sign.clicked.connect(self.sign_requested)
        self.hand_over.clicked.connect(self.hand_over_requested)

    def show_signing(self, view: AgreementView) -> None:
        """Show who has signed, and what is to be done."""
        self.standing.show_standing(view)
        for line, signer in zip(self._signers, view.signers, strict=False):
            line.show_signer(signer)
        self.sign.set_text(tr("Sign as {name}", name=view.may_sign))
        self.hand_over.set_text(tr("Hand over to {name} to sign", name=view.hand_to))
        for button, wanted in ((self.sign, view.may_sign), (self.hand_over, view.hand_to)):
            button.setVisible(bool(wanted))
        self._earlier.setVisible(bool(view.versions))
        self._show_versions(view.versions)

    def focus_next(self) -> None:
        """Give the focus to what is to be done next."""
        buttons = (self.sign, self.hand_over)
        found = (button for button in buttons if not button.isHidden())
        first = self.findChild(Button, "version-1")
        next(found, first or self).setFocus(Qt.FocusReason.TabFocusReason)

    def _show_versions(self, versions: tuple[VersionView, ...]) -> None:
        titles = tuple(version.title for version in versions)
        if titles == self._shown:
            return
        self._shown = titles
        while (item := self._versions.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for version in versions:
            line = VersionLine(version)
            line.open.clicked.connect(partial(self.version_requested.emit, version.ordinal))
            self._versions.addWidget(line)


class VersionLine(QWidget):
    """One earlier text: what became of it, and the way to read it."""

    def __init__(self, version: VersionView) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(Label(version.title, "caption", "ink-2", wrap=True), 1)
        self.open = Button(tr("Read"), "quiet")
        self.open.setObjectName(f"version-{version.ordinal}")
        self.open.setAccessibleName(tr("Read {version}", version=version.title))
        row.addWidget(self.open)


class _SignerLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        self._who = Avatar()
        self._words = Label("", "body", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._who)
        row.addWidget(self._words, 1)

    def show_signer(self, signer: Signer) -> None:
        self._who.show_person(signer.name, cast("Voice", signer.voice))
        state = tr("signed on {day}", day=signer.signed) if signer.signed else tr("not signed yet")
        self._words.show_text(tr("{name}: {state}", name=signer.name, state=state))
        self._words.set_tone("ink" if signer.signed else "ink-2")
