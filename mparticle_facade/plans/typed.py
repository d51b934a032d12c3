"""What the modules that ``mparticle plan generate`` writes are built on."""

from __future__ import annotations

import contextlib
import copy
import threading
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, get_type_hints

import msgspec

from mparticle_events_models.partial import ProductAction, ProductImpression, PromotionAction
from mparticle_facade.errors import Problem, ValidationError
from mparticle_facade.models.events import AppEvent, CommerceEvent, ScreenViewEvent
from mparticle_facade.plans.formats import PATTERNS

FORMATS = {name: f"(?ai){pattern}" for name, pattern in PATTERNS.items()}
"""The patterns of the formats of JSON Schema, for ``msgspec.Meta``."""

_checks: dict[type, Any] = {}
_making = threading.Lock()


class Attributes(msgspec.Struct, kw_only=True):
    """Attributes with the names, types and limits of a plan.

    Raises:
        TypeError: a keyword that is not planned, or a required one is missing.
        ValidationError: a value is not as planned.
    """

    _odd_names: ClassVar[Mapping[str, str]] = {}
    """The planned names of fields that msgspec can't give such a name: with quotes, backslashes, control characters."""

    def __post_init__(self) -> None:
        given = ((name, getattr(self, name)) for name in self.__struct_fields__)
        values = {name: value for name, value in given if value is not None}
        try:
            msgspec.convert(values, _checks.get(type(self)) or _check(type(self)))
        except msgspec.ValidationError as error:
            what, _, where = str(error).partition(" - at `$.")
            path = f"{type(self).__name__}.{where.rstrip('`')}"
            raise ValidationError([Problem(path, "off_plan", f"is not as planned: {what}")]) from None

    def attributes(self) -> dict[str, Any]:
        """The values by their planned names; those that are None are left out."""
        odd = self._odd_names
        names = zip(self.__struct_fields__, self.__struct_encode_fields__, strict=True)
        given = ((odd.get(name, wire), getattr(self, name)) for name, wire in names)
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


def _check(cls: type[Attributes]) -> Any:
    """A Struct with the same fields, whose decoding checks them: construction does not."""
    hints = get_type_hints(cls, include_extras=True)
    fields: list[Any] = []
    for field in msgspec.structs.fields(cls):
        default = msgspec.field() if field.required else msgspec.field(default=None)
        fields.append((field.name, hints[field.name], default))
    with _making:  # msgspec crashes when threads meet at the first use of the same types
        check = msgspec.defstruct(cls.__name__, fields, kw_only=True)
        with contextlib.suppress(msgspec.ValidationError):
            msgspec.convert({}, check)
        _checks[cls] = check
    return check
