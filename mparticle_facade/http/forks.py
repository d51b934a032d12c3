"""What must not be shared with a child process: after a fork the child is told to begin anew."""

from __future__ import annotations

import os
import weakref
from typing import Protocol


class Renewable(Protocol):
    """Something with connections, threads or locks."""

    def _after_fork_in_child(self) -> None:
        """Let go of what is the parent's, neither using nor closing it."""


_known: weakref.WeakSet[Renewable] = weakref.WeakSet()
_parents: list[object] = []


def tell_child(renewable: Renewable) -> None:
    """Tell it in every child that is forked from now on, for as long as it lives."""
    _known.add(renewable)


def leave_to_parent(thing: object) -> None:
    """Keep it from being collected in the child: a collected connection is a closed one."""
    _parents.append(thing)


def _in_child() -> None:
    for each in list(_known):
        each._after_fork_in_child()


if hasattr(os, "register_at_fork"):  # not on Windows, where nothing forks
    os.register_at_fork(after_in_child=_in_child)
