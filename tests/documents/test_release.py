"""A document that nobody holds any more is gone: exports and searches open thousands of them."""

from __future__ import annotations

import gc
from collections.abc import Callable
from weakref import ref

import pytest

from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.changes import Kind


def read_pair() -> PairDocument:
    document = PairDocument("pair")
    document.set_fields(Kind.ITEM, "i1", "maya", title="Budget")
    document.commit()
    assert document.pair.items["i1"].title == "Budget"
    return document


def read_text() -> TextDocument:
    document = TextDocument("text")
    document.splice(0, 0, "words")
    assert document.commit()
    return document


@pytest.mark.parametrize(
    ("read", "part"), [(read_pair, ""), (read_pair, "_reader"), (read_text, "")]
)
def test_a_document_that_was_read_is_let_go(read: Callable[[], object], part: str) -> None:
    document = read()
    held = ref(getattr(document, part) if part else document)
    del document
    gc.collect()
    assert held() is None
