"""A pasted list as topics: plain lines, Markdown, or the bullets of an e-mail.

Where there are bullets, they are the topics, with the lines they were wrapped into; what lies
deeper goes into the notes of its topic; everything else (greetings, headings, signatures) is left
out, and said so. Where there are none, every line is a topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.text import (
    NOTE_LIMIT,
    PASTE_LIMIT,
    TITLE_LIMIT,
    check_length,
    one_line,
    storable,
)
from rm_desktop.domain.topic_line import plain_title, split_minutes
from rm_desktop.domain.words import tr, trn

ITEM_LIMIT = 200

_QUOTED = re.compile(r"(?:[ \t]{0,3}>)+ ?")
_SIGNATURE = "--"
_NOISE = re.compile(r"(?:[-*_=] ?){3,}|[`~]{3}.*")
_BULLET = re.compile(r"(?:[-*+•◦▪‣·●○∙►–—]|[☐☑☒]|\(?\d{1,3}[.)]|[A-Za-z]\)|\[[ xX]?\])(?:\s+|$)")
_HEADING = re.compile(r"#{1,6}(?:\s+|$)")
_TAB = 4
#: From this indentation on, relative to the topics, a line belongs to the topic above it.
_DEEPER = 2
#: A line at least this long was probably broken by a mail program: the next one belongs to it.
_WRAPPED = 55


@dataclass(frozen=True, slots=True)
class PastedItem:
    """A topic to be; `notes` holds what lay below it, and the whole of a title that was cut."""

    title: str
    minutes: int | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class PastedList:
    """What a paste gives, and the lines of it that were left out."""

    items: tuple[PastedItem, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """One line without its quotation marks; `text` is empty for a blank one.

    `bullet` is the length of the sign before the text, 0 if there is none.
    """

    text: str
    quoted: int
    indent: int
    bullet: int


@dataclass(slots=True)
class _Draft:
    """A topic while it is being gathered: each part is a run of lines that belong together.

    `margin` is the indentation of its first note.
    """

    title: list[str]
    notes: list[list[str]] = field(default_factory=list)
    margin: int = 0

    def begin_note(self, line: _Line) -> list[str]:
        """Add a run for a line below the topic, as deep as it stands under the first one."""
        if not self.notes:
            self.margin = line.indent
        elif not line.bullet:
            self.notes.append([])
        sign = "- " if line.bullet else ""
        depth = max(0, (line.indent - self.margin) // _DEEPER)
        run = ["  " * depth + sign + line.text[line.bullet :]]
        self.notes.append(run)
        return run


def read_list(text: str) -> PastedList:
    """Return the topics in a pasted text; `BadInputError` refuses one that is far too long."""
    if len(text) > PASTE_LIMIT:
        raise BadInputError(
            tr("What you pasted is too long to be a list of topics."),
            tr("Nothing was changed. Paste up to {most} characters.", most=f"{PASTE_LIMIT:,}"),
        )
    lines, ignored = _without_signatures(_lines(text))
    if any(line.bullet for line in lines):
        drafts, left_out = _bullets(lines)
        ignored = [*left_out, *ignored]
    else:
        drafts = list(_plain_lines(lines))
    if len(drafts) > ITEM_LIMIT:
        raise BadInputError(
            trn("This list has {n} topic.", "This list has {n} topics.", len(drafts)),
            tr("Nothing was changed. Paste up to {most} at a time.", most=ITEM_LIMIT),
        )
    items = map(_item, drafts)
    return PastedList(tuple(item for item in items if item.title), tuple(ignored))


def _lines(text: str) -> Iterator[_Line]:
    for raw in storable(text).split("\n"):
        quote = _QUOTED.match(raw)
        line = (raw[quote.end() :] if quote else raw).expandtabs(_TAB)
        content = line.strip()
        if content and _NOISE.fullmatch(content):
            continue
        sign = _BULLET.match(content)
        if sign and sign.end() == len(content):
            continue
        yield _Line(
            content,
            quote[0].count(">") if quote else 0,
            len(line) - len(line.lstrip()),
            sign.end() if sign else 0,
        )


def _without_signatures(lines: Iterable[_Line]) -> tuple[list[_Line], list[str]]:
    """Part the lines from signatures, which reach to where the quoting changes."""
    kept: list[_Line] = []
    left_out: list[str] = []
    signed: int | None = None
    for line in lines:
        if signed is not None and line.quoted == signed:
            left_out += [line.text] if line.text else []
        elif line.text == _SIGNATURE and kept:
            signed = line.quoted
        else:
            signed = None
            kept.append(line)
    return kept, left_out


def _plain_lines(lines: Iterable[_Line]) -> Iterator[_Draft]:
    for line in lines:
        text = _HEADING.sub("", line.text, count=1)
        if text:
            yield _Draft([text])


def _bullets(lines: Iterable[_Line]) -> tuple[list[_Draft], list[str]]:
    """Gather bullets with what belongs to them; return the other lines apart."""
    drafts: list[_Draft] = []
    ignored: list[str] = []
    top = 0
    #: the run of lines that the next one may continue, and the line before it
    run: list[str] | None = None
    previous = _Line("", 0, 0, 0)
    for line in lines:
        deeper = bool(drafts) and line.indent >= top + _DEEPER
        adjoining = bool(previous.text) and previous.quoted == line.quoted
        if line.bullet and not deeper:
            top = line.indent
            run = [line.text[line.bullet :]]
            drafts.append(_Draft(run))
        elif line.bullet or (line.text and deeper and not (run and adjoining)):
            run = drafts[-1].begin_note(line)
        elif run and adjoining and _continues(previous, line, deeper=deeper):
            run.append(line.text)
        elif line.text:
            run = None
            ignored.append(line.text)
        previous = line
    return drafts, ignored


def _continues(previous: _Line, line: _Line, *, deeper: bool) -> bool:
    """Tell whether a line without a sign is the rest of the one above it."""
    wrapped = len(previous.text) + previous.indent >= _WRAPPED
    return bool(line.text) and (deeper or (wrapped and not _HEADING.match(line.text)))


def _item(draft: _Draft) -> PastedItem:
    words, minutes = split_minutes(plain_title(" ".join(draft.title)))
    notes = [" ".join(run) for run in draft.notes]
    if len(words) > TITLE_LIMIT:
        notes = [words, "", *notes] if notes else [words]
    kept = check_length(tr("What belongs to one topic"), "\n".join(notes), NOTE_LIMIT)
    return PastedItem(one_line(words), minutes, kept)
