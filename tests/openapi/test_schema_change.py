"""A change of the description, done as a maintainer does it: edit the YAML, generate, and everything knows it.

The changes are made to copies of the project, in two rounds: what adds, and what removes. Each round generates once;
what came of it is looked at in processes that see only the copy.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("openapi", "scripts", "mparticle_facade", "generated")

FIELD = """
        loyalty_tier:
          description: Tier in the loyalty programme. Omitted, the tier is unknown.
          type: [string, "null"]
"""
OF_EVERY_KIND = """
        shade:
          description: Shade of the device. At most 7 characters.
          type: [string, "null"]
          maxLength: 7
        brightness:
          description: Brightness of the device, in percent.
          type: [number, "null"]
          minimum: 0.5
          maximum: 9.5
        shades:
          description: Shades of the device, in percent.
          type: array
          items:
            type: number
        anything:
          description: Something of the device.
          type: object
          additionalProperties: {}
"""
ENVELOPE = """
    LoyaltyRedeemedEvent:
      description: The user exchanged loyalty points for a reward.
      type: object
      required:
        - event_type
        - data
      properties:
        event_type:
          description: Tag that tells this event from the others.
          type: string
          const: loyalty_redeemed
        data:
          description: What happened.
          $ref: "#/components/schemas/LoyaltyRedeemedEventData"
      examples:
        - event_type: loyalty_redeemed
          data:
            timestamp_unixtime_ms: 1767225600000
            reward: Coffee
            points: 250

    LoyaltyRedeemedEventData:
      description: Data of a loyalty redemption.
      allOf:
        - $ref: "#/components/schemas/CommonEventData"
        - type: object
          required:
            - reward
          properties:
            reward:
              description: Name of the reward. At most 64 characters.
              type: string
              maxLength: 64
            points:
              description: Number of points exchanged.
              type: [integer, "null"]
              format: int32
              minimum: 0
              maximum: 2147483647
            expires_unixtime_ms:
              description: When the reward expires, in milliseconds since the Unix epoch.
              type: [integer, "null"]
              format: int64
              minimum: -9223372036854775808
              maximum: 9223372036854775807
              x-format: epoch-ms
"""
# The text of each insertion, and the line of the YAML before which it stands: the first that fits after the other one.
ADDITIONS = [
    (FIELD, "    GeoLocation:\n", "\n    DeviceCurrentState:\n"),
    (FIELD, "    ApplicationInformation:\n", "\n    BatchContext:\n"),
    (OF_EVERY_KIND, "    DeviceInformation:\n", "\n    ApplicationInformation:\n"),
    ("        - `merge`: two profiles became one\n", "    ProfileEventType:\n", "      type: string\n"),
    ("        - merge\n", "    ProfileEventType:\n", "\n    IdentityType:\n"),
    ("        - `satellite`: satellite link\n", "    DataConnectionType:\n", "      type: string\n"),
    ("        - satellite\n", "    DataConnectionType:\n", "\n    LocationSource:\n"),
    (ENVELOPE, "    UserIdentity:\n", "    UserIdentity:\n"),
    ('        - $ref: "#/components/schemas/LoyaltyRedeemedEvent"\n', "    Event:\n", "      discriminator:\n"),
    (
        '          loyalty_redeemed: "#/components/schemas/LoyaltyRedeemedEvent"\n',
        "    Event:\n",
        "\n    CommonEventData:\n",
    ),
    ("        - `loyalty_redeemed`: points were exchanged\n", "    EventType:\n", "      type: string\n"),
    ("        - loyalty_redeemed\n", "    EventType:\n", "\n    CustomEventType:\n"),
    ('        "413":\n          $ref: "#/components/responses/BadRequest"\n', "  /events:\n", '        "429":\n'),
]


class Copy:
    """A copy of the project, under version control of its own."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.generated = directory / "generated"
        self.yaml = directory / "openapi/events.yaml"
        for name in PARTS:
            shutil.copytree(ROOT / name, directory / name, ignore=shutil.ignore_patterns("__pycache__"))

    def git(self, *command: str) -> None:
        known = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *known, *command], cwd=self.directory, check=True, capture_output=True)

    def commit(self) -> None:
        self.git("init", "--quiet")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Before the change")

    def insert(self, text: str, section: str, before: str) -> None:
        start, found, rest = self.yaml.read_text("utf-8").partition(f"\n{section}")
        assert found, section
        rest = found + rest
        place = rest.index(f"\n{before}") + 1
        self.yaml.write_text(start + rest[:place] + text.removeprefix("\n") + rest[place:], "utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.directory / path).read_text("utf-8")
        assert text.count(old) == 1, (old, text.count(old))
        (self.directory / path).write_text(text.replace(old, new), "utf-8")

    def script(self, name: str, *options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(self.directory / f"scripts/{name}.py"), *options]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def python(self, code: str) -> subprocess.CompletedProcess[str]:
        """Run a program that sees the packages and scripts of the copy."""
        path = os.pathsep.join(str(self.directory / name) for name in ("", "generated", "scripts"))
        command = [sys.executable, "-W", "error", "-c", textwrap.dedent(code)]
        env = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=self.directory)

    def tree(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in sorted(self.generated.rglob("*")) if path.is_file()}

    def changes(self) -> set[tuple[str, str, bool]]:
        report = json.loads(self.script("report_changes", "--json").stdout)
        return {(entry["kind"], entry["place"], entry["breaking"]) for entry in report["changes"]}


