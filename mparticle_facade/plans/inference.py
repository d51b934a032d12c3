"""A plan drafted from batches: what a team sends today, for a person to read and correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from mparticle_facade.errors import DataPlanError
from mparticle_facade.plans.document import MAX_POINTS
from mparticle_facade.plans.identities import planned_identities
from mparticle_facade.plans.matching import PLANNED_BY_SERVICE, event_match, point_key
from mparticle_facade.plans.violations import Match

_MOST_VALUES = 12
"""A text with more different values is no enumeration."""
_REPEATS = 5
"""How often its values must come back, on average, to be one."""
_TYPES = {str: "string", bool: "boolean", int: "number", float: "number", dict: "object", list: "array"}


class _Attribute:
    def __init__(self) -> None:
        self.types: set[str] = set()
        self.values: Counter[str] = Counter()
        self.count = 0

    def add(self, value: Any) -> None:
        self.count += 1
        self.types.add(_TYPES[type(value)])
        if isinstance(value, str) and len(self.values) <= _MOST_VALUES:
            self.values[value] += 1

    def schema(self) -> dict[str, Any]:
        if self.types <= {"string", "number", "boolean"} and len(self.types) > 1:
            return {"type": "string"}  # the service takes the text of a number or a boolean
        if len(self.types) > 1:
            return {}
        schema: dict[str, Any] = {"type": next(iter(self.types))}
        few = len(self.values) <= _MOST_VALUES and self.count >= _REPEATS * len(self.values)
        if schema["type"] == "string" and few:
            schema["enum"] = sorted(self.values)
        return schema


class _Attributes:
    """The attributes of one kind of event, or of users."""

    def __init__(self) -> None:
        self.seen = 0
        self.names: dict[str, _Attribute] = {}

    def add(self, given: Any) -> None:
        self.seen += 1
        for name, value in given.items() if isinstance(given, Mapping) else ():
            if value is not None:
                self.names.setdefault(name, _Attribute()).add(value)

    def schema(self, *, required: bool = True) -> dict[str, Any]:
        schema: dict[str, Any] = {
            "type": "object",
            "properties": {name: self.names[name].schema() for name in sorted(self.names)},
            "additionalProperties": False,
        }
        always = sorted(name for name, found in self.names.items() if found.count == self.seen)
        if always and required:
            schema["required"] = always
        return schema


class _Kind:
    """What belongs to one point."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self.attributes = _Attributes()
        self.products = _Attributes()

    def add(self, data: Mapping[str, Any]) -> None:
        self.attributes.add(data.get("custom_attributes"))
        groups = (
            data.get("product_impressions") if self.match.type == "product_impression" else [data.get("product_action")]
        )
        for group in groups if isinstance(groups, list) else ():
            products = group.get("products") if isinstance(group, Mapping) else None
            for product in products if isinstance(products, list) else ():
                self.products.add(product.get("custom_attributes") if isinstance(product, Mapping) else None)

    def definition(self) -> dict[str, Any]:
        attributes = self.attributes.schema()
        data: dict[str, Any] = {
            name: {"const": value} for name, value in self.match.criteria.items() if name != "action"
        }
        if self.attributes.names or self.match.type in ("custom_event", "screen_view"):
            data["custom_attributes"] = attributes
        if self.products.seen:
            product = {"type": "object", "properties": {"custom_attributes": self.products.schema()}}
            group = {"type": "object", "properties": {"products": {"type": "array", "items": product}}}
            if self.match.type == "product_impression":
                data["product_impressions"] = {"type": "array", "items": group}
            else:
                data["product_action"] = group
        fields: dict[str, Any] = {"type": "object", "properties": data}
        if "required" in attributes:
            fields["required"] = ["custom_attributes"]
        return {"type": "object", "properties": {"data": fields}, "required": ["data"]}


class Inference:
    """Takes batches in, gives a plan version out. Memory grows with the kinds of events, not with the batches."""

    def __init__(self) -> None:
        self.batches = self.events = 0
        self._kinds: dict[str, _Kind] = {}
        self._user, self._identities = _Attributes(), _Attributes()

    def add(self, batch: Mapping[str, Any]) -> None:
        """One valid batch in wire form.

        Raises:
            DataPlanError: there are more kinds of events than a plan holds.
        """
        self.batches += 1
        self._user.add(batch.get("user_attributes"))
        self._identities.add(planned_identities(batch)[0])
        for event in batch.get("events") or ():
            match = event_match(event) if event.get("event_type") in PLANNED_BY_SERVICE else None
            if match is None or event.get("data") is None:
                continue
            self.events += 1
            key = point_key(match)
            if key not in self._kinds:
                if len(self._kinds) == MAX_POINTS - 2:
                    raise DataPlanError(
                        f"there are more kinds of events than the {MAX_POINTS} points of a plan: do their names hold "
                        f"what belongs in attributes? The last one is {match}"
                    )
                self._kinds[key] = _Kind(match)
            self._kinds[key].add(event["data"])

    def plan(self, plan_id: str) -> dict[str, Any]:
        """The plan version, its points in the order of their keys."""
        points = [_point(kind.match, kind.definition()) for _, kind in sorted(self._kinds.items())]
        if self._user.names:
            points.append(_point(Match("user_attributes"), self._user.schema()))
        if self._identities.names:
            identities = self._identities.schema(required=False)
            identities["properties"] = {name: {"type": "string"} for name in identities["properties"]}
            points.append(_point(Match("user_identities"), identities))
        return {
            "version": 1,
            "data_plan_id": plan_id,
            "version_description": f"Inferred from {self.batches} batches with {self.events} events",
            "version_document": {"data_points": points},
        }


def _point(match: Match, definition: dict[str, Any]) -> dict[str, Any]:
    return {
        "description": "",
        "match": {"type": match.type, "criteria": match.criteria},
        "validator": {"type": "json_schema", "definition": definition},
    }
