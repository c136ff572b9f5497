"""A journal and a pair coming in, killed at every step: whole batches, a whole pair, or nothing."""

from __future__ import annotations

import json
from pathlib import Path

from faults.act import Act
from faults.run import Run, promise
from faults.stage import fresh_ids, hold_sound, make_profile
from faults.steps import killing
from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.domain.errors import BadInputError
from rm_desktop.services.export import Form, export
from rm_desktop.services.journal_export import read_pages
from rm_desktop.services.journal_import import JournalImport
from rm_desktop.services.pair_import import look_at_pair, take_in_pair
from rm_desktop.services.profile import Profile
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.vault.vault import Vault

SHORT, LONG = 20, 200
_PASSPHRASE = "seven small boats"  # noqa: S105 - of a throw-away profile
_ENTRIES, _BATCH = 12, 5
_STATES = (0, 5, 10, _ENTRIES)


class JournalComing(Act):
    """Twelve entries of another program, five at a time."""

    name = "journal import"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self._root = base / "profile"
        self._key = create_profile(self._root, MemoryKeyStore())
        profile = open_profile(self._root, self._key, peeking=False)
        self._private_key = profile.private.make(_PASSPHRASE)
        profile.close()
        self._texts = {f"Budget, entry {n}, " + "word1 " * 50 for n in range(_ENTRIES)}
        listed = [
            {"uuid": f"U{n}", "creationDate": f"2018-05-{n + 1:02}T12:00:00Z", "text": text}
            for n, text in enumerate(sorted(self._texts))
        ]
        self._source = base.with_suffix(".json")  # beside the folder that is searched for words
        self._source.write_text(json.dumps({"entries": listed}))

    def do(self, folder: Path) -> None:
        profile = open_profile(folder / "profile", self._key, peeking=False)
        profile.private.open(self._private_key)
        ids = fresh_ids()
        imports = JournalImport(
            profile.private, ids, lambda: 1, lambda: "UTC", lambda: None, batch=_BATCH
        )
        imports.take_in(self._source)
        profile.close()

    def hold(self, folder: Path) -> None:
        texts = self._held(folder)
        promise(len(texts) in _STATES, f"{len(texts)} entries: half a batch")
        promise(self._texts.issuperset(texts), "an entry came in half")
        self.do(folder)
        texts = self._held(folder)
        promise(sorted(texts) == sorted(self._texts), "not whole when tried again")
        hold_sound(folder / "profile", self._key)

    def _held(self, folder: Path) -> list[str]:
        profile = open_profile(folder / "profile", self._key, peeking=False)
        profile.private.open(self._private_key)
        vault: Vault = profile.private.vault()
        texts = [text for _, text in read_pages(vault)]
        promise(vault.integrity() == (), "the private vault is unsound")
        found = vault.search("Budget", limit=100)
        promise(len(found) == len(texts), "the search does not know what came in")
        profile.close()
        return texts


class PairComing(Act):
    """A pair out of an export into a profile that has none."""

    name = "pair import"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self._source = self._exported(base.with_name("source"))
        self._key = create_profile(base / "profile", MemoryKeyStore())

    def do(self, folder: Path) -> None:
        profile = open_profile(folder / "profile", self._key, peeking=False)
        take_in_pair(look_at_pair(self._source), profile.ports.vault())
        profile.close()

    def hold(self, folder: Path) -> None:
        profile = open_profile(folder / "profile", self._key, peeking=False)
        if not profile.pairs.listed():
            profile.close()
            self.do(folder)
            profile = open_profile(folder / "profile", self._key, peeking=False)
        self._hold_refused(profile)
        export(profile, folder / "again", Form.JSON)
        profile.close()
        again = next(iter((folder / "again").glob("*.json")))
        promise(_plain(again) == _plain(self._source), "the pair is not what was exported")
        hold_sound(folder / "profile", self._key)

    def _hold_refused(self, profile: Profile) -> None:
        try:
            take_in_pair(look_at_pair(self._source), profile.ports.vault())
        except BadInputError:
            return
        promise(holds=False, words="the pair came in twice")

    def _exported(self, folder: Path) -> Path:
        key = make_profile(folder / "profile")
        profile = open_profile(folder / "profile", key, ids=fresh_ids(), peeking=False)
        if profile.desk is None:
            raise AssertionError
        for n in range(5):
            item = profile.desk.agenda.add("", f"Budget {n}")
            notes = profile.desk.notes(item)
            notes.splice(0, 0, "word1 word2")
            notes.rest()
        export(profile, folder / "out", Form.JSON)
        profile.close()
        return next(iter((folder / "out").glob("*.json")))


def _plain(path: Path) -> dict[str, object]:
    plain: dict[str, object] = json.loads(path.read_text("utf-8"))
    return {name: value for name, value in plain.items() if name != "exported"}


def play(run: Run) -> None:
    """Kill imports before each of their steps."""
    run.each(killing(run, [JournalComing(run.folder / "journal"), PairComing(run.folder / "pair")]))
