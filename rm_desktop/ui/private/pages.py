"""The pages of the lock: what they say and the fields they hold; `panel` shows one at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.private.unlock_field import UnlockField
from rm_desktop.ui.theme import Role
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.new_passphrase import NewPassphrase
from rm_desktop.ui.widgets.note import Note
from rm_desktop.ui.widgets.text_area import TextArea


class LockPage(QWidget):
    """A page with an icon, a title and a sentence; the rest goes into `body`."""

    def __init__(self, icon: str, title: str, sentence: str, role: Role = "accent") -> None:
        super().__init__()
        self.title = title
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(S)
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(IconLabel(icon, role, side=28), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(title, "subtitle", wrap=True), 1)
        self.body.addLayout(head)
        if sentence:
            self.body.addWidget(Label(sentence, "body", wrap=True))

    def show_trying(self, words: str) -> None:
        """Say what is being done; most pages have nothing that could be."""

    def show_problem(self, sentence: str) -> None:
        """Say what was wrong."""

    def show_resting(self, seconds: int) -> None:
        """Count down to the next try."""

    def start(self) -> None:
        """Put the focus where one begins."""
        first = next((b for b in self.findChildren(Button) if b.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


class SetUpPage(LockPage):
    """Before the first private word. Signals: `made(str, bool)`: passphrase, open at start."""

    made = Signal(str, bool)

    def __init__(self, purpose: str, *, has_phrase: bool) -> None:
        super().__init__("private", tr("Choose a passphrase for what only you read"), purpose)
        self.setObjectName("private-set-up")
        why = tr(
            "Your journal, your notes beside topics and your drafts lie in a vault of their own, "
            "and this passphrase is its key. Without it nobody can read them: not your partner, "
            "not your organisation, and not us."
        )
        self.body.addWidget(Label(why, "body", "ink-2", wrap=True))
        self.body.addSpacing(S)
        self.form = NewPassphrase(tr("Begin writing"))
        self.form.between.addWidget(Note("warn", "warning", _no_way_back(has_phrase=has_phrase)))
        self.at_start = CheckBox(tr("Open at start on this laptop"))
        self.at_start.setObjectName("private-at-start")
        self.form.between.addSpacing(S)
        self.form.between.addWidget(self.at_start)
        meaning = tr(
            "A copy of the key lies in this computer’s keyring until you lock: whoever can sign in "
            "as you can then read these pages."
        )
        self.form.between.addWidget(Label(meaning, "caption", "ink-2", wrap=True))
        self.body.addWidget(self.form)
        self.form.chosen.connect(lambda words: self.made.emit(words, self.at_start.isChecked()))

    def show_trying(self, words: str) -> None:
        self.form.show_trying(words)
        self.at_start.setEnabled(not words)

    def show_problem(self, sentence: str) -> None:
        self.form.show_problem(sentence)

    def start(self) -> None:
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)


class UnlockPage(LockPage):
    """The passphrase, or the way for who forgot it. Signals: `unlock_requested`, `forgotten`."""

    unlock_requested = Signal(str)
    forgotten = Signal()

    def __init__(self, purpose: str, *, hint: str = "") -> None:
        super().__init__("lock", tr("Your private pages are locked"), purpose)
        self.setObjectName("private-locked")
        self.body.addSpacing(S)
        self.unlock = UnlockField()
        forgot = Button(tr("I forgot it"), "quiet")
        forgot.setObjectName("private-forgot")
        forgot.clicked.connect(self.forgotten)
        self.unlock.add_action(forgot)
        self.unlock.unlock_requested.connect(self.unlock_requested)
        self.body.addWidget(self.unlock)
        self._hint = Label(hint, "caption", "ink-2", wrap=True)
        self.body.addWidget(self._hint)
        self._hint.setVisible(bool(hint))

    def show_trying(self, words: str) -> None:
        self.unlock.show_trying(words)

    def show_problem(self, sentence: str) -> None:
        self.unlock.show_problem(sentence)

    def show_resting(self, seconds: int) -> None:
        self.unlock.show_resting(seconds)

    def start(self) -> None:
        self.unlock.setFocus(Qt.FocusReason.OtherFocusReason)


class PhrasePage(LockPage):
    """The twelve words from paper. Signals: `tried(str)`, `back_requested`."""

    tried = Signal(str)
    back_requested = Signal()

    def __init__(self, *, possible: bool) -> None:
        sentence = (
            tr(
                "Type the twelve words from your paper, in their order. "
                "Then choose a new passphrase."
            )
            if possible
            else tr(
                "No recovery phrase was ever made for these pages, and nobody can reset the "
                "passphrase. They stay as they are, in case it comes back to you."
            )
        )
        super().__init__("info", tr("Come in by your recovery phrase"), sentence)
        self.setObjectName("private-phrase")
        self.words = TextArea(tr("The twelve words"), "", max_length=1000, lines=3)
        self.words.setObjectName("private-phrase-words")
        self._row = FieldRow(tr("Recovery phrase"), self.words)
        self.use = Button(tr("Use the phrase"), "primary")
        self.use.setObjectName("private-use-phrase")
        self._status = Label("", "caption", "ink-2", wrap=True)
        buttons = FlowRow(gap=M, line_gap=S)
        if possible:
            self.body.addWidget(self._row)
            buttons.add(self.use)
        back = Button(tr("Back"), "quiet")
        back.setObjectName("private-phrase-back")
        buttons.add(back)
        self.body.addWidget(self._status)
        self.body.addSpacing(S)
        self.body.addWidget(buttons)
        self._status.hide()
        self._possible, self._back = possible, back
        self.use.clicked.connect(lambda: self.tried.emit(self.words.toPlainText()))
        self.words.submitted.connect(self.tried)
        self.words.edited.connect(lambda _text: self._row.show_problem(""))
        back.clicked.connect(self.back_requested)

    def show_trying(self, words: str) -> None:
        self.words.setEnabled(not words)
        self.use.setEnabled(not words)
        self._status.show_text(words)
        self._status.setVisible(bool(words))

    def show_problem(self, sentence: str) -> None:
        self._row.show_problem(sentence)
        if sentence:  # while it was tried the focus went on to *Back*, where Enter drops the words
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_resting(self, seconds: int) -> None:
        self.use.setEnabled(not seconds and self.words.isEnabled())

    def start(self) -> None:
        first = self.words if self._possible else self._back
        first.setFocus(Qt.FocusReason.OtherFocusReason)


class RenewPage(LockPage):
    """A new passphrase for who came in by the phrase. Signals: `chosen(str)`."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            "check",
            tr("The phrase fits. Choose a new passphrase"),
            tr("It replaces the one you forgot. Your recovery phrase stays as it is."),
            "good",
        )
        self.setObjectName("private-renew")
        self.body.addSpacing(S)
        self.form = NewPassphrase(tr("Use this passphrase"))
        self.form.chosen.connect(self.chosen)
        self.body.addWidget(self.form)

    def show_trying(self, words: str) -> None:
        self.form.show_trying(words)

    def show_problem(self, sentence: str) -> None:
        self.form.show_problem(sentence)

    def start(self) -> None:
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)


class GuestPage(LockPage):
    """For the partner at the owner's laptop: there is nothing to see, and why."""

    def __init__(self, owner: str) -> None:
        super().__init__(
            "private",
            tr("Only for {name}", name=owner),
            tr("Private pages open again once {name} has the laptop back.", name=owner),
            "ink-3",
        )
        self.setObjectName("private-guest")


def _no_way_back(*, has_phrase: bool) -> str:
    if has_phrase:
        return tr("Nobody can reset it, not even us. Your recovery phrase opens these pages, too.")
    return tr(
        "Nobody can reset it, not even us. After your first session you are offered a recovery "
        "phrase for your papers; until then only the passphrase opens what you write."
    )
