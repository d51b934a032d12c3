"""The reference page: all of the description, linked, and the same for the same input."""

from __future__ import annotations

import copy
import importlib
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TREE = yaml.safe_load((ROOT / "openapi/events.yaml").read_text("utf-8"))
SCHEMAS = TREE["components"]["schemas"]
DECIDED = (ROOT / "openapi/DECISIONS.md").read_text("utf-8")


def script(name: str) -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "scripts")
        return importlib.import_module(name)


reference = script("reference")
PAGE = reference.reference(TREE, DECIDED, "Generated.")


def own_fields(name: str) -> dict[str, Any]:
    parts = [SCHEMAS[name], *(part for part in SCHEMAS[name].get("allOf", ()) if "$ref" not in part)]
    return {field: node for part in parts for field, node in part.get("properties", {}).items()}


def section(title: str) -> str:
    (body,) = re.findall(rf"(?ms)^##+ {re.escape(title)}\n(.*?)(?=^##|\Z)", PAGE)
    return body


def rows(text: str) -> dict[str, list[str]]:
    """The rows of a table by their first cell."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]
    assert {len(row) for row in cells} <= {len(re.split(r"(?<!\\)\|", lines[0])[1:-1])} if lines else True
    return {row[0].strip("`"): row[1:] for row in cells}


def test_the_committed_page_is_that_of_the_description() -> None:
    committed = (ROOT / "generated/REFERENCE.md").read_text("utf-8")
    header = committed.partition("\n")[0]
    assert header.startswith("<!-- Generated from openapi/events.yaml by `make generate`.")
    assert committed.partition("\n")[2] == PAGE.partition("\n")[2]


def test_every_link_leads_to_one_heading() -> None:
    anchors = Counter(reference._anchor(title) for title in re.findall(r"(?m)^#+ (.*)$", PAGE))
    assert [anchor for anchor, count in anchors.items() if count > 1] == []
    assert set(re.findall(r"\]\(#([^)]*)\)", PAGE)) - set(anchors) == set()


def test_the_contents_name_everything() -> None:
    listed = re.findall(r"\[(\w+)\]", section("Contents"))
    operations = [operation["operationId"] for item in TREE["paths"].values() for operation in item.values()]
    assert set(SCHEMAS) | set(operations) <= set(listed)


@pytest.mark.parametrize("name", [name for name in SCHEMAS if own_fields(name)])
def test_every_field_is_there_with_type_requirement_and_description(name: str) -> None:
    found = rows(section(name))
    required = {key for part in (SCHEMAS[name], *SCHEMAS[name].get("allOf", ())) for key in part.get("required", ())}
    fields = own_fields(name)
    assert list(found) == list(fields)
    for field, node in fields.items():
        kind, need, limits, said, _ = found[field]
        assert " ".join(node["description"].split()).replace("|", "\\|") in said
        assert need == ("yes" if field in required else "recommended" if node.get("x-recommended") else "")
        assert said.startswith("**Read-only.**") == bool(node.get("readOnly"))
        assert ("**Deprecated.**" in said) == bool(node.get("deprecated"))
        for ref in re.findall(r"schemas/(\w+)", str(node)):
            assert f"[{ref}](#{ref.lower()})" in kind
        if "x-known-values" in node:
            assert f"known values: [{node['x-known-values']}]" in kind
        if "maxLength" in node:
            assert f"at most {node['maxLength']} characters" in limits


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if "enum" in schema])
def test_every_value_is_there_with_its_meaning(name: str) -> None:
    found = rows(section(name))
    assert list(found) == SCHEMAS[name]["enum"]
    assert all(meaning for (meaning,) in found.values())
    assert "\n- `" not in section(name)


def test_units_and_limits_are_told() -> None:
    def limits(schema: str, field: str) -> str:
        return rows(section(schema))[field][2]

    assert limits("CommonEventData", "timestamp_unixtime_ms") == "milliseconds since 1970, 64 bits"
    assert limits("SessionEndEventData", "session_duration_ms") == "ms, 64 bits"
    assert limits("GeoLocation", "accuracy") == "metres"
    assert limits("Batch", "mpid") == "also as decimal text, 64 bits"
    assert limits("Batch", "ip") == "IP address"
    assert limits("CrashReportEventData", "ios_image_size") == "bytes, 0 to 18446744073709551615"
    assert "Type: list (1 to 100 entries) of [Batch](#batch)." in section("BulkBatches")
    assert "Type: text (at most 256 characters)." in section("AttributeName")
    assert "text (at most 4096 characters) or integer (64 bits) or number" in section("AttributeValue")
    assert "with names of [AttributeName](#attributename)" in section("UserAttributes")


@pytest.mark.parametrize(("path", "item"), TREE["paths"].items())
def test_every_operation_is_there_with_its_answers(path: str, item: dict[str, Any]) -> None:
    for method, operation in item.items():
        text = section(operation["operationId"])
        assert f"`{method.upper()} {path}`: {operation['summary']}." in text
        assert operation["description"].strip() in text
        assert list(rows(text)) == list(operation["responses"])
        assert "(#responses)" in rows(text)["202"][0]


def test_every_event_type_is_listed() -> None:
    found = rows(section("Event types"))
    assert list(found) == SCHEMAS["EventType"]["enum"]
    assert found["screen_view"][:2] == ["[ScreenViewEventData](#screenvieweventdata)", "`screen_name`"]
    assert "Has also the fields of: [CommonEventData](#commoneventdata)." in section("ScreenViewEventData")


# -- decisions --------------------------------------------------------------------------------------------------------


def test_every_decision_is_cited_and_its_link_leads_to_its_row() -> None:
    page, found, _ = PAGE.rpartition("\n\n[E-")
    assert found
    lines = DECIDED.splitlines()
    ids = [match[1] for line in lines if (match := re.match(r"\| (E-\d+) \|", line))]
    links = dict(re.findall(r"(?m)^\[(E-\d+)\]: \.\./openapi/DECISIONS\.md\?plain=1#L(\d+)$", PAGE))
    assert sorted(links) == sorted(ids)
    assert [id for id in ids if f"[{id}]" not in page] == []
    assert [id for id, number in links.items() if not lines[int(number) - 1].startswith(f"| {id} |")] == []


ROWS = """
| id | place | against |
|---|---|---|
| E-001 | `Batch.ip`, `Batch.mpid` | OAS |
| E-002 | `*Event.event_type` | OAS |
| E-003 | `Batch`, `Batch.left_out` | OAS |
| E-004 | `GeoLocation.*` | OAS |
| E-005 | `*.*` | OAS |
| E-006 | `info.title` | OAS |
| E-007 | `paths./events.post.responses.429` | OAS |
| E-008 | `paths.*.post.summary` | OAS |
"""


def test_decisions_are_cited_where_their_places_match() -> None:
    page = reference.reference(TREE, ROWS, "Generated.")
    cited = {
        line.split("|")[1].strip(): re.findall(r"\[(E-\d+)\]", line)
        for line in re.findall(r"(?ms)^### Batch\n(.*?)^###", page)[0].splitlines()
        if line.startswith("| `")
    }
    assert {field: ids for field, ids in cited.items() if ids} == {"`ip`": ["E-001"], "`mpid`": ["E-001"]}
    for title, ids in {
        "Batch": {"E-001", "E-003"},
        "CustomEvent": {"E-002"},
        "GeoLocation": {"E-004"},
        "uploadEvents": {"E-007", "E-008"},
        "bulkUploadEvents": {"E-008"},
        "UserIdentities": set(),
    }.items():
        (body,) = re.findall(rf"(?ms)^### {title}\n(.*?)(?=^##)", page)
        assert set(re.findall(r"\[(E-\d+)\]", body)) == ids, title
    (rest,) = re.findall(r"(?ms)^## Decisions about everything\n(.*?)^\[E-001\]:", page)
    assert re.findall(r"E-\d+", rest) == ["E-005", "E-006"]


# -- determinism and odd text -----------------------------------------------------------------------------------------


def test_the_page_does_not_depend_on_the_hash_seed() -> None:
    code = (
        f"import sys, yaml; sys.path.insert(0, {str(ROOT / 'scripts')!r}); from pathlib import Path;"
        "from reference import reference; root = Path(sys.path[0]).parent / 'openapi';"
        "tree = yaml.safe_load((root / 'events.yaml').read_text('utf-8'));"
        "sys.stdout.buffer.write(reference(tree, (root / 'DECISIONS.md').read_text('utf-8'), 'Generated.').encode())"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        assert done.stdout.decode() == PAGE


def test_pipes_and_line_breaks_stay_inside_their_cell() -> None:
    tree = copy.deepcopy(TREE)
    tree["components"]["schemas"]["GeoLocation"]["properties"]["accuracy"]["description"] = (
        "One | two\n\nthree in metres."
    )
    page = reference.reference(tree, DECIDED, "Generated.")
    assert "| One \\| two three in metres. |" in page
