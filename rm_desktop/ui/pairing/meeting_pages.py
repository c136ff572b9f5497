"""The pages of the meeting itself: the invitation, waiting, the six digits, and why it ended.

Purpose: two people on the telephone see the same at the same time. States: one class each.
Keys: those of their buttons; Ctrl+C copies the link. Signals: as each says. Tokens: accent.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr
from rm_desktop.ui.pairing.page import Page, named
from rm_desktop.ui.pairing.qr_code import QrCode
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import XL, XS, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.note import Note
from rm_desktop.ui.widgets.text_field import TextField

_LONGEST_LINK = 2_000


class InvitationPage(Page):
    """`folder` is where the two meet, in words, unless it is a relay.

    Signals: `copy_requested`, `save_requested`, `withdraw_requested`.
    """

    copy_requested = Signal()
    save_requested = Signal()
    withdraw_requested = Signal()

    def __init__(self, guest: str, link: str, until: str, *, own: bool, folder: str) -> None:
        title = (
            tr("An invitation for your other laptop")
            if own
            else tr("An invitation for {name}", name=guest)
        )
        super().__init__("link", title, _how_to_send(guest, own=own))
        self.setObjectName("pairing-invitation")
        self.link = TextField(tr("The link"), max_length=_LONGEST_LINK)
        self.link.setReadOnly(True)
        self.link.show_text(link)
        self.link.setCursorPosition(0)
        self.copy = named(Button(tr("Copy the link"), "primary", icon="copy"), "pairing-copy")
        self.save = named(Button(tr("Save as a file…")), "pairing-save")
        self.code = QrCode()
        self.code.show_words(link)
        self._lay_out(until, folder=folder)
        self.withdraw = named(Button(tr("Withdraw the invitation"), "quiet"), "pairing-withdraw")
        self.add_buttons(self.withdraw)
        self.copy.clicked.connect(self.copy_requested)
        self.save.clicked.connect(self.save_requested)
        self.withdraw.clicked.connect(self.withdraw_requested)

    def _lay_out(self, until: str, *, folder: str) -> None:
        across = QHBoxLayout()
        across.setSpacing(XL)
        column = QVBoxLayout()
        column.setSpacing(S)
        column.addWidget(self.link)
        buttons = FlowRow(gap=M, line_gap=S)
        buttons.add(self.copy)
        buttons.add(self.save)
        column.addWidget(buttons)
        column.addSpacing(XS)
        once = tr("Works once, until {time}.", time=until)
        column.addWidget(Label(once, "strong", wrap=True))
        if folder:
            where = tr(
                "You meet {place}. The other laptop asks for that folder, and has to see it, too.",
                place=folder,
            )
            column.addWidget(Label(where, "caption", "ink-2", wrap=True))
        keep = tr("Who has the link can try to answer; the six digits show that it is them.")
        column.addWidget(Label(keep, "caption", "ink-2", wrap=True))
        column.addStretch(1)
        across.addLayout(column, 1)
        across.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(across)

    def start(self) -> None:
        announce(self, self.title)
        self.link.home(False)  # wherever it was scrolled to while it had no width
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)


class DigitsPage(Page):
    """Six digits, and whether they are the same. Signals: `answered(bool)`."""

    answered = Signal(bool)

    def __init__(self, other: str, digits: str, *, own: bool) -> None:
        title = tr("Compare six digits")
        ask = (
            tr("Look at the other laptop. Does it show the same digits?")
            if own
            else tr(
                "Read these to {name}, by telephone or across the table. Are they the same there?",
                name=other,
            )
        )
        super().__init__("shared", title, ask)
        self.setObjectName("pairing-digits")
        ground = Ground("soft")
        row = QVBoxLayout(ground)
        row.setContentsMargins(XL, XL, XL, XL)
        self.digits = Label(f"{digits[:3]} {digits[3:]}", "figure", "accent", centred=True)
        self.digits.setObjectName("pairing-number")
        self.digits.setAccessibleName(" ".join(digits))
        row.addWidget(self.digits)
        self.body.addWidget(ground)
        why = tr("If somebody had come between your two laptops, the digits would differ.")
        self.body.addWidget(Label(why, "caption", "ink-2", wrap=True))
        self.yes = named(Button(tr("Yes, they are the same"), "primary"), "pairing-same")
        self.no = named(Button(tr("No, they differ")), "pairing-differ")
        self.add_buttons(self.yes, self.no)
        self.yes.clicked.connect(self._on_yes_clicked)
        self.no.clicked.connect(self._on_no_clicked)
        self._spoken = tr("The digits are {digits}.", digits=" ".join(digits))

    def start(self) -> None:
        """Read the digits out; neither answer is at hand by itself."""
        announce(self, f"{self.title}. {self._spoken}")
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_yes_clicked(self) -> None:
        self.answered.emit(True)

    @Slot()
    def _on_no_clicked(self) -> None:
        self.answered.emit(False)


class WaitingPage(Page):
    """Something is under way; one may think better of it. Signals: `cancelled`."""

    cancelled = Signal()

    def __init__(self, title: str, *sentences: str, cancel: str = "") -> None:
        super().__init__("clock", title, *sentences)
        self.setObjectName("pairing-waiting")
        if cancel:
            self.cancel = named(Button(cancel, "quiet"), "pairing-cancel")
            self.cancel.clicked.connect(self.cancelled)
            self.add_buttons(self.cancel)


class OutcomePage(Page):
    """How it ended, well or not. Signals: `again_requested`, `left`."""

    again_requested = Signal()
    left = Signal()

    def __init__(self, title: str, *sentences: str, again: str = "", leave: str = "") -> None:
        super().__init__("check", title, *sentences, role="good")
        self.setObjectName("pairing-done")
        self._offer(again, leave)

    def _offer(self, again: str, leave: str) -> None:
        self.again = named(Button(again, "primary"), "pairing-again")
        self.leave = named(
            Button(leave or tr("Close"), "secondary" if again else "primary"), "pairing-leave"
        )
        self.add_buttons(*([self.again] if again else []), self.leave)
        self.again.setVisible(bool(again))
        self.again.clicked.connect(self.again_requested)
        self.leave.clicked.connect(self.left)


class EndedPage(OutcomePage):
    """Why nothing came of it, and what to do."""

    def __init__(self, error: KnownError, *, again: str = "") -> None:
        Page.__init__(self, "warning", error.sentence, role="warn")
        self.setObjectName("pairing-ended")
        self.body.addWidget(Note("soft", "info", error.next_step))
        self._offer(again, "")


def _how_to_send(guest: str, *, own: bool) -> str:
    if own:
        return tr("Open it on your other laptop: “I have an invitation”.")
    return tr(
        "Send it to {name} in whatever way you trust, and stay within call: {name} opens the app, "
        "chooses “I have an invitation”, and you compare six digits.",
        name=guest,
    )
