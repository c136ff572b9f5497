"""Everything the pairs of a profile share, as files that need no app; private pages on asking.

Either way the result is one new folder, whole or not at all: Markdown has a folder per pair with a
file per session; JSON has a file per pair, complete enough to be read in again (its schema is in
`rm_desktop.exchange.pair_json`). Own prompts and packs lie beside them as packs like any other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.journal import Page
from rm_desktop.domain.prompts import Prompt
from rm_desktop.domain.words import tr, trn
from rm_desktop.exchange.file_names import FreeNames, file_name
from rm_desktop.exchange.held_pair import HeldPair
from rm_desktop.exchange.packs import Pack, PackFormat, write_pack
from rm_desktop.exchange.pair_json import pair_json
from rm_desktop.exchange.pair_markdown import pair_files
from rm_desktop.services.desk import Desk
from rm_desktop.services.export_form import README, Form
from rm_desktop.services.journal_export import journal_files, journal_form, read_pages
from rm_desktop.services.notes import read_notes
from rm_desktop.services.open_pair import OpenPair
from rm_desktop.services.profile import Profile
from rm_desktop.system.whole_files import write_folder

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

__all__ = ["README", "Exported", "Form", "export"]


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote, and where."""

    folder: Path
    pairs: int
    files: int

    @property
    def sentence(self) -> str:
        """Say it."""
        return trn(
            "{n} pair was exported to {folder}, {files} files.",
            "{n} pairs were exported to {folder}, {files} files.",
            self.pairs,
            folder=self.folder,
            files=self.files,
        )


def export(
    profile: Profile,
    to: Path,
    form: Form,
    pairs: Collection[str] = (),
    private: Vault | None = None,
) -> Exported:
    """Write pairs (all if none is named) into a folder that is new or empty.

    `private` is the open private vault, on a connection of the calling thread, if its owner has
    asked for private pages too and typed the passphrase for it.

    Raises:
        KnownError: there is nothing to export, or it cannot be written; nothing is left behind.
    """
    profile.settle()
    listed = [each.id for each in profile.pairs.listed() if not pairs or each.id in pairs]
    now = profile.local_now().replace(tzinfo=None)
    pages = list(read_pages(private)) if private else []
    if not listed and not pages:
        raise BadInputError(
            tr("There is no pair to export."), tr("Begin with one; nothing was written.")
        )
    files = dict(_files(profile, listed, form, now)) if listed else {}
    files |= _private_files(pages, form, now)
    files[README] = _readme(form, now, private=bool(pages))
    write_folder(to, {name: text.encode() for name, text in files.items()})
    return Exported(to, len(listed), len(files))


def _private_files(pages: list[tuple[Page, str]], form: Form, now: datetime) -> dict[str, str]:
    files = journal_files(pages, form, now) if pages else {}
    return files if form == Form.JSON else {f"{tr('Journal')}/{n}": t for n, t in files.items()}


def _files(
    profile: Profile, listed: Collection[str], form: Form, now: datetime
) -> Iterator[tuple[str, str]]:
    names = FreeNames()
    for taken in (README, tr("Journal"), tr("Journal") + ".json"):
        names.take(taken)
    for ident in listed:
        held = _held(profile, ident, now)
        name = file_name(held.title, ident)
        if form == Form.JSON:
            yield names.take(name, ".json"), pair_json(held)
            continue
        folder = names.take(name)
        for file, text in pair_files(held).items():
            yield f"{folder}/{file}", text
    yield from _prompts(_desk(profile, next(iter(listed))).prompts.own(), names)


def _desk(profile: Profile, ident: str) -> Desk:
    """Return a pair's own desk; the open one may be another."""
    ports = profile.ports
    owner = profile.pairs.owner(ident)
    opened = OpenPair(ident, owner, ports.vault, lambda: ports.now().wall_ms, lambda _: None)
    return Desk(opened, ports, lambda: profile.pages)


def _held(profile: Profile, ident: str, now: datetime) -> HeldPair:
    desk, vault = _desk(profile, ident), profile.ports.vault()
    pair = desk.open_pair.pair
    notes = ((item, read_notes(item, vault)) for item in pair.order)
    return HeldPair(
        pair=pair,
        owner=desk.open_pair.you,
        notes={item: text for item, text in notes if text},
        sessions=tuple(desk.summaries.of(session.id) for session in pair.in_order),
        agreement=desk.agreement.current,
        agreement_fields=desk.agreement.fields,
        exported=now,
    )


def _prompts(own: Collection[Prompt], names: FreeNames) -> Iterator[tuple[str, str]]:
    for pack in sorted({prompt.pack for prompt in own}):
        title = pack or tr("Our prompts")
        held = Pack(title, tuple(prompt for prompt in own if prompt.pack == pack))
        name = names.take(file_name(title, "prompts"), ".toml")
        yield name, write_pack(held, PackFormat.TOML).decode()


def _readme(form: Form, now: datetime, *, private: bool) -> str:
    parts = [
        tr("# Reverse mentoring: exported on {moment}", moment=f"{now:%Y-%m-%d %H:%M}"),
        tr(
            "This folder holds what each pair shares: members and purpose, objectives, the "
            "working agreement, sessions with topics, minutes, outcomes, shared notes, takeaways "
            "and actions, the backlog, and prompts of your own."
        )
        + " "
        + (_with_private() if private else tr("It holds nothing that only one person may read.")),
        tr("It is not encrypted: whoever can open these files can read them."),
        _forms()[form],
        *([journal_form(form)] if private else []),
    ]
    return "\n\n".join(parts) + "\n"


def _with_private() -> str:
    return tr("“Journal” holds your private pages, which nobody but you should read.")


def _forms() -> dict[Form, str]:
    return {
        Form.MARKDOWN: tr(
            "One folder per pair, one Markdown file per session, with facts between two lines of "
            "dashes at its head. Headings inside notes stand some levels deeper than they were "
            "typed. What lies in the bin is left out; a JSON export has it all."
        ),
        Form.JSON: tr(
            "One JSON file per pair (“format” and “version” at its head), complete: what lies in "
            "the bin is in it, marked by “binned_at”. Moments are milliseconds since 1970 in UTC. "
            "Shared notes stand under “notes” by topic, word for word."
        ),
    }
