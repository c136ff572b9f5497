"""Where laptops meet, a relay or a folder, and the bad network between."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random
from typing import Protocol

from rm_desktop.sync.calls import Answer, Ask, Call, Came, Failed, Offer, Rehearse, Trouble
from rm_desktop.sync.folder import FolderTransport
from tests.sync.laptops import Relay


class Place(Protocol):
    """A transport that can be put back, emptied and exchanged."""

    name: str

    def answer(self, call: Call) -> Answer: ...

    def back_up(self) -> None: ...

    def restore(self, dice: Random) -> bool: ...

    def empty(self, dice: Random) -> None: ...


class RelayPlace(Relay):
    """A relay in memory."""

    name = "relay"

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self._backup: dict[bytes, list[bytes]] | None = None

    def back_up(self) -> None:
        self._backup = {device: list(chain) for device, chain in self.chains.items()}

    def restore(self, dice: Random) -> bool:
        """Go back to the backup, saying so or not; tell whether there was one."""
        if self._backup is None:
            return False
        self.chains = {device: list(chain) for device, chain in self._backup.items()}
        if dice.random() < 0.5:
            self.incarnation = dice.randbytes(16)
        return True

    def empty(self, dice: Random) -> None:
        self.chains, self.incarnation = {}, dice.randbytes(16)


class FolderPlace:
    """A shared folder with the app's own transport; whatever copies it about may tear a file."""

    name = "folder"

    def __init__(self, root: Path, space: bytes, dice: Random) -> None:
        self._root, self._space, self._dice = root, space, dice
        self._now, self._then = root / "now", root / "then"
        self._now.mkdir(parents=True)

    def answer(self, call: Call) -> Answer:
        if isinstance(call, Rehearse):
            return Relay().answer(call)
        return FolderTransport(self._now, self._space, self._dice.randbytes(16)).answer(call)

    def torn(self, call: Call) -> Answer:
        """Answer while one file is still on its way."""
        files = sorted(path for path in self._now.rglob("*") if path.is_file())
        if not files or isinstance(call, Offer):
            return self.answer(call)
        path = self._dice.choice(files)
        whole = path.read_bytes()
        path.write_bytes(whole[: self._dice.randrange(len(whole) + 1)])
        answer = self.answer(call)
        path.write_bytes(whole)
        return answer

    def back_up(self) -> None:
        shutil.rmtree(self._then, ignore_errors=True)
        shutil.copytree(self._now, self._then)

    def restore(self, _dice: Random) -> bool:
        if not self._then.exists():
            return False
        shutil.rmtree(self._now)
        shutil.copytree(self._then, self._now)
        return True

    def empty(self, _dice: Random) -> None:
        shutil.rmtree(self._now)
        self._now.mkdir()


class Network:
    """Between a laptop and a place: loses requests and answers, repeats, tears and reorders."""

    def __init__(self, place: Place, dice: Random) -> None:
        self._place, self._dice = place, dice

    def answer(self, call: Call) -> Answer:
        if isinstance(call, Rehearse):
            return self._place.answer(call)
        luck = self._dice.random()
        if luck < 0.07:
            return Failed(Trouble.OFFLINE)
        if luck < 0.14:
            self._place.answer(call)  # it arrived; the answer did not
            return Failed(Trouble.OFFLINE)
        if luck < 0.19:
            self._place.answer(call)
        if luck < 0.24 and isinstance(self._place, FolderPlace):
            return self._place.torn(call)
        answer = self._place.answer(call)
        if luck < 0.35 and isinstance(answer, Came) and not isinstance(call, Ask):
            return Came(self._mistreated(list(answer.envelopes)), answer.more)
        return answer

    def _mistreated(self, envelopes: list[bytes]) -> list[bytes]:
        """Return envelopes in another order, twice, torn, or some of them."""
        self._dice.shuffle(envelopes)
        if not envelopes or self._dice.random() < 0.4:
            return envelopes
        torn = envelopes[0][: self._dice.randrange(len(envelopes[0]))]
        return [envelopes * 2, [*envelopes, torn], [torn, *envelopes[1:]], envelopes[1:]][
            self._dice.randrange(4)
        ]
