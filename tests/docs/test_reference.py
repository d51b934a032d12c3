"""Everything public is on a reference page, with its fields, methods and arguments."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import msgspec
import pytest

import mparticle_facade as mparticle
from mparticle_facade.cli.program import program
from mparticle_facade.pytest_plugin import MparticleSandbox

ROOT = Path(__file__).parents[2]

with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(ROOT / "scripts")
    import interface
    import made_pages

PAGES = {page.name: page.read_text() for page in sorted((ROOT / "docs").glob("*.md"))}
PLACES = interface.places(PAGES)
EXTRA = {"MparticleSandbox", "instrument", "mparticle_sandbox", "running_sandbox"}
WHOLE = (
    "AsyncEventsApi", "Batch", "Configuration", "DataPlan", "EventsApi", "FlushResult", "Stats", "UploadResponse",
    "Uploader",
)  # fmt: skip
INTERNAL = {
    "Configuration": {
        "basic_auth",
        "check_credentials",
        "current_key",
        "freeze",
        "proxy_url",
        "ssl_context",
        "warn_of_another_pod",
    },
    "Uploader": {"end", "forked", "hasten", "observe"},
}
"""Public by name, but called by the library alone."""


@pytest.fixture(scope="module")
def source() -> interface.Interface:
    return interface.Interface(PLACES)


@pytest.fixture(scope="module")
def shown(source) -> dict[str, str]:
    """What the site says about each name."""
    return {
        match[1].rpartition(".")[2]: source.render(match[1], match[2])
        for text in PAGES.values()
        for match in interface.DIRECTIVE.finditer(text)
    }


def test_every_public_name_has_a_place():
    assert (set(dir(mparticle)) | EXTRA) - set(PLACES) == set()


def test_every_name_is_said_once():
    named = [match[1] for text in PAGES.values() for match in interface.DIRECTIVE.finditer(text)]
    assert len(named) == len(set(named)) > 70


def test_every_field_of_every_model_is_there(shown):
    models = {name: value for name in dir(mparticle) if isinstance(value := getattr(mparticle, name), type)}
    structs = {name: value for name, value in models.items() if issubclass(value, msgspec.Struct)}
    assert len(structs) > 35
    for name, struct in structs.items():
        missing = [f for f in struct.__struct_fields__ if f"| `{f}` |" not in shown[name] and f[0] != "_"]
        assert [field for field in missing if field != "additional_properties"] == [], name


@pytest.mark.parametrize("name", WHOLE)
def test_every_method_and_property_is_there(name, shown):
    cls = getattr(mparticle, name)
    public = {key for key in dir(cls) if key[0] != "_"} - INTERNAL.get(name, set())
    if issubclass(cls, (tuple, msgspec.Struct)):
        public -= {*dir(tuple), "CustomEventType", "Environment", "additional_properties", "event_type"}
    missing = {key for key in public if f"#### {key} {{" not in shown[name] and f"| `{key}` |" not in shown[name]}
    assert missing == set()


@pytest.mark.parametrize("name", ["AsyncEventsApi", "Configuration", "EventsApi", "Uploader"])
def test_every_argument_is_there(name, shown):
    arguments = list(inspect.signature(getattr(mparticle, name).__init__).parameters)[1:]  # without self
    assert [argument for argument in arguments if not re.search(rf"\b{argument}: ", shown[name])] == []


def test_the_fixture_is_there(shown):
    public = {key for key in vars(MparticleSandbox) if key[0] != "_"}
    assert {key for key in public if key not in shown["MparticleSandbox"]} == set()


def test_every_variable_is_there():
    read = {
        name
        for path in (ROOT / "mparticle_facade").rglob("*.py")
        for name in re.findall(r"\bMPARTICLE_[A-Z_]+\b", path.read_text())
    }
    assert len(read) > 4
    assert {name for name in read if f"| `{name}` |" not in PAGES["environment.md"]} == set()


def test_every_metric_is_there():
    source = (ROOT / "mparticle_facade/delivery/telemetry.py").read_text()
    names = re.findall(r'"(mparticle\.\w+\.\w+)":', source)
    assert len(names) > 8
    assert [name for name in names if f"| `{name}` |" not in PAGES["telemetry.md"]] == []


def test_a_signature_is_what_is_written(source):
    assert "UserIdentities" in source.render("mparticle_facade.Batch")
    text = source.render("mparticle_facade.Batch")
    assert "validate(\n    *,\n    limits: Literal['error', 'warn'] = 'error'," in text
    assert "* [`ValidationError`](errors.md#validationerror): with *every* problem, each with its path." in text
    assert "Fields:" not in source.render("mparticle_facade.Product")


def test_only_what_is_asked_for(source):
    text = source.render("mparticle_facade.Outbox", "close")
    assert re.findall(r"#### (\S+)", text) == ["close"]


def test_a_name_that_is_none_is_an_error(source):
    with pytest.raises(KeyError):
        source.expanded("::: mparticle_facade.Batsh\n")


def test_the_command_line_is_there_with_every_option():
    page = made_pages.command_line()
    commands = [("mparticle", program())]
    for path, command in commands:
        assert f"## {path}\n" in page
        for parameter in command.params:
            named = parameter.opts[0] if parameter.param_type_name == "option" else parameter.help
            assert named in page, path
        commands += [(f"{path} {name}", below) for name, below in getattr(command, "commands", {}).items()]
    assert "``" not in page.replace("```", "")
