"""The guest's pages: the link, who invites, and what would come in.

Purpose: nothing comes in unseen. States: one class each. Keys: Enter goes on in the field.
Signals: as each says. Tokens: those of their parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.services.pairing_counts import Counts
from rm_desktop.ui.pairing.page import Page, named
from rm_desktop.ui.pairing.words import counted
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import XS, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.note import Note
from rm_desktop.ui.widgets.text_field import TextField

_LONGEST_LINK = 2_000


class LinkPage(Page):
    """Signals: `link_given(str)`, `file_requested`, `folder_requested`, `back_requested`."""

    link_given = Signal(str)
    file_requested = Signal()
    folder_requested = Signal()
    back_requested = Signal()

    def __init__(self) -> None:
        about = tr("Paste the link you were sent, or open the file. Nothing is answered yet.")
        super().__init__("link", tr("I have an invitation"), about)
        self.setObjectName("pairing-link")
        self.link = TextField(tr("The link"), "https://…/join#…", max_length=_LONGEST_LINK)
        self._row = FieldRow(tr("The link"), self.link)
        self.body.addWidget(self._row)
        self.look = named(Button(tr("Look at it"), "primary"), "pairing-look")
        self.file = named(Button(tr("Open a file…"), icon="folder"), "pairing-file")
        self.folder = named(Button(tr("Choose the folder…"), icon="folder"), "pairing-folder")
        self.back = named(Button(tr("Not now"), "quiet"), "pairing-back")
        self.add_buttons(self.look, self.file, self.folder, self.back)
        self.folder.hide()
        self.link.submitted.connect(self._on_look_clicked)
        self.look.clicked.connect(self._on_look_clicked)
        self.file.clicked.connect(self.file_requested)
        self.folder.clicked.connect(self.folder_requested)
        self.back.clicked.connect(self.back_requested)

    def ask_for_folder(self, sentence: str) -> None:
        """Ask for the folder in which the invitation lies."""
        self.show_problem("")
        self.folder.show()
        self.folder.set_tone("primary")
        self.look.set_tone("secondary")
        self.say(sentence)
        self.folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, words: str) -> None:
        """Say what is being done and take no answers meanwhile; none: take them again."""
        for each in (self.link, self.look, self.file, self.folder):
            each.setEnabled(not words)
        self.say(words)

    def show_problem(self, sentence: str) -> None:
        """Say why it cannot be used."""
        self.show_busy("")
        self._row.show_problem(sentence)
        if sentence:
            announce(self, sentence)
            self.link.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        announce(self, self.title)
        self.link.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_look_clicked(self) -> None:
        self._row.show_problem("")
        self.link_given.emit(self.link.text())


class HeardPage(Page):
    """Who invites. Signals: `accepted`, `declined`."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, host: str, guest: str, place: str, *, own: bool) -> None:
        title = (
            tr("This invitation is from your other laptop")
            if own
            else tr("{host} invites you", host=host)
        )
        what = (
            tr("It brings the pair of {host} to this laptop as well.", host=host)
            if own
            else tr(
                "You would share the pair of {host} and {guest}, as {guest}.",
                host=host,
                guest=guest,
            )
        )
        super().__init__("shared", title, what)
        self.setObjectName("pairing-heard")
        where = tr(
            "You meet {place}. Before anything comes in, you compare six digits with {host} and "
            "see how much there is.",
            place=place,
            host=host,
        )
        self.body.addWidget(Label(where, "body", "ink-2", wrap=True))
        self.accept = named(Button(tr("Go on"), "primary"), "pairing-accept")
        self.decline = named(Button(tr("Not now"), "quiet"), "pairing-decline")
        self.add_buttons(self.accept, self.decline)
        self.accept.clicked.connect(self.accepted)
        self.decline.clicked.connect(self.declined)


class OwnPair(NamedTuple):
    """A pair of the guest's from which topics may be copied: its id, its name, its topics."""

    id: str
    name: str
    topics: tuple[tuple[str, str], ...]


class PreviewPage(Page):
    """What comes, and what is copied along. Signals: `agreed(str, list)`, `declined`."""

    agreed = Signal(str, list)
    declined = Signal()

    def __init__(self, host: str, counts: Counts, own: Sequence[OwnPair], *, merges: bool) -> None:
        super().__init__("shared", tr("This is what comes to this laptop"))
        self.setObjectName("pairing-preview")
        self.body.addWidget(Label(counted(counts), "lead", wrap=True))
        self.body.addWidget(Label(_meaning(host, merges=merges), "body", wrap=True))
        safe = tr("Before it comes in, a backup of what is here is made.")
        self.body.addWidget(Note("soft", "info", safe))
        self._own = {each.id: each for each in own if each.topics}
        self._chosen = ""
        self._boxes: dict[str, CheckBox] = {}
        self._topics = QVBoxLayout()
        self._topics.setSpacing(XS)
        if self._own and not merges:
            self._offer_topics()
        self.agree = named(Button(tr("Bring it in"), "primary"), "pairing-agree")
        self.decline = named(Button(tr("Cancel"), "quiet"), "pairing-decline")
        self.add_buttons(self.agree, self.decline)
        self.agree.clicked.connect(self._on_agree_clicked)
        self.decline.clicked.connect(self.declined)

    @Slot(str)
    def choose(self, pair: str) -> None:
        """Show the topics of one of one's own pairs, all of them ticked; none for none."""
        self._chosen = pair
        while (item := self._topics.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes = {}
        for ident, title in self._own[pair].topics if pair else ():
            box = CheckBox(harmless(title), bare=True)
            box.setChecked(True)
            self._boxes[ident] = box
            self._topics.addWidget(_ticked(box, harmless(title)))

    def _offer_topics(self) -> None:
        self.body.addSpacing(S)
        about = tr(
            "Topics you wrote alone can come along into the backlog, as copies by you. The pair "
            "they are from stays as it is."
        )
        self.body.addWidget(Label(about, "body", "ink-2", wrap=True))
        choices = [("", tr("no pair")), *((o.id, harmless(o.name)) for o in self._own.values())]
        self.source = MenuButton(tr("Copy topics from"), choices, "")
        self.source.setObjectName("pairing-source")
        self.source.chosen.connect(self.choose)
        self.body.addWidget(self.source, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._topics)

    @Slot()
    def _on_agree_clicked(self) -> None:
        ticked = [ident for ident, box in self._boxes.items() if box.isChecked()]
        self.agreed.emit(self._chosen if ticked else "", ticked)


def _ticked(box: CheckBox, title: str) -> QWidget:
    """Return a box with a title that may take several lines."""
    shown = QWidget()
    row = QHBoxLayout(shown)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(S)
    row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(title, "body", wrap=True), 1)
    return shown


def _meaning(host: str, *, merges: bool) -> str:
    if merges:
        return tr(
            "A copy of this very pair is on this laptop already. The two become one: what either "
            "of you wrote since stays, and where both changed the same line you are asked."
        )
    return tr(
        "From then on you and {host} have the same pair. Your private pages stay where they are; "
        "so do your other pairs.",
        host=host,
    )
