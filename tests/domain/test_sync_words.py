"""How sharing stands, in words: states, moments, sizes, parcels, laptops, concerns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rm_desktop.domain.sync_concerns import banner_words, concern_words
from rm_desktop.domain.sync_state import (
    Attention,
    Concern,
    Parcel,
    SyncDevice,
    SyncState,
    SyncStatus,
)
from rm_desktop.domain.sync_words import (
    Reader,
    ago_words,
    device_lines,
    heard_words,
    moment_words,
    parcel_line,
    place_words,
    size_words,
    status_line,
    status_sentences,
)

#: Thursday 26 November 2026, 10:42 in London and 11:42 in Oslo.
NOW = datetime(2026, 11, 26, 10, 42, tzinfo=UTC)
NAMES = {"h": "Henrik Berg", "m": "Maya Okafor"}
RELAY, FOLDER = "https://relay.example:8443/", "folder:/home/henrik/Shared/rm"


def ms(**ago: float) -> int:
    return int((NOW - timedelta(**ago)).timestamp() * 1000)


READER = Reader("h", NAMES, ms(), "Europe/London")


def status(state: SyncState, **said: object) -> SyncStatus:
    return SyncStatus(state, **{"place": RELAY, "partner_device": True} | said)  # type: ignore[arg-type]


# -- one line -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (status(SyncState.OFF), "Off"),
        (status(SyncState.ATTENTION), "Needs attention"),
        (status(SyncState.CONNECTING), "Connecting…"),
        (status(SyncState.OFFLINE), "Offline"),
        (status(SyncState.OFFLINE, offline_since=ms(minutes=92)), "Offline since 09:10"),
        (status(SyncState.OFFLINE, offline_since=ms(days=1)), "Offline since yesterday"),
        (status(SyncState.OFFLINE, offline_since=ms(days=5)), "Offline since Saturday"),
        (status(SyncState.OFFLINE, offline_since=ms(days=54)), "Offline since 3 Oct"),
        (status(SyncState.WAITING, waiting=3), "3 changes waiting"),
        (status(SyncState.WAITING, waiting=1), "1 change waiting"),
        (status(SyncState.UP_TO_DATE), "Up to date"),
        (status(SyncState.UP_TO_DATE, up_to_date_at=ms()), "Up to date at 10:42"),
        (status(SyncState.UP_TO_DATE, up_to_date_at=ms(), live=True), "Up to date"),
        (status(SyncState.UP_TO_DATE, live=True, partner_device=False), "Nobody has joined yet"),
        (
            status(SyncState.UP_TO_DATE, partner_device=False, had_partner=True),
            "Shared with nobody now",
        ),
        (status(SyncState.UP_TO_DATE, up_to_date_at=ms(days=1)), "Up to date yesterday"),
        (status(SyncState.UP_TO_DATE, up_to_date_at=ms(days=5)), "Up to date on Saturday"),
        (status(SyncState.UP_TO_DATE, up_to_date_at=ms(days=-1)), "Up to date at 10:42"),
    ],
)
def test_a_state_is_one_short_line(shown: SyncStatus, words: str) -> None:
    assert status_line(shown, READER) == words


def test_times_are_those_on_the_readers_wall() -> None:
    in_oslo = Reader("h", NAMES, ms(), "Europe/Oslo")
    assert status_line(status(SyncState.UP_TO_DATE, up_to_date_at=ms()), in_oslo) == (
        "Up to date at 11:42"
    )


# -- moments and sizes ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (ms(), "10:42"),
        (ms(hours=10.5), "00:12"),
        (ms(hours=11), "yesterday 23:42"),
        (ms(days=5), "Saturday 10:42"),
        (ms(days=7), "19 Nov, 10:42"),
        (ms(days=400), "22 Oct 2025, 11:42"),
        (ms(days=-3), "10:42"),
    ],
)
def test_a_moment_is_named_by_its_day_where_that_is_not_today(at: int, words: str) -> None:
    assert moment_words(at, READER) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (ms(seconds=59), "just now"),
        (ms(hours=-2), "just now"),
        (ms(minutes=1), "1 minute ago"),
        (ms(minutes=59), "59 minutes ago"),
        (ms(hours=2), "2 hours ago"),
        (ms(hours=11), "yesterday"),
        (ms(days=3), "3 days ago"),
        (ms(days=21), "3 weeks ago"),
    ],
)
def test_how_long_ago(at: int, words: str) -> None:
    assert ago_words(at, READER) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 byte"),
        (640, "640 bytes"),
        (1_240, "1.2 KB"),
        (38_400, "38 KB"),
        (2_460_000, "2.5 MB"),
    ],
)
def test_sizes(size: int, words: str) -> None:
    assert size_words(size) == words


# -- the paragraph --------------------------------------------------------------------------


def test_while_it_is_off_it_says_what_sharing_would_be() -> None:
    first, second = status_sentences(SyncStatus(), READER)
    assert "this laptop only" in first
    assert "Maya’s laptop" in second


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (
            status(SyncState.UP_TO_DATE, heard_at=ms(hours=2)),
            (
                "What you two wrote is on this laptop. relay.example:8443 has a sealed copy, which "
                "Maya’s laptop fetches. Last heard from Maya 2 hours ago."
            ),
        ),
        (
            status(SyncState.UP_TO_DATE, heard_at=ms(hours=2), place=FOLDER, is_folder=True),
            (
                "What you two wrote is on this laptop. The folder “rm” has a sealed copy, which "
                "Maya’s laptop fetches. Last heard from Maya 2 hours ago."
            ),
        ),
        (
            status(SyncState.WAITING, waiting=3),
            (
                "3 changes are saved here and on their way to relay.example:8443. "
                "Nothing has come from Maya yet."
            ),
        ),
        (
            status(SyncState.OFFLINE, waiting=1, heard_at=ms(days=1)),
            (
                "relay.example:8443 cannot be reached. Go on as usual: everything is saved on this "
                "laptop. 1 change is saved here and goes out by itself. "
                "Last heard from Maya yesterday."
            ),
        ),
        (
            status(SyncState.CONNECTING, partner_device=False),
            "Asking relay.example:8443 for news. No laptop of Maya’s is here yet.",
        ),
        (
            status(SyncState.UP_TO_DATE, place=FOLDER, is_folder=True, partner_device=False),
            (
                "The folder “rm” has a sealed copy of what is on this laptop. "
                "No laptop of Maya’s is here yet."
            ),
        ),
        (
            status(SyncState.UP_TO_DATE, partner_device=False, had_partner=True),
            (
                "relay.example:8443 has a sealed copy of what is on this laptop. "
                "No laptop of Maya’s is among those that share it."
            ),
        ),
        (
            status(SyncState.ATTENTION, heard_at=ms()),
            (
                "Something needs a look. What you write is saved on this laptop as ever. "
                "Last heard from Maya just now."
            ),
        ),
    ],
)
def test_a_state_as_a_paragraph(shown: SyncStatus, words: str) -> None:
    assert " ".join(status_sentences(shown, READER)) == words


def test_somebody_whose_name_is_not_known_is_still_somebody() -> None:
    alone = Reader("h", {"h": "Henrik Berg"}, ms(), "Europe/London")
    assert heard_words(status(SyncState.OFFLINE, heard_at=ms()), alone) == (
        "Last heard from Partner just now."
    )


def test_names_and_folders_are_shown_without_doing_harm() -> None:
    odd = Reader("h", {"h": "Henrik", "m": "Ma\u202eya {x}"}, ms(), "Europe/London")
    assert "\u202e" not in heard_words(status(SyncState.OFFLINE), odd)
    assert (
        place_words(SyncStatus(place="folder:/a/{x}\u202e", is_folder=True))
        == "the folder “{x}\ufffd”"
    )
    assert (
        place_words(SyncStatus(place="folder:C:\\Shared\\rm\\", is_folder=True))
        == "the folder “rm”"
    )
    assert place_words(SyncStatus(place="relay")) == "relay"


# -- parcels --------------------------------------------------------------------------------


def parcel(content: str = "changes", member: str = "m", changes: int = 0, notes: int = 0) -> Parcel:
    return Parcel("aa", member, 7, ms(), 1_240, content, changes, notes, member == "h")


@pytest.mark.parametrize(
    ("sent", "what"),
    [
        (parcel(changes=3, notes=1), "3 changes to the agenda, notes of 1 topic"),
        (parcel(changes=3), "3 changes to the agenda"),
        (parcel(changes=1), "1 change to the agenda"),
        (parcel(notes=2), "Notes of 2 topics"),
        (parcel("founding"), "Began to share"),
        (parcel("succession"), "Went on as a new laptop"),
        (parcel("admission"), "Let a laptop in"),
        (parcel("removal"), "Removed a laptop; a new key from here on"),
        (parcel("snapshot"), "Everything at once"),
        (parcel("novelty"), "Something this version has no word for"),
    ],
)
def test_a_parcel_says_what_it_held(sent: Parcel, what: str) -> None:
    assert parcel_line(sent, READER).what == what


def test_a_parcel_says_whose_it_is_when_it_came_and_how_large_it_is() -> None:
    theirs, ours = (parcel_line(parcel(member=each), READER) for each in "mh")
    assert (theirs.who, theirs.is_yours, theirs.when) == ("Maya", False, "10:42 · 1.2 KB")
    assert (ours.who, ours.is_yours) == ("You", True)


# -- laptops --------------------------------------------------------------------------------


def test_this_laptop_comes_first_and_a_removed_one_last() -> None:
    devices = (
        SyncDevice("aaaa1111", "m", is_this=False, is_removed=True, last_at=ms(days=9)),
        SyncDevice("bbbb2222", "m", is_this=False, is_removed=False, last_at=ms(hours=2)),
        SyncDevice("cccc3333", "h", is_this=True, is_removed=False, last_at=ms()),
        SyncDevice("dddd4444", "h", is_this=False, is_removed=False, last_at=0),
    )
    lines = device_lines(devices, READER)
    assert [(each.name, each.detail) for each in lines] == [
        ("This laptop", "Yours"),
        ("Another laptop of yours", "Nothing has come from it yet"),
        ("Maya’s laptop", "Last heard 2 hours ago"),
        ("Maya’s laptop (aaaa)", "Removed. It keeps what it had and gets nothing new."),
    ]
    assert [each.can_go for each in lines] == [False, True, True, False]
    assert [each.is_yours for each in lines] == [True, True, False, False]


def test_several_laptops_of_one_person_are_told_apart() -> None:
    two = tuple(
        SyncDevice(ident, "m", is_this=False, is_removed=False, last_at=0)
        for ident in ("aaaa1111", "bbbb2222")
    )
    names = [each.name for each in device_lines(two, READER)]
    assert names == ["Maya’s laptop (aaaa)", "Maya’s laptop (bbbb)"]


def test_a_guest_at_the_keyboard_reads_names() -> None:
    guest = Reader("h", NAMES, ms(), "Europe/London", is_home=False)
    assert parcel_line(parcel(member="h"), guest).who == "Henrik"
    devices = (
        SyncDevice("cccc3333", "h", is_this=True, is_removed=False, last_at=ms()),
        SyncDevice("dddd4444", "h", is_this=False, is_removed=False, last_at=0),
    )
    this, other = device_lines(devices, guest)
    assert (this.detail, other.name) == ("It is Henrik’s", "Henrik’s laptop")


# -- concerns -------------------------------------------------------------------------------


@pytest.mark.parametrize("concern", Concern)
@pytest.mark.parametrize("member", ["", "m", "h"])
@pytest.mark.parametrize("place", [RELAY, FOLDER])
@pytest.mark.parametrize("passing", [True, False])
def test_every_concern_is_told_calmly_and_briefly(
    concern: Concern, member: str, place: str, passing: bool
) -> None:
    shown = status(SyncState.ATTENTION, place=place, is_folder=place == FOLDER)
    attention = Attention(concern, member, ms(), passing)
    told = concern_words(attention, shown, READER)
    assert told.title
    assert not told.title.endswith(".")
    assert told.what.endswith(".")
    assert 60 < len(told.what) < 300
    banner = banner_words(attention, shown, READER)
    for words in (told.title, told.what, banner):
        assert "!" not in words
        assert "{" not in words
        assert "Henrik" not in words, "one is not told of oneself by name"
        assert not (shown.is_folder and "server" in words), "a folder has no server"
    assert len(banner) < 140


def test_a_fork_asks_about_copies_before_it_asks_about_the_server() -> None:
    told = concern_words(Attention(Concern.FORK, "m"), status(SyncState.ATTENTION), READER)
    assert told.is_grave
    assert told.what == (
        "Maya’s laptop and this one were shown different histories. Everything was sent again. "
        "If neither of you restored or copied a profile, ask who runs the server."
    )


@pytest.mark.parametrize("concern", [Concern.REMOVED, Concern.GONE])
def test_a_laptop_that_is_cut_off_promises_nothing(concern: Concern) -> None:
    attention = (Attention(concern),)
    said = " ".join(
        status_sentences(status(SyncState.ATTENTION, waiting=2, attention=attention), READER)
    )
    assert "2 changes of yours are on this laptop only." in said
    assert "by themselves" not in said
