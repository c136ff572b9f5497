"""The relay as a web application: its routes, and errors turned into problems."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import msgspec
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from rm_desktop.relay import join_page
from rm_desktop.relay.calls import Calls
from rm_desktop.relay.metrics import Metrics
from rm_desktop.relay.openapi import description
from rm_desktop.relay.problems import RefusalError
from rm_desktop.wire.pairing import JOIN_PATH
from rm_desktop.wire.relay import ROOT, Problem

_log = logging.getLogger("rm_desktop.relay")
Handler = Callable[[Request], Awaitable[Response]]
_NOT_ALLOWED, _BROKEN, _BUSY = 405, 500, 503


def make_app(calls: Calls) -> Starlette:
    """Return the application for calls that were set up."""
    metrics = Metrics(
        {"listening": lambda: calls.hub.listening, "waiting": lambda: calls.writer.waiting}
    )

    async def show_metrics(_request: Request) -> Response:
        return PlainTextResponse(metrics.text(), media_type="text/plain; version=0.0.4")

    async def show_description(_request: Request) -> Response:
        return Response(description(), media_type="application/json")

    async def show_join(_request: Request) -> Response:
        return HTMLResponse(join_page.PAGE, headers=join_page.HEADERS)

    routes = [
        (f"{ROOT}/devices", "POST", calls.enrol),
        (f"{ROOT}/permits", "POST", calls.permit),
        (f"{ROOT}/spaces/{{space}}", "PUT", calls.open_space),
        (f"{ROOT}/spaces/{{space}}", "GET", calls.state),
        (f"{ROOT}/spaces/{{space}}", "DELETE", calls.end_space),
        (f"{ROOT}/spaces/{{space}}/envelopes", "POST", calls.keep),
        (f"{ROOT}/spaces/{{space}}/fetch", "POST", calls.fetch),
        (f"{ROOT}/spaces/{{space}}/presence", "POST", calls.presence),
        (f"{ROOT}/events", "GET", calls.events),
        (f"{ROOT}/mailboxes/{{name}}/{{slot}}", "PUT", calls.leave_letter),
        (f"{ROOT}/mailboxes/{{name}}/{{slot}}", "GET", calls.read_letter),
        (JOIN_PATH, "GET", show_join),
        ("/healthz", "GET", calls.healthy),
        ("/metrics", "GET", show_metrics),
        ("/openapi.json", "GET", show_description),
    ]

    places: dict[str, dict[str, Handler]] = {}
    for path, method, act in routes:
        places.setdefault(path, {})[method] = _guarded(f"{method} {path}", act, metrics)

    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        calls.wake.listen(asyncio.get_running_loop())
        yield
        calls.close()

    return Starlette(
        routes=[Route(path, _by_verb(acts), methods=[*acts]) for path, acts in places.items()],
        exception_handlers={HTTPException: _on_http_error},
        lifespan=life,
    )


def _by_verb(acts: dict[str, Handler]) -> Handler:
    """Return one handler for all that can be done at a place: so it can say what that is."""

    async def call(request: Request) -> Response:
        return await acts["GET" if request.method == "HEAD" else request.method](request)

    return call


def _guarded(name: str, act: Handler, metrics: Metrics) -> Handler:
    """Turn what a call raises into a problem, and count it."""

    async def call(request: Request) -> Response:
        began = time.perf_counter()
        try:
            response = await act(request)
        except RefusalError as refusal:
            response = _problem(refusal.problem, refusal.status)
        except ClientDisconnect:
            response = Response(status_code=400)
        except OperationalError:
            _log.error("the database does not answer a %s", name)
            response = _problem(Problem("unavailable", "try again later", 5), _BUSY)
        except Exception as error:  # noqa: BLE001 - a bug of ours; what was sent is not logged
            _log.error("%s: %s", name, type(error).__name__)
            response = _problem(Problem("broken", "an error of the relay"), _BROKEN)
        response.headers.setdefault("Cache-Control", "no-store")
        metrics.count(name, response.status_code, time.perf_counter() - began)
        return response

    return call


async def _on_http_error(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else _BROKEN
    kind = "bad_request" if status == _NOT_ALLOWED else "not_found"
    named = error.headers if isinstance(error, HTTPException) else None
    return _problem(Problem(kind, "no such call"), status, dict(named or {}))


def _problem(problem: Problem, status: int, headers: dict[str, str] | None = None) -> Response:
    headers = headers or {}
    if problem.retry_after:
        headers["Retry-After"] = str(problem.retry_after)
    body = msgspec.json.encode(problem)
    return Response(body, status, headers, media_type="application/problem+json")
