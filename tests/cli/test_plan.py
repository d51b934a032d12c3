"""`mparticle plan`"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mparticle_facade.cli.program import run
from plans.shapes import PLAN, batch, custom

GOOD = batch(custom(**{"Campaign Id": 3}))
BAD = batch(custom(**{"Campaign Id": 300, "colour": "red"}), custom("Email Send"))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.json").write_text(json.dumps(PLAN))


def lines(name: str, *batches: Any) -> str:
    Path(name).write_text("".join(json.dumps(one) + "\n" if isinstance(one, dict) else one for one in batches))
    return name


def test_all_as_planned(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "check", "plan.json", lines("a.ndjson", GOOD, GOOD)]) == 0
    assert capsys.readouterr().out == "2 batches, 2 events: all as planned in plan.json\n"


def test_violations_are_summed_up_by_point_and_kind_with_their_first_places(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "check", "plan.json", lines("a.ndjson", GOOD, *[BAD] * 5), lines("b.ndjson", BAD)]) == 1
    out = capsys.readouterr().out
    assert out.count("6 x ") == 3
    assert 'custom_event "Email Sends" (other)\n' in out
    assert "      a.ndjson:2: $.events[0].data.custom_attributes.colour\n" in out
    assert "a.ndjson:5" not in out  # three places are enough
    assert out.endswith(
        "7 batches, 13 events: 6 batches are not as planned in plan.json: 6 invalid_value, 12 unplanned\n"
    )


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "check", "plan.json", lines("a.ndjson", BAD), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["batches"], found["events"], found["violations"]) == (1, 2, 3)
    assert {group["keyword"] for group in found["groups"]} == {"maximum", "additionalProperties", None}
    assert found["groups"][0]["places"][0]["line"] == 1


def test_as_annotations_of_a_workflow(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "check", "plan.json", lines("a,b.ndjson", BAD), "--format", "github"]) == 1
    first, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("::error file=a%2Cb.ndjson,line=1,title=unplanned::$.events[1]: custom_event")


def test_names_from_the_data_do_not_reach_the_terminal_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("text", "github"):
        assert (
            run(
                [
                    "plan",
                    "check",
                    "plan.json",
                    lines("a.ndjson", batch(custom("\x1b[2J\n::error::x"))),
                    "--format",
                    form,
                ]
            )
            == 1
        )
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert "\n::error::x" not in out


def test_what_is_no_valid_batch_is_said_and_the_rest_is_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "check", "plan.json", lines("a.ndjson", "{]\n", {"events": []}, GOOD)]) == 1
    out = capsys.readouterr().out
    assert "a.ndjson:1: is not a valid batch: $: is not JSON" in out
    assert "a.ndjson:2: is not a valid batch: $.environment: is required" in out
    assert "1 batch, 1 event, 2 that can't be read" in out


MAPPING = """
environment = { value = "development" }
user_attributes.plan = { value = "gold" }
[[events]]
event_type = { value = "custom_event" }
[events.data]
event_name = { value = "Email Sends" }
custom_event_type = { value = "other" }
custom_attributes."Campaign Id" = { column = "campaign", type = "number" }
"""


def test_rows_with_a_mapping(capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.csv").write_text("id,campaign\n1,300\n2,3\n")
    Path("map.toml").write_text(MAPPING)
    assert run(["plan", "check", "plan.json", "rows.csv", "--mapping", "map.toml"]) == 1
    out = capsys.readouterr().out
    assert 'rows.csv:2: $.events[0].data.custom_attributes["Campaign Id"]\n' in out
    assert "2 batches, 2 events: 1 batch is not as planned" in out


QUERY = """
SELECT id AS "user_identities.customer_id", 'custom_event' AS "event.event_type", 'Email Sends' AS "event.event_name",
    'other' AS "event.custom_event_type", campaign AS "event.custom_attributes.Campaign Id"
