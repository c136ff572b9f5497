"""Damaged vaults salvaged: what was not hit comes back, and no text is wrong without a name (D6).

An entry counts as unhit when no page that its rows lie on has changed; pages of indexes and trees
may have.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

from faults.pages import PAGE, Vellum
from faults.run import Run, Turn, promise
from faults.stage import desk_of, files_in, fresh_ids, make_profile
from rm_desktop.bootstrap import open_profile
from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.errors import KnownError
from rm_desktop.services.profile import Profile
from rm_desktop.services.salvage import salvage
from rm_desktop.services.salvage_report import Fate, Salvaged
from rm_desktop.services.upkeep import compact
from rm_desktop.vault.backup import Source
from rm_desktop.vault.cipher import connect
from rm_desktop.vault.vault import Vault

SHORT, LONG = 12, 1000
_ENTRIES = 40
_LEAST = 0.99
_MOST_BYTES = 4096
_PASSPHRASE = "copper otter seventeen"  # noqa: S105 - of a throw-away profile
_SPOILT = tuple(fate for fate in Fate if fate != Fate.WHOLE)

States = dict[str, set[str]]
Strike = Callable[[Path, Random], None]


class Journal(NamedTuple):
    """A profile and its journal: every state each text was in, and the pages it lies on."""

    root: Path
    source: Source
    last: dict[str, str]
    states: States
    pages: dict[str, frozenset[int]]


class Victims(NamedTuple):
    """One profile that was closed, one that was killed with a log, and logs of other times."""

    closed: Journal
    killed: Journal
    old_log: bytes
    other_log: bytes


def play(run: Run) -> None:
    """Damage copies of a journal, salvage each, and count."""
    victims = _victims(run.folder)

    def attempt(turn: Turn) -> None:
        names = tuple(_BLOWS)
        name = names[(turn.seed - run.seed) % len(names)]
        try:
            _salvage(run, turn, victims, name)
        except Exception as error:
            error.add_note(name)
            raise

    run.each(attempt)
    unhit, saved = run.facts["entries unhit"], run.facts["of them saved"]
    if saved < _LEAST * unhit:
        run.failures.append(f"{saved} of {unhit} unhit entries were saved")


def _salvage(run: Run, turn: Turn, victims: Victims, name: str) -> None:
    to_log = name.startswith("log")
    journal = victims.killed if to_log else victims.closed
    root, out = turn.folder / "profile", turn.folder / "out"
    shutil.copytree(journal.root, root)
    path = root / journal.source.path.name
    before = path.read_bytes()
    _BLOWS[name](path, turn.dice, victims)
    struck = files_in(root)
    try:
        report = salvage(root, out, [Source(path, journal.source.key)])
    except KnownError as error:
        promise(error.sentence and error.next_step, "a refusal without a next step")
        promise(name == "header gone", f"refused: {error}")
        report = None
    promise(files_in(root) == struck, "salvaging changed the damaged profile")
    hit = _hit(before, path.read_bytes())
    unhit = {ident for ident, pages in journal.pages.items() if not pages & hit}
    if to_log:
        unhit = set()  # which state is the true one, nobody can tell
    run.facts["entries unhit"] += len(unhit)
    run.facts["files"] += 1
    if report is None or not report.vaults:
        run.facts["files nothing came of"] += 1
        return
    _judge(run, journal, report.vaults[0], unhit)


def _judge(run: Run, journal: Journal, salvaged: Salvaged, unhit: set[str]) -> None:
    there = _texts(salvaged.target, journal.source.key)
    named = {each.id for each in salvaged.of(*_SPOILT)}
    for ident, last in journal.last.items():
        text = there.get(ident)
        right = text == last
        if ident in unhit:
            run.facts["of them saved"] += right
            run.facts["of them named without need"] += right and ident in named
        elif right:
            run.facts["hit and saved"] += 1
        if not right and ident not in named:
            run.facts[_excuse(journal, salvaged, ident, text)] += 1
    strangers = there.keys() - journal.states.keys()
    promise(not strangers, f"texts nobody wrote: {strangers}")


def _excuse(journal: Journal, salvaged: Salvaged, ident: str, text: str | None) -> str:
    """Return why a text may be another than the last without being named, or refuse it."""
    if text is None and "document" in salvaged.uncertain:
        return "gone without a trace, said in general"
    # a log that is gone takes its changes with it, as a power cut would
    has_log = not journal.pages
    earlier = has_log and (text in journal.states[ident] or text is None)
    promise(earlier, f"a wrong text of {ident}, silently: {str(text)[:60]!r}")
    return "an earlier state"


def _hit(before: bytes, after: bytes) -> set[int]:
    """Return the pages that are not what they were."""
    pages = range(-(-max(len(before), len(after)) // PAGE))
    return {
        n + 1
        for n in pages
        if before[n * PAGE : n * PAGE + PAGE] != after[n * PAGE : n * PAGE + PAGE]
    }


def _texts(target: Path, key: bytes) -> dict[str, str]:
    vault = Vault.open(target, key)
    try:
        promise(vault.integrity() == (), "the salvaged vault is unsound")
        found = {}
        for ident in vault.documents("text"):
            stored = vault.load_document(ident)
            if stored is not None:
                document = TextDocument(ident, stored.snapshot or b"", stored.updates)
                found[ident] = document.text
        return found
    finally:
        vault.close()


# -- the profiles ----------------------------------------------------------------------------


def _victims(folder: Path) -> Victims:
    root = folder / "profile"
    key = make_profile(root)
    states: States = {}
    dice = Random(5)
    profile = open_profile(root, key, ids=fresh_ids())
    private = profile.private
    private.open(private.make(_PASSPHRASE))
    source = Source(private.path, private.key)
    _write(profile, states, dice, _ENTRIES)
    compact(private.vault())
    profile.backups.make()
    _write(profile, states, dice, _ENTRIES // 4)
    private.lock()
    shutil.copytree(root, folder / "closed")
    last = _texts(source.path, source.key)
    closed = Journal(folder / "closed", source, last, states, _lying(source))
    private.open(source.key)
    killed, old = folder / "killed", b""
    later = {ident: set(texts) for ident, texts in states.items()}
    for n in range(2):
        _write(profile, later, dice, _ENTRIES // 6)
        if n == 0:
            old = files_in(root)["private.vault-wal"]
            private.vault().integrity()
    shutil.copytree(root, killed)
    last = _texts_open(profile)
    private.lock()
    profile.close()
    other = _other_log(folder / "other")
    there = Source(killed / "private.vault", source.key)
    return Victims(closed, Journal(killed, there, last, later, {}), old, other)


def _write(profile: Profile, states: States, dice: Random, count: int) -> None:
    """Write entries of many lengths, some in many batches, and go on with earlier ones."""
    journal = desk_of(profile).journal
    for _ in range(count):
        known = list(states)
        page = None
        if known and dice.random() < 0.3:
            page = journal.pages.open(dice.choice(known))
        if page is None:
            page = journal.begin(title=f"Entry {len(states)}", text="It begins. ")
        seen = states.setdefault(page.id, {""})
        for _ in range(dice.choice((1, 1, 2, 5, 30))):
            words = f"{dice.randrange(10**9)} " * dice.choice((1, 3, 10, 200))
            page.splice(dice.randint(0, page.length), 0, words)
            page.save()
            seen.add(page.text)
        if dice.random() < 0.9:
            page.rest()
        journal.pages.put_away()
        seen.add(page.text)


def _lying(source: Source) -> dict[str, frozenset[int]]:
    """Return the pages of each entry's document and changes."""
    connection = connect(source.path, source.key)
    asked = "SELECT name, rootpage FROM sqlite_master WHERE name IN ('document', 'change')"
    roots = dict(connection.execute(asked).fetchall())
    owners = {
        "document": dict(connection.execute("SELECT row, id FROM document").fetchall()),
        "change": dict(connection.execute("SELECT seq, document FROM change").fetchall()),
    }
    connection.close()
    vellum = Vellum(source.path, source.key)
    pages: dict[str, frozenset[int]] = {}
    for name, root in roots.items():
        for row in vellum.rows(root):
            ident = owners[name][row.rowid]
            pages[ident] = pages.get(ident, frozenset()) | row.pages
    return pages


