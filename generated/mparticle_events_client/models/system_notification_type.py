# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class SystemNotificationType(StrEnum):
    GDPR_CHANGE = "gdpr_change"

    def __str__(self) -> str:
        return str(self.value)
