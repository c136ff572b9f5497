"""What a relay can be asked, in OpenAPI's words; tests ask it everything that is said here."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from rm_desktop import __version__
from rm_desktop.wire.relay import (
    ENVELOPES_TYPE,
    ROOT,
    Access,
    Enrol,
    Enrolled,
    Health,
    Kept,
    Permit,
    Problem,
    SpaceHead,
    SpaceState,
)

_OCTETS = {"type": "string", "format": "binary"}
_SHAPES = (Access, Enrol, Enrolled, Health, Kept, Permit, Problem, SpaceHead, SpaceState)
_REFUSED = {
    "description": "Refused; why stands in the problem.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_IDS = {
    "space": "^[0-9a-f]{32}$",
    "name": "^[0-9a-f]{64}$",
    "slot": "^(offer|answer|reveal|welcome)$",
}


@cache
def description() -> bytes:
    """Return the document."""
    _, shapes = msgspec.json.schema_components(_SHAPES, ref_template="#/components/schemas/{name}")
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "rm-desktop relay",
                "version": __version__,
                "description": "Keeps sealed envelopes for pairs of devices and can read none.",
            },
            "paths": _paths(),
            "components": {
                "schemas": shapes,
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            },
        }
    )


def _paths() -> dict[str, Any]:
    space, box = f"{ROOT}/spaces/{{space}}", f"{ROOT}/mailboxes/{{name}}/{{slot}}"
    heads = {"type": "array", "items": {"$ref": "#/components/schemas/SpaceHead"}}
    return {
        f"{ROOT}/devices": {
            "post": _call("Enrol a device", sends=Enrol, gives={201: Enrolled}, known=False)
        },
        f"{ROOT}/permits": {"post": _call("Make a guest's permit", gives={201: Permit})},
        space: _at(
            "space",
            put=_call("Open a space to devices", sends=Access, gives={200: None, 201: None}),
            get=_call("How far a space is", gives={200: SpaceState}),
            delete=_call("Delete a space", gives={204: None}),
        ),
        f"{space}/envelopes": _at(
            "space", post=_call("Offer envelopes", octets=ENVELOPES_TYPE, gives={200: Kept})
        ),
        f"{space}/fetch": _at(
            "space",
            post=_call("What comes after heads", schema=heads, gives={200: ENVELOPES_TYPE}),
        ),
        f"{space}/presence": _at(
            "space",
            post=_call("Say who is here", octets="application/octet-stream", gives={204: None}),
        ),
        f"{ROOT}/events": {"get": _call("Listen", gives={200: "text/event-stream"})},
        box: _at(
            "name",
            "slot",
            put=_call(
                "Leave a letter",
                octets="application/octet-stream",
                gives={204: None},
                known=False,
            ),
            get=_call("Read a letter", gives={200: "application/octet-stream"}, known=False),
        ),
        "/healthz": {"get": _call("Is it well", gives={200: Health}, known=False)},
        "/metrics": {"get": _call("Counts", gives={200: "text/plain"}, known=False)},
        "/openapi.json": {"get": _call("This", gives={200: "application/json"}, known=False)},
    }


def _at(*names: str, **calls: dict[str, Any]) -> dict[str, Any]:
    parameters = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "pattern": _IDS[name]},
        }
        for name in names
    ]
    return {"parameters": parameters, **calls}


def _call(
    summary: str,
    *,
    gives: dict[int, type[msgspec.Struct] | str | None],
    sends: type[msgspec.Struct] | None = None,
    schema: dict[str, Any] | None = None,
    octets: str = "",
    known: bool = True,
) -> dict[str, Any]:
    """Describe one call; `known`: only a device with a token may make it."""
    found: dict[str, Any] = {
        "summary": summary,
        "responses": {str(status): _given(what) for status, what in gives.items()}
        | {"default": _REFUSED},
    }
    if sends is not None:
        schema = {"$ref": f"#/components/schemas/{sends.__name__}"}
    if schema is not None or octets:
        content = {octets or "application/json": {"schema": schema or _OCTETS}}
        found["requestBody"] = {"required": True, "content": content}
    if known:
        found["security"] = [{"token": []}]
    return found


def _given(what: type[msgspec.Struct] | str | None) -> dict[str, Any]:
    if what is None:
        return {"description": "Done."}
    if isinstance(what, str):
        return {"description": "What was asked for.", "content": {what: {"schema": _OCTETS}}}
    ref = {"$ref": f"#/components/schemas/{what.__name__}"}
    return {"description": "Done.", "content": {"application/json": {"schema": ref}}}
