"""What is said before and after a person changes who shares a pair; no Qt."""

from __future__ import annotations

from rm_desktop.domain.words import tr
from rm_desktop.ui.sync.shown import SharingView


def remove_question(name: str) -> str:
    """Say what removing a laptop does and does not do."""
    return tr(
        "{name} gets nothing new from now on: a new key seals what you write, and that laptop does "
        "not have it.\n\nWhat it has already stays on it; nobody can take that back. To let it in "
        "again takes a new invitation.",
        name=name,
    )


def leave_meaning(view: SharingView) -> tuple[str, str]:
    """Return what leaving does to the copies of the two, and to the one between them."""
    both = tr(
        "You and {name} each keep the pair as it is then, and go on apart: what one writes no "
        "longer reaches the other.",
        name=view.partner,
    )
    if view.is_folder:
        return both, tr(
            "The sealed copies stay in {place} until one of you deletes it.",
            place=view.place,
        )
    return both, tr(
        "The sealed copy stays at {place}, where nobody can read it; whoever runs the server can "
        "delete it.",
        place=view.place,
    )


def left_words(view: SharingView, *, told: bool) -> str:
    """Say that the pair is shared no more."""
    if told:
        return tr("This pair is on this laptop only now. {name} is told.", name=view.partner)
    return tr(
        "This pair is on this laptop only now. {name}’s laptop could not be told; nothing reaches "
        "it any more.",
        name=view.partner,
    )


def subtitle(view: SharingView) -> str:
    """Say with whom, and where the two laptops meet."""
    if not view.is_shared:
        return tr("One pair, two laptops, and nobody between who can read it.")
    if view.is_cut_off:
        return tr("No longer with {name}.", name=view.partner)
    if view.is_alone:
        return tr("By way of {place}.", place=view.place)
    return tr("With {name}, by way of {place}.", name=view.partner, place=view.place)


def read_title(view: SharingView) -> str:
    """Return what one asks of whoever keeps the sealed copy."""
    if view.is_folder:
        return tr("What can others read there?")
    return tr("What can the server read?")


def delete_question() -> str:
    """Say what deleting a change that was set aside does."""
    return tr(
        "It goes from this laptop for good. The laptop it came from keeps it, and it may come "
        "again if it is changed there."
    )
