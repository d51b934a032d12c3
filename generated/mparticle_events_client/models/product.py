# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.custom_attributes import CustomAttributes


T = TypeVar("T", bound="Product")


@_attrs_define
class Product:
    """A product. Nothing is required, and keys that are not listed are passed on (D-26).

    Attributes:
        id (None | str | Unset): Identifier of the product, such as a stock number.
        name (None | str | Unset): Name of the product.
        brand (None | str | Unset): Brand of the product.
        category (None | str | Unset): Category of the product.
        variant (None | str | Unset): Variant of the product, such as its colour.
        position (int | None | Unset): Position of the product in its list.
        price (float | None | Unset): Price of one piece, in the currency of the event.
        quantity (float | None | Unset): Number of pieces. Fractions are allowed (D-49).
        coupon_code (None | str | Unset): Coupon used for this product.
        added_to_cart_time_ms (int | None | Unset): When the product was put into the cart, in milliseconds since the
            Unix epoch.
        total_product_amount (float | None | Unset): Price of all pieces together, in the currency of the event.
        custom_attributes (CustomAttributes | None | Unset): Attributes of the product, keyed by attribute name.
    """

    id: None | str | Unset = UNSET
    name: None | str | Unset = UNSET
    brand: None | str | Unset = UNSET
    category: None | str | Unset = UNSET
    variant: None | str | Unset = UNSET
    position: int | None | Unset = UNSET
    price: float | None | Unset = UNSET
    quantity: float | None | Unset = UNSET
    coupon_code: None | str | Unset = UNSET
    added_to_cart_time_ms: int | None | Unset = UNSET
    total_product_amount: float | None | Unset = UNSET
    custom_attributes: CustomAttributes | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.custom_attributes import CustomAttributes  # noqa: PLC0415

        id: None | str | Unset
        if isinstance(self.id, Unset):
            id = UNSET
        else:
            id = self.id

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        brand: None | str | Unset
        if isinstance(self.brand, Unset):
            brand = UNSET
        else:
            brand = self.brand

        category: None | str | Unset
        if isinstance(self.category, Unset):
            category = UNSET
        else:
            category = self.category

        variant: None | str | Unset
        if isinstance(self.variant, Unset):
            variant = UNSET
        else:
            variant = self.variant

        position: int | None | Unset
        if isinstance(self.position, Unset):
            position = UNSET
        else:
            position = self.position

        price: float | None | Unset
        if isinstance(self.price, Unset):
            price = UNSET
        else:
            price = self.price

        quantity: float | None | Unset
        if isinstance(self.quantity, Unset):
            quantity = UNSET
        else:
            quantity = self.quantity

        coupon_code: None | str | Unset
        if isinstance(self.coupon_code, Unset):
            coupon_code = UNSET
        else:
            coupon_code = self.coupon_code

        added_to_cart_time_ms: int | None | Unset
        if isinstance(self.added_to_cart_time_ms, Unset):
            added_to_cart_time_ms = UNSET
        else:
            added_to_cart_time_ms = self.added_to_cart_time_ms

        total_product_amount: float | None | Unset
        if isinstance(self.total_product_amount, Unset):
            total_product_amount = UNSET
        else:
            total_product_amount = self.total_product_amount

        custom_attributes: dict[str, Any] | None | Unset
        if isinstance(self.custom_attributes, Unset):
            custom_attributes = UNSET
        elif isinstance(self.custom_attributes, CustomAttributes):
            custom_attributes = (
                self.custom_attributes if isinstance(self.custom_attributes, dict) else self.custom_attributes.to_dict()
            )
        else:
            custom_attributes = self.custom_attributes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if name is not UNSET:
            field_dict["name"] = name
        if brand is not UNSET:
            field_dict["brand"] = brand
        if category is not UNSET:
            field_dict["category"] = category
        if variant is not UNSET:
            field_dict["variant"] = variant
        if position is not UNSET:
            field_dict["position"] = position
        if price is not UNSET:
            field_dict["price"] = price
        if quantity is not UNSET:
            field_dict["quantity"] = quantity
        if coupon_code is not UNSET:
            field_dict["coupon_code"] = coupon_code
        if added_to_cart_time_ms is not UNSET:
            field_dict["added_to_cart_time_ms"] = added_to_cart_time_ms
        if total_product_amount is not UNSET:
            field_dict["total_product_amount"] = total_product_amount
        if custom_attributes is not UNSET:
            field_dict["custom_attributes"] = custom_attributes

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.custom_attributes import CustomAttributes  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        id = _parse_id(d.pop("id", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_brand(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        brand = _parse_brand(d.pop("brand", UNSET))

        def _parse_category(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        category = _parse_category(d.pop("category", UNSET))

        def _parse_variant(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        variant = _parse_variant(d.pop("variant", UNSET))

        def _parse_position(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        position = _parse_position(d.pop("position", UNSET))

        def _parse_price(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        price = _parse_price(d.pop("price", UNSET))

        def _parse_quantity(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        quantity = _parse_quantity(d.pop("quantity", UNSET))

        def _parse_coupon_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        coupon_code = _parse_coupon_code(d.pop("coupon_code", UNSET))

        def _parse_added_to_cart_time_ms(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        added_to_cart_time_ms = _parse_added_to_cart_time_ms(d.pop("added_to_cart_time_ms", UNSET))

        def _parse_total_product_amount(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        total_product_amount = _parse_total_product_amount(d.pop("total_product_amount", UNSET))

        def _parse_custom_attributes(data: object) -> CustomAttributes | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                custom_attributes_type_0 = CustomAttributes.from_dict(data)

                return custom_attributes_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CustomAttributes | None | Unset, data)

        custom_attributes = _parse_custom_attributes(d.pop("custom_attributes", UNSET))

        product = cls(
            id=id,
            name=name,
            brand=brand,
            category=category,
            variant=variant,
            position=position,
            price=price,
            quantity=quantity,
            coupon_code=coupon_code,
            added_to_cart_time_ms=added_to_cart_time_ms,
            total_product_amount=total_product_amount,
            custom_attributes=custom_attributes,
        )

        product.additional_properties = d
        return product

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
