# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class ProductActionType(StrEnum):
    ADD_TO_CART = "add_to_cart"
    ADD_TO_WISHLIST = "add_to_wishlist"
    CHECKOUT = "checkout"
    CHECKOUT_OPTION = "checkout_option"
    CLICK = "click"
    PURCHASE = "purchase"
    REFUND = "refund"
    REMOVE_FROM_CART = "remove_from_cart"
    REMOVE_FROM_WISH_LIST = "remove_from_wish_list"
    VIEW_DETAIL = "view_detail"

    @classmethod
    def _missing_(cls, value: object) -> "ProductActionType | None":
        """A value newer than this description: a member without a name, not one of ``list(ProductActionType)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
