"""Uploads with a callback: what the caller holds while one is under way, and how a callback is called.

Must not know what is sent, nor from which thread.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any

from mparticle_facade.errors import ApiException
from mparticle_facade.http.responses import UploadResponse

_log = logging.getLogger("mparticle_facade")

Callback = Callable[[UploadResponse | ApiException], object] | Callable[[Any, None, UploadResponse | None], object]
"""``callback(error, data, response)``; or one argument, as in the vendor's SDK: the response, or an `ApiException`."""


class Upload(Future[UploadResponse]):
    """An upload under way: a `concurrent.futures.Future` that can be joined, like the thread of the vendor's SDK."""

    def join(self, timeout: float | None = None) -> None:
        """Wait until the upload is done and its callback has run, at most ``timeout`` seconds. Raises nothing."""
        wait([self], timeout)

    def is_alive(self) -> bool:
        """Whether it is still under way, or waiting for its turn."""
        return not self.done()

    def perform(self, send: Callable[[], UploadResponse], callback: Callback) -> None:
        """Send, tell the callback, and be done. Called once, on a thread of the pool."""
        if not self.set_running_or_notify_cancel():
            return
        try:
            response = send()
        except BaseException as error:  # noqa: BLE001  # whoever waits for the result must get it, whatever it is
            _tell(callback, error, None)
            self.set_exception(error)
        else:
            _tell(callback, None, response)
            self.set_result(response)


def check(callback: Callback) -> None:
    """Refuse what could not be called when the upload is done, and nobody would hear of it.

    Raises:
        TypeError: it can't be called, or takes neither one argument nor three.
    """
    if not callable(callback):
        raise TypeError(f"callback must be callable, not {type(callback).__name__}")
    try:
        signature = inspect.signature(callback)
    except ValueError:  # a builtin that does not say
        return
    try:
        signature.bind(*[None] * (1 if _takes_one(callback) else 3))
    except TypeError:
        raise TypeError(
            f"a callback takes the response, or error, data and response; this one takes {signature}"
        ) from None


def _tell(callback: Callable[..., object], error: BaseException | None, response: UploadResponse | None) -> None:
    """Run a callback in the convention that its arguments tell; what it raises is logged and ends here."""
    try:
        if not _takes_one(callback):
            callback(error, None, response)
        elif error is None:
            callback(response)
        else:
            callback(_plain(error))
    except Exception:  # noqa: BLE001  # the caller's code may raise anything
        _log.exception("the callback of an upload failed")


def _plain(error: BaseException) -> ApiException:
    """The error as an `ApiException` and nothing more special, with the error itself as its cause.

    The vendor's README asks ``type(response) is mparticle.rest.ApiException``: a subclass would be taken for a success.
    """
    if isinstance(error, ApiException):
        plain = ApiException(
            error.status, error.reason, body=error.body, headers=error.headers, errors=error.errors,
            attempts=error.attempts,
        )  # fmt: skip
    else:
        plain = ApiException(reason=f"{type(error).__name__}: {error}")
    plain.__cause__ = error
    return plain


def _takes_one(callback: Callable[..., object]) -> bool:
    try:
        parameters = inspect.signature(callback).parameters.values()
    except ValueError:  # a builtin that does not say
        return False
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    positional = [p for p in parameters if p.kind in kinds]
    required = [p for p in positional if p.default is p.empty]
    return 1 in (len(required), len(positional)) and not any(p.kind is p.VAR_POSITIONAL for p in parameters)
