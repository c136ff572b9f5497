"""A profile that was copied takes a name of its own before it is written to.

Two copies under one name would each number their changes as the same device; what one of them wrote
would look to a partner like what the other did.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from rm_desktop.domain.errors import KnownError
from rm_desktop.services.settings import APP, COPIED

if TYPE_CHECKING:
    from rm_desktop.system.installs import Installs
    from rm_desktop.vault.vault import Vault

_ID_BYTES = 16


def settle_identity(
    vault: Vault, installs: Installs, chance: Callable[[int], bytes] = secrets.token_bytes
) -> bool:
    """Compare the number in the vault with what this computer remembers; True for a copy.

    A copy becomes a device of its own, and a setting says that the person is to be told, once.
    Where nothing can be remembered or written, all stays as it is.
    """
    root, facts = vault.path.parent, vault.facts()
    number, was_here = facts.get("install_nonce", ""), "installed" in facts
    if was_here and installs.knows(number, root):
        return False
    device = vault.device
    if was_here:
        number, device = chance(_ID_BYTES).hex(), chance(_ID_BYTES).hex()
    try:
        installs.remember(number, root)  # first: killed after it, the copy is found again
        with vault.transaction():
            vault.become(device, number)
            if was_here:
                vault.put_settings(APP, {COPIED: True})
    except KnownError:  # a disk that takes nothing now; the next start asks again
        return False
    return was_here
