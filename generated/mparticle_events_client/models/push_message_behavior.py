# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class PushMessageBehavior(StrEnum):
    DIRECTOPEN = "DirectOpen"
    DISPLAYED = "Displayed"
    INFLUENCEDOPEN = "InfluencedOpen"
    READ = "Read"
    RECEIVED = "Received"

    @classmethod
    def _missing_(cls, value: object) -> "PushMessageBehavior | None":
        """A value newer than this description: a member without a name, not one of ``list(PushMessageBehavior)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
