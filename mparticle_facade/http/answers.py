"""The body of an answer, bounded in size: a server may never stop, or send a bomb. The network bounds the time."""

from __future__ import annotations

import zlib

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
            raise httpx.RemoteProtocolError(f"the answer is larger than {_LARGEST_ANSWER} bytes")

    def stream(self) -> httpx.ByteStream:
        """What has been received."""
        return httpx.ByteStream(bytes(self._body))

    def response(self, received: httpx.Response) -> httpx.Response:
        """The response with its whole body, decompressed."""
        if _ABOUT_THE_FORM.isdisjoint([name.lower() for name, _ in received.headers.raw]):
            received.stream = self.stream()
            return received
        headers = [(name, value) for name, value in received.headers.raw if name.lower() not in _ABOUT_THE_BODY]
        return httpx.Response(
            received.status_code, headers=headers, content=self._plain(received), extensions=received.extensions
        )

    def _plain(self, received: httpx.Response) -> bytes:
        if received.headers.get("content-encoding", "identity") == "identity":
            return bytes(self._body)
        try:  # we ask for none, but a proxy may compress all the same
            plain = zlib.decompressobj(wbits=47).decompress(self._body, _LARGEST_ANSWER + 1)
        except zlib.error:
            return bytes(self._body)
        if len(plain) > _LARGEST_ANSWER:
            raise httpx.RemoteProtocolError(f"the answer is larger than {_LARGEST_ANSWER} bytes")
        return plain
