"""A plan of a shop with each kind of point, written by hand, and a batch against each."""

from __future__ import annotations

from typing import Any


def point(kind: str, definition: dict[str, Any], description: str = "", **criteria: str) -> dict[str, Any]:
    return {
        "description": description,
        "match": {"type": kind, "criteria": criteria},
        "validator": {"type": "json_schema", "definition": definition},
    }


def event(data: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {"data": {"type": "object", "properties": data, "required": [*data]}}}


def attributes(*required: str, **properties: dict[str, Any]) -> dict[str, Any]:
    found = {"type": "object", "properties": properties, "additionalProperties": False}
    return found | ({"required": [*required]} if required else {})


PRODUCTS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"custom_attributes": attributes(colour={"type": "string", "enum": ["red", "blue"]})},
    },
}

IMPRESSIONS = {"type": "array", "items": {"type": "object", "properties": {"products": PRODUCTS}}}
STEP = attributes(step={"type": "integer", "minimum": 1})
SCREEN = {"screen_name": "Checkout", "custom_attributes": {"step": 0, "x": None}}

PLAN: dict[str, Any] = {
    "version": 3,
    "data_plan_id": "shop",
    "version_description": "The shop",
    "activated_environment": "development",
    "created_on": "2026-05-10T18:10:01.987",
    "created_by": "someone@example.com",
    "last_modified_on": "2026-05-10T18:10:01.98",
    "last_modified_by": "someone@example.com",
    "quarantine_feed_id": None,
    "version_document": {
        "active_transformation_ids": [],
        "transformations": {},
        "data_points": [
            point(
                "custom_event",
                event(
                    {
                        "event_name": {"const": "Email Sends"},
                        "custom_event_type": {"const": "other"},
                        "custom_attributes": attributes(
                            "Campaign Id",
                            **{
                                "Campaign Id": {
                                    "type": "number",
                                    "minimum": 0,
                                    "maximum": 100,
                                    "description": "Which campaign it was.",
                                },
                                "kind": {"type": "string", "enum": ["two seater", "three seater"]},
                                "code": {"type": "string", "pattern": "^[A-Z]{3}$"},
                                "sent_on": {"type": "string", "format": "date"},
                                "opened": {"type": "boolean"},
                            },
                        ),
                    }
                ),
                "A campaign was sent.",
                event_name="Email Sends",
                custom_event_type="other",
            ),
            point(
                "screen_view",
                event({"screen_name": {"const": "Checkout"}, "custom_attributes": STEP}),
                "The checkout was seen.",
                screen_name="Checkout",
            ),
            point(
                "product_action",
                event(
                    {
                        "custom_attributes": attributes(coupon={"type": "string"}),
                        "product_action": {"type": "object", "properties": {"products": PRODUCTS}},
                    }
                ),
                "Something was bought.",
                action="purchase",
            ),
            point(
                "promotion_action",
                event({"custom_attributes": attributes(place={"type": "string"})}),
                action="view",
            ),
            point(
                "product_impression",
                event({"product_impressions": IMPRESSIONS}),
            ),
            point(
                "user_attributes",
                attributes(
                    "plan", plan={"type": "string", "enum": ["trial", "gold"]}, age={"type": "number", "minimum": 0}
                ),
                "Who the user is.",
            ),
            point(
                "user_identities",
                attributes(customerid={"type": "string", "pattern": "^[0-9]+$"}, ios_idfa={"type": "string"}),
            ),
        ],
    },
}

USER = {"plan": "gold", "age": 3}


def batch(*events: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"environment": "development", "user_attributes": USER, "events": [*events], **fields}


def custom(name: str = "Email Sends", kind: str = "other", /, **attributes: Any) -> dict[str, Any]:
    return {
        "event_type": "custom_event",
        "data": {"event_name": name, "custom_event_type": kind, "custom_attributes": attributes},
    }


def commerce(**data: Any) -> dict[str, Any]:
    return {"event_type": "commerce_event", "data": data}


SHAPES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "custom_event": (
        PLAN,
        batch(
            custom(**{"Campaign Id": "42", "kind": "four seater", "code": "abc", "sent_on": "soon", "colour": "red"}),
            custom("Email Send"),
            custom("Email Sends", "navigation"),
            {"event_type": "custom_event"},
        ),
    ),
    "screen_view": (
        PLAN,
        batch(
            {"event_type": "screen_view", "data": SCREEN},
            {"event_type": "screen_view", "data": {}},
        ),
    ),
    "product_action": (
        PLAN,
        batch(
            commerce(
                custom_attributes={"coupon": 7},
                product_action={"action": "purchase", "products": [{"custom_attributes": {"colour": None, "size": 1}}]},
            ),
            commerce(product_action={"action": "remove_from_wish_list"}),
            commerce(),
        ),
    ),
    "promotion_action": (PLAN, batch(commerce(promotion_action={"action": "view"}, custom_attributes={"place": True}))),
    "product_impression": (
        PLAN,
        batch(commerce(product_impressions=[{"products": [{"custom_attributes": {"colour": "green"}}]}])),
    ),
    "user_attributes": (PLAN, batch(user_attributes={"plan": "silver", "age": -1, "height": 2, "weight": None})),
    "user_identities": (PLAN, batch(user_identities={"customer_id": "x", "email": "user@example.com"})),
}
