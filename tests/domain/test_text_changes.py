from __future__ import annotations

import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from rm_desktop.domain.text_changes import Piece, PieceKind, compare

SAME, ADDED, REMOVED = PieceKind.SAME, PieceKind.ADDED, PieceKind.REMOVED
TEXTS = st.text(st.sampled_from("ab \n😀é"), max_size=60)


@given(TEXTS, TEXTS)
@example("a\n\na\n", "a\n")
@example("one two", "one")
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == new
    assert all(piece.text for piece in pieces)
    assert all(a.kind != b.kind for a, b in itertools.pairwise(pieces))


def test_words_are_compared_and_not_letters() -> None:
    assert compare("I gave up the mouse today", "I gave up the house today") == (
        Piece(SAME, "I gave up the "),
        Piece(REMOVED, "mouse"),
        Piece(ADDED, "house"),
        Piece(SAME, " today"),
    )


def test_neighbouring_words_are_one_change() -> None:
    assert compare("start old words here end", "start new things there end") == (
        Piece(SAME, "start "),
        Piece(REMOVED, "old words here"),
        Piece(ADDED, "new things there"),
        Piece(SAME, " end"),
    )


def test_the_same_text_is_one_piece_and_nothing_is_none() -> None:
    assert compare("as it was", "as it was") == (Piece(SAME, "as it was"),)
    assert compare("", "") == ()
    assert compare("", "new") == (Piece(ADDED, "new"),)


def test_an_added_line_is_added_and_nothing_else() -> None:
    assert compare("first\nlast\n", "first\nmiddle\nlast\n") == (
        Piece(SAME, "first\n"),
        Piece(ADDED, "middle\n"),
        Piece(SAME, "last\n"),
    )


def test_very_long_changed_stretches_are_taken_whole() -> None:
    old, new = "a " * 3_000, "b " * 3_000
    assert compare(f"x {old}y", f"x {new}y") == (
        Piece(SAME, "x "),
        Piece(REMOVED, old.rstrip()),
        Piece(ADDED, new.rstrip()),
        Piece(SAME, " y"),
    )
