# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.product_action_type import ProductActionType
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.product import Product


T = TypeVar("T", bound="ProductAction")


@_attrs_define
class ProductAction:
    """An action on products. Only the action is required (D-26).

    Attributes:
        action (ProductActionType): What was done with products. Note the spelling of remove_from_wish_list, which is
            remove_from_wishlist
            in CommerceEventType (D-4).

            - `add_to_cart`: put into the cart
            - `remove_from_cart`: taken out of the cart
            - `checkout`: checkout begun or continued
            - `checkout_option`: option chosen in the checkout
            - `click`: product chosen
            - `view_detail`: product page shown
            - `purchase`: bought
            - `refund`: money returned
            - `add_to_wishlist`: put on the wish list
            - `remove_from_wish_list`: taken off the wish list
        checkout_step (int | None | Unset): Step of the checkout that was reached, counted by the sender.
        checkout_options (None | str | Unset): Options chosen in this step of the checkout.
        product_action_list (None | str | Unset): Name of the product list in which it happened.
        product_list_source (None | str | Unset): Where that product list came from.
        transaction_id (str | Unset): Identifier of the purchase or refund. Leave it out rather than send null.
        affiliation (None | str | Unset): Shop or partner through which the transaction was made.
        total_amount (float | None | Unset): Total of the transaction, in the currency of the event.
        tax_amount (float | None | Unset): Tax on the transaction, in the currency of the event.
        shipping_amount (float | None | Unset): Cost of shipping, in the currency of the event.
        coupon_code (None | str | Unset): Coupon used for the transaction.
        products (list[Product] | None | Unset): Products that the action was about.
    """

    action: ProductActionType
    checkout_step: int | None | Unset = UNSET
    checkout_options: None | str | Unset = UNSET
    product_action_list: None | str | Unset = UNSET
    product_list_source: None | str | Unset = UNSET
    transaction_id: str | Unset = UNSET
    affiliation: None | str | Unset = UNSET
    total_amount: float | None | Unset = UNSET
    tax_amount: float | None | Unset = UNSET
    shipping_amount: float | None | Unset = UNSET
    coupon_code: None | str | Unset = UNSET
    products: list[Product] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        action = getattr(self.action, "value", self.action)

        checkout_step: int | None | Unset
        if isinstance(self.checkout_step, Unset):
            checkout_step = UNSET
        else:
            checkout_step = self.checkout_step

        checkout_options: None | str | Unset
        if isinstance(self.checkout_options, Unset):
            checkout_options = UNSET
        else:
            checkout_options = self.checkout_options

        product_action_list: None | str | Unset
        if isinstance(self.product_action_list, Unset):
            product_action_list = UNSET
        else:
            product_action_list = self.product_action_list

        product_list_source: None | str | Unset
        if isinstance(self.product_list_source, Unset):
            product_list_source = UNSET
        else:
            product_list_source = self.product_list_source

        transaction_id = self.transaction_id

        affiliation: None | str | Unset
        if isinstance(self.affiliation, Unset):
            affiliation = UNSET
        else:
            affiliation = self.affiliation

        total_amount: float | None | Unset
        if isinstance(self.total_amount, Unset):
            total_amount = UNSET
        else:
            total_amount = self.total_amount

        tax_amount: float | None | Unset
        if isinstance(self.tax_amount, Unset):
            tax_amount = UNSET
        else:
            tax_amount = self.tax_amount

        shipping_amount: float | None | Unset
        if isinstance(self.shipping_amount, Unset):
            shipping_amount = UNSET
        else:
            shipping_amount = self.shipping_amount

        coupon_code: None | str | Unset
        if isinstance(self.coupon_code, Unset):
            coupon_code = UNSET
        else:
            coupon_code = self.coupon_code

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
        field_dict.update(
            {
                "action": action,
            }
        )
        if checkout_step is not UNSET:
            field_dict["checkout_step"] = checkout_step
        if checkout_options is not UNSET:
            field_dict["checkout_options"] = checkout_options
        if product_action_list is not UNSET:
            field_dict["product_action_list"] = product_action_list
        if product_list_source is not UNSET:
            field_dict["product_list_source"] = product_list_source
        if transaction_id is not UNSET:
            field_dict["transaction_id"] = transaction_id
        if affiliation is not UNSET:
            field_dict["affiliation"] = affiliation
        if total_amount is not UNSET:
            field_dict["total_amount"] = total_amount
        if tax_amount is not UNSET:
            field_dict["tax_amount"] = tax_amount
        if shipping_amount is not UNSET:
            field_dict["shipping_amount"] = shipping_amount
        if coupon_code is not UNSET:
            field_dict["coupon_code"] = coupon_code
        if products is not UNSET:
            field_dict["products"] = products

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.product import Product  # noqa: PLC0415

        d = dict(src_dict)
        action = ProductActionType(d.pop("action"))

        def _parse_checkout_step(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        checkout_step = _parse_checkout_step(d.pop("checkout_step", UNSET))

        def _parse_checkout_options(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        checkout_options = _parse_checkout_options(d.pop("checkout_options", UNSET))

        def _parse_product_action_list(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        product_action_list = _parse_product_action_list(d.pop("product_action_list", UNSET))

        def _parse_product_list_source(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        product_list_source = _parse_product_list_source(d.pop("product_list_source", UNSET))

        transaction_id = d.pop("transaction_id", UNSET)

        def _parse_affiliation(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        affiliation = _parse_affiliation(d.pop("affiliation", UNSET))

        def _parse_total_amount(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        total_amount = _parse_total_amount(d.pop("total_amount", UNSET))

        def _parse_tax_amount(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        tax_amount = _parse_tax_amount(d.pop("tax_amount", UNSET))

        def _parse_shipping_amount(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        shipping_amount = _parse_shipping_amount(d.pop("shipping_amount", UNSET))

        def _parse_coupon_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        coupon_code = _parse_coupon_code(d.pop("coupon_code", UNSET))

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

        product_action = cls(
            action=action,
            checkout_step=checkout_step,
            checkout_options=checkout_options,
            product_action_list=product_action_list,
            product_list_source=product_list_source,
            transaction_id=transaction_id,
            affiliation=affiliation,
            total_amount=total_amount,
            tax_amount=tax_amount,
            shipping_amount=shipping_amount,
            coupon_code=coupon_code,
            products=products,
        )

        product_action.additional_properties = d
        return product_action

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
