"""The maps and lists of a document under their keys, whatever somebody else put in their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import loro

from rm_desktop.documents.guard import DocumentError, guard

_T = TypeVar("_T", loro.LoroMap, loro.LoroList)


def map_in(holder: loro.LoroMap, key: str) -> loro.LoroMap:
    """Return the map under a key, made if it is not there."""
    return _in(holder, key, holder.ensure_mergeable_map, loro.LoroMap)


def list_in(holder: loro.LoroMap, key: str) -> loro.LoroList:
    """Return the list under a key, made if it is not there."""
    return _in(holder, key, holder.ensure_mergeable_list, loro.LoroList)


def _in(holder: loro.LoroMap, key: str, make: Callable[[str], _T], wanted: type[_T]) -> _T:
    """Return what belongs under a key; what is something else there is deleted.

    A partner who put a number under a key, as that of the next session, would otherwise keep
    everybody from ever writing there.
    """
    found: _T
    try:
        found = guard(make, key)
        return found
    except DocumentError:
        there = guard(holder.get, key)
    stored = there.container if isinstance(there, loro.ValueOrContainer.Container) else None
    if isinstance(stored, wanted):
        return stored
    guard(holder.delete, key)
    found = guard(make, key)
    return found
