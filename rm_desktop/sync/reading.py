"""Going through envelopes that came: each is judged, the good ones are taken tentatively."""

from __future__ import annotations

from dataclasses import dataclass, field

from rm_desktop.sync.judging import Judge
from rm_desktop.sync.log import SpaceLog
from rm_desktop.sync.notices import Notice, NoticeKind
from rm_desktop.sync.verdicts import Accepted, Early, Elsewhere, Forked, Refused
from rm_desktop.wire.content import MOST_DEVICES, Changes, Content, Snapshot, Update
from rm_desktop.wire.envelope import sequence_of


@dataclass(slots=True)
class Reading:
    """What a log would be after what came, and what of it is to be stored."""

    log: SpaceLog
    accepted: list[Accepted] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    #: Where our own chain goes on without us, 0 if it does not.
    elsewhere: int = 0
    #: Our own chain was another long before that.
    astray: bool = False
    #: Tells whether a chain was disputed.
    changed: bool = False
    #: Others hold another history of some chain: everything has to be offered again.
    heals: bool = False
    #: What came in a disputed chain: those who follow its other history get it from us.
    echoes: list[Update] = field(default_factory=list)
    #: Others hold another history of our own chain.
    doubted: bool = False
    #: The first of each known chain that waits for one that did not come.
    early: dict[bytes, int] = field(default_factory=dict)

    def go_through(self, envelopes: list[bytes]) -> None:
        """Judge all; those that are early are tried again after the others.

        In the order of their chains: somebody who turned tens of thousands round would otherwise
        have us go through all of them for each. What is still early after that is asked for anew.
        """
        waiting = sorted(dict.fromkeys(envelopes), key=sequence_of)
        for _ in range(MOST_DEVICES):
            self.early = {}
            early = [data for data in waiting if self._judge(data)]
            if self.elsewhere or len(early) == len(waiting):
                return
            waiting = early

    def _judge(self, data: bytes) -> bool:
        """Judge one; tell whether it has to wait for another."""
        verdict = Judge(self.log).look(data)
        match verdict:
            case Early(device=device, sequence=sequence):
                if device in self.log.chains:
                    self.early.setdefault(device, sequence)
                return True
            case Accepted():
                self._take(verdict)
            case Elsewhere(sequence=0):
                self.astray = True
            case Elsewhere(sequence=sequence):
                self.elsewhere = min(sequence, self.elsewhere or sequence)
            case Forked(device=device, sequence=sequence):
                self._dispute(device, sequence)
            case Refused(device=device):
                notice = Notice(NoticeKind.REFUSED, device)
                if notice not in self.notices:
                    self.notices.append(notice)
            case _:
                pass
        return False

    def _take(self, accepted: Accepted) -> None:
        if self.log.is_disputed(accepted.device):
            self.echoes += updates_of(accepted.content)
        self.accepted.append(accepted)
        self.log.take(accepted)
        for device, head in accepted.disputed.items():
            self._dispute(device, head.sequence)

    def _dispute(self, device: bytes, sequence: int) -> None:
        if self.log.dispute(device):
            self.changed = self.heals = True
            self.doubted |= device == self.log.me
            self.notices.append(Notice(NoticeKind.FORK, device, sequence))


def updates_of(content: Content) -> list[Update]:
    """Return the updates that a content asks us to merge."""
    match content:
        case Changes(updates=updates):
            return updates
        case Snapshot(documents=documents):
            return documents
        case _:
            return []
