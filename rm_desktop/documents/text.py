"""The document of one long text: UTF-16 splices in, update bytes and splices of others out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

import loro

from rm_desktop.documents.arrivals import Arrivals
from rm_desktop.documents.guard import DocumentError, guard, weakly

_TYPING = "typing"
#: What is known about a text changes beside its words, and is not undone with them.
_ABOUT = "about"
#: An undo step is at least this long, in seconds, and goes on to the end of its word.
UNDO_STEP = 1.0
#: No place in a text takes more bytes.
MOST_CURSOR = 64
#: How positions are counted.
_UTF16, _CODE_POINTS = loro.PositionType.Utf16, loro.PositionType.Unicode
#: For Loro, which ends steps after a time alone, in milliseconds: never, and at once.
_GO_ON, _BEGIN = 2**40, 0


@dataclass(frozen=True, slots=True)
class Splice:
    """Replace `removed` UTF-16 units at `at` by `inserted`; positions are Qt's."""

    at: int
    removed: int
    inserted: str


Listener = Callable[[tuple[Splice, ...]], None]


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units, which is how Qt counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


class TextDocument:
    """One text that two people may edit at once.

    A splice is in the text at once; `commit` ends a typing batch and hands out what to store.
    """

    def __init__(self, ident: str, snapshot: bytes = b"", updates: Iterable[bytes] = ()) -> None:
        """Load what the vault holds; a new text starts empty."""
        self.id = ident
        self._doc = loro.LoroDoc()
        self._text = self._doc.get_text("text")
        self._about = self._doc.get_map(_ABOUT)
        self._arrivals = Arrivals(self._doc)
        for blob in (snapshot, *updates):
            if blob:
                self._arrivals.take(blob)
        self._undo = loro.UndoManager(self._doc)
        self._undo.add_exclude_origin_prefix(_ABOUT)
        self._undo.set_merge_interval(_BEGIN)
        self._step_began = monotonic()
        self._word_end = -1  # where a word is being typed, -1 if none is
        self._pending: list[bytes] = []
        self._deltas: list[Any] = []
        self._listeners: list[Listener] = []
        self._subscriptions = (
            self._doc.subscribe_local_update(weakly(self._keep)),
            self._text.subscribe(weakly(self._on_event)),
        )

    @property
    def text(self) -> str:
        """The whole text."""
        return str(guard(self._text.to_string))

    @property
    def length(self) -> int:
        """The length in UTF-16 units."""
        return int(guard(lambda: self._text.len_utf16))

    def slice(self, start: int, end: int) -> str:
        """Return the text between two UTF-16 positions."""
        return str(guard(self._text.slice_utf16, start, end))

    def cursor(self, at: int) -> bytes:
        """Return a place in the text that stays right while others type, as some twenty bytes.

        It is tied to the character before it: what others write at it comes behind it.
        """
        place = self._counted(at, _UTF16, _CODE_POINTS)
        if place == 0:  # only an empty text has a place that is its beginning for good
            empty = loro.LoroDoc().get_text("text")
            return bytes(guard(empty.get_cursor, 0, loro.Side.Left).encode())
        return bytes(guard(self._text.get_cursor, place - 1, loro.Side.Right).encode())

    def position(self, cursor: bytes) -> int | None:
        """Return where a place is now; None while we have not what it is tied to, or for no place.

        Whoever sent it may mean harm: it is looked at only if it is short and of this text.
        """
        if len(cursor) > MOST_CURSOR:
            return None
        try:
            place = guard(loro.Cursor.decode, cursor)
            if place.container != self._text.id:
                return None
            found = guard(self._doc.get_cursor_pos, place).current
            behind = place.id is not None and found.side == loro.Side.Right
            return self._counted(found.pos + behind, _CODE_POINTS, _UTF16)
        except DocumentError:
            return None

    def _counted(self, at: int, kind: loro.PositionType, wanted: loro.PositionType) -> int:
        """Return a position as it is counted otherwise."""
        text: Any = self._text  # the library's own list of names lacks this one
        return int(guard(text.convert_pos, at, kind, wanted))

    def splice(self, at: int, removed: int, inserted: str) -> None:
        """Replace a stretch of the text; counts are UTF-16 units."""
        self._part_steps(at, removed, inserted)
        if removed:
            guard(self._text.delete_utf16, at, removed)
        if inserted:
            guard(self._text.insert_utf16, at, inserted)
        # After a real edit only: on an empty transaction the origin would stick to the next one.
        if removed or inserted:
            self._doc.set_next_commit_origin(_TYPING)

    @property
    def about(self) -> dict[str, Any]:
        """What is known about the text: plain values by name."""
        return dict(guard(self._about.get_deep_value))

    def set_about(self, values: Mapping[str, Any]) -> None:
        """Note what is known about the text; the next `commit` hands it out with the typing."""
        known = self.about
        news = {name: value for name, value in values.items() if known.get(name) != value}
        if not news:
            return
        self._commit()
        for name, value in news.items():
            guard(self._about.insert, name, value)
        self._doc.set_next_commit_origin(_ABOUT)
        guard(self._doc.commit)

    @property
    def mark(self) -> bytes:
        """The present state's name, for `text_at`; what is pending is committed first."""
        self._commit()
        frontiers = guard(lambda: self._doc.oplog_frontiers)
        return bytes(guard(frontiers.encode))

    def text_at(self, mark: bytes) -> str:
        """Return the text as it was at a mark; raises `DocumentError` for one that is not ours."""
        frontiers = guard(loro.Frontiers.decode, mark)
        return str(guard(lambda: self._doc.fork_at(frontiers).get_text("text").to_string()))

    def texts_at(self, marks: Iterable[bytes]) -> list[str | None]:
        """Return the text at several marks (0.03 ms each); None for one that is not ours."""
        self._commit()
        other = guard(self._doc.fork)
        return [_text_at(other, mark) for mark in marks]

    def rewrite(self, splices: Iterable[Splice]) -> None:
        """Make an edit that nobody typed: one step of undo, and the listeners hear of it.

        Each splice counts from what the ones before have left.
        """
        self._commit()
        self._begin_step()
        before = self.text
        for splice in splices:
            if splice.removed:
                guard(self._text.delete_utf16, splice.at, splice.removed)
            if splice.inserted:
                guard(self._text.insert_utf16, splice.at, splice.inserted)
        self._commit()
        self._begin_step()
        self._tell(before)

    def clear(self) -> None:
        """Empty the text, so that a later shallow copy no longer holds it."""
        if self.length:
            self.splice(0, self.length, "")

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear of every change that did not come in through `splice`; return how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def commit(self) -> list[bytes]:
        """End the typing batch; return the updates to store, none if nothing was typed."""
        self._commit()
        pending, self._pending = self._pending, []
        return pending

    def merge(self, updates: Iterable[bytes]) -> None:
        """Take in what another copy of this text wrote and tell the listeners."""
        before = self.text
        for update in updates:
            self._arrivals.take(update)
        self._tell(before)

    def can_undo(self) -> bool:
        """Tell whether there is typing of this process to take back."""
        return bool(guard(self._doc.get_pending_txn_len)) or guard(self._undo.can_undo)

    def can_redo(self) -> bool:
        """Tell whether something taken back can be done again."""
        return bool(guard(self._undo.can_redo))

    def undo(self) -> None:
        """Take back the latest stretch of own typing."""
        self._step(self._undo.undo)

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._step(self._undo.redo)

    @property
    def early(self) -> list[bytes]:
        """Updates of others that wait for what they build on; no snapshot holds them."""
        return self._arrivals.early

    def joined(self, updates: Sequence[bytes]) -> bytes:
        """Return one update that says what several of this document say."""
        return self._arrivals.joined(updates)

    def snapshot(self) -> bytes:
        """Return the whole document; what is pending is committed first."""
        return bytes(guard(self._doc.export, loro.ExportMode.Snapshot()))

    def _step(self, step: Callable[[], bool]) -> None:
        self._commit()
        before = self.text
        guard(step)
        self._begin_step()
        self._tell(before)

    def _commit(self) -> None:
        if guard(self._doc.get_pending_txn_len):
            guard(self._doc.commit)
            self._undo.set_merge_interval(_GO_ON)

    def _begin_step(self) -> None:
        """Let what is typed from now on be taken back by itself."""
        self._undo.set_merge_interval(_BEGIN)
        self._step_began, self._word_end = monotonic(), -1

    def _part_steps(self, at: int, removed: int, inserted: str) -> None:
        """Begin a new undo step if the present one is long enough and no word is cut by it."""
        goes_on = at + removed == self._word_end and (not inserted or _is_in_word(inserted))
        if not goes_on and monotonic() - self._step_began > UNDO_STEP:
            self._commit()
            self._begin_step()
        in_word = not inserted or _is_in_word(inserted)
        self._word_end = at + units(inserted) if in_word else -1

    def _keep(self, update: bytes) -> bool:
        self._pending.append(bytes(update))
        return True

    def _on_event(self, event: loro.DiffEvent) -> None:
        """Note the deltas of others; own typing is already on screen. Never raises."""
        if event.triggered_by == loro.EventTriggerKind.Local and event.origin == _TYPING:
            return
        for container in event.events:
            if isinstance(container.diff, loro.Diff.Text):
                self._deltas.append(container.diff.diff)

    def _tell(self, before: str) -> None:
        deltas, self._deltas = self._deltas, []
        for delta in deltas:
            splices, before = _splices(before, delta)
            for listener in tuple(self._listeners):
                listener(splices)


