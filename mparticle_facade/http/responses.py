"""What an answer means: a pure function of status, headers and body, shared by every client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

import msgspec

from mparticle_events_models.partial import ApiError as ApiResponseErrors
from mparticle_facade.errors import (
    ApiException,
    AuthenticationError,
    BadRequestError,
    PayloadTooLargeError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
)
from mparticle_facade.limits import rate_limit_used

_BY_STATUS: dict[int, type[ApiException]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    413: PayloadTooLargeError,
    429: RateLimitError,
}
_HINTS = {
    401: "no credentials arrived",
    403: "wrong api_key or api_secret, or the account lives in another pod",
    413: "send fewer batches a request, or split the events of a batch",
}

_tuple = tuple.__new__  # found once: `super()` would cost more than the object


class UploadResponse(tuple[None, int, Mapping[str, str]]):
    """An accepted upload. A failed one is an exception, never one of these.

    On a bulk request it says nothing about any single batch (F-24). As a tuple it is what the vendor's SDK
    returns: ``data, status, headers = api.upload_events(batch)``, where data is always None.
    """

    def __new__(cls, status: int, headers: Mapping[str, str], attempts: int = 1) -> Self:
        self = _tuple(cls, (None, status, headers))
        self._attempts = attempts
        return self

    _attempts: int

    @property
    def data(self) -> None:
        """None: the service answers an upload without a body."""
        return self[0]

    @property
    def status(self) -> int:
        """The HTTP status, 202 as a rule."""
        return self[1]

    @property
    def headers(self) -> Mapping[str, str]:
        """The response headers, whatever their case."""
        return self[2]

    @property
    def attempts(self) -> int:
        """How many requests it took."""
        return self._attempts

    @property
    def rate_limit_used(self) -> float | None:
        """Percentage of the most used rate limit, None where the service did not say (F-33)."""
        return rate_limit_used(self.headers)

    def __repr__(self) -> str:
        return f"UploadResponse(status={self.status}, attempts={self.attempts}, rate_limit_used={self.rate_limit_used})"

    def __getnewargs__(self) -> tuple[int, Mapping[str, str], int]:  # for copies and pickles
        return self.status, self.headers, self.attempts


def interpret(status: int, headers: Mapping[str, str], body: bytes, attempts: int = 1) -> UploadResponse:
    """The answer as a value; ``attempts`` is how many requests it took.

    Raises:
        ApiException: the subclass for the status, with the service's own errors where the body holds them.
    """
    html = headers.get("content-type", "").startswith("text/html")
    if 200 <= status < 300 and not html:
        return UploadResponse(status, headers, attempts)
    kind = _BY_STATUS.get(status, ServerError if status >= 500 else ApiException)
    reason = _reason(status)
    if status < 400:
        reason = f"{reason}: not an answer of the Events API; a proxy in between, or the wrong host?"
    elif status in _HINTS:
        reason = f"{reason}: {_HINTS[status]}"
    text = body.decode("utf-8", "replace")
    raise kind(status, reason, body=text, headers=headers, errors=_errors(body), attempts=attempts)


def _errors(body: bytes) -> list[ApiResponseErrors]:
    """The service's errors; none where the body is empty or something else (F-30), whatever else it holds."""
    try:
        listed = msgspec.json.decode(body)["errors"]
        return [ApiResponseErrors(*(_text(error.get(key)) for key in ("code", "message"))) for error in listed]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, AttributeError, KeyError, TypeError):
        return []


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _reason(status: int) -> str:
    from http import HTTPStatus  # only a failure needs it

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown status"
