"""Whether somebody would miss httpx in the way of a request: instrumentation, a recorder, a log, a test.

All of them either replace functions of httpx or httpcore, or wait until httpx is imported to do so. Where nobody does,
a request of `mparticle_facade.http.direct` can't be told from one of httpx's, but for what it costs.
"""

from __future__ import annotations

import importlib.util
import logging
import sys
from types import FunctionType
from typing import Any

from mparticle_facade.http.connections import replaced
from mparticle_facade.http.stack import httpcore

_httpx_log = logging.getLogger("httpx")  # at INFO, it has a line for each request

_OF_A_CLIENT = (
    "__init__", "request", "build_request", "_merge_cookies", "_merge_headers", "_merge_queryparams", "_merge_url",
    "send", "_build_request_auth", "_send_handling_auth", "_send_handling_redirects", "_send_single_request",
    "_set_timeout",
)  # fmt: skip
_LEFT_OUT = {
    "sync": {"Client": _OF_A_CLIENT, "HTTPTransport": ("__init__", "handle_request")},
    "async": {"AsyncClient": _OF_A_CLIENT, "AsyncHTTPTransport": ("__init__", "handle_async_request")},
}
"""The functions of httpx that a request does not pass when it is sent without httpx."""
_POOLS: dict[str, type] = {"sync": httpcore.ConnectionPool, "async": httpcore.AsyncConnectionPool}


def nobody_looks(kind: str) -> bool:
    """Whether a request of this kind, ``"sync"`` or ``"async"``, may leave httpx out."""
    if _httpx_log.isEnabledFor(logging.INFO) or replaced(_POOLS[kind]):
        return False
    if "httpx" not in sys.modules:
        return _nobody_waits()
    watch = _watches.get(kind)
    if watch is None:
        watch = _Watch(kind)
        if not watch.is_own:  # they may be given back, so the next request looks anew
            return False
        _watches[kind] = watch
    return watch.untouched()


class _Watch:
    """Whether those functions are still what they were: not replaced, not wrapped, no other code inside."""

    def __init__(self, kind: str) -> None:
        from mparticle_facade.http.stack import httpx

        self._module = vars(httpx)
        self._classes: list[tuple[str, type]] = []
        self._found: list[tuple[Any, str, Any, Any]] = []
        self.is_own = True
        for owner, names in _LEFT_OUT[kind].items():
            found = self._module[owner]
            self._classes.append((owner, found))
            self.is_own &= found.__module__ == "httpx"
            for name in names:
                home = next(each for each in found.__mro__ if name in vars(each))
                function = vars(home)[name]
                # Whoever came before us left a trace: another kind of object, another file, an attribute.
                self.is_own &= (
                    home.__module__.partition(".")[0] == "httpx"
                    and type(function) is FunctionType
                    and function.__globals__["__name__"].partition(".")[0] == "httpx"
                    and function.__code__.co_filename == function.__globals__["__file__"]
                    and not vars(function)
                )
                self._found.append((vars(home), name, function, getattr(function, "__code__", None)))

    def untouched(self) -> bool:
        for owner, found in self._classes:
            if self._module.get(owner) is not found:
                return False
        for there, name, it, code in self._found:  # noqa: SIM110  # a generator costs more than the whole loop
            if there.get(name) is not it or it.__code__ is not code:
                return False
        return True


_watches: dict[str, _Watch] = {}
_finders: list[Any] = []
"""Those that were asked and had nothing to tell."""


def _nobody_waits() -> bool:
    """Whether nobody would be told of an import of httpx.

    Tracers that wait for one stand among the finders of modules, and give it a loader of their own.
    """
    global _finders
    if sys.meta_path == _finders:
        return True
    spec = importlib.util.find_spec("httpx")
    loader = spec and spec.loader
    ordinary = type(loader).__module__ in ("_frozen_importlib_external", "zipimport")
    if not ordinary or vars(loader).keys() & {"create_module", "exec_module", "load_module"}:
        return False
    _finders = list(sys.meta_path)
    return True
