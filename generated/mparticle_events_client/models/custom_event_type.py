# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class CustomEventType(StrEnum):
    ATTRIBUTION = "attribution"
    LOCATION = "location"
    MEDIA = "media"
    NAVIGATION = "navigation"
    OTHER = "other"
    SEARCH = "search"
    SOCIAL = "social"
    TRANSACTION = "transaction"
    USER_CONTENT = "user_content"
    USER_PREFERENCE = "user_preference"

    @classmethod
    def _missing_(cls, value: object) -> "CustomEventType | None":
        """A value newer than this description: a member without a name, not one of ``list(CustomEventType)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
