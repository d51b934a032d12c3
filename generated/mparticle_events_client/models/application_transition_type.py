# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.
from enum import StrEnum


class ApplicationTransitionType(StrEnum):
    APPLICATION_BACKGROUND = "application_background"
    APPLICATION_EXIT = "application_exit"
    APPLICATION_FOREGROUND = "application_foreground"
    APPLICATION_INITIALIZED = "application_initialized"

    @classmethod
    def _missing_(cls, value: object) -> "ApplicationTransitionType | None":
        """A value newer than this description: a member without a name, not one of ``list(ApplicationTransitionType)``."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    def __str__(self) -> str:
        return str(self.value)