def _text_at(doc: loro.LoroDoc, mark: bytes) -> str | None:
    try:
        guard(doc.checkout, guard(loro.Frontiers.decode, mark))
        return str(guard(doc.get_text("text").to_string))
    except DocumentError:
        return None


def _is_in_word(typed: str) -> bool:
    """Tell whether what came in at once is one letter of a word."""
    return len(typed) == 1 and (typed.isalnum() or typed in "'’-_")


def _splices(old: str, delta: Iterable[Any]) -> tuple[tuple[Splice, ...], str]:
    """Return a delta in code points as splices in UTF-16 units, and the text after it."""
    done: list[str] = []
    splices: list[Splice] = []
    at = cursor = 0
    for step in delta:
        if isinstance(step, loro.TextDelta.Retain):
            kept = old[cursor : cursor + step.retain]
            cursor += step.retain
            at += units(kept)
            done.append(kept)
        elif isinstance(step, loro.TextDelta.Insert):
            splices.append(Splice(at, 0, step.insert))
            at += units(step.insert)
            done.append(step.insert)
        elif isinstance(step, loro.TextDelta.Delete):
            gone = old[cursor : cursor + step.delete]
            cursor += step.delete
            splices.append(Splice(at, units(gone), ""))
    return tuple(splices), "".join(done) + old[cursor:]
