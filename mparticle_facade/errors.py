"""What can go wrong, as types: one tree for requests, one error for data that must not be sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mparticle_events_models.partial import ApiError as ApiResponseErrors


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or odd, in a batch.

    ``path`` says where (``$.events[0].data.event_name``), ``message`` what and how to mend it, without the value itself
    when that may be personal data. ``kind`` is one of

    * ``invalid``: always an error;
    * ``limit``: over a default service limit, an error unless ``limits="warn"`` (F-42);
    * ``unknown_field``: not in the description, an error unless ``unknown_fields="warn"``;
    * ``tolerated``: data that the vendor's own SDKs and exports write in another way; read as it is meant (D-54);
    * ``off_plan``: not as the data plan of the configuration wants it, an error with ``plan_violations="error"``;
    * ``missing``, ``unknown_value``, ``suspicious``: accepted by the service, worth a look. Never an error.
    """

    path: str
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class ValidationError(ValueError):
    """A batch that must not be sent; raised before anything is.

    ``problems`` holds every error found, ``warnings`` what was only odd. The text lists all problems, one a line.
    """

    def __init__(self, problems: Sequence[Problem], warnings: Sequence[Problem] = ()) -> None:
        self.problems = list(problems)
        self.warnings = list(warnings)
        super().__init__(self.problems, self.warnings)

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return str(self.problems[0])
        return f"{len(self.problems)} problems:\n" + "\n".join(f"  {problem}" for problem in self.problems)


class ConfigurationError(ValueError):
    """A setting that can't work, such as missing credentials or an unknown pod; raised before any request."""


class OutboxError(Exception):
    """The outbox file can't be used; the text says why, where, and what to do. Nothing was accepted."""


class QueueFullError(Exception):
    """No room for another batch, which was not accepted: the text names the limit and what to do."""


class ApiException(Exception):  # noqa: N818  # the vendor's name
    """A request that failed; the base of every such error.

    ``status`` is the HTTP status, or 0 when there was no response; ``reason`` its text; ``body`` the response as text;
    ``headers`` the response headers; ``errors`` the service's own ``code`` and ``message`` pairs, where it sent any;
    ``attempts`` how many requests were made.
    """

    def __init__(
        self,
        status: int = 0,
        reason: str = "",
        *,
        body: str = "",
        headers: Mapping[str, str] | None = None,
        errors: Sequence[ApiResponseErrors] = (),
        attempts: int = 1,
    ) -> None:
        self.status = status
        self.reason = reason
        self.body = body
        self.headers: Mapping[str, str] = headers or {}
        self.errors = list(errors)
        self.attempts = attempts
        super().__init__(status, reason)

    def __str__(self) -> str:
        said = "; ".join(filter(None, (error.message for error in self.errors)))
        return " ".join(filter(None, (f"({self.status})" if self.status else "", self.reason))) + (
            f": {said}" if said else ""
        )


class BadRequestError(ApiException):
    """400: malformed JSON or a missing required field. Sending the same again can't help."""


class AuthenticationError(ApiException):
    """401: the credentials are missing (D-33)."""


class PermissionDeniedError(ApiException):
    """403: the key or the secret is wrong, or they belong to another pod (D-33)."""


class PayloadTooLargeError(ApiException):
    """413: more than the service, or something in front of it, takes in one request."""


class RateLimitError(ApiException):
    """429: over the provisioned rate.

    ``retry_after`` is how long the service asks to wait, in seconds, None where it did not say; ``limit`` which limit
    was hit (org, account, app, feed, workspace, acceleration, ...; an open set, F-32).
    """

    @property
    def retry_after(self) -> float | None:
        from mparticle_facade.limits import retry_after

        return retry_after(self.headers)

    @property
    def limit(self) -> str | None:
        return self.headers.get("x-mp-rate-limit-exceeded", "").strip(" \"'“”") or None


class ServerError(ApiException):
    """5xx: the service failed or is unavailable; the same request may work later."""


class ApiConnectionError(ApiException):
    """No usable response: DNS, TLS, a refused or broken connection. The cause is chained."""


CLIENT_CLOSED = "this client is closed; make a new one"


class ClientClosedError(ApiException, RuntimeError):
    """The client was closed; nothing was sent. Make a new one, or close it later."""


class ApiTimeoutError(ApiConnectionError):
    """No response in time. The service may have taken the request all the same: only a `source_request_id` that was set
    before the first attempt makes a repeat safe (F-35).
    """


class DataPlanError(ValueError):
    """A data plan that can't be used: it is none, or a part of it is wrong; the text says what and where."""
