"""Which module of ours stands for which module path of the vendor's SDK: a rule, not a list.

``mparticle.models.some_name`` holds the one model whose name is ``somename`` in lower case; the other paths are the
modules of the same name here.
"""

from __future__ import annotations

import importlib
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from mparticle_facade import models

TOP = "mparticle"
_OURS = {
    TOP: "mparticle_facade",
    f"{TOP}.api_client": "mparticle_facade.api_client",
    f"{TOP}.apis": "mparticle_facade.apis",
    f"{TOP}.apis.events_api": "mparticle_facade.apis",
    f"{TOP}.configuration": "mparticle_facade.configuration",
    f"{TOP}.models": "mparticle_facade.models",
    f"{TOP}.rest": "mparticle_facade.rest",
}
_MODELS = f"{TOP}.models."
_GONE = {
    "RESTClientObject": "the connections are httpx's; `EventsApi.raw` is the client itself",
    "RESTResponse": "an upload returns an UploadResponse",
}


class _Module(ModuleType):
    """A module path of the vendor's: each name is looked up in ours when it is used."""

    def __init__(self, name: str, ours: ModuleType) -> None:
        super().__init__(name, f"``{name}`` of the vendor's SDK: {ours.__name__}.")
        self.ours = ours

    def __getattr__(self, name: str) -> Any:
        if name in _GONE:
            raise AttributeError(f"{self.__name__} has no {name} any more: {_GONE[name]}; see docs/migration.md")
        path = f"{self.__name__}.{name}"
        if not name.startswith("_") and _stands_for(path) is not None:
            return importlib.import_module(path)
        value = getattr(self.ours, name, None)
        if value is None:
            value = _imported_there(name)
        if value is None:
            raise AttributeError(
                f"module {self.__name__!r} has no attribute {name!r}; see docs/migration.md", name=name
            )
        if name in models.__all__:
            from mparticle_facade.drop_in.models import class_for

            value = class_for(name)
        return value

    def __dir__(self) -> list[str]:
        return dir(self.ours)


class Finder(MetaPathFinder, Loader):
    """Finds ``mparticle`` and what is below it."""

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname.partition(".")[0] != TOP or _stands_for(fullname) is None:
            return None
        return ModuleSpec(fullname, self, is_package=fullname in (TOP, f"{TOP}.apis", f"{TOP}.models"))

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name, importlib.import_module(_stands_for(spec.name) or TOP))

    def exec_module(self, module: ModuleType) -> None:
        """Nothing: its names are looked up when they are used."""


def _imported_there(name: str) -> Any:
    """A class that the vendor's modules have by importing it from each other."""
    from mparticle_facade import errors

    top = importlib.import_module(_OURS[TOP])
    return errors.ApiException if name == "ApiException" else getattr(top, name, None) if name[:1].isupper() else None


def _stands_for(path: str) -> str | None:
    """The module of ours for a path, None where there is none."""
    if path in _OURS:
        return _OURS[path]
    return "mparticle_facade.models" if _model(path) else None


def _model(path: str) -> str | None:
    """The model that a path below ``mparticle.models`` is named after."""
    if not path.startswith(_MODELS):
        return None
    wanted = path.removeprefix(_MODELS)
    if wanted != wanted.lower():
        return None
    return next((name for name in models.__all__ if name.lower() == wanted.replace("_", "")), None)