def _texts_open(profile: Profile) -> dict[str, str]:
    vault = profile.private.vault()
    found = {}
    for ident in vault.documents("text"):
        stored = vault.load_document(ident)
        if stored is not None:
            found[ident] = TextDocument(ident, stored.snapshot or b"", stored.updates).text
    return found


def _other_log(root: Path) -> bytes:
    """Return the log of another profile's journal."""
    profile = open_profile(root, make_profile(root), ids=fresh_ids())
    private = profile.private
    private.open(private.make(_PASSPHRASE))
    _write(profile, {}, Random(9), 3)
    log = files_in(root)["private.vault-wal"]
    private.lock()
    profile.close()
    return log


# -- the blows -------------------------------------------------------------------------------


def _flip(path: Path, dice: Random, _victims: Victims) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(min(len(content), dice.choice((1, 2, 16, 64, dice.randint(1, _MOST_BYTES))))):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    path.write_bytes(content)


def _burst(path: Path, dice: Random, _: Victims) -> None:
    content = bytearray(path.read_bytes())
    at = dice.randrange(len(content))
    end = min(len(content), at + dice.randint(1, _MOST_BYTES))
    content[at:end] = dice.randbytes(end - at)
    path.write_bytes(content)


def _cut(path: Path, dice: Random, _: Victims) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: dice.randrange(len(content))])


def _zero(path: Path, dice: Random, _: Victims) -> None:
    content = bytearray(path.read_bytes())
    at = dice.randrange(len(content))
    end = min(len(content), at + dice.randint(1, _MOST_BYTES))
    content[at:end] = bytes(end - at)
    path.write_bytes(content)


def _zero_pages(path: Path, dice: Random, _victims: Victims) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(dice.choice((1, 1, 2, 5))):
        at = dice.randrange(len(content) // PAGE) * PAGE
        content[at : at + PAGE] = bytes(PAGE)
    path.write_bytes(content)


def _swap_pages(path: Path, dice: Random, _: Victims) -> None:
    content = bytearray(path.read_bytes())
    one, two = (dice.randrange(len(content) // PAGE) * PAGE for _ in range(2))
    first, second = content[one : one + PAGE], content[two : two + PAGE]
    content[one : one + PAGE], content[two : two + PAGE] = second, first
    path.write_bytes(content)


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


_BLOWS: dict[str, Callable[[Path, Random, Victims], None]] = {
    "flip": _flip,
    "burst": _burst,
    "cut": _cut,
    "zero": _zero,
    "zero pages": _zero_pages,
    "swap pages": _swap_pages,
    "log flip": lambda path, dice, victims: _flip(_log_of(path), dice, victims),
    "log cut": lambda path, dice, victims: _cut(_log_of(path), dice, victims),
    "log gone": lambda path, _, __: _log_of(path).unlink(),
    "log of before": lambda path, _, victims: _put(_log_of(path), victims.old_log),
    "log of another": lambda path, _, victims: _put(_log_of(path), victims.other_log),
    "log and flip": _flip,
}


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)
