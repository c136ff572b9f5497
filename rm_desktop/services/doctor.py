"""What *doctor* finds out about a profile. Counts and states only, never a word of anybody's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rm_desktop.domain.words import tr, trn
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.header import Header, read_header

if TYPE_CHECKING:
    from rm_desktop.domain.pair import Pair
    from rm_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Report:
    """A profile looked through; `damage` is in SQLite's words, `differing` counts rows.

    `pages` counts private pages; None where there are none or where they are locked.
    """

    folder: str
    vault_id: str
    keyring: str
    passphrase: bool
    schema: str
    current: bool
    damage: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    compared: int = 0
    differing: int = 0
    rebuilt: int = 0
    pages: int | None = None
    locked: bool = False

    @property
    def sound(self) -> bool:
        """Tell whether there is nothing to worry about."""
        return not self.damage and not self.differing

    def plain(self) -> dict[str, Any]:
        """Return the report as a JSON-ready mapping."""
        return {
            "sound": self.sound,
            "folder": self.folder,
            "vault": self.vault_id,
            "key": {"keyring": self.keyring, "passphrase": self.passphrase},
            "schema": {"revision": self.schema, "current": self.current},
            "integrity": list(self.damage),
            "counts": self.counts,
            "private": {"pages": self.pages, "locked": self.locked},
            "projection": {
                "compared": self.compared,
                "differing": self.differing,
                "rebuilt": self.rebuilt,
            },
        }

    def sentences(self) -> Iterator[str]:
        """Yield the report in words, a line each."""
        yield tr("Data folder: {folder}", folder=self.folder)
        yield tr("The header is sound.")
        if self.keyring:
            yield tr("The key fits; it is kept in “{keyring}”.", keyring=self.keyring)
        if self.passphrase:
            yield tr("The key fits; a passphrase opens it.")
        if not self.current:
            yield tr(
                "The tables are of revision {revision}; the app brings them up to date at its "
                "next start. Lists were not compared.",
                revision=self.schema,
            )
        else:
            yield tr("The tables are current (revision {revision}).", revision=self.schema)
        yield from self._of_damage()
        if self.current:
            yield self._of_counts()
            yield from self._of_pages()
            yield self._of_projection()

    def _of_pages(self) -> Iterator[str]:
        if self.pages is not None:
            yield trn("{n} private page.", "{n} private pages.", self.pages)
        if self.locked:
            yield tr("Your private pages are locked and were not looked at.")

    def _of_damage(self) -> Iterator[str]:
        if not self.damage:
            yield tr("Every page of the file can be read.")
            return
        yield tr(
            "The file is damaged. Restore a backup, or save what is left with --salvage --to DIR; "
            "neither changes the damaged file."
        )
        yield from (f"  {line}" for line in self.damage)

    def _of_counts(self) -> str:
        counts = self.counts
        return ", ".join(
            (
                trn("{n} pair", "{n} pairs", counts["pairs"]),
                trn("{n} session", "{n} sessions", counts["sessions"]),
                trn("{n} topic", "{n} topics", counts["topics"]),
                trn("{n} topic with notes", "{n} topics with notes", counts["notes"]),
                trn("{n} action", "{n} actions", counts["actions"]),
                trn("{n} prompt of your own.", "{n} prompts of your own.", counts["prompts"]),
            )
        )

    def _of_projection(self) -> str:
        if self.rebuilt:
            return trn(
                "Lists and search were made anew from the documents: {n} row.",
                "Lists and search were made anew from the documents: {n} rows.",
                self.rebuilt,
            )
        if not self.differing:
            return tr("Lists and search agree with the documents.")
        return trn(
            "{n} row of lists and search differs from the documents; use --rebuild.",
            "{n} rows of lists and search differ from the documents; use --rebuild.",
            self.differing,
        )


def examine(
    root: Path, key: bytes, *, rebuild: bool = False, private: bytes | None = None
) -> Report:
    """Look a profile through; with `rebuild`, make its lists and search anew first.

    With the key of the private pages, these too.

    Raises the states of *Errors* where the vault cannot be read at all.
    """
    shared = _shared(root, key, rebuild=rebuild)
    path = ProfilePaths(root).private
    if private is None:
        return replace(shared, locked=path.exists())
    return _with_pages(shared, path, private, rebuild=rebuild)


def _shared(root: Path, key: bytes, *, rebuild: bool) -> Report:
    from rm_desktop.vault.backup import check
    from rm_desktop.vault.examine import is_current, schema

    path = ProfilePaths(root).workspace
    header = read_header(path)
    header.verify(key)
    revision = schema(path, key)
    damage = check(path, key)
    if not is_current(revision) or damage:
        return _report(root, header, revision, current=is_current(revision), damage=damage)
    return _compare(root, key, header, revision, rebuild=rebuild)


def _compare(root: Path, key: bytes, header: Header, revision: str, *, rebuild: bool) -> Report:
    from rm_desktop.services.rebuild import differences, read_pair
    from rm_desktop.services.rebuild import rebuild as make_anew
    from rm_desktop.vault.examine import indexed_words
    from rm_desktop.vault.vault import Vault

    path = ProfilePaths(root).workspace
    vault = Vault.open(path, key)
    try:
        pairs = [read_pair(ident, vault) for ident in vault.documents("pair")]
        rebuilt = sum(make_anew(pair, vault) for pair in pairs) if rebuild else 0
        words = indexed_words(path, key)
        compared = [differences(pair, vault, words) for pair in pairs]
        return _report(
            root,
            header,
            revision,
            current=True,
            counts=_counts(pairs, vault),
            compared=sum(total for total, _ in compared),
            differing=sum(len(wrong) for _, wrong in compared),
            rebuilt=rebuilt,
        )
    finally:
        vault.close()


def _with_pages(shared: Report, path: Path, key: bytes, *, rebuild: bool) -> Report:
    """Look the private pages through as well."""
    from rm_desktop.services import rebuild_pages
    from rm_desktop.vault.backup import check
    from rm_desktop.vault.examine import indexed_words, is_current, schema
    from rm_desktop.vault.vault import Vault

    read_header(path).verify(key)
    damage = check(path, key)
    if damage or not is_current(schema(path, key)):
        return replace(shared, damage=(*shared.damage, *damage), locked=True)
    vault = Vault.open(path, key)
    try:
        rebuilt = rebuild_pages.rebuild(vault) if rebuild else 0
        total, wrong = rebuild_pages.differences(vault, indexed_words(path, key))
        return replace(
            shared,
            compared=shared.compared + total,
            differing=shared.differing + len(wrong),
            rebuilt=shared.rebuilt + rebuilt,
            pages=len(vault.documents("text")),
        )
    finally:
        vault.close()


def _report(root: Path, header: Header, revision: str, *, current: bool, **found: Any) -> Report:
    return Report(
        folder=str(root),
        vault_id=header.vault_id,
        keyring=header.keyring.backend if header.keyring else "",
        passphrase=header.passphrase is not None,
        schema=revision,
        current=current,
        **found,
    )


def _counts(pairs: list[Pair], vault: Vault) -> dict[str, int]:
    return {
        "pairs": len(pairs),
        "sessions": sum(len(pair.sessions) for pair in pairs),
        "topics": sum(len(pair.items) for pair in pairs),
        "notes": len(vault.documents("text")),
        "actions": sum(len(pair.actions) for pair in pairs),
        "prompts": len(vault.prompts()),
    }
