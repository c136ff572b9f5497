"""Bringing a second laptop to a pair: invitations made here, and invitations answered here.

What waits for a network is handed out as a plain callable for a worker; everything else, the vault
above all, is touched in the caller's thread only.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.domain.errors import BadInputError
from rm_desktop.services import pairing_words as words
from rm_desktop.services.pairing_rows import drop_row, host_row, join_row
from rm_desktop.sync.calls import Trouble
from rm_desktop.sync.carrier import FOLDER
from rm_desktop.sync.http import Relay, is_safe
from rm_desktop.sync.mailbox import FolderMailbox, Mailbox, RelayMailbox
from rm_desktop.sync.pairing import mailbox_of
from rm_desktop.sync.regular_files import read_regular
from rm_desktop.wire.envelope import BadMessageError
from rm_desktop.wire.pairing import Invitation, invitation_from

if TYPE_CHECKING:
    from rm_desktop.services.hosting import Hosting
    from rm_desktop.services.joining import Joining
    from rm_desktop.services.profile import Profile

Chance = Callable[[int], bytes]
Connect = Callable[[str, str], Relay]

_LONGEST_FILE = 4_000


class Pairings:
    """The pairings of a profile: at most one invitation to each pair, and one answered here."""

    def __init__(
        self, profile: Profile, chance: Chance = os.urandom, connect: Connect = Relay
    ) -> None:
        """`chance` makes secrets; `connect` speaks to a relay, given its address and a token."""
        self.profile, self.chance, self._connect = profile, chance, connect

    def invite(
        self, pair: str, address: str, permit: str = "", *, own_device: bool = False
    ) -> Hosting:
        """Begin an invitation; one that is under way for this pair is withdrawn unseen.

        Raises `BadInputError` for an address that is none.
        """
        from rm_desktop.services.hosting import Hosting

        return Hosting.begin(
            self, pair, checked_address(address), permit.strip(), own_device=own_device
        )

    def hosting(self, pair: str) -> Hosting | None:
        """Return the invitation to a pair that is under way, also from before a restart."""
        from rm_desktop.services.hosting import Hosting

        vault = self.profile.ports.vault()
        row = host_row(vault, pair)
        if row is None:
            return None
        line = self.profile.sync.line(pair)
        if line is None or line.space != row.space:  # it was left meanwhile
            drop_row(vault, row)
            return None
        return Hosting(self, row)

    def look_at(self, text: str, folder: Path | None = None) -> Joining:
        """Begin to look at an invitation: nothing is stored or answered yet.

        Raises `BadInputError` for what is no invitation, or where its folder is not named.
        """
        from rm_desktop.services.joining import Joining

        found = invitation_in(text)
        if found.relay:
            return Joining.look(self, found.secret, checked_address(found.relay))
        if folder is None:
            raise NoFolderError
        return Joining.look(self, found.secret, f"{FOLDER}{folder}")

    def joining(self) -> Joining | None:
        """Return the pairing that was answered here and goes on, also from before a restart."""
        from rm_desktop.services.joining import Joining

        row = join_row(self.profile.ports.vault())
        return Joining(self, row) if row is not None else None

    def tidy(self) -> None:
        """Forget what has run out or was withdrawn, as when the app was closed in the midst of it.

        What lies outside runs out by itself.
        """
        vault = self.profile.ports.vault()
        for pair in vault.documents("pair"):
            hosting = self.hosting(pair)
            if hosting is not None and hosting.ended is not None:
                hosting.forget()
        joining = self.joining()
        if joining is not None and joining.ended is not None:
            joining.forget()

    def now_ms(self) -> int:
        """Return the present moment."""
        return self.profile.clock.now().wall_ms

    def at_relay(self, address: str, token: str, act: Callable[[Relay], object]) -> object:
        """Do something at a relay, in a worker; raises `TroubleError`."""
        with closing(self._connect(address, token)) as relay:
            return act(relay)

    def at_mailbox(self, address: str, secret: bytes, act: Callable[[Mailbox], object]) -> object:
        """Do something with an invitation's mailbox, in a worker; raises `TroubleError`."""
        name = mailbox_of(secret)
        if address.startswith(FOLDER):
            return act(FolderMailbox(Path(address.removeprefix(FOLDER)), name))
        return self.at_relay(address, "", lambda relay: act(RelayMailbox(relay, name)))


class NoFolderError(BadInputError):
    """An invitation that is met in a folder, which only the guest can name."""

    def __init__(self) -> None:
        from rm_desktop.domain.words import tr

        super().__init__(
            tr("This invitation is in a folder you share."),
            tr("Choose that folder on this laptop; who invited you knows which it is."),
        )


def invitation_in(text: str) -> Invitation:
    """Read a link, or a file's text with a link in it; raises `BadInputError`."""
    for part in text[:_LONGEST_FILE].split():
        try:
            return invitation_from(part)
        except BadMessageError:
            continue
    raise words.no_invitation()


def invitation_file(path: Path) -> str:
    """Return the text of an invitation's file; raises `BadInputError`."""
    content = read_regular(path, _LONGEST_FILE)
    if content is None:
        raise words.no_invitation()
    return content.decode("utf-8", "replace")


def checked_address(address: str) -> str:
    """Return a place's address as it is stored; raises `BadInputError`."""
    typed = address.strip()
    if typed.startswith(FOLDER):
        if not Path(typed.removeprefix(FOLDER)).is_dir():
            raise words.waiting_for(Trouble.OFFLINE, typed) or words.no_address()
        return typed
    found = typed if not typed or "://" in typed else f"https://{typed}"
    found = found.rstrip("/")
    if len(found) > _LONGEST_ADDRESS or not is_safe(found) or "@" in found or "#" in found:
        raise words.no_address()
    return found


_LONGEST_ADDRESS = 300
