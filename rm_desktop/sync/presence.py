"""Saying where one is and hearing where the others are; see PROTOCOL.md, *Presence*.

Nothing here is stored, and nothing that comes is believed before its signature, its seal, its
sender and its counter were looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import msgspec
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_encrypt as seal,
)

from rm_desktop.sync.keys import RefusedError, check_signature
from rm_desktop.sync.log import SpaceLog
from rm_desktop.sync.sealing import unsealed
from rm_desktop.wire.envelope import NONCE_BYTES, BadMessageError
from rm_desktop.wire.presence import (
    RUN_BYTES,
    VERSION,
    Presence,
    Screen,
    SealedPresence,
    associated,
    decoded,
    encoded,
    packed,
    signed,
    unpacked,
)

#: Who has not been heard of for so long is not here, in milliseconds.
FADES_AFTER_MS: Final = 15_000
#: So often one says again where one is, if nothing changed.
RENEWED_EVERY_MS: Final = 5_000
#: So many devices are named as heard, the latest.
_MOST_HEARD = 24


class Seen(NamedTuple):
    """A device of a member, what it said last, and when that was heard."""

    device: bytes
    member: str
    presence: Presence
    at_ms: int


@dataclass(slots=True)
class Gathering:
    """Who of a space is here.

    `log` returns the space's log as it is now; `now_ms` is a clock that only goes forwards.
    """

    log: Callable[[], SpaceLog]
    chance: Callable[[int], bytes]
    now_ms: Callable[[], int]
    #: Somebody is here who does not know yet that we are, or not since they started.
    owes_answer: bool = False
    _run: bytes = field(init=False)
    _counter: int = 0
    #: The run of each device that was heard last, whether it was to be believed or not.
    _heard: dict[bytes, bytes] = field(default_factory=dict)
    #: The runs of each device that named ours, in order, with the last counter of each.
    _believed: dict[bytes, dict[bytes, int]] = field(default_factory=dict)
    _seen: dict[bytes, Seen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin a run."""
        self._run = self.chance(RUN_BYTES)

    def say(self, screen: Screen, item: str = "", caret: bytes = b"", anchor: bytes = b"") -> bytes:
        """Return a presence to send: sealed under the present epoch's key, signed, and counted."""
        log = self.log()
        self._counter += 1
        self.owes_answer = False
        heard = dict(list(self._heard.items())[-_MOST_HEARD:])
        presence = Presence(screen, item, caret, anchor, heard)
        epoch = log.epoch
        blank = SealedPresence(
            VERSION,
            log.space,
            epoch.number,
            epoch.id,
            log.me,
            self._run,
            self._counter,
            self.chance(NONCE_BYTES),
            b"",
            b"",
        )
        words = seal(packed(presence), associated(blank), blank.nonce, epoch.key)
        closed = msgspec.structs.replace(blank, sealed=words)
        return encoded(msgspec.structs.replace(closed, signature=log.device.sign(signed(closed))))

    def hear(self, data: bytes) -> bool:
        """Take what somebody said; tell whether it is to be believed and news."""
        try:
            told, presence = self._opened(data)
        except (RefusedError, BadMessageError):
            return False
        runs = self._believed.get(told.device, {})
        if told.run in runs and (told.run != list(runs)[-1] or told.counter <= runs[told.run]):
            return False  # played again
        # Who does not name our run is new here, or somebody plays an old presence again: it counts
        # once it does.
        answers_us = presence.heard.get(self.log().me) == self._run
        # Who had faded out may have missed us just as we missed them: a relay was away.
        self.owes_answer |= (
            not answers_us
            or self._heard.get(told.device) != told.run
            or self._has_faded(told.device)
        )
        self._heard.pop(told.device, None)  # the latest stands last
        self._heard[told.device] = told.run
        if not answers_us:
            return False
        self._believed[told.device] = {**runs, told.run: told.counter}
        member = self.log().chains[told.device].member
        self._seen[told.device] = Seen(told.device, member, presence, self.now_ms())
        return True

    def here(self) -> tuple[Seen, ...]:
        """Return who is here, or has just left; who fell silent fades out."""
        chains, now = self.log().chains, self.now_ms()
        return tuple(
            seen
            for device, seen in self._seen.items()
            if now - seen.at_ms < FADES_AFTER_MS and chains[device].ends is None
        )

    def _has_faded(self, device: bytes) -> bool:
        """Tell whether a device was here once and fell silent since."""
        seen = self._seen.get(device)
        return seen is not None and self.now_ms() - seen.at_ms >= FADES_AFTER_MS

    @property
    def next_fade_ms(self) -> int | None:
        """In how many milliseconds somebody fades out who is not heard again, None if nobody."""
        found = [FADES_AFTER_MS - (self.now_ms() - seen.at_ms) for seen in self.here()]
        return min(found, default=None)

    def _opened(self, data: bytes) -> tuple[SealedPresence, Presence]:
        """Check a presence and open it; raises `RefusedError` or `BadMessageError`."""
        told, log = decoded(data), self.log()
        chain = log.chains.get(told.device)
        if told.space != log.space or told.device == log.me:
            raise RefusedError("not said to us")
        if chain is None or chain.ends is not None:
            raise RefusedError("a device that is not known, or was removed")
        check_signature(chain.keys, signed(told), told.signature)
        return told, unpacked(unsealed(told, associated(told), log.epochs))
