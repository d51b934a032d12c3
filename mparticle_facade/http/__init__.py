"""One connection to the service: the generated client on transports that pace, repeat and log. Knows no queue."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


def _main(*arguments: Any, **named: Any) -> Any:
    """`httpx.main`, imported when it is called."""
    from httpx._main import main

    return main(*arguments, **named)


if "httpx" not in sys.modules:
    # httpx takes its own command line into every process where click and rich are installed, which costs as much as
    # the rest of it. It finds this in its place, and the real one is there for whoever asks for it.
    sys.modules["httpx._main"] = ModuleType("httpx._main")
    vars(sys.modules["httpx._main"])["main"] = _main
    import httpx as _httpx  # noqa: F401

    del sys.modules["httpx._main"]
