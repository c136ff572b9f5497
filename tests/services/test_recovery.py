"""The recovery phrase in the words of who writes it down, confirms it, and one day needs it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from rm_desktop.bootstrap import (
    create_profile,
    fetch_key,
    fetch_key_with_phrase,
    keep_key,
    open_profile,
    profile_has_phrase,
    profile_wants_passphrase,
)
from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.errors import BadInputError, KeyNotFoundError, WrongKeyError
from rm_desktop.services.profile import Profile
from rm_desktop.services.recovery import SETTING, Recovery, RecoveryState
from rm_desktop.system.clock import FakeClock
from rm_desktop.vault.header import header_path, read_header
from rm_desktop.vault.keys import MemoryKeyStore

PASSPHRASE = "seven small boats"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def store() -> MemoryKeyStore:
    return MemoryKeyStore()


@pytest.fixture
def profile(root: Path, store: MemoryKeyStore) -> Iterator[Profile]:
    profile = start(root, create_profile(root, store), store)
    yield profile
    profile.close()


def start(root: Path, key: bytes, store: MemoryKeyStore) -> Profile:
    clock = FakeClock(datetime(2026, 11, 26, 15, 0), "Europe/London")  # noqa: DTZ001 - local
    return open_profile(root, key, clock=clock, rng=Random(7), store=store)


def show(recovery: Recovery) -> tuple[str, ...]:
    return recovery.keep(recovery.making()())


def state(recovery: Recovery) -> RecoveryState:
    return recovery.state


def confirm(recovery: Recovery, words: tuple[str, ...]) -> None:
    recovery.confirm({place: words[place - 1] for place in recovery.questions()})
    recovery.covering()()


def test_it_is_not_recoverable_until_two_words_are_given(profile: Profile) -> None:
    recovery = profile.recovery
    assert (state(recovery), recovery.confirmed_at) == (RecoveryState.NONE, None)
    words = show(recovery)
    assert state(recovery) == RecoveryState.UNCONFIRMED
    first, second = recovery.questions()
    assert recovery.questions() == (first, second)
    assert 1 <= first < second <= 12
    for slip in ({}, {first: words[first - 1]}, {first: words[first - 1], second: "aple"}):
        with pytest.raises(BadInputError, match=f"Word {second if slip else first} is another"):
            recovery.confirm(slip)
    assert state(recovery) == RecoveryState.UNCONFIRMED
    recovery.confirm({first: f" {words[first - 1].upper()} ", second: words[second - 1]})
    assert state(recovery) == RecoveryState.CONFIRMED
    assert recovery.confirmed_at == profile.clock.now().wall_ms


def test_the_house_hears_of_it(profile: Profile) -> None:
    heard: list[Changes] = []
    profile.listen(heard.append)
    confirm(profile.recovery, show(profile.recovery))
    assert all(changes.touches(Kind.SETTING) and SETTING in changes.ids for changes in heard)
    assert len(heard) == 2


def test_a_lost_keyring_is_survived_with_the_paper(
    profile: Profile, root: Path, store: MemoryKeyStore
) -> None:
    assert not profile_has_phrase(root)
    words = show(profile.recovery)
    confirm(profile.recovery, words)
    assert profile_has_phrase(root)
    profile.settings.put("text_size", 150)
    profile.close()
    lost = MemoryKeyStore()
    with pytest.raises(KeyNotFoundError, match="recovery phrase"):
        fetch_key(root, lost)
    key = fetch_key_with_phrase(root, "\n".join(words))
    keep_key(root, key, lost)
    assert fetch_key(root, lost) == key
    keep_key(root, key, lost, PASSPHRASE)
    assert profile_wants_passphrase(root)
    again = start(root, fetch_key(root, lost, PASSPHRASE), lost)
    assert again.settings.get("text_size") == 150
    assert state(again.recovery) == RecoveryState.CONFIRMED
    again.close()


def test_one_phrase_opens_a_private_vault_made_before_or_after_it(
    profile: Profile, root: Path
) -> None:
    key = profile.private.make(PASSPHRASE, profile.recovery.locks)
    assert not read_header(profile.private.path).phrases
    profile.private.open(key)
    words = show(profile.recovery)
    assert profile.private.fetch_with_phrase(" ".join(words)) == key
    assert fetch_key_with_phrase(root, " ".join(words)) == profile.ports.vault().key
    profile.private.close()
    for path in (profile.private.path, header_path(profile.private.path)):
        path.unlink()
    key = profile.private.make(PASSPHRASE, profile.recovery.locks)
    assert profile.private.fetch_with_phrase(" ".join(words)) == key


def test_a_forgotten_passphrase_is_replaced_by_the_paper(profile: Profile) -> None:
    private = profile.private
    words = show(profile.recovery)
    made = private.make(PASSPHRASE, profile.recovery.locks)
    key = private.fetch_with_phrase(" ".join(words))
    private.change_passphrase(key, "eight tall ships")
    assert private.fetch("eight tall ships") == made
    with pytest.raises(WrongKeyError):
        private.fetch(PASSPHRASE)


def test_the_old_paper_holds_until_the_new_one_is_confirmed(profile: Profile, root: Path) -> None:
    recovery = profile.recovery
    old = show(recovery)
    confirm(recovery, old)
    new = show(recovery)
    assert (recovery.state, recovery.waits) == (RecoveryState.CONFIRMED, True)
    key = profile.ports.vault().key
    assert fetch_key_with_phrase(root, " ".join(old)) == key
    assert fetch_key_with_phrase(root, " ".join(new)) == key
    confirm(recovery, new)
    assert not recovery.waits
    assert fetch_key_with_phrase(root, " ".join(new)) == key
    with pytest.raises(WrongKeyError, match="latest"):
        fetch_key_with_phrase(root, " ".join(old))
    assert recovery.covering()() == 0


def test_a_phrase_made_again_before_it_was_confirmed_leaves_one(
    profile: Profile, root: Path
) -> None:
    papers = [show(profile.recovery) for _ in range(6)]
    assert len(read_header(root / "workspace.vault").phrases) == 1
    confirm(profile.recovery, papers[-1])
    assert fetch_key_with_phrase(root, " ".join(papers[-1])) == profile.ports.vault().key


def test_a_vault_that_was_locked_is_brought_in_line_when_it_is_opened(profile: Profile) -> None:
    recovery, private = profile.recovery, profile.private
    old = show(recovery)
    confirm(recovery, old)
    key = private.make(PASSPHRASE, recovery.locks)
    new = show(recovery)
    confirm(recovery, new)
    assert private.fetch_with_phrase(" ".join(old)) == key  # locked meanwhile
    private.open(key)
    assert recovery.covering()() == 1
    assert private.fetch_with_phrase(" ".join(new)) == key
    with pytest.raises(WrongKeyError):
        private.fetch_with_phrase(" ".join(old))


def test_a_phrase_of_a_start_before_is_confirmed_by_its_paper(
    profile: Profile, root: Path, store: MemoryKeyStore
) -> None:
    words = show(profile.recovery)
    key = profile.ports.vault().key
    profile.close()
    again = start(root, key, store)
    assert state(again.recovery) == RecoveryState.UNCONFIRMED
    assert again.recovery.questions() == ()
    with pytest.raises(BadInputError, match="not shown any more"):
        again.recovery.confirm({1: words[0]})
    with pytest.raises(BadInputError, match="do not open your notes any more"):
        again.recovery.checking("abandon " * 11 + "about")()
    again.recovery.confirm_by(again.recovery.checking(", ".join(words))())
    assert state(again.recovery) == RecoveryState.CONFIRMED
    again.close()


def test_the_words_are_kept_nowhere(profile: Profile) -> None:
    words = show(profile.recovery)
    stored = str(profile.settings.get(SETTING))
    assert not any(f"'{word}'" in stored or f" {word} " in stored for word in words)
    profile.recovery.put_away()
    assert profile.recovery.questions() == ()


def test_a_damaged_setting_keeps_nobody_out(profile: Profile) -> None:
    profile.settings.put(SETTING, {"confirmed": {"salt": 1}, "replaced": 5, "confirmed_at": "x"})
    recovery = profile.recovery
    assert list(recovery.locks) == []
    assert recovery.confirmed_at is None
    assert recovery.covering()() == 0
    words = show(recovery)
    confirm(recovery, words)
    assert recovery.confirm_by(next(iter(recovery.locks))) == NOTHING  # at the same moment
