"""The host's side: where to meet, the invitation, the digits, done. Decisions are `Hosting`'s."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr
from rm_desktop.services.hosting import Hosting
from rm_desktop.services.pairing_words import EndedError
from rm_desktop.services.spaces import FOLDER
from rm_desktop.ui.pairing.flow import Flow
from rm_desktop.ui.pairing.meeting_pages import (
    DigitsPage,
    EndedPage,
    InvitationPage,
    OutcomePage,
    WaitingPage,
)
from rm_desktop.ui.pairing.page import Page
from rm_desktop.ui.pairing.share_page import SharePage
from rm_desktop.ui.pairing.words import file_name, first_of, meeting_words, until_words

#: The page of each stage; in between the answer has come.
_SHOWN = {
    "enrol": "preparing",
    "permit": "preparing",
    "offer": "preparing",
    "answer": "invitation",
    "compare": "digits",
    "send": "admitting",
    "welcome": "admitting",
}


class HostFlow(Flow):
    """`start(pair)` shows where it stands. Signals: `left`; those of Flow."""

    left = Signal()

    _pair = _partner = _place = _address = ""

    def start(self, pair: str, partner: str, place: str = "") -> None:
        """Show the invitation to a pair that is under way, or begin one."""
        self._pair, self._partner, self._place = pair, partner, place
        hosting = self.pairings.hosting(pair)
        if hosting is None:
            self._ask()
        else:
            self._drive(hosting)

    @property
    def hosting(self) -> Hosting | None:
        """The invitation that is under way."""
        course = self.course
        return course if isinstance(course, Hosting) else None

    def shown_as(self) -> tuple[str, ...]:
        hosting = self.hosting
        if hosting is None:
            return ("ask",)
        if hosting.ended is not None:
            return ("ended", str(hosting.ended))
        shown = "done" if hosting.is_done else _SHOWN.get(hosting.stage, "answered")
        return (shown, hosting.link if shown == "invitation" else hosting.digits)

    def page_for(self, shown: tuple[str, ...]) -> Page:
        hosting = self.hosting
        if hosting is None:
            return self._share_page()
        makers = {
            "ended": self._ended_page,
            "done": self._done_page,
            "invitation": self._invitation_page,
            "digits": self._digits_page,
            "admitting": _admitting_page,
            "preparing": self._preparing_page,
        }
        return makers.get(shown[0], self._answered_page)(hosting)

    # -- pages ------------------------------------------------------------------------------

    def _ask(self) -> None:
        self.drop_course()
        self.show_page(("ask",))

    def _share_page(self) -> SharePage:
        page = SharePage(first_of(self._partner), self._place)
        page.offer(self._address)
        page.invite_requested.connect(self._on_invite_requested)
        page.folder_requested.connect(self._on_folder_requested)
        page.back_requested.connect(self.left)
        return page

    def _preparing_page(self, _hosting: Hosting) -> WaitingPage:
        return self._waiting_page(tr("Making the invitation"))

    def _answered_page(self, _hosting: Hosting) -> WaitingPage:
        return self._waiting_page(tr("The answer has come"))

    def _waiting_page(self, title: str) -> WaitingPage:
        page = WaitingPage(title, cancel=tr("Cancel"))
        page.cancelled.connect(self._on_withdraw_requested)
        return page

    def _digits_page(self, hosting: Hosting) -> DigitsPage:
        page = DigitsPage(first_of(hosting.guest), hosting.digits, own=hosting.own_device)
        page.answered.connect(self._on_answered)
        return page

    def _invitation_page(self, hosting: Hosting) -> InvitationPage:
        clock = self.pairings.profile.clock
        zone, today = clock.local_zone(), self.pairings.profile.local_now().date()
        page = InvitationPage(
            first_of(hosting.guest),
            hosting.link,
            until_words(hosting.good_until, zone, today),
            own=hosting.own_device,
            folder=meeting_words(hosting.address) if hosting.address.startswith(FOLDER) else "",
        )
        page.copy_requested.connect(self._on_copy_requested)
        page.save_requested.connect(self._on_save_requested)
        page.withdraw_requested.connect(self._on_withdraw_requested)
        return page

    def _ended_page(self, hosting: Hosting) -> EndedPage:
        page = EndedPage(hosting.ended or EndedError(""), again=tr("Make a new invitation"))
        page.again_requested.connect(self._on_again_requested)
        page.left.connect(self.left)
        return page

    def _done_page(self, hosting: Hosting) -> OutcomePage:
        name = first_of(hosting.guest)
        page = OutcomePage(
            tr("Your other laptop is let in")
            if hosting.own_device
            else tr("{name}’s laptop is let in", name=name),
            tr("As soon as it has taken everything in, you both have the same pair."),
            tr("The line at the foot of the rail says how sharing stands."),
            leave=tr("Done"),
        )
        page.left.connect(self.left)
        return page

    # -- acts -------------------------------------------------------------------------------

    @Slot(str, str, bool)
    def _on_invite_requested(self, address: str, token: str, own_device: bool) -> None:
        page = self.page
        self._address = "" if address.startswith(FOLDER) else address
        try:
            hosting = self.pairings.invite(self._pair, address, token, own_device=own_device)
        except KnownError as error:
            if isinstance(page, SharePage):
                page.show_problem(str(error))
            return
        self._drive(hosting)

    @Slot()
    def _on_folder_requested(self) -> None:
        folder = self.dialogs.pick_folder(tr("Which folder do you both see?"))
        if folder is not None and isinstance(self.page, SharePage):
            self.page.show_folder(folder)

    @Slot()
    def _on_copy_requested(self) -> None:
        if self.hosting is not None:
            QGuiApplication.clipboard().setText(self.hosting.link)
            self.page.say(tr("Copied."))

    @Slot()
    def _on_save_requested(self) -> None:
        hosting = self.hosting
        patterns = tr("Invitations (*.rm-invitation)")
        name = file_name(first_of(self._partner))
        path = self.dialogs.pick_save(tr("Save the invitation"), name, patterns)
        if hosting is None or path is None:
            return
        try:
            _write(path, hosting.link)
        except KnownError as error:
            self.page.say(str(error), problem=True)
        else:
            self.page.say(tr("Saved as {name}.", name=path.name))

    @Slot(bool)
    def _on_answered(self, same: bool) -> None:
        hosting = self.hosting
        if hosting is not None:
            self.attempt(hosting.confirm if same else hosting.refuse)

    @Slot()
    def _on_withdraw_requested(self) -> None:
        hosting = self.hosting
        if hosting is not None:
            words = tr("You withdrew the invitation."), tr("Nothing was shared by it.")
            self.attempt(lambda: hosting.give_up(EndedError(*words)))

    @Slot()
    def _on_again_requested(self) -> None:
        hosting = self.hosting
        if hosting is not None and not hosting.is_done:
            self.page.say(tr("Closing the old invitation first…"))
            self.finish(self._ask)
        else:
            self._ask()


def _admitting_page(_hosting: Hosting) -> WaitingPage:
    return WaitingPage(
        tr("Letting the other laptop in"),
        tr("Everything you share is being sealed and sent. Stay here for a moment."),
    )


def _write(path: Path, link: str) -> None:
    from rm_desktop.system.whole_files import write_file

    write_file(path, f"{link}\n".encode())
