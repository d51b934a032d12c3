"""The forms of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

import msgspec
from starlette.responses import Response


def json(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """JSON that nobody is to keep."""
    return Response(body, status, {"cache-control": "no-store", **(headers or {})}, media_type="application/json")


def errors(status: int, messages: Sequence[str], headers: Mapping[str, str] | None = None) -> Response:
    """The documented form of an error; the vendor publishes no other code than BAD_REQUEST (F-30)."""
    try:
        code = HTTPStatus(status).name
    except ValueError:  # a made-up one, of a fault
        code = "ERROR"
    body = {"errors": [{"code": code, "message": message} for message in messages]}
    return json(msgspec.json.encode(body), status, headers)
