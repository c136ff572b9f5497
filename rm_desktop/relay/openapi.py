"""What a relay can be asked, in OpenAPI's words; tests ask it everything that is said here."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from rm_desktop import __version__
from rm_desktop.wire.pairing import JOIN_PATH
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
_OF_SPACE = ("state", "offer", "fetch", "presence", "end")
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
            "post": _call(
                "enrol", "Enrol a device", sends=Enrol, gives={201: Enrolled}, known=False
            )
        },
        f"{ROOT}/permits": {"post": _call("permit", "Make a guest's permit", gives={201: Permit})},
        space: _at(
            "space",
            put=_call(
                "open",
                "Open a space to devices",
                sends=Access,
                gives={200: None, 201: None},
                leads_to=_OF_SPACE,
            ),
            get=_call("state", "How far a space is", gives={200: SpaceState}),
            delete=_call("end", "Delete a space", gives={204: None}),
        ),
        f"{space}/envelopes": _at(
            "space",
            post=_call(
                "offer",
                "Offer envelopes",
                octets=ENVELOPES_TYPE,
                gives={200: Kept},
                may_be_empty=True,
            ),
        ),
        f"{space}/fetch": _at(
            "space",
            post=_call("fetch", "What comes after heads", sends=heads, gives={200: ENVELOPES_TYPE}),
        ),
        f"{space}/presence": _at(
            "space",
            post=_call(
                "presence", "Say who is here", octets="application/octet-stream", gives={204: None}
            ),
        ),
        f"{ROOT}/events": {"get": _call("events", "Listen", gives={200: "text/event-stream"})},
        box: _at(
            "name",
            "slot",
            put=_call(
                "leave",
                "Leave a letter",
                octets="application/octet-stream",
                gives={204: None},
                known=False,
                leads_to=("read",),
            ),
            get=_call(
                "read", "Read a letter", gives={200: "application/octet-stream"}, known=False
            ),
        ),
        JOIN_PATH: {
            "get": _call("join", "What an invitation is", gives={200: "text/html"}, known=False)
        },
        "/healthz": {"get": _call("health", "Is it well", gives={200: Health}, known=False)},
        "/metrics": {"get": _call("metrics", "Counts", gives={200: "text/plain"}, known=False)},
        "/openapi.json": {
            "get": _call("description", "This", gives={200: "application/json"}, known=False)
        },
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
    name: str,
    summary: str,
    *,
    gives: dict[int, type[msgspec.Struct] | str | None],
    sends: type[msgspec.Struct] | dict[str, Any] | None = None,
    octets: str = "",
    may_be_empty: bool = False,
    known: bool = True,
    leads_to: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Describe one call.

    `known`: only a device with a token may make it; `leads_to` are calls about the same place.
    """
    found: dict[str, Any] = {
        "operationId": name,
        "summary": summary,
        "responses": {
            str(status): _given(what) | _links(leads_to) for status, what in gives.items()
        }
        | {"default": _REFUSED},
    }
    if sends is not None or octets:
        octet = _OCTETS if may_be_empty else _OCTETS | {"minLength": 1}
        schema = octet if sends is None else _shape(sends)
        content = {octets or "application/json": {"schema": schema}}
        found["requestBody"] = {"required": not may_be_empty, "content": content}
    if known:
        found["security"] = [{"token": []}]
    return found


def _links(names: tuple[str, ...]) -> dict[str, Any]:
    place = {"space": "$request.path.space"}
    if names == ("read",):
        place = {each: f"$request.path.{each}" for each in ("name", "slot")}
    return {"links": {each: {"operationId": each, "parameters": place} for each in names}}


def _given(what: type[msgspec.Struct] | str | None) -> dict[str, Any]:
    if what is None:
        return {"description": "Done."}
    if isinstance(what, str):
        return {"description": "What was asked for.", "content": {what: {"schema": _OCTETS}}}
    return {"description": "Done.", "content": {"application/json": {"schema": _shape(what)}}}


def _shape(what: type[msgspec.Struct] | dict[str, Any]) -> dict[str, Any]:
    if isinstance(what, dict):
        return what
    return {"$ref": f"#/components/schemas/{what.__name__}"}
