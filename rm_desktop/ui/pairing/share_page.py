"""Where two laptops are to meet: at a relay, or in a folder.

Purpose: says what sharing does and what a server learns, before anything is shared. States: relay,
folder; for the partner, for another laptop of one's own; a problem; busy. Keys: Enter goes on.
Signals: `invite_requested(str, str, bool)`: address, token, own laptop; `folder_requested`,
`back_requested`. Tokens: those of its parts.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.services.pairing_words import place_name
from rm_desktop.services.spaces import FOLDER
from rm_desktop.ui.pairing.page import Page, named
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.note import Note
from rm_desktop.ui.widgets.segmented import Segmented
from rm_desktop.ui.widgets.text_field import TextField

_RELAY, _FOLDER = "relay", "folder"
_PARTNER, _OWN = "partner", "own"


class SharePage(Page):
    """`SharePage("Henrik")`; a pair that is shared already meets where it does: `place`."""

    invite_requested = Signal(str, str, bool)
    folder_requested = Signal()
    back_requested = Signal()

    def __init__(self, partner: str, place: str = "") -> None:
        super().__init__("laptop", tr("Share this pair between two laptops"), _what(partner))
        self.setObjectName("pairing-share")
        self._place, self._folder = place, ""
        self._partner = partner
        self._who_reads = Note("soft", "lock", "")
        self.body.addWidget(self._who_reads)
        self.body.addSpacing(S)
        self.whose = Segmented(
            tr("Whose laptop"),
            ((_PARTNER, tr("{name}’s laptop", name=partner)), (_OWN, tr("Another one of mine"))),
            _PARTNER,
        )
        self.body.addWidget(Label(tr("Whose laptop joins"), "label", "ink-2"))
        self.body.addWidget(self.whose)
        self.body.addSpacing(S)
        self.address = TextField(tr("Address of the relay"), "https://…")
        self.token = TextField(tr("One-time token"), tr("If the relay asks for one"))
        self.where = Segmented(
            tr("Where to meet"),
            ((_RELAY, tr("Over a relay")), (_FOLDER, tr("In a folder we both see"))),
            _RELAY,
        )
        self._address_row = FieldRow(tr("Address of the relay"), self.address)
        self._token_row = FieldRow(tr("One-time token"), self.token)
        self._ask = _help(
            tr("Who runs the relay gives you both. Your partner needs neither: it is in the link.")
        )
        self.pick = named(Button(tr("Choose the folder…"), icon="folder"), "pairing-folder")
        self._picked = Label("", "body", wrap=True)
        self._about_folder = _help(
            tr("A folder that is copied between you, on a network or a stick. No server is needed.")
        )
        self._where_name = Label(tr("Where they meet"), "label", "ink-2")
        self._known = Label(place_name(place), "body", wrap=True)
        self._known.setVisible(bool(place))
        for widget in (
            *(self._where_name, self._known, self.where, self._address_row, self._token_row),
            *(self._ask, self._picked, self._about_folder),
        ):
            self.body.addWidget(widget)
        self.body.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignLeft)
        self.invite = named(Button(tr("Make an invitation"), "primary"), "pairing-invite")
        self.back = named(Button(tr("Not now"), "quiet"), "pairing-back")
        self.add_buttons(self.invite, self.back)
        self._connect()
        self._show_choice()

    def show_folder(self, folder: Path) -> None:
        """Meet in this folder."""
        self._folder = str(folder)
        self._picked.show_text(harmless(self._folder))
        self.say("")
        self._show_choice()
        self.invite.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, address: str) -> None:
        """Offer an address, as one that was used before."""
        self.address.show_text(address)

    def show_busy(self, words: str) -> None:
        """Say what is being done and take no answers meanwhile; none: take them again."""
        for each in (self.whose, self.where, self.address, self.token, self.pick, self.invite):
            each.setEnabled(not words)
        self.say(words)

    def show_problem(self, sentence: str) -> None:
        """Say what cannot be used; what was typed stays."""
        self.show_busy("")
        self.say(sentence, problem=True)

    def start(self) -> None:
        announce(self, self.title)
        first = self.invite if self._place else self.address
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.where.chosen.connect(self._show_choice)
        self.pick.clicked.connect(self.folder_requested)
        self.invite.clicked.connect(self._on_invite_clicked)
        self.address.submitted.connect(self._on_invite_clicked)
        self.token.submitted.connect(self._on_invite_clicked)
        self.back.clicked.connect(self.back_requested)

    @Slot()
    def _show_choice(self) -> None:
        asks, in_folder = not self._place, self.where.choice == _FOLDER
        folder = in_folder if asks else self._place.startswith(FOLDER)
        self._who_reads.show_sentence(_who_reads(self._partner, folder=folder))
        self.where.setVisible(asks)
        at_relay: tuple[QWidget, ...] = (self._address_row, self._token_row, self._ask)
        for widget in at_relay:
            widget.setVisible(asks and not in_folder)
        self.pick.setVisible(asks and in_folder)
        self._about_folder.setVisible(asks and in_folder)
        self._picked.setVisible(asks and in_folder and bool(self._folder))

    @Slot()
    def _on_invite_clicked(self) -> None:
        own = self.whose.choice == _OWN
        if self._place:
            self.invite_requested.emit(self._place, "", own)
        elif self.where.choice == _RELAY:
            self.invite_requested.emit(self.address.text(), self.token.text(), own)
        elif self._folder:
            self.invite_requested.emit(f"folder:{self._folder}", "", own)
        else:
            self.show_problem(tr("Choose the folder first."))


def _help(words: str) -> Label:
    return Label(words, "caption", "ink-2", wrap=True)


def _what(partner: str) -> str:
    return tr(
        "You and {name} then have the same agenda, notes and actions on both laptops: live in the "
        "session, and brought together by themselves after days without a network.",
        name=partner,
    )


def _who_reads(partner: str, *, folder: bool) -> str:
    if folder:
        return tr(
            "Only you and {name} can read what you share. Who else opens the folder sees that two "
            "laptops exchange sealed letters, how large they are and when; no names, no titles, no "
            "words. What is under “Only you” never leaves this laptop.",
            name=partner,
        )
    return tr(
        "Only you and {name} can read what you share. A relay sees that two laptops exchange "
        "sealed letters, how large they are and when; no names, no titles, no words. What is "
        "under “Only you” never leaves this laptop.",
        name=partner,
    )