HEAD = """
import json, msgspec
from importlib.resources import files
import mparticle_facade as mparticle
from mparticle_facade.codec import decoders, encoding
from mparticle_events_models import names, partial, wire
import mparticle_events_client.models as raw

SCHEMA = json.loads(files("mparticle_events_models").joinpath("schema.json").read_bytes())

def batch(*events, **fields):
    return mparticle.Batch(list(events), environment="development", **fields)

def accepted(batch):
    sent = batch.to_json()
    assert decoders.valid(sent), sent
    assert encoding.prepare(batch) == sent
    assert mparticle.Batch.from_json(sent) == batch
    assert raw.Batch.from_dict(json.loads(sent)).to_dict() == json.loads(sent)
    return [(problem.kind, problem.path) for problem in batch.validate() if problem.kind != "missing"]

def refused(batch):
    assert not decoders.valid(batch.to_json())
    try:
        batch.validate()
    except mparticle.ValidationError as error:
        return [problem.path for problem in error.problems]
    raise AssertionError("it was accepted")
"""


def works(copy: Copy, code: str) -> None:
    done = copy.python(HEAD + textwrap.dedent(code))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# -- what adds --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    copy = Copy(tmp_path_factory.mktemp("added"))
    copy.commit()
    for addition in ADDITIONS:
        copy.insert(*addition)
    done = copy.script("generate")
    assert (done.returncode, done.stderr) == (0, "")
    (copy.directory / "report.txt").write_text(done.stdout, "utf-8")
    return copy


