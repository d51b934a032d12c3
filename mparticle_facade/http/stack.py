"""httpcore and httpx, imported without what we need of neither. Whoever here needs one takes it from this module.

Importing httpcore imports anyio, which only its asyncio network uses, and certifi, which only its own TLS context does;
importing httpx, its own command line wherever click and rich are installed. Together they cost as much as the two
themselves. While one of the two is imported it finds something in their place that imports them when it is used.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx as httpx


class _Later(ModuleType):
    """Stands for a module to whoever imported it in the meantime."""

    def __getattr__(self, name: str) -> Any:
        _leave(self)
        return getattr(importlib.import_module(self.__name__), name)


def raised(error: BaseException, name: str) -> bool:
    """Whether this is an error of httpx's of that name. Whoever raises one has imported it, so that we need not."""
    return isinstance(error, getattr(sys.modules.get("httpx"), name, ()))


def _leave(standing: ModuleType) -> None:
    """Make room for the module itself, which another thread may have imported in the meantime."""
    if sys.modules.get(standing.__name__) is standing:
        sys.modules.pop(standing.__name__, None)


def _main(*arguments: Any, **named: Any) -> Any:
    """`httpx.main`, imported when it is called."""
    from httpx._main import main

    return main(*arguments, **named)


@contextlib.contextmanager
def _instead(*standing: ModuleType) -> Iterator[None]:
    """What is imported meanwhile finds these modules in the place of those that were not imported yet."""
    # Under no lock: this runs while modules are imported, by threads that wait for each other's.
    here = [module for module in standing if sys.modules.setdefault(module.__name__, module) is module]
    try:
        yield
    finally:
        for module in here:
            _leave(module)


if "httpcore" in sys.modules:
    import httpcore as httpcore
else:
    with _instead(_Later("anyio"), _Later("certifi")):
        import httpcore as httpcore


def __getattr__(name: str) -> Any:
    if name != "httpx":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    command_line = ModuleType("httpx._main")
    vars(command_line)["main"] = _main
    with contextlib.nullcontext() if "httpx" in sys.modules else _instead(command_line):
        import httpx as module

    globals()[name] = module
    return module
