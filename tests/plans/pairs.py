"""Plans, and batches that keep to them more or less, drawn from a seed."""

from __future__ import annotations

from random import Random
from typing import Any

from mparticle_facade.plans import patterns

NAMES = ("Email Sends", "plan", "step", "a/b", "tilde~name", "größe", "Campaign Id", "is_new", "tags", "details")
TEXTS = ("a", "b", "gold", "42", "4.5", "true", "FALSE", "", "x" * 12, "2026-11-25", "user@example.com", "größe", "a\n")
NUMBERS = (0, 1, -1, 7, 42, 4.5, 5.0, -0.5, 1e6, 1000)
PATTERNS = ("^[a-z]+$", patterns.NUMBER, patterns.BOOLEAN, "b", r"^\w{1,5}$", r"^([a-z]+|\d)+$")
FORMATS = ("date", "email", "date-time", "uuid", "ipv4", "uri", "hostname", "time")
CUSTOM_TYPES = ("navigation", "location", "other", "transaction")
ACTIONS = ("purchase", "add_to_cart", "remove_from_wish_list")
BARE = ("session_start", "session_end", "first_run", "opt_out", "crash_report")


def scalar(random: Random) -> Any:
    return random.choice((random.choice(TEXTS), random.choice(NUMBERS), random.random() < 0.5, None))


def schema(random: Random, depth: int = 0) -> dict[str, Any]:
    kind = random.choice(("string", "number", "integer", "boolean", "array", "object", "const", "enum", "any"))
    if kind == "object" and depth < 2:
        return members(random, depth + 1)
    if kind == "array" and depth < 2:
        found: dict[str, Any] = {"type": "array", "items": schema(random, depth + 1)}
        return found | random.choice(({}, {"minItems": 1}, {"maxItems": 1}))
    if kind == "const":
        return {"const": random.choice([*TEXTS[:4], 5, True])}
    if kind == "enum":
        return {"enum": random.sample([*TEXTS[:6], 5, 5.5, True], 3)} | random.choice(({}, {"type": "string"}))
    if kind == "any":
        return random.choice(({}, {"description": "anything"}, {"type": ["string", "number"]}, {"minimum": 3}))
    if kind == "string":
        limits = (
            {},
            {"pattern": random.choice(PATTERNS)},
            {"format": random.choice(FORMATS)},
            {"minLength": 2, "maxLength": 5},
        )
        return {"type": "string"} | random.choice(limits)
    if kind in ("number", "integer"):
        limits = ({}, {"minimum": 1}, {"maximum": 5}, {"minimum": 0, "exclusiveMaximum": 7}, {"multipleOf": 2})
        return {"type": kind} | random.choice(limits)
    return {"type": "boolean"}


def members(random: Random, depth: int = 0) -> dict[str, Any]:
    names = random.sample(NAMES, random.randint(0, 4))
    found: dict[str, Any] = {"type": "object", "properties": {name: schema(random, depth) for name in names}}
    if random.random() < 0.7:
        found["additionalProperties"] = random.choice((False, False, True, {"type": "string"}))
    if names and random.random() < 0.6:
        found["required"] = random.sample(names, random.randint(1, len(names))) + random.choice(([], ["missing"]))
    return found


def match(random: Random) -> dict[str, Any]:
    kind = random.choice(("custom_event", "custom_event", "screen_view", "product_action", "promotion_action", *BARE,
                          "product_impression", "user_attributes", "application_state_transition"))  # fmt: skip
    criteria: dict[str, Any] = {}
    if kind == "custom_event":
        criteria = {
            "event_name": random.choice(("Email Sends", "Play", "a:b")),
            "custom_event_type": random.choice(CUSTOM_TYPES),
        }
    elif kind == "screen_view":
        criteria = {"screen_name": random.choice(("Home", "Checkout", "a/b"))}
    elif kind == "product_action":
        criteria = {"action": random.choice(ACTIONS)}
    elif kind == "promotion_action":
        criteria = {"action": random.choice(("view", "click"))}
    elif kind == "application_state_transition":
        criteria = {"application_transition_type": random.choice(("application_initialized", "application_exit"))}
    return {"type": kind, "criteria": criteria}


