"""Settings of the profile and of one pair on this laptop; none of them travels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.words import tr
from rm_desktop.services.history import History, Step

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

APP = "app"
#: Set when a start found that this profile is a copy; taken back once it was said.
COPIED = "profile_was_copied"
#: Private pages were opened in this profile once: where their files are gone, they are missed.
PRIVATE_MADE = "private_was_made"
#: Some pair is shared with another laptop, so there is something to do at a start.
SHARES = "shares"
#: This is the sample pair's profile, which nobody keeps anything in.
SAMPLE = "is_sample"


class Settings:
    """Values with a default each; reading needs no vault once they were loaded."""

    DEFAULTS: Mapping[str, Any] = {
        "appearance": "system",
        "text_size": 100,
        "open_pair": "",
        "owner_of_open_pair": "",
        "window": "",
        "mini_timer": "",
        "sound": False,
        "sharing_screen": "",
        "hints_seen": [],
        "backup_folder": "",
        COPIED: False,
        "recovery": {},
        "private_at_start": False,
        PRIVATE_MADE: False,
        SHARES: False,
        SAMPLE: False,
        "lock_after": 10,
    }

    def __init__(
        self,
        vault: Callable[[], Vault],
        tell: Callable[[Changes], None],
        known: Mapping[str, Any] | None = None,
    ) -> None:
        """Start from values that are known already, or read them on first use."""
        self._vault = vault
        self._tell = tell
        self._values = dict(known) if known is not None else None

    def get(self, key: str) -> Any:
        """Return a value, or its default; KeyError for a setting that does not exist.

        One of another type counts as not there: a damaged row must not keep the app from starting.
        """
        default = self.DEFAULTS[key]
        found = self._known().get(key, default)
        return found if type(found) is type(default) else default

    def put(self, key: str, value: Any, history: History | None = None) -> Changes:
        """Store a value; with a history, the change can be undone."""
        before = self.get(key)
        if before == value:
            return NOTHING
        changes = self._write({key: value})
        if history is not None:
            label = tr("Change a setting")
            history.push(
                Step(label, lambda: self._write({key: before}), lambda: self._write({key: value}))
            )
        return changes

    def put_together(self, values: Mapping[str, Any]) -> Changes:
        """Store several values as one."""
        return self._write({key: v for key, v in values.items() if self.get(key) != v})

    def _write(self, values: Mapping[str, Any]) -> Changes:
        if not values:
            return NOTHING
        self._vault().put_settings(APP, values)
        self._known().update(values)
        changes = Changes(frozenset({Kind.SETTING}), frozenset(values))
        self._tell(changes)
        return changes

    def _known(self) -> dict[str, Any]:
        if self._values is None:
            self._values = self._vault().settings(APP)
        return self._values
