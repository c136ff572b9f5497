"""Everything on paper: a PDF for each session held, and the journal month by month on asking.

For a worker with a profile of its own: documents that belong to no widget may be laid out there.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.words import tr
from rm_desktop.exchange.file_names import FreeNames
from rm_desktop.services.export import Exported
from rm_desktop.services.profile import Profile
from rm_desktop.system.whole_files import write_folder
from rm_desktop.ui.printing import ENDING, pdf

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

PDF = "pdf"


def export_paper(profile: Profile, to: Path, private: Vault | None) -> Exported:
    """Write the records of the open pair, and private pages if their vault is given.

    Raises:
        KnownError: there is nothing to export, or it cannot be written; nothing is left behind.
    """
    names, files = FreeNames(), dict[str, bytes]()
    desk = profile.desk
    if desk is not None:
        for session in desk.open_pair.pair.closed:
            title = desk.summaries.file_title(session.id)
            files[names.take(title, ENDING)] = pdf(desk.summaries.page(session.id), title)
    for title, page in _months(private) if private else ():
        files[names.take(title, ENDING)] = pdf(page, title)
    if not files:
        raise BadInputError(
            tr("There is no session held yet to put on paper."),
            tr("Markdown or JSON take along what is planned; nothing was written."),
        )
    write_folder(to, files)
    return Exported(to, int(desk is not None), len(files))


def _months(private: Vault) -> list[tuple[str, str]]:
    """Return the journal as pages, one for each month and kind, without what lies in the bin."""
    from rm_desktop.exchange.journal_html import journal_html
    from rm_desktop.services.journal_export import read_pages

    pages = [each for each in read_pages(private) if not each[0].binned_at]
    pages.sort(key=lambda each: each[0].written)
    shown = []
    for month, of in groupby(pages, key=lambda each: each[0].written[:7]):
        title = tr("Journal {month}", month=month)
        shown.append((title, journal_html(of, title)))
    return shown
