"""What can stop a pairing, each as a sentence with what to do next."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from rm_desktop.domain.errors import BadInputError, KnownError
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.sync.calls import Trouble, TroubleError
from rm_desktop.sync.carrier import FOLDER

__all__ = [
    "EndedError",
    "TroubleError",
    "closed",
    "differ",
    "expired",
    "forged",
    "no_address",
    "no_invitation",
    "not_there",
    "other_version",
    "own_invitation",
    "permit_used",
    "place_name",
    "token_refused",
    "waiting_for",
]


class EndedError(KnownError):
    """An invitation that cannot go on; nothing is shared by it."""


def place_name(address: str) -> str:
    """Return what people call a place: a relay's host, or a folder's path."""
    if address.startswith(FOLDER):
        return harmless(str(Path(address.removeprefix(FOLDER))))
    return harmless(urlsplit(address).netloc or address)


def no_invitation() -> BadInputError:
    """What was pasted or opened is none."""
    return BadInputError(
        tr("This is no invitation."),
        tr(
            "Paste the whole link, or open the file you were sent; ask for it once more if need be."
        ),
    )


def no_address() -> BadInputError:
    """What was typed is no relay's address that tokens may be sent to."""
    return BadInputError(
        tr("This is no address of a relay."),
        tr("It begins with https:// – ask who runs it. Only on this computer http:// will do."),
    )


def own_invitation() -> BadInputError:
    """The pair is on this laptop, in this profile, and shared."""
    return BadInputError(
        tr("This pair is shared with this laptop already."),
        tr("Open the invitation on the other laptop."),
    )


def expired(host: str) -> EndedError:
    """A day has gone by."""
    again = tr("Ask {name} for a new one.", name=host) if host else tr("Make a new one.")
    return EndedError(tr("The invitation has run out: it is good for a day."), again)


def closed(host: str) -> EndedError:
    """Somebody else answered too, or the other side withdrew."""
    again = tr("Ask {name} for a new one.", name=host) if host else tr("Make a new one.")
    return EndedError(
        tr("The invitation was closed: the other side withdrew it, or two laptops answered it."),
        tr("Nothing was shared. {again}", again=again),
    )


def differ(host: str) -> EndedError:
    """A person said that the numbers are not the same."""
    again = (
        tr("Ask {name} for a new invitation, and by another way.", name=host)
        if host
        else tr("Make a new invitation and send it by another way.")
    )
    return EndedError(
        tr("The numbers differed, so nothing was shared: somebody may have come between you."),
        again,
    )


def forged(host: str) -> EndedError:
    """A letter that nobody who holds the invitation wrote."""
    again = tr("Ask {name} for a new one.", name=host) if host else tr("Make a new one.")
    return EndedError(
        tr("The answer is not from who holds this invitation, so it was withdrawn."), again
    )


def other_version() -> EndedError:
    """The two apps do not speak the same version."""
    return EndedError(
        tr("The other laptop has another version of this app, and the two cannot be joined."),
        tr("Bring both to the newest version and make a new invitation."),
    )


def not_there(host: str, address: str) -> EndedError:
    """The mailbox is empty where it should not be."""
    if address.startswith(FOLDER):
        return EndedError(
            tr("There is no such invitation in this folder, or it has run out."),
            tr("Wait until the folder has been copied, or ask for a new invitation."),
        )
    again = tr("Ask {name} for a new one.", name=host) if host else tr("Ask for a new one.")
    return EndedError(tr("There is no invitation behind this link any more."), again)


def permit_used(host: str) -> EndedError:
    """The relay does not take the guest's permit."""
    return EndedError(
        tr("The relay does not let this laptop in: the permit was used or has run out."),
        tr("Ask {name} for a new invitation.", name=host),
    )


def token_refused(address: str) -> EndedError:
    """The relay does not take its owner's token, or wants one."""
    return EndedError(
        tr("The relay at {name} wants a one-time token that it knows.", name=place_name(address)),
        tr("Ask who runs it for one, and type it as it is."),
    )


def waiting_for(trouble: Trouble, address: str) -> KnownError | None:
    """Say what is in the way for now; None for what is no reason to wait."""
    name = place_name(address)
    if trouble == Trouble.FULL:
        return KnownError(
            tr("There is no room left at {name}.", name=name),
            tr("Make room there; this goes on by itself."),
        )
    if trouble == Trouble.OFFLINE:
        sentence = (
            tr("The folder {name} is not there now.", name=name)
            if address.startswith(FOLDER)
            else tr("The relay at {name} cannot be reached now.", name=name)
        )
        return KnownError(sentence, tr("This goes on by itself as soon as it can."))
    return None