CHECKS = {
    "a field of an object in an object": """
        place = mparticle.GeoLocation(loyalty_tier="gold")
        place.loyalty_tier = "silver"
        assert place.loyalty_tier == "silver"
        assert accepted(batch(mparticle.AppEvent("A", "other", location=place))) == []
        assert accepted(batch(context=mparticle.BatchContext(location=place))) == []
        place.loyalty_tier = 7
        assert refused(batch(context=mparticle.BatchContext(location=place))) == ["$.context.location.loyalty_tier"]
        assert "Tier in the loyalty programme" in SCHEMA["GeoLocation"]["properties"]["loyalty_tier"]["description"]
        assert msgspec.json.decode(b'{"loyalty_tier": "gold"}', type=wire.GeoLocation).loyalty_tier == "gold"
        assert raw.GeoLocation(loyalty_tier="gold").to_dict() == {"loyalty_tier": "gold"}
        # Arguments that were given by position still mean the same.
        assert mparticle.GeoLocation(1.0, 2.0, 3.0).accuracy == 3.0
    """,
    "a field of an object of the batch": """
        app = mparticle.ApplicationInformation(loyalty_tier="gold")
        assert accepted(batch(application_info=app)) == []
        app.loyalty_tier = ["gold"]
        assert refused(batch(application_info=app)) == ["$.application_info.loyalty_tier"]
        assert "loyalty_tier" in wire.ApplicationInformation.__struct_fields__
        assert "loyalty_tier" in partial.ApplicationInformation.__struct_fields__
        assert raw.ApplicationInformation.from_dict({"loyalty_tier": "gold"}).loyalty_tier == "gold"
    """,
    "a field with a limit": """
        device = mparticle.DeviceInformation(shade="dark")
        assert accepted(batch(device_info=device)) == []
        device.shade = "very dark"
        try:
            batch(device_info=device).validate()
        except mparticle.ValidationError as error:
            assert str(error).startswith("$.device_info.shade: has 9 characters"), error
        else:
            raise AssertionError("it was accepted")
        assert SCHEMA["DeviceInformation"]["properties"]["shade"]["maxLength"] == 7
    """,
    "fields of every kind, which are plain where they hold no float and no null": """
        for device, plain in (
            ({"brightness": 1}, True), ({"brightness": 1.5}, False), ({"brightness": None}, False),
            ({"brightness": 9}, True), ({"shades": [1, 2]}, True), ({"shades": [1, 2.5]}, False),
            ({"anything": {"a": "x"}}, True), ({"anything": {"a": 1}}, True), ({"anything": {"a": 1.5}}, False),
            ({"anything": {"a": None}}, False), ({"anything": {"a": [1.5]}}, False),
        ):
            payload = json.dumps({"environment": "development", "device_info": device}).encode()
            assert (decoders.valid(payload), decoders.valid_and_plain(payload)) == (True, plain), device
        for wrong in ({"brightness": 0}, {"brightness": 10}, {"shades": 1}):
            payload = json.dumps({"environment": "development", "device_info": wrong}).encode()
            assert (decoders.valid(payload), decoders.valid_and_plain(payload)) == (False, False), wrong
    """,
    "a value of a closed set": """
        merge = mparticle.ProfileEvent.ProfileEventType.merge
        event = mparticle.ProfileEvent(previous_mpid=1, current_mpid=2, profile_event_type=merge)
        assert accepted(batch(event)) == []
        assert names.ProfileEventType("merge") is merge
        assert raw.ProfileEventType("merge").value == "merge"
        event.profile_event_type = "marge"
        assert refused(batch(event)) == ["$.events[0].data.profile_event_type"]
    """,
    "a known value of an open set": """
        event = mparticle.AppEvent("A", "other")
        event.device_current_state = mparticle.DeviceCurrentState(data_connection_type="satellite")
        assert accepted(batch(event)) == []
        assert mparticle.DeviceCurrentState.DataConnectionType.satellite == "satellite"
        event.device_current_state.data_connection_type = "pigeon"
        assert accepted(batch(event)) == [
            ("unknown_value", "$.events[0].data.device_current_state.data_connection_type")
        ]
    """,
    "an event type without a class of the facade": """
        event = partial.LoyaltyRedeemedEventData(reward="Coffee", points=250, custom_attributes={"a": 1})
        assert accepted(batch(event)) == []
        (back,) = mparticle.Batch.from_json(batch(event).to_json()).events
        assert type(back) is partial.LoyaltyRedeemedEventData and back == event
        assert names.EventType.loyalty_redeemed == event.event_type == "loyalty_redeemed"
        event.points, event.reward = -1, None
        assert refused(batch(event)) == ["$.events[0].data.reward", "$.events[0].data.points"]
        event.points, event.reward = None, "C" * 65
        assert refused(batch(event)) == ["$.events[0].data.reward"]
        import datetime
        event.reward, event.expires_unixtime_ms = "C", datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
        assert b'"expires_unixtime_ms":1767225600000' in encoding.prepare(batch(event))
        tree = {"event_type": "loyalty_redeemed", "data": {"reward": "Coffee"}}
        assert raw.LoyaltyRedeemedEvent.from_dict(tree).data.reward == "Coffee"
    """,
    "an answer": """
        import httpx
        from mparticle_events_client import Client
        from mparticle_events_client.api.events import upload_events
        answer = httpx.Response(413, json={"errors": [{"code": "TOO_LARGE", "message": "Too large."}]})
        parsed = upload_events._parse_response(client=Client("http://x"), response=answer)
        assert parsed.errors[0].message == "Too large."
    """,
}


@pytest.mark.parametrize("code", CHECKS.values(), ids=CHECKS)
def test_what_was_added_works_everywhere(added: Copy, code: str) -> None:
    works(added, code)


