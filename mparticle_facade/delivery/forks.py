"""What forks: queues that must be at rest when their process does."""

from __future__ import annotations

import os
import weakref
from typing import Protocol


class Forking(Protocol):
    """Something with locks, or files, that a fork must not catch in use."""

    def _before_fork(self) -> None: ...

    def _after_fork_in_parent(self) -> None: ...

    def _after_fork_in_child(self) -> None: ...


_known: weakref.WeakSet[Forking] = weakref.WeakSet()
_at_rest: list[Forking] = []


def tell(forking: Forking) -> None:
    """Tell it about forks from now on, for as long as it lives."""
    _known.add(forking)


def _before() -> None:
    for each in list(_known):
        each._before_fork()
        _at_rest.append(each)


def _in_parent() -> None:
    while _at_rest:
        _at_rest.pop()._after_fork_in_parent()


def _in_child() -> None:
    _at_rest.clear()
    for each in list(_known):
        each._after_fork_in_child()


if hasattr(os, "register_at_fork"):  # not on Windows, where nothing forks
    os.register_at_fork(before=_before, after_in_parent=_in_parent, after_in_child=_in_child)
