"""The module of a plan: it runs, passes both type checkers, and refuses what is not planned, by both."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mparticle_facade as mparticle
from mparticle_facade.plans import patterns
from mparticle_facade.plans.generation import module
from plans.pairs import pair
from plans.shapes import PLAN, attributes, event, point

SHOP = mparticle.DataPlan.load(PLAN)
ROOT = Path(__file__).parents[2]


def loaded(text: str, path: Path) -> ModuleType:
    path.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = made
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def tracking(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return loaded(module(SHOP), tmp_path_factory.mktemp("made") / "shop_tracking.py")


def test_what_it_makes_keeps_to_the_plan_and_is_an_ordinary_event(tracking: Any) -> None:
    batch = mparticle.Batch("development", user_attributes=tracking.UserAttributes(plan="gold", age=3).attributes())
    colour = tracking.ProductPurchaseItem(colour="red").attributes()
    bought = mparticle.ProductAction(products=[mparticle.Product(id="1", custom_attributes=colour)], total_amount=5)
    batch.events = [
        tracking.EmailSends(campaign_id=3, kind="two seater", code="ABC", sent_on="2026-11-25", opened=True).event(),
        tracking.CheckoutScreen(step=1).event(),
        tracking.ProductPurchase(coupon="X").event(bought),
        tracking.PromotionView(place="top").event(),
        tracking.ProductImpressions().event([mparticle.ProductImpression(products=[])]),
    ]
    assert type(batch.events[0]) is mparticle.AppEvent
    batch.validate()
    assert SHOP.check(batch) == []
    sent = [event["data"].get("custom_attributes") for event in batch.to_dict()["events"]]
    assert sent[0] == {"Campaign Id": 3, "kind": "two seater", "code": "ABC", "sent_on": "2026-11-25", "opened": True}
    assert batch.to_dict()["events"][2]["data"]["product_action"]["action"] == "purchase"
    assert (tracking.PLAN.plan_id, tracking.PLAN.plan_version) == ("shop", 3)


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({"campain_id": 3}, TypeError, "campain_id"),
        ({"campaign_id": 3, "colour": "red"}, TypeError, "colour"),
        ({}, TypeError, "campaign_id"),
        ({"campaign_id": 101}, mparticle.ValidationError, "EmailSends.campaign_id: must be at most 100"),
        ({"campaign_id": "3"}, mparticle.ValidationError, "EmailSends.campaign_id"),
        ({"campaign_id": 3, "kind": "four seater"}, mparticle.ValidationError, "EmailSends.kind"),
        ({"campaign_id": 3, "code": "abc"}, mparticle.ValidationError, "EmailSends.code"),
        ({"campaign_id": 3, "sent_on": "soon"}, mparticle.ValidationError, "EmailSends.sent_on"),
        ({"campaign_id": 3, "opened": 1}, mparticle.ValidationError, "EmailSends.opened"),
    ],
)
def test_what_is_not_planned_is_refused_by_the_call(
    tracking: Any, given: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        tracking.EmailSends(**given)


def test_only_keywords_are_taken(tracking: Any) -> None:
    with pytest.raises(TypeError):
        tracking.EmailSends(3)


def test_the_module_that_the_type_checkers_look_at_is_this_one() -> None:
    """tests/typing holds planned.py against it, with mypy and pyright."""
    assert (ROOT / "tests/typing/shop_tracking.py").read_text(encoding="utf-8") == module(SHOP)


def test_a_formatter_and_a_linter_leave_it_alone(tmp_path: Path) -> None:
    (tmp_path / "shop_tracking.py").write_text(module(SHOP))
    for arguments in (["format", "--check"], ["check"]):
        command = [sys.executable, "-m", "ruff", *arguments, "--isolated", "shop_tracking.py"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_the_same_plan_gives_the_same_text() -> None:
    shuffled = {
        **PLAN,
        "last_modified_on": "x",
        "version_document": {"data_points": PLAN["version_document"]["data_points"][::-1]},
    }
    one, other = module(SHOP), module(mparticle.DataPlan.load(shuffled))
    assert one == module(mparticle.DataPlan.load(PLAN))
    assert one.splitlines()[3:] == other.splitlines()[3:]


def odd(event_name: str, attribute: str, description: str = "") -> mparticle.DataPlan:
    fields = attributes(**{attribute: {"type": "string", "description": description, "enum": [attribute, "b"]}})
    made = point(
        "custom_event",
        event({"custom_attributes": fields}),
        description,
        event_name=event_name,
        custom_event_type="other",
    )
    twin = point("custom_event", event({"custom_attributes": fields}), event_name=event_name, custom_event_type="media")
    return mparticle.DataPlan.load({"data_plan_id": event_name, "version_document": {"data_points": [made, twin]}})


@pytest.mark.parametrize(
    "text",
    [
        "class", "1st", "", " ", "event", "attributes", "_name", "__init__", "größe", "日本語", '"""', "\\", "a\nb",
        "\x00", "a'b\"", 'x"""\nimport os', "Attributes", "PLAN", "None", "self", "ﬁ", "\U0001d4cd", "²", "{x}",
    ],
)  # fmt: skip
def test_names_may_be_anything(text: str, tmp_path: Path) -> None:
    made = loaded(module(odd(text, text, text)), tmp_path / "odd_tracking.py")
    classes = [cls for cls in vars(made).values() if isinstance(cls, type) and cls.__module__ == "odd_tracking"]
    assert len(classes) == 2
    for cls in classes:
        (name,) = cls.__struct_fields__
        built = cls(**{name: text}).event()
        assert (built.event_name, built.custom_attributes) == (text, {text: text})


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=30))
def test_any_text_gives_a_module_that_compiles(event_name: str, attribute: str, description: str) -> None:
    text = module(odd(event_name, attribute, description))
    compile(text, "tracking.py", "exec")


