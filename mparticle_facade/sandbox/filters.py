"""What somebody wants to see of the batches and the requests, as conditions in SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from mparticle_facade.sandbox.inspection import INSPECTIONS

_STATUSES = ("accepted", "rejected", "duplicate")
_CLASSES = {"2xx": (200, 299), "4xx": (400, 499), "5xx": (500, 599)}
_WRONG = "(status IS NULL OR status >= 300 OR rejected > 0)"


class Filters(NamedTuple):
    """A condition and its parameters, and whether batches that nobody has looked at yet may have warnings."""

    condition: str
    parameters: tuple[Any, ...]
    troubled: bool = False
    """Only what has an error or a warning; those that were never looked at are among them until they are."""
    off_plan: bool = False
    """Only what the data plan does not allow; the same of those that were never looked at."""


class FilterError(ValueError):
    """A filter that can't be; the text says which one."""


def batch_filters(asked: Mapping[str, str]) -> Filters:
    """The filters of batches: ``text``, ``user``, ``type``, ``environment``, ``status``, ``endpoint``, ``problems``,
    ``plan`` (only what the data plan does not allow).

    Raises:
        FilterError: one of them has a value that can't be.
    """
    found = _Conditions(asked)
    found.add("text", "instr(words, ?) > 0", str.lower)
    found.add("user", "instr(identities, ?) > 0", str.lower)
    found.add("type", "instr(types, ?) > 0", lambda value: f"\n{value}\n")
    found.add("environment", "environment = ?")
    found.add("status", "status = ?", _one_of(_STATUSES))
    found.add("endpoint", "endpoint = ?", _endpoint)
    troubled = found.switch("problems", "(errors > 0 OR warnings > 0 OR warnings IS NULL)")
    off_plan = found.switch("plan", "(violations > 0 OR warnings IS NULL)")
    return Filters(*found.all, troubled, off_plan)


def request_filters(asked: Mapping[str, str]) -> Filters:
    """The filters of requests: ``text`` (path, key, client, message), ``status`` (a number, ``4xx``, ``none``),
    ``endpoint``, ``problems``.

    Raises:
        FilterError: one of them has a value that can't be.
    """
    found = _Conditions(asked)
    texts = " || ' ' || ".join(("method", "path", "key", "client", "note", "said", "what"))
    found.add("text", f"instr(lower({texts}), ?) > 0", str.lower)
    found.add("endpoint", "(path = ? OR path LIKE ? || '?%')", _endpoint, times=2)
    status = asked.get("status", "")
    if status == "none":
        found.switch("status", "status IS NULL")
    elif status in _CLASSES:
        found.switch("status", "status BETWEEN {} AND {}".format(*_CLASSES[status]))
    else:
        found.add("status", "status = ?", _number)
    found.switch("problems", _WRONG)
    return Filters(*found.all)


class _Conditions:
    def __init__(self, asked: Mapping[str, str]) -> None:
        self._asked = asked
        self._conditions: list[str] = []
        self._parameters: list[Any] = []

    def add(self, name: str, condition: str, form: Callable[[str], Any] = str, times: int = 1) -> None:
        value = self._asked.get(name, "").strip()
        if value:
            try:
                self._parameters += [form(value)] * times
            except ValueError as error:
                raise FilterError(f"{name}: {error}") from None
            self._conditions.append(condition)

    def switch(self, name: str, condition: str) -> bool:
        on = self._asked.get(name, "") not in ("", "0")
        if on:
            self._conditions.append(condition)
        return on

    @property
    def all(self) -> tuple[str, tuple[Any, ...]]:
        return " AND ".join(self._conditions) or "1", tuple(self._parameters)


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return value

    return check


def _endpoint(value: str) -> str:
    return _one_of(tuple(INSPECTIONS))(value)


def _number(value: str) -> int:
    if not value.isascii() or not value.isdigit() or len(value) > 3:
        raise ValueError("must be a number such as 404, or one of 2xx, 4xx, 5xx, none")
    return int(value)
