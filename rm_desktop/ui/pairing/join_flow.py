"""The guest's side: the link, who invites, the digits, what comes. Decisions are `Joining`'s."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.services.bringing_along import own_topics
from rm_desktop.services.joining import Joining
from rm_desktop.services.pairing import NoFolderError, Pairings, invitation_file
from rm_desktop.services.pairing_words import EndedError
from rm_desktop.ui.dialogs import Dialogs
from rm_desktop.ui.pairing.flow import Flow
from rm_desktop.ui.pairing.guest_pages import HeardPage, LinkPage, OwnPair, PreviewPage
from rm_desktop.ui.pairing.meeting_pages import DigitsPage, EndedPage, WaitingPage
from rm_desktop.ui.pairing.page import Page
from rm_desktop.ui.pairing.words import came_words, first_of, meeting_words

#: The page of each stage after the answer; in between one waits for the digits.
_SHOWN = {
    "compare": "digits",
    "welcome": "said",
    "preview": "preview",
    "backup": "coming",
    "fetch": "coming",
}


class JoinFlow(Flow):
    """`start()` shows where it stands.

    Signals: `left`; `joined(str)` with what is to be said once the pair is open.
    """

    left = Signal()
    joined = Signal(str)

    def __init__(self, pairings: Pairings, dialogs: Dialogs) -> None:
        super().__init__(pairings, dialogs)
        self._text = ""
        self._kept_link = ""

    def start(self) -> None:
        """Go on with an invitation that was answered, or ask for one."""
        joining = self.pairings.joining()
        if joining is None:
            self._ask()
        else:
            self._drive(joining)

    @property
    def joining(self) -> Joining | None:
        """The pairing that is under way."""
        course = self.course
        return course if isinstance(course, Joining) else None

    def shown_as(self) -> tuple[str, ...]:
        joining = self.joining
        if joining is None:
            return ("ask",)
        if joining.ended is not None:
            return ("ended", str(joining.ended))
        if joining.stage == "look":
            return ("heard",) if joining.is_heard else ("ask",)
        return (_SHOWN.get(joining.stage, "answering"), joining.digits)

    def page_for(self, shown: tuple[str, ...]) -> Page:
        joining = self.joining
        if joining is None or shown == ("ask",):
            return self._link_page()
        makers = {
            "ended": self._ended_page,
            "heard": self._heard_page,
            "digits": self._digits_page,
            "preview": self._preview_page,
            "coming": _coming_page,
            "said": self._said_page,
        }
        return makers.get(shown[0], self._answering_page)(joining)

    # -- pages ------------------------------------------------------------------------------

    def _ask(self) -> None:
        self.drop_course()
        self.show_page(("ask",))

    def _link_page(self) -> LinkPage:
        page = LinkPage()
        page.link.show_text(self._kept_link)
        page.link_given.connect(self._on_link_given)
        page.file_requested.connect(self._on_file_requested)
        page.folder_requested.connect(self._on_folder_requested)
        page.back_requested.connect(self.left)
        return page

    def _heard_page(self, joining: Joining) -> HeardPage:
        page = HeardPage(
            harmless(joining.host),
            harmless(joining.guest) or tr("you"),
            meeting_words(joining.address),
            own=joining.own_device,
        )
        page.accepted.connect(self._on_accepted)
        page.declined.connect(self._on_cancelled)
        return page

    def _answering_page(self, joining: Joining) -> WaitingPage:
        host = first_of(joining.host)
        words = tr("As soon as {name}’s laptop has heard, both show six digits.", name=host)
        return self._waiting_page(host, words)

    def _said_page(self, joining: Joining) -> WaitingPage:
        host = first_of(joining.host)
        words = tr("{name} has to say that the digits are the same, too.", name=host)
        return self._waiting_page(host, words)

    def _waiting_page(self, host: str, words: str) -> WaitingPage:
        page = WaitingPage(tr("Waiting for {name}", name=host), words, cancel=tr("Cancel"))
        page.cancelled.connect(self._on_cancelled)
        return page

    def _digits_page(self, joining: Joining) -> DigitsPage:
        page = DigitsPage(first_of(joining.host), joining.digits, own=joining.own_device)
        page.answered.connect(self._on_answered)
        return page

    def _ended_page(self, joining: Joining) -> EndedPage:
        why = joining.ended or EndedError("")
        page = EndedPage(why, again=tr("Try another invitation"))
        page.again_requested.connect(self._on_again_requested)
        page.left.connect(self.left)
        return page

    def _preview_page(self, joining: Joining) -> PreviewPage:
        profile = self.pairings.profile
        own = [
            OwnPair(
                each.id,
                tr("{one} and {other}", one=first_of(each.names[0]), other=first_of(each.names[1])),
                tuple((item.id, item.title) for item in own_topics(profile, each.id)),
            )
            for each in profile.pairs.listed()
            if each.id != joining.pair
        ]
        page = PreviewPage(
            first_of(joining.host), joining.counts, own, merges=joining.is_here_already
        )
        page.agreed.connect(self._on_agreed)
        page.declined.connect(self._on_cancelled)
        return page

    # -- acts -------------------------------------------------------------------------------

    def _look_at(self, text: str, folder: Path | None = None) -> None:
        page = self.page
        self._text = text
        try:
            joining = self.pairings.look_at(text, folder)
        except NoFolderError as error:
            if isinstance(page, LinkPage):
                page.ask_for_folder(str(error))
        except KnownError as error:
            if isinstance(page, LinkPage):
                page.show_problem(str(error))
        else:
            if isinstance(page, LinkPage):
                page.show_busy(tr("Looking…"))
            self._drive(joining)

    @Slot(str)
    def _on_link_given(self, text: str) -> None:
        self._kept_link = text
        self._look_at(text)

    @Slot()
    def _on_file_requested(self) -> None:
        patterns = tr("Invitations (*.rm-invitation *.txt)")
        path = self.dialogs.pick_open(tr("An invitation"), patterns)
        if path is None:
            return
        try:
            text = invitation_file(path)
        except KnownError as error:
            if isinstance(self.page, LinkPage):
                self.page.show_problem(str(error))
        else:
            self._look_at(text)

    @Slot()
    def _on_folder_requested(self) -> None:
        folder = self.dialogs.pick_folder(tr("Which folder do you both see?"))
        if folder is not None:
            self._look_at(self._text, folder)

    @Slot()
    def _on_accepted(self) -> None:
        self._say(lambda joining: joining.accept())

    @Slot(bool)
    def _on_answered(self, same: bool) -> None:
        self._say(lambda joining: joining.confirm() if same else joining.refuse())

    @Slot(str, list)
    def _on_agreed(self, pair: str, topics: list[str]) -> None:
        self._say(lambda joining: joining.agree(pair, topics))

    @Slot()
    def _on_cancelled(self) -> None:
        words = tr("You did not take the invitation."), tr("Nothing came to this laptop.")
        self._say(lambda joining: joining.give_up(EndedError(*words)))
        joining = self.joining
        if joining is None or joining.is_done:
            self.left.emit()

    @Slot()
    def _on_again_requested(self) -> None:
        joining = self.joining
        if joining is not None and not joining.is_done:
            self.finish(self._ask)
        else:
            self._ask()

    def _say(self, act: Callable[[Joining], None]) -> None:
        joining = self.joining
        if joining is not None:
            self.attempt(lambda: act(joining))

    @Slot()
    def _on_ended(self) -> None:
        joining = self.joining
        super()._on_ended()
        if joining is not None and joining.ended is None and joining.is_done:
            self.joined.emit(came_words(joining.host, joining.came, joining.brought))


def _coming_page(_joining: Joining) -> WaitingPage:
    return WaitingPage(
        tr("The pair is coming in"),
        tr("A backup of what is here is made first. You can go on in a moment."),
    )
