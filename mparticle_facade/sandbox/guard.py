"""Keeps other web sites out: a page in the developer's browser can reach this machine, too."""

from __future__ import annotations

import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mparticle_facade.sandbox.answers import errors

LOCAL = ("localhost", "127.0.0.1", "[::1]")
"""The names under which the sandbox may always be asked for."""

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::[0-9]{1,5})?\Z")
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Middleware: a request under a foreign name is 400 (DNS rebinding), one from a foreign page 403 (CSRF).

    There are no CORS headers, so that no other page can read an answer either.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = ()) -> None:
        self._app = app
        self._hosts = {_bracketed(host.lower()) for host in (*LOCAL, *hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
            await send(message)

        headers = Headers(scope=scope)
        names = [host.lower() for host in headers.getlist("host")]
        answer = None
        if len(names) != 1 or not self._known(names[0]):
            answer = errors(400, ["the Host is none of this sandbox; --allow-host lets one in"])
        elif _foreign(headers, names[0]):
            answer = errors(403, ["the sandbox answers no requests of other web pages"])
        await (answer or self._app)(scope, receive, send_with_headers)

    def _known(self, host: str) -> bool:
        match = _HOST.match(host)
        return match is not None and match[1] in self._hosts


def _foreign(headers: Headers, host: str) -> bool:
    # Not every request of a foreign page has an Origin, <img> for one; a link to the page is fine, of course.
    if headers.get("sec-fetch-site") in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
        return True
    return any(origin.lower() not in (f"http://{host}", f"https://{host}") for origin in headers.getlist("origin"))


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
