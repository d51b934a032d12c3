# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class CommerceEventType(StrEnum):
    ADD_TO_CART = "add_to_cart"
    ADD_TO_WISHLIST = "add_to_wishlist"
    CHECKOUT = "checkout"
    CHECKOUT_OPTION = "checkout_option"
    CLICK = "click"
    IMPRESSION = "impression"
    PROMOTION_CLICK = "promotion_click"
    PROMOTION_VIEW = "promotion_view"
    PURCHASE = "purchase"
    REFUND = "refund"
    REMOVE_FROM_CART = "remove_from_cart"
    REMOVE_FROM_WISHLIST = "remove_from_wishlist"
    VIEW_DETAIL = "view_detail"

    @classmethod
    def _missing_(cls, value: object) -> "CommerceEventType | None":
        """A value newer than this description: a member without a name, not one of ``list(CommerceEventType)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
