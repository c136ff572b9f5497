"""What a damaged profile still holds, in new vaults beside it, and what is missing, by name.

A text is whole, or it is named: one whose changes have a hole is kept up to there and marked, one
that may lack its last words is named as such. The damaged files are only read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.pieces import PutTogether, put_together
from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.backups import read_name
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.errors import BadInputError, DamagedError, KnownError
from rm_desktop.domain.journal import PageKind, page_from_plain
from rm_desktop.domain.pair import notes_id
from rm_desktop.domain.words import tr
from rm_desktop.services import projection
from rm_desktop.services.page_rows import page_row, page_words
from rm_desktop.services.rebuild import read_pair, rebuild
from rm_desktop.services.salvage_report import Fate, Named, Report, Salvaged
from rm_desktop.services.salvage_spaces import share_on
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.anew import write_anew
from rm_desktop.vault.cipher import disk_error
from rm_desktop.vault.contents import header_of
from rm_desktop.vault.header import Header, read_header
from rm_desktop.vault.pieces import Hint, Piece, hints, pieces, unindexed
from rm_desktop.vault.salvage import Rescued, rescue
from rm_desktop.vault.vault import Vault

if TYPE_CHECKING:
    from rm_desktop.vault.backup import Source

SALVAGED = "salvaged"


def salvage_vault(path: Path, key: bytes, to: Path) -> list[str]:
    """Write what can be read of one vault into a folder; return what came of it in sentences."""
    from rm_desktop.vault.backup import Source

    return list(salvage(path.parent, to, [Source(path, key)]).sentences())


def salvage(root: Path, to: Path, sources: Sequence[Source]) -> Report:
    """Write what can be read of these vaults into a folder; raises `KnownError`."""
    _check(to, sources)
    copies = _copies(ProfilePaths(root).backups)
    done, left = list[Salvaged](), dict[str, str]()
    for source in sources:
        try:
            done.append(_salvage(source, to, copies))
        except DamagedError as error:
            left[source.path.name] = str(error)
    return Report(tuple(done), left)


def _check(to: Path, sources: Sequence[Source]) -> None:
    try:
        to.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise disk_error(error) from error
    if any((to / source.path.name).exists() for source in sources):
        raise BadInputError(
            tr("There are notes in {folder} already.", folder=to),
            tr("Choose a new or an empty folder; nothing was written."),
        )


def _copies(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if read_name(path.name)]


def _salvage(source: Source, to: Path, copies: Sequence[Path]) -> Salvaged:
    mine = [path for path in copies if path.name.startswith(f"{source.name}-")]
    header = _header(source, mine)
    target = to / source.path.name
    rescued = rescue(source.path, source.key, to / f"{target.name}.scratch", mine)
    write_anew(target, source.key, header, rescued)
    vault = Vault.open(target, source.key)
    try:
        with vault.transaction():
            is_private = source.name == "private"
            documents = _Rescuer(vault, rescued, is_private=is_private).work()
            mended = {each.id for each in documents if each.is_mended}
            alone = [] if is_private else share_on(vault, rescued, mended)
            report = [[each.kind, each.title, each.at, each.fate] for each in documents]
            vault.put_settings("app", {SALVAGED: [e for e in report if e[3] != Fate.WHOLE]})
    finally:
        vault.close()
    uncertain = {"prompt", "setting"} - rescued.whole
    if rescued.unseen:
        uncertain |= {"document", "change"} - rescued.whole
    return Salvaged(
        source.name,
        target,
        rescued.pages,
        rescued.bad_pages,
        rescued.lost_log,
        tuple(documents),
        tuple(sorted(uncertain)),
        tuple(each for each in documents if each.id in alone),
    )


def _header(source: Source, copies: Sequence[Path]) -> Header:
    """Return the vault's header, or that of a copy with the same key if its own is gone."""
    try:
        header = read_header(source.path)
        header.verify(source.key)
        return header
    except DamagedError:
        for copy in reversed(copies):
            try:
                header = header_of(copy)
                header.verify(source.key)
            except KnownError:
                continue
            return header
        raise


