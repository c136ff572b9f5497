"""The recovery phrase as it is printed: numbered words and what they are for, on one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from rm_desktop.domain.date_words import long_day
from rm_desktop.domain.words import tr

_COLUMNS = 3


def title() -> str:
    """Return the sheet's title; nothing on it says whose it is."""
    return tr("Recovery phrase for rm-desktop")


def sheet(words: Sequence[str], today: date) -> str:
    """Return the page."""
    rows = -(-len(words) // _COLUMNS)
    cells = "".join(f"<tr>{''.join(_cells(words, row, rows))}</tr>" for row in range(rows))
    why = tr(
        "These twelve words open your notes when this computer’s keyring or your passphrase is "
        "lost. Whoever has this paper can read everything, so keep it where you keep important "
        "papers, not beside the laptop and not as a photo."
    )
    how = tr(
        "To use it: on the page that asks for your key or passphrase, choose “I forgot it” or “Use "
        "the recovery phrase”, and type the words in their order."
    )
    made = tr("Made on {day}. A newer phrase replaces this one.", day=_day(today))
    return (
        f"<html><body style='margin:2cm'><h1>{escape(title())}</h1><p>{escape(why)}</p>"
        f"<table cellpadding='8' width='100%'>{cells}</table>"
        f"<p>{escape(how)}</p><p>{escape(made)}</p></body></html>"
    )


def _cells(words: Sequence[str], row: int, rows: int) -> list[str]:
    """Return one row; numbers run down the columns."""
    return [
        f"<td><big>{at + 1}.&nbsp;&nbsp;<b>{escape(words[at])}</b></big></td>"
        for at in range(row, len(words), rows)
    ]


def _day(today: date) -> str:
    return f"{long_day(today, today)} {today.year}"