def definition(random: Random, about: dict[str, Any]) -> dict[str, Any]:
    attributes = members(random)
    if about["type"] == "user_attributes":
        return attributes
    data: dict[str, Any] = {"type": "object", "properties": {"custom_attributes": attributes}}
    for name, value in about["criteria"].items():
        if name != "action":
            data["properties"][name] = {"const": value}
    if random.random() < 0.4:
        data["required"] = ["custom_attributes"]
    if random.random() < 0.3:
        data["additionalProperties"] = False
    if about["type"] in ("product_action", "product_impression"):
        products = {"type": "array", "items": {"type": "object", "properties": {"custom_attributes": members(random)}}}
        field = "product_action" if about["type"] == "product_action" else "product_impressions"
        inner = {"type": "object", "properties": {"products": products}}
        data["properties"][field] = inner if field == "product_action" else {"type": "array", "items": inner}
    return {"type": "object", "properties": {"data": data}} | random.choice(({}, {"required": ["data"]}))


def plan(random: Random) -> dict[str, Any]:
    points = []
    for _ in range(random.randint(1, 6)):
        about = match(random)
        validator = {"type": "json_schema", "definition": definition(random, about)}
        points.append({"description": "", "match": about, "validator": validator})
    return {"version": 1, "data_plan_id": "generated", "version_document": {"data_points": points}}


def value(random: Random, wanted: Any, depth: int = 0) -> Any:
    """Something that may or may not fit."""
    if not isinstance(wanted, dict) or random.random() < 0.2:
        return random.choice((scalar(random), scalar(random), [scalar(random)], {"step": scalar(random)}))
    if "const" in wanted:
        return wanted["const"]
    if "enum" in wanted:
        return random.choice(wanted["enum"])
    kind = wanted.get("type")
    if kind == "object":
        names = [*wanted.get("properties", {})]
        names = random.sample(names, random.randint(len(names) // 2, len(names))) + random.choice(
            ([], [], [random.choice(NAMES)])
        )
        return {name: value(random, wanted.get("properties", {}).get(name), depth + 1) for name in names}
    if kind == "array":
        return [value(random, wanted.get("items"), depth + 1) for _ in range(random.randint(0, 3))]
    return random.choice({"string": TEXTS, "boolean": (True, False)}.get(str(kind), NUMBERS))


def event(random: Random, points: list[dict[str, Any]]) -> dict[str, Any]:
    point = random.choice(points)
    about = point["match"] if random.random() < 0.85 else match(random)
    kind = "commerce_event" if about["type"].startswith("pro") else about["type"]
    if kind == "user_attributes":
        kind = random.choice(("profile", "push_message", "custom_event"))
    fields = point["validator"]["definition"].get("properties", {}).get("data", {}).get("properties", {})
    data = {name: content for name, content in about["criteria"].items() if name != "action"}
    if "custom_attributes" in fields and random.random() < 0.9:
        data["custom_attributes"] = value(random, fields["custom_attributes"] | {"type": "object"})
    if about["type"] == "product_action":
        data["product_action"] = {"action": about["criteria"]["action"]}
        inner = fields.get("product_action")
        if inner:
            products = value(random, inner)
            data["product_action"] |= products if isinstance(products, dict) else {}
    elif about["type"] == "promotion_action":
        data["promotion_action"] = {"action": about["criteria"]["action"]}
    elif about["type"] == "product_impression":
        data["product_impressions"] = value(random, fields.get("product_impressions"))
        if not isinstance(data["product_impressions"], list):
            data["product_impressions"] = []
    if random.random() < 0.2:
        data["source_message_id"] = "m"
    return {"event_type": kind, "data": data} if random.random() < 0.97 else {"event_type": kind}


def pair(seed: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A plan version and a batch in wire form."""
    random = Random(seed)
    made = plan(random)
    points = made["version_document"]["data_points"]
    batch: dict[str, Any] = {
        "environment": "development",
        "events": [event(random, points) for _ in range(random.randint(0, 4))],
    }
    about_user = [point["validator"]["definition"] for point in points if point["match"]["type"] == "user_attributes"]
    if random.random() < 0.7:
        batch["user_attributes"] = (
            value(random, random.choice(about_user) if about_user else {}) if about_user else {"plan": "gold"}
        )
        if not isinstance(batch["user_attributes"], dict):
            batch["user_attributes"] = {}
    return made, batch