class _Rescuer:
    """Puts the pieces of one vault together and judges each."""

    def __init__(self, vault: Vault, rescued: Rescued, *, is_private: bool) -> None:
        self._vault = vault
        self._rescued = rescued
        self._is_private = is_private
        self._hints = hints(rescued)
        self._of_document: dict[str, list[Hint]] = {}
        for hint in self._hints:
            self._of_document.setdefault(_document_of(hint), []).append(hint)
        self._unindexed = unindexed(rescued)
        self._unseen = rescued.unseen  # who has a change after it lacks none before
        self._documents: list[Named] = []

    def work(self) -> list[Named]:
        """Store every document and make its lists anew; return what became of each."""
        for piece in pieces(self._rescued):
            if self._kind(piece) == "pair":
                self._pair(piece)
            else:
                self._text(piece)
        self._lost_unseen()
        for pair in self._vault.documents("pair"):
            rebuild(read_pair(pair, self._vault), self._vault)
        return self._documents

    # -- texts ------------------------------------------------------------------------------

    def _text(self, piece: Piece) -> None:
        built = put_together(filter(None, (piece.snapshot, *piece.updates)))
        document = TextDocument(piece.id, built.snapshot)
        hint = self._hint(piece.id)
        fate = self._judge(piece, built, document, hint)
        if fate in (Fate.PARTLY, Fate.LOST):
            fate = self._mend(document, hint, is_lost=fate == Fate.LOST)
        self._name(piece.id, hint, fate)
        if fate != Fate.LOST:
            self._keep(piece.id, "text", document)
            self._index(document, hint)

    def _judge(
        self, piece: Piece, built: PutTogether, document: TextDocument, hint: Hint | None
    ) -> Fate:
        if built.is_empty:  # nothing was written yet, or nothing is left
            is_whole = piece.kind and not piece.missing and not self._unseen
            return Fate.WHOLE if is_whole else Fate.LOST
        if piece.missing or not built.is_whole:
            return Fate.PARTLY
        if piece.end >= self._unseen or self._says_the_same(document, hint):
            return Fate.WHOLE
        return Fate.UNSURE

    def _says_the_same(self, document: TextDocument, hint: Hint | None) -> bool:
        """Tell whether lists and search, written with the last words, know nothing else."""
        if hint is None or not (hint.is_sure and self._is_indexed(document.id)):
            return False
        about = not self._is_private or _plain(hint.body) == document.about
        return about and hint.words == document.text

    def _is_indexed(self, ident: str) -> bool:
        return self._unindexed is not None and ident not in self._unindexed

    def _mend(self, document: TextDocument, hint: Hint | None, *, is_lost: bool) -> Fate:
        """Take the words the search knew, or mark where those that are left end."""
        if (
            hint is not None
            and hint.words is not None
            and (is_lost or self._is_indexed(document.id))
        ):
            if self._is_private and (is_lost or not document.about):
                document.set_about(_plain(hint.body))
            document.splice(0, document.length, hint.words)
            document.commit()
            return Fate.FROM_SEARCH
        if is_lost:
            return Fate.LOST
        document.splice(document.length, 0, "\n\n" + tr("[The rest of this text was damaged.]"))
        document.commit()
        return Fate.PARTLY

    def _index(self, document: TextDocument, hint: Hint | None) -> None:
        """Make the lists of a private page anew; notes of a topic follow with their pair."""
        if not self._is_private:
            return
        page = page_from_plain(document.id, document.about or (_plain(hint.body) if hint else {}))
        words = () if page.binned_at else (page_words(page, document.text),)
        row = page_row(page, document.text)
        self._vault.write(document.id, kind="text", items=(row,), texts=words)

    # -- pairs ------------------------------------------------------------------------------

    def _pair(self, piece: Piece) -> None:
        built = put_together(filter(None, (piece.snapshot, *piece.updates)))
        document = PairDocument(piece.id, built.snapshot)
        rows = projection.project(document.pair, projection.everything(document.pair)).items
        now = {(str(row.kind), row.id): row.body for row in rows}
        then = {
            (hint.kind, hint.id): hint
            for hint in self._hints
            if hint.document == piece.id and hint.kind != Kind.NOTES
        }
        same = now == {key: hint.body for key, hint in then.items() if hint.is_sure}
        fate = Fate.WHOLE if piece.end >= self._unseen or same else Fate.UNSURE
        if piece.missing or not built.is_whole:
            fate = Fate.PARTLY
        if built.is_empty:
            fate = Fate.LOST
        names = [hint.title for hint in then.values() if hint.kind == Kind.MEMBER]
        self._documents.append(Named(piece.id, Kind.PAIR, " – ".join(names), 0, fate))
        if fate != Fate.LOST:
            self._keep(piece.id, "pair", document)
        if fate != Fate.WHOLE:
            gone = [hint for key, hint in then.items() if key not in now and hint.title]
            self._documents += [
                Named(hint.id, hint.kind, hint.title, hint.at, Fate.LOST) for hint in gone
            ]

    # -- both -------------------------------------------------------------------------------

    def _kind(self, piece: Piece) -> str:
        """Tell what a document is whose row may be lost."""
        if piece.kind:
            return piece.kind
        if self._is_private or piece.id in self._of_document:
            return "text"
        if any(hint.document == piece.id for hint in self._hints):
            return "pair"
        built = put_together(filter(None, (piece.snapshot, *piece.updates)))
        return "text" if TextDocument(piece.id, built.snapshot).text else "pair"

    def _keep(self, ident: str, kind: str, document: TextDocument | PairDocument) -> None:
        snapshot = document.snapshot()
        with self._vault.transaction():
            if kind == "pair":
                seq = self._vault.write(ident, updates=(snapshot,))
            else:
                seq = self._vault.write(ident, kind="text", updates=(snapshot,))
            self._vault.compact(ident, snapshot, seq)
        if self._documents and self._documents[-1].fate == Fate.WHOLE:
            for row in self._rescued.rows.get("version", {}).values():
                if row[0] == ident:
                    self._vault.add_version(ident, row[1], row[2])

    def _hint(self, ident: str) -> Hint | None:
        found = self._of_document.get(ident, [])
        return max(found, key=lambda hint: hint.words is not None) if found else None

    def _name(self, ident: str, hint: Hint | None, fate: Fate) -> None:
        kind = hint.kind if hint else (PageKind.ENTRY if self._is_private else Kind.NOTES)
        title, at = (hint.title, hint.at) if hint else ("", 0)
        if hint is not None and hint.kind == Kind.NOTES:
            topic = (h for h in self._hints if h.kind == Kind.ITEM and h.id == hint.id)
            title = next((h.title for h in topic), title)
        self._documents.append(Named(ident, kind, title, at, fate))

    def _lost_unseen(self) -> None:
        """Name texts of which nothing but their row in a list is left, with their words if any."""
        known = {each.id for each in self._documents}
        for ident in self._of_document:
            if ident and ident not in known:
                self._text(Piece(ident, "text", None, (), 0, 1))


def _document_of(hint: Hint) -> str:
    """Return the text a row tells of; rows of a pair's own document are told with the pair."""
    if hint.kind == Kind.NOTES:
        return notes_id(hint.id)
    return hint.document if hint.kind in set(PageKind) else ""


def _plain(body: str) -> dict[str, object]:
    try:
        plain = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return plain if isinstance(plain, dict) else {}
