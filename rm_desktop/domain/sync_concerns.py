"""What a person is told when sharing needs them: what happened, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rm_desktop.domain.sync_state import Attention, Concern, SyncStatus
from rm_desktop.domain.sync_words import Reader, place_words
from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr


@dataclass(frozen=True, slots=True)
class Concerned:
    """A concern in words; `is_grave` sets what may be lost or forged apart from what is told."""

    title: str
    what: str
    is_grave: bool = False


#: Concerns that go once something is decided on their own card.
WITH_CARD = frozenset({Concern.DELETION})


def concern_words(attention: Attention, status: SyncStatus, reader: Reader) -> Concerned:
    """Return a concern as it is told."""
    return _WORDS[attention.concern](attention, status, reader)


def banner_words(attention: Attention, status: SyncStatus, reader: Reader) -> str:
    """Return a concern in one sentence, for a notice that goes away by itself."""
    if attention.concern == Concern.DELETION:
        return tr(
            "A lot was taken away at once on {laptop}. It is all still here until you have looked.",
            laptop=_laptop(attention, reader),
        )
    title = concern_words(attention, status, reader).title
    return tr("{title}. Everything you wrote is still here.", title=title)


def _name(attention: Attention, reader: Reader) -> str:
    """Return the other one's name: a laptop of one's own quarrels with nobody else."""
    theirs = attention.member and attention.member != reader.you
    return reader.name(attention.member) if theirs else reader.partner


def _laptop(attention: Attention, reader: Reader) -> str:
    """Return whose laptop it is about, in the middle of a sentence."""
    if attention.member == reader.you:
        return tr("your other laptop")
    return tr("{name}’s laptop", name=_name(attention, reader))


def _ask_who(status: SyncStatus) -> str:
    if status.is_folder:
        return tr("look at what else changes that folder")
    return tr("ask who runs the server")


def _deletion(attention: Attention, _status: SyncStatus, reader: Reader) -> Concerned:
    return Concerned(
        tr("A large deletion waits for you"),
        tr(
            "A lot was taken away at once on {laptop}. Nothing is gone here: look at the list and "
            "decide.",
            laptop=_laptop(attention, reader),
        ),
    )


def _quarantine(attention: Attention, _status: SyncStatus, reader: Reader) -> Concerned:
    return Concerned(
        tr("A change was set aside"),
        tr(
            "Something from {laptop} could not be read safely, so it is in nothing you see. "
            "Everything else came through.",
            laptop=_laptop(attention, reader),
        ),
    )


def _fork(attention: Attention, status: SyncStatus, reader: Reader) -> Concerned:
    return Concerned(
        tr("Two histories were shown"),
        tr(
            "{name}’s laptop and this one were shown different histories. Everything was sent "
            "again. If neither of you restored or copied a profile, {ask}.",
            name=_name(attention, reader),
            ask=_ask_who(status),
        ),
        is_grave=True,
    )


def _rolled_back(_attention: Attention, status: SyncStatus, _reader: Reader) -> Concerned:
    return Concerned(
        tr("An older state came back"),
        tr(
            "{place} had forgotten what it once kept, as after a backup that was put back. "
            "Everything was sent again, nothing is lost. If it happens often, {ask}.",
            place=place_words(status, begins=True),
            ask=_ask_who(status),
        ),
    )


def _new_store(_attention: Attention, status: SyncStatus, _reader: Reader) -> Concerned:
    return Concerned(
        tr("The meeting place began anew"),
        tr(
            "{place} was set up again or put back from a backup. What it lacked was sent again; "
            "there is nothing you need to do.",
            place=place_words(status, begins=True),
        ),
    )


def _new_identity(attention: Attention, _status: SyncStatus, reader: Reader) -> Concerned:
    if attention.member and attention.member != reader.you:
        return Concerned(
            tr("A laptop goes on as a new one"),
            tr(
                "{name}’s notes were copied or put back from a backup, so their laptop goes on as "
                "a new one. If {name} did neither, talk to each other.",
                name=_name(attention, reader),
            ),
        )
    return Concerned(
        tr("This laptop goes on as a new one"),
        tr(
            "These notes were copied or put back from a backup, so this is a laptop of its own "
            "from now on. Nothing was lost. If you did neither, somebody else may have a copy: "
            "remove the former one under “Laptops”."
        ),
    )


def _missing(attention: Attention, status: SyncStatus, reader: Reader) -> Concerned:
    return Concerned(
        tr("Something has not arrived"),
        tr(
            "Something that {laptop} sent was not handed on by {place}. It is asked for again by "
            "itself. If this stays for a day, {ask}.",
            laptop=_laptop(attention, reader),
            place=place_words(status),
            ask=_ask_who(status),
        ),
    )


def _removed(_attention: Attention, _status: SyncStatus, reader: Reader) -> Concerned:
    return Concerned(
        tr("This laptop was removed"),
        tr(
            "It is no longer among the laptops of this pair. What is here stays yours to read and "
            "write; nothing comes or goes any more. To share again, ask {name} for an invitation.",
            name=reader.partner,
        ),
    )


def _unreadable(attention: Attention, _status: SyncStatus, reader: Reader) -> Concerned:
    return Concerned(
        tr("Something could not be read"),
        tr(
            "Something came that no laptop of yours or {name}’s can have sent as it is, and it "
            "was left out. If it comes from a newer version of the app, update this one.",
            name=_name(attention, reader),
        ),
    )


def _refused(attention: Attention, status: SyncStatus, reader: Reader) -> Concerned:
    if attention.passing:
        return Concerned(
            tr("This laptop is not let in"),
            tr(
                "{place} does not take what this laptop sends. It is tried again by itself; if "
                "this stays, {ask}.",
                place=place_words(status, begins=True),
                ask=_ask_who(status),
            ),
        )
    return Concerned(
        tr("Something was refused"),
        tr(
            "Something that came in the name of {laptop} was not as it should be, and was left "
            "out. If the app is up to date on both laptops, {ask}.",
            laptop=_laptop(attention, reader),
            ask=_ask_who(status),
        ),
        is_grave=True,
    )


def _full(_attention: Attention, status: SyncStatus, _reader: Reader) -> Concerned:
    place = place_words(status)
    words = (
        tr(
            "There is no room left in {place}. Your changes wait on this laptop: make room there.",
            place=place,
        )
        if status.is_folder
        else tr(
            "{place} has no room left for this pair. Your changes wait on this laptop: ask who "
            "runs the server for more.",
            place=place,
        )
    )
    return Concerned(tr("No room left"), words)


def _gone(_attention: Attention, status: SyncStatus, reader: Reader) -> Concerned:
    return Concerned(
        tr("The pair is not there any more"),
        tr(
            "{place} has nothing of this pair for this laptop any more: {name} may have removed "
            "this laptop, or somebody deleted the sealed copy there. What is here stays yours to "
            "read and write. Ask {name}; to share again, leave and take up a new invitation.",
            place=place_words(status, begins=True),
            name=reader.partner,
        ),
    )


def _untrusted(_attention: Attention, status: SyncStatus, _reader: Reader) -> Concerned:
    return Concerned(
        tr("Somebody else answered"),
        tr(
            "What answered is not {place}; a hotel or a train may want you to sign in first. "
            "Nothing was sent. Open a web page to sign in, or wait for another network.",
            place=place_words(status),
        ),
    )


_Words = Callable[[Attention, SyncStatus, Reader], Concerned]
_WORDS: Mapping[Concern, _Words] = {
    Concern.DELETION: _deletion,
    Concern.QUARANTINE: _quarantine,
    Concern.FORK: _fork,
    Concern.ROLLED_BACK: _rolled_back,
    Concern.NEW_STORE: _new_store,
    Concern.NEW_IDENTITY: _new_identity,
    Concern.MISSING: _missing,
    Concern.REMOVED: _removed,
    Concern.UNREADABLE: _unreadable,
    Concern.REFUSED: _refused,
    Concern.FULL: _full,
    Concern.GONE: _gone,
    Concern.UNTRUSTED: _untrusted,
}