KINDS = ("string", "number", "integer", "boolean", "array", "object", "null")
LEAVES = st.sampled_from(["a", "b", 'c"', "", 1, 2, -1, 1.5, True, False, None, 2**70])
DEFINITIONS = st.recursive(
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(KINDS) | st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True),
            "enum": st.lists(LEAVES, max_size=3),
            "const": LEAVES,
            "minimum": st.sampled_from([0, 0.5, -1, 2**70, -(2**63)]),
            "exclusiveMinimum": st.sampled_from([0, 0.5, 2**70]),
            "maximum": st.sampled_from([1, 1.5, 1e300]),
            "exclusiveMaximum": st.sampled_from([2, 1.5, -(2**63)]),
            "multipleOf": st.sampled_from([1, 0.5, 2**70]),
            "minLength": st.sampled_from([0, 2, 2**70]),
            "maxItems": st.sampled_from([0, 1, 2**70]),
            "pattern": st.sampled_from(
                ["^a", r"^\d+$", 'a"b', "^(a|b)$", "[\\s\\S]", patterns.NUMBER, patterns.BOOLEAN]
            ),
            "format": st.sampled_from(["date", "uuid", "colour"]),
        },
    ),
    lambda inner: (
        st.fixed_dictionaries({"type": st.just("array"), "items": inner})
        | st.fixed_dictionaries(
            {"type": st.just("object"), "properties": st.dictionaries(st.sampled_from("ab"), inner)}
        )
    ),
    max_leaves=3,
)
NAMED = st.dictionaries(
    st.sampled_from(["plan", "a b", "A", "class", "field", "str", "list", "event", "1st", 'q"', ""]),
    DEFINITIONS,
    max_size=4,
)
VALUES = st.sampled_from(
    ["a", "b", "12", 1, 2, 1.5, True, "2020-01-01", ["a"], {"a": 1}, [1.5, None], Decimal("1.5"), None]
)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(NAMED, st.data())
def test_what_the_call_takes_keeps_to_the_plan(definitions: dict[str, Any], data: st.DataObject) -> None:
    required = sorted(name for name in definitions if data.draw(st.booleans()))
    schema = event(
        {"custom_attributes": {"properties": definitions, "required": required, "additionalProperties": False}}
    )
    document = {"data_points": [point("custom_event", schema, event_name="E", custom_event_type="other")]}
    plan = mparticle.DataPlan.load({"data_plan_id": "x", "version_document": document})
    made: dict[str, Any] = {}
    exec(compile(module(plan), "made.py", "exec", dont_inherit=True), made)
    fields = msgspec.structs.fields(made["E"])
    given = {one.name: data.draw(VALUES) for one in fields if one.required or data.draw(st.booleans())}
    try:
        taken = made["E"](**given).event()
    except mparticle.ValidationError:
        return
    assert plan.check(mparticle.Batch("development", events=[taken]).to_dict()) == []


def test_any_plan_gives_a_module_that_runs(tmp_path: Path) -> None:
    for seed in range(60):
        loaded(module(mparticle.DataPlan.load(pair(seed)[0])), tmp_path / f"plan_{seed}.py")
