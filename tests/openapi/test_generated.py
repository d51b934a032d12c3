"""The generated parts: made from the description that stands beside them, and remade by one command."""

from __future__ import annotations

import importlib
import json
import pkgutil
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
import yaml

import mparticle_events_client
import mparticle_events_models
from mparticle_events_client import AuthenticatedClient
from mparticle_events_client.api.events import bulk_upload_events, bulk_upload_historical_events, upload_events
from mparticle_events_client.models import Batch as RawBatch
from mparticle_events_models import names, partial, plain, wire
from mparticle_events_models.servers import PODS
from parts.wire_samples import EVENT_SCHEMAS, SCHEMAS, full, full_batch, variants

ROOT = Path(__file__).parents[2]
GENERATED = ROOT / "generated"
DESCRIPTION = yaml.safe_load((ROOT / "openapi/events.yaml").read_text("utf-8"))
MODULES = sorted(
    module.name
    for package in (mparticle_events_models, mparticle_events_client)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
)
OBJECTS = [name for name, schema in SCHEMAS.items() if "properties" in schema]
ENVELOPES = {ref.rpartition("/")[2] for ref in EVENT_SCHEMAS.values()}
OPERATIONS = {
    "/events": upload_events,
    "/bulkevents": bulk_upload_events,
    "/bulkevents/historical": bulk_upload_historical_events,
}


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    return importlib.import_module("generate")


# -- what is committed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MODULES)
def test_a_generated_module_imports(name: str) -> None:
    assert importlib.import_module(name).__name__ == name


def test_every_generated_python_file_says_where_it_comes_from(generate: ModuleType) -> None:
    files = list(GENERATED.rglob("*.py"))
    assert len(files) > len(MODULES)
    assert [path for path in files if not path.read_text("utf-8").startswith(generate.HEADER + "\n")] == []
    assert (GENERATED / "PROVENANCE.toml").read_text("utf-8").startswith(generate.HEADER + "\n")


def test_the_generated_parts_belong_to_this_description_and_these_generators(generate: ModuleType) -> None:
    provenance = tomllib.loads((GENERATED / "PROVENANCE.toml").read_text("utf-8"))
    assert provenance["sha256"] == generate.description_hash(), "openapi/ has moved on: run `make generate`"
    assert provenance["generators"] == {name: version(name) for name in generate.GENERATORS}
    assert provenance["command"] == "make generate"


def test_the_packages_are_typed() -> None:
    for package in (mparticle_events_models, mparticle_events_client):
        assert (Path(package.__path__[0]) / "py.typed").is_file()


# -- enumerations and servers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if "enum" in schema])
def test_an_enumeration_has_the_values_of_the_description(name: str) -> None:
    assert [member.value for member in getattr(names, name)] == SCHEMAS[name]["enum"]


def literals(cls: type) -> dict[str, set[str]]:
    """The fields of a Struct that take one of several texts, and those texts."""

    def texts(form: msgspec.inspect.Type) -> set[str]:
        if isinstance(form, msgspec.inspect.Metadata):
            return texts(form.type)
        if isinstance(form, msgspec.inspect.UnionType):
            return set().union(*map(texts, form.types))
        return set(form.values) if isinstance(form, msgspec.inspect.LiteralType) else set()

    found = {field.encode_name: texts(field.type) for field in msgspec.inspect.type_info(cls).fields}
    return {name: values for name, values in found.items() if values}


def test_the_wire_types_admit_exactly_the_values_of_the_enumerations() -> None:
    compared = 0
    for name in OBJECTS:
        admitted = literals(getattr(wire, name))
        expected = {
            key: set(form["enum"])
            for key, field in SCHEMAS[name]["properties"].items()
            for form in variants(field)
            if "enum" in form
        }
        assert admitted == expected, name
        for key, values in expected.items():
            cls = getattr(partial, name)
            nested = next(
                each for each in vars(cls) if each not in cls.__struct_fields__ and each.lower() == key.replace("_", "")
            )
            assert {member.value for member in getattr(cls, nested)} == values
            compared += 1
    assert compared > 10


