"""httpx's clients, doing less for the ordinary request: bytes to a path of the base URL, headers as the last time.

The generated operations make no other request. Whatever else is asked of these clients (another body, hooks, an auth
flow, redirects to follow, a log of requests) httpx does itself, and what can be observed is the same either way. As
soon as somebody looks at httpx's own functions, as instrumentation and recorders of requests do by replacing them,
every request takes httpx's way, through what they put there. The short way saves some 200 us, half of a request.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Mapping
from types import FunctionType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import httpx
from httpx import USE_CLIENT_DEFAULT

if TYPE_CHECKING:
    from httpx._client import BaseClient as _Base
else:
    _Base = object  # what both kinds have, comes from httpx's class beside it

_httpx_log = logging.getLogger("httpx")
_REMEMBERED = 100  # paths; the API has three


_LEFT_OUT = (
    "build_request", "_merge_cookies", "_merge_headers", "_merge_queryparams", "_merge_url",
    "send", "_build_request_auth", "_send_handling_auth", "_send_handling_redirects", "_send_single_request",
    "_set_timeout",
)  # fmt: skip
"""The functions of httpx's clients that the short way leaves out."""


class _Watch:
    """Whether those of one kind of client are httpx's own: not replaced, not wrapped, no other code inside."""

    def __init__(self, kind: type) -> None:
        owners = [(each, name) for name in _LEFT_OUT for each in kind.__mro__ if name in vars(each)]
        found = [(owner, name, vars(owner)[name]) for owner, name in owners]
        # Whoever came before us left a trace: another kind of object, another file, an attribute.
        self._own = all(
            type(function) is FunctionType
            and function.__code__.co_filename == httpx._client.__file__
            and not vars(function)
            for _, _, function in found
        ) and all(owner.__module__ in ("httpx", "httpx._client") for owner, _ in owners)
        self._found: list[tuple[Any, str, Any, Any]] = [
            (vars(owner), name, function, getattr(function, "__code__", None)) for owner, name, function in found
        ]

    def untouched(self, client: object) -> bool:
        for there, name, it, code in self._found:
            if there.get(name) is not it or it.__code__ is not code:
                return False
        return self._own and vars(client).keys().isdisjoint(_LEFT_OUT)


class _Request(httpx.Request):
    """One made from a mould: nothing in it asks for more than sending it."""


class _Mould(NamedTuple):
    """What a request was made of, and what came of it but for the body."""

    base_url: httpx.URL
    defaults: list[tuple[bytes, bytes]]
    given: Any
    url: httpx.URL
    headers: httpx.Headers

    def __repr__(self) -> str:
        return f"<mould of {self.url}>"  # the headers hold the credentials


class _Lean(_Base):
    """Both kinds; all but the sending."""

    _watch: ClassVar[_Watch]

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._moulds: dict[tuple[str, str], _Mould] = {}

    def build_request(self, method: str, url: Any, **arguments: Any) -> httpx.Request:
        """`httpx.Client.build_request`."""
        content: Any = arguments.get("content")
        given: Any = arguments.get("headers")
        ordinary = (
            self._watch.untouched(self)
            and type(content) is bytes
            and content
            and type(url) is str
            and (given is None or type(given) is dict)
            and not self.cookies
            and not self.params
            and arguments.get("timeout", USE_CLIENT_DEFAULT) is USE_CLIENT_DEFAULT
            and arguments.get("data") is None  # even nothing would take the place of the content
            and not any(map(arguments.get, ("files", "params", "cookies", "extensions")))
        )
        if not ordinary:
            return super().build_request(method, url, **arguments)
        mould = self._moulds.get((method, url))
        if not (
            mould is not None
            and mould.base_url is self.base_url
            and mould.given == given
            and mould.defaults == self.headers.raw
        ):
            request = super().build_request(method, url, **arguments)
            self._remember(method, url, given, request)
            return request
        made = _Request(
            method, mould.url, headers=mould.headers, stream=httpx.ByteStream(content),
            extensions={"timeout": self.timeout.as_dict()},
        )  # fmt: skip
        made.headers["Content-Length"] = str(len(content))
        made.read()
        return made

    def _remember(self, method: str, url: str, given: Any, request: httpx.Request) -> None:
        own_length = "content-length" in self.headers or "content-length" in httpx.Headers(given)
        if own_length or request.url.userinfo or len(self._moulds) >= _REMEMBERED:
            return
        defaults = self.headers.raw
        self._moulds[method, url] = _Mould(
            self.base_url, defaults, None if given is None else dict(given), request.url, request.headers.copy()
        )

    def _ordinary(self, request: httpx.Request, arguments: Mapping[str, Any]) -> bool:
        """Whether all there is to do with a request is to send it."""
        hooks = self.event_hooks
        return (
            type(request) is _Request  # made a moment ago, by functions that were httpx's own
            and not arguments.get("stream")
            and arguments.get("auth", USE_CLIENT_DEFAULT) is USE_CLIENT_DEFAULT
            and arguments.get("follow_redirects", USE_CLIENT_DEFAULT) is USE_CLIENT_DEFAULT
            and self.auth is None
            and not self.follow_redirects
            and not (hooks["request"] or hooks["response"])
            and not self.is_closed
            and not _httpx_log.isEnabledFor(logging.INFO)
        )

    def _finish(self, request: httpx.Request, response: httpx.Response) -> None:
        response.request = request
        if "set-cookie" in response.headers:
            self.cookies.extract_cookies(response)
        if response.has_redirect_location:
            response.next_request = self._build_redirect_request(request, response)


class Client(_Lean, httpx.Client):
    """Sync."""

    _watch = _Watch(httpx.Client)

    def send(self, request: httpx.Request, **arguments: Any) -> httpx.Response:
        """`httpx.Client.send`."""
        if not self._ordinary(request, arguments):
            return super().send(request, **arguments)
        started = time.perf_counter()
        try:
            response = self._transport_for_url(request.url).handle_request(request)
            self._finish(request, response)
            response.read()
        except httpx.RequestError as error:
            error.request = request
            raise
        response.elapsed = dt.timedelta(seconds=time.perf_counter() - started)
        return response


class AsyncClient(_Lean, httpx.AsyncClient):
    """Async."""

    _watch = _Watch(httpx.AsyncClient)

    async def send(self, request: httpx.Request, **arguments: Any) -> httpx.Response:
        """`httpx.AsyncClient.send`."""
        if not self._ordinary(request, arguments):
            return await super().send(request, **arguments)
        started = time.perf_counter()
        try:
            response = await self._transport_for_url(request.url).handle_async_request(request)
            self._finish(request, response)
            await response.aread()
        except httpx.RequestError as error:
            error.request = request
            raise
        response.elapsed = dt.timedelta(seconds=time.perf_counter() - started)
        return response
