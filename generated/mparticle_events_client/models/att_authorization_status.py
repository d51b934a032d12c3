# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class AttAuthorizationStatus(StrEnum):
    AUTHORIZED = "authorized"
    DENIED = "denied"
    NOT_DETERMINED = "not_determined"
    RESTRICTED = "restricted"

    @classmethod
    def _missing_(cls, value: object) -> "AttAuthorizationStatus | None":
        """A value newer than this description: a member without a name, not one of ``list(AttAuthorizationStatus)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
