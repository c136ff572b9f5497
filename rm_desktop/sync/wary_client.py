"""An HTTP client for servers that nobody trusts: what they send costs little and ends in time.

No redirect is followed, no cookie is kept, nothing compressed is asked for. A call ends after a
time, however slowly it is answered: limits on single reads alone would let a server that sends a
byte now and then hold a thread for months.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterable
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

#: The longest wait for a byte, for a connection, and for the whole of an answer, in seconds.
_TIMEOUT = httpx2.Timeout(20.0, connect=10.0)
WHOLE_S = 300.0


class WaryClient(httpx2.Client):
    """A client for one address; each call in a thread has `whole_s` seconds from `begin` on."""

    def __init__(self, address: str, whole_s: float = WHOLE_S, **options: Any) -> None:  # noqa: ANN401
        """Raises `ValueError` or `ImportError` for a proxy of the system that we cannot use."""
        self._until = _Until(whole_s)
        if "transport" not in options:
            options["transport"] = _EndingTransport(self._until, _proxy_for(address))
        super().__init__(
            timeout=_TIMEOUT,
            follow_redirects=False,
            trust_env=False,
            cookies=_NoCookies(),
            headers={"Accept-Encoding": "identity", "User-Agent": "rm-desktop"},
            **options,
        )

    def begin(self, whole_s: float | None = None) -> None:
        """Count the time of this thread's call from now on, which may be another than usual."""
        self._until.begin(whole_s)


class _Until(threading.local):
    """When this thread's call must be over."""

    def __init__(self, whole_s: float) -> None:
        super().__init__()
        self._whole_s = whole_s
        self.begin()

    def begin(self, whole_s: float | None = None) -> None:
        self._at = time.monotonic() + (self._whole_s if whole_s is None else whole_s)

    def at_most(self, timeout: float | None, late: Callable[[str], Exception]) -> float:
        """Return how long a step may take; raises what `late` makes once the time is over."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise late("the answer takes too long")
        return left if timeout is None else min(left, timeout)


class _NoCookies(CookieJar):
    """A jar that stays empty: cookies would tell two devices of one person together."""

    def extract_cookies(self, *_about: object, **_what: object) -> None:
        """Keep none."""


class _EndingTransport(httpx2.HTTPTransport):
    """A transport whose connections know when the call must be over."""

    def __init__(self, until: _Until, proxy: str | None) -> None:
        super().__init__(proxy=proxy)
        # a transport takes no backend, and only a backend sees each byte's wait
        self._pool._network_backend = _EndingBackend(until)  # noqa: SLF001


class _EndingBackend(httpcore2.NetworkBackend):
    def __init__(self, until: _Until) -> None:
        self._until, self._inner = until, httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        most = self._until.at_most(timeout, httpcore2.ConnectTimeout)
        stream = self._inner.connect_tcp(host, port, most, local_address, socket_options)
        return _EndingStream(self._until, stream)


class _EndingStream(httpcore2.NetworkStream):
    def __init__(self, until: _Until, inner: httpcore2.NetworkStream) -> None:
        self._until, self._inner = until, inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._until.at_most(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._until.at_most(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        most = self._until.at_most(timeout, httpcore2.ConnectTimeout)
        return _EndingStream(self._until, self._inner.start_tls(ssl_context, server_hostname, most))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401
        return self._inner.get_extra_info(info)


def _proxy_for(address: str) -> str | None:
    """Return the system's proxy for an address; what stays on this computer goes through none."""
    parts = urlsplit(address)
    if parts.scheme != "https" or proxy_bypass(parts.hostname or ""):
        return None
    proxies = getproxies()
    return proxies.get("https") or proxies.get("all")