def kinds(cls: type) -> set[type]:
    """The kinds of types that a Struct is made of, all the way down."""
    found: set[type] = set()
    left: list[Any] = [msgspec.inspect.type_info(cls)]
    seen: set[type] = set()
    while left:
        form = left.pop()
        if isinstance(form, msgspec.inspect.StructType):
            if form.cls in seen:
                continue
            seen.add(form.cls)
        if isinstance(form, msgspec.inspect.Type):
            found.add(type(form))
        if isinstance(form, msgspec.Struct):
            left += msgspec.structs.astuple(form)
        if isinstance(form, tuple):
            left += form
    return found


def test_the_plain_types_admit_no_float_and_no_null() -> None:
    both = {msgspec.inspect.FloatType, msgspec.inspect.NoneType}
    assert not kinds(plain.Batch) & {*both, msgspec.inspect.AnyType}
    assert kinds(wire.Batch) >= {*both, msgspec.inspect.AnyType}


def test_every_event_type_has_its_wire_envelope_and_its_partial_data() -> None:
    assert {member.value for member in names.EventType} == set(EVENT_SCHEMAS)
    for tag, ref in EVENT_SCHEMAS.items():
        name = ref.rpartition("/")[2]
        assert getattr(wire, name).__struct_config__.tag == tag
        assert getattr(partial, f"{name}Data").event_type == tag


def test_the_pods_are_the_servers_of_the_description() -> None:
    servers = {}
    for server in DESCRIPTION["servers"]:
        servers.setdefault(server["x-pod"], server["url"])
    assert servers == PODS
    assert list(PODS) == ["us1", "us2", "eu1", "au1"]
    assert PODS["us1"] == "https://s2s.mparticle.com/v2"
    assert PODS["eu1"] == "https://s2s.eu1.mparticle.com/v2"


# -- models -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OBJECTS)
def test_every_field_of_the_description_is_in_every_family(name: str) -> None:
    expected = set(SCHEMAS[name]["properties"])
    if name in ENVELOPES:  # the tag of a wire envelope is no field, and the facade has envelopes of its own
        assert set(getattr(wire, name).__struct_encode_fields__) == expected - {"event_type"}
    else:
        assert set(getattr(wire, name).__struct_encode_fields__) == expected
        assert set(getattr(partial, name).__struct_encode_fields__) == expected | {""}
    assert sorted(getattr(plain, name).__struct_encode_fields__) == sorted(getattr(wire, name).__struct_encode_fields__)
    raw = importlib.import_module(f"mparticle_events_client.models.{snake(name)}")
    written = getattr(raw, name).from_dict(full({"$ref": f"#/components/schemas/{name}"})).to_dict()
    assert set(written) == expected


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def test_the_raw_client_carries_a_full_batch_without_loss() -> None:
    assert RawBatch.from_dict(full_batch()).to_dict() == full_batch()
    assert RawBatch.from_dict(json.loads(json.dumps(full_batch()))).to_dict() == full_batch()


def test_the_wire_types_carry_a_full_batch_without_loss() -> None:
    payload = json.dumps(full_batch())
    assert json.loads(msgspec.json.encode(msgspec.json.decode(payload, type=wire.Batch))) == full_batch()


# -- the raw client ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "operation"), OPERATIONS.items())
def test_an_operation_takes_bytes_as_they_are_and_models_as_json(path: str, operation: ModuleType) -> None:
    batch = {"environment": "development"}
    payload = b'{"environment": "development"}'
    request = operation._get_kwargs(body=payload)
    assert (request["method"], request["url"]) == ("post", path)
    assert request["content"] is payload
    assert "json" not in request
    assert request["headers"] == {"Content-Type": "application/json"}
    model = RawBatch.from_dict(batch)
    request = operation._get_kwargs(body=model if path == "/events" else [model])
    assert request["json"] == (batch if path == "/events" else [batch])
    assert "content" not in request


def test_every_operation_of_the_description_is_generated() -> None:
    assert set(OPERATIONS) == set(DESCRIPTION["paths"])
    for path, operations in DESCRIPTION["paths"].items():
        name = OPERATIONS[path].__name__.rpartition(".")[2]
        assert name.replace("_", "") == operations["post"]["operationId"].lower()


def test_the_repr_of_a_client_shows_no_credential() -> None:
    client = AuthenticatedClient(
        base_url="https://s2s.mparticle.com/v2",
        token="S3CRET",
        prefix="Basic",
        headers={"x-other": "S3CRET"},
        cookies={"session": "S3CRET"},
        httpx_args={"auth": ("key", "S3CRET")},
    )
    client.get_httpx_client().close()
    assert "S3CRET" not in f"{client!r} {client}"
    assert "s2s.mparticle.com" in repr(client)


