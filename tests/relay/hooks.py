"""What schemathesis cannot know: which device it is, and how envelopes travel."""

from __future__ import annotations

import os
from typing import Any

import schemathesis

from rm_desktop.wire.relay import ENVELOPES_TYPE

schemathesis.serializer.alias(ENVELOPES_TYPE, "application/octet-stream")


@schemathesis.hook
def map_body(context: schemathesis.HookContext, body: Any) -> Any:
    """Let whoever asks be one of those who may use the space they open, as the app does."""
    if isinstance(body, list):  # 3.0 is an integer to JSON Schema, not to us
        body = [whole(each) for each in body]
    devices = body.get("devices") if isinstance(body, dict) else None
    if isinstance(devices, list) and devices and isinstance(devices[0], str):
        body["devices"] = [os.environ["RM_DEVICE"], *devices[1:]]
    return body


def whole(head: Any) -> Any:
    if isinstance(head, dict) and isinstance(head.get("sequence"), float):
        head = {**head, "sequence": int(head["sequence"])}
    return head
