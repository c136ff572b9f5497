"""Everything on paper, as PDF.

For a worker with a profile of its own: documents that belong to no widget may be laid out there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.words import tr
from rm_desktop.services.export import Exported
from rm_desktop.services.paper import Sheet
from rm_desktop.system.whole_files import write_folder
from rm_desktop.ui.printing import ENDING, pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

PDF = "pdf"


def export_paper(sheets: Sequence[Sheet], to: Path) -> Exported:
    """Write sheets into a folder.

    Raises:
        KnownError: there is nothing to export, or it cannot be written; nothing is left behind.
    """
    if not sheets:
        raise BadInputError(
            tr("There is no session held yet to put on paper."),
            tr("Markdown or JSON take along what is planned; nothing was written."),
        )
    write_folder(to, {each.name: pdf(each.page, each.title) for each in sheets})
    return Exported(to, 1, len(sheets))


__all__ = ["ENDING", "PDF", "export_paper"]
