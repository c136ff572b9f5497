"""Words of people, and the key, searched in every byte the app leaves on the disk (D36)."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from faults.child import Child, Tell, answers
from faults.run import Run, Turn, promise
from faults.stage import desk_of, files_in, vault_of
from faults.traces import deflated_traces, plain_traces
from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.domain.entities import Role, WrapUp
from rm_desktop.domain.prompts import AskedBy, Prompt, Stage
from rm_desktop.services.backups import FOLDER
from rm_desktop.services.notes import read_notes
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.services.restore import Restore, restore
from rm_desktop.services.salvage import salvage
from rm_desktop.services.upkeep import tidy
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.backup import Source
from rm_desktop.vault.keys import MemoryKeyStore

SHORT, LONG = 4, 60
_WORDS = 40
_LETTERS = "bcdfghjklmnpqrstvwxz"
_LONGEST_WORK = 0.15
_PASSPHRASE = "copper otter seventeen"  # noqa: S105 - of a throw-away profile
#: Looking for deflated words from every byte on takes seconds.
_DEFLATED_ONE_IN = 4
_ELSEWHERE = ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")

Ending = Callable[[Profile, list[str]], None]


def play(run: Run) -> None:
    """Write words that stand nowhere else, end in some way, look for them."""

    def attempt(turn: Turn) -> None:
        at = turn.seed - run.seed
        words = ["".join(turn.dice.choices(_LETTERS, k=12)) for _ in range(_WORDS)]
        world = turn.folder / "world"
        ending = _ENDINGS[at % len(_ENDINGS)]
        key = _live(world, words, ending, turn)
        run.facts[f"ended by {ending.__name__.strip('_')}"] += 1
        files = files_in(world, without=())
        run.facts["bytes searched"] += sum(map(len, files.values()))
        promise(f"profile/{vault_of(Path()).name}" in files, "nothing was written")
        found = plain_traces(files, [*words, key.hex(), _PASSPHRASE])
        found += [f"the key in {name}" for name, content in files.items() if key in content]
        if at % _DEFLATED_ONE_IN == 1:
            run.facts["searched for deflated words"] += 1
            found += deflated_traces(files, words)
        promise(not found, f"words lie on the disk: {found[:5]}")

    run.each(attempt)


def _live(world: Path, words: list[str], ending: Ending, turn: Turn) -> bytes:
    """Let a child with a home and a place for temporary files of its own write the words."""
    world.mkdir()
    root = world / "profile"

    def found_it(tell: Tell) -> None:
        _move_to(world)
        tell(create_profile(root, MemoryKeyStore()).hex())

    key = bytes.fromhex(answers(found_it, turn.folder / "key")[0])

    def write(tell: Tell) -> None:
        _move_to(world)
        profile = open_profile(root, key, peeking=False)
        tell("begun")
        _write_everywhere(profile, words)
        ending(profile, words)
        tell("ended")

    child = Child(write, turn.folder / "told")
    child.wait_until_told()
    if ending is _kill:
        time.sleep(turn.dice.random() * _LONGEST_WORK)
        child.kill()
    else:
        promise(child.wait() == 0, f"the child failed: {child.told()}")
        promise(child.told()[-1] == "ended", "the child ended before its end")
    return key


def _move_to(world: Path) -> None:
    for name in _ELSEWHERE:
        place = world / name.lower()
        place.mkdir(exist_ok=True)
        os.environ[name] = str(place)
    tempfile.tempdir = None  # asked anew


def _write_everywhere(profile: Profile, words: list[str]) -> None:
    """Put a word into every field a person can write into."""
    word = iter(words)
    people = [Person(next(word), role, next(word), next(word)) for role in Role]
    desk = profile.create_pair(people[0], people[1])
    session = desk.open_pair.pair.next_session.id
    item = desk.agenda.add(session, next(word), minutes=10)
    desk.agenda.edit(item, outcome=next(word))
    desk.sessions.rename(session, next(word))
    desk.actions.add(next(word), item=item, session=session)
    desk.together.set_purpose(next(word))
    desk.together.add_objective(next(word), desk.open_pair.you)
    desk.agreement.edit(desk.agreement.fields[0].id, next(word))
    desk.prompts.save(Prompt("", "purpose", Stage.OPENING, AskedBy.MENTOR, 1, next(word)))
    desk.room.start(session)
    desk.room.set_takeaway(session, desk.open_pair.you, next(word))
    _write_privately(profile, word)
    notes = desk.notes(item)
    for each in word:
        notes.splice(notes.length, 0, f"{each} " * Random(each).randint(1, 50))
        notes.save()
    notes.rest()
    desk.search.find(words[0])
    desk.room.close(session, WrapUp.DONE)


def _write_privately(profile: Profile, word: Iterator[str]) -> None:
    profile.private.open(profile.private.make(_PASSPHRASE))
    desk = desk_of(profile)
    for _ in range(3):
        page = desk.journal.begin(title=next(word), text=next(word))
        page.splice(page.length, 0, f" {next(word)}")
        page.rest()


def _close(profile: Profile, _words: list[str]) -> None:
    tidy(profile)
    profile.close()


def _kill(profile: Profile, words: list[str]) -> None:
    """Write until somebody kills this process."""
    desk = desk_of(profile)
    while True:
        for each in words:
            desk.agenda.add("", each)


def _backup(profile: Profile, _words: list[str]) -> None:
    """Back up, damage one vault and put the other back, save what is left of the first."""
    vault, private = profile.ports.vault(), profile.private
    root = vault.path.parent
    stick = root.parent / "stick"
    stick.mkdir()
    profile.settings.put(FOLDER, str(stick))
    copies = profile.backups.make().copies
    promise(len(list(stick.iterdir())) == 4, "nothing was carried")
    sources = profile.backups.sources
    private.lock()
    profile.close()
    restore(Restore(root, Source(copies[0], sources[0].key), None, lambda: 0), lambda: None)
    content = bytearray(sources[1].path.read_bytes())
    content[4096 * 14 + 50] ^= 1
    sources[1].path.write_bytes(content)
    report = salvage(root, root.parent / "salvaged", sources)
    promise(report.vaults[1].bad_pages == 1, "nothing was damaged")


def _bug(profile: Profile, words: list[str]) -> None:
    """Let a bug of the app meet the window's own keeper of the log, its message full of words."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from rm_desktop.ui.shell.crash import Crashes
    from rm_desktop.ui.shell.frame import Frame

    app = QApplication([])
    root = profile.ports.vault().path.parent
    crashes = Crashes(Frame("rm-desktop"), root)
    try:
        text = read_notes(next(iter(desk_of(profile).open_pair.pair.items)), profile.ports.vault())
        _fail(text, words)
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    promise("RuntimeError" in ProfilePaths(root).log.read_text("utf-8"), "nothing was logged")
    crashes.close()
    app.processEvents()


def _fail(text: str, words: list[str]) -> None:
    raise RuntimeError(text, words)


_ENDINGS: tuple[Ending, ...] = (_kill, _close, _bug, _backup)
