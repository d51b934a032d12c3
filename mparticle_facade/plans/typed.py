"""What the modules that ``mparticle plan generate`` writes are built on."""

from __future__ import annotations

import copy
import functools
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

import msgspec

from mparticle_events_models.partial import ProductAction, ProductImpression, PromotionAction
from mparticle_facade.codec import decoding, encoding
from mparticle_facade.errors import Problem, ValidationError
from mparticle_facade.models.events import AppEvent, CommerceEvent, ScreenViewEvent
from mparticle_facade.plans.schema import Check, Compiler, Found, located

_PLAIN = frozenset((str, int, float, bool))


class _Planned(NamedTuple):
    names: tuple[tuple[str, str], ...]
    """Of each field: its name, and the planned one."""
    checks: tuple[Check, ...]


class Attributes(msgspec.Struct, kw_only=True):
    """Attributes with the names, types and limits of a plan.

    Raises:
        TypeError: a keyword that is not planned, or a required one is missing.
        ValidationError: a value is not as planned.
    """

    _odd_names: ClassVar[Mapping[str, str]] = {}
    """The planned names of fields that msgspec can't give such a name: with quotes, backslashes, control characters."""

    _rules: ClassVar[Mapping[str, Any]] = {}
    """The definitions of the plan, by planned name: what a type can't say is checked all the same."""

    def __post_init__(self) -> None:
        values = self.attributes()
        if not _PLAIN.issuperset(map(type, values.values())):
            values = self._as_sent(values)
        found: list[Found] = []
        for check in _planned(type(self)).checks:
            check(values, (), found)
        if found:
            raise ValidationError([self._problem(one) for one in found])

    def _as_sent(self, values: dict[str, Any]) -> dict[str, Any]:
        place = "user_attributes"  # attributes are written alike everywhere
        try:
            sent: dict[str, Any] = decoding.parse(encoding.to_json({place: values}))[place]  # type: ignore[arg-type]
        except ValidationError as error:
            name = type(self).__name__
            raise ValidationError(
                [Problem(one.path.replace(f"$.{place}", name, 1), one.kind, one.message) for one in error.problems]
            ) from None
        return sent

    def _problem(self, found: Found) -> Problem:
        names = {wire: name for name, wire in _planned(type(self)).names}
        first, *rest = found.named
        path = located(f"{type(self).__name__}.{names[str(first)]}", rest)
        said = {"unplanned": "is not planned", "missing_required": "is missing"}
        return Problem(path, "off_plan", said.get(found.kind, f"must be {found.expected}"))

    def attributes(self) -> dict[str, Any]:
        """The values by their planned names; those that are None are left out."""
        given = [(wire, getattr(self, name)) for name, wire in _planned(type(self)).names]
        return {wire: value for wire, value in given if value is not None}


class CustomEvent(Attributes, kw_only=True):
    """A custom event of a plan."""

    _name: ClassVar[str]
    _type: ClassVar[Any]  # one of a closed set, which the plan says

    def event(self) -> AppEvent:
        """The event, to be added to a batch."""
        return AppEvent(self._name, self._type, custom_attributes=self.attributes())


class ScreenView(Attributes, kw_only=True):
    """A screen view of a plan."""

    _name: ClassVar[str]

    def event(self) -> ScreenViewEvent:
        """The event, to be added to a batch."""
        return ScreenViewEvent(screen_name=self._name, custom_attributes=self.attributes())


class ProductActionEvent(Attributes, kw_only=True):
    """An action on products of a plan."""

    _action: ClassVar[Any]

    def event(self, product_action: ProductAction | None = None) -> CommerceEvent:
        """The event, to be added to a batch; ``product_action`` says which products, its action is filled in."""
        action = ProductAction() if product_action is None else copy.copy(product_action)
        action.action = self._action
        return CommerceEvent(product_action=action, custom_attributes=self.attributes())


class PromotionActionEvent(Attributes, kw_only=True):
    """An action on promotions of a plan."""

    _action: ClassVar[Any]

    def event(self, promotion_action: PromotionAction | None = None) -> CommerceEvent:
        """The event, to be added to a batch; ``promotion_action`` says which promotions, its action is filled in."""
        action = PromotionAction() if promotion_action is None else copy.copy(promotion_action)
        action.action = self._action
        return CommerceEvent(promotion_action=action, custom_attributes=self.attributes())


class ProductImpressionEvent(Attributes, kw_only=True):
    """Impressions of products of a plan."""

    def event(self, product_impressions: Sequence[ProductImpression] = ()) -> CommerceEvent:
        """The event, to be added to a batch."""
        return CommerceEvent(product_impressions=list(product_impressions), custom_attributes=self.attributes())


@functools.cache
def _planned(cls: type[Attributes]) -> _Planned:
    fields = msgspec.structs.fields(cls)
    wire = {one.name: cls._odd_names.get(one.name, one.encode_name) for one in fields}
    required = [wire[one.name] for one in fields if one.required]
    rule = Compiler("npm").rule({"properties": cls._rules, "required": required}, cls.__name__)
    return _Planned(tuple(wire.items()), rule[dict])
