"""Imports that wait until a name is used: one thread at a time, and never in the middle of a fork.

A child that is forked while another thread imports a module waits for ever when it wants the same module: nobody is
left there to finish it. So a fork waits until such an import is done.
"""

from __future__ import annotations

import _thread  # the lock without `threading`, which costs more than the rest of the package
import importlib
import os
from types import ModuleType

importing = _thread.RLock()
"""Hold it around an import statement inside a function."""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=importing.acquire, after_in_parent=importing.release, after_in_child=importing.release)


def load(name: str) -> ModuleType:
    """The module of this full name, imported when it is not yet."""
    with importing:
        return importlib.import_module(name)
