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

    def __str__(self) -> str:
        return str(self.value)
