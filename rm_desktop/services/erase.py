"""*Erase for ever*: out of the vault, its free pages, its history, and every backup we keep.

What is to go is noted in the vault first, then goes from what is shown, then a job for a worker
takes it out of the file's free pages and of each copy. After a kill in between, `finish` does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.pair import notes_id
from rm_desktop.domain.words import tr
from rm_desktop.services.erase_marks import Mark, clear_marks, marks_of, owe
from rm_desktop.services.open_pair import OpenPair
from rm_desktop.services.shedding import owes_shedding
from rm_desktop.vault.backup import Source

if TYPE_CHECKING:
    from rm_desktop.services.profile import Profile
    from rm_desktop.vault.vault import Vault

Job = Callable[[], "Erased"]


@dataclass(frozen=True, slots=True)
class Erased:
    """What came of erasing, in words a person can act on.

    `copies` counts the backups it was taken out of, `unread` names those that could not be opened,
    `absent` is the second folder for backups where it is not there now.
    """

    copies: int = 0
    unread: tuple[str, ...] = ()
    absent: str = ""
    elsewhere: tuple[str, ...] = ()

    @property
    def what_remains(self) -> tuple[str, ...]:
        """Say what we could not reach, and what nobody but others can."""
        here = [
            tr("The backup “{name}” could not be opened; delete it yourself.", name=name)
            for name in self.unread
        ]
        if self.absent:
            here.append(
                tr(
                    "The folder {name} is not there now; its backups follow when it is back.",
                    name=self.absent,
                )
            )
        return (*here, *self.elsewhere)

    def __add__(self, other: Erased) -> Erased:
        """Return both as one."""
        return Erased(
            self.copies + other.copies,
            (*self.unread, *other.unread),
            self.absent or other.absent,
            tuple(dict.fromkeys((*self.elsewhere, *other.elsewhere))),
        )


# -- a private page ---------------------------------------------------------------------------


def erase_page(profile: Profile, ident: str) -> Erased:
    """Erase a private page at once; see `erasing_page`."""
    return erasing_page(profile, ident)()


def erasing_page(profile: Profile, ident: str) -> Job:
    """Erase a private page from all that is shown; return the job that does the rest."""
    with profile.pages.shown(ident) as page:
        was_shared = bool(page and page.page.shared)
    return _erasing_pages(profile, [ident], was_shared=was_shared)


def _erasing_pages(profile: Profile, idents: Sequence[str], *, was_shared: bool) -> Job:
    vault = profile.private.vault()
    owe(vault, Mark(documents=tuple(idents)))
    for ident in idents:
        profile.pages.erase(ident)
    profile.pages.history.clear()
    words = [tr("What you printed or exported of it is yours to look after.")]
    if was_shared:
        words.insert(0, tr("Passages you shared from it stay with your pair."))
    return _job(profile, Source(profile.private.path, profile.private.key), words)


# -- what two people share --------------------------------------------------------------------


def erase_topic(profile: Profile, item: str) -> Erased:
    """Erase a topic of the open pair with its shared notes at once; see `erasing_topic`."""
    return erasing_topic(profile, item)()


def erasing_topic(profile: Profile, item: str) -> Job:
    """Erase a topic of the open pair, also out of its history; return the job for the rest."""
    if profile.desk is None:
        raise LookupError("no pair is open")
    opened, vault = profile.desk.open_pair, profile.ports.vault()
    owe(vault, Mark(pair=opened.id, item=item))
    _purge_topic(opened, item, vault)
    return _job(profile, _workspace(profile), [_printed(), _partner()])


def erase_pair(profile: Profile, pair: str, *, pages: bool = False) -> Erased:
    """Delete a pair for good at once; see `erasing_pair`."""
    return erasing_pair(profile, pair, pages=pages)()


def erasing_pair(profile: Profile, pair: str, *, pages: bool) -> Job:
    """Delete a pair for good and return the job for the rest.

    `pages`: the private pages about it too, for which they have to be unlocked (`LockedError`);
    kept ones are in the journal under all pairs.
    """
    jobs = []
    if pages:
        idents = profile.private.vault().pages_about(pair)
        jobs.append(_erasing_pages(profile, idents, was_shared=False))
    owe(profile.ports.vault(), Mark(pair=pair))
    profile.delete_pair(pair)
    words = [_printed(), _partner()]
    if not pages and profile.has_private and profile.private.is_there:
        words.insert(0, tr("Your private pages about this pair are kept."))
    jobs.append(_job(profile, _workspace(profile), words))
    return lambda: sum((job() for job in jobs), Erased())


# -- finishing --------------------------------------------------------------------------------


def finish(profile: Profile, vault: Vault) -> Erased | None:
    """Finish what a kill or an absent folder left to do in one of the vaults; None for nothing.

    For the thread of the screens: it waits for the disk, but there is hardly ever anything to do.
    """
    marks = marks_of(vault)
    if not any(not mark.waits or Path(mark.waits).is_dir() for mark in marks):
        return None
    for mark in marks:
        _again(profile, mark, vault)
    return _job(profile, Source(vault.path, vault.key), [])()


def _again(profile: Profile, mark: Mark, vault: Vault) -> None:
    """Do what is shown once more, where the program ended before it was done."""
    if mark.item and mark.pair in vault.documents("pair"):
        desk = profile.desk
        known = desk.open_pair if desk and desk.open_pair.id == mark.pair else None
        opened = known or OpenPair(
            mark.pair, "", lambda: vault, lambda: profile.ports.now().wall_ms, lambda _: None
        )
        if mark.item in opened.pair.items or owes_shedding(mark.pair, vault):
            _purge_topic(opened, mark.item, vault)
    elif mark.pair in vault.documents("pair"):
        profile.delete_pair(mark.pair)
    known_texts = set(vault.documents("text")) if mark.documents else set()
    for ident in known_texts.intersection(mark.documents):
        profile.pages.erase(ident)


def _purge_topic(opened: OpenPair, item: str, vault: Vault) -> None:
    opened.owe_shedding()
    vault.delete_documents([notes_id(item)])
    opened.forget_undo()
    opened.change("", lambda doc: doc.purge(Kind.ITEM, item), quiet=True)
    opened.shed()


# -- the job of a worker ----------------------------------------------------------------------


def _job(profile: Profile, source: Source, elsewhere: Sequence[str]) -> Job:
    """Return what takes everything noted in a vault out of its file and of each copy."""
    backups = profile.backups if profile.has_backups else None
    second = backups.elsewhere if backups else None

    def work() -> Erased:
        from rm_desktop.vault.vault import Vault

        vault = Vault.open(source.path, source.key)
        try:
            marks = marks_of(vault)
            vault.sweep()
            if backups is None:
                found = Erased()
            else:
                with backups.alone():  # no copy is made of what was there a moment ago
                    found = _out_of_copies(source, backups.folder, second, marks)
            clear_marks(vault, marks, waits=found.absent)
        finally:
            vault.close()
        return replace(found, elsewhere=tuple(elsewhere))

    return work


def _out_of_copies(
    source: Source, folder: Path, second: Path | None, marks: Sequence[Mark]
) -> Erased:
    from rm_desktop.services.erase_marks import apply
    from rm_desktop.vault.erasing import change_copy

    changed, unread = 0, []
    for copy in (*_copies(source, folder), *(_copies(source, second) if second else ())):
        try:
            changed += change_copy(copy, source.key, lambda vault: apply(vault, marks))
        except KnownError:
            unread.append(copy.name)
    absent = str(second) if second and not second.is_dir() else ""
    return Erased(changed, tuple(unread), absent)


def _copies(source: Source, folder: Path) -> Iterator[Path]:
    """Yield the copies of a vault in a folder, and those beside the vault, oldest first."""
    from rm_desktop.vault.contents import header_of
    from rm_desktop.vault.header import read_header

    ours = read_header(source.path).vault_id
    found = [*folder.glob(f"{source.name}-*.vault"), *folder.glob(f"{source.name}-*/*.vault")]
    if folder.parent == source.path.parent:
        beside = source.path.parent.glob(f"{source.path.name}.before-*")
        found += [path for path in beside if path.suffix not in (".header", ".part")]
    for path in sorted(found):
        owner = ours  # one whose header cannot be read is named
        with suppress(KnownError, OSError):
            owner = header_of(path).vault_id
        if owner == ours:
            yield path


def _workspace(profile: Profile) -> Source:
    vault = profile.ports.vault()
    return Source(vault.path, vault.key)


def _printed() -> str:
    return tr("What either of you printed or exported is not reached.")


def _partner() -> str:
    return tr("If you use this pair on two laptops, the other one still has its copy.")
