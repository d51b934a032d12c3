"""Each known defect of the vendor's Python SDK in how it is packaged and typed, by number: none is reproduced here."""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

import mparticle_facade as mparticle
from parts.clients import batch, impatient
from parts.server import ScriptedServer

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def ours(module_of: Any) -> bool:
    return module_of.__module__.startswith("mparticle_facade")


def callables() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function, and every public method of a public class, that is written in the package."""
    for name in sorted(mparticle.__all__):
        thing = getattr(mparticle, name)
        if inspect.isfunction(thing) and ours(thing):
            yield name, thing
        for attribute, member in vars(thing).items() if inspect.isclass(thing) and ours(thing) else ():
            function = inspect.unwrap(getattr(member, "__func__", getattr(member, "fget", None) or member))
            if inspect.isfunction(function) and ours(function) and (attribute == "__init__" or attribute[0] != "_"):
                yield f"{name}.{attribute}", function


@pytest.mark.parametrize(("name", "function"), [pytest.param(*each, id=each[0]) for each in callables()])
def test_p54_everything_public_has_types(name: str, function: Callable[..., Any]) -> None:
    """The vendor's SDK has no type hints at all."""
    parameters = inspect.signature(function).parameters
    untyped = [each for each in parameters if each not in ("self", "cls") and each not in function.__annotations__]
    assert untyped == []
    assert "return" in function.__annotations__


def test_p54_nothing_of_python_2_and_nothing_unused_is_required() -> None:
    """The vendor's SDK requires six, and a date library for code that never runs."""
    sources = "\n".join(
        path.read_text() for folder in ("mparticle_facade", "generated") for path in (ROOT / folder).rglob("*.py")
    )
    for required in map(Requirement, PROJECT["dependencies"]):
        # httpx's own core looks for sniffio; see pyproject.toml.
        assert required.name == "sniffio" or re.search(
            rf"(?m)^\s*(import|from) {required.name.replace('attrs', 'attrs?')}\b", sources
        )
    assert all(
        (ROOT / folder / "py.typed").exists() for folder in ("mparticle_facade", "generated/mparticle_events_models")
    )


def test_p55_the_pins_fit_the_requirements() -> None:
    """The vendor's SDK pins six to a version in one file and asks for a newer one in another."""
    pins = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text().lower().split() if "==" in line)
    pins = {re.sub(r"[-_.]+", "-", name): pin for name, pin in pins.items()}
    required = [Requirement(text) for text in PROJECT["dependencies"]]
    required += [Requirement(text) for texts in PROJECT["optional-dependencies"].values() for text in texts]
    checked = [each for each in required if re.sub(r"[-_.]+", "-", each.name.lower()) in pins]
    assert {"attrs", "httpx", "msgspec"} <= {each.name for each in checked}
    wrong = [str(each) for each in checked if pins[re.sub(r"[-_.]+", "-", each.name.lower())] not in each.specifier]
    assert wrong == []


def test_p63_one_version_is_named_everywhere() -> None:
    """The vendor's SDK names three: in its package, its User-Agent and its debug report."""
    with ScriptedServer() as server, mparticle.EventsApi(impatient(server)) as api:
        api.upload_events(batch())
    assert server.requests[0].headers["user-agent"] == f"mparticle-facade/{mparticle.__version__}"
    assert "version" in PROJECT["dynamic"]