@pytest.mark.parametrize(
    "row",
    [
        r"\| `loyalty_tier` \| text or null \|  \|  \| Tier in the loyalty programme\.",
        r"\| `merge` \| two profiles became one \|",
        r"\| `satellite` \| satellite link \|",
        r"\| `loyalty_redeemed` \| \[LoyaltyRedeemedEventData\]\(#loyaltyredeemedeventdata\) \| `reward` \| The user",
        r"\| `reward` \| text \| yes \| at most 64 characters \| Name of the reward\.",
        r"\| `points` \| integer or null \|  \| pieces, 32 bits \| Number of points exchanged\.",
        r"\| `expires_unixtime_ms` \| integer or null \|  \| milliseconds since 1970, 64 bits \|",
        r"\| `413` \| \[BadRequest\]\(#responses\) \|",
    ],
)
def test_what_was_added_is_in_the_reference(added: Copy, row: str) -> None:
    assert re.search(rf"(?m)^{row}", (added.generated / "REFERENCE.md").read_text("utf-8"))


def test_what_was_added_is_reported_as_compatible(added: Copy) -> None:
    expected = {
        ("field added", "GeoLocation.loyalty_tier", False),
        ("field added", "ApplicationInformation.loyalty_tier", False),
        *(
            ("field added", f"DeviceInformation.{name}", False)
            for name in ("shade", "brightness", "shades", "anything")
        ),
        ("value added", "ProfileEventType.merge", False),
        ("value added", "DataConnectionType.satellite", False),
        ("event type added", "loyalty_redeemed", False),
        ("model added", "LoyaltyRedeemedEventData", False),
        ("response added", "POST /events 413", False),
    }
    assert added.changes() == expected
    said = (added.directory / "report.txt").read_text("utf-8")
    assert said.startswith("Changes of the public surface since HEAD:\n")
    assert "* `loyalty_redeemed`: event type added, LoyaltyRedeemedEventData.\n" in said
    assert "BREAKING" not in said
    assert re.search(r"(?m)^Suggested version: \d+\.\d+\.\d+ \(nothing breaks since ", said)


def test_one_class_makes_the_event_type_one_of_the_facade(added: Copy) -> None:
    file = "mparticle_facade/models/events.py"
    before = (added.directory / file).read_text("utf-8")
    own = 'class LoyaltyRedeemedEvent(partial.LoyaltyRedeemedEventData):\n    """Points were exchanged."""\n\n\n'
    added.replace(file, "for _cls in list(globals", f"{own}for _cls in list(globals")
    try:
        works(
            added,
            """
            from mparticle_facade.models.events import LoyaltyRedeemedEvent
            event = LoyaltyRedeemedEvent(reward="Coffee", points=250)
            assert accepted(batch(event)) == []
            (back,) = mparticle.Batch.from_json(batch(event).to_json()).events
            assert type(back) is LoyaltyRedeemedEvent and back == event
            assert json.loads(batch(event).to_json())["events"] == [
                {"event_type": "loyalty_redeemed", "data": {"reward": "Coffee", "points": 250}}
            ]
            generated = partial.LoyaltyRedeemedEventData(reward="Tea")
            assert decoders.valid(batch(generated, event, mparticle.AppEvent("A", "other")).to_json())
            """,
        )
    finally:
        (added.directory / file).write_text(before, "utf-8")


