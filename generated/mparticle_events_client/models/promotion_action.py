# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.promotion_action_type import PromotionActionType
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.promotion import Promotion


T = TypeVar("T", bound="PromotionAction")


@_attrs_define
class PromotionAction:
    """An action on promotions.

    Attributes:
        action (PromotionActionType): What was done with promotions.

            - `view`: shown to the user
            - `click`: chosen by the user
        promotions (list[Promotion] | Unset): Promotions that the action was about.
    """

    action: PromotionActionType
    promotions: list[Promotion] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        action = getattr(self.action, "value", self.action)

        promotions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.promotions, Unset):
            promotions = []
            for promotions_item_data in self.promotions:
                promotions_item = (
                    promotions_item_data if isinstance(promotions_item_data, dict) else promotions_item_data.to_dict()
                )
                promotions.append(promotions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "action": action,
            }
        )
        if promotions is not UNSET:
            field_dict["promotions"] = promotions

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.promotion import Promotion  # noqa: PLC0415

        d = dict(src_dict)
        action = PromotionActionType(d.pop("action"))

        _promotions = d.pop("promotions", UNSET)
        promotions: list[Promotion] | Unset = UNSET
        if _promotions is not UNSET:
            promotions = []
            for promotions_item_data in _promotions:
                promotions_item = Promotion.from_dict(promotions_item_data)

                promotions.append(promotions_item)

        promotion_action = cls(
            action=action,
            promotions=promotions,
        )

        promotion_action.additional_properties = d
        return promotion_action

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
