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

from mparticle_facade.lazy import importing

if TYPE_CHECKING:
    import httpx as httpx


class _Later(ModuleType):
    """Stands for a module to whoever imported it in the meantime."""

    def __getattr__(self, name: str) -> Any:
        with importing:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
            return getattr(importlib.import_module(self.__name__), name)


def _main(*arguments: Any, **named: Any) -> Any:
    """`httpx.main`, imported when it is called."""
    from httpx._main import main

    return main(*arguments, **named)


@contextlib.contextmanager
def _instead(*standing: ModuleType) -> Iterator[None]:
    """What is imported meanwhile finds these modules in the place of those that were not imported yet."""
    with importing:
        here = {module.__name__: module for module in standing if module.__name__ not in sys.modules}
        sys.modules.update(here)
        try:
            yield
        finally:
            for name, module in here.items():
                if sys.modules.get(name) is module:
                    del sys.modules[name]


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