def test_generating_again_changes_nothing(added: Copy) -> None:
    done = added.script("generate", "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# -- what removes -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def removed(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    copy = Copy(tmp_path_factory.mktemp("removed"))
    copy.commit()
    yaml = copy.yaml.read_text("utf-8")
    (city,) = re.findall(r"        city_name:\n(?:          .*\n)+", yaml)
    copy.replace("openapi/events.yaml", city, "")
    copy.replace("openapi/events.yaml", "        variant:\n", "        product_variant:\n")
    for value in ("        - `xbox`: Xbox\n", "        - xbox\n"):
        copy.replace("openapi/events.yaml", value, "")
    refused = copy.script("generate")
    (copy.directory / "refused.txt").write_text(refused.stderr, "utf-8")
    copy.yaml.write_text(copy.yaml.read_text("utf-8").replace(" variant: blue", " product_variant: blue"), "utf-8")
    copy.replace("openapi/constructors.yaml", "category, variant,", "category, product_variant,")
    done = copy.script("generate")
    assert (done.returncode, done.stderr) == (0, "")
    (copy.directory / "report.txt").write_text(done.stdout, "utf-8")
    return copy


@pytest.mark.parametrize(
    "finding",
    [
        r'openapi/constructors\.yaml:\d+: Product\.\d: "variant" is no field of Product',
        r"openapi/events\.yaml:\d+: paths\./bulkevents\..*\.products\.0: .*'variant' was unexpected",
    ],
)
def test_what_still_uses_a_field_that_is_gone_is_named_with_its_line(removed: Copy, finding: str) -> None:
    said = (removed.directory / "refused.txt").read_text("utf-8")
    assert said.startswith("make generate: openapi/ is not in order:\nopenapi/")
    assert said.endswith("\ngenerated/ was left as it was.\n")
    assert re.search(f"(?m)^{finding}", said)


GONE = {
    "a field": """
        for cls in (mparticle.GeoLocation, partial.GeoLocation, wire.GeoLocation):
            assert "city_name" not in cls.__struct_fields__
        try:
            mparticle.GeoLocation(city_name="Oslo")
        except TypeError:
            pass
        else:
            raise AssertionError
        assert "city_name" not in SCHEMA["GeoLocation"]["properties"]
        assert not hasattr(raw.GeoLocation(), "city_name")
        old = {"environment": "development", "context": {"location": {"city_name": "Oslo"}}}
        assert refused(mparticle.Batch.from_dict(old)) == ["$.context.location.city_name"]
        kept = encoding.prepare(mparticle.Batch.from_dict(old), unknown_fields="warn")
        assert json.loads(kept) == old
    """,
    "the old name of a field": """
        product = mparticle.Product(product_variant="blue")
        event = mparticle.CommerceEvent(mparticle.ProductAction("purchase", products=[product]))
        assert accepted(batch(event)) == []
        assert mparticle.Product("1", "n", "b", "c", "blue").product_variant == "blue"
        try:
            product.variant = "red"
        except AttributeError as error:
            assert "product_variant" in str(error), error
        else:
            raise AssertionError
        assert "variant" not in SCHEMA["Product"]["properties"]
        assert "variant" not in wire.Product.__struct_fields__
        assert raw.Product(product_variant="blue").to_dict() == {"product_variant": "blue"}
    """,
    "a known value": """
        assert not hasattr(mparticle.DeviceInformation.Platform, "xbox")
        # The set is open: the text still passes, with a word of warning.
        console = batch(device_info=mparticle.DeviceInformation(platform="xbox"))
        assert accepted(console) == [("unknown_value", "$.device_info.platform")]
    """,
}


@pytest.mark.parametrize("code", GONE.values(), ids=GONE)
def test_what_was_removed_is_gone_everywhere(removed: Copy, code: str) -> None:
    works(removed, code)


def test_what_was_removed_is_reported_as_breaking(removed: Copy) -> None:
    assert removed.changes() == {
        ("field removed", "GeoLocation.city_name", True),
        ("field renamed?", "Product.variant", True),
        ("value removed", "DevicePlatform.xbox", True),
    }
    said = (removed.directory / "report.txt").read_text("utf-8")
    assert (
        "  BREAKING    Product.variant: field renamed?, Product.product_variant is new and of the same type\n" in said
    )
    assert "* **Breaking:** `GeoLocation.city_name`: field removed, text or null.\n" in said
    page = (removed.generated / "REFERENCE.md").read_text("utf-8")
    assert "| `product_variant` |" in page
    assert not re.search(r"\| `(city_name|variant|xbox)` \|", page)


# -- when it fails ----------------------------------------------------------------------------------------------------


def test_what_a_generator_can_not_take_is_named_with_its_line(removed: Copy) -> None:
    before, text = removed.tree(), removed.yaml.read_text("utf-8")
    twin = "        - roku\n        - ROKU\n"
    removed.replace("openapi/events.yaml", "        - roku\n", twin)
    line = removed.yaml.read_text("utf-8").splitlines().index("    DevicePlatform:") + 1
    done = removed.python(
        """
        import generate
        generate.in_order = lambda: None  # what the check would find, the generator stumbles over
        generate.build_models = lambda fresh, *_: fresh.mkdir()
        generate.named_place = lambda said, description: ("components", "schemas", "DevicePlatform")
        raise SystemExit(generate.main([]))
        """
    )
    removed.yaml.write_text(text, "utf-8")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        f"make generate: openapi/events.yaml:{line}: components.schemas.DevicePlatform: openapi-python-client failed:\n"
        "  ValueError: Duplicate key ROKU"
    )
    assert done.stderr.endswith("\ngenerated/ was left as it was.\n")
    assert "Traceback" not in done.stderr
    assert removed.tree() == before


@pytest.fixture
def generate() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "scripts")
        yield importlib.import_module("generate")


