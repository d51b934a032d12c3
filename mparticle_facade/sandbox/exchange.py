"""A request and its answer, as the sandbox remembers them: credentials masked, bodies cut."""

from __future__ import annotations

import time
from collections.abc import Iterable

import msgspec

from mparticle_facade.sandbox import masking

BODY_KEPT = 16_384
"""Bytes of a body that are kept where it is not in the batches that came of it."""
_LONGEST_PATH = 2_000
_LONGEST_HEADER = 4_000
_MOST_HEADERS = 100
_LONGEST_MESSAGE = 500

Headers = list[tuple[str, str]]


class Exchange(msgspec.Struct, kw_only=True):
    """One request with what was answered."""

    method: str
    path: str
    """With its query; what looks like a credential is masked."""
    received_ms: int = msgspec.field(default_factory=lambda: int(time.time() * 1000))
    """When its head had arrived, in epoch milliseconds."""
    took_us: int = 0
    """From then until the answer was ready or held back on purpose, in microseconds."""
    client: str = ""
    """Address and port of who asked."""
    key: str = ""
    """The beginning of the API key it came with."""
    api_key: str = ""
    """All of it, where it was accepted: what a duplicate is depends on it. Not shown."""
    status: int | None = None
    """Of the answer; None where there was none, on purpose."""
    note: str = ""
    """What was done to it on purpose."""
    size: int = 0
    """Bytes of the body: as announced, or as far as it came."""
    headers: Headers = []
    body: bytes = b""
    """The first `BODY_KEPT` bytes."""
    answer_headers: Headers = []
    answer: bytes = b""

    @property
    def said(self) -> str:
        """The first message of an answer in the documented form of an error; empty where it is another one."""
        try:
            return msgspec.json.decode(self.answer, type=_Errors).errors[0].message[:_LONGEST_MESSAGE]
        except (msgspec.MsgspecError, IndexError):
            return ""


class _Error(msgspec.Struct):
    message: str


class _Errors(msgspec.Struct):
    errors: list[_Error]


def shown(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Headers as they may be kept."""
    kept = []
    for raw_name, raw_value in list(headers)[:_MOST_HEADERS]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        kept.append((name, masking.header(name, value)[:_LONGEST_HEADER]))
    return kept


def full_path(path: str, query: bytes) -> str:
    """Path and query as they may be kept."""
    asked = masking.query(query.decode("latin-1"))
    return (f"{path}?{asked}" if asked else path)[:_LONGEST_PATH]


def readable(content: bytes) -> str:
    """A body as text: what is not UTF-8 is escaped."""
    return content.decode("utf-8", "backslashreplace")
