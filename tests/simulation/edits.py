"""What people do to a pair and its notes, through the verbs that the services use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.text import Splice, TextDocument
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.pair import CHARTER_ID, Pair, notes_id, session_id
from tests.simulation.ledger import Deed, Fact

if TYPE_CHECKING:
    from tests.simulation.documents import Mirror

_WORDS = ("plan", "Mentör", "年度", "naïve", "🙂", "👩🏽‍💻", "\n", "– next", "a", " ")
_SHELVES = {Kind.ITEM: "items", Kind.ACTION: "actions", Kind.OBJECTIVE: "objectives"}
_MOST_SESSIONS = 4


@dataclass(slots=True)
class Hand:
    """A person at a keyboard: who it is, what their clock says, what they see."""

    dice: Random
    member: str
    wall: int
    pair: Pair
    facts: list[Fact] = field(default_factory=list)
    #: Texts that go with what was deleted for good.
    emptied: list[str] = field(default_factory=list)
    #: Nothing can be undone after this.
    quiet: bool = False

    def new_id(self) -> str:
        return f"{self.dice.getrandbits(48):012x}"

    def words(self) -> str:
        """Return something to type."""
        return "".join(self.dice.choices(_WORDS, k=self.dice.randrange(1, 5)))

    def session(self) -> str:
        """Return a session's id, or the backlog's."""
        number = self.dice.randrange(_MOST_SESSIONS + 1)
        return session_id("pair", number) if number else ""

    def one(self, kind: Kind, *, binned: bool = False) -> str:
        """Return the id of something that is there (or in the bin), "" if there is nothing."""
        shelf = getattr(self.pair, _SHELVES[kind])
        found = sorted(ident for ident, each in shelf.items() if bool(each.binned_at) == binned)
        return self.dice.choice(found) if found else ""

    def did(self, deed: Deed, shelf: str, ident: str) -> None:
        self.facts.append(Fact(deed, shelf, ident))


Edit = Callable[[Hand, PairDocument], None]


def add_item(hand: Hand, document: PairDocument) -> None:
    ident, session = hand.new_id(), hand.session()
    _ensure(hand, document, session)
    fields = {"title": hand.words(), "session": session, "added_at": hand.wall, "state": "open"}
    document.set_fields(Kind.ITEM, ident, hand.member, **fields)
    document.place(ident, hand.one(Kind.ITEM))
    hand.did(Deed.MADE, "items", ident)


def edit_item(hand: Hand, document: PairDocument) -> None:
    if ident := hand.one(Kind.ITEM):
        choices = {
            "title": hand.words(),
            "minutes": hand.dice.randrange(60),
            "outcome": hand.words(),
            "leads": hand.dice.choice(("maya", "henrik", "")),
            "state": hand.dice.choice(("open", "discussed", "dropped")),
        }
        names = hand.dice.sample(sorted(choices), 2)
        fields = {name: choices[name] for name in names}
        document.set_fields(Kind.ITEM, ident, hand.member, **fields)


def move_item(hand: Hand, document: PairDocument) -> None:
    if ident := hand.one(Kind.ITEM):
        session = hand.session()
        _ensure(hand, document, session)
        document.set_fields(Kind.ITEM, ident, hand.member, session=session)
        document.place(ident, hand.one(Kind.ITEM))


def shift_item(hand: Hand, document: PairDocument) -> None:
    if ident := hand.one(Kind.ITEM):
        document.place(ident, hand.one(Kind.ITEM))


def put_into_bin(hand: Hand, document: PairDocument) -> None:
    kind = hand.dice.choice(tuple(_SHELVES))
    if ident := hand.one(kind):
        document.set_fields(kind, ident, hand.member, binned_at=max(hand.wall, 1))
        hand.did(Deed.BINNED, _SHELVES[kind], ident)


def bring_back(hand: Hand, document: PairDocument) -> None:
    kind = hand.dice.choice(tuple(_SHELVES))
    if ident := hand.one(kind, binned=True):
        document.set_fields(kind, ident, hand.member, binned_at=0)
        hand.did(Deed.BACK, _SHELVES[kind], ident)


def purge(hand: Hand, document: PairDocument) -> None:
    kind = hand.dice.choice(tuple(_SHELVES))
    if ident := hand.one(kind, binned=True):
        document.purge(kind, ident)
        document.forget_undo()
        hand.quiet = True
        hand.did(Deed.PURGED, _SHELVES[kind], ident)
        if kind == Kind.ITEM:
            hand.emptied.append(notes_id(ident))


def plan_session(hand: Hand, document: PairDocument) -> None:
    session = hand.session() or session_id("pair", 1)
    _ensure(hand, document, session)
    choices = {
        "title": hand.words(),
        "starts": f"2026-{hand.dice.randrange(1, 13):02}-01T09:00",
        "minutes": hand.dice.randrange(5, 90),
        "state": hand.dice.choice(("planned", "running", "closed", "skipped")),
    }
    name = hand.dice.choice(sorted(choices))
    document.set_fields(Kind.SESSION, session, hand.member, **{name: choices[name]})


def take_away(hand: Hand, document: PairDocument) -> None:
    session = hand.session() or session_id("pair", 1)
    _ensure(hand, document, session)
    document.collect(Kind.SESSION, session, "takeaway", hand.member, f"{hand.words()}.")
    hand.did(Deed.MADE, "takeaways", f"{session}~{hand.member}")


def run_timer(hand: Hand, document: PairDocument) -> None:
    session, ident = hand.session() or session_id("pair", 1), hand.new_id()
    _ensure(hand, document, session)
    kind = hand.dice.choice(("started", "paused", "resumed", "advanced", "extended", "closed"))
    event = {"id": ident, "kind": kind, "wall": hand.wall, "boot": hand.wall % 10**6, "ms": 60}
    document.append_event(session, event)
    hand.did(Deed.MADE, "events", f"{session}~{ident}")


def promise(hand: Hand, document: PairDocument) -> None:
    ident = hand.new_id()
    fields = {"text": hand.words(), "owner": hand.member, "added_at": hand.wall}
    document.set_fields(Kind.ACTION, ident, hand.member, **fields)
    hand.did(Deed.MADE, "actions", ident)


def edit_action(hand: Hand, document: PairDocument) -> None:
    if ident := hand.one(Kind.ACTION):
        fields = {"text": hand.words(), "due": hand.dice.choice(("next", "", "2026-12-01"))}
        document.set_fields(Kind.ACTION, ident, hand.member, **fields)
        document.set_fields(Kind.ACTION, ident, hand.member, done_at=hand.wall % 2 and hand.wall)


def want(hand: Hand, document: PairDocument) -> None:
    ident = hand.one(Kind.OBJECTIVE)
    if not ident or hand.dice.random() < 0.5:
        ident = hand.new_id()
        hand.did(Deed.MADE, "objectives", ident)
    fields = {"text": hand.words(), "progress": hand.dice.randrange(4)}
    document.set_fields(Kind.OBJECTIVE, ident, hand.member, **fields)


def say_who_one_is(hand: Hand, document: PairDocument) -> None:
    name = hand.dice.choice(("name", "wants", "gives"))
    document.set_fields(Kind.MEMBER, hand.member, hand.member, **{name: hand.words()})


def say_why(hand: Hand, document: PairDocument) -> None:
    document.set_fields(Kind.CHARTER, CHARTER_ID, hand.member, purpose=hand.words())
    document.collect(Kind.CHARTER, CHARTER_ID, "limit", hand.dice.choice("abc"), value=True)


def agree(hand: Hand, document: PairDocument) -> None:
    document.set_agreement("draft", hand.dice.choice(("why", "how")), hand.words())


def sign(hand: Hand, document: PairDocument) -> None:
    key = f"{hand.dice.randrange(3):03d}-{hand.dice.choice('ab')}"
    document.set_agreement("versions", key, {"ordinal": 1, "fields": {"why": "to learn"}})
    document.set_agreement("signatures", f"{key}/{hand.member}", hand.wall)
    hand.did(Deed.MADE, "signatures", f"{key}/{hand.member}")


def draw(hand: Hand, document: PairDocument) -> None:
    prompt = hand.dice.choice(("dig-01", "dig-02"))
    document.collect(Kind.MARK, prompt, "drawn", hand.session() or "s", value=True)
    document.set_fields(Kind.MARK, prompt, hand.member, favourite=hand.dice.random() < 0.5)


def show(hand: Hand, document: PairDocument) -> None:
    ident = hand.new_id()
    fields = {"by": hand.member, "text": hand.words(), "shared_at": hand.wall}
    document.set_fields(Kind.PASSAGE, ident, hand.member, **fields)
    hand.did(Deed.MADE, "passages", ident)


#: Edits and how often each happens.
PAIR_EDITS: list[tuple[Edit, int]] = [
    (add_item, 9),
    (edit_item, 9),
    (move_item, 6),
    (shift_item, 3),
    (put_into_bin, 7),
    (bring_back, 2),
    (purge, 5),
    (plan_session, 4),
    (take_away, 3),
    (run_timer, 4),
    (promise, 3),
    (edit_action, 3),
    (want, 3),
    (say_who_one_is, 3),
    (say_why, 2),
    (agree, 2),
    (sign, 2),
    (draw, 2),
    (show, 1),
]


def type_somewhere(
    hand: Hand, text: Callable[[str], TextDocument], mirrors: dict[str, Mirror]
) -> str:
    """Type into the notes of a topic; return which."""
    ident = notes_id(hand.dice.choice(sorted(hand.pair.items)))
    document = text(ident)
    words = document.text
    cuts = sorted(hand.dice.randrange(len(words) + 1) for _ in range(2))
    start, end = (len(words[:cut].encode("utf-16-le")) // 2 for cut in cuts)
    removed = end - start if hand.dice.random() < 0.25 else 0
    splice = Splice(start, removed, hand.words())
    document.splice(splice.at, splice.removed, splice.inserted)
    mirrors[ident].splice(splice)
    return ident


def _ensure(hand: Hand, document: PairDocument, session: str) -> None:
    if session and session not in document.pair.sessions:
        fields = {"ordinal": int(session[-4:]), "state": "planned", "minutes": 60}
        document.set_fields(Kind.SESSION, session, hand.member, **fields)
        hand.did(Deed.MADE, "sessions", session)
