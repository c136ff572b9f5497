"""What ships with the app as data: prompts, session templates, the fields of the agreement.

Each is read once, when it is first asked for. These files are ours and were checked by tests;
packs from elsewhere take the road of `packs`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from rm_desktop import resources
from rm_desktop.domain.agreement import AgreementField
from rm_desktop.domain.journal_templates import JournalTemplate
from rm_desktop.domain.prompts import LIBRARY, AskedBy, Category, Prompt, Stage
from rm_desktop.domain.templates import Segment, SegmentKind, SessionTemplate


def load_categories() -> tuple[Category, ...]:
    """Return the categories of prompts in the order of the screen."""
    return tuple(
        Category(page["id"], page["title"], page["name"], page["order"]) for page in _pages()
    )


@cache
def load_prompts() -> tuple[Prompt, ...]:
    """Return the prompts of the library, category by category."""
    return tuple(_prompt(row, page["id"]) for page in _pages() for row in page["prompt"])


@cache
def load_session_templates() -> tuple[SessionTemplate, ...]:
    """Return the session templates in the order in which they are offered."""
    page = tomllib.loads(resources.read_text("templates/sessions.toml"))
    return tuple(_template(row) for row in page["template"])


@cache
def load_journal_templates() -> tuple[JournalTemplate, ...]:
    """Return the templates of journal entries in the order in which they are offered."""
    page = tomllib.loads(resources.read_text("templates/journal.toml"))
    rows = (row | {"questions": tuple(row["questions"])} for row in page["template"])
    return tuple(JournalTemplate(**row) for row in rows)


@cache
def load_agreement_fields() -> tuple[AgreementField, ...]:
    """Return the fields of the working agreement in their order."""
    page = tomllib.loads(resources.read_text("agreement.toml"))
    return tuple(AgreementField(**row) for row in page["field"])


@cache
def _pages() -> tuple[dict[str, Any], ...]:
    names = (name for name in resources.names("prompts") if name.endswith(".toml"))
    pages = (tomllib.loads(resources.read_text(f"prompts/{name}")) for name in names)
    return tuple(sorted(pages, key=lambda page: page["order"]))


def _prompt(row: dict[str, Any], category: str) -> Prompt:
    kinds = {"stage": Stage(row["stage"]), "role": AskedBy(row["role"])}
    return Prompt(**(row | kinds), category=category, pack=LIBRARY)


def _template(row: dict[str, Any]) -> SessionTemplate:
    segments = tuple(
        Segment(
            title=part["title"],
            minutes=tuple(part["minutes"]),
            kind=SegmentKind(part["kind"]),
            lead=AskedBy(part["lead"]),
            note=part["note"],
        )
        for part in row["segment"]
    )
    lengths = tuple(row["lengths"])
    return SessionTemplate(row["id"], row["title"], row["purpose"], lengths, segments)
