"""The body of an answer, bounded in size: a server may never stop, or send a bomb. The network bounds the time."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mparticle_facade.http.messages import Headers, Response

if TYPE_CHECKING:
    import httpcore
    import httpx

_ABOUT_THE_BODY = {b"content-encoding", b"content-length", b"transfer-encoding"}
_ABOUT_THE_FORM = {b"content-encoding", b"transfer-encoding"}
_LARGEST_ANSWER = 1_000_000  # bytes; the API's own are a few hundred


class Answer:
    """One that is being received."""

    def __init__(self) -> None:
        self._body = bytearray()

    def add(self, chunk: bytes) -> None:
        """Take a piece of the body.

        Raises:
            httpx.RemoteProtocolError: it has become too large.
        """
        self._body += chunk
        if len(self._body) > _LARGEST_ANSWER:
            raise _too_large()

    @property
    def body(self) -> bytes:
        """What has been received."""
        return bytes(self._body)

    def accepted(self, received: httpcore.Response) -> Response | None:
        """The response where it is a plain success, as nearly every one is; None where httpx has to look at it."""
        names = {name.lower() for name, _ in received.headers}
        if not 200 <= received.status < 300 or not names.isdisjoint((b"content-encoding", b"set-cookie")):
            return None
        headers = received.headers
        if b"transfer-encoding" in names:
            headers = [*_others(headers), (b"Content-Length", b"%d" % len(self._body))]
        return Response(received.status, Headers(headers), self.body, dict(received.extensions))

    def response(self, received: httpx.Response) -> httpx.Response:
        """The response with its whole body, decompressed."""
        from mparticle_facade.http.stack import httpx

        if _ABOUT_THE_FORM.isdisjoint([name.lower() for name, _ in received.headers.raw]):
            received.stream = httpx.ByteStream(self.body)
            return received
        return httpx.Response(
            received.status_code,
            headers=_others(received.headers.raw),
            content=self._plain(received),
            extensions=received.extensions,
        )

    def _plain(self, received: httpx.Response) -> bytes:
        if received.headers.get("content-encoding", "identity") == "identity":
            return self.body
        try:  # we ask for none, but a proxy may compress all the same
            plain = zlib.decompressobj(wbits=47).decompress(self._body, _LARGEST_ANSWER + 1)
        except zlib.error:
            return self.body
        if len(plain) > _LARGEST_ANSWER:
            raise _too_large()
        return plain


def _others(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Those that say nothing about how the body came."""
    return [(name, value) for name, value in headers if name.lower() not in _ABOUT_THE_BODY]


def _too_large() -> httpx.RemoteProtocolError:
    from mparticle_facade.http.stack import httpx

    return httpx.RemoteProtocolError(f"the answer is larger than {_LARGEST_ANSWER} bytes")