# -- the generator ----------------------------------------------------------------------------------------------------


class Workshop:
    """A copy of what generates, to break and to extend."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.generated = directory / "generated"
        self.yaml = directory / "openapi/events.yaml"
        self.constructors = directory / "openapi/constructors.yaml"
        self.script = directory / "scripts/generate.py"
        shutil.copytree(ROOT / "openapi", directory / "openapi")
        shutil.copytree(ROOT / "scripts", directory / "scripts", ignore=shutil.ignore_patterns("__pycache__"))

    def generate(self, *options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(self.script), *options]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=self.script.parent)

    def tree(self) -> dict[str, bytes]:
        return contents(self.generated)


def contents(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    made = Workshop(tmp_path_factory.mktemp("workshop"))
    done = made.generate()
    assert (done.returncode, done.stderr) == (0, "")
    return made


@pytest.fixture
def spare(workshop: Workshop, tmp_path: Path) -> Workshop:
    """The workshop, put back as it was afterwards."""
    for name in ("openapi", "generated"):
        shutil.copytree(workshop.directory / name, tmp_path / name)
    yield workshop
    for name in ("openapi", "generated"):
        shutil.rmtree(workshop.directory / name)
        shutil.copytree(tmp_path / name, workshop.directory / name)


def test_the_description_and_the_scripts_alone_make_what_is_committed(workshop: Workshop) -> None:
    made, committed = workshop.tree(), contents(GENERATED)
    assert sorted(made) == sorted(committed)
    assert [name for name in made if made[name] != committed[name]] == []


def test_the_check_finds_an_edit_by_hand_and_repairs_nothing(spare: Workshop) -> None:
    path = spare.generated / "mparticle_events_models/servers.py"
    path.write_bytes(path.read_bytes() + b"# edited\n")
    edited = spare.tree()
    checked = spare.generate("--check")
    assert checked.returncode == 1
    assert "-# edited" in checked.stdout
    assert "1 generated file(s) differ" in checked.stdout
    assert spare.tree() == edited


DOMAIN = "#/components/schemas/"
BROKEN = {
    "an unknown $ref": (
        f'$ref: "{DOMAIN}DeviceInformation"',
        f'$ref: "{DOMAIN}DeviceInformatoin"',
        "DeviceInformatoin",
    ),
    "invalid YAML": ("components:\n", "components: [\n", "line "),
    "a tab": ("components:\n", "components:\n\tschemas:\n", "line "),
    "no servers": ("\nservers:\n", "\nx-servers:\n", "servers"),
    "no schemas": ("\n  schemas:\n", "\n  x-schemas:\n", "schemas"),
}


@pytest.mark.parametrize(("old", "new", "named"), BROKEN.values(), ids=BROKEN)
def test_a_broken_description_is_one_readable_message_and_leaves_everything_as_it_was(
    spare: Workshop, old: str, new: str, named: str
) -> None:
    before = spare.tree()
    text = spare.yaml.read_text("utf-8")
    assert old in text
    spare.yaml.write_text(text.replace(old, new, 1), "utf-8")
    refused(spare, named, "events.yaml")
    assert spare.tree() == before


def test_an_unknown_field_in_the_constructors_is_one_readable_message(spare: Workshop) -> None:
    before = spare.tree()
    text = spare.constructors.read_text("utf-8")
    spare.constructors.write_text(text.replace("[plan_id, plan_version]", "[plan_id, plan_versoin]"), "utf-8")
    refused(spare, "plan_versoin", "constructors.yaml")
    assert spare.tree() == before


def test_a_missing_description_is_one_readable_message(spare: Workshop) -> None:
    before = spare.tree()
    spare.yaml.unlink()
    refused(spare, "events.yaml")
    assert spare.tree() == before


def refused(workshop: Workshop, *named: str) -> None:
    done = workshop.generate()
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("make generate: ")
    assert done.stderr.endswith("generated/ was left as it was.\n")
    assert [word for word in named if word not in done.stderr] == []
    assert not list(workshop.script.parents[1].glob(".generate-*"))
