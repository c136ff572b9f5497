"""A private entry, or all that is about its session, saved outside the vault: after the passphrase.

Markdown and JSON can be read in again, PDF is to look at; the name of the file says which it is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.private.asked import ask_passphrase
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.screen import Context

if TYPE_CHECKING:
    from rm_desktop.services.open_page import OpenPage

_PDF = ".pdf"


def save_entry(window: QWidget, context: Context, page: OpenPage) -> None:
    """Save the entry that is open as a file."""
    _ask(window, context, tr("Take this entry out of its vault?"), partial(_save, context, page.id))


def save_session(window: QWidget, context: Context, session: str) -> None:
    """Save the private pages about a session into a new folder."""
    title = tr("Take what is about this session out of its vault?")
    _ask(window, context, title, partial(_save_all, context, session))


def _ask(window: QWidget, context: Context, title: str, then: Callable[[], object]) -> None:
    ask_passphrase(
        window,
        context,
        then,
        title=title,
        sentence=tr(
            "The file will not be encrypted: whoever can open it can read it. Keep it where only "
            "you can reach it."
        ),
        words=tr("Save a copy"),
    )


def _save(context: Context, ident: str) -> None:
    from rm_desktop.services.journal_export import copy_name

    page = context.desk.journal.open(ident)
    if page is None:
        return
    patterns = tr("Markdown (*.md);;JSON (*.json);;PDF (*.pdf)")
    to = context.dialogs.pick_save(tr("Save a copy"), copy_name(page.page), patterns)
    if to is None or not door_of(context).is_open:  # it was locked while one looked for a folder
        return
    saved = _saved_pdf if to.suffix.lower() == _PDF else _saved_text
    if context.attempt(partial(saved, context, page, to)):
        context.say(tr("Saved: {name}", name=to.name), "", None)


def _saved_text(context: Context, page: OpenPage, to: Path) -> bool:
    from rm_desktop.services.journal_export import export_page

    context.profile.settle()
    now = context.profile.local_now().replace(tzinfo=None)
    export_page(context.profile.private.vault(), page.id, to, now)
    return True


def _saved_pdf(_context: Context, page: OpenPage, to: Path) -> bool:
    from rm_desktop.services.journal_print import journal_html
    from rm_desktop.system.whole_files import write_file
    from rm_desktop.ui.printing import pdf

    write_file(to, pdf(journal_html([(page.page, page.text)]), page.page.title or tr("Entry")))
    return True


def _save_all(context: Context, session: str) -> None:
    parent = context.dialogs.pick_folder(tr("Where should the copy go?"))
    if parent is None or not door_of(context).is_open:
        return
    now = context.profile.local_now().replace(tzinfo=None)
    to = parent / tr("Private pages {moment}", moment=f"{now:%Y-%m-%d %H-%M-%S}")
    if context.attempt(partial(_saved_all, context, session, to)):
        context.say(tr("Saved: {name}", name=to.name), "", None)


def _saved_all(context: Context, session: str, to: Path) -> bool:
    from rm_desktop.services.export_form import Form
    from rm_desktop.services.journal_export import export_journal

    context.profile.settle()
    now = context.profile.local_now().replace(tzinfo=None)
    export_journal(context.profile.private.vault(), to, Form.MARKDOWN, now, session)
    return True