FROM input
"""


def test_rows_with_a_query(capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.csv").write_text("id,campaign\n1,300\n2,3\n")
    Path("rows.sql").write_text(QUERY)
    command = ["rows.csv", "--sql", "rows.sql", "--environment", "development"]
    assert run(["plan", "check", "plan.json", *command]) == 1
    out = capsys.readouterr().out
    assert '$.events[0].data.custom_attributes["Campaign Id"]\n' in out
    assert "2 batches, 2 events: 2 batches are not as planned" in out
    assert run(["plan", "infer", *command]) == 0
    assert "Campaign Id" in capsys.readouterr().out
    assert run(["plan", "check", "plan.json"]) == 2
    assert capsys.readouterr().err == "mparticle: name at least one file, or a query with --sql\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "none.json", "a.ndjson"], "none.json: can't be read: No such file"),
        (["check", "empty.json", "a.ndjson"], "empty.json: is not JSON"),
        (["check", "plan.json", "none.ndjson"], "none.ndjson"),
        (["check", "plan.json", "a.ndjson", "--version", "9"], "holds version 3 of the plan, not 9"),
        (["generate", "empty.json"], "empty.json: is not JSON"),
        (["generate", "plan.json", "--check"], "--check needs -o FILE"),
        (["generate", "plan.json", "-o", "nowhere/x.py"], "nowhere/x.py: can't be written: No such file"),
        (["generate", "plan.json", "-o", "."], ".: can't be written"),
        (["diff", "plan.json", "empty.json"], "empty.json: is not JSON"),
        (["infer", "bad.ndjson"], "bad.ndjson:1: is not a valid batch"),
    ],
)
def test_a_mistake_is_one_line(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty.json").write_text("")
    lines("a.ndjson", GOOD)
    lines("bad.ndjson", {"events": []})
    assert run(["plan", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert words in err


def test_notices_go_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.json").write_text(json.dumps({**PLAN, "version_document": {"data_points": [{"match": None}]}}))
    assert run(["plan", "check", "plan.json", lines("a.ndjson", batch())]) == 0
    err = capsys.readouterr().err
    assert err == "plan.json: data_points[0] has no match and no validator: it is left out\n"


def test_generate_twice_changes_nothing_and_check_sees_a_stale_module(capsys: pytest.CaptureFixture[str]) -> None:
    module = Path("tracking.py")
    assert run(["plan", "generate", "plan.json", "-o", "tracking.py", "--check"]) == 1
    assert "tracking.py: is missing" in capsys.readouterr().err
    assert run(["plan", "generate", "plan.json", "-o", "tracking.py"]) == 0
    text = module.read_bytes()
    assert run(["plan", "generate", "plan.json", "-o", "tracking.py"]) == 0
    assert module.read_bytes() == text
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []
    assert run(["plan", "generate", "plan.json", "-o", "tracking.py", "--check"]) == 0
    capsys.readouterr()
    assert run(["plan", "generate", "plan.json"]) == 0
    assert capsys.readouterr().out.encode() == text
    Path("plan.json").write_text(json.dumps(PLAN).replace("two seater", "one seater"))
    assert run(["plan", "generate", "plan.json", "-o", "tracking.py", "--check"]) == 1
    assert "tracking.py: is not what plan.json says: run mparticle plan generate" in capsys.readouterr().err
    assert module.read_bytes() == text


def test_diff(capsys: pytest.CaptureFixture[str]) -> None:
    Path("new.json").write_text(json.dumps(PLAN).replace('"maximum": 100', '"maximum": 200'))
    assert run(["plan", "diff", "plan.json", "plan.json"]) == 0
    assert capsys.readouterr().out == "no changes\n"
    assert run(["plan", "diff", "plan.json", "new.json"]) == 0
    assert "0 breaking, 1 compatible" in capsys.readouterr().out
    assert run(["plan", "diff", "new.json", "plan.json", "--json"]) == 1
    (change,) = json.loads(capsys.readouterr().out)
    assert (change["effect"], change["path"]) == ("breaking", "custom_attributes.Campaign Id")


def test_a_plan_inferred_from_batches_is_kept_by_them(capsys: pytest.CaptureFixture[str]) -> None:
    name = lines("a.ndjson", GOOD, BAD)
    assert run(["plan", "infer", name, "--id", "shop", "-o", "draft.json"]) == 0
    assert json.loads(Path("draft.json").read_text())["data_plan_id"] == "shop"
    assert run(["plan", "check", "draft.json", name]) == 0
    assert run(["plan", "generate", "draft.json", "-o", "tracking.py"]) == 0
