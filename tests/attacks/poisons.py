"""What a partner with a valid key may put into updates: broken bytes, odd values, too much of all.

Sizes stay below those of an envelope, since larger ones are refused before anything is read.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from random import Random
from typing import Any

import loro

from rm_desktop.documents.guard import DocumentError, guard
from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.changes import Kind
from tests.attacks.blobs import mutated

HUGE, LOW = 2**63 - 1, -(2**63)
ROOTS = (
    *("members", "sessions", "items", "actions", "objectives", "marks", "passages", "charter"),
    *("timelines", "agreement", "order", "unheard-of"),
)
FIELDS = (
    *("title", "minutes", "session", "state", "leads", "text", "owner", "due", "starts", "zone"),
    *("ordinal", "name", "role", "binned_at", "closed_at", "every", "count", "purpose", "by"),
    *("draft", "versions", "signatures", "takeaways", "drawn_in", "id", "title~", "~", "x~y~z"),
    *("added_at", "done_at", "shared_at", "seen_at", "progress", "origin", "moved", "wants"),
)
ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, HUGE, LOW, 10**18, 1.5, float("nan"), float("inf"), "", "\x00"),
    *("\u202e\u2066\x1b[2J", "x" * 20_000, "9999-12-31T23:59", "-1", "../..", b"\xff\x00"),
    *([], [1], [1, "x"], [HUGE, "x"], [2, "x", {"a": HUGE}], [[[]]], {}, {"a": {"b": [None]}}),
)
EVENTS = ("started", "paused", "advanced", "extended", "adjusted", "slept", "closed", "x", 7, None)

#: One update, and the kind of document it is for.
Poison = tuple[str, bytes]


class Poisons:
    """Makes updates for a pair and a text, as they stand, by dice."""

    def __init__(self, dice: Random, pair: bytes) -> None:
        self.dice = dice
        self._pair = pair
        self._good = _good_ones(pair)

    def one(self) -> Poison:
        """Return an update, mostly a broken one."""
        luck = self.dice.random()
        if luck < 0.05:
            return "pair", self._odd_values()
        if luck < 0.1:
            return self.dice.choice(self._good)
        kind, blob = self.dice.choice(self._good)
        return kind, mutated(self.dice, blob)

    def _odd_values(self) -> bytes:
        """Write values of wrong types and sizes where the app reads something else."""
        return written(self._pair, self.scribble)

    def scribble(self, doc: loro.LoroDoc) -> None:
        dice = self.dice
        for _ in range(dice.randrange(1, 6)):
            root = dice.choice(ROOTS)
            with contextlib.suppress(DocumentError):  # something else is in that place already
                guard(self._scribble_at, doc, root, self._ident(doc, root))

    def _scribble_at(self, doc: loro.LoroDoc, root: str, ident: str) -> None:
        dice = self.dice
        match dice.randrange(6):
            case 0 if root != "order":
                doc.get_map(root).insert(ident, dice.choice(ODD))
            case 1 if root not in ("order", "timelines"):
                stored = doc.get_map(root).ensure_mergeable_map(ident)
                stored.insert(dice.choice(FIELDS), dice.choice(ODD))
            case 2 if root not in ("order", "timelines"):
                stored = doc.get_map(root).ensure_mergeable_map(ident)
                key = f"{dice.choice(FIELDS)}~{dice.choice(('a', 'b', ''))}"
                seen: Any = dice.choice(([], [0], [{}], [{"a": HUGE}], [{"a": "x"}], [7]))
                stored.insert(key, [dice.choice((1, 2, HUGE, -1, "x")), dice.choice(ODD), *seen])
            case 3:
                doc.get_movable_list("order").insert(0, dice.choice(ODD))
            case 4:
                line = doc.get_map("timelines").ensure_mergeable_list(ident)
                line.push(self._event())
            case _:
                doc.get_map(root).insert_container(ident, loro.LoroText())

    def _ident(self, doc: loro.LoroDoc, root: str) -> str:
        known = [] if root == "order" else list(doc.get_map(root).keys())
        made = ("charter", "draft", "", "a\x00b", "x" * 3_000, "\u202edi", "zz>$/..", "1~2")
        return self.dice.choice([*known, *known, *made])

    def _event(self) -> dict[str, Any]:
        dice = self.dice
        clocks = {
            name: dice.choice((0, 5, -1, HUGE, LOW, 10**18, "x", None, 1.5))
            for name in ("wall", "boot", "awake", "ms")
        }
        ident, item = dice.choice(("e1", "", 7, "e2")), dice.choice((None, "x", 7))
        return {"id": ident, "kind": dice.choice(EVENTS), "item": item, "boot_id": "x", **clocks}


def written(base: bytes, act: Callable[[loro.LoroDoc], None]) -> bytes:
    """Return the update that an act on a copy of a document makes, however odd."""
    doc = loro.LoroDoc()
    if base:
        doc.import_(base)
    before = doc.oplog_vv
    act(doc)
    doc.commit()
    return bytes(doc.export(loro.ExportMode.Updates(before)))


def _good_ones(pair: bytes) -> list[Poison]:
    document, found = PairDocument("p", pair), list[Poison]()
    for n in range(4):
        document.set_fields(Kind.ITEM, f"i{n}", "m", title=f"Topic {n}", minutes=5, session="s")
        document.place(f"i{n}", "i0" if n % 2 else "")
        document.set_fields(Kind.SESSION, f"s{n}", "m", ordinal=n, title="x")
        document.append_event("s1", {"id": f"e{n}", "kind": "started", "wall": 5})
        document.collect(Kind.MARK, "m1", "drawn", f"s{n}", value=True)
        document.set_agreement("versions", f"{n}", {"ordinal": n, "fields": {"why": "x"}})
        found += [("pair", update) for update in document.commit()[0]]
    document.purge(Kind.ITEM, "i2")
    found += [("pair", update) for update in document.commit()[0]]
    found += [("pair", update) for update in document.undo()[0]]
    found.append(("pair", document.snapshot()))
    with contextlib.suppress(DocumentError):  # what no pair that is shared is asked for
        found.append(("pair", document.present()))
    text = TextDocument("t")
    for words in ("hello ", "world 🙂 ", "x" * 300):
        text.splice(text.length, 0, words)
        found += [("text", update) for update in text.commit()]
    text.splice(2, 4, "zz")
    return found + [("text", update) for update in text.commit()] + [("text", text.snapshot())]


# -- too much of everything ------------------------------------------------------------------


def _huge_title(doc: loro.LoroDoc) -> None:
    for ident in doc.get_map("items").keys():  # noqa: SIM118 - no dict
        doc.get_map("items").ensure_mergeable_map(ident).insert("title~zz", [9, "x" * 3_000_000])


def _many_topics(doc: loro.LoroDoc) -> None:
    for n in range(60_000):
        doc.get_map("items").ensure_mergeable_map(f"t{n}").insert("title", "x")


def _long_order(doc: loro.LoroDoc) -> None:
    order = doc.get_movable_list("order")
    for n in range(200_000):
        order.insert(0, f"t{n % 7}")


def _many_events(doc: loro.LoroDoc) -> None:
    for ident in (*doc.get_map("sessions").keys(), "nowhere"):
        line = doc.get_map("timelines").ensure_mergeable_list(ident)
        for n in range(100_000):
            line.push({"id": str(n), "kind": "paused"})


def _many_cells(doc: loro.LoroDoc) -> None:
    for ident in (*doc.get_map("items").keys(), "one"):
        stored = doc.get_map("items").ensure_mergeable_map(ident)
        for n in range(50_000):
            stored.insert(f"title~{n}", [n, str(n), {"a": n}])


def _deep(doc: loro.LoroDoc) -> None:
    inner: Any = doc.get_map("agreement").insert_container("deep", loro.LoroMap())
    for _ in range(10_000):
        inner = inner.insert_container("d", loro.LoroMap())


def _deep_value(doc: loro.LoroDoc) -> None:
    value: Any = 1
    for _ in range(60):
        value = [value]
    for ident in (*doc.get_map("sessions").keys(), "s"):
        line = doc.get_map("timelines").ensure_mergeable_list(ident)
        line.push({"id": "deep", "kind": "paused", "item": value})


def _tombstones(doc: loro.LoroDoc) -> None:
    text = doc.get_text("text")
    for n in range(120_000):
        text.insert(n // 2, "x")
    text.delete(0, text.len_unicode)


def _scattered(doc: loro.LoroDoc) -> None:
    text, dice = doc.get_text("text"), Random(1)
    for n in range(150_000):
        text.insert(dice.randrange(n + 1), "ab")


def _long_text(doc: loro.LoroDoc) -> None:
    doc.get_text("text").insert(0, "\u202e" + "bidi \u2066" * 400_000)


def _many_hands(doc: loro.LoroDoc) -> None:
    for n in range(3_000):
        doc.peer_id = n + 1
        doc.get_text("text").insert(0, "x")
        doc.commit()


#: The kind of document each is for.
TOO_MUCH: dict[str, tuple[str, Callable[[loro.LoroDoc], None]]] = {
    "a title of 3 MB": ("pair", _huge_title),
    "60,000 topics": ("pair", _many_topics),
    "an order of 200,000": ("pair", _long_order),
    "100,000 timer events": ("pair", _many_events),
    "50,000 cells of a field": ("pair", _many_cells),
    "10,000 maps in each other": ("pair", _deep),
    "60 lists in each other": ("pair", _deep_value),
    "120,000 tombstones": ("text", _tombstones),
    "150,000 scattered words": ("text", _scattered),
    "a text of 2.8 million signs": ("text", _long_text),
    "3,000 hands": ("text", _many_hands),
}
