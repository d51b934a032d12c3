# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.product import Product


T = TypeVar("T", bound="ProductImpression")


@_attrs_define
class ProductImpression:
    """A list of products that was shown to the user.

    Attributes:
        product_impression_list (str | Unset): Name of the list.
        products (list[Product] | None | Unset): Products in the list.
    """

    product_impression_list: str | Unset = UNSET
    products: list[Product] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        product_impression_list = self.product_impression_list

        products: list[dict[str, Any]] | None | Unset
        if isinstance(self.products, Unset):
            products = UNSET
        elif isinstance(self.products, list):
            products = []
            for products_type_0_item_data in self.products:
                products_type_0_item = (
                    products_type_0_item_data
                    if isinstance(products_type_0_item_data, dict)
                    else products_type_0_item_data.to_dict()
                )
                products.append(products_type_0_item)

        else:
            products = self.products

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if product_impression_list is not UNSET:
            field_dict["product_impression_list"] = product_impression_list
        if products is not UNSET:
            field_dict["products"] = products

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.product import Product  # noqa: PLC0415

        d = dict(src_dict)
        product_impression_list = d.pop("product_impression_list", UNSET)

        def _parse_products(data: object) -> list[Product] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                products_type_0 = []
                _products_type_0 = data
                for products_type_0_item_data in _products_type_0:
                    products_type_0_item = Product.from_dict(products_type_0_item_data)

                    products_type_0.append(products_type_0_item)

                return products_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Product] | None | Unset, data)

        products = _parse_products(d.pop("products", UNSET))

        product_impression = cls(
            product_impression_list=product_impression_list,
            products=products,
        )

        product_impression.additional_properties = d
        return product_impression

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