DESCRIPTION: dict[str, Any] = {
    "paths": {"/events": {"post": {}}},
    "components": {
        "schemas": {
            "Outer": {"properties": {"inner": {"$ref": "#/components/schemas/Inner"}, "size": {}}},
            "Inner": {"properties": {"core": {"$ref": "#/components/schemas/Core"}}},
            "Core": {"properties": {"outer": {"$ref": "#/components/schemas/Alone"}}},
            "Alone": {},
            "Other": {},
        }
    },
}


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("Unable to process schema /components/schemas/Inner:", ("components", "schemas", "Inner")),
        (
            "components.schemas.Outer.other.properties.size.other.type: bad",
            ("components", "schemas", "Outer", "properties", "size"),
        ),
        ("WARNING parsing POST /events within events.", ("paths", "/events", "post")),
        ("POST /elsewhere and components.schemas.Nothing", None),
        ("KeyError: 'x'", None),
    ],
)
def test_the_place_that_a_generator_names_is_understood(
    generate: ModuleType, said: str, place: tuple[str, ...] | None
) -> None:
    assert generate.named_place(said, DESCRIPTION) == place


@pytest.mark.parametrize("name", [*DESCRIPTION["components"]["schemas"], "paths", None])
def test_the_place_that_a_generator_does_not_name_is_searched(
    generate: ModuleType, tmp_path: Path, name: str | None
) -> None:
    runs = []

    def step(fresh: Path, scratch: Path, description: dict[str, Any], constructors: dict[str, Any]) -> None:
        runs.append(description)
        schemas = description["components"]["schemas"]
        assert set(re.findall(r"schemas/(\w+)", str(schemas))) <= schemas.keys()
        if name is None or (name == "paths" and description["paths"]) or name in schemas:
            raise generate.GenerationError("No idea.")

    expected = {"paths": ("paths",), None: None}.get(name, ("components", "schemas", name))
    assert generate.culprit(step, tmp_path, DESCRIPTION, {}) == expected
    assert len(runs) <= 5


SWAP = """
    import os, signal
    from pathlib import Path
    import generate
    {prepare}
    with generate.scratch_directory() as scratch:
        fresh = scratch / "generated"
        fresh.mkdir()
        (fresh / "new").touch()
        generate.swap(fresh, scratch)
        {then}
"""
NEXT_RUN = "import generate\nwith generate.scratch_directory(): pass"
KILL = "os.kill(os.getpid(), signal.SIGKILL)"
KILL_BETWEEN = f"""
    rename = Path.rename
    def renamed_and_killed(self, target):
        rename(self, target)
        {KILL}
    Path.rename = renamed_and_killed
"""


@pytest.fixture
def small(tmp_path: Path) -> Copy:
    copy = Copy(tmp_path)
    shutil.rmtree(copy.generated)
    copy.generated.mkdir()
    (copy.generated / "old").touch()
    return copy


def names(copy: Copy) -> list[str]:
    return sorted(path.name for path in copy.generated.iterdir())


def test_the_new_tree_takes_the_place_of_the_old_one(small: Copy) -> None:
    done = small.python(SWAP.format(prepare="", then=""))
    assert (done.returncode, done.stderr) == (0, "")
    assert names(small) == ["new"]
    assert list(small.directory.glob(".generate-*")) == []


def test_a_process_that_is_killed_leaves_a_whole_tree(small: Copy) -> None:
    assert small.python(SWAP.format(prepare=KILL, then="")).returncode == -signal.SIGKILL
    assert names(small) == ["old"]
    assert small.python(SWAP.format(prepare="", then=KILL)).returncode == -signal.SIGKILL
    assert names(small) == ["new"]
    assert len(list(small.directory.glob(".generate-*"))) == 1
    assert small.python(NEXT_RUN).returncode == 0
    assert list(small.directory.glob(".generate-*")) == []
    assert names(small) == ["new"]


def test_a_process_that_is_killed_between_two_renames_is_made_good_by_the_next(small: Copy) -> None:
    assert small.python(SWAP.format(prepare=KILL_BETWEEN, then="")).returncode == -signal.SIGKILL
    assert small.python(NEXT_RUN).returncode == 0
    assert names(small) == ["old"]
    assert list(small.directory.glob(".generate-*")) == []


def test_a_tree_that_can_not_be_put_in_place_leaves_the_old_one(small: Copy) -> None:
    missing = SWAP.replace("fresh.mkdir()", "").replace('(fresh / "new").touch()', "")
    done = small.python(missing.format(prepare="", then=""))
    assert "FileNotFoundError" in done.stderr
    assert names(small) == ["old"]
